//! What a round takes from earlier ones, by their rankings.

use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;

use super::{EntryOfRow, Standing};
use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::i18n::Trilingual;
use crate::judging::store::{Comer, Coming};
use crate::judging::{Cut, Round, Source, Way};
use crate::results::forms::Ticks;
use crate::results::{Obstacle, Ranking};
use crate::schema::{categories, entries, ranking_rows, round_entries, streams};
use crate::web::paging::{Cursor, LIMIT, Paged};

/// An earlier round from which a round takes entries.
#[derive(Clone, Debug)]
pub struct Feeder {
    pub round: Round,
    /// The ranking of it that holds, with what stands in the way of relying on it.
    pub ranking: Option<(Ranking, Vec<Obstacle>)>,
    /// How many go through by that ranking.
    pub through: i64,
}

impl Feeder {
    /// Those who go through are not ticked one by one, and nothing stands in the way.
    pub fn is_ready(&self) -> bool {
        self.ranking
            .as_ref()
            .is_some_and(|(_, obstacles)| obstacles.is_empty())
    }

    pub fn is_by_hand(&self) -> bool {
        self.round.line() == Cut::ByHand
    }

    /// The rounds that `round` takes entries from, in their order. Three statements.
    pub fn of(conn: &mut Conn, round: &Round) -> Result<Vec<Self>> {
        let earlier = round.earlier(conn)?;
        let standings = Standing::before(conn, round.id)?;
        Ok(earlier
            .into_iter()
            .map(|round| {
                let held = standings.iter().find(|each| {
                    each.round.id.cast() == round.id
                        && each.ranking.state.holds()
                        && !each.ranking.parameters.preview
                });
                Self {
                    through: held.map_or(0, |each| each.through),
                    ranking: held.map(|each| (each.ranking.clone(), each.obstacles.clone())),
                    round,
                }
            })
            .collect())
    }

    /// One of the rounds that `round` takes entries from; another is not found.
    pub fn one(conn: &mut Conn, round: &Round, earlier: Id<Round>) -> Result<Self> {
        Self::of(conn, round)?
            .into_iter()
            .find(|feeder| feeder.round.id == earlier)
            .ok_or(Error::NotFound)
    }

    /// The ranking, when nothing stands in the way of relying on it.
    fn reliable(&self) -> Result<&Ranking> {
        match &self.ranking {
            Some((ranking, obstacles)) if obstacles.is_empty() => Ok(ranking),
            _ => Err(Error::Conflict("error-cut-waits")),
        }
    }
}

/// A ranked entry of an earlier round, with whether a later round takes it.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub entry: EntryOfRow,
    pub stream_code: String,
    pub category: Option<Json<Trilingual>>,
    /// In the category of its stream.
    pub place: i32,
    /// Thousandths of a point.
    pub score: i32,
    pub taken: bool,
}

impl Feeder {
    /// The ranked entries that `round` may take, the best places first. One statement.
    pub fn ranked(
        &self,
        conn: &mut Conn,
        round: &Round,
        after: Option<Cursor<i32, Id<Entry>>>,
    ) -> Result<Paged<Ranked>> {
        type Found = (
            EntryOfRow,
            String,
            Option<Json<Trilingual>>,
            i32,
            i32,
            Option<Id<Round>>,
        );
        let ranking = self.reliable()?;
        let mut query = ranking_rows::table
            .inner_join(
                entries::table
                    .inner_join(streams::table)
                    .left_join(categories::table),
            )
            .left_join(
                round_entries::table.on(round_entries::entry_id
                    .eq(ranking_rows::entry_id)
                    .and(round_entries::round_id.eq(round.id))),
            )
            .filter(ranking_rows::ranking_id.eq(ranking.id))
            .into_boxed();
        if let Some(stream) = round.stream_id {
            query = query.filter(ranking_rows::stream_id.eq(stream));
        }
        if let Some(category) = round.category_id {
            query = query.filter(ranking_rows::category_id.eq(category));
        }
        if let Some(Cursor(place, entry)) = after {
            query = query.filter(
                ranking_rows::category_rank
                    .gt(place)
                    .or(ranking_rows::category_rank
                        .eq(place)
                        .and(ranking_rows::entry_id.gt(entry))),
            );
        }
        let rows: Vec<Found> = query
            .order((ranking_rows::category_rank, ranking_rows::entry_id))
            .limit(LIMIT)
            .select((
                EntryOfRow::as_select(),
                streams::code,
                categories::name.nullable(),
                ranking_rows::category_rank,
                ranking_rows::score,
                round_entries::round_id.nullable(),
            ))
            .load(conn)?;
        let rows = rows
            .into_iter()
            .map(
                |(entry, stream_code, category, place, score, taken)| Ranked {
                    entry,
                    stream_code,
                    category,
                    place,
                    score,
                    taken: taken.is_some(),
                },
            )
            .collect();
        Ok(Paged::new(rows, |row: &Ranked| {
            Cursor(row.place, row.entry.id)
        }))
    }

    /// Those who go through by the ranking, into `round`.
    fn comers(&self, conn: &mut Conn, round: &Round) -> Result<Vec<Comer>> {
        type Place = (Id<Stream>, Option<Id<Category>>, i32);
        type Found = (Id<Entry>, Place, i32, bool, Option<i32>);
        let ranking = self.reliable()?;
        let rows: Vec<Found> = ranking_rows::table
            .filter(ranking_rows::ranking_id.eq(ranking.id))
            .order(ranking_rows::entry_id)
            .select((
                ranking_rows::entry_id,
                (
                    ranking_rows::stream_id,
                    ranking_rows::category_id,
                    ranking_rows::category_rank,
                ),
                ranking_rows::score,
                ranking_rows::through,
                ranking_rows::decided_by,
            ))
            .load(conn)?;
        // Places that somebody shares who does not go through: a person decided there, or a tie-break.
        let decided: HashSet<Place> = rows
            .iter()
            .filter(|(.., through, _)| !through)
            .map(|row| row.1)
            .collect();
        let line = self.round.line();
        let tie_break = |number: Option<i32>| ranking.parameters.tie_break(number?).cloned();
        Ok(rows
            .into_iter()
            .filter(|(_, (stream, category, _), _, through, _)| {
                *through && round.admits(*stream, *category)
            })
            .map(|(entry, place, score, _, decided_by)| Comer {
                entry,
                way: match decided_by {
                    Some(_) => Way::TieBreak,
                    None => line.way(decided.contains(&place)),
                },
                tie_break: tie_break(decided_by),
                place: place.2,
                score,
            })
            .collect())
    }
}

/// Takes into a planned round whatever goes through the rounds before it, except where somebody ticks by hand. Says how
/// many came. Waits, as a conflict, for rounds that are open, rankings that are outdated, ties that are undecided.
pub fn take(
    conn: &mut Conn,
    contest: &Contest,
    round: Id<Round>,
    by: &Account,
    now: Moment,
) -> Result<usize> {
    let round = Round::of(conn, contest, round)?;
    let feeders = Feeder::of(conn, &round)?;
    if round.source != Source::Through || feeders.iter().all(Feeder::is_by_hand) {
        return Err(Error::Conflict("error-cut-waits"));
    }
    let mut count = 0;
    for feeder in feeders.iter().filter(|feeder| !feeder.is_by_hand()) {
        let comers = feeder.comers(conn, &round)?;
        count += comers.len();
        let coming = Coming {
            earlier: feeder.round.id,
            comers: &comers,
            looked_at: None,
            reason: "",
        };
        round.take(conn, by, &coming, now)?;
    }
    Ok(count)
}

/// Takes what an admin ticked on a page of an earlier round's entries, and gives back what they unticked there.
pub fn tick(
    conn: &mut Conn,
    contest: &Contest,
    (round, earlier): (Id<Round>, Id<Round>),
    by: &Account,
    ticks: &Ticks,
    now: Moment,
) -> Result<()> {
    let round = Round::of(conn, contest, round)?;
    let feeder = Feeder::one(conn, &round, earlier)?;
    if !feeder.is_by_hand() {
        return Err(Error::Conflict("error-cut-waits"));
    }
    let ranking = feeder.reliable()?;
    type Placed = (Id<Stream>, Option<Id<Category>>, i32, i32);
    let shown: BTreeMap<Id<Entry>, Placed> = ranking_rows::table
        .filter(ranking_rows::ranking_id.eq(ranking.id))
        .filter(ranking_rows::entry_id.eq_any(&ticks.shown))
        .select((
            ranking_rows::entry_id,
            (
                ranking_rows::stream_id,
                ranking_rows::category_id,
                ranking_rows::category_rank,
                ranking_rows::score,
            ),
        ))
        .load(conn)?
        .into_iter()
        .collect();
    let comers: Vec<Comer> = shown
        .iter()
        .filter(|(entry, (stream, category, ..))| {
            ticks.through.contains(entry) && round.admits(*stream, *category)
        })
        .map(|(entry, (_, _, place, score))| Comer {
            entry: *entry,
            way: Way::ByHand,
            tie_break: None,
            place: *place,
            score: *score,
        })
        .collect();
    let looked_at: Vec<Id<Entry>> = shown.into_keys().collect();
    let coming = Coming {
        earlier,
        comers: &comers,
        looked_at: Some(&looked_at),
        reason: &ticks.reason,
    };
    round.take(conn, by, &coming, now)
}

/// The entries that the undecided ties of these rankings are between. One statement.
pub fn tied(conn: &mut Conn, feeders: &[Feeder]) -> Result<Vec<(EntryOfRow, String)>> {
    let tied: Vec<Id<Entry>> = feeders
        .iter()
        .filter_map(|feeder| feeder.ranking.as_ref())
        .flat_map(|(ranking, _)| &ranking.parameters.cut_ties)
        .flat_map(|tie| tie.tied.clone())
        .collect();
    if tied.is_empty() {
        return Ok(Vec::new());
    }
    Ok(entries::table
        .inner_join(streams::table)
        .filter(entries::id.eq_any(&tied))
        .order((entries::number, entries::id))
        .select((EntryOfRow::as_select(), streams::code))
        .load(conn)?)
}
