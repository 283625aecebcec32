//! Notes at seconds of a film: written, changed and deleted by their judge, read by admins and the creator.

use diesel::prelude::*;

use super::Scorecard;
use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::Judge;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::forms::Written;
use crate::judging::notes::{Audience, CreatorNote, MOST, Note};
use crate::judging::{Assignment, Round, RoundState};
use crate::schema::{accounts, assignments, notes, rounds};
use crate::web::FieldErrors;

/// What became of a note that was sent.
#[derive(Clone, Debug)]
pub enum NoteOutcome {
    Saved,
    /// Nothing was saved: the note was changed elsewhere meanwhile, and now reads so.
    Stale(Note),
    /// Nothing was saved: the entry has as many notes as it may have.
    Wrong(FieldErrors),
}

/// A note with who wrote it, for admins.
#[derive(Clone, Debug)]
pub struct SignedNote {
    pub judge: Account,
    pub note: Note,
}

impl Note {
    /// Writes a note, or changes it if it is there already. Sent again with the same content it changes nothing; one
    /// that was changed since `written.version` is not written over. Refused unless the round is open; a key that
    /// belongs to another assignment is not found.
    pub fn save(
        conn: &mut Conn,
        judge: &Judge,
        assignment: Id<Assignment>,
        id: Id<Self>,
        written: &Written,
        now: Moment,
    ) -> Result<NoteOutcome> {
        let card = Scorecard::of(conn, judge, assignment)?;
        card.require_open()?;
        card.round.hold_open(conn)?;
        let stored: Option<Self> = notes::table
            .filter(notes::id.eq(id))
            .select(Self::as_select())
            .first(conn)
            .optional()?;
        let action = match stored {
            Some(note) if note.assignment_id != card.assignment.id => return Err(Error::NotFound),
            Some(note) if note.says(written) => return Ok(NoteOutcome::Saved),
            Some(note) if note.version != written.version => return Ok(NoteOutcome::Stale(note)),
            Some(note) => {
                note.change(conn, written, now)?;
                "changed"
            }
            // It was deleted elsewhere: what was typed is written anew, and not lost.
            None => {
                if card.count_notes(conn)? >= MOST {
                    let errors = FieldErrors::one("text", "field-note-many");
                    return Ok(NoteOutcome::Wrong(errors));
                }
                diesel::insert_into(notes::table)
                    .values((
                        notes::id.eq(id),
                        notes::assignment_id.eq(card.assignment.id),
                        notes::second.eq(written.second),
                        notes::audience.eq(written.audience),
                        notes::version.eq(1),
                        notes::written_at.eq(now),
                        notes::changed_at.eq(now),
                        notes::text.eq(&written.text),
                    ))
                    .execute(conn)?;
                "written"
            }
        };
        card.tell_of_note(conn, id, action, written.second, written.audience, now)?;
        Ok(NoteOutcome::Saved)
    }

    /// Takes a note away; one that is gone already stays so. One that was changed since `version` stays.
    pub fn delete(
        conn: &mut Conn,
        judge: &Judge,
        assignment: Id<Assignment>,
        id: Id<Self>,
        version: i32,
        now: Moment,
    ) -> Result<()> {
        let card = Scorecard::of(conn, judge, assignment)?;
        card.require_open()?;
        card.round.hold_open(conn)?;
        let Some(note) = card.notes(conn)?.into_iter().find(|note| note.id == id) else {
            return Ok(());
        };
        let deleted =
            diesel::delete(notes::table.filter(notes::id.eq(id).and(notes::version.eq(version))))
                .execute(conn)?;
        if deleted != 1 {
            return Err(Error::Conflict("error-note-changed"));
        }
        card.tell_of_note(conn, id, "deleted", note.second, note.audience, now)
    }

    /// What judges noted for the creator of an entry, in the order of the film and without saying who: of rounds that
    /// are closed, by judges who did not step back. One statement.
    pub fn for_creator(conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<CreatorNote>> {
        Ok(notes::table
            .inner_join(assignments::table.inner_join(rounds::table))
            .filter(
                assignments::entry_id
                    .eq(entry)
                    .and(is_live())
                    .and(rounds::state.eq(RoundState::Closed))
                    .and(notes::audience.eq(Audience::Creator)),
            )
            .order((notes::second, notes::id))
            .select((notes::second, notes::text))
            .load(conn)?)
    }

    fn says(&self, written: &Written) -> bool {
        (self.second, self.audience, self.text.as_str())
            == (written.second, written.audience, written.text.as_str())
    }

    fn change(&self, conn: &mut Conn, written: &Written, now: Moment) -> Result<()> {
        let changed = diesel::update(
            notes::table.filter(notes::id.eq(self.id).and(notes::version.eq(self.version))),
        )
        .set((
            notes::second.eq(written.second),
            notes::audience.eq(written.audience),
            notes::text.eq(&written.text),
            notes::version.eq(self.version + 1),
            notes::changed_at.eq(now),
        ))
        .execute(conn)?;
        if changed == 1 {
            Ok(())
        } else {
            Err(Error::Conflict("error-note-changed"))
        }
    }
}

impl Scorecard {
    /// The judge's own notes on this entry, in the order of the film. One statement.
    pub fn notes(&self, conn: &mut Conn) -> Result<Vec<Note>> {
        Ok(notes::table
            .filter(notes::assignment_id.eq(self.assignment.id))
            .order((notes::second, notes::id))
            .select(Note::as_select())
            .load(conn)?)
    }

    fn count_notes(&self, conn: &mut Conn) -> Result<i64> {
        Ok(notes::table
            .filter(notes::assignment_id.eq(self.assignment.id))
            .count()
            .get_result(conn)?)
    }

    /// The audit trail says that there is a note, at which second and for whom; not what it says.
    fn tell_of_note(
        &self,
        conn: &mut Conn,
        id: Id<Note>,
        action: &'static str,
        second: i32,
        audience: Audience,
        now: Moment,
    ) -> Result<()> {
        Event::new("note", id, action)
            .by(self.assignment.judge_id)
            .in_contest(self.round.contest_id)
            .with(serde_json::json!({
                "assignment": self.assignment.id, "second": second, "audience": audience,
            }))
            .record(conn, now)
    }
}

impl Round {
    /// What the judges of the round noted on an entry, in the order of the film. One statement.
    pub fn notes(&self, conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<SignedNote>> {
        let rows: Vec<(Account, Note)> = notes::table
            .inner_join(assignments::table.inner_join(accounts::table))
            .filter(
                assignments::round_id
                    .eq(self.id)
                    .and(assignments::entry_id.eq(entry)),
            )
            .order((notes::second, notes::id))
            .select((Account::as_select(), Note::as_select()))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|(judge, note)| SignedNote { judge, note })
            .collect())
    }
}
