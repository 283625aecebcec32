//! Logistic regression with an L2 penalty on the weights, by L-BFGS (Nocedal 1980): the same rows in the same order give
//! the same numbers on every machine of one kind.

use super::Lesson;

/// Steps at most; a strength of the grid needs ten to forty.
const STEPS: usize = 200;
/// Differences of gradients that are remembered.
const MEMORY: usize = 8;
/// A gradient shorter than this is taken for none.
const FLAT: f64 = 1e-6;

/// What was fitted. The log-odds of an acceptance are `offset + bias + weights · vector`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    pub bias: f64,
    pub weights: Vec<f64>,
}

impl Fitted {
    /// What is added to the offset.
    pub fn value(&self, vector: &[f32]) -> f64 {
        self.bias + product(&self.weights, vector)
    }
}

/// The scalar product, summed in eight columns so that the processor can add them side by side.
fn product(weights: &[f64], vector: &[f32]) -> f64 {
    let mut sums = [0.0; 8];
    let (ours, theirs) = (weights.chunks_exact(8), vector.chunks_exact(8));
    let rest: f64 = ours
        .remainder()
        .iter()
        .zip(theirs.remainder())
        .map(|(w, x)| w * f64::from(*x))
        .sum();
    for (w, x) in ours.zip(theirs) {
        for (sum, (w, x)) in sums.iter_mut().zip(w.iter().zip(x)) {
            *sum += w * f64::from(*x);
        }
    }
    sums.iter().sum::<f64>() + rest
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, of: &[f64]) {
    for (to, of) in to.iter_mut().zip(of) {
        *to += factor * of;
    }
}

/// What is made small: the mean loss, in which both kinds of decision weigh the same, and half the strength times the
/// squared length of the weights. The point is the weights with the bias behind them.
struct Loss<'a> {
    lessons: &'a [&'a Lesson],
    /// Of each lesson: the log-odds before anything is learned.
    slope: f64,
    strength: f64,
    /// What one accepted and one declined lesson weigh.
    share: [f64; 2],
}

impl Loss<'_> {
    fn new<'a>(lessons: &'a [&'a Lesson], slope: f64, strength: f64) -> Loss<'a> {
        let accepted = lessons.iter().filter(|lesson| lesson.accepted).count();
        let declined = lessons.len() - accepted;
        let share = |count: usize| 0.5 / count.max(1) as f64;
        Loss {
            lessons,
            slope,
            strength,
            share: [share(declined), share(accepted)],
        }
    }

    /// The value at `point`, and its gradient.
    fn at(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let (bias, weights) = point.split_last().map_or((0.0, point), |(b, w)| (*b, w));
        let mut value = 0.5 * self.strength * dot(weights, weights);
        gradient.fill(0.0);
        let mut slope_of_bias = 0.0;
        for lesson in self.lessons {
            let odds = self.slope * lesson.plain + bias + product(weights, &lesson.vector);
            let sign = if lesson.accepted { 1.0 } else { -1.0 };
            let share = self.share[usize::from(lesson.accepted)];
            let margin = sign * odds;
            // log(1 + e^-margin), without overflow.
            value += share * ((-margin.abs()).exp().ln_1p() + (-margin).max(0.0));
            let pull = -sign * share / (1.0 + margin.exp());
            for (to, x) in gradient.iter_mut().zip(&lesson.vector) {
                *to += pull * f64::from(*x);
            }
            slope_of_bias += pull;
        }
        for (to, weight) in gradient.iter_mut().zip(weights) {
            *to += self.strength * weight;
        }
        if let Some(last) = gradient.last_mut() {
            *last = slope_of_bias;
        }
        value
    }
}

/// Fits the lessons, all of whose vectors are of the size of the first one; `start` is where the search begins, for a
/// neighbouring strength.
pub(super) fn fit(
    lessons: &[&Lesson],
    slope: f64,
    strength: f64,
    start: Option<&Fitted>,
) -> Fitted {
    let size = lessons.first().map_or(0, |lesson| lesson.vector.len());
    let loss = Loss::new(lessons, slope, strength);
    let mut point = vec![0.0; size + 1];
    if let Some(start) = start {
        let values = start.weights.iter().chain([&start.bias]);
        for (to, value) in point.iter_mut().zip(values) {
            *to = *value;
        }
    }
    let mut gradient = vec![0.0; size + 1];
    let mut value = loss.at(&point, &mut gradient);
    // Steps taken and how the gradient changed, the newest at the end.
    let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..STEPS {
        if dot(&gradient, &gradient).sqrt() < FLAT {
            break;
        }
        let mut direction = downhill(&gradient, &memory);
        let mut fall = dot(&direction, &gradient);
        if fall >= 0.0 {
            memory.clear();
            direction = gradient.iter().map(|g| -g).collect();
            fall = dot(&direction, &gradient);
        }
        let mut length = 1.0;
        let mut next = point.clone();
        let mut slopes = vec![0.0; size + 1];
        let mut lower = false;
        for _ in 0..40 {
            next.copy_from_slice(&point);
            add(&mut next, length, &direction);
            let there = loss.at(&next, &mut slopes);
            if there <= value + 1e-4 * length * fall {
                (value, lower) = (there, true);
                break;
            }
            length *= 0.5;
        }
        if !lower {
            break;
        }
        let step: Vec<f64> = next.iter().zip(&point).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = slopes.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let bend = dot(&step, &change);
        if bend > 1e-14 {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push((step, change, bend));
        }
        (point, gradient) = (next, slopes);
    }
    let bias = point.pop().unwrap_or(0.0);
    Fitted {
        bias,
        weights: point,
    }
}

/// The direction of the next step: the gradient bent by what is remembered (the two-loop recursion).
fn downhill(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut way = gradient.to_vec();
    let mut shares = Vec::with_capacity(memory.len());
    for (step, change, bend) in memory.iter().rev() {
        let share = dot(step, &way) / bend;
        add(&mut way, -share, change);
        shares.push(share);
    }
    if let Some((_, change, bend)) = memory.last() {
        let scale = bend / dot(change, change);
        way.iter_mut().for_each(|number| *number *= scale);
    }
    for ((step, change, bend), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = dot(change, &way) / bend;
        add(&mut way, share - back, step);
    }
    way.iter_mut().for_each(|number| *number = -*number);
    way
}
