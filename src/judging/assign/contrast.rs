//! How well judges can be compared through the entries that they share.

use super::problem::Assignment;

/// Sums of products in eight lanes: fast, and always in the same order.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (head, tail) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = head.remainder().iter().zip(tail.remainder());
    let rest: f64 = rest.map(|(x, y)| x * y).sum();
    for (x, y) in head.zip(tail) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    lanes.iter().sum::<f64>() + rest
}

/// Judges that are connected by shared entries, as groups; judges without entries are in none.
pub(super) fn components(assignment: &Assignment) -> usize {
    let judges = assignment.loads.len();
    let mut group: Vec<usize> = (0..judges).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    let mut working = vec![false; judges];
    for panel in &assignment.panels {
        for judge in panel {
            working[*judge] = true;
            let (one, two) = (root(&mut group, panel[0]), root(&mut group, *judge));
            group[one] = two;
        }
    }
    (0..judges)
        .filter(|j| working[*j] && group[*j] == *j)
        .count()
}

/// The variance of the difference of two judges' leniency, the mean over all pairs of judges who have entries, in
/// units of the variance of one score, when the entries' qualities are estimated with it: 2 tr(C⁺) / (J − 1), where
/// C = Σ (diag(p) − p pᵀ / k) over the panels p is the information on the judges. Undefined when they are not all
/// connected, or fewer than two.
pub(super) fn variance(assignment: &Assignment) -> Option<f64> {
    let mut place = vec![usize::MAX; assignment.loads.len()];
    let mut count = 0;
    for judge in assignment.panels.iter().flatten() {
        if place[*judge] == usize::MAX {
            place[*judge] = count;
            count += 1;
        }
    }
    if count < 2 || components(assignment) != 1 {
        return None;
    }
    let mut matrix = vec![0.0; count * count];
    for panel in &assignment.panels {
        let share = 1.0 / panel.len() as f64;
        for one in panel {
            let row = place[*one] * count;
            matrix[row + place[*one]] += 1.0;
            for two in panel {
                matrix[row + place[*two]] -= share;
            }
        }
    }
    // C has one direction without information, all judges alike; with `shift` in it, it can be inverted.
    let shift = (0..count).map(|j| matrix[j * count + j]).sum::<f64>() / count as f64;
    for cell in &mut matrix {
        *cell += shift / count as f64;
    }
    let trace = trace_of_inverse(matrix, count)? - 1.0 / shift;
    Some(2.0 * trace / (count as f64 - 1.0))
}

/// By Cholesky's L: the trace of (L Lᵀ)⁻¹ is the sum of the squares in L⁻¹. None if the matrix is not positive.
fn trace_of_inverse(mut l: Vec<f64>, n: usize) -> Option<f64> {
    for i in 0..n {
        let (above, row) = l.split_at_mut(i * n);
        for j in 0..i {
            let of = &above[j * n..][..=j];
            row[j] = (row[j] - product(&of[..j], &row[..j])) / of[j];
        }
        let left = row[i] - product(&row[..i], &row[..i]);
        if left <= 0.0 {
            return None;
        }
        row[i] = left.sqrt();
    }
    let mut trace = 0.0;
    let mut column = vec![0.0; n];
    for at in 0..n {
        column[at] = 1.0 / l[at * n + at];
        for i in at + 1..n {
            let row = &l[i * n..][..n];
            column[i] = -product(&row[at..i], &column[at..i]) / row[i];
        }
        trace += product(&column[at..], &column[at..]);
    }
    Some(trace)
}
