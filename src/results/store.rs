//! SQL of results.

mod awards;
mod certificates;
mod intake;
mod judges;
mod methods;
mod objections;
mod placements;
mod publication;
mod rankings;
mod runs;
mod tables;

pub use awards::awards;
pub use certificates::{Certified, certified};
pub use intake::{Feeder, Ranked, take, tick, tied};
pub use judges::{Decided, accounts_of, decisions};
pub use methods::{Chosen, methods};
pub use objections::{Objected, Objector};
pub use placements::{Honour, Named, Proposal, Winner, honours};
pub use publication::{Checked, published};
pub use rankings::{index, rounds_of};
pub use runs::{Move, Outcome, Reading, read, step};
pub use tables::{EntryOfRow, Row, Sureness, TableOf};
