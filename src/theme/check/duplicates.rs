//! Check 6: the same work twice, among the entries of this and earlier contests.

use serde::Serialize;

use super::finding::{Finding, Kind as Check, Level};

/// How two entries are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The same file, or the same letters and digits in title and synopsis.
    Identical,
    /// By the same creator, with titles that differ only in an episode number.
    Series,
    /// Most of the shorter text is in the other.
    Text,
    /// The same meaning in another language; needs an encoder.
    Translation,
}

/// An earlier entry that is the same work, or may be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// Id of the earlier entry.
    pub id: String,
    /// Likeness, 0 to 1: shared weight over the shorter text's; 1 for identical texts and titles of a series; a cosine for translations.
    pub score: f64,
    /// How they are the same.
    pub kind: Kind,
    /// Both are by the same, known creator.
    pub same_creator: bool,
    /// The files are the same.
    pub same_file: bool,
}

/// Two entries of a collection that are the same work, or may be; `a` came first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Id of the earlier entry.
    pub a: String,
    /// Id of the later entry.
    pub b: String,
    /// Likeness, see [`Match::score`].
    pub score: f64,
    /// How they are the same.
    pub kind: Kind,
}

/// What the matches of an entry mean for its check; nothing without matches.
pub fn findings(matches: &[Match]) -> Vec<Finding> {
    matches
        .iter()
        .map(|found| {
            let (level, code) = match found.kind {
                _ if found.same_file => (Level::Fail, "duplicates.same_file"),
                Kind::Identical if found.same_creator => (Level::Fail, "duplicates.identical"),
                Kind::Identical => (Level::Review, "duplicates.identical_by_another"),
                Kind::Text => (Level::Review, "duplicates.similar"),
                Kind::Series => (Level::Info, "duplicates.series"),
                Kind::Translation => (Level::Review, "duplicates.translation"),
            };
            let percent = (found.score * 100.0).floor() as u64;
            Finding::new(Check::Duplicates, level, code)
                .with("other", found.id.clone())
                .with("percent", percent)
        })
        .collect()
}
