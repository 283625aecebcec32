//! SQL of results.

mod awards;
mod placements;
mod publication;
mod rankings;

pub use awards::awards;
pub use placements::{Honour, Winner, honours};
pub use publication::{Checked, published};
pub use rankings::{Row, TableOf, index, rounds_of};
