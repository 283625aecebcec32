//! From a solution of the equations to what it says of entries and judges.

use super::super::ballots::Ballots;
use super::search::LARGEST;
use super::system::{Inverse, Solution, System, dot};
use super::{Crossed, EntryEffect, Estimate, JudgeEffect, Posterior, Status};

/// What is needed beside the solution to put it back onto the contest's scale.
pub struct Fit<'a> {
    pub ballots: &'a Ballots,
    /// Whether judges can be told from noise.
    pub separable: bool,
    pub shift: f64,
    pub scale: f64,
}

impl Fit<'_> {
    pub fn read(self, system: System, solution: Solution) -> Crossed {
        let inverse = system.invert(&solution);
        let freedom = system.freedom();
        let noise = solution.squares / freedom;
        let exact = solution.theta.iter().any(|theta| *theta >= LARGEST);
        let (entry, judge) = if system.dense_judges { (0, 1) } else { (1, 0) };
        let variance = |side: usize| solution.theta[side].powi(2) * noise * self.scale.powi(2);
        let var_residual = if exact {
            0.0
        } else {
            noise * self.scale * self.scale
        };
        let judge_variance = self.separable.then(|| variance(judge));
        let boundary = exact || variance(entry) == 0.0 || judge_variance == Some(0.0);
        let sigma = noise.sqrt() * self.scale;
        let fixed = self.fixed(&system, &solution, sigma);
        let entries = self.entries(&system, &solution, &inverse, sigma, entry);
        let judges = inverse.diagonal[judge]
            .iter()
            .zip(&solution.effects[judge])
            .map(|(diagonal, effect)| JudgeEffect {
                leniency: self.scale * solution.theta[judge] * effect + 0.0,
                cond_sd: sigma * solution.theta[judge] * diagonal.max(0.0).sqrt(),
            })
            .collect::<Vec<_>>();
        let (intercept, others) = (fixed[0], fixed[1..].to_vec());
        let residuals = self.residuals(&system, &solution, &entries, &judges);
        let unbounded = exact && residuals_are_nothing(&residuals, self.scale);
        let criterion = solution.criterion + 2.0 * freedom * self.scale.ln();
        Crossed {
            status: if boundary {
                Status::Boundary
            } else {
                Status::Ok
            },
            intercept,
            fixed: others,
            var_entry: variance(entry),
            var_judge: judge_variance,
            var_residual,
            criterion: (!unbounded || self.is_tree()).then_some(criterion),
            posterior: (!exact).then(|| {
                let scores = entries
                    .iter()
                    .map(|effect| (effect.score, effect.pev_sd))
                    .collect();
                Posterior::new(system, solution, inverse, sigma, scores)
            }),
            entries,
            judges,
            residuals,
        }
    }

    fn fixed(&self, system: &System, solution: &Solution, sigma: f64) -> Vec<Estimate> {
        (0..system.columns)
            .map(|column| {
                let mut unit = vec![0.0; system.columns];
                unit[column] = 1.0;
                let variance = solution.fixed_factor.solve(&unit)[column];
                let shift = if column == 0 { self.shift } else { 0.0 };
                Estimate {
                    estimate: shift + self.scale * solution.beta[column],
                    se: sigma * variance.max(0.0).sqrt(),
                }
            })
            .collect()
    }

    fn entries(
        &self,
        system: &System,
        solution: &Solution,
        inverse: &Inverse,
        sigma: f64,
        side: usize,
    ) -> Vec<EntryEffect> {
        let theta = solution.theta[side];
        inverse.diagonal[side]
            .iter()
            .zip(inverse.slopes[side].chunks_exact(system.columns))
            .zip(&solution.effects[side])
            .map(|((diagonal, slopes), effect)| {
                let own = theta * theta * diagonal.max(0.0);
                // What an error in the fixed effects does to μ + u: the intercept's, less what the effect takes back.
                let mut through: Vec<f64> = slopes.iter().map(|slope| -theta * slope).collect();
                through[0] += 1.0;
                solution.fixed_factor.forward(&mut through);
                // Plus 0, so that nothing is not −0.
                let blup = self.scale * theta * effect + 0.0;
                EntryEffect {
                    score: self.shift + self.scale * solution.beta[0] + blup,
                    blup,
                    cond_sd: sigma * own.sqrt(),
                    pev_sd: sigma * (own + dot(&through, &through)).sqrt(),
                }
            })
            .collect()
    }

    /// Residuals in the order of the ballots.
    fn residuals(
        &self,
        system: &System,
        solution: &Solution,
        entries: &[EntryEffect],
        judges: &[JudgeEffect],
    ) -> Vec<f64> {
        let rows = self.ballots.rows();
        let mut residuals: Vec<f64> = rows
            .iter()
            .map(|ballot| {
                ballot.score - entries[ballot.entry].score - judges[ballot.judge].leniency
            })
            .collect();
        if system.columns > 1 {
            let places: Vec<usize> = if system.dense_judges {
                (0..rows.len()).collect()
            } else {
                (0..self.ballots.judges())
                    .flat_map(|judge| self.ballots.places_of_judge(judge))
                    .map(|place| *place as usize)
                    .collect()
            };
            for (cell, place) in places.into_iter().enumerate() {
                let known = dot(&system.fixed_at(cell)[1..], &solution.beta[1..]);
                residuals[place] -= self.scale * known;
            }
        }
        residuals
    }

    /// As many ballots as entries and judges can explain without anything being left over.
    fn is_tree(&self) -> bool {
        let parts = super::super::connectivity::components(self.ballots).count();
        self.ballots.rows().len() + parts <= self.ballots.entries() + self.ballots.judges()
    }
}

fn residuals_are_nothing(residuals: &[f64], scale: f64) -> bool {
    residuals.iter().all(|left| left.abs() < 1e-5 * scale)
}
