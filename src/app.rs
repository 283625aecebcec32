//! What a running program holds, and hands to every handler, command and job.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;

use crate::accounts::passwords::Hasher;
use crate::config::Config;
use crate::db::{Db, Moment, Options};
use crate::files::Files;
use crate::mail::transport::Mailer;
use crate::web::kept::Recent;
use crate::web::limits::Limits;

/// The program: its settings, database, files, mail, clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub db: Db,
    pub files: Files,
    pub mailer: Mailer,
    pub clock: Clock,
    pub hasher: Hasher,
    pub limits: Arc<Limits>,
    pub recent: Arc<Recent>,
    /// Wakes the worker after a write that queued a job or a mail.
    pub wake: Arc<tokio::sync::Notify>,
}

impl App {
    /// Opens everything that `config` names and brings the database up to date.
    pub fn open(config: Config) -> anyhow::Result<Self> {
        let engine = config.engine()?;
        std::fs::create_dir_all(&config.data)?;
        for name in Db::migrate(&engine)? {
            tracing::info!(migration = name, "migrated");
        }
        let db = Db::open(
            &engine,
            &Options {
                connections: config.database_connections,
                ..Options::default()
            },
        )?;
        Ok(Self {
            files: Files::open(&config)?,
            mailer: Mailer::open(&config)?,
            hasher: Hasher::start(config.hashing_threads, Default::default())?,
            db,
            clock: Clock::default(),
            limits: Arc::new(Limits::for_visitors()),
            recent: Arc::default(),
            wake: Arc::default(),
            config: Arc::new(config),
        })
    }
}

/// Both the mail transport and the S3 client use rustls; one provider of cryptography serves both.
pub fn choose_cryptography() {
    // A second call finds the first one's choice, which is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The time. A demonstration or a test may move it; everything else is passed a [`Moment`].
#[derive(Clone, Default)]
pub struct Clock {
    /// Microseconds ahead of the system's clock.
    ahead: Arc<AtomicI64>,
    stopped_at: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// A clock that stands still until it is moved.
    pub fn stopped(at: Moment) -> Self {
        Self {
            ahead: Arc::default(),
            stopped_at: Some(Arc::new(AtomicI64::new(at.utc().timestamp_micros()))),
        }
    }

    pub fn now(&self) -> Moment {
        match &self.stopped_at {
            Some(at) => chrono::DateTime::from_timestamp_micros(at.load(Ordering::SeqCst))
                .unwrap_or_default()
                .into(),
            None => Moment::now().plus(TimeDelta::microseconds(self.ahead.load(Ordering::SeqCst))),
        }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        let by = by.num_microseconds().unwrap_or_default();
        self.stopped_at
            .as_ref()
            .unwrap_or(&self.ahead)
            .fetch_add(by, Ordering::SeqCst);
    }
}
