//! The crossed random-effects model: s_ij = μ + entry_i + judge_j + noise, fitted by restricted maximum likelihood (REML).
//!
//! What an entry is worth, what a judge's leniency is, and how sure one can be of either; Bates, Mächler, Bolker and Walker
//! (2015), *Fitting linear mixed-effects models using lme4*. Figures are lme4's.

mod effects;
mod posterior;
mod search;
mod system;

use super::ballots::Ballots;
use system::System;

pub use posterior::Posterior;

/// What became of a fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All variances are above 0.
    Ok,
    /// A variance is 0: a valid answer, which says that the ballots show no such difference.
    Boundary,
}

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEstimable {
    /// Fewer than two entries: nothing to tell apart.
    OneEntry,
    /// No entry has two scores: an entry's worth and the noise of its only judge cannot be told apart.
    NoEntryTwice,
    /// All scores are equal.
    NoVariance,
    /// As many fixed effects as ballots, or fixed effects that follow from one another.
    FixedEffects,
}

/// A fixed effect and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// On the scale of the scores.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
}

/// An entry in the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntryEffect {
    /// μ plus the entry's effect: its score.
    pub score: f64,
    /// The entry's effect alone (best linear unbiased prediction), shrunk towards 0.
    pub blup: f64,
    /// Its standard deviation with μ known: lme4's `condVar`.
    pub cond_sd: f64,
    /// The standard deviation of the score's error, μ's included: intervals are score ± 1.96 of it.
    pub pev_sd: f64,
}

/// A judge in the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgeEffect {
    /// How much more than the average judge this one gives.
    pub leniency: f64,
    /// Its standard deviation with μ known.
    pub cond_sd: f64,
}

/// A fitted model.
#[derive(Clone, Debug)]
pub struct Crossed {
    /// Whether a variance is 0.
    pub status: Status,
    /// μ and its standard error.
    pub intercept: Estimate,
    /// The other fixed effects, in the order in which they were given.
    pub fixed: Vec<Estimate>,
    /// Of entries.
    pub var_entry: f64,
    /// Of judges' leniency; none when each judge scored one entry, so that it cannot be told from the noise.
    pub var_judge: Option<f64>,
    /// Of the noise.
    pub var_residual: f64,
    /// −2 log restricted likelihood (lme4's `REMLcrit`); none when it has no bound, because entry and judge explain every score.
    pub criterion: Option<f64>,
    /// By entry.
    pub entries: Vec<EntryEffect>,
    /// By judge.
    pub judges: Vec<JudgeEffect>,
    /// What the model leaves of each ballot, fixed effects taken off too.
    pub residuals: Vec<f64>,
    /// Draws from what is left unsure; none when the residual is 0.
    pub posterior: Option<Posterior>,
}

impl Crossed {
    /// Fits the model; `columns` are fixed effects beside μ, one value a ballot each.
    ///
    /// # Errors
    /// What cannot be estimated from these ballots, and why.
    pub fn fit(ballots: &Ballots, columns: &[&[f64]]) -> Result<Self, NotEstimable> {
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
        if ballots.rows().len() <= columns.len() + 1 {
            return Err(NotEstimable::FixedEffects);
        }
        let separable = (0..ballots.judges()).any(|judge| ballots.of_judge(judge).len() > 1);
        let system = System::new(ballots, columns, shift, scale);
        let theta = best(&system, separable).ok_or(NotEstimable::FixedEffects)?;
        let solution = system.solve(theta).ok_or(NotEstimable::FixedEffects)?;
        let fit = effects::Fit {
            ballots,
            separable,
            shift,
            scale,
        };
        Ok(fit.read(system, solution))
    }

    /// Whether entry and judge explain every score, so that nothing is left to judge the noise by.
    pub fn is_exact(&self) -> bool {
        self.posterior.is_none()
    }

    /// The standard deviation of an entry's score; none where nothing is left to tell it by: without noise only the judges' common
    /// leniency is unsure, and without differences between judges not even that.
    pub fn error(&self, effect: &EntryEffect) -> Option<f64> {
        let unsure = !self.is_exact() || self.var_judge.is_some_and(|variance| variance > 0.0);
        Some(effect.pev_sd).filter(|sd| unsure && *sd > 0.0)
    }
}

/// The best θ, eliminated side first, from two starts.
fn best(system: &System, separable: bool) -> Option<[f64; 2]> {
    let turn = |pair: [f64; 2]| {
        if system.dense_judges {
            pair
        } else {
            [pair[1], pair[0]]
        }
    };
    let free = if separable {
        [true; 2]
    } else {
        turn_flags(system.dense_judges, [true, false])
    };
    let mut value = |theta: [f64; 2]| {
        let solution = system.solve(theta)?;
        let inverse = system.invert(&solution);
        let slopes = system.slopes(&solution, &inverse);
        Some((solution.criterion, slopes)).filter(|(value, _)| value.is_finite())
    };
    let mut found: Option<([f64; 2], f64)> = None;
    for start in [[1.0, 0.5], [0.3, 0.1]] {
        let start = turn([start[0], if separable { start[1] } else { 0.0 }]);
        let Some((at, criterion)) = search::smallest(&mut value, start, free, system.sizes())
        else {
            continue;
        };
        if found.is_none_or(|(_, best)| criterion < best - 1e-10) {
            found = Some((at, criterion));
        }
    }
    found.map(|(at, _)| at)
}

fn turn_flags(dense_judges: bool, flags: [bool; 2]) -> [bool; 2] {
    if dense_judges {
        flags
    } else {
        [flags[1], flags[0]]
    }
}
