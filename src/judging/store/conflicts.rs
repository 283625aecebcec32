//! Conflicts: noted by admins, declared by judges, decided; and what a confirmed one takes away.

use diesel::prelude::*;

use super::recusals::{Leave, take_away};
use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::{Contest, Judge, Role};
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::forms::{ConflictDecision, NotedConflict};
use crate::judging::scorelog::Deed;
use crate::judging::{
    Assignment, BallotState, Conflict, ConflictState, Grounds, RecusalReason, Round, RoundState,
};
use crate::schema::{accounts, assignments, ballots, conflicts, entries, roles, rounds, streams};
use crate::web::FieldErrors;
use crate::web::paging::{LIMIT, Paged};

/// Which conflicts a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub state: Option<ConflictState>,
    pub grounds: Option<Grounds>,
    pub after: Option<Id<Conflict>>,
}

/// A conflict as an admin sees it: the creator is named here, and on no judge's page.
#[derive(Clone, Debug)]
pub struct ConflictLine {
    pub conflict: Conflict,
    pub judge: Account,
    pub number: String,
    pub title: String,
    pub creator: Account,
}

/// What confirming a conflict takes from its judge.
#[derive(Clone, Debug)]
pub struct Affected {
    pub round: Round,
    pub assignment: Id<Assignment>,
    /// The judge has submitted a ballot, which would no longer count.
    pub is_scored: bool,
}

impl Conflict {
    /// The conflicts of a contest, the newest first. One statement.
    pub fn list(conn: &mut Conn, contest: &Contest, wanted: Wanted) -> Result<Paged<ConflictLine>> {
        type Found = (Conflict, Account, Option<i32>, String, String, Id<Account>);
        let mut query = conflicts::table
            .inner_join(accounts::table)
            .inner_join(entries::table.inner_join(streams::table))
            .filter(conflicts::contest_id.eq(contest.id))
            .into_boxed();
        if let Some(state) = wanted.state {
            query = query.filter(conflicts::state.eq(state));
        }
        if let Some(grounds) = wanted.grounds {
            query = query.filter(conflicts::grounds.eq(grounds));
        }
        if let Some(after) = wanted.after {
            query = query.filter(conflicts::id.lt(after));
        }
        let rows: Vec<Found> = query
            .order(conflicts::id.desc())
            .limit(LIMIT)
            .select((
                Self::as_select(),
                Account::as_select(),
                entries::number,
                streams::code,
                entries::title,
                entries::creator_id,
            ))
            .load(conn)?;
        let ids: Vec<_> = rows.iter().map(|row| row.5).collect();
        let creators: Vec<Account> = accounts::table
            .filter(accounts::id.eq_any(ids))
            .select(Account::as_select())
            .load(conn)?;
        let lines = rows
            .into_iter()
            .filter_map(|(conflict, judge, number, code, title, creator)| {
                Some(ConflictLine {
                    conflict,
                    judge,
                    number: number_text(&code, number.unwrap_or(0)),
                    title,
                    creator: creators.iter().find(|each| each.id == creator)?.clone(),
                })
            })
            .collect();
        Ok(Paged::new(lines, |line: &ConflictLine| line.conflict.id))
    }

    /// The judges of the contest by name, of whom a conflict may be noted. One statement.
    pub fn judges(conn: &mut Conn, contest: &Contest) -> Result<Vec<Account>> {
        Ok(roles::table
            .inner_join(accounts::table)
            .filter(roles::contest_id.eq(contest.id))
            .filter(roles::role.eq(Role::Judge))
            .order((accounts::latin_name, accounts::id))
            .select(Account::as_select())
            .load(conn)?)
    }

    /// One conflict of this contest; another contest's is not found.
    pub fn of(conn: &mut Conn, contest: &Contest, id: Id<Self>) -> Result<ConflictLine> {
        type Found = (Conflict, Account, Option<i32>, String, String, Id<Account>);
        let (conflict, judge, number, code, title, creator): Found = conflicts::table
            .inner_join(accounts::table)
            .inner_join(entries::table.inner_join(streams::table))
            .filter(conflicts::contest_id.eq(contest.id))
            .filter(conflicts::id.eq(id))
            .select((
                Self::as_select(),
                Account::as_select(),
                entries::number,
                streams::code,
                entries::title,
                entries::creator_id,
            ))
            .first(conn)?;
        Ok(ConflictLine {
            conflict,
            judge,
            number: number_text(&code, number.unwrap_or(0)),
            title,
            creator: Account::find(conn, creator)?,
        })
    }

    /// What this judge has of the entry in rounds that are not closed. One statement.
    pub fn affected(&self, conn: &mut Conn) -> Result<Vec<Affected>> {
        let rows: Vec<(Round, Id<Assignment>, Option<BallotState>)> = assignments::table
            .inner_join(rounds::table)
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(assignments::judge_id.eq(self.judge_id))
            .filter(assignments::entry_id.eq(self.entry_id))
            .filter(is_live())
            .filter(rounds::state.ne(RoundState::Closed))
            .order(rounds::position)
            .select((
                Round::as_select(),
                assignments::id,
                ballots::state.nullable(),
            ))
            .load(conn)?;
        let affected = rows
            .into_iter()
            .map(|(round, assignment, ballot)| Affected {
                round,
                assignment,
                is_scored: ballot == Some(BallotState::Submitted),
            });
        Ok(affected.collect())
    }

    /// Takes the entry from its judge wherever they still have it, and gives it to another, who is told.
    fn release(&self, conn: &mut Conn, base_url: &str, now: Moment) -> Result<()> {
        for affected in self.affected(conn)? {
            let id = affected.assignment;
            if affected.round.state == RoundState::Planned {
                diesel::delete(assignments::table.filter(assignments::id.eq(id))).execute(conn)?;
            } else {
                let leave = Leave {
                    // Who named an entry themselves took their ballot back.
                    deed: match self.grounds {
                        Grounds::Declared => Deed::Withdrawn,
                        _ => Deed::SetAside,
                    },
                    reason: RecusalReason::Conflict,
                    note: &self.note,
                };
                take_away(conn, &affected.round, id, &leave, now)?;
            }
            let wanted = [self.entry_id];
            let plan = affected
                .round
                .assign_more(conn, &wanted, self.judge_id, base_url, now)?;
            Event::new("assignment", id, "taken-away")
                .in_contest(self.contest_id)
                .because(&self.note)
                .with(serde_json::json!({
                    "conflict": self.id,
                    "successor": plan.added.first().map(|(_, judge)| *judge),
                    "was_scored": affected.is_scored,
                }))
                .record(conn, now)?;
        }
        Ok(())
    }

    /// Confirms or dismisses a conflict, for a reason. Decided ones may be decided again. A confirmed one takes the
    /// entry from the judge.
    pub fn decide(
        &self,
        conn: &mut Conn,
        by: &Account,
        decision: &ConflictDecision,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        if decision.state == ConflictState::Dismissed && !self.grounds.may_be_dismissed() {
            return Err(Error::Conflict("error-own-work"));
        }
        let changed = diesel::update(
            conflicts::table
                .filter(conflicts::id.eq(self.id))
                .filter(conflicts::state.eq(self.state)),
        )
        .set((
            conflicts::state.eq(decision.state),
            conflicts::reason.eq(&decision.reason),
            conflicts::decided_by.eq(Some(by.id)),
            conflicts::decided_at.eq(Some(now)),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-conflict-changed"));
        }
        Event::new("conflict", self.id, decision.state.as_str())
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&decision.reason)
            .with(serde_json::json!({
                "judge": self.judge_id, "entry": self.entry_id, "grounds": self.grounds, "before": self.state,
            }))
            .record(conn, now)?;
        if decision.state == ConflictState::Confirmed {
            self.release(conn, base_url, now)?;
        }
        Ok(())
    }

    /// Records what an admin knows of a judge of the contest: confirmed from the start.
    pub fn note(
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        judge: Id<Account>,
        noted: &NotedConflict,
        base_url: &str,
        now: Moment,
    ) -> Result<std::result::Result<Self, FieldErrors>> {
        if !Self::judges(conn, contest)?
            .iter()
            .any(|each| each.id == judge)
        {
            return Err(Error::NotFound);
        }
        let Some(entry) = numbered(conn, contest, noted.number)? else {
            return Ok(Err(FieldErrors::one("number", "field-no-such-entry")));
        };
        let conflict = Self {
            grounds: Grounds::Noted,
            judge_id: judge,
            ..Self::known(by.id, contest.id, entry, &noted.note, now)
        };
        Ok(Ok(conflict.keep(conn, by.id, base_url, now)?))
    }

    /// Records that a judge has a tie to an entry: confirmed from the start, and the entry goes to another at once.
    pub fn declare(
        conn: &mut Conn,
        judge: &Judge,
        noted: &NotedConflict,
        base_url: &str,
        now: Moment,
    ) -> Result<std::result::Result<Self, FieldErrors>> {
        let Some(entry) = numbered(conn, &judge.contest, noted.number)? else {
            return Ok(Err(FieldErrors::one("number", "field-no-such-entry")));
        };
        let by = judge.account.id;
        let conflict = Self {
            grounds: Grounds::Declared,
            judge_id: by,
            ..Self::known(by, judge.contest.id, entry, &noted.note, now)
        };
        Ok(Ok(conflict.keep(conn, by, base_url, now)?))
    }

    fn known(
        by: Id<Account>,
        contest_id: Id<Contest>,
        entry_id: Id<Entry>,
        note: &str,
        now: Moment,
    ) -> Self {
        Self {
            id: Id::new(),
            contest_id,
            judge_id: by,
            entry_id,
            grounds: Grounds::Noted,
            state: ConflictState::Confirmed,
            noted_by: Some(by),
            noted_at: now,
            decided_by: Some(by),
            decided_at: Some(now),
            note: note.to_owned(),
            reason: String::new(),
        }
    }

    /// Stores a conflict that somebody knows of, or makes a recorded one of the same pair confirmed.
    fn keep(self, conn: &mut Conn, by: Id<Account>, base_url: &str, now: Moment) -> Result<Self> {
        let recorded: Option<Self> = conflicts::table
            .filter(conflicts::contest_id.eq(self.contest_id))
            .filter(conflicts::judge_id.eq(self.judge_id))
            .filter(conflicts::entry_id.eq(self.entry_id))
            .select(Self::as_select())
            .first(conn)
            .optional()?;
        let kept = match recorded {
            Some(recorded) => {
                let grounds = recorded.grounds.min(self.grounds);
                // What a judge said stays on their page, and looks there the same whatever was known.
                let own = recorded.noted_by == Some(self.judge_id);
                let (noted_by, note) = match own {
                    true => (recorded.noted_by, &recorded.note),
                    false => (self.noted_by, &self.note),
                };
                diesel::update(conflicts::table.filter(conflicts::id.eq(recorded.id)))
                    .set((
                        conflicts::grounds.eq(grounds),
                        conflicts::state.eq(ConflictState::Confirmed),
                        conflicts::noted_by.eq(noted_by),
                        conflicts::note.eq(note),
                        conflicts::decided_by.eq(Some(by)),
                        conflicts::decided_at.eq(Some(now)),
                    ))
                    .execute(conn)?;
                Self {
                    id: recorded.id,
                    grounds,
                    ..self
                }
            }
            None => {
                diesel::insert_into(conflicts::table)
                    .values((
                        conflicts::id.eq(self.id),
                        conflicts::contest_id.eq(self.contest_id),
                        conflicts::judge_id.eq(self.judge_id),
                        conflicts::entry_id.eq(self.entry_id),
                        conflicts::grounds.eq(self.grounds),
                        conflicts::state.eq(self.state),
                        conflicts::noted_by.eq(self.noted_by),
                        conflicts::noted_at.eq(self.noted_at),
                        conflicts::decided_by.eq(self.decided_by),
                        conflicts::decided_at.eq(self.decided_at),
                        conflicts::note.eq(&self.note),
                        conflicts::reason.eq(&self.reason),
                    ))
                    .execute(conn)?;
                self
            }
        };
        Event::new("conflict", kept.id, kept.grounds.as_str())
            .by(by)
            .in_contest(kept.contest_id)
            .because(&kept.note)
            .with(serde_json::json!({ "judge": kept.judge_id, "entry": kept.entry_id }))
            .record(conn, now)?;
        kept.release(conn, base_url, now)?;
        Ok(kept)
    }

    /// The entries that a judge named, by number: their own words come back to them, and nothing else.
    pub fn named_by(conn: &mut Conn, judge: &Judge) -> Result<Vec<(String, String, Moment)>> {
        let rows: Vec<(String, Option<i32>, String, Moment)> = conflicts::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(conflicts::contest_id.eq(judge.contest.id))
            .filter(conflicts::judge_id.eq(judge.account.id))
            .filter(conflicts::noted_by.eq(judge.account.id))
            .order(entries::number)
            .select((
                streams::code,
                entries::number,
                conflicts::note,
                conflicts::noted_at,
            ))
            .load(conn)?;
        let rows = rows
            .into_iter()
            .map(|(code, number, note, at)| (number_text(&code, number.unwrap_or(0)), note, at));
        Ok(rows.collect())
    }
}

/// The accepted entry of this number.
fn numbered(conn: &mut Conn, contest: &Contest, number: i32) -> Result<Option<Id<Entry>>> {
    Ok(entries::table
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::number.eq(number))
        .filter(entries::state.eq(State::Accepted))
        .select(entries::id)
        .first(conn)
        .optional()?)
}
