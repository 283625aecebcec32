//! `results rank`: the order of the entries, how sure it is, and all that it rests on.

use std::io::Write;

use serde::Serialize;

use super::super::analysis::{Analysis, Source};
use super::super::chances::{Chances, Draws, FEWEST, Plan, usual_draws};
use super::super::distributions::Z975;
use super::super::note::Note;
use super::super::order::{by_score, ranks};
use super::super::sheet::Sheet;
use super::super::table::Table;
use super::models::{CrossedReport, WeightedReport};
use super::options::RankOptions;
use super::{CommandError, Named, rank_notes, write_report};

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
    let Some(fitted) = Analysis::of(&sheet, options.method, options.home, options.seed) else {
        return Ok(());
    };
    let ballots = &sheet.ballots;
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

fn scores(sheet: &Sheet, fitted: &Analysis, options: RankOptions) -> Scores {
    let (scores, sd) = fitted.scores().into_iter().unzip();
    let chances = match fitted.source() {
        Source::Nothing => None,
        Source::Equal => Some(equal_chances(sheet, fitted, options)),
        Source::Draws(draws) => Some(count(draws, fitted, options)),
    };
    Scores {
        scores,
        sd,
        chances,
    }
}

fn count(source: &dyn Draws, fitted: &Analysis, options: RankOptions) -> Chances {
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
fn equal_chances(sheet: &Sheet, fitted: &Analysis, options: RankOptions) -> Chances {
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

fn rows<'a>(sheet: &'a Sheet, fitted: &Analysis, result: &Scores) -> Vec<Row<'a>> {
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
