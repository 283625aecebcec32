//! What a check says: verdicts, levels, findings and the places in the creator's own words that they point at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

/// The answer of a theme check: the worst level among its findings. `Info` and `Warn` still pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing stands against the entry.
    Pass,
    /// A screener should look; the machine does not decide.
    Review,
    /// A deterministic rule of the contest is broken.
    Fail,
}

/// How much one finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The check found nothing to say.
    Ok,
    /// Worth knowing, nothing to do.
    Info,
    /// The creator could improve this; the entry passes.
    Warn,
    /// A screener should look.
    Review,
    /// A rule is broken. Only deterministic rules use it, never relevance.
    Fail,
}

impl From<Level> for Verdict {
    fn from(level: Level) -> Self {
        match level {
            Level::Ok | Level::Info | Level::Warn => Verdict::Pass,
            Level::Review => Verdict::Review,
            Level::Fail => Verdict::Fail,
        }
    }
}

/// Which of the seven checks a finding comes from, in the order they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Required fields and their least length.
    Completeness,
    /// Duration, size, resolution, lengths and the other numbers of the rules.
    Limits,
    /// The language that each field is written in.
    Language,
    /// The organiser's own word lists.
    Prohibited,
    /// Contact data and advertising.
    Spam,
    /// The same work twice. Needs the other entries, see `duplicates`.
    Duplicates,
    /// Closeness to the contest's theme.
    Relevance,
}

/// A field of an entry. Written `title`, `synopsis`, `statement`, `tags.0`, `tags.1`, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The entry's title.
    Title,
    /// The entry's synopsis.
    Synopsis,
    /// The creator's sentence on how the work meets the theme.
    Statement,
    /// One tag, counted from 0.
    Tag(usize),
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Field::Title => f.write_str("title"),
            Field::Synopsis => f.write_str("synopsis"),
            Field::Statement => f.write_str("statement"),
            Field::Tag(n) => write!(f, "tags.{n}"),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A stretch of a field as the creator typed it, to be highlighted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The field it lies in.
    pub field: Field,
    /// First character, counted in Unicode characters from 0.
    pub start: usize,
    /// One past the last character; always more than `start`.
    pub end: usize,
    /// The characters themselves, unchanged.
    pub text: String,
}

/// One thing a check has to say. The sentence shown is the translation of `code`, filled with `params`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The check it comes from.
    pub check: Kind,
    /// Its weight.
    pub level: Level,
    /// The key of its text, one of [`super::CODES`].
    pub code: &'static str,
    /// What the text is filled with; the module's table lists the names of each code.
    pub params: BTreeMap<String, Value>,
    /// Where in the entry it was seen, at most [`Finding::SPANS`] places.
    pub evidence: Vec<Span>,
}

impl Finding {
    /// The most places that one finding points at.
    pub const SPANS: usize = 40;

    /// A finding without parameters or evidence.
    pub fn new(check: Kind, level: Level, code: &'static str) -> Self {
        Finding {
            check,
            level,
            code,
            params: BTreeMap::new(),
            evidence: Vec::new(),
        }
    }

    /// Adds a parameter of the text.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// Adds the places it was seen at, in reading order, without repeats.
    pub fn seen_at(mut self, mut evidence: Vec<Span>) -> Self {
        evidence.sort_by_key(|span| (span.field, span.start, span.end));
        evidence.dedup_by_key(|span| (span.field, span.start, span.end));
        evidence.truncate(Self::SPANS);
        self.evidence = evidence;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_the_worst_level_and_warnings_pass() {
        let table = [
            (Level::Ok, Verdict::Pass),
            (Level::Info, Verdict::Pass),
            (Level::Warn, Verdict::Pass),
            (Level::Review, Verdict::Review),
            (Level::Fail, Verdict::Fail),
        ];
        for (level, verdict) in table {
            assert_eq!(Verdict::from(level), verdict);
        }
        assert!(Level::Fail > Level::Review && Level::Review > Level::Warn);
    }

    #[test]
    fn a_tag_is_named_by_its_place() {
        assert_eq!(serde_json::to_string(&Field::Tag(3)).unwrap(), "\"tags.3\"");
        assert_eq!(serde_json::to_string(&Level::Review).unwrap(), "\"review\"");
        assert_eq!(serde_json::to_string(&Kind::Limits).unwrap(), "\"limits\"");
    }
}
