//! HTTP without domain: what every page is made with.

pub mod assets;
pub mod errors;
pub mod flash;
pub mod form;
pub mod guard;
pub mod kept;
pub mod limits;
pub mod markdown;
pub mod observe;
pub mod page;
pub mod paging;
pub mod parts;
pub mod recent;
pub mod routes;
pub mod session;
pub mod upload;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::error::Result;

pub use form::{FieldErrors, Fields, Filled, Form};
pub use page::Page;
pub use routes::Routes;
pub use session::SignedIn;

/// A page with status 200.
pub fn html(view: &impl Template) -> Result<HttpResponse> {
    html_with(StatusCode::OK, view)
}

/// A page with a status of its own: 422 for a form that comes back.
pub fn html_with(status: StatusCode, view: &impl Template) -> Result<HttpResponse> {
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .body(view.render()?))
}

/// 303: see there, with GET.
pub fn see_other(url: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("Location", url.as_ref()))
        .finish()
}
