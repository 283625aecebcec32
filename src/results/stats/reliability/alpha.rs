//! Krippendorff's alpha, for tables with and without gaps: 1 − observed over expected disagreement.

use super::super::ballots::Ballots;
use super::super::random::Random;
use super::middle_ranks;

/// More different values than this have no ratio alpha: it compares each with each.
const MOST_VALUES: usize = 30_000;

/// Alpha by what the scores are taken for; none where it is undefined.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alphas {
    /// Names without order.
    pub nominal: Option<f64>,
    /// An order without distances. The interval alpha of the middle ranks of the pairable values, which is the same number.
    pub ordinal: Option<f64>,
    /// Points with equal distances.
    pub interval: Option<f64>,
    /// Amounts with a zero; undefined with values below 0.
    pub ratio: Option<f64>,
    /// How many values are of entries with two or more.
    pub pairable: usize,
}

/// The 95 % interval of interval alpha by the percentile bootstrap: entries are drawn with replacement, each with all its
/// scores, and alpha is computed anew. Judges stay as they are, so that it says how far alpha depends on these entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlphaInterval {
    pub low: f64,
    pub high: f64,
    /// Draws in which alpha was defined.
    pub draws: usize,
}

/// Draws of a bootstrap.
pub const BOOTSTRAP: usize = 1_000;
/// Fewer entries than this have no interval: a bootstrap of them says nothing.
const FEWEST: usize = 10;
/// The stream of the seed that these draws are from.
const STREAM: u64 = 0xa1fa;

/// What an entry adds to the sums of interval alpha. Values are taken from a common middle, which keeps digits.
struct Share {
    values: f64,
    sum: f64,
    squares: f64,
    /// 2m·SS/(m − 1).
    within: f64,
}

impl AlphaInterval {
    /// None with fewer than ten entries of two scores or more, or where alpha is undefined in every tenth draw.
    pub fn of(ballots: &Ballots, seed: u64) -> Option<Self> {
        let units = pairable(ballots);
        if units.len() < FEWEST {
            return None;
        }
        let values = units.iter().map(Vec::len).sum::<usize>() as f64;
        let middle = units.iter().flatten().sum::<f64>() / values;
        let shares: Vec<Share> = units
            .iter()
            .map(|unit| {
                let m = unit.len() as f64;
                let sum: f64 = unit.iter().map(|value| value - middle).sum();
                let squares: f64 = unit.iter().map(|value| (value - middle).powi(2)).sum();
                Share {
                    values: m,
                    sum,
                    squares,
                    within: 2.0 * m * (squares - sum * sum / m).max(0.0) / (m - 1.0),
                }
            })
            .collect();
        let mut random = Random::new(seed, STREAM);
        let mut found: Vec<f64> = (0..BOOTSTRAP)
            .filter_map(|_| drawn(&shares, &mut random))
            .collect();
        if found.len() * 10 < BOOTSTRAP * 9 {
            return None;
        }
        found.sort_by(f64::total_cmp);
        let at = |share: f64| found[((found.len() - 1) as f64 * share).round() as usize];
        Some(Self {
            low: at(0.025),
            high: at(0.975),
            draws: found.len(),
        })
    }
}

/// Interval alpha of as many entries as there are, drawn with replacement.
fn drawn(shares: &[Share], random: &mut Random) -> Option<f64> {
    let (mut n, mut sum, mut squares, mut within) = (0.0, 0.0, 0.0, 0.0);
    for _ in 0..shares.len() {
        let share = &shares[random.below(shares.len())];
        n += share.values;
        sum += share.sum;
        squares += share.squares;
        within += share.within;
    }
    let all = squares - sum * sum / n;
    // What is left of equal values is rounding.
    let spread = if all > squares * 1e-12 { all } else { 0.0 };
    alpha(within / n, 2.0 * spread / (n - 1.0))
}

/// The pairable values of one entry.
type Unit = Vec<f64>;

impl Alphas {
    /// All four. Entries with a single score are left out. Krippendorff (2011), *Computing Krippendorff's alpha-reliability*.
    pub fn of(ballots: &Ballots) -> Self {
        let mut units = pairable(ballots);
        for unit in &mut units {
            unit.sort_by(f64::total_cmp);
        }
        let values: Vec<f64> = units.iter().flatten().copied().collect();
        let mut ranked = middle_ranks(&values).into_iter();
        let ranks: Vec<Unit> = units
            .iter()
            .map(|unit| ranked.by_ref().take(unit.len()).collect())
            .collect();
        Self {
            nominal: nominal(&units),
            ordinal: interval(&ranks),
            interval: interval(&units),
            ratio: ratio(&units),
            pairable: values.len(),
        }
    }
}

/// The scores of each entry that has two or more.
fn pairable(ballots: &Ballots) -> Vec<Unit> {
    (0..ballots.entries())
        .map(|entry| ballots.of_entry(entry).map(|ballot| ballot.score).collect())
        .filter(|unit: &Unit| unit.len() > 1)
        .collect()
}

/// Interval alpha alone.
pub fn interval_alpha(ballots: &Ballots) -> Option<f64> {
    interval(&pairable(ballots))
}

fn alpha(observed: f64, expected: f64) -> Option<f64> {
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Each value with the number of times it is there; the values are sorted.
fn counted(sorted: &[f64]) -> Vec<(f64, f64)> {
    let mut counts: Vec<(f64, f64)> = Vec::new();
    for value in sorted {
        match counts.last_mut() {
            Some((last, count)) if last == value => *count += 1.0,
            _ => counts.push((*value, 1.0)),
        }
    }
    counts
}

fn all_counted(units: &[Unit]) -> Vec<(f64, f64)> {
    let mut values: Vec<f64> = units.iter().flatten().copied().collect();
    values.sort_by(f64::total_cmp);
    counted(&values)
}

fn nominal(units: &[Unit]) -> Option<f64> {
    let pairs = |counts: &[(f64, f64)]| {
        let n: f64 = counts.iter().map(|(_, count)| count).sum();
        n * n - counts.iter().map(|(_, count)| count * count).sum::<f64>()
    };
    let n: f64 = units.iter().map(|unit| unit.len() as f64).sum();
    let observed: f64 = units
        .iter()
        .map(|unit| pairs(&counted(unit)) / (unit.len() as f64 - 1.0))
        .sum();
    alpha(observed / n, pairs(&all_counted(units)) / (n * (n - 1.0)))
}

/// Do = Σ 2m·SS/(m − 1) / n within entries, De = 2·SS/(n − 1) overall.
fn interval(units: &[Unit]) -> Option<f64> {
    let squares = |values: &mut dyn Iterator<Item = f64>, middle: f64| {
        values.map(|value| (value - middle).powi(2)).sum::<f64>()
    };
    let n: f64 = units.iter().map(|unit| unit.len() as f64).sum();
    let first = *units.first()?.first()?;
    let mean = |values: &[f64]| {
        first + values.iter().map(|value| value - first).sum::<f64>() / values.len() as f64
    };
    let observed: f64 = units
        .iter()
        .map(|unit| {
            let m = unit.len() as f64;
            2.0 * m * squares(&mut unit.iter().copied(), mean(unit)) / (m - 1.0)
        })
        .sum();
    let values: Vec<f64> = units.iter().flatten().copied().collect();
    let all = squares(&mut values.iter().copied(), mean(&values));
    let equal = values.iter().all(|value| *value == first);
    alpha(
        observed / n,
        if equal { 0.0 } else { 2.0 * all / (n - 1.0) },
    )
}

fn ratio(units: &[Unit]) -> Option<f64> {
    let counts = all_counted(units);
    let n: f64 = counts.iter().map(|(_, count)| count).sum();
    if counts.len() > MOST_VALUES || counts.first().is_none_or(|(lowest, _)| *lowest < 0.0) {
        return None;
    }
    let distance = |one: f64, other: f64| {
        let part = (one - other) / (one + other);
        if one == other { 0.0 } else { part * part }
    };
    let pairs = |counts: &[(f64, f64)]| {
        let mut sum = 0.0;
        for (at, (one, times)) in counts.iter().enumerate() {
            let row: f64 = counts[..at]
                .iter()
                .map(|(other, count)| count * distance(*one, *other))
                .sum();
            sum += 2.0 * times * row;
        }
        sum
    };
    let observed: f64 = units
        .iter()
        .map(|unit| pairs(&counted(unit)) / (unit.len() as f64 - 1.0))
        .sum();
    alpha(observed / n, pairs(&counts) / (n * (n - 1.0)))
}

#[cfg(test)]
mod tests {
    use super::super::super::ballots::Ballot;
    use super::*;

    /// Entries of a worth from 1 to 9, each with three scores that stray by up to `noise`.
    fn scored(entries: usize, noise: f64, shift: f64) -> Ballots {
        let mut random = Random::new(7, 1);
        let mut rows = Vec::new();
        for entry in 0..entries {
            let worth = 1.0 + 8.0 * random.unit();
            for judge in 0..3 {
                let score = worth + noise * (random.unit() - 0.5) + shift;
                rows.push(Ballot {
                    entry,
                    judge,
                    score,
                    weight: 1.0,
                });
            }
        }
        Ballots::new(entries, 3, rows).expect("ballots")
    }

    #[test]
    fn the_interval_holds_alpha_and_narrows_with_more_entries() {
        let width = |entries: usize| {
            let ballots = scored(entries, 6.0, 0.0);
            let alpha = interval_alpha(&ballots).expect("alpha");
            let found = AlphaInterval::of(&ballots, 1).expect("an interval");
            assert!(found.low < alpha && alpha < found.high, "{found:?} {alpha}");
            assert_eq!(AlphaInterval::of(&ballots, 1), Some(found));
            assert_ne!(AlphaInterval::of(&ballots, 2), Some(found));
            found.high - found.low
        };
        assert!(width(400) < 0.6 * width(40));
    }

    #[test]
    fn adding_the_same_to_every_score_moves_nothing() {
        let (low, high) = (scored(60, 3.0, 0.0), scored(60, 3.0, 1000.0));
        let (low, high) = (AlphaInterval::of(&low, 1), AlphaInterval::of(&high, 1));
        let (low, high) = (low.expect("one"), high.expect("one"));
        assert!((low.low - high.low).abs() < 1e-9 && (low.high - high.high).abs() < 1e-9);
    }

    #[test]
    fn few_entries_and_equal_scores_have_no_interval() {
        assert_eq!(AlphaInterval::of(&scored(9, 1.0, 0.0), 1), None);
        let equal = (0..20).flat_map(|entry| {
            (0..2).map(move |judge| Ballot {
                entry,
                judge,
                score: 7.1,
                weight: 1.0,
            })
        });
        let equal = Ballots::new(20, 2, equal.collect()).expect("ballots");
        assert_eq!(AlphaInterval::of(&equal, 1), None);
    }
}
