//! Symmetric positive definite matrices: factor, inverse, solutions. Blocked, so that nearly all work is matrix products.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, Slice};

/// Columns that are worked on at once.
const BLOCK: usize = 64;

/// The lower Cholesky factor L of a symmetric positive definite matrix A = L L'.
#[derive(Clone, Debug)]
pub struct Cholesky {
    lower: Array2<f64>,
}

impl Cholesky {
    /// Factors a matrix of which only the lower triangle is read; none if it is not positive definite.
    pub fn of(mut matrix: Array2<f64>) -> Option<Self> {
        let size = matrix.nrows();
        let mut start = 0;
        while start < size {
            let end = (start + BLOCK).min(size);
            factor_block(part_mut(matrix.view_mut(), start..end, start..end))?;
            if end == size {
                break;
            }
            let (top, below) = matrix.view_mut().split_at(Axis(0), end);
            let corner = part(top.view(), start..end, start..end);
            let (_, below) = below.split_at(Axis(1), start);
            let (mut panel, mut rest) = below.split_at(Axis(1), end - start);
            divide_by_transpose(&mut panel, corner);
            let (rows, width) = (rest.nrows(), end - start);
            let mut column = 0;
            while column < rows {
                let next = (column + BLOCK).min(rows);
                general_mat_mul(
                    -1.0,
                    &part(panel.view(), column..rows, 0..width),
                    &part(panel.view(), column..next, 0..width).t(),
                    1.0,
                    &mut part_mut(rest.view_mut(), column..rows, column..next),
                );
                column = next;
            }
            start = end;
        }
        for (row, mut line) in matrix.outer_iter_mut().enumerate() {
            line.iter_mut().skip(row + 1).for_each(|value| *value = 0.0);
        }
        Some(Self { lower: matrix })
    }

    /// log |A|.
    pub fn log_determinant(&self) -> f64 {
        2.0 * self
            .lower
            .diag()
            .iter()
            .map(|value| value.ln())
            .sum::<f64>()
    }

    /// L⁻¹ b, in place.
    pub fn forward(&self, right: &mut [f64]) {
        for row in 0..right.len() {
            let line = self.lower.row(row);
            let mut value = right[row];
            for (factor, known) in line.iter().zip(right.iter()).take(row) {
                value -= factor * known;
            }
            right[row] = value / line[row];
        }
    }

    /// L'⁻¹ b, in place.
    pub fn backward(&self, right: &mut [f64]) {
        for row in (0..right.len()).rev() {
            let line = self.lower.row(row);
            let value = right[row] / line[row];
            right[row] = value;
            for (factor, other) in line.iter().zip(right.iter_mut()).take(row) {
                *other -= factor * value;
            }
        }
    }

    /// A⁻¹ b.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        self.forward(&mut solution);
        self.backward(&mut solution);
        solution
    }

    /// L⁻¹, lower triangular.
    pub fn inverse_factor(&self) -> Array2<f64> {
        let size = self.lower.nrows();
        let lower = self.lower.view();
        let mut inverse = Array2::zeros((size, size));
        let mut start = 0;
        while start < size {
            let end = (start + BLOCK).min(size);
            let small = invert_block(part(lower, start..end, start..end));
            let mut product = Array2::zeros((end - start, start));
            let (done, row) = inverse.view_mut().split_at(Axis(0), start);
            // The columns of what is done are triangular: those before a block of columns are zero.
            let mut column = 0;
            while column < start {
                let next = (column + BLOCK).min(start);
                general_mat_mul(
                    1.0,
                    &part(lower, start..end, column..start),
                    &part(done.view(), column..start, column..next),
                    0.0,
                    &mut part_mut(product.view_mut(), 0..end - start, column..next),
                );
                column = next;
            }
            let (mut left, right) = row.split_at(Axis(1), start);
            general_mat_mul(
                -1.0,
                &small,
                &product,
                0.0,
                &mut part_mut(left.view_mut(), 0..end - start, 0..start),
            );
            part_mut(right, 0..end - start, 0..end - start).assign(&small);
            start = end;
        }
        inverse
    }

    /// A⁻¹ from L⁻¹; both triangles are filled.
    pub fn inverse(inverse_factor: &Array2<f64>) -> Array2<f64> {
        let size = inverse_factor.nrows();
        let factor = inverse_factor.view();
        let mut inverse = Array2::zeros((size, size));
        let mut column = 0;
        while column < size {
            let next = (column + BLOCK).min(size);
            let mut row = column;
            while row < size {
                let below = (row + BLOCK).min(size);
                general_mat_mul(
                    1.0,
                    &part(factor, row..size, row..below).t(),
                    &part(factor, row..size, column..next),
                    0.0,
                    &mut part_mut(inverse.view_mut(), row..below, column..next),
                );
                row = below;
            }
            column = next;
        }
        for row in 0..size {
            for column in row + 1..size {
                inverse[[row, column]] = inverse[[column, row]];
            }
        }
        inverse
    }
}

/// Some rows and columns.
pub fn part(
    mut view: ArrayView2<f64>,
    rows: Range<usize>,
    columns: Range<usize>,
) -> ArrayView2<f64> {
    view.slice_axis_inplace(Axis(0), Slice::from(rows));
    view.slice_axis_inplace(Axis(1), Slice::from(columns));
    view
}

/// Some rows and columns, to be written.
pub fn part_mut(
    mut view: ArrayViewMut2<f64>,
    rows: Range<usize>,
    columns: Range<usize>,
) -> ArrayViewMut2<f64> {
    view.slice_axis_inplace(Axis(0), Slice::from(rows));
    view.slice_axis_inplace(Axis(1), Slice::from(columns));
    view
}

/// Factors one diagonal block in place.
fn factor_block(mut block: ArrayViewMut2<f64>) -> Option<()> {
    let size = block.nrows();
    for column in 0..size {
        let mut pivot = block[[column, column]];
        for before in 0..column {
            pivot -= block[[column, before]] * block[[column, before]];
        }
        if !(pivot.is_finite() && pivot > 0.0) {
            return None;
        }
        let pivot = pivot.sqrt();
        block[[column, column]] = pivot;
        for row in column + 1..size {
            let mut value = block[[row, column]];
            for before in 0..column {
                value -= block[[row, before]] * block[[column, before]];
            }
            block[[row, column]] = value / pivot;
        }
    }
    Some(())
}

/// X L' = P for X, in place of P: the panel under a factored corner.
fn divide_by_transpose(panel: &mut ArrayViewMut2<f64>, corner: ArrayView2<f64>) {
    let inverse = invert_block(corner);
    let copy = panel.to_owned();
    general_mat_mul(1.0, &copy, &inverse.t(), 0.0, panel);
}

/// The inverse of a small lower triangular block.
fn invert_block(corner: ArrayView2<f64>) -> Array2<f64> {
    let size = corner.nrows();
    let mut inverse = Array2::zeros((size, size));
    for column in 0..size {
        inverse[[column, column]] = 1.0 / corner[[column, column]];
        for row in column + 1..size {
            let mut value = 0.0;
            for between in column..row {
                value -= corner[[row, between]] * inverse[[between, column]];
            }
            inverse[[row, column]] = value / corner[[row, row]];
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(size: usize) -> Array2<f64> {
        let root = Array2::from_shape_fn((size, size), |(row, column)| {
            ((row * 31 + column * 17) % 23) as f64 / 23.0 + if row == column { 2.0 } else { 0.0 }
        });
        root.dot(&root.t())
    }

    #[test]
    fn a_factor_solves_and_inverts_at_sizes_around_the_block() {
        for size in [1, 2, 63, 64, 65, 150] {
            let matrix = matrix(size);
            let factor = Cholesky::of(matrix.clone()).unwrap();
            let identity = Cholesky::inverse(&factor.inverse_factor()).dot(&matrix);
            let right: Vec<f64> = (0..size).map(|at| at as f64 - 3.0).collect();
            let back = matrix.dot(&ndarray::Array1::from_vec(factor.solve(&right)));
            for row in 0..size {
                assert!((back[row] - right[row]).abs() < 1e-7, "{size} {row}");
                for column in 0..size {
                    let wanted = f64::from(u8::from(row == column));
                    assert!((identity[[row, column]] - wanted).abs() < 1e-8, "{size}");
                }
            }
        }
    }

    #[test]
    fn a_matrix_that_is_not_definite_has_no_factor() {
        let matrix = ndarray::array![[1.0, 2.0], [2.0, 1.0]];
        assert!(Cholesky::of(matrix).is_none());
    }
}
