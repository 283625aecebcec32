//! What a judge notes at a second of a film: written, changed, deleted.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::AssignmentPath;
use super::ballot::{Refusal, Show};
use crate::app::App;
use crate::contests::Judge;
use crate::db::Id;
use crate::error::Result;
use crate::judging::forms::Written;
use crate::judging::store::{NoteOutcome, Scorecard};
use crate::judging::{Assignment, Note, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/notes",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/notes/{note}",
        web::post().to(update),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/notes/{note}/deletion",
        web::post().to(destroy),
    );
}

/// The address of one note.
type NotePath = web::Path<(String, Id<Assignment>, Id<Note>)>;

async fn create(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, assignment) = path.into_inner();
    let id = forms::note_id(&form).unwrap_or_default();
    save(&app, page, judge, assignment, id, form).await
}

async fn update(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: NotePath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, assignment, id) = path.into_inner();
    save(&app, page, judge, assignment, id, form).await
}

async fn save(
    app: &App,
    page: Page,
    judge: Judge,
    assignment: Id<Assignment>,
    id: Id<Note>,
    form: Form,
) -> Result<HttpResponse> {
    let read = forms::note(&form);
    let outcome = match read {
        Ok(written) => write(app, &judge, assignment, id, written).await?,
        Err(errors) => {
            // Whose assignment it is comes before what is wrong with the form.
            let who = judge.clone();
            app.db
                .read(move |conn| Scorecard::of(conn, &who, assignment)?.require_open())
                .await?;
            NoteOutcome::Wrong(errors)
        }
    };
    let (status, form, errors) = match outcome {
        NoteOutcome::Saved => {
            let url = urls::ballot(&judge.contest.slug, assignment);
            let url = format!("{url}#note-{id}");
            return Ok(flash::see_other(url, "flash-saved"));
        }
        NoteOutcome::Stale(stored) => {
            // What is stored stands above the fields; saving again then means it.
            let form = form.set("version", stored.version);
            let errors = FieldErrors::one("text", "field-note-stale");
            (StatusCode::CONFLICT, form, errors)
        }
        NoteOutcome::Wrong(errors) => (StatusCode::UNPROCESSABLE_ENTITY, form, errors),
    };
    let refusal = Refusal::Note(id, Filled::refused(form.set("key", id), errors));
    let view = Show::load(app, page, judge, assignment, None, Some(refusal)).await?;
    html_with(status, &view)
}

async fn write(
    app: &App,
    judge: &Judge,
    assignment: Id<Assignment>,
    id: Id<Note>,
    written: Written,
) -> Result<NoteOutcome> {
    let (who, now) = (judge.clone(), app.clock.now());
    app.db
        .write(move |conn| Note::save(conn, &who, assignment, id, &written, now))
        .await
}

async fn destroy(
    app: web::Data<App>,
    judge: Judge,
    path: NotePath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, assignment, id), now) = (path.into_inner(), app.clock.now());
    let version = form.get("version").parse().unwrap_or(0);
    let who = judge.clone();
    app.db
        .write(move |conn| Note::delete(conn, &who, assignment, id, version, now))
        .await?;
    let url = urls::ballot(&judge.contest.slug, assignment);
    Ok(flash::see_other(
        format!("{url}#notes"),
        "flash-note-deleted",
    ))
}
