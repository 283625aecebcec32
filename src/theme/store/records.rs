//! The rows that checks leave: an entry's checks, one after another, never changed.

use diesel::prelude::*;

use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::schema::{screening_queue, theme_checks};
use crate::theme::{Area, Note, Outcome, ThemeCheck, ThemeProfile};

/// Earlier checks of an entry in which a likeness is looked up that is to be said again.
const REMEMBERED: i64 = 20;

/// What a check was made from.
pub(super) struct Read {
    /// Of the entry.
    pub version: i32,
    pub profile: Id<ThemeProfile>,
    /// See [`super::sheets::File::mark`].
    pub file: String,
}

impl ThemeCheck {
    /// The last check of an entry.
    pub fn newest(conn: &mut Conn, entry: Id<Entry>) -> Result<Option<Self>> {
        Ok(theme_checks::table
            .filter(theme_checks::entry_id.eq(entry))
            .order(theme_checks::id.desc())
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    pub(super) fn insert(
        conn: &mut Conn,
        entry: Id<Entry>,
        read: Read,
        outcome: Outcome,
        now: Moment,
    ) -> Result<Self> {
        let (found, reasons) = (outcome.found(), Json::new(outcome.reasons()));
        let check = Self {
            id: Id::new(),
            entry_id: entry,
            entry_version: read.version,
            profile_id: read.profile,
            verdict: outcome.verdict,
            band: outcome.band,
            score: (outcome.score * 1000.0).round() as i32,
            attention: outcome.attention(),
            result: Json::new(outcome),
            checked_at: now,
        };
        diesel::insert_into(theme_checks::table)
            .values((
                theme_checks::id.eq(check.id),
                theme_checks::entry_id.eq(check.entry_id),
                theme_checks::entry_version.eq(check.entry_version),
                theme_checks::profile_id.eq(check.profile_id),
                theme_checks::verdict.eq(check.verdict),
                theme_checks::band.eq(check.band),
                theme_checks::score.eq(check.score),
                theme_checks::attention.eq(check.attention),
                theme_checks::found.eq(found),
                theme_checks::reasons.eq(reasons),
                theme_checks::result.eq(check.result.text()),
                theme_checks::checked_at.eq(check.checked_at),
                theme_checks::file.eq(read.file),
            ))
            .execute(conn)?;
        Ok(check)
    }

    /// Adds a check that says of a waiting entry what the last one said, but for the likeness to `other`: that is left
    /// out from now on, or, when `heard`, said again as it was before. The entry moves in the queue accordingly.
    pub fn restate(
        conn: &mut Conn,
        entry: Id<Entry>,
        other: Id<Entry>,
        heard: bool,
        now: Moment,
    ) -> Result<()> {
        let queued: Option<Option<Id<Self>>> = screening_queue::table
            .filter(screening_queue::entry_id.eq(entry))
            .select(screening_queue::check_id)
            .first(conn)
            .optional()?;
        let Some(Some(seen)) = queued else {
            return Ok(());
        };
        let checks: Vec<Self> = theme_checks::table
            .filter(theme_checks::entry_id.eq(entry))
            .filter(theme_checks::id.le(seen))
            .order(theme_checks::id.desc())
            .limit(REMEMBERED)
            .select(Self::as_select())
            .load(conn)?;
        let about = |note: &Note| note.area == Area::Duplicates && note.other() == Some(other);
        let Some(last) = checks.first() else {
            return Ok(());
        };
        let mut outcome = (*last.result).clone();
        let said = outcome.notes.iter().any(about);
        match heard {
            true if !said => {
                let before = checks.iter().find_map(|check| {
                    let notes = check.result.notes.iter();
                    let notes: Vec<Note> = notes.filter(|note| about(note)).cloned().collect();
                    (!notes.is_empty()).then_some(notes)
                });
                outcome.keep(before.unwrap_or_default());
            }
            false if said => outcome.drop(about),
            _ => return Ok(()),
        }
        let file: String = theme_checks::table
            .filter(theme_checks::id.eq(last.id))
            .select(theme_checks::file)
            .first(conn)?;
        let read = Read {
            version: last.entry_version,
            profile: last.profile_id,
            file,
        };
        let check = Self::insert(conn, entry, read, outcome, now)?;
        diesel::update(
            screening_queue::table
                .filter(screening_queue::entry_id.eq(entry))
                .filter(screening_queue::check_id.eq(Some(seen))),
        )
        .set((
            screening_queue::attention.eq(check.attention),
            screening_queue::check_id.eq(Some(check.id)),
        ))
        .execute(conn)?;
        Ok(())
    }
}
