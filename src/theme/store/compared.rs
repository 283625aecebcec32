//! The words of a contest's entries in memory: each new text is compared with them, and only what changed since the
//! last comparison is read again.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::TimeDelta;
use diesel::prelude::*;

use super::vectors;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::schema::{entries, media};
use crate::theme::check::{Duplicates, Index, Match, Prepared, Text};

/// Entries of a contest that are read at first: the newest ones.
const COMPARED: i64 = 5_000;
/// Texts that are kept of one contest, old versions included; past it the collection is made anew.
const KEPT: usize = 6_000;
/// Contests whose texts are kept.
const CONTESTS: usize = 3;
/// Rows are read again from this long before the newest that was seen: transactions do not end in order.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

type Shared = Arc<Mutex<Collection>>;
type Collections = Mutex<Vec<(Id<Contest>, Shared)>>;

/// The contests compared last, the newest use at the end.
static COLLECTIONS: LazyLock<Collections> = LazyLock::new(Mutex::default);

struct Collection {
    rules: Duplicates,
    index: Index,
    /// Texts in the index: entry, version, digest of its file.
    seen: HashSet<(Id<Entry>, i32, Option<Vec<u8>>)>,
    until: Option<Moment>,
    /// The newest vector that was read.
    vectors_until: Option<Moment>,
}

#[derive(Queryable)]
struct Row {
    id: Id<Entry>,
    version: i32,
    creator: Vec<u8>,
    title: String,
    words: String,
    updated_at: Moment,
    submitted_at: Option<Moment>,
    sha256: Option<Vec<u8>>,
}

fn named(entry: Id<Entry>, version: i32) -> String {
    format!("{entry}:{version}")
}

impl Row {
    /// An old version of an entry is another text: the id names both.
    fn text(&self) -> Text {
        Text {
            id: named(self.id, self.version),
            creator: Some(hex::encode(&self.creator)),
            title: self.title.clone(),
            synopsis: self.words.clone(),
            file_sha256: self.sha256.as_ref().map(hex::encode),
            ..Text::default()
        }
    }
}

macro_rules! rows {
    () => {
        entries::table
            .left_join(media::table.on(entries::video_id.eq(media::id.nullable())))
            .select((
                entries::id,
                entries::version,
                entries::creator_id,
                entries::title,
                entries::search_text,
                entries::updated_at,
                entries::submitted_at,
                media::sha256.nullable(),
            ))
    };
}

impl Collection {
    fn new(rules: Duplicates) -> Self {
        Self {
            rules,
            index: Index::new(rules),
            seen: HashSet::new(),
            until: None,
            vectors_until: None,
        }
    }

    /// Reads what changed.
    fn refresh(
        &mut self,
        conn: &mut Conn,
        contest: Id<Contest>,
        rules: Duplicates,
        encoder: Option<&str>,
    ) -> Result<()> {
        if self.rules != rules || self.index.len() > KEPT {
            *self = Self::new(rules);
        }
        let mut query = rows!()
            .filter(entries::contest_id.eq(contest))
            .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
            .into_boxed();
        if let Some(until) = self.until {
            let since = until.minus(OVERLAP);
            query = query.filter(
                entries::updated_at
                    .ge(since)
                    .or(entries::submitted_at.ge(Some(since))),
            );
        }
        let rows: Vec<Row> = query.order(entries::id.desc()).limit(COMPARED).load(conn)?;
        for row in rows {
            let at = row
                .updated_at
                .max(row.submitted_at.unwrap_or(row.updated_at));
            self.until = self.until.max(Some(at));
            if self.seen.insert((row.id, row.version, row.sha256.clone())) {
                self.index.insert(&row.text(), None);
            }
        }
        let Some(encoder) = encoder else {
            return Ok(());
        };
        // A vector is made at an entry's check, often after its words were read.
        let since = self.vectors_until.map(|until| until.minus(OVERLAP));
        let mut vectors = HashMap::new();
        for vector in vectors::since(conn, contest, encoder, since, COMPARED)? {
            self.vectors_until = self.vectors_until.max(Some(vector.made_at));
            vectors.insert(named(vector.entry, vector.version), vector.numbers);
        }
        self.index.set_vectors(vectors);
        Ok(())
    }
}

fn collection(contest: Id<Contest>, rules: Duplicates) -> Shared {
    let mut all = COLLECTIONS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = all.iter().position(|(id, _)| *id == contest);
    let used = match found {
        Some(at) => all.remove(at),
        None => (contest, Arc::new(Mutex::new(Collection::new(rules)))),
    };
    let shared = Arc::clone(&used.1);
    all.push(used);
    if all.len() > CONTESTS {
        all.remove(0);
    }
    shared
}

/// Entries of the same contest that are the same work as `entry`, or may be, best first.
/// `vector` is that of its words.
pub(super) fn matches(
    conn: &mut Conn,
    entry: &Entry,
    prepared: &Prepared,
    vector: Option<Vec<f32>>,
) -> Result<Vec<Match>> {
    let rules = prepared.profile().duplicates;
    let own: Row = rows!().filter(entries::id.eq(entry.id)).first(conn)?;
    let shared = collection(entry.contest_id, rules);
    let found = {
        let mut collection = shared.lock().unwrap_or_else(PoisonError::into_inner);
        collection.refresh(conn, entry.contest_id, rules, prepared.encoder_id())?;
        collection.index.candidates(&own.text(), vector)
    };
    let source = |found: &Match| -> Option<(Id<Entry>, i32)> {
        let (id, version) = found.id.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    let ids: Vec<Id<Entry>> = found.iter().filter_map(|m| Some(source(m)?.0)).collect();
    // What is in memory may be withdrawn by now, or an old version.
    let current: Vec<(Id<Entry>, i32)> = entries::table
        .filter(entries::id.eq_any(&ids))
        .filter(entries::id.ne(entry.id))
        .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
        .select((entries::id, entries::version))
        .load(conn)?;
    let mut kept: Vec<Match> = Vec::new();
    for found in found {
        let Some(name) = source(&found).filter(|name| current.contains(name)) else {
            continue;
        };
        let id = name.0.to_string();
        if kept.iter().all(|known| known.id != id) {
            kept.push(Match { id, ..found });
        }
    }
    Ok(kept)
}
