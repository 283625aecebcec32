//! The worker: takes due jobs one after the other and does them. One of the places that call across domains.

use std::time::Duration;

use tokio::sync::watch;

use super::{Claim, Job};
use crate::app::App;
use crate::entries;
use crate::error::Result;
use crate::mail::delivery;
use crate::media::probe;

/// How long the worker sleeps when nothing wakes it: other nodes' jobs and planned ones are found by then.
const NAP: Duration = Duration::from_secs(2);

/// Works until `stop` is set, finishing the job in hand.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match work_one(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the worker could not take a job"),
        }
        tokio::select! {
            _ = stop.changed() => break,
            () = app.wake.notified() => {}
            () = tokio::time::sleep(NAP) => {}
        }
    }
}

/// Does every job that is due now: for tests and for the demonstration. Returns how many.
pub async fn drain(app: &App) -> Result<usize> {
    let mut done = 0;
    while work_one(app).await? {
        done += 1;
    }
    Ok(done)
}

/// Takes one due job and does it. False when none is due.
async fn work_one(app: &App) -> Result<bool> {
    let now = app.clock.now();
    if !app.db.read(move |conn| Claim::any_due(conn, now)).await? {
        return Ok(false);
    }
    let Some(claim) = app.db.write(move |conn| Claim::take(conn, now)).await? else {
        return Ok(false);
    };
    let outcome = perform(app, &claim.job).await;
    let now = app.clock.now();
    match outcome {
        Ok(()) => app.db.write(move |conn| claim.done(conn)).await?,
        Err(error) => {
            tracing::warn!(kind = claim.job.kind(), attempt = claim.attempts, %error, "a job failed");
            let job = claim.job.clone();
            let message = error.to_string();
            let given_up = app
                .db
                .write(move |conn| claim.failed(conn, &message, now))
                .await?;
            if given_up && let Job::DeliverMail { mail } = job {
                app.db
                    .write(move |conn| delivery::give_up(conn, mail.cast()))
                    .await?;
            }
        }
    }
    metrics::counter!("shortlist_jobs_total").increment(1);
    Ok(true)
}

async fn perform(app: &App, job: &Job) -> Result<()> {
    match job {
        Job::DeliverMail { mail } => {
            delivery::deliver(&app.db, &app.mailer, mail.cast(), app.clock.now()).await
        }
        Job::ProbeMedia { media } => probe::run(app, media.cast()).await,
        Job::RemindDrafts { contest, hours } => {
            let (contest, hours) = (contest.cast(), *hours);
            let (base_url, now) = (app.config.base_url(), app.clock.now());
            app.db
                .write(move |conn| {
                    entries::store::remind_drafts(conn, contest, hours, &base_url, now)
                })
                .await?;
            Ok(())
        }
        Job::CheckTheme { .. } => Ok(()),
    }
}
