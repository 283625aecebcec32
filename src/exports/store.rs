//! SQL of exports: read models of the tables, the set-up of contests, the lists of mails, events and jobs.

pub mod ballots;
pub mod comparisons;
pub mod entries;
pub mod events;
pub mod jobs;
pub mod mails;
pub mod people;
pub mod ranked;
pub mod set_up;
pub mod studies;
pub mod votes;

use std::collections::{HashMap, VecDeque};

use diesel::prelude::*;

use crate::accounts::{Account, Email};
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id};
use crate::entries::{Entry, number_text};
use crate::error::{Error, Result};
use crate::exports::{Filter, Row};
use crate::i18n::Country;
use crate::judging::Round;
use crate::schema::{accounts, entries as entries_table};

/// Rows read at a time.
pub const BATCH: usize = 500;

/// Rows of one table, in batches by key.
pub trait Rows: Send {
    fn columns(&self) -> Vec<String>;

    /// The next batch: one that reads no more lines from the database is the last. None after it.
    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>>;
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

/// The rounds that a filter leaves: all, or the one at its position.
fn rounds_wanted(conn: &mut Conn, contest: &Contest, position: Option<i32>) -> Result<Vec<Round>> {
    let mut rounds = Round::all(conn, contest)?;
    rounds.retain(|round| position.is_none_or(|wanted| round.position == wanted));
    Ok(rounds)
}

/// How far the assignments of some rounds were read: round by round, by entry, then by judge. That is the order
/// of an index, so that a batch costs the same however many came before it.
pub struct Progress {
    rounds: VecDeque<Round>,
    after: Option<(Id<Entry>, Id<Account>)>,
}

impl Progress {
    fn through(rounds: Vec<Round>) -> Self {
        Self {
            rounds: rounds.into(),
            after: None,
        }
    }

    /// The round in hand: its key and position.
    fn round(&self) -> Option<(Id<Round>, i32)> {
        let round = self.rounds.front()?;
        Some((round.id, round.position))
    }

    /// Notes how many were read, and the last of them.
    fn read(&mut self, count: usize, last: Option<(Id<Entry>, Id<Account>)>) {
        self.after = last;
        if count < BATCH {
            self.rounds.pop_front();
            self.after = None;
        }
    }
}

/// A batch of a round's assignments that a filter leaves, joined to what the caller joins.
macro_rules! assigned {
    ($source:expr, $round:expr, $progress:expr, $filter:expr) => {{
        let mut query = $source
            .inner_join(entries::table)
            .inner_join(accounts::table)
            .filter(assignments::round_id.eq($round))
            .into_boxed();
        if let Some(stream) = $filter.stream {
            query = query.filter(entries::stream_id.eq(stream));
        }
        if let Some(category) = $filter.category {
            query = query.filter(entries::category_id.eq(Some(category)));
        }
        if let Some((entry, judge)) = $progress.after {
            query = query.filter(assignments::entry_id.ge(entry)).filter(
                assignments::entry_id
                    .gt(entry)
                    .or(assignments::judge_id.gt(judge)),
            );
        }
        query
            .order((assignments::entry_id, assignments::judge_id))
            .limit(BATCH as i64)
    }};
}
use assigned;

/// Codes of streams and categories, by key.
pub struct Codes {
    streams: HashMap<Id<Stream>, String>,
    categories: HashMap<Id<Category>, String>,
}

impl Codes {
    pub fn of(conn: &mut Conn, contest: &Contest) -> Result<Self> {
        let streams = contest.streams(conn)?.into_iter();
        let categories = contest.categories(conn)?.into_iter();
        Ok(Self {
            streams: streams.map(|each| (each.id, each.code)).collect(),
            categories: categories.map(|each| (each.id, each.code)).collect(),
        })
    }

    pub fn stream(&self, id: Id<Stream>) -> &str {
        self.streams.get(&id).map_or("", String::as_str)
    }

    pub fn category(&self, id: Option<Id<Category>>) -> &str {
        id.and_then(|id| self.categories.get(&id))
            .map_or("", String::as_str)
    }

    /// `CN-0042`, or nothing for a draft.
    pub fn number(&self, stream: Id<Stream>, number: Option<i32>) -> String {
        number.map_or_else(String::new, |number| {
            number_text(self.stream(stream), number)
        })
    }
}

/// An entry as other tables name it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = entries_table)]
pub struct EntryName {
    pub id: Id<Entry>,
    pub creator_id: Id<Account>,
    pub stream_id: Id<Stream>,
    pub category_id: Option<Id<Category>>,
    pub number: Option<i32>,
    pub title: String,
}

/// A person as tables name them.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Person {
    pub id: Id<Account>,
    pub email: Email,
    pub native_name: String,
    pub latin_name: String,
    pub country: Country,
    pub organisation: String,
}

/// People by key, one statement for all of them.
fn people_by_id(conn: &mut Conn, ids: Vec<Id<Account>>) -> Result<HashMap<Id<Account>, Person>> {
    let people = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select(Person::as_select())
        .load(conn)?;
    Ok(people.into_iter().map(|each| (each.id, each)).collect())
}
