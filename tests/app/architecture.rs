//! The import order of DESIGN, held by reading the `use crate::` lines.

use std::path::{Path, PathBuf};

/// Left may not import right.
const ORDER: &[&str] = &[
    "error",
    "db",
    "words",
    "i18n",
    "events",
    "jobs",
    "mail",
    "files",
    "accounts",
    "contests",
    "entries",
    "media",
    "theme",
    "screening",
    "judging",
    "results",
    "exports",
    "cli",
];

/// The places that call across.
const FREE: &[&str] = &[
    "src/jobs/worker.rs",
    "src/app.rs",
    "src/server.rs",
    "src/cli/",
    "src/demo/",
    "src/lib.rs",
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    found
        .into_iter()
        .map(|path| {
            (
                path.to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

fn room(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap();
    rest.split(['/', '.']).next().unwrap()
}

/// The modules of the crate that a source names.
fn imports(text: &str) -> Vec<String> {
    text.split("crate::")
        .skip(1)
        .flat_map(|piece| {
            if let Some(list) = piece.strip_prefix('{') {
                let list = list.split('}').next().unwrap_or_default();
                list.split(',')
                    .map(|name| first_word(name.trim()))
                    .collect::<Vec<_>>()
            } else {
                vec![first_word(piece)]
            }
        })
        .collect()
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn no_room_imports_a_later_one() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let is_page = path.contains("/pages");
        if FREE.iter().any(|free| path.starts_with(free)) || is_page {
            continue;
        }
        let Some(here) = ORDER.iter().position(|name| *name == room(&path)) else {
            continue;
        };
        for import in imports(&text) {
            if let Some(there) = ORDER.iter().position(|name| *name == import)
                && there > here
                // The files of an entry are its parts: their noun, alone, comes before it.
                && !(room(&path) == "entries" && import == "media")
            {
                broken.push(format!("{path} imports {import}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn the_noun_of_media_knows_no_entry() {
    let (_, noun) = sources()
        .into_iter()
        .find(|(path, _)| path == "src/media/mod.rs")
        .unwrap();
    assert!(!imports(&noun).contains(&"entries".to_owned()));
}

#[test]
fn web_knows_accounts_and_languages_only() {
    let domains = &ORDER[9..];
    let broken: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/web/"))
        .flat_map(|(path, text)| {
            imports(&text)
                .into_iter()
                .map(move |import| (path.clone(), import))
        })
        .filter(|(_, import)| domains.contains(&import.as_str()))
        .map(|(path, import)| format!("{path} imports {import}"))
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn sql_is_in_stores_only() {
    let first = ORDER.iter().position(|name| *name == "contests").unwrap();
    let domains = &ORDER[first..];
    let statement = [
        "::table\n",
        "::table.",
        "::table)",
        "diesel::insert_into",
        "diesel::update",
        "diesel::delete",
        "diesel::select",
        "sql_query",
    ];
    let broken: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| domains.contains(&room(path)) || path.starts_with("src/web/"))
        .filter(|(path, _)| !path.contains("/store") && !path.starts_with("src/cli/"))
        .filter(|(_, text)| statement.iter().any(|start| text.contains(start)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn engines_and_forms_know_no_database() {
    let broken: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| {
            path.ends_with("/forms.rs")
                || path.contains("/forms/")
                || path.contains("/check/")
                || path.contains("/learned/")
                || path.contains("/assign/")
                || path.contains("/stats/")
        })
        .filter(|(_, text)| text.contains("crate::schema") || text.contains("diesel::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

/// `let rows: Vec<Row> = query.load(conn)?`: the compiler checks `query.load::<Row>(conn)` fifteen times as long, which
/// was half of all type checking.
#[test]
fn what_a_query_gives_is_said_at_its_binding() {
    let asks = ["load", "first", "get_result", "get_results"];
    let broken: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| {
            let asked = |ask: &&str| text.contains(&format!(".{ask}::<"));
            asks.iter().any(asked)
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn files_stay_short_enough_to_read() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| text.lines().count() > 450 && path != "src/schema.rs")
        .map(|(path, text)| format!("{path}: {} lines", text.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new(), "split by noun");
}
