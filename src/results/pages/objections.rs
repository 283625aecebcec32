//! Objections to public results, from outside: the form, the reference, the mailed link, and what was answered in public.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::accounts::Token;
use crate::app::App;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::number_text;
use crate::error::{Error, Result};
use crate::results::Ranking;
use crate::results::certificates::Code;
use crate::results::forms::objections as forms;
use crate::results::objections::{Grounds, Objection, ObjectionState, Outcome};
use crate::results::store::{Objected, Objector, published};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, guard, html, html_with, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/results/objections",
        web::get().to(index),
    )
    .route(
        "/contests/{contest}/results/objections",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/results/objections/{reference}",
        web::get().to(show),
    )
    .route("/links/objection/{token}", web::get().to(confirm_new))
    .route("/links/objection/{token}", web::post().to(confirm_create));
}

/// What everybody reads of an objection that was answered in public: never who objected, nor in which words.
pub struct AnswerLine {
    pub entry: EntryLine,
    pub grounds: Grounds,
    pub outcome: Option<Outcome>,
    pub text: String,
    pub at: Option<Moment>,
}

impl AnswerLine {
    /// The public answers to objections to these results, the newest first. One statement.
    pub fn list(
        conn: &mut Conn,
        ranking: &Ranking,
        after: Option<Id<Objection>>,
        page: &Page,
    ) -> Result<Paged<Self>> {
        let answers = ranking.public_answers(conn, after)?;
        Ok(answers.map(|objected| Self {
            entry: EntryLine::with_code(&objected.entry, &objected.code, page.locale),
            grounds: objected.objection.grounds,
            outcome: objected.objection.outcome,
            text: objected.objection.answer,
            at: objected.objection.answered_at,
        }))
    }
}

#[derive(Template)]
#[template(path = "results/public_objections.html")]
struct Index {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    answers: Paged<AnswerLine>,
    f: Filled,
}

impl Index {
    fn is_open(&self) -> bool {
        self.ranking.takes_objections(self.page.now)
    }

    async fn load(
        app: &App,
        page: Page,
        slug: String,
        after: Option<Id<Objection>>,
        f: Filled,
    ) -> Result<Self> {
        app.db
            .read(move |conn| {
                let contest = Contest::published(conn, &slug)?;
                let ranking = published(conn, contest.id)?.ok_or(Error::NotFound)?.ranking;
                let answers = AnswerLine::list(conn, &ranking, after, &page)?;
                Ok(Self {
                    page,
                    contest,
                    ranking,
                    answers,
                    f,
                })
            })
            .await
    }
}

#[derive(serde::Deserialize)]
struct Query {
    after: Option<Id<Objection>>,
    /// The entry beside which somebody chose to object.
    #[serde(default)]
    number: String,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let f = Filled::new(Form::new().with("number", query.number));
    html(&Index::load(&app, page, path.into_inner(), query.after, f).await?)
}

async fn create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let (slug, now) = (path.into_inner(), app.clock.now());
    let errors = match forms::objection(&form, page.account.is_some()) {
        Err(errors) => errors,
        Ok(new) => {
            let (of, account, locale) = (slug.clone(), page.account.clone(), page.locale);
            let base_url = app.config.base_url();
            let taken = app
                .db
                .write(move |conn| {
                    let contest = Contest::published(conn, &of)?;
                    let ranking = published(conn, contest.id)?.ok_or(Error::NotFound)?.ranking;
                    let who = Objector {
                        account: account.as_ref(),
                        locale,
                    };
                    ranking.object(conn, &contest, &new, &who, &base_url, now)
                })
                .await;
            match taken {
                Ok(reference) => {
                    app.wake.notify_one();
                    return Ok(see_other(urls::public_objection(&slug, reference)));
                }
                Err(Error::Conflict(key @ "error-objection-entry")) => {
                    FieldErrors::one("number", key)
                }
                Err(error) => return Err(error),
            }
        }
    };
    let view = Index::load(&app, page, slug, None, Filled::refused(form, errors)).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// How far an objection is. Whoever has its reference reads this, so it says neither who objected nor what.
#[derive(Template)]
#[template(path = "results/public_objection.html")]
struct Show {
    page: Page,
    contest: Contest,
    reference: String,
    number: String,
    state: ObjectionState,
    received_at: Moment,
    answered_at: Option<Moment>,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, typed) = path.into_inner();
    let reference = Code::parse(&typed).ok_or(Error::NotFound)?;
    let view = app
        .db
        .read(move |conn| {
            let contest = Contest::published(conn, &slug)?;
            let found = Objected::by_reference(conn, contest.id, &reference)?;
            Ok(Show {
                page,
                contest,
                reference: reference.to_string(),
                number: number_of(&found),
                state: found.objection.state(),
                received_at: found.objection.received_at,
                answered_at: found.objection.answered_at,
            })
        })
        .await?;
    html(&view)
}

/// The number of the entry that is objected to: `CN-0042`.
fn number_of(objected: &Objected) -> String {
    number_text(&objected.code, objected.entry.number.unwrap_or_default())
}

#[derive(Template)]
#[template(path = "results/objection_confirm.html")]
struct Confirm {
    page: Page,
    contest: Contest,
    number: String,
    action: String,
}

/// The link's page only asks: mail scanners follow links.
async fn confirm_new(
    app: web::Data<App>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse> {
    let token = Token::parse(&path).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let (objected, contest) = app
        .db
        .read(move |conn| Objected::by_token(conn, &token, now))
        .await?;
    html(&Confirm {
        page,
        contest,
        number: number_of(&objected),
        action: urls::objection_link(&path),
    })
}

async fn confirm_create(app: web::Data<App>, path: web::Path<String>) -> Result<HttpResponse> {
    let token = Token::parse(&path).ok_or(Error::NotFound)?;
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let to = app
        .db
        .write(move |conn| {
            let (objected, contest) = Objected::by_token(conn, &token, now)?;
            let reference = objected.confirm(conn, &contest, &base_url, now)?;
            Ok(urls::public_objection(&contest.slug, reference))
        })
        .await?;
    app.wake.notify_one();
    Ok(see_other(to))
}
