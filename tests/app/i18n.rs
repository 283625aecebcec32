//! Promises about the three languages.

use std::collections::BTreeSet;
use std::path::Path;

use shortlist::i18n::{Locale, keys};

#[test]
fn every_text_exists_three_times_with_the_same_variables() {
    let [zh, ru, en] = [Locale::Zh, Locale::Ru, Locale::En].map(keys);
    assert!(!en.is_empty());
    assert_eq!(zh, en, "zh differs from en");
    assert_eq!(ru, en, "ru differs from en");
}

#[test]
fn no_text_is_there_twice() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for (key, _) in keys(*locale) {
            assert!(seen.insert(key.clone()), "{key} twice in {locale}");
        }
    }
}

/// Every quoted word in sources and templates: keys are never put together from pieces, but for enums, mails
/// and events, whose prefixes are listed.
#[test]
fn every_text_is_used() {
    let mut sources = String::new();
    read(Path::new("src"), &mut sources);
    read(Path::new("templates"), &mut sources);
    let composed = ["event-", "mail-", "month-", "finding-"];
    let unused: Vec<String> = keys(Locale::En)
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !composed.iter().any(|prefix| key.starts_with(prefix)))
        .filter(|key| {
            !sources.contains(&format!("\"{key}\"")) && !enum_names(&sources).contains(key)
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new(), "texts that nothing says");
}

#[test]
fn every_key_that_is_said_exists() {
    let mut sources = String::new();
    read(Path::new("src"), &mut sources);
    read(Path::new("templates"), &mut sources);
    let known: BTreeSet<String> = keys(Locale::En).into_iter().map(|(key, _)| key).collect();
    let said = [
        "page.t(\"",
        "page.t1(\"",
        "page.t2(\"",
        ".t(\"",
        "t_with(\"",
        "\"flash-",
        "\"error-",
        "\"field-",
    ];
    let mut missing = BTreeSet::new();
    for start in said {
        for piece in sources.split(start).skip(1) {
            let rest: String = piece.chars().take_while(|c| *c != '"').collect();
            let prefix = start.strip_prefix('"').unwrap_or_default();
            let key = format!("{prefix}{rest}");
            let whole =
                key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !key.ends_with('-');
            if whole && !known.contains(&key) {
                missing.insert(key);
            }
        }
    }
    for key in enum_names(&sources) {
        if !known.contains(&key) {
            missing.insert(key);
        }
    }
    assert_eq!(missing, BTreeSet::new(), "keys without a text");
}

/// `prefix-word` of every `text_enum!` whose names are shown somewhere (whose prefix has any text at all).
fn enum_names(sources: &str) -> BTreeSet<String> {
    let known: BTreeSet<String> = keys(Locale::En).into_iter().map(|(key, _)| key).collect();
    let mut names = BTreeSet::new();
    for piece in sources.split("text_enum! {").skip(1) {
        let Some((head, rest)) = piece.split_once("(\"") else {
            continue;
        };
        if !head.contains("enum ") {
            continue;
        }
        let prefix: String = rest.chars().take_while(|c| *c != '"').collect();
        let body = rest.split("\n    }").next().unwrap_or_default();
        let words: Vec<String> = body
            .split("= \"")
            .skip(1)
            .map(|w| {
                format!(
                    "{prefix}-{}",
                    w.chars().take_while(|c| *c != '"').collect::<String>()
                )
            })
            .collect();
        if words.iter().any(|word| known.contains(word)) {
            names.extend(words);
        }
    }
    names
}

fn read(folder: &Path, into: &mut String) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            read(&path, into);
        } else if matches!(
            path.extension().and_then(|e| e.to_str()),
            Some("rs" | "html" | "txt")
        ) {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
