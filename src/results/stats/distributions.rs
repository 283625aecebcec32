//! Probabilities and quantiles of the normal, t, F and chi-square distributions, over incomplete beta and gamma functions.

use special::{Beta, Error, Gamma};

/// The normal distribution's 97.5 % quantile: intervals are an estimate ± this many standard errors.
pub const Z975: f64 = 1.959_963_984_540_054;

/// The chance that a standard normal value is at least this far from 0.
pub fn normal_two_sided(z: f64) -> f64 {
    (z.abs() / std::f64::consts::SQRT_2).compl_error()
}

/// I_x(a, b), the regularised incomplete beta function.
fn beta(x: f64, a: f64, b: f64) -> f64 {
    x.clamp(0.0, 1.0).inc_beta(a, b, a.ln_beta(b))
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
    let tiny = f64::MIN_POSITIVE;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / tiny;
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
        close(f_above(11.027_247_956_403, 5.0, 15.0), 0.000_134_566_516_484_3);
        close(f_above(15.223_642_172_524, 23.0, 115.0), 4.628_022_594_255e-25);
        close(f_above(f_quantile(0.025, 5.0, 3.7), 5.0, 3.7), 0.025);
        close(f_quantile(0.05, 1.0, 10.0), 4.964_602_743_730_711);
        close(chi_square_above(17.740_740_740_741, 5.0), 0.003_289_509_243_68);
        close(chi_square_above(104.778_384_798_1, 23.0), 2.083_838_314_749e-12);
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
