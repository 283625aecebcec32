//! What the panel of a round of calibration gave.

use diesel::prelude::*;

use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::{Contest, Judge};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};
use crate::judging::calibration::{Given, Leaning, leanings};
use crate::judging::forms::{NewRound, RoundSettings, Scope};
use crate::judging::{Assignment, BallotState, Format, Round, RoundState, Source, total};
use crate::schema::{accounts, assignments, ballots, criteria, entries, rounds, streams};

/// A ballot of an entry: whose, and its total in thousandths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub judge: Id<Account>,
    pub total: i32,
}

/// An entry with what its judges gave it.
#[derive(Clone, Debug)]
pub struct Calibrated {
    pub entry: Id<Entry>,
    pub number: String,
    original_locale: Locale,
    title: String,
    titles: Json<Trilingual>,
    /// The looking judge's own.
    pub assignment: Option<Id<Assignment>>,
    pub marks: Vec<Mark>,
}

impl Calibrated {
    /// The title for a reader of `locale`, with the language that it is in.
    pub fn title(&self, locale: impl Into<Locale>) -> (Locale, &str) {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .unwrap_or((self.original_locale, &self.title))
    }

    pub fn mark_of(&self, judge: Id<Account>) -> Option<i32> {
        let mut marks = self.marks.iter();
        marks
            .find(|mark| mark.judge == judge)
            .map(|mark| mark.total)
    }
}

/// A round of calibration as it stands.
#[derive(Clone, Debug)]
pub struct Calibration {
    pub round: Round,
    /// The least and the most that a ballot can give, in thousandths of a point.
    pub scale: (i32, i32),
    pub entries: Vec<Calibrated>,
    pub judges: Vec<Account>,
    pub leanings: Vec<Leaning>,
}

type Row = (
    Id<Assignment>,
    Account,
    (
        Id<Entry>,
        Option<i32>,
        String,
        Locale,
        String,
        Json<Trilingual>,
    ),
    Option<BallotState>,
    Option<i32>,
);

impl Calibration {
    /// All that the panel gave, for the organiser. Another kind of round is not found. Three statements.
    pub fn of(conn: &mut Conn, contest: &Contest, id: Id<Round>) -> Result<Self> {
        let round = Round::of(conn, contest, id)?;
        let rows = round.calibration_rows(conn)?;
        Self::new(conn, round, rows, None)
    }

    /// The same for a judge of it, who sees of each entry what others gave once the own ballot is in. Of a round without
    /// entries for this judge nothing is found. Three statements.
    pub fn for_judge(conn: &mut Conn, judge: &Judge, id: Id<Round>) -> Result<Self> {
        let round = Round::of(conn, &judge.contest, id)?;
        let (own, is_planned) = (judge.account.id, round.state == RoundState::Planned);
        let mut rows = round.calibration_rows(conn)?;
        if is_planned || !rows.iter().any(|row| row.1.id == own) {
            return Err(Error::NotFound);
        }
        let done: Vec<Id<Entry>> = rows
            .iter()
            .filter(|row| row.1.id == own && row.3 == Some(BallotState::Submitted))
            .map(|row| row.2.0)
            .collect();
        rows.retain(|row| row.1.id == own || done.contains(&row.2.0));
        Self::new(conn, round, rows, Some(own))
    }

    /// As `reader` sees it, who is one of its judges; an organiser is none.
    fn new(
        conn: &mut Conn,
        round: Round,
        rows: Vec<Row>,
        reader: Option<Id<Account>>,
    ) -> Result<Self> {
        if !round.calibration {
            return Err(Error::NotFound);
        }
        let ends: Vec<(i32, i32, i32)> = criteria::table
            .filter(criteria::round_id.eq(round.id))
            .select((criteria::weight, criteria::scale_min, criteria::scale_max))
            .load(conn)?;
        let end = |of: fn(&(i32, i32, i32)) -> i32| {
            total(ends.iter().map(|each| (each.0, Some(of(each))))).unwrap_or(0)
        };
        let mut entries: Vec<Calibrated> = Vec::new();
        let mut judges: Vec<Account> = Vec::new();
        let mut given = Vec::new();
        for (assignment, judge, entry, state, total) in rows {
            let (id, number, stream, original_locale, title, titles) = entry;
            if entries.last().is_none_or(|last| last.entry != id) {
                entries.push(Calibrated {
                    entry: id,
                    number: number_text(&stream, number.unwrap_or(0)),
                    original_locale,
                    title,
                    titles,
                    assignment: None,
                    marks: Vec::new(),
                });
            }
            if let Some(of) = entries.last_mut()
                && reader == Some(judge.id)
            {
                of.assignment = Some(assignment);
            }
            let counts = total.filter(|_| state == Some(BallotState::Submitted));
            if let (Some(total), Some(of)) = (counts, entries.last_mut()) {
                let judge = judge.id;
                of.marks.push(Mark { judge, total });
                given.push(Given {
                    entry: id,
                    judge,
                    total,
                });
            }
            if !judges.iter().any(|each| each.id == judge.id) {
                judges.push(judge);
            }
        }
        Ok(Self {
            scale: (end(|each| each.1), end(|each| each.2)),
            leanings: leanings(&given),
            entries,
            judges,
            round,
        })
    }
}

impl Round {
    /// Every live assignment with its ballot, by entry.
    fn calibration_rows(&self, conn: &mut Conn) -> Result<Vec<Row>> {
        let rows: Vec<Row> = assignments::table
            .inner_join(accounts::table)
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(assignments::round_id.eq(self.id))
            .filter(is_live())
            .filter(entries::state.eq(State::Accepted))
            .order((
                entries::number,
                entries::id,
                accounts::latin_name,
                accounts::id,
            ))
            .select((
                assignments::id,
                Account::as_select(),
                (
                    entries::id,
                    entries::number,
                    streams::code,
                    entries::original_locale,
                    entries::title,
                    entries::titles,
                ),
                ballots::state.nullable(),
                ballots::total.nullable(),
            ))
            .load(conn)?;
        Ok(rows)
    }

    /// Makes a planned round of calibration: the criteria of the contest's first round, all its judges on the panel, its
    /// entries to be chosen.
    pub fn plan_calibration(
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        now: Moment,
    ) -> Result<Self> {
        let known = Self::all(conn, contest)?;
        let model = known.iter().find(|round| round.format == Format::Scorecard);
        let new = NewRound {
            settings: RoundSettings {
                name: Trilingual::of_key("round-calibration"),
                judges_per_entry: 1,
                scope: Some(Scope {
                    source: Source::Chosen,
                    ..Scope::default()
                }),
                ..RoundSettings::default()
            },
            criteria_from: model.map(|round| round.id),
        };
        let round = Self::make(conn, by, contest, &new, now)?;
        round.seat(conn, by, &[], None, now)?;
        diesel::update(rounds::table.filter(rounds::id.eq(round.id)))
            .set(rounds::calibration.eq(true))
            .execute(conn)?;
        Self::of(conn, contest, round.id)?.follow_panel(conn)?;
        Self::of(conn, contest, round.id)
    }

    /// While a calibration is planned an entry gets as many judges as are on the panel. The draw goes by the panel
    /// itself; closing and progress go by this number.
    pub(super) fn follow_panel(&self, conn: &mut Conn) -> Result<()> {
        if !self.calibration || self.state != RoundState::Planned {
            return Ok(());
        }
        let judges = self.readiness(conn)?.panel.clamp(1, 15);
        diesel::update(rounds::table.filter(rounds::id.eq(self.id)))
            .set(rounds::judges_per_entry.eq(i32::try_from(judges).unwrap_or(1)))
            .execute(conn)?;
        Ok(())
    }
}
