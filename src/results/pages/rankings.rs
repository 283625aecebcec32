//! The console's rankings: ordered, listed, their cut decided.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::results::store::{self, Chosen};
use crate::results::{Ranking, RoundSummary, forms, points_text};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/results", web::get().to(index))
        .route("/contests/{contest}/admin/results", web::post().to(create))
        .route(
            "/contests/{contest}/admin/results/{ranking}/unranked",
            web::get().to(unranked),
        )
        .route(
            "/contests/{contest}/admin/results/{ranking}/cut",
            web::get().to(cut_show),
        )
        .route(
            "/contests/{contest}/admin/results/{ranking}/cut",
            web::post().to(cut_update),
        );
}

#[derive(Template)]
#[template(path = "results/rankings.html")]
struct Index {
    page: Page,
    contest: Contest,
    /// Those that have ballots, or may have.
    rounds: Vec<RoundSummary>,
    /// Every round with how it is ranked.
    methods: Vec<(RoundSummary, Chosen)>,
    rankings: Paged<(Ranking, String)>,
    f: Filled,
}

#[derive(Template)]
#[template(path = "results/unranked.html")]
struct Unranked {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    rows: Paged<EntryLine>,
}

#[derive(Template)]
#[template(path = "results/cut.html")]
struct Cut {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    ties: Vec<TieLine>,
    f: Filled,
}

/// A tie across the line of the cut.
struct TieLine {
    group: String,
    places: i32,
    score: String,
    tied: Vec<EntryLine>,
}

#[derive(serde::Deserialize)]
struct After<K> {
    after: Option<K>,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    query: web::Query<After<Id<Ranking>>>,
) -> Result<HttpResponse> {
    html(&index_view(&app, page, who, query.after, Filled::default()).await?)
}

async fn index_view(
    app: &App,
    page: Page,
    who: Admin,
    after: Option<Id<Ranking>>,
    f: Filled,
) -> Result<Index> {
    let contest = who.contest.id;
    let (rounds, methods, rankings) = app
        .db
        .read(move |conn| {
            Ok((
                store::rounds_of(conn, contest)?,
                store::methods(conn, contest)?,
                store::index(conn, contest, after)?,
            ))
        })
        .await?;
    let rankings = rankings.map(|ranking| {
        let round = rounds.iter().find(|round| round.id == ranking.round_id);
        let name = round.map_or_else(String::new, |round| page.tri(&round.name).to_owned());
        (ranking, name)
    });
    let chosen = |round: &RoundSummary| {
        let found = methods.iter().find(|(id, _)| *id == round.id);
        found.map_or_else(|| Chosen::unchosen(round.format), |(_, own)| own.clone())
    };
    Ok(Index {
        methods: rounds
            .iter()
            .map(|round| (round.clone(), chosen(round)))
            .collect(),
        contest: who.contest,
        rounds: rounds
            .into_iter()
            .filter(|round| round.is_closed() || round.is_open())
            .collect(),
        rankings,
        page,
        f,
    })
}

async fn create(app: web::Data<App>, page: Page, who: Admin, form: Form) -> Result<HttpResponse> {
    let round = match forms::round(&form) {
        Ok(round) => round,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = index_view(&app, page, who, None, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, slug) = (app.clock.now(), who.contest.slug.clone());
    let ranking = app
        .db
        .write(move |conn| Ranking::order(conn, &who.contest, round, &who.account, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::ranking(slug, ranking),
        "flash-ranking-ordered",
    ))
}

async fn unranked(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
    query: web::Query<After<i32>>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest.clone());
    let (ranking, streams, rows) = app
        .db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, id)?;
            let rows = ranking.unranked(conn, query.after)?;
            Ok((ranking, contest.streams(conn)?, rows))
        })
        .await?;
    let locale = page.locale;
    html(&Unranked {
        page,
        contest: who.contest,
        ranking,
        rows: rows.map(|entry| EntryLine::new(&entry, &streams, locale)),
    })
}

async fn cut_show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    html(&cut_view(&app, page, who, path.1, Filled::default()).await?)
}

async fn cut_view(app: &App, page: Page, who: Admin, id: Id<Ranking>, f: Filled) -> Result<Cut> {
    let contest = who.contest.clone();
    let (ranking, streams, categories, entries) = app
        .db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, id)?;
            let entries = ranking.tied_at_cut(conn)?;
            Ok((
                ranking,
                contest.streams(conn)?,
                contest.categories(conn)?,
                entries,
            ))
        })
        .await?;
    let ties = ranking
        .parameters
        .cut_ties
        .iter()
        .map(|tie| {
            let stream = streams.iter().find(|stream| stream.id == tie.stream);
            let category = categories
                .iter()
                .find(|category| Some(category.id) == tie.category);
            let names = [
                stream.map(|stream| page.tri(&stream.name)),
                category.map(|category| page.tri(&category.name)),
            ];
            TieLine {
                group: names.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                places: tie.places,
                score: points_text(tie.score, page.locale),
                tied: entries
                    .iter()
                    .filter(|entry| tie.tied.contains(&entry.id))
                    .map(|entry| EntryLine::new(entry, &streams, page.locale))
                    .collect(),
            }
        })
        .collect();
    Ok(Cut {
        page,
        contest: who.contest,
        ranking,
        ties,
        f,
    })
}

async fn cut_update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
    form: Form,
) -> Result<HttpResponse> {
    let decision = match forms::cut(&form) {
        Ok(decision) => decision,
        Err(errors) => {
            let view = cut_view(&app, page, who, path.1, Filled::refused(form, errors)).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (id, now) = (path.1, app.clock.now());
    let to = urls::ranking(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            ranking.decide_cut(conn, &who.account, &decision, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-saved"))
}
