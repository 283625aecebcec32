//! Votes of the audience: entered source by source, each replaced as a whole, and read for the points that they make.

use std::collections::{HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use super::EntryOfRow;
use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::audience::{Audience, Basis, Count, MOST_SOURCES, Source, Votes, points};
use crate::results::forms::audience::{BadLine, Line, NewSource};
use crate::results::{Parameters, Ranking, RankingState};
use crate::schema::{
    accounts, audience_sources, audience_votes, awards, entries, placements, rankings, streams,
};
use crate::web::paging::{Cursor, PAGE, Paged};

/// Rows of one INSERT.
const CHUNK: usize = 1000;

#[derive(Clone, Insertable)]
#[diesel(table_name = audience_votes)]
struct NewVotes {
    source_id: Id<Source>,
    entry_id: Id<Entry>,
    votes: i64,
}

/// The contest's sources as they were entered first, each with who entered it last. One statement.
pub fn sources(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<(Source, Account)>> {
    Ok(audience_sources::table
        .inner_join(accounts::table)
        .filter(audience_sources::contest_id.eq(contest))
        .order(audience_sources::id)
        .select((Source::as_select(), Account::as_select()))
        .load(conn)?)
}

/// The votes of each source of the contest, in the order of [`sources`]. What an entry has that left the contest counts
/// nowhere, nor as the most votes of a source. One statement.
pub fn counts(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<Count>> {
    type Counted = (Id<Source>, Option<Id<Entry>>, Option<i64>);
    let rows: Vec<Counted> = audience_sources::table
        .left_join(audience_votes::table)
        .left_join(
            entries::table.on(entries::id
                .eq(audience_votes::entry_id)
                .and(entries::state.eq(State::Accepted))),
        )
        .filter(audience_sources::contest_id.eq(contest))
        .order(audience_sources::id)
        .select((
            audience_sources::id,
            entries::id.nullable(),
            audience_votes::votes.nullable(),
        ))
        .load(conn)?;
    let mut counts: Vec<Count> = Vec::new();
    for (source, entry, votes) in rows {
        if counts.last().is_none_or(|last| last.source != source) {
            counts.push(Count {
                source,
                votes: Vec::new(),
            });
        }
        if let (Some(count), Some(entry), Some(votes)) = (counts.last_mut(), entry, votes) {
            count.votes.push((entry, votes));
        }
    }
    Ok(counts)
}

/// An entry that the audience voted for.
pub struct Voted {
    pub entry: EntryOfRow,
    pub stream: Stream,
    /// Thousandths of a point.
    pub points: i32,
    /// By source, in the order of [`sources`]; none where it is not in one.
    pub votes: Vec<Option<i64>>,
}

/// The entries with votes, those with the most points first, after the one named. One statement.
pub fn voted(
    conn: &mut Conn,
    counts: &[Count],
    after: Option<Cursor<i32, Id<Entry>>>,
) -> Result<Paged<Voted>> {
    let behind = |points: i32, entry: Id<Entry>| match after {
        Some(Cursor(last, of)) => points < last || points == last && entry > of,
        None => true,
    };
    let mut ranked: Vec<(i32, Id<Entry>)> = points(counts)
        .into_iter()
        .map(|(entry, points)| (points, entry))
        .filter(|(points, entry)| behind(*points, *entry))
        .collect();
    ranked.sort_by_key(|(points, entry)| (-points, *entry));
    ranked.truncate(PAGE + 1);
    let shown: HashSet<Id<Entry>> = ranked.iter().map(|(_, entry)| *entry).collect();
    let rows: Vec<(EntryOfRow, Stream)> = entries::table
        .inner_join(streams::table)
        .filter(entries::id.eq_any(shown.iter().copied().collect::<Vec<_>>()))
        .select((EntryOfRow::as_select(), Stream::as_select()))
        .load(conn)?;
    let named: HashMap<Id<Entry>, (EntryOfRow, Stream)> = rows
        .into_iter()
        .map(|(entry, stream)| (entry.id, (entry, stream)))
        .collect();
    let by_source: Vec<HashMap<Id<Entry>, i64>> = counts
        .iter()
        .map(|count| {
            let votes = count.votes.iter().copied();
            votes.filter(|(entry, _)| shown.contains(entry)).collect()
        })
        .collect();
    let rows = ranked
        .into_iter()
        .filter_map(|(points, id)| {
            let (entry, stream) = named.get(&id)?.clone();
            let votes = by_source.iter().map(|votes| votes.get(&id).copied());
            Some(Voted {
                entry,
                stream,
                points,
                votes: votes.collect(),
            })
        })
        .collect();
    Ok(Paged::new(rows, |row: &Voted| {
        Cursor(row.points, row.entry.id)
    }))
}

/// The votes of what was typed, by entry, and what is wrong with the lines that name none that was accepted. One statement.
pub fn matched(
    conn: &mut Conn,
    contest: &Contest,
    lines: &[Line],
) -> Result<(Votes, Vec<BadLine>)> {
    let numbered: Vec<(Option<i32>, Id<Entry>, State, String)> = entries::table
        .inner_join(streams::table)
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::number.is_not_null())
        .select((entries::number, entries::id, entries::state, streams::code))
        .load(conn)?;
    let numbered: HashMap<i32, (Id<Entry>, State, String)> = numbered
        .into_iter()
        .filter_map(|(number, entry, state, code)| Some((number?, (entry, state, code))))
        .collect();
    let (mut votes, mut bad) = (Vec::new(), Vec::new());
    for line in lines {
        match numbered.get(&line.number) {
            Some((_, _, code)) if !line.is_of(code) => bad.push(line.unknown()),
            Some((entry, State::Accepted, _)) => votes.push((*entry, line.votes)),
            Some(_) => bad.push(line.not_accepted()),
            None => bad.push(line.unknown()),
        }
    }
    Ok((votes, bad))
}

/// Whether public results of the contest give an award by the votes: they stay as they are then. One statement.
pub fn votes_are_public(conn: &mut Conn, contest: Id<Contest>) -> Result<bool> {
    Ok(diesel::select(exists(
        placements::table
            .inner_join(awards::table)
            .inner_join(rankings::table)
            .filter(awards::contest_id.eq(contest))
            .filter(awards::basis.eq(Basis::Audience))
            .filter(rankings::state.eq_any([RankingState::Provisional, RankingState::Final])),
    ))
    .get_result(conn)?)
}

/// Refuses while public results rest on the votes. Rankings that are not public and gave out awards by them cannot be
/// published before these are given out anew.
fn unsettle(conn: &mut Conn, contest: Id<Contest>) -> Result<()> {
    let rankings: Vec<Ranking> = rankings::table
        .filter(rankings::contest_id.eq(contest))
        .filter(rankings::state.eq(RankingState::Computed))
        .select(Ranking::as_select())
        .load(conn)?;
    for ranking in rankings {
        if let Some(given) = &ranking.parameters.audience {
            let audience = Some(Audience {
                outdated: true,
                ..given.clone()
            });
            let parameters = Parameters {
                audience,
                ..(*ranking.parameters).clone()
            };
            ranking.set_parameters(conn, parameters)?;
        }
    }
    if votes_are_public(conn, contest)? {
        return Err(Error::Conflict("error-votes-public"));
    }
    Ok(())
}

fn sum(votes: &[(Id<Entry>, i64)]) -> i64 {
    votes.iter().map(|(_, votes)| votes).sum()
}

impl Source {
    /// A source of this contest; another contest's is not found.
    pub fn find(conn: &mut Conn, contest: &Contest, id: Id<Source>) -> Result<Self> {
        Ok(audience_sources::table
            .filter(audience_sources::id.eq(id))
            .filter(audience_sources::contest_id.eq(contest.id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Adds a source with its votes. A name that is taken is a conflict.
    pub fn add(
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        new: &NewSource,
        votes: &[(Id<Entry>, i64)],
        now: Moment,
    ) -> Result<Id<Source>> {
        unsettle(conn, contest.id)?;
        if sources(conn, contest.id)?.len() >= MOST_SOURCES {
            return Err(Error::Conflict("error-too-many-sources"));
        }
        let (id, entries) = (Id::<Source>::new(), votes.len() as i32);
        diesel::insert_into(audience_sources::table)
            .values((
                audience_sources::id.eq(id),
                audience_sources::contest_id.eq(contest.id),
                audience_sources::counted_on.eq(Json::new(new.counted_on)),
                audience_sources::entries.eq(entries),
                audience_sources::votes.eq(sum(votes)),
                audience_sources::entered_by.eq(by.id),
                audience_sources::entered_at.eq(now),
                audience_sources::version.eq(1),
                audience_sources::name.eq(&new.name),
                audience_sources::note.eq(&new.note),
            ))
            .execute(conn)?;
        insert(conn, id, votes)?;
        Event::new("audience-source", id, "entered")
            .by(by.id)
            .in_contest(contest.id)
            .because(&new.note)
            .with(serde_json::json!({
                "name": new.name,
                "counted_on": new.counted_on,
                "entries": [0, entries],
                "votes": [0, sum(votes)],
            }))
            .record(conn, now)?;
        Ok(id)
    }

    /// Puts other votes in place of all that it has, if it is still the one that the form was filled from.
    pub fn replace(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &NewSource,
        votes: &[(Id<Entry>, i64)],
        now: Moment,
    ) -> Result<()> {
        unsettle(conn, self.contest_id)?;
        let entries = votes.len() as i32;
        let changed = diesel::update(
            audience_sources::table
                .filter(audience_sources::id.eq(self.id))
                .filter(audience_sources::version.eq(new.version)),
        )
        .set((
            audience_sources::counted_on.eq(Json::new(new.counted_on)),
            audience_sources::entries.eq(entries),
            audience_sources::votes.eq(sum(votes)),
            audience_sources::entered_by.eq(by.id),
            audience_sources::entered_at.eq(now),
            audience_sources::version.eq(new.version + 1),
            audience_sources::name.eq(&new.name),
            audience_sources::note.eq(&new.note),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-source-changed"));
        }
        self.clear(conn)?;
        insert(conn, self.id, votes)?;
        Event::new("audience-source", self.id, "replaced")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&new.note)
            .with(serde_json::json!({
                "name": [&self.name, &new.name],
                "counted_on": [*self.counted_on, new.counted_on],
                "entries": [self.entries, entries],
                "votes": [self.votes, sum(votes)],
            }))
            .record(conn, now)
    }

    /// Removes the source and its votes: points are then the mean over the others.
    pub fn remove(&self, conn: &mut Conn, by: &Account, reason: &str, now: Moment) -> Result<()> {
        unsettle(conn, self.contest_id)?;
        self.clear(conn)?;
        let gone = diesel::delete(audience_sources::table.filter(audience_sources::id.eq(self.id)))
            .execute(conn)?;
        if gone != 1 {
            return Err(Error::NotFound);
        }
        Event::new("audience-source", self.id, "removed")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .with(serde_json::json!({
                "name": self.name,
                "entries": [self.entries, 0],
                "votes": [self.votes, 0],
            }))
            .record(conn, now)
    }

    fn clear(&self, conn: &mut Conn) -> Result<()> {
        diesel::delete(audience_votes::table.filter(audience_votes::source_id.eq(self.id)))
            .execute(conn)?;
        Ok(())
    }

    /// Its votes as lines that can be typed again, by number: `CN-0042,1200`. One statement.
    pub fn lines(&self, conn: &mut Conn) -> Result<Vec<(String, i32, i64)>> {
        let rows: Vec<(String, Option<i32>, i64)> = audience_votes::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(audience_votes::source_id.eq(self.id))
            .filter(entries::state.eq(State::Accepted))
            .order((entries::number, entries::id))
            .select((streams::code, entries::number, audience_votes::votes))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .filter_map(|(code, number, votes)| Some((code, number?, votes)))
            .collect())
    }
}

fn insert(conn: &mut Conn, source: Id<Source>, votes: &[(Id<Entry>, i64)]) -> Result<()> {
    for chunk in votes.chunks(CHUNK) {
        let rows: Vec<NewVotes> = chunk
            .iter()
            .map(|(entry, votes)| NewVotes {
                source_id: source,
                entry_id: *entry,
                votes: *votes,
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(audience_votes::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}
