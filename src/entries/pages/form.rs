//! The entry form: drafts that save themselves, and the submission.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::edit::Edit;
use crate::accounts::Account;
use crate::app::App;
use crate::db::{Conn, Id, Moment};
use crate::entries::store::{Manner, Saved, Submission, Whole};
use crate::entries::{Asked, Entry, State, Version, forms};
use crate::error::{Error, Result};
use crate::screening;
use crate::urls;
use crate::web::{FieldErrors, Form, Page, Routes, SignedIn, flash, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/edit", web::get().to(edit))
        .route("/entries/{id}", web::post().to(update))
        .route(
            "/entries/{id}/submission",
            web::post().to(submission_create),
        );
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let id = id.into_inner();
    let view = Edit::of(&app, page, who.account, id, FieldErrors::default()).await?;
    if !view.may_change(now) {
        return Err(Error::Conflict("error-entry-state"));
    }
    view.answer(StatusCode::OK)
}

/// What became of a form that was sent.
enum Outcome {
    /// With the version that the next save starts from.
    Saved {
        version: i32,
        at: Moment,
    },
    Submitted,
    Conflict(Id<Version>),
    /// Not taken as it is; `version` is the one that is stored now.
    Refused {
        errors: FieldErrors,
        version: i32,
    },
}

/// A save as the request asks for it.
struct Wish {
    form: Form,
    submit: bool,
    manner: Manner,
    base_url: String,
    now: Moment,
}

fn take(conn: &mut Conn, creator: &Account, id: Id<Entry>, wish: &Wish) -> Result<Outcome> {
    let whole = Whole::of(conn, creator, id)?;
    let state = whole.entry.state;
    if !whole.may_change(wish.now) {
        return Err(Error::Conflict("error-entry-state"));
    }
    // What is submitted stays whole: each of its saves is a submission.
    let submit = wish.submit || state == State::Submitted;
    if wish.manner == Manner::Automatic && submit {
        return Err(Error::Conflict("error-entry-state"));
    }
    let asked = Asked::of(conn, &whole.contest)?;
    let files = whole.entry.attached(conn)?;
    let (mut draft, mut errors) = forms::draft(&wish.form, &whole.contest, &asked);
    if let Some(measured) = files.video.as_ref().and_then(|video| video.duration_s()) {
        draft.duration_s = Some(measured);
    }
    let storable = errors.is_empty();
    if submit {
        let problems = whole.problems(&draft, &asked, &files, creator, wish.now);
        for (name, problem) in problems.iter() {
            errors.add(name, problem.clone());
        }
    }
    let version = forms::version(&wish.form);
    if !storable || state == State::Submitted && !errors.is_empty() {
        return Ok(Outcome::Refused { errors, version });
    }
    let saved = whole
        .entry
        .save(conn, creator, draft, version, wish.manner, wish.now)?;
    let entry = match saved {
        Saved::Conflict(id) => return Ok(Outcome::Conflict(id)),
        Saved::Same(entry) if submit && entry.state == State::Submitted => {
            return Ok(Outcome::Submitted);
        }
        Saved::Same(entry) | Saved::Stored(entry) => entry,
    };
    if !submit {
        return Ok(Outcome::Saved {
            version: entry.version,
            at: entry.updated_at,
        });
    }
    if !errors.is_empty() {
        let version = entry.version;
        return Ok(Outcome::Refused { errors, version });
    }
    let version = entry.version;
    match submit_stored(conn, creator, id, &wish.base_url, wish.now)? {
        Submission::Accepted(_) => Ok(Outcome::Submitted),
        Submission::Refused(errors) => Ok(Outcome::Refused { errors, version }),
    }
}

/// Submits what is stored and puts it into the screening queue.
fn submit_stored(
    conn: &mut Conn,
    creator: &Account,
    id: Id<Entry>,
    base_url: &str,
    now: Moment,
) -> Result<Submission> {
    let whole = Whole::of(conn, creator, id)?;
    let submission = whole.submit(conn, creator, base_url, now)?;
    if matches!(submission, Submission::Accepted(_)) {
        let entry = Entry::find(conn, id)?;
        screening::store::receive(conn, &entry, now)?;
    }
    Ok(submission)
}

async fn update(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
    form: Form,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let by_script = req.headers().contains_key("X-Autosave");
    let wish = Wish {
        submit: form.get("action") == "submit" && !by_script,
        manner: if by_script {
            Manner::Automatic
        } else {
            Manner::Asked
        },
        form: form.clone(),
        base_url: app.config.base_url(),
        now: app.clock.now(),
    };
    let creator = who.account.clone();
    let outcome = app
        .db
        .write(move |conn| take(conn, &creator, id, &wish))
        .await;
    let outcome = match outcome {
        Err(Error::Conflict(key)) if by_script => {
            let told = serde_json::json!({
                "location": urls::entry(id), "problem": page.t(key),
            });
            return Ok(HttpResponse::Conflict().json(told));
        }
        outcome => outcome?,
    };
    app.wake.notify_one();
    if by_script {
        return Ok(told(&page, id, &outcome));
    }
    match outcome {
        Outcome::Saved { .. } => Ok(flash::see_other(urls::entry_edit(id), "flash-saved")),
        Outcome::Submitted => Ok(flash::see_other(
            urls::entry_noun(id, "receipt"),
            "flash-entry-submitted",
        )),
        Outcome::Conflict(version) => Ok(see_other(urls::entry_version(id, version))),
        Outcome::Refused { errors, version } => {
            let stored = Edit::of(&app, page, who.account, id, FieldErrors::default()).await?;
            stored
                .refused(form, errors, version)
                .answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// The answer to the page that saves itself.
fn told(page: &Page, id: Id<Entry>, outcome: &Outcome) -> HttpResponse {
    match outcome {
        Outcome::Saved { version, at } => HttpResponse::Ok().json(serde_json::json!({
            "version": version, "saved_at": at.iso(),
        })),
        Outcome::Conflict(version) => HttpResponse::Conflict().json(serde_json::json!({
            "location": urls::entry_version(id, version), "problem": page.t("autosave-conflict"),
        })),
        Outcome::Submitted | Outcome::Refused { .. } => {
            HttpResponse::UnprocessableEntity().json(serde_json::json!({
                "problem": page.t("autosave-refused"),
            }))
        }
    }
}

async fn submission_create(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let (now, id) = (app.clock.now(), id.into_inner());
    let (creator, base_url) = (who.account.clone(), app.config.base_url());
    let submission = app
        .db
        .write(move |conn| {
            let whole = Whole::of(conn, &creator, id)?;
            match whole.entry.state {
                // Twice is once.
                State::Submitted => Ok(None),
                State::Draft | State::Returned => {
                    submit_stored(conn, &creator, id, &base_url, now).map(Some)
                }
                _ => Err(Error::Conflict("error-entry-state")),
            }
        })
        .await?;
    app.wake.notify_one();
    match submission {
        Some(Submission::Refused(errors)) => {
            let view = Edit::of(&app, page, who.account, id, errors).await?;
            view.answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Some(Submission::Accepted(_)) | None => Ok(flash::see_other(
            urls::entry_noun(id, "receipt"),
            "flash-entry-submitted",
        )),
    }
}
