//! Which assignments are meant, as conditions. Each is said with OR: a list of values is a statement that is prepared anew
//! each time.

use diesel::prelude::*;

use crate::judging::{AssignmentState, Stage};
use crate::schema::assignments;

/// The entry is still its judge's to score, as far as the assignment itself says.
#[diesel::dsl::auto_type]
pub(crate) fn is_live() -> _ {
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
