//! A profile before it is published: what it changes, what it would say of the entries, a text to try, and the
//! question whether to publish it.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Panel, Rules, shown};
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::theme::check::Prepared;
use crate::theme::diff::Diff;
use crate::theme::forecast::{Forecast, Near};
use crate::theme::store::{self, NewRun, Sheet};
use crate::theme::{
    NewProfile, RunKind, Scope, Setting, ThemeProfile, ThemeRun, digest, forms, prepare,
};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, flash, html_with, see_other};

/// Entries that are checked while the admin waits; more are a job.
const AT_ONCE: usize = 500;

#[derive(Template)]
#[template(path = "theme/preview.html")]
pub struct Preview {
    page: Page,
    contest: Contest,
    rules: Rules,
    /// Against the version in force, if there is one.
    diff: Option<Diff>,
    /// The version in force; 0 for none.
    version: i32,
    toml: String,
    /// Somebody published another version since the form was filled in.
    stale: bool,
    /// It says the same as the version in force.
    unchanged: bool,
    /// The dry run, where the entries are many.
    run: Option<ThemeRun>,
    forecast: Forecast,
    thresholds: (String, String),
    trial: Filled,
    tried: Option<Panel>,
}

/// What a preview is made from, but for the entries.
pub struct Found {
    pub current: Option<ThemeProfile>,
    pub in_force: Option<Arc<Prepared>>,
}

impl Found {
    pub fn of(current: Option<ThemeProfile>) -> Result<Self> {
        let in_force = current.as_ref().map(ThemeProfile::prepared).transpose()?;
        Ok(Self { current, in_force })
    }
}

impl Preview {
    pub fn new(
        page: Page,
        contest: Contest,
        toml: String,
        prepared: &Prepared,
        found: &Found,
    ) -> Self {
        let profile = prepared.profile();
        let relevance = &profile.relevance;
        let (hi, lo) = match prepared.encoder_id() {
            Some(_) => (relevance.hi, relevance.lo),
            None => (relevance.lexical_hi, relevance.lexical_lo),
        };
        let in_force = found.in_force.as_ref().map(|known| known.profile());
        let current = found.current.as_ref();
        Self {
            rules: Rules::of(prepared, page.locale),
            diff: in_force.map(|known| Diff::between(known, profile)),
            version: current.map_or(0, |current| current.version),
            unchanged: current.is_some_and(|known| hex::encode(&known.sha256) == digest(profile)),
            toml,
            stale: false,
            run: None,
            forecast: Forecast::default(),
            thresholds: (format!("{hi:.3}"), format!("{lo:.3}")),
            trial: Filled::new(Form::new().with("original", page.locale)),
            tried: None,
            page,
            contest,
        }
    }

    /// With what a run over many entries found. It may have been begun under an earlier version.
    pub fn with_run(self, run: ThemeRun) -> Self {
        Self {
            stale: self.stale || (run.version != self.version && !self.unchanged),
            forecast: run.result.clone().into_inner(),
            run: Some(run),
            ..self
        }
    }

    fn is_going(&self) -> bool {
        self.run.as_ref().is_some_and(ThemeRun::is_going)
    }

    /// Both lists of the nearest entries: text key, threshold, entries.
    fn nearest(&self) -> [(&'static str, &str, &[Near]); 2] {
        [
            ("theme-nearest-hi", &self.thresholds.0, &self.forecast.hi),
            ("theme-nearest-lo", &self.thresholds.1, &self.forecast.lo),
        ]
    }
}

fn blocked(error: impl Into<anyhow::Error>) -> Error {
    Error::Internal(error.into())
}

/// Shows what a profile in a file would change, tries a text on it, or publishes it once that is confirmed.
pub async fn create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    match forms::profile(&form) {
        Ok((new, version)) if form.contains("confirm") => {
            publish(&app, page, admin, form, new, version).await
        }
        Ok((new, version)) => compare(&app, page, admin, form, new, version).await,
        Err(errors) => refused(&app, page, admin, form, errors).await,
    }
}

/// A file that is no profile goes back to where it came from, with what is wrong.
pub async fn refused(
    app: &App,
    page: Page,
    admin: Admin,
    form: Form,
    errors: FieldErrors,
) -> Result<HttpResponse> {
    let (mut view, _) = shown(app, page, admin.contest, None).await?;
    view.toml = Filled::refused(form, errors);
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// Shows what a profile would change against the version in force; `version` is the one that it was begun from. Many
/// entries are looked at by a job. A publication that came too late is answered by this page too, as a conflict.
pub async fn compare(
    app: &App,
    page: Page,
    admin: Admin,
    form: Form,
    new: NewProfile,
    version: i64,
) -> Result<HttpResponse> {
    let profile = new.profile.clone();
    let prepared = web::block(move || prepare(profile).map_err(|e| anyhow::anyhow!("{e}")))
        .await
        .map_err(blocked)?
        .map_err(Error::Internal)?;
    let (contest, encoder) = (admin.contest.id, prepared.encoder_id().map(str::to_owned));
    let begun: Option<Id<ThemeRun>> = form.get("run").parse().ok();
    let toml = new.toml.clone();
    let (found, run, sheets, setting) = app
        .db
        .read(move |conn| {
            let found = Found::of(ThemeProfile::current(conn, contest)?)?;
            if let Some(run) = begun {
                let run = ThemeRun::of(conn, contest, run)?;
                if run.toml == toml {
                    return Ok((found, Some(run), Vec::new(), Setting::default()));
                }
            }
            let most = AT_ONCE as i64 + 1;
            let encoder = encoder.as_deref();
            let sheets = store::sheets(conn, contest, Scope::All, None, most, encoder)?;
            Ok((found, None, sheets, Setting::of(conn, contest)?))
        })
        .await?;
    if sheets.len() > AT_ONCE {
        let (by, now) = (admin.account.id, app.clock.now());
        let new = NewRun {
            kind: RunKind::Forecast,
            scope: Scope::All,
            toml: new.toml,
        };
        let run = app
            .db
            .write(move |conn| ThemeRun::start(conn, contest, by, new, now))
            .await?;
        app.wake.notify_one();
        return Ok(see_other(urls::theme_run(&admin.contest.slug, run)));
    }
    let texts = form
        .contains("try")
        .then(|| forms::texts(&form, page.locale));
    let (prepared, forecast, tried) = web::block(move || {
        let forecast = forecast(&prepared, sheets, &setting);
        let tried = texts.map(|texts| Panel::new(&prepared, &setting, &texts));
        (prepared, forecast, tried)
    })
    .await
    .map_err(blocked)?;
    let status = match form.contains("confirm") {
        true => StatusCode::CONFLICT,
        false => StatusCode::OK,
    };
    let mut view = Preview::new(page, admin.contest, new.toml, &prepared, &found);
    view.stale = version != i64::from(view.version);
    view.forecast = forecast;
    if let Some(run) = run {
        view = view.with_run(run);
    }
    if tried.is_some() {
        view.trial = Filled::new(form);
        view.tried = tried;
    }
    html_with(status, &view)
}

fn forecast(prepared: &Prepared, sheets: Vec<Sheet>, setting: &Setting) -> Forecast {
    let rules = prepared.profile().relevance;
    let mut forecast = Forecast::default();
    for (sheet, outcome) in store::foresee(prepared, sheets, setting) {
        forecast.add(&sheet.entry, sheet.before, &outcome, &rules);
    }
    forecast
}

/// Publishes it, unless somebody else was quicker or it says nothing new: then the page says so, and nothing is lost.
async fn publish(
    app: &App,
    page: Page,
    admin: Admin,
    form: Form,
    new: NewProfile,
    version: i64,
) -> Result<HttpResponse> {
    let (contest, by, now) = (admin.contest.id, admin.account.id, app.clock.now());
    let published = new.clone();
    let outcome = app
        .db
        .write(move |conn| {
            let current = ThemeProfile::current(conn, contest)?;
            if current.map_or(0, |current| i64::from(current.version)) != version {
                return Err(Error::Conflict("error-theme-changed"));
            }
            store::publish(conn, contest, &published, Some(by), now)
        })
        .await;
    match outcome {
        Ok(_) => Ok(flash::see_other(
            urls::admin(&admin.contest.slug, "theme"),
            "flash-theme-published",
        )),
        Err(Error::Conflict(_)) => compare(app, page, admin, form, new, version).await,
        Err(error) => Err(error),
    }
}
