//! Kendall's W: how far judges who ranked the same entries agree.

use super::super::ballots::Ballots;
use super::super::distributions::chi_square_above;
use super::middle_ranks;

/// The coefficient and Friedman's test of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// 0 without agreement, 1 with the same order by all; corrected for ties.
    pub w: f64,
    /// m(n − 1)W.
    pub chi_square: f64,
    /// n − 1.
    pub df: f64,
    /// The chance of this much agreement among judges who do not agree.
    pub p: f64,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Not every judge scored every entry.
    Incomplete,
    /// Fewer than two judges or two entries.
    TooFew,
    /// Each judge gave all entries the same score.
    AllTied,
}

impl Concordance {
    /// W = 12S/(m²(n³ − n) − mΣT) with S the squares of the rank sums around their mean and T = Σ(t³ − t) over a judge's ties.
    /// Kendall and Gibbons (1990), *Rank Correlation Methods*, ch. 6.
    ///
    /// # Errors
    /// What makes it undefined.
    pub fn of(ballots: &Ballots) -> Result<Self, Undefined> {
        if ballots.judges() < 2 || ballots.entries() < 2 {
            return Err(Undefined::TooFew);
        }
        if !ballots.is_complete() {
            return Err(Undefined::Incomplete);
        }
        let m = ballots.judges() as f64;
        let n = ballots.entries() as f64;
        let mut sums = vec![0.0; ballots.entries()];
        let mut ties = 0.0;
        for judge in 0..ballots.judges() {
            let scores: Vec<f64> = ballots.of_judge(judge).map(|ballot| ballot.score).collect();
            let ranks = middle_ranks(&scores);
            // Σr² falls short of that of 1 … n by (t³ − t)/12 for each group of t equals.
            let squares: f64 = ranks.iter().map(|rank| rank * rank).sum();
            ties += 12.0 * (n * (n + 1.0) * (2.0 * n + 1.0) / 6.0 - squares);
            for (ballot, rank) in ballots.of_judge(judge).zip(ranks) {
                sums[ballot.entry] += rank;
            }
        }
        let middle = m * (n + 1.0) / 2.0;
        let squares: f64 = sums.iter().map(|sum| (sum - middle).powi(2)).sum();
        let most = m * m * (n * n * n - n) - m * ties;
        if most <= 0.5 {
            return Err(Undefined::AllTied);
        }
        let w = 12.0 * squares / most;
        let (chi_square, df) = (m * (n - 1.0) * w, n - 1.0);
        Ok(Self {
            w,
            chi_square,
            df,
            p: chi_square_above(chi_square, df),
        })
    }
}
