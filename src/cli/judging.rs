//! `judging assign`, `judging verify`: the assignment over files, and an exported score log checked, without a database.

use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::{Outcome, output};
use crate::judging::assign::{Answer, Folder, Report, solve, write_pairs};
use crate::judging::scorelog;

#[derive(Subcommand)]
pub enum Judging {
    /// Find which judges score which entries. Exits 1 when no assignment keeps the rules.
    Assign(Assign),
    /// Check an exported score log. Exits 1 and names the first broken link when it does not hold, 2 when it is none.
    Verify(Verify),
}

#[derive(Args)]
pub struct Verify {
    /// The log (JSON Lines) from a round's page, or - for standard input.
    log: PathBuf,
    /// The digest that the log must end in: the one that the organisers confirmed.
    #[arg(long)]
    digest: Option<String>,
}

#[derive(Args)]
pub struct Assign {
    /// The folder with entries.csv, judges.csv, conflicts.csv and params.json.
    folder: PathBuf,
    /// What chance is drawn from, in place of the seed in params.json.
    #[arg(long)]
    seed: Option<u64>,
    /// How much affinity counts against chance, 0 to 1. Under 1 judges meet more others and can be compared better.
    #[arg(long, default_value_t = 1.0, value_parser = weight)]
    weight: f64,
    /// Where the pairs go instead of standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where the report goes (JSON); - for standard output.
    #[arg(long)]
    report: Option<PathBuf>,
}

fn weight(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => Ok(weight),
        _ => Err("a number from 0 to 1".to_owned()),
    }
}

impl Judging {
    pub fn run(self) -> Outcome {
        match self {
            Self::Assign(command) => command.run(),
            Self::Verify(command) => command.run(),
        }
    }
}

impl Assign {
    fn run(self) -> Outcome {
        let started = Instant::now();
        let mut folder = Folder::read(&self.folder)?;
        for warning in &folder.warnings {
            eprintln!("{warning}");
        }
        folder.problem.weight = self.weight;
        folder.problem.seed = self.seed.unwrap_or(folder.problem.seed);
        let answer = solve(&folder.problem);
        let report = Report::new(&folder, &answer, started.elapsed().as_secs_f64());
        if let Some(path) = &self.report {
            let file = (path != Path::new("-")).then_some(path.as_path());
            let mut out = output(file)?;
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
            out.flush()?;
        }
        match answer {
            Answer::Assigned(assignment) => {
                let file = self.out.as_deref().filter(|path| *path != Path::new("-"));
                let mut out = output(file)?;
                write_pairs(&folder, &assignment, &mut out)?;
                out.flush()?;
                Ok(ExitCode::SUCCESS)
            }
            Answer::Blocked(_) => {
                for block in &report.blocking {
                    eprintln!(
                        "shortlist: {}: needs {}, has {}: {}",
                        block.rule, block.needs, block.has, block.fix
                    );
                }
                Ok(ExitCode::FAILURE)
            }
        }
    }
}

impl Verify {
    fn run(self) -> Outcome {
        let (name, log): (String, Box<dyn BufRead>) = match self.log.as_path() {
            path if path == Path::new("-") => {
                ("standard input".to_owned(), Box::new(stdin().lock()))
            }
            path => {
                let name = path.display().to_string();
                let file = File::open(path).with_context(|| name.clone())?;
                (name, Box::new(BufReader::new(file)))
            }
        };
        let verdict = scorelog::verify(log).with_context(|| name.clone())?;
        let mut out = stdout().lock();
        let checked = match verdict {
            Ok(checked) => checked,
            Err(found) => {
                writeln!(out, "{name}: line {}: {}.", found.line, found.flaw)?;
                writeln!(
                    out,
                    "What stands before that line holds; nothing after it can be relied on."
                )?;
                return Ok(ExitCode::FAILURE);
            }
        };
        writeln!(out, "{} / {}", checked.contest, checked.round)?;
        let stands = match checked.comparisons.len() {
            0 => format!("{} ballots stand", checked.ballots.len()),
            count => format!("{count} comparisons stand"),
        };
        writeln!(
            out,
            "{} records; {stands}; {}",
            checked.records,
            match checked.is_closed {
                true => "the round is closed",
                false => "the round was not closed yet",
            }
        )?;
        writeln!(out, "SHA-256 {}", checked.digest)?;
        if let Some(wanted) = self
            .digest
            .filter(|wanted| !wanted.eq_ignore_ascii_case(&checked.digest))
        {
            writeln!(
                out,
                "The log holds, but it is not the one that ends in {wanted}."
            )?;
            return Ok(ExitCode::FAILURE);
        }
        writeln!(
            out,
            "Every record follows from the one before it, and every total from its points."
        )?;
        Ok(ExitCode::SUCCESS)
    }
}
