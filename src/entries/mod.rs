//! Submitted works: metadata in up to three languages, credits, declarations, a video, a receipt.

pub mod forms;
pub mod pages;
pub mod receipts;
pub mod rules;
pub mod search;
pub mod store;

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::Account;
use crate::contests::{Category, Contest, DeclarationText, Question, Stream};
use crate::db::{Id, Json, Moment, text_enum};
use crate::i18n::{Language, Locale, Trilingual};
use crate::media::Media;
use crate::schema::{entries, entry_versions};

text_enum! {
    /// Where an entry stands.
    pub enum State ("entry-state") {
        Draft = "draft",
        Submitted = "submitted",
        Accepted = "accepted",
        Returned = "returned",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
        Disqualified = "disqualified",
    }
}

impl State {
    /// Whether an entry in this state may become one in `next`. Undoing a decision leads back to submitted.
    pub fn may_become(self, next: Self) -> bool {
        use State::*;
        match (self, next) {
            (Draft | Returned, Submitted) => true,
            (Submitted, Accepted | Returned | Rejected) => true,
            (Accepted | Rejected, Submitted) => true,
            (Draft | Submitted | Accepted | Returned, Withdrawn) => true,
            (_, Disqualified) => self != Disqualified && self != Draft,
            _ => false,
        }
    }

    /// Whether its creator may still change it, while the call is open.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Returned)
    }
}

/// A submitted short video, or the draft of one.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct Entry {
    pub id: Id<Entry>,
    pub contest_id: Id<Contest>,
    pub creator_id: Id<Account>,
    pub stream_id: Id<Stream>,
    pub category_id: Option<Id<Category>>,
    /// Given at the first submission: 1, 2, 3 … in the contest.
    pub number: Option<i32>,
    pub state: State,
    /// Counts saves: a save names the version it started from.
    pub version: i32,
    pub original_locale: Locale,
    /// The title in the original language, for lists.
    pub title: String,
    /// The titles of all languages, for lists: as in `content`.
    pub titles: Json<Trilingual>,
    pub content: Json<Content>,
    pub video_id: Option<Id<Media>>,
    pub poster_id: Option<Id<Media>>,
    /// In place of an upload.
    pub link_url: String,
    pub link_password: String,
    pub duration_s: Option<i32>,
    /// SHA-256 of what was submitted; see `receipts`.
    pub content_hash: Option<Vec<u8>>,
    pub started_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
    /// Seconds after the deadline, when it was taken within the grace.
    pub late_by_s: Option<i32>,
}

/// Everything that the creator typed, besides what has a column of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Title and synopsis in one to three languages.
    pub texts: BTreeMap<Locale, Metadata>,
    /// How the film shows the theme, in a sentence or two.
    pub statement: String,
    pub tags: Vec<String>,
    pub credits: Vec<Credit>,
    pub spoken: Vec<Language>,
    pub subtitles: Vec<Language>,
    pub made_on: Option<chrono::NaiveDate>,
    pub ai_use: Option<AiUse>,
    /// What was made by artificial intelligence, and with what.
    pub ai_note: String,
    /// The creator's date of birth, where the contest has rules about age.
    pub born_on: Option<chrono::NaiveDate>,
    /// A minor's guardian.
    pub guardian: String,
    /// Answers to the contest's questions, by their code; a file's answer is its media id.
    pub answers: BTreeMap<String, String>,
    /// The declarations that are ticked. They count, with who and when, from the submission.
    pub declared: Vec<Id<DeclarationText>>,
}

impl Content {
    /// The text for a reader of `locale`: in their language, else in the original, else in whichever there is.
    pub fn text_for(&self, locale: Locale, original: Locale) -> Option<(Locale, &Metadata)> {
        [locale, original]
            .into_iter()
            .chain(self.texts.keys().copied())
            .find_map(|each| {
                self.texts
                    .get(&each)
                    .filter(|t| !t.title.is_empty())
                    .map(|text| (each, text))
            })
    }
}

/// All that a creator types in the entry form: what a save stores and a version keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub category_id: Option<Id<Category>>,
    pub original_locale: Locale,
    pub content: Content,
    pub link_url: String,
    pub link_password: String,
    pub duration_s: Option<i32>,
}

impl Draft {
    /// A draft in which nothing was typed yet.
    pub fn new(original_locale: Locale) -> Self {
        Self {
            category_id: None,
            original_locale,
            content: Content::default(),
            link_url: String::new(),
            link_password: String::new(),
            duration_s: None,
        }
    }

    /// The title in the original language, else in whichever there is: for lists.
    pub fn title(&self) -> &str {
        self.content
            .text_for(self.original_locale, self.original_locale)
            .map_or("", |(_, text)| &text.title)
    }

    /// The titles by language.
    pub fn titles(&self) -> Trilingual {
        let mut titles = Trilingual::default();
        for (locale, text) in &self.content.texts {
            titles.set(*locale, text.title.clone());
        }
        titles
    }

    /// The words of titles and synopses, folded, for the search of lists.
    pub fn search_text(&self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let words: Vec<&str> = self
            .content
            .texts
            .values()
            .flat_map(|text| [text.title.as_str(), text.synopsis.as_str()])
            .filter(|text| !text.is_empty())
            .collect();
        words.join(" ").nfkc().collect::<String>().to_lowercase()
    }
}

impl Entry {
    /// What its creator typed so far.
    pub fn draft(&self) -> Draft {
        Draft {
            category_id: self.category_id,
            original_locale: self.original_locale,
            content: (*self.content).clone(),
            link_url: self.link_url.clone(),
            link_password: self.link_password.clone(),
            duration_s: self.duration_s,
        }
    }
}

/// What a contest asks of an entry, besides its rules.
#[derive(Clone, Debug)]
pub struct Asked {
    pub categories: Vec<Category>,
    pub questions: Vec<Question>,
    pub declarations: Vec<DeclarationText>,
}

impl Asked {
    pub fn category(&self, id: Option<Id<Category>>) -> Option<&Category> {
        self.categories.iter().find(|each| Some(each.id) == id)
    }
}

/// The files that an entry has now.
#[derive(Clone, Debug, Default)]
pub struct Attached {
    pub video: Option<Media>,
    pub poster: Option<Media>,
    pub subtitles: Vec<Media>,
    /// Answers to questions of kind file, by the question's code.
    pub answers: BTreeMap<String, Media>,
}

text_enum! {
    /// Why a version was kept.
    pub enum VersionKind ("version-kind") {
        Save = "save",
        Submission = "submission",
        /// The losing side of two saves at once.
        Conflict = "conflict",
    }
}

/// An entry as it was at one save.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entry_versions)]
pub struct Version {
    pub id: Id<Version>,
    pub entry_id: Id<Entry>,
    pub version: i32,
    pub kind: VersionKind,
    pub content: Json<Draft>,
    pub saved_at: Moment,
}

/// Title and synopsis in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub title: String,
    pub synopsis: String,
    pub provenance: Provenance,
}

text_enum! {
    /// Who wrote a text in this language.
    pub enum Provenance ("provenance") {
        Author = "author",
        Human = "human",
        Machine = "machine",
    }
}

#[allow(
    clippy::derivable_impls,
    reason = "text_enum! derives, and has no default"
)]
impl Default for Provenance {
    fn default() -> Self {
        Self::Author
    }
}

/// Who did what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub role: CreditRole,
    pub name: String,
}

text_enum! {
    /// What somebody did for the work.
    pub enum CreditRole ("credit") {
        Director = "director",
        Producer = "producer",
        Script = "script",
        Camera = "camera",
        Editing = "editing",
        Sound = "sound",
        Music = "music",
        Cast = "cast",
        Other = "other",
    }
}

text_enum! {
    /// How much of the work artificial intelligence made.
    pub enum AiUse ("ai-use") {
        None = "none",
        Assisted = "assisted",
        Generated = "generated",
    }
}

/// `CN-0042`: the number of an entry as people say it.
pub fn number_text(stream_code: &str, number: i32) -> String {
    format!("{stream_code}-{number:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_only_goes_where_the_rules_lead() {
        use State::*;
        assert!(Draft.may_become(Submitted) && !Draft.may_become(Accepted));
        assert!(Submitted.may_become(Returned) && Returned.may_become(Submitted));
        assert!(!Rejected.may_become(Withdrawn) && !Withdrawn.may_become(Submitted));
        assert!(Accepted.may_become(Disqualified) && !Disqualified.may_become(Disqualified));
        for state in State::ALL {
            assert!(!state.may_become(Draft) && !state.may_become(*state));
        }
    }
}
