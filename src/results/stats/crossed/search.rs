//! Looks for the pair of relative standard deviations with the smallest criterion.

/// Beyond this the residual is as good as nothing beside the effects.
pub const LARGEST: f64 = 1e4;
/// Below this an effect may be none; its slope decides.
const SMALL: f64 = 0.02;
const TINY: f64 = 1e-4;
const STEPS: usize = 200;

/// A criterion and its derivatives by log θ; none where it is undefined.
pub type Value = Option<(f64, [f64; 2])>;

/// The best pair θ ≥ 0 found from `start`; components that are not `free` stay as they are. A criterion that is even in each θ is
/// smooth across 0, so that a variance on the boundary is an ordinary minimum here. BFGS with Armijo's rule (Nocedal and Wright,
/// *Numerical Optimization*, ch. 6). None if the criterion is undefined at the start.
pub fn smallest(
    value: &mut dyn FnMut([f64; 2]) -> Value,
    start: [f64; 2],
    mut free: [bool; 2],
    levels: [usize; 2],
) -> Option<([f64; 2], f64)> {
    let (mut at, mut best) = descend(value, start, free, levels)?;
    // The largest first: with the residual near 0 both grow together, and one of them is held.
    let largest = usize::from(at[1] > at[0]);
    if at[largest] >= LARGEST && free[largest] {
        at[largest] = LARGEST;
        free[largest] = false;
        (at, best) = descend(value, at, free, levels)?;
    }
    for side in 0..2 {
        if !free[side] || at[side] >= SMALL {
            continue;
        }
        let mut near = at;
        near[side] = TINY;
        let rising = value(near).is_some_and(|(_, slopes)| slopes[side] >= 0.0);
        if rising {
            at[side] = 0.0;
            free[side] = false;
            (at, best) = descend(value, at, free, levels)?;
        }
    }
    Some((at, best))
}

fn descend(
    value: &mut dyn FnMut([f64; 2]) -> Value,
    start: [f64; 2],
    free: [bool; 2],
    levels: [usize; 2],
) -> Option<([f64; 2], f64)> {
    let mut at = start;
    let (mut here, mut log_slopes) = value(at)?;
    let mut slopes = by_theta(log_slopes, at, free);
    let first_guess = |at: [f64; 2]| {
        let guess = |side: usize| at[side] * at[side] / (4.0 * levels[side].max(1) as f64);
        [[guess(0), 0.0], [0.0, guess(1)]]
    };
    let mut inverse = first_guess(at);
    let mut fresh = true;
    for _ in 0..STEPS {
        if at.iter().any(|theta| theta.abs() > LARGEST) {
            break;
        }
        let flat = (0..2).all(|side| !free[side] || log_slopes[side].abs() < 1e-7);
        if flat {
            break;
        }
        let mut step = [
            -(inverse[0][0] * slopes[0] + inverse[0][1] * slopes[1]),
            -(inverse[1][0] * slopes[0] + inverse[1][1] * slopes[1]),
        ];
        let stretch = (0..2)
            .map(|side| step[side].abs() / (2.0 * at[side].abs() + 0.02))
            .fold(1.0, f64::max);
        step = step.map(|part| part / stretch);
        let descent = step[0] * slopes[0] + step[1] * slopes[1];
        let Some((next, there, next_slopes)) =
            shorten(value, at, here, step, descent, log_slopes, free)
        else {
            if fresh {
                break;
            }
            inverse = first_guess(at);
            fresh = true;
            continue;
        };
        let new_slopes = by_theta(next_slopes, next, free);
        let moved = [next[0] - at[0], next[1] - at[1]];
        let turned = [new_slopes[0] - slopes[0], new_slopes[1] - slopes[1]];
        update(&mut inverse, moved, turned, fresh);
        fresh = false;
        (at, here, log_slopes, slopes) = (next, there, next_slopes, new_slopes);
    }
    Some((at.map(f64::abs), here))
}

/// The first of step, step/4, step/16 … that lowers the criterion enough; within its rounding, one that flattens its slope.
fn shorten(
    value: &mut dyn FnMut([f64; 2]) -> Value,
    at: [f64; 2],
    here: f64,
    step: [f64; 2],
    descent: f64,
    log_slopes: [f64; 2],
    free: [bool; 2],
) -> Option<([f64; 2], f64, [f64; 2])> {
    if descent >= 0.0 {
        return None;
    }
    let steepness = |slopes: [f64; 2]| {
        (0..2)
            .filter(|side| free[*side])
            .map(|side| slopes[side].abs())
            .fold(0.0, f64::max)
    };
    let rounding = 1e-11 * (1.0 + here.abs());
    let mut length = 1.0;
    for _ in 0..20 {
        let next = [at[0] + length * step[0], at[1] + length * step[1]];
        if let Some((there, slopes)) = value(next.map(f64::abs)) {
            let lower = there <= here + 1e-4 * length * descent;
            let flatter =
                there <= here + rounding && steepness(slopes) < 0.9 * steepness(log_slopes);
            if lower || flatter {
                return Some((next, there, slopes));
            }
        }
        length *= 0.25;
    }
    None
}

fn by_theta(log_slopes: [f64; 2], at: [f64; 2], free: [bool; 2]) -> [f64; 2] {
    std::array::from_fn(|side| {
        if free[side] && at[side] != 0.0 {
            log_slopes[side] / at[side]
        } else {
            0.0
        }
    })
}

/// The BFGS update of the inverse Hessian.
fn update(inverse: &mut [[f64; 2]; 2], moved: [f64; 2], turned: [f64; 2], fresh: bool) {
    let curvature = moved[0] * turned[0] + moved[1] * turned[1];
    if curvature <= 1e-14 * (moved[0].hypot(moved[1]) * turned[0].hypot(turned[1])) {
        return;
    }
    if fresh {
        let tall = [
            inverse[0][0] * turned[0] + inverse[0][1] * turned[1],
            inverse[1][0] * turned[0] + inverse[1][1] * turned[1],
        ];
        let scale = curvature / (turned[0] * tall[0] + turned[1] * tall[1]);
        if scale.is_finite() && scale > 0.0 {
            inverse.iter_mut().flatten().for_each(|part| *part *= scale);
        }
    }
    let tall = [
        inverse[0][0] * turned[0] + inverse[0][1] * turned[1],
        inverse[1][0] * turned[0] + inverse[1][1] * turned[1],
    ];
    let bend = turned[0] * tall[0] + turned[1] * tall[1];
    for row in 0..2 {
        for column in 0..2 {
            inverse[row][column] += (1.0 + bend / curvature) * moved[row] * moved[column]
                / curvature
                - (tall[row] * moved[column] + moved[row] * tall[column]) / curvature;
        }
    }
}
