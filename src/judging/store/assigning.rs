//! From stored entries and judges to a drawn assignment, and back into rows.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::max;
use diesel::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::accounts::Account;
use crate::contests::{Contest, Role};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Language;
use crate::judging::assign::{Draw, Existing, Panellist, Plan, Work, draw, organisation};
use crate::judging::{Assignment, AssignmentState, Round, RoundState};
use crate::schema::{accounts, assignments, entries, panelists, roles};

/// What an assignment would be, before it is stored.
pub struct Preview {
    pub plan: Plan,
    /// Names the plan: stored is what was shown, or nothing.
    pub fingerprint: String,
    pub judges: Vec<Account>,
    /// Titles of the accepted entries.
    pub titles: HashMap<Id<Entry>, String>,
    /// Pairs that are there already and stay.
    pub kept: usize,
}

impl Preview {
    pub fn title(&self, entry: &Id<Entry>) -> &str {
        self.titles.get(entry).map_or("", String::as_str)
    }

    /// The judges with what they would have to score.
    pub fn loads(&self) -> impl Iterator<Item = (&Account, &usize)> {
        let load = |id| self.plan.loads.iter().find(move |(judge, _)| *judge == id);
        self.judges
            .iter()
            .filter_map(move |judge| load(judge.id).map(|(_, n)| (judge, n)))
    }
}

/// The languages of an entry, without the rest of what its creator typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Heard {
    spoken: Vec<Language>,
    subtitles: Vec<Language>,
}

/// What an assignment starts from, with the judges and the titles for the page that shows it.
type Loaded = (Draw, Vec<Account>, HashMap<Id<Entry>, String>);

#[derive(Insertable)]
#[diesel(table_name = assignments, treat_none_as_default_value = false)]
struct NewAssignment {
    id: Id<Assignment>,
    round_id: Id<Round>,
    entry_id: Id<Entry>,
    judge_id: Id<Account>,
    position: i32,
    state: AssignmentState,
    assigned_at: Moment,
}

/// Rows of one INSERT: SQLite takes 32,766 variables.
const ROWS: usize = 2_000;

impl Round {
    /// What the assignment would be now. Three statements.
    pub fn preview(&self, conn: &mut Conn) -> Result<Preview> {
        let (stated, judges, titles) = self.stated(conn)?;
        let plan = draw(&stated);
        Ok(Preview {
            fingerprint: fingerprint(self.seed, &plan),
            kept: stated.existing.iter().filter(|e| e.live).count(),
            plan,
            judges,
            titles,
        })
    }

    /// Stores the assignment: new pairs only, what is there stays. With a `fingerprint`, only if it is still
    /// what was shown. In an open round the judges who get more are told.
    pub fn assign(
        &self,
        conn: &mut Conn,
        by: &Account,
        shown: Option<&str>,
        base_url: &str,
        now: Moment,
    ) -> Result<Plan> {
        if self.state == RoundState::Closed {
            return Err(Error::Conflict("error-round-closed"));
        }
        let preview = self.preview(conn)?;
        if shown.is_some_and(|shown| shown != preview.fingerprint) {
            return Err(Error::Conflict("error-plan-changed"));
        }
        let plan = preview.plan;
        self.add(conn, &plan.added, now)?;
        self.tell_of_more(conn, &plan.added, base_url, now)?;
        Event::new("round", self.id, "assigned")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "seed": self.seed, "added": plan.added.len(), "kept": preview.kept, "gaps": plan.gaps.len(),
            }))
            .record(conn, now)?;
        Ok(plan)
    }

    /// Finds further judges for these entries; `without` gets none of them. Says what was found, stores it, and tells
    /// the judges who get more.
    pub(super) fn assign_more(
        &self,
        conn: &mut Conn,
        wanted: &[Id<Entry>],
        without: Id<Account>,
        base_url: &str,
        now: Moment,
    ) -> Result<Plan> {
        let plan = self.plan_more(conn, wanted, without)?;
        self.add(conn, &plan.added, now)?;
        self.tell_of_more(conn, &plan.added, base_url, now)?;
        Ok(plan)
    }

    /// Mails the judges of these pairs that more waits for them. Before the round opens there is nothing to tell.
    fn tell_of_more(
        &self,
        conn: &mut Conn,
        pairs: &[(Id<Entry>, Id<Account>)],
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        if self.state != RoundState::Open || pairs.is_empty() {
            return Ok(());
        }
        let mut more: BTreeMap<Id<Account>, i64> = BTreeMap::new();
        for (_, judge) in pairs {
            *more.entry(*judge).or_default() += 1;
        }
        let contest = Contest::find(conn, self.contest_id)?;
        let judges = accounts::table
            .filter(accounts::id.eq_any(more.keys().copied().collect::<Vec<_>>()))
            .select(Account::as_select())
            .load::<Account>(conn)?;
        for judge in &judges {
            let count = more.get(&judge.id).copied().unwrap_or_default();
            self.letter("judging-more", judge, &contest, count, base_url)
                .queue(conn, &judge.into(), now)?;
        }
        Ok(())
    }

    /// As [`Round::assign_more`] would find them.
    pub(super) fn plan_more(
        &self,
        conn: &mut Conn,
        wanted: &[Id<Entry>],
        without: Id<Account>,
    ) -> Result<Plan> {
        let (mut stated, ..) = self.stated(conn)?;
        stated.works.retain(|work| wanted.contains(&work.entry));
        stated.panel.retain(|judge| judge.account != without);
        for pair in &mut stated.existing {
            pair.live &= pair.judge != without;
        }
        Ok(draw(&stated))
    }

    /// Adds pairs at the end of each judge's queue.
    fn add(&self, conn: &mut Conn, pairs: &[(Id<Entry>, Id<Account>)], now: Moment) -> Result<()> {
        let mut last: HashMap<Id<Account>, i32> = assignments::table
            .filter(assignments::round_id.eq(self.id))
            .group_by(assignments::judge_id)
            .select((assignments::judge_id, max(assignments::position)))
            .load::<(Id<Account>, Option<i32>)>(conn)?
            .into_iter()
            .map(|(judge, position)| (judge, position.unwrap_or(0)))
            .collect();
        let rows: Vec<NewAssignment> = pairs
            .iter()
            .map(|(entry, judge)| {
                let position = last.entry(*judge).or_default();
                *position += 1;
                NewAssignment {
                    id: Id::new(),
                    round_id: self.id,
                    entry_id: *entry,
                    judge_id: *judge,
                    position: *position,
                    state: AssignmentState::Open,
                    assigned_at: now,
                }
            })
            .collect();
        for rows in rows.chunks(ROWS) {
            on_each!(conn, |c| diesel::insert_into(assignments::table)
                .values(rows)
                .execute(c))?;
        }
        Ok(())
    }

    fn stated(&self, conn: &mut Conn) -> Result<Loaded> {
        type Row = (Id<Entry>, Id<Account>, String, String, Json<Heard>);
        let works = entries::table
            .inner_join(accounts::table)
            .filter(
                entries::contest_id
                    .eq(self.contest_id)
                    .and(entries::state.eq(State::Accepted)),
            )
            .order(entries::id)
            .select((
                entries::id,
                entries::creator_id,
                entries::title,
                accounts::organisation,
                entries::content,
            ))
            .load::<Row>(conn)?;
        let panel = panelists::table
            .inner_join(accounts::table.inner_join(roles::table))
            .filter(
                panelists::round_id
                    .eq(self.id)
                    .and(roles::contest_id.eq(self.contest_id))
                    .and(roles::role.eq(Role::Judge)),
            )
            .order((accounts::latin_name, accounts::id))
            .select((Account::as_select(), roles::languages, panelists::max_load))
            .load::<(Account, Json<Vec<Language>>, Option<i32>)>(conn)?;
        let existing = assignments::table
            .inner_join(entries::table)
            .filter(assignments::round_id.eq(self.id))
            .order(assignments::id)
            .select((
                assignments::entry_id,
                assignments::judge_id,
                assignments::state,
                entries::state,
            ))
            .load::<(Id<Entry>, Id<Account>, AssignmentState, State)>(conn)?;
        let titles = works
            .iter()
            .map(|(id, _, title, ..)| (*id, title.clone()))
            .collect();
        let stated = Draw {
            works: works
                .into_iter()
                .map(|(entry, creator, _, of, heard)| {
                    let heard = heard.into_inner();
                    Work {
                        entry,
                        creator,
                        organisation: organisation(&of),
                        languages: [heard.spoken, heard.subtitles].concat(),
                    }
                })
                .collect(),
            panel: panel
                .iter()
                .map(|(account, languages, max_load)| Panellist {
                    account: account.id,
                    organisation: organisation(&account.organisation),
                    languages: languages.to_vec(),
                    max_load: max_load.map(|most| usize::try_from(most).unwrap_or(0)),
                })
                .collect(),
            existing: existing
                .into_iter()
                .map(|(entry, judge, state, entry_state)| Existing {
                    entry,
                    judge,
                    live: state.is_live() && entry_state == State::Accepted,
                })
                .collect(),
            per_entry: usize::try_from(self.judges_per_entry).unwrap_or(0),
            seed: self.seed.unsigned_abs(),
        };
        let judges = panel.into_iter().map(|(account, ..)| account).collect();
        Ok((stated, judges, titles))
    }
}

fn fingerprint(seed: i64, plan: &Plan) -> String {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for (entry, judge) in &plan.added {
        hash.update(entry.as_bytes());
        hash.update(judge.as_bytes());
    }
    hex::encode(&hash.finalize()[..8])
}
