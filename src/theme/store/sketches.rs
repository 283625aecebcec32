//! Sketches of all texts' vectors, in memory: 72 bytes a text. A scan of them names the few whose vectors are read to
//! find translations.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use diesel::prelude::*;

use crate::db::{Conn, Id};
use crate::entries::Entry;
use crate::error::Result;
use crate::schema::theme_texts;
use crate::theme::check::{Language, Sketch};

/// Sketches that are kept of one database: of the newest texts.
const MOST: i32 = 200_000;
/// Texts that are read again: transactions of other nodes do not end in the order of their numbers.
const OVERLAP: i32 = 256;
/// Databases whose sketches are kept. A program has one; tests have many.
const DATABASES: usize = 3;
/// The nearest sketches of a text whose vectors are read.
const NEAREST: usize = 64;

type Shared = Arc<Mutex<Sketches>>;
type Databases = Mutex<Vec<(Id<Entry>, Shared)>>;

/// By the first text of the database, the newest use at the end.
static KEPT: LazyLock<Databases> = LazyLock::new(Mutex::default);

/// In the order of the texts' numbers.
#[derive(Default)]
pub(super) struct Sketches(Vec<(i32, Language, Sketch)>);

/// The sketches of the database, with those that were added since they were last asked for. Two statements.
pub(super) fn all(conn: &mut Conn) -> Result<Shared> {
    let first: Option<Id<Entry>> = theme_texts::table
        .order(theme_texts::id)
        .select(theme_texts::entry_id)
        .first(conn)
        .optional()?;
    let Some(first) = first else {
        return Ok(Shared::default());
    };
    let shared = of_database(first);
    shared
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .refresh(conn)?;
    Ok(shared)
}

fn of_database(first: Id<Entry>) -> Shared {
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let used = match all.iter().position(|(id, _)| *id == first) {
        Some(at) => all.remove(at),
        None => (first, Shared::default()),
    };
    let shared = Arc::clone(&used.1);
    all.push(used);
    if all.len() > DATABASES {
        all.remove(0);
    }
    shared
}

impl Sketches {
    fn refresh(&mut self, conn: &mut Conn) -> Result<()> {
        let since = self.0.last().map_or(0, |(id, ..)| id - OVERLAP);
        let mut rows: Vec<(i32, String, Option<Vec<u8>>)> = theme_texts::table
            .filter(theme_texts::id.gt(since))
            .filter(theme_texts::sketch.is_not_null())
            .order(theme_texts::id.desc())
            .limit(MOST.into())
            .select((theme_texts::id, theme_texts::language, theme_texts::sketch))
            .load(conn)?;
        rows.reverse();
        let kept = self.0.partition_point(|(id, ..)| *id <= since);
        self.0.truncate(kept);
        self.0
            .extend(rows.into_iter().filter_map(|(id, language, sketch)| {
                let sketch = Sketch::from_bytes(&sketch?)?;
                Some((id, Language::of_tag(&language), sketch))
            }));
        let beyond = self.0.len().saturating_sub(MOST as usize);
        self.0.drain(..beyond);
        Ok(())
    }

    /// The texts in other languages whose vectors may have at least this cosine with the vector of `sketch`, the nearest
    /// ones.
    pub fn near(&self, sketch: &Sketch, language: Language, cosine: f64) -> Vec<i32> {
        let reach = Sketch::reach(cosine);
        let mut near: Vec<(u32, i32)> = self
            .0
            .iter()
            .filter(|(_, other, _)| *other != language)
            .map(|(id, _, other)| (sketch.distance(other), *id))
            .filter(|(distance, _)| *distance <= reach)
            .collect();
        near.sort_unstable();
        near.truncate(NEAREST);
        near.into_iter().map(|(_, id)| id).collect()
    }
}
