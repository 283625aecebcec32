//! A judge's own figures in a round.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::error::Result;
use crate::judging::Round;
use crate::judging::store::OwnFigures;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/rounds/{id}/figures",
        web::get().to(show),
    );
}

#[derive(Template)]
#[template(path = "judging/figures.html")]
struct Show {
    page: Page,
    contest: Contest,
    figures: OwnFigures,
}

impl Show {
    fn points(&self, thousandths: &i32) -> String {
        crate::judging::total_text(thousandths, self.page.locale)
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: web::Path<(String, Id<Round>)>,
) -> Result<HttpResponse> {
    let (who, (_, id)) = (judge.clone(), path.into_inner());
    let figures = app
        .db
        .read(move |conn| OwnFigures::of(conn, &who, id))
        .await?;
    html(&Show {
        page,
        contest: judge.contest,
        figures,
    })
}
