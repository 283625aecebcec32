//! The console's conflicts: found, noted, confirmed, dismissed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::judging::store::{Affected, ConflictLine, Wanted};
use crate::judging::{Conflict, ConflictState, Grounds, forms};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/conflicts", web::get().to(index))
        .route(
            "/contests/{contest}/admin/conflicts",
            web::post().to(create),
        )
        .route(
            "/contests/{contest}/admin/conflicts/search",
            web::post().to(search),
        )
        .route(
            "/contests/{contest}/admin/conflicts/{id}",
            web::get().to(show),
        )
        .route(
            "/contests/{contest}/admin/conflicts/{id}",
            web::post().to(update),
        );
}

/// Anything unknown is no filter, never an error.
#[derive(Default, serde::Deserialize)]
struct Query {
    #[serde(default)]
    state: String,
    #[serde(default)]
    grounds: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "judging/conflicts.html")]
struct Index {
    page: Page,
    contest: Contest,
    rows: Paged<ConflictLine>,
    judges: Vec<Account>,
    state: Option<ConflictState>,
    grounds: Option<Grounds>,
    f: Filled,
}

impl Index {
    fn is_state(&self, state: &ConflictState) -> bool {
        self.state == Some(*state)
    }

    fn is_grounds(&self, grounds: &Grounds) -> bool {
        self.grounds == Some(*grounds)
    }

    /// This list's address, for its next page.
    fn url(&self) -> String {
        urls::with_query(
            &urls::admin(&self.contest.slug, "conflicts"),
            &[
                ("state", self.state.map_or("", ConflictState::as_str)),
                ("grounds", self.grounds.map_or("", Grounds::as_str)),
            ],
        )
    }

    async fn load(app: &App, page: Page, admin: Admin, query: Query, f: Filled) -> Result<Self> {
        let contest = admin.contest.clone();
        let wanted = Wanted {
            state: ConflictState::parse(&query.state),
            grounds: Grounds::parse(&query.grounds),
            after: query.after.parse().ok(),
        };
        let (rows, judges) = app
            .db
            .read(move |conn| {
                let rows = Conflict::list(conn, &contest, wanted)?;
                let judges = Conflict::judges(conn, &contest)?;
                Ok((rows, judges))
            })
            .await?;
        Ok(Self {
            page,
            contest: admin.contest,
            rows,
            judges,
            state: wanted.state,
            grounds: wanted.grounds,
            f,
        })
    }
}

#[derive(Template)]
#[template(path = "judging/conflict.html")]
struct Show {
    page: Page,
    contest: Contest,
    line: ConflictLine,
    affected: Vec<Affected>,
    f: Filled,
}

impl Show {
    fn choices(&self) -> impl Iterator<Item = ConflictState> {
        let may = self.line.conflict.grounds.may_be_dismissed();
        [ConflictState::Confirmed, ConflictState::Dismissed]
            .into_iter()
            .filter(move |state| may || *state == ConflictState::Confirmed)
    }

    async fn load(
        app: &App,
        page: Page,
        admin: Admin,
        id: Id<Conflict>,
        f: Filled,
    ) -> Result<Self> {
        let contest = admin.contest.clone();
        let (line, affected) = app
            .db
            .read(move |conn| {
                let line = Conflict::of(conn, &contest, id)?;
                let affected = line.conflict.affected(conn)?;
                Ok((line, affected))
            })
            .await?;
        Ok(Self {
            page,
            contest: admin.contest,
            line,
            affected,
            f,
        })
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    html(&Index::load(&app, page, admin, query.into_inner(), Filled::default()).await?)
}

async fn create(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let errors = match forms::noted(&form) {
        Ok((judge, noted)) => {
            let (by, contest, now) = (
                admin.account.clone(),
                admin.contest.clone(),
                app.clock.now(),
            );
            let base_url = app.config.base_url();
            let made = app
                .db
                .write(move |conn| {
                    Conflict::note(conn, &by, &contest, judge, &noted, &base_url, now)
                })
                .await?;
            match made {
                Ok(conflict) => {
                    app.wake.notify_one();
                    let url = urls::conflict(&admin.contest.slug, conflict.id);
                    return Ok(flash::see_other(url, "flash-conflict-noted"));
                }
                Err(errors) => errors,
            }
        }
        Err(errors) => errors,
    };
    let f = Filled::refused(form, errors);
    let view = Index::load(&app, page, admin, Query::default(), f).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

async fn search(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    let (by, contest, now) = (admin.account, admin.contest.clone(), app.clock.now());
    app.db
        .write(move |conn| Conflict::detect(conn, &by, &contest, now))
        .await?;
    app.wake.notify_one();
    let url = urls::with_query(
        &urls::admin(&admin.contest.slug, "conflicts"),
        &[("state", ConflictState::Found.as_str())],
    );
    Ok(flash::see_other(url, "flash-conflicts-searched"))
}

type ConflictPath = web::Path<(String, Id<Conflict>)>;

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: ConflictPath,
) -> Result<HttpResponse> {
    html(&Show::load(&app, page, admin, path.1, Filled::default()).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: ConflictPath,
    form: Form,
) -> Result<HttpResponse> {
    let view = Show::load(&app, page, admin.clone(), path.1, Filled::default()).await?;
    let decision = match forms::conflict_decision(&form, &view.line.conflict) {
        Ok(decision) => decision,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Show { f, ..view });
        }
    };
    let (conflict, now) = (view.line.conflict, app.clock.now());
    let (by, base_url) = (admin.account, app.config.base_url());
    app.db
        .write(move |conn| conflict.decide(conn, &by, &decision, &base_url, now))
        .await?;
    app.wake.notify_one();
    let url = urls::with_query(
        &urls::admin(&admin.contest.slug, "conflicts"),
        &[("state", ConflictState::Found.as_str())],
    );
    Ok(flash::see_other(url, "flash-conflict-decided"))
}
