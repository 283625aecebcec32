//! The commands over this engine, from bytes to a writer: `results rank`, `reliability`, `home-advantage`, `pairwise`. One JSON object
//! each; a figure that is undefined is null, and a note says why.

mod advantage;
mod models;
mod options;
mod pairs;
mod rank;
mod rank_notes;
mod reliability;

use std::io::Write;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::crossed::NotEstimable;
use super::table::InputError;

pub use advantage::home_advantage;
pub use options::RankOptions;
pub use pairs::pairwise;
pub use rank::rank;
pub use rank_notes::of as rank_notes;
pub use reliability::reliability;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The input is not what the command reads; says where.
    #[error(transparent)]
    Input(#[from] InputError),
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Values by name, written as an object in the order of the names.
struct Named<'a, T> {
    names: &'a [String],
    values: Vec<T>,
}

impl<'a, T> Named<'a, T> {
    fn new(names: &'a [String], values: impl IntoIterator<Item = T>) -> Self {
        Self {
            names,
            values: values.into_iter().collect(),
        }
    }
}

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, value) in self.names.iter().zip(&self.values) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

fn write_report(output: &mut dyn Write, report: &impl Serialize) -> Result<(), CommandError> {
    serde_json::to_writer(&mut *output, report).map_err(std::io::Error::from)?;
    output.write_all(b"\n")?;
    output.flush()?;
    Ok(())
}

/// In words, why the crossed model could not be fitted.
fn reason(error: NotEstimable) -> &'static str {
    match error {
        NotEstimable::OneEntry => "there is one entry only: nothing to compare it with",
        NotEstimable::NoEntryTwice => {
            "no entry has two scores: what an entry is worth cannot be told from the noise of its only judge"
        }
        NotEstimable::NoVariance => "all scores are equal",
        NotEstimable::FixedEffects => {
            "there are as many effects as ballots, or effects that follow from one another"
        }
    }
}
