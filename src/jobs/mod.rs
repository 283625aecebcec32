//! Work that is done after the answer: rows in a queue, claimed by a lease.
//!
//! A job is queued in the transaction that makes it necessary, so it happens exactly when the change does.
//! [`Job`] says what; `worker.rs` does it.

pub mod worker;

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::{Conn, Id, Json, Moment, on_each, text_enum};
use crate::error::{Error, Result};
use crate::events::{Anything, Event};
use crate::schema::jobs;

/// How long a worker may take before another may try.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// Attempts after which a job is set aside for an administrator to see.
const MAX_ATTEMPTS: i32 = 8;

/// Rows of one statement.
const ROWS: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
struct NewJob {
    id: Id<Job>,
    kind: &'static str,
    payload: Json<Job>,
    run_at: Moment,
    attempts: i32,
    created_at: Moment,
}

text_enum! {
    /// Where a job stands.
    pub enum JobState ("job-state") {
        Waiting = "waiting",
        Running = "running",
        /// Its last attempt failed: it was set aside for an administrator.
        Failed = "failed",
    }
}

/// What is to be done. Every one is idempotent: it may run twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Job {
    /// Hand one mail of the outbox to the mail server.
    DeliverMail { mail: Id<Anything> },
    /// Read container, codecs, size and duration from an uploaded file.
    ProbeMedia { media: Id<Anything> },
    /// Delete what an upload left in the store of files, once it is whole or too old to go on.
    ClearUpload { upload: Id<Anything> },
    /// Run the theme check over an entry.
    CheckTheme { entry: Id<Anything> },
    /// Read the words of entries, those after `after`, into the index of texts.
    FileTexts { after: Option<Id<Anything>> },
    /// Check the next batch of entries of a dry run or a re-check.
    RunTheme { run: Id<Anything> },
    /// Teach the next layer of a contest from its screeners' decisions, for the account that asked.
    TrainTheme {
        contest: Id<Anything>,
        by: Id<Anything>,
    },
    /// Tell a creator what a screener decided, once the time to undo it is over.
    AnnounceDecision { screening: Id<Anything> },
    /// Remind the holders of unsubmitted drafts, so many hours before the call closes.
    RemindDrafts { contest: Id<Anything>, hours: i64 },
    /// File the next entries after this one for the search of lists: those of before there was a table of terms.
    FileEntries { after: Option<Id<Anything>> },
    /// Compute an ordered ranking, with its study and its bundle.
    Rank { ranking: Id<Anything> },
}

impl Job {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DeliverMail { .. } => "deliver-mail",
            Self::ProbeMedia { .. } => "probe-media",
            Self::ClearUpload { .. } => "clear-upload",
            Self::CheckTheme { .. } => "check-theme",
            Self::FileTexts { .. } => "file-texts",
            Self::RunTheme { .. } => "run-theme",
            Self::TrainTheme { .. } => "train-theme",
            Self::AnnounceDecision { .. } => "announce-decision",
            Self::RemindDrafts { .. } => "remind-drafts",
            Self::FileEntries { .. } => "file-entries",
            Self::Rank { .. } => "rank",
        }
    }

    /// Queues the job to run as soon as a worker is free after the commit.
    pub fn enqueue(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        self.enqueue_at(conn, now, now)
    }

    /// Queues the job to run at `run_at`.
    pub fn enqueue_at(&self, conn: &mut Conn, run_at: Moment, now: Moment) -> Result<()> {
        diesel::insert_into(jobs::table)
            .values((
                jobs::id.eq(Id::<Job>::new()),
                jobs::kind.eq(self.kind()),
                jobs::payload.eq(Json::new(self.clone()).text()),
                jobs::run_at.eq(run_at),
                jobs::attempts.eq(0),
                jobs::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }

    /// Queues many jobs, to run as soon as a worker is free, a few hundred a statement.
    pub fn enqueue_all(jobs: &[Self], conn: &mut Conn, now: Moment) -> Result<()> {
        for jobs in jobs.chunks(ROWS) {
            let rows: Vec<NewJob> = jobs
                .iter()
                .map(|job| NewJob {
                    id: Id::new(),
                    kind: job.kind(),
                    payload: Json::new(job.clone()),
                    run_at: now,
                    attempts: 0,
                    created_at: now,
                })
                .collect();
            on_each!(conn, |c| diesel::insert_into(jobs::table)
                .values(&rows)
                .execute(c))?;
        }
        Ok(())
    }

    /// Replaces the waiting job of the same `key` by this one, due at `run_at`: for what is planned by a
    /// deadline, which may move.
    pub fn schedule(&self, conn: &mut Conn, key: &str, run_at: Moment, now: Moment) -> Result<()> {
        Self::unschedule(conn, key)?;
        diesel::insert_into(jobs::table)
            .values((
                jobs::id.eq(Id::<Job>::new()),
                jobs::kind.eq(self.kind()),
                jobs::payload.eq(Json::new(self.clone()).text()),
                jobs::dedup_key.eq(Some(key)),
                jobs::run_at.eq(run_at),
                jobs::attempts.eq(0),
                jobs::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }

    /// Whether the planned job of `key` waits or is being done; one that was set aside is neither.
    pub fn is_planned(conn: &mut Conn, key: &str) -> Result<bool> {
        let planned = jobs::table.filter(jobs::dedup_key.eq(key).and(jobs::failed_at.is_null()));
        Ok(diesel::select(diesel::dsl::exists(planned)).get_result(conn)?)
    }

    /// Takes the planned job of `key` out of the queue, if it waits there.
    pub fn unschedule(conn: &mut Conn, key: &str) -> Result<()> {
        diesel::delete(jobs::table.filter(jobs::dedup_key.eq(key))).execute(conn)?;
        Ok(())
    }
}

/// A job that was set aside.
macro_rules! set_aside {
    ($id:expr) => {
        jobs::table.filter(jobs::id.eq($id).and(jobs::failed_at.is_not_null()))
    };
}

/// Back in the queue, with all its attempts.
macro_rules! due_at_once {
    ($now:expr) => {
        (
            jobs::failed_at.eq(None::<Moment>),
            jobs::leased_until.eq(None::<Moment>),
            jobs::attempts.eq(0),
            jobs::run_at.eq($now),
        )
    };
}

/// What an administrator does with a job that was set aside.
impl Job {
    /// Puts a job back into the queue, due at once, with all its attempts. One that is not set aside is a conflict.
    pub fn retry<T>(conn: &mut Conn, id: Id<Job>, by: Id<T>, now: Moment) -> Result<Self> {
        let job = Self::find(conn, id)?;
        let back = diesel::update(set_aside!(id))
            .set(due_at_once!(now))
            .execute(conn)?;
        Self::decided(back)?;
        Event::new("job", id, "retried")
            .by(by)
            .with(&job)
            .record(conn, now)?;
        Ok(job)
    }

    /// Takes a job that was set aside out of the queue, undone.
    pub fn discard<T>(conn: &mut Conn, id: Id<Job>, by: Id<T>, now: Moment) -> Result<Self> {
        let job = Self::find(conn, id)?;
        let gone = diesel::delete(set_aside!(id)).execute(conn)?;
        Self::decided(gone)?;
        Event::new("job", id, "discarded")
            .by(by)
            .with(&job)
            .record(conn, now)?;
        Ok(job)
    }

    /// Queues this job anew: the one like it that was set aside, if there is one, so that it is never there twice.
    pub fn enqueue_again(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        let payload = Json::new(self.clone());
        let like_it = jobs::table
            .filter(jobs::failed_at.is_not_null())
            .filter(jobs::payload.eq(payload.text()));
        match diesel::update(like_it)
            .set(due_at_once!(now))
            .execute(conn)?
        {
            0 => self.enqueue(conn, now),
            _ => Ok(()),
        }
    }

    fn find(conn: &mut Conn, id: Id<Job>) -> Result<Self> {
        let payload: Json<Self> = jobs::table
            .filter(jobs::id.eq(id))
            .select(jobs::payload)
            .first(conn)?;
        Ok(payload.into_inner())
    }

    fn decided(rows: usize) -> Result<()> {
        if rows == 1 {
            Ok(())
        } else {
            Err(Error::Conflict("error-job-not-failed"))
        }
    }
}

/// A job that this worker holds until its lease ends.
pub struct Claim {
    pub id: Id<Job>,
    pub job: Job,
    pub attempts: i32,
}

/// What a worker may take at `now`.
macro_rules! due {
    ($now:expr) => {
        jobs::table
            .filter(jobs::run_at.le($now))
            .filter(jobs::failed_at.is_null())
            .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt($now)))
    };
}

impl Claim {
    /// Whether [`Claim::take`] would find a job: asked first, since it needs no write.
    pub fn any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
        Ok(diesel::select(diesel::dsl::exists(due!(now))).get_result(conn)?)
    }

    /// Takes the job that is due longest, if any. `attempts` serves as the row's version: of two workers
    /// that see the same row, one update matches.
    pub fn take(conn: &mut Conn, now: Moment) -> Result<Option<Self>> {
        let due: Option<(Id<Job>, Json<Job>, i32)> = due!(now)
            .order((jobs::run_at, jobs::id))
            .select((jobs::id, jobs::payload, jobs::attempts))
            .first(conn)
            .optional()?;
        let Some((id, payload, attempts)) = due else {
            return Ok(None);
        };
        let taken = diesel::update(
            jobs::table
                .filter(jobs::id.eq(id))
                .filter(jobs::attempts.eq(attempts)),
        )
        .set((
            jobs::attempts.eq(attempts + 1),
            jobs::leased_until.eq(Some(now.plus(LEASE))),
        ))
        .execute(conn)?;
        Ok((taken == 1).then(|| Self {
            id,
            job: payload.into_inner(),
            attempts: attempts + 1,
        }))
    }

    pub fn done(&self, conn: &mut Conn) -> Result<()> {
        diesel::delete(jobs::table.filter(jobs::id.eq(self.id))).execute(conn)?;
        Ok(())
    }

    /// Puts the job back, later each time, and after the last attempt sets it aside. Says whether it was.
    pub fn failed(&self, conn: &mut Conn, error: &str, now: Moment) -> Result<bool> {
        let given_up = self.attempts >= MAX_ATTEMPTS;
        let wait = TimeDelta::minutes(1 << self.attempts.clamp(0, 10));
        diesel::update(jobs::table.filter(jobs::id.eq(self.id)))
            .set((
                jobs::last_error.eq(Some(error.chars().take(500).collect::<String>())),
                jobs::leased_until.eq(None::<Moment>),
                jobs::run_at.eq(now.plus(wait)),
                jobs::failed_at.eq(given_up.then_some(now)),
            ))
            .execute(conn)?;
        Ok(given_up)
    }
}
