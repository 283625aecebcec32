//! The scorecard of one entry, and the way on from it. The film and the texts beside it are in `judged.rs`.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::stage::{Stage, is_live, is_own, is_unfinished};
use crate::contests::Judge;
use crate::db::{Conn, Id};
use crate::entries::{State, number_text};
use crate::error::{Error, Result};
use crate::judging::{
    Assignment, Ballot, BallotState, Criterion, Discussion, Others, Round, RoundState, total,
};
use crate::schema::{assignments, ballots, criteria, entries, remarks, rounds, scores, streams};

/// One criterion with the points that this judge gave, in tenths.
#[derive(Clone, Debug)]
pub struct Line {
    pub criterion: Criterion,
    pub points: Option<i32>,
}

/// One assignment of the judge who looks, with everything that is scored.
#[derive(Clone, Debug)]
pub struct Scorecard {
    pub assignment: Assignment,
    pub round: Round,
    pub ballot: Option<Ballot>,
    pub lines: Vec<Line>,
    /// `CN-0042`.
    pub number: String,
}

/// An assignment with its round, its ballot, and the entry's number and the code of its stream.
type Found = (Assignment, Round, Option<Ballot>, (Option<i32>, String));

/// What a judge has in rounds that were opened; the columns of [`Found`].
macro_rules! judged {
    ($judge:expr) => {
        assignments::table
            .inner_join(rounds::table)
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(
                assignments::judge_id
                    .eq($judge.account.id)
                    .and(is_live())
                    .and(rounds::contest_id.eq($judge.contest.id))
                    .and(rounds::state.ne(RoundState::Planned))
                    .and(entries::state.eq(State::Accepted)),
            )
            .select((
                Assignment::as_select(),
                Round::as_select(),
                Option::<Ballot>::as_select(),
                (entries::number, streams::code),
            ))
    };
}

/// What a judge has to score yet, beside the entry of a scorecard: in the order of the queue from there on, those put aside
/// last.
macro_rules! unfinished {
    ($card:expr, $which:expr) => {
        assignments::table
            .filter(assignments::judge_id.eq($card.assignment.judge_id))
            .filter(assignments::round_id.eq($card.round.id))
            .filter($which)
            .filter(assignments::id.ne($card.assignment.id))
            .order((
                assignments::stage.eq(Stage::Skipped),
                assignments::position.lt($card.assignment.position),
                assignments::position,
            ))
            .select(assignments::id)
    };
}

impl Scorecard {
    /// The scorecard of this judge's own assignment in a round that was opened. Another judge's, one stepped
    /// back from and one of an entry that is out of the contest are not found. Two statements.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Assignment>) -> Result<Self> {
        let found: Option<Found> = judged!(judge)
            .filter(assignments::id.eq(id))
            .first(conn)
            .optional()?;
        let found = found.ok_or(Error::NotFound)?;
        let (_, round, ballot, _) = &found;
        let ballot = ballot.as_ref().map(|ballot| ballot.id);
        let given = scores::criterion_id
            .eq(criteria::id)
            .and(scores::ballot_id.nullable().eq(ballot));
        let lines: Vec<(Criterion, Option<i32>)> = criteria::table
            .left_join(scores::table.on(given))
            .filter(criteria::round_id.eq(round.id))
            .order((criteria::position, criteria::id))
            .select((Criterion::as_select(), scores::points.nullable()))
            .load(conn)?;
        if lines.is_empty() {
            return Err(Error::NotFound);
        }
        let lines = lines.into_iter();
        Ok(Self::new(
            found,
            lines.map(|(criterion, points)| Line { criterion, points }),
        ))
    }

    /// All scorecards of this judge in an opened round, in the order of the queue. Three statements.
    pub fn of_round(conn: &mut Conn, judge: &Judge, round: Id<Round>) -> Result<Vec<Self>> {
        let found: Vec<Found> = judged!(judge)
            .filter(assignments::round_id.eq(round))
            .order((assignments::position, assignments::id))
            .load(conn)?;
        let asked: Vec<Criterion> = criteria::table
            .filter(criteria::round_id.eq(round))
            .order((criteria::position, criteria::id))
            .select(Criterion::as_select())
            .load(conn)?;
        let given: Vec<(Id<Ballot>, Id<Criterion>, i32)> = scores::table
            .inner_join(ballots::table.inner_join(assignments::table))
            .filter(assignments::round_id.eq(round))
            .filter(assignments::judge_id.eq(judge.account.id))
            .select((scores::ballot_id, scores::criterion_id, scores::points))
            .load(conn)?;
        let given: HashMap<_, _> = given
            .into_iter()
            .map(|(ballot, criterion, points)| ((ballot, criterion), points))
            .collect();
        let card = |found: Found| {
            let ballot = found.2.as_ref().map(|ballot| ballot.id);
            let lines = asked.iter().map(|criterion| Line {
                points: ballot.and_then(|ballot| given.get(&(ballot, criterion.id)).copied()),
                criterion: criterion.clone(),
            });
            Self::new(found, lines)
        };
        Ok(found.into_iter().map(card).collect())
    }

    fn new(found: Found, lines: impl Iterator<Item = Line>) -> Self {
        let (assignment, round, ballot, (number, stream)) = found;
        Self {
            assignment,
            round,
            ballot,
            lines: lines.collect(),
            number: number_text(&stream, number.unwrap_or(0)),
        }
    }

    pub fn is_submitted(&self) -> bool {
        self.ballot
            .as_ref()
            .is_some_and(|ballot| ballot.state == BallotState::Submitted)
    }

    /// Whether a change of points needs a reason: the ballot is submitted, and its judges talk about the entry.
    pub fn asks_why(&self) -> bool {
        self.is_submitted() && self.round.discussion == Discussion::On
    }

    /// 0 before the first save.
    pub fn version(&self) -> i32 {
        self.ballot.as_ref().map_or(0, |ballot| ballot.version)
    }

    pub fn note(&self) -> &str {
        self.ballot
            .as_ref()
            .map_or("", |ballot| ballot.note.as_str())
    }

    /// Thousandths of a point; None while a criterion lacks its points.
    pub fn total(&self) -> Option<i32> {
        total(self.lines.iter().map(|l| (l.criterion.weight, l.points)))
    }

    /// Refuses what only an open round allows.
    pub fn require_open(&self) -> Result<()> {
        if self.round.state == RoundState::Open {
            Ok(())
        } else {
            Err(Error::Conflict("error-round-closed"))
        }
    }

    /// Refuses what is for rounds that judge each entry by itself.
    pub fn require_scorecard(&self) -> Result<()> {
        if self.round.format.is_on_scorecard() {
            Ok(())
        } else {
            Err(Error::Conflict("error-no-scorecard"))
        }
    }

    /// The others' submitted ballots for this entry, once one's own is in; before that, nothing. Nor where totals are no
    /// points of an entry by itself.
    pub fn others(&self, conn: &mut Conn) -> Result<Option<Others>> {
        if !self.is_submitted() || !self.round.format.is_on_scorecard() {
            return Ok(None);
        }
        let totals: Vec<Option<i32>> = ballots::table
            .inner_join(assignments::table)
            .filter(
                assignments::round_id
                    .eq(self.round.id)
                    .and(assignments::entry_id.eq(self.assignment.entry_id))
                    .and(assignments::judge_id.ne(self.assignment.judge_id))
                    .and(is_live())
                    .and(ballots::state.eq(BallotState::Submitted)),
            )
            .select(ballots::total)
            .load(conn)?;
        let totals: Vec<i32> = totals.into_iter().flatten().collect();
        Ok(Others::of(&totals))
    }

    /// The assignments before and after this one in the judge's queue, how much of it is done, and how much was said
    /// about the entry. One statement.
    pub fn neighbours(&self, conn: &mut Conn) -> Result<Neighbours> {
        let (judge, round) = (self.assignment.judge_id, self.round.id);
        let queue = || {
            assignments::table
                .filter(assignments::judge_id.eq(judge))
                .filter(assignments::round_id.eq(round))
        };
        let own = || queue().filter(is_own());
        let before = own()
            .filter(assignments::position.lt(self.assignment.position))
            .order(assignments::position.desc())
            .select(assignments::id)
            .limit(1)
            .single_value();
        let after = own()
            .filter(assignments::position.gt(self.assignment.position))
            .order(assignments::position.asc())
            .select(assignments::id)
            .limit(1)
            .single_value();
        let said = remarks::table
            .filter(remarks::round_id.eq(round))
            .filter(remarks::entry_id.eq(self.assignment.entry_id))
            .count()
            .single_value();
        let all = own().count().single_value();
        let done = queue()
            .filter(assignments::stage.eq(Stage::Done))
            .count()
            .single_value();
        // Only who is done here is led on.
        let next = unfinished!(self, is_unfinished())
            .filter(self.is_submitted().into_sql::<Bool>())
            .limit(1)
            .single_value();
        type Way = Option<Id<Assignment>>;
        type Count = Option<i64>;
        let (before, after, next, said, all, done): (Way, Way, Way, Count, Count, Count) =
            diesel::select((before, after, next, said, all, done)).get_result(conn)?;
        Ok(Neighbours {
            before,
            after,
            next,
            said: said.unwrap_or(0),
            all: all.unwrap_or(0),
            done: done.unwrap_or(0),
        })
    }
}

impl Scorecard {
    /// The next of the judge's entries without a submitted ballot, after this one and then from the beginning; those that
    /// were put aside come last, if they are wanted at all. One statement.
    pub fn next_open(&self, conn: &mut Conn, aside: bool) -> Result<Option<Id<Assignment>>> {
        let mut query = unfinished!(self, is_unfinished()).into_boxed();
        if !aside {
            query = query.filter(assignments::stage.ne(Stage::Skipped));
        }
        Ok(query.first(conn).optional()?)
    }
}

/// The way on and back in a judge's queue, and aside to what is said about the entry.
#[derive(Clone, Copy, Debug)]
pub struct Neighbours {
    pub before: Option<Id<Assignment>>,
    pub after: Option<Id<Assignment>>,
    /// Of a judge whose ballot for this entry is in, the next without one.
    pub next: Option<Id<Assignment>>,
    /// Remarks on this entry, for who may read them.
    pub said: i64,
    /// Entries that are this judge's to score in the round.
    pub all: i64,
    /// Those of them with a submitted ballot.
    pub done: i64,
}
