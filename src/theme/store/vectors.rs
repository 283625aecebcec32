//! Vectors of entries' words: made once a version, kept, used again by later checks and to find translations.

use std::collections::VecDeque;
use std::sync::{LazyLock, Mutex, PoisonError};

use diesel::prelude::*;

use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::schema::theme_vectors;
use crate::theme::check::{Prepared, Text, encoded};

/// Texts being typed whose vectors are kept in memory.
const TYPED: usize = 256;

type Typed = VecDeque<(String, Vec<f32>)>;

/// What was typed last, as it was encoded, the newest at the end.
static TYPED_LAST: LazyLock<Mutex<Typed>> = LazyLock::new(Mutex::default);

/// A vector that was made and not yet kept.
#[derive(Clone, Debug)]
pub(super) struct NewVector {
    entry: Id<Entry>,
    version: i32,
    encoder: Vec<u8>,
    bytes: Vec<u8>,
}

/// A vector that was kept.
pub(super) struct Kept {
    pub entry: Id<Entry>,
    pub version: i32,
    pub numbers: Vec<f32>,
}

/// A kept vector as numbers.
pub fn numbers(bytes: &[u8]) -> Vec<f32> {
    let words = bytes.as_chunks::<4>().0;
    words.iter().map(|word| f32::from_le_bytes(*word)).collect()
}

/// The vector of a text that is being typed; nothing in lexical mode. A form asks again whenever one of its fields
/// changes, and mostly that is one that the vector does not depend on: another language, a credit, a tick.
pub(super) fn typed(prepared: &Prepared, text: &Text) -> Option<Vec<f32>> {
    let words = format!("{}\n{}", prepared.encoder_id()?, encoded(text));
    let lock = || TYPED_LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = |(typed, vector): &(String, Vec<f32>)| (*typed == words).then(|| vector.clone());
    if let Some(vector) = lock().iter().rev().find_map(known) {
        return Some(vector);
    }
    // Nobody waits for anybody else's text.
    let vector = prepared.vector(text)?;
    let mut last = lock();
    if last.len() >= TYPED {
        last.pop_front();
    }
    last.push_back((words, vector.clone()));
    Some(vector)
}

/// The vectors of these entries that were kept, of whatever version.
pub(super) fn all(conn: &mut Conn, ids: &[Id<Entry>], encoder: &str) -> Result<Vec<Kept>> {
    let encoder = hex::decode(encoder).unwrap_or_default();
    let rows: Vec<(Id<Entry>, i32, Vec<u8>)> = theme_vectors::table
        .filter(theme_vectors::entry_id.eq_any(ids))
        .filter(theme_vectors::encoder.eq(encoder))
        .select((
            theme_vectors::entry_id,
            theme_vectors::entry_version,
            theme_vectors::vector,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

impl From<(Id<Entry>, i32, Vec<u8>)> for Kept {
    fn from((entry, version, bytes): (Id<Entry>, i32, Vec<u8>)) -> Self {
        Self {
            entry,
            version,
            numbers: numbers(&bytes),
        }
    }
}

/// The same, of whichever encoder: one a version is kept.
pub(super) fn newest(conn: &mut Conn, ids: &[Id<Entry>]) -> Result<Vec<Kept>> {
    let rows: Vec<(Id<Entry>, i32, Vec<u8>)> = theme_vectors::table
        .filter(theme_vectors::entry_id.eq_any(ids))
        .select((
            theme_vectors::entry_id,
            theme_vectors::entry_version,
            theme_vectors::vector,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

impl NewVector {
    /// `encoder` is the id of what made the vector.
    pub fn new(entry: Id<Entry>, version: i32, encoder: &str, vector: &[f32]) -> Self {
        Self {
            entry,
            version,
            encoder: hex::decode(encoder).unwrap_or_default(),
            bytes: vector.iter().flat_map(|n| n.to_le_bytes()).collect(),
        }
    }

    /// Keeps it in place of any other of the same version of the entry.
    pub fn keep(self, conn: &mut Conn, now: Moment) -> Result<()> {
        let same = theme_vectors::table
            .filter(theme_vectors::entry_id.eq(self.entry))
            .filter(theme_vectors::entry_version.eq(self.version));
        diesel::delete(same).execute(conn)?;
        diesel::insert_into(theme_vectors::table)
            .values((
                theme_vectors::entry_id.eq(self.entry),
                theme_vectors::entry_version.eq(self.version),
                theme_vectors::encoder.eq(self.encoder),
                theme_vectors::vector.eq(self.bytes),
                theme_vectors::made_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }
}
