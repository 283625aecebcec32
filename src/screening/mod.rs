//! Decisions on entries before judging: accept, return for changes, reject.

pub mod forms;
pub mod pages;
pub mod store;

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Id, Json, Moment, text_enum};
use crate::entries::{Entry, State};
use crate::i18n::{Locale, Trilingual};
use crate::schema::screenings;
use crate::theme::{PairDecision, ThemeCheck};

/// How long a screener holds an entry that they opened for decision.
pub const CLAIM: TimeDelta = TimeDelta::minutes(30);
/// How long a decision can be undone before its creator is told.
pub const GRACE: TimeDelta = TimeDelta::minutes(10);
/// Entries that one bulk decision may take.
pub const BULK: usize = 100;

text_enum! {
    /// What a screener decided.
    pub enum Decision ("screening-decision") {
        Accepted = "accepted",
        Returned = "returned",
        Rejected = "rejected",
    }
}

impl Decision {
    /// The state that the entry gets.
    pub fn state(self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::Returned => State::Returned,
            Self::Rejected => State::Rejected,
        }
    }

    /// The mail that tells the creator.
    pub fn mail(self) -> &'static str {
        match self {
            Self::Accepted => "screening-accepted",
            Self::Returned => "screening-returned",
            Self::Rejected => "screening-rejected",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Accepted => "good",
            Self::Returned => "warn",
            Self::Rejected => "bad",
        }
    }
}

text_enum! {
    /// Why. The creator reads its name and its message.
    pub enum Reason ("screening-reason") {
        Fits = "fits",
        Metadata = "metadata",
        ThemeUnclear = "theme-unclear",
        Subtitles = "subtitles",
        Playback = "playback",
        Rights = "rights",
        Contacts = "contacts",
        OffTheme = "off-theme",
        Duplicate = "duplicate",
        Prohibited = "prohibited",
        Advertising = "advertising",
        Rules = "rules",
        Quality = "quality",
        Other = "other",
    }
}

impl Reason {
    /// The reason that an event names, for a reader: one of these by its words, another as it was typed.
    pub fn in_words(reason: &str, locale: Locale) -> String {
        Self::parse(reason).map_or_else(
            || reason.to_owned(),
            |known| locale.t(known.key()).into_owned(),
        )
    }

    /// Whether it can be given for `decision`.
    pub fn fits(self, decision: Decision) -> bool {
        use Reason::*;
        match decision {
            Decision::Accepted => matches!(self, Fits | Other),
            Decision::Returned => matches!(
                self,
                Metadata | ThemeUnclear | Subtitles | Playback | Rights | Contacts | Other
            ),
            Decision::Rejected => matches!(
                self,
                OffTheme | Duplicate | Prohibited | Advertising | Rules | Quality | Rights | Other
            ),
        }
    }

    /// The reasons on offer for `decision`.
    pub fn of(decision: Decision) -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(move |reason| reason.fits(decision))
    }

    /// The key of what the creator is told when the screener writes nothing of their own.
    pub fn message_key(self) -> &'static str {
        match self {
            Self::Fits => "screening-message-fits",
            Self::Metadata => "screening-message-metadata",
            Self::ThemeUnclear => "screening-message-theme-unclear",
            Self::Subtitles => "screening-message-subtitles",
            Self::Playback => "screening-message-playback",
            Self::Rights => "screening-message-rights",
            Self::Contacts => "screening-message-contacts",
            Self::OffTheme => "screening-message-off-theme",
            Self::Duplicate => "screening-message-duplicate",
            Self::Prohibited => "screening-message-prohibited",
            Self::Advertising => "screening-message-advertising",
            Self::Rules => "screening-message-rules",
            Self::Quality => "screening-message-quality",
            Self::Other => "screening-message-other",
        }
    }

    /// The usual message in one language.
    pub fn message_in(self, locale: impl Into<Locale>) -> String {
        locale.into().t(self.message_key()).into_owned()
    }

    /// The usual message in the three languages.
    pub fn message(self) -> Trilingual {
        let mut message = Trilingual::default();
        for locale in Locale::ALL {
            message.set(*locale, self.message_in(locale));
        }
        message
    }
}

text_enum! {
    /// What a creator is asked to change.
    pub enum Change ("screening-field") {
        Title = "title",
        Synopsis = "synopsis",
        Statement = "statement",
        Tags = "tags",
        Category = "category",
        Video = "video",
        Poster = "poster",
        Subtitles = "subtitles",
        Credits = "credits",
        Declarations = "declarations",
        Answers = "answers",
    }
}

/// One decision. Of an entry's decisions the newest that was not undone holds.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = screenings)]
pub struct Screening {
    pub id: Id<Screening>,
    pub entry_id: Id<Entry>,
    pub entry_version: i32,
    pub decision: Decision,
    pub reason_code: Reason,
    pub message: Json<Trilingual>,
    pub fields: Json<Vec<Change>>,
    pub decided_by: Id<Account>,
    pub decided_at: Moment,
    pub undone_by: Option<Id<Account>>,
    pub undone_at: Option<Moment>,
    /// The theme check that the screener saw.
    pub check_id: Option<Id<ThemeCheck>>,
    pub batch_id: Option<Id<Batch>>,
    /// When the creator was told.
    pub announced_at: Option<Moment>,
}

/// Decisions taken together.
pub enum Batch {}

/// A decision as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    pub decision: Decision,
    pub reason: Reason,
    pub message: Trilingual,
    pub fields: Vec<Change>,
}

impl NewDecision {
    /// With the usual message of its reason.
    pub fn new(decision: Decision, reason: Reason) -> Self {
        Self {
            decision,
            reason,
            message: reason.message(),
            fields: Vec::new(),
        }
    }
}

/// A decision on two entries that may be the same work, as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPairDecision {
    pub decision: PairDecision,
    pub reason: String,
    /// How often the pair had been decided when it was looked at.
    pub version: i32,
}

/// An entry as somebody saw it: a decision holds only for the version that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub entry: Id<Entry>,
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_has_reasons_and_every_reason_a_decision() {
        for reason in Reason::ALL {
            assert!(Decision::ALL.iter().any(|decision| reason.fits(*decision)));
        }
        for decision in Decision::ALL {
            assert!(Reason::of(*decision).count() >= 2);
            assert!(State::Submitted.may_become(decision.state()));
            assert!(decision.state().may_become(State::Submitted));
        }
    }
}
