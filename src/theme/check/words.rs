//! Words of a normalised text: stems of Russian and English words, stretches of Chinese characters, stop words.

use std::ops::Range;

use super::script::{Script, script};
pub(super) use crate::words::{Stems, pieces};

/// One word of a normalised text, or one stretch of Chinese characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Bytes in the normalised text.
    pub range: Range<usize>,
    /// The stem of a Russian or English word; a Chinese stretch as it is.
    pub stem: String,
    /// Chinese characters rather than letters.
    pub han: bool,
    /// Weight as tokens: one a word, half a Chinese character.
    pub tokens: f64,
}

impl Stems {
    /// All words of a normalised text, in order.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        pieces(text)
            .map(|(range, han)| {
                let piece = &text[range.clone()];
                let stem = if han {
                    piece.to_owned()
                } else {
                    self.stem(piece)
                };
                let tokens = if han {
                    piece.chars().count() as f64 / 2.0
                } else {
                    1.0
                };
                Word {
                    range,
                    stem,
                    han,
                    tokens,
                }
            })
            .collect()
    }
}

/// Whether a match over `range` begins at the beginning of a word and, with `whole`, ends at its end. Chinese
/// characters border on everything.
pub(super) fn bounded(text: &str, range: &Range<usize>, whole: bool) -> bool {
    let letter = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() && !matches!(script(c), Script::Han | Script::Kana))
    };
    let open = |outside: Option<char>, inside: Option<char>| letter(outside) && letter(inside);
    let matched = &text[range.clone()];
    let begins = !open(
        text[..range.start].chars().next_back(),
        matched.chars().next(),
    );
    let ends = !whole
        || !open(
            text[range.end..].chars().next(),
            matched.chars().next_back(),
        );
    begins && ends
}

/// English words that say nothing about a subject; also what tells English from other Latin-script languages.
#[rustfmt::skip]
pub(super) const ENGLISH: &[&str] = &[
    "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being",
    "between", "but", "by", "can", "could", "did", "do", "does", "don", "down", "each", "every", "for", "from", "get", "had",
    "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "like", "ll",
    "made", "make", "many", "me", "more", "most", "much", "my", "new", "no", "not", "now", "of", "off", "on", "one", "only",
    "or", "other", "our", "out", "over", "own", "re", "s", "she", "should", "so", "some", "such", "t", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up",
    "us", "ve", "very", "was", "way", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
    "without", "would", "you", "your",
];

/// Russian words that say nothing about a subject (ё written е).
#[rustfmt::skip]
const RUSSIAN: &[&str] = &[
    "а", "без", "бы", "был", "была", "были", "было", "быть", "в", "вам", "вас", "во", "вот", "все", "всех", "вы", "где", "да",
    "для", "до", "его", "ее", "если", "есть", "еще", "же", "за", "и", "из", "или", "им", "их", "к", "как", "какие", "ко",
    "когда", "кто", "ли", "мне", "мой", "моя", "мы", "на", "над", "нам", "нас", "наш", "не", "него", "нее", "нет", "ни", "них",
    "но", "о", "об", "один", "он", "она", "они", "от", "по", "под", "после", "при", "про", "с", "сам", "свой", "своей", "своих",
    "со", "так", "такой", "там", "то", "того", "тоже", "только", "тот", "ты", "у", "уже", "чего", "чем", "что", "чтобы", "эта",
    "эти", "это", "этой", "этом", "этот", "я", "которые", "который", "которая", "себя", "более", "между", "через",
];

/// Whether a normalised word carries no subject.
pub(super) fn is_stop_word(word: &str) -> bool {
    ENGLISH.binary_search(&word).is_ok() || RUSSIAN.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_list_is_sorted_for_the_search() {
        assert!(ENGLISH.is_sorted());
        assert!(is_stop_word("your") && is_stop_word("это") && !is_stop_word("sport"));
    }

    #[test]
    fn word_borders_are_kept_except_next_to_chinese_characters() {
        let text = "scunthorpe vx加";
        assert!(!bounded(text, &(1..5), true));
        assert!(bounded(text, &(11..13), true));
        assert!(bounded(text, &(0..4), false));
    }
}
