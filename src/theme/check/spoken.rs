//! Check 3: the language of each field, and whether it is the declared one.

use serde::Serialize;

use super::finding::{Field, Finding, Kind, Level};
use super::language::{Language, detect, share};
use super::rules::Limits;
use super::text::{Reading, Text};

/// Share of the synopsis that should be in the declared script.
const SHARE: f64 = 0.70;

/// The languages of an entry's two main fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Languages {
    /// Of the title.
    pub title: Language,
    /// Of the synopsis.
    pub synopsis: Language,
}

pub(super) fn languages(text: &Text) -> Languages {
    Languages {
        title: detect(&text.title),
        synopsis: detect(&text.synopsis),
    }
}

/// The language that the entry is checked in: the declared one if it is one of the three, else that of its words.
pub(super) fn spoken(text: &Text, found: Languages) -> Language {
    match text.lang {
        Some(declared @ (Language::Zh | Language::Ru | Language::En)) => declared,
        _ if found.synopsis != Language::None => found.synopsis,
        _ => found.title,
    }
}

pub(super) fn check(
    limits: &Limits,
    text: &Text,
    reading: &Reading<'_>,
    found: Languages,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (field, main) = match found.synopsis {
        Language::None => (Field::Title, found.title),
        synopsis => (Field::Synopsis, synopsis),
    };
    let whole = |field| {
        reading
            .field(field)
            .and_then(|source| source.span(0..source.normal.text().len()))
            .into_iter()
            .collect()
    };
    if main == Language::None {
        return findings;
    }
    let declared = text.lang.filter(|lang| *lang != Language::None);
    if let Some(declared) = declared.filter(|declared| *declared != main) {
        findings.push(
            Finding::new(Kind::Language, Level::Review, "language.declared_differs")
                .with("field", field.to_string())
                .with("declared", declared.code())
                .with("found", main.code())
                .seen_at(whole(field)),
        );
    } else if let Some(share) = share(&text.synopsis, main).filter(|share| *share < SHARE) {
        findings.push(
            Finding::new(Kind::Language, Level::Warn, "language.mixed")
                .with("expected", main.code())
                .with("percent", (share * 100.0).floor() as u64),
        );
    }
    if !limits.languages.contains(&main) {
        findings.push(
            Finding::new(Kind::Language, Level::Review, "language.not_accepted")
                .with("found", main.code())
                .seen_at(whole(field)),
        );
    }
    if field == Field::Synopsis && found.title != Language::None && found.title != main {
        findings.push(
            Finding::new(Kind::Language, Level::Info, "language.title_differs")
                .with("title", found.title.code())
                .with("synopsis", main.code())
                .seen_at(whole(Field::Title)),
        );
    }
    findings
}
