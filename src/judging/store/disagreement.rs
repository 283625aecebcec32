//! Where the judges of a round differ most: entries by the spread of their ballots.

use std::collections::HashMap;

use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::accounts::Account;
use crate::db::{Conn, Id};
use crate::entries::{Entry, State, number_text};
use crate::error::Result;
use crate::judging::{AssignmentState, BallotState, Round};
use crate::schema::{accounts, assignments, ballots, entries, streams};
use crate::web::paging::{Cursor, LIMIT, Paged};

diesel::infix_operator!(Minus, " - ", Integer);

/// An entry with what its judges gave it.
#[derive(Clone, Debug)]
pub struct Disagreement {
    pub entry: Id<Entry>,
    pub number: String,
    pub title: String,
    /// From the lowest to the highest total, in thousandths of a point.
    pub spread: i32,
    /// The ballots' totals in thousandths of a point, the highest first.
    pub ballots: Vec<(Account, i32)>,
}

impl Round {
    /// The entries with two submitted ballots or more, the widest spread first. Two statements.
    pub fn disagreements(
        &self,
        conn: &mut Conn,
        after: Option<Cursor<i32, Id<Entry>>>,
    ) -> Result<Paged<Disagreement>> {
        type Row = (
            Id<Entry>,
            Option<i32>,
            Option<String>,
            Option<String>,
            Option<i32>,
        );
        let Cursor(width, id) = after.unwrap_or(Cursor(i32::MAX, Id::from(uuid::Uuid::nil())));
        let spread = || Minus::new(max(ballots::total), min(ballots::total));
        let rows: Vec<Row> = entries::table
            .inner_join(streams::table)
            .inner_join(assignments::table.inner_join(ballots::table))
            .filter(entries::state.eq(State::Accepted))
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::state.ne(AssignmentState::Recused))
            .filter(ballots::state.eq(BallotState::Submitted))
            .group_by(entries::id)
            .having(
                count_star().gt(1).and(
                    spread()
                        .lt(width)
                        .or(spread().eq(width).and(entries::id.gt(id))),
                ),
            )
            .order((spread().desc(), entries::id))
            .limit(LIMIT)
            .select((
                entries::id,
                max(entries::number),
                max(streams::code),
                max(entries::title),
                spread(),
            ))
            .load(conn)?;
        let page = Paged::new(rows, |row: &Row| Cursor(row.4.unwrap_or(0), row.0));
        let ids: Vec<Id<Entry>> = page.rows.iter().map(|row| row.0).collect();
        let mut given: HashMap<Id<Entry>, Vec<(Account, i32)>> = HashMap::new();
        let totals: Vec<(Id<Entry>, Account, Option<i32>)> = assignments::table
            .inner_join(ballots::table)
            .inner_join(accounts::table)
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::entry_id.eq_any(ids))
            .filter(assignments::state.ne(AssignmentState::Recused))
            .filter(ballots::state.eq(BallotState::Submitted))
            .order((ballots::total.desc(), accounts::latin_name, accounts::id))
            .select((assignments::entry_id, Account::as_select(), ballots::total))
            .load(conn)?;
        for (entry, judge, total) in totals {
            let of = given.entry(entry).or_default();
            of.extend(total.map(|total| (judge, total)));
        }
        Ok(
            page.map(|(entry, number, stream, title, spread)| Disagreement {
                ballots: given.remove(&entry).unwrap_or_default(),
                entry,
                number: number_text(&stream.unwrap_or_default(), number.unwrap_or(0)),
                title: title.unwrap_or_default(),
                spread: spread.unwrap_or(0),
            }),
        )
    }
}
