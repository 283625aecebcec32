//! A list of words and phrases, found in a text in any inflection: Chinese as a substring, the rest by stems.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError};

use super::normalise::Normal;
use super::script::{Script, script};
use super::words::{Stems, Word, bounded};

/// Words and phrases with a number each; the same number may be given to several spellings.
pub(super) struct Lexicon {
    han: AhoCorasick,
    han_numbers: Vec<usize>,
    /// By first stem: the whole phrase and its number.
    stems: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Lexicon {
    /// Builds the automaton and stems every phrase once.
    ///
    /// # Errors
    /// More text than the automaton can hold.
    pub fn new<'a>(
        stems: &Stems,
        phrases: impl IntoIterator<Item = (usize, &'a str)>,
    ) -> Result<Self, BuildError> {
        let mut han: Vec<String> = Vec::new();
        let mut han_numbers = Vec::new();
        let mut by_stem: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (number, phrase) in phrases {
            let normal = Normal::of(phrase);
            if normal.text().chars().any(|c| script(c) == Script::Han) {
                han.push(normal.text().to_owned());
                han_numbers.push(number);
                continue;
            }
            let phrase: Vec<String> = stems
                .words(normal.text())
                .into_iter()
                .map(|word| word.stem)
                .collect();
            if let Some(first) = phrase.first() {
                by_stem
                    .entry(first.clone())
                    .or_default()
                    .push((phrase, number));
            }
        }
        Ok(Lexicon {
            han: AhoCorasick::new(&han)?,
            han_numbers,
            stems: by_stem,
        })
    }

    /// Every occurrence, overlapping ones too: number and bytes of the normalised text.
    pub fn find(&self, text: &str, words: &[Word]) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for hit in self.han.find_overlapping_iter(text) {
            let range = hit.range();
            if bounded(text, &range, true)
                && let Some(&number) = self.han_numbers.get(hit.pattern().as_usize())
            {
                found.push((number, range));
            }
        }
        for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.han) {
            for (phrase, number) in self.stems.get(&word.stem).into_iter().flatten() {
                let Some(matched) = words.get(at..at + phrase.len()) else {
                    continue;
                };
                if matched
                    .iter()
                    .zip(phrase)
                    .all(|(word, stem)| word.stem == *stem)
                    && let Some(last) = matched.last()
                {
                    found.push((*number, word.range.start..last.range.end));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_inflection_and_phrases_in_order() {
        let stems = Stems::default();
        let lexicon = Lexicon::new(
            &stems,
            [
                (0, "тренировка"),
                (1, "солнечная система"),
                (2, "运动"),
                (3, "AI绘画"),
                (4, "мастер-класс"),
            ],
        )
        .unwrap();
        let find = |raw: &str| {
            let text = Normal::of(raw).text().to_owned();
            let mut numbers: Vec<usize> = lexicon
                .find(&text, &stems.words(&text))
                .into_iter()
                .map(|(number, _)| number)
                .collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(find("После ТРЕНИРОВКИ о Солнечной системе"), [0, 1]);
        assert_eq!(find("система солнечная"), [] as [usize; 0]);
        assert_eq!(find("熱愛運動 ai繪畫"), [2, 3]);
        assert_eq!(find("на мастер-классах"), [4]);
        assert_eq!(find(""), [] as [usize; 0]);
    }
}
