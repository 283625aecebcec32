//! What is shown beside every ranking: means, trimmed means, medians and z-scores.

use super::ballots::{Ballots, mean, sd};

/// The plain figures of every entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregates {
    /// The mean of its scores.
    pub mean: Vec<f64>,
    /// The mean without one highest and one lowest score; none under three scores.
    pub trimmed: Vec<Option<f64>>,
    /// The middle score, or the mean of the two in the middle.
    pub median: Vec<f64>,
    /// The mean of (score − judge's mean) / judge's sd. Assumes that each judge saw an equally good sample.
    pub z: Vec<f64>,
    /// The mean of all scores.
    pub grand_mean: f64,
    /// Their standard deviation (divisor N − 1); none of one score.
    pub grand_sd: Option<f64>,
    /// Judges with one ballot, or whose scores are all equal: they count 0 in every z-score.
    pub no_spread: Vec<bool>,
}

impl Aggregates {
    /// The figures; none without ballots.
    pub fn of(ballots: &Ballots) -> Option<Self> {
        let judges: Vec<Option<(f64, f64)>> = (0..ballots.judges())
            .map(|judge| {
                let scores = ballots.of_judge(judge).map(|ballot| ballot.score);
                let spread = sd(scores.clone()).filter(|sd| *sd > 0.0)?;
                Some((mean(scores)?, spread))
            })
            .collect();
        let mut figures = Self {
            mean: Vec::new(),
            trimmed: Vec::new(),
            median: Vec::new(),
            z: Vec::new(),
            grand_mean: ballots.mean()?,
            grand_sd: ballots.sd(),
            no_spread: judges.iter().map(Option::is_none).collect(),
        };
        for entry in 0..ballots.entries() {
            let mut scores: Vec<f64> = ballots.of_entry(entry).map(|ballot| ballot.score).collect();
            scores.sort_by(f64::total_cmp);
            let count = scores.len();
            figures.mean.push(mean(scores.iter().copied())?);
            figures.trimmed.push(if count < 3 {
                None
            } else {
                mean(scores[1..count - 1].iter().copied())
            });
            let middle = &scores[(count - 1) / 2..=count / 2];
            figures.median.push(mean(middle.iter().copied())?);
            let z = ballots.of_entry(entry).map(|ballot| {
                judges[ballot.judge].map_or(0.0, |(mean, sd)| (ballot.score - mean) / sd)
            });
            figures.z.push(z.sum::<f64>() / count as f64);
        }
        Some(figures)
    }

    /// z-scores put back onto the contest's scale: grand mean + grand sd · z; none of one score.
    pub fn z_scores(&self) -> Option<Vec<f64>> {
        let sd = self.grand_sd?;
        Some(self.z.iter().map(|z| self.grand_mean + sd * z).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::ballots::Ballot;
    use super::*;

    fn aggregates(rows: &[(usize, usize, f64)]) -> Aggregates {
        let rows: Vec<Ballot> = rows
            .iter()
            .map(|&(entry, judge, score)| Ballot {
                entry,
                judge,
                score,
                weight: 1.0,
            })
            .collect();
        let entries = rows.iter().map(|ballot| ballot.entry + 1).max().unwrap();
        let judges = rows.iter().map(|ballot| ballot.judge + 1).max().unwrap();
        Aggregates::of(&Ballots::new(entries, judges, rows).unwrap()).unwrap()
    }

    #[test]
    fn a_trimmed_mean_drops_one_copy_of_each_end_and_needs_three_scores() {
        let found = aggregates(&[
            (0, 0, 9.0),
            (0, 1, 9.0),
            (0, 2, 1.0),
            (0, 3, 5.0),
            (1, 0, 2.0),
            (1, 1, 4.0),
        ]);
        assert_eq!(found.trimmed, [Some(7.0), None]);
        assert_eq!(found.median, [7.0, 3.0]);
        assert_eq!(found.mean, [6.0, 3.0]);
    }

    #[test]
    fn a_judge_without_spread_counts_nothing_in_z_scores() {
        let found = aggregates(&[
            (0, 0, 5.0),
            (1, 0, 5.0),
            (0, 1, 1.0),
            (1, 1, 3.0),
            (1, 2, 9.0),
        ]);
        assert_eq!(found.no_spread, [true, false, true]);
        assert!((found.z[0] + 0.5 * 0.5_f64.sqrt()).abs() < 1e-12);
    }
}
