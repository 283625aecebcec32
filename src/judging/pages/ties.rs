//! Where a judge says what they have a tie to. Nothing here says whose an entry is: a judge's own words come back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Moment;
use crate::error::Result;
use crate::judging::{Conflict, Tie, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/judging/ties", web::get().to(index))
        .route("/contests/{contest}/judging/ties", web::post().to(create))
        .route(
            "/contests/{contest}/judging/ties/entries",
            web::post().to(create_entry),
        );
}

#[derive(Template)]
#[template(path = "judging/ties.html")]
struct Ties {
    page: Page,
    contest: Contest,
    organisation: String,
    ties: Vec<Tie>,
    /// Number, note and time of the entries that this judge named.
    named: Vec<(String, String, Moment)>,
    /// Organisations.
    f: Filled,
    /// Entries.
    g: Filled,
}

impl Ties {
    async fn load(app: &App, page: Page, judge: Judge, f: Filled, g: Filled) -> Result<Self> {
        let who = judge.clone();
        let (ties, named) = app
            .db
            .read(move |conn| Ok((Tie::of(conn, &who)?, Conflict::named_by(conn, &who)?)))
            .await?;
        Ok(Self {
            page,
            contest: judge.contest,
            organisation: judge.account.organisation,
            ties,
            named,
            f,
            g,
        })
    }
}

async fn index(app: web::Data<App>, page: Page, judge: Judge) -> Result<HttpResponse> {
    html(&Ties::load(&app, page, judge, Filled::default(), Filled::default()).await?)
}

async fn create(app: web::Data<App>, page: Page, judge: Judge, form: Form) -> Result<HttpResponse> {
    let name = match forms::tie(&form) {
        Ok(name) => name,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = Ties::load(&app, page, judge, f, Filled::default()).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (who, now) = (judge.clone(), app.clock.now());
    app.db
        .write(move |conn| Tie::declare(conn, &who, &name, now))
        .await?;
    app.wake.notify_one();
    let url = urls::judge_ties(&judge.contest.slug);
    Ok(flash::see_other(url, "flash-tie-declared"))
}

async fn create_entry(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    form: Form,
) -> Result<HttpResponse> {
    let errors = match forms::declared(&form) {
        Ok(noted) => {
            let (who, now, base_url) = (judge.clone(), app.clock.now(), app.config.base_url());
            let made = app
                .db
                .write(move |conn| Conflict::declare(conn, &who, &noted, &base_url, now))
                .await?;
            match made {
                Ok(_) => {
                    app.wake.notify_one();
                    let url = urls::judge_ties(&judge.contest.slug);
                    return Ok(flash::see_other(url, "flash-tie-declared"));
                }
                Err(errors) => errors,
            }
        }
        Err(errors) => errors,
    };
    let g = Filled::refused(form, errors);
    let view = Ties::load(&app, page, judge, Filled::default(), g).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}
