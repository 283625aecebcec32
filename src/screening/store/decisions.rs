//! Decisions: taking one, telling its creator, taking it back; disqualification.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::{enqueue, free, remove};
use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::jobs::Job;
use crate::mail::{Letter, Recipient};
use crate::schema::{assignments, entries, screening_queue, screenings, streams};
use crate::screening::{Batch, GRACE, NewDecision, Screening, Seen};
use crate::theme::ThemeCheck;
use crate::urls;

/// Decides on an entry that the screener holds. The creator is told after [`GRACE`], unless it is undone before.
///
/// # Errors
/// A conflict when the screener does not hold the entry, or the entry is not the one that was looked at any more.
pub fn decide(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    seen: Seen,
    decision: &NewDecision,
    now: Moment,
) -> Result<Id<Screening>> {
    let held: Option<Option<Id<ThemeCheck>>> = screening_queue::table
        .filter(screening_queue::entry_id.eq(seen.entry))
        .filter(screening_queue::contest_id.eq(contest.id))
        .filter(screening_queue::claimed_by.eq(Some(screener.id)))
        .select(screening_queue::check_id)
        .first(conn)
        .optional()?;
    let Some(check) = held else {
        return match Entry::find(conn, seen.entry)?.contest_id == contest.id {
            true => Err(Error::Conflict("error-screening-not-held")),
            false => Err(Error::NotFound),
        };
    };
    settle(conn, contest, screener, seen, decision, check, None, now)?
        .ok_or(Error::Conflict("error-screening-changed"))
}

/// The change itself. None when the entry is not submitted any more, or another version of it; then nothing was
/// changed.
#[expect(clippy::too_many_arguments)]
pub(super) fn settle(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    seen: Seen,
    decision: &NewDecision,
    check: Option<Id<ThemeCheck>>,
    batch: Option<Id<Batch>>,
    now: Moment,
) -> Result<Option<Id<Screening>>> {
    let changed = diesel::update(
        entries::table
            .filter(entries::id.eq(seen.entry))
            .filter(entries::contest_id.eq(contest.id))
            .filter(entries::version.eq(seen.version))
            .filter(entries::state.eq(State::Submitted)),
    )
    .set(entries::state.eq(decision.decision.state()))
    .execute(conn)?;
    if changed == 0 {
        return Ok(None);
    }
    let taken = diesel::delete(
        screening_queue::table
            .filter(screening_queue::entry_id.eq(seen.entry))
            .filter(free!(screener.id, now)),
    )
    .execute(conn)?;
    if taken == 0 {
        return Err(Error::Conflict("error-screening-not-held"));
    }
    let id = Id::<Screening>::new();
    diesel::insert_into(screenings::table)
        .values((
            screenings::id.eq(id),
            screenings::entry_id.eq(seen.entry),
            screenings::entry_version.eq(seen.version),
            screenings::decision.eq(decision.decision),
            screenings::reason_code.eq(decision.reason),
            screenings::message.eq(Json::new(decision.message.clone())),
            screenings::fields.eq(Json::new(decision.fields.clone())),
            screenings::decided_by.eq(screener.id),
            screenings::decided_at.eq(now),
            screenings::check_id.eq(check),
            screenings::batch_id.eq(batch),
        ))
        .execute(conn)?;
    Event::new("entry", seen.entry, decision.decision.as_str())
        .by(screener.id)
        .in_contest(contest.id)
        .because(decision.reason.as_str())
        .record(conn, now)?;
    Job::AnnounceDecision {
        screening: id.cast(),
    }
    .enqueue_at(conn, now.plus(GRACE), now)?;
    Ok(Some(id))
}

/// What a letter about an entry says of it.
struct Subject {
    contest: Contest,
    number: String,
    title: String,
    creator: Account,
}

fn subject(conn: &mut Conn, entry: &Entry) -> Result<Subject> {
    let stream: Stream = streams::table
        .filter(streams::id.eq(entry.stream_id))
        .select(Stream::as_select())
        .first(conn)?;
    Ok(Subject {
        contest: Contest::find(conn, entry.contest_id)?,
        number: number_text(&stream.code, entry.number.unwrap_or_default()),
        title: entry.title.clone(),
        creator: Account::find(conn, entry.creator_id)?,
    })
}

impl Subject {
    fn letter(&self, kind: &'static str, base_url: &str, entry: Id<Entry>) -> Letter {
        let locale = self.creator.locale;
        let link = format!("{base_url}{}", urls::entry(entry));
        Letter::new(kind)
            .in_contest(self.contest.id)
            .arg("contest", self.contest.name.in_locale(locale).to_owned())
            .arg("number", self.number.clone())
            .arg("title", self.title.clone())
            .arg("link", link)
    }
}

/// Tells the creator about a decision, once, if it still holds.
pub fn announce(
    conn: &mut Conn,
    screening: Id<Screening>,
    base_url: &str,
    now: Moment,
) -> Result<()> {
    let told = diesel::update(
        screenings::table
            .filter(screenings::id.eq(screening))
            .filter(screenings::undone_at.is_null())
            .filter(screenings::announced_at.is_null()),
    )
    .set(screenings::announced_at.eq(Some(now)))
    .execute(conn)?;
    if told == 0 {
        return Ok(());
    }
    let screening: Screening = screenings::table
        .filter(screenings::id.eq(screening))
        .select(Screening::as_select())
        .first(conn)?;
    let entry = Entry::find(conn, screening.entry_id)?;
    let about = subject(conn, &entry)?;
    let locale = about.creator.locale;
    let changes: Vec<String> = screening
        .fields
        .iter()
        .map(|field| locale.t(field.key()).into_owned())
        .collect();
    let changes = match changes.is_empty() {
        true => locale.t("screening-changes-open").into_owned(),
        false => changes.join(locale.comma()),
    };
    about
        .letter(screening.decision.mail(), base_url, entry.id)
        .arg("reason", locale.t(screening.reason_code.key()).into_owned())
        .arg("message", screening.message.in_locale(locale).to_owned())
        .arg("changes", changes)
        .queue(conn, &Recipient::from(&about.creator), now)
}

/// Takes a decision of the screener's own back: the entry waits in the queue again. A creator who was told is told
/// again.
///
/// # Errors
/// A conflict when something happened to the entry since.
pub fn undo(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    screening: Id<Screening>,
    base_url: &str,
    now: Moment,
) -> Result<Id<Entry>> {
    let found: Screening = screenings::table
        .inner_join(entries::table)
        .filter(screenings::id.eq(screening))
        .filter(screenings::decided_by.eq(screener.id))
        .filter(entries::contest_id.eq(contest.id))
        .select(Screening::as_select())
        .first(conn)?;
    if !take_back(conn, contest, screener, &found, base_url, now)? {
        return Err(Error::Conflict("error-screening-later"));
    }
    Ok(found.entry_id)
}

/// False when it is too late; then nothing was changed.
pub(super) fn take_back(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    screening: &Screening,
    base_url: &str,
    now: Moment,
) -> Result<bool> {
    let assigned: bool = diesel::select(exists(
        assignments::table.filter(assignments::entry_id.eq(screening.entry_id)),
    ))
    .get_result(conn)?;
    let decided_since: bool = diesel::select(exists(
        screenings::table
            .filter(screenings::entry_id.eq(screening.entry_id))
            .filter(screenings::id.gt(screening.id))
            .filter(screenings::undone_at.is_null()),
    ))
    .get_result(conn)?;
    if assigned || decided_since || screening.undone_at.is_some() {
        return Ok(false);
    }
    let back = diesel::update(
        entries::table
            .filter(entries::id.eq(screening.entry_id))
            .filter(entries::version.eq(screening.entry_version))
            .filter(entries::state.eq(screening.decision.state())),
    )
    .set(entries::state.eq(State::Submitted))
    .execute(conn)?;
    if back == 0 {
        return Ok(false);
    }
    let undone = diesel::update(
        screenings::table
            .filter(screenings::id.eq(screening.id))
            .filter(screenings::undone_at.is_null()),
    )
    .set((
        screenings::undone_by.eq(Some(screener.id)),
        screenings::undone_at.eq(Some(now)),
    ))
    .execute(conn)?;
    if undone == 0 {
        return Err(Error::Conflict("error-screening-later"));
    }
    let entry = Entry::find(conn, screening.entry_id)?;
    let submitted = entry.submitted_at.unwrap_or(now);
    enqueue(conn, entry.id, contest.id, submitted, entry.version)?;
    Event::new("entry", entry.id, "decision-undone")
        .by(screener.id)
        .in_contest(contest.id)
        .with(serde_json::json!({ "decision": screening.decision }))
        .record(conn, now)?;
    // Read again: the creator may have been told since the decision was loaded.
    let announced: Option<Moment> = screenings::table
        .filter(screenings::id.eq(screening.id))
        .select(screenings::announced_at)
        .first(conn)?;
    if announced.is_some() {
        let about = subject(conn, &entry)?;
        about.letter("screening-undone", base_url, entry.id).queue(
            conn,
            &Recipient::from(&about.creator),
            now,
        )?;
    }
    Ok(true)
}

/// An admin shuts an entry out of the contest for a reason that its creator is told.
///
/// # Errors
/// A conflict when the entry is not in the state `seen` any more, or cannot be disqualified in it.
pub fn disqualify(
    conn: &mut Conn,
    admin: &Account,
    entry: &Entry,
    seen: State,
    reason: &str,
    base_url: &str,
    now: Moment,
) -> Result<()> {
    if !seen.may_become(State::Disqualified) {
        return Err(Error::Conflict("error-screening-changed"));
    }
    let changed = diesel::update(
        entries::table
            .filter(entries::id.eq(entry.id))
            .filter(entries::state.eq(seen)),
    )
    .set(entries::state.eq(State::Disqualified))
    .execute(conn)?;
    if changed == 0 {
        return Err(Error::Conflict("error-screening-changed"));
    }
    remove(conn, entry)?;
    Event::new("entry", entry.id, "disqualified")
        .by(admin.id)
        .in_contest(entry.contest_id)
        .because(reason)
        .with(serde_json::json!({ "from": seen }))
        .record(conn, now)?;
    let about = subject(conn, entry)?;
    about
        .letter("entry-disqualified", base_url, entry.id)
        .arg("message", reason.to_owned())
        .queue(conn, &Recipient::from(&about.creator), now)
}
