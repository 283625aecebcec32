//! What each pair costs, in whole numbers, so that the cheapest flow is exact and the same on every machine.

use super::problem::Problem;
use super::random::Random;
use super::rows::Rows;

/// Costs of the pairs, row by row.
pub(super) struct Costs {
    pub of: Vec<i64>,
    /// How far costs of affinity and chance lie apart at most.
    pub range: i64,
    /// What one unit of affinity costs, where chance only decides between equal sums of affinity.
    pub unit: Option<i64>,
}

/// How chance stands beside affinity where it only decides between equals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// All chance together is less than one unit of affinity.
    Exact,
    /// The chance of one pair is up to a quarter of a unit: for finding prices, since equal affinities are so many
    /// that no prices tell them apart otherwise.
    Coarse,
}

/// Bits that a whole number below 2⁶² has, so that sums along a way cannot run over.
const BITS: u32 = 62;
/// Bits for chance between pairs of the same affinity.
const CHANCE: u32 = 20;

/// An empty place, and then a change of a pair in force; nothing else.
pub(super) fn changes(problem: &Problem, rows: &Rows) -> Vec<i64> {
    let repairs = problem.entries.iter().any(|e| !e.previous.is_empty());
    let empty = if repairs { rows.places() + 1 } else { 1 };
    let mut of = vec![0; rows.rows.len() * rows.columns];
    for (row, costs) in rows.rows.iter().zip(of.chunks_mut(rows.columns.max(1))) {
        costs[rows.judges..].fill(empty);
        let entry = row.entries.first().map(|e| &problem.entries[*e as usize]);
        let previous = entry.map_or(&[][..], |entry| &entry.previous);
        if !previous.is_empty() {
            costs[..rows.judges].fill(1);
            for judge in previous {
                costs[*judge] = 0;
            }
        }
    }
    of
}

/// `first`, and among what is equal in it −(w · affinity / unit + (1 − w) · chance). With w = 1, affinity exactly,
/// and chance only where affinity is equal in sum. Chance is a number from 0 to 1 for each pair, drawn by the seed.
pub(super) fn affinity(problem: &Problem, rows: &Rows, first: &[i64], grain: Grain) -> Costs {
    let places = bits(rows.places());
    let above = first.iter().max().map_or(0, |most| bits(*most));
    let steps = bits(2 * rows.columns as i64 + 4);
    let kept = if above > 0 { above + places } else { 0 };
    let left = BITS.saturating_sub(steps + kept);
    let terms = Terms::new(problem, rows.places(), left, grain);
    let mut of = vec![0; first.len()];
    let mut suits = vec![0.0; rows.judges];
    for (at, row) in rows.rows.iter().enumerate() {
        let Some(entry) = row.entries.first() else {
            continue;
        };
        let work = &problem.entries[*entry as usize];
        for (judge, suits) in suits.iter_mut().enumerate() {
            *suits = problem.suits(work.category, judge);
        }
        for (judge, bid) in &work.bids {
            suits[*judge] += bid;
        }
        let mut random = Random::of_entry(problem.seed, *entry);
        let costs = &mut of[at * rows.columns..][..rows.judges];
        for (cost, suits) in costs.iter_mut().zip(&suits) {
            *cost = terms.cost(*suits, random.draw());
        }
    }
    let judged = |at: usize| at % rows.columns.max(1) < rows.judges;
    let pairs = || {
        of.iter()
            .enumerate()
            .filter(|(at, _)| judged(*at))
            .map(|(_, c)| *c)
    };
    let range = pairs().max().unwrap_or(0) - pairs().min().unwrap_or(0);
    if above > 0 {
        let times = rows.places() * (range + 1);
        for (cost, first) in of.iter_mut().zip(first) {
            *cost += first * times;
        }
    }
    Costs {
        of,
        range,
        unit: (terms.chance > 0).then_some(terms.times),
    }
}

fn bits(number: i64) -> u32 {
    u64::BITS - number.unsigned_abs().leading_zeros()
}

/// How affinity and chance become one whole number.
struct Terms {
    /// Whether affinity alone decides between what is not equal.
    alone: bool,
    /// Parts of one unit of affinity, and of a whole chance where the two are mixed.
    scale: f64,
    luck: f64,
    /// Where they are not: bits of chance, and what chance counts less than a part of affinity.
    chance: u32,
    times: i64,
}

impl Terms {
    /// For costs of so many bits.
    fn new(problem: &Problem, places: i64, left: u32, grain: Grain) -> Self {
        let span = Span::of(problem);
        if problem.weight < 1.0 {
            // Fewer parts where affinities go far beyond one unit.
            let beyond = (problem.weight * span.width() / problem.unit).max(1.0);
            let parts = f64::from(1_u32 << left.min(30)) / 4.0 / beyond;
            return Self {
                alone: false,
                scale: parts * problem.weight / problem.unit,
                luck: parts * (1.0 - problem.weight),
                chance: 0,
                times: 1,
            };
        }
        let scale = span.exact(left);
        let used = bits((span.width() * scale) as i64) + bits(places);
        let chance = CHANCE.min(left.saturating_sub(used));
        Self {
            alone: true,
            scale,
            luck: 0.0,
            chance,
            times: match (chance, grain) {
                (0, _) => 1,
                (_, Grain::Exact) => places << chance,
                (_, Grain::Coarse) => 4 << chance,
            },
        }
    }

    fn cost(&self, suits: f64, drawn: u64) -> i64 {
        if self.alone {
            let chance = drawn.checked_shr(64 - self.chance).unwrap_or(0);
            return -((suits * self.scale).round() as i64 * self.times + chance as i64);
        }
        // 2⁵³ is what a fraction holds.
        let drawn = (drawn >> 11) as f64 / 9_007_199_254_740_992.0;
        -((suits * self.scale + self.luck * drawn).round() as i64)
    }
}

/// Between which numbers affinities lie.
struct Span {
    low: f64,
    high: f64,
    /// The smallest power of ten that makes all of them whole, if one up to the fourth does.
    tens: Option<f64>,
}

impl Span {
    fn of(problem: &Problem) -> Self {
        let suits = || problem.judges.iter().flat_map(|j| &j.affinities).copied();
        let bids = || {
            problem
                .entries
                .iter()
                .flat_map(|e| &e.bids)
                .map(|(_, bid)| *bid)
        };
        let low = suits().fold(0.0, f64::min) + bids().fold(0.0, f64::min);
        let high = suits().fold(0.0, f64::max) + bids().fold(0.0, f64::max);
        let whole = |tens: &f64| {
            let mut all = suits().chain(bids());
            all.all(|x| (x * tens - (x * tens).round()).abs() < 1e-6)
        };
        let tens = [1.0, 10.0, 100.0, 1_000.0, 10_000.0]
            .into_iter()
            .find(whole);
        Self { low, high, tens }
    }

    fn width(&self) -> f64 {
        self.high - self.low
    }

    /// What affinities are multiplied by: made whole exactly where they are decimals that fit, else to 2⁻³⁰ of the
    /// largest.
    fn exact(&self, left: u32) -> f64 {
        let most = self.high.max(-self.low).max(f64::MIN_POSITIVE);
        let room = f64::from(1_u32 << left.min(31).saturating_sub(1));
        match self.tens {
            Some(tens) if most * tens < room => tens,
            _ if self.high == self.low => 1.0,
            _ => room / most / 2.0,
        }
    }
}
