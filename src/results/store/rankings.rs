//! Rankings: computed from a round's ballots, kept, shown page by page.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, not, sum};
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::store::takes;
use crate::results::forms::CutDecision;
use crate::results::ranking::{self, Standing, Tally};
use crate::results::{Method, Parameters, Ranking, RankingState, RoundSummary};
use crate::schema::{
    assignments, ballots, entries, placements, ranking_rows, rankings, recusals, rounds,
};
use crate::web::paging::{LIMIT, Paged};

/// Rows in one INSERT: well below SQLite's limit of 32,766 variables.
const CHUNK: usize = 1000;

#[derive(Insertable)]
#[diesel(table_name = ranking_rows, treat_none_as_default_value = false)]
struct NewRow {
    ranking_id: Id<Ranking>,
    entry_id: Id<Entry>,
    stream_id: Id<Stream>,
    category_id: Option<Id<Category>>,
    rank: i32,
    category_rank: i32,
    score: i32,
    ballots: i32,
    through: bool,
}

/// The contest's rounds in their order.
pub fn rounds_of(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<RoundSummary>> {
    Ok(rounds::table
        .filter(rounds::contest_id.eq(contest))
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

    /// Ranks the entries of a round by the mean of the ballots that count, and marks who goes through.
    ///
    /// A ballot counts when it is submitted and its judge did not step back from the entry; only accepted entries
    /// are ranked. While the round is open this is a preview. Earlier rankings of the round on which nothing was
    /// built (never published, no awards given out) are replaced.
    pub fn compute<R>(
        conn: &mut Conn,
        contest: &Contest,
        round: Id<R>,
        by: &Account,
        now: Moment,
    ) -> Result<Self> {
        let round: RoundSummary = rounds::table
            .filter(rounds::id.eq(round.cast::<RoundSummary>()))
            .filter(rounds::contest_id.eq(contest.id))
            .select(RoundSummary::as_select())
            .first(conn)?;
        if !round.is_closed() && !round.is_open() {
            return Err(Error::Conflict("error-round-not-begun"));
        }
        let tallies = tallies(conn, &round)?;
        let mut standings = ranking::rank(&tallies);
        let cut_ties = ranking::draw_line(&mut standings, round.line());
        let parameters = Parameters {
            preview: !round.is_closed(),
            judges_per_entry: round.judges_per_entry,
            cut_rule: round.cut_rule,
            cut: round.cut,
            cut_threshold: round.cut_threshold,
            ranked: standings.len() as i64,
            unranked: (tallies.len() - standings.len()) as i64,
            ballots: standings.iter().map(|row| i64::from(row.ballots)).sum(),
            cut_ties,
            ..Parameters::default()
        };
        replace_unused(conn, &round)?;
        let id = Id::<Ranking>::new();
        diesel::insert_into(rankings::table)
            .values((
                rankings::id.eq(id),
                rankings::round_id.eq(round.id),
                rankings::contest_id.eq(contest.id),
                rankings::state.eq(RankingState::Computed),
                rankings::method.eq(Method::Mean),
                rankings::parameters.eq(Json::new(parameters)),
                rankings::computed_by.eq(by.id),
                rankings::computed_at.eq(now),
            ))
            .execute(conn)?;
        insert(conn, id, &standings)?;
        let (ranking, _) = Self::find(conn, contest, id)?;
        Event::new("ranking", id, "computed")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({
                "round": round.id,
                "method": Method::Mean,
                "ranked": ranking.parameters.ranked,
                "unranked": ranking.parameters.unranked,
                "ballots": ranking.parameters.ballots,
                "preview": ranking.parameters.preview,
            }))
            .record(conn, now)?;
        Ok(ranking)
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

/// What every entry of the round got; entries without a ballot that counts have none.
fn tallies(conn: &mut Conn, round: &RoundSummary) -> Result<Vec<Tally>> {
    let sums: HashMap<Id<Entry>, (i64, i32)> = ballots::table
        .inner_join(assignments::table)
        .filter(assignments::round_id.eq(round.id))
        .filter(assignments::state.ne("recused"))
        .filter(not(exists(
            recusals::table.filter(recusals::assignment_id.eq(assignments::id)),
        )))
        .filter(ballots::state.eq("submitted"))
        .filter(ballots::total.is_not_null())
        .group_by(assignments::entry_id)
        .select((assignments::entry_id, sum(ballots::total), count_star()))
        .load::<(Id<Entry>, Option<i64>, i64)>(conn)?
        .into_iter()
        .map(|(entry, sum, n)| (entry, (sum.unwrap_or(0), n as i32)))
        .collect();
    let field = entries::table
        .filter(entries::contest_id.eq(round.contest_id))
        .filter(exists(takes(round.id.cast())))
        .select((entries::id, entries::stream_id, entries::category_id))
        .load::<(Id<Entry>, Id<Stream>, Option<Id<Category>>)>(conn)?;
    Ok(field
        .into_iter()
        .map(|(entry, stream, category)| {
            let (sum, ballots) = sums.get(&entry).copied().unwrap_or_default();
            Tally {
                entry,
                stream,
                category,
                sum,
                ballots,
            }
        })
        .collect())
}

fn insert(conn: &mut Conn, ranking: Id<Ranking>, standings: &[Standing]) -> Result<()> {
    for chunk in standings.chunks(CHUNK) {
        let rows: Vec<NewRow> = chunk
            .iter()
            .map(|row| NewRow {
                ranking_id: ranking,
                entry_id: row.entry,
                stream_id: row.stream,
                category_id: row.category,
                rank: row.rank,
                category_rank: row.category_rank,
                score: row.score,
                ballots: row.ballots,
                through: row.through,
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(ranking_rows::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Removes the round's rankings that were only looked at.
fn replace_unused(conn: &mut Conn, round: &RoundSummary) -> Result<()> {
    let unused: Vec<Id<Ranking>> = rankings::table
        .filter(rankings::round_id.eq(round.id))
        .filter(rankings::state.eq(RankingState::Computed))
        .filter(rankings::provisional_at.is_null())
        .select(Ranking::as_select())
        .load::<Ranking>(conn)?
        .into_iter()
        .filter(|ranking| !ranking.parameters.awarded)
        .map(|ranking| ranking.id)
        .collect();
    diesel::delete(placements::table.filter(placements::ranking_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(ranking_rows::table.filter(ranking_rows::ranking_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(rankings::table.filter(rankings::id.eq_any(&unused))).execute(conn)?;
    Ok(())
}
