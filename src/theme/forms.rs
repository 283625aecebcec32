//! Forms of the theme: a profile as TOML (by fields in `forms/profile.rs`), the words of an entry that is being written.

mod facets;
mod lists;
mod profile;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::check::{Fault, Language, ProfileError, Text};
use super::{NewProfile, Scope};
use crate::i18n::Locale;
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

pub use facets::{Act, MOST as FACETS, rearranged, rows};
pub use lists::{COLUMNS, LANGUAGES, REQUIRED, WORDS};
pub use profile::{Draft, draft, edited, filled};

/// The longest profile, characters.
const PROFILE_MAX: usize = 200_000;
/// Of a line that cannot be read, the characters that are shown.
const LINE_SHOWN: usize = 60;

/// A profile, and the version that it is to replace; 0 when there is none.
pub fn profile(form: &Form) -> Result<(NewProfile, i64), FieldErrors> {
    let mut f = form.fields();
    let toml = f.text("toml", 1, PROFILE_MAX);
    let version = f.whole("version", 0, i64::from(i32::MAX));
    let new = toml.and_then(|toml| match NewProfile::parse(&toml) {
        Ok(new) => Some(new),
        Err(error) => {
            f.refuse(
                "toml",
                unreadable(&toml, &error).unwrap_or_else(|| fault_in_file(error)),
            );
            None
        }
    });
    f.finish(|| Some((new?, version?)))
}

/// What is not TOML, by the line that is not: the reader's own words are English.
fn unreadable(toml: &str, error: &ProfileError) -> Option<Problem> {
    if !matches!(error.fault, Fault::Unreadable(_)) {
        return None;
    }
    let line = toml.lines().nth(error.line.checked_sub(1)?)?;
    let shown: String = line.trim().chars().take(LINE_SHOWN).collect();
    (!shown.is_empty()).then(|| {
        Problem::new("field-theme-toml-unreadable-line")
            .arg("text", shown)
            .arg("line", error.line as i64)
            .arg("column", error.column as i64)
    })
}

/// What is wrong with a profile in a file, by the names that the file has.
fn fault_in_file(error: ProfileError) -> Problem {
    let problem = match error.fault {
        Fault::Unreadable(message) => {
            Problem::new("field-theme-toml-unreadable").arg("message", message)
        }
        Fault::UnknownKey(key) => Problem::new("field-theme-toml-unknown").arg("key", key),
        Fault::MissingKey(key) => Problem::new("field-theme-toml-missing").arg("key", key),
        Fault::TextOrStem => Problem::new("field-theme-toml-word"),
        Fault::NoId => Problem::new("field-theme-no-id"),
        Fault::FacetWithoutId => Problem::new("field-theme-facet-no-id"),
        Fault::FacetTwice(id) => Problem::new("field-theme-facet-twice").arg("id", id),
        Fault::Crossed { lo, hi } => Problem::new("field-theme-toml-crossed")
            .arg("lo", lo)
            .arg("hi", hi),
        Fault::Number { name, least, most } => match most {
            Some(most) => Problem::new("field-theme-toml-range")
                .arg("name", name)
                .arg("min", least)
                .arg("max", most),
            None => Problem::new("field-theme-toml-least")
                .arg("name", name)
                .arg("min", least),
        },
        Fault::EmptyWord => Problem::new("field-theme-word-empty"),
        Fault::TooManyWords(message) => {
            Problem::new("field-theme-words-search").arg("message", message)
        }
    };
    problem
        .arg("line", error.line as i64)
        .arg("column", error.column as i64)
}

/// The field that a fault is shown beside, and what is said of it there.
fn fault_beside(fault: &Fault) -> (&'static str, Problem) {
    match fault {
        Fault::Crossed { lo, .. } => (lo, Problem::new("field-theme-crossed")),
        Fault::Number { name, .. } => (name, Problem::new("field-theme-number")),
        Fault::FacetWithoutId | Fault::FacetTwice(_) => ("facets", said(fault)),
        Fault::NoId => ("theme.id", said(fault)),
        _ => ("words", said(fault)),
    }
}

fn said(fault: &Fault) -> Problem {
    fault_in_file(ProfileError::of(fault.clone()))
}

/// Which entries are to be checked again.
pub fn recheck(form: &Form) -> Result<Scope, FieldErrors> {
    let mut f = form.fields();
    let scope = f.choice("scope", Scope::parse);
    f.finish(|| scope)
}

/// The words of an entry as its form has them, one text a language, the original first. Whatever was typed is
/// checked: this form is never refused.
pub fn texts(form: &Form, otherwise: Locale) -> Vec<(Locale, Text)> {
    let original = Locale::parse(form.get("original")).unwrap_or(otherwise);
    let tags: Vec<String> = form
        .get("tags")
        .split([',', '，', '、', ';', '\n'])
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    let part = |name: &str, locale: Locale| form.get(&format!("{name}.{locale}")).trim().to_owned();
    let others = Locale::ALL.iter().copied().filter(|each| *each != original);
    std::iter::once(original)
        .chain(others)
        .map(|locale| {
            let text = Text {
                id: locale.to_string(),
                title: part("title", locale),
                synopsis: part("synopsis", locale),
                lang: Some(Language::of_tag(locale.as_str())),
                ..Text::default()
            };
            (locale, text)
        })
        .filter(|(locale, text)| {
            *locale == original || !text.title.is_empty() || !text.synopsis.is_empty()
        })
        .map(|(locale, text)| {
            if locale != original {
                return (locale, text);
            }
            let text = Text {
                statement: form.get("statement").trim().to_owned(),
                tags: tags.clone(),
                duration_s: seconds(form.get("duration")),
                made_on: form.get("made_on").parse::<NaiveDate>().ok(),
                ..text
            };
            (locale, text)
        })
        .collect()
}

/// `187` or `3:07`.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    match text.split_once(':') {
        Some((minutes, rest)) => {
            Some(minutes.parse::<f64>().ok()? * 60.0 + rest.parse::<f64>().ok()?)
        }
        None => text.parse().ok(),
    }
}
