//! How sure an order is: from joint draws of all scores to each entry's chance of being among the first k, its expected rank and
//! the interval of its rank (Goldstein and Spiegelhalter 1996).
//!
//! Counts are whole numbers and each batch of draws has its own stream of chance, so that the figures do not depend on how many
//! threads there were. Up to [`SORTED`] entries each draw is sorted and every rank counted. Beyond that, scores are put into
//! narrow bins (equals in a bin share its middle rank; who is among the first k is still exact), and the ends of the rank
//! interval are the mean ranks of the ends of the score interval: with thousands of entries a score's rank hardly varies.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::random::{Normal, Random};

/// Draws that are made at once, from one stream of chance.
pub const BATCH: usize = 128;
/// The least number of draws that a published chance rests on.
pub const FEWEST: usize = 10_000;
/// The most that are made unasked: chances of small contests to ± .004.
const MOST: usize = 131_072;
/// Scores drawn in all, unasked.
const TOGETHER: usize = 24_000_000;
/// Up to this many entries every rank is counted by itself.
const SORTED: usize = 2_048;
const BINS: usize = 4_096;
/// Draws that the mean rank of a score is read from.
const POOLED: usize = 32;
/// Most threads.
const THREADS: usize = 8;
/// The normal distribution's 95 % quantile.
const Z95: f64 = 1.644_853_626_951_472_2;

/// Something that joint draws of all entries' scores can be made from.
pub trait Draws: Sync {
    /// Each entry's score and the standard deviation of its error.
    fn scores(&self) -> Vec<(f64, f64)>;
    /// [`BATCH`] draws, one after the other.
    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64]));
}

/// How draws are made and counted.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// By entry, its component: entries are ranked with those of the same one.
    pub components: &'a [usize],
    /// How many places are asked about.
    pub top: usize,
    /// At least this many draws.
    pub draws: usize,
    /// Where chance begins.
    pub seed: u64,
}

/// What the draws say of each entry.
#[derive(Clone, Debug)]
pub struct Chances {
    /// The chance of being among the first k of all entries; they add up to k.
    pub top: Vec<f64>,
    /// The mean rank among all entries.
    pub expected: Vec<f64>,
    /// The 5 % quantile of the rank within the entry's component.
    pub low: Vec<usize>,
    /// The 95 % quantile.
    pub high: Vec<usize>,
    /// How many draws were made.
    pub draws: usize,
}

/// As many draws as are made unasked: more of small contests.
pub fn usual_draws(entries: usize) -> usize {
    (TOGETHER / entries.max(1)).clamp(FEWEST, MOST)
}

impl Chances {
    /// Draws and counts.
    pub fn count(source: &dyn Draws, plan: Plan<'_>) -> Self {
        let batches = plan.draws.max(1).div_ceil(BATCH);
        let scores = source.scores();
        let blank = Counts::blank(&scores, plan);
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism()
            .map_or(1, usize::from)
            .clamp(1, THREADS)
            .min(batches);
        let counts = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| {
                    let mut counts = blank.clone();
                    let next = &next;
                    scope.spawn(move || {
                        let mut desk = Desk::default();
                        loop {
                            let batch = next.fetch_add(1, Ordering::Relaxed);
                            if batch >= batches {
                                return counts;
                            }
                            let mut random = Random::new(plan.seed, batch as u64 + 1);
                            source.batch(&mut random, &mut |draw| counts.add(draw, &mut desk));
                        }
                    })
                })
                .collect();
            let mut total: Option<Counts> = None;
            for worker in workers {
                match worker.join() {
                    Ok(counts) => match &mut total {
                        None => total = Some(counts),
                        Some(total) => total.join(&counts),
                    },
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            total
        })
        .unwrap_or(blank);
        let draws = batches * BATCH;
        let (low, high) = if counts.sorted() {
            (counts.quantiles(draws, 0.05), counts.quantiles(draws, 0.95))
        } else {
            let pool = Pool::of(source, plan);
            let end = |side: f64| {
                scores
                    .iter()
                    .zip(plan.components)
                    .map(|((score, sd), component)| pool.rank(*component, score + side * sd))
                    .collect()
            };
            (end(Z95), end(-Z95))
        };
        let share = |count: f64| count / draws as f64;
        Chances {
            top: counts
                .top
                .iter()
                .map(|count| share(f64::from(*count)))
                .collect(),
            expected: counts
                .twice_ranks
                .iter()
                .map(|twice| share(*twice as f64 / 2.0))
                .collect(),
            low,
            high,
            draws,
        }
    }
}

/// What is counted over draws.
#[derive(Clone)]
struct Counts<'a> {
    plan: Plan<'a>,
    parts: usize,
    top: Vec<u32>,
    /// Twice the rank, so that the middle of equals is whole.
    twice_ranks: Vec<u64>,
    /// How often an entry had which rank, a row an entry; empty when draws are not sorted.
    ranks: Vec<u32>,
    /// The highest score that has a bin of its own, and bins a point.
    bins: (f64, f64),
}

/// Room for one draw.
#[derive(Default)]
struct Desk {
    order: Vec<(u64, u32)>,
    seen: Vec<usize>,
    bins: Vec<u16>,
    filled: Vec<u32>,
    twice_rank: Vec<u32>,
    edge: Vec<(f64, usize)>,
}

/// A key that sorts higher scores first.
fn key(score: f64) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 63 == 0 {
        bits | (1 << 63)
    } else {
        !bits
    };
    !rising
}

impl<'a> Counts<'a> {
    fn blank(scores: &[(f64, f64)], plan: Plan<'a>) -> Self {
        let entries = scores.len();
        let edge = |side: f64| {
            scores
                .iter()
                .map(move |(score, sd)| score + side * 5.0 * sd)
        };
        let highest = edge(1.0).fold(f64::NEG_INFINITY, f64::max);
        let lowest = edge(-1.0).fold(f64::INFINITY, f64::min);
        let cells = if entries <= SORTED {
            entries * entries
        } else {
            0
        };
        Self {
            plan,
            parts: plan.components.iter().max().map_or(0, |last| last + 1),
            top: vec![0; entries],
            twice_ranks: vec![0; entries],
            ranks: vec![0; cells],
            bins: (
                highest,
                (BINS - 1) as f64 / (highest - lowest).max(f64::MIN_POSITIVE),
            ),
        }
    }

    fn sorted(&self) -> bool {
        self.top.len() <= SORTED
    }

    fn add(&mut self, draw: &[f64], desk: &mut Desk) {
        if self.sorted() {
            self.add_sorted(draw, desk);
        } else {
            self.add_binned(draw, desk);
        }
    }

    fn add_sorted(&mut self, draw: &[f64], desk: &mut Desk) {
        desk.order.clear();
        desk.order.extend(
            draw.iter()
                .zip(0..)
                .map(|(score, entry)| (key(*score), entry)),
        );
        desk.order.sort_unstable();
        desk.seen.clear();
        desk.seen.resize(self.parts, 0);
        for (place, (_, entry)) in desk.order.iter().enumerate() {
            let entry = *entry as usize;
            let seen = &mut desk.seen[self.plan.components[entry]];
            self.ranks[entry * draw.len() + *seen] += 1;
            *seen += 1;
            self.twice_ranks[entry] += 2 * (place as u64 + 1);
            if place < self.plan.top {
                self.top[entry] += 1;
            }
        }
    }

    fn add_binned(&mut self, draw: &[f64], desk: &mut Desk) {
        let (highest, fineness) = self.bins;
        desk.filled.clear();
        desk.filled.resize(BINS, 0);
        desk.bins.clear();
        // Higher scores have lower bins; what is outside goes to the ends.
        desk.bins.extend(draw.iter().map(|score| {
            let bin = (((highest - score) * fineness) as u32).min(BINS as u32 - 1);
            desk.filled[bin as usize] += 1;
            bin as u16
        }));
        desk.twice_rank.clear();
        let mut above = 0;
        let mut edge = None;
        desk.twice_rank
            .extend(desk.filled.iter().enumerate().map(|(bin, count)| {
                if above + count > self.plan.top as u32 && edge.is_none() {
                    edge = Some((bin, self.plan.top - above as usize));
                }
                let twice = 2 * above + count + 1;
                above += count;
                twice
            }));
        for (sum, bin) in self.twice_ranks.iter_mut().zip(&desk.bins) {
            *sum += u64::from(desk.twice_rank[usize::from(*bin)]);
        }
        let (edge, left) = edge.unwrap_or((BINS, 0));
        desk.edge.clear();
        for (entry, bin) in desk.bins.iter().enumerate() {
            let bin = usize::from(*bin);
            if bin < edge {
                self.top[entry] += 1;
            } else if bin == edge {
                desk.edge.push((draw[entry], entry));
            }
        }
        desk.edge
            .sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (_, entry) in desk.edge.iter().take(left) {
            self.top[*entry] += 1;
        }
    }

    fn join(&mut self, other: &Self) {
        for (sums, more) in [(&mut self.top, &other.top), (&mut self.ranks, &other.ranks)] {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
        for (sum, more) in self.twice_ranks.iter_mut().zip(&other.twice_ranks) {
            *sum += more;
        }
    }

    /// The rank that this share of the draws does not go beyond, by entry.
    fn quantiles(&self, draws: usize, share: f64) -> Vec<usize> {
        let wanted = share * draws as f64;
        self.ranks
            .chunks_exact(self.top.len().max(1))
            .map(|row| {
                let mut seen = 0.0;
                let reached = row.iter().position(|count| {
                    seen += f64::from(*count);
                    seen >= wanted
                });
                reached.map_or(row.len(), |rank| rank + 1)
            })
            .collect()
    }
}

/// Some draws of all scores, highest first, by component: what rank a score has on average.
struct Pool {
    scores: Vec<Vec<f64>>,
}

impl Pool {
    fn of(source: &dyn Draws, plan: Plan<'_>) -> Self {
        let parts = plan.components.iter().max().map_or(0, |last| last + 1);
        let mut scores: Vec<Vec<f64>> = vec![Vec::new(); parts];
        let mut taken = 0;
        source.batch(&mut Random::new(plan.seed, 0), &mut |draw| {
            if taken < POOLED {
                for (score, component) in draw.iter().zip(plan.components) {
                    scores[*component].push(*score);
                }
                taken += 1;
            }
        });
        for part in &mut scores {
            part.sort_unstable_by(|one, other| other.total_cmp(one));
        }
        Self { scores }
    }

    /// Among the others of its component.
    fn rank(&self, component: usize, score: f64) -> usize {
        let part = &self.scores[component];
        let size = part.len() / POOLED;
        let above = part.partition_point(|other| *other > score) as f64 / POOLED as f64;
        let others = above * (size as f64 - 1.0) / size as f64;
        1 + others.round() as usize
    }
}

/// Scores that are known with errors that have nothing to do with one another.
#[derive(Clone, Debug)]
pub struct Independent {
    /// Score and standard deviation of its error, by entry.
    pub scores: Vec<(f64, f64)>,
}

impl Draws for Independent {
    fn scores(&self) -> Vec<(f64, f64)> {
        self.scores.clone()
    }

    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64])) {
        let normal = Normal::get();
        let mut draw = vec![0.0; self.scores.len()];
        for _ in 0..BATCH {
            for (value, (score, sd)) in draw.iter_mut().zip(&self.scores) {
                *value = score + sd * normal.draw(random);
            }
            each(&draw);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chances(scores: Vec<(f64, f64)>, components: &[usize], top: usize) -> Chances {
        let plan = Plan {
            components,
            top,
            draws: 10_000,
            seed: 5,
        };
        Chances::count(&Independent { scores }, plan)
    }

    #[test]
    fn chances_add_up_to_the_places_and_ranks_to_all_ranks() {
        for entries in [7, 3_000] {
            let scores = (0..entries)
                .map(|at| (at as f64 / entries as f64, 0.3))
                .collect();
            let found = chances(scores, &vec![0; entries], 5);
            let places: f64 = found.top.iter().sum();
            let ranks: f64 = found.expected.iter().sum();
            assert!((places - 5.0).abs() < 1e-9, "{entries}: {places}");
            assert!((ranks / (entries * (entries + 1) / 2) as f64 - 1.0).abs() < 1e-9);
            assert!(
                found
                    .low
                    .iter()
                    .zip(&found.high)
                    .all(|(low, high)| low <= high)
            );
        }
    }

    #[test]
    fn the_better_of_two_is_first_as_often_as_the_normal_distribution_says() {
        // The difference is 1 with a standard deviation of √2: Φ(.7071) = .7602.
        let found = chances(vec![(1.0, 1.0), (0.0, 1.0)], &[0, 0], 1);
        assert!((found.top[0] - 0.7602).abs() < 0.015);
        assert!((found.expected[0] - (2.0 - 0.7602)).abs() < 0.015);
    }

    #[test]
    fn intervals_of_ranks_stay_inside_the_component() {
        let scores = vec![(9.0, 0.1), (5.0, 0.1), (8.0, 0.1), (4.0, 0.1)];
        let found = chances(scores, &[0, 1, 0, 1], 1);
        assert_eq!(
            (found.low, found.high),
            (vec![1, 1, 2, 2], vec![1, 1, 2, 2])
        );
    }

    #[test]
    fn bins_and_sorting_tell_the_same_intervals() {
        let scores: Vec<(f64, f64)> = (0..2_049).map(|at| (at as f64 / 2_049.0, 0.1)).collect();
        let binned = chances(scores.clone(), &vec![0; 2_049], 3);
        let sorted = chances(scores[1..].to_vec(), &vec![0; 2_048], 3);
        for entry in [0, 700, 2_040, 2_047] {
            assert!(binned.low[entry + 1].abs_diff(sorted.low[entry]) <= 12);
            assert!(binned.high[entry + 1].abs_diff(sorted.high[entry]) <= 12);
            assert!((binned.expected[entry + 1] - sorted.expected[entry]).abs() < 6.0);
            assert!((binned.top[entry + 1] - sorted.top[entry]).abs() < 0.02);
        }
    }
}
