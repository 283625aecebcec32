//! A table on its way out, as a stream of bytes.
//!
//! Rows are read by key, so many at a time, and each batch is written out before the next is read: an export of any
//! size takes the memory of one.

mod text;
mod workbook;

use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::{self, StreamExt};

use super::store::{Rows, ballots, comparisons, entries, events, people, ranked, studies, votes};
use super::{Filter, Format, Row, What};
use crate::contests::Contest;
use crate::db::{Conn, Db};
use crate::error::Result;

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
            What::Comparisons => Box::new(comparisons::Comparisons::open(conn, contest, filter)?),
            What::Assignments => Box::new(ranked::Assignments::open(conn, contest, filter)?),
            What::Results => Box::new(ranked::Results::open(conn, contest, filter)?),
            What::Reliability => Box::new(studies::Studies::figures(conn, contest, filter)?),
            What::Judges => Box::new(studies::Studies::judges(conn, contest, filter)?),
            What::Places => Box::new(studies::Studies::places(conn, contest, filter)?),
            What::Votes => Box::new(votes::Votes::open(conn, contest, filter)?),
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
