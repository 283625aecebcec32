//! The form of a note at a second of a film.

use crate::db::Id;
use crate::judging::notes::{Audience, LONGEST, Note, second};
use crate::web::{FieldErrors, Form};

/// A note as a judge writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub second: i32,
    pub audience: Audience,
    pub text: String,
    /// Of the note that the page showed; 0 of a new one.
    pub version: i32,
}

/// A note that was typed; one without an audience is private.
pub fn note(form: &Form) -> Result<Written, FieldErrors> {
    let mut f = form.fields();
    let at = f.parse("at", |text| second(text).ok_or("field-note-time"));
    let audience = match form.get("audience") {
        "" => Some(Audience::Private),
        _ => f.choice("audience", Audience::parse),
    };
    let text = f.text("text", 1, LONGEST);
    let version = f.optional_whole("version", 0, i64::from(i32::MAX));
    f.finish(|| {
        Some(Written {
            second: at?,
            audience: audience?,
            text: text?,
            version: i32::try_from(version?.unwrap_or(0)).ok()?,
        })
    })
}

/// The key that the page made for a new note; None where it made none.
pub fn note_id(form: &Form) -> Option<Id<Note>> {
    form.get("key").parse().ok()
}

/// The form of a new note, at the second that the page was opened at.
pub fn unfilled_note(second: Option<i32>) -> Form {
    let form = Form::new()
        .with("key", Id::<Note>::new())
        .with("audience", Audience::Private)
        .with("version", 0);
    match second {
        Some(second) => form.with("at", time(second)),
        None => form,
    }
}

/// The form of a note, filled in.
pub fn filled_note(note: &Note) -> Form {
    Form::new()
        .with("at", time(note.second))
        .with("audience", note.audience)
        .with("text", &note.text)
        .with("version", note.version)
}

fn time(second: i32) -> String {
    format!("{}:{:02}", second / 60, second % 60)
}
