//! The pending work of an absent judge, given to others.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::assigning::fingerprint;
use super::stage::{is_live, is_unfinished};
use super::stating::{Stated, stamp};
use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::assign::{Draw, Hold, Plan, draw};
use crate::judging::{Assignment, AssignmentState, Round, RoundState};
use crate::schema::{accounts, assignments, panelists};

/// What a handover moves.
#[derive(Clone, Debug)]
pub struct Handover {
    pub judge: Account,
    /// Entries without a submitted ballot.
    pub pending: usize,
    /// Of them, those that another judge takes; the others stay.
    pub moved: usize,
    /// Entries that change hands among the others, so that all can be taken.
    pub others: usize,
    /// The other judges with what they have and would have.
    pub loads: Vec<(Account, usize, usize)>,
    /// Names the plan: stored is what was shown, or nothing.
    pub fingerprint: String,
}

/// What a handover is drawn from, read at one moment.
pub struct Pending {
    judge: Account,
    pending: Vec<(Id<Assignment>, Id<Entry>)>,
    before: HashMap<Id<Account>, usize>,
    judges: Vec<Account>,
    draw: Draw,
    stamp: String,
    seed: i64,
}

/// A solved handover.
pub struct Solved {
    judge: Account,
    pending: Vec<(Id<Assignment>, Id<Entry>)>,
    before: HashMap<Id<Account>, usize>,
    judges: Vec<Account>,
    plan: Plan,
    /// Names what it was drawn from.
    stamp: String,
    seed: i64,
}

impl Pending {
    /// Draws: busy for a while, without a connection.
    pub fn solve(self) -> Solved {
        Solved {
            plan: draw(&self.draw),
            judge: self.judge,
            pending: self.pending,
            before: self.before,
            judges: self.judges,
            stamp: self.stamp,
            seed: self.seed,
        }
    }
}

impl Solved {
    /// The pending assignments that another judge takes.
    fn moved(&self) -> Vec<Id<Assignment>> {
        let stays: HashSet<Id<Entry>> = self.plan.gaps.iter().map(|gap| gap.entry).collect();
        let moved = self
            .pending
            .iter()
            .filter(|(_, entry)| !stays.contains(entry));
        moved.map(|(id, _)| *id).collect()
    }

    /// What it would move, as a page shows it.
    pub fn handover(&self) -> Handover {
        let after: HashMap<_, _> = self.plan.loads.iter().copied().collect();
        let load = |of: &HashMap<Id<Account>, usize>, id| of.get(&id).copied().unwrap_or(0);
        let others = self.judges.iter().filter(|each| each.id != self.judge.id);
        Handover {
            pending: self.pending.len(),
            moved: self.moved().len(),
            others: self.plan.moved.len(),
            loads: others
                .map(|each| {
                    (
                        each.clone(),
                        load(&self.before, each.id),
                        load(&after, each.id),
                    )
                })
                .collect(),
            fingerprint: fingerprint(self.seed, &self.plan),
            judge: self.judge.clone(),
        }
    }
}

impl Round {
    fn pending(
        &self,
        conn: &mut Conn,
        judge: Id<Account>,
    ) -> Result<Vec<(Id<Assignment>, Id<Entry>)>> {
        Ok(assignments::table
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::judge_id.eq(judge))
            .filter(is_unfinished())
            .order(assignments::id)
            .select((assignments::id, assignments::entry_id))
            .load(conn)?)
    }

    fn panelist(&self, conn: &mut Conn, judge: Id<Account>) -> Result<Account> {
        Ok(panelists::table
            .inner_join(accounts::table)
            .filter(
                panelists::round_id
                    .eq(self.id)
                    .and(panelists::account_id.eq(judge)),
            )
            .select(Account::as_select())
            .first(conn)?)
    }

    /// What drawing anew without this judge starts from: ballots that were begun stay where they are, and of the others'
    /// entries as few move as can be. Entries get as many judges as they have now, not more.
    pub fn pending_work(&self, conn: &mut Conn, judge: Id<Account>) -> Result<Pending> {
        let judge = self.panelist(conn, judge)?;
        let pending = self.pending(conn, judge.id)?;
        let Stated {
            draw: mut stated,
            untouched,
            judges,
            ..
        } = self.stated(conn, None)?;
        let mut judged: HashMap<Id<Entry>, usize> = HashMap::new();
        let mut before: HashMap<Id<Account>, usize> = HashMap::new();
        for pair in stated
            .existing
            .iter()
            .filter(|each| each.hold == Hold::Kept)
        {
            *judged.entry(pair.entry).or_default() += 1;
            *before.entry(pair.judge).or_default() += 1;
        }
        let per_entry = stated.per_entry;
        let has = |entry: &Id<Entry>| judged.get(entry).copied().unwrap_or(0);
        let own: HashSet<Id<Entry>> = pending.iter().map(|(_, entry)| *entry).collect();
        for pair in &mut stated.existing {
            if pair.hold == Hold::Kept && pair.judge == judge.id && own.contains(&pair.entry) {
                pair.hold = Hold::Gone;
            } else if pair.hold == Hold::Kept
                && has(&pair.entry) <= per_entry
                && untouched.contains(&(pair.entry, pair.judge))
            {
                pair.hold = Hold::Movable;
            }
        }
        let fewer = stated.works.iter().map(|work| {
            let lacks = per_entry.saturating_sub(has(&work.entry));
            (work.entry, lacks)
        });
        stated.fewer = fewer.collect();
        stated.panel.retain(|each| each.account != judge.id);
        Ok(Pending {
            stamp: stamp(&stated)?,
            draw: stated,
            judge,
            pending,
            before,
            judges,
            seed: self.seed,
        })
    }

    /// Gives a judge's pending entries to others of the panel as it was solved, if nothing that it was drawn from has
    /// changed since. Submitted ballots stay and count; an entry that nobody else may score stays too.
    pub fn hand_over(
        &self,
        conn: &mut Conn,
        by: &Account,
        solved: &Solved,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        if self.state == RoundState::Closed {
            return Err(Error::Conflict("error-round-closed"));
        }
        if self.pending_work(conn, solved.judge.id)?.stamp != solved.stamp {
            return Err(Error::Conflict("error-plan-changed"));
        }
        let mut leaving = solved.moved();
        leaving.extend(self.ids_of(conn, &solved.plan.moved)?);
        let mut changed = 0;
        for ids in leaving.chunks(1_000) {
            changed += diesel::update(
                assignments::table.filter(assignments::id.eq_any(ids).and(is_live())),
            )
            .set(assignments::state.eq(AssignmentState::HandedOver))
            .execute(conn)?;
        }
        if changed != leaving.len() {
            return Err(Error::Conflict("error-assignment-state"));
        }
        self.add(conn, &solved.plan.added, now)?;
        self.tell_of_more(conn, &solved.plan.added, base_url, now)?;
        let handover = solved.handover();
        Event::new("round", self.id, "handed-over")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "judge": handover.judge.id, "pending": handover.pending, "moved": handover.moved,
                "others_moved": handover.others,
            }))
            .record(conn, now)
    }

    /// The assignments of these pairs.
    fn ids_of(
        &self,
        conn: &mut Conn,
        pairs: &[(Id<Entry>, Id<Account>)],
    ) -> Result<Vec<Id<Assignment>>> {
        let mut ids = Vec::with_capacity(pairs.len());
        let wanted: HashSet<(Id<Entry>, Id<Account>)> = pairs.iter().copied().collect();
        for pairs in pairs.chunks(1_000) {
            let entries: Vec<Id<Entry>> = pairs.iter().map(|(entry, _)| *entry).collect();
            let found: Vec<(Id<Assignment>, Id<Entry>, Id<Account>)> = assignments::table
                .filter(assignments::round_id.eq(self.id))
                .filter(assignments::entry_id.eq_any(entries))
                .select((
                    assignments::id,
                    assignments::entry_id,
                    assignments::judge_id,
                ))
                .load(conn)?;
            let found = found.into_iter();
            let found = found.filter(|(_, entry, judge)| wanted.contains(&(*entry, *judge)));
            ids.extend(found.map(|(id, ..)| id));
        }
        Ok(ids)
    }
}
