//! The command line: one file a command, over the same functions as the pages.

mod receipt;
mod serve;
mod theme;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::app;
use crate::config::Config;

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
    /// Do queued jobs (mail, checks) without serving pages.
    Work(Config),
    /// The theme check over files.
    #[command(subcommand)]
    Theme(theme::Theme),
    /// Bring the database up to this version and stop.
    Migrate(Config),
    /// Check receipts of submissions, offline.
    Receipt(receipt::Receipt),
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
        Command::Migrate(config) => serve::migrate(&config),
        Command::Receipt(command) => command.run(),
    }
}

/// Logs to standard error; `RUST_LOG` chooses what.
fn start_logs(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json {
        logs.json().flatten_event(true).init();
    } else {
        logs.init();
    }
}
