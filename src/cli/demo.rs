//! `demo`: the same program on a filled demonstration contest, on this machine only.

use std::io::Write;
use std::net::ToSocketAddrs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, Parser};
use tracing_subscriber::filter::LevelFilter;

use super::{Outcome, serve, start_logs};
use crate::accounts::Account;
use crate::app::App;
use crate::config::Config;
use crate::demo::{self, Size};
use crate::web::limits::Limits;

#[derive(Args)]
pub struct Demo {
    /// Entries of the larger contests; more than 60 repeats the works of the story.
    #[arg(long, default_value_t = 60)]
    entries: usize,
    /// Judges on the panel; at least 12.
    #[arg(long, default_value_t = 12)]
    judges: usize,
    /// Chance that repeats.
    #[arg(long, default_value_t = 2023)]
    seed: u64,
    /// An address of this machine's own.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
    /// A folder to keep the demonstration in; without one it is gone when the program ends.
    #[arg(long)]
    data: Option<PathBuf>,
    /// No limits by address: for measuring.
    #[arg(long, hide = true)]
    no_limits: bool,
}

/// The settings of a demonstration are the defaults, whatever the environment says.
#[derive(Parser)]
struct Defaults {
    #[command(flatten)]
    config: Config,
}

impl Demo {
    pub fn run(self) -> Outcome {
        let loopback = self
            .listen
            .to_socket_addrs()
            .with_context(|| format!("{} is no address", self.listen))?
            .all(|address| address.ip().is_loopback());
        if !loopback {
            bail!(
                "the demonstration has known passwords: it listens on this machine only (127.0.0.1 or localhost)"
            );
        }
        start_logs(false, LevelFilter::WARN);
        let temporary = match &self.data {
            Some(_) => None,
            None => Some(Temporary::new()?),
        };
        let folder = match (&self.data, &temporary) {
            (Some(folder), _) => folder.clone(),
            (None, Some(temporary)) => temporary.0.clone(),
            (None, None) => bail!("no folder"),
        };
        let mut config = Defaults::try_parse_from(["shortlist"])?.config;
        config.database_url = None;
        config.storage_url = None;
        config.smtp_url = None;
        config.base_url = None;
        config.data = folder;
        config.listen = self.listen;
        let size = Size {
            entries: self.entries,
            judges: self.judges,
            seed: self.seed,
        };
        let no_limits = self.no_limits;
        actix_web::rt::System::new().block_on(async move {
            let mut app = App::open(config)?;
            if no_limits {
                app.limits = Arc::new(Limits::none());
            }
            if app.db.read(Account::any_administrator).await? {
                say("The demonstration in this folder goes on.\n")?;
                say(&format!("\n  password   {}\n", demo::PASSWORD))?;
            } else {
                say("Setting up the demonstration contest …\n")?;
                let doors = demo::fill(&app, size).await?;
                say("\n")?;
                for door in doors {
                    say(&format!("  {:<10} {}\n", door.role, door.email))?;
                }
                say(&format!("  password   {}\n", demo::PASSWORD))?;
            }
            say(&format!(
                "\nOpen  {}\nEnd it with Ctrl-C.\n",
                app.config.base_url()
            ))?;
            serve::serve(app, true).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A folder that goes with the program.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> std::io::Result<Self> {
        let name = format!("shortlist-demo-{}", uuid::Uuid::now_v7().simple());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "the demonstration's folder stays");
        }
    }
}
