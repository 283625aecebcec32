//! Who may score what, and if not, why.

use std::collections::BTreeMap;

use super::problem::{Entry, Problem};

/// Why a judge may not score an entry. The first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bar {
    /// A declared conflict.
    Conflict,
    /// Both belong to the same institution.
    Institution,
    /// The judge knows no language of the entry.
    Language,
}

/// Answers for one problem; languages are compared once for each set of languages that entries have.
pub struct Eligibility<'a> {
    problem: &'a Problem,
    /// The set of languages of each entry, as a place in `follows`.
    set: Vec<usize>,
    /// For each set whether each judge knows one of it.
    follows: Vec<Vec<bool>>,
}

impl<'a> Eligibility<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let mut sets: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        let mut follows = Vec::new();
        let set = problem
            .entries
            .iter()
            .map(|entry| {
                let mut languages: Vec<&str> = entry.languages.iter().map(String::as_str).collect();
                languages.sort_unstable();
                languages.dedup();
                if let Some(known) = sets.get(&languages) {
                    return *known;
                }
                let knows =
                    |known: &Vec<String>| known.iter().any(|own| languages.contains(&own.as_str()));
                follows.push(problem.judges.iter().map(|j| knows(&j.languages)).collect());
                sets.insert(languages, follows.len() - 1);
                follows.len() - 1
            })
            .collect();
        Self {
            problem,
            set,
            follows,
        }
    }

    /// Why this judge may not score this entry; nothing when they may.
    pub fn bar(&self, entry: usize, judge: usize) -> Option<Bar> {
        let (work, of) = (&self.problem.entries[entry], &self.problem.judges[judge]);
        if work.conflicts.contains(&judge) {
            Some(Bar::Conflict)
        } else if !work.institution.is_empty()
            && work.institution == of.institution
            && !work.waived.contains(&judge)
        {
            Some(Bar::Institution)
        } else if self.problem.rules.competence && !self.follows[self.set[entry]][judge] {
            Some(Bar::Language)
        } else {
            None
        }
    }

    /// Entries with the same number are alike to every rule about languages.
    pub(super) fn language_set(&self, entry: usize) -> usize {
        self.set[entry]
    }

    pub(super) fn entry(&self, at: usize) -> &'a Entry {
        &self.problem.entries[at]
    }
}
