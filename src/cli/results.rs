//! `results rank`, `reliability`, `home-advantage`, `pairwise`, `verify`: the statistics of results over files, without a database.

use std::io::{BufWriter, Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};

use super::{Outcome, public_key};
use crate::results::run::bundle::{self, Seal};
use crate::results::stats::{self, RankOptions};

#[derive(Subcommand)]
pub enum Results {
    /// Rank entries by their scores, and say how sure the order is.
    Rank(Rank),
    /// Say how far judges agree, and how each compares with the others.
    Reliability(Scores),
    /// Say whether judges favour entries of their own country.
    HomeAdvantage(HomeAdvantage),
    /// Turn votes on pairs into abilities.
    Pairwise(Pairwise),
    /// Check the digests and the signature of a bundle and compute its ranking anew. Exits 1 and says what differs when
    /// something does not hold.
    Verify(Verify),
}

#[derive(Args)]
pub struct Verify {
    /// The bundle (ZIP) from the page of results, or - for standard input.
    bundle: PathBuf,
    /// The public key that it must be signed with: 64 hexadecimal digits, 32 bytes, or a receipt of the same installation.
    #[arg(long)]
    key: Option<PathBuf>,
}

#[derive(Args)]
pub struct Scores {
    /// CSV with the columns entry, judge, score, or - for standard input.
    scores: PathBuf,
}

#[derive(Args)]
pub struct Rank {
    #[command(flatten)]
    input: Scores,
    /// What the order is made from.
    #[arg(long, value_enum, default_value_t)]
    method: Method,
    /// How many places chances are given for.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// Take a common home advantage into the crossed model.
    #[arg(long)]
    home: bool,
    /// Draws that chances rest on, at least 10,000; by default more for small contests.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    draws: Option<u32>,
    /// Where chance begins: the same seed gives the same figures.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What becomes of a ballot that lacks a criterion.
    #[arg(long, value_enum, default_value_t)]
    missing: Missing,
}

#[derive(Args)]
pub struct HomeAdvantage {
    /// CSV that also has the columns judge_country and entry_country, or - for standard input.
    scores: PathBuf,
    /// Where chance begins: the same seed gives the same figures.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Args)]
pub struct Pairwise {
    /// CSV with item_a, item_b, wins_a, wins_b, ties, or with judge, item_a, item_b, winner; - for standard input.
    pairs: PathBuf,
    /// What a tie is.
    #[arg(long, value_enum, default_value_t)]
    ties: Ties,
    /// Weigh judges by how far they agree with the others.
    #[arg(long)]
    judges: bool,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Method {
    #[default]
    Crossed,
    Mean,
    Trimmed,
    Median,
    Z,
    Weighted,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Missing {
    #[default]
    Drop,
    Renormalise,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Ties {
    #[default]
    Half,
    Davidson,
}

impl Results {
    pub fn run(self) -> Outcome {
        let mut out = BufWriter::new(stdout().lock());
        match self {
            Self::Rank(command) => {
                let (name, bytes) = read(&command.input.scores)?;
                stats::rank(command.options(), &name, &bytes, &mut out)?;
            }
            Self::Reliability(command) => {
                let (name, bytes) = read(&command.scores)?;
                stats::reliability(&name, &bytes, &mut out)?;
            }
            Self::HomeAdvantage(command) => {
                let (name, bytes) = read(&command.scores)?;
                stats::home_advantage(command.seed, &name, &bytes, &mut out)?;
            }
            Self::Pairwise(command) => {
                let (name, bytes) = read(&command.pairs)?;
                let ties = match command.ties {
                    Ties::Half => stats::Ties::Half,
                    Ties::Davidson => stats::Ties::Davidson,
                };
                stats::pairwise(ties, command.judges, &name, &bytes, &mut out)?;
            }
            Self::Verify(command) => return command.run(&mut out),
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Differences that are told one by one.
const TOLD: usize = 20;

impl Verify {
    fn run(&self, out: &mut impl Write) -> Outcome {
        let (name, bytes) = read(&self.bundle)?;
        let key = self.key.as_deref().map(public_key).transpose()?;
        let verdict = bundle::verify(&bytes, key.as_deref()).with_context(|| name.clone())?;
        let said = &verdict.parameters;
        writeln!(out, "{} / {}", said.contest, said.round)?;
        writeln!(
            out,
            "{} entries, {} judges, {} ballots; method {}, seed {}; computed by {}",
            verdict.entries,
            verdict.judges,
            verdict.ballots,
            said.plan.method,
            said.plan.seed,
            said.program,
        )?;
        if let Some(changed) = &said.reweighed {
            let weights: Vec<String> = changed
                .criteria
                .iter()
                .map(|each| format!("{} {} → {} %", each.criterion, each.was, each.weight))
                .collect();
            writeln!(
                out,
                "Weights changed after scoring ({}): {}. Reason: {}",
                changed.at,
                weights.join(", "),
                changed.reason,
            )?;
        }
        writeln!(out, "SHA-256 {}", verdict.digest)?;
        let is_signed = self.tell(&verdict.seal, out)?;
        if verdict.differences.is_empty() {
            writeln!(out, "The ranking computed anew is the same.")?;
            out.flush()?;
            return Ok(match is_signed {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            });
        }
        let count = verdict.differences.len();
        writeln!(out, "The ranking computed anew is not the same:")?;
        for difference in verdict.differences.iter().take(TOLD) {
            writeln!(out, "  {difference}")?;
        }
        if count > TOLD {
            writeln!(out, "  and {} more", count - TOLD)?;
        }
        out.flush()?;
        Ok(ExitCode::FAILURE)
    }

    /// Says what is signed, and by which key. False where a signature does not hold, or one was asked for and is not there.
    fn tell(&self, seal: &Seal, out: &mut impl Write) -> std::io::Result<bool> {
        let (key, score_log) = match seal {
            Seal::Unsigned => {
                writeln!(
                    out,
                    "Not signed: whoever made the file can have written anything in it."
                )?;
                return Ok(self.key.is_none());
            }
            Seal::Broken(why) => {
                writeln!(out, "The signature does not hold: {why}.")?;
                return Ok(false);
            }
            Seal::Holds { key, score_log } => (key, score_log),
        };
        writeln!(out, "Signed (Ed25519): the digests of all files.")?;
        if let Some(log) = score_log {
            writeln!(
                out,
                "Signed too: the score log was confirmed to end after {} records in {}",
                log.records, log.digest
            )?;
            for each in &log.confirmed {
                writeln!(out, "  by {} ({}), {}", each.by, each.organisation, each.at)?;
            }
        }
        writeln!(out, "Key {key}")?;
        if self.key.is_none() {
            writeln!(
                out,
                "The key came with the file: compare it with the page of results, or with a receipt of the same contest."
            )?;
        }
        Ok(true)
    }
}

impl Rank {
    fn options(&self) -> RankOptions {
        RankOptions {
            method: match self.method {
                Method::Crossed => stats::Method::Crossed,
                Method::Mean => stats::Method::Mean,
                Method::Trimmed => stats::Method::Trimmed,
                Method::Median => stats::Method::Median,
                Method::Z => stats::Method::Z,
                Method::Weighted => stats::Method::Weighted,
            },
            top: self.top as usize,
            home: self.home,
            draws: self.draws.map(|draws| draws as usize),
            seed: self.seed,
            missing: match self.missing {
                Missing::Drop => stats::Missing::Drop,
                Missing::Renormalise => stats::Missing::Renormalise,
            },
        }
    }
}

/// A file's name for messages, and what is in it.
fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    if path == Path::new("-") {
        let name = "standard input".to_owned();
        let mut bytes = Vec::new();
        stdin()
            .read_to_end(&mut bytes)
            .with_context(|| name.clone())?;
        return Ok((name, bytes));
    }
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| name.clone())?;
    Ok((name, bytes))
}
