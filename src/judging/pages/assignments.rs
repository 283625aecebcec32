//! The assignment of a round: shown first, stored when it is confirmed.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::judging::assign::Cause;
use crate::judging::store::Preview;
use crate::judging::{Round, RoundState};
use crate::urls;
use crate::web::{Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/assignments",
        web::get().to(new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/assignments",
        web::post().to(create),
    );
}

/// Gaps that the page lists; their number is told in full.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "judging/assignments.html")]
struct New {
    page: Page,
    contest: Contest,
    round: Round,
    preview: Preview,
}

impl New {
    fn most(&self) -> usize {
        let loads = self.preview.plan.loads.iter();
        loads.map(|(_, load)| *load).max().unwrap_or(0).max(1)
    }
}

async fn new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, preview) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let preview = round.preview(conn)?;
            Ok((round, preview))
        })
        .await?;
    html(&New {
        page,
        contest: admin.contest,
        round,
        preview,
    })
}

async fn create(
    app: web::Data<App>,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest, base_url) = (admin.account, admin.contest.clone(), app.config.base_url());
    let shown = form.get("plan").to_owned();
    app.db
        .write(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            if shown.is_empty() {
                return Err(Error::Conflict("error-plan-changed"));
            }
            round.assign(conn, &by, Some(&shown), &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-assigned"))
}
