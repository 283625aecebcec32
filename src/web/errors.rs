//! Turns every [`Error`] into a page in the visitor's language, in one place.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;

use super::session::Unsent;
use super::{Page, flash, guard, html_with};
use crate::app::App;
use crate::error::Error;
use crate::urls;

/// Fields whose values are never given back.
const PASSWORDS: [&str; 2] = ["password", "current_password"];

/// The session ended while a form was filled in: all that was typed is in the page, to be sent again.
#[derive(Template)]
#[template(path = "signed-out.html")]
struct SignedOut {
    page: Page,
    path: String,
    typed: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    key: &'static str,
}

/// Middleware: outermost, so that it sees what every other one refused.
pub async fn show(
    app: web::Data<App>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    // What the middleware inside refuses comes as a response too: only a response still knows its request.
    let mut response = next.call(req).await?.map_into_boxed_body();
    let request = response.request().clone();
    if let Some(error) = response.response().error()
        && error
            .as_error::<Error>()
            .is_some_and(|e| matches!(e, Error::SignInFirst))
    {
        let mut page = match unsent(&request) {
            Some(typed) => signed_out(&request, typed)?,
            None => to_sign_in(&request),
        };
        guard::add_headers(page.headers_mut(), app.config.is_https());
        return Ok(response.into_response(page));
    }
    let told = response
        .response()
        .error()
        .map(|error| match error.as_error::<Error>() {
            Some(error) => {
                error.log();
                (error.key(), error.retry_after())
            }
            // What the framework refuses itself: a path that is no id, a method that is none of ours.
            None => ("error-request", None),
        });
    if let Some((key, retry_after)) = told {
        let status = response.status();
        let mut page = page(&request, status, key)?;
        if let Some(seconds) = retry_after {
            page.headers_mut().insert(
                actix_web::http::header::RETRY_AFTER,
                HeaderValue::from_str(&seconds.to_string())?,
            );
        }
        guard::add_headers(page.headers_mut(), app.config.is_https());
        response = response.into_response(page);
    }
    if flash::get(&request).is_some() && is_page(&response) {
        response.response_mut().add_cookie(&flash::taken())?;
    }
    Ok(response)
}

/// What no route answers.
pub async fn not_found() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

fn is_page(response: &ServiceResponse<BoxBody>) -> bool {
    response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("text/html"))
}

fn page(
    request: &HttpRequest,
    status: actix_web::http::StatusCode,
    key: &'static str,
) -> Result<HttpResponse, actix_web::Error> {
    let page = Page::extract(request).into_inner()?;
    let view = ErrorPage {
        page,
        status: status.as_u16(),
        key,
    };
    let html = view.render().map_err(Error::from)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .body(html))
}

/// What was typed into the form that was sent. Passwords are not given back.
fn unsent(request: &HttpRequest) -> Option<Vec<(String, String)>> {
    let extensions = request.extensions();
    let Unsent(form) = extensions.get::<Unsent>()?;
    if form.names().any(|name| PASSWORDS.contains(&name)) {
        return None;
    }
    let typed: Vec<(String, String)> = form
        .pairs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    (!typed.is_empty()).then_some(typed)
}

fn signed_out(
    request: &HttpRequest,
    typed: Vec<(String, String)>,
) -> Result<HttpResponse, actix_web::Error> {
    let view = SignedOut {
        page: Page::extract(request).into_inner()?,
        path: request.path().to_owned(),
        typed,
    };
    html_with(actix_web::http::StatusCode::UNAUTHORIZED, &view).map_err(Into::into)
}

/// The sign-in page, which leads back: to the page asked for, or to the form that was sent from.
fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let back = if request.method() == actix_web::http::Method::GET {
        request
            .uri()
            .path_and_query()
            .map(|p| p.as_str().to_owned())
    } else {
        None
    };
    let url = urls::with_query(
        urls::sign_in(),
        &[("return_to", back.as_deref().unwrap_or("/"))],
    );
    // Scripts do not go to pages: they are told.
    let by_script = ["HX-Request", "Tus-Resumable"]
        .iter()
        .any(|name| request.headers().contains_key(*name));
    if by_script {
        return HttpResponse::Unauthorized()
            .insert_header(("HX-Redirect", url))
            .finish();
    }
    super::see_other(url)
}
