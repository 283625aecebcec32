//! A contest that is open, a round that is being judged, and those who work in both.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use shortlist::accounts::{Account, Token};
use shortlist::contests::forms::DeclarationDetails;
use shortlist::contests::{AppliesTo, Contest, EntryRules};
use shortlist::db::{Conn, Db, Engine, EngineConn, Id, Json, Moment, Options, backup};
use shortlist::i18n::Trilingual;
use shortlist::schema::contests;

use super::clients::{Task, Worker};
use super::ledger::{Fate, Ledger};
use super::program::{End, Program};
use super::rows::Rows;
use crate::judging::Jury;
use crate::support::TestApp;

/// How many films each judge has before them.
const FILMS: usize = 12;

pub struct Scene {
    app: TestApp,
    contest: Contest,
    workers: Vec<Worker>,
    /// Where the program finds the database, and where the test does.
    urls: (String, String),
    /// What PostgreSQL calls the program's connections.
    name: String,
}

/// What was acknowledged, and what stayed without an answer.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    pub starts: u32,
    pub saves: u32,
    pub submissions: u32,
    pub scores: u32,
    pub ballots: u32,
    pub unanswered: u32,
    pub committed: u32,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.starts += other.starts;
        self.saves += other.saves;
        self.submissions += other.submissions;
        self.scores += other.scores;
        self.ballots += other.ballots;
        self.unanswered += other.unanswered;
        self.committed += other.committed;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "acknowledged {} starts, {} saves, {} submissions, {} scores, {} ballots; \
             {} requests without an answer, of which {} were committed",
            self.starts,
            self.saves,
            self.submissions,
            self.scores,
            self.ballots,
            self.unanswered,
            self.committed
        )
    }
}

impl Scene {
    pub async fn new(clients: usize) -> Self {
        let app = TestApp::new().await;
        let judges = clients / 2;
        let jury = Jury::open(&app, judges, FILMS, judges as i32).await;
        let (contest, declaration) = open_for_long(&app, &jury.contest).await;
        let mut form = crate::entries::form(&app, &contest, 1).await;
        form.retain(|(name, _)| !["version", "title.zh"].contains(name));
        let mut form: Vec<(String, String)> = form
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        form.push((format!("declare.{declaration}"), "on".to_owned()));
        let mut workers = Vec::new();
        for n in 0..clients {
            let (account, task) = if n < judges {
                let queue = jury.queue(&app, n).await;
                let task = Task::Scoring {
                    assignments: queue.iter().map(|assignment| assignment.id).collect(),
                    cards: Ledger::new(),
                };
                (jury.judges[n].who().clone(), task)
            } else {
                let email = format!("creator{n}@films.example");
                let task = Task::Submitting {
                    form: form.clone(),
                    films: Ledger::new(),
                };
                (app.account(&email, "CN").await, task)
            };
            let cookie = session(&app, &account).await;
            let address = format!("192.0.2.{}", n + 1);
            let slug = &contest.slug;
            workers.push(Worker::new(account, &cookie, &address, slug, task));
        }
        let name = format!("crash_{}", uuid::Uuid::now_v7().simple());
        let urls = match Engine::parse(&app.database_url()).unwrap() {
            Engine::Postgres { url } => (format!("{url}&application_name={name}"), url),
            // A copy that this process does not hold open: the next to open it finds it as the kill left it.
            Engine::Sqlite { path } => {
                let copy = copy_of(&app);
                backup::copy_out(path.as_ref(), &copy).unwrap();
                let url = format!("sqlite://{}", copy.display());
                (url.clone(), url)
            }
        };
        Self {
            app,
            contest,
            workers,
            urls,
            name,
        }
    }

    pub fn engine(&self) -> &'static str {
        match Engine::parse(&self.urls.1).unwrap() {
            Engine::Postgres { .. } => "PostgreSQL",
            Engine::Sqlite { .. } => "SQLite",
        }
    }

    /// Starts the program, lets everybody work until it ends, and settles every ledger with the rows.
    pub async fn play(&mut self, end: End) -> Counts {
        let clients = self.workers.len();
        let program = Program::start(self.app.folder(), &self.urls.0, end, clients).await;
        let program = Arc::new(program);
        let tasks: Vec<_> = std::mem::take(&mut self.workers)
            .into_iter()
            .map(|worker| tokio::spawn(worker.work(Arc::clone(&program))))
            .collect();
        for task in tasks {
            self.workers.push(task.await.unwrap());
        }
        let status = program.gone().await;
        let by_itself = end == End::Terminated;
        assert_eq!(status.success(), by_itself, "{}", program.said());
        self.until_nobody_writes().await;
        let contest = self.contest.clone();
        let rows = self
            .fresh(move |conn| Rows::load(conn, &contest).unwrap())
            .await;
        assert_eq!(rows.halves(), Vec::<String>::new());
        self.settle(&rows)
    }

    /// A commit that PostgreSQL was told of is carried out even though nobody waits for it any more.
    async fn until_nobody_writes(&self) {
        #[derive(QueryableByName)]
        struct Counted {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            connections: i64,
        }
        let begun = Instant::now();
        while self.engine() == "PostgreSQL" {
            let name = self.name.clone();
            let left = self
                .app
                .read(move |conn| {
                    let query = "SELECT count(*) AS connections FROM pg_stat_activity \
                                 WHERE application_name = $1";
                    Ok(diesel::sql_query(query)
                        .bind::<diesel::sql_types::Text, _>(name)
                        .get_result::<Counted>(conn)?)
                })
                .await;
            if left.connections == 0 {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(30));
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    fn settle(&mut self, rows: &Rows) -> Counts {
        let mut counts = Counts::default();
        let mut lost = Vec::new();
        for worker in &mut self.workers {
            let of = worker.account.id;
            let settled = match &mut worker.task {
                Task::Submitting { films, .. } => films.settle(rows.films_of(of)),
                Task::Scoring { cards, .. } => cards.settle(rows.cards_of(of)),
            };
            match settled {
                Ok(fate) => {
                    worker.counts.unanswered += u32::from(fate.is_some());
                    worker.counts.committed += u32::from(fate == Some(Fate::Committed));
                }
                Err(difference) => lost.push(difference),
            }
            counts += std::mem::take(&mut worker.counts);
        }
        assert!(lost.is_empty(), "lost or invented: {lost:#?}");
        counts
    }

    /// Every receipt is genuine and says what its entry is; SQLite finds its file whole.
    pub async fn check_whole(&self) {
        let wrong = self
            .fresh(|conn| super::rows::receipts(conn).unwrap())
            .await;
        assert_eq!(wrong, Vec::<String>::new());
        self.fresh(|conn| {
            if let EngineConn::Sqlite(c) = conn.engine() {
                super::rows::check_file(c);
            }
        })
        .await;
    }

    /// Over a connection that is made for it and closed afterwards.
    async fn fresh<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> T + Send + 'static,
    ) -> T {
        let engine = Engine::parse(&self.urls.1).unwrap();
        let options = Options {
            connections: 1,
            ..Options::default()
        };
        let db = Db::open(&engine, &options).unwrap();
        db.read(move |conn| Ok(work(conn))).await.unwrap()
    }
}

fn copy_of(app: &TestApp) -> PathBuf {
    app.folder().join("crash.sqlite3")
}

/// The contest with a deadline that the real clock does not reach, without a limit of entries, with one declaration.
async fn open_for_long(
    app: &TestApp,
    contest: &Contest,
) -> (Contest, Id<shortlist::contests::DeclarationText>) {
    let (mut contest, now) = (contest.clone(), app.now());
    let by = app.account("organiser@example.org", "CN").await;
    app.write(move |conn| {
        let details = DeclarationDetails {
            code: "rights".to_owned(),
            required: true,
            applies_to: AppliesTo::Everyone,
            text: Trilingual::new("", "", "I hold the rights."),
        };
        let declaration = contest.add_declaration(conn, &by, &details, now)?;
        let far: Moment = chrono::DateTime::parse_from_rfc3339("2123-06-01T00:00:00Z")
            .unwrap()
            .to_utc()
            .into();
        let rules = EntryRules {
            entries_per_person: None,
            ..EntryRules::default()
        };
        diesel::update(contests::table.filter(contests::id.eq(contest.id)))
            .set((
                contests::closes_at.eq(Some(far)),
                contests::entry_rules.eq(Json::new(rules)),
            ))
            .execute(conn)?;
        Ok((Contest::find(conn, contest.id)?, declaration))
    })
    .await
}

/// The cookie of a session that has just begun, by the real clock.
pub async fn session(app: &TestApp, account: &Account) -> String {
    let token = Token::new().unwrap();
    let cookie = format!("session={token}");
    let account = account.clone();
    app.write(move |conn| account.sign_in(conn, &token, "test", "127.0.0.1", Moment::now()))
        .await;
    cookie
}

/// Groups rows by what `key` says.
pub fn by<K: Ord, R>(rows: Vec<R>, key: impl Fn(&R) -> K) -> BTreeMap<K, Vec<R>> {
    let mut groups: BTreeMap<K, Vec<R>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
