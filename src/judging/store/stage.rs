//! Where judges are with their entries, and which assignments are meant, as conditions. Each is said with OR: a list of
//! values is a statement that is prepared anew each time.

use diesel::prelude::*;

use crate::db::text_enum;
use crate::judging::AssignmentState;
use crate::schema::assignments;

text_enum! {
    /// Where a judge is with one entry, of its assignment, its ballot and the entry together. The database keeps it
    /// (`assignment_stages`), for queues to list and count by.
    pub enum Stage ("assignment-stage") {
        Open = "open",
        /// Some points are stored.
        Started = "started",
        /// The ballot is submitted.
        Done = "done",
        Skipped = "skipped",
        Recused = "recused",
        HandedOver = "handed-over",
        /// The entry left the contest.
        Gone = "gone",
    }
}

impl Stage {
    /// Whether the entry is its judge's to score, or is scored.
    pub fn is_own(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Started | Self::Done | Self::Skipped
        )
    }
}

/// The entry is still its judge's to score, as far as the assignment itself says.
#[diesel::dsl::auto_type]
pub(super) fn is_live() -> _ {
    let open: AssignmentState = AssignmentState::Open;
    let skipped: AssignmentState = AssignmentState::Skipped;
    assignments::state
        .eq(open)
        .or(assignments::state.eq(skipped))
}

/// A submitted ballot is missing.
#[diesel::dsl::auto_type]
pub(super) fn is_unfinished() -> _ {
    let open: Stage = Stage::Open;
    let started: Stage = Stage::Started;
    let skipped: Stage = Stage::Skipped;
    assignments::stage
        .eq(open)
        .or(assignments::stage.eq(started))
        .or(assignments::stage.eq(skipped))
}

/// The entry is its judge's to score, or is scored.
#[diesel::dsl::auto_type]
pub(super) fn is_own() -> _ {
    let done: Stage = Stage::Done;
    is_unfinished().or(assignments::stage.eq(done))
}
