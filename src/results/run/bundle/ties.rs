//! `ties.csv`: what the tie-breaks of a record compare of each entry.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::super::Record;
use super::tables::{decimal, finished, whole};
use super::{BundleError, ENTRIES, TIES};
use crate::judging::TieBreak;
use crate::results::tiebreak::Deciders;

/// The names of the columns: the entry, then a column for each tie-break in its order.
fn columns(tie_breaks: &[TieBreak]) -> Vec<&str> {
    let codes = tie_breaks.iter().map(TieBreak::code);
    ["entry"].into_iter().chain(codes).collect()
}

/// A figure as it is written: points with three digits, or the time of the first submission.
fn text(tie_break: &TieBreak, figure: Option<i64>) -> String {
    let written = match tie_break {
        TieBreak::Criterion { .. } => figure
            .and_then(|mean| i32::try_from(mean).ok())
            .map(|mean| decimal(mean, 3)),
        TieBreak::Submitted => figure
            .and_then(|at| DateTime::from_timestamp(-at, 0))
            .map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
    };
    written.unwrap_or_default()
}

/// The inverse of it; none of what is no figure.
fn figure(tie_break: &TieBreak, text: &str) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    let figure = match tie_break {
        TieBreak::Criterion { .. } => i64::from(whole(text, 3)?),
        TieBreak::Submitted => -DateTime::parse_from_rfc3339(text).ok()?.timestamp(),
    };
    Some(Some(figure))
}

pub(super) fn write(record: &Record) -> Result<Vec<u8>, BundleError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(columns(&record.tie_breaks))?;
    for (entry, deciders) in record.entries.iter().zip(&record.deciders) {
        let own = record.tie_breaks.iter().zip(&deciders.0);
        let figures = own.map(|(tie_break, figure)| text(tie_break, *figure));
        out.write_record([entry.name.clone()].into_iter().chain(figures))?;
    }
    finished(out)
}

/// Reads the figures of a record whose entries and tie-breaks are known, in the order of its entries.
pub(super) fn read(bytes: &[u8], record: &Record) -> Result<Vec<Deciders>, BundleError> {
    let wrong = |message: String| BundleError::content(TIES, message);
    let mut reader = csv::Reader::from_reader(bytes);
    if reader.headers()?.iter().ne(columns(&record.tie_breaks)) {
        return Err(wrong("has other columns".to_owned()));
    }
    let mut found = BTreeMap::new();
    for row in reader.into_records() {
        let row = row?;
        let mut fields = row.iter();
        let name = fields.next().unwrap_or_default().to_owned();
        let own = record.tie_breaks.iter().zip(fields);
        let figures = own.map(|(tie_break, text)| {
            figure(tie_break, text).ok_or_else(|| wrong(format!("{name}: {text:?} is no figure")))
        });
        let deciders = Deciders(figures.collect::<Result<_, _>>()?);
        if found.insert(name.clone(), deciders).is_some() {
            return Err(wrong(format!("{name} is there twice")));
        }
    }
    let entries = record.entries.iter().map(|entry| {
        let own = found.remove(&entry.name);
        own.ok_or_else(|| wrong(format!("{} is not in it", entry.name)))
    });
    let all = entries.collect::<Result<_, _>>()?;
    match found.keys().next() {
        Some(name) => Err(wrong(format!("{name} is not in {ENTRIES}"))),
        None => Ok(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Trilingual;

    #[test]
    fn figures_are_written_and_read_back() {
        let theme = TieBreak::Criterion {
            code: "theme".into(),
            name: Trilingual::default(),
        };
        for (tie_break, value, written) in [
            (&theme, Some(8_667), "8.667"),
            (&theme, None, ""),
            (
                &TieBreak::Submitted,
                Some(-1_682_942_400),
                "2023-05-01T12:00:00Z",
            ),
            (&TieBreak::Submitted, None, ""),
        ] {
            assert_eq!(text(tie_break, value), written);
            assert_eq!(figure(tie_break, written), Some(value));
        }
        assert_eq!(figure(&theme, "8,667"), None);
        assert_eq!(figure(&TieBreak::Submitted, "yesterday"), None);
    }
}
