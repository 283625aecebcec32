//! A judge's queue: their entries in the order drawn for them, without anything that says whose they are.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::stage::Stage;
use crate::contests::Judge;
use crate::db::{Conn, Id, Json, text_enum};
use crate::error::Result;
use crate::i18n::{Locale, Trilingual};
use crate::judging::{Assignment, Round, RoundState};
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

impl Filter {
    fn stage(self) -> Stage {
        match self {
            Self::Open => Stage::Open,
            Self::Started => Stage::Started,
            Self::Done => Stage::Done,
            Self::Skipped => Stage::Skipped,
            Self::Recused => Stage::Recused,
        }
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

    /// Adds `n` entries that are at this stage.
    pub(super) fn add(&mut self, stage: Stage, n: i64) {
        match stage {
            Stage::Open => self.open += n,
            Stage::Started => self.started += n,
            Stage::Done => self.done += n,
            Stage::Skipped => self.skipped += n,
            Stage::Recused => self.recused += n,
            Stage::HandedOver | Stage::Gone => {}
        }
    }

    /// Entries that still lack a submitted ballot.
    pub fn unfinished(&self) -> i64 {
        self.open + self.started + self.skipped
    }

    /// Entries that are this judge's to score.
    pub fn all(&self) -> i64 {
        self.unfinished() + self.done
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
        let all: Vec<Round> = rounds::table
            .filter(
                rounds::contest_id
                    .eq(judge.contest.id)
                    .and(rounds::state.ne(RoundState::Planned)),
            )
            .order(rounds::position.desc())
            .select(Round::as_select())
            .load(conn)?;
        let counts: Vec<(Id<Round>, Stage, i64)> = assignments::table
            .filter(assignments::judge_id.eq(judge.account.id))
            .group_by((assignments::round_id, assignments::stage))
            .select((assignments::round_id, assignments::stage, count_star()))
            .load(conn)?;
        let mut queued: Vec<Self> = all
            .into_iter()
            .filter_map(|round| {
                let mut sum = Counts::default();
                let own = counts.iter().filter(|(id, ..)| *id == round.id);
                own.for_each(|(_, stage, n)| sum.add(*stage, *n));
                let has_any = sum.all() + sum.recused > 0;
                has_any.then_some(Self { round, counts: sum })
            })
            .collect();
        queued.sort_by_key(|each| {
            let is_closed = each.round.state == RoundState::Closed;
            (is_closed, each.counts.unfinished())
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
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(categories::table.on(categories::id.nullable().eq(entries::category_id)))
            .filter(assignments::judge_id.eq(judge.account.id))
            .filter(assignments::round_id.eq(round.id))
            .filter(assignments::stage.eq(filter.stage()))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(assignments::position.gt(after));
        }
        let rows: Vec<Self> = query
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
            .load(conn)?;
        Ok(Paged::new(rows, |row| row.position))
    }
}
