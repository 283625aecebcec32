//! The first start: the link that makes the first administrator, and the first contest.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::accounts::pages::begin_session;
use crate::accounts::store::Link;
use crate::accounts::{Account, LinkPurpose, Token, forms as account_forms};
use crate::app::App;
use crate::contests::forms::{self, Start, Texts};
use crate::contests::{Contest, Role};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::exports::contest_file;
use crate::exports::store::set_up;
use crate::i18n::Country;
use crate::theme;
use crate::urls;
use crate::web::{
    FieldErrors, Filled, Form, Page, Routes, SignedIn, flash, guard, html, html_with,
};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/set-up/{token}", web::get().to(set_up_new))
        .route("/set-up/{token}", web::post().to(set_up_create))
        .route("/contests/new", web::get().to(new))
        .route("/contests", web::post().to(create));
}

#[derive(Template)]
#[template(path = "contests/set_up.html")]
struct SetUp {
    page: Page,
    f: Filled,
    countries: Vec<Country>,
    action: String,
}

impl SetUp {
    fn new(page: Page, f: Filled, token: &str) -> Self {
        Self {
            countries: Country::all(page.locale),
            action: urls::set_up(token),
            page,
            f,
        }
    }
}

/// The link of an installation that has no administrator yet.
fn open(conn: &mut Conn, token: &str, now: Moment) -> Result<Link> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let link = Link::find(conn, &token, &[LinkPurpose::SetUp], now)?;
    if Account::any_administrator(conn)? {
        return Err(Error::NotFound);
    }
    Ok(link)
}

async fn set_up_new(
    app: web::Data<App>,
    page: Page,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let (opened, now) = (token.clone(), page.now);
    app.db.read(move |conn| open(conn, &opened, now)).await?;
    let form = Form::new().with("locale", page.locale);
    html(&SetUp::new(page, Filled::new(form), &token))
}

async fn set_up_create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    token: web::Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let (opened, now) = (token.clone(), page.now);
    app.db.read(move |conn| open(conn, &opened, now)).await?;
    let refuse = |page: Page, form: Form, errors: FieldErrors| {
        html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SetUp::new(page, Filled::refused(form, errors), &token),
        )
    };
    let new = match account_forms::sign_up(&form) {
        Ok(new) => new,
        Err(errors) => return refuse(page, form, errors),
    };
    let hash = app.hasher.hash(&new.password).await?;
    let opened = token.clone();
    let created = app
        .db
        .write(move |conn| {
            open(conn, &opened, now)?.use_up(conn, now)?;
            let account = Account::create(conn, &new, &hash, now)?;
            account.make_administrator(conn, now)?;
            Account::find(conn, account.id)
        })
        .await;
    match created {
        Ok(account) => {
            begin_session(&app, &req, account, urls::contests_new(), "flash-set-up").await
        }
        Err(Error::Conflict(_)) => {
            refuse(page, form, FieldErrors::one("email", "field-email-taken"))
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "contests/new.html")]
struct New {
    page: Page,
    f: Filled,
}

/// Only an administrator of the site makes contests; nobody else finds the page.
fn administrator(who: SignedIn) -> Result<Account> {
    if who.account.is_administrator() {
        Ok(who.account)
    } else {
        Err(Error::NotFound)
    }
}

async fn new(page: Page, who: SignedIn) -> Result<HttpResponse> {
    administrator(who)?;
    let form = Form::new().with("start", Start::Template);
    html(&New {
        page,
        f: Filled::new(form),
    })
}

async fn create(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    form: Form,
) -> Result<HttpResponse> {
    let account = administrator(who)?;
    let refuse = |page: Page, form: Form, errors: FieldErrors| {
        let f = Filled::refused(form, errors);
        html_with(StatusCode::UNPROCESSABLE_ENTITY, &New { page, f })
    };
    let new = match forms::new_contest(&form) {
        Ok(new) => new,
        Err(errors) => return refuse(page, form, errors),
    };
    let now = page.now;
    let made = app
        .db
        .write(move |conn| match new.start {
            Start::Blank => Contest::create(conn, &account, &new, now),
            Start::Template => {
                let template = contest_file::TEMPLATE;
                let mut contest = set_up::import(conn, template, &new.slug, &account, now)?;
                let profile = theme::NewProfile::parse(theme::TEMPLATE)
                    .map_err(|error| Error::Internal(error.into()))?;
                theme::store::publish(conn, contest.id, &profile, Some(account.id), now)?;
                contest.grant(conn, account.id, account.id, Role::Admin, &[], now)?;
                if !new.name.is_empty() {
                    let texts = Texts {
                        name: new.name,
                        ..Texts::of(&contest, contest.prose(conn)?)
                    };
                    contest.update_texts(conn, &account, &texts, now)?;
                }
                Ok(contest)
            }
        })
        .await;
    match made {
        Ok(contest) => Ok(flash::see_other(
            urls::admin(contest.slug, ""),
            "flash-contest-made",
        )),
        Err(Error::Conflict("error-already-there")) => {
            refuse(page, form, FieldErrors::one("slug", "field-slug-taken"))
        }
        Err(error) => Err(error),
    }
}
