//! The console's page of the entries that are chosen for a round by their numbers.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::judging::store::{Pick, Picked};
use crate::judging::{Round, RoundState, Source, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/picks",
        web::get().to(edit),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/picks",
        web::post().to(update),
    );
}

#[derive(Template)]
#[template(path = "judging/picks.html")]
struct Edit {
    page: Page,
    contest: Contest,
    round: Round,
    picks: Vec<Pick>,
    f: Filled,
}

impl Edit {
    fn is_planned(&self) -> bool {
        self.round.state == RoundState::Planned
    }

    /// With what was refused, or with what is chosen. A round that takes other entries has no such page.
    async fn load(
        app: &App,
        page: Page,
        admin: Admin,
        path: RoundPath,
        refused: Option<Filled>,
    ) -> Result<Self> {
        let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
        let (round, picks) = app
            .db
            .read(move |conn| {
                let round = Round::of(conn, &contest, id)?;
                let picks = round.picks(conn)?;
                Ok((round, picks))
            })
            .await?;
        if round.source != Source::Chosen {
            return Err(Error::NotFound);
        }
        let chosen = || Filled::new(forms::filled_picks(picks.iter().map(Pick::number)));
        Ok(Self {
            f: refused.unwrap_or_else(chosen),
            page,
            contest: admin.contest,
            round,
            picks,
        })
    }
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    html(&Edit::load(&app, page, admin, path, None).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let errors = match forms::picks(&form) {
        Ok(numbers) => {
            let (by, contest, now) = (
                admin.account.clone(),
                admin.contest.clone(),
                app.clock.now(),
            );
            let id = path.1;
            let picked = app
                .db
                .write(move |conn| Round::of(conn, &contest, id)?.pick(conn, &by, &numbers, now))
                .await?;
            match picked {
                Picked::Chosen => {
                    app.wake.notify_one();
                    let url = urls::round_noun(&admin.contest.slug, id, "picks");
                    return Ok(flash::see_other(url, "flash-saved"));
                }
                Picked::Unknown(number) => {
                    FieldErrors::one("numbers", forms::unknown(number.to_string()))
                }
            }
        }
        Err(errors) => errors,
    };
    let refused = Some(Filled::refused(form, errors));
    let view = Edit::load(&app, page, admin, path, refused).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}
