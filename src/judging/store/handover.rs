//! The pending work of an absent judge, given to others.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::{Assignment, AssignmentState, LIVE, Round, RoundState};
use crate::schema::{accounts, assignments, ballots, entries, panelists};

/// What a handover moves.
#[derive(Clone, Debug)]
pub struct Handover {
    pub judge: Account,
    /// Entries without a submitted ballot.
    pub pending: usize,
    /// Of them, those that another judge takes; the others stay.
    pub moved: usize,
}

impl Round {
    fn pending(
        &self,
        conn: &mut Conn,
        judge: Id<Account>,
    ) -> Result<Vec<(Id<Assignment>, Id<Entry>)>> {
        Ok(assignments::table
            .inner_join(entries::table)
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(
                assignments::round_id
                    .eq(self.id)
                    .and(assignments::judge_id.eq(judge))
                    .and(assignments::state.eq_any(LIVE))
                    .and(entries::state.eq(State::Accepted))
                    .and(ballots::submitted_at.is_null()),
            )
            .select((assignments::id, assignments::entry_id))
            .load(conn)?)
    }

    fn panelist(&self, conn: &mut Conn, judge: Id<Account>) -> Result<Account> {
        Ok(panelists::table
            .inner_join(accounts::table)
            .filter(
                panelists::round_id
                    .eq(self.id)
                    .and(panelists::account_id.eq(judge)),
            )
            .select(Account::as_select())
            .first(conn)?)
    }

    /// What handing over this judge's pending work would move.
    pub fn plan_handover(&self, conn: &mut Conn, judge: Id<Account>) -> Result<Handover> {
        let judge = self.panelist(conn, judge)?;
        let entries: Vec<_> = self
            .pending(conn, judge.id)?
            .into_iter()
            .map(|(_, entry)| entry)
            .collect();
        let plan = self.plan_more(conn, &entries, judge.id)?;
        let moved = entries
            .iter()
            .filter(|entry| plan.added.iter().any(|(added, _)| added == *entry))
            .count();
        Ok(Handover {
            judge,
            pending: entries.len(),
            moved,
        })
    }

    /// Gives this judge's pending entries to others of the panel. Submitted ballots stay and count; an entry
    /// that nobody else may score stays too.
    pub fn hand_over(
        &self,
        conn: &mut Conn,
        by: &Account,
        judge: Id<Account>,
        base_url: &str,
        now: Moment,
    ) -> Result<Handover> {
        if self.state == RoundState::Closed {
            return Err(Error::Conflict("error-round-closed"));
        }
        let judge = self.panelist(conn, judge)?;
        let pending = self.pending(conn, judge.id)?;
        let entries: Vec<_> = pending.iter().map(|(_, entry)| *entry).collect();
        let plan = self.assign_more(conn, &entries, judge.id, base_url, now)?;
        let moved: Vec<_> = pending
            .iter()
            .filter(|(_, entry)| plan.added.iter().any(|(added, _)| added == entry))
            .map(|(id, _)| *id)
            .collect();
        let mut changed = 0;
        for ids in moved.chunks(1_000) {
            changed += diesel::update(
                assignments::table.filter(
                    assignments::id
                        .eq_any(ids)
                        .and(assignments::state.eq_any(LIVE)),
                ),
            )
            .set(assignments::state.eq(AssignmentState::HandedOver))
            .execute(conn)?;
        }
        if changed != moved.len() {
            return Err(Error::Conflict("error-assignment-state"));
        }
        Event::new("round", self.id, "handed-over")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "judge": judge.id, "pending": pending.len(), "moved": moved.len(),
            }))
            .record(conn, now)?;
        Ok(Handover {
            judge,
            pending: pending.len(),
            moved: moved.len(),
        })
    }
}
