//! What a judge sees of one entry: the scorecard, the film and its texts, and nothing that says whose it is.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::Deserialize;

use super::Watch;
use crate::contests::Judge;
use crate::db::{Conn, Id, Json};
use crate::entries::{AiUse, Metadata, State, number_text};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale, Trilingual};
use crate::judging::watching::Watched;
use crate::judging::{
    Assignment, Ballot, BallotState, Criterion, Discussion, LIVE, Others, Round, RoundState, total,
};
use crate::media::{Media, MediaKind, Probe};
use crate::schema::{
    assignments, ballots, categories, criteria, entries, media, remarks, rounds, scores, streams,
    watches,
};

/// One criterion with the points that this judge gave, in tenths.
#[derive(Clone, Debug)]
pub struct Line {
    pub criterion: Criterion,
    pub points: Option<i32>,
}

/// One assignment of the judge who looks, with everything that is scored.
#[derive(Clone, Debug)]
pub struct Scorecard {
    pub assignment: Assignment,
    pub round: Round,
    pub ballot: Option<Ballot>,
    pub lines: Vec<Line>,
    /// `CN-0042`.
    pub number: String,
}

/// Which of a judge's scorecards are meant.
enum Which {
    One(Id<Assignment>),
    Round(Id<Round>),
}

impl Scorecard {
    /// The scorecard of this judge's own assignment in a round that was opened. Another judge's, one stepped
    /// back from and one of an entry that is out of the contest are not found. One statement.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Assignment>) -> Result<Self> {
        let found = Self::load(conn, judge, Which::One(id))?;
        found.into_iter().next().ok_or(Error::NotFound)
    }

    /// All scorecards of this judge in an opened round, in the order of the queue. One statement.
    pub fn of_round(conn: &mut Conn, judge: &Judge, round: Id<Round>) -> Result<Vec<Self>> {
        Self::load(conn, judge, Which::Round(round))
    }

    fn load(conn: &mut Conn, judge: &Judge, which: Which) -> Result<Vec<Self>> {
        type Row = (
            Assignment,
            Round,
            Criterion,
            Option<Ballot>,
            Option<i32>,
            (Option<i32>, String),
        );
        let query = assignments::table
            .inner_join(rounds::table)
            .inner_join(entries::table.inner_join(streams::table))
            .inner_join(criteria::table.on(criteria::round_id.eq(assignments::round_id)))
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .left_join(
                scores::table.on(scores::criterion_id
                    .eq(criteria::id)
                    .and(scores::ballot_id.nullable().eq(ballots::id.nullable()))),
            )
            .filter(
                assignments::judge_id
                    .eq(judge.account.id)
                    .and(assignments::state.eq_any(LIVE))
                    .and(rounds::contest_id.eq(judge.contest.id))
                    .and(rounds::state.ne(RoundState::Planned))
                    .and(entries::state.eq(State::Accepted)),
            )
            .into_boxed();
        let query = match which {
            Which::One(id) => query.filter(assignments::id.eq(id)),
            Which::Round(id) => query.filter(assignments::round_id.eq(id)),
        };
        let rows = query
            .order((
                assignments::position,
                assignments::id,
                criteria::position,
                criteria::id,
            ))
            .select((
                Assignment::as_select(),
                Round::as_select(),
                Criterion::as_select(),
                Option::<Ballot>::as_select(),
                scores::points.nullable(),
                (entries::number, streams::code),
            ))
            .load::<Row>(conn)?;
        let mut cards: Vec<Self> = Vec::new();
        for (assignment, round, criterion, ballot, points, (number, stream)) in rows {
            let line = Line { criterion, points };
            match cards.last_mut() {
                Some(card) if card.assignment.id == assignment.id => card.lines.push(line),
                _ => cards.push(Self {
                    assignment,
                    round,
                    ballot,
                    lines: vec![line],
                    number: number_text(&stream, number.unwrap_or(0)),
                }),
            }
        }
        Ok(cards)
    }

    pub fn is_submitted(&self) -> bool {
        self.ballot
            .as_ref()
            .is_some_and(|ballot| ballot.state == BallotState::Submitted)
    }

    /// Whether a change of points needs a reason: the ballot is submitted, and its judges talk about the entry.
    pub fn asks_why(&self) -> bool {
        self.is_submitted() && self.round.discussion == Discussion::On
    }

    /// 0 before the first save.
    pub fn version(&self) -> i32 {
        self.ballot.as_ref().map_or(0, |ballot| ballot.version)
    }

    pub fn note(&self) -> &str {
        self.ballot
            .as_ref()
            .map_or("", |ballot| ballot.note.as_str())
    }

    /// Thousandths of a point; None while a criterion lacks its points.
    pub fn total(&self) -> Option<i32> {
        total(self.lines.iter().map(|l| (l.criterion.weight, l.points)))
    }

    /// Refuses what only an open round allows.
    pub fn require_open(&self) -> Result<()> {
        if self.round.state == RoundState::Open {
            Ok(())
        } else {
            Err(Error::Conflict("error-round-closed"))
        }
    }

    /// Refuses what is for rounds that judge each entry by itself.
    pub fn require_scorecard(&self) -> Result<()> {
        if self.round.format.is_on_scorecard() {
            Ok(())
        } else {
            Err(Error::Conflict("error-no-scorecard"))
        }
    }

    /// The film, its subtitles and its texts. One statement.
    pub fn entry(&self, conn: &mut Conn) -> Result<JudgedEntry> {
        let found = JudgedEntry::of(conn, &[self.assignment.id])?;
        let mut found = found.into_iter();
        found.next().map(|(_, entry)| entry).ok_or(Error::NotFound)
    }

    /// The others' submitted ballots for this entry, once one's own is in; before that, nothing. Nor where totals are no
    /// points of an entry by itself.
    pub fn others(&self, conn: &mut Conn) -> Result<Option<Others>> {
        if !self.is_submitted() || !self.round.format.is_on_scorecard() {
            return Ok(None);
        }
        let totals = ballots::table
            .inner_join(assignments::table)
            .filter(
                assignments::round_id
                    .eq(self.round.id)
                    .and(assignments::entry_id.eq(self.assignment.entry_id))
                    .and(assignments::judge_id.ne(self.assignment.judge_id))
                    .and(assignments::state.eq_any(LIVE))
                    .and(ballots::state.eq(BallotState::Submitted)),
            )
            .select(ballots::total)
            .load::<Option<i32>>(conn)?;
        let totals: Vec<i32> = totals.into_iter().flatten().collect();
        Ok(Others::of(&totals))
    }

    /// The assignments before and after this one in the judge's queue, and how much was said about the entry. One
    /// statement.
    pub fn neighbours(&self, conn: &mut Conn) -> Result<Neighbours> {
        let (judge, round) = (self.assignment.judge_id, self.round.id);
        let queue = || {
            assignments::table.inner_join(entries::table).filter(
                assignments::judge_id
                    .eq(judge)
                    .and(assignments::round_id.eq(round))
                    .and(assignments::state.eq_any(LIVE))
                    .and(entries::state.eq(State::Accepted)),
            )
        };
        let before = queue()
            .filter(assignments::position.lt(self.assignment.position))
            .order(assignments::position.desc())
            .select(assignments::id)
            .limit(1)
            .single_value();
        let after = queue()
            .filter(assignments::position.gt(self.assignment.position))
            .order(assignments::position.asc())
            .select(assignments::id)
            .limit(1)
            .single_value();
        let said = remarks::table
            .filter(remarks::round_id.eq(round))
            .filter(remarks::entry_id.eq(self.assignment.entry_id))
            .count()
            .single_value();
        let (before, after, said) = diesel::select((before, after, said)).get_result(conn)?;
        let said: Option<i64> = said;
        Ok(Neighbours {
            before,
            after,
            said: said.unwrap_or(0),
        })
    }
}

/// The way on and back in a judge's queue, and aside to what is said about the entry.
#[derive(Clone, Copy, Debug)]
pub struct Neighbours {
    pub before: Option<Id<Assignment>>,
    pub after: Option<Id<Assignment>>,
    /// Remarks on this entry, for who may read them.
    pub said: i64,
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

/// A file of the entry: the film, or subtitles in a language.
type FileRow = (Id<Media>, MediaKind, String, Json<Probe>);

/// Subtitles of a film in one language, as a file that players read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    pub id: Id<Media>,
    pub language: Language,
}

/// What a judge sees of an entry. There is no creator, organisation, credit or file name in it to be shown.
#[derive(Clone, Debug)]
pub struct JudgedEntry {
    pub number: Option<i32>,
    pub stream_code: String,
    pub category: Option<Json<Trilingual>>,
    pub original_locale: Locale,
    pub content: Json<JudgedContent>,
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
        let rows = assignments::table
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(categories::table.on(categories::id.nullable().eq(entries::category_id)))
            .left_join(media::table.on(film_or_subtitles))
            .left_join(watches::table.on(watches::assignment_id.eq(assignments::id)))
            .filter(assignments::id.eq_any(of.iter().copied()))
            .order((assignments::id, media::id))
            .select((
                assignments::id,
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
            .load::<(Id<Assignment>, JudgedRow, Option<FileRow>)>(conn)?;
        let mut found: Vec<(Id<Assignment>, Self)> = Vec::new();
        for (id, row, file) in rows {
            if found.last().is_none_or(|(last, _)| *last != id) {
                found.push((id, Self::new(row)));
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

    fn new(row: JudgedRow) -> Self {
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
            content,
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
