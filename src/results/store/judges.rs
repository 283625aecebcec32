//! Judges beside the panel: what a run said of them, and what a person decided of their ballots.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::error::Result;
use crate::events::Event;
use crate::judging::Round;
use crate::results::forms::JudgeChoice;
use crate::results::run::study::{Flag, Study};
use crate::results::{JudgeDecision, Ranking, RoundSummary};
use crate::schema::{accounts, judge_decisions, ranking_bundles, ranking_studies};

/// A decision of a judge's ballots, and whose it is.
#[derive(Clone, Debug)]
pub struct Decided {
    pub judge: Id<Account>,
    pub decision: JudgeDecision,
    pub reason: String,
    pub by: Account,
    pub at: Moment,
}

/// Judges whose ballots do not count in a round, by the latest decision on each.
pub(super) fn left_out(conn: &mut Conn, round: Id<RoundSummary>) -> Result<HashSet<Id<Account>>> {
    let decisions: Vec<(Id<Account>, JudgeDecision)> = judge_decisions::table
        .filter(judge_decisions::round_id.eq(round))
        .order(judge_decisions::id)
        .select((judge_decisions::judge_id, judge_decisions::decision))
        .load(conn)?;
    Ok(dropped(decisions))
}

/// The judges whose latest decision is to drop them; decisions come in order of time.
pub(super) fn dropped(
    decisions: impl IntoIterator<Item = (Id<Account>, JudgeDecision)>,
) -> HashSet<Id<Account>> {
    let latest: HashMap<Id<Account>, JudgeDecision> = decisions.into_iter().collect();
    let dropped = latest
        .into_iter()
        .filter(|(_, decision)| *decision == JudgeDecision::Drop);
    dropped.map(|(judge, _)| judge).collect()
}

/// Every decision of a round with who took it, the newest first. One statement.
pub fn decisions(conn: &mut Conn, round: Id<RoundSummary>) -> Result<Vec<Decided>> {
    let rows: Vec<(Id<Account>, JudgeDecision, String, Moment, Account)> = judge_decisions::table
        .inner_join(accounts::table.on(accounts::id.eq(judge_decisions::decided_by)))
        .filter(judge_decisions::round_id.eq(round))
        .order(judge_decisions::id.desc())
        .select((
            judge_decisions::judge_id,
            judge_decisions::decision,
            judge_decisions::reason,
            judge_decisions::decided_at,
            Account::as_select(),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(judge, decision, reason, at, by)| Decided {
            judge,
            decision,
            reason,
            by,
            at,
        })
        .collect())
}

/// The accounts of these judges. One statement.
pub fn accounts_of(conn: &mut Conn, ids: &[Id<Account>]) -> Result<Vec<Account>> {
    Ok(accounts::table
        .filter(accounts::id.eq_any(ids))
        .select(Account::as_select())
        .load(conn)?)
}

impl Ranking {
    /// What the run says beside its ranks; nothing of one that has none, or was computed before there were any.
    pub fn study(&self, conn: &mut Conn) -> Result<Study> {
        let found: Option<Json<Study>> = ranking_studies::table
            .filter(ranking_studies::ranking_id.eq(self.id))
            .select(ranking_studies::content)
            .first(conn)
            .optional()?;
        Ok(found.map(Json::into_inner).unwrap_or_default())
    }

    /// The bundle that anyone can compute the ranking anew from.
    pub fn bundle(&self, conn: &mut Conn) -> Result<Vec<u8>> {
        Ok(ranking_bundles::table
            .filter(ranking_bundles::ranking_id.eq(self.id))
            .select(ranking_bundles::content)
            .first(conn)?)
    }

    /// Keeps or leaves out the ballots of a judge of this ranking's round, and orders a ranking anew, to
    /// stand beside this one. The flag is what this ranking said of the judge.
    pub fn decide_judge(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        (judge, flag): (Id<Account>, Option<Flag>),
        choice: &JudgeChoice,
        now: Moment,
    ) -> Result<Id<Self>> {
        let id = Id::<Decided>::new();
        diesel::insert_into(judge_decisions::table)
            .values((
                judge_decisions::id.eq(id),
                judge_decisions::round_id.eq(self.round_id),
                judge_decisions::judge_id.eq(judge),
                judge_decisions::decision.eq(choice.decision),
                judge_decisions::reason.eq(&choice.reason),
                judge_decisions::flag.eq(flag.map(Flag::as_str)),
                judge_decisions::ranking_id.eq(Some(self.id)),
                judge_decisions::decided_by.eq(by.id),
                judge_decisions::decided_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("round", self.round_id, "judge-decided")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&choice.reason)
            .with(serde_json::json!({
                "judge": judge,
                "decision": choice.decision,
                "flag": flag,
                "ranking": self.id,
            }))
            .record(conn, now)?;
        let counts = choice.decision == JudgeDecision::Keep;
        Round::of(conn, contest, self.round_id.cast())?
            .log_decision(conn, by, judge, counts, now)?;
        Self::order(conn, contest, self.round_id, by, now)
    }
}
