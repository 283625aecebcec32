//! The tables of a bundle: written from a record, read into one.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Assessor, Contender, Duel, Line, Mark, Plan, Ranked, Record};
use super::{BundleError, COMPARISONS, ENTRIES, SCORES};

/// The columns of `ranking.csv`. Scores are in points, chances in percent.
const COLUMNS: [&str; 15] = [
    "stream",
    "category",
    "entry",
    "rank",
    "category_rank",
    "score",
    "raw_mean",
    "lo",
    "hi",
    "rank_lo",
    "rank_hi",
    "expected_rank",
    "p_top_k",
    "ballots",
    "through",
];

/// The columns of `ranking.csv` of this record: where it has tie-breaks the last one names the one that decided.
pub(super) fn columns(record: &Record) -> Vec<&'static str> {
    let decided = (!record.tie_breaks.is_empty()).then_some("decided_by");
    COLUMNS.into_iter().chain(decided).collect()
}

/// `8.667` of 8667 thousandths.
pub(super) fn decimal(value: i32, digits: usize) -> String {
    let unit = 10_u32.pow(digits as u32);
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    format!("{sign}{}.{:0digits$}", size / unit, size % unit)
}

/// The inverse of it.
pub(super) fn whole(text: &str, digits: usize) -> Option<i32> {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1, size),
        None => (1, text),
    };
    let (whole, rest) = size.split_once('.').unwrap_or((size, ""));
    if rest.len() > digits || whole.is_empty() {
        return None;
    }
    let text = format!("{whole}{rest:0<digits$}");
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let size: i32 = text.parse().ok().filter(|_| plain)?;
    Some(sign * size)
}

pub(super) fn entries(record: &Record) -> Result<Vec<u8>, BundleError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["entry", "stream", "category", "country"])?;
    for entry in &record.entries {
        out.write_record([&entry.name, &entry.stream, &entry.category, &entry.country])?;
    }
    finished(out)
}

pub(super) fn scores(record: &Record) -> Result<Vec<u8>, BundleError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["entry", "judge", "score", "judge_country", "entry_country"])?;
    let mut marks: Vec<&Mark> = record.marks.iter().collect();
    marks.sort_by_key(|mark| (mark.entry, mark.judge));
    for mark in marks {
        let (entry, judge) = (&record.entries[mark.entry], &record.judges[mark.judge]);
        let score = decimal(mark.total, 3);
        out.write_record([
            &entry.name,
            &judge.name,
            &score,
            &judge.country,
            &entry.country,
        ])?;
    }
    finished(out)
}

/// The winner of a comparison without a difference.
const TIE: &str = "tie";

pub(super) fn comparisons(record: &Record) -> Result<Vec<u8>, BundleError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["judge", "item_a", "item_b", "winner"])?;
    let mut duels: Vec<&Duel> = record.duels.iter().collect();
    duels.sort_by_key(|duel| (duel.judge, duel.a, duel.b));
    for duel in duels {
        let (a, b) = (&record.entries[duel.a].name, &record.entries[duel.b].name);
        let winner = match duel.halves {
            0 => b,
            1 => TIE,
            _ => a,
        };
        out.write_record([&record.judges[duel.judge].name, a, b, winner])?;
    }
    finished(out)
}

/// Reads the comparisons of a record whose entries and judges are known.
pub(super) fn duels(comparisons: &[u8], record: &Record) -> Result<Vec<Duel>, BundleError> {
    let wrong = |message: String| BundleError::content(COMPARISONS, message);
    let mut found = BTreeMap::new();
    for row in csv::Reader::from_reader(comparisons).into_records() {
        let row = row?;
        let [judge, a, b, winner] = fields(&row, COMPARISONS)?;
        let entry = |name: &String| {
            let place = record.entries.binary_search_by(|each| each.name.cmp(name));
            place.map_err(|_| wrong(format!("{name} is not in {ENTRIES}")))
        };
        let seat = record.judges.binary_search_by(|each| each.name.cmp(&judge));
        let seat = seat.map_err(|_| wrong(format!("{judge} is not in {SCORES}")))?;
        let halves = match winner.as_str() {
            TIE => 1,
            name if name == a => 2,
            name if name == b => 0,
            _ => return Err(wrong(format!("{winner} is neither {a} nor {b} nor {TIE}"))),
        };
        let (a, b) = (entry(&a)?, entry(&b)?);
        if a >= b || found.insert((seat, a, b), halves).is_some() {
            return Err(wrong(format!(
                "{judge}: a pair is there twice, or turned round"
            )));
        }
    }
    let found = found.into_iter();
    Ok(found
        .map(|((judge, a, b), halves)| Duel {
            judge,
            a,
            b,
            halves,
        })
        .collect())
}

pub(super) fn ranking(record: &Record, ranked: &Ranked) -> Result<Vec<u8>, BundleError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(columns(record))?;
    for row in rows(record, ranked) {
        out.write_record(&row)?;
    }
    finished(out)
}

/// The rows of `ranking.csv`, by stream, rank and number.
pub(super) fn rows(record: &Record, ranked: &Ranked) -> Vec<Vec<String>> {
    let mut lines: Vec<&Line> = ranked.lines.iter().collect();
    let key = |line: &Line| {
        let entry = &record.entries[line.entry];
        (entry.stream.clone(), line.rank, entry.name.clone())
    };
    lines.sort_by_cached_key(|line| key(line));
    let or_empty =
        |value: Option<i32>, digits| value.map_or_else(String::new, |value| decimal(value, digits));
    lines
        .into_iter()
        .map(|line| {
            let entry = &record.entries[line.entry];
            let chance = line.chance;
            let rank = |rank: Option<i32>| rank.map_or_else(String::new, |rank| rank.to_string());
            let row = [
                entry.stream.clone(),
                entry.category.clone(),
                entry.name.clone(),
                line.rank.to_string(),
                line.category_rank.to_string(),
                decimal(line.score, 3),
                decimal(line.raw, 3),
                or_empty(line.ends.map(|ends| ends.0), 3),
                or_empty(line.ends.map(|ends| ends.1), 3),
                rank(chance.map(|chance| chance.low)),
                rank(chance.map(|chance| chance.high)),
                or_empty(chance.map(|chance| chance.expected), 2),
                or_empty(chance.and_then(|chance| chance.top), 2),
                line.ballots.to_string(),
                if line.through { "yes" } else { "no" }.to_owned(),
            ];
            let decided = (!record.tie_breaks.is_empty()).then(|| decided_by(record, line));
            row.into_iter().chain(decided).collect()
        })
        .collect()
}

/// The code of the tie-break that decided; empty where none had to, or a person did.
fn decided_by(record: &Record, line: &Line) -> String {
    let at = line.decided_by.and_then(|n| usize::try_from(n - 1).ok());
    let found = at.and_then(|at| record.tie_breaks.get(at));
    found.map_or_else(String::new, |tie_break| tie_break.code().to_owned())
}

pub(super) fn finished(out: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, BundleError> {
    out.into_inner()
        .map_err(|error| BundleError::Io(error.into_error()))
}

/// Reads the record back. Names are sorted, as they were when the ranking was made.
pub(super) fn record(entries: &[u8], scores: &[u8], plan: Plan) -> Result<Record, BundleError> {
    let mut contenders = BTreeMap::new();
    for row in csv::Reader::from_reader(entries).into_records() {
        let row = row?;
        let [name, stream, category, country] = fields(&row, ENTRIES)?;
        let entry = Contender {
            name: name.clone(),
            stream,
            category,
            country,
        };
        if contenders.insert(name.clone(), entry).is_some() {
            return Err(BundleError::content(
                ENTRIES,
                format!("{name} is there twice"),
            ));
        }
    }
    let contenders: Vec<Contender> = contenders.into_values().collect();
    let mut drafts = BTreeMap::new();
    let mut judges = BTreeMap::new();
    for row in csv::Reader::from_reader(scores).into_records() {
        let row = row?;
        let [entry, judge, score, country, _] = fields(&row, SCORES)?;
        let Some(total) = whole(&score, 3) else {
            let message = format!("{score:?} is no score");
            return Err(BundleError::content(SCORES, message));
        };
        judges.insert(judge.clone(), country);
        if drafts
            .insert((entry.clone(), judge.clone()), total)
            .is_some()
        {
            let message = format!("{judge} scored {entry} twice");
            return Err(BundleError::content(SCORES, message));
        }
    }
    let seats: Vec<&String> = judges.keys().collect();
    let known: BTreeSet<&String> = contenders.iter().map(|entry| &entry.name).collect();
    let mut marks = Vec::with_capacity(drafts.len());
    for ((entry, judge), total) in &drafts {
        if !known.contains(entry) {
            let message = format!("{entry} is not in {ENTRIES}");
            return Err(BundleError::content(SCORES, message));
        }
        let place = contenders.binary_search_by(|each| each.name.cmp(entry));
        let seat = seats.binary_search(&judge);
        if let (Ok(entry), Ok(judge)) = (place, seat) {
            marks.push(Mark {
                entry,
                judge,
                total: *total,
            });
        }
    }
    let judges = judges
        .into_iter()
        .map(|(name, country)| Assessor { name, country })
        .collect();
    Ok(Record {
        entries: contenders,
        judges,
        marks,
        duels: Vec::new(),
        tie_breaks: Vec::new(),
        deciders: Vec::new(),
        plan,
    })
}

/// The fields of a row, as many as there should be.
fn fields<const N: usize>(
    row: &csv::StringRecord,
    file: &'static str,
) -> Result<[String; N], BundleError> {
    let fields: Vec<String> = row.iter().map(str::to_owned).collect();
    let found = fields.len();
    let line = row.position().map_or(0, csv::Position::line);
    fields.try_into().map_err(|_| {
        let message = format!("line {line} has {found} fields, not {N}");
        BundleError::content(file, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_written_and_read_back() {
        for value in [0, 5, -5, 8667, 10_000, -12_345] {
            assert_eq!(whole(&decimal(value, 3), 3), Some(value));
        }
        assert_eq!(decimal(-5, 3), "-0.005");
        for wrong in ["", "x", "1.2.3", "1.2345", ".5", "+1"] {
            assert_eq!(whole(wrong, 3), None, "{wrong}");
        }
    }
}
