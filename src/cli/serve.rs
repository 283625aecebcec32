//! `serve`, `work` and `migrate`.

use std::process::ExitCode;

use clap::Args;
use tokio::sync::watch;
use tracing_subscriber::filter::LevelFilter;

use super::{Outcome, start_logs};
use crate::accounts::{Account, store};
use crate::app::App;
use crate::config::Config;
use crate::db::Db;
use crate::jobs::worker;
use crate::{server, urls};

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    config: Config,
    /// Leave queued jobs to other processes (`shortlist work`).
    #[arg(long)]
    no_worker: bool,
}

impl Serve {
    pub fn run(self) -> Outcome {
        start_logs(self.config.log_json, LevelFilter::INFO);
        actix_web::rt::System::new().block_on(async move {
            let app = App::open(self.config)?;
            greet(&app).await?;
            serve(app, !self.no_worker).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Serves until told to stop, with or without a worker beside the pages.
pub async fn serve(app: App, with_worker: bool) -> anyhow::Result<()> {
    let listener = server::bind(&app)?;
    let (stop, stopped) = watch::channel(false);
    let worker = with_worker.then(|| tokio::spawn(worker::run(app.clone(), stopped.clone())));
    tokio::spawn(worker::keep_house(app.clone(), stopped));
    tracing::info!(address = %app.config.base_url(), "listening");
    server::serve(app, listener)?.await?;
    let _ = stop.send(true);
    if let Some(worker) = worker {
        worker.await?;
    }
    Ok(())
}

/// An installation without an administrator prints the link that makes one.
async fn greet(app: &App) -> anyhow::Result<()> {
    if app.db.read(Account::any_administrator).await? {
        return Ok(());
    }
    let now = app.clock.now();
    let token = app
        .db
        .write(move |conn| store::set_up_link(conn, now))
        .await?;
    let url = format!("{}{}", app.config.base_url(), urls::set_up(token));
    eprintln!("\nShortlist is new here. Open this link once to set it up:\n\n    {url}\n");
    Ok(())
}

/// Jobs alone.
pub fn work(config: Config) -> Outcome {
    start_logs(config.log_json, LevelFilter::INFO);
    actix_web::rt::System::new().block_on(async move {
        let app = App::open(config)?;
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(worker::run(app, stopped));
        server::told_to_stop().await?;
        let _ = stop.send(true);
        worker.await?;
        Ok(ExitCode::SUCCESS)
    })
}

pub fn migrate(config: &Config) -> Outcome {
    start_logs(config.log_json, LevelFilter::INFO);
    std::fs::create_dir_all(&config.data)?;
    for name in Db::migrate(&config.engine()?)? {
        eprintln!("migrated {name}");
    }
    Ok(ExitCode::SUCCESS)
}
