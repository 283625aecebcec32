//! SQL of judging, by noun.

mod assigning;
mod ballots;
mod conflicts;
mod criteria;
mod detecting;
mod disagreement;
mod field;
mod freeze;
mod handover;
mod planning;
mod progress;
mod queue;
mod recusals;
mod rounds;
mod scorecard;
mod scorelog;
mod state;
mod stating;
mod through;
mod ties;
mod why;

pub use assigning::{Basis, Preview};
pub use ballots::{Outcome, Saved};
pub use conflicts::{Affected, ConflictLine, Wanted};
pub use disagreement::Disagreement;
pub use field::takes;
pub use freeze::{Confirmation, LogCheck, SIGNATORIES, freeze_of, signatories};
pub use handover::{Handover, Pending, Solved};
pub use progress::{Coverage, JudgeProgress};
pub use queue::{Counts, Filter, QueueRow, QueuedRound};
pub use rounds::Candidate;
pub use scorecard::{JudgedContent, JudgedEntry, Line, Neighbours, Scorecard};
pub use scorelog::LogState;
pub use state::Readiness;
pub use through::{Comer, Coming, Taken};
pub use why::{Candidacy, Stand, WhoAndWhy, Why};
