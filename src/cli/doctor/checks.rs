//! What must never be in the tables, asked of the database itself: one question each, however many rows there are.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Text};

use super::{NAMED, Report};
use crate::db::{Conn, Db, EngineConn, Id, on_each};
use crate::error::Result;
use crate::events::Anything;

/// States that contradict each other: what is wrong with a row, its table and key, and which rows it is true of.
const CONTRADICTIONS: &[(&str, &str, &str, &str)] = &[
    (
        "submitted ballots without the time of their submission",
        "ballots",
        "id",
        "state = 'submitted' AND submitted_at IS NULL",
    ),
    (
        "submitted ballots without a total",
        "ballots",
        "id",
        "state = 'submitted' AND total IS NULL",
    ),
    (
        "assignments at another stage than their ballot and entry say",
        "assignments",
        "id",
        "stage <> (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = assignments.id)",
    ),
    (
        "open rounds that ask a judge for a withdrawn or disqualified entry",
        "assignments",
        "id",
        "state IN ('open', 'skipped')
         AND EXISTS (SELECT 1 FROM rounds WHERE rounds.id = assignments.round_id AND rounds.state = 'open')
         AND EXISTS (SELECT 1 FROM entries WHERE entries.id = assignments.entry_id
             AND entries.state IN ('withdrawn', 'disqualified'))",
    ),
    (
        "submitted entries without a number",
        "entries",
        "id",
        "state IN ('submitted', 'accepted', 'returned', 'rejected', 'disqualified') AND number IS NULL",
    ),
    (
        "drafts with a number",
        "entries",
        "id",
        "state = 'draft' AND number IS NOT NULL",
    ),
    (
        "submitted entries without the time of their submission",
        "entries",
        "id",
        "state IN ('submitted', 'accepted', 'rejected') AND submitted_at IS NULL",
    ),
    (
        "entries in the screeners' queue that are not submitted",
        "screening_queue",
        "entry_id",
        "NOT EXISTS (SELECT 1 FROM entries WHERE entries.id = screening_queue.entry_id AND entries.state = 'submitted')",
    ),
    (
        "final results without the time when they became final",
        "rankings",
        "id",
        "state = 'final' AND final_at IS NULL",
    ),
    (
        "provisional results without a deadline for objections",
        "rankings",
        "id",
        "state = 'provisional' AND objections_until IS NULL",
    ),
    (
        "awards of final results without a certificate",
        "placements",
        "id",
        "certificate IS NULL
         AND EXISTS (SELECT 1 FROM rankings WHERE rankings.id = placements.ranking_id AND rankings.state = 'final')",
    ),
    (
        "sent mails without the time when they were sent",
        "mails",
        "id",
        "state = 'sent' AND sent_at IS NULL",
    ),
    (
        "held mails that nothing will release",
        "mails",
        "id",
        "state = 'held' AND NOT EXISTS (SELECT 1 FROM notice_batches
             WHERE notice_batches.id = mails.batch_id AND notice_batches.state = 'held')",
    ),
];

/// Columns that name a row of another table without the database holding them to it.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("media", "entry_id", "entries"),
    ("media", "former_entry_id", "entries"),
    ("entry_versions", "saved_by", "accounts"),
    ("declarations", "given_by", "accounts"),
    ("roles", "granted_by", "accounts"),
    ("screenings", "check_id", "theme_checks"),
    ("ranking_rows", "stream_id", "streams"),
    ("ranking_rows", "category_id", "categories"),
    ("placements", "given_by", "accounts"),
    ("mails", "account_id", "accounts"),
    ("mails", "contest_id", "contests"),
    ("mails", "batch_id", "notice_batches"),
];

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Binary)]
    id: Id<Anything>,
}

#[derive(QueryableByName)]
struct Dangling {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    parent: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn count(conn: &mut Conn, of: &str) -> Result<u64> {
    let text = format!("SELECT COUNT(*) AS n FROM {of}");
    let counted: Counted = on_each!(conn, |c| sql_query(text).get_result(c))?;
    Ok(u64::try_from(counted.n).unwrap_or_default())
}

/// Rows whose states contradict each other.
pub(super) async fn contradictions(db: &Db, report: &mut Report) -> anyhow::Result<()> {
    for (what, table, key, of) in CONTRADICTIONS {
        let (looked_at, wrong, named) = db
            .read(move |conn| {
                let looked_at = count(conn, table)?;
                let wrong = count(conn, &format!("{table} WHERE {of}"))?;
                let named: Vec<Key> = if wrong > 0 {
                    let text = format!(
                        "SELECT {key} AS id FROM {table} WHERE {of} ORDER BY {key} LIMIT {NAMED}"
                    );
                    on_each!(conn, |c| sql_query(text).load(c))?
                } else {
                    Vec::new()
                };
                Ok((looked_at, wrong, named))
            })
            .await?;
        let named: Vec<String> = named.iter().map(|key| key.id.to_string()).collect();
        report.says(what, Some(looked_at), wrong, &named)?;
    }
    Ok(())
}

/// Rows that name what is not there.
pub(super) async fn references(db: &Db, report: &mut Report) -> anyhow::Result<()> {
    let broken = db.read(broken_keys).await?;
    let named: Vec<String> = broken
        .iter()
        .map(|each| {
            format!(
                "{}: {} name {} that are not there",
                each.child, each.n, each.parent
            )
        })
        .collect();
    let rows = broken.iter().map(|each| each.n.unsigned_abs()).sum();
    report.says("foreign keys", None, rows, &named)?;
    for (table, column, target) in REFERENCES {
        let (looked_at, wrong) = db
            .read(move |conn| {
                let set = format!("{table} WHERE {column} IS NOT NULL");
                let looked_at = count(conn, &set)?;
                let missing = format!(
                    "{set} AND NOT EXISTS (SELECT 1 FROM {target} WHERE {target}.id = {table}.{column})"
                );
                Ok((looked_at, count(conn, &missing)?))
            })
            .await?;
        report.says(&format!("{table}.{column}"), Some(looked_at), wrong, &[])?;
    }
    Ok(())
}

/// Foreign keys that lead nowhere. PostgreSQL never lets one in; SQLite's file may have been changed by another program.
fn broken_keys(conn: &mut Conn) -> Result<Vec<Dangling>> {
    match conn.engine() {
        EngineConn::Pg(_) => Ok(Vec::new()),
        EngineConn::Sqlite(c) => Ok(sql_query(
            "SELECT \"table\" AS child, parent, COUNT(*) AS n FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2",
        )
        .load(c)?),
    }
}
