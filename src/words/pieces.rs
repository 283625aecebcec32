//! The words of a text: stems of Russian and English words, stretches of Chinese characters.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::script::{Script, script};

/// Longer words are not stemmed; no word of the three languages comes near.
const LONGEST: usize = 40;

/// Russian and English stemmers, built once.
pub struct Stems {
    russian: Stemmer,
    english: Stemmer,
}

impl Default for Stems {
    fn default() -> Self {
        Stems {
            russian: Stemmer::create(Algorithm::Russian),
            english: Stemmer::create(Algorithm::English),
        }
    }
}

impl Stems {
    /// The stem of one normalised word (Snowball; the alphabet of its first letter decides the language).
    pub fn stem(&self, word: &str) -> String {
        if word.len() > LONGEST * 2 {
            return word.to_owned();
        }
        match word.chars().next().map(script) {
            Some(Script::Cyrillic) => self.russian.stem(word).into_owned(),
            Some(Script::Latin) => self.english.stem(word).into_owned(),
            _ => word.to_owned(),
        }
    }
}

/// Byte ranges of words (letters and digits) and of stretches of Chinese or Japanese characters (`true`).
pub fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let kind = |c: char| match script(c) {
        Script::Han | Script::Kana => Some(true),
        _ if c.is_alphanumeric() => Some(false),
        _ => None,
    };
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, han) = loop {
            let (at, c) = chars.next()?;
            if let Some(han) = kind(c) {
                break (at, han);
            }
        };
        let mut end = text.len();
        while let Some(&(at, c)) = chars.peek() {
            if kind(c) != Some(han) {
                end = at;
                break;
            }
            chars.next();
        }
        Some((start..end, han))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        let stems = Stems::default();
        for (one, other) in [
            ("тренировка", "тренировками"),
            ("рыбаки", "рыбаками"),
            ("running", "runs"),
            ("families", "family"),
        ] {
            assert_eq!(stems.stem(one), stems.stem(other));
        }
    }

    #[test]
    fn a_text_falls_into_words_and_chinese_stretches() {
        let text = "我爱sport, мир2 и大家";
        let words: Vec<(&str, bool)> = pieces(text)
            .map(|(range, han)| (&text[range], han))
            .collect();
        assert_eq!(
            words,
            [
                ("我爱", true),
                ("sport", false),
                ("мир2", false),
                ("и", false),
                ("大家", true)
            ]
        );
    }
}
