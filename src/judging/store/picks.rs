//! Entries that an admin chose for a round by their numbers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Category, Stream};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::judging::{Round, RoundState, Source};
use crate::schema::{entries, round_picks, streams};

/// A chosen entry.
#[derive(Clone, Debug, Queryable)]
pub struct Pick {
    number: Option<i32>,
    stream_code: String,
    original_locale: Locale,
    title: String,
    titles: Json<Trilingual>,
    state: State,
}

impl Pick {
    pub fn number(&self) -> String {
        number_text(&self.stream_code, self.number.unwrap_or(0))
    }

    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }

    /// Whether it left the contest after it was chosen.
    pub fn is_gone(&self) -> bool {
        self.state != State::Accepted
    }
}

#[derive(Insertable)]
#[diesel(table_name = round_picks)]
struct NewPick {
    round_id: Id<Round>,
    entry_id: Id<Entry>,
    picked_by: Id<Account>,
    picked_at: Moment,
}

/// What became of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    Chosen,
    /// Nothing changed: no accepted entry of the round's stream and category has this number.
    Unknown(i32),
}

impl Round {
    /// The chosen entries by number, at most as many as can be chosen. One statement.
    pub fn picks(&self, conn: &mut Conn) -> Result<Vec<Pick>> {
        Ok(round_picks::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(round_picks::round_id.eq(self.id))
            .order((entries::number, entries::id))
            .select((
                entries::number,
                streams::code,
                entries::original_locale,
                entries::title,
                entries::titles,
                entries::state,
            ))
            .load(conn)?)
    }

    /// Makes the entries of these numbers those of the round. Entries that leave lose their assignments. Only while the
    /// round is planned and takes what is chosen.
    pub fn pick(
        &self,
        conn: &mut Conn,
        by: &Account,
        numbers: &[i32],
        now: Moment,
    ) -> Result<Picked> {
        if self.state != RoundState::Planned || self.source != Source::Chosen {
            return Err(Error::Conflict("error-round-state"));
        }
        type Row = (Option<i32>, Id<Entry>, Id<Stream>, Option<Id<Category>>);
        let rows: Vec<Row> = entries::table
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(entries::state.eq(State::Accepted))
            .filter(entries::number.eq_any(numbers))
            .select((
                entries::number,
                entries::id,
                entries::stream_id,
                entries::category_id,
            ))
            .load(conn)?;
        let found: BTreeMap<i32, Id<Entry>> = rows
            .into_iter()
            .filter(|(_, _, stream, category)| self.admits(*stream, *category))
            .filter_map(|(number, entry, ..)| Some((number?, entry)))
            .collect();
        if let Some(unknown) = numbers.iter().find(|number| !found.contains_key(number)) {
            return Ok(Picked::Unknown(*unknown));
        }
        let rows: Vec<Id<Entry>> = round_picks::table
            .filter(round_picks::round_id.eq(self.id))
            .select(round_picks::entry_id)
            .load(conn)?;
        let known: BTreeSet<Id<Entry>> = rows.into_iter().collect();
        let wanted: BTreeSet<Id<Entry>> = found.into_values().collect();
        let gone: Vec<Id<Entry>> = known.difference(&wanted).copied().collect();
        let added: Vec<NewPick> = wanted
            .difference(&known)
            .map(|entry| NewPick {
                round_id: self.id,
                entry_id: *entry,
                picked_by: by.id,
                picked_at: now,
            })
            .collect();
        let left = round_picks::table
            .filter(round_picks::round_id.eq(self.id))
            .filter(round_picks::entry_id.eq_any(&gone));
        diesel::delete(left).execute(conn)?;
        if !added.is_empty() {
            on_each!(conn, |c| diesel::insert_into(round_picks::table)
                .values(&added)
                .execute(c))?;
        }
        self.forget_outsiders(conn)?;
        let added: Vec<Id<Entry>> = added.iter().map(|pick| pick.entry_id).collect();
        Event::new("round", self.id, "entries-chosen")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "added": added, "gone": gone }))
            .record(conn, now)?;
        Ok(Picked::Chosen)
    }
}
