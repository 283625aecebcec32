//! A text that an organiser wrote in up to three languages.

use serde::{Deserialize, Serialize};

use super::Locale;

/// A text in Chinese, Russian and English; any of them may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trilingual {
    pub zh: String,
    pub ru: String,
    pub en: String,
}

impl Trilingual {
    pub fn new(zh: &str, ru: &str, en: &str) -> Self {
        Self {
            zh: zh.to_owned(),
            ru: ru.to_owned(),
            en: en.to_owned(),
        }
    }

    /// A text of the program's own, in every language: to begin with, until an organiser writes another.
    pub fn of_key(key: &str) -> Self {
        let text = |locale: Locale| locale.t(key).into_owned();
        Self {
            zh: text(Locale::Zh),
            ru: text(Locale::Ru),
            en: text(Locale::En),
        }
    }

    /// Exactly the text in `locale`, which may be empty.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::Ru => &self.ru,
            Locale::En => &self.en,
        }
    }

    pub fn set(&mut self, locale: Locale, text: String) {
        match locale {
            Locale::Zh => self.zh = text,
            Locale::Ru => self.ru = text,
            Locale::En => self.en = text,
        }
    }

    /// The text for a reader of `locale`: theirs, else English, else whichever there is.
    pub fn in_locale(&self, locale: Locale) -> &str {
        [locale, Locale::En, Locale::Zh, Locale::Ru]
            .into_iter()
            .map(|each| self.get(each))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The text for a reader of `locale` and its language: theirs, else the one in `original`, else whichever there
    /// is. None when it is empty.
    pub fn or_original(&self, locale: Locale, original: Locale) -> Option<(Locale, &str)> {
        [locale, original]
            .into_iter()
            .chain(Locale::ALL.iter().copied())
            .map(|each| (each, self.get(each)))
            .find(|(_, text)| !text.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        Locale::ALL
            .iter()
            .all(|locale| self.get(*locale).is_empty())
    }

    /// The languages in which there is a text.
    pub fn locales(&self) -> impl Iterator<Item = Locale> {
        Locale::ALL
            .iter()
            .copied()
            .filter(|locale| !self.get(*locale).is_empty())
    }
}
