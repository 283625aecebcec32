//! The theme check: does an entry match the theme and have positive content?

pub mod check;
pub mod pages;
