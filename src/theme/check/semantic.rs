//! Relevance from a sentence encoder: R = (D + K)/2 + weight · min(H, cap).

use std::sync::Arc;

use super::lexical::{Overlap, READ, TAGS};
use super::profile::{Profile, Warning};
use super::text::Text;

/// Under this cosine no facet is named; nonsense was seen there.
const NAMED: f64 = 0.10;
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
pub(super) fn cosine(a: &[f32], b: &[f32]) -> f64 {
    if a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum()
}

/// The text that is encoded: title, synopsis, statement and the first eight tags, at most 500 characters.
pub(super) fn encoded(text: &Text) -> String {
    let mut all = format!("{}. {}", text.title.trim(), text.synopsis.trim());
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
    /// Facet number and vector of each facet sentence; the theme's names have no facet.
    sentences: Vec<(Option<usize>, Vec<f32>)>,
    keywords: Vec<Vec<f32>>,
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
        let facets = profile
            .facets
            .iter()
            .enumerate()
            .flat_map(|(number, facet)| {
                facet.text.all().map(move |(_, text)| (Some(number), text))
            });
        let names = profile.theme.name.all().map(|(_, text)| (None, text));
        let sentences = facets
            .chain(names)
            .map(|(number, text)| (number, encoder.encode(text)))
            .collect();
        let keywords = profile
            .keywords
            .all()
            .map(|(_, word)| encoder.encode(word))
            .collect();
        Semantic {
            encoder,
            sentences,
            keywords,
        }
    }

    pub fn nearness(&self, profile: &Profile, text: &Text, overlap: &Overlap) -> Nearness {
        let rules = &profile.relevance;
        let vector = self.encoder.encode(&encoded(text));
        let mut by_facet = vec![0.0_f64; profile.facets.len()];
        let mut sentences = Vec::with_capacity(self.sentences.len());
        for (number, sentence) in &self.sentences {
            let near = cosine(&vector, sentence);
            if let Some(facet) = number.and_then(|number| by_facet.get_mut(number)) {
                *facet = facet.max(near);
            }
            sentences.push(near);
        }
        let keywords: Vec<f64> = self
            .keywords
            .iter()
            .map(|keyword| cosine(&vector, keyword))
            .collect();
        let parts: Vec<f64> = [
            top_mean(sentences, rules.top_sentences),
            top_mean(keywords, rules.top_keywords),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mean = if parts.is_empty() {
            0.0
        } else {
            parts.iter().sum::<f64>() / parts.len() as f64
        };
        let nearest = by_facet
            .iter()
            .enumerate()
            .filter(|(_, near)| **near >= NAMED)
            .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))
            .map(|(number, _)| number);
        let score = mean + rules.keyword_weight * overlap.keyword_score().min(rules.keyword_cap);
        Nearness {
            score,
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
                .map(|(_, vector)| vector)
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
