//! The forward pass: rows of the embedding to one vector a text. Several texts go through it as one stack of rows.

use std::io::Read;

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use super::EncoderError;
use super::blocks::Blocks;

/// Numbers of an embedding, and of a vector.
pub(super) const DIM: usize = 512;
/// Columns of a branch.
const WIDTH: usize = 256;
/// Rows that a branch sees, and how many of them stand before the row itself.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Columns of all branches.
const BRANCHES: usize = WIDTH * WINDOWS.len();
/// Columns of embedding and branches.
const ALL: usize = DIM + BRANCHES;
/// Columns of the last layers but one.
const NARROW: usize = 320;
/// Rows of zeros before each text and after the last: what windows see beyond a text.
const GAP: usize = 2;

struct Branch {
    window: usize,
    before: usize,
    projection: Vec<f32>,
    projection_bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    layers: [(Vec<f32>, Vec<f32>); 2],
}

/// The dense layers, as numbers; matrices are "in × out", row by row.
pub(super) struct Network {
    epsilon: f32,
    branches: Vec<Branch>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    output: Vec<f32>,
    output_bias: Vec<f32>,
    d0: Vec<f32>,
    d1: Vec<f32>,
    p1: Vec<f32>,
    d2: Vec<f32>,
    p3: Vec<f32>,
    d3: Vec<f32>,
}

impl Network {
    /// Reads blocks 7 to 40 of a model file; `epsilon` keeps the layer norms from dividing by zero.
    pub fn read<R: Read>(blocks: &mut Blocks<R>, epsilon: f32) -> Result<Self, EncoderError> {
        let branches = WINDOWS
            .iter()
            .map(|(window, before)| {
                let seen = window * WIDTH;
                Ok(Branch {
                    window: *window,
                    before: *before,
                    projection: blocks.matrix(DIM, WIDTH)?,
                    projection_bias: blocks.vector(WIDTH)?,
                    gain: blocks.vector(WIDTH)?,
                    shift: blocks.vector(WIDTH)?,
                    layers: [
                        (blocks.matrix(seen, WIDTH)?, blocks.vector(WIDTH)?),
                        (blocks.matrix(seen, WIDTH)?, blocks.vector(WIDTH)?),
                    ],
                })
            })
            .collect::<Result<_, EncoderError>>()?;
        Ok(Self {
            epsilon,
            branches,
            gain: blocks.vector(ALL)?,
            shift: blocks.vector(ALL)?,
            output: blocks.matrix(ALL, DIM)?,
            output_bias: blocks.vector(DIM)?,
            d0: blocks.matrix(DIM, NARROW)?,
            d1: blocks.matrix(NARROW, NARROW)?,
            p1: blocks.matrix(DIM, NARROW)?,
            d2: blocks.matrix(NARROW, DIM)?,
            p3: blocks.matrix(NARROW, DIM)?,
            d3: blocks.matrix(DIM, DIM)?,
        })
    }

    /// One vector of length 1 a text. `embedded` holds the rows of all texts, `lengths` how many each has.
    pub fn forward(&self, embedded: &[f32], lengths: &[usize]) -> Vec<Vec<f32>> {
        let branches = self.branches(embedded, lengths);
        let mut pooled = vec![0.0; lengths.len() * ALL];
        let mut whole = vec![0.0; ALL];
        for ((_, row, text), own) in places(lengths).zip(embedded.chunks_exact(DIM)) {
            whole[..DIM].copy_from_slice(own);
            for (part, branch) in whole[DIM..].chunks_exact_mut(WIDTH).zip(&branches) {
                part.copy_from_slice(&branch[row * WIDTH..][..WIDTH]);
            }
            let (mean, scale) = spread(&[&whole], self.epsilon);
            let sum = &mut pooled[text * ALL..][..ALL];
            for (((sum, value), gain), shift) in
                sum.iter_mut().zip(&whole).zip(&self.gain).zip(&self.shift)
            {
                *sum += (value - mean) * scale * gain + shift;
            }
        }
        let mut mixed = vec![0.0; lengths.len() * DIM];
        product(lengths.len(), &pooled, &self.output, &mut mixed, 0.0);
        for (mixed, length) in mixed.chunks_exact_mut(DIM).zip(lengths) {
            let length = *length as f32;
            for (value, bias) in mixed.iter_mut().zip(&self.output_bias) {
                *value = (*value + length * bias) / length.sqrt();
            }
        }
        self.last_layers(&mixed, lengths.len())
    }

    fn last_layers(&self, mixed: &[f32], texts: usize) -> Vec<Vec<f32>> {
        let mut narrow = vec![0.0; texts * NARROW];
        product(texts, mixed, &self.d0, &mut narrow, 0.0);
        relu(&mut narrow);
        let mut first = vec![0.0; texts * NARROW];
        product(texts, mixed, &self.p1, &mut first, 0.0);
        product(texts, &narrow, &self.d1, &mut first, 1.0);
        relu(&mut first);
        let mut wide = vec![0.0; texts * DIM];
        product(texts, &first, &self.d2, &mut wide, 0.0);
        relu(&mut wide);
        let mut last = vec![0.0; texts * DIM];
        product(texts, &first, &self.p3, &mut last, 0.0);
        product(texts, &wide, &self.d3, &mut last, 1.0);
        last.chunks_exact(DIM)
            .map(|row| {
                let row: Vec<f32> = row.iter().map(|value| value.tanh()).collect();
                let length = row.iter().map(|value| value * value).sum::<f32>().sqrt();
                row.iter().map(|value| value / length.max(1e-6)).collect()
            })
            .collect()
    }

    /// The three branches over all texts, each with rows of zeros around every text.
    fn branches(&self, embedded: &[f32], lengths: &[usize]) -> Vec<Vec<f32>> {
        let tokens: usize = lengths.iter().sum();
        let rows = tokens + GAP * (lengths.len() + 1);
        let projected: Vec<Vec<f32>> = self
            .branches
            .iter()
            .map(|branch| {
                let mut out = vec![0.0; tokens * WIDTH];
                product(tokens, embedded, &branch.projection, &mut out, 0.0);
                for row in out.chunks_exact_mut(WIDTH) {
                    for (value, bias) in row.iter_mut().zip(&branch.projection_bias) {
                        *value += bias;
                    }
                }
                out
            })
            .collect();
        let norms: Vec<(f32, f32)> = (0..tokens)
            .map(|token| {
                let parts: Vec<&[f32]> = projected
                    .iter()
                    .map(|part| &part[token * WIDTH..][..WIDTH])
                    .collect();
                spread(&parts, self.epsilon)
            })
            .collect();
        self.branches
            .iter()
            .zip(&projected)
            .map(|(branch, projected)| {
                let mut seen = vec![0.0; rows * WIDTH];
                for (token, row, _) in places(lengths) {
                    let (mean, scale) = norms[token];
                    let from = &projected[token * WIDTH..][..WIDTH];
                    let to = &mut seen[row * WIDTH..][..WIDTH];
                    for (((to, from), gain), shift) in
                        to.iter_mut().zip(from).zip(&branch.gain).zip(&branch.shift)
                    {
                        *to = (from - mean) * scale * gain + shift;
                    }
                }
                branch
                    .layers
                    .iter()
                    .fold(seen, |seen, layer| branch.layer(&seen, layer, lengths))
            })
            .collect()
    }
}

impl Branch {
    /// relu(window · w + b) + x for every row of a text; the rows between texts stay zero.
    fn layer(&self, seen: &[f32], (w, b): &(Vec<f32>, Vec<f32>), lengths: &[usize]) -> Vec<f32> {
        let rows = seen.len() / WIDTH;
        let mut sums = vec![0.0; (rows - 2 * GAP) * WIDTH];
        // Neighbouring windows overlap: each begins one row after the one before it.
        let windows = ArrayView2::from_shape(
            (rows - 2 * GAP, self.window * WIDTH).strides((WIDTH, 1)),
            &seen[(GAP - self.before) * WIDTH..],
        );
        if let Ok(windows) = windows {
            multiply(windows, w, &mut sums, 0.0);
        }
        let mut out = vec![0.0; seen.len()];
        for (_, row, _) in places(lengths) {
            let at = row * WIDTH;
            let sums = &sums[at - GAP * WIDTH..][..WIDTH];
            let own = &seen[at..][..WIDTH];
            for (((out, sum), own), bias) in out[at..][..WIDTH].iter_mut().zip(sums).zip(own).zip(b)
            {
                *out = (sum + bias).max(0.0) + own;
            }
        }
        out
    }
}

/// For every token: its number, its row in a stack with gaps, and its text.
fn places(lengths: &[usize]) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    lengths
        .iter()
        .enumerate()
        .flat_map(|(text, length)| std::iter::repeat_n(text, *length))
        .enumerate()
        .map(|(token, text)| (token, token + GAP * (text + 1), text))
}

/// Mean of all numbers of the parts together, and 1 over the root of their variance plus epsilon.
fn spread(parts: &[&[f32]], epsilon: f32) -> (f32, f32) {
    let count = parts.iter().map(|part| part.len()).sum::<usize>() as f32;
    let mean = parts.iter().map(|part| sum(part, |x| x)).sum::<f32>() / count;
    let variance = parts
        .iter()
        .map(|part| sum(part, |x| (x - mean) * (x - mean)))
        .sum::<f32>()
        / count;
    (mean, 1.0 / (variance + epsilon).sqrt())
}

/// Sum of `f` over the numbers, in sixteen lanes.
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<16>();
    let mut lanes = [0.0; 16];
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += f(*value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|value| f(*value)).sum::<f32>()
}

fn relu(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = value.max(0.0));
}

/// out = a · b + keep · out, where a has `rows` rows.
fn product(rows: usize, a: &[f32], b: &[f32], out: &mut [f32], keep: f32) {
    let inner = a.len().checked_div(rows).unwrap_or(0);
    if let Ok(a) = ArrayView2::from_shape((rows, inner), a) {
        multiply(a, b, out, keep);
    }
}

/// out = a · b + keep · out.
fn multiply(a: ArrayView2<'_, f32>, b: &[f32], out: &mut [f32], keep: f32) {
    let (rows, inner) = a.dim();
    let columns = b.len().checked_div(inner).unwrap_or(0);
    if let (Ok(b), Ok(mut out)) = (
        ArrayView2::from_shape((inner, columns), b),
        ArrayViewMut2::from_shape((rows, columns), out),
    ) {
        general_mat_mul(1.0, &a, &b, keep, &mut out);
    }
}
