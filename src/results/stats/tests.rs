//! Published figures, checks that need no reference, and the ends of what can be computed.

mod choosing;
mod edges;
mod metamorphic;
mod published;

use super::{Ballot, Ballots};

/// A complete table: a row an entry, a column a judge.
fn complete(rows: &[&[f64]]) -> Ballots {
    let ballots = rows.iter().enumerate().flat_map(|(entry, row)| {
        row.iter().enumerate().map(move |(judge, score)| Ballot {
            entry,
            judge,
            score: *score,
            weight: 1.0,
        })
    });
    Ballots::new(rows.len(), rows[0].len(), ballots.collect()).unwrap()
}

/// What a command over this CSV prints, as JSON.
fn json(
    csv: &str,
    command: impl Fn(&[u8], &mut Vec<u8>) -> Result<(), super::CommandError>,
) -> serde_json::Value {
    let mut out = Vec::new();
    command(csv.as_bytes(), &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn ranked(csv: &str, options: super::RankOptions) -> serde_json::Value {
    json(csv, |input, out| super::rank(options, "x.csv", input, out))
}

fn codes(report: &serde_json::Value) -> Vec<&str> {
    let notes = report["notes"].as_array().unwrap().iter();
    notes.map(|note| note["code"].as_str().unwrap()).collect()
}
