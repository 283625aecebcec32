//! From scores to ranks: the mean, shared ranks, the cut. Whole numbers only, so that every machine finds the same.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::tiebreak::{Deciders, Fall};
use crate::contests::{Category, Stream};
use crate::db::Id;
use crate::entries::Entry;
use crate::judging::Cut;

/// Where one entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub entry: Id<Entry>,
    pub stream: Id<Stream>,
    pub category: Option<Id<Category>>,
    /// Thousandths of a point, by the round's method.
    pub score: i32,
    /// In its stream; equal scores share a rank and the next is left out: 1, 2, 2, 4.
    pub rank: i32,
    /// In its category of its stream.
    pub category_rank: i32,
    /// Whether it goes on to the next round.
    pub through: bool,
    /// The tie-break, from 1, that decided for or against it at the line of the cut.
    pub decided_by: Option<i32>,
}

/// Entries with equal scores, whom no tie-break tells apart and of which the cut takes some: a person decides which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutTie {
    pub stream: Id<Stream>,
    pub category: Option<Id<Category>>,
    /// How many of them there is room for.
    pub places: i32,
    /// Thousandths of a point.
    pub score: i32,
    pub tied: Vec<Id<Entry>>,
}

/// The mean over the judges who scored the entry, in thousandths of a point, rounded half up once, here.
/// None without a ballot: an entry that nobody scored has no score, not 0.
pub fn mean(sum: i64, ballots: i32) -> Option<i32> {
    let n = i64::from(ballots);
    if n < 1 {
        return None;
    }
    i32::try_from((2 * sum + n).div_euclid(2 * n)).ok()
}

impl Standing {
    /// An entry with its score, not yet ranked.
    pub fn new(
        entry: Id<Entry>,
        stream: Id<Stream>,
        category: Option<Id<Category>>,
        score: i32,
    ) -> Self {
        Self {
            entry,
            stream,
            category,
            score,
            rank: 0,
            category_rank: 0,
            through: false,
            decided_by: None,
        }
    }
}

/// Gives each its rank in its stream and in its category of the stream, and sorts by stream and rank.
pub fn order(rows: &mut [Standing]) {
    share_ranks(
        rows,
        |row| (row.stream, row.category),
        |row, rank| row.category_rank = rank,
    );
    share_ranks(rows, |row| row.stream, |row, rank| row.rank = rank);
}

/// Sorts by group and score and gives each row its rank in the group.
fn share_ranks<G: Ord>(
    rows: &mut [Standing],
    group: impl Fn(&Standing) -> G,
    set: impl Fn(&mut Standing, i32),
) {
    rows.sort_by_key(|row| (group(row), Reverse(row.score), row.entry));
    for group in rows.chunk_by_mut(|a, b| group(a) == group(b)) {
        let mut rank = 1;
        for tied in group.chunk_by_mut(|a, b| a.score == b.score) {
            let next = rank + tied.len() as i32;
            tied.iter_mut().for_each(|row| set(row, rank));
            rank = next;
        }
    }
}

/// Marks who goes through by a round's line, and gives back the ties across it. By hand nobody goes through yet.
/// `votes` are an entry's ballots, in thousandths of a point; `deciders` are what its tie-breaks compare.
pub fn draw_line<'a>(
    rows: &mut [Standing],
    line: Cut,
    votes: impl Fn(Id<Entry>) -> Vec<i32>,
    deciders: impl Fn(Id<Entry>) -> &'a Deciders,
) -> Vec<CutTie> {
    match line {
        Cut::All => cut(rows, 0, deciders),
        Cut::Places(places) => cut(rows, places, deciders),
        Cut::Threshold(least) => {
            rows.iter_mut()
                .for_each(|row| row.through = row.score >= least);
            Vec::new()
        }
        Cut::Consensus(rule) => {
            rows.iter_mut()
                .for_each(|row| row.through = rule.holds(&votes(row.entry)));
            Vec::new()
        }
        Cut::ByHand => Vec::new(),
    }
}

/// Marks who goes through: the first `places` of each category of each stream, or all when `places` is 0.
///
/// Where equal scores lie across the line, the tie-breaks decide in their order. Of those whom they leave equal nobody goes
/// through yet; each such tie is given back. Ranks stay as they are.
pub fn cut<'a>(
    rows: &mut [Standing],
    places: i32,
    deciders: impl Fn(Id<Entry>) -> &'a Deciders,
) -> Vec<CutTie> {
    let mut ties = Vec::new();
    rows.sort_by_key(|row| (row.stream, row.category, row.category_rank, row.entry));
    for tied in
        rows.chunk_by_mut(|a, b| (a.stream, a.category, a.score) == (b.stream, b.category, b.score))
    {
        let size = tied.len() as i32;
        let left = places - (tied[0].category_rank - 1);
        let through = places < 1 || size <= left;
        tied.iter_mut().for_each(|row| row.through = through);
        if !through && left > 0 {
            ties.extend(separate(tied, left, &deciders));
        }
    }
    rows.sort_by_key(|row| (row.stream, row.rank, row.entry));
    ties
}

/// Of entries with equal scores `places` go through: those whom the tie-breaks put first. Gives back whom they leave equal.
fn separate<'a>(
    equal: &mut [Standing],
    places: i32,
    deciders: impl Fn(Id<Entry>) -> &'a Deciders,
) -> Option<CutTie> {
    equal.sort_by_key(|row| (Reverse(deciders(row.entry)), row.entry));
    let figures: Vec<&Deciders> = equal.iter().map(|row| deciders(row.entry)).collect();
    let fall = Fall::of(&figures, usize::try_from(places).unwrap_or(0));
    for (at, row) in equal.iter_mut().enumerate() {
        row.through = at < fall.sure;
        row.decided_by = fall.decided_by(&figures, at);
    }
    let tied = &equal[fall.sure..fall.out];
    let first = tied.first()?;
    Some(CutTie {
        stream: first.stream,
        category: first.category,
        places: places - fall.sure as i32,
        score: first.score,
        tied: tied.iter().map(|row| row.entry).collect(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::judging::cut::Consensus;

    fn id<T>(n: u128) -> Id<T> {
        Uuid::from_u128(n).into()
    }

    /// Entries of one stream and category.
    fn field(scores: &[i32]) -> Vec<Standing> {
        (0..)
            .zip(scores)
            .map(|(n, score)| Standing::new(id(n), id(1), Some(id(1)), *score))
            .collect()
    }

    fn ranked(mut rows: Vec<Standing>) -> Vec<Standing> {
        order(&mut rows);
        rows
    }

    /// No tie-breaks.
    const NONE: &Deciders = &Deciders(Vec::new());

    fn through(scores: &[i32], places: i32) -> (Vec<i32>, Vec<CutTie>) {
        let mut rows = ranked(field(scores));
        let ties = cut(&mut rows, places, |_| NONE);
        let scores = rows.iter().filter(|row| row.through).map(|row| row.score);
        (scores.collect(), ties)
    }

    #[test]
    fn a_score_is_the_mean_over_the_judges_who_scored() {
        let sum = [7, 9, 6, 5, 6].iter().map(|points| points * 1000).sum();
        assert_eq!(mean(sum, 5), Some(6600));
        let published = [
            ([88, 90, 85, 99, 60], 84_400),
            ([90, 93, 96, 99, 99], 95_400),
        ];
        for (points, expected) in published {
            let sum = points.iter().map(|points| points * 1000).sum();
            assert_eq!(mean(sum, 5), Some(expected));
        }
        assert_eq!(mean(88_000 + 90_000 + 85_000, 3), Some(87_667));
        assert_eq!(mean(0, 0), None);
    }

    #[test]
    fn half_a_thousandth_is_rounded_up() {
        assert_eq!(mean(1, 2), Some(1));
        assert_eq!(mean(3, 2), Some(2));
        assert_eq!(mean(4, 3), Some(1));
        assert_eq!(mean(5, 3), Some(2));
        assert_eq!(mean(-1, 2), Some(0));
    }

    #[test]
    fn equal_scores_share_a_rank_and_the_next_is_left_out() {
        let ranks: Vec<i32> = ranked(field(&[9, 8, 8, 7]))
            .iter()
            .map(|r| r.rank)
            .collect();
        assert_eq!(ranks, [1, 2, 2, 4]);
    }

    #[test]
    fn streams_and_categories_are_ranked_apart() {
        let mut rows = field(&[9, 8, 7, 6]);
        rows[1].stream = id(2);
        rows[2].category = Some(id(2));
        rows[3].category = None;
        let rows = ranked(rows);
        let of = |n: u128| *rows.iter().find(|row| row.entry == id(n)).unwrap();
        assert_eq!((of(1).rank, of(1).category_rank), (1, 1));
        assert_eq!((of(2).rank, of(2).category_rank), (2, 1));
        assert_eq!((of(3).rank, of(3).category_rank), (3, 1));
    }

    #[test]
    fn the_cut_waits_for_a_person_where_a_tie_lies_across_it() {
        assert_eq!(through(&[9, 8, 7], 2).0, [9, 8]);
        assert_eq!(through(&[9, 8, 7], 0).0, [9, 8, 7]);
        assert_eq!(through(&[9, 8, 7], 5).0, [9, 8, 7]);
        assert_eq!(through(&[9, 8, 8, 7], 3).0, [9, 8, 8]);
        let (sure, ties) = through(&[9, 8, 8, 7], 2);
        assert_eq!(sure, [9]);
        assert_eq!((ties.len(), ties[0].places, ties[0].score), (1, 1, 8));
        assert_eq!(ties[0].tied, [id(1), id(2)]);
        assert!(through(&[9, 8, 7, 7], 2).1.is_empty());
    }

    #[test]
    fn tie_breaks_decide_at_the_line_of_the_cut_in_their_order_and_nowhere_else() {
        let figures = [
            vec![Some(7), Some(1)],
            vec![Some(9), Some(1)],
            vec![Some(9), Some(2)],
            vec![Some(7), Some(1)],
        ]
        .map(Deciders);
        let deciders = |entry: Id<Entry>| &figures[usize::from(entry.as_bytes()[15])];
        let decide = |places: i32| {
            let mut rows = ranked(field(&[8, 8, 8, 8]));
            let ties = cut(&mut rows, places, deciders);
            rows.sort_by_key(|row| row.entry);
            assert!(rows.iter().all(|row| row.rank == 1));
            let through: Vec<bool> = rows.iter().map(|row| row.through).collect();
            let by: Vec<Option<i32>> = rows.iter().map(|row| row.decided_by).collect();
            (through, by, ties)
        };
        let (through, by, ties) = decide(1);
        assert_eq!(through, [false, false, true, false]);
        assert_eq!(by, [Some(1), Some(2), Some(2), Some(1)]);
        assert!(ties.is_empty());
        let (through, by, ties) = decide(3);
        assert_eq!(through, [false, true, true, false]);
        assert_eq!(by, [None, Some(1), Some(1), None]);
        assert_eq!(
            (ties[0].places, ties[0].tied.clone()),
            (1, vec![id(0), id(3)])
        );
        let (through, by, ties) = decide(4);
        assert!(through.iter().all(|through| *through) && ties.is_empty());
        assert!(by.iter().all(Option::is_none), "there was room for all");
    }

    #[test]
    fn a_threshold_takes_whoever_reaches_it_and_knows_no_ties() {
        let mut rows = ranked(field(&[9, 8, 8, 7]));
        assert!(draw_line(&mut rows, Cut::Threshold(8), |_| Vec::new(), |_| NONE).is_empty());
        assert_eq!(rows.iter().filter(|row| row.through).count(), 3);
        let mut rows = ranked(field(&[9, 8]));
        assert!(draw_line(&mut rows, Cut::ByHand, |_| Vec::new(), |_| NONE).is_empty());
        assert!(
            rows.iter().all(|row| !row.through),
            "nobody before somebody ticks"
        );
    }

    #[test]
    fn votes_and_not_places_decide_where_the_judges_must_agree() {
        let mut rows = ranked(field(&[1_000, 667, 500]));
        let votes = |entry: Id<Entry>| match entry.as_bytes()[15] {
            0 => vec![1_000, 1_000, 1_000],
            1 => vec![1_000, 1_000, 0],
            _ => vec![500, 500, 500],
        };
        assert!(
            draw_line(
                &mut rows,
                Cut::Consensus(Consensus::Unanimous),
                votes,
                |_| NONE
            )
            .is_empty()
        );
        let through: Vec<i32> = rows
            .iter()
            .filter(|row| row.through)
            .map(|row| row.score)
            .collect();
        assert_eq!(through, [1_000]);
    }

    proptest! {
        #[test]
        fn the_order_of_the_rows_changes_nothing(
            scores in prop::collection::vec((0_i32..12, 0_u128..3, 0_u128..3), 0..40),
            places in 0_i32..6,
            figures in prop::collection::vec(
                prop::collection::vec(prop::option::of(0_i64..4), 2), 40,
            ),
            seed in any::<u64>(),
        ) {
            let all: Vec<Deciders> = figures.into_iter().map(Deciders).collect();
            let deciders = |entry: Id<Entry>| &all[usize::from(entry.as_bytes()[15])];
            let rows: Vec<Standing> = (0..)
                .zip(&scores)
                .map(|(n, (score, stream, category))| {
                    let category = (*category > 0).then(|| id(*category));
                    Standing::new(id(n), id(*stream), category, *score)
                })
                .collect();
            let mut mixed = rows.clone();
            mixed.sort_by_key(|row| {
                let n = row.entry.as_bytes()[15];
                u64::from(n).wrapping_mul(seed | 1).rotate_left(17)
            });
            let (mut a, mut b) = (ranked(rows), ranked(mixed));
            let ties = cut(&mut a, places, deciders);
            prop_assert_eq!(&ties, &cut(&mut b, places, deciders));
            prop_assert_eq!(&a, &b);
            // What is still tied lies across the line without tie-breaks too, and nothing else is decided by them.
            let (mut plain, mut apart) = (a.clone(), a.clone());
            plain.iter_mut().for_each(|row| row.decided_by = None);
            let before = cut(&mut plain, places, |_| NONE);
            for row in &a {
                let tied = |ties: &[CutTie]| ties.iter().any(|tie| tie.tied.contains(&row.entry));
                prop_assert!(!tied(&ties) || tied(&before));
                prop_assert_eq!(row.decided_by.is_some(), tied(&before) && !tied(&ties));
                let was = plain.iter().find(|other| other.entry == row.entry).unwrap();
                prop_assert!(tied(&before) || was.through == row.through);
                prop_assert_eq!((was.rank, was.category_rank), (row.rank, row.category_rank));
            }
            // Tie-breaks that tell everybody apart leave no tie, and the places of each group are full.
            let of_own: Vec<Deciders> = (0..40).map(|n| Deciders(vec![Some(n)])).collect();
            let own = |entry: Id<Entry>| &of_own[usize::from(entry.as_bytes()[15])];
            prop_assert!(cut(&mut apart, places, own).is_empty());
            for row in &apart {
                let group: Vec<_> = apart.iter()
                    .filter(|o| (o.stream, o.category) == (row.stream, row.category))
                    .collect();
                let room = if places == 0 { group.len() } else { group.len().min(places as usize) };
                prop_assert_eq!(group.iter().filter(|o| o.through).count(), room);
            }
            for row in &a {
                let better = a.iter().filter(|o| o.stream == row.stream && o.score > row.score);
                prop_assert_eq!(row.rank as usize, better.count() + 1);
            }
        }
    }
}
