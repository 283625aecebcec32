//! The draw for a round of a contest: what is there stays, who cannot be found is told, languages are a wish.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::eligibility::Eligibility;
use super::problem::{self, Answer, Assignment, Judge, Problem, Rules};
use super::random::Random;
use super::stages::solve;
use crate::accounts::Account;
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Language;

/// An entry that needs judges.
#[derive(Clone, Debug)]
pub struct Work {
    pub entry: Id<Entry>,
    pub creator: Id<Account>,
    /// As [`organisation`] makes it.
    pub organisation: String,
    /// In which a judge may follow it; an empty list needs none.
    pub languages: Vec<Language>,
}

/// A judge of the panel.
#[derive(Clone, Debug)]
pub struct Panellist {
    pub account: Id<Account>,
    pub organisation: String,
    /// Empty when not known.
    pub languages: Vec<Language>,
    pub max_load: Option<usize>,
}

/// What is there already: kept, and never given to the same judge again.
#[derive(Clone, Copy, Debug)]
pub struct Existing {
    pub entry: Id<Entry>,
    pub judge: Id<Account>,
    /// Whether the judge is still to score it; not after a recusal.
    pub live: bool,
}

/// Everything that a draw depends on.
#[derive(Clone, Debug, Default)]
pub struct Draw {
    pub works: Vec<Work>,
    pub panel: Vec<Panellist>,
    pub existing: Vec<Existing>,
    pub per_entry: usize,
    pub seed: u64,
}

/// Why an entry lacks judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Too few judges of the panel may score it at all.
    Conflicts,
    /// Those who may have taken on as much as they can.
    Full,
}

/// An entry for which not enough judges could be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub entry: Id<Entry>,
    pub missing: usize,
    /// How many judges of the panel may score it.
    pub eligible: usize,
    pub cause: Cause,
}

/// The drawn assignment.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// New pairs, in the order in which each judge's queue takes them.
    pub added: Vec<(Id<Entry>, Id<Account>)>,
    /// Entries to score of each judge of the panel, kept and new.
    pub loads: Vec<(Id<Account>, usize)>,
    pub gaps: Vec<Gap>,
    /// Of the new pairs, those in which the judge is known not to know any language of the entry.
    pub foreign: usize,
}

/// An organisation as it is compared: letters and digits only, folded, so that spelling of spaces, case, width
/// and punctuation does not hide that two people work together.
pub fn organisation(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// How well a judge follows an entry, as an affinity: 100 knows a language of it, 50 not known, 0 knows none.
fn follows(languages: &[Language], judge: &Panellist) -> f64 {
    if languages.is_empty() || judge.languages.iter().any(|l| languages.contains(l)) {
        100.0
    } else if judge.languages.is_empty() {
        50.0
    } else {
        0.0
    }
}

/// Draws the assignment: as many places filled as can be, then loads as even as can be, then entries with judges
/// who know their languages, then chance.
pub fn draw(draw: &Draw) -> Plan {
    let (problem, taken) = stated(draw);
    let found = match solve(&problem) {
        Answer::Assigned(found) => found,
        // Places may stay empty and nothing else is asked, so nothing can stand in the way.
        Answer::Blocked(_) => Assignment::default(),
    };
    let mut plan = Plan::default();
    let mut random = Random::new(draw.seed);
    let mut queues: Vec<Vec<usize>> = vec![Vec::new(); draw.panel.len()];
    for (at, panel) in found.panels.iter().enumerate() {
        let new = panel
            .iter()
            .filter(|j| !problem.entries[at].kept.contains(j));
        for judge in new {
            queues[*judge].push(at);
        }
    }
    for ((judge, mut queue), load) in draw.panel.iter().zip(queues).zip(&found.loads) {
        random.shuffle(&mut queue);
        for at in queue {
            let work = &draw.works[at];
            plan.foreign += usize::from(follows(&work.languages, judge) == 0.0);
            plan.added.push((work.entry, judge.account));
        }
        plan.loads
            .push((judge.account, usize::try_from(*load).unwrap_or(usize::MAX)));
    }
    let eligibility = Eligibility::new(&problem);
    for (at, work) in draw.works.iter().enumerate() {
        let entry = &problem.entries[at];
        let needs = draw.per_entry.saturating_sub(taken[at] + entry.kept.len());
        let has = found.panels.get(at).map_or(0, Vec::len);
        let missing = (needs + entry.kept.len()).saturating_sub(has);
        if missing > 0 {
            let may = |j: &usize| eligibility.bar(at, *j).is_none() && !entry.kept.contains(j);
            let eligible = (0..draw.panel.len()).filter(may).count();
            plan.gaps.push(Gap {
                entry: work.entry,
                missing,
                eligible,
                cause: if eligible < needs {
                    Cause::Conflicts
                } else {
                    Cause::Full
                },
            });
        }
    }
    plan.gaps.sort_by_key(|gap| gap.entry);
    plan
}

/// The draw as a problem, and how many places of each entry judges outside the panel have.
fn stated(draw: &Draw) -> (Problem, Vec<usize>) {
    let entry_at: HashMap<_, _> = draw.works.iter().map(|w| w.entry).zip(0..).collect();
    let judge_at: HashMap<_, _> = draw.panel.iter().map(|j| j.account).zip(0..).collect();
    let mut sets: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let mut judges: Vec<Judge> = draw
        .panel
        .iter()
        .map(|judge| Judge {
            institution: judge.organisation.clone(),
            max_load: judge.max_load.map(|most| most as u64),
            ..Judge::default()
        })
        .collect();
    let mut entries = Vec::with_capacity(draw.works.len());
    for work in &draw.works {
        let mut codes: Vec<&str> = work.languages.iter().map(|l| l.code()).collect();
        codes.sort_unstable();
        let category = sets.len();
        let category = *sets.entry(codes).or_insert_with(|| {
            for (judge, of) in judges.iter_mut().zip(&draw.panel) {
                judge.affinities.push(follows(&work.languages, of));
            }
            category
        });
        entries.push(problem::Entry {
            institution: work.organisation.clone(),
            category: Some(category),
            conflicts: judge_at.get(&work.creator).copied().into_iter().collect(),
            ..problem::Entry::default()
        });
    }
    let mut taken = vec![0; entries.len()];
    for pair in &draw.existing {
        match (entry_at.get(&pair.entry), judge_at.get(&pair.judge)) {
            (Some(entry), Some(judge)) if pair.live => entries[*entry].kept.push(*judge),
            (Some(entry), Some(judge)) => entries[*entry].conflicts.push(*judge),
            (Some(entry), None) if pair.live => taken[*entry] += 1,
            (None, Some(judge)) if pair.live => judges[*judge].carries += 1,
            _ => {}
        }
    }
    for (entry, taken) in entries.iter_mut().zip(&taken) {
        entry.taken = *taken;
    }
    let problem = Problem {
        judges,
        entries,
        rules: Rules {
            per_entry: draw.per_entry,
            vacancies: true,
            ..Rules::default()
        },
        weight: 1.0,
        unit: 100.0,
        seed: draw.seed,
    };
    (problem, taken)
}
