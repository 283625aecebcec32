//! Intraclass correlations: which share of the differences between scores is differences between entries.

use super::super::ballots::Ballots;
use super::super::crossed::Crossed;
use super::super::distributions::{f_above, f_quantile};

/// Above this a 95 % interval is left on each side.
const TAIL: f64 = 0.025;

/// One coefficient; what is undefined is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Icc {
    /// The estimate; may be below 0.
    pub icc: Option<f64>,
    /// The ratio of mean squares that tests it against 0.
    pub f: Option<f64>,
    /// Degrees of freedom of entries.
    pub df1: Option<f64>,
    /// Degrees of freedom of the rest.
    pub df2: Option<f64>,
    /// The chance of an F this large without any difference between entries.
    pub p: Option<f64>,
    /// The 95 % interval's lower end.
    pub lower: Option<f64>,
    /// Its upper end.
    pub upper: Option<f64>,
}

/// The six coefficients of Shrout and Fleiss (1979): of one judge and of the mean of all, for judges that differ from entry to entry (1),
/// judges drawn from many (2, agreement) and these judges alone (3, consistency).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Iccs {
    /// ICC(1,1), ICC(2,1), ICC(3,1).
    pub single: [Icc; 3],
    /// ICC(1,k), ICC(2,k), ICC(3,k).
    pub mean: [Icc; 3],
    /// From how many judges the mean is taken; not whole where entries have different numbers.
    pub k: f64,
    /// Whether they come from mean squares of a complete table; else from the variances of the crossed model.
    pub complete: bool,
}

/// Why there is no intraclass correlation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Fewer than two entries or two judges.
    TooFew,
    /// All scores are equal.
    NoVariance,
    /// The table is incomplete, and the crossed model cannot be fitted either.
    NoModel,
}

/// Mean squares of a complete table.
struct MeanSquares {
    between: f64,
    judges: f64,
    error: f64,
    within: f64,
}

impl Iccs {
    /// From a complete table by analysis of variance, else from the fitted crossed model.
    ///
    /// # Errors
    /// What makes them undefined.
    pub fn of(ballots: &Ballots, model: Option<&Crossed>) -> Result<Self, Undefined> {
        if ballots.entries() < 2 || ballots.judges() < 2 {
            return Err(Undefined::TooFew);
        }
        if ballots.sd().is_none_or(|sd| sd == 0.0) {
            return Err(Undefined::NoVariance);
        }
        if ballots.is_complete() {
            return Ok(complete(ballots));
        }
        incomplete(ballots, model.ok_or(Undefined::NoModel)?)
    }
}

/// Agreement σe²/(σe²+σj²+σ²) and consistency σe²/(σe²+σ²) of one judge; of k judges the rest is divided by k. Where numbers differ, k is
/// their harmonic mean: the noise of a mean, averaged over entries. McGraw and Wong (1996).
fn incomplete(ballots: &Ballots, model: &Crossed) -> Result<Iccs, Undefined> {
    let entries = ballots.entries() as f64;
    let shares: f64 = (0..ballots.entries())
        .map(|entry| 1.0 / ballots.of_entry(entry).len() as f64)
        .sum();
    let k = entries / shares;
    let entry = model.var_entry;
    let share = |rest: f64| Icc {
        icc: (entry + rest > 0.0).then(|| entry / (entry + rest)),
        ..Icc::default()
    };
    let noise = model.var_residual;
    let all = model.var_judge.map(|judge| judge + noise);
    let agreement = |k: f64| all.map_or_else(Icc::default, |all| share(all / k));
    Ok(Iccs {
        single: [Icc::default(), agreement(1.0), share(noise)],
        mean: [Icc::default(), agreement(k), share(noise / k)],
        k,
        complete: false,
    })
}

fn complete(ballots: &Ballots) -> Iccs {
    let n = ballots.entries() as f64;
    let k = ballots.judges() as f64;
    let squares = mean_squares(ballots);
    let MeanSquares {
        between,
        judges,
        error,
        within,
    } = squares;
    let ratio = |over: f64, under: f64| (under != 0.0).then(|| over / under);
    let df1 = n - 1.0;
    let df2 = (n - 1.0) * (k - 1.0);
    let one_way = tested(between, within, df1, n * (k - 1.0));
    let two_way = tested(between, error, df1, df2);
    let single_end = |f: f64| ratio(f - 1.0, f + k - 1.0);
    let mean_end = |f: f64| ratio(f - 1.0, f);
    let agreement = ratio(
        between - error,
        between + (k - 1.0) * error + k * (judges - error) / n,
    );
    let ends = agreement.and_then(|rho| agreement_ends(n, k, &squares, rho));
    let step_up = |end: f64| ratio(k * end, 1.0 + (k - 1.0) * end);
    Iccs {
        single: [
            one_way.icc(
                ratio(between - within, between + (k - 1.0) * within),
                single_end,
            ),
            Icc {
                lower: ends.map(|ends| ends.0),
                upper: ends.map(|ends| ends.1),
                ..two_way.icc(agreement, |_| None)
            },
            two_way.icc(
                ratio(between - error, between + (k - 1.0) * error),
                single_end,
            ),
        ],
        mean: [
            one_way.icc(ratio(between - within, between), mean_end),
            Icc {
                lower: ends.and_then(|ends| step_up(ends.0)),
                upper: ends.and_then(|ends| step_up(ends.1)),
                ..two_way.icc(
                    ratio(between - error, between + (judges - error) / n),
                    |_| None,
                )
            },
            two_way.icc(ratio(between - error, between), mean_end),
        ],
        k,
        complete: true,
    }
}

/// An F test, and F at the ends of its interval.
struct Tested {
    f: Option<f64>,
    df1: f64,
    df2: f64,
}

fn tested(between: f64, rest: f64, df1: f64, df2: f64) -> Tested {
    Tested {
        f: Some(between / rest).filter(|f| f.is_finite()),
        df1,
        df2,
    }
}

impl Tested {
    /// With the ends F/F.975(df1, df2) and F·F.975(df2, df1) put through `end`.
    fn icc(&self, icc: Option<f64>, end: impl Fn(f64) -> Option<f64>) -> Icc {
        let Self { f, df1, df2 } = *self;
        // With F at 0 both ends would be the estimate itself: an interval without width.
        let moving = f.filter(|f| *f > 0.0);
        Icc {
            icc,
            f,
            df1: Some(df1),
            df2: Some(df2),
            p: f.map(|f| f_above(f, df1, df2)),
            lower: moving.and_then(|f| end(f / f_quantile(TAIL, df1, df2))),
            upper: moving.and_then(|f| end(f * f_quantile(TAIL, df2, df1))),
        }
    }
}

/// The interval of ICC(2,1), after McGraw and Wong (1996), table 7, with Satterthwaite's degrees of freedom.
fn agreement_ends(n: f64, k: f64, squares: &MeanSquares, rho: f64) -> Option<(f64, f64)> {
    let MeanSquares {
        between,
        judges,
        error,
        ..
    } = *squares;
    if error <= 0.0 || between <= 0.0 {
        return None;
    }
    let fj = judges / error;
    let a = n * (1.0 + (k - 1.0) * rho) - k * rho;
    let freedom = (k - 1.0) * (n - 1.0) * (k * rho * fj + a).powi(2)
        / ((n - 1.0) * k * k * rho * rho * fj * fj + a * a);
    if !(freedom.is_finite() && freedom > 0.0) {
        return None;
    }
    let high = f_quantile(TAIL, n - 1.0, freedom);
    let low = f_quantile(TAIL, freedom, n - 1.0);
    let middle = k * judges + (k * n - k - n) * error;
    let lower = n * (between - high * error) / (high * middle + n * between);
    let upper = n * (low * between - error) / (middle + n * low * between);
    (lower.is_finite() && upper.is_finite()).then_some((lower, upper))
}

fn mean_squares(ballots: &Ballots) -> MeanSquares {
    let n = ballots.entries() as f64;
    let k = ballots.judges() as f64;
    let middle = ballots.mean().unwrap_or_default();
    let average = |scores: &mut dyn Iterator<Item = f64>, count: f64| {
        scores.map(|score| score - middle).sum::<f64>() / count
    };
    let rows: Vec<f64> = (0..ballots.entries())
        .map(|entry| average(&mut ballots.of_entry(entry).map(|ballot| ballot.score), k))
        .collect();
    let columns: Vec<f64> = (0..ballots.judges())
        .map(|judge| average(&mut ballots.of_judge(judge).map(|ballot| ballot.score), n))
        .collect();
    let square = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
    let mut left = 0.0;
    let mut inside = 0.0;
    for ballot in ballots.rows() {
        let from_entry = ballot.score - middle - rows[ballot.entry];
        inside += from_entry * from_entry;
        left += (from_entry - columns[ballot.judge]).powi(2);
    }
    // What rounding leaves of nothing is nothing.
    let total = k * square(&rows) + inside;
    let left = if left < 1e-24 * total { 0.0 } else { left };
    let inside = if inside < 1e-24 * total { 0.0 } else { inside };
    MeanSquares {
        between: k * square(&rows) / (n - 1.0),
        judges: n * square(&columns) / (k - 1.0),
        error: left / ((n - 1.0) * (k - 1.0)),
        within: inside / (n * (k - 1.0)),
    }
}
