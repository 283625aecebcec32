//! What every request and response passes: cross-site refusal, limits by address, headers, the visitor's address.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};

use crate::app::App;
use crate::error::{Error, Result};

/// No inline script or style, nothing from elsewhere, no frames, forms only to ourselves.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// Middleware around every handler.
pub async fn check(
    app: web::Data<App>,
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    replace_nulls(&mut req);
    if !matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        let allowed = same_site(req.headers(), &app.config.base_url())
            .and_then(|()| app.limits.write(address(req.request(), &app)));
        if let Err(error) = allowed {
            return Ok(req.error_response(error));
        }
    }
    let mut response = next.call(req).await?.map_into_boxed_body();
    add_headers(response.headers_mut(), app.config.is_https());
    Ok(response)
}

/// Null characters of a query become U+FFFD, as those of a form do: PostgreSQL keeps none, and no filter has one.
fn replace_nulls(req: &mut ServiceRequest) {
    let uri = req.uri();
    let Some(query) = uri.query().filter(|query| query.contains("%00")) else {
        return;
    };
    let cleaned = format!("{}?{}", uri.path(), query.replace("%00", "%EF%BF%BD"));
    if let Ok(uri) = cleaned.parse() {
        req.head_mut().uri = uri;
    }
}

/// Refuses an unsafe request that another site made a browser send: by `Sec-Fetch-Site`, else by `Origin`.
/// A client that sends neither is no browser, and cookies are `SameSite=Lax` besides.
fn same_site(headers: &HeaderMap, base_url: &str) -> Result<()> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let fine = match (text("Sec-Fetch-Site"), text("Origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin == base_url
                || text("Host").is_some_and(|host| {
                    origin
                        .split_once("://")
                        .is_some_and(|(_, authority)| authority == host)
                })
        }
        (None, None) => true,
    };
    if fine {
        Ok(())
    } else {
        Err(Error::Refused("error-cross-site"))
    }
}

/// Adds the security headers that a response has not set itself.
pub fn add_headers(headers: &mut HeaderMap, https: bool) {
    let mut set = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set(
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    if https {
        set("strict-transport-security", "max-age=31536000");
    }
}

/// The visitor's address: the connection's, or what a trusted proxy says of it.
pub fn address(req: &HttpRequest, app: &App) -> IpAddr {
    let peer = req
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |a| a.ip());
    let trusted = &app.config.trusted_proxies;
    if !trusted.contains(&peer) {
        return peer;
    }
    // The last address that is not one of our own proxies: earlier ones may be invented.
    req.headers()
        .get_all("X-Forwarded-For")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|part| part.trim().parse::<IpAddr>().ok())
        .filter(|address| !trusted.contains(address))
        .last()
        .unwrap_or(peer)
}
