//! The console's page of criteria.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::judging::{Criterion, Round, forms, weight_text};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/criteria", web::get().to(index))
        .route("/contests/{contest}/admin/criteria", web::post().to(create))
        .route(
            "/contests/{contest}/admin/criteria/{id}",
            web::get().to(edit),
        )
        .route(
            "/contests/{contest}/admin/criteria/{id}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/criteria/{id}/position",
            web::post().to(position),
        )
        .route(
            "/contests/{contest}/admin/criteria/{id}/deletion",
            web::get().to(deletion_new),
        )
        .route(
            "/contests/{contest}/admin/criteria/{id}/deletion",
            web::post().to(deletion_create),
        );
}

#[derive(Template)]
#[template(path = "judging/criteria.html")]
struct Criteria {
    page: Page,
    contest: Contest,
    rounds: Vec<Round>,
    /// Of which of them these are; none before there is a round.
    round: Option<Id<Round>>,
    criteria: Vec<Criterion>,
    /// Only texts change.
    locked: bool,
    f: Filled,
}

impl Edit {
    fn list_url(&self) -> String {
        list_url(&self.contest, &self.round)
    }
}

impl Deletion {
    fn list_url(&self) -> String {
        list_url(&self.contest, &self.round)
    }
}

impl Criteria {
    /// The key of the shown round, for the form; empty before there is one.
    fn key(&self) -> String {
        self.round.map(|id| id.to_string()).unwrap_or_default()
    }

    /// Whether the shown round's one criterion comes with its format.
    fn is_of_format(&self) -> bool {
        let mut rounds = self.rounds.iter();
        rounds.any(|round| self.is_shown(round) && !round.format.has_own_criteria())
    }

    fn is_shown(&self, round: &Round) -> bool {
        self.round == Some(round.id)
    }

    fn weights(&self) -> i32 {
        self.criteria.iter().map(|each| each.weight).sum()
    }

    fn weights_text(&self) -> String {
        weight_text(&self.weights())
    }
}

#[derive(Template)]
#[template(path = "judging/criterion.html")]
struct Edit {
    page: Page,
    contest: Contest,
    round: Round,
    criterion: Criterion,
    locked: bool,
    f: Filled,
}

#[derive(Template)]
#[template(path = "judging/criterion_deletion.html")]
struct Deletion {
    page: Page,
    contest: Contest,
    round: Round,
    criterion: Criterion,
}

/// The round that an address names, or the first.
#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    round: String,
}

/// Of the rounds the one with this key, or the first; a key of no round is not found.
fn wanted(rounds: &[Round], key: &str) -> Result<Option<Round>> {
    if key.is_empty() {
        return Ok(rounds.first().cloned());
    }
    let found = rounds.iter().find(|round| round.id.to_string() == key);
    found.cloned().map(Some).ok_or(Error::NotFound)
}

/// Where the criteria of `round` are listed.
fn list_url(contest: &Contest, round: &Round) -> String {
    let of_first = round.position == 1;
    let key = (!of_first).then(|| round.id.to_string());
    urls::criteria(&contest.slug, key.unwrap_or_default())
}

async fn list(app: &App, page: Page, admin: Admin, key: String, f: Filled) -> Result<Criteria> {
    let contest = admin.contest.clone();
    let (rounds, round, criteria, locked) = app
        .db
        .read(move |conn| {
            let rounds = Round::all(conn, &contest)?;
            let round = wanted(&rounds, &key)?;
            let (criteria, locked) = match &round {
                Some(round) => (round.criteria(conn)?, round.has_settled_criteria(conn)?),
                None => (Vec::new(), false),
            };
            Ok((rounds, round.map(|round| round.id), criteria, locked))
        })
        .await?;
    Ok(Criteria {
        page,
        contest: admin.contest,
        rounds,
        round,
        criteria,
        locked,
        f,
    })
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let (key, begun) = (query.into_inner().round, forms::new_criterion());
    html(&list(&app, page, admin, key, Filled::new(begun)).await?)
}

/// A taken code or turn is the form's problem, not a conflict of states.
fn taken(error: Error) -> Result<FieldErrors> {
    match error {
        Error::Conflict("error-already-there") => {
            Ok(FieldErrors::one("code", "field-criterion-taken"))
        }
        Error::Conflict(key @ "error-tie-order-taken") => Ok(FieldErrors::one("tie_order", key)),
        other => Err(other),
    }
}

async fn create(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let key = form.get("round").to_owned();
    let errors = match forms::criterion(&form, None) {
        Ok(new) => {
            let (by, contest, now) = (
                admin.account.clone(),
                admin.contest.clone(),
                app.clock.now(),
            );
            let of = key.clone();
            let added = app
                .db
                .write(move |conn| {
                    let round = wanted(&Round::all(conn, &contest)?, &of)?;
                    let round = match round {
                        Some(round) => round,
                        None => Round::make_first(conn, &by, &contest, now)?,
                    };
                    round.add_criterion(conn, &by, &new, now)
                })
                .await;
            match added {
                Ok(_) => {
                    app.wake.notify_one();
                    let url = urls::criteria(&admin.contest.slug, &key);
                    return Ok(flash::see_other(url, "flash-saved"));
                }
                Err(error) => taken(error)?,
            }
        }
        Err(errors) => errors,
    };
    let view = list(&app, page, admin, key, Filled::refused(form, errors)).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

type CriterionPath = web::Path<(String, Id<Criterion>)>;

async fn found(app: &App, admin: &Admin, path: CriterionPath) -> Result<(Round, Criterion, bool)> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    app.db
        .read(move |conn| {
            let (round, criterion) = Criterion::of(conn, &contest, id)?;
            let locked = round.has_settled_criteria(conn)?;
            Ok((round, criterion, locked))
        })
        .await
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: CriterionPath,
) -> Result<HttpResponse> {
    let (round, criterion, locked) = found(&app, &admin, path).await?;
    html(&Edit {
        page,
        contest: admin.contest,
        round,
        f: Filled::new(forms::filled(&criterion)),
        criterion,
        locked,
    })
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: CriterionPath,
    form: Form,
) -> Result<HttpResponse> {
    let (round, criterion, locked) = found(&app, &admin, path).await?;
    let errors = match forms::criterion(&form, locked.then_some(&criterion)) {
        Ok(new) => {
            let (by, old, now) = (admin.account.clone(), criterion.clone(), app.clock.now());
            let of = round.clone();
            let changed = app
                .db
                .write(move |conn| of.change_criterion(conn, &by, &old, &new, now))
                .await;
            match changed {
                Ok(()) => {
                    app.wake.notify_one();
                    let url = list_url(&admin.contest, &round);
                    return Ok(flash::see_other(url, "flash-saved"));
                }
                Err(error) => taken(error)?,
            }
        }
        Err(errors) => errors,
    };
    html_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &Edit {
            page,
            contest: admin.contest,
            round,
            criterion,
            locked,
            f: Filled::refused(form, errors),
        },
    )
}

async fn position(
    app: web::Data<App>,
    admin: Admin,
    path: CriterionPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest, up) = (admin.account, admin.contest.clone(), form.has("to", "up"));
    let round = app
        .db
        .write(move |conn| {
            let (round, criterion) = Criterion::of(conn, &contest, id)?;
            round.move_criterion(conn, &by, criterion.id, up, now)?;
            Ok(round)
        })
        .await?;
    app.wake.notify_one();
    let url = list_url(&admin.contest, &round);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn deletion_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: CriterionPath,
) -> Result<HttpResponse> {
    let (round, criterion, locked) = found(&app, &admin, path).await?;
    if locked {
        return Err(Error::Conflict("error-criteria-in-use"));
    }
    html(&Deletion {
        page,
        contest: admin.contest,
        round,
        criterion,
    })
}

async fn deletion_create(
    app: web::Data<App>,
    admin: Admin,
    path: CriterionPath,
) -> Result<HttpResponse> {
    let (round, criterion, _) = found(&app, &admin, path).await?;
    let (by, now) = (admin.account, app.clock.now());
    let url = list_url(&admin.contest, &round);
    app.db
        .write(move |conn| round.delete_criterion(conn, &by, &criterion, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(url, "flash-criterion-deleted"))
}
