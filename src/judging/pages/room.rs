//! The console's page of a round's judging room: how its judges work, beside what they score.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::Result;
use crate::judging::{Hidden, Round, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/room",
        web::get().to(edit),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/room",
        web::post().to(update),
    );
}

#[derive(Template)]
#[template(path = "judging/room.html")]
struct Edit {
    page: Page,
    contest: Contest,
    round: Round,
    f: Filled,
}

async fn find(app: &App, admin: &Admin, path: RoundPath) -> Result<Round> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    app.db.read(move |conn| Round::of(conn, &contest, id)).await
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let round = find(&app, &admin, path).await?;
    html(&Edit {
        page,
        contest: admin.contest,
        f: Filled::new(forms::filled_room(&round)),
        round,
    })
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let settings = match forms::room(&form) {
        Ok(settings) => settings,
        Err(errors) => {
            let round = find(&app, &admin, path).await?;
            let view = Edit {
                page,
                contest: admin.contest,
                round,
                f: Filled::refused(form, errors),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.set_room(conn, &by, &settings, now))
        .await?;
    let url = urls::round_noun(&admin.contest.slug, id, "room");
    Ok(flash::see_other(url, "flash-saved"))
}
