//! The form of a remark in a discussion.

use crate::db::Id;
use crate::judging::discussion::{LONGEST, Remark};
use crate::web::{FieldErrors, Form};

/// A remark that was typed, with the key that its page made.
pub fn remark(form: &Form) -> Result<(Id<Remark>, String), FieldErrors> {
    let mut f = form.fields();
    let text = f.text("text", 1, LONGEST);
    let id = form.get("key").parse().unwrap_or_default();
    f.finish(|| Some((id, text?)))
}

/// The form of a remark that is not there yet.
pub fn unfilled_remark() -> Form {
    Form::new().with("key", Id::<Remark>::new())
}
