//! Relevance from words alone: keywords in any inflection, related forms, and the words of the facets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use aho_corasick::BuildError;

use super::finding::{Field, Span};
use super::language::Language;
use super::lexicon::Lexicon;
use super::profile::Profile;
use super::script::{Script, script};
use super::text::{Reading, Source};
use super::words::{Stems, Word, is_stop_word};

/// Characters of an entry that relevance reads, all fields together.
pub(super) const READ: usize = 500;
/// Tags that relevance reads.
pub(super) const TAGS: usize = 8;
/// Weight of a keyword that stands in the title, beside its weight of 1.
const IN_TITLE: f64 = 0.5;
/// Weight of a word or pair of characters of the best facet.
const FACET: f64 = 0.3;
/// Weight of a related form: a word that begins like a keyword, or a character of one.
const RELATED: f64 = 0.3;
/// Letters that two stems must share from the beginning to be related.
const PREFIX: usize = 4;
/// How much a token of length weakens the sum.
const LENGTH: f64 = 0.02;
/// The sum that scores one half.
const HALF: f64 = 2.0;
/// Keyword hits within [`WINDOW`] tokens that a sentence about something still has.
const DENSE: usize = 8;
/// Tokens within which keyword hits are counted as stuffing.
const WINDOW: f64 = 30.0;

/// The words of one sentence or text, as far as they carry a subject.
#[derive(Debug, Default)]
struct Bag {
    stems: HashSet<String>,
    pairs: HashSet<(char, char)>,
}

impl Bag {
    fn add(&mut self, text: &str, word: &Word) {
        let piece = &text[word.range.clone()];
        if word.han {
            self.pairs.extend(piece.chars().zip(piece.chars().skip(1)));
        } else if !is_stop_word(piece) {
            self.stems.insert(word.stem.clone());
        }
    }

    fn shared(&self, other: &Bag) -> usize {
        self.stems.intersection(&other.stems).count()
            + self.pairs.intersection(&other.pairs).count()
    }
}

struct Keyword {
    shown: String,
    normal: String,
    language: Language,
    bag: Bag,
}

/// A profile's keywords and facets, stemmed.
pub(super) struct Lexical {
    keywords: Vec<Keyword>,
    lexicon: Lexicon,
    /// Stems of one-word keywords by their first letters.
    prefixes: HashMap<String, Vec<String>>,
    chars: HashSet<char>,
    facets: Vec<(String, Bag)>,
    name: Bag,
}

/// What the words of an entry have in common with a theme.
#[derive(Debug, Default)]
pub(super) struct Overlap {
    /// Numbers of the keywords found.
    pub found: BTreeSet<usize>,
    /// Numbers of those in the title.
    pub in_title: BTreeSet<usize>,
    /// Length of the text, tokens.
    pub tokens: f64,
    /// Words that only look related to a keyword.
    pub related: usize,
    /// Words in common with the best facet or the theme's name.
    pub facet_words: usize,
    /// Words in common with each facet, in the profile's order.
    pub by_facet: Vec<usize>,
    /// Where the keywords stand.
    pub spans: Vec<Span>,
    /// Most keyword hits within one window, if they are too many.
    pub stuffed: Option<usize>,
    /// More than half the words of that window are keywords: a list, not a text.
    pub is_list: bool,
}

impl Overlap {
    /// L, the score of lexical mode, 0 to 1: s / (s + 2) with s = min(keywords + 0.5 in the title + 0.3 (related forms +
    /// words of the best facet), cap) / (1 + 0.02 tokens). Whatever is repeated or stuffed in counts no more than `cap`.
    pub fn score(&self, cap: f64) -> f64 {
        let evidence = self.found.len() as f64
            + IN_TITLE * self.in_title.len() as f64
            + RELATED * self.related as f64
            + FACET * self.facet_words as f64;
        let sum = evidence.min(cap) / (1.0 + LENGTH * self.tokens);
        sum / (sum + HALF)
    }
}

fn prefix(stem: &str) -> Option<&str> {
    stem.char_indices()
        .nth(PREFIX - 1)
        .and_then(|(at, c)| stem.get(..at + c.len_utf8()))
}

impl Lexical {
    pub fn new(stems: &Stems, profile: &Profile) -> Result<Self, BuildError> {
        let bag = |sentence: &str| {
            let normal = super::normalise::Normal::of(sentence);
            let words = stems.words(normal.text());
            let mut bag = Bag::default();
            words.iter().for_each(|word| bag.add(normal.text(), word));
            (bag, words, normal)
        };
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
        let mut spellings = Vec::new();
        let mut prefixes: HashMap<String, Vec<String>> = HashMap::new();
        let mut chars = HashSet::new();
        for (language, shown) in profile.keywords.all() {
            let (bag, words, normal) = bag(shown);
            let key: Vec<String> = words.iter().map(|word| word.stem.clone()).collect();
            if key.is_empty() || known.contains_key(&key) {
                continue;
            }
            if let [word] = words.as_slice()
                && !word.han
                && let Some(first) = prefix(&word.stem)
            {
                prefixes
                    .entry(first.to_owned())
                    .or_default()
                    .push(word.stem.clone());
            }
            chars.extend(normal.text().chars().filter(|c| script(*c) == Script::Han));
            known.insert(key, keywords.len());
            spellings.push((keywords.len(), shown));
            keywords.push(Keyword {
                shown: shown.trim().to_owned(),
                normal: normal.text().to_owned(),
                language,
                bag,
            });
        }
        let merged = |sentences: &super::phrases::Sentences| {
            let mut all = Bag::default();
            for (_, sentence) in sentences.all() {
                let (one, ..) = bag(sentence);
                all.stems.extend(one.stems);
                all.pairs.extend(one.pairs);
            }
            all
        };
        Ok(Lexical {
            lexicon: Lexicon::new(stems, spellings)?,
            keywords,
            prefixes,
            chars,
            facets: profile
                .facets
                .iter()
                .map(|facet| (facet.id.clone(), merged(&facet.text)))
                .collect(),
            name: merged(&profile.theme.name),
        })
    }

    /// Compares the first [`READ`] characters of an entry with the theme.
    pub fn overlap(&self, reading: &Reading<'_>) -> Overlap {
        let mut overlap = Overlap::default();
        let mut bag = Bag::default();
        let mut seen_chars = HashSet::new();
        let mut hits: Vec<f64> = Vec::new();
        let mut left = READ;
        for source in relevant(reading) {
            let words = within(source, &mut left);
            let text = source.normal.text();
            let end = words.last().map_or(0, |word| word.range.end);
            let text = &text[..end];
            let found = self.lexicon.find(text, words);
            for (number, range) in &found {
                overlap.found.insert(*number);
                if source.field == Field::Title {
                    overlap.in_title.insert(*number);
                }
                overlap.spans.extend(source.span(range.clone()));
            }
            if !matches!(source.field, Field::Tag(_)) {
                let starts: BTreeMap<usize, ()> =
                    found.iter().map(|(_, range)| (range.start, ())).collect();
                hits.extend(
                    starts
                        .keys()
                        .map(|start| overlap.tokens + tokens_before(text, words, *start)),
                );
            }
            overlap.tokens += words.iter().map(|word| word.tokens).sum::<f64>();
            words.iter().for_each(|word| bag.add(text, word));
            seen_chars.extend(text.chars().filter(|c| self.chars.contains(c)));
        }
        let used: HashSet<char> = overlap
            .found
            .iter()
            .filter_map(|n| self.keywords.get(*n))
            .flat_map(|keyword| keyword.normal.chars())
            .collect();
        overlap.related = self.related(&bag) + seen_chars.difference(&used).count();
        overlap.by_facet = self
            .facets
            .iter()
            .map(|(_, facet)| facet.shared(&bag))
            .collect();
        overlap.facet_words = overlap
            .by_facet
            .iter()
            .copied()
            .chain([self.name.shared(&bag)])
            .max()
            .unwrap_or(0);
        overlap.stuffed = densest(&hits).filter(|most| *most > DENSE);
        overlap.is_list = overlap
            .stuffed
            .is_some_and(|most| most as f64 * 2.0 > overlap.tokens.min(WINDOW));
        overlap
    }

    /// Words that begin like a keyword without being a form of it: `лесной` beside `лес…`, `dancer` beside `dance`.
    fn related(&self, bag: &Bag) -> usize {
        let begins_alike = |stem: &str, keyword: &str| {
            stem != keyword && (stem.starts_with(keyword) || keyword.starts_with(stem))
        };
        bag.stems
            .iter()
            .filter(|stem| {
                let near = prefix(stem).and_then(|first| self.prefixes.get(first));
                near.is_some_and(|near| {
                    near.iter().all(|k| k != *stem) && near.iter().any(|k| begins_alike(stem, k))
                })
            })
            .count()
    }

    /// The facet with most words in common; the first of equals; `None` without any.
    pub fn nearest(&self, overlap: &Overlap) -> Option<usize> {
        let most = overlap
            .by_facet
            .iter()
            .copied()
            .max()
            .filter(|most| *most > 0)?;
        overlap.by_facet.iter().position(|count| *count == most)
    }

    /// The organiser's spelling of the keywords found.
    pub fn shown(&self, overlap: &Overlap) -> Vec<String> {
        overlap
            .found
            .iter()
            .filter_map(|number| self.keywords.get(*number))
            .map(|keyword| keyword.shown.clone())
            .collect()
    }

    /// Up to three keywords in the creator's language that the entry does not use, those of the nearest facet first.
    pub fn suggestions(
        &self,
        overlap: &Overlap,
        facet: Option<usize>,
        language: Language,
    ) -> Vec<String> {
        let facet = facet
            .and_then(|number| self.facets.get(number))
            .map(|(_, bag)| bag);
        let mut unused: Vec<(bool, &Keyword)> = self
            .keywords
            .iter()
            .enumerate()
            .filter(|(number, keyword)| {
                keyword.language == language && !overlap.found.contains(number)
            })
            .map(|(_, keyword)| {
                (
                    facet.is_none_or(|facet| keyword.bag.shared(facet) == 0),
                    keyword,
                )
            })
            .collect();
        unused.sort_by_key(|(elsewhere, _)| *elsewhere);
        unused
            .into_iter()
            .take(3)
            .map(|(_, keyword)| keyword.shown.clone())
            .collect()
    }
}

/// The fields that relevance reads: a synopsis that repeats the title is not read twice, tags beyond the eighth not at all.
pub(super) fn relevant<'r, 'a>(reading: &'r Reading<'a>) -> impl Iterator<Item = &'r Source<'a>> {
    let title = reading.field(Field::Title).map(|title| title.normal.text());
    reading
        .sources
        .iter()
        .filter(move |source| match source.field {
            Field::Title | Field::Statement => true,
            Field::Synopsis => Some(source.normal.text()) != title,
            Field::Tag(number) => number < TAGS,
        })
}

/// The words of a field that end within the characters left.
fn within<'s>(source: &'s Source<'_>, left: &mut usize) -> &'s [Word] {
    let text = source.normal.text();
    let end = text
        .char_indices()
        .nth(*left)
        .map_or(text.len(), |(end, _)| end);
    *left = left.saturating_sub(text[..end].chars().count() + 1);
    let inside = source.words.partition_point(|word| word.range.end <= end);
    &source.words[..inside]
}

fn tokens_before(text: &str, words: &[Word], start: usize) -> f64 {
    let whole: f64 = words
        .iter()
        .take_while(|word| word.range.end <= start)
        .map(|word| word.tokens)
        .sum();
    let begun = words
        .iter()
        .find(|word| word.han && word.range.start < start && start < word.range.end);
    whole
        + begun.map_or(0.0, |word| {
            text[word.range.start..start].chars().count() as f64 / 2.0
        })
}

/// Most hits within one window of tokens.
fn densest(hits: &[f64]) -> Option<usize> {
    hits.iter()
        .enumerate()
        .map(|(first, from)| {
            hits[first..]
                .iter()
                .take_while(|at| **at < from + WINDOW)
                .count()
        })
        .max()
}
