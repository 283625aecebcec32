//! The contest file: the whole set-up of a contest as one TOML file, to be kept, compared and copied.
//!
//! `src/demo/content/contest.toml` is its model. Texts are in up to three languages; codes join the parts.
//! Reading refuses unknown keys, and every error names its line, column and key.

mod check;
mod error;
mod rounds;
mod rules;
mod values;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::contests::{AppliesTo, QuestionKind};
use crate::i18n::{Country, Trilingual};
use crate::results::Basis;

pub use error::ContestFileError;
pub use rounds::RoundItem;
pub use rules::Rules;
pub use values::{Percent, Tenths, When, Zone};

/// The demonstration contest: a contest file to begin from.
pub const TEMPLATE: &str = include_str!("../demo/content/contest.toml");

/// Everything in a contest file. What has no key keeps its default.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestFile {
    /// IANA name of the zone of its local times.
    #[serde(default)]
    pub zone: Zone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Spanned<When>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Spanned<When>>,
    #[serde(default = "grace")]
    pub grace_minutes: Spanned<i32>,
    /// The theme profile, a TOML text of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme_profile: Option<Spanned<String>>,
    pub name: Spanned<Trilingual>,
    pub theme: Spanned<Trilingual>,
    /// Markdown.
    #[serde(default = "no_text")]
    pub call: Spanned<Trilingual>,
    /// Markdown.
    #[serde(default = "no_text")]
    pub rules: Spanned<Trilingual>,
    #[serde(default = "no_rules")]
    pub entry_rules: Spanned<Rules>,
    /// The first round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Spanned<RoundItem>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<Spanned<StreamItem>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Spanned<CategoryItem>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Spanned<QuestionItem>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Spanned<DeclarationItem>>,
    /// Of the first round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Spanned<CriterionItem>>,
    /// The rounds after the first, in their order, each with its own criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_rounds: Vec<Spanned<RoundItem>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Spanned<AwardItem>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamItem {
    pub code: String,
    /// Countries whose creators it takes; none is every country that no other stream names.
    #[serde(default)]
    pub countries: Vec<Country>,
    pub name: Trilingual,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryItem {
    pub code: String,
    pub name: Trilingual,
    #[serde(default)]
    pub description: Trilingual,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionItem {
    pub code: String,
    pub kind: QuestionKind,
    #[serde(default)]
    pub required: bool,
    /// The code of the one category in which it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    pub label: Trilingual,
    #[serde(default)]
    pub help: Trilingual,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceItem>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceItem {
    pub code: String,
    #[serde(default)]
    pub zh: String,
    #[serde(default)]
    pub ru: String,
    #[serde(default)]
    pub en: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclarationItem {
    pub code: String,
    #[serde(default)]
    pub required: bool,
    #[serde(default = "everyone")]
    pub applies_to: AppliesTo,
    pub text: Trilingual,
}

/// What is scored: a share of the total, a scale, what its levels mean.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionItem {
    pub code: String,
    pub weight: Percent,
    pub min: Tenths,
    pub max: Tenths,
    pub step: Tenths,
    /// Its turn to decide between equal scores, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_order: Option<i32>,
    pub name: Trilingual,
    #[serde(default)]
    pub help: Trilingual,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelItem>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelItem {
    pub points: Tenths,
    #[serde(default)]
    pub zh: String,
    #[serde(default)]
    pub ru: String,
    #[serde(default)]
    pub en: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardItem {
    pub code: String,
    pub quota: i32,
    /// The code of the one stream that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Who gives it: the jury, where nothing is said.
    #[serde(default, skip_serializing_if = "rounds::is_usual")]
    pub basis: Basis,
    pub name: Trilingual,
    #[serde(default)]
    pub description: Trilingual,
}

impl ContestFile {
    /// Reads a contest file, refusing what could not be a contest.
    pub fn parse(text: &str) -> Result<Self, ContestFileError> {
        let file: Self =
            toml::from_str(text).map_err(|error| ContestFileError::reading(text, &error))?;
        check::Checker::new(text).file(&file)?;
        Ok(file)
    }

    /// The text of the file.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }
}

/// A value that is written, not read: it has no place in a text.
pub fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

fn grace() -> Spanned<i32> {
    unplaced(15)
}

fn no_text() -> Spanned<Trilingual> {
    unplaced(Trilingual::default())
}

fn no_rules() -> Spanned<Rules> {
    unplaced(Rules::default())
}

fn everyone() -> AppliesTo {
    AppliesTo::Everyone
}
