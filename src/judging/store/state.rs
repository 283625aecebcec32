//! Opening, closing and reopening a round.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::field::takes;
use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::scorelog::{ADMIN, Deed, Record};
use crate::judging::{Format, Round, RoundState, WHOLE, order, pairs};
use crate::mail::{Letter, Recipient};
use crate::schema::{
    accounts, assignments, criteria, entries, panelists, rounds, score_confirmations,
};
use crate::urls;

/// What a round needs before it may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Of all criteria, in hundredths of a percent.
    pub weights: i64,
    pub panel: i64,
    /// That the round takes.
    pub entries: i64,
    pub assignments: i64,
    /// Organisers' confirmations of its score log that hold.
    pub confirmations: i64,
    pub format: Format,
    /// The most entries that a judge has, where they are to be put in order; else 0.
    pub longest: i64,
}

impl Readiness {
    /// The keys of what is missing; none when the round may be opened.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            (self.weights != i64::from(WHOLE), "round-needs-weights"),
            (self.panel == 0, "round-needs-panel"),
            (self.entries == 0, "round-needs-entries"),
            (self.assignments == 0, "round-needs-assignments"),
            (self.longest > order::LONGEST, "round-needs-shorter"),
            (self.has_too_many_pairs(), "round-needs-fewer"),
        ]
        .into_iter()
        .filter_map(|(is_missing, key)| is_missing.then_some(key))
        .collect()
    }

    fn has_too_many_pairs(&self) -> bool {
        self.format == Format::Pairs && self.entries > pairs::MOST_ENTRIES
    }

    /// How many entries there are too many of, for the words of what is missing.
    pub fn too_many(&self) -> i64 {
        match self.format {
            Format::Order => self.longest,
            _ => self.entries,
        }
    }

    /// How many there may be at most.
    pub fn most(&self) -> i64 {
        match self.format {
            Format::Order => order::LONGEST,
            _ => pairs::MOST_ENTRIES,
        }
    }
}

impl Round {
    /// One statement, and another where judges put entries in order.
    pub fn readiness(&self, conn: &mut Conn) -> Result<Readiness> {
        let weights = criteria::table
            .filter(criteria::round_id.eq(self.id))
            .select(diesel::dsl::sum(criteria::weight))
            .single_value();
        let panel = panelists::table
            .filter(panelists::round_id.eq(self.id))
            .select(count_star())
            .single_value();
        let assigned = assignments::table
            .filter(assignments::round_id.eq(self.id))
            .select(count_star())
            .single_value();
        let taken = entries::table
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(exists(takes(self.id)))
            .select(count_star())
            .single_value();
        let confirmed = score_confirmations::table
            .filter(score_confirmations::round_id.eq(self.id))
            .filter(score_confirmations::voided_at.is_null())
            .select(count_star())
            .single_value();
        type Count = Option<i64>;
        let (weights, panel, entries, assignments, confirmations): (
            Count,
            Count,
            Count,
            Count,
            Count,
        ) = diesel::select((weights, panel, taken, assigned, confirmed)).get_result(conn)?;
        Ok(Readiness {
            weights: weights.unwrap_or(0),
            panel: panel.unwrap_or(0),
            entries: entries.unwrap_or(0),
            assignments: assignments.unwrap_or(0),
            confirmations: confirmations.unwrap_or(0),
            format: self.format,
            longest: match self.format {
                Format::Order => self.longest(conn)?,
                _ => 0,
            },
        })
    }

    /// The most entries that a judge has.
    fn longest(&self, conn: &mut Conn) -> Result<i64> {
        let longest: Option<i64> = assignments::table
            .filter(assignments::round_id.eq(self.id))
            .filter(is_live())
            .group_by(assignments::judge_id)
            .select(count_star())
            .order(count_star().desc())
            .first(conn)
            .optional()?;
        Ok(longest.unwrap_or(0))
    }

    fn transition(
        &self,
        conn: &mut Conn,
        from: RoundState,
        to: RoundState,
        opened_at: Option<Moment>,
        closed_at: Option<Moment>,
    ) -> Result<()> {
        let changed = diesel::update(
            rounds::table.filter(rounds::id.eq(self.id).and(rounds::state.eq(from))),
        )
        .set((
            rounds::state.eq(to),
            rounds::opened_at.eq(opened_at),
            rounds::closed_at.eq(closed_at),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-round-state"));
        }
        Ok(())
    }

    /// Opens a planned round that has all it needs, and tells its judges.
    pub fn open(
        &self,
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        if !self.readiness(conn)?.missing().is_empty() {
            return Err(Error::Conflict("error-round-not-ready"));
        }
        self.transition(conn, RoundState::Planned, RoundState::Open, Some(now), None)?;
        let judges: Vec<Account> = panelists::table
            .inner_join(accounts::table)
            .filter(panelists::round_id.eq(self.id))
            .select(Account::as_select())
            .load(conn)?;
        let loads: Vec<(Id<Account>, i64)> = assignments::table
            .filter(assignments::round_id.eq(self.id).and(is_live()))
            .group_by(assignments::judge_id)
            .select((assignments::judge_id, count_star()))
            .load(conn)?;
        for judge in &judges {
            let load = loads.iter().find(|(id, _)| *id == judge.id);
            if let Some((_, load)) = load {
                self.letter("judging-opened", judge, contest, *load, base_url)
                    .queue(conn, &judge.into(), now)?;
            }
        }
        Event::new("round", self.id, "opened")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "judges": loads.len() }))
            .record(conn, now)
    }

    /// A letter about `count` entries, in the judge's language.
    pub(super) fn letter(
        &self,
        kind: &'static str,
        judge: &Account,
        contest: &Contest,
        count: i64,
        base_url: &str,
    ) -> Letter {
        let Recipient { locale, .. } = judge.into();
        let closes = self
            .closes_at
            .map_or_else(String::new, |at| locale.date_time(at, contest.tz()));
        Letter::new(kind)
            .in_contest(contest.id)
            .arg("contest", contest.name.in_locale(locale).to_owned())
            .arg("n", count)
            .arg("has_end", if closes.is_empty() { "no" } else { "yes" })
            .arg("closes", closes)
            .arg("zone", contest.zone.clone())
            .arg(
                "link",
                format!("{base_url}{}", urls::judging(&contest.slug)),
            )
    }

    /// Closes an open round: from now on no score changes. On record is the least number of ballots that the organiser
    /// found enough for an entry, and how many entries have fewer.
    pub fn close(&self, conn: &mut Conn, by: &Account, least: i64, now: Moment) -> Result<()> {
        self.transition(
            conn,
            RoundState::Open,
            RoundState::Closed,
            self.opened_at,
            Some(now),
        )?;
        let log = self.hold_log(conn, now)?;
        log.add(conn, Record::new(Deed::Closed, ADMIN, now))?;
        let fewer = self.under(conn, least)?;
        Event::new("round", self.id, "closed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "least_ballots": least, "entries_with_fewer": fewer }))
            .record(conn, now)
    }

    /// Opens a closed round again, for a reason that the audit trail keeps.
    pub fn reopen(&self, conn: &mut Conn, by: &Account, reason: &str, now: Moment) -> Result<()> {
        self.transition(
            conn,
            RoundState::Closed,
            RoundState::Open,
            self.opened_at,
            None,
        )?;
        let log = self.hold_log(conn, now)?;
        let record = Record {
            reason: Some(reason.to_owned()),
            ..Record::new(Deed::Reopened, ADMIN, now)
        };
        log.add(conn, record)?;
        self.void_confirmations(conn, by, now)?;
        Event::new("round", self.id, "reopened")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .record(conn, now)
    }
}
