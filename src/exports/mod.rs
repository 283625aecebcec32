//! Tables out: CSV, XLSX, JSON Lines, and the contest file.
//!
//! A table's columns and rows are defined once, in its file under `store/`; `tables` writes any of them as a file.

pub mod contest_file;
pub mod forms;
pub mod pages;
pub mod store;
pub mod tables;

use crate::contests::{Category, Stream};
use crate::db::{Id, Moment, text_enum};

text_enum! {
    /// A table of a contest that can be taken out.
    pub enum What ("export") {
        Entries = "entries",
        /// One row a ballot and criterion.
        Ballots = "ballots",
        /// One row a ballot, a column a criterion.
        BallotsWide = "ballots-wide",
        /// Submitted points alone, as `shortlist results rank` reads them; judges by number, not by name.
        Scores = "scores",
        /// One row an answer in a round of pairs, as `shortlist results pairwise` reads them.
        Comparisons = "comparisons",
        Assignments = "assignments",
        Results = "results",
        /// Figures of each ranking: spreads, agreement, home advantage, coverage.
        Reliability = "reliability",
        /// Each judge beside the panel, and what was decided of their ballots.
        Judges = "judges",
        /// Whether the places of awards hold by other methods and without any one judge.
        Places = "places",
        /// Votes of the audience, by source.
        Votes = "votes",
        /// The people of the contest: creators and whoever has a role.
        Accounts = "accounts",
        /// The audit trail.
        Events = "events",
    }
}

text_enum! {
    /// What file a table becomes.
    pub enum Format ("format") {
        Xlsx = "xlsx",
        Csv = "csv",
        Jsonl = "jsonl",
    }
}

impl Format {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl; charset=utf-8",
        }
    }
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// A number with so many decimal places: 855 with 2 is 8.55.
    Decimal(i64, u32),
    /// Written as ISO 8601, UTC.
    Time(Moment),
    Flag(bool),
}

impl Cell {
    pub fn text(value: impl ToString) -> Self {
        match value.to_string() {
            text if text.is_empty() => Self::Empty,
            text => Self::Text(text),
        }
    }

    /// Several values in one cell, as people read them: `zh; ru`.
    pub fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        Self::text(values.join("; "))
    }

    pub fn optional<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }
}

impl From<i32> for Cell {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<Moment> for Cell {
    fn from(value: Moment) -> Self {
        Self::Time(value)
    }
}

impl<T> From<Id<T>> for Cell {
    fn from(value: Id<T>) -> Self {
        Self::Text(value.to_string())
    }
}

pub type Row = Vec<Cell>;

/// A column: its name in the header, stable, and what a line has in it.
pub type Column<L> = (&'static str, fn(&L) -> Cell);

/// The names of columns.
pub fn names<L>(columns: &[Column<L>]) -> Vec<String> {
    columns.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// A line as a row of its columns.
pub fn row<L>(columns: &[Column<L>], line: &L) -> Row {
    columns.iter().map(|(_, cell)| cell(line)).collect()
}

/// Which rows are wanted: the filters of the console's lists, and one round.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of entries, ballots and assignments, each its own.
    pub state: Option<String>,
    pub stream: Option<Id<Stream>>,
    pub category: Option<Id<Category>>,
    /// The position of a round, counted from 1.
    pub round: Option<i32>,
}
