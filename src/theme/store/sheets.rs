//! What is read of entries for a check, and what a profile says of them: of one in force, or of one that is tried.

use std::collections::HashMap;

use diesel::prelude::*;

use super::vectors;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::entries::{AiUse, Entry, number_text};
use crate::error::Result;
use crate::i18n::Locale;
use crate::media::{Media, Probe};
use crate::schema::{entries, media, streams, theme_checks};
use crate::theme::check::{self, Language, Level, Prepared, Text};
use crate::theme::forecast::{Named, Standing};
use crate::theme::{Area, Band, Note, Outcome, Scope, Setting, ThemeLayer, Verdict};

/// What is known of an entry's video file.
pub(super) struct File {
    id: Id<Media>,
    size: i64,
    sha256: Option<Vec<u8>>,
    probe: Probe,
}

impl From<Media> for File {
    fn from(media: Media) -> Self {
        Self {
            id: media.id,
            size: media.size,
            sha256: media.sha256,
            probe: media.probe.into_inner(),
        }
    }
}

impl File {
    /// What a check knew of the video: which file it was, and whether its header had been read.
    pub(super) fn mark(file: Option<&Self>) -> String {
        match file {
            Some(file) if file.probe == Probe::default() => format!("{} unread", file.id),
            Some(file) => file.id.to_string(),
            None => String::new(),
        }
    }
}

/// An entry as a check reads it, and what was said of it before.
pub struct Sheet {
    pub entry: Named,
    pub version: i32,
    /// What its last check said, if it read this version.
    pub before: Option<Standing>,
    pub(super) creator: Id<Account>,
    /// All its words, as they are compared with those of others.
    pub(super) words: String,
    pub(super) sha256: Option<Vec<u8>>,
    /// See [`File::mark`].
    pub(super) file: String,
    pub(super) vector: Option<Vec<f32>>,
    /// Whether the vector was made just now.
    pub(super) made: bool,
    texts: Vec<(Locale, Text)>,
    /// What that check said of copies: a dry run does not compare anew.
    copies: Vec<Note>,
}

type EntryRow = (Entry, String, String, Option<Media>);
type CheckRow = (Id<Entry>, i32, Verdict, Band, String, String);

/// Up to `most` entries of `scope` after the entry `after`, in the order of their keys. Three statements.
pub fn sheets(
    conn: &mut Conn,
    contest: Id<Contest>,
    scope: Scope,
    after: Option<Id<Entry>>,
    most: i64,
    encoder: Option<&str>,
) -> Result<Vec<Sheet>> {
    let mut query = entries::table
        .inner_join(streams::table)
        .left_join(media::table.on(entries::video_id.eq(media::id.nullable())))
        .filter(entries::contest_id.eq(contest))
        .filter(entries::state.eq_any(scope.states()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(entries::id.gt(after));
    }
    let rows: Vec<EntryRow> = query
        .order(entries::id)
        .limit(most)
        .select((
            Entry::as_select(),
            streams::code,
            entries::search_text,
            Option::<Media>::as_select(),
        ))
        .load(conn)?;
    laid_out(conn, rows, encoder)
}

/// The sheet of one entry. Three statements.
pub(super) fn sheet(
    conn: &mut Conn,
    entry: Id<Entry>,
    encoder: Option<&str>,
) -> Result<Vec<Sheet>> {
    let rows: Vec<EntryRow> = entries::table
        .inner_join(streams::table)
        .left_join(media::table.on(entries::video_id.eq(media::id.nullable())))
        .filter(entries::id.eq(entry))
        .select((
            Entry::as_select(),
            streams::code,
            entries::search_text,
            Option::<Media>::as_select(),
        ))
        .load(conn)?;
    laid_out(conn, rows, encoder)
}

fn laid_out(conn: &mut Conn, rows: Vec<EntryRow>, encoder: Option<&str>) -> Result<Vec<Sheet>> {
    let ids: Vec<Id<Entry>> = rows.iter().map(|(entry, ..)| entry.id).collect();
    // In the order in which they were made: the newest of each stays.
    let checks: Vec<CheckRow> = theme_checks::table
        .filter(theme_checks::entry_id.eq_any(&ids))
        .order(theme_checks::id)
        .select((
            theme_checks::entry_id,
            theme_checks::entry_version,
            theme_checks::verdict,
            theme_checks::band,
            theme_checks::found,
            theme_checks::result,
        ))
        .load(conn)?;
    let checks: HashMap<Id<Entry>, CheckRow> =
        checks.into_iter().map(|check| (check.0, check)).collect();
    let kept = match encoder {
        Some(encoder) => vectors::all(conn, &ids, encoder)?,
        None => Vec::new(),
    };
    let mut vectors: HashMap<(Id<Entry>, i32), Vec<f32>> = kept
        .into_iter()
        .map(|kept| ((kept.entry, kept.version), kept.numbers))
        .collect();
    let sheets = rows.into_iter().map(|(entry, stream, words, media)| {
        let check = checks.get(&entry.id);
        let check = check.filter(|(_, version, ..)| *version == entry.version);
        let sha256 = media.as_ref().and_then(|media| media.sha256.clone());
        let file = media.map(File::from);
        Sheet {
            before: check.map(|(_, _, verdict, band, ..)| Standing {
                verdict: *verdict,
                band: *band,
            }),
            copies: check.map(copies).unwrap_or_default(),
            vector: vectors.remove(&(entry.id, entry.version)),
            made: false,
            creator: entry.creator_id,
            words,
            sha256,
            file: File::mark(file.as_ref()),
            texts: texts(&entry, file.as_ref()),
            version: entry.version,
            entry: Named {
                id: entry.id,
                number: number_text(&stream, entry.number.unwrap_or_default()),
                title: entry.title,
                locale: entry.original_locale,
            },
        }
    });
    Ok(sheets.collect())
}

fn copies((.., found, result): &CheckRow) -> Vec<Note> {
    if !found.contains(Area::Duplicates.as_str()) {
        return Vec::new();
    }
    let outcome: Option<Outcome> = serde_json::from_str(result).ok();
    let notes = outcome.map(|outcome| outcome.notes).unwrap_or_default();
    let copies = notes.into_iter().filter(|n| n.area == Area::Duplicates);
    copies.collect()
}

/// What `prepared` says of each, copies apart, in their order. Takes a while: not for a thread that answers requests.
pub(super) fn think(
    prepared: &Prepared,
    mut sheets: Vec<Sheet>,
    setting: &Setting,
) -> Vec<(Sheet, Outcome)> {
    let without: Vec<usize> = (0..sheets.len())
        .filter(|at| sheets.get(*at).is_some_and(|s| s.vector.is_none()))
        .collect();
    let missing = without
        .iter()
        .filter_map(|at| Some(&sheets.get(*at)?.texts.first()?.1));
    let made = prepared.vectors(missing).unwrap_or_default();
    for (at, vector) in without.into_iter().zip(made) {
        if let Some(sheet) = sheets.get_mut(at) {
            sheet.vector = Some(vector);
            sheet.made = true;
        }
    }
    let outcomes = sheets.into_iter().map(|sheet| {
        let outcome = said(prepared, setting, &sheet.texts, sheet.vector.as_deref());
        (sheet, outcome)
    });
    outcomes.collect()
}

/// The same with the copies that the last check of each found.
pub fn foresee(
    prepared: &Prepared,
    sheets: Vec<Sheet>,
    setting: &Setting,
) -> Vec<(Sheet, Outcome)> {
    let mut thoughts = think(prepared, sheets, setting);
    for (sheet, outcome) in &mut thoughts {
        outcome.keep(sheet.copies.clone());
    }
    thoughts
}

/// What `prepared` says of a work in one to three languages, the original first, whose numbers are `vector`.
pub(super) fn said(
    prepared: &Prepared,
    setting: &Setting,
    texts: &[(Locale, Text)],
    vector: Option<&[f32]>,
) -> Outcome {
    let empty = (Locale::En, Text::default());
    let ((locale, original), others) = texts.split_first().unwrap_or((&empty, &[]));
    let limits = prepared.profile().limits.within(&setting.rules);
    // Weights that were taught with another encoder mean nothing here.
    let encoder = prepared.encoder_id().filter(|_| vector.is_some());
    let layer = setting.layer.as_ref();
    let fitting = layer.filter(|layer| encoder.is_some_and(|encoder| layer.fits(encoder)));
    let weights = fitting.map(ThemeLayer::layer);
    let check = check::check_in(prepared, &limits, original, vector, weights.as_ref());
    let mut outcome = Outcome::new(&check, prepared, *locale);
    outcome.layer = layer.map(|layer| layer.taught(encoder, check.relevance.shift));
    for (locale, text) in others {
        let findings = check::check_words(prepared, text);
        outcome.add(&findings, *locale, |finding| finding.level > Level::Ok);
    }
    outcome
}

/// The words of an entry as a check reads them, a text a language, the original first.
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
    // Whole seconds, as submission counts them.
    let seconds = probed
        .map(|probe| (probe.duration_ms / 1000) as f64)
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
