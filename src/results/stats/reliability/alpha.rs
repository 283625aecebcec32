//! Krippendorff's alpha, for tables with and without gaps: 1 − observed over expected disagreement.

use super::super::ballots::Ballots;
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

/// The pairable values of one entry.
type Unit = Vec<f64>;

impl Alphas {
    /// All four. Entries with a single score are left out. Krippendorff (2011), *Computing Krippendorff's alpha-reliability*.
    pub fn of(ballots: &Ballots) -> Self {
        let mut units: Vec<Unit> = (0..ballots.entries())
            .map(|entry| ballots.of_entry(entry).map(|ballot| ballot.score).collect())
            .filter(|unit: &Unit| unit.len() > 1)
            .collect();
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
