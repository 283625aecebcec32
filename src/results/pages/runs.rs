//! A run beside the ranking that holds: every place that moved, then apply or drop as one set.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::results::store::Move;
use crate::results::{Ranking, RankingState, RoundSummary};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/moves",
        web::get().to(moves),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/application",
        web::post().to(apply),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/dismissal",
        web::post().to(dismiss),
    );
}

#[derive(Template)]
#[template(path = "results/moves.html")]
struct Moves {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    rows: Paged<MoveLine>,
}

/// A move as a reader of one language sees it.
struct MoveLine {
    entry: EntryLine,
    moved: Move,
}

impl MoveLine {
    /// Places won or lost: `▲ 3`, `▼ 2`; none where it is newly ranked, no longer ranked, or stands where it stood.
    fn places(&self) -> Option<(&'static str, i32)> {
        let (before, now) = (self.moved.before?, self.moved.now?);
        match before - now {
            0 => None,
            won if won > 0 => Some(("▲", won)),
            lost => Some(("▼", -lost)),
        }
    }
}

#[derive(serde::Deserialize)]
struct After {
    after: Option<i32>,
}

async fn moves(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest);
    let view = app
        .db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            let streams = contest.streams(conn)?;
            let rows = ranking.moves(conn, query.after)?;
            Ok(Moves {
                rows: rows.map(|moved| MoveLine {
                    entry: EntryLine::new(&moved.entry, &streams, page.locale),
                    moved,
                }),
                page,
                contest,
                ranking,
                round,
            })
        })
        .await?;
    html(&view)
}

async fn apply(
    app: web::Data<App>,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let to = urls::ranking(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            ranking.apply(conn, &who.account, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-ranking-applied"))
}

async fn dismiss(
    app: web::Data<App>,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let to = urls::admin(&who.contest.slug, "results");
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            ranking.dismiss(conn, &who.account, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-ranking-dismissed"))
}
