//! What a creator is told while they write: how well the theme is recognised and what to do. Never a number.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::db::Id;
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::theme::check::{Level, Prepared, Text};
use crate::theme::{Outcome, Segment, Setting, forms, segments, store};
use crate::web::{Form, Page, SignedIn, html};

/// Characters of a field that are shown with their highlights.
const SHOWN: usize = 1_000;

/// The answer of the check with the words it points at.
pub struct Panel {
    pub outcome: Outcome,
    pub fields: Vec<Marked>,
}

/// A field of the entry with what was found in it.
pub struct Marked {
    pub name: &'static str,
    pub locale: Locale,
    pub segments: Vec<Segment>,
}

impl Panel {
    /// What is said here is what a check in that contest would say.
    pub fn new(prepared: &Prepared, setting: &Setting, texts: &[(Locale, Text)]) -> Self {
        let outcome = store::outcome(prepared, setting, texts);
        let mut fields = Vec::new();
        for (locale, text) in texts {
            for (name, field, words) in [
                ("theme-field-title", "title", &text.title),
                ("theme-field-synopsis", "synopsis", &text.synopsis),
                ("theme-field-statement", "statement", &text.statement),
            ] {
                let marks = outcome.marks(field, *locale, Level::Ok);
                if !marks.is_empty() {
                    let words: String = words.chars().take(SHOWN).collect();
                    fields.push(Marked {
                        name,
                        locale: *locale,
                        segments: segments(&words, &marks),
                    });
                }
            }
        }
        Self { outcome, fields }
    }

    /// Sentences about everything but relevance, which is told apart, the gravest first.
    pub fn sentences(&self, locale: impl Into<Locale>) -> Vec<(&'static str, String)> {
        let locale = locale.into();
        self.outcome
            .said()
            .into_iter()
            .filter(|note| !note.code.starts_with("relevance.") || note.code.ends_with("stuffing"))
            .map(|note| (note.tone(), self.outcome.sentence(note, locale)))
            .collect()
    }
}

/// The part of the page that is replaced as the creator types.
#[derive(Template)]
#[template(path = "theme/outcome.html")]
struct Fragment {
    page: Page,
    panel: Panel,
}

/// The same on a page of its own, for a browser without scripts; it carries what was typed back to the entry.
#[derive(Template)]
#[template(path = "theme/check.html")]
struct Whole {
    page: Page,
    panel: Panel,
    entry: Entry,
    typed: Vec<(String, String)>,
}

/// Checks what the creator typed so far. Nothing is kept.
pub async fn create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
    form: Form,
) -> Result<HttpResponse> {
    let (id, creator) = (id.into_inner(), who.account.id);
    let typed = typed(&form);
    let (entry, prepared, setting) = app
        .db
        .read(move |conn| {
            let entry = Entry::find(conn, id)?;
            if entry.creator_id != creator {
                return Err(Error::NotFound);
            }
            let prepared = store::prepared(conn, entry.contest_id)?;
            let setting = Setting::of(conn, entry.contest_id)?;
            Ok((entry, prepared, setting))
        })
        .await?;
    // Thinking needs no connection.
    let texts = forms::texts(&form, entry.original_locale);
    let panel = web::block(move || Panel::new(&prepared, &setting, &texts))
        .await
        .map_err(|error| Error::Internal(error.into()))?;
    if req.headers().contains_key("X-Fragment") {
        return html(&Fragment { page, panel });
    }
    html(&Whole {
        page,
        panel,
        entry,
        typed,
    })
}

fn typed(form: &Form) -> Vec<(String, String)> {
    let mut names: Vec<&str> = Vec::new();
    for name in form.names() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
        .into_iter()
        .flat_map(|name| {
            form.all(name)
                .map(move |value| (name.to_owned(), value.to_owned()))
        })
        .collect()
}
