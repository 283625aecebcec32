//! Whether judges favour entries of their own country, and whose judges do: Zitzewitz (2006) on skating, Emerson, Seltzer and Lin (2009)
//! on differences of differences.

mod identification;
mod permutation;

use super::ballots::{mean, sd};
use super::crossed::{Crossed, Estimate};
use super::distributions::{Z975, holm, normal_two_sided, t_two_sided};
use super::reliability::others;
use super::sheet::Sheet;
use identification::Designs;

pub use identification::Identified;

/// The common home advantage in the crossed model: its estimate, Wald's test and interval (± 1.96 standard errors).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixed {
    /// Points that a judge gives more to an entry of the same country.
    pub home: f64,
    /// Its standard error.
    pub se: f64,
    /// home / se.
    pub t: f64,
    /// The chance of so large a |t| without any home advantage.
    pub p: f64,
    /// The 95 % interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The difference of differences of two countries A and B: (judges A − judges B on entries A) − (the same on entries B).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoCountry {
    /// The difference, which is the sum of the two countries' biases.
    pub did: f64,
    /// Its standard error.
    pub se: f64,
    /// Half of it: the mean of the two biases. Whose it is cannot be said.
    pub mean_bias: f64,
}

/// One judge: the mean of what the model leaves of the judge's ballots at home, less that away.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct JudgeHome {
    /// In points; none without ballots of both kinds.
    pub estimate: Option<f64>,
    /// Welch's test, adjusted for looking at all judges (Holm); none under two ballots of a kind.
    pub p_holm: Option<f64>,
}

/// All that can be said of home advantage.
#[derive(Clone, Debug)]
pub struct HomeAdvantage {
    /// In the crossed model; none when it cannot be estimated.
    pub mixed: Option<Mixed>,
    /// The mean of score − mean of the entry's other judges, judge and entry of one country.
    pub same: Option<f64>,
    /// The same for different countries.
    pub other: Option<f64>,
    /// Welch's t of the two.
    pub welch_t: Option<f64>,
    /// By country of judges, where each country's own can be told; country by its place.
    pub by_country: Option<Vec<(usize, Estimate)>>,
    /// By judge.
    pub judges: Vec<JudgeHome>,
    /// With exactly two countries.
    pub two_country: Option<TwoCountry>,
    /// What the ballots can tell; none if not even the sum.
    pub identified: Option<Identified>,
    /// The chance of so large a difference when each judge's ballots are called home and away at random; seeded.
    pub permutation_p: Option<f64>,
}

impl HomeAdvantage {
    /// Looks at every judge and country of a sheet.
    pub fn of(sheet: &Sheet, seed: u64) -> Self {
        let home = sheet.home();
        let ballots = &sheet.ballots;
        let both = home.contains(&1.0) && home.contains(&0.0);
        let model = both
            .then(|| Crossed::fit(ballots, &[&home]).ok())
            .flatten()
            .filter(|model| !model.is_exact());
        let mixed = model.as_ref().and_then(|model| {
            let Estimate { estimate, se } = *model.fixed.first()?;
            (se > 0.0).then(|| Mixed {
                home: estimate,
                se,
                t: estimate / se,
                p: normal_two_sided(estimate / se),
                low: estimate - Z975 * se,
                high: estimate + Z975 * se,
            })
        });
        let designs = Designs::of(sheet, &home);
        let identified = designs.identified;
        let by_country = (identified == Some(Identified::Each))
            .then(|| designs.each(ballots))
            .flatten();
        let two_country = designs.two_countries(ballots, &home);
        let plain = Crossed::fit(ballots, &[])
            .ok()
            .filter(|model| !model.is_exact());
        let permutation_p = plain
            .filter(|_| both)
            .and_then(|model| permutation::p(ballots, &home, &model.residuals, seed));
        let deviations: Vec<(f64, f64)> = others(ballots)
            .iter()
            .zip(ballots.rows())
            .zip(&home)
            .filter_map(|((others, ballot), home)| Some((ballot.score - (*others)?, *home)))
            .collect();
        let part = |kind: f64| -> Vec<f64> {
            let same = deviations.iter().filter(|(_, home)| *home == kind);
            same.map(|(deviation, _)| *deviation).collect()
        };
        let (same, other) = (part(1.0), part(0.0));
        Self {
            mixed,
            same: mean(same.iter().copied()),
            other: mean(other.iter().copied()),
            welch_t: welch(&same, &other).map(|test| test.0),
            by_country,
            judges: judges(sheet, &home, model.as_ref()),
            two_country,
            identified,
            permutation_p,
        }
    }

    /// How much more entries of the judge's country get, judged by the entry's other judges.
    pub fn preference(&self) -> Option<f64> {
        Some(self.same? - self.other?)
    }
}

fn judges(sheet: &Sheet, home: &[f64], model: Option<&Crossed>) -> Vec<JudgeHome> {
    let Some(model) = model else {
        return vec![JudgeHome::default(); sheet.judges.len()];
    };
    let common = model.fixed.first().map_or(0.0, |fixed| fixed.estimate);
    let tests: Vec<(Option<f64>, Option<f64>)> = (0..sheet.judges.len())
        .map(|judge| {
            let part = |kind: f64| -> Vec<f64> {
                let places = sheet.ballots.places_of_judge(judge).iter();
                places
                    .map(|place| *place as usize)
                    .filter(|place| home[*place] == kind)
                    .map(|place| model.residuals[place] + common * kind)
                    .collect()
            };
            let (at_home, away) = (part(1.0), part(0.0));
            let difference = mean(at_home.iter().copied())
                .zip(mean(away.iter().copied()))
                .map(|(at_home, away)| at_home - away);
            let p = welch(&at_home, &away).map(|(t, df)| t_two_sided(t, df));
            (difference, p)
        })
        .collect();
    let adjusted = holm(&tests.iter().map(|test| test.1).collect::<Vec<_>>());
    tests
        .into_iter()
        .zip(adjusted)
        .map(|((estimate, _), p_holm)| JudgeHome { estimate, p_holm })
        .collect()
}

/// Welch's t and its degrees of freedom; none under two values of a kind or without spread.
fn welch(one: &[f64], other: &[f64]) -> Option<(f64, f64)> {
    let part = |values: &[f64]| {
        let count = values.len() as f64;
        let variance = sd(values.iter().copied())?.powi(2) / count;
        Some((mean(values.iter().copied())?, variance, count - 1.0))
    };
    let (one, other) = (part(one)?, part(other)?);
    let variance = one.1 + other.1;
    if variance <= 0.0 {
        return None;
    }
    let df = variance * variance / (one.1 * one.1 / one.2 + other.1 * other.1 / other.2);
    Some(((one.0 - other.0) / variance.sqrt(), df))
}
