//! Rankings: found, listed, their cut decided.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::forms::CutDecision;
use crate::results::{Parameters, Ranking, RankingState, RoundSummary};
use crate::schema::{ranking_rows, rankings, rounds};
use crate::web::paging::{LIMIT, Paged};

/// The contest's rounds in their order, but for calibrations: nothing is ranked by them.
pub fn rounds_of(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<RoundSummary>> {
    Ok(rounds::table
        .filter(rounds::contest_id.eq(contest))
        .filter(rounds::calibration.eq(false))
        .order(rounds::position)
        .select(RoundSummary::as_select())
        .load(conn)?)
}

/// The contest's rankings, the newest first.
pub fn index(
    conn: &mut Conn,
    contest: Id<Contest>,
    after: Option<Id<Ranking>>,
) -> Result<Paged<Ranking>> {
    let mut query = rankings::table
        .filter(rankings::contest_id.eq(contest))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(rankings::id.lt(after));
    }
    let rows = query
        .order(rankings::id.desc())
        .limit(LIMIT)
        .select(Ranking::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |ranking| ranking.id))
}

impl Ranking {
    /// A ranking of this contest with its round; another contest's is not found. One statement.
    pub fn find(
        conn: &mut Conn,
        contest: &Contest,
        id: Id<Ranking>,
    ) -> Result<(Self, RoundSummary)> {
        Ok(rankings::table
            .inner_join(rounds::table)
            .filter(rankings::id.eq(id))
            .filter(rankings::contest_id.eq(contest.id))
            .select((Self::as_select(), RoundSummary::as_select()))
            .first(conn)?)
    }

    /// Keeps new parameters, if nobody changed or published the ranking meanwhile.
    pub(super) fn set_parameters(&self, conn: &mut Conn, parameters: Parameters) -> Result<()> {
        let changed = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Computed))
                .filter(rankings::parameters.eq(self.parameters.text())),
        )
        .set(rankings::parameters.eq(Json::new(parameters)))
        .execute(conn)?;
        if changed == 1 {
            Ok(())
        } else {
            Err(Error::Conflict("error-ranking-changed"))
        }
    }

    /// Decides the ties across the line of the cut: of the tied, these go through and the others do not.
    pub fn decide_cut(
        &self,
        conn: &mut Conn,
        by: &Account,
        decision: &CutDecision,
        now: Moment,
    ) -> Result<()> {
        let ties = &self.parameters.cut_ties;
        let through: Vec<Id<Entry>> = ties
            .iter()
            .flat_map(|tie| &tie.tied)
            .filter(|entry| decision.through.contains(entry))
            .copied()
            .collect();
        if ties.is_empty() || through.len() != decision.through.len() {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        self.set_parameters(
            conn,
            Parameters {
                cut_ties: Vec::new(),
                ..(*self.parameters).clone()
            },
        )?;
        for entry in &through {
            diesel::update(
                ranking_rows::table
                    .filter(ranking_rows::ranking_id.eq(self.id))
                    .filter(ranking_rows::entry_id.eq(entry)),
            )
            .set(ranking_rows::through.eq(true))
            .execute(conn)?;
        }
        Event::new("ranking", self.id, "cut-decided")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&decision.reason)
            .with(serde_json::json!({ "ties": ties, "through": through }))
            .record(conn, now)
    }
}
