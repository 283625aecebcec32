//! A round's draw stated as a problem of the engine.

use std::collections::{BTreeMap, HashMap};

use super::given::{Draw, Hold, Panellist, Work};
use super::problem::{self, Judge, Problem, Rules};
use crate::accounts::Account;
use crate::contests::Category;
use crate::db::Id;
use crate::i18n::Language;

/// Stands for the language of entries that everybody can follow.
pub(super) const NONE_NEEDED: &str = "*";

/// The draw as a problem, and how many places of each entry judges outside the panel have.
pub(super) fn stated(draw: &Draw) -> (Problem, Vec<usize>) {
    let entry_at: HashMap<_, _> = draw.works.iter().map(|w| w.entry).zip(0..).collect();
    let judge_at: HashMap<_, _> = draw.panel.iter().map(|j| j.account).zip(0..).collect();
    let mut judges: Vec<Judge> = draw.panel.iter().map(seated).collect();
    let mut entries = works(draw, &judge_at, &mut judges);
    for (entry, judge) in &draw.barred {
        if let (Some(entry), Some(judge)) = (entry_at.get(entry), judge_at.get(judge)) {
            entries[*entry].conflicts.push(*judge);
        }
    }
    for (entry, judge) in &draw.waived {
        if let (Some(entry), Some(judge)) = (entry_at.get(entry), judge_at.get(judge)) {
            entries[*entry].waived.push(*judge);
        }
    }
    let fewer = |work: &Work| draw.fewer.get(&work.entry).copied().unwrap_or(0);
    let mut taken: Vec<usize> = draw.works.iter().map(fewer).collect();
    for pair in &draw.existing {
        match (
            entry_at.get(&pair.entry),
            judge_at.get(&pair.judge),
            pair.hold,
        ) {
            (Some(entry), Some(judge), Hold::Kept) => entries[*entry].kept.push(*judge),
            (Some(entry), Some(judge), Hold::Movable) => entries[*entry].previous.push(*judge),
            (Some(entry), Some(judge), Hold::Gone) => entries[*entry].conflicts.push(*judge),
            (Some(entry), None, Hold::Kept | Hold::Movable) => taken[*entry] += 1,
            (None, Some(judge), Hold::Kept | Hold::Movable) => judges[*judge].carries += 1,
            _ => {}
        }
    }
    for (entry, taken) in entries.iter_mut().zip(&taken) {
        entry.taken = *taken;
    }
    let parameters = &draw.parameters;
    let problem = Problem {
        judges,
        entries,
        rules: Rules {
            per_entry: draw.per_entry,
            per_country: parameters.per_country,
            countries: match parameters.per_country {
                0 => Vec::new(),
                _ => parameters.countries.clone(),
            },
            max_load: parameters.max_load.map(|most| most as u64),
            competence: parameters.competence,
            ..Rules::default()
        },
        weight: parameters.weight,
        unit: 100.0,
        seed: draw.seed,
    };
    (problem, taken)
}

fn seated(judge: &Panellist) -> Judge {
    let known = judge.languages.iter().map(|l| l.code());
    Judge {
        country: judge.country.clone(),
        languages: known.chain([NONE_NEEDED]).map(ToOwned::to_owned).collect(),
        institution: judge.organisation.clone(),
        max_load: judge.max_load.map(|most| most as u64),
        ..Judge::default()
    }
}

/// The entries. What suits a judge is the same for all with the same languages and category: for the engine they are of
/// one category.
fn works(
    draw: &Draw,
    judge_at: &HashMap<Id<Account>, usize>,
    judges: &mut [Judge],
) -> Vec<problem::Entry> {
    let named = draw.panel.iter().any(|judge| !judge.categories.is_empty());
    let mut sets: BTreeMap<(Vec<&str>, Option<Id<Category>>), usize> = BTreeMap::new();
    let mut entries = Vec::with_capacity(draw.works.len());
    for work in &draw.works {
        let mut codes: Vec<&str> = work.languages.iter().map(|l| l.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() {
            codes.push(NONE_NEEDED);
        }
        let languages = codes.iter().map(|code| (*code).to_owned()).collect();
        let category = sets.len();
        let of = work.category.filter(|_| named);
        let category = *sets.entry((codes, of)).or_insert_with(|| {
            for (judge, of) in judges.iter_mut().zip(&draw.panel) {
                judge.affinities.push(suits(work, of, named));
            }
            category
        });
        entries.push(problem::Entry {
            languages,
            institution: work.organisation.clone(),
            category: Some(category),
            conflicts: judge_at.get(&work.creator).copied().into_iter().collect(),
            ..problem::Entry::default()
        });
    }
    entries
}

/// How well a judge follows an entry, as an affinity: 100 knows a language of it, 50 not known, 0 knows none.
pub(super) fn follows(languages: &[Language], judge: &Panellist) -> f64 {
    if languages.is_empty() || judge.languages.iter().any(|l| languages.contains(l)) {
        100.0
    } else if judge.languages.is_empty() {
        50.0
    } else {
        0.0
    }
}

/// How well an entry suits a judge, as an affinity from 0 to 100. To follow it counts twice what its category does; where
/// nobody of the panel named one, it is all.
fn suits(work: &Work, judge: &Panellist, named: bool) -> f64 {
    let follows = follows(&work.languages, judge);
    if !named {
        return follows;
    }
    let category = match judge.categories.is_empty() {
        true => 50.0,
        false if judge.is_elsewhere(work) => 0.0,
        false => 100.0,
    };
    (2.0 * follows + category) / 3.0
}
