//! Words of the three languages, for whoever compares texts: one spelling for every disguise, alphabets, words and
//! their stems. Pure functions.

pub mod normalise;
mod pieces;
pub mod script;

pub use normalise::Normal;
pub use pieces::{Stems, pieces};
