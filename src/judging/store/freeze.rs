//! The freeze of a closed round: its score log checked against the ballots, and its digest confirmed by two organisers.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::comparisons::comparisons_of;
use super::scorelog::{LogState, public_name, winner_text};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, EngineConn, Id, Moment};
use crate::entries::{Entry, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::scorelog::{ADMIN, Checker, Compared, Deed, Record};
use crate::judging::{AssignmentState, BallotState, Format, Round, RoundState};
use crate::mail::{Letter, Recipient};
use crate::schema::{
    accounts, assignments, ballots, entries, rounds, score_confirmations, score_logs,
    score_records, streams,
};
use crate::urls;

/// How many organisers must confirm a digest.
pub const SIGNATORIES: usize = 2;

/// An organiser's confirmation of a closed round's digest.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub by: Account,
    pub records: i32,
    pub digest: String,
    pub at: Moment,
    /// Since when it no longer holds: a record was added after it.
    pub voided_at: Option<Moment>,
}

/// What a check of a stored log found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogCheck {
    /// The chain is whole, and so many ballots and comparisons stand, which are those in the database.
    Whole { ballots: usize, comparisons: usize },
    /// The record with this number is not what its digest says, or cannot follow the one before.
    Broken { record: i32 },
    /// The chain is whole, and what is in the database is not what it tells of.
    Differs,
}

impl Confirmation {
    pub fn holds(&self) -> bool {
        self.voided_at.is_none()
    }

    /// The beginning of the digest, for a list.
    pub fn short(&self) -> &str {
        self.digest.get(..12).unwrap_or(&self.digest)
    }
}

impl Round {
    /// Checks the stored log: its end, and whether it is whole and tells of the ballots that are there, or of the
    /// comparisons where judges compare; none before it has begun. Five statements at most.
    pub fn check_log(&self, conn: &mut Conn) -> Result<Option<(LogState, LogCheck)>> {
        let salt: Option<Vec<u8>> = score_logs::table
            .filter(score_logs::round_id.eq(self.id))
            .select(score_logs::salt)
            .first(conn)
            .optional()?;
        let Some(salt) = salt else {
            return Ok(None);
        };
        let rows: Vec<(String, String)> = score_records::table
            .filter(score_records::round_id.eq(self.id))
            .order(score_records::seq)
            .select((score_records::digest, score_records::content))
            .load(conn)?;
        let state = LogState {
            records: i32::try_from(rows.len()).unwrap_or(i32::MAX),
            digest: rows.last().map_or_else(String::new, |row| row.0.clone()),
        };
        let mut checker = Checker::default();
        for ((digest, text), seq) in rows.iter().zip(1..) {
            let read = serde_json::from_str::<Record>(text);
            let taken = read.is_ok_and(|record| {
                record.canonical().is_ok_and(|canonical| canonical == *text)
                    && checker.take(digest, &record, text).is_ok()
            });
            if !taken {
                return Ok(Some((state, LogCheck::Broken { record: seq })));
            }
        }
        let (ballots, comparisons) = match self.format {
            Format::Pairs => (BTreeMap::new(), self.standing_comparisons(conn, &salt)?),
            _ => (self.standing_totals(conn, &salt)?, BTreeMap::new()),
        };
        let holds = checker
            .finish()
            .is_ok_and(|told| told.ballots == ballots && told.comparisons == comparisons);
        let check = match holds {
            true => LogCheck::Whole {
                ballots: ballots.len(),
                comparisons: comparisons.len(),
            },
            false => LogCheck::Differs,
        };
        Ok(Some((state, check)))
    }

    /// The totals of the ballots that a log tells of, under its names. One statement.
    fn standing_totals(
        &self,
        conn: &mut Conn,
        salt: &[u8],
    ) -> Result<BTreeMap<(String, String), i32>> {
        type Row = ((Option<i32>, String), Id<Account>, Option<i32>);
        let rows: Vec<Row> = ballots::table
            .inner_join(assignments::table.inner_join(entries::table.inner_join(streams::table)))
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::state.ne(AssignmentState::Recused))
            .filter(ballots::state.eq(BallotState::Submitted))
            .select((
                (entries::number, streams::code),
                assignments::judge_id,
                ballots::total,
            ))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|((number, stream), judge, total)| {
                let entry = number_text(&stream, number.unwrap_or(0));
                ((entry, public_name(salt, judge)), total.unwrap_or(0))
            })
            .collect())
    }

    /// The comparisons that a log tells of, under its names. Three statements.
    fn standing_comparisons(
        &self,
        conn: &mut Conn,
        salt: &[u8],
    ) -> Result<BTreeMap<Compared, String>> {
        let rows: Vec<(Id<Entry>, Option<i32>, String)> = assignments::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(assignments::round_id.eq(self.id))
            .select((entries::id, entries::number, streams::code))
            .distinct()
            .load(conn)?;
        let numbers: HashMap<Id<Entry>, String> = rows
            .into_iter()
            .map(|(entry, number, stream)| (entry, number_text(&stream, number.unwrap_or(0))))
            .collect();
        let of = |entry: Id<Entry>| numbers.get(&entry).map_or("", String::as_str);
        Ok(comparisons_of(conn, self.id, None)?
            .into_iter()
            .map(|each| {
                let (a, b) = (of(each.entry_a), of(each.entry_b));
                let judge = public_name(salt, each.judge_id);
                let key = (judge, a.min(b).to_owned(), a.max(b).to_owned());
                (key, winner_text(each.winner, a, b))
            })
            .collect())
    }

    /// Begins the log of a round that was closed before there were logs.
    pub fn begin_log(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        self.hold_closed(conn)?;
        let end = self.hold_log(conn, now)?;
        Event::new("round", self.id, "log-begun")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "records": end.state.records, "digest": end.state.digest }))
            .record(conn, now)
    }

    /// Confirms the digest that was `shown` as that of a closed round. The second confirmation, of another account,
    /// freezes the round. Says whether it did.
    ///
    /// # Errors
    /// A conflict when the log went on meanwhile, or this account has confirmed it already.
    pub fn confirm_log(
        &self,
        conn: &mut Conn,
        by: &Account,
        shown: &str,
        now: Moment,
    ) -> Result<bool> {
        self.hold_closed(conn)?;
        let end = self.hold_log(conn, now)?.state;
        if end.digest != shown {
            return Err(Error::Conflict("error-log-moved"));
        }
        diesel::insert_into(score_confirmations::table)
            .values((
                score_confirmations::id.eq(Id::<Confirmation>::new()),
                score_confirmations::round_id.eq(self.id),
                score_confirmations::account_id.eq(by.id),
                score_confirmations::records.eq(end.records),
                score_confirmations::digest.eq(&end.digest),
                score_confirmations::confirmed_at.eq(now),
                score_confirmations::voided_at.eq(None::<Moment>),
            ))
            .execute(conn)?;
        let holding: i64 = score_confirmations::table
            .filter(score_confirmations::round_id.eq(self.id))
            .filter(score_confirmations::voided_at.is_null())
            .count()
            .get_result(conn)?;
        let detail = serde_json::json!({ "records": end.records, "digest": end.digest });
        Event::new("round", self.id, "log-confirmed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(&detail)
            .record(conn, now)?;
        let freezes = holding == SIGNATORIES as i64;
        if freezes {
            Event::new("round", self.id, "frozen")
                .by(by.id)
                .in_contest(self.contest_id)
                .with(&detail)
                .record(conn, now)?;
        }
        Ok(freezes)
    }

    /// Asks the contest's other admins by mail for the second confirmation, after the first.
    pub fn ask_for_second(
        &self,
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let page = urls::round_noun(&contest.slug, self.id, "score-log");
        for admin in contest.admins(conn)? {
            if admin.id == by.id {
                continue;
            }
            let to = Recipient::from(&admin);
            Letter::new("second-confirmation")
                .in_contest(contest.id)
                .arg("contest", contest.name.in_locale(to.locale).to_owned())
                .arg("round", self.name.in_locale(to.locale).to_owned())
                .arg("by", by.name(to.locale).to_owned())
                .arg("link", format!("{base_url}{page}"))
                .queue(conn, &to, now)?;
        }
        Ok(())
    }

    /// Refuses what only a closed round allows, and keeps it closed until the transaction ends.
    fn hold_closed(&self, conn: &mut Conn) -> Result<()> {
        let state: RoundState = match conn.engine() {
            EngineConn::Sqlite(_) => self.state,
            EngineConn::Pg(conn) => rounds::table
                .filter(rounds::id.eq(self.id))
                .select(rounds::state)
                .for_share()
                .first(conn)?,
        };
        match state {
            RoundState::Closed => Ok(()),
            RoundState::Planned | RoundState::Open => Err(Error::Conflict("error-round-state")),
        }
    }

    /// What was ever confirmed of this round, the newest first. One statement.
    pub fn confirmations(&self, conn: &mut Conn) -> Result<Vec<Confirmation>> {
        confirmations(conn, self.id)
    }

    /// Records that an organiser decided whether a judge's ballots count. Confirmations of before hold no longer.
    pub fn log_decision(
        &self,
        conn: &mut Conn,
        by: &Account,
        judge: Id<Account>,
        counts: bool,
        now: Moment,
    ) -> Result<()> {
        let end = self.hold_log(conn, now)?;
        let what = match counts {
            true => Deed::Counted,
            false => Deed::LeftOut,
        };
        let record = Record {
            judge: Some(end.judge(judge)),
            ..Record::new(what, ADMIN, now)
        };
        end.add(conn, record)?;
        self.void_confirmations(conn, by, now)
    }

    /// Ends every confirmation that still holds, since the log goes on after it.
    pub(super) fn void_confirmations(
        &self,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<()> {
        let voided = diesel::update(
            score_confirmations::table
                .filter(score_confirmations::round_id.eq(self.id))
                .filter(score_confirmations::voided_at.is_null()),
        )
        .set(score_confirmations::voided_at.eq(Some(now)))
        .execute(conn)?;
        if voided == 0 {
            return Ok(());
        }
        Event::new("round", self.id, "confirmations-voided")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "confirmations": voided }))
            .record(conn, now)
    }
}

/// The confirmations that froze a round, the earlier first; none unless it is frozen. One statement.
pub fn freeze_of(conn: &mut Conn, round: Id<Round>) -> Result<Vec<Confirmation>> {
    let mut holding = confirmations(conn, round)?;
    holding.retain(Confirmation::holds);
    holding.reverse();
    match holding.len() >= SIGNATORIES {
        true => Ok(holding),
        false => Ok(Vec::new()),
    }
}

fn confirmations(conn: &mut Conn, round: Id<Round>) -> Result<Vec<Confirmation>> {
    type Row = (Account, i32, String, Moment, Option<Moment>);
    let rows: Vec<Row> = score_confirmations::table
        .inner_join(accounts::table)
        .filter(score_confirmations::round_id.eq(round))
        .order(score_confirmations::id.desc())
        .select((
            Account::as_select(),
            score_confirmations::records,
            score_confirmations::digest,
            score_confirmations::confirmed_at,
            score_confirmations::voided_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(by, records, digest, at, voided_at)| Confirmation {
            by,
            records,
            digest,
            at,
            voided_at,
        })
        .collect())
}
