//! The table of the audience's votes.

use std::collections::VecDeque;

use diesel::prelude::*;

use super::{BATCH, Codes, EntryName, Rows};
use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::results::audience::{Source, points_in};
use crate::results::store::{counts, sources};
use crate::schema::{audience_votes, entries};

/// Decimal places of points.
const PLACES: u32 = 3;

/// What an entry has in a source.
struct Voted {
    entry: EntryName,
    number: String,
    stream: String,
    category: String,
    source: String,
    counted_on: String,
    votes: i64,
    /// In this source alone, in thousandths; none of an entry that left the contest.
    points: Option<i32>,
}

const COLUMNS: &[Column<Voted>] = &[
    ("source", |line| Cell::text(&line.source)),
    ("counted_on", |line| Cell::text(&line.counted_on)),
    ("entry", |line| Cell::text(&line.number)),
    ("entry_id", |line| line.entry.id.into()),
    ("title", |line| Cell::text(&line.entry.title)),
    ("stream", |line| Cell::text(&line.stream)),
    ("category", |line| Cell::text(&line.category)),
    ("votes", |line| Cell::Number(line.votes)),
    ("points", |line| {
        Cell::optional(line.points, |points| Cell::Decimal(points.into(), PLACES))
    }),
];

/// Source by source, and by entry in each.
pub struct Votes {
    filter: Filter,
    codes: Codes,
    /// Those to come, each with its most votes.
    sources: VecDeque<(Source, i64)>,
    after: Option<Id<Entry>>,
}

impl Votes {
    pub fn open(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let tops = counts(conn, contest.id)?;
        let sources = sources(conn, contest.id)?.into_iter().map(|(source, _)| {
            let mut own = tops.iter().filter(|count| count.source == source.id);
            let top = own.next().map_or(0, |count| count.top());
            (source, top)
        });
        Ok(Self {
            sources: sources.collect(),
            codes: Codes::of(conn, contest)?,
            filter,
            after: None,
        })
    }
}

impl Rows for Votes {
    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some((source, top)) = self.sources.front() else {
            return Ok(None);
        };
        let mut query = audience_votes::table
            .inner_join(entries::table)
            .filter(audience_votes::source_id.eq(source.id))
            .into_boxed();
        if let Some(stream) = self.filter.stream {
            query = query.filter(entries::stream_id.eq(stream));
        }
        if let Some(category) = self.filter.category {
            query = query.filter(entries::category_id.eq(Some(category)));
        }
        if let Some(after) = self.after {
            query = query.filter(audience_votes::entry_id.gt(after));
        }
        let found: Vec<(EntryName, State, i64)> = query
            .order(audience_votes::entry_id)
            .limit(BATCH as i64)
            .select((
                EntryName::as_select(),
                entries::state,
                audience_votes::votes,
            ))
            .load(conn)?;
        let (count, last) = (found.len(), found.last().map(|(entry, ..)| entry.id));
        let lines = found.into_iter().map(|(entry, state, votes)| {
            let line = Voted {
                number: self.codes.number(entry.stream_id, entry.number),
                stream: self.codes.stream(entry.stream_id).to_owned(),
                category: self.codes.category(entry.category_id).to_owned(),
                source: source.name.clone(),
                counted_on: source.counted_on.to_string(),
                votes,
                points: (state == State::Accepted).then(|| points_in(votes, *top)),
                entry,
            };
            row(COLUMNS, &line)
        });
        let rows = lines.collect();
        self.after = last;
        if count < BATCH {
            self.sources.pop_front();
            self.after = None;
        }
        Ok(Some(rows))
    }
}
