//! What one method makes of the ballots: scores, how sure they are, and what chances can be drawn from.

use super::aggregates::Aggregates;
use super::chances::Draws;
use super::connectivity::{Components, components};
use super::crossed::{Crossed, NotEstimable};
use super::sheet::Sheet;
use super::weighted::Weighted;

/// What the order is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The crossed random-effects model.
    #[default]
    Crossed,
    /// The mean of the scores.
    Mean,
    /// The mean without the highest and the lowest.
    Trimmed,
    /// The middle score.
    Median,
    /// The mean z-score by judge.
    Z,
    /// The judge-weighted model.
    Weighted,
}

impl Method {
    /// Its name in commands and outputs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Crossed => "crossed",
            Self::Mean => "mean",
            Self::Trimmed => "trimmed",
            Self::Median => "median",
            Self::Z => "z",
            Self::Weighted => "weighted",
        }
    }
}

/// Everything that was fitted for one method.
pub struct Analysis {
    /// By which the entries are ordered.
    pub method: Method,
    /// Means, trimmed means, medians and z-scores: there whatever the method.
    pub aggregates: Aggregates,
    /// Which entries judges link.
    pub components: Components,
    /// The crossed model, or why there is none.
    pub crossed: Result<Crossed, NotEstimable>,
    /// The judge-weighted model, where it is the method.
    pub weighted: Option<Result<Weighted, NotEstimable>>,
    /// Whether the crossed model has a term for home advantage: asked for, and ballots both at home and away are there.
    pub home: bool,
}

/// What chances can be drawn from.
pub enum Source<'a> {
    /// Nothing: the method says nothing of how sure it is, or no noise is left to tell it by.
    Nothing,
    /// The ballots show no difference between entries: every order is as likely.
    Equal,
    /// Joint draws of all scores.
    Draws(&'a dyn Draws),
}

impl Analysis {
    /// Fits what the method needs; none without ballots. The crossed model is fitted whatever the method.
    pub fn of(sheet: &Sheet, method: Method, home: bool, seed: u64) -> Option<Self> {
        let at_home = sheet.home();
        let varied = at_home.contains(&0.0) && at_home.contains(&1.0);
        let with_home = home && varied;
        let columns: &[&[f64]] = if with_home { &[&at_home] } else { &[] };
        let ballots = &sheet.ballots;
        Some(Self {
            method,
            aggregates: Aggregates::of(ballots)?,
            components: components(ballots),
            crossed: Crossed::fit(ballots, columns),
            weighted: (method == Method::Weighted).then(|| {
                let at_home = (sheet.has_countries && varied).then_some(at_home.as_slice());
                Weighted::fit(ballots, at_home, seed)
            }),
            home: with_home,
        })
    }

    /// Whether the method's model cannot be fitted, so that the plain mean takes its place.
    pub fn fell_back(&self) -> bool {
        match self.method {
            Method::Crossed => self.crossed.is_err(),
            Method::Weighted => matches!(self.weighted, Some(Err(_))),
            Method::Mean | Method::Trimmed | Method::Median | Method::Z => false,
        }
    }

    /// By entry: its score, none where the method has none, and the standard deviation of its error where it is known.
    pub fn scores(&self) -> Vec<(Option<f64>, Option<f64>)> {
        let plain = |score: Option<f64>| (score, None);
        let figures = &self.aggregates;
        let means = || figures.mean.iter().map(|score| plain(Some(*score)));
        match self.method {
            Method::Mean => means().collect(),
            Method::Trimmed => figures.trimmed.iter().copied().map(plain).collect(),
            Method::Median => figures
                .median
                .iter()
                .copied()
                .map(Some)
                .map(plain)
                .collect(),
            Method::Z => match figures.z_scores() {
                Some(scores) => scores.into_iter().map(Some).map(plain).collect(),
                None => vec![(None, None); figures.z.len()],
            },
            Method::Crossed => match &self.crossed {
                Err(_) => means().collect(),
                Ok(model) => {
                    let effects = model.entries.iter();
                    effects
                        .map(|effect| (Some(effect.score), model.error(effect)))
                        .collect()
                }
            },
            Method::Weighted => match &self.weighted {
                Some(Ok(model)) => {
                    let entries = model.entries.iter();
                    entries
                        .map(|(score, sd)| (Some(*score), Some(*sd)))
                        .collect()
                }
                _ => means().collect(),
            },
        }
    }

    /// What chances and intervals of ranks can be drawn from.
    pub fn source(&self) -> Source<'_> {
        match (self.method, &self.crossed, &self.weighted) {
            (Method::Crossed, Ok(model), _) => match &model.posterior {
                None => Source::Nothing,
                Some(_) if model.var_entry == 0.0 => Source::Equal,
                Some(posterior) => Source::Draws(posterior),
            },
            (Method::Weighted, _, Some(Ok(model))) => Source::Draws(model),
            _ => Source::Nothing,
        }
    }
}
