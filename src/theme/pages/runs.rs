//! Dry runs over many entries, and re-checks: ordered, watched, stopped.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::preview::{Found, Preview};
use super::shown;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::theme::forecast::Forecast;
use crate::theme::store::NewRun;
use crate::theme::{RunKind, Scope, ThemeProfile, ThemeRun, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, flash, html, html_with};

#[derive(Template)]
#[template(path = "theme/recheck.html")]
struct Confirm {
    page: Page,
    contest: Contest,
    scope: Scope,
    entries: i32,
    /// The version in force.
    version: i32,
}

#[derive(Template)]
#[template(path = "theme/run.html")]
struct Recheck {
    page: Page,
    contest: Contest,
    run: Option<ThemeRun>,
    forecast: Forecast,
}

/// Says how many entries would be checked again; begins once that is confirmed.
pub async fn create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let scope = match forms::recheck(&form) {
        Ok(scope) => scope,
        Err(errors) => {
            let (mut view, _) = shown(&app, page, admin.contest, None).await?;
            view.recheck = Filled::refused(form, errors);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let contest = admin.contest.id;
    if !form.contains("confirm") {
        let (version, entries) = app
            .db
            .read(move |conn| {
                let current = ThemeProfile::current(conn, contest)?;
                let version = current.ok_or(Error::Conflict("error-theme-none"))?.version;
                Ok((version, ThemeRun::entries(conn, contest, scope)?))
            })
            .await?;
        return html(&Confirm {
            page,
            contest: admin.contest,
            scope,
            entries,
            version,
        });
    }
    let (by, now) = (admin.account.id, app.clock.now());
    let new = NewRun {
        kind: RunKind::Recheck,
        scope,
        toml: String::new(),
    };
    let run = app
        .db
        .write(move |conn| ThemeRun::start(conn, contest, by, new, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::theme_run(&admin.contest.slug, run),
        "flash-theme-recheck",
    ))
}

/// How far a run is, and what it found so far.
pub async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<ThemeRun>)>,
) -> Result<HttpResponse> {
    let (contest, run) = (admin.contest.id, path.into_inner().1);
    let (run, tried) = app
        .db
        .read(move |conn| {
            let run = ThemeRun::of(conn, contest, run)?;
            let tried = match run.prepared()? {
                Some(prepared) => {
                    Some((prepared, Found::of(ThemeProfile::current(conn, contest)?)?))
                }
                None => None,
            };
            Ok((run, tried))
        })
        .await?;
    match tried {
        Some((prepared, found)) => {
            let toml = run.toml.clone();
            let view = Preview::new(page, admin.contest, toml, &prepared, &found);
            html(&view.with_run(run))
        }
        None => html(&Recheck {
            page,
            contest: admin.contest,
            forecast: run.result.clone().into_inner(),
            run: Some(run),
        }),
    }
}

pub async fn cancel(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<ThemeRun>)>,
) -> Result<HttpResponse> {
    let (contest, run) = (admin.contest.id, path.into_inner().1);
    let (by, now) = (admin.account.id, app.clock.now());
    app.db
        .write(move |conn| ThemeRun::cancel(conn, contest, run, by, now))
        .await?;
    Ok(flash::see_other(
        urls::theme_run(&admin.contest.slug, run),
        "flash-theme-run-cancelled",
    ))
}
