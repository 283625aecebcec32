//! How a ranking is made, as the command line and a round say it.

use super::super::analysis::Method;
use super::super::sheet::Missing;

/// How a ranking is made.
#[derive(Clone, Copy, Debug)]
pub struct RankOptions {
    /// From what.
    pub method: Method,
    /// How many places chances are given for.
    pub top: usize,
    /// Whether the crossed model has a term for home advantage.
    pub home: bool,
    /// Draws for chances and intervals of ranks; none is as many as are usual.
    pub draws: Option<usize>,
    /// Where chance begins.
    pub seed: u64,
    /// What becomes of ballots that lack a criterion.
    pub missing: Missing,
}

impl Default for RankOptions {
    fn default() -> Self {
        Self {
            method: Method::Crossed,
            top: 10,
            home: false,
            draws: None,
            seed: 1,
            missing: Missing::Drop,
        }
    }
}
