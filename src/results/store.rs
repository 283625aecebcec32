//! SQL of results.

mod audience;
mod awards;
mod certificates;
mod feedback;
mod intake;
mod judges;
mod methods;
mod notice_texts;
mod notices;
mod objections;
mod placements;
mod publication;
mod rankings;
mod runs;
mod sealing;
mod standing;
mod tables;
mod what_if;

pub use audience::{Voted, counts, matched, sources, voted, votes_are_public};
pub use awards::awards;
pub use certificates::{Certified, certified};
pub use feedback::{CriterionMean, Feedback, RoundFeedback};
pub use intake::{Feeder, Ranked, take, tick, tied};
pub use judges::{Decided, accounts_of, decisions};
pub use methods::{Chosen, methods};
pub use notices::{NoticeRow, Told, already_told, told};
pub use objections::{Objected, Objector};
pub use placements::{Honour, Named, Points, Proposal, Winner, honours};
pub use publication::published;
pub use rankings::{index, rounds_of};
pub use runs::{Move, Outcome, Reading, read, step};
pub use standing::Standing;
pub use tables::{EntryOfRow, Row, Sureness, TableOf};
pub use what_if::WhatIf;
