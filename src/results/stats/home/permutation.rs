//! A check of home advantage that assumes no distribution: each judge's ballots are called home and away at random.

use super::super::ballots::Ballots;
use super::super::random::Random;

const ROUNDS: usize = 9_999;
const FEWEST: usize = 999;
/// Labels drawn in all.
const WORK: usize = 200_000_000;

/// The share of rounds, the real one counted in, whose mean of home residuals is as far from chance as the real one; two-sided. None
/// if no judge has ballots of both kinds.
pub fn p(ballots: &Ballots, home: &[f64], residuals: &[f64], seed: u64) -> Option<f64> {
    // Of each judge with both kinds: the residuals around the judge's mean, the home ones first.
    let mut judges: Vec<(Vec<f64>, usize)> = Vec::new();
    let mut real = 0.0;
    for judge in 0..ballots.judges() {
        let places = ballots.places_of_judge(judge);
        let middle =
            places.iter().map(|at| residuals[*at as usize]).sum::<f64>() / places.len() as f64;
        let part = |kind: f64| {
            let same = places.iter().filter(move |at| home[**at as usize] == kind);
            same.map(|at| residuals[*at as usize] - middle)
        };
        let mut own: Vec<f64> = part(1.0).collect();
        let at_home = own.len();
        if at_home == 0 || at_home == places.len() {
            continue;
        }
        real += own.iter().sum::<f64>();
        own.extend(part(0.0));
        judges.push((own, at_home));
    }
    let labels: usize = judges.iter().map(|(_, at_home)| at_home).sum();
    if labels == 0 {
        return None;
    }
    let rounds = (WORK / labels).clamp(FEWEST, ROUNDS);
    let mut random = Random::new(seed, 0);
    let mut as_far = 1;
    for _ in 0..rounds {
        let mut sum = 0.0;
        for (residuals, at_home) in &mut judges {
            for next in 0..*at_home {
                let chosen = next + random.below(residuals.len() - next);
                residuals.swap(next, chosen);
                sum += residuals[next];
            }
        }
        // What differs by rounding alone is as far.
        if sum.abs() >= real.abs() * (1.0 - 1e-12) {
            as_far += 1;
        }
    }
    Some(f64::from(as_far) / (rounds as f64 + 1.0))
}
