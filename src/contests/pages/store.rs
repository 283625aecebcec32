//! SQL of entries as the pages of contests show them: counts for the overview, accepted ones for the gallery.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::i18n::{Locale, Trilingual};
use crate::media::Media;
use crate::schema::entries;
use crate::web::paging::{LIMIT, Paged};

/// How many entries stand where, in the order of the states; those without an entry are 0.
pub fn entries_by_state(conn: &mut Conn, contest: &Contest) -> Result<Vec<(State, i64)>> {
    let rows: Vec<(State, i64)> = entries::table
        .filter(entries::contest_id.eq(contest.id))
        .group_by(entries::state)
        .select((entries::state, count_star()))
        .load(conn)?;
    let counted: BTreeMap<State, i64> = rows.into_iter().collect();
    let count = |state: &State| (*state, counted.get(state).copied().unwrap_or_default());
    Ok(State::ALL.iter().map(count).collect())
}

/// An accepted entry as the gallery lists it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct Exhibit {
    pub id: Id<Entry>,
    pub number: Option<i32>,
    pub stream_id: Id<Stream>,
    pub category_id: Option<Id<Category>>,
    pub original_locale: Locale,
    pub title: String,
    pub titles: Json<Trilingual>,
    pub poster_id: Option<Id<Media>>,
    pub duration_s: Option<i32>,
}

/// The accepted entries, the latest started first, of one stream and category or of all.
pub fn gallery(
    conn: &mut Conn,
    contest: &Contest,
    stream: Option<Id<Stream>>,
    category: Option<Id<Category>>,
    after: Option<Id<Entry>>,
) -> Result<Paged<Exhibit>> {
    let mut query = entries::table
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::state.eq(State::Accepted))
        .into_boxed();
    if let Some(stream) = stream {
        query = query.filter(entries::stream_id.eq(stream));
    }
    if let Some(category) = category {
        query = query.filter(entries::category_id.eq(category));
    }
    if let Some(after) = after {
        query = query.filter(entries::id.lt(after));
    }
    let rows = query
        .order(entries::id.desc())
        .limit(LIMIT)
        .select(Exhibit::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |exhibit: &Exhibit| exhibit.id))
}

/// One accepted entry of the contest.
pub fn shown(conn: &mut Conn, contest: &Contest, id: Id<Entry>) -> Result<Entry> {
    Ok(entries::table
        .filter(
            entries::id
                .eq(id)
                .and(entries::contest_id.eq(contest.id))
                .and(entries::state.eq(State::Accepted)),
        )
        .select(Entry::as_select())
        .first(conn)?)
}
