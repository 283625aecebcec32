//! The score log of a round: records added in the transaction of what they tell, and read back.
//!
//! Whoever adds a record first holds the round's row of `score_logs`: on PostgreSQL a second one waits there until the
//! first has committed; SQLite writes one at a time. A log begins with the first thing that belongs in it, so that
//! everything after an upgrade is in the chain of a round that was scored before there were logs.

use std::collections::BTreeMap;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::Scorecard;
use super::taken_back::TakenBack;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, EngineConn, Id, Moment, on_each};
use crate::entries::number_text;
use crate::error::{Error, Result};
use crate::judging::pairs::Winner;
use crate::judging::scorelog::{ADMIN, Deed, NOTHING, Record, Score, Standing, TIE, digest};
use crate::judging::{Assignment, AssignmentState, Ballot, BallotState, Format, Round, RoundState};
use crate::schema::{
    assignments, ballots, criteria, entries, score_logs, score_records, scores, streams,
};

/// The end of a round's log, held until the transaction ends.
pub(super) struct LogEnd {
    round: Id<Round>,
    salt: Vec<u8>,
    pub state: LogState,
}

/// Where a round's log ends.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct LogState {
    pub records: i32,
    /// Of the last record.
    pub digest: String,
}

impl Round {
    fn log_end(&self, conn: &mut Conn) -> Result<Option<LogEnd>> {
        let of = score_logs::table
            .filter(score_logs::round_id.eq(self.id))
            .select(score_logs::salt);
        let salt: QueryResult<Vec<u8>> = match conn.engine() {
            EngineConn::Sqlite(conn) => of.first(conn),
            EngineConn::Pg(conn) => of.for_update().first(conn),
        };
        let Some(salt) = salt.optional()? else {
            return Ok(None);
        };
        let state = self.log_state(conn)?;
        Ok(Some(LogEnd {
            round: self.id,
            salt,
            state: state.unwrap_or_else(|| LogState {
                records: 0,
                digest: NOTHING.to_owned(),
            }),
        }))
    }

    /// The end of this round's log until the transaction ends; begins it when there is none. What the record to be added
    /// tells must not be written yet.
    pub(super) fn hold_log(&self, conn: &mut Conn, now: Moment) -> Result<LogEnd> {
        if let Some(end) = self.log_end(conn)? {
            return Ok(end);
        }
        let mut salt = [0; 32];
        getrandom::fill(&mut salt).map_err(anyhow::Error::from)?;
        // Two may begin it at once: the second waits for the first, and goes on from there.
        on_each!(conn, |c| diesel::insert_into(score_logs::table)
            .values((
                score_logs::round_id.eq(self.id),
                score_logs::salt.eq(salt.to_vec()),
            ))
            .on_conflict(score_logs::round_id)
            .do_nothing()
            .execute(c))?;
        let end = self.log_end(conn)?.ok_or(Error::NotFound)?;
        if end.state.records > 0 {
            return Ok(end);
        }
        let contest = Contest::find(conn, self.contest_id)?;
        let ballots = match self.format {
            Format::Pairs => Vec::new(),
            _ => self.standing(conn, &end)?,
        };
        let mut began = Record {
            ballots: Some(ballots),
            contest: Some(contest.slug),
            round: Some(self.id.to_string()),
            ..Record::new(Deed::Began, ADMIN, now)
        };
        let criteria = self.criteria(conn)?;
        began.weigh(
            criteria
                .iter()
                .map(|each| (each.code.as_str(), each.weight)),
        );
        let end = end.add(conn, began)?;
        match self.state {
            RoundState::Planned | RoundState::Open => Ok(end),
            RoundState::Closed => {
                let at = self.closed_at.unwrap_or(now);
                end.add(conn, Record::new(Deed::Closed, ADMIN, at))
            }
        }
    }

    /// The submitted ballots of judges who did not step back, by entry and judge; of pairs the log tells comparisons
    /// instead. Two statements.
    fn standing(&self, conn: &mut Conn, end: &LogEnd) -> Result<Vec<Standing>> {
        type Row = (
            Id<Ballot>,
            (Option<i32>, String),
            Id<Account>,
            Option<Moment>,
            Option<i32>,
        );
        let rows: Vec<Row> = ballots::table
            .inner_join(assignments::table.inner_join(entries::table.inner_join(streams::table)))
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::state.ne(AssignmentState::Recused))
            .filter(ballots::state.eq(BallotState::Submitted))
            .select((
                ballots::id,
                (entries::number, streams::code),
                assignments::judge_id,
                ballots::submitted_at,
                ballots::total,
            ))
            .load(conn)?;
        let mut points: BTreeMap<Id<Ballot>, Vec<(String, i32)>> = BTreeMap::new();
        let given: Vec<(Id<Ballot>, String, i32)> = scores::table
            .inner_join(criteria::table)
            .filter(criteria::round_id.eq(self.id))
            .select((scores::ballot_id, criteria::code, scores::points))
            .load(conn)?;
        for (ballot, code, tenths) in given {
            points.entry(ballot).or_default().push((code, tenths));
        }
        let mut standing: Vec<Standing> = rows
            .into_iter()
            .map(|(ballot, (number, stream), judge, at, total)| {
                let of = points.get(&ballot).map(Vec::as_slice).unwrap_or_default();
                let of = of.iter().map(|(code, tenths)| (code.as_str(), *tenths));
                Standing {
                    at: at.map_or_else(String::new, Moment::iso),
                    entry: number_text(&stream, number.unwrap_or(0)),
                    judge: end.judge(judge),
                    score: Score::new(of, total.unwrap_or(0)),
                }
            })
            .collect();
        standing.sort_by(|a, b| (&a.entry, &a.judge).cmp(&(&b.entry, &b.judge)));
        Ok(standing)
    }

    /// Where this round's log ends, once it has begun. One statement.
    pub fn log_state(&self, conn: &mut Conn) -> Result<Option<LogState>> {
        Ok(score_records::table
            .filter(score_records::round_id.eq(self.id))
            .order(score_records::seq.desc())
            .select((score_records::seq, score_records::digest))
            .first(conn)
            .optional()?)
    }

    /// Up to `limit` records after the one with the number `after`, each with its digest. One statement.
    pub fn log_records(
        &self,
        conn: &mut Conn,
        after: i32,
        limit: i64,
    ) -> Result<Vec<(String, String)>> {
        Ok(score_records::table
            .filter(score_records::round_id.eq(self.id))
            .filter(score_records::seq.gt(after))
            .order(score_records::seq)
            .limit(limit)
            .select((score_records::digest, score_records::content))
            .load(conn)?)
    }
}

impl LogEnd {
    /// A judge under their public name.
    pub fn judge(&self, id: Id<Account>) -> String {
        public_name(&self.salt, id)
    }

    /// Adds a record. What it tells is written in the same transaction.
    pub fn add(self, conn: &mut Conn, record: Record) -> Result<Self> {
        let seq = self.state.records + 1;
        let record = Record { seq, ..record };
        let canonical = record
            .canonical()
            .map_err(|error| Error::Internal(error.into()))?;
        let digest = digest(&self.state.digest, &canonical);
        diesel::insert_into(score_records::table)
            .values((
                score_records::round_id.eq(self.round),
                score_records::seq.eq(seq),
                score_records::digest.eq(&digest),
                score_records::content.eq(&canonical),
            ))
            .execute(conn)?;
        let state = LogState {
            records: seq,
            digest,
        };
        Ok(Self { state, ..self })
    }

    /// A submission, or a change of what was submitted.
    pub fn scored(
        self,
        conn: &mut Conn,
        before: &Scorecard,
        after: &Scorecard,
        now: Moment,
    ) -> Result<Self> {
        let score = |card: &Scorecard| {
            let lines = card.lines.iter();
            let points = lines.filter_map(|l| l.points.map(|p| (l.criterion.code.as_str(), p)));
            Score::new(points, card.total().unwrap_or(0))
        };
        let judge = self.judge(after.assignment.judge_id);
        let (what, old) = match before.is_submitted() {
            true => (Deed::Changed, Some(score(before))),
            false => (Deed::Submitted, None),
        };
        let record = Record {
            entry: Some(after.number.clone()),
            new: Some(score(after)),
            old,
            ..Record::new(what, &judge, now)
        };
        let record = Record {
            judge: Some(judge),
            ..record
        };
        self.add(conn, record)
    }

    /// Which of two entries a judge finds better, by their numbers; `was` is what they said before.
    pub fn compared(
        self,
        conn: &mut Conn,
        judge: Id<Account>,
        (a, b): (&str, &str),
        (was, winner): (Option<Winner>, Winner),
        now: Moment,
    ) -> Result<Self> {
        let judge = self.judge(judge);
        let record = Record {
            entry: Some(a.min(b).to_owned()),
            other: Some(a.max(b).to_owned()),
            was: was.map(|was| winner_text(was, a, b)),
            winner: Some(winner_text(winner, a, b)),
            ..Record::new(Deed::Compared, &judge, now)
        };
        let record = Record {
            judge: Some(judge),
            ..record
        };
        self.add(conn, record)
    }

    /// What counts no longer: a submitted ballot, or comparisons.
    pub fn taken_back(
        self,
        conn: &mut Conn,
        ballot: &TakenBack,
        (what, reason): (Deed, &str),
        now: Moment,
    ) -> Result<()> {
        let judge = self.judge(ballot.judge);
        let by = match what {
            Deed::Withdrawn => judge.as_str(),
            _ => ADMIN,
        };
        let points = ballot.points.iter();
        let points = points.map(|(code, tenths)| (code.as_str(), *tenths));
        let record = Record {
            entry: Some(ballot.entry.clone()),
            old: ballot.total.map(|total| Score::new(points, total)),
            reason: Some(reason.to_owned()),
            ..Record::new(what, by, now)
        };
        let record = Record {
            judge: Some(judge),
            ..record
        };
        self.add(conn, record)?;
        Ok(())
    }
}

/// The winner of two entries as the log names it.
pub(super) fn winner_text(winner: Winner, a: &str, b: &str) -> String {
    match winner {
        Winner::A => a,
        Winner::B => b,
        Winner::Tie => TIE,
    }
    .to_owned()
}

/// The name of a judge in a log: the same throughout it, another in every other, and nothing that tells whose it is.
pub(super) fn public_name(salt: &[u8], judge: Id<Account>) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(judge.as_bytes());
    hex::encode(&hash.finalize()[..6])
}

/// Keeps an entry its judge's until the transaction ends: on PostgreSQL a save of the ballot and whoever takes the entry
/// away wait for each other here, before they hold the log. SQLite writes one at a time.
pub(super) fn hold_live(conn: &mut Conn, assignment: Id<Assignment>) -> Result<()> {
    let EngineConn::Pg(conn) = conn.engine() else {
        return Ok(());
    };
    let state: AssignmentState = assignments::table
        .filter(assignments::id.eq(assignment))
        .select(assignments::state)
        .for_no_key_update()
        .first(conn)?;
    match state.is_live() {
        true => Ok(()),
        false => Err(Error::Conflict("error-assignment-state")),
    }
}
