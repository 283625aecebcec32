//! Entries that came through earlier rounds, as a later round takes them.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Category, Stream};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::judging::{Round, RoundState, TieBreak, Way};
use crate::schema::{entries, round_entries, streams};
use crate::web::paging::{LIMIT, Paged};

/// An entry that came through an earlier round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comer {
    pub entry: Id<Entry>,
    pub way: Way,
    /// What decided for it, where it came by a tie-break.
    pub tie_break: Option<TieBreak>,
    /// In the category of its stream.
    pub place: i32,
    /// Thousandths of a point.
    pub score: i32,
}

/// What comes into a round from an earlier one.
#[derive(Clone, Debug)]
pub struct Coming<'a> {
    pub earlier: Id<Round>,
    pub comers: &'a [Comer],
    /// The entries of the page that somebody ticked: others stay as they are. None is all of the earlier round's.
    pub looked_at: Option<&'a [Id<Entry>]>,
    /// In the words of whoever ticked.
    pub reason: &'a str,
}

/// An entry of a round with the way it came.
#[derive(Clone, Debug, Queryable)]
pub struct Taken {
    pub entry: Id<Entry>,
    number: Option<i32>,
    stream_code: String,
    original_locale: Locale,
    title: String,
    titles: Json<Trilingual>,
    pub earlier: Id<Round>,
    pub way: Way,
    pub place: i32,
    /// Thousandths of a point.
    pub score: i32,
    /// Why it was ticked, in the admin's words.
    pub reason: String,
    tie_break: Option<Json<TieBreak>>,
}

impl Taken {
    pub fn number(&self) -> String {
        number_text(&self.stream_code, self.number.unwrap_or(0))
    }

    /// What decided for it, for a reader of `locale`, where it came by a tie-break.
    pub fn tie_break(&self, locale: impl Into<Locale>) -> Option<String> {
        let tie_break = self.tie_break.as_ref()?;
        Some(tie_break.name(locale))
    }

    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }
}

#[derive(Insertable)]
#[diesel(table_name = round_entries, treat_none_as_default_value = false)]
struct NewEntry<'a> {
    round_id: Id<Round>,
    entry_id: Id<Entry>,
    earlier_id: Id<Round>,
    way: Way,
    place: i32,
    score: i32,
    reason: &'a str,
    taken_by: Id<Account>,
    taken_at: Moment,
    tie_break: Option<Json<TieBreak>>,
}

/// Rows of one INSERT: SQLite takes 32,766 variables.
const ROWS: usize = 2_000;

impl Round {
    /// What came through earlier rounds into this one, by the time of entry. One statement.
    pub fn taken(&self, conn: &mut Conn, after: Option<Id<Entry>>) -> Result<Paged<Taken>> {
        let mut query = round_entries::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(round_entries::round_id.eq(self.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(round_entries::entry_id.gt(after));
        }
        let rows: Vec<Taken> = query
            .order(round_entries::entry_id)
            .limit(LIMIT)
            .select((
                entries::id,
                entries::number,
                streams::code,
                entries::original_locale,
                entries::title,
                entries::titles,
                round_entries::earlier_id,
                round_entries::way,
                round_entries::place,
                round_entries::score,
                round_entries::reason,
                round_entries::tie_break,
            ))
            .load(conn)?;
        Ok(Paged::new(rows, |row| row.entry))
    }

    /// Makes these what this round takes from the earlier one. Entries that leave lose their assignments. Only while the
    /// round is planned.
    pub fn take(
        &self,
        conn: &mut Conn,
        by: &Account,
        coming: &Coming<'_>,
        now: Moment,
    ) -> Result<()> {
        if self.state != RoundState::Planned {
            return Err(Error::Conflict("error-round-state"));
        }
        let known: Vec<(Id<Entry>, Id<Self>)> = round_entries::table
            .filter(round_entries::round_id.eq(self.id))
            .select((round_entries::entry_id, round_entries::earlier_id))
            .load(conn)?;
        let earlier = coming.earlier;
        let comes: HashSet<Id<Entry>> = coming.comers.iter().map(|comer| comer.entry).collect();
        let gone: Vec<Id<Entry>> = known
            .iter()
            .filter(|(entry, of)| {
                *of == earlier
                    && !comes.contains(entry)
                    && coming.looked_at.is_none_or(|seen| seen.contains(entry))
            })
            .map(|(entry, _)| *entry)
            .collect();
        for ids in gone.chunks(ROWS) {
            diesel::delete(
                round_entries::table
                    .filter(round_entries::round_id.eq(self.id))
                    .filter(round_entries::entry_id.eq_any(ids)),
            )
            .execute(conn)?;
        }
        let known: HashSet<Id<Entry>> = known.into_iter().map(|(entry, _)| entry).collect();
        let rows: Vec<NewEntry<'_>> = coming
            .comers
            .iter()
            .filter(|comer| !known.contains(&comer.entry))
            .map(|comer| NewEntry {
                round_id: self.id,
                entry_id: comer.entry,
                earlier_id: earlier,
                way: comer.way,
                place: comer.place,
                score: comer.score,
                reason: coming.reason,
                taken_by: by.id,
                taken_at: now,
                tie_break: comer.tie_break.clone().map(Json::new),
            })
            .collect();
        for rows in rows.chunks(ROWS) {
            on_each!(conn, |c| diesel::insert_into(round_entries::table)
                .values(rows)
                .execute(c))?;
        }
        self.forget_outsiders(conn)?;
        let added: Vec<Id<Entry>> = rows.iter().map(|row| row.entry_id).collect();
        Event::new("round", self.id, "entries-taken")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(coming.reason)
            .with(serde_json::json!({ "from": earlier, "added": added, "gone": gone }))
            .record(conn, now)
    }

    /// Whether an entry of this stream and category may be in this round.
    pub fn admits(&self, stream: Id<Stream>, category: Option<Id<Category>>) -> bool {
        self.stream_id.is_none_or(|id| id == stream)
            && self.category_id.is_none_or(|id| category == Some(id))
    }
}
