//! Both migrated databases and `schema.rs` say the same.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shortlist::db::{Db, Engine};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    nullable: String,
}

type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

fn tables(columns: Vec<Column>) -> Tables {
    let mut tables = Tables::new();
    for c in columns {
        let kind = match c.kind.to_uppercase().as_str() {
            "BLOB" | "BYTEA" => "Binary",
            "TEXT" => "Text",
            "TIMESTAMP" | "TIMESTAMP WITHOUT TIME ZONE" => "Timestamp",
            "INTEGER" => "Integer",
            "BIGINT" => "BigInt",
            "BOOLEAN" => "Bool",
            other => panic!("{other} is not a portable type"),
        };
        tables
            .entry(c.table_name)
            .or_default()
            .insert(c.column_name, (kind.to_owned(), c.nullable == "YES"));
    }
    tables
}

fn sqlite() -> Tables {
    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join("s.sqlite3")
        .to_string_lossy()
        .into_owned();
    Db::migrate(&Engine::Sqlite { path: path.clone() }).unwrap();
    let mut conn = SqliteConnection::establish(&path).unwrap();
    let columns = diesel::sql_query(
        "SELECT m.name AS table_name, p.name AS column_name, p.type AS kind,
                CASE WHEN p.\"notnull\" = 1 THEN 'NO' ELSE 'YES' END AS nullable
         FROM sqlite_master m JOIN pragma_table_info(m.name) p
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    )
    .load::<Column>(&mut conn)
    .unwrap();
    tables(columns)
}

/// What `schema.rs` says, read from its source.
fn schema() -> Tables {
    let source = std::fs::read_to_string("src/schema.rs").unwrap();
    let mut tables = Tables::new();
    for piece in source.split("diesel::table! {").skip(1) {
        let body = piece.split("\n}").next().unwrap();
        let mut lines = body.lines().filter(|line| !line.trim().is_empty());
        let name = lines
            .next()
            .unwrap()
            .trim()
            .split(' ')
            .next()
            .unwrap()
            .to_owned();
        let columns = lines
            .filter_map(|line| {
                let (name, kind) = line.trim().trim_end_matches(',').split_once(" -> ")?;
                let inner = kind
                    .strip_prefix("Nullable<")
                    .map(|k| k.trim_end_matches('>'));
                Some((
                    name.to_owned(),
                    (inner.unwrap_or(kind).to_owned(), inner.is_some()),
                ))
            })
            .collect();
        tables.insert(name, columns);
    }
    tables
}

#[test]
fn sqlite_is_what_schema_rs_says() {
    assert_eq!(sqlite(), schema());
}

#[test]
fn postgresql_is_what_schema_rs_says() {
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        println!("no TEST_DATABASE_URL: scripts/test gives one");
        return;
    };
    let name = format!("schema_{}", uuid::Uuid::now_v7().simple());
    let mut conn = PgConnection::establish(&url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let separator = if url.contains('?') { '&' } else { '?' };
    Db::migrate(&Engine::Postgres {
        url: format!("{url}{separator}options=-csearch_path%3D{name}"),
    })
    .unwrap();
    let columns = diesel::sql_query(format!(
        "SELECT table_name::text, column_name::text, data_type::text AS kind, is_nullable::text AS nullable
         FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = '{name}' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_\\_%'"
    ))
    .load::<Column>(&mut conn)
    .unwrap();
    conn.batch_execute(&format!("DROP SCHEMA {name} CASCADE"))
        .unwrap();
    assert_eq!(tables(columns), schema());
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let mut names: Vec<_> = std::fs::read_dir(format!("migrations/{engine}"))
            .unwrap()
            .map(|item| item.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
