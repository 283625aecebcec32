//! `results rank`: the order of the entries, how sure it is, and all that it rests on.

use std::io::Write;

use serde::Serialize;

use super::super::aggregates::Aggregates;
use super::super::chances::{Chances, Draws, FEWEST, Plan, usual_draws};
use super::super::connectivity::{Components, components};
use super::super::crossed::{Crossed, NotEstimable};
use super::super::distributions::Z975;
use super::super::note::Note;
use super::super::order::{by_score, ranks};
use super::super::sheet::{Missing, Sheet};
use super::super::table::Table;
use super::super::weighted::Weighted;
use super::models::{CrossedReport, WeightedReport};
use super::{CommandError, Named, rank_notes, write_report};

/// What the order is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The crossed random-effects model.
    #[default]
    Crossed,
    /// The mean of the scores.
    Mean,
    /// The mean without the highest and the lowest.
    Trimmed,
    /// The mean z-score by judge.
    Z,
    /// The judge-weighted model.
    Weighted,
}

impl Method {
    /// Its name in commands and outputs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Crossed => "crossed",
            Self::Mean => "mean",
            Self::Trimmed => "trimmed",
            Self::Z => "z",
            Self::Weighted => "weighted",
        }
    }
}

/// How a ranking is made.
#[derive(Clone, Copy, Debug)]
pub struct RankOptions {
    /// From what.
    pub method: Method,
    /// How many places chances are given for.
    pub top: usize,
    /// Whether the crossed model has a term for home advantage.
    pub home: bool,
    /// Draws for chances and intervals of ranks; none is as many as are usual.
    pub draws: Option<usize>,
    /// Where chance begins.
    pub seed: u64,
    /// What becomes of ballots that lack a criterion.
    pub missing: Missing,
}

impl Default for RankOptions {
    fn default() -> Self {
        Self {
            method: Method::Crossed,
            top: 10,
            home: false,
            draws: None,
            seed: 1,
            missing: Missing::Drop,
        }
    }
}

#[derive(Serialize)]
struct AggregatesReport<'a> {
    mean: Named<'a, f64>,
    trimmed_mean: Named<'a, Option<f64>>,
    median: Named<'a, f64>,
    z_mean: Named<'a, f64>,
    grand_mean: f64,
    grand_sd: Option<f64>,
}

#[derive(Serialize)]
struct Row<'a> {
    entry: &'a str,
    rank: Option<usize>,
    score: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
    rank_lo: Option<usize>,
    rank_hi: Option<usize>,
    p_top_k: Option<f64>,
    expected_rank: Option<f64>,
    raw_mean: f64,
    n_scores: usize,
    component: usize,
}

#[derive(Serialize)]
struct Report<'a> {
    n_entries: usize,
    n_judges: usize,
    n_scores: usize,
    components: Vec<Vec<&'a str>>,
    method: &'static str,
    seed: u64,
    top: usize,
    draws: Option<usize>,
    aggregates: AggregatesReport<'a>,
    crossed_model: CrossedReport<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weighted_model: Option<WeightedReport<'a>>,
    ranking: Vec<Row<'a>>,
    notes: Vec<Note>,
}

/// What the chosen method says of each entry.
struct Scores {
    scores: Vec<Option<f64>>,
    /// The standard deviation of a score's error.
    sd: Vec<Option<f64>>,
    chances: Option<Chances>,
}

/// Everything that was fitted.
pub(super) struct Fitted {
    pub aggregates: Aggregates,
    pub components: Components,
    pub crossed: Result<Crossed, NotEstimable>,
    /// Present where it was asked for and can be fitted.
    pub weighted: Option<Result<Weighted, NotEstimable>>,
    /// Home advantage was asked for, and ballots both at home and away are there.
    pub home: bool,
}

/// Ranks the entries of a table of scores.
///
/// # Errors
/// The table is not one of scores. Writing failed.
pub fn rank(
    options: RankOptions,
    file: &str,
    input: &[u8],
    output: &mut dyn Write,
) -> Result<(), CommandError> {
    let table = Table::parse(file, input)?;
    let mut sheet = Sheet::read(&table, options.missing)?;
    if options.home {
        table.needed("judge_country")?;
        table.needed("entry_country")?;
    }
    drop(table);
    let mut notes = std::mem::take(&mut sheet.notes);
    let home = sheet.home();
    let varied = home.contains(&0.0) && home.contains(&1.0);
    let with_home = options.home && varied;
    let columns: &[&[f64]] = if with_home { &[&home] } else { &[] };
    let ballots = &sheet.ballots;
    let Some(aggregates) = Aggregates::of(ballots) else {
        return Ok(());
    };
    let fitted = Fitted {
        aggregates,
        components: components(ballots),
        crossed: Crossed::fit(ballots, columns),
        weighted: (options.method == Method::Weighted).then(|| {
            let home = (sheet.has_countries && varied).then_some(home.as_slice());
            Weighted::fit(ballots, home, options.seed)
        }),
        home: with_home,
    };
    notes.extend(rank_notes::of(&sheet, &fitted, options));
    let result = scores(&sheet, &fitted, options);
    let ranking = rows(&sheet, &fitted, &result);
    let names = |group: Vec<usize>| {
        let entries = group.into_iter();
        entries.map(|entry| sheet.entries[entry].as_str()).collect()
    };
    let aggregates = &fitted.aggregates;
    let entries = &sheet.entries;
    write_report(
        output,
        &Report {
            n_entries: ballots.entries(),
            n_judges: ballots.judges(),
            n_scores: ballots.rows().len(),
            components: fitted.components.entries().into_iter().map(names).collect(),
            method: options.method.code(),
            seed: options.seed,
            top: options.top,
            draws: result
                .chances
                .as_ref()
                .map(|chances| chances.draws)
                .filter(|draws| *draws > 0),
            aggregates: AggregatesReport {
                mean: Named::new(entries, aggregates.mean.iter().copied()),
                trimmed_mean: Named::new(entries, aggregates.trimmed.iter().copied()),
                median: Named::new(entries, aggregates.median.iter().copied()),
                z_mean: Named::new(entries, aggregates.z.iter().copied()),
                grand_mean: aggregates.grand_mean,
                grand_sd: aggregates.grand_sd,
            },
            crossed_model: CrossedReport::of(&sheet, fitted.crossed.as_ref().ok()),
            weighted_model: match &fitted.weighted {
                Some(Ok(model)) => Some(WeightedReport::of(&sheet, model)),
                _ => None,
            },
            ranking,
            notes,
        },
    )
}

fn scores(sheet: &Sheet, fitted: &Fitted, options: RankOptions) -> Scores {
    let aggregates = &fitted.aggregates;
    let plain = |scores: Vec<Option<f64>>| Scores {
        sd: vec![None; scores.len()],
        scores,
        chances: None,
    };
    let means = || plain(aggregates.mean.iter().copied().map(Some).collect());
    match options.method {
        Method::Mean => means(),
        Method::Trimmed => plain(aggregates.trimmed.clone()),
        Method::Z => plain(match aggregates.z_scores() {
            Some(scores) => scores.into_iter().map(Some).collect(),
            None => vec![None; aggregates.z.len()],
        }),
        Method::Crossed => match &fitted.crossed {
            Err(_) => means(),
            Ok(model) => Scores {
                scores: model
                    .entries
                    .iter()
                    .map(|effect| Some(effect.score))
                    .collect(),
                sd: model
                    .entries
                    .iter()
                    .map(|effect| model.error(effect))
                    .collect(),
                chances: match &model.posterior {
                    None => None,
                    Some(_) if model.var_entry == 0.0 => {
                        Some(equal_chances(sheet, fitted, options))
                    }
                    Some(posterior) => Some(count(posterior, fitted, options)),
                },
            },
        },
        Method::Weighted => match &fitted.weighted {
            Some(Ok(model)) => Scores {
                scores: model.entries.iter().map(|entry| Some(entry.0)).collect(),
                sd: model.entries.iter().map(|entry| Some(entry.1)).collect(),
                chances: Some(count(model, fitted, options)),
            },
            _ => means(),
        },
    }
}

fn count(source: &dyn Draws, fitted: &Fitted, options: RankOptions) -> Chances {
    let components = &fitted.components.of_entry;
    let draws = options.draws.unwrap_or(usual_draws(components.len()));
    Chances::count(
        source,
        Plan {
            components,
            top: options.top.min(components.len()),
            draws: draws.max(FEWEST),
            seed: options.seed,
        },
    )
}

/// Without any difference between entries every order is as likely as any other.
fn equal_chances(sheet: &Sheet, fitted: &Fitted, options: RankOptions) -> Chances {
    let count = sheet.entries.len();
    let sizes: Vec<usize> = fitted.components.entries().iter().map(Vec::len).collect();
    let quantile = |share: f64| {
        let parts = fitted.components.of_entry.iter();
        parts
            .map(|part| ((share * sizes[*part] as f64).ceil() as usize).max(1))
            .collect()
    };
    Chances {
        top: vec![options.top.min(count) as f64 / count as f64; count],
        expected: vec![(count as f64 + 1.0) / 2.0; count],
        low: quantile(0.05),
        high: quantile(0.95),
        draws: 0,
    }
}

fn rows<'a>(sheet: &'a Sheet, fitted: &Fitted, result: &Scores) -> Vec<Row<'a>> {
    let components = &fitted.components.of_entry;
    let spread = fitted.aggregates.grand_sd.unwrap_or(0.0);
    let ranks = ranks(&result.scores, components, spread);
    let chances = result.chances.as_ref();
    let mut order = by_score(&result.scores);
    order.sort_by_key(|entry| (components[*entry], ranks[*entry].is_none(), ranks[*entry]));
    order
        .into_iter()
        .map(|entry| {
            let score = result.scores[entry];
            let ends = score.zip(result.sd[entry]);
            Row {
                entry: &sheet.entries[entry],
                rank: ranks[entry],
                score,
                lo: ends.map(|(score, sd)| score - Z975 * sd),
                hi: ends.map(|(score, sd)| score + Z975 * sd),
                rank_lo: chances.map(|chances| chances.low[entry]),
                rank_hi: chances.map(|chances| chances.high[entry]),
                p_top_k: chances.map(|chances| chances.top[entry]),
                expected_rank: chances.map(|chances| chances.expected[entry]),
                raw_mean: fitted.aggregates.mean[entry],
                n_scores: sheet.ballots.of_entry(entry).len(),
                component: components[entry],
            }
        })
        .collect()
}
