//! `judging assign`: the assignment over files, without a database.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Subcommand};

use super::{Outcome, output};
use crate::judging::assign::{Answer, Folder, Report, solve, write_pairs};

#[derive(Subcommand)]
pub enum Judging {
    /// Find which judges score which entries. Exits 1 when no assignment keeps the rules.
    Assign(Assign),
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
        let Self::Assign(command) = self;
        command.run()
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
