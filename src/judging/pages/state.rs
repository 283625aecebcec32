//! Opening, closing and reopening a round.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::rounds::{RoundPath, round_in};
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::judging::store::{Coverage, JudgeProgress};
use crate::judging::{Round, RoundState, forms};
use crate::urls;
use crate::web::paging::PAGE;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/opening",
        web::post().to(open),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/closure",
        web::get().to(close_new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/closure",
        web::post().to(close),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/reopening",
        web::get().to(reopen_new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/reopening",
        web::post().to(reopen),
    );
}

#[derive(Template)]
#[template(path = "judging/closure.html")]
struct Closure {
    page: Page,
    contest: Contest,
    round: Round,
    /// Judges who have not finished.
    judges: Vec<JudgeProgress>,
    /// Entries with fewer ballots than are found enough, and those with fewer than planned, the least covered first; a
    /// page of them.
    short: Vec<Coverage>,
    others: Vec<Coverage>,
    more: bool,
    least: i64,
    f: Filled,
}

impl Closure {
    /// With what was typed of the least number of ballots, where that was refused or is being tried.
    async fn load(
        app: &App,
        page: Page,
        admin: Admin,
        path: RoundPath,
        form: Form,
    ) -> Result<Self> {
        let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
        let (round, judges, coverage) = app
            .db
            .read(move |conn| {
                let round = Round::of(conn, &contest, id)?;
                if round.state != RoundState::Open {
                    return Err(Error::Conflict("error-round-state"));
                }
                let judges = round.judges(conn)?;
                let coverage = round.coverage(conn, None)?;
                Ok((round, judges, coverage))
            })
            .await?;
        let planned = i64::from(round.judges_per_entry);
        let (least, f) = match forms::enough(&form, round.judges_per_entry) {
            Ok(least) => (least, Filled::new(Form::new().with("minimum", least))),
            Err(errors) => (planned, Filled::refused(form, errors)),
        };
        let wanted = planned.max(least);
        let lacking = coverage.rows.into_iter();
        let lacking: Vec<Coverage> = lacking.filter(|entry| entry.ballots < wanted).collect();
        let more = coverage.next.is_some() && lacking.len() == PAGE;
        let (short, others) = lacking.into_iter().partition(|entry| entry.ballots < least);
        Ok(Self {
            page,
            contest: admin.contest,
            more,
            judges: judges
                .into_iter()
                .filter(|judge| judge.counts.unfinished() > 0)
                .collect(),
            short,
            others,
            least,
            round,
            f,
        })
    }
}

#[derive(Template)]
#[template(path = "judging/reopening.html")]
struct Reopening {
    page: Page,
    contest: Contest,
    round: Round,
    f: Filled,
}

async fn open(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest, base_url) = (admin.account, admin.contest.clone(), app.config.base_url());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.open(conn, &by, &contest, &base_url, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-round-opened"))
}

async fn close_new(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let form = Form::from_bytes(req.query_string().as_bytes());
    html(&Closure::load(&app, page, admin, path, form).await?)
}

async fn close(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let round = open_round(&app, &admin, &path).await?;
    let Ok(least) = forms::enough(&form, round.judges_per_entry) else {
        let view = Closure::load(&app, page, admin, path, form).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (id, by, now) = (round.id, admin.account, app.clock.now());
    app.db
        .write(move |conn| round.close(conn, &by, least, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-round-closed"))
}

/// The round that may be closed.
async fn open_round(app: &App, admin: &Admin, path: &RoundPath) -> Result<Round> {
    round_in(app, admin, path.1, RoundState::Open, "error-round-state").await
}

/// The round that may be opened again.
async fn closed(app: &App, admin: &Admin, path: RoundPath) -> Result<Round> {
    round_in(app, admin, path.1, RoundState::Closed, "error-round-state").await
}

async fn reopen_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let round = closed(&app, &admin, path).await?;
    html(&Reopening {
        page,
        contest: admin.contest,
        round,
        f: Filled::default(),
    })
}

async fn reopen(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let round = closed(&app, &admin, path).await?;
    let reason = match forms::reason(&form) {
        Ok(reason) => reason,
        Err(errors) => {
            let view = Reopening {
                page,
                contest: admin.contest,
                round,
                f: Filled::refused(form, errors),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (id, by, now) = (round.id, admin.account, app.clock.now());
    app.db
        .write(move |conn| round.reopen(conn, &by, &reason, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-round-opened"))
}
