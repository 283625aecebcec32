//! The sections of a profile besides its theme: relevance, limits, listed words, advertising, duplicates.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::fault::{Fault, TEXT_OR_STEM};
use super::language::Language;
use super::phrases::Keywords;
use super::text::AiUse;

/// How relevance is computed and where its bands begin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Relevance {
    /// With the encoder: from this score on an entry is on the theme.
    pub hi: f64,
    /// With the encoder: under this score the theme is not recognised; between the two it is unclear.
    pub lo: f64,
    /// With the encoder: weight of the words in common (0 to 1) beside the cosines.
    pub keyword_weight: f64,
    /// Keywords and related words count no more than this many together.
    pub keyword_cap: f64,
    /// Nearest facets that are averaged; the theme's name counts as one.
    pub top_sentences: usize,
    /// Nearest keywords of each language that are averaged.
    pub top_keywords: usize,
    /// Without the encoder: from this score (0 to 1) on an entry is on the theme.
    pub lexical_hi: f64,
    /// Without the encoder: under this score the theme is not recognised.
    pub lexical_lo: f64,
}

impl Default for Relevance {
    fn default() -> Self {
        Relevance {
            hi: 0.21,
            lo: 0.13,
            keyword_weight: 0.15,
            keyword_cap: 6.0,
            top_sentences: 4,
            top_keywords: 8,
            lexical_hi: 0.41,
            lexical_lo: 0.16,
        }
    }
}

impl Relevance {
    /// Numbers that contradict each other or cannot be computed with.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let bands = [
            ("relevance.lo", self.lo, "relevance.hi", self.hi),
            (
                "relevance.lexical_lo",
                self.lexical_lo,
                "relevance.lexical_hi",
                self.lexical_hi,
            ),
        ];
        let crossed = bands
            .into_iter()
            .filter(|(_, low, _, high)| !(low.is_finite() && high.is_finite() && low <= high))
            .map(|(lo, _, hi, _)| Fault::Crossed { lo, hi });
        let least = [
            ("relevance.keyword_weight", self.keyword_weight, 0.0),
            ("relevance.keyword_cap", self.keyword_cap, 0.0),
            ("relevance.top_sentences", self.top_sentences as f64, 1.0),
            ("relevance.top_keywords", self.top_keywords as f64, 1.0),
        ];
        let small = least
            .into_iter()
            .filter(|(_, value, least)| !(value.is_finite() && value >= least))
            .map(|(name, _, least)| Fault::Number {
                name,
                least,
                most: None,
            });
        crossed.chain(small).collect()
    }
}

/// A field that an organiser may require.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Required {
    /// The title.
    Title,
    /// The synopsis.
    Synopsis,
    /// The sentence on how the work meets the theme.
    Statement,
    /// At least one tag.
    Tags,
}

/// What the rules of the contest fix. `None` is no limit; characters are Unicode characters without outer spaces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Fields that must be filled.
    pub required: Vec<Required>,
    /// Languages that entries may be described in.
    pub languages: Vec<Language>,
    /// Shortest video, seconds.
    pub duration_min_s: Option<f64>,
    /// Longest video, seconds.
    pub duration_max_s: Option<f64>,
    /// Largest file, bytes.
    pub size_max_bytes: Option<u64>,
    /// Least length of the longer side of the picture, pixels.
    pub long_side_min: Option<u32>,
    /// Least length of the shorter side of the picture, pixels.
    pub short_side_min: Option<u32>,
    /// Longest title, characters.
    pub title_max: Option<usize>,
    /// Shortest synopsis that is accepted, characters.
    pub synopsis_min: Option<usize>,
    /// Longest synopsis, characters.
    pub synopsis_max: Option<usize>,
    /// Longest statement, characters.
    pub statement_max: Option<usize>,
    /// Most tags.
    pub tags_max: Option<usize>,
    /// A Chinese synopsis under this many characters is called short.
    pub synopsis_short_zh: usize,
    /// Any other synopsis under this many characters is called short.
    pub synopsis_short: usize,
    /// Languages that subtitles must cover.
    pub subtitles: Vec<Language>,
    /// Languages of which subtitles must cover one; empty for no such rule. Only a contest's rules have it, no profile.
    #[serde(skip)]
    pub subtitles_one_of: Vec<Language>,
    /// Most entries of one person.
    pub entries_max: Option<u32>,
    /// The first day that a work may date from, `YYYY-MM-DD`.
    pub made_since: Option<NaiveDate>,
    /// The most that a machine may have made.
    #[serde(serialize_with = "ai_name")]
    pub ai: AiUse,
    /// How far outside a limit is still a question for a person: 0.05 is five per cent.
    pub tolerance: f64,
}

fn ai_name<S: serde::Serializer>(ai: &AiUse, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(ai.code())
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            required: vec![Required::Title, Required::Synopsis],
            languages: vec![Language::Zh, Language::Ru, Language::En],
            duration_min_s: None,
            duration_max_s: None,
            size_max_bytes: None,
            long_side_min: None,
            short_side_min: None,
            title_max: None,
            synopsis_min: None,
            synopsis_max: None,
            statement_max: None,
            tags_max: None,
            synopsis_short_zh: 40,
            synopsis_short: 120,
            subtitles: Vec::new(),
            subtitles_one_of: Vec::new(),
            entries_max: None,
            made_since: None,
            ai: AiUse::Generated,
            tolerance: 0.05,
        }
    }
}

/// What a listed word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A screener looks first at entries with it.
    Block,
    /// The creator is told.
    Warn,
    /// No hit of the other tiers inside it counts.
    Allow,
}

/// One line of the organiser's word list: exactly one of `text` and `stem`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// What it does.
    pub tier: Tier,
    /// Its language, for the organiser's order: a word is looked for in every field.
    pub lang: Option<Language>,
    /// How it is looked for.
    #[serde(flatten)]
    pub pattern: Pattern,
}

/// How a listed word is looked for. Chinese is found anywhere in either way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pattern {
    /// These very words, whole.
    Text(String),
    /// Every word that begins with it, and every inflected form of it.
    Stem(String),
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            tier: Tier,
            lang: Option<Language>,
            text: Option<String>,
            stem: Option<String>,
        }
        let raw = Raw::deserialize(deserializer)?;
        let pattern = match (raw.text, raw.stem) {
            (Some(text), None) => Pattern::Text(text),
            (None, Some(stem)) => Pattern::Stem(stem),
            _ => {
                return Err(serde::de::Error::custom(TEXT_OR_STEM));
            }
        };
        Ok(Word {
            tier: raw.tier,
            lang: raw.lang,
            pattern,
        })
    }
}

/// What counts as advertising.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spam {
    /// Different advert terms that together lead to a review; one beside contact data is always enough.
    pub adverts: usize,
    /// Advert terms of the organiser's own, beside the built-in ones.
    pub terms: Keywords,
    /// Built-in advert terms that are none in this contest.
    pub not_terms: Vec<String>,
}

impl Default for Spam {
    fn default() -> Self {
        Spam {
            adverts: 2,
            terms: Keywords::default(),
            not_terms: Vec::new(),
        }
    }
}

/// When two texts are called the same work.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Duplicates {
    /// Least weighted share (0 to 1) of the shorter text that is found in the other.
    pub threshold: f64,
    /// Least cosine of two texts in different languages.
    pub translation: f64,
}

impl Default for Duplicates {
    fn default() -> Self {
        Duplicates {
            threshold: 0.60,
            translation: 0.57,
        }
    }
}
