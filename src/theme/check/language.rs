//! The language of a text, by its letters. No model and no word statistics beyond function words.

use serde::{Deserialize, Deserializer, Serialize};

use unicode_normalization::UnicodeNormalization;

use super::normalise::is_invisible;
use super::script::{Script, is_russian, script};
use super::words::ENGLISH;

/// Characters that the detector reads of a field.
const READ: usize = 4_000;

/// A language of the contest, or what else a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    Zh,
    /// Russian.
    Ru,
    /// English.
    En,
    /// Any other language.
    Other,
    /// No letters at all.
    None,
}

impl Language {
    /// The language of a tag such as `zh-Hans`, `ru_RU` or `EN`; anything unknown is `Other`.
    pub fn of_tag(tag: &str) -> Self {
        match tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase()
            .as_str()
        {
            "zh" | "cmn" | "yue" => Language::Zh,
            "ru" => Language::Ru,
            "en" => Language::En,
            "" | "none" => Language::None,
            _ => Language::Other,
        }
    }

    /// The code used in answers.
    pub fn code(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::Ru => "ru",
            Language::En => "en",
            Language::Other => "other",
            Language::None => "none",
        }
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|tag| Language::of_tag(&tag))
    }
}

#[derive(Default)]
struct Letters<'a> {
    han: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    not_russian: usize,
    hard_signs: usize,
    hard_before_vowel: usize,
    latin: usize,
    other: usize,
    cyrillic_words: usize,
    latin_words: Vec<&'a str>,
}

/// The beginning of a text without invisible characters, full-width and ornamental letters as plain ones.
fn plain(text: &str) -> String {
    text.chars()
        .take(READ)
        .filter(|c| !is_invisible(*c))
        .nfkc()
        .collect()
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        let mut letters = Letters::default();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match script(c) {
                Script::Han => letters.han += 1,
                Script::Kana => letters.kana += 1,
                Script::Hangul => letters.hangul += 1,
                Script::Latin => letters.latin += 1,
                Script::Greek | Script::Other => letters.other += 1,
                Script::Not => {}
                Script::Cyrillic => {
                    letters.cyrillic += 1;
                    letters.not_russian += usize::from(!is_russian(c));
                    if matches!(c, 'ъ' | 'Ъ') {
                        letters.hard_signs += 1;
                        let soft = chars.peek().is_some_and(|next| "еёюяЕЁЮЯ".contains(*next));
                        letters.hard_before_vowel += usize::from(soft);
                    }
                }
            }
        }
        for word in text.split(|c: char| !c.is_alphabetic()) {
            match word.chars().next().map(script) {
                Some(Script::Cyrillic) => letters.cyrillic_words += 1,
                Some(Script::Latin) => letters.latin_words.push(word),
                _ => {}
            }
        }
        letters
    }

    fn total(&self) -> usize {
        self.han + self.kana + self.hangul + self.cyrillic + self.latin + self.other
    }

    /// Function words count whole, names and brands little: «Обзор Galaxy Ultra» is Russian.
    fn latin_weight(&self) -> f64 {
        let weight = |word: &&str| {
            let lower = word.to_lowercase();
            if ENGLISH.binary_search(&lower.as_str()).is_ok() {
                1.0
            } else if word.chars().next().is_some_and(char::is_lowercase) {
                0.7
            } else {
                0.3
            }
        };
        self.latin_words.iter().map(weight).sum()
    }

    fn language(&self) -> Language {
        if self.total() == 0 {
            return Language::None;
        }
        let japanese = self.kana >= 2 && self.kana * 4 >= self.han;
        let chinese = if japanese { 0.0 } else { self.han as f64 };
        let foreign = self.hangul + self.other + if japanese { self.han + self.kana } else { 0 };
        let russian = self.cyrillic_words as f64;
        let english = self.latin_weight();
        let foreign = foreign as f64
            / if japanese || self.hangul > self.other {
                1.0
            } else {
                3.0
            };
        let most = chinese.max(russian).max(english).max(foreign);
        if most == foreign {
            Language::Other
        } else if most == chinese {
            Language::Zh
        } else if most == russian {
            if self.is_russian() {
                Language::Ru
            } else {
                Language::Other
            }
        } else if self.is_english() {
            Language::En
        } else {
            Language::Other
        }
    }

    /// No letters of the neighbours (Ukrainian, Belarusian, Kazakh, Uzbek, Serbian, …), no ъ where only Bulgarian has it.
    fn is_russian(&self) -> bool {
        let alien = self.not_russian + (self.hard_signs - self.hard_before_vowel);
        alien == 0 || (alien as f64) < 0.015 * self.cyrillic as f64
    }

    /// Function words of English, more of them than of its neighbours; few letters with marks.
    fn is_english(&self) -> bool {
        let words = self.latin_words.len();
        let known = |list: &[&str]| {
            self.latin_words
                .iter()
                .filter(|word| list.contains(&word.to_lowercase().as_str()))
                .count()
        };
        let (own, others) = (known(ENGLISH), known(NEIGHBOURS));
        let marked = self
            .latin_words
            .iter()
            .filter(|word| !word.is_ascii())
            .count();
        if others > own || marked * 6 > words * (1 + usize::from(own * 6 > words)) {
            return false;
        }
        words < 12 || own * 12 >= words
    }
}

/// Frequent words of other languages in Latin script that are no English words.
#[rustfmt::skip]
const NEIGHBOURS: &[&str] = &[
    "aber", "adalah", "ale", "als", "auf", "avec", "bir", "che", "con", "da", "dan", "dans", "das", "de", "dei", "del", "della",
    "dem", "der", "des", "di", "dla", "du", "een", "egy", "ein", "eine", "el", "en", "es", "est", "et", "för", "für", "gli",
    "het", "hogy", "ich", "il", "ini", "ist", "itu", "ja", "jak", "je", "jest", "ka", "kai", "la", "las", "le", "les", "lo", "los",
    "mais", "na", "nao", "não", "ne", "nie", "nicht", "och", "oder", "os", "para", "pas", "pero", "por", "pour", "que", "qui",
    "se", "sich", "sie", "som", "sur", "uma", "un", "una", "und", "une", "uno", "untuk", "uz", "ve", "vom", "von", "y", "yang", "zu",
    "zum", "için", "với", "và", "của", "là", "z", "w", "że", "się", "bilan", "uchun", "lar", "att", "det", "på",
];

/// The language of a text by script: Han, Cyrillic and Latin against each other, then the marks of their neighbours.
/// A short Latin text without any function word counts as English.
pub fn detect(text: &str) -> Language {
    Letters::of(&plain(text)).language()
}

/// Share (0 to 1) of a text's letters that are in a language's script; a Chinese character counts as two letters.
/// `None` without letters or for a language without a script of its own.
pub fn share(text: &str, language: Language) -> Option<f64> {
    let text = plain(text);
    let letters = Letters::of(&text);
    let of = match language {
        Language::Zh => letters.han * 2,
        Language::Ru => letters.cyrillic,
        Language::En => letters.latin,
        Language::Other | Language::None => return None,
    };
    let all = letters.total() + letters.han;
    (all > 0).then(|| of as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_three_languages_and_their_neighbours() {
        for (text, expected) in [
            ("我们的村庄在春天醒来", Language::Zh),
            ("我們的村莊在春天醒來", Language::Zh),
            ("Наш посёлок просыпается весной", Language::Ru),
            ("Our village wakes up in spring", Language::En),
            ("Spring Morning", Language::En),
            ("iPhone 镜头下的家乡", Language::Zh),
            ("Обзор Samsung Galaxy Ultra", Language::Ru),
            (
                "Learning 中文 with my grandmother in the park",
                Language::En,
            ),
            ("春の朝、村はゆっくり目を覚ます", Language::Other),
            ("봄날 아침 마을이 깨어난다", Language::Other),
            ("Наше село прокидається навесні", Language::Other),
            (
                "Наша вёска прачынаецца вясной, і ўсе спяваюць",
                Language::Other,
            ),
            ("Біздің ауыл көктемде оянады", Language::Other),
            ("Қишлоғимиз баҳорда уйғонади", Language::Other),
            ("Нашето село се събужда през пролетта", Language::Other),
            (
                "Unser Dorf erwacht im Frühling und die Kinder singen",
                Language::Other,
            ),
            ("Notre village se réveille au printemps", Language::Other),
            (
                "Nuestro pueblo se despierta en la primavera",
                Language::Other,
            ),
            ("Làng của chúng tôi thức dậy vào mùa xuân", Language::Other),
            ("قريتنا تستيقظ في الربيع", Language::Other),
            ("", Language::None),
            ("🎬", Language::None),
            ("2023!!!", Language::None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_of_languages() {
        for (tag, language) in [
            ("zh-Hant", Language::Zh),
            ("RU", Language::Ru),
            ("en_GB", Language::En),
            ("kk", Language::Other),
            ("", Language::None),
        ] {
            assert_eq!(Language::of_tag(tag), language);
        }
    }

    #[test]
    fn a_chinese_character_weighs_as_two_letters() {
        assert_eq!(share("村庄abcd", Language::Zh), Some(0.5));
        assert_eq!(share("!!!", Language::Zh), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_language(text in any::<String>()) {
            detect(&text);
        }

        #[test]
        fn punctuation_and_digits_do_not_change_the_language(text in "[а-яa-z一-龥 ]{1,30}", tail in "[0-9 !?.,:;…]{0,20}") {
            prop_assert_eq!(detect(&text), detect(&format!("{text} {tail}")));
        }
    }
}
