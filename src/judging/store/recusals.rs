//! Stepping back from an entry, which another judge then gets at once.

use diesel::prelude::*;

use super::Scorecard;
use super::scorelog::hold_live;
use super::settling::settle;
use super::stage::is_live;
use super::taken_back::TakenBack;
use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::scorelog::Deed;
use crate::judging::{
    Assignment, AssignmentState, Ballot, BallotState, Format, Recusal, RecusalReason, Round,
};
use crate::schema::{assignments, ballots, recusals};

impl Scorecard {
    /// The judge steps back: what they gave no longer counts, and the eligible judge with the least to do gets
    /// the entry, and is told. Says who, or nobody when no judge of the panel may.
    pub fn recuse(
        &self,
        conn: &mut Conn,
        reason: RecusalReason,
        note: &str,
        base_url: &str,
        now: Moment,
    ) -> Result<Option<Id<Account>>> {
        self.require_open()?;
        let (id, judge) = (self.assignment.id, self.assignment.judge_id);
        let leave = Leave {
            deed: Deed::Withdrawn,
            reason,
            note,
        };
        take_away(conn, &self.round, id, &leave, now)?;
        let plan =
            self.round
                .assign_more(conn, &[self.assignment.entry_id], judge, base_url, now)?;
        let successor = plan.added.first().map(|(_, judge)| *judge);
        Event::new("assignment", id, "recused")
            .by(judge)
            .in_contest(self.round.contest_id)
            .because(note)
            .with(serde_json::json!({
                "reason": reason,
                "successor": successor,
                "withdrawn_total": self.ballot.as_ref().filter(|_| self.is_submitted()).and_then(|b: &Ballot| b.total),
            }))
            .record(conn, now)?;
        Ok(successor)
    }
}

/// How an entry leaves its judge.
pub(super) struct Leave<'a> {
    /// What the score log calls it when a submitted ballot goes with it.
    pub deed: Deed,
    pub reason: RecusalReason,
    pub note: &'a str,
}

/// Takes an entry of an open round from its judge: what they gave no longer counts, and the record says why.
pub(super) fn take_away(
    conn: &mut Conn,
    round: &Round,
    id: Id<Assignment>,
    leave: &Leave<'_>,
    now: Moment,
) -> Result<()> {
    round.hold_open(conn)?;
    hold_live(conn, id)?;
    if let Some(ballot) = TakenBack::of(conn, round, id)? {
        let how = (leave.deed, leave.reason.as_str());
        round
            .hold_log(conn, now)?
            .taken_back(conn, &ballot, how, now)?;
    }
    let changed = diesel::update(assignments::table.filter(assignments::id.eq(id).and(is_live())))
        .set((
            assignments::state.eq(AssignmentState::Recused),
            assignments::skipped_at.eq(None::<Moment>),
        ))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Conflict("error-assignment-state"));
    }
    diesel::update(ballots::table.filter(ballots::assignment_id.eq(id)))
        .set((
            ballots::state.eq(BallotState::Draft),
            ballots::submitted_at.eq(None::<Moment>),
            ballots::updated_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(recusals::table)
        .values((
            recusals::id.eq(Id::<Recusal>::new()),
            recusals::assignment_id.eq(id),
            recusals::reason.eq(leave.reason),
            recusals::note.eq(leave.note),
            recusals::at.eq(now),
        ))
        .execute(conn)?;
    if round.format == Format::Pairs {
        // What the judge said of other entries beside this one counts no longer either.
        diesel::update(ballots::table.filter(ballots::assignment_id.eq(id)))
            .set(ballots::total.eq(None::<i32>))
            .execute(conn)?;
        let judge: Id<Account> = assignments::table
            .filter(assignments::id.eq(id))
            .select(assignments::judge_id)
            .first(conn)?;
        settle(conn, round, judge, &[], now)?;
    }
    Ok(())
}
