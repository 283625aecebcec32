//! Conflicts as the data tell them: accounts, organisations, declared ties, e-mail domains.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::accounts::{Account, Email};
use crate::contests::{Contest, Role};
use crate::db::{Conn, Id, Moment, on_each};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::events::Event;
use crate::judging::assign::organisation;
use crate::judging::conflicts::{Authored, Bound, family, found};
use crate::judging::{Conflict, ConflictState, Grounds};
use crate::schema::{accounts, conflicts, entries, judge_ties, roles};

#[derive(Insertable)]
#[diesel(table_name = conflicts, treat_none_as_default_value = false)]
struct NewConflict {
    id: Id<Conflict>,
    contest_id: Id<Contest>,
    judge_id: Id<Account>,
    entry_id: Id<Entry>,
    grounds: Grounds,
    state: ConflictState,
    noted_at: Moment,
    note: &'static str,
    reason: &'static str,
}

/// Rows of one INSERT: SQLite takes 32,766 variables.
const ROWS: usize = 2_000;

/// What was noted and decided of pairs of a judge and an entry.
pub(super) type Decided = HashMap<(Id<Account>, Id<Entry>), (Grounds, ConflictState)>;

/// The pairs that the data say are in conflict, and what became of those that were recorded.
pub(super) struct Findings {
    pub found: Vec<(Id<Account>, Id<Entry>, Grounds)>,
    pub decided: Decided,
}

impl Findings {
    /// Pairs that a draw keeps apart: confirmed ones, and found ones of grounds that bind at once and that nobody
    /// dismissed. Not those of one organisation, which the draw sees for itself.
    pub fn barred(&self) -> HashSet<(Id<Account>, Id<Entry>)> {
        let state = |judge, entry| self.decided.get(&(judge, entry)).map(|(_, state)| *state);
        let found = self.found.iter().filter(|(judge, entry, grounds)| {
            grounds.bind_at_once()
                && *grounds != Grounds::Organisation
                && state(*judge, *entry) != Some(ConflictState::Dismissed)
        });
        let confirmed = self
            .decided
            .iter()
            .filter(|(_, (_, state))| *state == ConflictState::Confirmed);
        found
            .map(|(judge, entry, _)| (*judge, *entry))
            .chain(confirmed.map(|(pair, _)| *pair))
            .collect()
    }

    /// The grounds on which a draw keeps this judge from this entry, if any do.
    pub fn grounds(&self, judge: Id<Account>, entry: Id<Entry>) -> Option<Grounds> {
        let found = self.found.iter();
        let found = found.filter(|(of, at, _)| *of == judge && *at == entry);
        let found = found.map(|(_, _, grounds)| *grounds).next();
        match self.decided.get(&(judge, entry)) {
            Some((grounds, ConflictState::Confirmed)) => Some(*grounds),
            Some((_, ConflictState::Dismissed)) => None,
            Some((_, ConflictState::Found)) | None => found.filter(|each| each.bind_at_once()),
        }
    }

    /// Pairs that somebody looked at and found no conflict.
    pub fn dismissed(&self) -> impl Iterator<Item = (Id<Account>, Id<Entry>)> {
        let dismissed = |state: &ConflictState| *state == ConflictState::Dismissed;
        self.decided
            .iter()
            .filter(move |(_, (_, state))| dismissed(state))
            .map(|(pair, _)| *pair)
    }

    /// Pairs found on grounds that do not bind before somebody has looked, and nobody has.
    pub fn suspected(&self) -> usize {
        let waits = |judge, entry| {
            self.decided
                .get(&(judge, entry))
                .is_none_or(|(_, state)| *state == ConflictState::Found)
        };
        let suspected = self
            .found
            .iter()
            .filter(|(judge, entry, grounds)| !grounds.bind_at_once() && waits(*judge, *entry));
        suspected.count()
    }
}

/// The ties that the judges of a contest declared, folded.
pub(super) fn ties(
    conn: &mut Conn,
    contest: Id<Contest>,
) -> Result<HashMap<Id<Account>, Vec<String>>> {
    let mut ties: HashMap<Id<Account>, Vec<String>> = HashMap::new();
    let rows: Vec<(Id<Account>, String)> = judge_ties::table
        .filter(judge_ties::contest_id.eq(contest))
        .select((judge_ties::judge_id, judge_ties::folded))
        .load(conn)?;
    for (judge, folded) in rows {
        ties.entry(judge).or_default().push(folded);
    }
    Ok(ties)
}

/// What was recorded of conflicts in a contest.
pub(super) fn decided(conn: &mut Conn, contest: Id<Contest>) -> Result<Decided> {
    Ok(conflicts::table
        .filter(conflicts::contest_id.eq(contest))
        .select((
            (conflicts::judge_id, conflicts::entry_id),
            (conflicts::grounds, conflicts::state),
        ))
        .load(conn)?
        .into_iter()
        .collect())
}

pub(super) fn bound(account: &Account, ties: Option<&Vec<String>>) -> Bound {
    Bound {
        judge: account.id,
        organisation: organisation(&account.organisation),
        ties: ties.cloned().unwrap_or_default(),
        domain: family(account.email.domain()),
    }
}

impl Conflict {
    /// Compares every judge of the contest with every accepted entry and records the conflicts that were not known.
    /// Says how many. What was decided stays.
    pub fn detect(conn: &mut Conn, by: &Account, contest: &Contest, now: Moment) -> Result<usize> {
        let ties = ties(conn, contest.id)?;
        let rows: Vec<Account> = roles::table
            .inner_join(accounts::table)
            .filter(
                roles::contest_id
                    .eq(contest.id)
                    .and(roles::role.eq(Role::Judge)),
            )
            .order(accounts::id)
            .select(Account::as_select())
            .load(conn)?;
        let judges: Vec<Bound> = rows
            .iter()
            .map(|account| bound(account, ties.get(&account.id)))
            .collect();
        let rows: Vec<(Id<Entry>, Id<Account>, String, Email)> = entries::table
            .inner_join(accounts::table)
            .filter(entries::contest_id.eq(contest.id))
            .filter(entries::state.eq(State::Accepted))
            .order(entries::id)
            .select((
                entries::id,
                entries::creator_id,
                accounts::organisation,
                accounts::email,
            ))
            .load(conn)?;
        let authored: Vec<Authored> = rows
            .into_iter()
            .map(|(entry, creator, of, email)| Authored {
                entry,
                creator,
                organisation: organisation(&of),
                domain: family(email.domain()),
            })
            .collect();
        let known = decided(conn, contest.id)?;
        let rows: Vec<NewConflict> = found(&judges, &authored)
            .into_iter()
            .filter(|(judge, entry, _)| !known.contains_key(&(*judge, *entry)))
            .map(|(judge_id, entry_id, grounds)| NewConflict {
                id: Id::new(),
                contest_id: contest.id,
                judge_id,
                entry_id,
                grounds,
                state: ConflictState::Found,
                noted_at: now,
                note: "",
                reason: "",
            })
            .collect();
        for rows in rows.chunks(ROWS) {
            on_each!(conn, |c| diesel::insert_into(conflicts::table)
                .values(rows)
                .execute(c))?;
        }
        Event::new("contest", contest.id, "conflicts-looked-for")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({ "found": rows.len() }))
            .record(conn, now)?;
        Ok(rows.len())
    }
}
