//! Runs with other weights of the criteria than judges scored by.

use std::collections::HashMap;

use diesel::prelude::*;

use super::holding;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::{Ballot, Criterion, Round};
use crate::results::weights::{Reweighing, Weighed};
use crate::results::{Ranking, RoundSummary};
use crate::schema::{criteria, rankings, scores};

impl Ranking {
    /// The criteria of its round with the weights that it was computed with. One statement.
    pub fn weighed(&self, conn: &mut Conn) -> Result<Vec<Weighed>> {
        let rows = criteria::table
            .filter(criteria::round_id.eq(self.round_id.cast::<Round>()))
            .order(criteria::position)
            .select(Criterion::as_select())
            .load(conn)?;
        let mut weighed: Vec<Weighed> = rows.iter().map(Weighed::own).collect();
        for each in &mut weighed {
            let mut chosen = self.parameters.weights.iter().flat_map(|it| &it.criteria);
            let found = chosen.find(|other| other.id == each.id);
            each.weight = found.map_or(each.weight, |other| other.weight);
        }
        Ok(weighed)
    }

    /// Orders a run of the round with other weights, to stand beside this ranking, which holds.
    ///
    /// # Errors
    /// A conflict where this ranking does not hold, or is a look at an open round.
    pub fn reweigh(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        weights: Reweighing,
        now: Moment,
    ) -> Result<Id<Self>> {
        if !self.state.holds() || self.parameters.preview {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        let told: HashMap<&str, i32> = weights
            .criteria
            .iter()
            .map(|each| (each.code.as_str(), each.weight))
            .collect();
        Event::new("ranking", self.id, "reweighed")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&weights.reason)
            .with(serde_json::json!({ "round": self.round_id, "weights": told }))
            .record(conn, now)?;
        let weights = Some(weights).filter(Reweighing::differs);
        Self::order_with(conn, contest, self.round_id, by, weights, now)
    }
}

/// The weights of the ranking of this round that holds, where they are not the round's own: a new run keeps them.
pub(super) fn in_force(conn: &mut Conn, round: Id<RoundSummary>) -> Result<Option<Reweighing>> {
    let all = rankings::table
        .filter(rankings::round_id.eq(round))
        .select(Ranking::as_select())
        .load(conn)?;
    Ok(holding(all).and_then(|held| held.parameters.into_inner().weights))
}

/// The totals of a round's ballots by these weights. One statement.
pub(super) fn totals(
    conn: &mut Conn,
    round: Id<RoundSummary>,
    weights: &Reweighing,
) -> Result<HashMap<Id<Ballot>, i32>> {
    type Points = (Id<Criterion>, i32);
    let mut rows: Vec<(Id<Ballot>, Points)> = scores::table
        .inner_join(criteria::table)
        .filter(criteria::round_id.eq(round.cast::<Round>()))
        .select((scores::ballot_id, (scores::criterion_id, scores::points)))
        .load(conn)?;
    rows.sort_unstable_by_key(|(ballot, _)| *ballot);
    let of_ballots = rows.chunk_by(|(one, _), (other, _)| one == other);
    Ok(of_ballots
        .filter_map(|given| {
            let total = weights.total(given.iter().map(|(_, points)| points))?;
            Some((given.first()?.0, total))
        })
        .collect())
}
