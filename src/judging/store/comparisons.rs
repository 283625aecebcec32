//! What judges said of pairs, as it stands: an answer stands while neither of its entries was taken from its judge.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Stream;
use crate::db::{Conn, Id};
use crate::entries::Entry;
use crate::error::Result;
use crate::judging::pairs::{Answer, Comparing, Comparison, share};
use crate::judging::{AssignmentState, Round};
use crate::schema::{assignments, comparisons};

/// One entry with one judge in one round.
pub(super) type Seat = (Id<Round>, Id<Account>, Id<Entry>);

/// Entries that were taken from their judges in these rounds. One statement.
fn taken(conn: &mut Conn, rounds: &[Id<Round>]) -> Result<HashSet<Seat>> {
    let rows: Vec<Seat> = assignments::table
        .filter(assignments::round_id.eq_any(rounds.iter().copied()))
        .filter(assignments::state.eq(AssignmentState::Recused))
        .select((
            assignments::round_id,
            assignments::judge_id,
            assignments::entry_id,
        ))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The comparisons of a round that stand, by judge and time, of one judge if so asked. Two statements.
pub fn comparisons_of(
    conn: &mut Conn,
    round: Id<Round>,
    judge: Option<Id<Account>>,
) -> Result<Vec<Comparison>> {
    let mut query = comparisons::table
        .filter(comparisons::round_id.eq(round))
        .into_boxed();
    if let Some(judge) = judge {
        query = query.filter(comparisons::judge_id.eq(judge));
    }
    let mut found: Vec<Comparison> = query
        .order((comparisons::judge_id, comparisons::id))
        .select(Comparison::as_select())
        .load(conn)?;
    let taken = taken(conn, &[round])?;
    let stands = |judge, entry| !taken.contains(&(round, judge, entry));
    found.retain(|each| stands(each.judge_id, each.entry_a) && stands(each.judge_id, each.entry_b));
    Ok(found)
}

/// What ballots of rounds of pairs come to: the shares won, in thousandths of a point, of the entries of these judges.
/// Two statements.
pub(super) fn shares(
    conn: &mut Conn,
    rounds: &[Id<Round>],
    judges: &[Id<Account>],
) -> Result<HashMap<Seat, i32>> {
    let found: Vec<(Id<Round>, Comparison)> = comparisons::table
        .filter(comparisons::round_id.eq_any(rounds.iter().copied()))
        .filter(comparisons::judge_id.eq_any(judges.iter().copied()))
        .select((comparisons::round_id, Comparison::as_select()))
        .load(conn)?;
    let taken = taken(conn, rounds)?;
    let mut sums: HashMap<Seat, (i32, i32)> = HashMap::new();
    for (round, each) in found {
        let seats = each
            .halves()
            .map(|(entry, halves)| ((round, each.judge_id, entry), halves));
        if seats.iter().any(|(seat, _)| taken.contains(seat)) {
            continue;
        }
        for (seat, halves) in seats {
            let sum = sums.entry(seat).or_default();
            sum.0 += halves;
            sum.1 += 1;
        }
    }
    Ok(sums
        .into_iter()
        .filter_map(|(seat, (halves, count))| Some((seat, share(halves, count)?)))
        .collect())
}

/// What the judge compares next, from the round's seed and their own answers.
pub(super) fn comparing(
    round: &Round,
    judge: Id<Account>,
    streams: impl Iterator<Item = Id<Stream>>,
    comparisons: &[Comparison],
    places: &HashMap<Id<Entry>, usize>,
) -> Comparing {
    let mut numbers: Vec<Id<Stream>> = Vec::new();
    let streams = streams
        .map(
            |stream| match numbers.iter().position(|each| *each == stream) {
                Some(at) => at,
                None => {
                    numbers.push(stream);
                    numbers.len() - 1
                }
            },
        )
        .collect();
    let answers: Vec<Answer> = comparisons
        .iter()
        .filter_map(|each| {
            Some(Answer {
                a: *places.get(&each.entry_a)?,
                b: *places.get(&each.entry_b)?,
                winner: each.winner,
            })
        })
        .collect();
    let own = judge.as_bytes().iter().rev().take(8);
    let own = own.fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let each = usize::try_from(round.comparisons_each).unwrap_or(0);
    Comparing::new(streams, &answers, each, round.seed.unsigned_abs() ^ own)
}
