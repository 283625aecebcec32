//! `results pairwise`: abilities from comparisons of two.

use std::io::Write;

use serde::Serialize;

use super::super::note::{Note, named};
use super::super::order::{by_score, ranks};
use super::super::pairwise::{Comparisons, Pairwise, Ties};
use super::super::table::Table;
use super::{CommandError, Named, write_report};

#[derive(Serialize)]
struct Row<'a> {
    item: &'a str,
    rank: Option<usize>,
    score: f64,
    component: usize,
}

#[derive(Serialize)]
struct CrowdReport<'a> {
    ability: Named<'a, f64>,
    judge: Named<'a, CrowdJudge>,
}

#[derive(Serialize)]
struct CrowdJudge {
    slope: f64,
    votes: f64,
}

#[derive(Serialize)]
struct Report<'a> {
    ability: Named<'a, Option<f64>>,
    se: Named<'a, Option<f64>>,
    loglik: Option<f64>,
    nu: Option<f64>,
    map: Named<'a, Option<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judge_weighted: Option<CrowdReport<'a>>,
    components: Vec<Vec<&'a str>>,
    strongly_connected: bool,
    ranking: Vec<Row<'a>>,
    notes: Vec<Note>,
}

/// Turns votes on pairs into abilities.
///
/// # Errors
/// The table is not one of votes, or has no judges where they are to be weighed. Writing failed.
pub fn pairwise(
    ties: Ties,
    judges: bool,
    file: &str,
    input: &[u8],
    output: &mut dyn Write,
) -> Result<(), CommandError> {
    let table = Table::parse(file, input)?;
    if judges {
        table.needed("judge")?;
        table.needed("winner")?;
    }
    let comparisons = Comparisons::read(&table)?;
    let found = Pairwise::of(&comparisons, ties, judges);
    let items = &comparisons.items;
    let missing = || vec![None; items.len()];
    let fitted = |values: Option<&Vec<f64>>| {
        values.map_or_else(missing, |values| values.iter().copied().map(Some).collect())
    };
    let map_known = found.map.log_likelihood.is_some();
    let names = |group: &Vec<usize>| group.iter().map(|item| items[*item].as_str()).collect();
    write_report(
        output,
        &Report {
            ability: Named::new(items, fitted(found.fit.as_ref().map(|fit| &fit.abilities))),
            se: Named::new(
                items,
                found
                    .fit
                    .as_ref()
                    .map_or_else(missing, |fit| fit.se.clone()),
            ),
            loglik: found.fit.as_ref().and_then(|fit| fit.log_likelihood),
            nu: found.fit.as_ref().and_then(|fit| fit.nu),
            map: Named::new(items, fitted(map_known.then_some(&found.map.abilities))),
            judge_weighted: found.crowd.as_ref().map(|crowd| CrowdReport {
                ability: Named::new(items, crowd.abilities.iter().copied()),
                judge: Named::new(
                    &comparisons.judges,
                    crowd
                        .slopes
                        .iter()
                        .zip(&crowd.votes)
                        .map(|(slope, votes)| CrowdJudge {
                            slope: *slope,
                            votes: *votes,
                        }),
                ),
            }),
            components: found.links.strong.iter().map(names).collect(),
            strongly_connected: found.links.is_strong(),
            ranking: ranking(&comparisons, &found),
            notes: notes(&comparisons, &found, ties),
        },
    )
}

/// By the judge-weighted abilities where they were asked for, else the best estimate, else that with the prior.
fn ranking<'a>(comparisons: &'a Comparisons, found: &Pairwise) -> Vec<Row<'a>> {
    let abilities = found
        .crowd
        .as_ref()
        .map(|crowd| &crowd.abilities)
        .or(found.fit.as_ref().map(|fit| &fit.abilities))
        .unwrap_or(&found.map.abilities);
    let scores: Vec<Option<f64>> = abilities.iter().copied().map(Some).collect();
    let weak = &found.links.weak;
    let ranks = ranks(&scores, weak, 1.0);
    let mut order = by_score(&scores);
    order.sort_by_key(|item| weak[*item]);
    order
        .into_iter()
        .map(|item| Row {
            item: &comparisons.items[item],
            rank: ranks[item],
            score: abilities[item],
            component: weak[item],
        })
        .collect()
}

fn notes(comparisons: &Comparisons, found: &Pairwise, ties: Ties) -> Vec<Note> {
    let mut notes = Vec::new();
    let items = &comparisons.items;
    let links = &found.links;
    if links.weak_count > 1 {
        let first = (0..links.weak_count).filter_map(|part| {
            let item = links.weak.iter().position(|of| *of == part)?;
            Some(items[item].as_str())
        });
        notes.push(Note::on(
            "not_comparable",
            "no comparison links some groups of items; the first of each is named. Ranks are within a group",
            first,
        ));
    }
    if !links.is_strong() {
        let alone: Vec<bool> = (0..items.len())
            .map(|item| links.strong.iter().any(|part| part[..] == [item]))
            .collect();
        notes.push(Note::on(
            "no_maximum",
            "the best abilities do not exist: not every item beats every other by a chain of wins (the named ones are undefeated, \
             never won, or beaten only by one another's victors). The ranking is that of map, which takes abilities to be N(0, 1)",
            named(items, alone),
        ));
    } else if found.fit.is_none() {
        notes.push(Note::new(
            "no_fit",
            "all votes are ties: nothing tells how likely a tie is",
        ));
    }
    if found.map.log_likelihood.is_none() {
        notes.push(Note::new(
            "no_map",
            "nothing could be fitted; the items are tied",
        ));
    }
    if ties == Ties::Half {
        let tied = comparisons.rows.iter().any(|row| row.ties > 0.0);
        if tied {
            notes.push(Note::new(
                "half_ties",
                "a tie counts as half a win for each",
            ));
        }
    } else if found.fit.as_ref().is_some_and(|fit| fit.nu == Some(0.0)) {
        notes.push(Note::new("no_ties", "there are no ties: ν is 0"));
    }
    if found.crowd.is_some() {
        notes.push(Note::new(
            "judge_weighted",
            "the ranking is that of judge_weighted, where a judge counts by agreement with the others",
        ));
    }
    notes
}
