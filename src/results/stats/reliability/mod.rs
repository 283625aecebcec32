//! How far judges agree: intraclass correlations, Krippendorff's alpha, Kendall's W, and each judge beside the others.

mod alpha;
mod icc;
mod judges;
mod kendall;

pub use alpha::{AlphaInterval, Alphas, BOOTSTRAP, interval_alpha};
pub use icc::{Icc, Iccs, Undefined as IccUndefined};
pub use judges::{Flag, JudgeFigures, diagnose, others};
pub use kendall::{Concordance, Undefined as KendallUndefined};

/// Ranks from 1 upwards; equal values share the middle of theirs.
pub fn middle_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let first = values[order[start]];
        let same = order[start..]
            .iter()
            .take_while(|at| values[**at] == first)
            .count();
        for at in &order[start..start + same] {
            ranks[*at] = start as f64 + (same as f64 + 1.0) / 2.0;
        }
        start += same;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_middle_of_their_ranks() {
        assert_eq!(
            middle_ranks(&[3.0, 1.0, 3.0, -0.0, 0.0, 3.0]),
            [5.0, 3.0, 5.0, 1.5, 1.5, 5.0]
        );
    }
}
