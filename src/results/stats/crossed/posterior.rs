//! Joint draws of all entries' scores from what the crossed model leaves unsure: N(μ̂ + û, prediction error variance).

use ndarray::Array2;
use ndarray::linalg::general_mat_mul;

use super::super::chances::{BATCH, Draws};
use super::super::dense::{part, part_mut};
use super::super::random::{Normal, Random};
use super::system::{Inverse, Solution, System, dot};

/// Columns of L⁻¹ that are multiplied at once.
const BLOCK: usize = 64;

/// What draws are made of: the dense side is drawn first, jointly; entries are independent given it.
#[derive(Clone, Debug)]
pub struct Posterior {
    system: System,
    solution: Solution,
    inverse: Inverse,
    /// The residual's standard deviation on the contest's scale.
    sigma: f64,
    /// Score and standard deviation of its error.
    scores: Vec<(f64, f64)>,
}

impl Posterior {
    pub(super) fn new(
        system: System,
        solution: Solution,
        inverse: Inverse,
        sigma: f64,
        scores: Vec<(f64, f64)>,
    ) -> Self {
        Self {
            system,
            solution,
            inverse,
            sigma,
            scores,
        }
    }

    /// Errors of the fixed effects and of the dense side for a batch of draws: a column each.
    fn dense(&self, random: &mut Random) -> (Vec<Vec<f64>>, Array2<f64>) {
        let width = self.system.columns;
        let normal = Normal::get();
        let [_, dense] = self.system.sizes();
        let fixed: Vec<Vec<f64>> = (0..BATCH)
            .map(|_| {
                let mut draw: Vec<f64> = (0..width).map(|_| normal.draw(random)).collect();
                self.solution.fixed_factor.backward(&mut draw);
                draw
            })
            .collect();
        let chance = Array2::from_shape_simple_fn((dense, BATCH), || normal.draw(random));
        let mut errors = Array2::zeros((dense, BATCH));
        let factor = self.inverse.factor.view();
        let mut start = 0;
        while start < dense {
            let end = (start + BLOCK).min(dense);
            general_mat_mul(
                1.0,
                &part(factor, start..dense, start..end).t(),
                &part(chance.view(), start..dense, 0..BATCH),
                0.0,
                &mut part_mut(errors.view_mut(), start..end, 0..BATCH),
            );
            start = end;
        }
        let slopes = &self.inverse.slopes[1];
        for (row, mut line) in errors.outer_iter_mut().enumerate() {
            let slope = &slopes[row * width..(row + 1) * width];
            for (value, known) in line.iter_mut().zip(&fixed) {
                *value = self.solution.theta[1] * (*value - dot(slope, known));
            }
        }
        (fixed, errors)
    }
}

impl Draws for Posterior {
    fn scores(&self) -> Vec<(f64, f64)> {
        self.scores.clone()
    }

    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64])) {
        let (fixed, errors) = self.dense(random);
        let mut draw = vec![0.0; self.scores.len()];
        if !self.system.dense_judges {
            for (at, known) in fixed.iter().enumerate() {
                let errors = errors.column(at);
                for ((value, (score, _)), error) in draw.iter_mut().zip(&self.scores).zip(errors) {
                    *value = score + self.sigma * (known[0] + error);
                }
                each(&draw);
            }
            return;
        }
        let theta = self.solution.theta[0];
        let parts: Vec<(f64, f64)> = self
            .solution
            .diagonal
            .iter()
            .map(|diagonal| {
                (
                    self.sigma * theta * theta / diagonal,
                    self.sigma * theta / diagonal.sqrt(),
                )
            })
            .collect();
        let errors = errors.reversed_axes().as_standard_layout().into_owned();
        let normal = Normal::get();
        for (known, line) in fixed.iter().zip(errors.outer_iter()) {
            let line = line.to_slice().unwrap_or_default();
            for (entry, value) in draw.iter_mut().enumerate() {
                let (share, spread) = parts[entry];
                let mut pulled = dot(self.system.fixed_sums(entry), known);
                for cell in self.system.cells_of(entry) {
                    pulled += cell.weight * line[cell.dense as usize];
                }
                *value = self.scores[entry].0 + self.sigma * known[0] - share * pulled
                    + spread * normal.draw(random);
            }
            each(&draw);
        }
    }
}
