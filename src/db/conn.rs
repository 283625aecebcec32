//! A connection to either engine.
//!
//! Diesel compiles all that leads from a query to a row once for each query and engine. Here a query loses its type on its
//! way to the engine, so that only its text and its values are compiled for each; programs half the size come of it, and
//! builds that take two thirds of the time. The price is that its text is written anew each time it runs, some
//! microseconds; the prepared statement is found by the text.

use std::marker::PhantomData;

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
pub struct Conn(EngineConn);

impl Conn {
    /// The connection as what it is.
    pub fn engine(&mut self) -> &mut EngineConn {
        &mut self.0
    }
}

impl From<SqliteConnection> for Conn {
    fn from(conn: SqliteConnection) -> Self {
        Self(EngineConn::Sqlite(conn))
    }
}

impl From<PgConnection> for Conn {
    fn from(conn: PgConnection) -> Self {
        Self(EngineConn::Pg(conn))
    }
}

/// What writes a query's text.
type Writing = <Both as Backend>::QueryBuilder;

/// The longest text of a change that is prepared once for all: each number of values in a list has a text of its own.
const LONGEST: usize = 2_000;

/// A query of whatever type, held by `Q`, with its text: the engine asks for that, and whether it may keep the statement,
/// several times.
struct Untold<'q, Q> {
    query: Q,
    text: String,
    is_kept: bool,
    lives: PhantomData<&'q ()>,
}

impl<'q, Q> Untold<'q, Q>
where
    Q: std::ops::Deref<Target = dyn QueryFragment<Both> + 'q>,
{
    fn reading(query: Q, conn: &EngineConn) -> QueryResult<Self> {
        let (backend, text) = text(&*query, conn)?;
        let is_kept = query.is_safe_to_cache_prepared(&backend)?;
        Ok(Self {
            query,
            text,
            is_kept,
            lives: PhantomData,
        })
    }

    /// Diesel has every UPDATE prepared anew each time, since it may set other columns the next time. That is another text.
    fn changing(query: Q, conn: &EngineConn) -> QueryResult<Self> {
        let (_, text) = text(&*query, conn)?;
        let is_kept = text.len() <= LONGEST;
        Ok(Self {
            query,
            text,
            is_kept,
            lives: PhantomData,
        })
    }
}

/// A query as the engine of `conn` reads it.
fn text(query: &(dyn QueryFragment<Both> + '_), conn: &EngineConn) -> QueryResult<(Both, String)> {
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
    Ok((backend, writing.finish()))
}

impl<'q, Q> QueryFragment<Both> for Untold<'q, Q>
where
    Q: std::ops::Deref<Target = dyn QueryFragment<Both> + 'q>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Both>) -> QueryResult<()> {
        if pass.bind_collector().is_some() || pass.debug_binds().is_some() {
            return self.query.walk_ast(pass);
        }
        pass.push_sql(&self.text);
        if !self.is_kept {
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
        self.0.batch_execute(query)
    }
}

impl ConnectionSealed for Conn {}

impl Connection for Conn {
    type Backend = Both;
    type TransactionManager = Transactions;

    fn establish(url: &str) -> ConnectionResult<Self> {
        EngineConn::establish(url).map(Self)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Both> + QueryId,
    {
        let query: &dyn QueryFragment<Both> = source;
        let query = Untold::changing(query, &self.0)?;
        self.0.execute_returning_count(&query)
    }

    fn transaction_state(&mut self) -> &mut EngineConn {
        &mut self.0
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.0.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.0.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.0.set_prepared_statement_cache_size(size);
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
        load(&mut self.0, Box::new(source))
    }
}

fn load<'conn, 'query>(
    conn: &'conn mut EngineConn,
    query: Box<dyn QueryFragment<Both> + 'query>,
) -> QueryResult<<EngineConn as LoadConnection>::Cursor<'conn, 'query>> {
    let query = Untold::reading(query, conn)?;
    LoadConnection::load(conn, query)
}

/// Begins and ends transactions as the engine does.
pub struct Transactions;

type Inner = <EngineConn as Connection>::TransactionManager;

impl TransactionManager<Conn> for Transactions {
    type TransactionStateData = EngineConn;

    fn begin_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::begin_transaction(&mut conn.0)
    }

    fn rollback_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::rollback_transaction(&mut conn.0)
    }

    fn commit_transaction(conn: &mut Conn) -> QueryResult<()> {
        Inner::commit_transaction(&mut conn.0)
    }

    fn transaction_manager_status_mut(conn: &mut Conn) -> &mut TransactionManagerStatus {
        Inner::transaction_manager_status_mut(&mut conn.0)
    }

    fn is_broken_transaction_manager(conn: &mut Conn) -> bool {
        Inner::is_broken_transaction_manager(&mut conn.0)
    }
}
