//! The mixed-model equations of the crossed model. One side (entries or judges, whichever has more) is eliminated, so that
//! only a matrix as wide as the other is ever factored.

use ndarray::Array2;

use super::super::ballots::Ballots;
use super::super::dense::Cholesky;

/// What does not change while the variances are looked for: counts and sums of the ballots.
#[derive(Clone, Debug)]
pub struct System {
    /// Whether judges are the side that is kept dense; else entries are.
    pub dense_judges: bool,
    /// Where each eliminated entry's (or judge's) cells begin.
    pub starts: Vec<usize>,
    /// Ballots by eliminated side, then dense side.
    pub cells: Vec<Cell>,
    /// Fixed-effect columns of the cells, `columns` values a cell; the first is the intercept.
    pub fixed: Vec<f64>,
    /// How many fixed effects there are.
    pub columns: usize,
    /// Centred and divided by the standard deviation of all scores.
    scores: Vec<f64>,
    log_weights: f64,
    sparse_sums: Sums,
    dense_sums: Sums,
    all_fixed: Array2<f64>,
}

/// One ballot seen from the eliminated side.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Place on the dense side.
    pub dense: u32,
    /// The ballot's weight.
    pub weight: f64,
}

/// Weighted sums over the ballots of each entry, or of each judge.
#[derive(Clone, Debug)]
struct Sums {
    weight: Vec<f64>,
    score: Vec<f64>,
    fixed: Vec<f64>,
}

/// The equations solved for one pair of relative standard deviations.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Standard deviations over the residual's: eliminated side, dense side.
    pub theta: [f64; 2],
    /// 1 + θ²·weight of each on the eliminated side.
    pub diagonal: Vec<f64>,
    /// The factor of the dense side with the other eliminated.
    pub factor: Cholesky,
    /// Fixed effects given the random ones integrated out: the factor of X'V⁻¹X σ².
    pub fixed_factor: Cholesky,
    /// C⁻¹Λ'Z'X for the dense side, a row each.
    pub dense_slopes: Vec<f64>,
    /// Fixed effects.
    pub beta: Vec<f64>,
    /// Random effects over their θ: eliminated side, dense side.
    pub effects: [Vec<f64>; 2],
    /// Penalised sum of squares r².
    pub squares: f64,
    /// −2 log restricted likelihood: lme4's `REMLcrit` (Bates, Mächler, Bolker and Walker 2015, eq. 39-42).
    pub criterion: f64,
}

/// The inverse of the random effects' equations, as far as it is needed.
#[derive(Clone, Debug)]
pub struct Inverse {
    /// L⁻¹ of the dense side.
    pub factor: Array2<f64>,
    /// Diagonals of C⁻¹, fixed effects known: eliminated side, dense side.
    pub diagonal: [Vec<f64>; 2],
    /// C⁻¹Λ'Z'X: eliminated side, dense side; a row each.
    pub slopes: [Vec<f64>; 2],
}

impl System {
    /// The equations of these ballots with these fixed effects: columns beside the intercept, a value a ballot.
    /// `shift` and `scale` are taken off the scores first.
    pub fn new(ballots: &Ballots, columns: &[&[f64]], shift: f64, scale: f64) -> Self {
        let dense_judges = ballots.judges() <= ballots.entries();
        let (sparse, dense) = if dense_judges {
            (ballots.entries(), ballots.judges())
        } else {
            (ballots.judges(), ballots.entries())
        };
        let rows = ballots.rows();
        let order: Vec<usize> = if dense_judges {
            (0..rows.len()).collect()
        } else {
            (0..sparse)
                .flat_map(|judge| ballots.places_of_judge(judge).iter().map(|at| *at as usize))
                .collect()
        };
        let width = columns.len() + 1;
        let mut system = Self {
            dense_judges,
            starts: vec![0; sparse + 1],
            cells: Vec::with_capacity(rows.len()),
            fixed: Vec::with_capacity(rows.len() * width),
            columns: width,
            scores: Vec::with_capacity(rows.len()),
            log_weights: 0.0,
            sparse_sums: Sums::new(sparse, width),
            dense_sums: Sums::new(dense, width),
            all_fixed: Array2::zeros((width, width)),
        };
        for place in order {
            let ballot = rows[place];
            let (group, other) = if dense_judges {
                (ballot.entry, ballot.judge)
            } else {
                (ballot.judge, ballot.entry)
            };
            system.starts[group + 1] += 1;
            system.cells.push(Cell {
                dense: u32::try_from(other).unwrap_or(u32::MAX),
                weight: ballot.weight,
            });
            let score = (ballot.score - shift) / scale;
            system.scores.push(score);
            system.log_weights += ballot.weight.ln();
            let first = system.fixed.len();
            system.fixed.push(1.0);
            system
                .fixed
                .extend(columns.iter().map(|column| column[place]));
            let fixed = &system.fixed[first..];
            system.sparse_sums.add(group, ballot.weight, score, fixed);
            system.dense_sums.add(other, ballot.weight, score, fixed);
            for row in 0..width {
                for column in 0..width {
                    system.all_fixed[[row, column]] += ballot.weight * fixed[row] * fixed[column];
                }
            }
        }
        for group in 0..sparse {
            system.starts[group + 1] += system.starts[group];
        }
        system
    }

    /// How many are on the eliminated and on the dense side.
    pub fn sizes(&self) -> [usize; 2] {
        [self.starts.len() - 1, self.dense_sums.weight.len()]
    }

    /// Ballots less fixed effects: what the residual variance is divided by.
    pub fn freedom(&self) -> f64 {
        self.scores.len() as f64 - self.columns as f64
    }

    /// Weighted sums of the fixed-effect columns over the ballots of one on the eliminated side.
    pub fn fixed_sums(&self, group: usize) -> &[f64] {
        self.sparse_sums.fixed_of(group)
    }

    /// The cells of one on the eliminated side.
    pub fn cells_of(&self, group: usize) -> &[Cell] {
        &self.cells[self.starts[group]..self.starts[group + 1]]
    }

    /// Solves the equations at these relative standard deviations; none where fixed effects are not separable.
    pub fn solve(&self, theta: [f64; 2]) -> Option<Solution> {
        let [sparse, dense] = self.sizes();
        let width = self.columns;
        let [outer, inner] = theta;
        let diagonal: Vec<f64> = self
            .sparse_sums
            .weight
            .iter()
            .map(|weight| 1.0 + outer * outer * weight)
            .collect();
        let mut matrix = Array2::<f64>::zeros((dense, dense));
        let mut slopes = vec![0.0; dense * width];
        let mut pull = vec![0.0; dense];
        for place in 0..dense {
            matrix[[place, place]] = self.dense_sums.weight[place];
            pull[place] = self.dense_sums.score[place];
        }
        slopes.copy_from_slice(&self.dense_sums.fixed);
        let mut within = self.all_fixed.clone();
        let mut within_score: Vec<f64> = (0..width)
            .map(|column| {
                (0..sparse)
                    .map(|group| self.sparse_sums.fixed_score(self, group, column))
                    .sum()
            })
            .collect();
        for (group, own) in diagonal.iter().enumerate() {
            let share = outer * outer / own;
            let fixed = self.sparse_sums.fixed_of(group);
            let score = self.sparse_sums.score[group];
            let cells = self.cells_of(group);
            for (at, cell) in cells.iter().enumerate() {
                let row = cell.dense as usize;
                let part = share * cell.weight;
                for other in &cells[..=at] {
                    matrix[[row, other.dense as usize]] -= part * other.weight;
                }
                pull[row] -= part * score;
                for column in 0..width {
                    slopes[row * width + column] -= part * fixed[column];
                }
            }
            for row in 0..width {
                within_score[row] -= share * fixed[row] * score;
                for column in 0..width {
                    within[[row, column]] -= share * fixed[row] * fixed[column];
                }
            }
        }
        matrix *= inner * inner;
        for place in 0..dense {
            matrix[[place, place]] += 1.0;
        }
        slopes.iter_mut().for_each(|value| *value *= inner);
        pull.iter_mut().for_each(|value| *value *= inner);
        let factor = Cholesky::of(matrix)?;
        factor.forward(&mut pull);
        let mut halves: Vec<Vec<f64>> = (0..width)
            .map(|column| (0..dense).map(|row| slopes[row * width + column]).collect())
            .collect();
        for half in &mut halves {
            factor.forward(half);
        }
        for row in 0..width {
            within_score[row] -= dot(&halves[row], &pull);
            for column in 0..width {
                within[[row, column]] -= dot(&halves[row], &halves[column]);
            }
        }
        let fixed_factor = Cholesky::of(within)?;
        let beta = fixed_factor.solve(&within_score);
        for (half, value) in halves.iter().zip(&beta) {
            for (left, right) in pull.iter_mut().zip(half) {
                *left -= value * right;
            }
        }
        factor.backward(&mut pull);
        for (column, half) in halves.iter_mut().enumerate() {
            factor.backward(half);
            for row in 0..dense {
                slopes[row * width + column] = half[row];
            }
        }
        let outer_effects = self.eliminated(theta, &diagonal, &beta, &pull);
        let effects = [outer_effects, pull];
        let squares = self.squares(theta, &beta, &effects);
        let freedom = self.freedom();
        let criterion = diagonal.iter().map(|value| value.ln()).sum::<f64>()
            + factor.log_determinant()
            + fixed_factor.log_determinant()
            + freedom * (1.0 + (2.0 * std::f64::consts::PI * squares / freedom).ln())
            - self.log_weights;
        Some(Solution {
            theta,
            diagonal,
            factor,
            fixed_factor,
            dense_slopes: slopes,
            beta,
            effects,
            squares,
            criterion,
        })
    }

    /// The eliminated side's effects over θ, given the others.
    fn eliminated(
        &self,
        theta: [f64; 2],
        diagonal: &[f64],
        beta: &[f64],
        dense_effects: &[f64],
    ) -> Vec<f64> {
        (0..diagonal.len())
            .map(|group| {
                let known: f64 = self
                    .cells_of(group)
                    .iter()
                    .map(|cell| cell.weight * dense_effects[cell.dense as usize])
                    .sum();
                let left = self.sparse_sums.score[group]
                    - dot(self.sparse_sums.fixed_of(group), beta)
                    - theta[1] * known;
                theta[0] * left / diagonal[group]
            })
            .collect()
    }

    /// r²: from the residuals themselves, which keeps its digits when it is nearly 0.
    fn squares(&self, theta: [f64; 2], beta: &[f64], effects: &[Vec<f64>; 2]) -> f64 {
        let mut squares = dot(&effects[0], &effects[0]) + dot(&effects[1], &effects[1]);
        for group in 0..effects[0].len() {
            for place in self.starts[group]..self.starts[group + 1] {
                let cell = self.cells[place];
                let residual = self.scores[place]
                    - dot(self.fixed_at(place), beta)
                    - theta[0] * effects[0][group]
                    - theta[1] * effects[1][cell.dense as usize];
                squares += cell.weight * residual * residual;
            }
        }
        squares
    }

    /// The fixed-effect columns of one cell.
    pub fn fixed_at(&self, place: usize) -> &[f64] {
        &self.fixed[place * self.columns..(place + 1) * self.columns]
    }

    /// What the inverse of the equations says of each effect.
    pub fn invert(&self, solution: &Solution) -> Inverse {
        let [outer, inner] = solution.theta;
        let factor = solution.factor.inverse_factor();
        let inverse = Cholesky::inverse(&factor);
        let width = self.columns;
        let sparse = solution.diagonal.len();
        let mut diagonal = Vec::with_capacity(sparse);
        let mut slopes = Vec::with_capacity(sparse * width);
        for group in 0..sparse {
            let cells = self.cells_of(group);
            let mut through = 0.0;
            for (at, cell) in cells.iter().enumerate() {
                let row = cell.dense as usize;
                let mut others = 0.5 * cell.weight * inverse[[row, row]];
                for other in &cells[..at] {
                    others += other.weight * inverse[[row, other.dense as usize]];
                }
                through += 2.0 * cell.weight * others;
            }
            let own = solution.diagonal[group];
            let link = outer * inner / own;
            diagonal.push(1.0 / own + link * link * through);
            for column in 0..width {
                let known: f64 = cells
                    .iter()
                    .map(|cell| {
                        cell.weight * solution.dense_slopes[cell.dense as usize * width + column]
                    })
                    .sum();
                let total = self.sparse_sums.fixed_of(group)[column];
                slopes.push(outer * (total - inner * known) / own);
            }
        }
        Inverse {
            diagonal: [diagonal, inverse.diag().to_vec()],
            slopes: [slopes, solution.dense_slopes.clone()],
            factor,
        }
    }

    /// The derivatives of the criterion by log θ: for each side 2(n − tr C⁻¹) − 2(N − p)|b|²/r², where C are the equations with
    /// the fixed effects. (From Jacobi's formula and the envelope of the penalised sum of squares.)
    pub fn slopes(&self, solution: &Solution, inverse: &Inverse) -> [f64; 2] {
        std::array::from_fn(|side| {
            let effects = &solution.effects[side];
            let mut trace: f64 = inverse.diagonal[side].iter().sum();
            for row in inverse.slopes[side].chunks_exact(self.columns) {
                let mut half = row.to_vec();
                solution.fixed_factor.forward(&mut half);
                trace += dot(&half, &half);
            }
            2.0 * (effects.len() as f64 - trace)
                - 2.0 * self.freedom() * dot(effects, effects) / solution.squares
        })
    }
}

impl Sums {
    fn new(groups: usize, width: usize) -> Self {
        Self {
            weight: vec![0.0; groups],
            score: vec![0.0; groups],
            fixed: vec![0.0; groups * width],
        }
    }

    fn add(&mut self, group: usize, weight: f64, score: f64, fixed: &[f64]) {
        self.weight[group] += weight;
        self.score[group] += weight * score;
        let width = fixed.len();
        for (sum, value) in self.fixed[group * width..].iter_mut().zip(fixed) {
            *sum += weight * value;
        }
    }

    fn fixed_of(&self, group: usize) -> &[f64] {
        let width = self.fixed.len() / self.weight.len();
        &self.fixed[group * width..(group + 1) * width]
    }

    /// The weighted sum of one fixed column times the scores over one on the eliminated side.
    fn fixed_score(&self, system: &System, group: usize, column: usize) -> f64 {
        (system.starts[group]..system.starts[group + 1])
            .map(|place| {
                system.cells[place].weight * system.fixed_at(place)[column] * system.scores[place]
            })
            .sum()
    }
}

/// The product of two columns.
pub fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}
