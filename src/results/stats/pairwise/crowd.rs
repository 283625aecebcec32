//! Bradley and Terry with judges weighed: P(judge j says i beats l) = 1 / (1 + e^(−a_j (λi − λl))). A slope near 0 is a judge who votes at
//! random. Priors λ ~ N(0, 1), a ~ N(1, .3²); the mode, by turns. After Chen, Bennett, Collins-Thompson and Horvitz (2013).

use ndarray::Array2;

use super::super::dense::Cholesky;
use super::Comparisons;

/// The variance of slopes.
const SLOPE_VARIANCE: f64 = 0.09;
const TURNS: usize = 500;
const STILL: f64 = 1e-9;

/// Abilities and judges.
#[derive(Clone, Debug)]
pub struct Crowd {
    /// λ by item; they add up to 0.
    pub abilities: Vec<f64>,
    /// a by judge.
    pub slopes: Vec<f64>,
    /// Votes by judge.
    pub votes: Vec<f64>,
}

impl Crowd {
    /// Fits both by turns. Ties are half a vote for each.
    pub fn of(comparisons: &Comparisons) -> Self {
        let mut crowd = Self {
            abilities: vec![0.0; comparisons.items.len()],
            slopes: vec![1.0; comparisons.judges.len()],
            votes: vec![0.0; comparisons.judges.len()],
        };
        for row in &comparisons.rows {
            if let Some(judge) = row.judge {
                crowd.votes[judge] += row.wins_a + row.wins_b + row.ties;
            }
        }
        for _ in 0..TURNS {
            let Some(moved) = crowd.turn_items(comparisons) else {
                break;
            };
            let turned = crowd.turn_judges(comparisons);
            if moved.max(turned) < STILL {
                break;
            }
        }
        let middle = crowd.abilities.iter().sum::<f64>() / crowd.abilities.len() as f64;
        crowd
            .abilities
            .iter_mut()
            .for_each(|ability| *ability -= middle);
        crowd
    }

    fn slope(&self, judge: Option<usize>) -> f64 {
        judge.map_or(1.0, |judge| self.slopes[judge])
    }

    /// One step of Newton's method for all items; how far one moved at most.
    fn turn_items(&mut self, comparisons: &Comparisons) -> Option<f64> {
        let size = self.abilities.len();
        let mut pull: Vec<f64> = self.abilities.iter().map(|ability| -ability).collect();
        let mut information = Array2::eye(size);
        for row in &comparisons.rows {
            let slope = self.slope(row.judge);
            let votes = row.wins_a + row.wins_b + row.ties;
            let chance = logistic(slope * (self.abilities[row.a] - self.abilities[row.b]));
            let push = slope * (row.wins_a + 0.5 * row.ties - votes * chance);
            pull[row.a] += push;
            pull[row.b] -= push;
            let own = slope * slope * votes * chance * (1.0 - chance);
            information[[row.a, row.a]] += own;
            information[[row.b, row.b]] += own;
            information[[row.a, row.b]] -= own;
            information[[row.b, row.a]] -= own;
        }
        let step = Cholesky::of(information)?.solve(&pull);
        // A logistic curve bends most within two units: longer steps could run over it.
        let longest = step
            .iter()
            .fold(0.0_f64, |longest, step| longest.max(step.abs()));
        let length = (2.0 / longest).min(1.0);
        for (ability, step) in self.abilities.iter_mut().zip(&step) {
            *ability += length * step;
        }
        Some(longest)
    }

    /// One step for each judge; how far one moved at most.
    fn turn_judges(&mut self, comparisons: &Comparisons) -> f64 {
        let mut sums: Vec<(f64, f64)> = self
            .slopes
            .iter()
            .map(|slope| ((1.0 - slope) / SLOPE_VARIANCE, 1.0 / SLOPE_VARIANCE))
            .collect();
        for row in &comparisons.rows {
            let Some(judge) = row.judge else {
                continue;
            };
            let distance = self.abilities[row.a] - self.abilities[row.b];
            let votes = row.wins_a + row.wins_b + row.ties;
            let chance = logistic(self.slopes[judge] * distance);
            sums[judge].0 += distance * (row.wins_a + 0.5 * row.ties - votes * chance);
            sums[judge].1 += distance * distance * votes * chance * (1.0 - chance);
        }
        let mut turned = 0.0_f64;
        for (slope, (pull, information)) in self.slopes.iter_mut().zip(sums) {
            let step = (pull / information).clamp(-0.5, 0.5);
            *slope += step;
            turned = turned.max(step.abs());
        }
        turned
    }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
