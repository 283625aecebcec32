//! What a method made of a record: a model of points, or of comparisons.

use super::abilities::Abilities;
use crate::results::stats::{Analysis, Source};

/// Half the width of a 95 % interval, in standard deviations.
const Z95: f64 = 1.959_963_984_540_054;

/// What a method made of a field.
pub(super) enum Fitted {
    Points(Box<Analysis>),
    Pairs(Abilities),
}

/// A score and the ends of its 95 % interval, in points; none where the method gives none.
type Scored = (Option<f64>, Option<(f64, f64)>);

impl Fitted {
    /// By entry of the field.
    pub fn scores(&self) -> Vec<Scored> {
        match self {
            Self::Points(analysis) => analysis
                .scores()
                .into_iter()
                .map(|(score, sd)| {
                    let end = |side: f64| Some(score? + side * Z95 * sd?);
                    (score, end(-1.0).zip(end(1.0)))
                })
                .collect(),
            Self::Pairs(abilities) => {
                let scores = abilities.scores(Z95).into_iter();
                scores.map(|(score, ends)| (Some(score), ends)).collect()
            }
        }
    }

    pub fn source(&self) -> Source<'_> {
        match self {
            Self::Points(analysis) => analysis.source(),
            Self::Pairs(abilities) => Source::Draws(abilities),
        }
    }
}
