//! A judge's own figures in a round.

use diesel::prelude::*;

use super::stage::{is_live, is_own};
use crate::contests::Judge;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::judging::pace::{Lie, median_minutes};
use crate::judging::{BallotState, Discussion, Round, RoundState};
use crate::schema::{assignments, ballots};

/// What a judge is told of their own work in a round.
#[derive(Clone, Debug)]
pub struct OwnFigures {
    pub round: Round,
    pub done: usize,
    pub all: usize,
    /// Minutes from one ballot to the next.
    pub pace: Option<i64>,
    pub own: Option<Lie>,
    /// All submitted ballots of the round, the judge's too; None until the judge may see them.
    pub panel: Option<Lie>,
}

impl OwnFigures {
    /// The figures of a judge who has entries in this opened round; another round is not found. The panel's are told
    /// when the round has its judges talk about entries and this judge has nothing left to score: before, they would
    /// tell how others scored. Three statements.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Round>) -> Result<Self> {
        let round = Round::of(conn, &judge.contest, id)?;
        let rows: Vec<(Option<Moment>, Option<i32>)> = assignments::table
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(
                assignments::round_id
                    .eq(round.id)
                    .and(assignments::judge_id.eq(judge.account.id))
                    .and(is_own()),
            )
            .select((ballots::submitted_at.nullable(), ballots::total.nullable()))
            .load(conn)?;
        if rows.is_empty() || round.state == RoundState::Planned {
            return Err(Error::NotFound);
        }
        let done: Vec<(Moment, i32)> = rows
            .iter()
            .filter_map(|(at, total)| Some(((*at)?, (*total)?)))
            .collect();
        let times: Vec<Moment> = done.iter().map(|(at, _)| *at).collect();
        let totals: Vec<i32> = done.iter().map(|(_, total)| *total).collect();
        let is_told = round.discussion == Discussion::On && done.len() == rows.len();
        let panel = if is_told {
            Lie::of(&round.totals(conn)?)
        } else {
            None
        };
        Ok(Self {
            done: done.len(),
            all: rows.len(),
            pace: median_minutes(&times),
            own: Lie::of(&totals),
            panel,
            round,
        })
    }
}

impl Round {
    /// The totals of all submitted ballots, in thousandths of a point.
    fn totals(&self, conn: &mut Conn) -> Result<Vec<i32>> {
        let totals: Vec<Option<i32>> = ballots::table
            .inner_join(assignments::table)
            .filter(
                assignments::round_id
                    .eq(self.id)
                    .and(is_live())
                    .and(ballots::state.eq(BallotState::Submitted)),
            )
            .select(ballots::total)
            .load(conn)?;
        Ok(totals.into_iter().flatten().collect())
    }
}
