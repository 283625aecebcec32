//! The assignment: which judges score which entries. Pure, seeded, the same on every machine.
//!
//! [`solve`] finds it for a [`Problem`]; [`draw`] is the same for a round of a contest, in which what is there already
//! stays and places that nobody may take stay empty; [`Folder`] and [`Report`] are the files of the command.
//! `docs/judging.md` says in plain words what is wanted in which order.

mod blocking;
mod contrast;
mod costs;
mod draw;
mod eligibility;
mod figures;
mod flow;
mod folder;
mod given;
mod moves;
mod problem;
mod published;
mod random;
mod report;
mod rows;
mod seats;
mod stages;
mod start;
mod statement;
mod table;

pub use blocking::{Block, Rule};
pub use draw::{Blockage, Cause, Gap, Plan, draw, reasons};
pub use eligibility::{Bar, Eligibility};
pub use figures::Figures;
pub use folder::Folder;
pub use given::{Draw, Existing, Hold, Panellist, Parameters, Work, organisation};
pub use problem::{Answer, Assignment, Entry, Judge, Problem, Rules};
pub use published::{DrawFiles, DrawFilesError, code};
pub use random::Random;
pub use report::{Blocking, Note, Report, write_pairs};
pub use stages::solve;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
