//! One decision on many entries, its report, and taking all of it back.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::decisions::{settle, take_back};
use super::lists::{Brief, briefs};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment, text_enum};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::{Anything, Event};
use crate::schema::{entries, events, screening_queue, screenings};
use crate::screening::{Batch, NewDecision, Screening, Seen};
use crate::theme::ThemeCheck;

text_enum! {
    /// Why an entry was left out of a bulk decision.
    pub enum Apart ("screening-apart") {
        /// Decided, withdrawn or changed since it was shown.
        Changed = "changed",
        /// Somebody else holds it.
        Held = "held",
        /// The screener's own work.
        Own = "own",
    }
}

/// An entry that a bulk decision left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub entry: Id<Entry>,
    pub why: Apart,
}

#[derive(Default, Serialize, Deserialize)]
struct Detail {
    decision: String,
    decided: usize,
    skipped: Vec<Skipped>,
}

/// What a bulk decision did.
pub struct Report {
    pub decided: Vec<(Brief, Screening)>,
    pub skipped: Vec<(Brief, Apart)>,
}

impl Report {
    /// Whether any of it still holds.
    pub fn holds(&self) -> bool {
        self.decided.iter().any(|(_, s)| s.undone_at.is_none())
    }
}

/// A row of the queue as a bulk decision finds it: held by, until, check.
type Found = (Option<Id<Account>>, Option<Moment>, Option<Id<ThemeCheck>>);

/// Takes the same decision on every entry that still is as it was seen and that nobody else holds. The others are
/// left alone and reported. Entries that are not of this contest are passed over.
pub fn decide_all(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    seen: &[Seen],
    decision: &NewDecision,
    now: Moment,
) -> Result<Id<Batch>> {
    let batch = Id::<Batch>::new();
    let mut detail = Detail {
        decision: decision.decision.to_string(),
        ..Detail::default()
    };
    let ids: Vec<Id<Entry>> = seen.iter().map(|each| each.entry).collect();
    let ours: Vec<(Id<Entry>, Id<Account>)> = entries::table
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::state.ne(State::Draft))
        .filter(entries::id.eq_any(&ids))
        .select((entries::id, entries::creator_id))
        .load(conn)?;
    for each in seen {
        let Some((_, creator)) = ours.iter().find(|(id, _)| *id == each.entry) else {
            continue;
        };
        let row: Option<Found> = screening_queue::table
            .filter(screening_queue::entry_id.eq(each.entry))
            .select((
                screening_queue::claimed_by,
                screening_queue::claimed_until,
                screening_queue::check_id,
            ))
            .first(conn)
            .optional()?;
        let why = match row {
            _ if *creator == screener.id => Some(Apart::Own),
            Some((Some(by), Some(until), _)) if by != screener.id && until > now => {
                Some(Apart::Held)
            }
            Some((_, _, check)) => settle(
                conn,
                contest,
                screener,
                *each,
                decision,
                check,
                Some(batch),
                now,
            )?
            .is_none()
            .then_some(Apart::Changed),
            None => Some(Apart::Changed),
        };
        match why {
            Some(why) => detail.skipped.push(Skipped {
                entry: each.entry,
                why,
            }),
            None => detail.decided += 1,
        }
    }
    Event::new("screening-batch", batch, "decided")
        .by(screener.id)
        .in_contest(contest.id)
        .with(&detail)
        .record(conn, now)?;
    Ok(batch)
}

fn of_screener(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    batch: Id<Batch>,
) -> Result<Detail> {
    let detail: String = events::table
        .filter(events::subject_id.eq(batch.cast::<Anything>()))
        .filter(events::subject_kind.eq("screening-batch"))
        .filter(events::action.eq("decided"))
        .filter(events::contest_id.eq(Some(contest.id.cast::<Anything>())))
        .filter(events::actor_id.eq(Some(screener.id.cast::<Anything>())))
        .select(events::detail)
        .first(conn)?;
    serde_json::from_str(&detail).map_err(|error| Error::Internal(error.into()))
}

fn decisions(conn: &mut Conn, batch: Id<Batch>) -> Result<Vec<Screening>> {
    Ok(screenings::table
        .filter(screenings::batch_id.eq(Some(batch)))
        .order(screenings::id)
        .select(Screening::as_select())
        .load(conn)?)
}

/// What a bulk decision of the screener's own did.
pub fn report(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    batch: Id<Batch>,
) -> Result<Report> {
    let detail = of_screener(conn, contest, screener, batch)?;
    let decided = decisions(conn, batch)?;
    let ids: Vec<Id<Entry>> = decided
        .iter()
        .map(|screening| screening.entry_id)
        .chain(detail.skipped.iter().map(|skipped| skipped.entry))
        .collect();
    let named = briefs(conn, contest, &ids)?;
    let find = |id: Id<Entry>| named.iter().find(|brief| brief.id == id).cloned();
    Ok(Report {
        decided: decided
            .into_iter()
            .filter_map(|screening| Some((find(screening.entry_id)?, screening)))
            .collect(),
        skipped: detail
            .skipped
            .iter()
            .filter_map(|skipped| Some((find(skipped.entry)?, skipped.why)))
            .collect(),
    })
}

/// Takes back what still can be of a bulk decision. Says of how many decisions that was so.
pub fn undo_all(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    batch: Id<Batch>,
    base_url: &str,
    now: Moment,
) -> Result<usize> {
    of_screener(conn, contest, screener, batch)?;
    let mut undone = 0;
    for screening in decisions(conn, batch)? {
        if take_back(conn, contest, screener, &screening, base_url, now)? {
            undone += 1;
        }
    }
    if undone == 0 {
        return Err(Error::Conflict("error-screening-later"));
    }
    Event::new("screening-batch", batch, "undone")
        .by(screener.id)
        .in_contest(contest.id)
        .with(serde_json::json!({ "undone": undone }))
        .record(conn, now)?;
    Ok(undone)
}
