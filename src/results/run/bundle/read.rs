//! A bundle checked: its sums, its signature, and its ranking computed anew from its scores.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::seal::{SIGNATURE, Seal};
use super::{
    BundleError, COMPARISONS, ENTRIES, FORMAT, LARGEST, PARAMETERS, Parameters, RANKING, SCORES,
    SUMMED, SUMS, TIES, sha256, tables, ties,
};

/// Columns that are computed with fractions: another machine may round the last digit otherwise.
const ROUNDED: std::ops::RangeInclusive<usize> = 5..=12;

/// What came of a check.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub parameters: Parameters,
    /// SHA-256 of the file, to be compared with the one that was published.
    pub digest: String,
    pub entries: usize,
    pub judges: usize,
    pub ballots: usize,
    pub seal: Seal,
    /// What differs, the first differences first; none if all is as it should be.
    pub differences: Vec<String>,
}

/// Unpacks a bundle, checks its sums and its signature, by `key` or by the key that it brings, and computes its ranking anew.
///
/// # Errors
/// It is no bundle: a file is missing or cannot be read.
pub fn verify(bytes: &[u8], key: Option<&[u8]>) -> Result<Verdict, BundleError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut unpack = |name: &str| -> Result<Option<Vec<u8>>, BundleError> {
        let file = match archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut content = Vec::new();
        file.take(LARGEST).read_to_end(&mut content)?;
        Ok(Some(content))
    };
    let mut files = BTreeMap::new();
    for name in SUMMED.into_iter().chain([SUMS]) {
        let content = unpack(name)?.ok_or_else(|| BundleError::content(name, "is not in it"))?;
        files.insert(name, content);
    }
    for name in [COMPARISONS, TIES] {
        if let Some(content) = unpack(name)? {
            files.insert(name, content);
        }
    }
    let signature = unpack(SIGNATURE)?;
    let parameters: Parameters = serde_json::from_slice(&files[PARAMETERS])?;
    if parameters.format != FORMAT {
        let message = format!("form {} is not known to this program", parameters.format);
        return Err(BundleError::content(PARAMETERS, message));
    }
    let mut differences = Vec::new();
    let sums = String::from_utf8_lossy(&files[SUMS]).into_owned();
    let others = [COMPARISONS, TIES].into_iter();
    let others = others.filter(|name| files.contains_key(name));
    for name in SUMMED.into_iter().chain(others) {
        let line = format!("{}  {name}", sha256(&files[name]));
        if !sums.lines().any(|sum| sum == line) {
            differences.push(format!("{name} is not the file that {SUMS} names"));
        }
    }
    let mut record = tables::record(&files[ENTRIES], &files[SCORES], parameters.plan)?;
    if let Some(comparisons) = files.get(COMPARISONS) {
        record.duels = tables::duels(comparisons, &record)?;
    }
    if !parameters.tie_breaks.is_empty() {
        record.tie_breaks.clone_from(&parameters.tie_breaks);
        let figures = files.get(TIES);
        let figures = figures.ok_or_else(|| BundleError::content(TIES, "is not in it"))?;
        record.deciders = ties::read(figures, &record)?;
    }
    let columns = tables::columns(&record);
    let published = published(&files[RANKING], &columns)?;
    let computed = record
        .rank()
        .map_or_else(Vec::new, |ranked| tables::rows(&record, &ranked));
    compare(&columns, &published, &computed, &mut differences);
    Ok(Verdict {
        parameters,
        digest: sha256(bytes),
        entries: record.entries.len(),
        judges: record.judges.len(),
        ballots: record.marks.len(),
        seal: Seal::of(signature.as_deref(), &files[SUMS], key),
        differences,
    })
}

/// The rows of `ranking.csv` as they are.
fn published(bytes: &[u8], columns: &[&str]) -> Result<Vec<Vec<String>>, BundleError> {
    let mut reader = csv::Reader::from_reader(bytes);
    if reader.headers()?.iter().ne(columns.iter().copied()) {
        return Err(BundleError::content(RANKING, "has other columns"));
    }
    let rows = reader.into_records().map(|row| {
        let row = row?;
        Ok(row.iter().map(str::to_owned).collect())
    });
    rows.collect()
}

fn compare(
    columns: &[&str],
    published: &[Vec<String>],
    computed: &[Vec<String>],
    differences: &mut Vec<String>,
) {
    let by_entry: BTreeMap<&str, &Vec<String>> =
        computed.iter().map(|row| (row[2].as_str(), row)).collect();
    for row in published {
        let Some(anew) = by_entry.get(row[2].as_str()) else {
            differences.push(format!("{}: no ballot of it counts", row[2]));
            continue;
        };
        for (at, column) in columns.iter().enumerate() {
            let (was, is) = (&row[at], &anew[at]);
            if was != is && !(ROUNDED.contains(&at) && near(was, is)) {
                differences.push(format!("{}: {column} is {was}, computed {is}", row[2]));
            }
        }
    }
    if published.len() != computed.len() {
        let (was, is) = (published.len(), computed.len());
        differences.push(format!("{was} entries are ranked, computed {is}"));
    }
}

/// Whether two decimals differ in their last digit by one at most.
fn near(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.replace('.', "").parse::<i64>().ok();
    let places = |text: &str| text.split_once('.').map_or(0, |(_, rest)| rest.len());
    match (digits(one), digits(other)) {
        (Some(a), Some(b)) => places(one) == places(other) && (a - b).abs() <= 1,
        _ => false,
    }
}
