//! Relevance from a sentence encoder: R = 0.3 D + 0.7 K + weight · L.
//!
//! D: for the theme's name and each facet the mean cosine over its languages; of these the mean of the nearest four. K: in
//! each language of the profile the mean cosine of the eight nearest keywords; of these the mean. L: what the entry's
//! words have in common with the theme, 0 to 1, see [`Overlap::score`]. Languages count alike however many of them a
//! profile has, so a profile in one language gives nearly the same scores as one in three.

use std::sync::Arc;

use super::lexical::{Overlap, READ, TAGS};
use super::profile::{Profile, Warning};
use super::text::Text;

/// Under this cosine no facet is named; nonsense was seen there.
const NAMED: f64 = 0.10;
/// Share of the facets in R, beside that of the keywords. With only one of the two, it counts whole.
const FACETS: f64 = 0.3;
/// From this cosine on two facets say the same.
const CLOSE: f64 = 0.80;

/// A sentence encoder: texts of the same meaning, in any of the three languages, have vectors that point the same way.
pub trait Encoder: Send + Sync {
    /// What the vectors depend on, the SHA-256 of the model file; part of a profile's digest.
    fn id(&self) -> &str;

    /// The vector of a text: always the same number of numbers, of length 1. An empty text has one too.
    fn encode(&self, text: &str) -> Vec<f32>;

    /// The vectors of several texts, in their order: the same as one by one, but quicker.
    fn encode_all(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        texts.iter().map(|text| self.encode(text)).collect()
    }
}

/// Cosine of two vectors of length 1; 0 if they are of different sizes.
pub fn cosine(a: &[f32], b: &[f32]) -> f64 {
    if a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum()
}

/// The text that is encoded: title, synopsis unless it repeats the title, statement and the first eight tags, at most 500
/// characters.
pub fn encoded(text: &Text) -> String {
    let (title, synopsis) = (text.title.trim(), text.synopsis.trim());
    let mut all = if title == synopsis {
        title.to_owned()
    } else {
        format!("{title}. {synopsis}")
    };
    for more in std::iter::once(&text.statement).chain(text.tags.iter().take(TAGS)) {
        if !more.trim().is_empty() {
            all.push(' ');
            all.push_str(more.trim());
        }
    }
    all.chars().take(READ).collect()
}

/// An encoder and the vectors of a theme.
pub(super) struct Semantic {
    pub encoder: Arc<dyn Encoder>,
    /// Facet number and vectors of the sentences of each facet, at last the theme's names, which have no number.
    sentences: Vec<(Option<usize>, Vec<Vec<f32>>)>,
    /// Vectors of the keywords of each language.
    keywords: Vec<Vec<Vec<f32>>>,
}

/// How near an entry is to a theme.
pub(super) struct Nearness {
    pub score: f64,
    /// The highest cosine to each facet, in the profile's order; 0 for a facet without text.
    pub by_facet: Vec<f64>,
    pub nearest: Option<usize>,
}

impl Semantic {
    pub fn new(encoder: Arc<dyn Encoder>, profile: &Profile) -> Self {
        let facets = profile.facets.iter().enumerate();
        let sentences = facets
            .map(|(number, facet)| (Some(number), &facet.text))
            .chain([(None, &profile.theme.name)])
            .map(|(number, text)| {
                let texts: Vec<&str> = text.all().map(|(_, text)| text).collect();
                (number, encoder.encode_all(&texts))
            })
            .filter(|(_, vectors)| !vectors.is_empty())
            .collect();
        let words = &profile.keywords;
        let keywords = [&words.zh, &words.ru, &words.en]
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(|words| encoder.encode_all(&words.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        Semantic {
            encoder,
            sentences,
            keywords,
        }
    }

    /// `vector` is that of the entry's words, see [`encoded`].
    pub fn nearness(&self, profile: &Profile, vector: &[f32], overlap: &Overlap) -> Nearness {
        let rules = &profile.relevance;
        let near = |vectors: &[Vec<f32>]| -> Vec<f64> {
            vectors.iter().map(|other| cosine(vector, other)).collect()
        };
        let mut by_facet = vec![0.0_f64; profile.facets.len()];
        let mut sentences = Vec::with_capacity(self.sentences.len());
        for (number, vectors) in &self.sentences {
            let near = near(vectors);
            if let Some(best) = number.and_then(|number| by_facet.get_mut(number)) {
                *best = near.iter().copied().fold(0.0, f64::max);
            }
            sentences.extend(top_mean(near, usize::MAX));
        }
        let keywords: Vec<f64> = self
            .keywords
            .iter()
            .filter_map(|words| top_mean(near(words), rules.top_keywords))
            .collect();
        let mean = match (
            top_mean(sentences, rules.top_sentences),
            top_mean(keywords, usize::MAX),
        ) {
            (Some(facets), Some(keywords)) => FACETS * facets + (1.0 - FACETS) * keywords,
            (facets, keywords) => facets.or(keywords).unwrap_or(0.0),
        };
        let nearest = by_facet
            .iter()
            .enumerate()
            .filter(|(_, near)| **near >= NAMED)
            .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))
            .map(|(number, _)| number);
        Nearness {
            score: mean + rules.keyword_weight * overlap.score(rules.keyword_cap),
            by_facet,
            nearest,
        }
    }

    /// Pairs of facets that are nearer than cosine 0.8 to each other.
    pub fn close_facets(&self, profile: &Profile) -> Vec<Warning> {
        let of = |number: usize| {
            self.sentences
                .iter()
                .filter(move |(facet, _)| *facet == Some(number))
                .flat_map(|(_, vectors)| vectors)
        };
        let mut warnings = Vec::new();
        for a in 0..profile.facets.len() {
            for b in a + 1..profile.facets.len() {
                if of(a).any(|x| of(b).any(|y| cosine(x, y) >= CLOSE)) {
                    let subjects = vec![profile.facets[a].id.clone(), profile.facets[b].id.clone()];
                    warnings.push(Warning {
                        code: "profile.facets_close",
                        subjects,
                    });
                }
            }
        }
        warnings
    }
}

/// Mean of the highest `top` values; `None` without values.
fn top_mean(mut values: Vec<f64>, top: usize) -> Option<f64> {
    values.sort_by(|a, b| b.total_cmp(a));
    values.truncate(top);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
