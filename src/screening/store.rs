//! SQL of screening: the queue and who holds an entry of it. Decisions are in `store/decisions.rs`, many at once in
//! `store/batches.rs`, what the pages read in `store/lists.rs` and `store/entry.rs`, works that may be the same in `store/pairs.rs`.

mod agreement;
mod batches;
mod decisions;
mod entry;
mod lessons;
mod lists;
mod pairs;

use diesel::prelude::*;

use super::CLAIM;
use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::jobs::Job;
use crate::schema::{entries, screening_queue};
use crate::theme::ThemeCheck;

pub use agreement::{Agreement, Tally, agreement};
pub use batches::{Apart, Report, Skipped, decide_all, report, undo_all};
pub use decisions::{announce, decide, disqualify, undo};
pub use entry::{Dossier, Given, History, Line, admin_dossier, dossier, entry_in};
pub use lessons::{Alike, Course, Nearest, course, keep, lesson_counts, nearest};
pub use lists::{
    Brief, ClaimedBy, Decided, EntryRow, QueueRow, all_entries, briefs, decided, waiting,
};
pub use pairs::{Couple, Facts, Place, Settled, Side, couple, decide_pair, undecided};

/// Rows of the queue that the screener `$me` may take at `$now`: nobody's, their own, or somebody's whose time ran
/// out.
macro_rules! free {
    ($me:expr, $now:expr) => {
        screening_queue::claimed_by
            .is_null()
            .or(screening_queue::claimed_by.eq(Some($me)))
            .or(screening_queue::claimed_until.le(Some($now)))
    };
}
use free;

/// Puts a submitted entry into the screening queue, in the transaction that submits it, and has it checked. An entry
/// that waits already is put in anew: what was seen of it is out of date.
pub fn receive(conn: &mut Conn, entry: &Entry, now: Moment) -> Result<()> {
    remove(conn, entry)?;
    let submitted = entry.submitted_at.unwrap_or(now);
    enqueue(conn, entry.id, entry.contest_id, submitted, entry.version)?;
    Job::CheckTheme {
        entry: entry.id.cast(),
    }
    .schedule(conn, &format!("check-theme-{}", entry.id), now, now)
}

/// Takes an entry out of the queue: it was withdrawn, or decided.
pub fn remove(conn: &mut Conn, entry: &Entry) -> Result<()> {
    diesel::delete(screening_queue::table.filter(screening_queue::entry_id.eq(entry.id)))
        .execute(conn)?;
    Ok(())
}

/// The queue's row of an entry. Its last check counts only when it read this version.
fn enqueue(
    conn: &mut Conn,
    entry: Id<Entry>,
    contest: Id<Contest>,
    submitted_at: Moment,
    version: i32,
) -> Result<()> {
    let check = ThemeCheck::newest(conn, entry)?.filter(|check| check.entry_version == version);
    diesel::insert_into(screening_queue::table)
        .values((
            screening_queue::entry_id.eq(entry),
            screening_queue::contest_id.eq(contest),
            screening_queue::attention.eq(check.as_ref().map_or(0, |check| check.attention)),
            screening_queue::submitted_at.eq(submitted_at),
            screening_queue::check_id.eq(check.map(|check| check.id)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Opens an entry for decision: nobody else can decide it until the time is up. Says whether the screener holds it
/// now; somebody else may.
///
/// # Errors
/// Not found when there is no such entry in the contest; a conflict when it is the screener's own work.
pub fn claim(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    entry: Id<Entry>,
    now: Moment,
) -> Result<bool> {
    let found = entry_in(conn, contest, entry)?;
    if found.creator_id == screener.id {
        return Err(Error::Conflict("error-screening-own"));
    }
    let taken = diesel::update(
        screening_queue::table
            .filter(screening_queue::entry_id.eq(entry))
            .filter(screening_queue::contest_id.eq(contest.id))
            .filter(free!(screener.id, now)),
    )
    .set((
        screening_queue::claimed_by.eq(Some(screener.id)),
        screening_queue::claimed_until.eq(Some(now.plus(CLAIM))),
    ))
    .execute(conn)?;
    Ok(taken == 1)
}

/// Gives an entry back to the queue without a decision.
pub fn release(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    entry: Id<Entry>,
) -> Result<()> {
    let released = diesel::update(
        screening_queue::table
            .filter(screening_queue::entry_id.eq(entry))
            .filter(screening_queue::contest_id.eq(contest.id))
            .filter(screening_queue::claimed_by.eq(Some(screener.id))),
    )
    .set((
        screening_queue::claimed_by.eq(None::<Id<Account>>),
        screening_queue::claimed_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    if released == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Opens the next entry of the queue in the same stream for the screener who just decided one.
pub fn claim_next(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    stream: Id<Stream>,
    now: Moment,
) -> Result<Option<Id<Entry>>> {
    let next: Option<Id<Entry>> = screening_queue::table
        .inner_join(entries::table)
        .filter(screening_queue::contest_id.eq(contest.id))
        .filter(entries::stream_id.eq(stream))
        .filter(entries::creator_id.ne(screener.id))
        .filter(free!(screener.id, now))
        .order((
            screening_queue::attention.desc(),
            screening_queue::entry_id.asc(),
        ))
        .select(screening_queue::entry_id)
        .first(conn)
        .optional()?;
    match next {
        Some(entry) if claim(conn, contest, screener, entry, now)? => Ok(Some(entry)),
        _ => Ok(None),
    }
}
