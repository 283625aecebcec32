//! Abilities from votes: P(i beats j) = e^λi / (e^λi + e^λj), by Newton's method; concave, so that there is one answer.

use ndarray::Array2;
use ndarray::linalg::general_mat_mul;

use super::super::chances::BATCH;
use super::super::dense::Cholesky;
use super::super::random::{Normal, Random};
use super::Comparisons;

const STEPS: usize = 200;

/// What a tie is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// Half a win for each.
    #[default]
    Half,
    /// An outcome of its own, with the chance ν√(p_i p_j) / (p_i + p_j + ν√(p_i p_j)): Davidson (1970).
    Davidson,
}

/// Abilities on the log scale; they add up to 0.
#[derive(Clone, Debug)]
pub struct Fit {
    /// λ by item.
    pub abilities: Vec<f64>,
    /// Their standard errors, from the centred inverse of the information; none where it has none.
    pub se: Vec<Option<f64>>,
    /// The log likelihood of the votes; none if nothing could be fitted.
    pub log_likelihood: Option<f64>,
    /// Davidson's ν; none for half wins, and where all votes are ties.
    pub nu: Option<f64>,
}

/// The votes on one pair.
struct Pair {
    a: usize,
    b: usize,
    wins_a: f64,
    wins_b: f64,
    ties: f64,
}

/// The slope and the information at a point: λ, then log ν if it is looked for.
struct Local {
    slope: Vec<f64>,
    information: Array2<f64>,
}

impl Fit {
    /// The best abilities, with a normal prior of this variance's inverse if one is given. None if the equations are singular.
    pub fn of(comparisons: &Comparisons, ties: Ties, prior: Option<f64>) -> Option<Self> {
        let pairs = pairs(comparisons, ties);
        let items = comparisons.items.len();
        let all_ties: f64 = pairs.iter().map(|pair| pair.ties).sum();
        let decided: f64 = pairs.iter().map(|pair| pair.wins_a + pair.wins_b).sum();
        if all_ties > 0.0 && decided == 0.0 {
            return None;
        }
        // Without ties the best ν is 0, and Davidson's model is Bradley and Terry's.
        let with_nu = all_ties > 0.0;
        let model = Model {
            pairs,
            items,
            with_nu,
            prior: prior.unwrap_or(0.0),
        };
        let mut at = vec![0.0; items + usize::from(with_nu)];
        let mut here = model.value(&at);
        for _ in 0..STEPS {
            let local = model.local(&at);
            let step = Cholesky::of(local.information)?.solve(&local.slope);
            let gain: f64 = step.iter().zip(&local.slope).map(|(a, b)| a * b).sum();
            let mut length = 1.0;
            let moved = loop {
                let next: Vec<f64> = at
                    .iter()
                    .zip(&step)
                    .map(|(at, step)| at + length * step)
                    .collect();
                let there = model.value(&next);
                if there >= here + 1e-4 * length * gain - 1e-13 * here.abs() {
                    break Some((next, there));
                }
                length *= 0.5;
                if length < 1e-10 {
                    break None;
                }
            };
            let Some((next, there)) = moved else {
                break;
            };
            (at, here) = (next, there);
            if gain < 1e-20 * (1.0 + here.abs()) || step.iter().all(|step| step.abs() < 1e-12) {
                break;
            }
        }
        let middle = at[..items].iter().sum::<f64>() / items as f64;
        at[..items]
            .iter_mut()
            .for_each(|ability| *ability -= middle);
        let factor = Cholesky::of(model.local(&at).information)?;
        let inverse = Cholesky::inverse(&factor.inverse_factor());
        // The information was made definite by adding a constant along (1, …, 1), which is taken off again.
        let constant = if prior.is_some() {
            0.0
        } else {
            1.0 / items as f64
        };
        let se = (0..items)
            .map(|item| Some((inverse[[item, item]] - constant).max(0.0).sqrt()))
            .collect();
        let nu = match ties {
            Ties::Half => None,
            Ties::Davidson => Some(if with_nu { at[items].exp() } else { 0.0 }),
        };
        Some(Self {
            log_likelihood: Some(model.log_likelihood(&at)),
            abilities: at[..items].to_vec(),
            se,
            nu,
        })
    }

    /// No difference and no certainty: where all votes are ties.
    pub fn unknown(comparisons: &Comparisons) -> Self {
        let items = comparisons.items.len();
        Self {
            abilities: vec![0.0; items],
            se: vec![None; items],
            log_likelihood: None,
            nu: None,
        }
    }
}

/// The best abilities with a prior N(0, 1) on each, and what joint draws of them are made from: a normal distribution
/// with the inverse of the information there.
#[derive(Clone, Debug)]
pub struct Posterior {
    /// λ by item; they add up to 0.
    pub abilities: Vec<f64>,
    /// The standard deviation of each beside the mean of all.
    pub sd: Vec<f64>,
    /// L⁻¹ of the information L L'.
    spread: Array2<f64>,
}

impl Posterior {
    /// Ties are half a win each. None if nothing could be fitted.
    pub fn of(comparisons: &Comparisons) -> Option<Self> {
        let abilities = Fit::of(comparisons, Ties::Half, Some(1.0))?.abilities;
        let items = abilities.len();
        let model = Model {
            pairs: pairs(comparisons, Ties::Half),
            items,
            with_nu: false,
            prior: 1.0,
        };
        let spread = Cholesky::of(model.local(&abilities).information)?.inverse_factor();
        // Comparisons say nothing of the mean: its variance is that of the prior, 1/n, and is no part of a difference.
        let variance = |item: usize| {
            let column = spread.column(item);
            column.iter().map(|value| value * value).sum::<f64>() - 1.0 / items as f64
        };
        let sd = (0..items)
            .map(|item| variance(item).max(0.0).sqrt())
            .collect();
        Some(Self {
            abilities,
            sd,
            spread,
        })
    }

    /// A batch of joint draws, one in each column.
    pub fn batch(&self, random: &mut Random) -> Array2<f64> {
        let normal = Normal::get();
        let chance =
            Array2::from_shape_simple_fn((self.abilities.len(), BATCH), || normal.draw(random));
        let mut draws = Array2::zeros(chance.raw_dim());
        general_mat_mul(1.0, &self.spread.t(), &chance, 0.0, &mut draws);
        for (mut row, ability) in draws.outer_iter_mut().zip(&self.abilities) {
            row.iter_mut().for_each(|value| *value += ability);
        }
        draws
    }
}

struct Model {
    pairs: Vec<Pair>,
    items: usize,
    with_nu: bool,
    prior: f64,
}

impl Model {
    fn log_nu(&self, at: &[f64]) -> f64 {
        if self.with_nu {
            at[self.items]
        } else {
            f64::NEG_INFINITY
        }
    }

    /// Chances that a wins, that b wins, of a tie, and the log of what they are divided by.
    fn chances(&self, at: &[f64], pair: &Pair) -> ([f64; 3], [f64; 3]) {
        let half = 0.5 * (at[pair.a] - at[pair.b]);
        let logs = [half, -half, self.log_nu(at)];
        let largest = half.abs().max(logs[2]);
        let sum: f64 = logs.iter().map(|log| (log - largest).exp()).sum();
        let total = largest + sum.ln();
        let logs = logs.map(|log| log - total);
        (logs.map(f64::exp), logs)
    }

    fn log_likelihood(&self, at: &[f64]) -> f64 {
        self.pairs
            .iter()
            .map(|pair| {
                let (_, logs) = self.chances(at, pair);
                let mut sum = pair.wins_a * logs[0] + pair.wins_b * logs[1];
                if pair.ties > 0.0 {
                    sum += pair.ties * logs[2];
                }
                sum
            })
            .sum()
    }

    fn value(&self, at: &[f64]) -> f64 {
        let squares: f64 = at[..self.items]
            .iter()
            .map(|ability| ability * ability)
            .sum();
        self.log_likelihood(at) - 0.5 * self.prior * squares
    }

    fn local(&self, at: &[f64]) -> Local {
        let size = at.len();
        let mut slope = vec![0.0; size];
        let mut information = Array2::zeros((size, size));
        for pair in &self.pairs {
            let ([to_a, to_b, tie], _) = self.chances(at, pair);
            let votes = pair.wins_a + pair.wins_b + pair.ties;
            let pull = 0.5 * (pair.wins_a - pair.wins_b - votes * (to_a - to_b));
            slope[pair.a] += pull;
            slope[pair.b] -= pull;
            let own = 0.25 * votes * (to_a + to_b - (to_a - to_b).powi(2));
            information[[pair.a, pair.a]] += own;
            information[[pair.b, pair.b]] += own;
            information[[pair.a, pair.b]] -= own;
            information[[pair.b, pair.a]] -= own;
            if self.with_nu {
                let nu = self.items;
                slope[nu] += pair.ties - votes * tie;
                information[[nu, nu]] += votes * tie * (1.0 - tie);
                let across = -0.5 * votes * tie * (to_a - to_b);
                information[[nu, pair.a]] += across;
                information[[nu, pair.b]] -= across;
                information[[pair.a, nu]] += across;
                information[[pair.b, nu]] -= across;
            }
        }
        for item in 0..self.items {
            slope[item] -= self.prior * at[item];
            information[[item, item]] += self.prior;
        }
        if self.prior == 0.0 {
            let constant = 1.0 / self.items as f64;
            for row in 0..self.items {
                for column in 0..self.items {
                    information[[row, column]] += constant;
                }
            }
        }
        Local { slope, information }
    }
}

/// The votes on each pair, of all judges together; half wins are given out where ties are that.
fn pairs(comparisons: &Comparisons, ties: Ties) -> Vec<Pair> {
    let mut sums = std::collections::BTreeMap::new();
    for row in &comparisons.rows {
        let sum: &mut [f64; 3] = sums.entry((row.a, row.b)).or_default();
        sum[0] += row.wins_a;
        sum[1] += row.wins_b;
        sum[2] += row.ties;
    }
    sums.into_iter()
        .map(|((a, b), [wins_a, wins_b, tied])| match ties {
            Ties::Half => Pair {
                a,
                b,
                wins_a: wins_a + 0.5 * tied,
                wins_b: wins_b + 0.5 * tied,
                ties: 0.0,
            },
            Ties::Davidson => Pair {
                a,
                b,
                wins_a,
                wins_b,
                ties: tied,
            },
        })
        .collect()
}
