//! SQLite's one writer: writes that wait together are committed together.
//!
//! A commit costs one `fsync`, however many writes are in it. Each write runs in a savepoint of its own, so
//! that one that fails takes nothing with it, and nobody is answered before the commit has returned.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::anyhow;
use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use tokio::sync::oneshot;

use super::{Conn, Engine, EngineConn, Outcome, Work, count_statements};
use crate::error::Error;

/// The most writes in one commit: bounds how long the first of them waits.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) struct Writer {
    queue: Sender<Pending>,
}

/// A write that waits for its turn, then for its commit.
struct Pending {
    work: Option<Work>,
    outcome: Option<Outcome>,
    reply: oneshot::Sender<Outcome>,
}

impl Pending {
    /// Runs in a savepoint; keeps its outcome to itself.
    fn run(&mut self, conn: &mut Conn) {
        if let Some(work) = self.work.take() {
            self.outcome = Some(conn.transaction(work));
        }
    }

    /// Tells the caller, after the commit.
    fn answer(self, committed: bool) {
        let outcome = match self.outcome {
            Some(Err(error)) => Err(error),
            Some(Ok(value)) if committed => Ok(value),
            _ => Err(Error::Internal(anyhow!("the write was not committed"))),
        };
        // The visitor may have gone: the work is done all the same.
        let _ = self.reply.send(outcome);
    }
}

impl Writer {
    /// Opens the writing connection and starts the thread that owns it. The thread ends with the last `Writer`.
    pub(super) fn start(
        engine: Engine,
        statements: Option<Arc<AtomicU64>>,
    ) -> anyhow::Result<Self> {
        let connect = move || -> anyhow::Result<Conn> {
            let mut conn = engine.connect()?;
            count_statements(&mut conn, statements.as_ref());
            Ok(conn)
        };
        let conn = connect()?;
        let (queue, waiting) = channel();
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || serve(&waiting, conn, &connect))?;
        Ok(Self { queue })
    }

    pub(super) async fn write(&self, work: Work) -> Outcome {
        let (reply, answer) = oneshot::channel();
        let pending = Pending {
            work: Some(work),
            outcome: None,
            reply,
        };
        self.queue.send(pending).map_err(|_| Error::Busy)?;
        answer.await.map_err(|_| Error::Busy)?
    }
}

fn serve(waiting: &Receiver<Pending>, mut conn: Conn, connect: &dyn Fn() -> anyhow::Result<Conn>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(next) = waiting.try_recv()
        {
            group.push(next);
        }
        let committed = match catch_unwind(AssertUnwindSafe(|| commit(&mut conn, &mut group))) {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::error!(%error, "a group of writes was not committed");
                reopen(&mut conn, connect);
                false
            }
            Err(_) => {
                tracing::error!("a write panicked: its group was rolled back");
                reopen(&mut conn, connect);
                false
            }
        };
        for write in group {
            write.answer(committed);
        }
    }
    tracing::debug!("the last write is done");
}

fn commit(conn: &mut Conn, group: &mut [Pending]) -> diesel::QueryResult<()> {
    if let EngineConn::Sqlite(c) = conn.engine() {
        AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
    }
    for write in group {
        write.run(conn);
    }
    <Conn as Connection>::TransactionManager::commit_transaction(conn)
}

/// A connection whose transaction is in doubt is closed, which rolls it back.
fn reopen(conn: &mut Conn, connect: &dyn Fn() -> anyhow::Result<Conn>) {
    match connect() {
        Ok(fresh) => *conn = fresh,
        Err(error) => tracing::error!(%error, "the database cannot be opened again"),
    }
}
