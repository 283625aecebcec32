//! Saving scores, submitting ballots, putting entries aside.

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::Scorecard;
use super::scorelog::hold_live;
use crate::contests::Judge;
use crate::db::{Conn, Id, Moment, on_each};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::forms::Given;
use crate::judging::{
    Assignment, AssignmentState, Ballot, BallotState, Criterion, points_text, total,
};
use crate::schema::{assignments, ballots, scores};
use crate::web::FieldErrors;
use crate::web::form::Problem;

/// What became of a save.
#[derive(Clone, Debug)]
pub enum Outcome {
    Saved(Saved),
    /// Nothing was saved: points that are not on the scale.
    Wrong(FieldErrors),
    /// Nothing was saved: the ballot was changed elsewhere since the version that the page showed, and is now this.
    Stale(Box<Scorecard>),
}

/// A ballot after a save.
#[derive(Clone, Debug)]
pub struct Saved {
    pub version: i32,
    /// Thousandths of a point; None while incomplete.
    pub total: Option<i32>,
    pub is_submitted: bool,
    /// Codes of the criteria that still lack points.
    pub missing: Vec<String>,
}

#[derive(Insertable)]
#[diesel(table_name = scores, treat_none_as_default_value = false)]
struct NewScore {
    ballot_id: Id<Ballot>,
    criterion_id: Id<Criterion>,
    points: i32,
    given_at: Moment,
}

impl Ballot {
    /// Saves the points and the note that were given, and keeps the rest. A changed ballot that was submitted
    /// stays so, with an event of what changed; where its judges talk about the entry, other points need a reason. Refused unless the round is open
    /// and judges each entry by itself.
    pub fn save(
        conn: &mut Conn,
        judge: &Judge,
        assignment: Id<Assignment>,
        given: &Given,
        now: Moment,
    ) -> Result<Outcome> {
        write(conn, judge, assignment, given, false, now)
    }

    /// Saves what was given and, if nothing is missing then, submits the ballot. Submitting again what is
    /// submitted changes nothing.
    pub fn submit(
        conn: &mut Conn,
        judge: &Judge,
        assignment: Id<Assignment>,
        given: &Given,
        now: Moment,
    ) -> Result<Outcome> {
        write(conn, judge, assignment, given, true, now)
    }
}

/// What of the given points is not what is stored, or what is wrong with it.
fn changes(
    card: &Scorecard,
    given: &Given,
) -> std::result::Result<Vec<(Id<Criterion>, i32)>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut changes = Vec::new();
    for (code, points) in &given.points {
        let name = format!("points.{code}");
        let Some(line) = card.lines.iter().find(|l| l.criterion.code == *code) else {
            errors.add(&name, "field-choice");
            continue;
        };
        let criterion = &line.criterion;
        if !criterion.admits(*points) {
            let problem = Problem::new("field-points")
                .arg("min", points_text(&criterion.scale_min))
                .arg("max", points_text(&criterion.scale_max))
                .arg("step", points_text(&criterion.step));
            errors.add(&name, problem);
        } else if line.points != Some(*points) {
            changes.push((criterion.id, *points));
        }
    }
    if errors.is_empty() {
        Ok(changes)
    } else {
        Err(errors)
    }
}

fn write(
    conn: &mut Conn,
    judge: &Judge,
    assignment: Id<Assignment>,
    given: &Given,
    submit: bool,
    now: Moment,
) -> Result<Outcome> {
    let mut card = Scorecard::of(conn, judge, assignment)?;
    card.require_open()?;
    card.require_scorecard()?;
    let changes = match changes(&card, given) {
        Ok(changes) => changes,
        Err(errors) => return Ok(Outcome::Wrong(errors)),
    };
    let note = given.note.as_deref().unwrap_or(card.note()).to_owned();
    let differs = !changes.is_empty() || note != card.note();
    if !changes.is_empty() && card.asks_why() && given.reason.is_empty() {
        return Ok(Outcome::Wrong(FieldErrors::one("reason", "field-required")));
    }
    if differs && given.version.is_some_and(|seen| seen != card.version()) {
        return Ok(Outcome::Stale(Box::new(card)));
    }
    let before = card.clone();
    for line in &mut card.lines {
        let new = changes.iter().find(|(id, _)| *id == line.criterion.id);
        line.points = new.map(|(_, points)| *points).or(line.points);
    }
    let submits = submit && !before.is_submitted() && card.total().is_some();
    if differs || submits {
        card.round.hold_open(conn)?;
        // A draft writes nothing to the score log, and waits for nobody who does.
        let is_logged = submits || before.is_submitted() && !changes.is_empty();
        let log = match is_logged {
            true => {
                hold_live(conn, card.assignment.id)?;
                Some(card.round.hold_log(conn, now)?)
            }
            false => None,
        };
        let id = store_ballot(conn, &card, &note, submits, now)?;
        store_scores(conn, id, &changes, now)?;
        if let Some(log) = log {
            log.scored(conn, &before, &card, now)?;
        }
        if submits && card.assignment.state == AssignmentState::Skipped {
            set_state(conn, &card, AssignmentState::Open, None)?;
        }
        let reason = given.reason.as_str();
        record(conn, judge, id, (&before, &card), reason, submits, now)?;
    }
    Ok(Outcome::Saved(Saved {
        version: before.version() + i32::from(differs || submits),
        total: card.total(),
        is_submitted: submits || before.is_submitted(),
        missing: card
            .lines
            .iter()
            .filter(|line| line.points.is_none())
            .map(|line| line.criterion.code.clone())
            .collect(),
    }))
}

/// The ballot's own row, from its scorecard.
pub(super) fn store_ballot(
    conn: &mut Conn,
    card: &Scorecard,
    note: &str,
    submits: bool,
    now: Moment,
) -> Result<Id<Ballot>> {
    let submitted_at = if submits {
        Some(now)
    } else {
        card.ballot.as_ref().and_then(|b| b.submitted_at)
    };
    BallotRow {
        assignment: card.assignment.id,
        ballot: card.ballot.as_ref(),
        total: total(card.lines.iter().map(|l| (l.criterion.weight, l.points))),
        note,
        submitted_at,
    }
    .store(conn, now)
}

/// What the row of a ballot is to hold: made by the first save, then changed by whoever saw its last version.
pub(super) struct BallotRow<'a> {
    pub assignment: Id<Assignment>,
    /// As it was read.
    pub ballot: Option<&'a Ballot>,
    pub total: Option<i32>,
    pub note: &'a str,
    /// None of a draft.
    pub submitted_at: Option<Moment>,
}

impl BallotRow<'_> {
    pub fn store(&self, conn: &mut Conn, now: Moment) -> Result<Id<Ballot>> {
        let state = match self.submitted_at {
            Some(_) => BallotState::Submitted,
            None => BallotState::Draft,
        };
        let Some(ballot) = self.ballot else {
            let id = Id::<Ballot>::new();
            diesel::insert_into(ballots::table)
                .values((
                    ballots::id.eq(id),
                    ballots::assignment_id.eq(self.assignment),
                    ballots::state.eq(state),
                    ballots::total.eq(self.total),
                    ballots::note.eq(self.note),
                    ballots::version.eq(1),
                    ballots::updated_at.eq(now),
                    ballots::submitted_at.eq(self.submitted_at),
                ))
                .execute(conn)?;
            return Ok(id);
        };
        let changed = diesel::update(
            ballots::table.filter(
                ballots::id
                    .eq(ballot.id)
                    .and(ballots::version.eq(ballot.version)),
            ),
        )
        .set((
            ballots::state.eq(state),
            ballots::total.eq(self.total),
            ballots::note.eq(self.note),
            ballots::version.eq(ballot.version + 1),
            ballots::updated_at.eq(now),
            ballots::submitted_at.eq(self.submitted_at),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-ballot-stale"));
        }
        Ok(ballot.id)
    }
}

pub(super) fn store_scores(
    conn: &mut Conn,
    ballot: Id<Ballot>,
    changes: &[(Id<Criterion>, i32)],
    now: Moment,
) -> Result<()> {
    match changes {
        [] => Ok(()),
        [(criterion, points)] => store_score(conn, (ballot, *criterion), *points, now),
        _ => {
            let rows: Vec<NewScore> = changes
                .iter()
                .map(|(criterion, points)| NewScore {
                    ballot_id: ballot,
                    criterion_id: *criterion,
                    points: *points,
                    given_at: now,
                })
                .collect();
            on_each!(conn, |c| diesel::insert_into(scores::table)
                .values(&rows)
                .on_conflict((scores::ballot_id, scores::criterion_id))
                .do_update()
                .set((
                    scores::points.eq(excluded(scores::points)),
                    scores::given_at.eq(excluded(scores::given_at)),
                ))
                .execute(c))?;
            Ok(())
        }
    }
}

/// One score by itself, as a page with scripts saves it: two statements that stay prepared, where an upsert does not. Who
/// saves the ballot holds its row, so that nobody else gives the same score.
fn store_score(
    conn: &mut Conn,
    (ballot, criterion): (Id<Ballot>, Id<Criterion>),
    points: i32,
    now: Moment,
) -> Result<()> {
    let given = (scores::points.eq(points), scores::given_at.eq(now));
    let changed = diesel::update(scores::table.find((ballot, criterion)))
        .set(given)
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(scores::table)
            .values((
                scores::ballot_id.eq(ballot),
                scores::criterion_id.eq(criterion),
                given,
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The audit trail: a submission, or what changed after one.
pub(super) fn record(
    conn: &mut Conn,
    judge: &Judge,
    ballot: Id<Ballot>,
    (before, after): (&Scorecard, &Scorecard),
    reason: &str,
    submits: bool,
    now: Moment,
) -> Result<()> {
    let points = |card: &Scorecard| -> serde_json::Map<String, serde_json::Value> {
        card.lines
            .iter()
            .map(|line| (line.criterion.code.clone(), line.points.into()))
            .collect()
    };
    let detail = if submits {
        serde_json::json!({ "total": after.total(), "points": points(after) })
    } else {
        serde_json::json!({
            "old": { "total": before.total(), "points": points(before) },
            "new": { "total": after.total(), "points": points(after) },
        })
    };
    if !submits && !before.is_submitted() {
        return Ok(());
    }
    let action = if submits { "submitted" } else { "changed" };
    Event::new("ballot", ballot, action)
        .by(judge.account.id)
        .in_contest(judge.contest.id)
        .because(if submits { "" } else { reason })
        .with(detail)
        .record(conn, now)
}

pub(super) fn set_state(
    conn: &mut Conn,
    card: &Scorecard,
    to: AssignmentState,
    skipped_at: Option<Moment>,
) -> Result<()> {
    let changed = diesel::update(
        assignments::table.filter(
            assignments::id
                .eq(card.assignment.id)
                .and(assignments::state.eq(card.assignment.state)),
        ),
    )
    .set((
        assignments::state.eq(to),
        assignments::skipped_at.eq(skipped_at),
    ))
    .execute(conn)?;
    if changed != 1 {
        return Err(Error::Conflict("error-assignment-state"));
    }
    Ok(())
}

impl Scorecard {
    /// Puts the entry aside, to come back to. A submitted ballot is done, not skipped.
    pub fn skip(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        self.require_open()?;
        self.require_scorecard()?;
        if self.is_submitted() || self.assignment.state != AssignmentState::Open {
            return Err(Error::Conflict("error-assignment-state"));
        }
        set_state(conn, self, AssignmentState::Skipped, Some(now))?;
        self.tell(conn, "skipped", now)
    }

    /// Takes a skipped entry back into the queue.
    pub fn resume(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        self.require_open()?;
        if self.assignment.state != AssignmentState::Skipped {
            return Err(Error::Conflict("error-assignment-state"));
        }
        set_state(conn, self, AssignmentState::Open, None)?;
        self.tell(conn, "resumed", now)
    }

    fn tell(&self, conn: &mut Conn, action: &'static str, now: Moment) -> Result<()> {
        Event::new("assignment", self.assignment.id, action)
            .by(self.assignment.judge_id)
            .in_contest(self.round.contest_id)
            .record(conn, now)
    }
}
