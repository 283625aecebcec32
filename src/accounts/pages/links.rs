//! Where mailed links lead. A link's page only asks; the button does: GET never writes, and mail scanners click.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use crate::accounts::store::Link;
use crate::accounts::{Account, LinkPurpose, Token, forms, store};
use crate::app::App;
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, guard, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/forgotten-password", web::get().to(forgotten_new))
        .route("/forgotten-password", web::post().to(forgotten_create))
        .route("/links/password/{token}", web::get().to(password_new))
        .route("/links/password/{token}", web::post().to(password_create))
        .route("/links/confirm/{token}", web::get().to(confirm_new))
        .route("/links/confirm/{token}", web::post().to(confirm_create));
}

#[derive(Template)]
#[template(path = "accounts/forgotten_password.html")]
struct Forgotten {
    page: Page,
    f: Filled,
    sent: bool,
}

#[derive(Template)]
#[template(path = "accounts/new_password.html")]
struct NewPassword {
    page: Page,
    f: Filled,
    action: String,
    email: String,
}

#[derive(Template)]
#[template(path = "accounts/confirm_email.html")]
struct ConfirmEmail {
    page: Page,
    action: String,
    email: String,
}

async fn forgotten_new(page: Page) -> Result<HttpResponse> {
    html(&Forgotten {
        page,
        f: Filled::default(),
        sent: false,
    })
}

/// Says the same whether there is such an account or not.
async fn forgotten_create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let email = match forms::email(&form) {
        Ok(email) => email,
        Err(errors) => {
            let view = Forgotten {
                page,
                f: Filled::refused(form, errors),
                sent: false,
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    app.db
        .write(move |conn| {
            store::attempt(
                conn,
                "password-link",
                email.as_str(),
                5,
                TimeDelta::hours(1),
                now,
            )?;
            match Account::by_email(conn, &email)? {
                Some(account) => account.send_password_link(conn, &base_url, now),
                None => Ok(()),
            }
        })
        .await?;
    app.wake.notify_one();
    html(&Forgotten {
        page,
        f: Filled::new(form),
        sent: true,
    })
}

/// The account behind a token of one of these purposes, and the link itself.
async fn open(app: &App, token: &str, purposes: &'static [LinkPurpose]) -> Result<(Link, Account)> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let link = Link::find(conn, &token, purposes, now)?;
            let account = link.account(conn)?;
            Ok((link, account))
        })
        .await
}

async fn password_new(
    app: web::Data<App>,
    page: Page,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let (_, account) = open(&app, &token, &[LinkPurpose::ResetPassword]).await?;
    let action = urls::password_link(&token);
    html(&NewPassword {
        page,
        f: Filled::default(),
        action,
        email: account.email.to_string(),
    })
}

async fn password_create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    token: web::Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let (link, account) = open(&app, &token, &[LinkPurpose::ResetPassword]).await?;
    let password = match forms::password(&form) {
        Ok(password) => password,
        Err(errors) => {
            let view = NewPassword {
                page,
                f: Filled::refused(form, errors),
                action: urls::password_link(&token),
                email: account.email.to_string(),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let hash = app.hasher.hash(&password).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            // The link came by mail, so its use proves the address as well.
            let account = link.confirm_email(conn, now)?;
            Entry::file_creators(conn, account.id)?;
            account.change_password(conn, &hash, now)
        })
        .await?;
    app.wake.notify_one();
    super::begin_session(
        &app,
        &req,
        account,
        urls::entries(),
        "flash-password-changed",
    )
    .await
}

const CONFIRMATIONS: &[LinkPurpose] = &[LinkPurpose::ConfirmEmail, LinkPurpose::ChangeEmail];

async fn confirm_new(
    app: web::Data<App>,
    page: Page,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let (link, _) = open(&app, &token, CONFIRMATIONS).await?;
    html(&ConfirmEmail {
        page,
        action: urls::confirm_link(&token),
        email: link.email,
    })
}

async fn confirm_create(app: web::Data<App>, token: web::Path<String>) -> Result<HttpResponse> {
    let (link, _) = open(&app, &token, CONFIRMATIONS).await?;
    let now = app.clock.now();
    match app
        .db
        .write(move |conn| {
            let account = link.confirm_email(conn, now)?;
            Entry::file_creators(conn, account.id)
        })
        .await
    {
        Ok(_) => Ok(flash::see_other(urls::account(), "flash-email-confirmed")),
        // Somebody took the address since the link was sent.
        Err(Error::Conflict(_)) => Err(Error::Conflict("error-email-taken")),
        Err(error) => Err(error),
    }
}
