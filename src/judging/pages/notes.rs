//! Notes at seconds of a film, as the scorecard's page shows them beside its player.

use askama::Template;

use crate::db::Id;
use crate::judging::{Assignment, Note, forms};
use crate::web::{Filled, Page};

/// The part of the scorecard's page that holds the notes.
#[derive(Template)]
#[template(path = "judging/notes.html")]
pub(super) struct Notes {
    pub page: Page,
    pub slug: String,
    pub assignment: Id<Assignment>,
    pub notes: Vec<Note>,
    pub is_open: bool,
    pub has_player: bool,
    /// The second that the page was opened at.
    pub second: Option<i32>,
    /// A note that was refused, with what was typed and why.
    pub refused: Option<(Id<Note>, Filled)>,
}

impl Notes {
    fn is_refused(&self, note: &Note) -> bool {
        matches!(&self.refused, Some((id, _)) if *id == note.id)
    }

    /// What stands in the fields of a note.
    fn fields(&self, note: &Note) -> Filled {
        match &self.refused {
            Some((id, filled)) if *id == note.id => filled.clone(),
            _ => Filled::new(forms::filled_note(note)),
        }
    }

    /// What stands in the fields of the note that is not there yet.
    fn new_fields(&self) -> Filled {
        match &self.refused {
            Some((id, filled)) if self.notes.iter().all(|note| note.id != *id) => filled.clone(),
            _ => Filled::new(forms::unfilled_note(self.second)),
        }
    }
}
