//! The film and the texts of an entry, as its judges see them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::Deserialize;

use super::{Scorecard, Watch};
use crate::accounts::Account;
use crate::db::{Conn, Id, Json};
use crate::entries::{AiUse, Credit, Metadata};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale, Trilingual};
use crate::judging::blind::Makers;
use crate::judging::watching::Watched;
use crate::judging::{Assignment, Hidden};
use crate::media::{Media, MediaKind, Probe};
use crate::schema::{accounts, assignments, categories, entries, media, rounds, streams, watches};

impl Scorecard {
    /// The film, its subtitles and its texts. One statement.
    pub fn entry(&self, conn: &mut Conn) -> Result<JudgedEntry> {
        let found = JudgedEntry::of(conn, &[self.assignment.id])?;
        let mut found = found.into_iter();
        found.next().map(|(_, entry)| entry).ok_or(Error::NotFound)
    }

    /// Who made it, as far as the round is not blind to that. At most one statement.
    pub fn makers(&self, conn: &mut Conn) -> Result<Makers> {
        let (creator, credits) = (
            self.round.blind.contains(&Hidden::Creator),
            self.round.blind.contains(&Hidden::Credits),
        );
        if creator && credits {
            return Ok(Makers::default());
        }
        let (account, named): (Account, Json<Named>) = entries::table
            .inner_join(accounts::table.on(accounts::id.eq(entries::creator_id)))
            .filter(entries::id.eq(self.assignment.entry_id))
            .select((Account::as_select(), entries::content))
            .first(conn)?;
        Ok(Makers {
            creator: (!creator).then_some(account),
            credits: match credits {
                true => Vec::new(),
                false => named.into_inner().credits,
            },
        })
    }
}

/// The columns of an entry that a judge sees.
type JudgedRow = (
    Option<i32>,
    String,
    Option<Json<Trilingual>>,
    Locale,
    Json<JudgedContent>,
    Option<Id<Media>>,
    Option<Id<Media>>,
    String,
    String,
    Option<i32>,
    Option<Json<Watched>>,
);

/// An assignment, and what its round is blind to.
type Whose = (Id<Assignment>, Json<Vec<Hidden>>);

/// A file of the entry: the film, or subtitles in a language.
type FileRow = (Id<Media>, MediaKind, String, Json<Probe>);

/// Subtitles of a film in one language, as a file that players read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    pub id: Id<Media>,
    pub language: Language,
}

/// What a judge sees of an entry. There is no creator, organisation, credit or file name in it to be shown, nor what the round
/// keeps from its judges.
#[derive(Clone, Debug)]
pub struct JudgedEntry {
    pub number: Option<i32>,
    pub stream_code: String,
    pub category: Option<Json<Trilingual>>,
    pub original_locale: Locale,
    pub content: JudgedContent,
    pub video_id: Option<Id<Media>>,
    pub poster_id: Option<Id<Media>>,
    pub link_url: String,
    pub link_password: String,
    pub duration_s: Option<i32>,
    /// In the order in which they arrived.
    pub tracks: Vec<Track>,
    watched: Option<Json<Watched>>,
    probe: Option<Probe>,
}

impl JudgedEntry {
    /// The films, their subtitles and texts of assignments, by assignment. Whose they are was asked before. One
    /// statement.
    pub fn of(conn: &mut Conn, of: &[Id<Assignment>]) -> Result<Vec<(Id<Assignment>, Self)>> {
        let film_or_subtitles = media::entry_id.eq(entries::id.nullable()).and(
            media::id
                .nullable()
                .eq(entries::video_id)
                .or(media::kind.eq(MediaKind::Subtitles)),
        );
        let rows: Vec<(Whose, JudgedRow, Option<FileRow>)> = assignments::table
            .inner_join(rounds::table)
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(categories::table.on(categories::id.nullable().eq(entries::category_id)))
            .left_join(media::table.on(film_or_subtitles))
            .left_join(watches::table.on(watches::assignment_id.eq(assignments::id)))
            .filter(assignments::id.eq_any(of.iter().copied()))
            .order((assignments::id, media::id))
            .select((
                (assignments::id, rounds::blind),
                (
                    entries::number,
                    streams::code,
                    categories::name.nullable(),
                    entries::original_locale,
                    entries::content,
                    entries::video_id,
                    entries::poster_id,
                    entries::link_url,
                    entries::link_password,
                    entries::duration_s,
                    watches::ranges.nullable(),
                ),
                (media::id, media::kind, media::language, media::probe).nullable(),
            ))
            .load(conn)?;
        let mut found: Vec<(Id<Assignment>, Self)> = Vec::new();
        for ((id, blind), row, file) in rows {
            if found.last().is_none_or(|(last, _)| *last != id) {
                found.push((id, Self::new(row, &blind)));
            }
            let Some((_, entry)) = found.last_mut() else {
                continue;
            };
            match file {
                Some((id, MediaKind::Subtitles, language, _)) => {
                    let language = Language::parse(&language);
                    entry
                        .tracks
                        .extend(language.map(|language| Track { id, language }));
                }
                Some((_, _, _, probe)) => entry.probe = Some(probe.into_inner()),
                None => {}
            }
        }
        Ok(found)
    }

    fn new(row: JudgedRow, blind: &[Hidden]) -> Self {
        let (
            number,
            stream_code,
            category,
            original_locale,
            content,
            video_id,
            poster_id,
            link_url,
            link_password,
            duration_s,
            watched,
        ) = row;
        Self {
            number,
            stream_code,
            category,
            original_locale,
            content: content.into_inner().without(blind),
            video_id,
            poster_id,
            link_url,
            link_password,
            duration_s,
            tracks: Vec::new(),
            watched,
            probe: None,
        }
    }

    /// How much of the film this judge is known to have played.
    pub fn watch(&self) -> Watch {
        Watch::new(self.watched.clone(), self.probe.as_ref(), self.duration_s)
    }

    /// The subtitles that a reader of `locale` gets without asking: in their language, unless it is spoken in the film.
    pub fn track_for(&self, locale: Locale) -> Option<&Track> {
        let own = Language::from(locale);
        let mut tracks = self.tracks.iter();
        tracks.find(|track| track.language == own && !self.content.spoken.contains(&own))
    }
}

/// Of what the creator typed, who did what.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    credits: Vec<Credit>,
}

/// Of what the creator typed, the part that says nothing about them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct JudgedContent {
    pub texts: BTreeMap<Locale, Metadata>,
    pub statement: String,
    pub spoken: Vec<Language>,
    pub subtitles: Vec<Language>,
    pub ai_use: Option<AiUse>,
    pub ai_note: String,
}

impl JudgedContent {
    /// What is left for the judges of a round that is blind to these.
    fn without(mut self, blind: &[Hidden]) -> Self {
        if blind.contains(&Hidden::Statement) {
            self.statement.clear();
        }
        if blind.contains(&Hidden::Ai) {
            self.ai_use = None;
            self.ai_note.clear();
        }
        self
    }

    /// The text for a reader of `locale`: in their language, else in the original, else in whichever there is.
    pub fn text_for(&self, locale: Locale, original: Locale) -> Option<(Locale, &Metadata)> {
        [locale, original]
            .into_iter()
            .chain(self.texts.keys().copied())
            .find_map(|each| {
                let text = self.texts.get(&each)?;
                (!text.title.is_empty()).then_some((each, text))
            })
    }
}
