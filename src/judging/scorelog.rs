//! The score log of a round: a chain of records of what was scored, changed, withdrawn and set aside, in which nothing
//! can be altered without breaking every digest after it. No SQL; `docs/judging.md` defines the form for other programs.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{decimal, points_text, weight_text};
use crate::db::{Moment, text_enum};

pub use check::{Checked, Checker, Compared, Finding, Flaw, Unreadable, verify};

/// The digest before the first record.
pub const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Who is named where an organiser, and not a judge, did something.
pub const ADMIN: &str = "admin";

/// What a comparison without a difference has for its winner.
pub const TIE: &str = "tie";

text_enum! {
    /// What a record is about.
    pub enum Deed ("score-log") {
        /// The chain begins, with the criteria and the ballots that stand at that moment.
        Began = "began",
        /// A judge submitted a ballot.
        Submitted = "submitted",
        /// A judge gave a submitted ballot other points.
        Changed = "changed",
        /// A judge said which of two entries is better, or says it anew.
        Compared = "compared",
        /// A judge stepped back from an entry that they had scored.
        Withdrawn = "withdrawn",
        /// A ballot no longer counts, since a conflict of its judge was confirmed.
        SetAside = "set-aside",
        /// An organiser decided that none of a judge's ballots count.
        LeftOut = "left-out",
        /// An organiser decided that a judge's ballots count.
        Counted = "counted",
        /// No score changes from here on.
        Closed = "closed",
        /// Scores may change again, for a reason.
        Reopened = "reopened",
    }
}

/// What a ballot gives: points by the criterion's code, and their total, as exact decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    pub points: BTreeMap<String, String>,
    pub total: String,
}

impl Score {
    /// `points` are tenths of a point, `total` thousandths.
    pub fn new<'a>(points: impl IntoIterator<Item = (&'a str, i32)>, total: i32) -> Self {
        let points = points.into_iter();
        Self {
            points: points
                .map(|(code, tenths)| (code.to_owned(), points_text(&tenths)))
                .collect(),
            total: decimal(total, 3),
        }
    }
}

/// A ballot that stood when the chain began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// When it was first submitted, UTC.
    pub at: String,
    pub entry: String,
    pub judge: String,
    pub score: Score,
}

/// One record of the chain. The fields stand in the order of their names, which is the canonical one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// UTC.
    pub at: String,
    /// Of `began`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots: Option<Vec<Standing>>,
    /// The public name of a judge, or [`ADMIN`].
    pub by: String,
    /// Of `began`: the contest's name in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contest: Option<String>,
    /// Of `began`: each criterion's weight in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<BTreeMap<String, String>>,
    /// The number of the entry; with the judge it names the assignment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The judge whose ballot it is, under their public name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// What the ballot gives from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Score>,
    /// What it gave before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Score>,
    /// Of `compared`: the number of the other entry, which comes after `entry` in the order of their numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// A word for a ballot, an organiser's text for a reopening; nobody's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of `began`: the key of the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// From 1, without gaps.
    pub seq: i32,
    /// Of `compared`: who was the winner before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    pub what: Deed,
    /// Of `compared`: the number of the better entry, or [`TIE`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner: Option<String>,
}

impl Record {
    /// A record without particulars; its number is given when it is added to a chain.
    pub fn new(what: Deed, by: &str, at: Moment) -> Self {
        Self {
            at: at.iso(),
            ballots: None,
            by: by.to_owned(),
            contest: None,
            criteria: None,
            entry: None,
            judge: None,
            new: None,
            old: None,
            other: None,
            reason: None,
            round: None,
            seq: 0,
            was: None,
            what,
            winner: None,
        }
    }

    /// The weights of the criteria, in hundredths of a percent, as `began` carries them.
    pub fn weigh<'a>(&mut self, criteria: impl IntoIterator<Item = (&'a str, i32)>) {
        let weights = criteria.into_iter();
        self.criteria = Some(
            weights
                .map(|(code, weight)| (code.to_owned(), weight_text(&weight)))
                .collect(),
        );
    }

    /// The text that the digest is over.
    ///
    /// # Errors
    /// None that a record of this program can cause.
    pub fn canonical(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// The digest of a record's canonical text after the record with the digest `before`.
pub fn digest(before: &str, canonical: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(b"\n");
    hash.update(canonical.as_bytes());
    hex::encode(hash.finalize())
}

/// A line of an exported log.
pub fn line(digest: &str, canonical: &str) -> String {
    format!("{{\"digest\":\"{digest}\",\"record\":{canonical}}}\n")
}

/// The last line of an exported log: how many records there are, and the digest of the last.
pub fn last_line(digest: &str, records: i32) -> String {
    format!("{{\"digest\":\"{digest}\",\"records\":{records}}}\n")
}

/// The inverse of [`decimal`]: None for what it would not have written.
fn whole(text: &str, digits: u32) -> Option<i32> {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1, size),
        None => (1, text),
    };
    let (units, rest) = size.split_once('.').unwrap_or((size, ""));
    let digits_wide = digits as usize;
    let size: i64 = format!("{units}{rest:0<digits_wide$}").parse().ok()?;
    let value = i32::try_from(sign * size).ok()?;
    (decimal(value, digits) == text).then_some(value)
}

#[cfg(test)]
mod tests;
