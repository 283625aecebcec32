//! What a judge sees of one entry: the scorecard, the film and its texts, and nothing that says whose it is.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::Deserialize;

use super::Watch;
use crate::accounts::Account;
use crate::contests::Judge;
use crate::db::{Conn, Id, Json};
use crate::entries::{AiUse, Credit, Metadata, State, number_text};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale, Trilingual};
use crate::judging::blind::Makers;
use crate::judging::watching::Watched;
use crate::judging::{
    Assignment, AssignmentState, Ballot, BallotState, Criterion, Discussion, Hidden, LIVE, Others,
    Round, RoundState, total,
};
use crate::media::{Media, MediaKind, Probe};
use crate::schema::{
    accounts, assignments, ballots, categories, criteria, entries, media, remarks, rounds, scores,
    streams, watches,
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

impl Scorecard {
    /// The scorecard of this judge's own assignment in a round that was opened. Another judge's, one stepped
    /// back from and one of an entry that is out of the contest are not found. One statement.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Assignment>) -> Result<Self> {
        type Row = (
            Assignment,
            Round,
            Criterion,
            Option<Ballot>,
            Option<i32>,
            (Option<i32>, String),
        );
        let rows = assignments::table
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
                assignments::id
                    .eq(id)
                    .and(assignments::judge_id.eq(judge.account.id))
                    .and(assignments::state.eq_any(LIVE))
                    .and(rounds::contest_id.eq(judge.contest.id))
                    .and(rounds::state.ne(RoundState::Planned))
                    .and(entries::state.eq(State::Accepted)),
            )
            .order((criteria::position, criteria::id))
            .select((
                Assignment::as_select(),
                Round::as_select(),
                Criterion::as_select(),
                Option::<Ballot>::as_select(),
                scores::points.nullable(),
                (entries::number, streams::code),
            ))
            .load::<Row>(conn)?;
        let mut card: Option<Self> = None;
        for (assignment, round, criterion, ballot, points, (number, stream)) in rows {
            card.get_or_insert_with(|| Self {
                assignment,
                round,
                ballot,
                lines: Vec::new(),
                number: number_text(&stream, number.unwrap_or(0)),
            })
            .lines
            .push(Line { criterion, points });
        }
        card.ok_or(Error::NotFound)
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

    /// The film, its subtitles and its texts. One statement.
    pub fn entry(&self, conn: &mut Conn) -> Result<JudgedEntry> {
        let film_or_subtitles = media::entry_id.eq(entries::id.nullable()).and(
            media::id
                .nullable()
                .eq(entries::video_id)
                .or(media::kind.eq(MediaKind::Subtitles)),
        );
        let rows = entries::table
            .inner_join(streams::table)
            .left_join(categories::table)
            .left_join(media::table.on(film_or_subtitles))
            .left_join(watches::table.on(watches::assignment_id.eq(self.assignment.id)))
            .filter(entries::id.eq(self.assignment.entry_id))
            .order(media::id)
            .select((
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
            .load::<(JudgedRow, Option<FileRow>)>(conn)?;
        let mut judged: Option<JudgedEntry> = None;
        for (row, file) in rows {
            let entry = judged.get_or_insert_with(|| JudgedEntry::new(row));
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
        let mut judged = judged.ok_or(Error::NotFound)?;
        if self.hides(Hidden::Statement) {
            judged.content.statement.clear();
        }
        if self.hides(Hidden::Ai) {
            judged.content.ai_use = None;
            judged.content.ai_note.clear();
        }
        Ok(judged)
    }

    fn hides(&self, what: Hidden) -> bool {
        self.round.blind.contains(&what)
    }

    /// Who made it, as far as the round is not blind to that. At most one statement.
    pub fn makers(&self, conn: &mut Conn) -> Result<Makers> {
        let (creator, credits) = (self.hides(Hidden::Creator), self.hides(Hidden::Credits));
        if creator && credits {
            return Ok(Makers::default());
        }
        let (account, named) = entries::table
            .inner_join(accounts::table.on(accounts::id.eq(entries::creator_id)))
            .filter(entries::id.eq(self.assignment.entry_id))
            .select((Account::as_select(), entries::content))
            .first::<(Account, Json<Named>)>(conn)?;
        Ok(Makers {
            creator: (!creator).then_some(account),
            credits: match credits {
                true => Vec::new(),
                false => named.into_inner().credits,
            },
        })
    }

    /// The others' submitted ballots for this entry, once one's own is in; before that, nothing.
    pub fn others(&self, conn: &mut Conn) -> Result<Option<Others>> {
        if !self.is_submitted() {
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

impl Scorecard {
    /// The next of the judge's entries without a submitted ballot, after this one and then from the beginning. One
    /// statement.
    pub fn next_open(&self, conn: &mut Conn) -> Result<Option<Id<Assignment>>> {
        let open = assignments::table
            .inner_join(entries::table)
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(assignments::judge_id.eq(self.assignment.judge_id))
            .filter(assignments::round_id.eq(self.round.id))
            .filter(assignments::state.eq(AssignmentState::Open))
            .filter(entries::state.eq(State::Accepted))
            .filter(ballots::submitted_at.is_null())
            .filter(assignments::id.ne(self.assignment.id));
        Ok(open
            .order((
                assignments::position.lt(self.assignment.position),
                assignments::position,
            ))
            .select(assignments::id)
            .first(conn)
            .optional()?)
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
            content: content.into_inner(),
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
