//! Uploads in parts, by the tus protocol 1.0.0 (tus.io): creation, expiration, termination. A script sends a file so and
//! goes on after a cut; who has no scripts sends the form, which is one request.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use super::uploads::{attach, awaiting};
use crate::accounts::Account;
use crate::app::App;
use crate::db::{Id, Moment};
use crate::entries::Entry;
use crate::entries::store::Whole;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::media::arrival::{Refusal, limit};
use crate::media::parts;
use crate::media::store::Place;
use crate::media::store::uploads::ELSEWHERE;
use crate::media::upload::{Announced, Part, Upload};
use crate::urls;
use crate::web::form::Problem;
use crate::web::{Page, Routes, SignedIn};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/uploads", web::post().to(create))
        .route("/uploads/{id}", web::head().to(progress))
        .route("/uploads/{id}", web::patch().to(append))
        .route("/uploads/{id}", web::post().to(append_by_post))
        .route("/uploads/{id}", web::delete().to(give_up));
}

const VERSION: &str = "1.0.0";
const CONTENT_TYPE: &str = "application/offset+octet-stream";

/// An answer of the protocol.
fn answer(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header(("Tus-Resumable", VERSION))
        .insert_header(("Cache-Control", "no-store"));
    response
}

/// The same, with what to tell the creator.
fn told(status: StatusCode, problem: &Problem, locale: Locale) -> HttpResponse {
    answer(status).json(serde_json::json!({ "problem": problem.text(locale) }))
}

fn header<'a>(req: &'a HttpRequest, name: &str) -> &'a str {
    let value = req.headers().get(name);
    value.and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// The answer to a client of another version of the protocol.
fn other_version(req: &HttpRequest) -> Option<HttpResponse> {
    (header(req, "Tus-Resumable") != VERSION).then(|| {
        answer(StatusCode::PRECONDITION_FAILED)
            .insert_header(("Tus-Version", VERSION))
            .finish()
    })
}

/// A moment as HTTP writes it.
fn http_date(at: Moment) -> String {
    at.in_zone(chrono_tz::Tz::UTC)
        .format("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

async fn create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let (id, now) = (id.into_inner(), app.clock.now());
    let file = Announced::read(
        header(&req, "Upload-Length"),
        header(&req, "Upload-Metadata"),
    );
    // Whose entry it is comes before what is wrong with the request.
    let Some(file) = file else {
        app.db
            .read(move |conn| Whole::of(conn, &who.account, id))
            .await?;
        return Ok(answer(StatusCode::BAD_REQUEST).finish());
    };
    let whole = awaiting(&app, &who.account, id, file.kind, &file.question).await?;
    if let Some(refused) = other_version(&req) {
        return Ok(refused);
    }
    if !whole.may_change(now) {
        let problem = Problem::new("error-entry-state");
        return Ok(told(StatusCode::FORBIDDEN, &problem, page.locale));
    }
    let most = limit(file.kind, &whole.contest.entry_rules);
    let refusal = if file.size as u64 > most {
        Some(Refusal::TooLarge { limit: most })
    } else if file.size == 0 {
        Some(Refusal::Nothing)
    } else if !file.knows_its_language() {
        Some(Refusal::NoLanguage)
    } else {
        None
    };
    if let Some(problem) = refusal.as_ref().and_then(Refusal::problem) {
        let status = refusal.map_or(StatusCode::BAD_REQUEST, |r| r.status());
        return Ok(told(status, &problem, page.locale));
    }
    let (upload, expires_at) = app
        .db
        .write(move |conn| Upload::begin(conn, id, &file, now))
        .await?;
    app.wake.notify_one();
    Ok(answer(StatusCode::CREATED)
        .insert_header(("Location", urls::upload(upload)))
        .insert_header(("Upload-Expires", http_date(expires_at)))
        .finish())
}

async fn find(app: &App, who: &SignedIn, id: Id<Upload>) -> Result<(Upload, Id<Entry>)> {
    let (creator, now) = (who.account.clone(), app.clock.now());
    app.db
        .read(move |conn| Upload::of(conn, &creator, id, now))
        .await
}

/// How much has arrived.
async fn progress(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Upload>>,
) -> Result<HttpResponse> {
    let (upload, _) = find(&app, &who, id.into_inner()).await?;
    Ok(answer(StatusCode::OK)
        .insert_header(("Upload-Offset", upload.received))
        .insert_header(("Upload-Length", upload.size))
        .insert_header(("Upload-Expires", http_date(upload.expires_at)))
        .finish())
}

/// Where proxies let no PATCH through, it comes as a POST that says so.
async fn append_by_post(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Upload>>,
    body: web::Payload,
) -> Result<HttpResponse> {
    match header(&req, "X-HTTP-Method-Override") {
        "PATCH" => append(app, req, page, who, id, body).await,
        "DELETE" => give_up(app, who, id).await,
        _ => {
            find(&app, &who, id.into_inner()).await?;
            Ok(answer(StatusCode::METHOD_NOT_ALLOWED).finish())
        }
    }
}

async fn append(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Upload>>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let (upload, entry) = find(&app, &who, id.into_inner()).await?;
    if let Some(refused) = other_version(&req) {
        return Ok(refused);
    }
    if header(&req, "Content-Type") != CONTENT_TYPE {
        return Ok(answer(StatusCode::UNSUPPORTED_MEDIA_TYPE).finish());
    }
    let Ok(offset) = header(&req, "Upload-Offset").parse::<i64>() else {
        return Ok(answer(StatusCode::BAD_REQUEST).finish());
    };
    if offset != upload.received || upload.media_id.is_some() {
        return Ok(answer(StatusCode::CONFLICT)
            .insert_header(("Upload-Offset", upload.received))
            .finish());
    }
    let whole = awaiting(&app, &who.account, entry, upload.kind, &upload.question).await?;
    if !whole.may_change(app.clock.now()) {
        let problem = Problem::new("error-entry-state");
        return Ok(told(StatusCode::FORBIDDEN, &problem, page.locale));
    }
    // Who sends may have gone before the file is put together: what arrived is kept all the same.
    let receiving = receive(app, who.account, upload, entry, page.locale, body);
    actix_web::rt::spawn(receiving)
        .await
        .map_err(|error| Error::Internal(error.into()))?
}

async fn receive(
    app: web::Data<App>,
    creator: Account,
    upload: Upload,
    entry: Id<Entry>,
    locale: Locale,
    body: web::Payload,
) -> Result<HttpResponse> {
    let part = match parts::receive(&app.files, &upload, body).await {
        Ok(part) => part,
        Err(refusal) => return refused(&app, &upload, refusal, locale).await,
    };
    let Some(part) = part else {
        return Ok(arrived(upload.received));
    };
    let (received, key) = (part.start + part.size, part.storage_key.clone());
    let taken = if received < upload.size {
        let (id, now) = (upload.id, app.clock.now());
        app.db
            .write(move |conn| Upload::take(conn, id, &part, None, now))
            .await
            .map_err(Refusal::from)
    } else {
        finish(&app, creator, upload.clone(), entry, part).await
    };
    match taken {
        Ok(()) => Ok(arrived(received)),
        Err(refusal) => {
            app.files.delete(&key).await?;
            refused(&app, &upload, refusal, locale).await
        }
    }
}

fn arrived(received: i64) -> HttpResponse {
    answer(StatusCode::NO_CONTENT)
        .insert_header(("Upload-Offset", received))
        .finish()
}

/// The last part: the file is put together and given to its entry, or the part counts as not sent.
async fn finish(
    app: &App,
    creator: Account,
    upload: Upload,
    entry: Id<Entry>,
    last: Part,
) -> std::result::Result<(), Refusal> {
    let id = upload.id;
    let mut all = app.db.read(move |conn| Upload::parts(conn, id)).await?;
    all.push(last.clone());
    let file = parts::join(&app.files, &upload, &all).await?;
    let key = file.storage_key.clone();
    let place = Place {
        language: upload.language,
        question: upload.question,
    };
    let (base_url, now) = (app.config.base_url(), app.clock.now());
    let given = app
        .db
        .write(move |conn| {
            attach(conn, &creator, entry, &file, &place, &base_url, now)?;
            Upload::take(conn, id, &last, Some(file.id), now)
        })
        .await;
    if given.is_err() {
        app.files.delete(&key).await?;
    }
    app.wake.notify_one();
    Ok(given?)
}

/// Tells why a part is not taken. A file that can never become part of the entry is given up with it.
async fn refused(
    app: &App,
    upload: &Upload,
    refusal: Refusal,
    locale: Locale,
) -> Result<HttpResponse> {
    let status = refusal.status();
    let (status, problem) = match (refusal.problem(), refusal) {
        (Some(problem), Refusal::StoreDown(error)) => {
            error.log();
            return Ok(answer(status)
                .insert_header(("Retry-After", error.retry_after().unwrap_or(1)))
                .json(serde_json::json!({ "problem": problem.text(locale) })));
        }
        (Some(problem), _) => (status, problem),
        (None, Refusal::Failed(Error::Conflict(key))) => {
            let status = match key {
                ELSEWHERE => StatusCode::CONFLICT,
                _ => StatusCode::FORBIDDEN,
            };
            return Ok(told(status, &key.into(), locale));
        }
        // A part is gone from the store of files: a backup brought back the database alone.
        (None, Refusal::Failed(Error::NotFound)) => (StatusCode::GONE, "error-upload-gone".into()),
        (None, Refusal::Failed(error)) => return Err(error),
        (None, _) => return Err(Error::TooLarge),
    };
    let (id, now) = (upload.id, app.clock.now());
    app.db
        .write(move |conn| Upload::give_up(conn, id, now))
        .await?;
    app.wake.notify_one();
    Ok(told(status, &problem, locale))
}

async fn give_up(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Upload>>,
) -> Result<HttpResponse> {
    let (upload, _) = find(&app, &who, id.into_inner()).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| Upload::give_up(conn, upload.id, now))
        .await?;
    app.wake.notify_one();
    Ok(answer(StatusCode::NO_CONTENT).finish())
}
