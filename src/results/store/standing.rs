//! Whether a ranking can be relied on: what changed since it was computed, asked in one place for publication and for the
//! rounds that take its entries.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::judges::dropped;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::State;
use crate::error::{Error, Result};
use crate::judging::Round;
use crate::results::{JudgeDecision, Method, Obstacle, Ranking, RoundSummary, Since};
use crate::schema::{
    assignments, ballots, entries, judge_decisions, ranking_rows, rankings, recusals,
    round_methods, round_sources, rounds,
};

/// A ranking with its round and what stands in the way of relying on it.
#[derive(Clone, Debug)]
pub struct Standing {
    pub ranking: Ranking,
    pub round: RoundSummary,
    pub obstacles: Vec<Obstacle>,
    /// Entries that go through by it.
    pub through: i64,
}

/// Which rankings are meant.
enum Which<'a> {
    One(&'a Contest, Id<Ranking>),
    /// Every ranking of the rounds that this round takes entries from.
    Before(Id<Round>),
}

impl Standing {
    /// One ranking of the contest. Two statements.
    pub fn of(conn: &mut Conn, contest: &Contest, id: Id<Ranking>) -> Result<Self> {
        let found = load(conn, Which::One(contest, id))?;
        found.into_iter().next().ok_or(Error::NotFound)
    }

    /// The rankings of the rounds that `round` takes entries from, the newest first. Votes of the audience move nobody from round
    /// to round and stand in no way here. Two statements.
    pub(super) fn before(conn: &mut Conn, round: Id<Round>) -> Result<Vec<Self>> {
        let mut found = load(conn, Which::Before(round))?;
        for each in &mut found {
            each.obstacles
                .retain(|obstacle| *obstacle != Obstacle::VotesChanged);
        }
        Ok(found)
    }
}

fn load(conn: &mut Conn, which: Which) -> Result<Vec<Standing>> {
    let ballots_changed = ballots::table
        .inner_join(assignments::table)
        .filter(assignments::round_id.eq(rankings::round_id))
        .filter(ballots::updated_at.gt(rankings::computed_at));
    let recused = recusals::table
        .inner_join(assignments::table)
        .filter(assignments::round_id.eq(rankings::round_id))
        .filter(recusals::at.gt(rankings::computed_at));
    let gone = ranking_rows::table
        .inner_join(entries::table)
        .filter(ranking_rows::ranking_id.eq(rankings::id))
        .filter(entries::state.ne(State::Accepted));
    let through = ranking_rows::table
        .filter(ranking_rows::ranking_id.eq(rankings::id))
        .filter(ranking_rows::through.eq(true))
        .select(count_star())
        .single_value();
    let mut query = rankings::table
        .inner_join(rounds::table)
        .left_join(round_methods::table.on(round_methods::round_id.eq(rankings::round_id)))
        .into_boxed();
    query = match which {
        Which::One(contest, id) => query
            .filter(rankings::id.eq(id))
            .filter(rankings::contest_id.eq(contest.id)),
        Which::Before(round) => query.filter(
            rankings::round_id.eq_any(
                round_sources::table
                    .filter(round_sources::round_id.eq(round))
                    .select(round_sources::earlier_id),
            ),
        ),
    };
    type Found = (
        Ranking,
        RoundSummary,
        Option<Method>,
        bool,
        bool,
        bool,
        Option<i64>,
    );
    let found: Vec<Found> = query
        .order(rankings::id.desc())
        .select((
            Ranking::as_select(),
            RoundSummary::as_select(),
            round_methods::method.nullable(),
            exists(ballots_changed),
            exists(recused),
            exists(gone),
            through,
        ))
        .load(conn)?;
    let rounds = found.iter().map(|(_, round, ..)| round.id).collect();
    let decisions = Decisions::of(conn, rounds)?;
    Ok(found
        .into_iter()
        .map(
            |(ranking, round, method, changed, recused, gone, through)| {
                let since = Since {
                    ballots: changed || recused,
                    entries: gone,
                    judges: decisions.differ(&round, ranking.computed_at),
                    method: method.unwrap_or(Method::default_of(round.format)) != ranking.method,
                };
                Standing {
                    obstacles: Obstacle::of(&ranking, &round, since),
                    ranking,
                    round,
                    through: through.unwrap_or(0),
                }
            },
        )
        .collect())
}

/// What was decided of judges of some rounds, in order of time.
struct Decisions(Vec<(Id<RoundSummary>, Id<Account>, JudgeDecision, Moment)>);

impl Decisions {
    fn of(conn: &mut Conn, rounds: Vec<Id<RoundSummary>>) -> Result<Self> {
        Ok(Self(
            judge_decisions::table
                .filter(judge_decisions::round_id.eq_any(rounds))
                .order(judge_decisions::id)
                .select((
                    judge_decisions::round_id,
                    judge_decisions::judge_id,
                    judge_decisions::decision,
                    judge_decisions::decided_at,
                ))
                .load(conn)?,
        ))
    }

    /// Whether other judges' ballots count now than did at that moment.
    fn differ(&self, round: &RoundSummary, then: Moment) -> bool {
        let of_round = || self.0.iter().filter(|(of, ..)| *of == round.id);
        let now = of_round().map(|(_, judge, decision, _)| (*judge, *decision));
        let before = of_round()
            .filter(|(.., at)| *at <= then)
            .map(|(_, judge, decision, _)| (*judge, *decision));
        dropped(now) != dropped(before)
    }
}
