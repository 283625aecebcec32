//! The tables of a ranking, page by page: never who made an entry.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::contests::{Category, Stream};
use crate::db::{Conn, Id, Json};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::i18n::{Locale, Trilingual};
use crate::judging::store::takes;
use crate::results::Ranking;
use crate::schema::{categories, entries, ranking_rows};
use crate::web::paging::{Cursor, LIMIT, Paged};

/// Chances of going through that are no answer, in hundredths of a percent.
const NEAR: (i32, i32) = (1000, 9000);

/// A row of a ranking's table.
#[derive(Clone, Debug)]
pub struct Row {
    pub entry: EntryOfRow,
    pub category: Option<Json<Trilingual>>,
    /// In the stream, or in its category when the table is of one.
    pub rank: i32,
    /// Whether it shares the rank.
    pub tied: bool,
    /// By the method, in thousandths of a point.
    pub score: i32,
    /// The plain mean, in thousandths of a point.
    pub raw: i32,
    pub ballots: i32,
    pub through: bool,
    /// The tie-break of the ranking, from 1, that decided for or against it at the line of the cut.
    pub decided_by: Option<i32>,
    pub sureness: Sureness,
}

/// How sure a row's score and rank are; nothing where the method does not say.
#[derive(Clone, Copy, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = ranking_rows)]
pub struct Sureness {
    /// The ends of the score's 95 % interval, in thousandths of a point.
    pub score_low: Option<i32>,
    pub score_high: Option<i32>,
    /// The rank in the stream lies between these in nine draws of ten.
    pub rank_low: Option<i32>,
    pub rank_high: Option<i32>,
    /// In hundredths.
    pub expected_rank: Option<i32>,
    /// The chance of a place among the first, in hundredths of a percent.
    pub top_chance: Option<i32>,
}

/// What a table says of an entry: nothing of who made it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct EntryOfRow {
    pub id: Id<Entry>,
    pub number: Option<i32>,
    pub stream_id: Id<Stream>,
    pub state: State,
    pub original_locale: Locale,
    pub title: String,
    pub titles: Json<Trilingual>,
}

impl From<&Entry> for EntryOfRow {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            number: entry.number,
            stream_id: entry.stream_id,
            state: entry.state,
            original_locale: entry.original_locale,
            title: entry.title.clone(),
            titles: entry.titles.clone(),
        }
    }
}

impl EntryOfRow {
    /// The title for a reader of `locale`, and the language that it is in.
    pub fn title_for(&self, locale: Locale) -> (Locale, &str) {
        self.titles
            .or_original(locale, self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }
}

/// The columns of a row.
macro_rules! columns {
    () => {
        (
            EntryOfRow::as_select(),
            categories::name.nullable(),
            (ranking_rows::rank, ranking_rows::category_rank),
            (
                ranking_rows::score,
                ranking_rows::raw,
                ranking_rows::ballots,
                (ranking_rows::through, ranking_rows::decided_by),
            ),
            Sureness::as_select(),
        )
    };
}

/// Which table of a ranking.
#[derive(Clone, Copy, Debug)]
pub struct TableOf {
    pub ranking: Id<Ranking>,
    pub stream: Id<Stream>,
    pub category: Option<Id<Category>>,
}

impl TableOf {
    /// Its rows by rank, after the one named. One statement.
    pub fn rows(
        self,
        conn: &mut Conn,
        after: Option<Cursor<i32, Id<Entry>>>,
    ) -> Result<Paged<Row>> {
        let mut query = ranking_rows::table
            .inner_join(entries::table.left_join(categories::table))
            .filter(ranking_rows::ranking_id.eq(self.ranking))
            .filter(ranking_rows::stream_id.eq(self.stream))
            .into_boxed();
        query = match self.category {
            Some(category) => query
                .filter(ranking_rows::category_id.eq(category))
                .order((ranking_rows::category_rank, ranking_rows::entry_id)),
            None => query.order((ranking_rows::rank, ranking_rows::entry_id)),
        };
        if let Some(Cursor(rank, entry)) = after {
            query = match self.category {
                Some(_) => query.filter(
                    ranking_rows::category_rank
                        .gt(rank)
                        .or(ranking_rows::category_rank
                            .eq(rank)
                            .and(ranking_rows::entry_id.gt(entry))),
                ),
                None => query.filter(
                    ranking_rows::rank.gt(rank).or(ranking_rows::rank
                        .eq(rank)
                        .and(ranking_rows::entry_id.gt(entry))),
                ),
            };
        }
        let found: Vec<Found> = query.limit(LIMIT).select(columns!()).load(conn)?;
        let rank_in_table = |(overall, in_category)| match self.category {
            Some(_) => in_category,
            None => overall,
        };
        let ranks: Vec<i32> = found.iter().map(|row| rank_in_table(row.2)).collect();
        let before = after.map(|Cursor(rank, _)| rank);
        let rows = (0..)
            .zip(found)
            .map(|(n, found)| {
                let rank = ranks[n];
                let above = n.checked_sub(1).map(|n| ranks[n]).or(before);
                let tied = above == Some(rank) || ranks.get(n + 1) == Some(&rank);
                Row::new(found, rank, tied)
            })
            .collect();
        Ok(Paged::new(rows, |row: &Row| Cursor(row.rank, row.entry.id)))
    }
}

type Found = (
    EntryOfRow,
    Option<Json<Trilingual>>,
    (i32, i32),
    (i32, i32, i32, (bool, Option<i32>)),
    Sureness,
);

impl Row {
    fn new(found: Found, rank: i32, tied: bool) -> Self {
        let (entry, category, _, figures, sureness) = found;
        let (score, raw, ballots, (through, decided_by)) = figures;
        Self {
            entry,
            category,
            rank,
            tied,
            score,
            raw,
            ballots,
            through,
            decided_by,
            sureness,
        }
    }
}

impl Ranking {
    /// The entries of the round that nobody scored, by number.
    pub fn unranked(&self, conn: &mut Conn, after: Option<i32>) -> Result<Paged<EntryOfRow>> {
        let ranked = ranking_rows::table
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(ranking_rows::entry_id.eq(entries::id));
        let mut query = entries::table
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(exists(takes(self.round_id.cast())))
            .filter(not(exists(ranked)))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(entries::number.gt(after));
        }
        let rows = query
            .order(entries::number)
            .limit(LIMIT)
            .select(EntryOfRow::as_select())
            .load(conn)?;
        Ok(Paged::new(rows, |entry: &EntryOfRow| {
            entry.number.unwrap_or_default()
        }))
    }

    /// Entries of a stream that could be on either side of the cut: their chance of going through is neither under a tenth nor over
    /// nine tenths. At most a page of them, the likeliest first. One statement.
    pub fn near_cut(&self, conn: &mut Conn, stream: Id<Stream>) -> Result<Vec<Row>> {
        let rows: Vec<Found> = ranking_rows::table
            .inner_join(entries::table.left_join(categories::table))
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(ranking_rows::stream_id.eq(stream))
            .filter(ranking_rows::top_chance.between(NEAR.0, NEAR.1))
            .order((ranking_rows::top_chance.desc(), ranking_rows::entry_id))
            .limit(LIMIT)
            .select(columns!())
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|found| {
                let rank = found.2.0;
                Row::new(found, rank, false)
            })
            .collect())
    }

    /// The entries that the undecided ties of the cut are between.
    pub fn tied_at_cut(&self, conn: &mut Conn) -> Result<Vec<EntryOfRow>> {
        let ties = &self.parameters.cut_ties;
        let tied: Vec<Id<Entry>> = ties.iter().flat_map(|tie| tie.tied.clone()).collect();
        Ok(entries::table
            .filter(entries::id.eq_any(&tied))
            .order(entries::number)
            .select(EntryOfRow::as_select())
            .load(conn)?)
    }
}
