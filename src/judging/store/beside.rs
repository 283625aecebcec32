//! What a judge is told of one of their entries where several are judged together.

use diesel::prelude::*;

use super::Scorecard;
use super::stage::is_live;
use crate::db::Conn;
use crate::entries::State;
use crate::error::Result;
use crate::judging::{BallotState, Format};
use crate::schema::{assignments, ballots, comparisons, entries};

/// How an entry stands with its judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It was put at this place, from 1.
    Place(i64),
    /// It was compared so often.
    Compared(i64),
}

impl Scorecard {
    /// How the entry stands with this judge: None where each is judged by itself, and while it is in no submitted order.
    /// One statement at most.
    pub fn beside(&self, conn: &mut Conn) -> Result<Option<Beside>> {
        match self.round.format {
            Format::Scorecard | Format::Votes => Ok(None),
            Format::Order => self.place(conn),
            Format::Pairs => Ok(Some(Beside::Compared(self.compared(conn)?))),
        }
    }

    fn place(&self, conn: &mut Conn) -> Result<Option<Beside>> {
        let own = self.ballot.as_ref().filter(|_| self.is_submitted());
        let Some(own) = own.and_then(|ballot| ballot.total) else {
            return Ok(None);
        };
        let before: i64 = assignments::table
            .inner_join(entries::table)
            .inner_join(ballots::table)
            .filter(assignments::round_id.eq(self.round.id))
            .filter(assignments::judge_id.eq(self.assignment.judge_id))
            .filter(is_live())
            .filter(entries::state.eq(State::Accepted))
            .filter(ballots::state.eq(BallotState::Submitted))
            .filter(ballots::total.gt(own))
            .count()
            .get_result(conn)?;
        Ok(Some(Beside::Place(before + 1)))
    }

    fn compared(&self, conn: &mut Conn) -> Result<i64> {
        let entry = self.assignment.entry_id;
        Ok(comparisons::table
            .filter(comparisons::round_id.eq(self.round.id))
            .filter(comparisons::judge_id.eq(self.assignment.judge_id))
            .filter(
                comparisons::entry_a
                    .eq(entry)
                    .or(comparisons::entry_b.eq(entry)),
            )
            .count()
            .get_result(conn)?)
    }
}
