//! To come.

pub mod pages;
