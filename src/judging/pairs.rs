//! Which two entries a judge compares next: chosen from the judge's own answers and a seed, never from what others said.

use std::cmp::Reverse;

use diesel::prelude::*;

use super::assign::Random;
use crate::accounts::Account;
use crate::db::{Id, Moment, text_enum};
use crate::entries::Entry;
use crate::schema::comparisons;

text_enum! {
    /// Which of a pair is the better one. Of a pair `a` is the entry with the lower id.
    pub enum Winner ("pair-winner") {
        A = "a",
        B = "b",
        Tie = "tie",
    }
}

/// What a judge said of two entries.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = comparisons)]
pub struct Comparison {
    pub id: Id<Comparison>,
    pub judge_id: Id<Account>,
    pub entry_a: Id<Entry>,
    pub entry_b: Id<Entry>,
    pub winner: Winner,
    /// Counts changes: an answer names the version that it saw.
    pub version: i32,
    /// When it was said last.
    pub compared_at: Moment,
}

impl Comparison {
    /// Its two entries, each with what the answer is worth to it, in halves of a win.
    pub fn halves(&self) -> [(Id<Entry>, i32); 2] {
        let halves = self.winner.halves_for_a();
        [(self.entry_a, halves), (self.entry_b, 2 - halves)]
    }
}

/// The share of its comparisons that an entry won, in thousandths of a point, rounded half up; None of none.
pub fn share(halves: i32, comparisons: i32) -> Option<i32> {
    (comparisons > 0).then(|| (1_000 * halves + comparisons).div_euclid(2 * comparisons))
}

/// The most entries that a round of pairs may have: its ranking looks at every pair of a stream at once.
pub const MOST_ENTRIES: i64 = 2_000;

impl Winner {
    /// What the answer is worth to `a`, in halves of a win.
    pub fn halves_for_a(self) -> i32 {
        match self {
            Self::A => 2,
            Self::Tie => 1,
            Self::B => 0,
        }
    }
}

/// An answer about two of a judge's entries, by their places among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub a: usize,
    pub b: usize,
    pub winner: Winner,
}

/// A judge's entries in a round of pairs, with the answers given so far.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// By entry: its stream, by any number. Entries are compared with those of their own stream alone.
    streams: Vec<usize>,
    /// By entry: with how many others it was compared, and how many more of them it won than lost.
    seen: Vec<usize>,
    margin: Vec<i32>,
    /// By entry: with which others it was compared.
    met: Vec<Vec<bool>>,
    /// The two that were compared last.
    last: Option<(usize, usize)>,
    answers: usize,
    /// How often each is to be compared, where it has so many partners.
    each: usize,
    seed: u64,
}

impl Comparing {
    /// `streams` has a number for each entry; `answers` come in order of time, none of two streams, no pair twice.
    pub fn new(streams: Vec<usize>, answers: &[Answer], each: usize, seed: u64) -> Self {
        let count = streams.len();
        let mut found = Self {
            streams,
            seen: vec![0; count],
            margin: vec![0; count],
            met: vec![vec![false; count]; count],
            last: answers.last().map(|last| (last.a, last.b)),
            answers: answers.len(),
            each,
            seed,
        };
        for answer in answers {
            let (a, b) = (answer.a, answer.b);
            found.met[a][b] = true;
            found.met[b][a] = true;
            found.seen[a] += 1;
            found.seen[b] += 1;
            let margin = answer.winner.halves_for_a() - 1;
            found.margin[a] += margin;
            found.margin[b] -= margin;
        }
        found
    }

    /// With how many others an entry is to be compared: with as many as are asked, or with all there are.
    pub fn needs(&self, entry: usize) -> usize {
        let stream = self.streams[entry];
        let partners = self.streams.iter().filter(|each| **each == stream).count() - 1;
        self.each.min(partners)
    }

    /// How many more comparisons an entry waits for.
    pub fn lacks(&self, entry: usize) -> usize {
        self.needs(entry).saturating_sub(self.seen[entry])
    }

    /// Whether there is nothing that an entry could be compared with.
    pub fn is_alone(&self, entry: usize) -> bool {
        self.needs(entry) == 0
    }

    pub fn answers(&self) -> usize {
        self.answers
    }

    /// How many comparisons are left, at least: each serves two entries at most.
    pub fn left(&self) -> usize {
        let lacks = (0..self.streams.len()).map(|entry| self.lacks(entry));
        let (sum, most) = lacks.fold((0, 0), |(sum, most), lacks| (sum + lacks, most.max(lacks)));
        most.max(sum.div_ceil(2))
    }

    /// The next two, on the left and on the right; none once every entry was compared often enough.
    ///
    /// Of all pairs not yet compared: those first whose entries both wait for comparisons; then the least seen entry;
    /// then with one of the two just compared, so that one film only has to be watched; then those of whom this judge
    /// said most nearly the same. What is equal after that is for the seed to decide, and so are the sides.
    pub fn next(&self) -> Option<(usize, usize)> {
        let count = self.streams.len();
        let lacks: Vec<usize> = (0..count).map(|entry| self.lacks(entry)).collect();
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let (a, b) = pairs
            .filter(|(a, b)| self.streams[*a] == self.streams[*b] && !self.met[*a][*b])
            .filter(|(a, b)| lacks[*a] + lacks[*b] > 0)
            .min_by_key(|(a, b)| {
                let (few, many) = ordered(self.seen[*a], self.seen[*b]);
                (
                    Reverse(usize::from(lacks[*a] > 0) + usize::from(lacks[*b] > 0)),
                    few,
                    !(self.is_last(*a) || self.is_last(*b)),
                    many,
                    self.margin[*a].abs_diff(self.margin[*b]),
                    self.chance(*a, *b),
                )
            })?;
        // That the number is the least of several hardly bears on its last bit.
        Some(match self.chance(a, b) % 2 {
            0 => (a, b),
            _ => (b, a),
        })
    }

    /// Whether the entry is one of the two just compared.
    pub fn is_last(&self, entry: usize) -> bool {
        self.last.is_some_and(|(a, b)| a == entry || b == entry)
    }

    fn chance(&self, a: usize, b: usize) -> u64 {
        let pair = (a * self.streams.len() + b) as u32;
        Random::of_entry(self.seed, pair).draw()
    }
}

fn ordered(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Answers until nothing is left, by `judge`, and the pairs as they were shown.
    fn walk(
        streams: &[usize],
        each: usize,
        seed: u64,
        judge: impl Fn(usize, usize) -> Winner,
    ) -> Vec<(usize, usize)> {
        let mut answers: Vec<Answer> = Vec::new();
        let mut shown = Vec::new();
        while let Some((left, right)) =
            Comparing::new(streams.to_vec(), &answers, each, seed).next()
        {
            shown.push((left, right));
            let (a, b) = ordered(left, right);
            let winner = judge(a, b);
            answers.push(Answer { a, b, winner });
            assert!(answers.len() < 10_000, "it ends");
        }
        shown
    }

    #[test]
    fn the_share_won_is_exact_and_a_tie_is_half_a_win() {
        assert_eq!(share(0, 0), None);
        // Two wins and a tie of four, and one win of three.
        assert_eq!([share(5, 4), share(2, 3)], [Some(625), Some(333)]);
        assert_eq!([share(6, 3), share(0, 3)], [Some(1_000), Some(0)]);
    }

    #[test]
    fn nobody_is_asked_about_one_entry_or_about_two_of_different_streams() {
        assert_eq!(walk(&[0], 4, 1, |_, _| Winner::A), []);
        assert_eq!(walk(&[0, 1], 4, 1, |_, _| Winner::A), []);
        let comparing = Comparing::new(vec![0, 1, 0], &[], 4, 1);
        assert!(comparing.is_alone(1) && !comparing.is_alone(0));
        assert_eq!(comparing.left(), 1);
    }

    #[test]
    fn at_first_each_pair_after_the_first_brings_one_new_film() {
        for seed in 0..20 {
            let shown = walk(
                &[0; 12],
                4,
                seed,
                |a, b| if a < b { Winner::A } else { Winner::B },
            );
            let mut seen = vec![shown[0].0, shown[0].1];
            for (left, right) in &shown[1..11] {
                let new: Vec<usize> = [*left, *right]
                    .into_iter()
                    .filter(|each| !seen.contains(each))
                    .collect();
                assert_eq!(new.len(), 1, "seed {seed}");
                seen.extend(new);
            }
        }
    }

    #[test]
    fn the_seed_decides_who_comes_first_and_which_side_is_left() {
        let first = |seed| walk(&[0; 12], 2, seed, |_, _| Winner::Tie)[0];
        let firsts: std::collections::BTreeSet<_> = (0..40).map(first).collect();
        assert!(firsts.len() > 15, "{firsts:?}");
        let turned = firsts.iter().filter(|(left, right)| left > right).count();
        assert!(turned > firsts.len() / 5 && turned < firsts.len() * 4 / 5);
        assert_eq!(first(7), first(7));
    }

    #[test]
    fn entries_that_did_alike_meet_once_all_were_seen() {
        // The lower number is the better film.
        let shown = walk(&[0; 16], 8, 3, |_, _| Winner::A);
        let apart = |pairs: &[(usize, usize)]| {
            let sum: usize = pairs.iter().map(|(a, b)| a.abs_diff(*b)).sum();
            sum as f64 / pairs.len() as f64
        };
        let (early, late) = shown.split_at(16);
        assert!(
            apart(late) < apart(early),
            "{} {}",
            apart(late),
            apart(early)
        );
    }

    proptest! {
        #[test]
        fn every_entry_is_compared_often_enough_and_no_pair_comes_twice(
            streams in proptest::collection::vec(0_usize..3, 0..14),
            each in 1_usize..8,
            seed in any::<u64>(),
            winners in proptest::collection::vec(0_usize..3, 1..20),
        ) {
            let judge = |a: usize, b: usize| Winner::ALL[winners[(a * 7 + b) % winners.len()]];
            let shown = walk(&streams, each, seed, judge);
            let mut pairs: Vec<_> = shown.iter().map(|(a, b)| ordered(*a, *b)).collect();
            let all = pairs.len();
            pairs.sort_unstable();
            pairs.dedup();
            prop_assert_eq!(pairs.len(), all, "a pair came twice");
            for (entry, stream) in streams.iter().enumerate() {
                let of = pairs.iter().filter(|(a, b)| *a == entry || *b == entry);
                prop_assert!(of.clone().all(|(a, b)| streams[*a] == streams[*b]));
                let partners = streams.iter().filter(|other| *other == stream).count() - 1;
                prop_assert!(of.count() >= each.min(partners));
            }
        }

        #[test]
        fn what_is_left_is_never_said_to_be_more_than_it_is(
            count in 0_usize..12, each in 1_usize..6, seed in any::<u64>(),
        ) {
            let streams = vec![0; count];
            let shown = walk(&streams, each, seed, |_, _| Winner::Tie);
            prop_assert!(Comparing::new(streams, &[], each, seed).left() <= shown.len());
        }
    }
}
