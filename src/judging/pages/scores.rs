//! Scores as they are given, and the ballot that is submitted.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, web};

use super::AssignmentPath;
use super::ballot::{Refusal, Show};
use crate::app::App;
use crate::contests::Judge;
use crate::db::Id;
use crate::error::Result;
use crate::judging::store::{Outcome, Saved, Scorecard};
use crate::judging::watching::Watched;
use crate::judging::{Assignment, Ballot, Format, forms};
use crate::urls;
use crate::web::{FieldErrors, Form, Page, Routes, flash, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/scores",
        web::post().to(scores),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/submission",
        web::post().to(submission),
    );
}

/// What the script is told after a save.
#[derive(serde::Serialize)]
struct Told {
    version: i32,
    /// Thousandths of a point.
    total: Option<i32>,
    submitted: bool,
}

/// What the script is told when the ballot was changed elsewhere: what is stored, by the names of the fields.
#[derive(serde::Serialize)]
struct Stored<'a> {
    version: i32,
    stored: BTreeMap<&'a str, &'a str>,
}

fn wants_json(req: &HttpRequest) -> bool {
    req.headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"))
}

/// The answer to the script: never kept by a browser.
fn json(status: StatusCode, said: &impl serde::Serialize) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(("Cache-Control", "no-store"))
        .json(said)
}

async fn scores(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    let (outcome, _) = save(&app, &judge, id, &form, false).await?;
    let is_script = wants_json(&req);
    match outcome {
        Outcome::Saved(saved) if is_script => Ok(json(
            StatusCode::OK,
            &Told {
                version: saved.version,
                total: saved.total,
                submitted: saved.is_submitted,
            },
        )),
        Outcome::Saved(_) => {
            let url = urls::ballot(&judge.contest.slug, id);
            Ok(flash::see_other(url, "flash-saved"))
        }
        Outcome::Stale(card) if is_script => {
            let lines = card.lines.iter();
            let lines = lines.map(|line| (line.criterion.code.as_str(), line.points));
            let form = forms::filled_scores(lines, card.note(), card.version());
            let stored = form.pairs().filter(|(name, _)| *name != "version");
            let told = Stored {
                version: card.version(),
                stored: stored.collect(),
            };
            Ok(json(StatusCode::CONFLICT, &told))
        }
        Outcome::Wrong(_) if is_script => Ok(HttpResponse::UnprocessableEntity().finish()),
        Outcome::Stale(_) => refuse(&app, page, judge, id, Refusal::Stale(form)).await,
        Outcome::Wrong(errors) => {
            refuse(&app, page, judge, id, Refusal::Scores(form, errors)).await
        }
    }
}

async fn submission(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    let (outcome, unwatched) = save(&app, &judge, id, &form, true).await?;
    let refusal = match outcome {
        Outcome::Saved(saved) if saved.is_submitted => {
            let slug = judge.contest.slug.clone();
            return match next(&app, judge, id).await? {
                Next::Stay => Ok(flash::see_other(
                    urls::ballot(&slug, id),
                    "flash-ballot-submitted",
                )),
                Next::Entry(next) => Ok(flash::see_other(
                    urls::ballot(&slug, next),
                    "flash-vote-cast",
                )),
                Next::Queue => Ok(flash::see_other(urls::judging(&slug), "flash-vote-cast")),
            };
        }
        Outcome::Saved(saved) => unfinished(form, &saved, unwatched),
        Outcome::Stale(_) => Refusal::Stale(form),
        Outcome::Wrong(errors) => Refusal::Scores(form, errors),
    };
    refuse(&app, page, judge, id, refusal).await
}

/// Where a judge goes after a submitted ballot.
enum Next {
    /// To look at it beside the others'.
    Stay,
    Entry(Id<Assignment>),
    /// Nothing is left.
    Queue,
}

/// A vote leads to the next film at once: there are many of them, and each is a quick look.
async fn next(app: &App, judge: Judge, id: Id<Assignment>) -> Result<Next> {
    app.db
        .read(move |conn| {
            let card = Scorecard::of(conn, &judge, id)?;
            Ok(match card.round.format {
                Format::Votes => card.next_open(conn, true)?.map_or(Next::Queue, Next::Entry),
                _ => Next::Stay,
            })
        })
        .await
}

/// Why a ballot that was saved was not submitted. The page shows it with the version that the save made.
fn unfinished(form: Form, saved: &Saved, unwatched: Option<i32>) -> Refusal {
    let form = form.set("version", saved.version);
    match unwatched {
        Some(percent) if saved.missing.is_empty() => Refusal::Unwatched(form, percent),
        _ => {
            let mut errors = FieldErrors::default();
            for code in &saved.missing {
                errors.add(&format!("points.{code}"), "field-points-missing");
            }
            Refusal::Scores(form, errors)
        }
    }
}

/// What became of the scores, and, of a ballot that was to be submitted and is not, how much of the film was played.
async fn save(
    app: &App,
    judge: &Judge,
    id: Id<Assignment>,
    form: &Form,
    submit: bool,
) -> Result<(Outcome, Option<i32>)> {
    let (who, now) = (judge.clone(), app.clock.now());
    let given = match forms::scores(form) {
        Ok(given) => given,
        Err(errors) => {
            // Whose assignment it is comes before what is wrong with the form.
            app.db
                .read(move |conn| Scorecard::of(conn, &who, id)?.require_open())
                .await?;
            return Ok((Outcome::Wrong(errors), None));
        }
    };
    let played = Watched::parse(form.get("played")).unwrap_or_default();
    let sure = form.has("sure", "yes");
    app.db
        .write(move |conn| {
            if !submit {
                return Ok((Ballot::save(conn, &who, id, &given, now)?, None));
            }
            let card = Scorecard::of(conn, &who, id)?;
            let unwatched = card.unwatched(conn, &played, now)?.filter(|_| !sure);
            let outcome = match unwatched {
                Some(_) => Ballot::save(conn, &who, id, &given, now)?,
                None => Ballot::submit(conn, &who, id, &given, now)?,
            };
            Ok((outcome, unwatched))
        })
        .await
}

async fn refuse(
    app: &App,
    page: Page,
    judge: Judge,
    id: Id<Assignment>,
    refusal: Refusal,
) -> Result<HttpResponse> {
    let status = match refusal {
        Refusal::Stale(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = Show::load(app, page, judge, id, None, Some(refusal)).await?;
    html_with(status, &view)
}
