//! A connection to either engine.
//!
//! Diesel compiles all that leads from a query to a row once for each query and engine. Here a query loses its type on its
//! way to the engine, so that only its text and its values are compiled for each; programs half the size come of it, and
//! builds that take two thirds of the time. The prepared statement is found by the text, and the text, where a query's
//! type says it all, by the type: writing it anew each time was a tenth of the processor's time for a page.

use std::any::TypeId;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::connection::{
    CacheSize, Connection, ConnectionSealed, Instrumentation, LoadConnection, SimpleConnection,
    TransactionManager, TransactionManagerStatus,
};
use diesel::expression::QueryMetadata;
use diesel::internal::derives::multiconnection::AstPassHelper;
use diesel::query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId};
use diesel::sql_types::Untyped;
use diesel::{ConnectionResult, PgConnection, QueryResult, SqliteConnection};

/// A connection to one of the engines, as [`on_each!`](super::on_each) tells them apart.
#[derive(diesel::MultiConnection)]
pub enum EngineConn {
    Sqlite(SqliteConnection),
    Pg(PgConnection),
}

/// What both engines are to a query.
type Both = <EngineConn as Connection>::Backend;

/// A connection to either engine. All SQL of the program goes through `&mut Conn`.
///
/// What diesel cannot say for both engines at once (upserts, inserts of many rows) is said twice with the
/// same tokens by [`on_each!`](super::on_each); `docs/database.md` has the list.
pub struct Conn {
    engine: EngineConn,
    known: Known,
}

impl Conn {
    fn new(engine: EngineConn) -> Self {
        Self {
            engine,
            known: Known::new(),
        }
    }

    /// The connection as what it is.
    pub fn engine(&mut self) -> &mut EngineConn {
        &mut self.engine
    }

    /// The text of a query: `write` writes it, once if diesel has an `id` for all queries of its type.
    fn text(
        &mut self,
        id: Option<TypeId>,
        write: impl FnOnce(&EngineConn) -> QueryResult<Text>,
    ) -> QueryResult<Text> {
        let Some(id) = id else {
            return write(&self.engine);
        };
        if let Some(text) = self.known.get(&id) {
            return Ok(text.clone());
        }
        let text = write(&self.engine)?;
        self.known.insert(id, text.clone());
        Ok(text)
    }
}

impl From<SqliteConnection> for Conn {
    fn from(conn: SqliteConnection) -> Self {
        Self::new(EngineConn::Sqlite(conn))
    }
}

impl From<PgConnection> for Conn {
    fn from(conn: PgConnection) -> Self {
        Self::new(EngineConn::Pg(conn))
    }
}

/// Texts of queries that were asked on a connection, by diesel's id for a type of queries that all have one text: as many
/// as such queries are in the program.
type Known = HashMap<TypeId, Text>;

/// A query as its engine reads it.
#[derive(Clone)]
struct Text {
    sql: Arc<str>,
    /// Whether the engine may keep the statement.
    is_kept: bool,
}

/// What writes a query's text.
type Writing = <Both as Backend>::QueryBuilder;

/// The longest text of a change that is prepared once for all: each number of values in a list has a text of its own.
const LONGEST: usize = 2_000;

/// A query of whatever type, held by `Q`, with its text: the engine asks for that, and whether it may keep the statement,
/// several times.
struct Untold<'q, Q> {
    query: Q,
    text: Text,
    lives: PhantomData<&'q ()>,
}

impl<'q, Q> Untold<'q, Q>
where
    Q: std::ops::Deref<Target = dyn QueryFragment<Both> + 'q>,
{
    /// A query that reads.
    fn reading(query: Q, id: Option<TypeId>, conn: &mut Conn) -> QueryResult<Self> {
        let text = conn.text(id, |engine| {
            let (backend, sql) = write(&*query, engine)?;
            let is_kept = query.is_safe_to_cache_prepared(&backend)?;
            Ok(Text { sql, is_kept })
        })?;
        Ok(Self::new(query, text))
    }

    /// A change. Diesel has every UPDATE prepared anew each time, since it may set other columns the next time. That is
    /// another text.
    fn changing(query: Q, id: Option<TypeId>, conn: &mut Conn) -> QueryResult<Self> {
        let text = conn.text(id, |engine| {
            let (_, sql) = write(&*query, engine)?;
            let is_kept = sql.len() <= LONGEST;
            Ok(Text { sql, is_kept })
        })?;
        Ok(Self::new(query, text))
    }

    fn new(query: Q, text: Text) -> Self {
        Self {
            query,
            text,
            lives: PhantomData,
        }
    }
}

/// The text of a query for the engine of `conn`.
fn write(
    query: &(dyn QueryFragment<Both> + '_),
    conn: &EngineConn,
) -> QueryResult<(Both, Arc<str>)> {
    let (backend, mut writing) = match conn {
        EngineConn::Sqlite(_) => (
            Both::Sqlite(Default::default()),
            Writing::Sqlite(Default::default()),
        ),
        EngineConn::Pg(_) => (
            Both::Pg(Default::default()),
            Writing::Pg(Default::default()),
        ),
    };
    query.to_sql(&mut writing, &backend)?;
    Ok((backend, writing.finish().into()))
}

impl<'q, Q> QueryFragment<Both> for Untold<'q, Q>
where
    Q: std::ops::Deref<Target = dyn QueryFragment<Both> + 'q>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Both>) -> QueryResult<()> {
        if pass.bind_collector().is_some() || pass.debug_binds().is_some() {
            return self.query.walk_ast(pass);
        }
        pass.push_sql(&self.text.sql);
        if !self.text.is_kept {
            pass.unsafe_to_cache_prepared();
        }
        Ok(())
    }
}

impl<Q> Query for Untold<'_, Q> {
    type SqlType = Untyped;
}

impl<Q> QueryId for Untold<'_, Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl SimpleConnection for Conn {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.engine.batch_execute(query)
    }
}

impl ConnectionSealed for Conn {}

impl Connection for Conn {
    type Backend = Both;
    type TransactionManager = Transactions;

    fn establish(url: &str) -> ConnectionResult<Self> {
        EngineConn::establish(url).map(Self::new)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Both> + QueryId,
    {
        let query: &dyn QueryFragment<Both> = source;
        let query = Untold::changing(query, T::query_id(), self)?;
        self.engine.execute_returning_count(&query)
    }

    fn transaction_state(&mut self) -> &mut EngineConn {
        &mut self.engine
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.engine.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.engine.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.engine.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection for Conn {
    type Cursor<'conn, 'query> = <EngineConn as LoadConnection>::Cursor<'conn, 'query>;
    type Row<'conn, 'query> = <EngineConn as LoadConnection>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(
        &'conn mut self,
        source: T,
    ) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Both> + QueryId + 'query,
        Both: QueryMetadata<T::SqlType>,
    {
        load(self, T::query_id(), Box::new(source))
    }
}

fn load<'conn, 'query>(
    conn: &'conn mut Conn,
    id: Option<TypeId>,
    query: Box<dyn QueryFragment<Both> + 'query>,
) -> QueryResult<<EngineConn as LoadConnection>::Cursor<'conn, 'query>> {
    let query = Untold::reading(query, id, conn)?;
    LoadConnection::load(&mut conn.engine, query)
}

/// Begins and ends transactions as the engine does.
pub struct Transactions;

type Inner = <EngineConn as Connection>::TransactionManager;

impl TransactionManager<Conn> for Transactions {
    type TransactionStateData = EngineConn;

    fn begin_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::begin_transaction(&mut conn.engine)
    }

    fn rollback_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::rollback_transaction(&mut conn.engine)
    }

    fn commit_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::commit_transaction(&mut conn.engine)
    }

    fn transaction_manager_status_mut(conn: &mut Conn) -> &mut TransactionManagerStatus {
        Inner::transaction_manager_status_mut(&mut conn.engine)
    }

    fn is_broken_transaction_manager(conn: &mut Conn) -> bool {
        Inner::is_broken_transaction_manager(&mut conn.engine)
    }
}
