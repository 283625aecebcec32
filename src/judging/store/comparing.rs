//! A judge at a round of pairs: their entries, their answers, the next two, and what an answer changes.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Scorecard;
use super::comparisons::comparing;
use super::scorelog::hold_live;
use super::settling::settle;
use super::stage::is_live;
use crate::contests::{Judge, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::judging::forms::{GivenAnswer, Side};
use crate::judging::pairs::{Comparing, Comparison, Winner};
use crate::judging::{
    Assignment, AssignmentState, BallotState, Discussion, Format, Round, RoundState,
};
use crate::schema::{assignments, ballots, comparisons, entries, streams};
use crate::web::FieldErrors;

/// One of a judge's entries in a round of pairs. There is no creator in it to be shown.
#[derive(Clone, Debug)]
pub struct PairEntry {
    pub assignment: Id<Assignment>,
    pub entry: Id<Entry>,
    pub number: String,
    stream: Id<Stream>,
    original_locale: Locale,
    title: String,
    titles: Json<Trilingual>,
    is_submitted: bool,
}

impl PairEntry {
    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }
}

/// A judge's own entries and answers in a round of pairs, and nothing of other judges'.
#[derive(Clone, Debug)]
pub struct PairDesk {
    pub round: Round,
    /// In the order of the judge's queue.
    pub entries: Vec<PairEntry>,
    /// Those of entries that are still the judge's, the oldest first.
    pub comparisons: Vec<Comparison>,
    pub comparing: Comparing,
}

/// What became of an answer.
#[derive(Clone, Debug)]
pub enum Answered {
    Kept,
    /// Nothing was kept but what was played: of these films it is less, in percent, than the round asks for.
    Unwatched(Vec<(Side, i32)>),
    /// Nothing was changed: this comparison was answered otherwise since the page was drawn.
    Stale(Id<Comparison>),
    /// Nothing was changed, since something lacks.
    Wrong(Id<Comparison>, FieldErrors),
}

type Row = (
    (Id<Assignment>, Id<Entry>),
    (Option<i32>, Id<Stream>, String),
    (Locale, String, Json<Trilingual>),
    Option<BallotState>,
);

impl PairDesk {
    /// The desk of a judge who has entries in this opened round of pairs; another round is not found. Three statements.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Round>) -> Result<Self> {
        let round = Round::of(conn, &judge.contest, id)?;
        if round.state == RoundState::Planned || round.format != Format::Pairs {
            return Err(Error::NotFound);
        }
        let rows: Vec<Row> = assignments::table
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(assignments::round_id.eq(round.id))
            .filter(assignments::judge_id.eq(judge.account.id))
            .filter(is_live())
            .filter(entries::state.eq(State::Accepted))
            .order((assignments::position, assignments::id))
            .select((
                (assignments::id, entries::id),
                (entries::number, entries::stream_id, streams::code),
                (entries::original_locale, entries::title, entries::titles),
                ballots::state.nullable(),
            ))
            .load(conn)?;
        if rows.is_empty() {
            return Err(Error::NotFound);
        }
        let entries: Vec<PairEntry> = rows.into_iter().map(PairEntry::new).collect();
        let places: HashMap<Id<Entry>, usize> = entries
            .iter()
            .enumerate()
            .map(|(at, each)| (each.entry, at))
            .collect();
        let mut comparisons: Vec<Comparison> = comparisons::table
            .filter(comparisons::round_id.eq(round.id))
            .filter(comparisons::judge_id.eq(judge.account.id))
            .order(comparisons::id)
            .select(Comparison::as_select())
            .load(conn)?;
        comparisons.retain(|each| {
            places.contains_key(&each.entry_a) && places.contains_key(&each.entry_b)
        });
        let streams = entries.iter().map(|each| each.stream);
        let comparing = comparing(&round, judge.account.id, streams, &comparisons, &places);
        Ok(Self {
            round,
            entries,
            comparisons,
            comparing,
        })
    }

    pub fn is_open(&self) -> bool {
        self.round.state == RoundState::Open
    }

    /// The next two; none once every entry was compared often enough.
    pub fn next(&self) -> Option<(&PairEntry, &PairEntry)> {
        let (left, right) = self.comparing.next()?;
        Some((&self.entries[left], &self.entries[right]))
    }

    /// Whether the entry is one of the two just compared.
    pub fn is_last(&self, entry: &PairEntry) -> bool {
        let at = self
            .entries
            .iter()
            .position(|each| each.entry == entry.entry);
        at.is_some_and(|at| self.comparing.is_last(at))
    }

    /// Entries that nothing else of theirs can be compared with.
    pub fn alone(&self) -> Vec<&PairEntry> {
        let entries = self.entries.iter().enumerate();
        entries
            .filter(|(at, _)| self.comparing.is_alone(*at))
            .map(|(_, entry)| entry)
            .collect()
    }

    /// One of the judge's own comparisons with its two entries; any other is not found.
    pub fn comparison(&self, id: Id<Comparison>) -> Result<(&Comparison, &PairEntry, &PairEntry)> {
        let found = self.comparisons.iter().find(|each| each.id == id);
        found
            .and_then(|found| {
                Some((
                    found,
                    self.entry(found.entry_a)?,
                    self.entry(found.entry_b)?,
                ))
            })
            .ok_or(Error::NotFound)
    }

    pub fn entry(&self, id: Id<Entry>) -> Option<&PairEntry> {
        self.entries.iter().find(|each| each.entry == id)
    }

    fn of_pair(&self, a: Id<Entry>, b: Id<Entry>) -> Option<&Comparison> {
        let mut own = self.comparisons.iter();
        own.find(|each| (each.entry_a, each.entry_b) == (a, b))
    }

    /// Whether an answer about these two can be changed only with a reason: a ballot that it is part of is submitted,
    /// and its judges talk about the entry.
    pub fn asks_why(&self, one: &PairEntry, other: &PairEntry) -> bool {
        self.round.discussion == Discussion::On && (one.is_submitted || other.is_submitted)
    }

    /// Keeps an answer, a new one or another than before, and what follows from it: the ballots of both entries, and
    /// the records of it. The same answer again changes nothing. With the first answer about a film of which less was
    /// played than the round asks for, a judge who is not sure is asked first. Entries that are not this judge's, or of two streams,
    /// are not found; refused unless the round is open.
    pub fn answer(
        conn: &mut Conn,
        judge: &Judge,
        id: Id<Round>,
        given: &GivenAnswer,
        now: Moment,
    ) -> Result<Answered> {
        let desk = Self::of(conn, judge, id)?;
        if !desk.is_open() {
            return Err(Error::Conflict("error-round-closed"));
        }
        let (left, right) = desk.pair(given.left, given.right)?;
        if left.entry == right.entry || left.stream != right.stream {
            return Err(Error::NotFound);
        }
        let turned = left.entry > right.entry;
        let (a, b) = if turned { (right, left) } else { (left, right) };
        let winner = match (given.winner, turned) {
            (Side::Neither, _) => Winner::Tie,
            (Side::Left, false) | (Side::Right, true) => Winner::A,
            (Side::Left, true) | (Side::Right, false) => Winner::B,
        };
        let before = desk.of_pair(a.entry, b.entry);
        if let Some(before) = before {
            if before.winner == winner {
                return Ok(Answered::Kept);
            }
            if before.version != given.version {
                return Ok(Answered::Stale(before.id));
            }
            if desk.asks_why(a, b) && given.reason.is_empty() {
                let wrong = FieldErrors::one("reason", "field-required");
                return Ok(Answered::Wrong(before.id, wrong));
            }
        }
        let asks = desk.unwatched(conn, judge, given, [left, right], now)?;
        if !asks.is_empty() {
            return Ok(Answered::Unwatched(asks));
        }
        desk.round.hold_open(conn)?;
        for assignment in [
            a.assignment.min(b.assignment),
            a.assignment.max(b.assignment),
        ] {
            hold_live(conn, assignment)?;
        }
        let log = desk.round.hold_log(conn, now)?;
        let id = keep(conn, judge, (&desk.round, a, b), before, winner, now)?;
        let was = before.map(|before| before.winner);
        log.compared(
            conn,
            judge.account.id,
            (&a.number, &b.number),
            (was, winner),
            now,
        )?;
        let action = if before.is_some() { "changed" } else { "made" };
        Event::new("comparison", id, action)
            .by(judge.account.id)
            .in_contest(judge.contest.id)
            .because(if before.is_some() { &given.reason } else { "" })
            .with(serde_json::json!({
                "entries": [a.entry, b.entry], "old": was, "new": winner,
            }))
            .record(conn, now)?;
        resume(conn, [a.assignment, b.assignment])?;
        let touched = [a.entry, b.entry];
        settle(conn, &desk.round, judge.account.id, &touched, now)?;
        Ok(Answered::Kept)
    }
}

impl PairDesk {
    /// Two of the judge's own entries, as a page has them side by side; any others are not found.
    pub fn pair(
        &self,
        left: Id<Assignment>,
        right: Id<Assignment>,
    ) -> Result<(&PairEntry, &PairEntry)> {
        let find = |id| self.entries.iter().find(|each| each.assignment == id);
        find(left).zip(find(right)).ok_or(Error::NotFound)
    }

    fn is_compared(&self, entry: &PairEntry) -> bool {
        let mut own = self.comparisons.iter();
        own.any(|each| each.entry_a == entry.entry || each.entry_b == entry.entry)
    }

    /// Keeps what was played of both films, and says which of them the judge is to be asked about: each once, with its
    /// first answer.
    fn unwatched(
        &self,
        conn: &mut Conn,
        judge: &Judge,
        given: &GivenAnswer,
        pair: [&PairEntry; 2],
        now: Moment,
    ) -> Result<Vec<(Side, i32)>> {
        let mut asks = Vec::new();
        let halves = [Side::Left, Side::Right].into_iter().zip(pair);
        for ((side, entry), played) in halves.zip(&given.played) {
            if played.parts().is_empty() && self.round.watch_warning == 0 {
                continue;
            }
            let card = Scorecard::of(conn, judge, entry.assignment)?;
            let percent = card.unwatched(conn, played, now)?;
            let percent = percent.filter(|_| !given.sure && !self.is_compared(entry));
            asks.extend(percent.map(|percent| (side, percent)));
        }
        Ok(asks)
    }
}

impl PairEntry {
    fn new(row: Row) -> Self {
        let ((assignment, entry), (number, stream, code), (locale, title, titles), state) = row;
        Self {
            assignment,
            entry,
            number: number_text(&code, number.unwrap_or(0)),
            stream,
            original_locale: locale,
            title,
            titles,
            is_submitted: state == Some(BallotState::Submitted),
        }
    }
}

/// The comparison's own row.
fn keep(
    conn: &mut Conn,
    judge: &Judge,
    (round, a, b): (&Round, &PairEntry, &PairEntry),
    before: Option<&Comparison>,
    winner: Winner,
    now: Moment,
) -> Result<Id<Comparison>> {
    let Some(before) = before else {
        let id = Id::<Comparison>::new();
        diesel::insert_into(comparisons::table)
            .values((
                comparisons::id.eq(id),
                comparisons::round_id.eq(round.id),
                comparisons::judge_id.eq(judge.account.id),
                comparisons::entry_a.eq(a.entry),
                comparisons::entry_b.eq(b.entry),
                comparisons::winner.eq(winner),
                comparisons::version.eq(1),
                comparisons::compared_at.eq(now),
            ))
            .execute(conn)?;
        return Ok(id);
    };
    let changed = diesel::update(
        comparisons::table
            .filter(comparisons::id.eq(before.id))
            .filter(comparisons::version.eq(before.version)),
    )
    .set((
        comparisons::winner.eq(winner),
        comparisons::version.eq(before.version + 1),
        comparisons::compared_at.eq(now),
    ))
    .execute(conn)?;
    match changed {
        1 => Ok(before.id),
        _ => Err(Error::Conflict("error-ballot-stale")),
    }
}

/// Takes entries that were put aside back into the queue.
fn resume(conn: &mut Conn, of: [Id<Assignment>; 2]) -> Result<()> {
    diesel::update(
        assignments::table
            .filter(assignments::id.eq_any(of))
            .filter(assignments::state.eq(AssignmentState::Skipped)),
    )
    .set((
        assignments::state.eq(AssignmentState::Open),
        assignments::skipped_at.eq(None::<Moment>),
    ))
    .execute(conn)?;
    Ok(())
}
