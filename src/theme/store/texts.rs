//! The index of entries' words: which texts hold a run of characters, so that a new text is compared with a few dozen
//! earlier ones and not with all.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::vectors::Kept;
use crate::db::{Conn, Id, on_each};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::schema::{entries, theme_common, theme_shingles, theme_texts};
use crate::theme::check::{COMMON, Census, Holders, Sketch, Text, Traces};

/// Values of one statement: SQLite takes 32,766.
const AT_ONCE: usize = 10_000;
/// Texts by which it is known how many keep all their runs.
const COUNTED: i64 = 500;
/// Texts that one step of [`file`] reads.
const STEP: i64 = 100;

/// What the index knows of the runs of some texts.
pub(super) struct Known {
    pub census: Census,
    few: HashMap<i32, Vec<i32>>,
    common: HashMap<i32, usize>,
}

impl Known {
    /// Three statements, more for very many runs.
    pub fn of<'a>(conn: &mut Conn, texts: impl Iterator<Item = &'a Traces>) -> Result<Self> {
        let newest: Vec<(i32, i32)> = theme_texts::table
            .order(theme_texts::id.desc())
            .limit(COUNTED)
            .select((theme_texts::id, theme_texts::one_in))
            .load(conn)?;
        let keys: HashSet<i32> = texts.flat_map(Traces::sought).collect();
        let mut keys: Vec<i32> = keys.into_iter().collect();
        keys.sort_unstable();
        let mut few: HashMap<i32, Vec<i32>> = HashMap::new();
        let mut common = HashMap::new();
        for keys in keys.chunks(AT_ONCE) {
            let rows: Vec<(i32, i32)> = theme_shingles::table
                .filter(theme_shingles::shingle.eq_any(keys))
                .select((theme_shingles::shingle, theme_shingles::text_id))
                .load(conn)?;
            for (shingle, text) in rows {
                few.entry(shingle).or_default().push(text);
            }
            let rows: Vec<(i32, i32)> = theme_common::table
                .filter(theme_common::shingle.eq_any(keys))
                .select((theme_common::shingle, theme_common::texts))
                .load(conn)?;
            common.extend(rows.into_iter().map(|(run, texts)| (run, texts as usize)));
        }
        Ok(Self {
            census: Census {
                texts: newest.first().map_or(0, |(id, _)| *id as usize),
                one_in: newest.iter().map(|(_, n)| (*n).max(1) as usize).collect(),
            },
            few,
            common,
        })
    }

    pub fn holders(&self, shingle: i32) -> Option<Holders> {
        if let Some(first) = self.common.get(&shingle) {
            return Some(Holders::Common(*first));
        }
        self.few
            .get(&shingle)
            .map(|texts| Holders::Few(texts.len()))
    }

    /// The runs that became common since they were last looked at.
    pub fn full(&self) -> Common {
        let full = self.few.iter().filter(|(_, texts)| texts.len() >= COMMON);
        let mut runs: Vec<i32> = full.map(|(run, _)| *run).collect();
        runs.sort_unstable();
        Common {
            runs,
            texts: self.census.texts,
        }
    }

    /// The texts that hold a run, unless too many do.
    pub fn texts(&self, shingle: i32) -> &[i32] {
        match self.common.contains_key(&shingle) {
            true => &[],
            false => self.few.get(&shingle).map_or(&[], Vec::as_slice),
        }
    }
}

/// A text of the index, and its entry as it is now.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Row {
    pub id: i32,
    pub entry: Id<Entry>,
    pub version: i32,
    pub language: String,
    pub runs: i32,
    pub one_in: i32,
    pub whole: Option<i64>,
    pub title: Option<i64>,
    pub series: Option<i64>,
    pub current: i32,
    pub contest: Id<crate::contests::Contest>,
    pub creator: Id<crate::accounts::Account>,
}

impl Row {
    /// Whether its entry still has the words that are in the index.
    pub fn is_current(&self) -> bool {
        self.version == self.current
    }
}

/// Texts of entries that count: neither drafts nor withdrawn.
macro_rules! rows {
    () => {
        theme_texts::table
            .inner_join(entries::table)
            .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
            .select((
                theme_texts::id,
                theme_texts::entry_id,
                theme_texts::entry_version,
                theme_texts::language,
                theme_texts::runs,
                theme_texts::one_in,
                theme_texts::whole,
                theme_texts::title,
                theme_texts::series,
                entries::version,
                entries::contest_id,
                entries::creator_id,
            ))
    };
}

/// The texts with these numbers, and those with these very words or of these series, at most `most` of each.
pub(super) fn rows(
    conn: &mut Conn,
    ids: &[i32],
    wholes: &[i64],
    series: &[i64],
    most: i64,
) -> Result<HashMap<i32, Row>> {
    let mut all = HashMap::new();
    let mut add = |rows: Vec<Row>| all.extend(rows.into_iter().map(|row| (row.id, row)));
    for ids in ids.chunks(AT_ONCE) {
        add(rows!().filter(theme_texts::id.eq_any(ids)).load(conn)?);
    }
    add(rows!()
        .filter(theme_texts::whole.eq_any(wholes))
        .order(theme_texts::id.desc())
        .limit(most)
        .load(conn)?);
    add(rows!()
        .filter(theme_texts::series.eq_any(series))
        .order(theme_texts::id.desc())
        .limit(most)
        .load(conn)?);
    Ok(all)
}

/// The traces of these entries' words as they are now. One statement.
pub(super) fn words(conn: &mut Conn, ids: &[Id<Entry>]) -> Result<HashMap<Id<Entry>, Traces>> {
    let rows: Vec<(Id<Entry>, String, String)> = entries::table
        .filter(entries::id.eq_any(ids))
        .select((entries::id, entries::title, entries::search_text))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, title, words)| (id, traces(None, &title, &words)))
        .collect())
}

/// What an entry's words leave in the index. Parts of a series are told by their creator.
pub(super) fn traces(creator: Option<String>, title: &str, words: &str) -> Traces {
    Traces::of(&Text {
        creator,
        title: title.to_owned(),
        synopsis: words.to_owned(),
        ..Text::default()
    })
}

/// A text that was read and is not yet in the index.
#[derive(Clone, Debug)]
pub(super) struct NewText {
    entry: Id<Entry>,
    version: i32,
    traces: Traces,
    sketch: Option<Vec<u8>>,
}

#[derive(Insertable)]
#[diesel(table_name = theme_shingles, treat_none_as_default_value = false)]
struct Posting {
    shingle: i32,
    text_id: i32,
}

impl NewText {
    pub fn new(entry: Id<Entry>, version: i32, traces: Traces, vector: Option<&[f32]>) -> Self {
        Self {
            entry,
            version,
            traces,
            sketch: vector.map(|vector| Sketch::of(vector).to_bytes()),
        }
    }

    /// Puts the text into the index in place of an earlier version of it. The same text again changes nothing.
    pub fn keep(self, conn: &mut Conn) -> Result<()> {
        type Before = (i32, i32, Option<i64>, i32, Option<Vec<u8>>, Vec<u8>);
        let before: Option<Before> = theme_texts::table
            .filter(theme_texts::entry_id.eq(self.entry))
            .select((
                theme_texts::id,
                theme_texts::entry_version,
                theme_texts::whole,
                theme_texts::runs,
                theme_texts::sketch,
                theme_texts::kept,
            ))
            .first(conn)
            .optional()?;
        let whole = self.traces.whole.map(u64::cast_signed);
        let runs = i32::try_from(self.traces.len()).unwrap_or(i32::MAX);
        if let Some((id, version, old_whole, old_runs, old_sketch, old_kept)) = before {
            let same = (old_whole, old_runs) == (whole, runs);
            // Without an encoder this time: the sketch that there is still holds.
            if same && (self.sketch.is_none() || old_sketch == self.sketch) {
                if version != self.version {
                    diesel::update(theme_texts::table.filter(theme_texts::id.eq(id)))
                        .set(theme_texts::entry_version.eq(self.version))
                        .execute(conn)?;
                }
                return Ok(());
            }
            forget(conn, id, &old_kept)?;
        }
        let mut kept = self.traces.kept();
        let common: HashSet<i32> = theme_common::table
            .filter(theme_common::shingle.eq_any(&kept))
            .select(theme_common::shingle)
            .load(conn)?
            .into_iter()
            .collect();
        kept.retain(|run| !common.contains(run));
        diesel::insert_into(theme_texts::table)
            .values((
                theme_texts::entry_id.eq(self.entry),
                theme_texts::entry_version.eq(self.version),
                theme_texts::language.eq(self.traces.language.code()),
                theme_texts::runs.eq(runs),
                theme_texts::one_in.eq(self.traces.one_in() as i32),
                theme_texts::whole.eq(whole),
                theme_texts::title.eq(self.traces.title.map(u64::cast_signed)),
                theme_texts::series.eq(self.traces.series.map(u64::cast_signed)),
                theme_texts::kept.eq(to_bytes(&kept)),
                theme_texts::sketch.eq(self.sketch),
            ))
            .execute(conn)?;
        let text_id: i32 = theme_texts::table
            .filter(theme_texts::entry_id.eq(self.entry))
            .select(theme_texts::id)
            .first(conn)?;
        let posting = |shingle: i32| Posting { shingle, text_id };
        let postings: Vec<Posting> = kept.into_iter().map(posting).collect();
        on_each!(conn, |c| diesel::insert_into(theme_shingles::table)
            .values(&postings)
            .execute(c))?;
        Ok(())
    }
}

/// Runs that too many texts hold, seen when the index had so many texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    runs: Vec<i32>,
    texts: usize,
}

impl Common {
    /// Forgets who holds them.
    pub fn keep(self, conn: &mut Conn) -> Result<()> {
        let texts = i32::try_from(self.texts).unwrap_or(i32::MAX);
        for run in self.runs {
            let row = (theme_common::shingle.eq(run), theme_common::texts.eq(texts));
            on_each!(conn, |c| diesel::insert_into(theme_common::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(c))?;
            diesel::delete(theme_shingles::table.filter(theme_shingles::shingle.eq(run)))
                .execute(conn)?;
        }
        Ok(())
    }
}

fn to_bytes(runs: &[i32]) -> Vec<u8> {
    runs.iter().flat_map(|run| run.to_le_bytes()).collect()
}

/// Takes a text out of the index.
fn forget(conn: &mut Conn, id: i32, kept: &[u8]) -> Result<()> {
    let words = kept.as_chunks::<4>().0;
    let runs: Vec<i32> = words.iter().map(|word| i32::from_le_bytes(*word)).collect();
    diesel::delete(
        theme_shingles::table
            .filter(theme_shingles::shingle.eq_any(runs))
            .filter(theme_shingles::text_id.eq(id)),
    )
    .execute(conn)?;
    diesel::delete(theme_texts::table.filter(theme_texts::id.eq(id))).execute(conn)?;
    Ok(())
}

/// Takes the words of a contest's entries out of the index: no other entry is compared with them until they are checked
/// again.
pub fn forget_contest(conn: &mut Conn, contest: Id<crate::contests::Contest>) -> Result<()> {
    let texts: Vec<(i32, Vec<u8>)> = theme_texts::table
        .inner_join(entries::table)
        .filter(entries::contest_id.eq(contest))
        .select((theme_texts::id, theme_texts::kept))
        .load(conn)?;
    texts
        .into_iter()
        .try_for_each(|(id, kept)| forget(conn, id, &kept))
}

/// Reads the next entries after `after` that count and are not in the index into it. Says where to go on, None at the
/// end.
pub fn file(conn: &mut Conn, after: Option<Id<Entry>>) -> Result<Option<Id<Entry>>> {
    type Unfiled = (Id<Entry>, i32, Id<crate::accounts::Account>, String, String);
    let mut query = entries::table
        .left_join(theme_texts::table)
        .filter(theme_texts::id.is_null())
        .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(entries::id.gt(after));
    }
    let rows: Vec<Unfiled> = query
        .order(entries::id)
        .limit(STEP)
        .select((
            entries::id,
            entries::version,
            entries::creator_id,
            entries::title,
            entries::search_text,
        ))
        .load(conn)?;
    let ids: Vec<Id<Entry>> = rows.iter().map(|row| row.0).collect();
    let vectors = super::vectors::newest(conn, &ids)?;
    let vectors: HashMap<(Id<Entry>, i32), Kept> = vectors
        .into_iter()
        .map(|kept| ((kept.entry, kept.version), kept))
        .collect();
    let mut all = Vec::with_capacity(rows.len());
    for (entry, version, creator, title, words) in rows {
        let traces = traces(Some(creator.to_string()), &title, &words);
        all.push(traces.clone());
        let vector = vectors.get(&(entry, version)).map(|kept| &*kept.numbers);
        NewText::new(entry, version, traces, vector).keep(conn)?;
    }
    Known::of(conn, all.iter())?.full().keep(conn)?;
    Ok(ids.last().copied().filter(|_| ids.len() as i64 == STEP))
}
