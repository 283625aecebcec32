//! Stepping back from an entry.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::AssignmentPath;
use super::ballot::onward;
use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::error::Result;
use crate::judging::store::Scorecard;
use crate::judging::{RecusalReason, forms};
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/recusal",
        web::get().to(new),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/recusal",
        web::post().to(create),
    );
}

#[derive(Template)]
#[template(path = "judging/recusal.html")]
struct New {
    page: Page,
    contest: Contest,
    card: Scorecard,
    f: Filled,
}

async fn open_card(app: &App, judge: &Judge, path: AssignmentPath) -> Result<Scorecard> {
    let (who, (_, id)) = (judge.clone(), path.into_inner());
    app.db
        .read(move |conn| {
            let card = Scorecard::of(conn, &who, id)?;
            card.require_open()?;
            Ok(card)
        })
        .await
}

async fn new(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
) -> Result<HttpResponse> {
    let card = open_card(&app, &judge, path).await?;
    html(&New {
        page,
        contest: judge.contest,
        card,
        f: Filled::default(),
    })
}

async fn create(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let card = open_card(&app, &judge, path).await?;
    let (reason, note) = match forms::recusal(&form) {
        Ok(read) => read,
        Err(errors) => {
            let view = New {
                page,
                contest: judge.contest,
                card,
                f: Filled::refused(form, errors),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (who, id, now) = (judge.clone(), card.assignment.id, app.clock.now());
    let base_url = app.config.base_url();
    let next = app
        .db
        .write(move |conn| {
            let card = Scorecard::of(conn, &who, id)?;
            // Where several are judged together the way on is their own page.
            let next = match card.round.format.is_on_scorecard() {
                true => card.next_open(conn, false)?,
                false => None,
            };
            card.recuse(conn, reason, &note, &base_url, now)?;
            Ok(next)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(onward(&judge, next), "flash-recused"))
}
