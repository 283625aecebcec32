//! SQL of results.

mod awards;
mod intake;
mod placements;
mod publication;
mod rankings;
mod tables;

pub use awards::awards;
pub use intake::{Feeder, Ranked, take, tick, tied};
pub use placements::{Honour, Named, Proposal, Winner, honours};
pub use publication::{Checked, published};
pub use rankings::{index, rounds_of};
pub use tables::{EntryOfRow, Row, TableOf};
