//! The harness: the real program on its own database and port, and visitors who use it over HTTP.
//!
//! `TestApp::new().await` serves on a free port of loopback, on a fresh SQLite file, or, when
//! `TEST_DATABASE_URL` names a PostgreSQL server, in a schema of its own there. Mail and files are in memory, the
//! clock stands still until it is moved, hashing is cheap. Dropping it drops its database.

pub mod fixtures;
pub mod visitor;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use clap::Parser;
use shortlist::accounts::passwords::{Cost, Hasher};
use shortlist::app::{App, Clock};
use shortlist::config::Config;
use shortlist::db::{Conn, Db, Engine, Moment, Options};
use shortlist::error::Result;
use shortlist::files::Files;
use shortlist::jobs::worker;
use shortlist::mail::transport::{Mailer, Sent};
use shortlist::server;
use shortlist::web::limits::Limits;

pub use visitor::{Answer, Visitor};

/// 1 May 2023, noon in London: where the clock of every test stands.
pub fn noon() -> Moment {
    chrono::DateTime::parse_from_rfc3339("2023-05-01T12:00:00Z")
        .unwrap()
        .to_utc()
        .into()
}

/// A running program.
pub struct TestApp {
    pub app: App,
    pub url: String,
    folder: tempfile::TempDir,
    schema: Option<(String, String)>,
}

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

/// A migrated SQLite file that every test copies.
static TEMPLATE: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.sqlite3");
    let engine = Engine::Sqlite {
        path: path.to_string_lossy().into_owned(),
    };
    Db::migrate(&engine).unwrap();
    // Everything from the write-ahead log into the file that is copied.
    let mut conn = diesel::SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    (folder, path)
});

use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl};

impl TestApp {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings of its own.
    pub async fn with(adjust: impl FnOnce(&mut Config)) -> Self {
        shortlist::app::choose_cryptography();
        let folder = tempfile::tempdir().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let mut config = Settings::parse_from(["shortlist"]).config;
        config.data = folder.path().to_owned();
        config.listen = address.clone();
        config.workers = 1;
        config.database_url = None;
        config.smtp_url = None;
        config.storage_url = None;
        adjust(&mut config);

        let mut schema = None;
        let engine = match std::env::var("TEST_DATABASE_URL") {
            Ok(url) => {
                let name = format!("test_{}", uuid::Uuid::now_v7().simple());
                let mut conn = diesel::PgConnection::establish(&url).unwrap();
                conn.batch_execute(&format!("CREATE SCHEMA {name}"))
                    .unwrap();
                let engine = Engine::Postgres {
                    url: inside(&url, &name),
                };
                schema = Some((url, name));
                Db::migrate(&engine).unwrap();
                engine
            }
            Err(_) => {
                let path = folder.path().join("shortlist.sqlite3");
                std::fs::copy(&TEMPLATE.1, &path).unwrap();
                Engine::Sqlite {
                    path: path.to_string_lossy().into_owned(),
                }
            }
        };
        let db = Db::open(
            &engine,
            &Options {
                connections: 3,
                count_statements: true,
            },
        )
        .unwrap();
        let app = App {
            files: if config.storage_url.is_some() {
                Files::open(&config).unwrap()
            } else {
                Files::memory()
            },
            mailer: if config.smtp_url.is_some() {
                Mailer::open(&config).unwrap()
            } else {
                Mailer::memory().unwrap()
            },
            hasher: Hasher::start(1, Cost::cheap()).unwrap(),
            db,
            clock: Clock::stopped(noon()),
            limits: Arc::new(Limits::none()),
            recent: Arc::default(),
            wake: Arc::default(),
            config: Arc::new(config),
        };
        let server = server::serve(app.clone(), listener).unwrap();
        tokio::spawn(server);
        Self {
            app,
            url: format!("http://{address}"),
            folder,
            schema,
        }
    }

    /// A folder of this test's own, removed with it.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Where a second program finds the database of this one. What it does there is not seen by `statements`.
    pub fn database_url(&self) -> String {
        match &self.schema {
            Some((url, schema)) => inside(url, schema),
            None => format!(
                "sqlite://{}",
                self.folder().join("shortlist.sqlite3").display()
            ),
        }
    }

    pub fn now(&self) -> Moment {
        self.app.clock.now()
    }

    /// Runs SQL of the program, or a finder, in one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.db.write(work).await.unwrap()
    }

    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.db.read(work).await.unwrap()
    }

    /// Does every job that is due, and gives back the mails sent so far.
    pub async fn mails(&self) -> Vec<Sent> {
        worker::drain(&self.app).await.unwrap();
        self.app.mailer.sent()
    }

    /// The last mail to `address`, after all due jobs.
    pub async fn mail_to(&self, address: &str) -> Sent {
        let mails = self.mails().await;
        mails
            .into_iter()
            .rev()
            .find(|mail| mail.address == address)
            .unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// How many statements `request` makes the program run.
    pub async fn statements<T>(&self, request: impl Future<Output = T>) -> (u64, T) {
        let before = self.app.db.statements();
        let answer = request.await;
        (self.app.db.statements() - before, answer)
    }
}

/// The URL of a schema of the server at `url`.
fn inside(url: &str, schema: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}options=-csearch_path%3D{schema}")
}

/// Assignments at another stage than their ballot and their entry say: whatever a test did, there is none.
const WRONG_STAGES: &str = "SELECT COUNT(*) AS n FROM assignments JOIN assignment_stages s ON s.assignment_id = assignments.id
     WHERE s.stage <> assignments.stage";

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let stages = diesel::sql_query(WRONG_STAGES);
        let wrong = match &self.schema {
            Some((url, name)) => {
                let Ok(mut conn) = diesel::PgConnection::establish(&inside(url, name)) else {
                    return;
                };
                let wrong = stages.get_result::<Count>(&mut conn);
                let _ = conn.batch_execute(&format!("DROP SCHEMA {name} CASCADE"));
                wrong
            }
            None => {
                let path = self.folder().join("shortlist.sqlite3");
                let Ok(mut conn) = diesel::SqliteConnection::establish(&path.to_string_lossy())
                else {
                    return;
                };
                stages.get_result::<Count>(&mut conn)
            }
        };
        if !std::thread::panicking() {
            assert_eq!(
                wrong.map(|count| count.n),
                Ok(0),
                "assignments at a wrong stage"
            );
        }
    }
}

/// The path of the link in a mail's body.
pub fn link_in(mail: &Sent) -> String {
    let start = mail.body.find("http://").expect("a link");
    let link: String = mail.body[start..]
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect();
    let path = link.splitn(4, '/').nth(3).expect("a path");
    format!("/{path}")
}
