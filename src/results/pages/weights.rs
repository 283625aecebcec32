//! Other weights of the criteria, tried after scoring: a run beside the ranking that holds, with a reason.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::results::forms::weights::{filled, reweighing, weight_field};
use crate::results::weights::Weighed;
use crate::results::{Ranking, RoundSummary};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/weights",
        web::get().to(new),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/weights",
        web::post().to(create),
    );
}

type RankingPath = web::Path<(String, Id<Ranking>)>;

#[derive(Template)]
#[template(path = "results/weights.html")]
struct New {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    criteria: Vec<Weighed>,
    f: Filled,
}

impl New {
    /// The name of a criterion's field.
    fn field(&self, each: &Weighed) -> String {
        weight_field(&each.code)
    }

    /// What a field is called, with the weight by which judges scored.
    fn label(&self, each: &Weighed) -> String {
        let weight = crate::judging::weight_text(&each.was);
        let name = self.page.tri(&each.name);
        let label = self
            .page
            .t2("weights-criterion", "name", name, "weight", weight);
        label.into_owned()
    }
}

/// The page, with the weights that hold where nothing was typed. Another ranking than the one that holds is a conflict; a
/// round without criteria of its organiser's has no such page.
async fn view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Ranking>,
    f: Option<Filled>,
) -> Result<New> {
    app.db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            if !round.format.has_own_criteria() {
                return Err(Error::NotFound);
            }
            if !ranking.state.holds() || ranking.parameters.preview {
                return Err(Error::Conflict("error-ranking-changed"));
            }
            let criteria = ranking.weighed(conn)?;
            Ok(New {
                f: f.unwrap_or_else(|| Filled::new(filled(&criteria))),
                page,
                contest,
                ranking,
                round,
                criteria,
            })
        })
        .await
}

async fn new(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
) -> Result<HttpResponse> {
    html(&view(&app, page, who.contest, path.1, None).await?)
}

async fn create(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let (of, typed) = (who.clone(), form.clone());
    let ordered = app
        .db
        .write(move |conn| {
            let (ranking, round) = Ranking::find(conn, &of.contest, id)?;
            if !round.format.has_own_criteria() {
                return Err(Error::NotFound);
            }
            let criteria = ranking.weighed(conn)?;
            match reweighing(&typed, &criteria, now) {
                Ok(weights) => ranking
                    .reweigh(conn, &of.contest, &of.account, weights, now)
                    .map(Ok),
                Err(errors) => Ok(Err(errors)),
            }
        })
        .await?;
    match ordered {
        Ok(run) => {
            app.wake.notify_one();
            let to = urls::ranking(&who.contest.slug, run);
            Ok(flash::see_other(to, "flash-ranking-ordered"))
        }
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = view(&app, page, who.contest, id, Some(f)).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}
