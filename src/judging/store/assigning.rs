//! A drawn assignment: shown, stored, added to.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::max;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::stating::{Stated, stamp};
use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Moment, on_each};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::assign::{DrawFiles, Hold, Plan, draw};
use crate::judging::{Assignment, AssignmentState, Round, RoundState};
use crate::schema::{accounts, assignments};

/// What an assignment is drawn from, read at one moment.
pub struct Basis {
    stated: Stated,
    stamp: String,
    seed: i64,
}

/// What an assignment would be, before it is stored.
pub struct Preview {
    pub plan: Plan,
    /// Names the plan: stored is what was shown, or nothing.
    pub fingerprint: String,
    /// Names what it was drawn from.
    stamp: String,
    pub judges: Vec<Account>,
    /// Number and title of the round's entries.
    pub titles: HashMap<Id<Entry>, String>,
    /// Pairs that are there already and stay.
    pub kept: usize,
    /// The countries that the draw counts judges by, as the streams are called.
    pub streams: Vec<Stream>,
    /// Pairs that may be in conflict and that nobody has looked at.
    pub suspected: usize,
}

impl Basis {
    /// Draws: busy for a while, without a connection.
    pub fn draw(self) -> Preview {
        let Stated {
            draw: stated,
            judges,
            titles,
            streams,
            findings,
            ..
        } = self.stated;
        let plan = draw(&stated);
        let kept = stated.existing.iter();
        Preview {
            fingerprint: fingerprint(self.seed, &plan),
            stamp: self.stamp,
            kept: kept.filter(|each| each.hold == Hold::Kept).count(),
            plan,
            suspected: findings.suspected(),
            judges,
            titles,
            streams,
        }
    }

    /// Draws, and writes down with which files anyone can repeat it: where it is the first of its round and leaves no
    /// place empty, since there the command says why and draws nothing.
    pub fn draw_in_public(self) -> Result<(Preview, Option<DrawFiles>)> {
        let files = DrawFiles::of(&self.stated.draw, &self.stated.numbers)
            .map_err(|error| Error::Internal(error.into()))?;
        let preview = self.draw();
        let files = files.filter(|_| preview.plan.gaps.is_empty());
        Ok((preview, files))
    }
}

impl Preview {
    pub fn title(&self, entry: &Id<Entry>) -> &str {
        self.titles.get(entry).map_or("", String::as_str)
    }

    pub fn judge(&self, id: &Id<Account>) -> Option<&Account> {
        self.judges.iter().find(|judge| judge.id == *id)
    }

    /// The judges with what they would have to score.
    pub fn loads(&self) -> impl Iterator<Item = (&Account, &usize)> {
        let load = |id| self.plan.loads.iter().find(move |(judge, _)| *judge == id);
        self.judges
            .iter()
            .filter_map(move |judge| load(judge.id).map(|(_, n)| (judge, n)))
    }

    /// From the lightest to the heaviest load.
    pub fn spread(&self) -> (usize, usize) {
        let loads = || self.plan.loads.iter().map(|(_, load)| *load);
        (loads().min().unwrap_or(0), loads().max().unwrap_or(0))
    }
}

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
    /// What the assignment would be drawn from now: what is there stays. Five statements.
    pub fn basis(&self, conn: &mut Conn) -> Result<Basis> {
        let stated = self.stated(conn, None)?;
        Ok(Basis {
            stamp: stamp(&stated.draw)?,
            stated,
            seed: self.seed,
        })
    }

    /// What the assignment would be now.
    pub fn preview(&self, conn: &mut Conn) -> Result<Preview> {
        Ok(self.basis(conn)?.draw())
    }

    /// Stores the assignment: new pairs only, what is there stays. What was `drawn` before is stored only if nothing that
    /// it was drawn from has changed since; without it, the draw is made here, while other writes wait. In an open round
    /// the judges who get more are told.
    pub fn assign(
        &self,
        conn: &mut Conn,
        by: &Account,
        drawn: Option<Preview>,
        base_url: &str,
        now: Moment,
    ) -> Result<Plan> {
        if self.state == RoundState::Closed {
            return Err(Error::Conflict("error-round-closed"));
        }
        let basis = self.basis(conn)?;
        let preview = match drawn {
            Some(drawn) if drawn.stamp == basis.stamp => drawn,
            Some(_) => return Err(Error::Conflict("error-plan-changed")),
            None => basis.draw(),
        };
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
    pub(super) fn tell_of_more(
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
        let judges: Vec<Account> = accounts::table
            .filter(accounts::id.eq_any(more.keys().copied().collect::<Vec<_>>()))
            .select(Account::as_select())
            .load(conn)?;
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
        let mut stated = self.stated(conn, Some(wanted))?.draw;
        stated.panel.retain(|judge| judge.account != without);
        for pair in &mut stated.existing {
            if pair.judge == without {
                pair.hold = Hold::Gone;
            }
        }
        Ok(draw(&stated))
    }

    /// Adds pairs at the end of each judge's queue.
    pub(super) fn add(
        &self,
        conn: &mut Conn,
        pairs: &[(Id<Entry>, Id<Account>)],
        now: Moment,
    ) -> Result<()> {
        let rows: Vec<(Id<Account>, Option<i32>)> = assignments::table
            .filter(assignments::round_id.eq(self.id))
            .group_by(assignments::judge_id)
            .select((assignments::judge_id, max(assignments::position)))
            .load(conn)?;
        let mut last: HashMap<Id<Account>, i32> = rows
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
}

pub(super) fn fingerprint(seed: i64, plan: &Plan) -> String {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for (entry, judge) in plan.added.iter().chain(&plan.moved) {
        hash.update(entry.as_bytes());
        hash.update(judge.as_bytes());
    }
    hex::encode(&hash.finalize()[..8])
}
