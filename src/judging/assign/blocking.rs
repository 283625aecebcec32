//! Why no assignment keeps the rules: which entries, which rule, how much is lacking.
//!
//! First each entry by itself. Then, what a flow that is stuck tells: the judges that what is over can reach are all
//! full, and what they have of each entry cannot go elsewhere (Hall's condition, read from the smallest cut).

use std::collections::BTreeMap;

use super::eligibility::{Bar, Eligibility};
use super::flow::{Bounds, Flow};
use super::problem::Problem;
use super::rows::Rows;

/// The rule that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// So many judges an entry.
    PerEntry,
    /// So many judges of a country.
    Country,
    Language,
    Institution,
    Conflict,
    MaxLoad,
    MinLoad,
}

/// Something that stands in the way, by itself enough to make an assignment impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub rule: Rule,
    /// The entries concerned, by place.
    pub entries: Vec<usize>,
    /// Who could score them but for the rule; for loads, whose loads they are.
    pub judges: Vec<usize>,
    /// The country whose judges are too few, as a place among [`super::Rules::countries`].
    pub country: Option<usize>,
    /// For [`Rule::MaxLoad`]: what keeps most of the judges with free places from helping.
    pub because: Option<Rule>,
    /// Judges, or places, that are needed.
    pub needs: u64,
    pub has: u64,
    /// Languages that would help: for the entry as subtitles, those with which most judges could follow it.
    pub languages: Vec<String>,
    /// For [`Rule::MinLoad`]: what every judge could get.
    pub possible: Option<u64>,
}

/// How many languages are proposed.
const PROPOSED: usize = 2;

/// Entries that have too few judges whatever the loads. Their rows are emptied, so that the others can be looked at.
pub(super) fn entries(
    problem: &Problem,
    eligibility: &Eligibility<'_>,
    rows: &mut Rows,
) -> Vec<Block> {
    let mut blocks: BTreeMap<_, Block> = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let Some(first) = rows.rows[row].entries.first().map(|e| *e as usize) else {
            continue;
        };
        let floors = rows.floors(row).to_vec();
        let may = |slot: Option<usize>| {
            let of = |c: &usize| slot.is_none_or(|slot| rows.country[*c] == slot);
            rows.open().columns(row).filter(of).count() as u64
        };
        let named = floors.len() - 1;
        let mut lacks: Vec<(Option<usize>, u64)> =
            (0..named).map(|c| (Some(c), floors[c].into())).collect();
        let need = u64::from(rows.rows[row].need);
        let floor: u64 = floors.iter().map(|floor| u64::from(*floor)).sum();
        lacks.push((None, need));
        lacks.retain(|(slot, needs)| may(*slot) < *needs);
        let entries = rows.rows[row].entries.iter().map(|e| *e as usize);
        let entries: Vec<usize> = entries.collect();
        let mut found = Vec::new();
        if floor > need {
            // The rules themselves: more places are kept for countries than there are.
            found.push(Block {
                rule: Rule::Country,
                entries: entries.clone(),
                judges: Vec::new(),
                country: None,
                because: None,
                needs: floor,
                has: need,
                languages: Vec::new(),
                possible: None,
            });
        }
        for (slot, needs) in lacks {
            let block = lacking(problem, eligibility, rows, first, slot, needs, may(slot));
            found.push(Block {
                entries: entries.clone(),
                ..block
            });
        }
        if !found.is_empty() {
            rows.empty(row);
        }
        for block in found {
            let alike = (
                (block.rule, block.country, block.needs, block.has),
                (
                    block.languages.clone(),
                    problem.entries[first].languages.clone(),
                ),
                block.judges.clone(),
            );
            match blocks.get_mut(&alike) {
                Some(known) => known.entries.extend(block.entries),
                None => {
                    blocks.insert(alike, block);
                }
            }
        }
    }
    let mut blocks: Vec<Block> = blocks.into_values().collect();
    for block in &mut blocks {
        block.entries.sort_unstable();
    }
    blocks
}

/// What one entry lacks, of a country or in all, by the rule that keeps most judges from it.
fn lacking(
    problem: &Problem,
    eligibility: &Eligibility<'_>,
    rows: &Rows,
    entry: usize,
    country: Option<usize>,
    needs: u64,
    has: u64,
) -> Block {
    let kept = &problem.entries[entry].kept;
    let asked = (0..rows.judges)
        .filter(|j| !kept.contains(j) && country.is_none_or(|c| rows.country[*j] == c));
    let mut barred: BTreeMap<Bar, Vec<usize>> = BTreeMap::new();
    for judge in asked {
        if let Some(bar) = eligibility.bar(entry, judge) {
            barred.entry(bar).or_default().push(judge);
        }
    }
    let enough = |judges: &Vec<usize>| has + judges.len() as u64 >= needs;
    // One rule that would do alone; of several the one that keeps most judges away, and of these the last.
    let best = barred
        .iter()
        .max_by_key(|(bar, judges)| (enough(judges), judges.len(), **bar));
    let (rule, judges) = match best {
        Some((bar, judges)) => (Rule::from(*bar), judges.clone()),
        None if country.is_some() => (Rule::Country, Vec::new()),
        None => (Rule::PerEntry, Vec::new()),
    };
    let languages = if rule == Rule::Language {
        known(problem, &judges)
    } else {
        Vec::new()
    };
    Block {
        rule,
        entries: vec![entry],
        judges,
        country,
        because: None,
        needs,
        has,
        languages,
        possible: None,
    }
}

/// The languages that most of these judges know.
fn known(problem: &Problem, judges: &[usize]) -> Vec<String> {
    let known = judges.iter().flat_map(|j| &problem.judges[*j].languages);
    most(known)
}

fn most<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .into_iter()
        .take(PROPOSED)
        .map(|(name, _)| name.clone())
        .collect()
}

impl From<Bar> for Rule {
    fn from(bar: Bar) -> Self {
        match bar {
            Bar::Conflict => Self::Conflict,
            Bar::Institution => Self::Institution,
            Bar::Language => Self::Language,
        }
    }
}

/// Judges whose own limit is under what every judge must get; what is possible is not looked for.
pub(super) fn limits(problem: &Problem) -> Option<Block> {
    let least = problem.rules.min_load;
    let limit = |judge: &usize| problem.limit(*judge).unwrap_or(u64::MAX);
    let judges: Vec<usize> = (0..problem.judges.len())
        .filter(|judge| problem.takes_part(*judge) && limit(judge) < least)
        .collect();
    let has = judges.iter().map(limit).min()?;
    Some(Block {
        rule: Rule::MinLoad,
        entries: Vec::new(),
        judges,
        country: None,
        because: Some(Rule::MaxLoad),
        needs: least,
        has,
        languages: Vec::new(),
        possible: None,
    })
}

/// Groups of judges who are full, with the entries that only they can take. The flow is stuck above `bounds`.
pub(super) fn capacity(
    problem: &Problem,
    eligibility: &Eligibility<'_>,
    rows: &Rows,
    flow: &mut Flow<'_>,
    bounds: &Bounds,
) -> Vec<Block> {
    let over = |column: &usize| flow.seats.loads[*column] > bounds.high[*column];
    let over: Vec<usize> = (0..rows.judges).filter(over).collect();
    let mut groups: Vec<Vec<bool>> = Vec::new();
    for judge in over {
        let mut group = vec![false; rows.columns];
        group[judge] = true;
        let mut group = flow.targets(&group);
        groups.retain(|other| {
            let shared = other.iter().zip(&group).any(|(one, two)| *one && *two);
            if shared {
                group
                    .iter_mut()
                    .zip(other)
                    .for_each(|(one, two)| *one |= *two);
            }
            !shared
        });
        groups.push(group);
    }
    let group = |group: Vec<bool>| full(problem, eligibility, rows, flow, bounds, &group);
    groups.into_iter().map(group).collect()
}

fn full(
    problem: &Problem,
    eligibility: &Eligibility<'_>,
    rows: &Rows,
    flow: &Flow<'_>,
    bounds: &Bounds,
    group: &[bool],
) -> Block {
    let judges: Vec<usize> = (0..rows.judges).filter(|j| group[*j]).collect();
    let sum = |of: &[i64]| judges.iter().map(|j| of[*j].unsigned_abs()).sum::<u64>();
    let free: Vec<usize> = (0..rows.judges)
        .filter(|j| !group[*j] && flow.seats.loads[*j] < bounds.high[*j])
        .collect();
    let mut entries: Vec<usize> = Vec::new();
    let mut kept: BTreeMap<Rule, u64> = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let panel = flow.seats.panel(row);
        if !panel.iter().any(|(column, _)| group[usize::from(*column)]) {
            continue;
        }
        entries.extend(rows.rows[row].entries.iter().map(|e| *e as usize));
        let Some(first) = rows.rows[row].entries.first() else {
            continue;
        };
        for judge in &free {
            let bar = eligibility.bar(*first as usize, *judge);
            *kept
                .entry(bar.map_or(Rule::Country, Rule::from))
                .or_default() += 1;
        }
    }
    entries.sort_unstable();
    let spoken = entries.iter().flat_map(|e| &problem.entries[*e].languages);
    Block {
        rule: Rule::MaxLoad,
        languages: most(spoken),
        country: None,
        because: kept
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(rule, _)| rule),
        needs: sum(&flow.seats.loads),
        has: sum(&bounds.high),
        judges,
        entries,
        possible: None,
    }
}

/// Judges who together cannot get what each of them must. `reached` could still give, but not to them.
pub(super) fn least(
    problem: &Problem,
    rows: &Rows,
    flow: &mut Flow<'_>,
    wanted: &Bounds,
    reached: &[bool],
    possible: u64,
) -> Block {
    let lacking = |c: usize| !reached[c] && flow.seats.loads[c] < wanted.low[c];
    let lacking: Vec<bool> = (0..rows.columns).map(lacking).collect();
    let group = flow.sources(&lacking);
    let judges: Vec<usize> = (0..rows.judges).filter(|j| group[*j]).collect();
    let sum = |of: &[i64]| judges.iter().map(|j| of[*j].unsigned_abs()).sum::<u64>();
    let mut entries: Vec<usize> = (0..rows.rows.len())
        .filter(|row| judges.iter().any(|judge| rows.is_open(*row, *judge)))
        .flat_map(|row| rows.rows[row].entries.iter().map(|e| *e as usize))
        .collect();
    entries.sort_unstable();
    Block {
        rule: Rule::MinLoad,
        entries,
        country: None,
        because: None,
        needs: sum(&wanted.low),
        has: sum(&flow.seats.loads),
        judges,
        languages: Vec::new(),
        possible: Some(possible.min(problem.rules.min_load)),
    }
}
