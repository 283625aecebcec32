//! Making rounds, and taking back one that nothing was done with.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::{Choices, RoundPath, round_in};
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::Result;
use crate::i18n::Trilingual;
use crate::judging::{CutRule, Format, Round, RoundState, Source, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/rounds", web::post().to(create))
        .route("/contests/{contest}/admin/rounds/new", web::get().to(new))
        .route(
            "/contests/{contest}/admin/rounds/national",
            web::post().to(national),
        )
        .route(
            "/contests/{contest}/admin/rounds/calibration",
            web::post().to(calibration),
        )
        .route(
            "/contests/{contest}/admin/rounds/{id}/deletion",
            web::get().to(deletion_new),
        )
        .route(
            "/contests/{contest}/admin/rounds/{id}/deletion",
            web::post().to(deletion_create),
        );
}

#[derive(Template)]
#[template(path = "judging/round_new.html")]
struct New {
    page: Page,
    contest: Contest,
    choices: Choices,
    f: Filled,
}

impl New {
    fn is_planned(&self) -> bool {
        true
    }

    /// What is made here is no calibration.
    fn follows_panel(&self) -> bool {
        false
    }

    /// A round that is not there yet asks nobody anything.
    fn asks_pairs(&self) -> bool {
        false
    }

    /// With what was refused, or as it begins.
    async fn load(app: &App, page: Page, admin: &Admin, refused: Option<Filled>) -> Result<Self> {
        let contest = admin.contest.clone();
        let choices = app
            .db
            .read(move |conn| {
                let rounds = Round::all(conn, &contest)?;
                Choices::of(conn, &contest, rounds)
            })
            .await?;
        let begun = || {
            let form = forms::unfilled_round(&choices.rounds);
            let named = match choices.rounds.is_empty() {
                true => form.with_trilingual("name", &Trilingual::of_key("round-first")),
                false => form,
            };
            Filled::new(named)
        };
        Ok(Self {
            f: refused.unwrap_or_else(begun),
            page,
            contest: admin.contest.clone(),
            choices,
        })
    }
}

#[derive(Template)]
#[template(path = "judging/round_deletion.html")]
struct Deletion {
    page: Page,
    contest: Contest,
    round: Round,
}

async fn new(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    html(&New::load(&app, page, &admin, None).await?)
}

async fn create(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let new = match forms::new_round(&form, admin.contest.tz()) {
        Ok(new) => new,
        Err(errors) => {
            let refused = Some(Filled::refused(form, errors));
            let view = New::load(&app, page, &admin, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (by, contest, now) = (admin.account, admin.contest.clone(), app.clock.now());
    let round = app
        .db
        .write(move |conn| Round::make(conn, &by, &contest, &new, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, round.id);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn national(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    let (by, contest, now) = (admin.account, admin.contest.clone(), app.clock.now());
    app.db
        .write(move |conn| Round::plan_national(conn, &by, &contest, now))
        .await?;
    app.wake.notify_one();
    let url = urls::admin(&admin.contest.slug, "rounds");
    Ok(flash::see_other(url, "flash-rounds-planned"))
}

async fn calibration(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    let (by, contest, now) = (admin.account, admin.contest.clone(), app.clock.now());
    let round = app
        .db
        .write(move |conn| Round::plan_calibration(conn, &by, &contest, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round_noun(&admin.contest.slug, round.id, "picks");
    Ok(flash::see_other(url, "flash-saved"))
}

/// The round that may be deleted.
async fn planned(app: &App, admin: &Admin, path: RoundPath) -> Result<Round> {
    round_in(
        app,
        admin,
        path.1,
        RoundState::Planned,
        "error-round-in-use",
    )
    .await
}

async fn deletion_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let round = planned(&app, &admin, path).await?;
    html(&Deletion {
        page,
        contest: admin.contest,
        round,
    })
}

async fn deletion_create(
    app: web::Data<App>,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let round = planned(&app, &admin, path).await?;
    let (by, now) = (admin.account, app.clock.now());
    app.db
        .write(move |conn| round.delete(conn, &by, now))
        .await?;
    app.wake.notify_one();
    let url = urls::admin(&admin.contest.slug, "rounds");
    Ok(flash::see_other(url, "flash-round-deleted"))
}
