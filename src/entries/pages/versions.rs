//! Earlier versions of an entry, and two saves at once: nothing that was typed is lost.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::After;
use super::facts::facts;
use crate::app::App;
use crate::db::Id;
use crate::entries::store::{Saved, Whole};
use crate::entries::{Asked, Entry, State, Version, VersionKind};
use crate::error::{Error, Result};
use crate::media::Media;
use crate::media::store::Earlier;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, SignedIn, flash, html, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/versions", web::get().to(index))
        .route("/entries/{id}/versions/{version}", web::get().to(show))
        .route(
            "/entries/{id}/versions/{version}/restoration",
            web::post().to(restoration_create),
        );
}

#[derive(Template)]
#[template(path = "entries/versions.html")]
struct Index {
    page: Page,
    entry: Entry,
    versions: Paged<Version>,
    /// Files that were replaced or taken out.
    files: Vec<Earlier>,
    /// Whether they may be put back.
    may_change: bool,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
    query: web::Query<After<Version>>,
) -> Result<HttpResponse> {
    let (id, after) = (id.into_inner(), query.after);
    let (whole, versions, files) = app
        .db
        .read(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let versions = whole.entry.versions(conn, after)?;
            let files = match after {
                None => Media::earlier(conn, id)?,
                Some(_) => Vec::new(),
            };
            Ok((whole, versions, files))
        })
        .await?;
    html(&Index {
        may_change: whole.may_change(page.now),
        page,
        entry: whole.entry,
        versions,
        files,
    })
}

/// One field of two versions.
struct Pair {
    label: String,
    this: String,
    current: String,
}

impl Pair {
    fn differs(&self) -> bool {
        self.this != self.current
    }
}

#[derive(Template)]
#[template(path = "entries/version.html")]
struct Show {
    page: Page,
    entry: Entry,
    version: Version,
    pairs: Vec<Pair>,
    may_restore: bool,
}

impl Show {
    fn is_conflict(&self) -> bool {
        self.version.kind == VersionKind::Conflict
    }

    fn is_same(&self) -> bool {
        !self.pairs.iter().any(Pair::differs)
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    path: web::Path<(Id<Entry>, Id<Version>)>,
) -> Result<HttpResponse> {
    let (id, version) = path.into_inner();
    let (whole, asked, version) = app
        .db
        .read(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let version = whole.entry.kept_version(conn, version)?;
            Ok((Asked::of(conn, &whole.contest)?, whole, version))
        })
        .await
        .map(|(asked, whole, version)| (whole, asked, version))?;
    let this = facts(&page, &version.content, &asked);
    let current = facts(&page, &whole.entry.draft(), &asked);
    let pairs = this
        .into_iter()
        .zip(current)
        .filter(|((_, this), (_, current))| !this.is_empty() || !current.is_empty())
        .map(|((label, this), (_, current))| Pair {
            label,
            this,
            current,
        })
        .collect();
    html(&Show {
        may_restore: is_restorable(&whole, page.now),
        page,
        entry: whole.entry,
        version,
        pairs,
    })
}

/// A submitted entry is changed in its form, where every rule is checked.
fn is_restorable(whole: &Whole, now: crate::db::Moment) -> bool {
    whole.may_change(now) && whole.entry.state != State::Submitted
}

async fn restoration_create(
    app: web::Data<App>,
    who: SignedIn,
    path: web::Path<(Id<Entry>, Id<Version>)>,
) -> Result<HttpResponse> {
    let (now, (id, version)) = (app.clock.now(), path.into_inner());
    let saved = app
        .db
        .write(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let version = whole.entry.kept_version(conn, version)?;
            if !is_restorable(&whole, now) {
                return Err(Error::Conflict("error-entry-state"));
            }
            whole.entry.restore(conn, &who.account, &version, now)
        })
        .await?;
    match saved {
        Saved::Stored(_) | Saved::Same(_) => Ok(flash::see_other(
            urls::entry_edit(id),
            "flash-entry-restored",
        )),
        Saved::Conflict(version) => Ok(see_other(urls::entry_version(id, version))),
    }
}
