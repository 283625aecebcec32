//! Each judge beside the others. A flag asks a person to look; it says that a judge differs, never why.

use super::super::ballots::{Ballots, mean, sd};
use super::super::crossed::Crossed;
use super::super::distributions::{holm, normal_two_sided};

/// Below this many ballots nothing can be told.
const FEW: usize = 15;
/// From this many on a low correlation is told plainly.
const ENOUGH: usize = 20;
/// Lower correlations with the other judges are told.
const LOW: f64 = 0.15;
/// Adjusted p-values below this are told.
const LEVEL: f64 = 0.05;

/// What a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Gave all entries the same score.
    ZeroSpread,
    /// Too few ballots to tell.
    TooFewBallots,
    /// Scores hardly go with those of the other judges (correlation under .15 over 20 ballots or more).
    DiffersFromPanel,
    /// The same over 15 to 19 ballots: too few to say so.
    PleaseLook,
    /// Gives more than the panel, beyond chance (Holm over all judges).
    Lenient,
    /// Gives less.
    Strict,
}

impl Flag {
    /// Its name in outputs.
    pub fn code(self) -> &'static str {
        match self {
            Self::ZeroSpread => "zero_spread",
            Self::TooFewBallots => "too_few_ballots",
            Self::DiffersFromPanel => "differs_from_panel",
            Self::PleaseLook => "please_look",
            Self::Lenient => "lenient",
            Self::Strict => "strict",
        }
    }
}

/// A judge's figures; none where undefined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgeFigures {
    /// Ballots.
    pub n: usize,
    /// Mean of the scores given.
    pub mean: f64,
    /// Their standard deviation; none of one.
    pub sd: Option<f64>,
    /// The mean of score − mean of the other judges of that entry; none if nobody else scored this judge's entries.
    pub deviation: Option<f64>,
    /// The mean of (residual / σ̂)² of the crossed model: about 1; larger with surprising scores.
    pub outfit: Option<f64>,
    /// The correlation of the scores with the mean of the other judges of each entry; none under three ballots or without spread.
    pub correlation: Option<f64>,
    /// What a person should look at, if anything.
    pub flag: Option<Flag>,
}

/// By judge.
pub fn diagnose(ballots: &Ballots, model: Option<&Crossed>) -> Vec<JudgeFigures> {
    let others = others(ballots);
    let noise = model
        .map(|model| model.var_residual)
        .filter(|noise| *noise > 0.0);
    let squares: Option<Vec<f64>> = model.zip(noise).map(|(model, noise)| {
        model
            .residuals
            .iter()
            .map(|left| left * left / noise)
            .collect()
    });
    let leniencies: Vec<Option<f64>> = (0..ballots.judges())
        .map(|judge| {
            let effect = model?.judges.get(judge)?;
            let known = effect.cond_sd > 0.0 && noise.is_some();
            known.then(|| effect.leniency / effect.cond_sd)
        })
        .collect();
    let adjusted = holm(
        &leniencies
            .iter()
            .map(|z| z.map(normal_two_sided))
            .collect::<Vec<_>>(),
    );
    (0..ballots.judges())
        .map(|judge| {
            let scores = ballots.of_judge(judge).map(|ballot| ballot.score);
            let n = scores.len();
            let pairs: Vec<(f64, f64)> = ballots
                .places_of_judge(judge)
                .iter()
                .filter_map(|place| {
                    let place = *place as usize;
                    Some((ballots.rows()[place].score, others[place]?))
                })
                .collect();
            let spread = sd(scores.clone());
            let correlation = correlation(&pairs);
            let beyond_chance = adjusted[judge].is_some_and(|p| p < LEVEL);
            let low = correlation.is_some_and(|r| r < LOW);
            let flag = if spread == Some(0.0) {
                Some(Flag::ZeroSpread)
            } else if n < FEW {
                Some(Flag::TooFewBallots)
            } else if low && n >= ENOUGH {
                Some(Flag::DiffersFromPanel)
            } else if low {
                Some(Flag::PleaseLook)
            } else if beyond_chance {
                let lenient = leniencies[judge].is_some_and(|z| z > 0.0);
                Some(if lenient { Flag::Lenient } else { Flag::Strict })
            } else {
                None
            };
            JudgeFigures {
                n,
                mean: mean(scores).unwrap_or_default(),
                sd: spread,
                deviation: mean(pairs.iter().map(|(own, others)| own - others)),
                outfit: squares.as_ref().and_then(|squares| {
                    let own = ballots.places_of_judge(judge).iter();
                    mean(own.map(|place| squares[*place as usize]))
                }),
                correlation,
                flag,
            }
        })
        .collect()
}

/// By ballot: the mean of the other judges of that entry; none if there are none.
pub fn others(ballots: &Ballots) -> Vec<Option<f64>> {
    let middle = ballots.mean().unwrap_or_default();
    let sums: Vec<(f64, f64)> = (0..ballots.entries())
        .map(|entry| {
            let scores = ballots.of_entry(entry).map(|ballot| ballot.score - middle);
            (scores.clone().sum(), scores.len() as f64)
        })
        .collect();
    ballots
        .rows()
        .iter()
        .map(|ballot| {
            let (sum, count) = sums[ballot.entry];
            (count > 1.0).then(|| middle + (sum - (ballot.score - middle)) / (count - 1.0))
        })
        .collect()
}

/// Pearson's; none under three pairs or where one side has no spread.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let one = pairs.iter().map(|pair| pair.0);
    let other = pairs.iter().map(|pair| pair.1);
    let (mean_one, mean_other) = (mean(one.clone())?, mean(other.clone())?);
    let (sd_one, sd_other) = (sd(one)?, sd(other)?);
    let tiny = |sd: f64, mean: f64| sd <= 1e-13 * mean.abs().max(f64::MIN_POSITIVE);
    if tiny(sd_one, mean_one) || tiny(sd_other, mean_other) {
        return None;
    }
    let product: f64 = pairs
        .iter()
        .map(|(one, other)| (one - mean_one) / sd_one * ((other - mean_other) / sd_other))
        .sum();
    Some((product / (pairs.len() as f64 - 1.0)).clamp(-1.0, 1.0))
}
