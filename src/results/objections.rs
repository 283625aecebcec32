//! Objections to public results (公示): taken by entry number while their time runs, each answered once.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::Ranking;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Moment, text_enum};
use crate::entries::Entry;
use crate::i18n::Locale;
use crate::schema::objections;

/// How long an objection waits to be confirmed by the link mailed to its objector; then it is forgotten.
pub const CONFIRM_WITHIN: TimeDelta = TimeDelta::days(3);

text_enum! {
    /// What an objection says is wrong.
    pub enum Grounds ("objection-grounds") {
        /// Somebody else's work, or with material of others.
        NotTheirs = "not-theirs",
        /// Shown or awarded elsewhere before.
        Published = "published",
        /// Against a rule of the contest.
        Rule = "rule",
        /// Score, rank or award were found wrongly.
        Score = "score",
        Other = "other",
    }
}

text_enum! {
    /// What the organisers made of an objection.
    pub enum Outcome ("objection-outcome") {
        Upheld = "upheld",
        NotUpheld = "not-upheld",
    }
}

text_enum! {
    /// How far an objection is: told from its times, not stored.
    pub enum ObjectionState ("objection-state") {
        /// Left with an address whose owner has not said that it is theirs: nobody has received it.
        Unconfirmed = "unconfirmed",
        /// Received, and not answered.
        Open = "open",
        Answered = "answered",
    }
}

/// An objection to one entry of public results. Admins of the contest read it, and nobody else.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = objections)]
pub struct Objection {
    pub id: Id<Objection>,
    pub contest_id: Id<Contest>,
    pub ranking_id: Id<Ranking>,
    pub entry_id: Id<Entry>,
    /// What its objector asks by: `7K2M-9QXP-4TRA`.
    pub reference: String,
    /// Who objected; none of who was not signed in.
    pub account_id: Option<Id<Account>>,
    /// Where the answer goes; of an account, its address at that time.
    pub contact: String,
    /// The language in which it is answered by mail.
    pub locale: Locale,
    pub grounds: Grounds,
    /// Where the original, or what proves it, can be seen; may be empty.
    pub source_url: String,
    /// When it was sent: this counts for the deadline.
    pub received_at: Moment,
    /// When its objector was known to be reached there.
    pub confirmed_at: Option<Moment>,
    pub outcome: Option<Outcome>,
    /// Whether the answer stands on the page of results.
    pub is_public: bool,
    pub answered_at: Option<Moment>,
    pub noted_at: Option<Moment>,
    pub text: String,
    /// Empty until it is answered.
    pub answer: String,
    /// For the team alone.
    pub note: String,
}

impl Objection {
    pub fn state(&self) -> ObjectionState {
        match (self.confirmed_at, self.answered_at) {
            (_, Some(_)) => ObjectionState::Answered,
            (Some(_), None) => ObjectionState::Open,
            (None, None) => ObjectionState::Unconfirmed,
        }
    }
}
