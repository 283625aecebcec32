//! Rounds, panels, assignment and ballots.

pub mod pages;
