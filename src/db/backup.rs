//! The embedded database as one file: taken out while it is in use, and looked at before it is put back.

use std::path::Path;

use anyhow::{Context, bail};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use diesel::{Connection, SqliteConnection, sql_query};

/// Writes a consistent copy of the database at `from` into the new file `to`, durable when this returns.
pub fn copy_out(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut conn = open(from)?;
    sql_query("VACUUM INTO ?")
        .bind::<Text, _>(to.to_string_lossy())
        .execute(&mut conn)
        .with_context(|| format!("cannot write {}", to.display()))?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Refuses a file that is not a whole database of this program.
pub fn check(file: &Path) -> anyhow::Result<()> {
    #[derive(QueryableByName)]
    struct Said {
        #[diesel(sql_type = Text)]
        integrity_check: String,
    }
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = Integer)]
        tables: i32,
    }
    let name = file.display();
    if !file.is_file() {
        bail!("there is no file {name}");
    }
    let mut conn = open(file)?;
    let said: Vec<Said> = sql_query("PRAGMA integrity_check")
        .load(&mut conn)
        .with_context(|| format!("{name} is not a database"))?;
    if said.iter().any(|line| line.integrity_check != "ok") {
        bail!("{name} is damaged");
    }
    let counted: Counted = sql_query(
        "SELECT count(*) AS tables FROM sqlite_master
         WHERE name IN ('__diesel_schema_migrations', 'contests', 'entries')",
    )
    .get_result(&mut conn)?;
    if counted.tables != 3 {
        bail!("{name} is not a database of Shortlist");
    }
    Ok(())
}

fn open(file: &Path) -> anyhow::Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(&file.to_string_lossy())
        .with_context(|| format!("cannot open {}", file.display()))?;
    conn.batch_execute("PRAGMA busy_timeout = 10000")?;
    Ok(conn)
}
