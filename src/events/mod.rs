//! The audit trail: who did what to which thing, when and why. Written in the transaction that does it.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::schema::events;

/// Any row, as the subject or the actor of an event.
pub enum Anything {}

/// One line of the audit trail, about to be written.
///
/// ```ignore
/// Event::new("entry", entry.id.cast(), "withdrawn").by(creator.id).in_contest(contest.id).record(conn, now)?;
/// ```
#[must_use]
pub struct Event<'a> {
    contest: Option<Id<Anything>>,
    actor: Option<Id<Anything>>,
    kind: &'static str,
    subject: Id<Anything>,
    action: &'static str,
    reason: &'a str,
    detail: String,
}

impl<'a> Event<'a> {
    /// `action` was done to the `kind` with the key `subject`. The texts `event-<kind>-<action>` name it.
    pub fn new<T>(kind: &'static str, subject: Id<T>, action: &'static str) -> Self {
        Self {
            contest: None,
            actor: None,
            kind,
            subject: subject.cast(),
            action,
            reason: "",
            detail: "{}".to_owned(),
        }
    }

    /// Who did it; nobody is the program itself.
    pub fn by<T>(self, account: Id<T>) -> Self {
        Self {
            actor: Some(account.cast()),
            ..self
        }
    }

    pub fn in_contest<T>(self, contest: Id<T>) -> Self {
        Self {
            contest: Some(contest.cast()),
            ..self
        }
    }

    /// Why, in the actor's words.
    pub fn because(self, reason: &'a str) -> Self {
        Self { reason, ..self }
    }

    /// What changed, for whoever looks closer: old and new values, counts. No secrets.
    pub fn with(self, detail: impl Serialize) -> Self {
        // Plain structs and maps of ours serialise; were one not to, the line says so and stays.
        let detail = serde_json::to_string(&detail).unwrap_or_else(|_| "null".to_owned());
        Self { detail, ..self }
    }

    pub fn record(self, conn: &mut Conn, now: Moment) -> Result<()> {
        diesel::insert_into(events::table)
            .values((
                events::id.eq(Id::<Anything>::new()),
                events::contest_id.eq(self.contest),
                events::actor_id.eq(self.actor),
                events::subject_kind.eq(self.kind),
                events::subject_id.eq(self.subject),
                events::action.eq(self.action),
                events::reason.eq(self.reason),
                events::detail.eq(self.detail),
                events::at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }
}
