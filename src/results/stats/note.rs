//! What a figure does not say by itself: why it is missing, what it assumes, whom it rests on.

use serde::Serialize;

/// A remark on a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What kind it is; pages have a text for each.
    pub code: &'static str,
    /// The remark in English.
    pub message: String,
    /// The entries, judges or items that it is about.
    pub subjects: Vec<String>,
}

impl Note {
    /// A remark on the whole.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            subjects: Vec::new(),
        }
    }

    /// A remark on these.
    pub fn on(
        code: &'static str,
        message: impl Into<String>,
        subjects: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            subjects: subjects.into_iter().map(Into::into).collect(),
            ..Self::new(code, message)
        }
    }
}

/// Names whose flag is set.
pub fn named<'a>(
    names: &'a [String],
    flags: impl IntoIterator<Item = bool> + 'a,
) -> impl Iterator<Item = &'a str> {
    names
        .iter()
        .zip(flags)
        .filter(|(_, flag)| *flag)
        .map(|(name, _)| name.as_str())
}
