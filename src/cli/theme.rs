//! `theme check`, `theme duplicates` and `theme evaluate`: the theme check over files, without a database.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::Outcome;
use crate::theme::check::{
    Duplicates, Encoder, Prepared, Profile, check_lines, duplicate_pairs, evaluate,
};
use crate::theme::encoder;

#[derive(Subcommand)]
pub enum Theme {
    /// Check entries, one JSON object a line, against a theme profile.
    Check(Check),
    /// Find pairs of entries with the same or nearly the same text.
    Duplicates(DuplicatePairs),
    /// Measure the check on labelled entries: AUC and bands, by theme and language.
    Evaluate(Evaluate),
}

#[derive(Args)]
pub struct Check {
    /// The theme profile (TOML).
    #[arg(long)]
    profile: PathBuf,
    /// Words alone, without the sentence encoder.
    #[arg(long)]
    lexical: bool,
    /// JSON lines, or - for standard input.
    entries: PathBuf,
}

#[derive(Args)]
pub struct DuplicatePairs {
    /// How much of the rarer text must be found in the other, 0 to 1.
    #[arg(long, default_value_t = 0.60)]
    threshold: f64,
    /// Words alone, without the sentence encoder: translations are not found.
    #[arg(long)]
    lexical: bool,
    /// JSON lines, or - for standard input.
    entries: PathBuf,
}

#[derive(Args)]
pub struct Evaluate {
    /// A theme profile (TOML); may be given several times.
    #[arg(long, required = true)]
    profile: Vec<PathBuf>,
    /// Words alone, without the sentence encoder.
    #[arg(long)]
    lexical: bool,
    /// JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// JSON lines with `theme` and `label`, or - for standard input.
    labelled: PathBuf,
}

impl Theme {
    pub fn run(self) -> Outcome {
        let mut out = BufWriter::new(stdout().lock());
        match self {
            Self::Check(command) => {
                let prepared = prepare(&command.profile, encoder(command.lexical))?;
                let mut input = open(&command.entries)?;
                check_lines(&prepared, &name(&command.entries), &mut input, &mut out)?;
            }
            Self::Duplicates(command) => {
                let rules = Duplicates {
                    threshold: command.threshold,
                    ..Duplicates::default()
                };
                let mut input = open(&command.entries)?;
                let encoder = encoder(command.lexical);
                duplicate_pairs(
                    rules,
                    encoder.as_deref(),
                    &name(&command.entries),
                    &mut input,
                    &mut out,
                )?;
            }
            Self::Evaluate(command) => {
                let encoder = encoder(command.lexical);
                let profiles: Vec<Prepared> = command
                    .profile
                    .iter()
                    .map(|path| prepare(path, encoder.clone()))
                    .collect::<anyhow::Result<_>>()?;
                let mut input = open(&command.labelled)?;
                evaluate(
                    &profiles,
                    command.json,
                    &name(&command.labelled),
                    &mut input,
                    &mut out,
                )?;
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The sentence encoder, unless words alone were asked for or this program has none; it says so then.
fn encoder(lexical: bool) -> Option<Arc<dyn Encoder>> {
    if lexical {
        return None;
    }
    encoder::shared()
        .inspect_err(|error| eprintln!("shortlist: {error}: words alone are compared"))
        .ok()
}

fn prepare(path: &Path, encoder: Option<Arc<dyn Encoder>>) -> anyhow::Result<Prepared> {
    let text = std::fs::read_to_string(path).with_context(|| name(path))?;
    let profile = Profile::parse(&text).with_context(|| name(path))?;
    let prepared = match encoder {
        Some(encoder) => Prepared::with_encoder(profile, encoder),
        None => Prepared::new(profile),
    };
    let prepared = prepared.with_context(|| name(path))?;
    for warning in prepared.warnings() {
        eprintln!(
            "{}: warning: {} {}",
            name(path),
            warning.code,
            warning.subjects.join(", ")
        );
    }
    Ok(prepared)
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    Ok(Box::new(BufReader::new(
        File::open(path).with_context(|| name(path))?,
    )))
}

fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}
