//! Runs of a ranking: ordered, read from the ballots, kept beside the ranking that holds, applied or dropped as one set.

mod reading;
mod recording;
mod reweighing;
mod ties;

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::jobs::Job;
use crate::results::weights::Reweighing;
use crate::results::{Parameters, Ranking, RankingState, RoundSummary};
use crate::schema::{
    entries, placements, ranking_bundles, ranking_moves, ranking_rows, ranking_studies, rankings,
    rounds,
};
use crate::web::paging::{LIMIT, Paged};

use super::EntryOfRow;
pub use reading::{Reading, read};
pub use recording::{Outcome, step};

/// An entry whose place or fate differs from the ranking that a run stands beside.
#[derive(Clone, Debug)]
pub struct Move {
    pub position: i32,
    pub entry: EntryOfRow,
    /// In its stream; none where it was not, or is no longer, ranked.
    pub before: Option<i32>,
    pub now: Option<i32>,
    pub through_before: bool,
    pub through_now: bool,
}

impl Ranking {
    /// Orders a ranking of a round that has begun: a job computes it by the round's method.
    ///
    /// A ballot counts when it is submitted, its judge did not step back from the entry, and nobody decided to leave
    /// the judge's ballots out; only accepted entries are ranked. While the round is open this is a preview. It keeps the
    /// tie-breaks that the round has now. Where the ranking that holds has other weights of the criteria than judges scored by, this one has them too.
    pub fn order<R>(
        conn: &mut Conn,
        contest: &Contest,
        round: Id<R>,
        by: &Account,
        now: Moment,
    ) -> Result<Id<Self>> {
        let weights = reweighing::in_force(conn, round.cast())?;
        Self::order_with(conn, contest, round, by, weights, now)
    }

    fn order_with<R>(
        conn: &mut Conn,
        contest: &Contest,
        round: Id<R>,
        by: &Account,
        weights: Option<Reweighing>,
        now: Moment,
    ) -> Result<Id<Self>> {
        let round: RoundSummary = rounds::table
            .filter(rounds::id.eq(round.cast::<RoundSummary>()))
            .filter(rounds::calibration.eq(false))
            .filter(rounds::contest_id.eq(contest.id))
            .select(RoundSummary::as_select())
            .first(conn)?;
        if !round.is_closed() && !round.is_open() {
            return Err(Error::Conflict("error-round-not-begun"));
        }
        let id = Id::<Self>::new();
        let parameters = Parameters {
            preview: !round.is_closed(),
            judges_per_entry: round.judges_per_entry,
            cut_rule: round.cut_rule,
            cut: round.cut,
            cut_threshold: round.cut_threshold,
            tie_breaks: ties::tie_breaks(conn, &round)?,
            weights,
            ..Parameters::default()
        };
        diesel::insert_into(rankings::table)
            .values((
                rankings::id.eq(id),
                rankings::round_id.eq(round.id),
                rankings::contest_id.eq(contest.id),
                rankings::state.eq(RankingState::Computing),
                rankings::method.eq(round.method(conn)?.method),
                rankings::parameters.eq(Json::new(parameters)),
                rankings::computed_by.eq(by.id),
                rankings::computed_at.eq(now),
                rankings::step.eq(0),
            ))
            .execute(conn)?;
        Job::Rank { ranking: id.cast() }.enqueue(conn, now)?;
        Ok(id)
    }

    /// Puts a computed run in the place of the ranking that it stands beside, as one set. What was built on that one stays with it.
    pub fn apply(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let held = held(conn, self)?;
        if held.as_ref().map(|held| held.id) != self.parameters.beside {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        let applied = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Proposed)),
        )
        .set(rankings::state.eq(RankingState::Computed))
        .execute(conn)?;
        if applied != 1 {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        if let Some(held) = held.filter(|held| held.state == RankingState::Computed) {
            held.step_down(conn)?;
        }
        Event::new("ranking", self.id, "applied")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "in_place_of": self.parameters.beside,
                "moved": self.parameters.moved,
            }))
            .record(conn, now)
    }

    /// Drops a run that was not applied, or one that is still being computed.
    pub fn dismiss(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let open = [RankingState::Computing, RankingState::Proposed];
        let held = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq_any(open)),
        )
        .set(rankings::state.eq(self.state))
        .execute(conn)?;
        if held != 1 {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        delete(conn, &[self.id])?;
        Event::new("ranking", self.id, "dismissed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "round": self.round_id,
                "method": self.method,
                "moved": self.parameters.moved,
            }))
            .record(conn, now)
    }

    /// Makes room for the one applied in its place: kept where awards were given out or it was public once, else gone.
    pub(super) fn step_down(&self, conn: &mut Conn) -> Result<()> {
        if !self.parameters.awarded && self.provisional_at.is_none() {
            return delete(conn, &[self.id]);
        }
        let replaced = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Computed)),
        )
        .set(rankings::state.eq(RankingState::Superseded))
        .execute(conn)?;
        if replaced == 1 {
            Ok(())
        } else {
            Err(Error::Conflict("error-ranking-changed"))
        }
    }

    /// Entries that stand elsewhere than in the ranking that this one stands beside. One statement.
    pub fn moves(&self, conn: &mut Conn, after: Option<i32>) -> Result<Paged<Move>> {
        type Moved = (i32, EntryOfRow, (Option<i32>, Option<i32>), (bool, bool));
        let rows: Vec<Moved> = ranking_moves::table
            .inner_join(entries::table)
            .filter(ranking_moves::ranking_id.eq(self.id))
            .filter(ranking_moves::position.gt(after.unwrap_or(0)))
            .order(ranking_moves::position)
            .limit(LIMIT)
            .select((
                ranking_moves::position,
                EntryOfRow::as_select(),
                (ranking_moves::rank_before, ranking_moves::rank_now),
                (ranking_moves::through_before, ranking_moves::through_now),
            ))
            .load(conn)?;
        let rows = rows
            .into_iter()
            .map(|(position, entry, ranks, through)| Move {
                position,
                entry,
                before: ranks.0,
                now: ranks.1,
                through_before: through.0,
                through_now: through.1,
            })
            .collect();
        Ok(Paged::new(rows, |row: &Move| row.position))
    }
}

/// The other ranking of the round that holds: the applied one, else the one that was published last. Previews never hold.
pub(super) fn held(conn: &mut Conn, ranking: &Ranking) -> Result<Option<Ranking>> {
    Ok(holding(of_round(conn, ranking)?))
}

/// The one of a round's rankings that holds.
fn holding(all: Vec<Ranking>) -> Option<Ranking> {
    let held = all.into_iter();
    held.filter(|each| each.state.holds() && !each.parameters.preview)
        .max_by_key(|each| {
            let applied = each.state == RankingState::Computed;
            (applied, each.provisional_at, each.id)
        })
}

/// The other rankings of the round.
pub(super) fn of_round(conn: &mut Conn, ranking: &Ranking) -> Result<Vec<Ranking>> {
    Ok(rankings::table
        .filter(rankings::round_id.eq(ranking.round_id))
        .filter(rankings::id.ne(ranking.id))
        .select(Ranking::as_select())
        .load(conn)?)
}

/// Removes rankings that nothing was built on.
pub(super) fn delete(conn: &mut Conn, ids: &[Id<Ranking>]) -> Result<()> {
    let those = || ids.iter().copied();
    diesel::delete(placements::table.filter(placements::ranking_id.eq_any(those())))
        .execute(conn)?;
    diesel::delete(ranking_moves::table.filter(ranking_moves::ranking_id.eq_any(those())))
        .execute(conn)?;
    diesel::delete(ranking_studies::table.filter(ranking_studies::ranking_id.eq_any(those())))
        .execute(conn)?;
    diesel::delete(ranking_bundles::table.filter(ranking_bundles::ranking_id.eq_any(those())))
        .execute(conn)?;
    diesel::delete(ranking_rows::table.filter(ranking_rows::ranking_id.eq_any(those())))
        .execute(conn)?;
    diesel::delete(rankings::table.filter(rankings::id.eq_any(those()))).execute(conn)?;
    Ok(())
}

impl Move {
    /// The key of what became of its way through the cut; none where that is as before.
    pub fn fate(&self) -> Option<&'static str> {
        match (self.through_before, self.through_now) {
            (false, true) => Some("move-now-through"),
            (true, false) => Some("move-no-longer-through"),
            _ => None,
        }
    }
}
