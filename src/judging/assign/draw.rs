//! The draw for a round of a contest: what is there stays unless it may move, who cannot be found is told.

use super::blocking::{Block, Rule};
use super::eligibility::{Bar, Eligibility};
use super::figures::Figures;
use super::given::{Draw, Panellist};
use super::problem::{Answer, Assignment, Problem};
use super::random::Random;
use super::stages::solve;
use super::statement::{follows, stated};
use crate::accounts::Account;
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Language;

/// Why an entry lacks judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Too few judges of the panel may score it at all.
    Conflicts,
    /// Those who may have taken on as much as they can, or are of the wrong country.
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

/// Something that keeps places empty, and the smallest change that would help; see [`Block`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blockage {
    pub rule: Rule,
    pub entries: Vec<Id<Entry>>,
    pub judges: Vec<Id<Account>>,
    pub country: Option<String>,
    pub because: Option<Rule>,
    pub needs: u64,
    pub has: u64,
    /// Languages that would help.
    pub languages: Vec<Language>,
}

impl Blockage {
    pub fn lacking(&self) -> u64 {
        self.needs.saturating_sub(self.has)
    }
}

/// The drawn assignment.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// New pairs, in the order in which each judge's queue takes them.
    pub added: Vec<(Id<Entry>, Id<Account>)>,
    /// Pairs that were there and are given up.
    pub moved: Vec<(Id<Entry>, Id<Account>)>,
    /// Entries to score of each judge of the panel, kept and new.
    pub loads: Vec<(Id<Account>, usize)>,
    /// Entries with so many judges of each country, from none upwards, by country.
    pub mixes: Vec<(String, Vec<usize>)>,
    pub gaps: Vec<Gap>,
    /// Why there are gaps; none without.
    pub blockages: Vec<Blockage>,
    /// Of the new pairs, those in which the judge is known not to know any language of the entry.
    pub foreign: usize,
    /// Of the new pairs, those in which the entry is of no category that the judge would rather judge.
    pub elsewhere: usize,
    /// Groups of judges connected by shared entries. One: all can be compared.
    pub components: usize,
}

/// Draws the assignment: as many places filled as can be, then as little moved as can be, then loads as even as can
/// be, then entries with judges who know their languages and would rather judge their categories, then chance.
pub fn draw(draw: &Draw) -> Plan {
    let (mut problem, taken) = stated(draw);
    let (found, blockages) = match solve(&problem) {
        Answer::Assigned(found) => (found, Vec::new()),
        Answer::Blocked(blocks) => {
            problem.rules.vacancies = true;
            let found = match solve(&problem) {
                Answer::Assigned(found) => found,
                // Places may stay empty and nothing else is asked, so nothing can stand in the way.
                Answer::Blocked(_) => Assignment::default(),
            };
            (
                found,
                blocks.iter().map(|block| named(draw, block)).collect(),
            )
        }
    };
    let mut plan = Plan {
        components: Figures::of(&problem, &found).components,
        mixes: mixes(draw, &found),
        blockages,
        ..Plan::default()
    };
    let mut random = Random::new(draw.seed);
    let mut queues: Vec<Vec<usize>> = vec![Vec::new(); draw.panel.len()];
    for (at, panel) in found.panels.iter().enumerate() {
        let entry = &problem.entries[at];
        let has = |j: &usize| entry.kept.contains(j) || entry.previous.contains(j);
        for judge in panel.iter().filter(|j| !has(j)) {
            queues[*judge].push(at);
        }
        let moved = entry.previous.iter().filter(|j| !panel.contains(j));
        let moved = moved.map(|j| (draw.works[at].entry, draw.panel[*j].account));
        plan.moved.extend(moved);
    }
    for ((judge, mut queue), load) in draw.panel.iter().zip(queues).zip(&found.loads) {
        random.shuffle(&mut queue);
        for at in queue {
            let work = &draw.works[at];
            plan.foreign += usize::from(follows(&work.languages, judge) == 0.0);
            plan.elsewhere += usize::from(judge.is_elsewhere(work));
            plan.added.push((work.entry, judge.account));
        }
        plan.loads
            .push((judge.account, usize::try_from(*load).unwrap_or(usize::MAX)));
    }
    plan.gaps = gaps(draw, &problem, &taken, &found);
    plan
}

/// The entries for which judges are lacking.
fn gaps(draw: &Draw, problem: &Problem, taken: &[usize], found: &Assignment) -> Vec<Gap> {
    let eligibility = Eligibility::new(problem);
    let mut gaps = Vec::new();
    for (at, work) in draw.works.iter().enumerate() {
        let entry = &problem.entries[at];
        let needs = draw.per_entry.saturating_sub(taken[at] + entry.kept.len());
        let has = found.panels.get(at).map_or(0, Vec::len);
        let missing = (needs + entry.kept.len()).saturating_sub(has);
        if missing > 0 {
            let may = |j: &usize| eligibility.bar(at, *j).is_none() && !entry.kept.contains(j);
            let eligible = (0..draw.panel.len()).filter(may).count();
            gaps.push(Gap {
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
    gaps.sort_by_key(|gap| gap.entry);
    gaps
}

/// Why each judge of the panel may not score an entry; nothing for those who may. None when the entry is not drawn.
pub fn reasons(draw: &Draw, entry: Id<Entry>) -> Option<Vec<(Id<Account>, Option<Bar>)>> {
    let at = draw.works.iter().position(|work| work.entry == entry)?;
    let (problem, _) = stated(draw);
    let eligibility = Eligibility::new(&problem);
    let of =
        |(judge, panellist): (usize, &Panellist)| (panellist.account, eligibility.bar(at, judge));
    Some(draw.panel.iter().enumerate().map(of).collect())
}

/// For each country how many entries have no judge of it, one, two and so on.
fn mixes(draw: &Draw, found: &Assignment) -> Vec<(String, Vec<usize>)> {
    let of = |country: &String| {
        let mut counts = vec![0; draw.per_entry + 1];
        for panel in &found.panels {
            let seated = panel.iter().filter(|j| draw.panel[**j].country == *country);
            let seated = seated.count();
            if seated >= counts.len() {
                counts.resize(seated + 1, 0);
            }
            counts[seated] += 1;
        }
        (country.clone(), counts)
    };
    draw.parameters.countries.iter().map(of).collect()
}

/// A block of the problem, in the contest's own terms.
fn named(draw: &Draw, block: &Block) -> Blockage {
    let countries = &draw.parameters.countries;
    Blockage {
        rule: block.rule,
        entries: block
            .entries
            .iter()
            .map(|at| draw.works[*at].entry)
            .collect(),
        judges: block
            .judges
            .iter()
            .map(|at| draw.panel[*at].account)
            .collect(),
        country: block.country.and_then(|at| countries.get(at)).cloned(),
        because: block.because,
        needs: block.needs,
        has: block.has,
        languages: block
            .languages
            .iter()
            .filter_map(|code| Language::parse(code))
            .collect(),
    }
}
