//! The judge-weighted model: s_ij = μ + b_j + a_j q_i + βh_ij + noise of the judge's own size.
//!
//! Judges differ in leniency b_j ~ N(0, ωb²), in how far they spread good and bad apart, a_j ~ N(1, ωa²), and in how noisy they are,
//! 1/σ_j² ~ Gamma(ν/2, νs²/2); q_i ~ N(0, τ²) is what an entry is worth. The sizes of all of these are estimated. After Ge, Welling
//! and Ghahramani (2013) and Lawrence (2014). It weighs a ballot by how much its judge tells, which also silences a minority's taste:
//! an option to be chosen before scores are opened, and a check of the crossed model.

mod gibbs;
mod variational;

use super::ballots::Ballots;
use super::chances::{BATCH, Draws, Independent};
use super::crossed::NotEstimable;
use super::random::Random;

/// From this many judges on the variational answer is as good as the sampler's.
const MANY_JUDGES: usize = 20;

/// How the model was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Variational Bayes: the same answer every time.
    Variational,
    /// A seeded Gibbs sampler, for fewer than twenty judges.
    Gibbs,
}

/// A judge in the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedJudge {
    /// b_j, on the contest's scale.
    pub leniency: f64,
    /// a_j: below 1, good and bad entries lie closer together than with the average judge; near 0, the scores say nothing of worth.
    pub slope: f64,
    /// σ_j, on the contest's scale.
    pub noise_sd: f64,
    /// Its share of what all ballots together tell of the entries: Σ a²/σ² over its ballots; all shares add up to 1.
    pub share: f64,
}

/// A fitted model.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// How it was fitted.
    pub means: Means,
    /// μ.
    pub intercept: f64,
    /// β; none when judges and entries have no countries, or never or always the same.
    pub home: Option<f64>,
    /// Score (μ + q) and standard deviation of its error, by entry.
    pub entries: Vec<(f64, f64)>,
    /// By judge.
    pub judges: Vec<WeightedJudge>,
    posterior: Posterior,
}

/// Ballots as the model reads them: centred, over the standard deviation.
struct Data<'a> {
    ballots: &'a Ballots,
    scores: Vec<f64>,
    home: Option<&'a [f64]>,
}

/// What a way of fitting finds, on the standardised scale.
struct Found {
    intercept: f64,
    home: f64,
    quality: Vec<(f64, f64)>,
    leniency: Vec<f64>,
    slope: Vec<f64>,
    /// The mean of a².
    slope_squared: Vec<f64>,
    /// The mean of 1/σ².
    precision: Vec<f64>,
    noise: Vec<f64>,
    draws: Vec<Vec<f32>>,
}

/// The sizes of differences between entries and between judges.
struct Spread {
    quality: f64,
    leniency: f64,
    slope: f64,
    /// ν and s² of the judges' noise.
    freedom: f64,
    noise: f64,
}

impl Spread {
    const START: Self = Self {
        quality: 0.5,
        leniency: 0.1,
        slope: 0.02,
        freedom: 6.0,
        noise: 0.5,
    };
}

#[derive(Clone, Debug)]
enum Posterior {
    Normal(Independent),
    /// Kept draws of the sampler, and their place on the contest's scale.
    Kept {
        scores: Vec<(f64, f64)>,
        draws: Vec<Vec<f32>>,
        intercept: f64,
        scale: f64,
    },
}

impl Weighted {
    /// Fits the model. `home` says of each ballot whether judge and entry are of one country (1) or not (0).
    ///
    /// # Errors
    /// What cannot be estimated from these ballots, and why.
    pub fn fit(ballots: &Ballots, home: Option<&[f64]>, seed: u64) -> Result<Self, NotEstimable> {
        if ballots.entries() < 2 {
            return Err(NotEstimable::OneEntry);
        }
        if (0..ballots.entries()).all(|entry| ballots.of_entry(entry).len() < 2) {
            return Err(NotEstimable::NoEntryTwice);
        }
        let (Some(shift), Some(scale)) = (ballots.mean(), ballots.sd()) else {
            return Err(NotEstimable::NoEntryTwice);
        };
        if scale <= 1e-13 * shift.abs() {
            return Err(NotEstimable::NoVariance);
        }
        let home = home.filter(|home| home.iter().any(|h| *h != home[0]));
        let data = Data {
            ballots,
            scores: ballots
                .rows()
                .iter()
                .map(|ballot| (ballot.score - shift) / scale)
                .collect(),
            home,
        };
        let means = if ballots.judges() < MANY_JUDGES {
            Means::Gibbs
        } else {
            Means::Variational
        };
        let found = match means {
            Means::Gibbs => gibbs::sample(&data, seed),
            Means::Variational => variational::fit(&data),
        };
        let told: Vec<f64> = (0..ballots.judges())
            .map(|judge| {
                let count = ballots.of_judge(judge).len() as f64;
                count * found.slope_squared[judge] * found.precision[judge]
            })
            .collect();
        let all: f64 = told.iter().sum();
        let judges = (0..ballots.judges())
            .map(|judge| WeightedJudge {
                leniency: scale * found.leniency[judge],
                slope: found.slope[judge],
                noise_sd: scale * found.noise[judge],
                share: told[judge] / all,
            })
            .collect();
        let intercept = shift + scale * found.intercept;
        let entries: Vec<(f64, f64)> = found
            .quality
            .iter()
            .map(|(mean, sd)| (intercept + scale * mean, scale * sd))
            .collect();
        Ok(Self {
            means,
            intercept,
            home: home.map(|_| scale * found.home),
            judges,
            posterior: if found.draws.is_empty() {
                Posterior::Normal(Independent {
                    scores: entries.clone(),
                })
            } else {
                Posterior::Kept {
                    scores: entries.clone(),
                    draws: found.draws,
                    intercept,
                    scale,
                }
            },
            entries,
        })
    }
}

impl Draws for Weighted {
    fn scores(&self) -> Vec<(f64, f64)> {
        self.entries.clone()
    }

    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64])) {
        match &self.posterior {
            Posterior::Normal(independent) => independent.batch(random, each),
            Posterior::Kept {
                scores,
                draws,
                intercept,
                scale,
            } => {
                let mut draw = vec![0.0; scores.len()];
                for _ in 0..BATCH {
                    let kept = &draws[random.below(draws.len())];
                    for (value, kept) in draw.iter_mut().zip(kept) {
                        *value = intercept + scale * f64::from(*kept);
                    }
                    each(&draw);
                }
            }
        }
    }
}

impl Data<'_> {
    fn home(&self, place: usize) -> f64 {
        self.home.map_or(0.0, |home| home[place])
    }

    /// Each entry's mean score, shrunk: where fitting starts.
    fn start(&self, share: f64) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.ballots.entries()];
        for (ballot, score) in self.ballots.rows().iter().zip(&self.scores) {
            sums[ballot.entry].0 += score;
            sums[ballot.entry].1 += 1.0;
        }
        sums.into_iter()
            .map(|(sum, count)| share * sum / count)
            .collect()
    }

    /// The weighted least squares equations of μ and β: moments of 1 and h, and with what is left of the scores.
    fn line(&self, weights: impl Fn(usize) -> f64, left: impl Fn(usize) -> f64) -> Line {
        let mut line = Line::default();
        for place in 0..self.scores.len() {
            let (weight, left, home) = (weights(place), left(place), self.home(place));
            line.ones += weight;
            line.home += weight * home;
            line.home_home += weight * home * home;
            line.left += weight * left;
            line.home_left += weight * home * left;
        }
        line
    }
}

#[derive(Default)]
struct Line {
    ones: f64,
    home: f64,
    home_home: f64,
    left: f64,
    home_left: f64,
}

impl Line {
    /// μ and β, and the inverse of their precision.
    fn solve(&self, with_home: bool) -> ([f64; 2], [[f64; 2]; 2]) {
        let determinant = self.ones * self.home_home - self.home * self.home;
        if !with_home || determinant <= 1e-12 * self.ones * self.home_home {
            return (
                [self.left / self.ones, 0.0],
                [[1.0 / self.ones, 0.0], [0.0; 2]],
            );
        }
        let mean = [
            (self.home_home * self.left - self.home * self.home_left) / determinant,
            (self.ones * self.home_left - self.home * self.left) / determinant,
        ];
        let off = -self.home / determinant;
        (
            mean,
            [
                [self.home_home / determinant, off],
                [off, self.ones / determinant],
            ],
        )
    }
}
