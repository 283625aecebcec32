//! Totals of ballots, counted anew from their scores: each save keeps one beside its scores, and this tells whether it is right.

use std::collections::HashMap;

use diesel::prelude::*;

use super::comparisons::shares;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::events::Event;
use crate::judging::{Ballot, BallotState, Criterion, Format, Round, total};
use crate::schema::{assignments, ballots, criteria, rounds, scores};

/// Ballots counted at a time.
const BATCH: i64 = 500;

/// A ballot whose kept total is not what its scores and weights make.
#[derive(Clone, Copy, Debug)]
pub struct WrongTotal {
    pub ballot: Id<Ballot>,
    contest: Id<Contest>,
    version: i32,
    state: BallotState,
    /// Thousandths of a point; None for an incomplete ballot.
    pub kept: Option<i32>,
    pub counted: Option<i32>,
}

/// What came of counting one batch of ballots anew.
#[derive(Clone, Debug, Default)]
pub struct Recount {
    pub looked_at: usize,
    /// Where the next batch begins; none after the last.
    pub last: Option<Id<Ballot>>,
    pub wrong: Vec<WrongTotal>,
}

type Kept = (
    Id<Ballot>,
    (Id<Round>, Format, Id<Account>, Id<Entry>),
    Id<Contest>,
    (i32, BallotState),
    Option<i32>,
);

impl Recount {
    /// Counts the ballots after `after` anew, a few hundred of them: from their scores, or from the comparisons of their
    /// judge where these are what the round asks for. Five statements at most.
    pub fn next(conn: &mut Conn, after: Option<Id<Ballot>>) -> Result<Self> {
        let mut query = ballots::table
            .inner_join(assignments::table.inner_join(rounds::table))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(ballots::id.gt(after));
        }
        let rows: Vec<Kept> = query
            .order(ballots::id)
            .limit(BATCH)
            .select((
                ballots::id,
                (
                    assignments::round_id,
                    rounds::format,
                    assignments::judge_id,
                    assignments::entry_id,
                ),
                rounds::contest_id,
                (ballots::version, ballots::state),
                ballots::total,
            ))
            .load(conn)?;
        let Some(last) = rows.last().map(|row| row.0) else {
            return Ok(Self::default());
        };
        let mut weights: HashMap<Id<Round>, Vec<(Id<Criterion>, i32)>> = HashMap::new();
        let of_rounds: Vec<(Id<Round>, Id<Criterion>, i32)> = criteria::table
            .filter(criteria::round_id.eq_any(rows.iter().map(|row| row.1.0)))
            .select((criteria::round_id, criteria::id, criteria::weight))
            .load(conn)?;
        for (round, criterion, weight) in of_rounds {
            weights.entry(round).or_default().push((criterion, weight));
        }
        let points: Vec<(Id<Ballot>, Id<Criterion>, i32)> = scores::table
            .filter(scores::ballot_id.eq_any(rows.iter().map(|row| row.0)))
            .select((scores::ballot_id, scores::criterion_id, scores::points))
            .load(conn)?;
        let given: HashMap<(Id<Ballot>, Id<Criterion>), i32> = points
            .into_iter()
            .map(|(ballot, criterion, points)| ((ballot, criterion), points))
            .collect();
        let of_pairs = || {
            rows.iter()
                .map(|row| row.1)
                .filter(|of| of.1 == Format::Pairs)
        };
        let mut rounds: Vec<Id<Round>> = of_pairs().map(|of| of.0).collect();
        let mut judges: Vec<Id<Account>> = of_pairs().map(|of| of.2).collect();
        rounds.sort_unstable();
        rounds.dedup();
        judges.sort_unstable();
        judges.dedup();
        let shares = match rounds.is_empty() {
            true => HashMap::new(),
            false => shares(conn, &rounds, &judges)?,
        };
        let looked_at = rows.len();
        let wrong = rows
            .into_iter()
            .filter_map(|(ballot, of, contest, (version, state), kept)| {
                let (round, format, judge, entry) = of;
                let of_round = weights.get(&round).map_or(&[][..], Vec::as_slice);
                let points = |criterion| given.get(&(ballot, criterion)).copied();
                let counted = match format {
                    Format::Pairs => shares.get(&(round, judge, entry)).copied(),
                    _ => total(
                        of_round
                            .iter()
                            .map(|(criterion, weight)| (*weight, points(*criterion))),
                    ),
                };
                (counted != kept).then_some(WrongTotal {
                    ballot,
                    contest,
                    version,
                    state,
                    kept,
                    counted,
                })
            })
            .collect();
        Ok(Self {
            looked_at,
            last: Some(last),
            wrong,
        })
    }
}

impl WrongTotal {
    /// Keeps the counted total, unless the ballot was saved meanwhile. A ranking that was computed from the wrong one is then out of
    /// date, as after any change of a ballot. A submitted ballot whose scores are gone keeps its total: it is all that is left of it.
    /// Says whether the counted one was kept.
    pub fn mend(&self, conn: &mut Conn, now: Moment) -> Result<bool> {
        if self.state == BallotState::Submitted && self.counted.is_none() {
            return Ok(false);
        }
        let seen = ballots::table
            .filter(ballots::id.eq(self.ballot))
            .filter(ballots::version.eq(self.version));
        let mended = diesel::update(seen)
            .set((
                ballots::total.eq(self.counted),
                ballots::version.eq(self.version + 1),
                ballots::updated_at.eq(now),
            ))
            .execute(conn)?;
        if mended == 1 {
            Event::new("ballot", self.ballot, "recounted")
                .in_contest(self.contest)
                .with(serde_json::json!({ "old": self.kept, "new": self.counted }))
                .record(conn, now)?;
        }
        Ok(mended == 1)
    }
}
