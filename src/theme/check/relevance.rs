//! Check 7: how close an entry is to the theme. It may say pass or review, never fail.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::finding::{Finding, Kind, Level};
use super::language::Language;
use super::prepared::Prepared;
use super::text::Reading;
use crate::theme::learned::Layer;

/// Where a score lies between the thresholds of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// On the theme.
    On,
    /// Not clear; a screener looks.
    Unclear,
    /// The theme is not recognised; a screener looks.
    Off,
}

/// What a score was made from. Scores of different modes are not comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The sentence encoder and keywords.
    Encoder,
    /// Words alone.
    Lexical,
}

/// An entry's closeness to the theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relevance {
    /// R in encoder mode, with the shift; L in lexical mode (0 to 1).
    pub score: f64,
    /// How far a layer that learned from decisions moved R; `None` without one, or when it had nothing to say.
    #[serde(skip)]
    pub shift: Option<f64>,
    /// The score against the profile's thresholds.
    pub band: Band,
    /// Id of the nearest facet, if any is near.
    pub facet: Option<String>,
    /// Keywords found, in the organiser's spelling.
    pub keywords: Vec<String>,
    /// What the score was made from.
    pub mode: Mode,
    /// Nearness to each facet in the profile's order: cosines, or in lexical mode words in common. For the screener's bars.
    #[serde(skip)]
    pub facets: Vec<f64>,
    /// Up to three keywords in the creator's language that the entry does not use. For the creator.
    #[serde(skip)]
    pub suggestions: Vec<String>,
}

pub(super) fn check(
    prepared: &Prepared,
    reading: &Reading<'_>,
    spoken: Language,
    vector: Option<&[f32]>,
    layer: Option<&Layer>,
) -> (Relevance, Vec<Finding>) {
    let rules = &prepared.profile.relevance;
    let overlap = prepared.lexical.overlap(reading);
    let (score, mode, facets, nearest, lo, hi) = match prepared.semantic.as_ref().zip(vector) {
        Some((semantic, vector)) => {
            let near = semantic.nearness(&prepared.profile, vector, &overlap);
            (
                near.score,
                Mode::Encoder,
                near.by_facet,
                near.nearest,
                rules.lo,
                rules.hi,
            )
        }
        None => {
            let facets = overlap.by_facet.iter().map(|count| *count as f64).collect();
            (
                overlap.score(rules.keyword_cap),
                Mode::Lexical,
                facets,
                prepared.lexical.nearest(&overlap),
                rules.lexical_lo,
                rules.lexical_hi,
            )
        }
    };
    // A text without words means nothing, whatever direction its vector has.
    let (score, nearest) = if overlap.tokens > 0.0 {
        (score, nearest)
    } else {
        (0.0, None)
    };
    let shift = match (mode, overlap.tokens > 0.0) {
        (Mode::Encoder, true) => layer
            .zip(vector)
            .and_then(|(layer, vector)| layer.shift(vector)),
        _ => None,
    };
    let score = score + shift.unwrap_or(0.0);
    let band = match score {
        score if score >= hi && !overlap.is_list => Band::On,
        score if score >= lo => Band::Unclear,
        _ => Band::Off,
    };
    let relevance = Relevance {
        score,
        shift,
        band,
        facet: nearest
            .and_then(|number| prepared.profile.facets.get(number))
            .map(|facet| facet.id.clone()),
        keywords: prepared.lexical.shown(&overlap),
        mode,
        facets,
        suggestions: prepared.lexical.suggestions(&overlap, nearest, spoken),
    };
    let (level, code) = match band {
        Band::On => (Level::Ok, "relevance.on"),
        Band::Unclear => (Level::Review, "relevance.unclear"),
        Band::Off => (Level::Review, "relevance.off"),
    };
    let finding = Finding::new(Kind::Relevance, level, code)
        .with(
            "facet",
            relevance.facet.clone().map_or(Value::Null, Value::from),
        )
        .with("keywords", relevance.keywords.clone())
        .with("suggestions", relevance.suggestions.clone())
        .seen_at(overlap.spans);
    let mut findings = vec![finding];
    if let Some(hits) = overlap.stuffed {
        findings.push(
            Finding::new(Kind::Relevance, Level::Warn, "relevance.stuffing")
                .with("hits", hits)
                .with("tokens", 30),
        );
    }
    (relevance, findings)
}
