//! Mails that are written first and read before any of them leaves: held as a batch, then released or discarded as one.

use diesel::prelude::*;

use super::{LetterText, Mail, MailState, Recipient};
use crate::db::{Conn, Id, Moment, on_each};
use crate::error::Result;
use crate::events::Anything;
use crate::i18n::Locale;
use crate::jobs::Job;
use crate::schema::mails;

/// Mails that wait together. What they are about, and who decides about them, its domain keeps.
pub enum Batch {}

/// Rows of one statement: well under what either engine takes.
const ROWS: usize = 200;

/// A mail written by its domain, without greeting and signature.
#[derive(Clone, Debug)]
pub struct Written {
    pub to: Recipient,
    /// What it is about, as a word: `decision-awarded`.
    pub kind: &'static str,
    pub subject: String,
    pub body: String,
}

#[derive(Insertable)]
#[diesel(table_name = mails, treat_none_as_default_value = false)]
struct NewMail {
    id: Id<Mail>,
    account_id: Option<Id<Anything>>,
    contest_id: Option<Id<Anything>>,
    address: String,
    locale: Locale,
    kind: &'static str,
    subject: String,
    body: String,
    state: MailState,
    attempts: i32,
    queued_at: Moment,
    batch_id: Option<Id<Batch>>,
}

impl Batch {
    /// Writes the mails of a batch, a few hundred a statement. Nothing leaves, and their readers do not see them, until
    /// [`Batch::release`]. Gives back their keys in the same order.
    pub fn hold<T>(
        conn: &mut Conn,
        batch: Id<Self>,
        contest: Id<T>,
        written: Vec<Written>,
        now: Moment,
    ) -> Result<Vec<Id<Mail>>> {
        let mut rows = Vec::with_capacity(written.len());
        for mail in written {
            rows.push(NewMail {
                id: Id::new(),
                account_id: mail.to.account,
                contest_id: Some(contest.cast()),
                body: LetterText::framed(&mail.to, &mail.body)?,
                subject: mail.subject.replace(char::is_control, " "),
                address: mail.to.address,
                locale: mail.to.locale,
                kind: mail.kind,
                state: MailState::Held,
                attempts: 0,
                queued_at: now,
                batch_id: Some(batch),
            });
        }
        for rows in rows.chunks(ROWS) {
            on_each!(conn, |c| diesel::insert_into(mails::table)
                .values(rows)
                .execute(c))?;
        }
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// Queues the delivery of all mails that the batch still holds. Gives back how many.
    pub fn release(conn: &mut Conn, batch: Id<Self>, now: Moment) -> Result<usize> {
        let ids: Vec<Id<Mail>> = mails::table
            .filter(mails::batch_id.eq(batch))
            .filter(mails::state.eq(MailState::Held))
            .select(mails::id)
            .load(conn)?;
        diesel::update(
            mails::table
                .filter(mails::batch_id.eq(batch))
                .filter(mails::state.eq(MailState::Held)),
        )
        .set((mails::state.eq(MailState::Queued), mails::queued_at.eq(now)))
        .execute(conn)?;
        let jobs: Vec<Job> = ids
            .iter()
            .map(|mail| Job::DeliverMail { mail: mail.cast() })
            .collect();
        Job::enqueue_all(&jobs, conn, now)?;
        Ok(ids.len())
    }

    /// Deletes all mails that the batch still holds. Gives back how many.
    pub fn discard(conn: &mut Conn, batch: Id<Self>) -> Result<usize> {
        Ok(diesel::delete(
            mails::table
                .filter(mails::batch_id.eq(batch))
                .filter(mails::state.eq(MailState::Held)),
        )
        .execute(conn)?)
    }

    /// How many mails of the batch are in which state. One statement.
    pub fn progress(conn: &mut Conn, batch: Id<Self>) -> Result<Vec<(MailState, i64)>> {
        Ok(mails::table
            .filter(mails::batch_id.eq(batch))
            .group_by(mails::state)
            .select((mails::state, diesel::dsl::count_star()))
            .load(conn)?)
    }
}
