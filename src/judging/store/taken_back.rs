//! What an entry's judge gave it, as the score log tells it when the entry is taken from them.

use diesel::prelude::*;

use super::comparisons::comparisons_of;
use crate::accounts::Account;
use crate::db::{Conn, Id};
use crate::entries::{Entry, number_text};
use crate::error::Result;
use crate::judging::{Assignment, BallotState, Format, Round};
use crate::schema::{assignments, ballots, criteria, entries, scores, streams};

/// What a judge gave an entry, as it was.
pub(super) struct TakenBack {
    pub entry: String,
    pub judge: Id<Account>,
    /// Of a submitted ballot; None of comparisons.
    pub total: Option<i32>,
    pub points: Vec<(String, i32)>,
}

impl TakenBack {
    /// What the log tells of an assignment: its submitted ballot, or that it was compared; None of neither. Two
    /// statements at most.
    pub fn of(conn: &mut Conn, round: &Round, assignment: Id<Assignment>) -> Result<Option<Self>> {
        match round.format {
            Format::Pairs => Self::compared(conn, round, assignment),
            _ => Self::submitted(conn, assignment),
        }
    }

    fn compared(
        conn: &mut Conn,
        round: &Round,
        assignment: Id<Assignment>,
    ) -> Result<Option<Self>> {
        let (number, stream, entry, judge): (Option<i32>, String, Id<Entry>, Id<Account>) =
            assignments::table
                .inner_join(entries::table.inner_join(streams::table))
                .filter(assignments::id.eq(assignment))
                .select((
                    entries::number,
                    streams::code,
                    entries::id,
                    assignments::judge_id,
                ))
                .first(conn)?;
        let standing = comparisons_of(conn, round.id, Some(judge))?;
        let mut standing = standing.iter();
        let compared = standing.any(|each| each.entry_a == entry || each.entry_b == entry);
        Ok(compared.then(|| Self {
            entry: number_text(&stream, number.unwrap_or(0)),
            judge,
            total: None,
            points: Vec::new(),
        }))
    }

    fn submitted(conn: &mut Conn, assignment: Id<Assignment>) -> Result<Option<Self>> {
        type Row = (
            (Option<i32>, String),
            Id<Account>,
            Option<i32>,
            Option<(String, i32)>,
        );
        let rows: Vec<Row> = ballots::table
            .inner_join(assignments::table.inner_join(entries::table.inner_join(streams::table)))
            .left_join(scores::table.inner_join(criteria::table))
            .filter(assignments::id.eq(assignment))
            .filter(ballots::state.eq(BallotState::Submitted))
            .select((
                (entries::number, streams::code),
                assignments::judge_id,
                ballots::total,
                (criteria::code, scores::points).nullable(),
            ))
            .load(conn)?;
        let mut found: Option<Self> = None;
        for ((number, stream), judge, total, given) in rows {
            found
                .get_or_insert_with(|| Self {
                    entry: number_text(&stream, number.unwrap_or(0)),
                    judge,
                    total: Some(total.unwrap_or(0)),
                    points: Vec::new(),
                })
                .points
                .extend(given);
        }
        Ok(found)
    }
}
