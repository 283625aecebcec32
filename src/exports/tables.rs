//! Tables: which there are, what a cell may hold, how rows come in batches and leave as a stream.
//!
//! A table's columns and rows are defined once, in its file under `store/`. Rows are read by key, so many at a
//! time, and each batch is written out before the next is read: an export of any size takes the memory of one.

mod text;
mod workbook;

use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::{self, StreamExt};

use crate::contests::{Category, Contest, Stream as ContestStream};
use crate::db::{Conn, Db, Id, Moment, text_enum};
use crate::error::{Error, Result};

use super::store::{ballots, entries, events, people, ranked};

pub use workbook::MEDIA_TYPE as XLSX;

/// Rows read at a time.
pub const BATCH: usize = 500;

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
        Assignments = "assignments",
        Results = "results",
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
            Self::Xlsx => XLSX,
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
    pub stream: Option<Id<ContestStream>>,
    pub category: Option<Id<Category>>,
    /// The position of a round, counted from 1.
    pub round: Option<i32>,
}

impl Filter {
    /// Reads codes; empty ones are no filter, and one that the contest does not have is not found.
    pub fn parse(
        conn: &mut Conn,
        contest: &Contest,
        state: &str,
        stream: &str,
        category: &str,
        round: &str,
    ) -> Result<Self> {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let stream = match given(stream) {
            None => None,
            Some(code) => {
                let streams = contest.streams(conn)?;
                let found = streams.iter().find(|each| each.code == code);
                Some(found.ok_or(Error::NotFound)?.id)
            }
        };
        let category = match given(category) {
            None => None,
            Some(code) => {
                let categories = contest.categories(conn)?;
                let found = categories.iter().find(|each| each.code == code);
                Some(found.ok_or(Error::NotFound)?.id)
            }
        };
        let round = given(round).map(|text| text.parse().map_err(|_| Error::NotFound));
        Ok(Self {
            state: given(state),
            stream,
            category,
            round: round.transpose()?,
        })
    }
}

/// Rows of one table, in batches by key.
pub trait Rows: Send {
    fn columns(&self) -> Vec<String>;

    /// The next batch: one that reads no more lines from the database is the last. None after it.
    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>>;
}

/// One table of one contest, about to be read.
pub struct Table {
    rows: Box<dyn Rows>,
}

impl Table {
    pub fn open(conn: &mut Conn, contest: &Contest, what: What, filter: Filter) -> Result<Self> {
        let rows: Box<dyn Rows> = match what {
            What::Entries => Box::new(entries::Entries::open(conn, contest, filter)?),
            What::Ballots => Box::new(ballots::Ballots::long(conn, contest, filter)?),
            What::BallotsWide => Box::new(ballots::Ballots::wide(conn, contest, filter)?),
            What::Scores => Box::new(ballots::Ballots::scores(conn, contest, filter)?),
            What::Assignments => Box::new(ranked::Assignments::open(conn, contest, filter)?),
            What::Results => Box::new(ranked::Results::open(conn, contest, filter)?),
            What::Accounts => Box::new(people::People::open(contest)),
            What::Events => Box::new(events::Trail::open(contest)),
        };
        Ok(Self { rows })
    }

    pub fn columns(&self) -> Vec<String> {
        self.rows.columns()
    }

    pub fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        self.rows.next(conn)
    }

    /// The whole file, piece by piece. A piece is made when the reader asks for it, in a read of its own, so
    /// a slow reader holds neither memory nor a connection.
    ///
    /// XLSX, which cannot be read before it is whole, is first written to a temporary file, row by row.
    pub async fn write(self, db: Db, format: Format) -> Result<Pieces> {
        match format {
            Format::Csv => Ok(text::pieces(db, self, text::csv).boxed()),
            Format::Jsonl => Ok(text::pieces(db, self, text::json_lines).boxed()),
            Format::Xlsx => Ok(workbook::pieces(db, self).await?.boxed()),
        }
    }
}

/// The bytes of a file, in order.
pub type Pieces = stream::BoxStream<'static, Result<Bytes>>;

/// Pieces of a state that gives one at a time, until it has none or one fails.
fn unfold<S, F>(
    state: S,
    step: impl Fn(S) -> F + Send + 'static,
) -> impl Stream<Item = Result<Bytes>>
where
    S: Send + 'static,
    F: Future<Output = Result<Option<(Bytes, S)>>> + Send,
{
    stream::unfold(Some((state, step)), |held| async move {
        let (state, step) = held?;
        match step(state).await {
            Ok(Some((piece, state))) => Some((Ok(piece), Some((state, step)))),
            Ok(None) => None,
            Err(error) => Some((Err(error), None)),
        }
    })
}
