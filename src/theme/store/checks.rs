//! Checks of entries: what is read for one, and the rows it leaves.

use diesel::prelude::*;

use super::vectors::NewVector;
use super::{EMPTY, compared, empty, publish, unusable, vectors};
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{AiUse, Entry, State};
use crate::error::Result;
use crate::i18n::Locale;
use crate::media::{Media, Probe};
use crate::schema::{entries, media, screening_queue, theme_checks};
use crate::theme::check::{
    self, DuplicateKind, Language, Level, Match, Prepared, Text, duplicate_findings,
};
use crate::theme::{NewProfile, Outcome, ThemeCheck, ThemeProfile};

/// Works of other contests with the same file that are named.
const SAME_FILES: i64 = 5;

/// A check that was made and not yet kept: reading and thinking need no write.
#[derive(Clone, Debug)]
pub struct Examined {
    pub(super) entry: Id<Entry>,
    contest: Id<Contest>,
    pub(super) entry_version: i32,
    profile: Option<Id<ThemeProfile>>,
    vector: Option<NewVector>,
    pub outcome: Outcome,
}

/// What is known of an entry's video file.
pub(super) struct File {
    size: i64,
    sha256: Option<Vec<u8>>,
    probe: Probe,
}

impl From<Media> for File {
    fn from(media: Media) -> Self {
        Self {
            size: media.size,
            sha256: media.sha256,
            probe: media.probe.into_inner(),
        }
    }
}

/// Checks an entry against the profile in force, duplicates included, and keeps the result.
pub fn check_entry(conn: &mut Conn, entry: Id<Entry>, now: Moment) -> Result<ThemeCheck> {
    examine(conn, entry)?.record(conn, now)
}

/// Whether the entry, as it is now, was not yet checked by the profile in force.
pub fn needs_check(conn: &mut Conn, entry: Id<Entry>) -> Result<bool> {
    let entry = Entry::find(conn, entry)?;
    let Some(profile) = ThemeProfile::current(conn, entry.contest_id)? else {
        return Ok(true);
    };
    let checked: bool = diesel::select(diesel::dsl::exists(
        theme_checks::table
            .filter(theme_checks::entry_id.eq(entry.id))
            .filter(theme_checks::entry_version.eq(entry.version))
            .filter(theme_checks::profile_id.eq(profile.id)),
    ))
    .get_result(conn)?;
    Ok(!checked)
}

/// Checks an entry without keeping the result.
pub fn examine(conn: &mut Conn, entry: Id<Entry>) -> Result<Examined> {
    let entry = Entry::find(conn, entry)?;
    let profile = ThemeProfile::current(conn, entry.contest_id)?;
    let prepared = match &profile {
        Some(profile) => profile.prepared()?,
        None => empty()?,
    };
    let file = file(conn, &entry)?;
    let texts = texts(&entry, file.as_ref());
    let (vector, new) = vectors::of(conn, &entry, &prepared, texts.first().map(|(_, text)| text))?;
    let mut outcome = said(&prepared, &texts, vector.as_deref());
    let matches = matches(conn, &entry, file.as_ref(), &prepared, vector)?;
    outcome.add(&duplicate_findings(&matches), entry.original_locale, |_| {
        true
    });
    Ok(Examined {
        entry: entry.id,
        contest: entry.contest_id,
        entry_version: entry.version,
        profile: profile.map(|profile| profile.id),
        vector: new,
        outcome,
    })
}

/// What the check says of a work in one to three languages, the original first: all of the original, prohibited
/// words and advertising of the others.
pub fn outcome(prepared: &Prepared, texts: &[(Locale, Text)]) -> Outcome {
    let vector = texts.first().and_then(|(_, text)| prepared.vector(text));
    said(prepared, texts, vector.as_deref())
}

pub(super) fn said(
    prepared: &Prepared,
    texts: &[(Locale, Text)],
    vector: Option<&[f32]>,
) -> Outcome {
    let empty = (Locale::En, Text::default());
    let ((locale, original), others) = texts.split_first().unwrap_or((&empty, &[]));
    let check = check::check_with(prepared, original, vector);
    let mut outcome = Outcome::new(&check, prepared, *locale);
    for (locale, text) in others {
        let findings = check::check_words(prepared, text);
        outcome.add(&findings, *locale, |finding| finding.level > Level::Ok);
    }
    outcome
}

fn file(conn: &mut Conn, entry: &Entry) -> Result<Option<File>> {
    let Some(video) = entry.video_id else {
        return Ok(None);
    };
    let found: Option<Media> = media::table
        .filter(media::id.eq(video))
        .select(Media::as_select())
        .first(conn)
        .optional()?;
    Ok(found.map(File::from))
}

pub(super) fn texts(entry: &Entry, file: Option<&File>) -> Vec<(Locale, Text)> {
    let content = &*entry.content;
    let text = |locale: Locale| {
        let words = content.texts.get(&locale).cloned().unwrap_or_default();
        Text {
            id: entry.id.to_string(),
            title: words.title,
            synopsis: words.synopsis,
            lang: Some(Language::of_tag(locale.as_str())),
            ..Text::default()
        }
    };
    let probed = file.map(|file| &file.probe).filter(|p| p.duration_ms > 0);
    let seconds = probed
        .map(|probe| probe.duration_ms as f64 / 1000.0)
        .or(entry.duration_s.map(f64::from));
    let original = Text {
        statement: content.statement.clone(),
        tags: content.tags.clone(),
        creator: Some(entry.creator_id.to_string()),
        duration_s: seconds,
        size_bytes: file.and_then(|file| u64::try_from(file.size).ok()),
        width: probed.map(|probe| probe.width).filter(|width| *width > 0),
        height: probed
            .map(|probe| probe.height)
            .filter(|height| *height > 0),
        subtitles: Some(
            content
                .subtitles
                .iter()
                .map(|language| Language::of_tag(language.code()))
                .collect(),
        ),
        made_on: content.made_on,
        ai: content.ai_use.map(|ai| match ai {
            AiUse::None => check::AiUse::None,
            AiUse::Assisted => check::AiUse::Assisted,
            AiUse::Generated => check::AiUse::Generated,
        }),
        file_sha256: file.and_then(|file| file.sha256.as_ref()).map(hex::encode),
        ..text(entry.original_locale)
    };
    let others = content
        .texts
        .keys()
        .filter(|locale| **locale != entry.original_locale)
        .map(|locale| (*locale, text(*locale)));
    std::iter::once((entry.original_locale, original))
        .chain(others)
        .collect()
}

/// Entries that are the same work, or may be: in the contest by their words, in any other by the file.
fn matches(
    conn: &mut Conn,
    entry: &Entry,
    file: Option<&File>,
    prepared: &Prepared,
    vector: Option<Vec<f32>>,
) -> Result<Vec<Match>> {
    let mut matches = compared::matches(conn, entry, prepared, vector)?;
    if let Some(hash) = file.and_then(|file| file.sha256.as_ref()) {
        let elsewhere: Vec<Id<Entry>> = entries::table
            .inner_join(media::table.on(entries::video_id.eq(media::id.nullable())))
            .filter(media::sha256.eq(Some(hash)))
            .filter(entries::contest_id.ne(entry.contest_id))
            .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
            .order(entries::id)
            .limit(SAME_FILES)
            .select(entries::id)
            .load(conn)?;
        matches.extend(elsewhere.into_iter().map(|id| Match {
            id: id.to_string(),
            score: 1.0,
            kind: DuplicateKind::Identical,
            same_creator: false,
            same_file: true,
        }));
    }
    Ok(matches)
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
        let found = self.outcome.found();
        let reasons = Json::new(self.outcome.reasons());
        let check = ThemeCheck {
            id: Id::new(),
            entry_id: self.entry,
            entry_version: self.entry_version,
            profile_id: profile,
            verdict: self.outcome.verdict,
            band: self.outcome.band,
            score: (self.outcome.score * 1000.0).round() as i32,
            attention: self.outcome.attention(),
            result: Json::new(self.outcome),
            checked_at: now,
        };
        diesel::insert_into(theme_checks::table)
            .values((
                theme_checks::id.eq(check.id),
                theme_checks::entry_id.eq(check.entry_id),
                theme_checks::entry_version.eq(check.entry_version),
                theme_checks::profile_id.eq(check.profile_id),
                theme_checks::verdict.eq(check.verdict),
                theme_checks::band.eq(check.band),
                theme_checks::score.eq(check.score),
                theme_checks::attention.eq(check.attention),
                theme_checks::found.eq(found),
                theme_checks::result.eq(check.result.text()),
                theme_checks::reasons.eq(reasons),
                theme_checks::checked_at.eq(check.checked_at),
            ))
            .execute(conn)?;
        diesel::update(screening_queue::table.filter(screening_queue::entry_id.eq(check.entry_id)))
            .set((
                screening_queue::attention.eq(check.attention),
                screening_queue::check_id.eq(Some(check.id)),
            ))
            .execute(conn)?;
        Ok(check)
    }
}

impl ThemeCheck {
    /// The last check of an entry.
    pub fn newest(conn: &mut Conn, entry: Id<Entry>) -> Result<Option<Self>> {
        Ok(theme_checks::table
            .filter(theme_checks::entry_id.eq(entry))
            .order(theme_checks::id.desc())
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }
}
