//! What an assignment comes to.

use super::contrast;
use super::problem::{Assignment, Problem};

/// Figures of one assignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The fewest and the most entries that a judge has who takes on any.
    pub load_min: u64,
    pub load_max: u64,
    /// Affinity summed over all pairs, and of the entry where this sum is lowest.
    pub total_affinity: f64,
    pub min_entry_affinity: Option<f64>,
    /// Groups of judges connected by shared entries. One: all judges can be compared.
    pub components: usize,
    /// The mean variance of the difference between two judges' leniency, in units of that of one score. None when
    /// it cannot be estimated: fewer than two judges have entries, or they fall into several groups.
    pub contrast: Option<f64>,
}

impl Figures {
    pub fn of(problem: &Problem, assignment: &Assignment) -> Self {
        let of_entry = |(entry, panel): (usize, &Vec<usize>)| {
            let each = panel.iter().map(|judge| problem.affinity(entry, *judge));
            each.sum::<f64>()
        };
        let entries = || assignment.panels.iter().enumerate().map(of_entry);
        let part = (0..problem.judges.len()).filter(|judge| problem.takes_part(*judge));
        Self {
            load_min: part.map(|judge| assignment.loads[judge]).min().unwrap_or(0),
            load_max: assignment.loads.iter().copied().max().unwrap_or(0),
            total_affinity: entries().sum::<f64>() + 0.0,
            min_entry_affinity: entries().min_by(f64::total_cmp),
            components: contrast::components(assignment),
            contrast: contrast::variance(assignment),
        }
    }
}
