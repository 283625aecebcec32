//! Publication in the console: what the public will see is shown before it is confirmed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::public::Announcement;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::{Id, Json};
use crate::error::{Error, Result};
use crate::results::forms::{Publication, objections};
use crate::results::notices::NoticeBatch;
use crate::results::objections::Objection;
use crate::results::store::Standing;
use crate::results::{
    Obstacle, Parameters, Ranking, RankingState, RoundSummary, default_deadline, forms,
};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/publication",
        web::get().to(new),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/publication",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/final",
        web::get().to(final_new),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/final",
        web::post().to(final_create),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/withdrawal",
        web::get().to(withdrawal_new),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/withdrawal",
        web::post().to(withdrawal_create),
    );
}

type RankingPath = web::Path<(String, Id<Ranking>)>;

#[derive(Template)]
#[template(path = "results/publication.html")]
struct Publish {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    obstacles: Vec<Obstacle>,
    f: Filled,
    /// What the public will see, once the form is right; then it can be confirmed.
    announcement: Option<Announcement>,
}

#[derive(Template)]
#[template(path = "results/final.html")]
struct Final {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    obstacles: Vec<Obstacle>,
    announcement: Announcement,
    /// Entries with an award.
    winners: usize,
    /// Objections are still taken.
    too_early: bool,
    /// Objections that nobody has answered: final results need a reason while there are any.
    open: i64,
    f: Filled,
}

#[derive(Template)]
#[template(path = "results/withdrawal.html")]
struct Withdrawal {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    f: Filled,
}

/// The publish page, with the public's view of `publication` when there is one.
async fn publish_view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Ranking>,
    f: Filled,
    publication: Option<Publication>,
) -> Result<Publish> {
    app.db
        .read(move |conn| {
            let Standing {
                ranking,
                round,
                obstacles,
                ..
            } = Standing::of(conn, &contest, id)?;
            let announcement = match publication {
                Some(publication) => {
                    let announced = Ranking {
                        state: RankingState::Provisional,
                        objections_until: Some(publication.objections_until),
                        parameters: Json::new(Parameters {
                            show_scores: publication.show_scores,
                            feedback: publication.feedback,
                            objections: publication.objections,
                            ..(*ranking.parameters).clone()
                        }),
                        ..ranking.clone()
                    };
                    let seen = Announcement::load(conn, &contest, &announced, &page, "", None)?;
                    Some(seen)
                }
                None => None,
            };
            Ok(Publish {
                page,
                contest,
                ranking,
                round,
                obstacles,
                f,
                announcement,
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
    let until = default_deadline(&who.contest, page.now);
    let form = Form::new().with("objections_until", until.format("%Y-%m-%dT%H:%M"));
    let view = publish_view(&app, page, who.contest, path.1, Filled::new(form), None).await?;
    html(&view)
}

/// Without `confirmed` this shows what the public will see.
async fn create(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let publication = match forms::publication(&form, &who.contest, now) {
        Ok(publication) => publication,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = publish_view(&app, page, who.contest, id, f, None).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    if !form.contains("confirmed") {
        let f = Filled::new(form);
        let view = publish_view(&app, page, who.contest, id, f, Some(publication)).await?;
        return html(&view);
    }
    let to = urls::ranking(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            ranking.publish(conn, &who.contest, &who.account, &publication, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-results-provisional"))
}

/// What final results will look like, and what stands in their way.
async fn final_view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Ranking>,
    f: Option<Filled>,
) -> Result<Final> {
    app.db
        .read(move |conn| {
            let Standing {
                ranking, obstacles, ..
            } = Standing::of(conn, &contest, id)?;
            if ranking.state != RankingState::Provisional {
                return Err(Error::Conflict("error-ranking-changed"));
            }
            let announced = Ranking {
                state: RankingState::Final,
                final_at: Some(page.now),
                ..ranking.clone()
            };
            let announcement = Announcement::load(conn, &contest, &announced, &page, "", None)?;
            Ok(Final {
                too_early: ranking.takes_objections(page.now),
                open: Objection::count_open(conn, contest.id)?,
                winners: announcement.honours.iter().map(|h| h.winners.len()).sum(),
                f: match f {
                    Some(f) => f,
                    // Whoever wrote decision mails tells winners by them.
                    None if NoticeBatch::any(conn, contest.id)? => Filled::default(),
                    None => Filled::new(Form::new().with("tell_winners", "on")),
                },
                page,
                contest,
                ranking,
                obstacles,
                announcement,
            })
        })
        .await
}

async fn final_new(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
) -> Result<HttpResponse> {
    html(&final_view(&app, page, who.contest, path.1, None).await?)
}

/// With objections unanswered and no reason the page comes back and asks for one.
async fn final_create(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now, base_url) = (path.1, app.clock.now(), app.config.base_url());
    let (of, typed) = (who.clone(), form.clone());
    let refused = app
        .db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &of.contest, id)?;
            let open = Objection::count_open(conn, of.contest.id)?;
            match objections::finishing(&typed, open) {
                Ok(finishing) => ranking
                    .finish(conn, &of.contest, &of.account, &finishing, &base_url, now)
                    .map(|()| None),
                Err(errors) => Ok(Some(errors)),
            }
        })
        .await?;
    if let Some(errors) = refused {
        let f = Filled::refused(form, errors);
        let view = final_view(&app, page, who.contest, id, Some(f)).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    app.wake.notify_one();
    let to = urls::ranking(&who.contest.slug, id);
    Ok(flash::see_other(to, "flash-results-final"))
}

async fn withdrawal_view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Ranking>,
    f: Filled,
) -> Result<Withdrawal> {
    let of = contest.clone();
    let (ranking, _) = app
        .db
        .read(move |conn| Ranking::find(conn, &of, id))
        .await?;
    if !ranking.state.is_public() {
        return Err(Error::Conflict("error-ranking-changed"));
    }
    Ok(Withdrawal {
        page,
        contest,
        ranking,
        f,
    })
}

async fn withdrawal_new(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
) -> Result<HttpResponse> {
    html(&withdrawal_view(&app, page, who.contest, path.1, Filled::default()).await?)
}

async fn withdrawal_create(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: RankingPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let reason = match forms::reason(&form) {
        Ok(reason) => reason,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = withdrawal_view(&app, page, who.contest, id, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let to = urls::ranking(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            ranking.unpublish(conn, &who.account, &reason, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-results-withdrawn"))
}
