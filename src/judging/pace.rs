//! What a judge is told of their own work: how fast it goes, and how their scores lie.

use chrono::TimeDelta;

use crate::db::Moment;

/// A pause longer than this is none of the work.
const BREAK: TimeDelta = TimeDelta::hours(1);

/// The middle number of minutes from one submitted ballot to the next, rounded up; pauses of more than an hour are left
/// out. None with fewer than two ballots, or when only pauses lie between them.
pub fn median_minutes(submitted: &[Moment]) -> Option<i64> {
    let mut order = submitted.to_vec();
    order.sort_unstable();
    let mut gaps: Vec<i64> = order
        .windows(2)
        .map(|pair| pair[1].since(pair[0]))
        .filter(|gap| *gap <= BREAK)
        .map(|gap| gap.num_seconds())
        .collect();
    gaps.sort_unstable();
    let middle = gaps.len().checked_sub(1)? / 2;
    let seconds = (gaps[middle] + gaps[gaps.len() / 2]) / 2;
    Some((seconds + 59) / 60)
}

/// How the totals of ballots lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lie {
    pub ballots: usize,
    /// Thousandths of a point, rounded half up.
    pub mean: i32,
    /// The standard deviation, in thousandths of a point; None of a single ballot.
    pub spread: Option<i32>,
}

impl Lie {
    /// None without ballots. The spread is that of a sample: divided by one less than there are.
    pub fn of(totals: &[i32]) -> Option<Self> {
        let n = i64::try_from(totals.len()).ok().filter(|n| *n > 0)?;
        let sum: i64 = totals.iter().map(|total| i64::from(*total)).sum();
        let mean = (2 * sum + n).div_euclid(2 * n);
        let exact = sum as f64 / n as f64;
        let squares: f64 = totals
            .iter()
            .map(|total| (f64::from(*total) - exact).powi(2))
            .sum();
        let spread = (n > 1).then(|| (squares / (n - 1) as f64).sqrt().round() as i32);
        Some(Self {
            ballots: totals.len(),
            mean: i32::try_from(mean).ok()?,
            spread,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: i64) -> Moment {
        chrono::DateTime::UNIX_EPOCH
            .checked_add_signed(TimeDelta::minutes(minutes))
            .unwrap()
            .into()
    }

    #[test]
    fn the_pace_is_the_middle_gap_without_pauses() {
        let minutes =
            |all: &[i64]| median_minutes(&all.iter().map(|each| at(*each)).collect::<Vec<_>>());
        assert_eq!(minutes(&[]), None);
        assert_eq!(minutes(&[5]), None);
        assert_eq!(minutes(&[0, 5]), Some(5));
        assert_eq!(minutes(&[14, 0, 5, 8]), Some(5));
        // A night between.
        assert_eq!(minutes(&[0, 4, 600, 604, 610]), Some(4));
        assert_eq!(minutes(&[0, 61]), None);
        assert_eq!(minutes(&[0, 4, 9]), Some(5));
    }

    #[test]
    fn mean_and_spread_are_the_textbooks() {
        assert_eq!(Lie::of(&[]), None);
        let one = Lie::of(&[7250]).unwrap();
        assert_eq!((one.mean, one.spread), (7250, None));
        let some = Lie::of(&[2000, 4000, 4000, 4000, 5000, 5000, 7000, 9000]).unwrap();
        assert_eq!((some.mean, some.spread), (5000, Some(2138)));
    }

    proptest! {
        #[test]
        fn a_shift_moves_the_mean_and_not_the_spread(
            totals in proptest::collection::vec(0..10_000_i32, 2..60), shift in 0..1_000_i32
        ) {
            let shifted: Vec<i32> = totals.iter().map(|total| total + shift).collect();
            let (a, b) = (Lie::of(&totals).unwrap(), Lie::of(&shifted).unwrap());
            prop_assert_eq!(b.mean, a.mean + shift);
            prop_assert!((a.spread.unwrap() - b.spread.unwrap()).abs() <= 1);
        }
    }
}
