//! The form of a comparison: two entries, and which is the better one.

use crate::db::{Id, text_enum};
use crate::judging::Assignment;
use crate::judging::watching::Watched;
use crate::web::{FieldErrors, Form};

text_enum! {
    /// Which of the two on a page is the better one.
    pub enum Side ("compare-side") {
        Left = "left",
        Right = "right",
        Neither = "neither",
    }
}

/// An answer as it was given.
#[derive(Clone, Debug)]
pub struct GivenAnswer {
    pub left: Id<Assignment>,
    pub right: Id<Assignment>,
    pub winner: Side,
    /// The version of the answer that the page showed; 0 of a pair that had none.
    pub version: i32,
    /// Why an answer is changed; empty where nobody asks.
    pub reason: String,
    /// What was played of the left and of the right film until the answer.
    pub played: [Watched; 2],
    /// Whether the judge means it though little of a film was played.
    pub sure: bool,
}

/// Reads an answer.
pub fn answer(form: &Form) -> Result<GivenAnswer, FieldErrors> {
    let mut f = form.fields();
    let left = f.choice("left", |text| text.parse().ok());
    let right = f.choice("right", |text| text.parse().ok());
    let winner = f.choice("winner", Side::parse);
    let version = f.optional_whole("version", 0, i64::from(i32::MAX));
    let reason = f.text("reason", 0, 500);
    let played = |name| Watched::parse(form.get(name)).unwrap_or_default();
    f.finish(|| {
        Some(GivenAnswer {
            left: left?,
            right: right?,
            winner: winner?,
            version: version?
                .and_then(|version| i32::try_from(version).ok())
                .unwrap_or(0),
            reason: reason?,
            played: [played("played.left"), played("played.right")],
            sure: form.has("sure", "yes"),
        })
    })
}
