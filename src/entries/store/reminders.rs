//! Reminders to the holders of unsubmitted drafts.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Contest, Phase};
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::events::Anything;
use crate::mail::{Letter, Recipient};
use crate::schema::{accounts, entries, mails};
use crate::urls;

/// A reminder sent this recently is not sent again: the job may run twice.
const ONCE: TimeDelta = TimeDelta::minutes(90);

/// Mails every holder of an unsubmitted draft of the contest once, in their language, with the deadline on three
/// clocks. Says how many. Nothing is sent once the call is closed.
pub fn remind_drafts(
    conn: &mut Conn,
    contest: Id<Contest>,
    hours: i64,
    base_url: &str,
    now: Moment,
) -> Result<usize> {
    let contest = Contest::find(conn, contest)?;
    let Some(closes_at) = contest
        .closes_at
        .filter(|_| contest.phase(now) == Phase::Open)
    else {
        return Ok(0);
    };
    let drafts: Vec<(Entry, Account)> = entries::table
        .inner_join(accounts::table)
        .filter(
            entries::contest_id
                .eq(contest.id)
                .and(entries::state.eq(State::Draft)),
        )
        .order(entries::id)
        .select((Entry::as_select(), Account::as_select()))
        .load(conn)?;
    let told: Vec<Option<Id<Anything>>> = mails::table
        .filter(mails::contest_id.eq(Some(contest.id.cast::<Anything>())))
        .filter(mails::kind.eq("entry-reminder"))
        .filter(mails::queued_at.gt(now.minus(ONCE)))
        .select(mails::account_id)
        .load(conn)?;
    let mut holders: BTreeMap<Id<Account>, (Entry, Account)> = BTreeMap::new();
    for (entry, account) in drafts {
        if !told.contains(&Some(account.id.cast())) {
            holders.entry(account.id).or_insert((entry, account));
        }
    }
    for (entry, account) in holders.values() {
        let locale = account.locale;
        let title = if entry.title.is_empty() {
            locale.t("entry-untitled").into_owned()
        } else {
            entry.title.clone()
        };
        Letter::new("entry-reminder")
            .in_contest(contest.id)
            .arg("title", title)
            .arg("contest", contest.name.in_locale(locale).to_owned())
            .arg("hours", hours)
            .arg("beijing", locale.date_time(closes_at, Tz::Asia__Shanghai))
            .arg("moscow", locale.date_time(closes_at, Tz::Europe__Moscow))
            .arg("utc", locale.date_time(closes_at, Tz::UTC))
            .arg("link", format!("{base_url}{}", urls::entry_edit(entry.id)))
            .queue(conn, &Recipient::from(account), now)?;
    }
    Ok(holders.len())
}
