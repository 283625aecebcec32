//! The ballots of a round of pairs, which follow from what their judges said.

use std::collections::HashMap;

use diesel::prelude::*;

use super::ballots::BallotRow;
use super::comparisons::{comparing, comparisons_of};
use crate::accounts::Account;
use crate::contests::Stream;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::events::Event;
use crate::judging::pairs::{Comparison, share};
use crate::judging::{Assignment, AssignmentState, Ballot, BallotState, Round};
use crate::schema::{assignments, ballots, entries};

/// Brings a judge's ballots of a round of pairs in line with the comparisons that stand. A ballot's total is the share
/// of its entry's comparisons won; it is submitted once there are enough of them, and a draft again when none is left.
/// Those of the `touched` entries are saved anew whatever comes of it. Three statements, and two for each ballot saved.
pub(super) fn settle(
    conn: &mut Conn,
    round: &Round,
    judge: Id<Account>,
    touched: &[Id<Entry>],
    now: Moment,
) -> Result<()> {
    type Held = (
        Id<Assignment>,
        Id<Entry>,
        (AssignmentState, State),
        Id<Stream>,
    );
    let held: Vec<(Held, Option<Ballot>)> = assignments::table
        .inner_join(entries::table)
        .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
        .filter(assignments::round_id.eq(round.id))
        .filter(assignments::judge_id.eq(judge))
        .filter(assignments::state.ne(AssignmentState::Recused))
        .order((assignments::position, assignments::id))
        .select((
            (
                assignments::id,
                entries::id,
                (assignments::state, entries::state),
                entries::stream_id,
            ),
            Option::<Ballot>::as_select(),
        ))
        .load(conn)?;
    let standing = comparisons_of(conn, round.id, Some(judge))?;
    let mut sums: HashMap<Id<Entry>, (i32, i32)> = HashMap::new();
    for (entry, halves) in standing.iter().flat_map(Comparison::halves) {
        let sum = sums.entry(entry).or_default();
        sum.0 += halves;
        sum.1 += 1;
    }
    let live = |(_, _, (state, of), _): &Held| state.is_live() && *of == State::Accepted;
    let own: Vec<&Held> = held
        .iter()
        .map(|(held, _)| held)
        .filter(|held| live(held))
        .collect();
    let places: HashMap<Id<Entry>, usize> = own
        .iter()
        .enumerate()
        .map(|(at, held)| (held.1, at))
        .collect();
    let streams = own.iter().map(|held| held.3);
    let comparing = comparing(round, judge, streams, &standing, &places);
    for ((assignment, entry, ..), ballot) in &held {
        let (halves, count) = sums.get(entry).copied().unwrap_or_default();
        let total = share(halves, count);
        let was = ballot
            .as_ref()
            .is_some_and(|each| each.state == BallotState::Submitted);
        let enough = places
            .get(entry)
            .is_some_and(|at| comparing.lacks(*at) == 0);
        let is = total.is_some() && (was || enough);
        let same = ballot
            .as_ref()
            .map_or(total.is_none(), |each| each.total == total);
        if same && was == is && !touched.contains(entry) {
            continue;
        }
        let id = BallotRow {
            assignment: *assignment,
            ballot: ballot.as_ref(),
            total,
            note: ballot.as_ref().map_or("", |each| each.note.as_str()),
            submitted_at: match (is, ballot) {
                (false, _) => None,
                (true, Some(ballot)) if was => ballot.submitted_at,
                (true, _) => Some(now),
            },
        }
        .store(conn, now)?;
        if was != is {
            let action = if is { "submitted" } else { "reopened" };
            Event::new("ballot", id, action)
                .by(judge)
                .in_contest(round.contest_id)
                .with(serde_json::json!({ "total": total }))
                .record(conn, now)?;
        }
    }
    Ok(())
}
