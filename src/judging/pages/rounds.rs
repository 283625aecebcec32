//! The console's pages of rounds: the list, one round's settings, its panel.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::{Id, Moment};
use crate::error::Result;
use crate::judging::store::{Candidate, Readiness};
use crate::judging::{Round, RoundState, WHOLE, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/rounds", web::get().to(index))
        .route("/contests/{contest}/admin/rounds", web::post().to(create))
        .route("/contests/{contest}/admin/rounds/{id}", web::get().to(show))
        .route(
            "/contests/{contest}/admin/rounds/{id}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/rounds/{id}/panel",
            web::post().to(panel),
        );
}

/// The address of one round's pages.
pub(super) type RoundPath = web::Path<(String, Id<Round>)>;

#[derive(Template)]
#[template(path = "judging/rounds.html")]
struct Rounds {
    page: Page,
    contest: Contest,
    rounds: Vec<Round>,
}

#[derive(Template)]
#[template(path = "judging/round.html")]
struct Show {
    page: Page,
    contest: Contest,
    round: Round,
    candidates: Vec<Candidate>,
    readiness: Readiness,
    missing: Vec<&'static str>,
    /// The settings.
    f: Filled,
    /// The panel.
    g: Filled,
}

impl Show {
    /// An instant on the contest's clocks.
    fn local(&self, at: &Moment) -> String {
        let zone = self.contest.tz();
        format!(
            "{} ({})",
            self.page.locale.date_time(*at, zone),
            zone.name()
        )
    }

    fn weights(&self) -> String {
        crate::judging::weight_text(&i32::try_from(self.readiness.weights).unwrap_or(0))
    }

    fn is_whole(&self) -> bool {
        self.readiness.weights == i64::from(WHOLE)
    }

    fn languages(&self, candidate: &Candidate) -> String {
        let names: Vec<&str> = candidate
            .languages
            .iter()
            .map(|each| each.name(self.page.locale))
            .collect();
        names.join(self.page.locale.comma())
    }

    async fn load(
        app: &App,
        page: Page,
        admin: Admin,
        path: RoundPath,
        refused: Option<(Form, FieldErrors, bool)>,
    ) -> Result<Self> {
        let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
        let (round, candidates, readiness) = app
            .db
            .read(move |conn| {
                let round = Round::of(conn, &contest, id)?;
                let candidates = round.candidates(conn)?;
                let readiness = round.readiness(conn)?;
                Ok((round, candidates, readiness))
            })
            .await?;
        let stored = Filled::new(forms::filled_round(&round, admin.contest.tz()));
        let panel = candidates.iter().fold(Form::new(), |form, each| {
            let Some(panelist) = &each.panelist else {
                return form;
            };
            let most = panelist.max_load.map(|most| most.to_string());
            form.with("judge", each.account.id).with(
                &format!("max_load.{}", each.account.id),
                most.unwrap_or_default(),
            )
        });
        let panel = Filled::new(panel);
        let (f, g) = match refused {
            Some((form, errors, true)) => (stored, Filled::refused(form, errors)),
            Some((form, errors, false)) => (Filled::refused(form, errors), panel),
            None => (stored, panel),
        };
        Ok(Self {
            page,
            contest: admin.contest,
            missing: readiness.missing(),
            round,
            candidates,
            readiness,
            f,
            g,
        })
    }
}

async fn index(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest.clone();
    let rounds = app.db.read(move |conn| Round::all(conn, &contest)).await?;
    html(&Rounds {
        page,
        contest: admin.contest,
        rounds,
    })
}

async fn create(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    let (by, contest, now) = (admin.account, admin.contest.clone(), app.clock.now());
    let round = app
        .db
        .write(move |conn| Round::make_first(conn, &by, &contest, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, round.id);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    html(&Show::load(&app, page, admin, path, None).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let settings = match forms::round(&form, admin.contest.tz()) {
        Ok(settings) => settings,
        Err(errors) => {
            let refused = Some((form, errors, false));
            let view = Show::load(&app, page, admin, path, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.change(conn, &by, &settings, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn panel(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let chosen = match forms::panel(&form) {
        Ok(chosen) => chosen,
        Err(errors) => {
            let refused = Some((form, errors, true));
            let view = Show::load(&app, page, admin, path, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.set_panel(conn, &by, &chosen, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-saved"))
}
