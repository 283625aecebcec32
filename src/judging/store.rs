//! SQL of judging, by noun.

mod assigning;
mod ballots;
mod conflicts;
mod criteria;
mod detecting;
mod field;
mod handover;
mod planning;
mod progress;
mod queue;
mod recusals;
mod rounds;
mod scorecard;
mod state;
mod stating;
mod through;
mod ties;
mod totals;
mod why;

pub use assigning::Preview;
pub use ballots::{Outcome, Saved};
pub use conflicts::{Affected, ConflictLine, Wanted};
pub use field::takes;
pub use handover::Handover;
pub use progress::{Coverage, JudgeProgress};
pub use queue::{Counts, Filter, QueueRow, QueuedRound};
pub use rounds::Candidate;
pub use scorecard::{JudgedContent, JudgedEntry, Line, Neighbours, Scorecard};
pub use state::Readiness;
pub use through::{Comer, Coming, Taken};
pub use totals::{Recount, WrongTotal};
pub use why::{Candidacy, Stand, WhoAndWhy, Why};
