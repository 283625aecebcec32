//! The assignment: which judges score which entries. Pure, seeded, the same on every machine.
//!
//! Hard rules, never broken: so many distinct judges an entry, nobody scores their own work or work of their
//! own organisation, nobody more than they take on, what is assigned already stays. Then, in this order: as
//! many places filled as can be (augmenting paths), loads as even as can be (no shift along a path of
//! exchanges makes them more even), entries with judges who know their languages.

mod random;

use std::collections::VecDeque;

use unicode_normalization::UnicodeNormalization;

use crate::accounts::Account;
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Language;

pub use random::Random;

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

/// Everything that an assignment depends on.
#[derive(Clone, Debug, Default)]
pub struct Problem {
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

/// How well a judge follows an entry: 2 knows a language of it, 1 not known, 0 knows none.
fn follows(work: &Work, judge: &Panellist) -> u8 {
    if work.languages.is_empty() || judge.languages.iter().any(|l| work.languages.contains(l)) {
        2
    } else if judge.languages.is_empty() {
        1
    } else {
        0
    }
}

/// The state of a draw: rows are entries, columns judges, all by index.
struct Draw<'a> {
    problem: &'a Problem,
    random: Random,
    /// Whether this judge may score this entry and does not yet have it, nor had it.
    free: Vec<Vec<bool>>,
    /// What this draw adds: it may still be moved.
    added: Vec<Vec<usize>>,
    loads: Vec<usize>,
}

impl Draw<'_> {
    fn has_room(&self, judge: usize) -> bool {
        let most = self.problem.panel[judge].max_load;
        most.is_none_or(|most| self.loads[judge] < most)
    }

    fn give(&mut self, work: usize, judge: usize) {
        self.free[work][judge] = false;
        self.added[judge].push(work);
        self.loads[judge] += 1;
    }

    fn take(&mut self, work: usize, judge: usize) {
        self.free[work][judge] = true;
        self.added[judge].retain(|each| *each != work);
        self.loads[judge] -= 1;
    }

    /// The judges that `from` reach by passing entries on, each with the entry and the judge it came from.
    fn reach(&self, from: &[usize]) -> (Vec<usize>, Vec<Option<(usize, usize)>>) {
        let judges = self.problem.panel.len();
        let mut came = vec![None; judges];
        let mut seen = vec![false; judges];
        let mut order = Vec::new();
        let mut queue = VecDeque::new();
        for judge in from {
            seen[*judge] = true;
            queue.push_back(*judge);
        }
        while let Some(judge) = queue.pop_front() {
            order.push(judge);
            for work in &self.added[judge] {
                for other in 0..judges {
                    if !seen[other] && self.free[*work][other] {
                        seen[other] = true;
                        came[other] = Some((*work, judge));
                        queue.push_back(other);
                    }
                }
            }
        }
        (order, came)
    }

    /// Passes one entry on along the way that led to `to`; says where the way began.
    fn shift(&mut self, came: &[Option<(usize, usize)>], to: usize) -> usize {
        let mut steps = Vec::new();
        let mut at = to;
        while let Some((work, before)) = came[at] {
            steps.push((work, before, at));
            at = before;
        }
        for (work, from, to) in steps {
            self.take(work, from);
            self.give(work, to);
        }
        at
    }

    /// Gives `work` one more judge if any way leads to one; the least loaded, then who follows it best.
    fn place(&mut self, work: usize) -> bool {
        let may: Vec<usize> = (0..self.problem.panel.len())
            .filter(|judge| self.free[work][*judge])
            .collect();
        let mut room: Vec<usize> = may.iter().copied().filter(|j| self.has_room(*j)).collect();
        self.random.shuffle(&mut room);
        let best = room.into_iter().min_by_key(|judge| {
            let fit = follows(&self.problem.works[work], &self.problem.panel[*judge]);
            (self.loads[*judge], 2 - fit)
        });
        if let Some(judge) = best {
            self.give(work, judge);
            return true;
        }
        let (order, came) = self.reach(&may);
        let Some(end) = order.into_iter().find(|judge| self.has_room(*judge)) else {
            return false;
        };
        let first = self.shift(&came, end);
        self.give(work, first);
        true
    }

    /// Evens the loads out: while some judge can pass an entry on, along any way, to one with two fewer.
    fn level(&mut self) {
        loop {
            let mut heavy: Vec<usize> = (0..self.loads.len()).collect();
            heavy.sort_by_key(|judge| std::cmp::Reverse(self.loads[*judge]));
            let mut moved = false;
            for judge in heavy {
                let (order, came) = self.reach(&[judge]);
                let lightest = order
                    .into_iter()
                    .filter(|other| self.has_room(*other))
                    .min_by_key(|other| self.loads[*other]);
                if let Some(light) = lightest
                    && self.loads[light] + 2 <= self.loads[judge]
                {
                    self.shift(&came, light);
                    moved = true;
                    break;
                }
            }
            if !moved {
                return;
            }
        }
    }

    /// Exchanges entries between pairs of judges where more of them are then followed; loads stay.
    fn fit(&mut self) {
        let problem = self.problem;
        let fit = |work: usize, judge: usize| follows(&problem.works[work], &problem.panel[judge]);
        for judge in 0..self.added.len() {
            let poor: Vec<usize> = self.added[judge]
                .iter()
                .copied()
                .filter(|work| fit(*work, judge) < 2)
                .collect();
            for work in poor {
                let swap = (0..self.added.len())
                    .filter(|other| *other != judge && self.free[work][*other])
                    .flat_map(|other| self.added[other].iter().map(move |theirs| (other, *theirs)))
                    .filter(|(_, theirs)| self.free[*theirs][judge])
                    .map(|(other, theirs)| {
                        let now = fit(work, judge) + fit(theirs, other);
                        let then = fit(work, other) + fit(theirs, judge);
                        (i16::from(then) - i16::from(now), other, theirs)
                    })
                    .max_by_key(|(gain, ..)| *gain);
                if let Some((gain, other, theirs)) = swap
                    && gain > 0
                {
                    self.take(work, judge);
                    self.take(theirs, other);
                    self.give(work, other);
                    self.give(theirs, judge);
                }
            }
        }
    }
}

/// Draws the assignment.
pub fn assign(problem: &Problem) -> Plan {
    let judge_at = |id: Id<Account>| problem.panel.iter().position(|j| j.account == id);
    let entry_at: std::collections::HashMap<_, _> = problem
        .works
        .iter()
        .enumerate()
        .map(|(at, work)| (work.entry, at))
        .collect();
    let allowed = |work: &Work, judge: &Panellist| {
        work.creator != judge.account
            && (work.organisation.is_empty() || work.organisation != judge.organisation)
    };
    let mut free: Vec<Vec<bool>> = problem
        .works
        .iter()
        .map(|work| problem.panel.iter().map(|j| allowed(work, j)).collect())
        .collect();
    let mut needs = vec![problem.per_entry; problem.works.len()];
    let mut loads = vec![0; problem.panel.len()];
    for pair in &problem.existing {
        let (entry, judge) = (entry_at.get(&pair.entry), judge_at(pair.judge));
        if let (Some(entry), Some(judge)) = (entry, judge) {
            free[*entry][judge] = false;
        }
        if pair.live {
            if let Some(entry) = entry {
                needs[*entry] = needs[*entry].saturating_sub(1);
            }
            if let Some(judge) = judge {
                loads[judge] += 1;
            }
        }
    }
    let eligible: Vec<usize> = free
        .iter()
        .map(|row| row.iter().filter(|each| **each).count())
        .collect();
    let mut draw = Draw {
        problem,
        random: Random::new(problem.seed),
        free,
        added: vec![Vec::new(); problem.panel.len()],
        loads,
    };
    let mut order: Vec<usize> = (0..problem.works.len()).collect();
    draw.random.shuffle(&mut order);
    // The entries that few may score choose first; among equals the draw decides.
    order.sort_by_key(|work| eligible[*work]);
    let mut gaps = Vec::new();
    for work in order {
        let placed = (0..needs[work]).take_while(|_| draw.place(work)).count();
        if placed < needs[work] {
            gaps.push(Gap {
                entry: problem.works[work].entry,
                missing: needs[work] - placed,
                eligible: eligible[work],
                cause: if eligible[work] < needs[work] {
                    Cause::Conflicts
                } else {
                    Cause::Full
                },
            });
        }
    }
    draw.level();
    draw.fit();
    finish(draw, gaps)
}

fn finish(mut draw: Draw<'_>, mut gaps: Vec<Gap>) -> Plan {
    let problem = draw.problem;
    let mut plan = Plan::default();
    for (at, judge) in problem.panel.iter().enumerate() {
        let mut works = std::mem::take(&mut draw.added[at]);
        works.sort_unstable();
        draw.random.shuffle(&mut works);
        for work in works {
            let work = &problem.works[work];
            plan.foreign += usize::from(follows(work, judge) == 0);
            plan.added.push((work.entry, judge.account));
        }
        plan.loads.push((judge.account, draw.loads[at]));
    }
    gaps.sort_by_key(|gap| gap.entry);
    plan.gaps = gaps;
    plan
}

#[cfg(test)]
mod tests;
