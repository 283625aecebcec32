//! SQL of judging, by noun.

mod assigning;
mod ballots;
mod criteria;
mod handover;
mod progress;
mod queue;
mod recusals;
mod rounds;
mod scorecard;
mod state;

pub use assigning::Preview;
pub use ballots::{Outcome, Saved};
pub use handover::Handover;
pub use progress::{Coverage, JudgeProgress};
pub use queue::{Counts, Filter, QueueRow, QueuedRound};
pub use rounds::Candidate;
pub use scorecard::{JudgedContent, JudgedEntry, Line, Neighbours, Scorecard};
pub use state::Readiness;
