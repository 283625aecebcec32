//! The search for works that are the same, or may be: of this contest and of others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::texts::{self, Common, Known, Row};
use super::{sketches, vectors};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::schema::{entries, media};
use crate::theme::check::{DuplicateKind, Duplicates, Match, Sketch, Traces, Weights, cosine};

/// Texts that share the most with a text and are looked at first.
const HITS: usize = 400;
/// Of those, the ones whose words are read.
const BEST: usize = 48;
/// Texts that are this near the threshold, by what this text's runs weigh alone, are weighed themselves.
const CLOSE: f64 = 0.75;
/// Works that are named for one entry.
const NAMED: usize = 20;
/// Rows of equal words, of one series or of one file that are read for a batch.
const EQUAL: i64 = 2_000;

/// An entry whose copies are looked for.
pub(super) struct Sought {
    pub entry: Id<Entry>,
    pub creator: Id<Account>,
    pub traces: Traces,
    pub sha256: Option<Vec<u8>>,
    pub vector: Option<Vec<f32>>,
}

/// Another entry that is the same work, or may be.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    pub entry: Id<Entry>,
    pub contest: Id<Contest>,
    pub found: Match,
}

/// An entry with the same file as one of those that are looked for.
type SameFile = (Id<Entry>, Id<Contest>, Id<Account>, Option<Vec<u8>>);

/// What of one entry is looked at closer.
struct Near {
    weights: Weights,
    /// Texts that share runs of characters with it, with the weight of those.
    hits: Vec<(i32, f64)>,
    /// Texts whose vectors may be near its own.
    sketches: Vec<i32>,
}

/// The copies of each entry, best first, and what of their words proved common. The entries themselves may be in the index
/// already. The number of statements does not
/// depend on how many entries or copies there are, but for very many runs of characters.
pub(super) fn find(
    conn: &mut Conn,
    rules: Duplicates,
    encoder: Option<&str>,
    sought: &[Sought],
) -> Result<(Vec<Vec<Copy>>, Common)> {
    let known = Known::of(conn, sought.iter().map(|one| &one.traces))?;
    let near = near(conn, rules, encoder, &known, sought)?;
    let mut ids: Vec<i32> = near
        .iter()
        .flat_map(|near| {
            near.hits
                .iter()
                .map(|(id, _)| *id)
                .chain(near.sketches.iter().copied())
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let numbers = |of: fn(&Traces) -> Option<u64>| -> Vec<i64> {
        let numbers = sought.iter().filter_map(|one| of(&one.traces));
        numbers.map(u64::cast_signed).collect()
    };
    let (wholes, series) = (numbers(|t| t.whole), numbers(|t| t.series));
    let rows = texts::rows(conn, &ids, &wholes, &series, EQUAL)?;
    let files = same_files(conn, sought)?;

    // The words of the few that seem alike, and the vectors of the few that may be translations.
    let best: Vec<Vec<i32>> = near.iter().map(|near| near.best(rules, &rows)).collect();
    let named = |ids: &mut dyn Iterator<Item = i32>| -> Vec<Id<Entry>> {
        let entries: BTreeSet<Id<Entry>> =
            ids.filter_map(|id| Some(rows.get(&id)?.entry)).collect();
        entries.into_iter().collect()
    };
    let words = texts::words(conn, &named(&mut best.iter().flatten().copied()))?;
    // What those weigh that come near the threshold: for most entries there are none.
    let close = |near: &Near, id: &i32| {
        let words = words.get(&rows.get(id)?.entry)?;
        let likeness = near.weights.likeness(words, None);
        (likeness >= rules.threshold * CLOSE).then_some(words)
    };
    let pairs = near.iter().zip(&best);
    let closer = pairs.flat_map(|(near, best)| best.iter().filter_map(move |id| close(near, id)));
    let others = Known::of(conn, closer)?;
    let far = named(&mut near.iter().flat_map(|near| near.sketches.iter().copied()));
    let vectors: HashMap<(Id<Entry>, i32), Vec<f32>> = match encoder {
        Some(encoder) => vectors::all(conn, &far, encoder)?
            .into_iter()
            .map(|kept| ((kept.entry, kept.version), kept.numbers))
            .collect(),
        None => HashMap::new(),
    };

    let found = sought
        .iter()
        .zip(near)
        .zip(best)
        .map(|((one, near), best)| {
            let mut copies = Copies::new(one);
            for row in rows.values().filter(|row| row.is_current()) {
                copies.equal(row);
            }
            for file in &files {
                copies.same_file(file);
            }
            for row in best.iter().filter_map(|id| rows.get(id)) {
                let likeness = close(&near, &row.id).map(|words| {
                    let theirs = Weights::new(words, &others.census, |run| others.holders(run));
                    near.weights.likeness(words, Some(&theirs))
                });
                if let Some(score) = likeness.filter(|score| *score >= rules.threshold) {
                    copies.add(row, DuplicateKind::Text, score);
                }
            }
            for row in near.sketches.iter().filter_map(|id| rows.get(id)) {
                let pair = one
                    .vector
                    .as_deref()
                    .zip(vectors.get(&(row.entry, row.version)));
                let likeness = pair.map(|(own, theirs)| cosine(own, theirs));
                let far = row.language != one.traces.language.code();
                if let Some(score) = likeness.filter(|score| far && *score >= rules.translation) {
                    copies.add(row, DuplicateKind::Translation, score);
                }
            }
            copies.named()
        });
    Ok((found.collect(), known.full()))
}

fn near(
    conn: &mut Conn,
    rules: Duplicates,
    encoder: Option<&str>,
    known: &Known,
    sought: &[Sought],
) -> Result<Vec<Near>> {
    let sketches = match encoder {
        Some(_) => Some(sketches::all(conn)?),
        None => None,
    };
    let near = sought.iter().map(|one| {
        let weights = Weights::new(&one.traces, &known.census, |run| known.holders(run));
        let by_key = weights.by_key();
        let mut hits: HashMap<i32, f64> = HashMap::new();
        for run in one.traces.sought() {
            let weight = by_key.get(&run).copied().unwrap_or_default();
            for text in known.texts(run) {
                *hits.entry(*text).or_default() += weight;
            }
        }
        let mut hits: Vec<(i32, f64)> = hits.into_iter().collect();
        hits.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        hits.truncate(HITS);
        let sketches = match (&sketches, &one.vector) {
            (Some(sketches), Some(vector)) => sketches
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .near(&Sketch::of(vector), one.traces.language, rules.translation),
            _ => Vec::new(),
        };
        Near {
            weights,
            hits,
            sketches,
        }
    });
    Ok(near.collect())
}

impl Near {
    /// The texts that seem at least half as alike as they must be, by the sample that is kept of them.
    fn best(&self, rules: Duplicates, rows: &HashMap<i32, Row>) -> Vec<i32> {
        let mut best: Vec<(i32, f64)> = self
            .hits
            .iter()
            .filter_map(|(id, shared)| {
                let row = rows.get(id)?;
                let (runs, one_in) = (row.runs.max(0) as usize, row.one_in.max(1) as usize);
                Some((*id, self.weights.estimate(*shared, runs, one_in)))
            })
            .filter(|(_, likeness)| *likeness >= rules.threshold / 2.0)
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        best.truncate(BEST);
        best.into_iter().map(|(id, _)| id).collect()
    }
}

/// Entries, of whatever contest, whose video is the same file as that of one of these.
fn same_files(conn: &mut Conn, sought: &[Sought]) -> Result<Vec<SameFile>> {
    let digests: Vec<Vec<u8>> = sought.iter().filter_map(|one| one.sha256.clone()).collect();
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    Ok(entries::table
        .inner_join(media::table.on(entries::video_id.eq(media::id.nullable())))
        .filter(media::sha256.eq_any(digests))
        .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
        .order(entries::id.desc())
        .limit(EQUAL)
        .select((
            entries::id,
            entries::contest_id,
            entries::creator_id,
            media::sha256,
        ))
        .load(conn)?)
}

/// What was found of one entry: of each other entry the gravest likeness.
struct Copies<'a> {
    one: &'a Sought,
    found: BTreeMap<Id<Entry>, Copy>,
}

impl<'a> Copies<'a> {
    fn new(one: &'a Sought) -> Self {
        let found = BTreeMap::new();
        Self { one, found }
    }

    fn note(&mut self, copy: Copy) {
        if copy.entry == self.one.entry {
            return;
        }
        let known = self.found.entry(copy.entry).or_insert_with(|| copy.clone());
        let same_file = known.found.same_file || copy.found.same_file;
        if copy.found.kind < known.found.kind {
            *known = copy;
        }
        known.found.same_file = same_file;
    }

    fn add(&mut self, row: &Row, kind: DuplicateKind, score: f64) {
        self.note(Copy {
            entry: row.entry,
            contest: row.contest,
            found: Match {
                id: row.entry.to_string(),
                score,
                kind,
                same_creator: row.creator == self.one.creator,
                same_file: false,
            },
        });
    }

    /// The same words, or a part of the same series.
    fn equal(&mut self, row: &Row) {
        let is = |theirs: Option<i64>, ours: Option<u64>| {
            ours.is_some() && theirs.map(i64::cast_unsigned) == ours
        };
        let ours = &self.one.traces;
        if is(row.whole, ours.whole) {
            self.add(row, DuplicateKind::Identical, 1.0);
        } else if is(row.series, ours.series) && !is(row.title, ours.title) {
            self.add(row, DuplicateKind::Series, 1.0);
        }
    }

    fn same_file(&mut self, (entry, contest, creator, sha256): &SameFile) {
        if self.one.sha256.is_none() || *sha256 != self.one.sha256 {
            return;
        }
        self.note(Copy {
            entry: *entry,
            contest: *contest,
            found: Match {
                id: entry.to_string(),
                score: 1.0,
                kind: DuplicateKind::Identical,
                same_creator: *creator == self.one.creator,
                same_file: true,
            },
        });
    }

    /// The first [`NAMED`]: the same work before what may be.
    fn named(self) -> Vec<Copy> {
        let mut copies: Vec<Copy> = self.found.into_values().collect();
        copies.sort_by(|a, b| {
            let key = |copy: &Copy| (!copy.found.same_file, copy.found.kind);
            key(a)
                .cmp(&key(b))
                .then(b.found.score.total_cmp(&a.found.score))
        });
        copies.truncate(NAMED);
        copies
    }
}
