//! Who looks: the session cookie, read once a request.

use std::future::Future;
use std::pin::Pin;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::TimeDelta;

use super::Form;
use crate::accounts::{Account, Session, Token, store};
use crate::app::App;
use crate::db::Id;
use crate::error::{Error, Result};

/// How stale `last_seen_at` may be: reading pages writes at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// What the session middleware found out, for the extractors.
#[derive(Clone, Default)]
pub struct Visit {
    pub signed_in: Option<SignedIn>,
    pub works: bool,
    pub unread: bool,
}

/// A visitor with an account. A handler that takes one answers others with the sign-in page.
#[derive(Clone)]
pub struct SignedIn {
    pub account: Account,
    pub session: Id<Session>,
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        Box::pin(required(req, payload))
    }
}

/// What somebody typed whose session has ended, for the page that asks them to sign in.
#[derive(Clone)]
pub struct Unsent(pub Form);

/// The signed-in visitor of a request, or [`Error::SignInFirst`] with the form that was sent kept beside the request as
/// [`Unsent`].
pub fn required(
    req: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<SignedIn>> + use<> {
    let found = signed_in(req);
    let sent = (found.is_err() && req.method() == Method::POST && is_navigation(req))
        .then(|| (req.clone(), Form::from_request(req, payload)));
    async move {
        if let Some((req, form)) = sent
            && let Ok(form) = form.await
        {
            req.extensions_mut().insert(Unsent(form));
        }
        found
    }
}

/// Whether a page is asked for, as opposed to what a script of ours fetches.
fn is_navigation(req: &HttpRequest) -> bool {
    let mode = req.headers().get("Sec-Fetch-Mode");
    mode.is_none_or(|mode| mode == "navigate")
}

/// The signed-in visitor of a request, or [`Error::SignInFirst`].
pub fn signed_in(req: &HttpRequest) -> Result<SignedIn> {
    req.extensions()
        .get::<Visit>()
        .and_then(|visit| visit.signed_in.clone())
        .ok_or(Error::SignInFirst)
}

/// Middleware: loads the session and its account, once, in one read.
pub async fn load(
    app: web::Data<App>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if let Some(token) = token(req.request(), &app)
        && !req.path().starts_with("/static/")
    {
        match visit(&app, &token).await {
            Ok(visit) => {
                req.extensions_mut().insert(visit);
            }
            Err(error) => return Ok(req.error_response(error)),
        }
    }
    Ok(next.call(req).await?.map_into_boxed_body())
}

/// The visit that a cookie opens; an empty one when it opens nothing.
async fn visit(app: &App, token: &Token) -> Result<Visit> {
    let now = app.clock.now();
    let hash = token.hash();
    let found = app
        .db
        .read(move |conn| store::visit(conn, &hash, now))
        .await?;
    let Some(found) = found else {
        return Ok(Visit::default());
    };
    let session = found.session;
    if now.since(session.last_seen_at) > SEEN_EVERY {
        let id = session.id;
        app.db
            .write(move |conn| store::touch(conn, id, now))
            .await?;
    }
    Ok(Visit {
        signed_in: Some(SignedIn {
            account: found.account,
            session: session.id,
        }),
        works: found.works,
        unread: found.unread,
    })
}

/// The cookie's name; over https the `__Host-` prefix makes browsers refuse it from anywhere else.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() {
        "__Host-session"
    } else {
        "session"
    }
}

/// Whether the request brings no session at all, not even one that has ended.
pub fn is_nobody(req: &HttpRequest, app: &App) -> bool {
    req.cookie(cookie_name(app)).is_none()
}

fn token(req: &HttpRequest, app: &App) -> Option<Token> {
    Token::parse(req.cookie(cookie_name(app))?.value())
}

/// The cookie of a new session.
pub fn cookie(app: &App, token: &Token) -> Cookie<'static> {
    Cookie::build(cookie_name(app), token.to_string())
        .path("/")
        .http_only(true)
        .secure(app.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(Duration::days(store::SESSION_DAYS))
        .finish()
}

/// The cookie that ends the session in the browser.
pub fn no_cookie(app: &App) -> Cookie<'static> {
    let mut cookie = Cookie::build(cookie_name(app), "")
        .path("/")
        .secure(app.config.is_https())
        .finish();
    cookie.make_removal();
    cookie
}
