//! Pages that everyone sees, kept for a moment. On the evening of a deadline most requests are visitors without an
//! account who look at the same few pages.
//!
//! A page is kept for a second, and only while nothing is written: who changes a contest sees the change at once. With many
//! nodes on one database, what another node wrote is seen up to a second later, by visitors without an account.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web;

use super::kept::{Kept, Key};
use super::{flash, page, session};
use crate::app::App;

/// A longer address than this is not kept.
const LONGEST: usize = 200;

/// What the request asks for, if everyone is answered the same.
fn key(req: &ServiceRequest, app: &App) -> Option<Key> {
    let (req, path) = (req.request(), req.uri().path_and_query()?.as_str());
    let is_public = path == "/" || path.starts_with("/contests/");
    let is_anyone = session::is_nobody(req, app) && flash::get(req).is_none();
    (req.method() == Method::GET && is_public && is_anyone && path.len() <= LONGEST).then(|| Key {
        path: path.to_owned(),
        locale: page::locale_of(req),
        zone: page::zone_of(req),
    })
}

/// Middleware: answers with a kept page, or keeps the page that is made.
pub async fn serve(
    app: web::Data<App>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(key) = key(&req, &app) else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    // Before anything is read: a page that was read before a change is older than the change.
    let (changes, at) = (app.db.changes(), app.clock.now());
    if let Some(answer) = app.recent.find(&key, changes, at) {
        return Ok(req.into_response(answer));
    }
    let response = next.call(req).await?.map_into_boxed_body();
    if !is_for_everyone(&response) {
        return Ok(response);
    }
    Ok(response.map_body(|head, body| match body.try_into_bytes() {
        Ok(body) => {
            let headers = head.headers().clone();
            app.recent.keep(
                key,
                Kept {
                    changes,
                    at,
                    headers,
                    body: body.clone(),
                },
            );
            BoxBody::new(body)
        }
        Err(body) => body,
    }))
}

fn is_for_everyone(response: &ServiceResponse<BoxBody>) -> bool {
    let headers = response.headers();
    let is_page = headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    response.status() == StatusCode::OK && is_page && !headers.contains_key(SET_COOKIE)
}
