//! What other judges gave an entry, as its judge may see it.

use super::Tally;

/// The mean and the spread of the others' submitted ballots, in thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    pub ballots: usize,
    pub mean: i32,
    pub least: i32,
    pub most: i32,
    /// Of a round of votes.
    pub tally: Tally,
}

impl Others {
    /// None when nobody else has submitted.
    pub fn of(totals: &[i32]) -> Option<Self> {
        let (least, most) = (*totals.iter().min()?, *totals.iter().max()?);
        let (sum, n) = (
            totals.iter().map(|t| i64::from(*t)).sum::<i64>(),
            totals.len() as i64,
        );
        Some(Self {
            ballots: totals.len(),
            mean: i32::try_from((2 * sum + n).div_euclid(2 * n)).ok()?,
            least,
            most,
            tally: Tally::of(totals),
        })
    }
}
