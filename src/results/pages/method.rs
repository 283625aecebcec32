//! How a round is ranked: chosen before scores come in; later with a reason that is printed with the results.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::results::store::Chosen;
use crate::results::{Method, RoundSummary, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/method",
        web::get().to(edit),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/method",
        web::post().to(update),
    );
}

type RoundPath = web::Path<(String, Id<RoundSummary>)>;

#[derive(Template)]
#[template(path = "results/method.html")]
struct Edit {
    page: Page,
    contest: Contest,
    round: RoundSummary,
    chosen: Chosen,
    /// Scores came in: a change needs a reason.
    late: bool,
    f: Filled,
}

impl Edit {
    fn methods(&self) -> &'static [Method] {
        Method::of(self.round.format)
    }

    fn is_default(&self, method: &Method) -> bool {
        *method == Method::default_of(self.round.format)
    }
}

/// The page, with the form as stored where nothing was typed.
async fn view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<RoundSummary>,
    f: Option<Filled>,
) -> Result<Edit> {
    app.db
        .read(move |conn| {
            let round = RoundSummary::find(conn, &contest, id)?;
            let chosen = round.method(conn)?;
            let stored = || {
                let form = Form::new().with("method", chosen.method);
                Filled::new(form.with("version", chosen.version))
            };
            Ok(Edit {
                f: f.unwrap_or_else(stored),
                late: round.has_ballots(conn)?,
                page,
                contest,
                round,
                chosen,
            })
        })
        .await
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    html(&view(&app, page, who.contest, path.1, None).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now, contest) = (path.1, app.clock.now(), who.contest.clone());
    let slug = contest.slug.clone();
    let read = app
        .db
        .write(move |conn| {
            let round = RoundSummary::find(conn, &contest, id)?;
            let late = round.has_ballots(conn)?;
            match forms::method(&form, late, Method::of(round.format)) {
                Ok(choice) => {
                    round.choose_method(conn, &who.account, &choice, now)?;
                    Ok(None)
                }
                Err(errors) => Ok(Some(Filled::refused(form, errors))),
            }
        })
        .await?;
    if let Some(f) = read {
        let view = view(&app, page, who.contest, id, Some(f)).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    Ok(flash::see_other(
        urls::admin(slug, "results"),
        "flash-saved",
    ))
}
