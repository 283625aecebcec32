//! The outbox: mail is a row, written in the transaction that causes it, delivered by a job afterwards.
//!
//! The same rows are the recipient's in-app inbox, so a lost mail loses nothing.

pub mod delivery;
pub mod held;
pub mod transport;

use askama::Template;
use diesel::prelude::*;
use fluent_bundle::FluentValue;

use crate::db::{Conn, Id, Moment, text_enum};
use crate::error::{Error, Result};
use crate::events::{Anything, Event};
use crate::i18n::Locale;
use crate::jobs::Job;
use crate::schema::mails;

/// A row of the outbox.
pub enum Mail {}

text_enum! {
    /// Where a mail is on its way.
    pub enum MailState ("mail-state") {
        /// Written, and released by nobody yet: neither sent nor in an inbox.
        Held = "held",
        Queued = "queued",
        Sent = "sent",
        Failed = "failed",
    }
}

/// Who gets a mail.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// None for people without an account: their mail has no inbox.
    pub account: Option<Id<Anything>>,
    pub address: String,
    pub name: String,
    pub locale: Locale,
}

/// A mail about to be queued. `kind` names its texts: `mail-<kind>-subject` and `mail-<kind>-body`.
///
/// ```ignore
/// Letter::new("entry-submitted").arg("title", &title).arg("link", url).queue(conn, &recipient, now)?;
/// ```
#[must_use]
pub struct Letter {
    kind: &'static str,
    contest: Option<Id<Anything>>,
    args: Vec<(&'static str, FluentValue<'static>)>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct LetterText<'a> {
    greeting: &'a str,
    body: &'a str,
    signature: &'a str,
}

impl LetterText<'_> {
    /// The whole mail: `body` between greeting and signature, in the recipient's language.
    fn framed(to: &Recipient, body: &str) -> Result<String> {
        let greeting = to
            .locale
            .t_with("mail-greeting", &[("name", to.name.as_str().into())]);
        let letter = LetterText {
            greeting: &greeting,
            body,
            signature: &to.locale.t("mail-signature"),
        };
        Ok(letter.render()?)
    }
}

impl Letter {
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            contest: None,
            args: Vec::new(),
        }
    }

    pub fn in_contest<T>(self, contest: Id<T>) -> Self {
        Self {
            contest: Some(contest.cast()),
            ..self
        }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Writes the mail in the recipient's language and queues its delivery.
    pub fn queue(&self, conn: &mut Conn, to: &Recipient, now: Moment) -> Result<()> {
        let text = |part: &str| {
            to.locale
                .t_with(&format!("mail-{}-{part}", self.kind), &self.args)
        };
        let id = Id::<Mail>::new();
        diesel::insert_into(mails::table)
            .values((
                mails::id.eq(id),
                mails::account_id.eq(to.account),
                mails::contest_id.eq(self.contest),
                mails::address.eq(&to.address),
                mails::locale.eq(to.locale),
                mails::kind.eq(self.kind),
                mails::subject.eq(text("subject").replace(char::is_control, " ")),
                mails::body.eq(LetterText::framed(to, &text("body"))?),
                mails::state.eq(MailState::Queued),
                mails::attempts.eq(0),
                mails::queued_at.eq(now),
            ))
            .execute(conn)?;
        Job::DeliverMail { mail: id.cast() }.enqueue(conn, now)
    }
}

impl Mail {
    /// Sends a mail again that could not be sent. Any other is a conflict: nothing leaves twice.
    pub fn send_again<T>(conn: &mut Conn, id: Id<Self>, by: Id<T>, now: Moment) -> Result<()> {
        let contest: Option<Id<Anything>> = mails::table
            .filter(mails::id.eq(id))
            .select(mails::contest_id)
            .first(conn)?;
        if !Self::wait_again(conn, id)? {
            return Err(Error::Conflict("error-mail-not-failed"));
        }
        Job::DeliverMail { mail: id.cast() }.enqueue_again(conn, now)?;
        let event = Event::new("mail", id, "sent-again").by(by);
        match contest {
            Some(contest) => event.in_contest(contest).record(conn, now),
            None => event.record(conn, now),
        }
    }

    /// Marks a mail that could not be sent as waiting, for a job that is there already. Says whether it was one.
    pub fn wait_again(conn: &mut Conn, id: Id<Self>) -> Result<bool> {
        let failed = mails::table.filter(mails::id.eq(id).and(mails::state.eq(MailState::Failed)));
        let waits = diesel::update(failed)
            .set(mails::state.eq(MailState::Queued))
            .execute(conn)?;
        Ok(waits == 1)
    }
}
