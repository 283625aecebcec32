//! The console's page of criteria.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::{Conn, Id};
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
    criteria: Vec<Criterion>,
    /// There are scores: only texts change.
    locked: bool,
    f: Filled,
}

impl Criteria {
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
    criterion: Criterion,
    locked: bool,
    f: Filled,
}

#[derive(Template)]
#[template(path = "judging/criterion_deletion.html")]
struct Deletion {
    page: Page,
    contest: Contest,
    criterion: Criterion,
}

/// The round whose criteria the console sets.
fn round_of(conn: &mut Conn, contest: &Contest) -> Result<Round> {
    Round::first(conn, contest)?.ok_or(Error::NotFound)
}

async fn list(app: &App, page: Page, admin: Admin, f: Filled) -> Result<Criteria> {
    let contest = admin.contest.clone();
    let (criteria, locked) = app
        .db
        .read(move |conn| match Round::first(conn, &contest)? {
            Some(round) => Ok((round.criteria(conn)?, round.has_scores(conn)?)),
            None => Ok((Vec::new(), false)),
        })
        .await?;
    Ok(Criteria {
        page,
        contest: admin.contest,
        criteria,
        locked,
        f,
    })
}

async fn index(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    html(&list(&app, page, admin, Filled::new(forms::new_criterion())).await?)
}

/// A taken code is the form's problem, not a conflict of states.
fn taken(error: Error) -> Result<FieldErrors> {
    match error {
        Error::Conflict("error-already-there") => {
            Ok(FieldErrors::one("code", "field-criterion-taken"))
        }
        other => Err(other),
    }
}

async fn create(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let errors = match forms::criterion(&form, None) {
        Ok(new) => {
            let (by, contest, now) = (
                admin.account.clone(),
                admin.contest.clone(),
                app.clock.now(),
            );
            let added = app
                .db
                .write(move |conn| {
                    let round = Round::make_first(conn, &by, &contest, now)?;
                    round.add_criterion(conn, &by, &new, now)
                })
                .await;
            match added {
                Ok(_) => {
                    app.wake.notify_one();
                    let url = urls::admin(&admin.contest.slug, "criteria");
                    return Ok(flash::see_other(url, "flash-saved"));
                }
                Err(error) => taken(error)?,
            }
        }
        Err(errors) => errors,
    };
    let view = list(&app, page, admin, Filled::refused(form, errors)).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

type CriterionPath = web::Path<(String, Id<Criterion>)>;

async fn found(app: &App, admin: &Admin, path: CriterionPath) -> Result<(Round, Criterion, bool)> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    app.db
        .read(move |conn| {
            let round = round_of(conn, &contest)?;
            let criterion = round.criterion(conn, id)?;
            let locked = round.has_scores(conn)?;
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
    let (_, criterion, locked) = found(&app, &admin, path).await?;
    html(&Edit {
        page,
        contest: admin.contest,
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
            let changed = app
                .db
                .write(move |conn| round.change_criterion(conn, &by, &old, &new, now))
                .await;
            match changed {
                Ok(()) => {
                    app.wake.notify_one();
                    let url = urls::admin(&admin.contest.slug, "criteria");
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
    app.db
        .write(move |conn| round_of(conn, &contest)?.move_criterion(conn, &by, id, up, now))
        .await?;
    app.wake.notify_one();
    let url = urls::admin(&admin.contest.slug, "criteria");
    Ok(flash::see_other(url, "flash-saved"))
}

async fn deletion_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: CriterionPath,
) -> Result<HttpResponse> {
    let (_, criterion, locked) = found(&app, &admin, path).await?;
    if locked {
        return Err(Error::Conflict("error-criteria-in-use"));
    }
    html(&Deletion {
        page,
        contest: admin.contest,
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
    app.db
        .write(move |conn| round.delete_criterion(conn, &by, &criterion, now))
        .await?;
    app.wake.notify_one();
    let url = urls::admin(&admin.contest.slug, "criteria");
    Ok(flash::see_other(url, "flash-criterion-deleted"))
}
