//! Scores from comparisons of two: Bradley and Terry (1952), ties as half a win each or by Davidson (1970), judges weighed after Chen,
//! Bennett, Collins-Thompson and Horvitz (2013).

mod crowd;
mod fit;
mod graph;
mod input;
mod order;

pub use crowd::Crowd;
pub use fit::{Fit, Posterior, Ties};
pub use graph::{Links, links};
pub use input::{Comparison, Comparisons};
pub use order::weight;

/// A comparison of all items from all votes.
#[derive(Clone, Debug)]
pub struct Pairwise {
    /// Who beat whom, as a graph.
    pub links: Links,
    /// Maximum likelihood; none if it does not exist, because not every item is linked to every other by a chain of wins.
    pub fit: Option<Fit>,
    /// With a prior N(0, 1) on each ability, which always exists.
    pub map: Fit,
    /// With judges weighed, if that was asked for.
    pub crowd: Option<Crowd>,
}

impl Pairwise {
    /// Fits everything; `judges` also weighs them.
    pub fn of(comparisons: &Comparisons, ties: Ties, judges: bool) -> Self {
        let links = links(comparisons);
        let fit = if links.is_strong() {
            Fit::of(comparisons, ties, None)
        } else {
            None
        };
        let map =
            Fit::of(comparisons, ties, Some(1.0)).unwrap_or_else(|| Fit::unknown(comparisons));
        Self {
            links,
            fit,
            map,
            crowd: judges.then(|| Crowd::of(comparisons)),
        }
    }
}
