//! The theme check: does an entry match the theme and have positive content?

pub mod check;
pub mod diff;
pub mod encoder;
pub mod forecast;
pub mod forms;
pub mod layer;
pub mod learned;
pub mod numbers;
pub mod outcome;
pub mod pages;
pub mod setting;
pub mod store;

use std::sync::Arc;

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Json, Moment, text_enum};
use crate::entries::{Entry, State};
use crate::schema::{theme_checks, theme_pairs, theme_profiles, theme_runs};
use check::{DuplicateKind, Encoder, Kind, Prepared, Profile, ProfileError};
use forecast::Forecast;

pub use layer::{Effect, Source, Taught, ThemeLayer};
pub use outcome::{Mark, Nearness, Note, Outcome, Segment, segments};
pub use setting::Setting;

/// The profile of a contest made from the template, as TOML: for [`store::publish`].
pub const TEMPLATE: &str = include_str!("../demo/content/profile.toml");

/// One version of a contest's theme profile. Never changed: an edit is a new version.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_profiles)]
pub struct ThemeProfile {
    pub id: Id<ThemeProfile>,
    pub contest_id: Id<Contest>,
    pub version: i32,
    pub toml: String,
    /// Of the rules, the word lists and the normaliser; see [`Profile::sha256`].
    pub sha256: Vec<u8>,
    /// Nobody for the empty profile of a contest that has none.
    pub published_by: Option<Id<Account>>,
    pub published_at: Moment,
}

/// A profile that was read and found usable, not yet published.
#[derive(Clone, Debug)]
pub struct NewProfile {
    pub toml: String,
    pub profile: Profile,
}

impl NewProfile {
    /// Reads TOML as an organiser wrote it.
    ///
    /// # Errors
    /// What cannot be used, with its line.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        let profile = Profile::parse(toml)?;
        Prepared::new(profile.clone())?;
        Ok(Self {
            toml: toml.to_owned(),
            profile,
        })
    }
}

/// A profile ready for checking: with the sentence encoder if it says anything about a theme and there is one. The
/// first of them unpacks the encoder, so this belongs on a thread that may wait.
///
/// # Errors
/// Word lists too long to search.
pub fn prepare(profile: Profile) -> Result<Prepared, ProfileError> {
    match encoder_for(&profile) {
        Some(encoder) => Prepared::with_encoder(profile, encoder),
        None => Prepared::new(profile),
    }
}

fn encoder_for(profile: &Profile) -> Option<Arc<dyn Encoder>> {
    if profile.is_silent() {
        return None;
    }
    match encoder::shared() {
        Ok(encoder) => Some(encoder),
        Err(error) => {
            tracing::warn!(%error, "the theme is checked by words alone");
            None
        }
    }
}

/// The encoder that entries are read with under this profile, known without unpacking it; `None` when nothing is judged
/// by meaning.
pub fn encoder_of(profile: &Profile) -> Option<&'static str> {
    encoder::ID.filter(|_| !profile.is_silent())
}

/// The digest that a profile has when it is published; see [`Profile::sha256`].
pub fn digest(profile: &Profile) -> String {
    profile.sha256(encoder_of(profile))
}

text_enum! {
    /// What a check comes to: the worst level of its findings.
    pub enum Verdict ("verdict") {
        Pass = "pass",
        Review = "review",
        Fail = "fail",
    }
}

text_enum! {
    /// How close an entry is to the theme.
    pub enum Band ("band") {
        On = "on",
        Unclear = "unclear",
        Off = "off",
        /// The profile says nothing about the theme.
        Silent = "silent",
    }
}

text_enum! {
    /// Which check a finding comes from.
    pub enum Area ("check") {
        Completeness = "completeness",
        Limits = "limits",
        Language = "language",
        Prohibited = "prohibited",
        Spam = "spam",
        Duplicates = "duplicates",
        Relevance = "relevance",
    }
}

impl From<Kind> for Area {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Completeness => Self::Completeness,
            Kind::Limits => Self::Limits,
            Kind::Language => Self::Language,
            Kind::Prohibited => Self::Prohibited,
            Kind::Spam => Self::Spam,
            Kind::Duplicates => Self::Duplicates,
            Kind::Relevance => Self::Relevance,
        }
    }
}

/// One run of the theme check over an entry. Append-only.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_checks)]
pub struct ThemeCheck {
    pub id: Id<ThemeCheck>,
    pub entry_id: Id<Entry>,
    pub entry_version: i32,
    pub profile_id: Id<ThemeProfile>,
    pub verdict: Verdict,
    pub band: Band,
    /// Relevance in thousandths.
    pub score: i32,
    /// How much a person is needed; see [`Outcome::attention`].
    pub attention: i32,
    pub result: Json<Outcome>,
    pub checked_at: Moment,
}

text_enum! {
    /// Why many entries are checked.
    pub enum RunKind ("theme-run") {
        /// To see what a profile would say of them; nothing is kept.
        Forecast = "forecast",
        /// To hold them to the profile in force.
        Recheck = "recheck",
    }
}

text_enum! {
    /// Which entries are checked.
    pub enum Scope ("theme-scope") {
        /// Those that wait for a screener.
        Waiting = "waiting",
        /// Those, and the accepted and returned ones.
        All = "all",
    }
}

impl Scope {
    /// The states of the entries meant.
    pub fn states(self) -> &'static [State] {
        match self {
            Self::Waiting => &[State::Submitted],
            Self::All => &[State::Submitted, State::Accepted, State::Returned],
        }
    }
}

text_enum! {
    /// Where a run stands.
    pub enum RunState ("theme-run-state") {
        Going = "going",
        Done = "done",
        Cancelled = "cancelled",
        /// A re-check, stopped since another version came into force.
        Overtaken = "overtaken",
    }
}

impl RunState {
    /// The class of its badge.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Going => "info",
            Self::Done => "good",
            Self::Cancelled | Self::Overtaken => "warn",
        }
    }
}

/// Many entries checked in batches: a dry run of a profile, or a re-check.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_runs)]
pub struct ThemeRun {
    pub id: Id<ThemeRun>,
    pub contest_id: Id<Contest>,
    pub kind: RunKind,
    pub scope: Scope,
    pub state: RunState,
    /// The profile that is tried; empty for a re-check.
    pub toml: String,
    /// The version in force when it was begun; 0 for none.
    pub version: i32,
    /// Entries that there were when it was begun.
    pub total: i32,
    pub done: i32,
    pub last_entry: Option<Id<Entry>>,
    pub result: Json<Forecast>,
    pub started_by: Option<Id<Account>>,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
}

text_enum! {
    /// How two entries are alike.
    pub enum PairKind ("pair-kind") {
        /// The same file, or the same words.
        Identical = "identical",
        /// By the same creator, with titles that differ only in a number.
        Series = "series",
        /// Most of the shorter text is in the other.
        Text = "text",
        /// The same meaning in another language.
        Translation = "translation",
    }
}

impl From<DuplicateKind> for PairKind {
    fn from(kind: DuplicateKind) -> Self {
        match kind {
            DuplicateKind::Identical => Self::Identical,
            DuplicateKind::Series => Self::Series,
            DuplicateKind::Text => Self::Text,
            DuplicateKind::Translation => Self::Translation,
        }
    }
}

text_enum! {
    /// What a person said of two entries that seemed alike.
    pub enum PairDecision ("pair-decision") {
        /// One work entered twice: checks go on saying so.
        Same = "same",
        /// Parts of a series: checks are silent about it from now on.
        Series = "series",
        /// Different works: likewise.
        Different = "different",
    }
}

impl PairDecision {
    /// Whether checks go on naming the likeness.
    pub fn is_heard(self) -> bool {
        self == Self::Same
    }

    /// The class of its badge.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Same => "bad",
            Self::Series | Self::Different => "good",
        }
    }
}

/// Two entries that are the same work, or may be: found once, decided once.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_pairs)]
pub struct Pair {
    pub id: Id<Pair>,
    /// The entry that was begun earlier.
    pub first_id: Id<Entry>,
    pub second_id: Id<Entry>,
    /// The contest of the later one: its screeners decide.
    pub contest_id: Id<Contest>,
    pub kind: PairKind,
    /// Likeness in thousandths.
    pub score: i32,
    pub found_at: Moment,
    pub decision: Option<PairDecision>,
    /// Why, in the words of who decided last.
    pub reason: String,
    pub decided_by: Option<Id<Account>>,
    pub decided_at: Option<Moment>,
    /// Counts decisions: a decision names the one that it was taken after.
    pub version: i32,
}

impl Pair {
    /// Likeness in whole percent.
    pub fn percent(&self) -> i32 {
        self.score / 10
    }

    /// The other entry of the pair.
    pub fn other(&self, entry: Id<Entry>) -> Id<Entry> {
        if self.first_id == entry {
            self.second_id
        } else {
            self.first_id
        }
    }
}
