//! Pages of accounts: sign-up, sign-in, the account, its sessions and inbox, mailed links, the language.

mod account;
mod inbox;
mod links;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use super::{Account, Email, Token, forms, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::i18n::{Country, Locale};
use crate::urls;
use crate::web::page::LOCALE_COOKIE;
use crate::web::{
    FieldErrors, Filled, Form, Page, Routes, SignedIn, flash, guard, html, html_with, see_other,
    session,
};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/language", web::post().to(language))
        .route("/sign-up", web::get().to(sign_up_new))
        .route("/sign-up", web::post().to(sign_up_create))
        .route("/sign-in", web::get().to(sign_in_new))
        .route("/sign-in", web::post().to(sign_in_create))
        .route("/sign-out", web::post().to(sign_out))
        .configure(account::routes)
        .configure(inbox::routes)
        .configure(links::routes);
}

/// Sign-ins that may fail for one address before it has to wait.
const FAILED_SIGN_INS: i64 = 10;
const SIGN_IN_WINDOW: TimeDelta = TimeDelta::minutes(15);

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUp {
    page: Page,
    f: Filled,
    countries: Vec<Country>,
}

impl SignUp {
    fn new(page: Page, f: Filled) -> Self {
        Self {
            countries: Country::all(page.locale),
            page,
            f,
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignIn {
    page: Page,
    f: Filled,
    /// Some when the last attempt failed.
    failed: Option<&'static str>,
}

/// Only a path of our own may be returned to.
fn safe_return(to: &str) -> &str {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\n', '\r']);
    if own { to } else { urls::home() }
}

async fn language(app: web::Data<App>, req: HttpRequest, form: Form) -> Result<HttpResponse> {
    let locale = Locale::parse(form.get("locale")).ok_or(Error::Refused("error-request"))?;
    if let Ok(SignedIn { account, .. }) = session::signed_in(&req) {
        let now = app.clock.now();
        app.db
            .write(move |conn| account.speak(conn, locale, now))
            .await?;
    }
    let mut response = see_other(safe_return(form.get("return_to")));
    let cookie = Cookie::build(LOCALE_COOKIE, locale.as_str())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}

async fn sign_up_new(page: Page, query: web::Query<Arriving>) -> Result<HttpResponse> {
    if page.account.is_some() {
        return Ok(see_other(urls::entries()));
    }
    let form = Form::new()
        .with("locale", page.locale)
        .with("email", &query.email)
        .with("return_to", &query.return_to);
    html(&SignUp::new(page, Filled::new(form)))
}

async fn sign_up_create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let refuse = |page: Page, form: Form, errors: FieldErrors| {
        html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SignUp::new(page, Filled::refused(form, errors)),
        )
    };
    let new = match forms::sign_up(&form) {
        Ok(new) => new,
        Err(errors) => return refuse(page, form, errors),
    };
    let hash = app.hasher.hash(&new.password).await?;
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let created = app
        .db
        .write(move |conn| {
            let account = Account::create(conn, &new, &hash, now)?;
            account.send_confirmation(conn, &base_url, now)?;
            Ok(account)
        })
        .await;
    match created {
        Ok(account) => {
            let to = safe_return(form.get("return_to")).to_owned();
            let to = if to == urls::home() {
                urls::entries().to_owned()
            } else {
                to
            };
            begin_session(&app, &req, account, &to, "flash-signed-up").await
        }
        Err(Error::Conflict(_)) => {
            refuse(page, form, FieldErrors::one("email", "field-email-taken"))
        }
        Err(error) => Err(error),
    }
}

#[derive(serde::Deserialize)]
struct Arriving {
    /// The page to go to afterwards.
    #[serde(default)]
    return_to: String,
    /// Whom a link was mailed to.
    #[serde(default)]
    email: String,
}

async fn sign_in_new(page: Page, query: web::Query<Arriving>) -> Result<HttpResponse> {
    if page.account.is_some() {
        return Ok(see_other(safe_return(&query.return_to)));
    }
    let failed = (!query.return_to.is_empty() && query.return_to != "/").then_some("sign-in-first");
    let form = Form::new()
        .with("email", &query.email)
        .with("return_to", &query.return_to);
    html(&SignIn {
        page,
        f: Filled::new(form),
        failed,
    })
}

async fn sign_in_create(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let now = app.clock.now();
    let typed = form.get("email").trim().to_lowercase();
    let email = Email::parse(&typed).ok();
    let subject = typed.clone();
    app.db
        .write(move |conn| {
            store::attempt(
                conn,
                "sign-in",
                &subject,
                FAILED_SIGN_INS,
                SIGN_IN_WINDOW,
                now,
            )
        })
        .await?;
    let found = match email {
        Some(email) => {
            app.db
                .read(move |conn| Account::with_password(conn, &email))
                .await?
        }
        None => None,
    };
    let hash = found.as_ref().map(|(_, hash)| hash.as_str());
    let right = app.hasher.verify(form.get("password"), hash).await?;
    match found {
        Some((account, _)) if right => {
            let who = account.clone();
            let works = app
                .db
                .write(move |conn| {
                    store::forget_attempts(conn, "sign-in", &typed)?;
                    who.works(conn)
                })
                .await?;
            let to = match safe_return(form.get("return_to")) {
                "/" if works || account.is_administrator() => urls::work(),
                "/" => urls::entries(),
                to => to,
            }
            .to_owned();
            begin_session(&app, &req, account, &to, "flash-signed-in").await
        }
        _ => html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SignIn {
                page,
                f: Filled::new(form),
                failed: Some("sign-in-failed"),
            },
        ),
    }
}

/// Starts a session in this browser and leads on.
pub(crate) async fn begin_session(
    app: &App,
    req: &HttpRequest,
    account: Account,
    to: &str,
    word: &'static str,
) -> Result<HttpResponse> {
    let token = Token::new()?;
    let cookie = session::cookie(app, &token);
    let agent = req
        .headers()
        .get("User-Agent")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let (address, now) = (guard::address(req, app).to_string(), app.clock.now());
    app.db
        .write(move |conn| account.sign_in(conn, &token, &agent, &address, now))
        .await?;
    app.wake.notify_one();
    let mut response = flash::see_other(to, word);
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}

async fn sign_out(app: web::Data<App>, who: SignedIn) -> Result<HttpResponse> {
    let now = app.clock.now();
    app.db
        .write(move |conn| store::sign_out(conn, who.session, who.account.id, now))
        .await?;
    let mut response = flash::see_other(urls::home(), "flash-signed-out");
    response
        .add_cookie(&session::no_cookie(&app))
        .map_err(anyhow::Error::from)?;
    Ok(response)
}
