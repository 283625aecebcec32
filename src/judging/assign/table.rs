//! A CSV file with a header row: columns in any order, others ignored, errors that name file, line and column.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, anyhow, bail};

/// A read file.
pub(super) struct Table {
    name: String,
    places: HashMap<String, usize>,
    records: Vec<csv::StringRecord>,
}

/// A record of a [`Table`].
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl Table {
    /// Nothing when there is no such file.
    pub fn read(path: &Path) -> anyhow::Result<Option<Self>> {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(name, &bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context(name),
        }
    }

    pub fn parse(name: String, bytes: &[u8]) -> anyhow::Result<Self> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let columns: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(str::to_owned).collect(),
            Err(error) => return Err(explained(&name, &error)),
        };
        let mut places = HashMap::new();
        for (at, column) in columns.iter().enumerate() {
            if !column.is_empty() && places.insert(column.clone(), at).is_some() {
                bail!("{name}: line 1, column {column}: is there twice");
            }
        }
        let records: Result<_, _> = reader.records().collect();
        let records = records.map_err(|error| explained(&name, &error))?;
        Ok(Self {
            name,
            places,
            records,
        })
    }

    /// Fails when the header lacks one of these.
    pub fn require(&self, columns: &[&str]) -> anyhow::Result<()> {
        match columns.iter().find(|c| !self.places.contains_key(**c)) {
            Some(column) => bail!(
                "{}: line 1, column {column}: is not in the header row",
                self.name
            ),
            None => Ok(()),
        }
    }

    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let of = |record| Record {
            table: self,
            record,
        };
        self.records.iter().map(of)
    }
}

fn explained(name: &str, error: &csv::Error) -> anyhow::Error {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            pos: Some(pos),
            expected_len,
            len,
        } => anyhow!(
            "{name}: line {}, column {}: {len} columns where the header row has {expected_len}",
            pos.line(),
            len.min(expected_len) + 1
        ),
        csv::ErrorKind::Utf8 {
            pos: Some(pos),
            err,
        } => anyhow!(
            "{name}: line {}, column {}: not UTF-8",
            pos.line(),
            err.field() + 1
        ),
        _ => anyhow!("{name}: {error}"),
    }
}

impl<'a> Record<'a> {
    pub fn has(self, column: &str) -> bool {
        self.table.places.contains_key(column)
    }

    /// The text of a column; empty when there is no such column.
    pub fn text(self, column: &str) -> &'a str {
        let place = self.table.places.get(column);
        place.and_then(|at| self.record.get(*at)).unwrap_or("")
    }

    /// As [`Record::text`], which must not be empty.
    pub fn id(self, column: &str) -> anyhow::Result<&'a str> {
        match self.text(column) {
            "" => Err(self.wrong(column, "is empty")),
            id => Ok(id),
        }
    }

    /// A number; nothing when the column is empty.
    pub fn number<T: FromStr>(self, column: &str, what: &str) -> anyhow::Result<Option<T>> {
        match self.text(column) {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.wrong(column, &format!("\u{201c}{text}\u{201d} is not {what}"))),
            },
        }
    }

    /// A decimal; nothing when the column is empty.
    pub fn decimal(self, column: &str) -> anyhow::Result<Option<f64>> {
        let number = self.number::<f64>(column, "a number")?;
        match number {
            Some(number) if !number.is_finite() => Err(self.wrong(column, "is not a number")),
            number => Ok(number),
        }
    }

    /// The parts of a column that `;` joins.
    pub fn list(self, column: &str) -> Vec<String> {
        let parts = self.text(column).split(';').map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    pub fn wrong(self, column: &str, why: &str) -> anyhow::Error {
        anyhow!("{}", self.at(column, why))
    }

    /// The words of a message about this record.
    pub fn at(self, column: &str, why: &str) -> String {
        let line = self.record.position().map_or(0, csv::Position::line);
        format!("{}: line {line}, column {column}: {why}", self.table.name)
    }
}
