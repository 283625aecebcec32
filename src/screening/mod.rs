//! Decisions on entries before judging: accept, return for changes, reject.

pub mod pages;
pub mod store;
