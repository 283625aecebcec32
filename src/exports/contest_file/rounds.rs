//! Rounds as a contest file writes them.

use serde::{Deserialize, Serialize};

use super::{CriterionItem, Percent};
use crate::i18n::Trilingual;
use crate::judging::{Competence, CutRule, Discussion, Format, Hidden, Source, blind};

/// A round. What has no key is as in a round that was just made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundItem {
    pub name: Trilingual,
    pub judges_per_entry: i32,
    /// How many of each stream and category go through; 0 is all.
    #[serde(default)]
    pub cut: i32,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub cut_rule: CutRule,
    /// Points.
    #[serde(default = "no_points", skip_serializing_if = "is_nothing")]
    pub cut_threshold: Percent,
    /// Whether among equals who submitted first goes before, after the criteria that have a turn.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub tie_earlier: bool,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub format: Format,
    /// Of a round of pairs: how often a judge is to compare each of their entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparisons_each: Option<i32>,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub source: Source,
    /// The rounds that it takes entries from, by their place in the file, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<i32>,
    /// The code of the one stream whose entries it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub calibration: bool,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub min_per_country: i32,
    #[serde(default = "wish", skip_serializing_if = "is_wish")]
    pub competence: Competence,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_load: Option<i32>,
    /// Language before chance, in percent.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub weight: i32,
    /// Percent of a film.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub watch_warning: i32,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub discussion: Discussion,
    #[serde(default = "blind::usual", skip_serializing_if = "is_usually_blind")]
    pub blind: Vec<Hidden>,
    /// Of a round after the first; those of the first stand by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionItem>,
}

pub(super) fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn no_points() -> Percent {
    Percent(0)
}

fn is_nothing(value: &Percent) -> bool {
    value.0 == 0
}

fn wish() -> Competence {
    Competence::Wish
}

fn is_wish(value: &Competence) -> bool {
    *value == Competence::Wish
}

fn whole() -> i32 {
    100
}

fn is_whole(value: &i32) -> bool {
    *value == 100
}

fn is_usually_blind(value: &[Hidden]) -> bool {
    value == blind::usual()
}
