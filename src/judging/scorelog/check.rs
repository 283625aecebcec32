//! Checks an exported score log: the chain, the form, the arithmetic, and that each record can follow the one before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::BufRead;

use serde::Deserialize;

use super::{Deed, NOTHING, Record, Score, TIE, digest, line, whole};
use crate::judging::total;

/// What is wrong at a line of a log, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It cannot be read as a record, or could be written in another way.
    #[error("this is not a record as the program writes it ({0}): the line was edited or damaged")]
    Form(String),
    /// A number that does not follow the one before.
    #[error(
        "record {expected} should stand here and record {found} does: a record is missing, there twice, or out of its place"
    )]
    Sequence { expected: i32, found: i32 },
    /// The chain is broken here.
    #[error(
        "the digest is not that of this record after the one before it: this record, or its digest, was altered"
    )]
    Chain,
    /// The total does not follow from the points and the weights.
    #[error("the total is {found}, and the points and weights give {expected}")]
    Total { expected: String, found: String },
    /// The record says something that cannot be after what stands before it.
    #[error("{0}")]
    Story(&'static str),
    /// The line that ends an export says something else than the records.
    #[error(
        "the last line speaks of {said} records, and {found} stand before it, or of another digest: records at the end are missing or were added"
    )]
    End { said: i32, found: i32 },
    /// There is no line that ends an export.
    #[error("the line that ends the log is missing: records at the end may be missing with it")]
    Unfinished,
    /// Something stands after the line that ends an export.
    #[error("this stands after the line that ends the log")]
    After,
}

/// The first thing that is wrong with a log: at which line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub line: usize,
    pub flaw: Flaw,
}

/// What cannot be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("line 1: this is not the beginning of a score log")]
    NoLog,
}

/// A judge and two entries in the order of their numbers.
pub type Compared = (String, String, String);

/// What a log that holds says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub contest: String,
    pub round: String,
    pub records: i32,
    /// Of the last record: what the organisers confirm.
    pub digest: String,
    /// Ballots that stand at the end: by entry and judge, their totals in thousandths of a point.
    pub ballots: BTreeMap<(String, String), i32>,
    /// Comparisons that stand at the end: by judge and the two entries, who won.
    pub comparisons: BTreeMap<Compared, String>,
    /// Judges of whom an organiser decided that their ballots do not count.
    pub left_out: HashSet<String>,
    /// Whether no score can change after the last record.
    pub is_closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordLine {
    digest: String,
    record: Record,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    digest: String,
    records: i32,
}

/// Follows a chain, record by record.
#[derive(Default)]
pub struct Checker {
    so_far: Checked,
    /// Of each criterion, in hundredths of a percent.
    weights: BTreeMap<String, i32>,
    standing: HashMap<(String, String), Score>,
}

impl Checker {
    /// Takes the next record and the digest that is said to be its own.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn take(&mut self, said: &str, record: &Record, canonical: &str) -> Result<(), Flaw> {
        let expected = self.so_far.records + 1;
        if record.seq != expected {
            return Err(Flaw::Sequence {
                expected,
                found: record.seq,
            });
        }
        let before = match expected {
            1 => NOTHING,
            _ => &self.so_far.digest,
        };
        if digest(before, canonical) != said {
            return Err(Flaw::Chain);
        }
        self.follow(record)?;
        self.so_far.records = expected;
        said.clone_into(&mut self.so_far.digest);
        Ok(())
    }

    /// What the records say, once all were taken.
    ///
    /// # Errors
    /// A standing total that is no number, which `take` would not have let pass.
    pub fn finish(mut self) -> Result<Checked, Flaw> {
        for (key, score) in self.standing {
            let total = whole(&score.total, 3).ok_or(Flaw::Story("a total is not a number"))?;
            self.so_far.ballots.insert(key, total);
        }
        Ok(self.so_far)
    }

    fn follow(&mut self, record: &Record) -> Result<(), Flaw> {
        let is_first = self.so_far.records == 0;
        if is_first != (record.what == Deed::Began) {
            return Err(Flaw::Story(match is_first {
                true => "a log begins with the record “began”",
                false => "a log begins once only",
            }));
        }
        let is_of_ballot = matches!(
            record.what,
            Deed::Submitted | Deed::Changed | Deed::Compared | Deed::Withdrawn | Deed::SetAside
        );
        if is_of_ballot && self.so_far.is_closed {
            return Err(Flaw::Story("a ballot changes while the round is closed"));
        }
        match record.what {
            Deed::Began => self.begin(record),
            Deed::Submitted | Deed::Changed => {
                let key = ballot(record)?;
                let new = record.new.as_ref().ok_or(PARTS)?;
                self.adds_up(new)?;
                let before = self.standing.insert(key, new.clone());
                if record.old != before {
                    return Err(Flaw::Story("what it replaces is not what stood before it"));
                }
                match (record.what == Deed::Changed) == before.is_some() {
                    true => Ok(()),
                    false => Err(PARTS),
                }
            }
            Deed::Compared => self.compare(record),
            Deed::Withdrawn | Deed::SetAside => self.take_away(record),
            Deed::LeftOut | Deed::Counted => {
                let judge = record.judge.clone().ok_or(PARTS)?;
                match record.what {
                    Deed::LeftOut => self.so_far.left_out.insert(judge),
                    _ => self.so_far.left_out.remove(&judge),
                };
                Ok(())
            }
            Deed::Closed | Deed::Reopened => {
                let closes = record.what == Deed::Closed;
                if closes == self.so_far.is_closed {
                    return Err(Flaw::Story("the round was already in that state"));
                }
                self.so_far.is_closed = closes;
                Ok(())
            }
        }
    }

    fn compare(&mut self, record: &Record) -> Result<(), Flaw> {
        let (entry, judge) = ballot(record)?;
        let (Some(other), Some(winner)) = (&record.other, &record.winner) else {
            return Err(PARTS);
        };
        if entry >= *other || record.old.is_some() || record.new.is_some() {
            return Err(PARTS);
        }
        if ![entry.as_str(), other, TIE].contains(&winner.as_str()) {
            return Err(Flaw::Story("the winner is neither of the two, nor a tie"));
        }
        let key = (judge, entry, other.clone());
        let before = self.so_far.comparisons.insert(key, winner.clone());
        match record.was == before {
            true => Ok(()),
            false => Err(Flaw::Story("what it replaces is not what stood before it")),
        }
    }

    /// A ballot that counts no longer, or all that its judge said of the entry in comparisons.
    fn take_away(&mut self, record: &Record) -> Result<(), Flaw> {
        let (entry, judge) = ballot(record)?;
        let stood = match &record.old {
            Some(old) => self.standing.remove(&(entry, judge)).as_ref() == Some(old),
            None => {
                let all = &mut self.so_far.comparisons;
                let before = all.len();
                all.retain(|(by, one, two), _| *by != judge || (*one != entry && *two != entry));
                all.len() < before
            }
        };
        match stood && record.new.is_none() {
            true => Ok(()),
            false => Err(Flaw::Story(
                "what it takes away is not what stood before it",
            )),
        }
    }

    fn begin(&mut self, record: &Record) -> Result<(), Flaw> {
        let (Some(contest), Some(round), Some(criteria), Some(ballots)) = (
            &record.contest,
            &record.round,
            &record.criteria,
            &record.ballots,
        ) else {
            return Err(PARTS);
        };
        self.so_far.contest.clone_from(contest);
        self.so_far.round.clone_from(round);
        for (code, weight) in criteria {
            let weight = whole(weight, 2).ok_or(Flaw::Story("a weight is not a number"))?;
            self.weights.insert(code.clone(), weight);
        }
        for each in ballots {
            self.adds_up(&each.score)?;
            let key = (each.entry.clone(), each.judge.clone());
            if self.standing.insert(key, each.score.clone()).is_some() {
                return Err(Flaw::Story("a ballot stands twice"));
            }
        }
        Ok(())
    }

    /// Whether a score has points for each criterion and the total that follows from them.
    fn adds_up(&self, score: &Score) -> Result<(), Flaw> {
        if !score.points.keys().eq(self.weights.keys()) {
            return Err(Flaw::Story("the points are not those of the criteria"));
        }
        let mut given = Vec::with_capacity(self.weights.len());
        for (points, weight) in score.points.values().zip(self.weights.values()) {
            let tenths = whole(points, 1).ok_or(Flaw::Story("points are not a number"))?;
            given.push((*weight, Some(tenths)));
        }
        let expected = total(given).map_or_else(String::new, |total| super::decimal(total, 3));
        match expected == score.total {
            true => Ok(()),
            false => Err(Flaw::Total {
                expected,
                found: score.total.clone(),
            }),
        }
    }
}

const PARTS: Flaw = Flaw::Story("the record lacks what belongs to it, or has what does not");

fn ballot(record: &Record) -> Result<(String, String), Flaw> {
    match (&record.entry, &record.judge) {
        (Some(entry), Some(judge)) => Ok((entry.clone(), judge.clone())),
        _ => Err(PARTS),
    }
}

/// Checks an exported log, line by line: what it says, or the first thing that is wrong.
///
/// # Errors
/// It cannot be read, or is no score log at all.
pub fn verify(mut log: impl BufRead) -> Result<Result<Checked, Finding>, Unreadable> {
    let mut checker = Checker::default();
    let mut ended = false;
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if log.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        number += 1;
        let found = match ended {
            true => Err(Flaw::After),
            false => check_line(&mut checker, &bytes),
        };
        match found {
            Ok(end) => ended = end,
            Err(Flaw::Form(_)) if number == 1 => return Err(Unreadable::NoLog),
            Err(flaw) => return Ok(Err(Finding { line: number, flaw })),
        }
    }
    let at = |line| move |flaw| Finding { line, flaw };
    match (number, ended) {
        (0, _) => Err(Unreadable::NoLog),
        (_, false) => Ok(Err(at(number + 1)(Flaw::Unfinished))),
        (_, true) => Ok(checker.finish().map_err(at(number))),
    }
}

/// Whether this line is the one that ends the log.
fn check_line(checker: &mut Checker, bytes: &[u8]) -> Result<bool, Flaw> {
    let form = |words: String| Flaw::Form(words);
    let text = std::str::from_utf8(bytes).map_err(|error| form(error.to_string()))?;
    if let Ok(end) = serde_json::from_str::<EndLine>(text) {
        let found = checker.so_far.records;
        if super::last_line(&end.digest, end.records) != text {
            return Err(form("spelled in another way".to_owned()));
        }
        return match end.records == found && end.digest == checker.so_far.digest {
            true => Ok(true),
            false => Err(Flaw::End {
                said: end.records,
                found,
            }),
        };
    }
    let read: RecordLine = serde_json::from_str(text).map_err(|error| form(error.to_string()))?;
    let canonical = read
        .record
        .canonical()
        .map_err(|error| form(error.to_string()))?;
    if line(&read.digest, &canonical) != text {
        return Err(form("spelled in another way".to_owned()));
    }
    checker.take(&read.digest, &read.record, &canonical)?;
    Ok(false)
}
