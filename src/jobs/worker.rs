//! The worker: takes due jobs one after the other and does them. One of the places that call across domains.

use std::time::Duration;

use tokio::sync::watch;

use super::{Claim, Job};
use crate::accounts::store;
use crate::app::App;
use crate::db::Id;
use crate::entries;
use crate::error::{Error, Result};
use crate::mail::delivery;
use crate::media::{parts, probe};
use crate::results::objections::Objection;
use crate::results::{self, Ranking};
use crate::{screening, theme};

/// How long the worker sleeps when nothing wakes it: other nodes' jobs and planned ones are found by then.
const NAP: Duration = Duration::from_secs(2);

/// Jobs that one process does at a time: a slow mail server does not hold up theme checks.
const HANDS: usize = 3;

/// Works until `stop` is set, finishing the jobs in hand.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    let hands: Vec<_> = (0..HANDS)
        .map(|_| tokio::spawn(hand(app.clone(), stop.clone())))
        .collect();
    for hand in hands {
        if let Err(error) = hand.await {
            tracing::error!(%error, "a worker ended early");
        }
    }
}

async fn hand(app: App, mut stop: watch::Receiver<bool>) {
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

/// Once an hour: forgets what has expired and lets the database tidy up.
pub async fn keep_house(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(Duration::from_secs(3600)) => {}
        }
        app.limits.shrink();
        let now = app.clock.now();
        let tidied = app
            .db
            .write(move |conn| {
                store::forget_expired(conn, now)?;
                Objection::forget_unconfirmed(conn, now)
            })
            .await;
        if let Err(error) = tidied.and(app.db.optimise().await) {
            tracing::error!(%error, "the hourly tidying failed");
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
        Job::CheckTheme { entry } => {
            let (entry, now) = (entry.cast(), app.clock.now());
            let reading = app
                .db
                .read(move |conn| match theme::store::needs_check(conn, entry)? {
                    true => theme::store::read_entry(conn, entry).map(Some),
                    false => Ok(None),
                })
                .await?;
            let Some(reading) = reading else {
                return Ok(());
            };
            let thought = think(move || reading.think()).await?;
            let thought = app
                .db
                .write(move |conn| thought.file(conn).map(|()| thought))
                .await?;
            let examined = app.db.read(move |conn| thought.compare(conn)).await?;
            app.db
                .write(move |conn| {
                    let mut all = examined.into_iter();
                    all.try_for_each(|one| one.record(conn, now).map(drop))
                })
                .await
        }
        Job::FileTexts { after } => {
            let (after, now) = (after.map(Id::cast), app.clock.now());
            app.db
                .write(move |conn| match theme::store::file_texts(conn, after)? {
                    Some(last) => {
                        let after = Some(last.cast());
                        Job::FileTexts { after }.enqueue(conn, now)
                    }
                    None => Ok(()),
                })
                .await
        }
        Job::RunTheme { run } => {
            let (run, now) = (run.cast(), app.clock.now());
            let batch = app
                .db
                .read(move |conn| theme::store::batch(conn, run))
                .await?;
            let Some(batch) = batch else {
                return Ok(());
            };
            let considered = think(move || batch.think()).await?;
            let considered = app
                .db
                .write(move |conn| considered.file(conn).map(|()| considered))
                .await?;
            let worked = app.db.read(move |conn| considered.compare(conn)).await?;
            app.db.write(move |conn| worked.record(conn, now)).await
        }
        Job::TrainTheme { contest, by } => {
            let (contest, by, now) = (contest.cast(), by.cast(), app.clock.now());
            let course = app
                .db
                .read(move |conn| screening::store::course(conn, contest))
                .await?;
            let taught =
                tokio::task::spawn_blocking(move || course.map(screening::store::Course::teach))
                    .await
                    .map_err(|error| Error::Internal(error.into()))?;
            app.db
                .write(move |conn| screening::store::keep(conn, contest, taught, by, now))
                .await
        }
        Job::AnnounceDecision { screening } => {
            let (screening, now) = (screening.cast(), app.clock.now());
            let base_url = app.config.base_url();
            app.db
                .write(move |conn| screening::store::announce(conn, screening, &base_url, now))
                .await
        }
        Job::ProbeMedia { media } => probe::run(app, media.cast()).await,
        Job::ClearUpload { upload } => parts::clear(app, upload.cast()).await,
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
        Job::FileEntries { after } => {
            let (after, now) = (after.map(Id::cast), app.clock.now());
            app.db
                .write(move |conn| entries::store::file_next(conn, after, now))
                .await
        }
        Job::Rank { ranking } => rank(app, ranking.cast()).await,
    }
}

/// Computes an ordered ranking, telling how far it is.
async fn rank(app: &App, id: Id<Ranking>) -> Result<()> {
    let now = app.clock.now();
    let reading = app
        .db
        .read(move |conn| results::store::read(conn, id, now))
        .await?;
    let Some(reading) = reading else {
        return Ok(());
    };
    let step = |step| {
        app.db
            .write(move |conn| results::store::step(conn, id, step))
    };
    step(1).await?;
    let outcome = think(move || reading.rank()).await??;
    step(2).await?;
    let outcome = think(move || outcome.study()).await?;
    step(3).await?;
    let now = app.clock.now();
    app.db.write(move |conn| outcome.record(conn, now)).await
}

/// Thinks on a thread that may be busy for a while.
async fn think<T: Send + 'static>(thinking: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let thought = tokio::task::spawn_blocking(thinking).await;
    thought.map_err(|error| Error::Internal(anyhow::anyhow!("a check failed: {error}")))
}
