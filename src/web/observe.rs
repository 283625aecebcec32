//! Numbers and logs of requests, without personal data.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::guard;
use crate::app::App;
use crate::error::{Error, Result};

/// Installs the recorder of metrics, once a process.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    static HANDLE: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut handle = HANDLE.lock().unwrap_or_else(PoisonError::into_inner);
    if handle.is_none() {
        *handle = Some(PrometheusBuilder::new().install_recorder()?);
    }
    handle
        .clone()
        .ok_or_else(|| anyhow::anyhow!("no recorder of metrics"))
}

/// Middleware: counts and times requests by route, not by address.
pub async fn count(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = Instant::now();
    let method = req.method().as_str().to_owned();
    let response = next.call(req).await?;
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "none".to_owned());
    let labels = [
        ("method", method),
        ("route", route),
        ("status", response.status().as_str().to_owned()),
    ];
    metrics::counter!("shortlist_requests_total", &labels).increment(1);
    metrics::histogram!("shortlist_request_seconds", &labels[..2])
        .record(started.elapsed().as_secs_f64());
    Ok(response)
}

/// `GET /healthz`: the process answers and the database reads.
pub async fn health(app: web::Data<App>) -> Result<HttpResponse> {
    app.db
        .read(crate::accounts::Account::any_administrator)
        .await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ok\n"))
}

/// `GET /metrics`: for loopback, or for whoever brings the token. For others it does not exist.
pub async fn metrics(
    app: web::Data<App>,
    handle: web::Data<Option<PrometheusHandle>>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let allowed = match &app.config.metrics_token {
        Some(token) => req
            .headers()
            .get("Authorization")
            .is_some_and(|v| v.as_bytes() == format!("Bearer {token}").as_bytes()),
        // What came through a proxy is not from this machine, even when the proxy is.
        None => {
            guard::address(&req, &app).is_loopback()
                && !req.headers().contains_key("X-Forwarded-For")
        }
    };
    match handle.as_ref() {
        Some(handle) if allowed => Ok(HttpResponse::Ok()
            .content_type("text/plain; version=0.0.4")
            .body(handle.render())),
        _ => Err(Error::NotFound),
    }
}

/// The span around a request: method, route and an id. No address, query, name or browser.
pub struct Spans;

impl RootSpanBuilder for Spans {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = actix_web::HttpMessage::extensions(request)
            .get::<RequestId>()
            .map(ToString::to_string)
            .unwrap_or_default();
        let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
        tracing::info_span!("request", method = %request.method(), route, id, status = tracing::field::Empty)
    }

    fn on_request_end<B: MessageBody>(
        span: Span,
        outcome: &std::result::Result<ServiceResponse<B>, actix_web::Error>,
    ) {
        if let Ok(response) = outcome {
            span.record("status", response.status().as_u16());
        }
    }
}
