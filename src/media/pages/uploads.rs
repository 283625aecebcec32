//! Uploads: a file is a request of its own, kept as soon as it has arrived; a form error never loses it.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use futures_util::StreamExt;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::QuestionKind;
use crate::db::{Conn, Id, Moment};
use crate::entries::pages::edit::Edit;
use crate::entries::store::{Submission, Whole};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::media::arrival::{Arrived, Arriving, Refusal, limit};
use crate::media::store::Place;
use crate::media::{Media, MediaKind};
use crate::screening;
use crate::urls;
use crate::web::{FieldErrors, Page, Routes, SignedIn, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/video", web::post().to(video))
        .route("/entries/{id}/poster", web::post().to(poster))
        .route("/entries/{id}/subtitles", web::post().to(subtitles))
        .route("/entries/{id}/answers/{code}", web::post().to(answer))
        .route(
            "/entries/{id}/files/{media}/removal",
            web::get().to(removal_new),
        )
        .route(
            "/entries/{id}/files/{media}/removal",
            web::post().to(removal_create),
        )
        .route(
            "/entries/{id}/files/{media}/return",
            web::post().to(return_create),
        );
}

/// How much of a refused upload is still read, so that the browser gets to see why.
const DRAIN: usize = 64 << 20;

/// A request that brings a file: the last part is its body.
type Upload = (web::Data<App>, HttpRequest, Page, SignedIn, web::Payload);

async fn video(upload: Upload, id: web::Path<Id<Entry>>) -> Result<HttpResponse> {
    receive(upload, id.into_inner(), MediaKind::Video, "").await
}

async fn poster(upload: Upload, id: web::Path<Id<Entry>>) -> Result<HttpResponse> {
    receive(upload, id.into_inner(), MediaKind::Poster, "").await
}

async fn subtitles(upload: Upload, id: web::Path<Id<Entry>>) -> Result<HttpResponse> {
    receive(upload, id.into_inner(), MediaKind::Subtitles, "").await
}

async fn answer(upload: Upload, path: web::Path<(Id<Entry>, String)>) -> Result<HttpResponse> {
    let (id, question) = path.into_inner();
    receive(upload, id, MediaKind::Answer, &question).await
}

async fn receive(
    (app, req, page, who, body): Upload,
    id: Id<Entry>,
    kind: MediaKind,
    question: &str,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let whole = awaiting(&app, &who.account, id, kind, question).await?;
    if !whole.may_change(now) {
        return Err(Error::Conflict("error-entry-state"));
    }
    let at = kind.slot(question);
    let back = format!("{}#{at}", urls::entry_edit(id));
    let most = limit(kind, &whole.contest.entry_rules);
    let (arrived, language) = match read(&app, &req, kind, most, body).await {
        Ok(arrived) => arrived,
        Err(refusal) => {
            let Some(problem) = refusal.problem() else {
                return Err(match refusal {
                    Refusal::Failed(error) => error,
                    _ => Error::TooLarge,
                });
            };
            let status = refusal.status();
            if let Refusal::StoreDown(error) = refusal {
                error.log();
            }
            let errors = FieldErrors::one(&at, problem);
            return Edit::of(&app, page, who.account, id, errors)
                .await?
                .answer(status);
        }
    };
    let place = Place {
        language,
        question: question.to_owned(),
    };
    let (creator, base_url) = (who.account, app.config.base_url());
    app.db
        .write(move |conn| attach(conn, &creator, id, &arrived, &place, &base_url, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(back, "flash-file-arrived"))
}

/// The creator's entry that has a place for such a file.
pub(super) async fn awaiting(
    app: &App,
    creator: &Account,
    id: Id<Entry>,
    kind: MediaKind,
    question: &str,
) -> Result<Whole> {
    let (creator, code) = (creator.clone(), question.to_owned());
    app.db
        .read(move |conn| {
            let whole = Whole::of(conn, &creator, id)?;
            let asked = kind != MediaKind::Answer
                || whole
                    .contest
                    .questions(conn)?
                    .iter()
                    .any(|q| q.code == code && q.kind == QuestionKind::File);
            if asked {
                Ok(whole)
            } else {
                Err(Error::NotFound)
            }
        })
        .await
}

/// Gives the entry a file that has arrived. What was submitted is submitted again with it.
pub(super) fn attach(
    conn: &mut Conn,
    creator: &Account,
    id: Id<Entry>,
    arrived: &Arrived,
    place: &Place,
    base_url: &str,
    now: Moment,
) -> Result<()> {
    let whole = Whole::of(conn, creator, id)?;
    Media::attach(conn, &whole.entry, creator, arrived, place, now)?;
    again(conn, creator, id, base_url, now)
}

/// What was submitted is submitted again when a file of it changes, by the same rules.
fn again(
    conn: &mut Conn,
    creator: &Account,
    id: Id<Entry>,
    base_url: &str,
    now: Moment,
) -> Result<()> {
    let whole = Whole::of(conn, creator, id)?;
    if whole.entry.state != State::Submitted {
        return Ok(());
    }
    match whole.submit(conn, creator, base_url, now)? {
        Submission::Accepted(_) => {
            let entry = Entry::find(conn, id)?;
            screening::store::receive(conn, &entry, now)
        }
        Submission::Refused(_) => Err(Error::Conflict("error-entry-incomplete")),
    }
}

/// Reads the form: the first file in it, and the language of subtitles.
async fn read(
    app: &App,
    req: &HttpRequest,
    kind: MediaKind,
    most: u64,
    body: web::Payload,
) -> std::result::Result<(Arrived, String), Refusal> {
    let mut form = Multipart::new(req.headers(), body);
    let mut language = String::new();
    let mut arrived = None;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| Error::Refused("error-not-a-form"))?;
        let file_name = part
            .content_disposition()
            .and_then(|d| d.get_filename().map(ToOwned::to_owned));
        let Some(file_name) = file_name else {
            let is_language = part.name() == Some("language");
            let text = part
                .bytes(1 << 16)
                .await
                .map_err(|_| Error::TooLarge)?
                .map_err(|_| Error::Refused("error-upload-cut"))?;
            if is_language {
                language = String::from_utf8_lossy(&text).trim().to_owned();
            }
            continue;
        };
        let mut arriving = Arriving::new(kind, most);
        while let Some(chunk) = part.next().await {
            let Ok(chunk) = chunk else {
                arriving.abort().await?;
                return Err(Error::Refused("error-upload-cut").into());
            };
            if let Err(refusal) = arriving.push(&app.files, chunk).await {
                let mut drained = 0;
                while let Some(Ok(chunk)) = part.next().await {
                    drained += chunk.len();
                    if drained > DRAIN {
                        break;
                    }
                }
                return Err(refusal);
            }
        }
        if arrived.is_none() {
            arrived = Some(arriving.finish(&app.files, &file_name).await?);
        }
    }
    let arrived = arrived.ok_or(Refusal::Nothing)?;
    if kind == MediaKind::Subtitles && Language::parse(&language).is_none() {
        app.files.delete(&arrived.storage_key).await?;
        return Err(Refusal::NoLanguage);
    }
    Ok((arrived, language))
}

#[derive(Template)]
#[template(path = "entries/removal.html")]
struct Removal {
    page: Page,
    entry: Entry,
    file: Media,
}

async fn removal_new(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    path: web::Path<(Id<Entry>, Id<Media>)>,
) -> Result<HttpResponse> {
    let (id, file) = path.into_inner();
    let (entry, file) = app
        .db
        .read(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let file = Media::of_entry(conn, &whole.entry, file)?;
            Ok((whole.entry, file))
        })
        .await?;
    html(&Removal { page, entry, file })
}

async fn removal_create(
    app: web::Data<App>,
    who: SignedIn,
    path: web::Path<(Id<Entry>, Id<Media>)>,
) -> Result<HttpResponse> {
    let (id, file) = path.into_inner();
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    app.db
        .write(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let file = Media::of_entry(conn, &whole.entry, file)?;
            if !whole.may_change(now) {
                return Err(Error::Conflict("error-entry-state"));
            }
            file.detach(conn, &whole.entry, &who.account, now)?;
            again(conn, &who.account, id, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(urls::entry_edit(id), "flash-file-removed"))
}

async fn return_create(
    app: web::Data<App>,
    who: SignedIn,
    path: web::Path<(Id<Entry>, Id<Media>)>,
) -> Result<HttpResponse> {
    let (id, file) = path.into_inner();
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    app.db
        .write(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            if !whole.may_change(now) {
                return Err(Error::Conflict("error-entry-state"));
            }
            Media::put_back(conn, &whole.entry, &who.account, file, now)?;
            again(conn, &who.account, id, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::entry_edit(id),
        "flash-file-put-back",
    ))
}
