//! Pages of contests: the first start, what the public sees, the admin's console, the team.

mod first_start;
mod gallery;
mod items;
mod overview;
mod public;
mod requirements;
mod sheets;
mod store;
mod team;
mod welcome;
mod work;

use askama::Template;

use super::{Admin, Contest};
use crate::db::Id;
use crate::i18n::Locale;
use crate::web::{Form, Page, Routes};

pub fn routes(cfg: &mut Routes) {
    cfg.configure(first_start::routes)
        .configure(public::routes)
        .configure(gallery::routes)
        .configure(overview::routes)
        .configure(sheets::routes)
        .configure(items::routes)
        .configure(team::routes)
        .configure(welcome::routes)
        .configure(work::routes);
}

/// Where a list of contests goes on.
#[derive(serde::Deserialize)]
struct After {
    after: Option<Id<Contest>>,
}

/// The second step of what cannot simply be done again: what it means, a button, and a way back.
#[derive(Template)]
#[template(path = "contests/admin/confirm.html")]
struct Confirm {
    page: Page,
    contest: Contest,
    title: String,
    /// What it means, one sentence each.
    points: Vec<String>,
    action: String,
    button: String,
    danger: bool,
    back: String,
}

/// What somebody else saved while a form was being filled in.
struct Stale {
    /// The fields that differ, each with its value as saved.
    differences: Vec<(String, String)>,
}

impl Stale {
    /// `saved` as the form would be filled in now, `typed` as it came.
    fn between(page: &Page, saved: &Form, typed: &Form) -> Self {
        let mut names: Vec<&str> = saved.names().chain(typed.names()).collect();
        names.sort_unstable();
        names.dedup();
        let differences = names
            .into_iter()
            .filter(|name| !matches!(*name, "version" | "preview"))
            .filter(|name| values(saved, name) != values(typed, name))
            .map(|name| {
                let saved = match (&values(saved, name)[..], &values(typed, name)[..]) {
                    ([], ["on"]) => page.t("no").into_owned(),
                    (saved, _) => said(page, saved),
                };
                (label(page, name), saved)
            })
            .collect();
        Self { differences }
    }
}

fn values<'a>(form: &'a Form, name: &'a str) -> Vec<&'a str> {
    let mut all: Vec<&str> = form.all(name).filter(|value| !value.is_empty()).collect();
    all.sort_unstable();
    all
}

/// The label of a field: `set-up-` and its name; of a text in three languages, with the language.
fn label(page: &Page, name: &str) -> String {
    let (field, language) = name.split_once('.').unwrap_or((name, ""));
    let label = page.t(&format!("set-up-{}", field.replace('_', "-")));
    match Locale::parse(language) {
        Some(locale) => format!("{label}, {}", locale.own_name()),
        None => label.into_owned(),
    }
}

fn said(page: &Page, values: &[&str]) -> String {
    match values {
        [] => "—".to_owned(),
        ["on"] => page.t("yes").into_owned(),
        values => values.join(", "),
    }
}

/// How a change ended for the form that asked for it.
enum Refusal {
    /// Somebody changed the set-up since the form was filled in.
    Stale,
    /// One field does not fit what is stored.
    Field(&'static str, &'static str),
}

impl Refusal {
    /// What a conflict of the store means to a form; None for one that is a page of its own.
    fn of(key: &'static str) -> Option<Self> {
        Some(match key {
            "error-set-up-changed" => Self::Stale,
            "error-already-there" => Self::Field("code", "field-code-taken"),
            "error-country-taken" => Self::Field("countries", "field-country-taken"),
            "error-open-stream-taken" => Self::Field("countries", "field-open-stream-taken"),
            "error-question-answered" => Self::Field("kind", "field-question-answered"),
            "error-category-gone" => Self::Field("category", "field-choice"),
            "error-windows-needed" => Self::Field("closes_at", "field-windows-needed"),
            "error-invited-already" => Self::Field("email", "field-invited-already"),
            "error-has-role" => Self::Field("email", "field-has-role"),
            _ => return None,
        })
    }
}
