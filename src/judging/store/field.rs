//! Which entries a round takes.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::entries::State;
use crate::error::Result;
use crate::judging::{Round, Source};
use crate::schema::{entries, round_entries, round_picks, round_sources, rounds};

/// Whether a round takes an entry of the query around it: `.filter(exists(takes(round.id)))`. Only accepted ones are.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn takes(round: Id<Round>) -> _ {
    let accepted: State = State::Accepted;
    let all: Source = Source::Accepted;
    let came = round_entries::table
        .filter(round_entries::round_id.eq(rounds::id))
        .filter(round_entries::entry_id.eq(entries::id));
    let picked = round_picks::table
        .filter(round_picks::round_id.eq(rounds::id))
        .filter(round_picks::entry_id.eq(entries::id));
    let of_stream = rounds::stream_id.eq(entries::stream_id.nullable());
    let of_category = rounds::category_id.eq(entries::category_id);
    rounds::table
        .filter(rounds::id.eq(round))
        .filter(rounds::contest_id.eq(entries::contest_id))
        .filter(entries::state.eq(accepted))
        .filter(rounds::stream_id.is_null().or(of_stream))
        .filter(rounds::category_id.is_null().or(of_category))
        .filter(rounds::source.eq(all).or(exists(came)).or(exists(picked)))
}

impl Round {
    /// The rounds of the contest in their order, each with whether round `of` takes its entries. One statement.
    pub fn all_with_sources(
        conn: &mut Conn,
        contest: &Contest,
        of: Id<Self>,
    ) -> Result<Vec<(Self, bool)>> {
        let rows: Vec<(Self, Option<Id<Self>>)> = rounds::table
            .left_join(
                round_sources::table.on(round_sources::earlier_id
                    .eq(rounds::id)
                    .and(round_sources::round_id.eq(of))),
            )
            .filter(rounds::contest_id.eq(contest.id))
            .order(rounds::position)
            .select((Self::as_select(), round_sources::round_id.nullable()))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|(round, taken)| (round, taken.is_some()))
            .collect())
    }

    /// The rounds whose entries this one takes, in their order.
    pub fn earlier(&self, conn: &mut Conn) -> Result<Vec<Self>> {
        let named = round_sources::table.filter(round_sources::round_id.eq(self.id));
        Ok(rounds::table
            .filter(rounds::id.eq_any(named.select(round_sources::earlier_id)))
            .order(rounds::position)
            .select(Self::as_select())
            .load(conn)?)
    }
}
