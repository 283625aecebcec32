//! The screening queue. One entry is in `pages/entry.rs`, many at once in `pages/bulk.rs`, the admin's list of all
//! entries in `pages/admin.rs`, how often the theme check was overruled in `pages/agreement.rs`,
//! works that may be the same in `pages/pairs.rs`.

mod admin;
mod agreement;
mod bulk;
mod entry;
mod pairs;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Category, Contest, Screener, Stream};
use crate::db::Id;
use crate::error::Result;
use crate::screening::forms::{Listed, Query};
use crate::screening::store::{self, Decided, QueueRow};
use crate::screening::{Decision, Screening};
use crate::theme::{Area, Band, Verdict};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/screening", web::get().to(index))
        .route(
            "/contests/{contest}/screening/entries/{id}",
            web::get().to(entry::show),
        )
        .route(
            "/contests/{contest}/screening/entries/{id}/claim",
            web::post().to(entry::claim),
        )
        .route(
            "/contests/{contest}/screening/entries/{id}/release",
            web::post().to(entry::release),
        )
        .route(
            "/contests/{contest}/screening/entries/{id}/decision",
            web::post().to(entry::decide),
        )
        .route(
            "/contests/{contest}/screening/decisions/{decision}/undo",
            web::post().to(undo),
        )
        .route(
            "/contests/{contest}/screening/bulk",
            web::post().to(bulk::create),
        )
        .route(
            "/contests/{contest}/screening/batches/{batch}",
            web::get().to(bulk::show),
        )
        .route(
            "/contests/{contest}/screening/batches/{batch}/undo",
            web::post().to(bulk::undo),
        )
        .route(
            "/contests/{contest}/screening/pairs",
            web::get().to(pairs::index),
        )
        .route(
            "/contests/{contest}/screening/pairs/{pair}",
            web::get().to(pairs::show),
        )
        .route(
            "/contests/{contest}/screening/pairs/{pair}/decision",
            web::post().to(pairs::decide),
        )
        .configure(admin::routes)
        .configure(agreement::routes);
}

/// One of the two lists: what waits, or what was decided.
enum List {
    Waiting(Paged<QueueRow>),
    Decided(Paged<Decided>),
}

#[derive(Template)]
#[template(path = "screening/queue.html")]
struct Index {
    page: Page,
    contest: Contest,
    account: Account,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    list: List,
    query: Query,
    /// The query as a form, for the fields of the filters.
    filters: Filled,
}

/// What a stream of the contest is called.
fn stream_name(page: &Page, streams: &[Stream], id: &Id<Stream>) -> String {
    let found = streams.iter().find(|stream| stream.id == *id);
    found.map_or_else(String::new, |stream| page.tri(&stream.name).to_owned())
}

/// What a category of the contest is called; an entry may have none yet.
fn category_name(page: &Page, categories: &[Category], id: &Option<Id<Category>>) -> String {
    let found = categories.iter().find(|each| Some(each.id) == *id);
    found.map_or_else(String::new, |each| page.tri(&each.name).to_owned())
}

fn filled(query: &Query) -> Filled {
    let form = Form::new()
        .with("stream", &query.stream)
        .with("category", &query.category)
        .with("verdict", &query.verdict)
        .with("band", &query.band)
        .with("found", &query.found)
        .with("state", &query.state)
        .with("q", &query.q);
    Filled::new(form)
}

impl Index {
    fn tabs(&self) -> [(Listed, &'static str); 3] {
        [
            (Listed::Waiting, "screening-waiting"),
            (Listed::Mine, "screening-mine"),
            (Listed::Decided, "screening-decided"),
        ]
    }

    fn tab(&self, listed: &Listed) -> String {
        let url = urls::screening(&self.contest.slug);
        match listed {
            Listed::Waiting => url,
            _ => urls::with_query(&url, &[("show", listed.as_str())]),
        }
    }

    fn address(&self) -> String {
        self.query.address(&urls::screening(&self.contest.slug))
    }

    fn is_mine(&self, screening: &Screening) -> bool {
        screening.decided_by == self.account.id && screening.undone_at.is_none()
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let (query, now) = (query.into_inner(), page.now);
    let (filters, listed) = (query.filters(), query.listed());
    let (contest, screener) = (who.contest.clone(), who.account.id);
    let (streams, categories, list) = app
        .db
        .read(move |conn| {
            let list = match listed {
                Listed::Waiting => List::Waiting(store::waiting(conn, contest.id, &filters, now)?),
                Listed::Mine => {
                    List::Decided(store::decided(conn, contest.id, Some(screener), &filters)?)
                }
                Listed::Decided => List::Decided(store::decided(conn, contest.id, None, &filters)?),
            };
            Ok((contest.streams(conn)?, contest.categories(conn)?, list))
        })
        .await?;
    html(&Index {
        page,
        contest: who.contest,
        account: who.account,
        streams,
        categories,
        list,
        filters: filled(&query),
        query,
    })
}

/// Takes one's own decision back.
async fn undo(
    app: web::Data<App>,
    who: Screener,
    path: web::Path<(String, Id<Screening>)>,
) -> Result<HttpResponse> {
    let (screening, now) = (path.into_inner().1, app.clock.now());
    let (base_url, slug) = (app.config.base_url(), who.contest.slug.clone());
    let entry = app
        .db
        .write(move |conn| store::undo(conn, &who.contest, &who.account, screening, &base_url, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::screening_entry(slug, entry),
        "flash-screening-undone",
    ))
}
