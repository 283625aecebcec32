//! What an organiser writes in up to three languages: sentences and lists of words.

use serde::{Deserialize, Serialize};

use super::language::Language;

/// A sentence in any of the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// In Chinese.
    pub zh: Option<String>,
    /// In Russian.
    pub ru: Option<String>,
    /// In English.
    pub en: Option<String>,
}

impl Sentences {
    /// The sentences that are there and not blank, with their languages.
    pub fn all(&self) -> impl Iterator<Item = (Language, &str)> {
        [
            (Language::Zh, &self.zh),
            (Language::Ru, &self.ru),
            (Language::En, &self.en),
        ]
        .into_iter()
        .filter_map(|(language, text)| text.as_deref().map(|text| (language, text)))
        .filter(|(_, text)| !text.trim().is_empty())
    }
}

/// Words in each of the three languages, in the organiser's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keywords {
    /// In Chinese.
    pub zh: Vec<String>,
    /// In Russian.
    pub ru: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

impl Keywords {
    /// Every word with its language.
    pub fn all(&self) -> impl Iterator<Item = (Language, &str)> {
        [
            (Language::Zh, &self.zh),
            (Language::Ru, &self.ru),
            (Language::En, &self.en),
        ]
        .into_iter()
        .flat_map(|(language, words)| words.iter().map(move |word| (language, word.as_str())))
    }
}
