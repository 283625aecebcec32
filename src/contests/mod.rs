//! Editions of the competition: their texts, windows, streams, categories, rules and questions, and the roles
//! that accounts have in them.

pub mod forms;
pub mod pages;
pub mod roles;
pub mod store;

use chrono::TimeDelta;
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::{Account, Email};
use crate::db::{Id, Json, Moment, text_enum};
use crate::i18n::{Country, Language, Locale, Trilingual};
use crate::schema::{
    categories, contest_prose, contests, declaration_texts, invitations, questions,
    roles as roles_table, streams,
};

pub use roles::{Admin, Judge, Screener};

/// One edition of a competition.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = contests)]
pub struct Contest {
    pub id: Id<Contest>,
    /// Its name in addresses: lower-case letters, digits and hyphens.
    pub slug: String,
    pub name: Json<Trilingual>,
    pub theme: Json<Trilingual>,
    /// IANA name of the zone in which its admins type times.
    pub zone: String,
    pub opens_at: Option<Moment>,
    pub closes_at: Option<Moment>,
    /// Work started before the deadline is accepted this long after it, and marked. Not shown to creators.
    pub grace_minutes: i32,
    pub entry_rules: Json<EntryRules>,
    /// Before this the contest exists for its team only.
    pub published_at: Option<Moment>,
    pub gallery_opened_at: Option<Moment>,
    /// Counts changes of the set-up: a save names the version it started from.
    pub version: i32,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// The long texts of a contest. Few pages show them, so they are read apart: [`Contest::prose`].
#[derive(Clone, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = contest_prose)]
pub struct Prose {
    /// The call for entries, Markdown.
    pub call: Json<Trilingual>,
    /// The rules, Markdown.
    pub rules: Json<Trilingual>,
}

text_enum! {
    /// Where a contest stands: what the clock and its windows say, never stored.
    pub enum Phase ("phase") {
        /// Not published, or without a window.
        Preparing = "preparing",
        /// Published, the call opens later.
        Announced = "announced",
        Open = "open",
        Closed = "closed",
    }
}

impl Phase {
    /// What the clock says of a contest with these windows.
    pub fn at(
        published: Option<Moment>,
        opens: Option<Moment>,
        closes: Option<Moment>,
        now: Moment,
    ) -> Self {
        match (published, opens, closes) {
            (Some(_), Some(opens), _) if now < opens => Self::Announced,
            (Some(_), Some(_), Some(closes)) if now < closes => Self::Open,
            (Some(_), Some(_), Some(_)) => Self::Closed,
            _ => Self::Preparing,
        }
    }
}

text_enum! {
    /// One step in an ordered list.
    pub enum Way ("way") {
        Up = "up",
        Down = "down",
    }
}

/// What of the set-up is there: some of it a contest needs before it is published, the rest it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Name, theme, call and rules, each in at least one language.
    pub texts: bool,
    /// Each of them in all three.
    pub translations: bool,
    pub windows: bool,
    pub streams: bool,
    pub categories: bool,
    pub declarations: bool,
    pub screeners: bool,
    pub judges: bool,
}

impl Readiness {
    /// Without texts, windows or a stream nobody could enter.
    pub fn may_publish(&self) -> bool {
        self.texts && self.windows && self.streams
    }
}

impl Contest {
    pub fn phase(&self, now: Moment) -> Phase {
        Phase::at(self.published_at, self.opens_at, self.closes_at, now)
    }

    /// The same contest, for a change that started from `version`: any other is a conflict.
    pub fn at_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    /// Whether an entry started at `started` may still be submitted at `now`, and how many seconds late it is.
    ///
    /// After the deadline only work begun before it is taken, within the grace.
    pub fn admits(&self, started: Moment, now: Moment) -> Admission {
        let (Some(_), Some(opens), Some(closes)) =
            (self.published_at, self.opens_at, self.closes_at)
        else {
            return Admission::NotOpen;
        };
        if now < opens {
            Admission::NotOpen
        } else if now < closes {
            Admission::InTime
        } else if started < closes
            && now < closes.plus(TimeDelta::minutes(self.grace_minutes.into()))
        {
            Admission::Late {
                seconds: now.since(closes).num_seconds() as i32,
            }
        } else {
            Admission::Closed
        }
    }

    /// The zone in which its admins type times; Beijing when the name is unknown.
    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::Asia__Shanghai)
    }
}

/// Whether a submission comes in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    NotOpen,
    InTime,
    /// Within the grace: accepted, and marked with how late it was.
    Late {
        seconds: i32,
    },
    Closed,
}

/// A part of a contest that is screened and ranked on its own. An entry is in exactly one.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = streams)]
pub struct Stream {
    pub id: Id<Stream>,
    pub contest_id: Id<Contest>,
    pub position: i32,
    /// Part of entry numbers: `CN`, `RU`.
    pub code: String,
    pub name: Json<Trilingual>,
    /// Whose creators it takes; an empty list takes every country that no other stream names.
    pub countries: Json<Vec<Country>>,
}

impl Stream {
    /// The stream for a creator from `country`, if any takes them.
    pub fn for_country(streams: &[Self], country: Country) -> Option<&Self> {
        streams
            .iter()
            .find(|stream| stream.countries.contains(&country))
            .or_else(|| streams.iter().find(|stream| stream.countries.is_empty()))
    }
}

/// A track that an entry competes in.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = categories)]
pub struct Category {
    pub id: Id<Category>,
    pub contest_id: Id<Contest>,
    pub position: i32,
    pub code: String,
    pub name: Json<Trilingual>,
    pub description: Json<Trilingual>,
}

text_enum! {
    /// What answer a contest's own question takes.
    pub enum QuestionKind ("question-kind") {
        Text = "text",
        Choice = "choice",
        Number = "number",
        Date = "date",
        File = "file",
        Tick = "tick",
    }
}

/// A question of this contest, beside the metadata that every entry has.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = questions)]
pub struct Question {
    pub id: Id<Question>,
    pub contest_id: Id<Contest>,
    /// Asked in one category only, or in all.
    pub category_id: Option<Id<Category>>,
    pub position: i32,
    /// The name of its answers in exports.
    pub code: String,
    pub kind: QuestionKind,
    pub required: bool,
    pub label: Json<Trilingual>,
    pub help: Json<Trilingual>,
    pub choices: Json<Vec<Choice>>,
    /// A question that was answered is retired, not deleted.
    pub retired_at: Option<Moment>,
}

/// One answer on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub label: Trilingual,
}

text_enum! {
    /// Of whom a declaration is asked.
    pub enum AppliesTo ("applies-to") {
        Everyone = "everyone",
        Minors = "minors",
    }
}

/// The text of a consent or a statement of rights, in one version. A changed text is a new row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = declaration_texts)]
pub struct DeclarationText {
    pub id: Id<DeclarationText>,
    pub contest_id: Id<Contest>,
    pub position: i32,
    pub code: String,
    pub version: i32,
    pub required: bool,
    pub applies_to: AppliesTo,
    pub text: Json<Trilingual>,
    pub created_at: Moment,
    pub retired_at: Option<Moment>,
}

text_enum! {
    /// What the contest says about subtitles.
    pub enum SubtitleRule ("subtitle-rule") {
        Optional = "optional",
        /// At least one of the contest's subtitle languages.
        One = "one",
        /// All of the contest's subtitle languages.
        All = "all",
    }
}

text_enum! {
    /// What the contest says about material made by artificial intelligence.
    pub enum AiPolicy ("ai-policy") {
        Allowed = "allowed",
        /// Allowed when the entry says so.
        Disclosed = "disclosed",
        Forbidden = "forbidden",
        /// A contest of such works.
        Required = "required",
    }
}

/// What an entry must fulfil: data that an organiser sets. `None` is no rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryRules {
    pub duration_min_s: Option<i32>,
    pub duration_max_s: Option<i32>,
    /// Characters, not bytes.
    pub title_max: i32,
    pub synopsis_min: i32,
    pub synopsis_max: i32,
    pub entries_per_person: Option<i32>,
    pub subtitles: SubtitleRule,
    pub subtitle_languages: Vec<Language>,
    /// The work was made on or after this day.
    pub made_since: Option<chrono::NaiveDate>,
    pub ai_policy: AiPolicy,
    /// Age in years on the day of submission.
    pub minimum_age: Option<i32>,
    pub maximum_age: Option<i32>,
    /// Under this age a guardian declares too.
    pub guardian_under: Option<i32>,
    pub upload_max_mb: i32,
    /// Whether a link may stand in for an upload.
    pub links: bool,
}

impl Default for EntryRules {
    fn default() -> Self {
        Self {
            duration_min_s: None,
            duration_max_s: Some(300),
            title_max: 60,
            synopsis_min: 20,
            synopsis_max: 600,
            entries_per_person: Some(3),
            subtitles: SubtitleRule::Optional,
            subtitle_languages: Vec::new(),
            made_since: None,
            ai_policy: AiPolicy::Disclosed,
            minimum_age: None,
            maximum_age: None,
            guardian_under: Some(18),
            upload_max_mb: 300,
            links: true,
        }
    }
}
text_enum! {
    /// What an account may do in one contest. A creator needs no role.
    pub enum Role ("role") {
        Admin = "admin",
        Screener = "screener",
        Judge = "judge",
    }
}

/// A role that somebody has in a contest.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = roles_table)]
pub struct Grant {
    pub id: Id<Role>,
    pub contest_id: Id<Contest>,
    pub account_id: Id<Account>,
    pub role: Role,
    /// In which they can watch and read.
    pub languages: Json<Vec<Language>>,
    pub granted_at: Moment,
    /// What a judge would rather judge; empty for any.
    pub categories: Json<Vec<Id<Category>>>,
}

/// A role on offer, by mail, to whoever holds the link.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    pub id: Id<Invitation>,
    pub contest_id: Id<Contest>,
    pub email: Email,
    pub role: Role,
    pub languages: Json<Vec<Language>>,
    /// The language of the mail.
    pub locale: Locale,
    pub invited_by: Id<Account>,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub accepted_at: Option<Moment>,
    pub withdrawn_at: Option<Moment>,
}

text_enum! {
    /// What became of an invitation: what its columns and the clock say.
    pub enum InvitationState ("invitation-state") {
        Open = "open",
        Accepted = "accepted",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

impl Invitation {
    /// How many days its link works.
    pub const DAYS: i64 = 14;

    pub fn state(&self, now: Moment) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.withdrawn_at.is_some() {
            InvitationState::Withdrawn
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }
}
