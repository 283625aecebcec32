//! The awards of a ranking: who has what, and changes by hand with a reason.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::WinnerLine;
use crate::app::App;
use crate::contests::{Admin, Contest, Stream};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::results::store::{Honour, honours};
use crate::results::{Award, Parameters, Placement, Ranking, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/awards",
        web::get().to(index),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/awards/{award}",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/awards/{award}/gift",
        web::post().to(give),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/awards/{award}/withholding",
        web::post().to(withhold),
    );
}

/// An award with those who have it, as a reader of one language sees it.
pub struct HonourLine {
    pub award: Award,
    pub winners: Vec<WinnerLine>,
    pub placements: Vec<Id<Placement>>,
    pub vacant: usize,
}

impl HonourLine {
    /// `figures` says whether a tie-break is named with what it compared.
    pub fn new(
        honour: Honour,
        parameters: &Parameters,
        figures: bool,
        streams: &[Stream],
        page: &Page,
    ) -> Self {
        Self {
            vacant: honour.vacant(),
            winners: honour
                .winners
                .iter()
                .map(|winner| WinnerLine::new(winner, parameters, figures, streams, page.locale))
                .collect(),
            placements: honour.winners.iter().map(|w| w.placement).collect(),
            award: honour.award,
        }
    }

    /// Whether any of the winners has a poster: then each has a place for a picture.
    pub fn has_posters(&self) -> bool {
        self.winners.iter().any(|winner| winner.poster.is_some())
    }
}

#[derive(Template)]
#[template(path = "results/placements.html")]
struct Index {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    honours: Vec<HonourLine>,
}

/// Two kinds of forms on one page; each comes back with its own errors.
#[derive(Template)]
#[template(path = "results/placement.html")]
struct Show {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    honour: HonourLine,
    gift: Filled,
    withholding: Filled,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest.clone());
    let (ranking, honours, streams) = app
        .db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, id)?;
            let honours = honours(conn, &ranking)?;
            Ok((ranking, honours, contest.streams(conn)?))
        })
        .await?;
    let honours = honours
        .into_iter()
        .map(|honour| HonourLine::new(honour, &ranking.parameters, true, &streams, &page))
        .collect();
    html(&Index {
        page,
        contest: who.contest,
        ranking,
        honours,
    })
}

type AwardPath = web::Path<(String, Id<Ranking>, Id<Award>)>;

async fn view(
    app: &App,
    page: Page,
    contest: Contest,
    path: &AwardPath,
    gift: Filled,
    withholding: Filled,
) -> Result<Show> {
    let (ranking, award, of) = (path.1, path.2, contest.clone());
    let (ranking, honour, streams) = app
        .db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &of, ranking)?;
            let honour = ranking.honour(conn, award)?;
            Ok((ranking, honour, of.streams(conn)?))
        })
        .await?;
    Ok(Show {
        honour: HonourLine::new(honour, &ranking.parameters, true, &streams, &page),
        page,
        contest,
        ranking,
        gift,
        withholding,
    })
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: AwardPath,
) -> Result<HttpResponse> {
    let (gift, withholding) = (Filled::default(), Filled::default());
    html(&view(&app, page, who.contest, &path, gift, withholding).await?)
}

async fn give(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: AwardPath,
    form: Form,
) -> Result<HttpResponse> {
    let contest = who.contest.clone();
    let errors = match forms::gift(&form) {
        Err(errors) => errors,
        Ok(gift) => {
            let (ranking, award, now) = (path.1, path.2, app.clock.now());
            let given = app
                .db
                .write(move |conn| {
                    let (ranking, _) = Ranking::find(conn, &who.contest, ranking)?;
                    let award = Award::find(conn, &who.contest, award)?;
                    ranking.give(conn, &who.account, &award, &gift, now)
                })
                .await;
            match given {
                Ok(()) => return Ok(changed(&contest, &path)),
                Err(Error::Conflict(
                    key @ ("error-entry-not-ranked"
                    | "error-award-not-for-it"
                    | "error-already-there"
                    | "error-author-has-award"
                    | "error-entry-without-votes"
                    | "error-award-full"),
                )) => FieldErrors::one("number", key),
                Err(error) => return Err(error),
            }
        }
    };
    let (gift, withholding) = (Filled::refused(form, errors), Filled::default());
    html_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &view(&app, page, contest, &path, gift, withholding).await?,
    )
}

async fn withhold(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: AwardPath,
    form: Form,
) -> Result<HttpResponse> {
    let contest = who.contest.clone();
    let (placement, reason) = match forms::withholding(&form) {
        Ok(read) => read,
        Err(errors) => {
            let (gift, withholding) = (Filled::default(), Filled::refused(form, errors));
            return html_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &view(&app, page, contest, &path, gift, withholding).await?,
            );
        }
    };
    let (ranking, award, now) = (path.1, path.2, app.clock.now());
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, ranking)?;
            let award = Award::find(conn, &who.contest, award)?;
            ranking.withhold(conn, &who.account, &award, placement, &reason, now)
        })
        .await?;
    Ok(changed(&contest, &path))
}

fn changed(contest: &Contest, path: &AwardPath) -> HttpResponse {
    let to = urls::ranking_award(&contest.slug, path.1, path.2);
    flash::see_other(to, "flash-saved")
}
