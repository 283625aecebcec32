//! What decisions teach about the theme: the entries that were accepted and those that were rejected for the theme. A
//! copy, a broken file or an advertisement says nothing of the theme, nor does an entry that was returned.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::Result;
use crate::events::Event;
use crate::i18n::Locale;
use crate::schema::{entries, screenings, streams, theme_vectors};
use crate::screening::{Decision, Reason, Screening};
use crate::theme::check::cosine;
use crate::theme::layer::NewLayer;
use crate::theme::learned::{Counts, Lesson, MOST, Untaught, learn};
use crate::theme::{Source, ThemeLayer, ThemeProfile, store as theme};

/// Decided entries that an entry is compared with at most, the newest.
const COMPARED: i64 = 1_000;
/// Entries of each kind that are named.
const NAMED: usize = 3;
/// Under this cosine two entries have nothing in common.
const ALIKE: f64 = 0.30;

/// Decisions about the theme that hold for the entry as it is, with the vector of its words by `$encoder`.
macro_rules! lessons {
    ($contest:expr, $encoder:expr) => {
        screenings::table
            .inner_join(entries::table.inner_join(streams::table))
            .inner_join(
                theme_vectors::table.on(theme_vectors::entry_id
                    .eq(screenings::entry_id)
                    .and(theme_vectors::entry_version.eq(screenings::entry_version))),
            )
            .filter(entries::contest_id.eq($contest))
            .filter(entries::version.eq(screenings::entry_version))
            .filter(theme_vectors::encoder.eq($encoder))
            .filter(screenings::undone_at.is_null())
            .filter(
                screenings::decision
                    .eq(Decision::Accepted)
                    .and(entries::state.eq(State::Accepted))
                    .or(screenings::decision
                        .eq(Decision::Rejected)
                        .and(screenings::reason_code.eq(Reason::OffTheme))
                        .and(entries::state.eq(State::Rejected))),
            )
    };
}

fn bytes(encoder: &str) -> Vec<u8> {
    hex::decode(encoder).unwrap_or_default()
}

/// An entry's key as a number: lessons are told apart and put in order by it.
fn order(entry: Id<Entry>) -> u128 {
    let bytes = entry.as_bytes().iter();
    bytes.fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

/// How many decisions of a contest teach. Without an encoder none does.
pub fn lesson_counts(
    conn: &mut Conn,
    contest: Id<Contest>,
    encoder: Option<&str>,
) -> Result<Counts> {
    let rows: Vec<(Decision, i64)> = lessons!(contest, bytes(encoder.unwrap_or_default()))
        .group_by(screenings::decision)
        .select((screenings::decision, count_star()))
        .load(conn)?;
    let of = |decision| {
        let found = rows.iter().find(|row| row.0 == decision);
        found.map_or(0, |row| usize::try_from(row.1).unwrap_or_default())
    };
    Ok(Counts {
        accepted: of(Decision::Accepted),
        declined: of(Decision::Rejected),
    })
}

/// Everything that a layer is taught from, read and not yet thought about.
pub struct Course {
    profile: Id<ThemeProfile>,
    encoder: Vec<u8>,
    middle: f64,
    sources: Vec<Source>,
    lessons: Vec<Lesson>,
}

/// Reads the newest [`MOST`] decisions that teach, and scores their entries by the profile in force. None when the
/// contest's theme is not judged by meaning: no profile, or no encoder.
pub fn course(conn: &mut Conn, contest: Id<Contest>) -> Result<Option<Course>> {
    let Some(profile) = ThemeProfile::current(conn, contest)? else {
        return Ok(None);
    };
    let prepared = profile.prepared()?;
    let Some(encoder) = prepared.encoder_id().map(bytes) else {
        return Ok(None);
    };
    let rows: Vec<(Id<Screening>, Decision, Entry, Vec<u8>)> = lessons!(contest, &encoder)
        .order(screenings::id.desc())
        .limit(MOST as i64)
        .select((
            screenings::id,
            screenings::decision,
            Entry::as_select(),
            theme_vectors::vector,
        ))
        .load(conn)?;
    let rules = prepared.profile().relevance;
    let mut course = Course {
        profile: profile.id,
        encoder,
        middle: (rules.lo + rules.hi) / 2.0,
        sources: Vec::with_capacity(rows.len()),
        lessons: Vec::with_capacity(rows.len()),
    };
    // In the order in which they were taken.
    for (screening, decision, entry, vector) in rows.into_iter().rev() {
        if course.sources.iter().any(|known| known.entry == entry.id) {
            continue;
        }
        let vector = theme::numbers(&vector);
        let accepted = decision == Decision::Accepted;
        course.lessons.push(Lesson {
            key: order(entry.id),
            plain: theme::relevance(&prepared, &entry, &vector),
            vector,
            accepted,
        });
        course.sources.push(Source {
            screening: screening.cast(),
            entry: entry.id,
            version: entry.version,
            accepted,
        });
    }
    Ok(Some(course))
}

impl Course {
    /// What the decisions teach. Takes up to a second: not for a thread that answers requests.
    pub fn teach(self) -> std::result::Result<NewLayer, Untaught> {
        let learned = learn(&self.lessons, self.middle)?;
        Ok(NewLayer {
            profile: self.profile,
            encoder: self.encoder,
            learned,
            sources: self.sources,
        })
    }
}

/// Keeps what was taught, or notes in the audit trail that nothing could be: decisions may have been undone since it was
/// asked for.
pub fn keep(
    conn: &mut Conn,
    contest: Id<Contest>,
    taught: Option<std::result::Result<NewLayer, Untaught>>,
    by: Id<Account>,
    now: Moment,
) -> Result<()> {
    let why = match taught {
        Some(Ok(new)) => match ThemeLayer::keep(conn, contest, new, by, now)? {
            Some(_) => return Ok(()),
            None => "nothing was decided since the last one".to_owned(),
        },
        Some(Err(error)) => error.to_string(),
        None => "the theme is not judged by meaning".to_owned(),
    };
    Event::new("theme", contest, "layer-not-trained")
        .by(by)
        .in_contest(contest)
        .with(serde_json::json!({ "why": why }))
        .record(conn, now)
}

/// A decided entry that is like another one.
#[derive(Clone, Debug)]
pub struct Alike {
    pub id: Id<Entry>,
    /// `CN-0042`.
    pub number: String,
    pub title: String,
    pub locale: Locale,
    /// How alike the words of both are, a cosine.
    pub cosine: f64,
}

impl Alike {
    /// Of a hundred.
    pub fn percent(&self) -> i64 {
        (self.cosine * 100.0).round() as i64
    }
}

/// The decided entries of the contest that are most like an entry, the nearest first.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    pub accepted: Vec<Alike>,
    /// Rejected for the theme.
    pub declined: Vec<Alike>,
    /// Whether the entry's words are known as numbers; without them nothing can be compared.
    pub is_comparable: bool,
}

impl Nearest {
    /// Both kinds: the key of their heading, and the entries.
    pub fn both(&self) -> [(&'static str, &[Alike]); 2] {
        [
            ("screening-nearest-accepted", &self.accepted),
            ("screening-nearest-declined", &self.declined),
        ]
    }
}

/// One statement. `own`: the encoder and the vector of the entry's words as they are, if they are known.
pub fn nearest(conn: &mut Conn, entry: &Entry, own: Option<(Vec<u8>, Vec<u8>)>) -> Result<Nearest> {
    let is_comparable = own.is_some();
    let (encoder, own) = own.unwrap_or_default();
    let own = theme::numbers(&own);
    type Row = (
        Decision,
        Id<Entry>,
        Option<i32>,
        String,
        String,
        Locale,
        Vec<u8>,
    );
    let rows: Vec<Row> = lessons!(entry.contest_id, encoder)
        .filter(entries::id.ne(entry.id))
        .order(screenings::id.desc())
        .limit(COMPARED)
        .select((
            screenings::decision,
            entries::id,
            entries::number,
            streams::code,
            entries::title,
            entries::original_locale,
            theme_vectors::vector,
        ))
        .load(conn)?;
    let of = |decision: Decision| {
        let mut likes: Vec<Alike> = Vec::new();
        for (_, id, number, stream, title, locale, vector) in
            rows.iter().filter(|row| row.0 == decision)
        {
            let cosine = cosine(&own, &theme::numbers(vector));
            if cosine >= ALIKE && likes.iter().all(|known| known.id != *id) {
                likes.push(Alike {
                    id: *id,
                    number: number_text(stream, number.unwrap_or_default()),
                    title: title.clone(),
                    locale: *locale,
                    cosine,
                });
            }
        }
        likes.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.id.cmp(&b.id)));
        likes.truncate(NAMED);
        likes
    };
    Ok(Nearest {
        accepted: of(Decision::Accepted),
        declined: of(Decision::Rejected),
        is_comparable,
    })
}
