//! Whether the pairs that judges are asked about tell more than pairs drawn at random.

use std::collections::BTreeSet;

use super::super::{Comparison, Comparisons, Normal, Posterior, Random};
use crate::judging::pairs::{Answer, Comparing, Winner};

/// A contest in which the truth is known.
struct Truth {
    quality: Vec<f64>,
    /// By judge: how far they tell good from bad; every tenth hardly does.
    slopes: Vec<f64>,
}

impl Truth {
    fn draw(entries: usize, judges: usize, random: &mut Random) -> Self {
        let normal = Normal::get();
        Self {
            quality: (0..entries).map(|_| 1.5 * normal.draw(random)).collect(),
            slopes: (0..judges)
                .map(|judge| if judge % 10 == 9 { 0.1 } else { 1.0 })
                .collect(),
        }
    }

    fn ask(&self, judge: usize, a: usize, b: usize, random: &mut Random) -> Winner {
        let apart = self.slopes[judge] * (self.quality[a] - self.quality[b]);
        match random.unit() < 1.0 / (1.0 + (-apart).exp()) {
            true => Winner::A,
            false => Winner::B,
        }
    }

    /// Kendall's tau of the abilities from these answers with the truth.
    fn tau(&self, answers: &[Answer]) -> f64 {
        let count = self.quality.len();
        let comparisons = Comparisons {
            items: (0..count).map(|item| item.to_string()).collect(),
            judges: Vec::new(),
            rows: answers
                .iter()
                .map(|answer| Comparison {
                    judge: None,
                    a: answer.a,
                    b: answer.b,
                    wins_a: f64::from(answer.winner.halves_for_a()) / 2.0,
                    wins_b: 1.0 - f64::from(answer.winner.halves_for_a()) / 2.0,
                    ties: 0.0,
                })
                .collect(),
        };
        let found = Posterior::of(&comparisons).unwrap().abilities;
        let mut sum = 0.0;
        for a in 0..count {
            for b in a + 1..count {
                let same = (self.quality[a] - self.quality[b]) * (found[a] - found[b]);
                sum += same.signum();
            }
        }
        2.0 * sum / (count * (count - 1)) as f64
    }
}

/// The entries of each judge: `own` of them, evenly.
fn shares(entries: usize, judges: usize, own: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut pool: Vec<usize> = Vec::new();
    (0..judges)
        .map(|_| {
            let mut share: Vec<usize> = Vec::new();
            while share.len() < own {
                if pool.is_empty() {
                    pool = (0..entries).collect();
                    random.shuffle(&mut pool);
                }
                let next = pool.iter().rposition(|entry| !share.contains(entry));
                match next {
                    Some(at) => share.push(pool.remove(at)),
                    None => pool.clear(),
                }
            }
            share
        })
        .collect()
}

/// Mean tau with chosen pairs, and with as many random ones of the same judges and entries.
fn compare(entries: usize, judges: usize, own: usize, each: usize, contests: u64) -> [f64; 2] {
    let mut sums = [0.0; 2];
    for contest in 0..contests {
        let mut random = Random::new(2_026, contest + 1);
        let truth = Truth::draw(entries, judges, &mut random);
        let (mut chosen, mut drawn): (Vec<Answer>, Vec<Answer>) = Default::default();
        for (judge, share) in shares(entries, judges, own, &mut random).iter().enumerate() {
            let mut own: Vec<Answer> = Vec::new();
            let next = |own: &[Answer]| {
                Comparing::new(
                    vec![0; share.len()],
                    own,
                    each,
                    contest * 100 + judge as u64,
                )
                .next()
            };
            while let Some((left, right)) = next(&own) {
                let (a, b) = (left.min(right), left.max(right));
                let winner = truth.ask(judge, share[a], share[b], &mut random);
                own.push(Answer { a, b, winner });
            }
            chosen.extend(own.iter().map(|answer| Answer {
                a: share[answer.a],
                b: share[answer.b],
                ..*answer
            }));
            let mut pairs = BTreeSet::new();
            while pairs.len() < own.len() {
                let (a, b) = (random.below(share.len()), random.below(share.len()));
                if a < b && pairs.insert((a, b)) {
                    let (a, b) = (share[a], share[b]);
                    let winner = truth.ask(judge, a, b, &mut random);
                    drawn.push(Answer { a, b, winner });
                }
            }
        }
        sums[0] += truth.tau(&chosen);
        sums[1] += truth.tau(&drawn);
    }
    sums.map(|sum| sum / contests as f64)
}

#[test]
fn chosen_pairs_tell_more_than_random_ones() {
    // 60 entries, 12 judges with 20 entries each, 4 comparisons an entry: about 480 votes.
    let [chosen, drawn] = compare(60, 12, 20, 4, 40);
    assert!(chosen > drawn + 0.01, "{chosen} {drawn}");
    // Of few entries nearly all pairs are asked about, and it matters little which: no worse, in any case.
    let [chosen, drawn] = compare(20, 5, 12, 4, 80);
    assert!(chosen > drawn - 0.01, "{chosen} {drawn}");
}
