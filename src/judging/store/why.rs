//! Why a judge has an entry: for the judge, and for the admin who wants to know who has it and who cannot.

use std::collections::{HashMap, HashSet};

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Scorecard;
use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::{Category, Judge, Role};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::judging::assign::{Bar, Hold, reasons};
use crate::judging::{Grounds, Round};
use crate::schema::{assignments, entries, roles};

/// Why a judge has an entry, with nothing in it of whose it is or of who could not have it.
#[derive(Clone, Debug)]
pub struct Why {
    /// Languages of the entry that the judge knows.
    pub shared: Vec<Language>,
    /// Whether the entry needs a language at all.
    pub needs_language: bool,
    /// Whether it is known which languages the judge follows.
    pub is_known: bool,
    /// Whether the entry is of a category that the judge would rather judge; none where they named none.
    pub is_preferred: Option<bool>,
    pub load: i64,
    /// The lightest and the heaviest load of the round.
    pub least: i64,
    pub most: i64,
    /// When it came to the judge, if that was after the round was opened.
    pub later: Option<Moment>,
}

impl Scorecard {
    /// Why the judge who looks has this entry. Four statements.
    pub fn why(&self, conn: &mut Conn, judge: &Judge) -> Result<Why> {
        let content = self.entry(conn)?.content;
        let spoken = [content.spoken.clone(), content.subtitles.clone()].concat();
        let known: (Json<Vec<Language>>, Json<Vec<Id<Category>>>) = roles::table
            .filter(roles::contest_id.eq(judge.contest.id))
            .filter(roles::account_id.eq(judge.account.id))
            .filter(roles::role.eq(Role::Judge))
            .select((roles::languages, roles::categories))
            .first(conn)?;
        let (known, preferred) = known;
        let category: Option<Id<Category>> = entries::table
            .filter(entries::id.eq(self.assignment.entry_id))
            .select(entries::category_id)
            .first(conn)?;
        let loads: Vec<(Id<Account>, i64)> = assignments::table
            .filter(assignments::round_id.eq(self.round.id))
            .filter(is_live())
            .group_by(assignments::judge_id)
            .select((assignments::judge_id, count_star()))
            .load(conn)?;
        let own = loads.iter().find(|(id, _)| *id == judge.account.id);
        let opened = self.round.opened_at;
        let assigned = self.assignment.assigned_at;
        Ok(Why {
            shared: known
                .iter()
                .filter(|l| spoken.contains(l))
                .copied()
                .collect(),
            needs_language: !spoken.is_empty(),
            is_known: !known.is_empty(),
            is_preferred: (!preferred.is_empty())
                .then(|| category.is_some_and(|own| preferred.contains(&own))),
            load: own.map_or(0, |(_, load)| *load),
            least: loads.iter().map(|(_, load)| *load).min().unwrap_or(0),
            most: loads.iter().map(|(_, load)| *load).max().unwrap_or(0),
            later: opened.filter(|at| assigned > *at).map(|_| assigned),
        })
    }
}

/// What stands between a judge of the panel and an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Has,
    /// They had it, and stepped back or gave it to another.
    Had,
    Conflict(Grounds),
    /// They know none of its languages, and must.
    Language,
    /// They have as much as they take on.
    Full,
    /// They could have it; the draw gave it to others.
    Free,
}

/// One judge of the panel, as to one entry.
#[derive(Clone, Debug)]
pub struct Candidacy {
    pub judge: Account,
    pub stand: Stand,
    /// Languages of the entry that the judge knows.
    pub shared: Vec<Language>,
    pub load: usize,
}

/// Who scores an entry in a round, and why not the others.
#[derive(Clone, Debug)]
pub struct WhoAndWhy {
    /// Number and title.
    pub title: String,
    pub rows: Vec<Candidacy>,
}

impl Round {
    /// Who has this entry of the round and who has not, each with the reason; another round's entry is not found.
    pub fn who_and_why(&self, conn: &mut Conn, entry: Id<Entry>) -> Result<WhoAndWhy> {
        let stated = self.stated(conn, Some(&[entry]))?;
        let draw = &stated.draw;
        let reasons = reasons(draw, entry).ok_or(Error::NotFound)?;
        let title = stated.titles.get(&entry).cloned().unwrap_or_default();
        let work = draw.works.iter().find(|work| work.entry == entry);
        let languages = work.map(|work| work.languages.clone()).unwrap_or_default();
        let mut loads: HashMap<Id<Account>, usize> = HashMap::new();
        let mut has: HashSet<Id<Account>> = HashSet::new();
        for pair in draw.existing.iter().filter(|each| each.hold == Hold::Kept) {
            *loads.entry(pair.judge).or_default() += 1;
            if pair.entry == entry {
                has.insert(pair.judge);
            }
        }
        let findings = &stated.findings;
        let rows = stated
            .judges
            .into_iter()
            .zip(&draw.panel)
            .zip(reasons)
            .map(|((judge, panellist), (_, bar))| {
                let load = loads.get(&judge.id).copied().unwrap_or(0);
                let limits = [panellist.max_load, draw.parameters.max_load];
                let is_full = limits.into_iter().flatten().any(|most| load >= most);
                let grounds = findings.grounds(judge.id, entry);
                let stand = if has.contains(&judge.id) {
                    Stand::Has
                } else {
                    match (bar, grounds) {
                        (Some(Bar::Conflict), Some(grounds)) => Stand::Conflict(grounds),
                        (Some(Bar::Conflict), None) => Stand::Had,
                        (Some(Bar::Institution), _) => Stand::Conflict(Grounds::Organisation),
                        (Some(Bar::Language), _) => Stand::Language,
                        (None, _) if is_full => Stand::Full,
                        (None, _) => Stand::Free,
                    }
                };
                let known = panellist.languages.iter();
                let shared = known.filter(|l| languages.contains(l)).copied().collect();
                Candidacy {
                    judge,
                    stand,
                    shared,
                    load,
                }
            })
            .collect();
        Ok(WhoAndWhy { title, rows })
    }
}
