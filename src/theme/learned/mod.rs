//! What can be learned from screeners' decisions: a layer over the plain relevance R that knows which entries they
//! accepted and which they declined for the theme. Pure functions: no database, no network, no clock.
//!
//! The layer is a logistic regression on the numbers of an entry's words (see [`super::encoder`]), with R itself as its
//! starting point:
//!
//! ```text
//! log-odds of an acceptance = S · R + b + w · e
//! R with the layer = R + bounded(m + (b + w · e) / S)      m: the middle of the profile's two thresholds
//! ```
//!
//! so that an entry which screeners would as soon accept as decline comes to lie between the thresholds. Both kinds of
//! decision weigh the same however many there are. The shift is bounded by [`REACH`]: the layer moves an entry to the next
//! band, it does not overrule what the theme's words say. How strongly the weights are held back is chosen by
//! cross-validation; how good the result is is told by scores of entries that the regression did not see.

mod figures;
mod logistic;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use logistic::{Fitted, fit};

pub use figures::{Advice, Figures};

/// Decisions without which nothing is learned.
pub const LEAST: usize = 30;
/// Decisions of each kind without which nothing is learned.
pub const LEAST_OF_EACH: usize = 10;
/// Decisions that are used at most, the newest.
pub const MOST: usize = 2_000;
/// The farthest that the layer moves a score: a little more than lies between the thresholds of most profiles.
pub const REACH: f64 = 0.10;
/// What R weighs in the log-odds: how steeply decisions follow it, measured on labelled texts of five themes.
const SLOPE: f64 = 15.0;
/// Strengths of the penalty that are tried, the strongest first.
const STRENGTHS: [f64; 5] = [0.1, 0.03, 0.01, 0.003, 0.001];
/// Parts into which the decisions are cut for cross-validation.
const FOLDS: usize = 5;

/// One decision, as it teaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Tells lessons apart and puts them in order: the result does not depend on the order in which they are given.
    pub key: u128,
    /// Of the entry's words, of length 1.
    pub vector: Vec<f32>,
    /// R without any layer.
    pub plain: f64,
    /// Accepted, or declined for the theme.
    pub accepted: bool,
}

/// How many decisions there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub accepted: usize,
    pub declined: usize,
}

impl Counts {
    fn of<'a>(lessons: impl IntoIterator<Item = &'a Lesson>) -> Self {
        let mut counts = Self::default();
        for lesson in lessons {
            counts.add(lesson.accepted);
        }
        counts
    }

    /// Counts one decision.
    pub fn add(&mut self, accepted: bool) {
        match accepted {
            true => self.accepted += 1,
            false => self.declined += 1,
        }
    }

    /// All of them.
    pub fn decisions(self) -> usize {
        self.accepted + self.declined
    }

    /// What is wanting before anything is learned: accepted, declined, and decisions of either kind besides. None when
    /// there are enough.
    pub fn missing(self) -> Option<Missing> {
        let missing = Missing {
            accepted: LEAST_OF_EACH.saturating_sub(self.accepted),
            declined: LEAST_OF_EACH.saturating_sub(self.declined),
            decisions: LEAST.saturating_sub(self.decisions()),
        };
        (missing != Missing::default()).then_some(missing)
    }
}

/// Decisions that are wanting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    pub accepted: usize,
    pub declined: usize,
    /// Of whatever kind, those above among them.
    pub decisions: usize,
}

/// Why nothing was learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untaught {
    /// Too few decisions.
    #[error("too few decisions: {0:?}")]
    TooFew(Missing),
    /// A vector of another size than the others, or a number that is none.
    #[error("a decision has no usable numbers")]
    Unusable,
}

/// What was learned. Never changed once it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// `m + b / S` of the module's formula.
    pub bias: f32,
    /// `w / S`.
    pub weights: Vec<f32>,
}

impl Layer {
    fn new(fitted: &Fitted, middle: f64) -> Self {
        let scaled = |number: f64| (number / SLOPE) as f32;
        Self {
            bias: (middle + fitted.bias / SLOPE) as f32,
            weights: fitted.weights.iter().copied().map(scaled).collect(),
        }
    }

    /// How far R is moved for an entry with this vector, at most [`REACH`] up or down; None for a vector of another
    /// size, made by another encoder.
    pub fn shift(&self, vector: &[f32]) -> Option<f64> {
        if vector.len() != self.weights.len() {
            return None;
        }
        let pairs = self.weights.iter().zip(vector);
        let drawn: f64 = pairs.map(|(w, x)| f64::from(*w) * f64::from(*x)).sum();
        Some(bounded(f64::from(self.bias) + drawn))
    }
}

/// Small shifts stay as they are, large ones come near to [`REACH`] and keep their order.
fn bounded(shift: f64) -> f64 {
    REACH * (shift / REACH).tanh()
}

/// A layer with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    pub layer: Layer,
    pub figures: Figures,
}

/// Learns from the decisions; `middle` is the middle of the profile's thresholds. The same decisions give the same layer
/// in whatever order they come. Two thousand take 0.8 s of one processor: not for a thread that answers
/// requests.
///
/// # Errors
/// Too few decisions, of one kind or together; vectors that cannot be compared.
pub fn learn(lessons: &[Lesson], middle: f64) -> Result<Learned, Untaught> {
    let counts = Counts::of(lessons);
    if let Some(missing) = counts.missing() {
        return Err(Untaught::TooFew(missing));
    }
    let size = lessons.first().map_or(0, |lesson| lesson.vector.len());
    let usable = |lesson: &Lesson| {
        let numbers = lesson.vector.iter().all(|number| number.is_finite());
        lesson.vector.len() == size && numbers && lesson.plain.is_finite()
    };
    if !middle.is_finite() || !lessons.iter().all(usable) {
        return Err(Untaught::Unusable);
    }
    let mut all: Vec<&Lesson> = lessons.iter().collect();
    all.sort_by_key(|lesson| lesson.key);
    let strength = strength(&all);
    let fitted = fit(&all, SLOPE, strength, None);
    let mut scores = vec![0.0; all.len()];
    for_each_fold(&all, |train, held| {
        let inner = self::strength(train);
        let layer = Layer::new(&fit(train, SLOPE, inner, None), middle);
        for at in held {
            if let (Some(score), Some(lesson)) = (scores.get_mut(*at), all.get(*at)) {
                *score = lesson.plain + layer.shift(&lesson.vector).unwrap_or(0.0);
            }
        }
    });
    let told = all
        .iter()
        .zip(&scores)
        .map(|(lesson, score)| (lesson.accepted, lesson.plain, *score));
    Ok(Learned {
        layer: Layer::new(&fitted, middle),
        figures: Figures::of(counts, strength, told),
    })
}

/// The strength of the penalty under which lessons that were held back are told best.
fn strength(lessons: &[&Lesson]) -> f64 {
    let mut losses = [0.0; STRENGTHS.len()];
    for_each_fold(lessons, |train, held| {
        let mut before: Option<Fitted> = None;
        for (loss, strength) in losses.iter_mut().zip(STRENGTHS) {
            let fitted = fit(train, SLOPE, strength, before.as_ref());
            *loss += held
                .iter()
                .filter_map(|at| lessons.get(*at))
                .map(|lesson| unlikely(&fitted, lesson, lessons))
                .sum::<f64>();
            before = Some(fitted);
        }
    });
    // Of equals the strongest, which learns least.
    let least = losses.iter().zip(STRENGTHS);
    let best = least.reduce(|best, next| if next.0 < best.0 { next } else { best });
    best.map_or(STRENGTHS[0], |(_, strength)| strength)
}

/// How unlikely a decision seems, weighed so that both kinds count alike.
fn unlikely(fitted: &Fitted, lesson: &Lesson, among: &[&Lesson]) -> f64 {
    let same = among.iter().filter(|o| o.accepted == lesson.accepted);
    let odds = SLOPE * lesson.plain + fitted.value(&lesson.vector);
    let margin = if lesson.accepted { odds } else { -odds };
    ((-margin.abs()).exp().ln_1p() + (-margin).max(0.0)) / same.count().max(1) as f64
}

/// Calls `work` with the lessons outside of each fold and the places of those in it. Each fold has its share of both
/// kinds; the lessons are in the order of their keys.
fn for_each_fold(lessons: &[&Lesson], mut work: impl FnMut(&[&Lesson], &[usize])) {
    let mut seen = Counts::default();
    let fold: Vec<usize> = lessons
        .iter()
        .map(|lesson| {
            let turn = match lesson.accepted {
                true => seen.accepted,
                // From the other end, so that all folds are of about one size.
                false => FOLDS - 1 + (FOLDS - 1) * seen.declined,
            };
            seen.add(lesson.accepted);
            turn % FOLDS
        })
        .collect();
    for each in 0..FOLDS {
        let (mut train, mut held) = (Vec::new(), Vec::new());
        for (at, (lesson, fold)) in lessons.iter().zip(&fold).enumerate() {
            match *fold == each {
                true => held.push(at),
                false => train.push(*lesson),
            }
        }
        work(&train, &held);
    }
}
