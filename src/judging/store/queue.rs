//! A judge's queue: their entries in the order drawn for them, without anything that says whose they are.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use crate::contests::Judge;
use crate::db::{Conn, Id, Json, text_enum};
use crate::entries::State;
use crate::error::Result;
use crate::i18n::{Locale, Trilingual};
use crate::judging::{Assignment, AssignmentState, BallotState, LIVE, Round, RoundState};
use crate::schema::{assignments, ballots, categories, entries, rounds, streams};
use crate::web::paging::{LIMIT, Paged};

text_enum! {
    /// The lists of a judge's queue.
    pub enum Filter ("judging-filter") {
        Open = "open",
        Started = "started",
        Done = "done",
        Skipped = "skipped",
        Recused = "recused",
    }
}

/// How many entries are in each list of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: i64,
    pub started: i64,
    pub done: i64,
    pub skipped: i64,
    pub recused: i64,
}

impl Counts {
    pub fn of(&self, filter: &Filter) -> i64 {
        match filter {
            Filter::Open => self.open,
            Filter::Started => self.started,
            Filter::Done => self.done,
            Filter::Skipped => self.skipped,
            Filter::Recused => self.recused,
        }
    }

    /// Entries that are this judge's to score.
    pub fn all(&self) -> i64 {
        self.open + self.started + self.done + self.skipped
    }
}

/// A round in which the judge has entries.
#[derive(Clone, Debug)]
pub struct QueuedRound {
    pub round: Round,
    pub counts: Counts,
}

impl QueuedRound {
    /// The judge's rounds that were opened: those still open first, of them the one with the least left.
    /// Two statements.
    pub fn of(conn: &mut Conn, judge: &Judge) -> Result<Vec<Self>> {
        type Row = (Id<Round>, AssignmentState, i64, i64, i64);
        let all = rounds::table
            .filter(
                rounds::contest_id
                    .eq(judge.contest.id)
                    .and(rounds::state.ne(RoundState::Planned)),
            )
            .order(rounds::position.desc())
            .select(Round::as_select())
            .load::<Round>(conn)?;
        let counts = assignments::table
            .inner_join(entries::table)
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(
                assignments::judge_id
                    .eq(judge.account.id)
                    .and(entries::state.eq(State::Accepted))
                    .and(entries::contest_id.eq(judge.contest.id)),
            )
            .group_by((assignments::round_id, assignments::state))
            .select((
                assignments::round_id,
                assignments::state,
                count_star(),
                count(ballots::id.nullable()),
                count(ballots::submitted_at.nullable()),
            ))
            .load::<Row>(conn)?;
        let mut queued: Vec<Self> = all
            .into_iter()
            .filter(|round| counts.iter().any(|(id, ..)| *id == round.id))
            .map(|round| {
                let mut sum = Counts::default();
                for (_, state, all, with, submitted) in
                    counts.iter().filter(|(id, ..)| *id == round.id)
                {
                    match state {
                        AssignmentState::Open => {
                            sum.open += all - with;
                            sum.started += with - submitted;
                            sum.done += submitted;
                        }
                        AssignmentState::Skipped => {
                            sum.skipped += all - submitted;
                            sum.done += submitted;
                        }
                        AssignmentState::Recused => sum.recused += all,
                        AssignmentState::HandedOver => {}
                    }
                }
                Self { round, counts: sum }
            })
            .collect();
        queued.sort_by_key(|each| {
            let is_closed = each.round.state == RoundState::Closed;
            (is_closed, each.counts.all() - each.counts.done)
        });
        Ok(queued)
    }
}

/// One line of the queue. There is no creator in it to be shown, and nothing of others' ballots.
#[derive(Clone, Debug, Queryable)]
pub struct QueueRow {
    pub id: Id<Assignment>,
    pub position: i32,
    pub number: Option<i32>,
    pub stream_code: String,
    pub category: Option<Json<Trilingual>>,
    pub original_locale: Locale,
    pub title: String,
    pub titles: Json<Trilingual>,
    pub duration_s: Option<i32>,
    /// One's own, in thousandths of a point.
    pub total: Option<i32>,
}

impl Assignment {
    /// Everything that a judge has to do in a round, in the order of their queue.
    pub fn of_judge(
        conn: &mut Conn,
        round: &Round,
        judge: &crate::accounts::Account,
    ) -> Result<Vec<(Id<Assignment>, Id<crate::entries::Entry>)>> {
        Ok(assignments::table
            .filter(assignments::judge_id.eq(judge.id))
            .filter(assignments::round_id.eq(round.id))
            .order(assignments::position)
            .select((assignments::id, assignments::entry_id))
            .load(conn)?)
    }
}

impl QueueRow {
    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }

    /// One list of the judge's queue in a round, a page of it. One statement.
    pub fn list(
        conn: &mut Conn,
        judge: &Judge,
        round: &Round,
        filter: Filter,
        after: Option<i32>,
    ) -> Result<Paged<Self>> {
        let mut query = assignments::table
            // The ballot first: what it says leaves most entries unread.
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(categories::table.on(categories::id.nullable().eq(entries::category_id)))
            .filter(assignments::judge_id.eq(judge.account.id))
            .filter(assignments::round_id.eq(round.id))
            .filter(entries::state.eq(State::Accepted))
            .into_boxed();
        query = match filter {
            Filter::Open => query
                .filter(assignments::state.eq(AssignmentState::Open))
                .filter(ballots::id.is_null()),
            Filter::Started => query
                .filter(assignments::state.eq(AssignmentState::Open))
                .filter(ballots::state.eq(BallotState::Draft)),
            Filter::Done => query
                .filter(assignments::state.eq_any(LIVE))
                .filter(ballots::state.eq(BallotState::Submitted)),
            Filter::Skipped => query
                .filter(assignments::state.eq(AssignmentState::Skipped))
                .filter(ballots::submitted_at.is_null()),
            Filter::Recused => query.filter(assignments::state.eq(AssignmentState::Recused)),
        };
        if let Some(after) = after {
            query = query.filter(assignments::position.gt(after));
        }
        let rows = query
            .order(assignments::position)
            .limit(LIMIT)
            .select((
                assignments::id,
                assignments::position,
                entries::number,
                streams::code,
                categories::name.nullable(),
                entries::original_locale,
                entries::title,
                entries::titles,
                entries::duration_s,
                ballots::total.nullable(),
            ))
            .load::<Self>(conn)?;
        Ok(Paged::new(rows, |row| row.position))
    }
}
