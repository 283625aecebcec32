//! A seeded Gibbs sampler for the judge-weighted model: with few judges the variational answer is too sure of them.

use special::Gamma;

use super::super::random::{Normal, Random};
use super::{Data, Found, Spread};

/// Sweeps that are thrown away.
const BURNED: usize = 500;
/// Ballots that all sweeps together may look at.
const WORK: usize = 40_000_000;
/// Kept draws of all entries together.
const KEPT: usize = 20_000_000;
/// What ν may be.
const FREEDOMS: [f64; 11] = [2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 14.0, 20.0, 30.0, 50.0];

/// Where the chain is.
struct State {
    intercept: f64,
    home: f64,
    quality: Vec<f64>,
    leniency: Vec<f64>,
    slope: Vec<f64>,
    variance: Vec<f64>,
    spread: Spread,
}

pub(super) fn sample(data: &Data<'_>, seed: u64) -> Found {
    let (entries, judges) = (data.ballots.entries(), data.ballots.judges());
    let sweeps = (WORK / data.scores.len()).clamp(1_500, 10_000);
    let keep = entries * sweeps <= KEPT;
    let mut random = Random::new(seed, u64::MAX);
    let mut state = State {
        intercept: 0.0,
        home: 0.0,
        quality: data.start(0.7),
        leniency: vec![0.0; judges],
        slope: vec![1.0; judges],
        variance: vec![0.5; judges],
        spread: Spread {
            slope: 0.04,
            ..Spread::START
        },
    };
    let mut quality = vec![(0.0, 0.0); entries];
    let mut found = Found {
        intercept: 0.0,
        home: 0.0,
        quality: Vec::new(),
        leniency: vec![0.0; judges],
        slope: vec![0.0; judges],
        slope_squared: vec![0.0; judges],
        precision: vec![0.0; judges],
        noise: vec![0.0; judges],
        draws: Vec::new(),
    };
    let share = 1.0 / sweeps as f64;
    for sweep in 0..BURNED + sweeps {
        state.sweep(data, &mut random);
        if sweep < BURNED {
            continue;
        }
        found.intercept += share * state.intercept;
        found.home += share * state.home;
        for (sum, value) in quality.iter_mut().zip(&state.quality) {
            sum.0 += share * value;
            sum.1 += share * value * value;
        }
        for judge in 0..judges {
            let (slope, variance) = (state.slope[judge], state.variance[judge]);
            found.leniency[judge] += share * state.leniency[judge];
            found.slope[judge] += share * slope;
            found.slope_squared[judge] += share * slope * slope;
            found.precision[judge] += share / variance;
            found.noise[judge] += share * variance.sqrt();
        }
        if keep {
            let draw = state.quality.iter().map(|value| *value as f32);
            found.draws.push(draw.collect());
        }
    }
    found.quality = quality
        .into_iter()
        .map(|(mean, square)| (mean, f64::max(square - mean * mean, 0.0).sqrt()))
        .collect();
    found
}

impl State {
    fn sweep(&mut self, data: &Data<'_>, random: &mut Random) {
        self.draw_quality(data, random);
        self.draw_judges(data, random);
        self.draw_line(data, random);
        self.draw_noise(data, random);
        let square = |values: &[f64], middle: f64| -> f64 {
            values.iter().map(|value| (value - middle).powi(2)).sum()
        };
        let spread = &mut self.spread;
        let mut size = |values: &[f64], middle: f64| {
            let shape = 1.0 + values.len() as f64 / 2.0;
            (0.02 + 0.5 * square(values, middle)) / random.gamma(shape)
        };
        spread.slope = size(&self.slope, 1.0);
        spread.leniency = size(&self.leniency, 0.0);
        spread.quality = size(&self.quality, 0.0);
    }

    fn left(&self, data: &Data<'_>, place: usize) -> f64 {
        data.scores[place] - self.intercept - self.home * data.home(place)
    }

    fn draw_quality(&mut self, data: &Data<'_>, random: &mut Random) {
        let mut sums = vec![(1.0 / self.spread.quality, 0.0); self.quality.len()];
        for (place, ballot) in data.ballots.rows().iter().enumerate() {
            let (slope, variance) = (self.slope[ballot.judge], self.variance[ballot.judge]);
            let sum = &mut sums[ballot.entry];
            sum.0 += slope * slope / variance;
            sum.1 += slope / variance * (self.left(data, place) - self.leniency[ballot.judge]);
        }
        let normal = Normal::get();
        for (value, (precision, pull)) in self.quality.iter_mut().zip(sums) {
            *value = pull / precision + normal.draw(random) / precision.sqrt();
        }
    }

    fn draw_judges(&mut self, data: &Data<'_>, random: &mut Random) {
        let normal = Normal::get();
        for judge in 0..self.slope.len() {
            let precision = 1.0 / self.variance[judge];
            let mut p11 = 1.0 / self.spread.leniency;
            let mut p12 = 0.0;
            let mut p22 = 1.0 / self.spread.slope;
            let (mut r1, mut r2) = (0.0, 1.0 / self.spread.slope);
            for place in data.ballots.places_of_judge(judge) {
                let place = *place as usize;
                let quality = self.quality[data.ballots.rows()[place].entry];
                let left = self.left(data, place);
                p11 += precision;
                p12 += precision * quality;
                p22 += precision * quality * quality;
                r1 += precision * left;
                r2 += precision * quality * left;
            }
            let determinant = p11 * p22 - p12 * p12;
            let (z1, z2) = (normal.draw(random), normal.draw(random));
            // The Cholesky factor of the covariance [p22, −p12; −p12, p11] / determinant.
            let first = (p22 / determinant).sqrt();
            let across = -p12 / determinant / first;
            let second = (p11 / determinant - across * across).max(0.0).sqrt();
            self.leniency[judge] = (p22 * r1 - p12 * r2) / determinant + first * z1;
            self.slope[judge] = (p11 * r2 - p12 * r1) / determinant + across * z1 + second * z2;
        }
    }

    fn unexplained(&self, data: &Data<'_>, place: usize) -> f64 {
        let ballot = data.ballots.rows()[place];
        data.scores[place]
            - self.leniency[ballot.judge]
            - self.slope[ballot.judge] * self.quality[ballot.entry]
    }

    /// μ and β together, from a flat prior.
    fn draw_line(&mut self, data: &Data<'_>, random: &mut Random) {
        let rows = data.ballots.rows();
        let line = data.line(
            |place| 1.0 / self.variance[rows[place].judge],
            |place| self.unexplained(data, place),
        );
        let (mean, covariance) = line.solve(data.home.is_some());
        let normal = Normal::get();
        let (z1, z2) = (normal.draw(random), normal.draw(random));
        let first = covariance[0][0].sqrt();
        let across = covariance[1][0] / first;
        let second = (covariance[1][1] - across * across).max(0.0).sqrt();
        self.intercept = mean[0] + first * z1;
        self.home = mean[1] + across * z1 + second * z2;
    }

    /// The judges' noise, then what it is like on the whole.
    fn draw_noise(&mut self, data: &Data<'_>, random: &mut Random) {
        let judges = self.variance.len();
        let mut squares = vec![0.0; judges];
        for (place, ballot) in data.ballots.rows().iter().enumerate() {
            let residual =
                self.unexplained(data, place) - self.intercept - self.home * data.home(place);
            squares[ballot.judge] += residual * residual;
        }
        let Spread { freedom, noise, .. } = self.spread;
        for (judge, squares) in squares.into_iter().enumerate() {
            let count = data.ballots.of_judge(judge).len() as f64;
            let shape = (freedom + count) / 2.0;
            self.variance[judge] = (freedom * noise + squares) / 2.0 / random.gamma(shape);
        }
        let count = judges as f64;
        let precisions: f64 = self.variance.iter().map(|variance| 1.0 / variance).sum();
        let logs: f64 = self.variance.iter().map(|variance| -variance.ln()).sum();
        let noise = random.gamma(1.0 + count * freedom / 2.0) / (0.5 + freedom / 2.0 * precisions);
        let chances = FREEDOMS.map(|freedom| {
            let half = freedom / 2.0;
            count * (half * (half * noise).ln() - Gamma::ln_gamma(half).0) + (half - 1.0) * logs
                - half * noise * precisions
                - freedom.ln()
        });
        let largest = chances.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let chances = chances.map(|chance| (chance - largest).exp());
        let mut left = random.unit() * chances.iter().sum::<f64>();
        self.spread.noise = noise;
        for (freedom, chance) in FREEDOMS.into_iter().zip(chances) {
            self.spread.freedom = freedom;
            left -= chance;
            if left < 0.0 {
                break;
            }
        }
    }
}
