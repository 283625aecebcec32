//! The database: one code base for SQLite and PostgreSQL, reads as snapshots, writes as transactions.

pub mod backup;
mod conn;
mod types;
mod writer;

use std::any::Any;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use diesel::connection::{
    AnsiTransactionManager, Instrumentation, InstrumentationEvent, TransactionManager,
};
use diesel::r2d2::{ManageConnection, Pool};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio::sync::Semaphore;

pub use conn::{Conn, EngineConn};
pub(crate) use types::text_enum;
pub use types::{Id, Json, Moment};

use crate::error::{Error, Result};
use writer::Writer;

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// How long a statement waits for another process that holds SQLite's file.
const BUSY_TIMEOUT_MS: u32 = 10_000;

/// Runs one query expression on whichever engine `$conn` is: the same tokens, type-checked for each.
macro_rules! on_each {
    ($conn:expr, |$c:ident| $query:expr) => {
        match $conn.engine() {
            $crate::db::EngineConn::Sqlite($c) => $query,
            $crate::db::EngineConn::Pg($c) => $query,
        }
    };
}
pub(crate) use on_each;

/// Where the data is, told by the scheme of `DATABASE_URL`.
#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite { path: String },
    Postgres { url: String },
}

impl Engine {
    /// Reads a database URL. A scheme that is not known is an error, never a new file.
    pub fn parse(url: &str) -> anyhow::Result<Self> {
        match url.split_once("://") {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite {
                path: path.to_owned(),
            }),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres {
                url: url.to_owned(),
            }),
            _ => bail!("DATABASE_URL must begin with sqlite:// or postgres://"),
        }
    }

    fn connect(&self) -> anyhow::Result<Conn> {
        match self {
            Self::Sqlite { path } => {
                if let Some(folder) = Path::new(path).parent() {
                    std::fs::create_dir_all(folder)?;
                }
                let mut c = SqliteConnection::establish(path)?;
                c.batch_execute(&format!(
                    "PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
                     PRAGMA page_size = 8192;
                     PRAGMA journal_mode = WAL;
                     PRAGMA synchronous = FULL;
                     PRAGMA foreign_keys = ON;
                     PRAGMA temp_store = MEMORY;
                     PRAGMA cache_size = -4000;
                     PRAGMA mmap_size = 268435456;
                     PRAGMA journal_size_limit = 67108864;"
                ))?;
                Ok(c.into())
            }
            Self::Postgres { url } => Ok(PgConnection::establish(url)?.into()),
        }
    }
}

/// The pool's maker of connections. Readers of SQLite cannot write.
struct Connector {
    engine: Engine,
    statements: Option<Arc<AtomicU64>>,
}

impl ManageConnection for Connector {
    type Connection = Conn;
    type Error = ConnectError;

    fn connect(&self) -> std::result::Result<Conn, ConnectError> {
        let mut conn = self.engine.connect().map_err(ConnectError)?;
        if let EngineConn::Sqlite(c) = conn.engine() {
            c.batch_execute("PRAGMA query_only = ON")
                .map_err(|e| ConnectError(e.into()))?;
        }
        count_statements(&mut conn, self.statements.as_ref());
        Ok(conn)
    }

    fn is_valid(&self, _: &mut Conn) -> std::result::Result<(), ConnectError> {
        Ok(())
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking()
            || match conn.engine() {
                EngineConn::Sqlite(c) => transaction_is_open(c),
                EngineConn::Pg(c) => transaction_is_open(c),
            }
    }
}

fn transaction_is_open<C: Connection>(conn: &mut C) -> bool {
    C::TransactionManager::is_broken_transaction_manager(conn)
}

#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
struct ConnectError(anyhow::Error);

/// The database of a running program.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Connector>,
    /// As many permits as connections, so that a waiting request holds no thread.
    permits: Arc<Semaphore>,
    /// SQLite's one writer; PostgreSQL writes through the pool.
    writer: Option<Writer>,
    statements: Option<Arc<AtomicU64>>,
    /// See [`Db::changes`].
    changes: Arc<AtomicU64>,
}

/// How [`Db::open`] sets itself up.
pub struct Options {
    pub connections: u32,
    /// Counts every statement, for the test that holds the number a page may make.
    pub count_statements: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 8,
            count_statements: false,
        }
    }
}

impl Db {
    /// Opens the database, without touching its tables; see [`Db::migrate`].
    pub fn open(engine: &Engine, options: &Options) -> anyhow::Result<Self> {
        let statements = options.count_statements.then(Arc::<AtomicU64>::default);
        // SQLite's file is made by the first connection that may write.
        let writer = match engine {
            Engine::Sqlite { .. } => Some(Writer::start(engine.clone(), statements.clone())?),
            Engine::Postgres { .. } => None,
        };
        let pool = Pool::builder()
            .max_size(options.connections)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(10))
            .build(Connector {
                engine: engine.clone(),
                statements: statements.clone(),
            })
            .context("cannot open the database")?;
        let permits = Arc::new(Semaphore::new(options.connections as usize));
        Ok(Self {
            pool,
            permits,
            writer,
            statements,
            changes: Arc::default(),
        })
    }

    /// Brings the tables up to this program's version. Returns the names of the migrations that ran.
    pub fn migrate(engine: &Engine) -> anyhow::Result<Vec<String>> {
        let mut conn = engine.connect()?;
        let ran = match conn.engine() {
            EngineConn::Sqlite(c) => names(c.run_pending_migrations(SQLITE_MIGRATIONS)),
            EngineConn::Pg(c) => {
                // Many nodes may start at once: one migrates, the others wait for it.
                c.batch_execute("SELECT pg_advisory_lock(7306001)")?;
                let ran = names(c.run_pending_migrations(POSTGRES_MIGRATIONS));
                c.batch_execute("SELECT pg_advisory_unlock(7306001)")?;
                ran
            }
        };
        ran.map_err(|e| anyhow!("cannot migrate the database: {e}"))
    }

    /// The names of the migrations that this program has and the database has not.
    pub fn pending(engine: &Engine) -> anyhow::Result<Vec<String>> {
        let mut conn = engine.connect()?;
        let pending = match conn.engine() {
            EngineConn::Sqlite(c) => {
                let all = c.pending_migrations(SQLITE_MIGRATIONS);
                all.map(|all| all.iter().map(|each| each.name().to_string()).collect())
            }
            EngineConn::Pg(c) => {
                let all = c.pending_migrations(POSTGRES_MIGRATIONS);
                all.map(|all| all.iter().map(|each| each.name().to_string()).collect())
            }
        };
        pending.map_err(|e| anyhow!("cannot read the database's version: {e}"))
    }

    /// Runs `work` on a reading connection, off the async threads, in one snapshot of the data.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        typed(self.on_pool(SNAPSHOT, untyped(work)).await)
    }

    /// Runs `work` in one transaction: all of it is durable when this returns `Ok`, or none of it happened.
    ///
    /// On SQLite all writes of the process share one connection, and those that wait together are committed
    /// together, each in a savepoint of its own.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        typed(self.written(untyped(work)).await)
    }

    async fn written(&self, work: Work) -> Outcome {
        let done = match &self.writer {
            Some(writer) => writer.write(work).await,
            None => self.on_pool("BEGIN", work).await,
        };
        self.changes.fetch_add(1, Ordering::SeqCst);
        done
    }

    /// How often this process has written: while it stays the same, what was read is what is there, as far as this
    /// process knows.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    async fn on_pool(&self, begin: &'static str, work: Work) -> Outcome {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| Error::Busy)?;
        let pool = self.pool.clone();
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut conn = pool.get().map_err(|_| Error::Busy)?;
            in_transaction(&mut conn, begin, work)
        })
        .await
        .map_err(|e| Error::Internal(anyhow!("a database task failed: {e}")))?
    }

    /// Lets SQLite refresh its statistics; PostgreSQL does so by itself.
    pub async fn optimise(&self) -> Result<()> {
        match &self.writer {
            Some(writer) => {
                let work = untyped(|conn| Ok(conn.batch_execute("PRAGMA optimize")?));
                typed(writer.write(work).await)
            }
            None => Ok(()),
        }
    }

    /// How many statements this database has run, transactions apart; only counted when asked for.
    pub fn statements(&self) -> u64 {
        self.statements
            .as_ref()
            .map_or(0, |n| n.load(Ordering::SeqCst))
    }
}

/// What was asked of the database and what came of it, without its type: pools, threads and transactions are compiled once
/// for all of it and not once for each.
type Work = Box<dyn FnOnce(&mut Conn) -> Outcome + Send>;
type Outcome = Result<Box<dyn Any + Send>>;

fn untyped<T, F>(work: F) -> Work
where
    T: Send + 'static,
    F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
{
    Box::new(move |conn| Ok(Box::new(work(conn)?)))
}

/// The inverse of [`untyped`], of the same type.
fn typed<T: 'static>(outcome: Outcome) -> Result<T> {
    match outcome?.downcast::<T>() {
        Ok(value) => Ok(*value),
        Err(_) => Err(Error::Internal(anyhow!("an outcome of another type"))),
    }
}

/// Runs `work` between `begin` and COMMIT, or ROLLBACK when it fails. SQLite knows only its own BEGIN.
fn in_transaction(conn: &mut Conn, begin: &str, work: Work) -> Outcome {
    match conn.engine() {
        EngineConn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?,
        EngineConn::Pg(c) => AnsiTransactionManager::begin_transaction_sql(c, begin)?,
    }
    match work(conn) {
        Ok(value) => {
            <Conn as Connection>::TransactionManager::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => {
            if let Err(failed) =
                <Conn as Connection>::TransactionManager::rollback_transaction(conn)
            {
                tracing::error!(error = %failed, "a rollback failed");
            }
            Err(error)
        }
    }
}

fn names<V: std::fmt::Display>(
    ran: diesel::migration::Result<Vec<V>>,
) -> diesel::migration::Result<Vec<String>> {
    ran.map(|all| all.iter().map(ToString::to_string).collect())
}

fn count_statements(conn: &mut Conn, counter: Option<&Arc<AtomicU64>>) {
    if let Some(counter) = counter {
        conn.set_instrumentation(StatementCounter(Arc::clone(counter)));
    }
}

struct StatementCounter(Arc<AtomicU64>);

impl Instrumentation for StatementCounter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let control = [
                "BEGIN",
                "COMMIT",
                "ROLLBACK",
                "SAVEPOINT",
                "RELEASE",
                "PRAGMA",
            ];
            if !control.iter().any(|word| text.starts_with(word)) {
                self.0.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}
