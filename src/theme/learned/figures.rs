//! How good a layer is on entries that it did not see, beside the plain score on the same entries.

use serde::{Deserialize, Serialize};

use super::Counts;
use crate::theme::check::auc;

/// What 95 of 100 intervals need, in standard errors.
const Z: f64 = 1.959_964;

/// The figures of a layer. An area is the chance that of two decided entries the accepted one scores above the declined
/// one: 1 is perfect, 0.5 is chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub counts: Counts,
    /// The penalty that was chosen.
    pub strength: f64,
    /// The area of R alone.
    pub plain: f64,
    /// The area of R with the layer, each entry scored by a layer that was taught without it.
    pub learned: f64,
    /// The standard error of the difference of both (DeLong, DeLong & Clarke-Pearson 1988), of the decisions as a
    /// sample: what another sample would have taught is not in it.
    pub error: f64,
}

/// What the figures advise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The layer tells accepted from declined entries better, more surely than by chance.
    Better,
    /// There is no clear difference.
    Same,
    /// It tells them worse.
    Worse,
}

impl Figures {
    /// `told`: of each decision whether it is an acceptance, R, and R with a layer that did not see it.
    pub(super) fn of(
        counts: Counts,
        strength: f64,
        told: impl IntoIterator<Item = (bool, f64, f64)>,
    ) -> Self {
        let (accepted, declined): (Vec<_>, Vec<_>) = told.into_iter().partition(|each| each.0);
        let area = |score: fn(&(bool, f64, f64)) -> f64| {
            let of = |list: &[(bool, f64, f64)]| list.iter().map(score).collect::<Vec<f64>>();
            auc(&of(&accepted), &of(&declined)).unwrap_or(0.5)
        };
        Self {
            counts,
            strength,
            plain: area(|each| each.1),
            learned: area(|each| each.2),
            error: (spread(&accepted, &declined) + spread(&declined, &accepted)).sqrt(),
        }
    }

    /// By how much the layer is better.
    pub fn gain(&self) -> f64 {
        self.learned - self.plain
    }

    /// Where the gain lies with a chance of 95 in 100.
    pub fn interval(&self) -> (f64, f64) {
        let (gain, reach) = (self.gain(), Z * self.error);
        (gain - reach, gain + reach)
    }

    /// What to say of the layer.
    pub fn advice(&self) -> Advice {
        match self.interval() {
            (low, _) if low > 0.0 => Advice::Better,
            (_, high) if high < 0.0 => Advice::Worse,
            _ => Advice::Same,
        }
    }
}

/// The variance of the difference of both areas that comes from `ours`: of each its chance to be on the right side of
/// `others` by the second score less that by the first, their variance over their number.
fn spread(ours: &[(bool, f64, f64)], others: &[(bool, f64, f64)]) -> f64 {
    let beats = |a: f64, b: f64| match a.total_cmp(&b) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    };
    let (n, m) = (ours.len() as f64, others.len() as f64);
    if n < 2.0 || m < 1.0 {
        return 0.0;
    }
    let parts: Vec<f64> = ours
        .iter()
        .map(|one| {
            let each = others
                .iter()
                .map(|other| beats(one.2, other.2) - beats(one.1, other.1));
            each.sum::<f64>() / m
        })
        .collect();
    let mean = parts.iter().sum::<f64>() / n;
    let squares: f64 = parts.iter().map(|part| (part - mean).powi(2)).sum();
    squares / (n - 1.0) / n
}
