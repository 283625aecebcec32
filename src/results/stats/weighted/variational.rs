//! Variational Bayes for the judge-weighted model: entries, judges and noise in turn, each given the means of the others, until
//! nothing moves; the sizes of the differences by empirical Bayes. A sweep costs the number of ballots.

use special::Gamma;

use super::{Data, Found, Spread};

const SWEEPS: usize = 400;
const STILL: f64 = 1e-7;
/// Where the shape of the judges' precisions is kept: ν/2.
const SHAPES: (f64, f64) = (1.25, 50.0);

/// What is believed of a judge: means and variances of b and a, their covariance, the mean of 1/σ².
#[derive(Clone, Copy)]
struct Belief {
    leniency: f64,
    slope: f64,
    leniency_variance: f64,
    slope_variance: f64,
    covariance: f64,
    precision: f64,
    log_precision: f64,
}

/// Sums over a judge's ballots of the entries' means and squares, and of what is left of the scores.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: f64,
    quality: f64,
    quality_squared: f64,
    left: f64,
    quality_left: f64,
}

pub(super) fn fit(data: &Data<'_>) -> Found {
    let rows = data.ballots.rows();
    let mut spread = Spread::START;
    let (mut intercept, mut home) = (0.0, 0.0);
    let mut quality: Vec<(f64, f64)> = data
        .start(0.6)
        .into_iter()
        .map(|mean| (mean, 0.2))
        .collect();
    let mut judges = vec![
        Belief {
            leniency: 0.0,
            slope: 1.0,
            leniency_variance: 0.01,
            slope_variance: 0.0,
            covariance: 0.0,
            precision: 2.0,
            log_precision: 2.0_f64.ln(),
        };
        data.ballots.judges()
    ];
    for _ in 0..SWEEPS {
        let left = |place: usize| data.scores[place] - intercept - home * data.home(place);
        let moved = entries(data, &judges, &spread, &mut quality, &left);
        update_judges(data, &quality, &spread, &mut judges, &left);
        let weight = |place: usize| judges[rows[place].judge].precision;
        let unexplained = |place: usize| {
            let judge = judges[rows[place].judge];
            data.scores[place] - judge.leniency - judge.slope * quality[rows[place].entry].0
        };
        let line = data.line(weight, unexplained);
        [intercept, home] = line.solve(data.home.is_some()).0;
        sizes(&quality, &judges, &mut spread);
        if moved < STILL {
            break;
        }
    }
    Found {
        intercept,
        home,
        quality: quality
            .into_iter()
            .map(|(mean, variance)| (mean, variance.sqrt()))
            .collect(),
        leniency: judges.iter().map(|judge| judge.leniency).collect(),
        slope: judges.iter().map(|judge| judge.slope).collect(),
        slope_squared: judges
            .iter()
            .map(|judge| judge.slope * judge.slope + judge.slope_variance)
            .collect(),
        precision: judges.iter().map(|judge| judge.precision).collect(),
        noise: judges
            .iter()
            .map(|judge| judge.precision.sqrt().recip())
            .collect(),
        draws: Vec::new(),
    }
}

/// The entries given the judges; says how far a mean moved at most.
fn entries(
    data: &Data<'_>,
    judges: &[Belief],
    spread: &Spread,
    quality: &mut [(f64, f64)],
    left: &impl Fn(usize) -> f64,
) -> f64 {
    let mut sums = vec![(1.0 / spread.quality, 0.0); quality.len()];
    for (place, ballot) in data.ballots.rows().iter().enumerate() {
        let judge = judges[ballot.judge];
        let sum = &mut sums[ballot.entry];
        sum.0 += judge.precision * (judge.slope * judge.slope + judge.slope_variance);
        sum.1 +=
            judge.precision * (judge.slope * (left(place) - judge.leniency) - judge.covariance);
    }
    let mut moved = 0.0_f64;
    for (belief, (precision, pull)) in quality.iter_mut().zip(sums) {
        let mean = pull / precision;
        moved = moved.max((mean - belief.0).abs());
        *belief = (mean, 1.0 / precision);
    }
    moved
}

/// Each judge's leniency and slope together, then the noise, given the entries.
fn update_judges(
    data: &Data<'_>,
    quality: &[(f64, f64)],
    spread: &Spread,
    judges: &mut [Belief],
    left: &impl Fn(usize) -> f64,
) {
    let rows = data.ballots.rows();
    let mut sums = vec![Sums::default(); judges.len()];
    for (place, ballot) in rows.iter().enumerate() {
        let (mean, variance) = quality[ballot.entry];
        let left = left(place);
        let sum = &mut sums[ballot.judge];
        sum.count += 1.0;
        sum.quality += mean;
        sum.quality_squared += mean * mean + variance;
        sum.left += left;
        sum.quality_left += mean * left;
    }
    for (judge, sum) in judges.iter_mut().zip(&sums) {
        let p11 = sum.count * judge.precision + 1.0 / spread.leniency;
        let p12 = sum.quality * judge.precision;
        let p22 = sum.quality_squared * judge.precision + 1.0 / spread.slope;
        let determinant = p11 * p22 - p12 * p12;
        let r1 = sum.left * judge.precision;
        let r2 = sum.quality_left * judge.precision + 1.0 / spread.slope;
        judge.leniency = (p22 * r1 - p12 * r2) / determinant;
        judge.slope = (p11 * r2 - p12 * r1) / determinant;
        judge.leniency_variance = p22 / determinant;
        judge.slope_variance = p11 / determinant;
        judge.covariance = -p12 / determinant;
    }
    let mut squares = vec![0.0; judges.len()];
    for (place, ballot) in rows.iter().enumerate() {
        let (mean, variance) = quality[ballot.entry];
        let judge = judges[ballot.judge];
        let residual = left(place) - judge.leniency - judge.slope * mean;
        squares[ballot.judge] += residual * residual + judge.slope * judge.slope * variance;
    }
    for ((judge, sum), squares) in judges.iter_mut().zip(&sums).zip(squares) {
        let squares = squares
            + sum.count * judge.leniency_variance
            + judge.slope_variance * sum.quality_squared
            + 2.0 * judge.covariance * sum.quality;
        let shape = (spread.freedom + sum.count) / 2.0;
        let rate = (spread.freedom * spread.noise + squares) / 2.0;
        judge.precision = shape / rate;
        judge.log_precision = shape.digamma() - rate.ln();
    }
}

/// The sizes of the differences, given what is believed of entries and judges. A little is added to each, so that none ends at 0.
fn sizes(quality: &[(f64, f64)], judges: &[Belief], spread: &mut Spread) {
    let count = judges.len() as f64;
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / count;
    let squares: f64 = quality
        .iter()
        .map(|(mean, variance)| mean * mean + variance)
        .sum();
    spread.quality = (squares / quality.len() as f64).max(1e-6);
    let leniency = mean(
        &mut judges
            .iter()
            .map(|judge| judge.leniency.powi(2) + judge.leniency_variance),
    );
    spread.leniency = ((0.02 + count * leniency) / (count + 2.0)).max(1e-5);
    let slope = mean(
        &mut judges
            .iter()
            .map(|judge| (judge.slope - 1.0).powi(2) + judge.slope_variance),
    );
    spread.slope = ((0.01 + count * slope) / (count + 2.0)).max(1e-5);
    let precision = mean(&mut judges.iter().map(|judge| judge.precision));
    let log_precision = mean(&mut judges.iter().map(|judge| judge.log_precision));
    spread.noise = 1.0 / precision;
    spread.freedom = 2.0 * shape(precision.ln() - log_precision, spread.freedom / 2.0);
}

/// The shape of a gamma distribution whose log of the mean exceeds the mean of the logs by `gap`: log k − ψ(k) = gap, by Minka's (2002)
/// iteration.
fn shape(gap: f64, start: f64) -> f64 {
    if gap <= 0.0 {
        return SHAPES.1;
    }
    let mut k = start;
    for _ in 0..20 {
        let miss = k.ln() - k.digamma() - gap;
        let next = 1.0 / (1.0 / k + miss / (k * k * (1.0 / k - k.trigamma())));
        if !next.is_finite() {
            return SHAPES.1;
        }
        k = next.clamp(SHAPES.0, SHAPES.1);
    }
    k
}
