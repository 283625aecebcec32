//! Rankings, awards and their publication.

pub mod pages;
