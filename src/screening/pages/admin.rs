//! Every entry of a contest, for its admins: with the creator, all that was done, and the disqualification.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::entry::Work;
use super::filled;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Category, Contest, Stream};
use crate::db::Id;
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::screening::Reason;
use crate::screening::forms::{self, Query};
use crate::screening::store::{self, Dossier, EntryRow, Line};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/entries", web::get().to(index))
        .route(
            "/contests/{contest}/admin/entries/{id}",
            web::get().to(show),
        )
        .route(
            "/contests/{contest}/admin/entries/{id}/disqualification",
            web::get().to(disqualification_new),
        )
        .route(
            "/contests/{contest}/admin/entries/{id}/disqualification",
            web::post().to(disqualification_create),
        );
}

#[derive(Template)]
#[template(path = "screening/entries.html")]
struct Index {
    page: Page,
    contest: Contest,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    entries: Paged<EntryRow>,
    query: Query,
    filters: Filled,
}

#[derive(Template)]
#[template(path = "screening/admin_entry.html")]
struct Show {
    page: Page,
    contest: Contest,
    dossier: Dossier,
    creator: Account,
    lines: Vec<Line>,
    work: Work,
}

impl Show {
    /// How late it was taken within the grace.
    fn late(&self) -> Option<String> {
        let seconds = self.dossier.entry.late_by_s?;
        Some(self.page.span(seconds.into()))
    }

    /// What happened, in words; a later domain's event without a text shows its own word.
    fn said(&self, line: &Line) -> String {
        if let Some((version, verdict)) = line.checked {
            let verdict = self.page.t(verdict.key());
            let key = "screening-line-checked";
            return self
                .page
                .t2(key, "version", version, "verdict", verdict)
                .into_owned();
        }
        let key = line.key();
        if self.page.locale.has(&key) {
            self.page.t(&key).into_owned()
        } else {
            line.action.clone()
        }
    }

    fn reason(&self, line: &Line) -> String {
        Reason::in_words(&line.reason, self.page.locale)
    }
}

#[derive(Template)]
#[template(path = "screening/disqualification.html")]
struct Disqualification {
    page: Page,
    contest: Contest,
    entry: Entry,
    form: Filled,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let (filters, contest) = (query.filters(), admin.contest.clone());
    let (streams, categories, entries) = app
        .db
        .read(move |conn| {
            Ok((
                contest.streams(conn)?,
                contest.categories(conn)?,
                store::all_entries(conn, contest.id, &filters)?,
            ))
        })
        .await?;
    html(&Index {
        page,
        contest: admin.contest,
        streams,
        categories,
        entries,
        filters: filled(&query),
        query,
    })
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.into_inner().1, admin.contest.clone());
    let (dossier, creator, lines) = app
        .db
        .read(move |conn| store::admin_dossier(conn, &contest, id))
        .await?;
    html(&Show {
        work: Work::of(&page, &dossier),
        page,
        contest: admin.contest,
        dossier,
        creator,
        lines,
    })
}

/// An entry that can be disqualified.
async fn standing(app: &App, admin: &Admin, id: Id<Entry>) -> Result<Entry> {
    let contest = admin.contest.clone();
    let entry = app
        .db
        .read(move |conn| store::entry_in(conn, &contest, id))
        .await?;
    if !entry.state.may_become(State::Disqualified) {
        return Err(Error::Conflict("error-screening-changed"));
    }
    Ok(entry)
}

async fn disqualification_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    let entry = standing(&app, &admin, path.into_inner().1).await?;
    html(&Disqualification {
        page,
        contest: admin.contest,
        form: Filled::new(Form::new().with("state", entry.state)),
        entry,
    })
}

async fn disqualification_create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<Entry>)>,
    form: Form,
) -> Result<HttpResponse> {
    let entry = standing(&app, &admin, path.into_inner().1).await?;
    let reason = match forms::disqualification(&form) {
        Ok(reason) => reason,
        Err(errors) => {
            let view = Disqualification {
                page,
                contest: admin.contest,
                entry,
                form: Filled::refused(form, errors),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let seen = State::parse(form.get("state")).unwrap_or(entry.state);
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let url = urls::admin_entry(&admin.contest.slug, entry.id);
    app.db
        .write(move |conn| {
            store::disqualify(conn, &admin.account, &entry, seen, &reason, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(url, "flash-entry-disqualified"))
}
