//! What a run says beside its ranks: the judges, the spread of scores, coverage, home advantage, and whether places hold.

use serde::{Deserialize, Serialize};

use super::fitted::Fitted;
use super::places::Place;
use super::{Field, Ranked, Record};
use crate::accounts::Account;
use crate::db::{Id, text_enum};
use crate::results::Method;
use crate::results::stats::{
    AlphaInterval, Analysis, HomeAdvantage, Identified, diagnose, interval_alpha,
};

/// Bars of a histogram.
const BARS: usize = 20;

text_enum! {
    /// What a person should look at in a judge's ballots. It never says why they are so.
    pub enum Flag ("judge-flag") {
        ZeroSpread = "zero-spread",
        TooFewBallots = "too-few-ballots",
        DiffersFromPanel = "differs-from-panel",
        PleaseLook = "please-look",
        Lenient = "lenient",
        Strict = "strict",
    }
}

impl Flag {
    /// Whether a person is asked to decide; too few ballots say nothing.
    pub fn asks(self) -> bool {
        self != Self::TooFewBallots
    }
}

/// A judge beside the others. Figures are in points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgeRow {
    /// The pseudonym.
    pub name: String,
    /// The judge, once it is stored.
    pub account: Option<Id<Account>>,
    pub country: String,
    pub ballots: i64,
    pub mean: f64,
    pub sd: Option<f64>,
    /// How much more than the average judge, and the error of that.
    pub leniency: Option<(f64, f64)>,
    /// The spread of what the model leaves of this judge's ballots.
    pub noise: Option<f64>,
    /// With the mean of the other judges of each entry.
    pub correlation: Option<f64>,
    /// In rankings by comparisons: the share of this judge's comparisons that the ranking goes with, a tie being half.
    #[serde(default)]
    pub agreement: Option<f64>,
    pub flag: Option<Flag>,
}

/// Home advantage as the ballots tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// Points that a judge gives more to an entry of the same country, on average.
    pub estimate: f64,
    /// The ends of its 95 % interval.
    pub low: f64,
    pub high: f64,
    /// Whether each country's own can be told, or only the sum: then nobody can say whose it is.
    pub each: bool,
    /// Entries scored by judges of their own country and of another.
    pub permutation_p: Option<f64>,
}

/// The variances of the crossed model, and how far the mean of a panel can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spreads {
    pub entry: f64,
    pub judge: Option<f64>,
    pub noise: f64,
    /// Between 0 and 1: the share of the differences between the means of a panel that is differences between entries.
    pub reliability: Option<f64>,
}

/// How far judges agree on points: Krippendorff's alpha of the totals, taken for points with equal distances.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// 1 where they agree, 0 where it is as by chance.
    pub alpha: f64,
    /// Its 95 % interval, by a bootstrap over entries; none with too few of them.
    pub ends: Option<(f64, f64)>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Study {
    pub judges: Vec<JudgeRow>,
    pub places: Vec<Place>,
    pub home: Option<Home>,
    pub spreads: Option<Spreads>,
    #[serde(default)]
    pub agreement: Option<Agreement>,
    /// Bars of the ballots' totals: where the first begins and how wide each is, in thousandths of a point, and how many there are.
    pub totals: Histogram,
    /// The same of the entries' scores.
    pub scores: Histogram,
    /// How many entries have 0, 1, 2 … ballots.
    pub coverage: Vec<i64>,
}

/// A histogram with bars of one width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Where the first bar begins, in thousandths of a point.
    pub from: i32,
    /// How wide a bar is.
    pub width: i32,
    pub bars: Vec<i64>,
}

impl Histogram {
    /// The bars of `values`, thousandths of a point, from the least to the most.
    pub fn of(values: &[i32], least: i32, most: i32) -> Self {
        let span = (most - least).max(1);
        let width = (span / BARS as i32 + 1).max(1);
        let mut bars = vec![0; (span / width) as usize + 1];
        for value in values {
            let at = (value.clamp(&least, &most) - least) / width;
            if let Some(bar) = bars.get_mut(at as usize) {
                *bar += 1;
            }
        }
        Self {
            from: least,
            width,
            bars,
        }
    }
}

impl Record {
    /// Studies a run. `range` says how many places of a stream awards go to.
    pub fn study(&self, ranked: &Ranked, range: impl Fn(&str) -> i32) -> Study {
        let Some(field) = self.field(None) else {
            return Study {
                coverage: self.coverage(),
                ..Study::default()
            };
        };
        if self.plan.method.engine().is_none() {
            return self.study_pairs(&field, ranked, range);
        }
        let analysis = match self.fit(&field, Method::Crossed, None) {
            Some(Fitted::Points(analysis)) => Some(analysis),
            _ => None,
        };
        let totals: Vec<i32> = self.marks.iter().map(|mark| mark.total).collect();
        let scores: Vec<i32> = ranked.lines.iter().map(|line| line.score).collect();
        let both = totals.iter().chain(&scores);
        let least = both.clone().min().copied().unwrap_or(0);
        let most = both.max().copied().unwrap_or(0);
        Study {
            judges: analysis
                .as_ref()
                .map_or_else(Vec::new, |analysis| self.seats(&field, analysis)),
            places: self.places(ranked, range),
            home: self.home(&field),
            spreads: analysis
                .as_ref()
                .and_then(|analysis| spreads(&field, analysis)),
            agreement: agreement(&field, self.plan.seed),
            totals: Histogram::of(&totals, least, most),
            scores: Histogram::of(&scores, least, most),
            coverage: self.coverage(),
        }
    }

    fn seats(&self, field: &Field, analysis: &Analysis) -> Vec<JudgeRow> {
        let ballots = &field.sheet.ballots;
        let model = analysis.crossed.as_ref().ok();
        let figures = diagnose(ballots, model);
        field
            .judges
            .iter()
            .zip(figures)
            .enumerate()
            .map(|(at, (place, figures))| {
                let judge = &self.judges[*place];
                let sure = model.filter(|model| !model.is_exact() && model.var_judge.is_some());
                let residuals = model.filter(|model| !model.is_exact()).map(|model| {
                    let own = ballots.places_of_judge(at).iter();
                    own.map(|place| model.residuals[*place as usize].powi(2))
                        .sum::<f64>()
                });
                JudgeRow {
                    name: judge.name.clone(),
                    account: None,
                    country: judge.country.clone(),
                    ballots: figures.n as i64,
                    mean: figures.mean,
                    sd: figures.sd,
                    leniency: sure
                        .and_then(|model| model.judges.get(at))
                        .map(|effect| (effect.leniency, effect.cond_sd)),
                    noise: residuals.map(|sum| (sum / figures.n.max(1) as f64).sqrt()),
                    correlation: figures.correlation,
                    agreement: None,
                    flag: figures
                        .flag
                        .and_then(|flag| Flag::parse(&flag.code().replace('_', "-"))),
                }
            })
            .collect()
    }

    /// Of a ranking by comparisons: nobody gave points, so there is no leniency, no noise and no mean to tell.
    fn study_pairs(&self, field: &Field, ranked: &Ranked, range: impl Fn(&str) -> i32) -> Study {
        let scores: Vec<i32> = ranked.lines.iter().map(|line| line.score).collect();
        Study {
            judges: self.compared(field),
            places: self.places(ranked, range),
            scores: Histogram::of(&scores, 0, 100_000),
            coverage: self.coverage(),
            ..Study::default()
        }
    }

    /// Judges beside the ranking that their comparisons make.
    fn compared(&self, field: &Field) -> Vec<JudgeRow> {
        let Some(Fitted::Pairs(abilities)) = self.fit(field, self.plan.method, None) else {
            return Vec::new();
        };
        let mut known = vec![None; self.entries.len()];
        for (at, place) in field.entries.iter().enumerate() {
            known[*place] = Some(abilities.ability(at));
        }
        let mut sums = vec![(0.0, 0.0); self.judges.len()];
        for duel in self.weighed(None) {
            let (Some(a), Some(b)) = (known[duel.a], known[duel.b]) else {
                continue;
            };
            let with = duel.wins[usize::from(a < b)];
            sums[duel.judge].0 += with;
            sums[duel.judge].1 += duel.wins[0] + duel.wins[1];
        }
        field
            .judges
            .iter()
            .map(|place| {
                let judge = &self.judges[*place];
                let own = self.marks.iter().filter(|mark| mark.judge == *place);
                let (with, all) = sums[*place];
                JudgeRow {
                    name: judge.name.clone(),
                    account: None,
                    country: judge.country.clone(),
                    ballots: own.count() as i64,
                    mean: 0.0,
                    sd: None,
                    leniency: None,
                    noise: None,
                    correlation: None,
                    agreement: (all > 0.0).then(|| with / all),
                    flag: None,
                }
            })
            .collect()
    }

    fn home(&self, field: &Field) -> Option<Home> {
        let found = HomeAdvantage::of(&field.sheet, self.plan.seed);
        let mixed = found.mixed?;
        Some(Home {
            estimate: mixed.home,
            low: mixed.low,
            high: mixed.high,
            each: found.identified == Some(Identified::Each),
            permutation_p: found.permutation_p,
        })
    }

    fn coverage(&self) -> Vec<i64> {
        let mut ballots = vec![0_usize; self.entries.len()];
        for mark in &self.marks {
            ballots[mark.entry] += 1;
        }
        let most = ballots.iter().max().map_or(0, |most| most + 1);
        let mut counts = vec![0; most];
        for n in ballots {
            counts[n] += 1;
        }
        counts
    }
}

fn agreement(field: &Field, seed: u64) -> Option<Agreement> {
    let ballots = &field.sheet.ballots;
    Some(Agreement {
        alpha: interval_alpha(ballots)?,
        ends: AlphaInterval::of(ballots, seed).map(|found| (found.low, found.high)),
    })
}

fn spreads(field: &Field, analysis: &Analysis) -> Option<Spreads> {
    let model = analysis.crossed.as_ref().ok()?;
    let ballots = &field.sheet.ballots;
    let panel = ballots.rows().len() as f64 / ballots.entries() as f64;
    let error = (model.var_judge.unwrap_or(0.0) + model.var_residual) / panel;
    let whole = model.var_entry + error;
    Some(Spreads {
        entry: model.var_entry.sqrt(),
        judge: model.var_judge.map(f64::sqrt),
        noise: model.var_residual.sqrt(),
        reliability: (whole > 0.0).then(|| model.var_entry / whole),
    })
}
