//! Where the judges of a round differ most, for the admin.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::Result;
use crate::judging::Round;
use crate::judging::store::Disagreement;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/disagreement",
        web::get().to(index),
    );
}

#[derive(Template)]
#[template(path = "judging/disagreement.html")]
struct Index {
    page: Page,
    contest: Contest,
    round: Round,
    entries: Paged<Disagreement>,
}

#[derive(serde::Deserialize)]
struct After {
    #[serde(default)]
    after: String,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, entries) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let entries = round.disagreements(conn, query.after.parse().ok())?;
            Ok((round, entries))
        })
        .await?;
    html(&Index {
        page,
        contest: admin.contest,
        round,
        entries,
    })
}
