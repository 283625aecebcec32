//! Checks of entries: what is read for one, and the rows it leaves.

use std::sync::Arc;

use diesel::prelude::*;

use super::copies::{self, Copy, Sought};
use super::records::Read;
use super::sheets::{File, Sheet, said, sheet, texts, think};
use super::texts::{self as index, Common, NewText};
use super::vectors::NewVector;
use super::{EMPTY, empty, pairs, publish, unusable, vectors};
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::media::Media;
use crate::schema::{entries, media, screening_queue, theme_checks};
use crate::theme::check::{self, Match, Prepared, Text, duplicate_findings};
use crate::theme::forecast::{Named, Standing};
use crate::theme::{NewProfile, Outcome, Setting, ThemeCheck, ThemeProfile};

/// Entries of one contest, read for a check by the profile in force.
pub struct Reading {
    pub(super) contest: Id<Contest>,
    pub(super) profile: Option<Id<ThemeProfile>>,
    pub(super) prepared: Arc<Prepared>,
    pub(super) setting: Setting,
    pub(super) sheets: Vec<Sheet>,
}

/// The same, thought about: all but copies, for which the other entries are needed.
pub struct Thought {
    contest: Id<Contest>,
    profile: Option<Id<ThemeProfile>>,
    prepared: Arc<Prepared>,
    thoughts: Vec<(Sheet, Outcome)>,
    sought: Vec<Sought>,
}

/// A check that was made and not yet kept: reading and thinking need no write.
#[derive(Clone, Debug)]
pub struct Examined {
    pub(super) entry: Id<Entry>,
    contest: Id<Contest>,
    pub(super) entry_version: i32,
    profile: Option<Id<ThemeProfile>>,
    vector: Option<NewVector>,
    copies: Vec<Copy>,
    common: Common,
    /// See [`File::mark`].
    file: String,
    pub outcome: Outcome,
}

/// Checks an entry against the profile in force, duplicates included, and keeps the result: all at once, for when
/// nobody waits.
pub fn check_entry(conn: &mut Conn, entry: Id<Entry>, now: Moment) -> Result<ThemeCheck> {
    let thought = read_entry(conn, entry)?.think();
    thought.file(conn)?;
    let examined = thought.compare(conn)?.pop().ok_or(Error::NotFound)?;
    examined.record(conn, now)
}

/// Whether the entry, as it is now with its video, was not yet checked by the profile in force.
pub fn needs_check(conn: &mut Conn, entry: Id<Entry>) -> Result<bool> {
    let entry = Entry::find(conn, entry)?;
    let Some(profile) = ThemeProfile::current(conn, entry.contest_id)? else {
        return Ok(true);
    };
    let video: Option<Media> = media::table
        .filter(media::id.nullable().eq(entry.video_id))
        .select(Media::as_select())
        .first(conn)
        .optional()?;
    let mark = File::mark(video.map(File::from).as_ref());
    let checked: bool = diesel::select(diesel::dsl::exists(
        theme_checks::table
            .filter(theme_checks::entry_id.eq(entry.id))
            .filter(theme_checks::entry_version.eq(entry.version))
            .filter(theme_checks::profile_id.eq(profile.id))
            .filter(theme_checks::file.eq(mark)),
    ))
    .get_result(conn)?;
    Ok(!checked)
}

/// Reads an entry for a check.
pub fn read_entry(conn: &mut Conn, entry: Id<Entry>) -> Result<Reading> {
    let contest: Id<Contest> = entries::table
        .filter(entries::id.eq(entry))
        .select(entries::contest_id)
        .first(conn)?;
    let profile = ThemeProfile::current(conn, contest)?;
    let prepared = match &profile {
        Some(profile) => profile.prepared()?,
        None => empty()?,
    };
    Ok(Reading {
        contest,
        profile: profile.map(|profile| profile.id),
        setting: Setting::of(conn, contest)?,
        sheets: sheet(conn, entry, prepared.encoder_id())?,
        prepared,
    })
}

impl Reading {
    /// What the profile says of the entries. Takes a while and needs no connection.
    pub fn think(self) -> Thought {
        let thoughts = think(&self.prepared, self.sheets, &self.setting);
        let sought = thoughts.iter().map(|(sheet, _)| {
            let creator = Some(sheet.creator.to_string());
            Sought {
                entry: sheet.entry.id,
                creator: sheet.creator,
                traces: index::traces(creator, &sheet.entry.title, &sheet.words),
                sha256: sheet.sha256.clone(),
                vector: sheet.vector.clone(),
            }
        });
        Thought {
            sought: sought.collect(),
            contest: self.contest,
            profile: self.profile,
            prepared: self.prepared,
            thoughts,
        }
    }
}

impl Thought {
    /// Puts the entries' words into the index. Before they are compared: of two copies that are checked at the same time
    /// the later one then sees the other.
    pub fn file(&self, conn: &mut Conn) -> Result<()> {
        for ((sheet, _), one) in self.thoughts.iter().zip(&self.sought) {
            let vector = one.vector.as_deref();
            NewText::new(one.entry, sheet.version, one.traces.clone(), vector).keep(conn)?;
        }
        Ok(())
    }

    /// The checks with what other entries are like each. A fixed number of statements.
    pub fn compare(self, conn: &mut Conn) -> Result<Vec<Examined>> {
        let rules = self.prepared.profile().duplicates;
        let encoder = self.prepared.encoder_id();
        let (found, common) = copies::find(conn, rules, encoder, &self.sought)?;
        let ids: Vec<Id<Entry>> = self.sought.iter().map(|one| one.entry).collect();
        let apart = pairs::apart(conn, &ids)?;
        let examined = self.thoughts.into_iter().zip(found);
        let mut examined: Vec<Examined> = examined
            .map(|((sheet, mut outcome), copies)| {
                let entry = sheet.entry.id;
                let matches: Vec<Match> = copies
                    .iter()
                    .filter(|copy| !apart.contains(&pairs::ordered(entry, copy.entry)))
                    .map(|copy| copy.found.clone())
                    .collect();
                outcome.add(&duplicate_findings(&matches), sheet.entry.locale, |_| true);
                let made = encoder.zip(sheet.vector.as_deref()).filter(|_| sheet.made);
                Examined {
                    entry,
                    contest: self.contest,
                    entry_version: sheet.version,
                    profile: self.profile,
                    vector: made.map(|(encoder, vector)| {
                        NewVector::new(entry, sheet.version, encoder, vector)
                    }),
                    copies,
                    common: Common::default(),
                    file: sheet.file,
                    outcome,
                }
            })
            .collect();
        if let Some(first) = examined.first_mut() {
            first.common = common;
        }
        Ok(examined)
    }

    /// The entries in the order of [`Thought::compare`], with what their last checks said.
    pub(super) fn before(&self) -> Vec<(Named, Option<Standing>)> {
        let sheets = self.thoughts.iter().map(|(sheet, _)| sheet);
        sheets
            .map(|sheet| (sheet.entry.clone(), sheet.before))
            .collect()
    }
}

/// What the check says of a work in one to three languages, the original first: all of the original, prohibited
/// words and advertising of the others.
pub fn outcome(prepared: &Prepared, setting: &Setting, texts: &[(Locale, Text)]) -> Outcome {
    let original = texts.first().map(|(_, text)| text);
    let vector = original.and_then(|text| vectors::typed(prepared, text));
    said(prepared, setting, texts, vector.as_deref())
}

/// How close the entry is to the theme without any layer; `vector` is that of its words.
pub fn relevance(prepared: &Prepared, entry: &Entry, vector: &[f32]) -> f64 {
    let texts = texts(entry, None);
    let original = texts.first().map(|(_, text)| text);
    original.map_or(0.0, |text| {
        check::relevance(prepared, text, Some(vector)).score
    })
}

impl Examined {
    /// Keeps the check, and tells the screening queue how much a person is needed.
    pub fn record(self, conn: &mut Conn, now: Moment) -> Result<ThemeCheck> {
        let profile = match self.profile {
            Some(profile) => profile,
            None => match ThemeProfile::current(conn, self.contest)? {
                Some(profile) => profile.id,
                None => {
                    let new = NewProfile::parse(EMPTY).map_err(unusable)?;
                    publish(conn, self.contest, &new, None, now)?.id
                }
            },
        };
        if let Some(vector) = self.vector {
            vector.keep(conn, now)?;
        }
        self.common.keep(conn)?;
        let (entry, version) = (self.entry, self.entry_version);
        let read = Read {
            version,
            profile,
            file: self.file,
        };
        let check = ThemeCheck::insert(conn, entry, read, self.outcome, now)?;
        pairs::found(conn, &check, self.contest, &self.copies, now)?;
        diesel::update(screening_queue::table.filter(screening_queue::entry_id.eq(check.entry_id)))
            .set((
                screening_queue::attention.eq(check.attention),
                screening_queue::check_id.eq(Some(check.id)),
            ))
            .execute(conn)?;
        Ok(check)
    }
}
