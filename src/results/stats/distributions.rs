//! Probabilities and quantiles of the normal, t, F and chi-square distributions, over incomplete beta and gamma functions.

use special::{Beta, Error, Gamma};

/// What continued fractions take instead of 0.
const TINY: f64 = 1e-300;

/// The normal distribution's 97.5 % quantile: intervals are an estimate ± this many standard errors.
pub const Z975: f64 = 1.959_963_984_540_054;

/// The chance that a standard normal value is at least this far from 0.
pub fn normal_two_sided(z: f64) -> f64 {
    (z.abs() / std::f64::consts::SQRT_2).compl_error()
}

/// I_x(a, b), the regularised incomplete beta function, by its continued fraction (Lentz's method; Abramowitz and Stegun 26.5.8).
fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x >= 1.0 { 1.0 } else { 0.0 };
    }
    // The fraction converges fast on one side of the mean.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(1.0 - x, b, a);
    }
    let log_front = a * x.ln() + b * (-x).ln_1p() - a.ln_beta(b);
    let term = |step: f64, odd: bool| {
        if odd {
            -(a + step) * (a + b + step) * x / ((a + 2.0 * step) * (a + 2.0 * step + 1.0))
        } else {
            step * (b - step) * x / ((a + 2.0 * step - 1.0) * (a + 2.0 * step))
        }
    };
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 + term(0.0, true));
    let mut fraction = d;
    for step in 1..10_000 {
        let step = f64::from(step);
        let mut change = 1.0;
        for odd in [false, true] {
            let term = term(step, odd);
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            change = c * d;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    log_front.exp() * fraction / a
}

/// The chance that Student's t with `df` degrees of freedom is at least this far from 0.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    beta(df / (df + t * t), df / 2.0, 0.5)
}

/// The chance that F with these degrees of freedom is at least `f`.
pub fn f_above(f: f64, df1: f64, df2: f64) -> f64 {
    if f <= 0.0 {
        return 1.0;
    }
    beta(df2 / (df2 + df1 * f), df2 / 2.0, df1 / 2.0)
}

/// The value that F with these degrees of freedom exceeds with the chance `above`.
pub fn f_quantile(above: f64, df1: f64, df2: f64) -> f64 {
    // In log F, where the chance falls steadily; halving is slow and cannot fail.
    let (mut low, mut high) = (-60.0_f64, 60.0_f64);
    while high - low > 1e-14 * (1.0 + low.abs()) {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if f_above(middle.exp(), df1, df2) > above {
            low = middle;
        } else {
            high = middle;
        }
    }
    (0.5 * (low + high)).exp()
}

/// The chance that chi-square with `df` degrees of freedom is at least `value`.
pub fn chi_square_above(value: f64, df: f64) -> f64 {
    let (a, x) = (df / 2.0, value / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    if x < a + 1.0 {
        return 1.0 - x.inc_gamma(a);
    }
    // The upper tail by Lentz's continued fraction, which keeps its digits when it is tiny.
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for step in 1..500 {
        let n = f64::from(step);
        let factor = -n * (n - a);
        b += 2.0;
        d = 1.0 / (factor * d + b);
        c = b + factor / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    (a * x.ln() - x - Gamma::ln_gamma(a).0).exp() * fraction
}

/// Holm's (1979) step-down adjustment of p-values for looking at many at once. What has none keeps none and does not count.
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(usize, f64)> = p
        .iter()
        .enumerate()
        .filter_map(|(at, p)| Some((at, (*p)?)))
        .collect();
    order.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut adjusted = vec![None; p.len()];
    let mut least = 0.0_f64;
    for (place, (at, p)) in order.iter().enumerate() {
        least = least.max(p * (order.len() - place) as f64).min(1.0);
        adjusted[*at] = Some(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) {
        assert!(
            (found / wanted - 1.0).abs() < 1e-9,
            "{found} is not {wanted}"
        );
    }

    #[test]
    fn known_quantiles_and_tails_are_met() {
        // F(5, 15) at 97.5 % and its tails: the tables of any textbook, to more digits.
        close(
            f_above(11.027_247_956_403, 5.0, 15.0),
            0.000_134_566_516_484_3,
        );
        close(
            f_above(15.223_642_172_524, 23.0, 115.0),
            4.628_022_594_255e-25,
        );
        close(f_above(f_quantile(0.025, 5.0, 3.7), 5.0, 3.7), 0.025);
        close(f_quantile(0.05, 1.0, 10.0), 4.964_602_743_730_711);
        close(
            chi_square_above(17.740_740_740_741, 5.0),
            0.003_289_509_243_68,
        );
        close(
            chi_square_above(104.778_384_798_1, 23.0),
            2.083_838_314_749e-12,
        );
        close(chi_square_above(3.0, 5.0), 0.699_985_835_878_6);
        close(t_two_sided(2.228_138_851_965, 10.0), 0.05);
        close(normal_two_sided(Z975), 0.05);
    }

    #[test]
    fn holm_raises_p_values_and_keeps_their_order() {
        let adjusted = holm(&[Some(0.01), None, Some(0.04), Some(0.03)]);
        assert_eq!(adjusted, [Some(0.03), None, Some(0.06), Some(0.06)]);
    }
}
