//! A judge's entries of a round in one order: as a draft, and as the ballots that it makes when it is submitted.

use diesel::prelude::*;

use super::ballots::{BallotRow, record, set_state, store_ballot, store_scores};
use super::scorelog::hold_live;
use super::stage::is_live;
use super::{Scorecard, Unwatched};
use crate::accounts::Account;
use crate::contests::Judge;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{State, number_text};
use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};
use crate::judging::forms::{GivenOrder, place_field};
use crate::judging::order::{Place, behind, closed_up, differs};
use crate::judging::{
    Assignment, AssignmentState, BallotState, Discussion, Format, Round, RoundState,
};
use crate::media::Media;
use crate::schema::{assignments, ballots, entries, orders, streams};
use crate::web::FieldErrors;
use crate::web::form::Problem;

/// One of the entries that a judge puts in order. There is no creator in it to be shown.
#[derive(Clone, Debug)]
pub struct OrderEntry {
    pub assignment: Id<Assignment>,
    pub number: String,
    original_locale: Locale,
    title: String,
    titles: Json<Trilingual>,
    pub poster_id: Option<Id<Media>>,
    pub duration_s: Option<i32>,
    /// Thousandths of a point, of the submitted ballot.
    submitted: Option<i32>,
}

impl OrderEntry {
    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }

    pub fn is_submitted(&self) -> bool {
        self.submitted.is_some()
    }
}

/// The order of a judge in a round, and nothing of other judges'.
#[derive(Clone, Debug)]
pub struct OrderSheet {
    pub round: Round,
    /// Those that are the judge's, in the order of the queue.
    pub entries: Vec<OrderEntry>,
    stored: Option<Stored>,
}

/// An order as it was saved last.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = orders)]
struct Stored {
    version: i32,
    places: Json<Vec<Place>>,
}

/// What became of a save.
#[derive(Clone, Debug)]
pub enum OrderOutcome {
    Saved,
    /// Saved as a draft, and not submitted: of these films less was played than the round asks for.
    Unwatched(Vec<Unwatched>),
    /// Nothing was saved: the order is not complete, or has places that cannot be.
    Wrong(FieldErrors),
    /// Nothing was saved: the order was changed elsewhere since the page was drawn.
    Stale,
}

impl Stored {
    fn of(conn: &mut Conn, judge: Id<Account>, round: Id<Round>) -> Result<Option<Self>> {
        Ok(orders::table
            .filter(orders::round_id.eq(round))
            .filter(orders::judge_id.eq(judge))
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    fn place(&self, id: Id<Assignment>) -> Option<i32> {
        let found = self.places.iter().find(|each| each.assignment == id);
        found.map(|found| found.place)
    }
}

type Row = (
    Id<Assignment>,
    (Option<i32>, String),
    (Locale, String, Json<Trilingual>),
    (Option<Id<Media>>, Option<i32>),
    (Option<BallotState>, Option<i32>),
);

impl OrderSheet {
    /// The order of a judge who has entries in this opened round of orders; another round is not found. Three
    /// statements.
    pub fn of(conn: &mut Conn, judge: &Judge, id: Id<Round>) -> Result<Self> {
        let round = Round::of(conn, &judge.contest, id)?;
        if round.state == RoundState::Planned || round.format != Format::Order {
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
                assignments::id,
                (entries::number, streams::code),
                (entries::original_locale, entries::title, entries::titles),
                (entries::poster_id, entries::duration_s),
                (ballots::state.nullable(), ballots::total.nullable()),
            ))
            .load(conn)?;
        if rows.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(Self {
            stored: Stored::of(conn, judge.account.id, round.id)?,
            entries: rows.into_iter().map(OrderEntry::new).collect(),
            round,
        })
    }

    pub fn is_open(&self) -> bool {
        self.round.state == RoundState::Open
    }

    /// 0 before the first save.
    pub fn version(&self) -> i32 {
        self.stored.as_ref().map_or(0, |stored| stored.version)
    }

    /// The places as they were saved; where entries left, those of the others without the gaps.
    pub fn places(&self) -> Vec<(Id<Assignment>, Option<i32>)> {
        let place = |id| self.stored.as_ref().and_then(|stored| stored.place(id));
        let places: Vec<_> = self
            .entries
            .iter()
            .map(|each| (each.assignment, place(each.assignment)))
            .collect();
        let is_own = |id| self.entries.iter().any(|each| each.assignment == id);
        let mut stored = self.stored.iter().flat_map(|stored| stored.places.iter());
        match stored.all(|each| is_own(each.assignment)) {
            true => places,
            false => closed_up(&places),
        }
    }

    /// Entries that are in no submitted order yet.
    pub fn unsubmitted(&self) -> usize {
        self.entries
            .iter()
            .filter(|each| !each.is_submitted())
            .count()
    }

    /// Whether every entry is in the submitted order.
    pub fn is_submitted(&self) -> bool {
        self.unsubmitted() == 0
    }

    /// Whether entries came since the order was submitted.
    pub fn has_newcomers(&self) -> bool {
        (1..self.entries.len()).contains(&self.unsubmitted())
    }

    /// Whether another order was saved since one was submitted.
    pub fn is_pending(&self) -> bool {
        let places = self.places();
        let both: Vec<(Option<i32>, i32)> = self
            .entries
            .iter()
            .zip(&places)
            .filter_map(|(each, (_, place))| Some((each.submitted, (*place)?)))
            .collect();
        let unplaced = self.entries.iter().zip(&places);
        let mut unplaced = unplaced.filter(|(_, (_, place))| place.is_none());
        differs(&both) || unplaced.any(|(each, _)| each.is_submitted())
    }

    /// Whether another order of submitted entries needs a reason: the round's judges talk about entries.
    pub fn asks_why(&self) -> bool {
        self.round.discussion == Discussion::On && self.entries.iter().any(OrderEntry::is_submitted)
    }

    /// Keeps an order as a draft, in which places may be missing; or, with `submit`, as the ballots of all its entries.
    /// Each then has as many points as entries stand behind it. An entry that is no longer this judge's is passed over.
    /// Who is not sure stays at the draft while the round asks for more to be played of films that are in no submitted
    /// order yet. Refused unless the round is open.
    pub fn save(
        conn: &mut Conn,
        judge: &Judge,
        round: Id<Round>,
        given: &GivenOrder,
        submit: bool,
        now: Moment,
    ) -> Result<OrderOutcome> {
        let cards = Scorecard::of_round(conn, judge, round)?;
        let first = cards.first().ok_or(Error::NotFound)?;
        if first.round.format != Format::Order {
            return Err(Error::NotFound);
        }
        first.require_open()?;
        let own = first.round.clone();
        let ids = cards.iter().map(|card| card.assignment.id);
        let typed: Vec<Option<i32>> = ids.map(|id| given.place(id)).collect();
        let stored = Stored::of(conn, judge.account.id, round)?;
        let before = |card: &Scorecard| {
            let stored = stored.as_ref();
            stored.and_then(|stored| stored.place(card.assignment.id))
        };
        let same = cards.iter().map(before).eq(typed.iter().copied());
        let version = stored.as_ref().map_or(0, |stored| stored.version);
        if !same && given.version != version {
            return Ok(OrderOutcome::Stale);
        }
        let errors = errors(&cards, &typed, submit);
        if !errors.is_empty() {
            return Ok(OrderOutcome::Wrong(errors));
        }
        let places: Vec<i32> = typed.iter().flatten().copied().collect();
        let reorders = submit && reorders(&cards, &places);
        if reorders && cards.iter().any(Scorecard::asks_why) && given.reason.is_empty() {
            return Ok(OrderOutcome::Wrong(FieldErrors::one(
                "reason",
                "field-required",
            )));
        }
        let asks = match submit && !given.sure {
            true => own.unwatched(conn, cards.iter().filter(|card| !card.is_submitted()))?,
            false => Vec::new(),
        };
        own.hold_open(conn)?;
        if !same {
            keep(conn, judge, &own, (&cards, &typed), version, now)?;
        }
        let is_new = cards.iter().any(|card| !card.is_submitted());
        if !submit || !asks.is_empty() {
            begin(conn, &cards, &typed, now)?;
        } else if reorders || is_new {
            write(conn, judge, &own, (cards, &places), &given.reason, now)?;
        }
        Ok(match asks.is_empty() {
            true => OrderOutcome::Saved,
            false => OrderOutcome::Unwatched(asks),
        })
    }
}

impl OrderEntry {
    fn new(row: Row) -> Self {
        let (assignment, (number, code), (locale, title, titles), (poster, duration), ballot) = row;
        Self {
            assignment,
            number: number_text(&code, number.unwrap_or(0)),
            original_locale: locale,
            title,
            titles,
            poster_id: poster,
            duration_s: duration,
            submitted: match ballot {
                (Some(BallotState::Submitted), total) => total,
                _ => None,
            },
        }
    }
}

/// What is wrong with places: one that there is not, and of an order that is to be submitted, one that lacks or is
/// there twice.
fn errors(cards: &[Scorecard], typed: &[Option<i32>], submit: bool) -> FieldErrors {
    let mut errors = FieldErrors::default();
    let most = i32::try_from(cards.len()).unwrap_or(i32::MAX);
    for (card, place) in cards.iter().zip(typed) {
        let name = place_field(card.assignment.id);
        match place {
            Some(place) if !(1..=most).contains(place) => {
                let range = Problem::new("field-range").arg("min", 1).arg("max", most);
                errors.add(&name, range);
            }
            Some(place)
                if submit && typed.iter().filter(|each| **each == Some(*place)).count() > 1 =>
            {
                errors.add(
                    &name,
                    Problem::new("field-place-twice").arg("place", *place),
                );
            }
            None if submit => errors.add(&name, "field-place-missing"),
            _ => {}
        }
    }
    errors
}

/// Whether entries of the submitted order are in another one now.
fn reorders(cards: &[Scorecard], places: &[i32]) -> bool {
    let points = |card: &Scorecard| card.lines.first().and_then(|line| line.points);
    let both: Vec<(Option<i32>, i32)> = cards
        .iter()
        .zip(places)
        .map(|(card, place)| (points(card).filter(|_| card.is_submitted()), *place))
        .collect();
    differs(&both)
}

/// The order's own row.
fn keep(
    conn: &mut Conn,
    judge: &Judge,
    round: &Round,
    (cards, typed): (&[Scorecard], &[Option<i32>]),
    version: i32,
    now: Moment,
) -> Result<()> {
    let places: Vec<Place> = cards
        .iter()
        .zip(typed)
        .filter_map(|(card, place)| {
            Some(Place {
                assignment: card.assignment.id,
                place: (*place)?,
            })
        })
        .collect();
    let places = Json::new(places);
    if version == 0 {
        diesel::insert_into(orders::table)
            .values((
                orders::round_id.eq(round.id),
                orders::judge_id.eq(judge.account.id),
                orders::version.eq(1),
                orders::places.eq(places),
                orders::saved_at.eq(now),
            ))
            .execute(conn)?;
        return Ok(());
    }
    let changed = diesel::update(
        orders::table
            .filter(orders::round_id.eq(round.id))
            .filter(orders::judge_id.eq(judge.account.id))
            .filter(orders::version.eq(version)),
    )
    .set((
        orders::version.eq(version + 1),
        orders::places.eq(places),
        orders::saved_at.eq(now),
    ))
    .execute(conn)?;
    match changed {
        1 => Ok(()),
        _ => Err(Error::Conflict("error-ballot-stale")),
    }
}

/// The entries that have a place are begun: they are not handed over as untouched.
fn begin(conn: &mut Conn, cards: &[Scorecard], typed: &[Option<i32>], now: Moment) -> Result<()> {
    for (card, place) in cards.iter().zip(typed) {
        if place.is_some() && card.ballot.is_none() {
            BallotRow {
                assignment: card.assignment.id,
                ballot: None,
                total: None,
                note: "",
                submitted_at: None,
            }
            .store(conn, now)?;
        }
    }
    Ok(())
}

/// The ballots of a complete order, with the records of what changed.
fn write(
    conn: &mut Conn,
    judge: &Judge,
    round: &Round,
    (cards, places): (Vec<Scorecard>, &[i32]),
    reason: &str,
    now: Moment,
) -> Result<()> {
    let all = cards.len();
    let mut changes: Vec<(Scorecard, Scorecard)> = Vec::new();
    for (before, place) in cards.into_iter().zip(places) {
        let mut after = before.clone();
        for line in &mut after.lines {
            line.points = Some(behind(all, *place));
        }
        if !before.is_submitted() || before.total() != after.total() {
            changes.push((before, after));
        }
    }
    changes.sort_by_key(|(card, _)| card.assignment.id);
    for (card, _) in &changes {
        hold_live(conn, card.assignment.id)?;
    }
    let mut log = round.hold_log(conn, now)?;
    for (before, after) in &changes {
        let submits = !before.is_submitted();
        let id = store_ballot(conn, after, before.note(), submits, now)?;
        let given = after.lines.iter();
        let given: Vec<_> = given
            .filter_map(|line| Some((line.criterion.id, line.points?)))
            .collect();
        store_scores(conn, id, &given, now)?;
        log = log.scored(conn, before, after, now)?;
        if before.assignment.state == AssignmentState::Skipped {
            set_state(conn, before, AssignmentState::Open, None)?;
        }
        record(conn, judge, id, (before, after), reason, submits, now)?;
    }
    Ok(())
}
