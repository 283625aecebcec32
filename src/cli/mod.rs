//! The command line: one file a command, over the same functions as the pages.

mod account;
mod backup;
mod contest;
mod demo;
mod doctor;
mod export;
mod judging;
mod receipt;
mod results;
mod serve;
mod theme;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::{Parser, Subcommand};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::app::{self, App};
use crate::config::Config;
use crate::db::Engine;
use crate::entries::receipts::Signed;
use crate::error::{Error, Result};

/// Runs a short-video competition from the call for entries to the certificates.
#[derive(Parser)]
#[command(name = "shortlist", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site. On an empty data folder, print the link that sets it up.
    Serve(serve::Serve),
    /// Serve a filled demonstration contest, on this machine only.
    Demo(demo::Demo),
    /// Do queued jobs (mail, checks) without serving pages.
    Work(Config),
    /// The theme check over files.
    #[command(subcommand)]
    Theme(theme::Theme),
    /// The assignment over files.
    #[command(subcommand)]
    Judging(judging::Judging),
    /// The statistics of results over files: rankings, reliability, home advantage, comparisons of two.
    #[command(subcommand)]
    Results(results::Results),
    /// Bring the database up to this version and stop.
    Migrate(Config),
    /// Check receipts of submissions, offline.
    Receipt(receipt::Receipt),
    /// Write a table of a contest: entries, ballots, results …
    Export(export::Export),
    /// Contest files: the whole set-up of a contest as one file.
    #[command(subcommand)]
    Contest(contest::Contest),
    /// Accounts.
    #[command(subcommand)]
    Account(account::Account),
    /// Look whether what is stored fits together: totals, states, references, files.
    Doctor(doctor::Doctor),
    /// Copy the embedded database into one file.
    Backup(backup::Backup),
    /// Put a copy of the embedded database in its place.
    Restore(backup::Restore),
}

/// What a command says of itself when it ends: 0 done, 1 the answer is no, 2 bad input or usage.
pub type Outcome = anyhow::Result<ExitCode>;

pub fn main() -> ExitCode {
    let cli = Cli::parse();
    app::choose_cryptography();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("shortlist: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Serve(command) => command.run(),
        Command::Work(config) => serve::work(config),
        Command::Theme(command) => command.run(),
        Command::Judging(command) => command.run(),
        Command::Results(command) => command.run(),
        Command::Migrate(config) => serve::migrate(&config),
        Command::Demo(command) => command.run(),
        Command::Receipt(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Contest(command) => command.run(),
        Command::Account(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Restore(command) => command.run(),
    }
}

/// The program on a database that is there: a mistyped folder is an error, never a new database.
fn existing(config: Config) -> anyhow::Result<App> {
    if let Engine::Sqlite { path } = config.engine()?
        && !Path::new(&path).exists()
    {
        bail!("there is no database at {path}");
    }
    App::open(config)
}

fn on_runtime(work: impl Future<Output = Outcome>) -> Outcome {
    actix_web::rt::System::new().block_on(work)
}

/// What was looked for, or words for its absence.
fn found<T>(looked_for: Result<T>, words: impl FnOnce() -> String) -> anyhow::Result<T> {
    looked_for.map_err(|error| match error {
        Error::NotFound => anyhow!(words()),
        other => other.into(),
    })
}

/// A file, or standard output.
fn output(file: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    Ok(match file {
        None => Box::new(BufWriter::new(std::io::stdout())),
        Some(file) => {
            let made =
                File::create(file).with_context(|| format!("cannot write {}", file.display()))?;
            Box::new(BufWriter::new(made))
        }
    })
}

/// The public key in a file: as 64 hexadecimal digits, as 32 bytes, or as a receipt brings it.
fn public_key(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| name.clone())?;
    if bytes.len() == 32 {
        return Ok(bytes);
    }
    let text = String::from_utf8(bytes).with_context(|| name.clone())?;
    let digits = serde_json::from_str::<Signed>(&text).map_or(text, |receipt| receipt.public_key);
    match hex::decode(digits.trim()) {
        Ok(key) if key.len() == 32 => Ok(key),
        _ => bail!("{name}: not a public key of 32 bytes"),
    }
}

/// Logs to standard error what `RUST_LOG` asks for (`debug`, or `info,shortlist::jobs=debug`), else from `level` on.
fn start_logs(json: bool, level: LevelFilter) {
    let asked = std::env::var("RUST_LOG").ok();
    let wanted: Targets = asked
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| Targets::new().with_default(level));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let logs = tracing_subscriber::registry().with(wanted);
    if json {
        logs.with(lines.json().flatten_event(true)).init();
    } else {
        logs.with(lines).init();
    }
}
