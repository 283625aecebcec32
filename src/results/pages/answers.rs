//! Objections in the console: read, noted about, answered once.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::results::forms::objections as forms;
use crate::results::objections::{Objection, ObjectionState, Outcome};
use crate::results::store::Objected;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/objections", web::get().to(index))
        .route(
            "/contests/{contest}/admin/objections/{id}",
            web::get().to(show),
        )
        .route(
            "/contests/{contest}/admin/objections/{id}/answer",
            web::post().to(answer),
        )
        .route(
            "/contests/{contest}/admin/objections/{id}/note",
            web::post().to(note),
        );
}

/// An objection as a reader of one language sees it.
struct ObjectionRow {
    entry: EntryLine,
    objection: Objection,
    answered_by: Option<Account>,
}

impl ObjectionRow {
    fn new(objected: Objected, locale: Locale) -> Self {
        Self {
            entry: EntryLine::with_code(&objected.entry, &objected.code, locale),
            objection: objected.objection,
            answered_by: objected.answered_by,
        }
    }
}

#[derive(Template)]
#[template(path = "results/objections.html")]
struct Index {
    page: Page,
    contest: Contest,
    rows: Paged<ObjectionRow>,
    state: Option<ObjectionState>,
}

impl Index {
    fn is_state(&self, state: &ObjectionState) -> bool {
        self.state == Some(*state)
    }

    /// This list's address, for its next page.
    fn url(&self) -> String {
        urls::with_query(
            &urls::admin(&self.contest.slug, "objections"),
            &[("state", self.state.map_or("", ObjectionState::as_str))],
        )
    }
}

/// A word that is no state is no filter.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Query {
    state: String,
    after: Option<Id<Objection>>,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let (contest, after) = (who.contest.id, query.after);
    let state = ObjectionState::parse(&query.state);
    let rows = app
        .db
        .read(move |conn| Objected::list(conn, contest, state, after))
        .await?;
    let locale = page.locale;
    html(&Index {
        page,
        contest: who.contest,
        rows: rows.map(|objected| ObjectionRow::new(objected, locale)),
        state,
    })
}

#[derive(Template)]
#[template(path = "results/objection.html")]
struct Show {
    page: Page,
    contest: Contest,
    row: ObjectionRow,
    f: Filled,
}

/// The page of an objection; without what was typed the note is in its field.
async fn view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Objection>,
    refused: Option<Filled>,
) -> Result<Show> {
    let of = contest.id;
    let objected = app.db.read(move |conn| Objected::of(conn, of, id)).await?;
    let f = match refused {
        Some(f) if f.form.contains("note") => f,
        other => {
            let Filled { form, errors } = other.unwrap_or_default();
            let form = form.with("note", &objected.objection.note);
            Filled { form, errors }
        }
    };
    let row = ObjectionRow::new(objected, page.locale);
    Ok(Show {
        page,
        contest,
        row,
        f,
    })
}

type ObjectionPath = web::Path<(String, Id<Objection>)>;

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: ObjectionPath,
) -> Result<HttpResponse> {
    html(&view(&app, page, who.contest, path.1, None).await?)
}

async fn answer(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: ObjectionPath,
    form: Form,
) -> Result<HttpResponse> {
    let id = path.1;
    let answer = match forms::answer(&form) {
        Ok(answer) => answer,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = view(&app, page, who.contest, id, Some(f)).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let to = urls::objection(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            let objected = Objected::of(conn, who.contest.id, id)?;
            objected.answer(conn, &who.contest, &who.account, &answer, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(to, "flash-objection-answered"))
}

/// A note that somebody else changed since the page was opened stays: the later save is a conflict.
async fn note(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: ObjectionPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let note = match forms::note(&form) {
        Ok(note) => note,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = view(&app, page, who.contest, id, Some(f)).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (to, was) = (
        urls::objection(&who.contest.slug, id),
        form.get("was").to_owned(),
    );
    let by = who.clone();
    let kept = app
        .db
        .write(move |conn| {
            let objected = Objected::of(conn, by.contest.id, id)?;
            if objected.objection.note != was {
                return Err(Error::Conflict("error-objection-changed"));
            }
            objected.keep_note(conn, &by.contest, &by.account, &note, now)
        })
        .await;
    match kept {
        Ok(()) => Ok(flash::see_other(to, "flash-objection-noted")),
        Err(Error::Conflict(key @ "error-objection-changed")) => {
            let f = Filled::refused(form, FieldErrors::one("note", key));
            let view = view(&app, page, who.contest, id, Some(f)).await?;
            html_with(StatusCode::CONFLICT, &view)
        }
        Err(error) => Err(error),
    }
}
