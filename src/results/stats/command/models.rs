//! The models as they are written out.

use serde::Serialize;

use super::super::crossed::{Crossed, Status};
use super::super::distributions::Z975;
use super::super::sheet::Sheet;
use super::super::weighted::{Means, Weighted};
use super::Named;

#[derive(Serialize)]
pub(super) struct Estimated {
    pub estimate: f64,
    pub se: f64,
}

#[derive(Default, Serialize)]
struct EntryRow {
    score: Option<f64>,
    blup: Option<f64>,
    cond_sd: Option<f64>,
    pev_sd: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
}

#[derive(Serialize)]
struct JudgeRow {
    leniency: Option<f64>,
    cond_sd: Option<f64>,
    n: usize,
}

#[derive(Serialize)]
pub(super) struct CrossedReport<'a> {
    status: &'static str,
    intercept: Option<f64>,
    intercept_se: Option<f64>,
    var_entry: Option<f64>,
    var_judge: Option<f64>,
    var_residual: Option<f64>,
    reml_criterion: Option<f64>,
    home: Option<Estimated>,
    entry: Named<'a, EntryRow>,
    judge: Named<'a, JudgeRow>,
}

impl<'a> CrossedReport<'a> {
    pub fn of(sheet: &'a Sheet, model: Option<&Crossed>) -> Self {
        let count = |judge: usize| sheet.ballots.of_judge(judge).len();
        let Some(model) = model else {
            return Self {
                status: "not_estimable",
                intercept: None,
                intercept_se: None,
                var_entry: None,
                var_judge: None,
                var_residual: None,
                reml_criterion: None,
                home: None,
                entry: Named::new(
                    &sheet.entries,
                    sheet.entries.iter().map(|_| EntryRow::default()),
                ),
                judge: Named::new(
                    &sheet.judges,
                    (0..sheet.judges.len()).map(|judge| JudgeRow {
                        leniency: None,
                        cond_sd: None,
                        n: count(judge),
                    }),
                ),
            };
        };
        // Without noise a spread of nearly 0 would claim what no ballot can show.
        let spread = |sd: f64| (!model.is_exact()).then_some(sd);
        let entries = model.entries.iter().map(|effect| {
            let pev_sd = model.error(effect);
            EntryRow {
                score: Some(effect.score),
                blup: Some(effect.blup),
                cond_sd: spread(effect.cond_sd),
                pev_sd,
                lo: pev_sd.map(|sd| effect.score - Z975 * sd),
                hi: pev_sd.map(|sd| effect.score + Z975 * sd),
            }
        });
        let judges = model
            .judges
            .iter()
            .enumerate()
            .map(|(judge, effect)| JudgeRow {
                leniency: model.var_judge.map(|_| effect.leniency),
                cond_sd: spread(effect.cond_sd),
                n: count(judge),
            });
        Self {
            status: match model.status {
                Status::Ok => "ok",
                Status::Boundary => "boundary",
            },
            intercept: Some(model.intercept.estimate),
            intercept_se: Some(model.intercept.se).filter(|se| *se > 0.0),
            var_entry: Some(model.var_entry),
            var_judge: model.var_judge,
            var_residual: Some(model.var_residual),
            reml_criterion: model.criterion,
            home: model.fixed.first().map(|fixed| Estimated {
                estimate: fixed.estimate,
                se: fixed.se,
            }),
            entry: Named::new(&sheet.entries, entries),
            judge: Named::new(&sheet.judges, judges),
        }
    }
}

#[derive(Serialize)]
struct WeightedEntry {
    score: f64,
    sd: f64,
}

#[derive(Serialize)]
struct WeightedJudgeRow {
    slope: f64,
    noise_sd: f64,
    share: f64,
    leniency: f64,
}

#[derive(Serialize)]
pub(super) struct WeightedReport<'a> {
    fitted_by: &'static str,
    intercept: f64,
    home: Option<f64>,
    entry: Named<'a, WeightedEntry>,
    judge: Named<'a, WeightedJudgeRow>,
}

impl<'a> WeightedReport<'a> {
    pub fn of(sheet: &'a Sheet, model: &Weighted) -> Self {
        let entries = model.entries.iter().map(|(score, sd)| WeightedEntry {
            score: *score,
            sd: *sd,
        });
        let judges = model.judges.iter().map(|judge| WeightedJudgeRow {
            slope: judge.slope,
            noise_sd: judge.noise_sd,
            share: judge.share,
            leniency: judge.leniency,
        });
        Self {
            fitted_by: match model.means {
                Means::Variational => "variational_bayes",
                Means::Gibbs => "gibbs",
            },
            intercept: model.intercept,
            home: model.home,
            entry: Named::new(&sheet.entries, entries),
            judge: Named::new(&sheet.judges, judges),
        }
    }
}
