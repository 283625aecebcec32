//! The server: one line of routes a domain, the middleware around them, listening and stopping.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{App as Web, HttpServer, web};
use anyhow::Context;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::signal::unix::{SignalKind, signal};
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::error::Error;
use crate::web::{Routes, assets, errors, guard, observe, recent, session};
use crate::{accounts, contests, entries, exports, judging, media, results, screening, theme};

/// Every route of the program.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()))
        .app_data(web::QueryConfig::default().error_handler(|_, _| Error::NotFound.into()))
        .app_data(web::PayloadConfig::new(1 << 20))
        .configure(|cfg| all().install(cfg))
        .default_service(web::to(errors::not_found));
}

/// One line a domain.
fn all() -> Routes {
    let mut routes = Routes::default();
    routes
        .configure(assets::routes)
        .route("/healthz", web::get().to(observe::health))
        .route("/metrics", web::get().to(observe::metrics))
        .configure(accounts::pages::routes)
        .configure(exports::pages::routes)
        .configure(contests::pages::routes)
        .configure(entries::pages::routes)
        .configure(media::pages::routes)
        .configure(theme::pages::routes)
        .configure(screening::pages::routes)
        .configure(judging::pages::routes)
        .configure(results::pages::routes);
    routes
}

/// Binds the address of the settings.
pub fn bind(app: &App) -> anyhow::Result<TcpListener> {
    let address = &app.config.listen;
    TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))
}

/// How long a server that was told to stop still reads requests, and closes each connection with its answer:
/// what was sent before is served, and proxies learn to send elsewhere.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves until the process is told to stop; then finishes what was accepted.
pub fn serve(app: App, listener: TcpListener) -> anyhow::Result<Server> {
    let metrics: Option<PrometheusHandle> = Some(observe::install()?);
    let workers = app.config.workers;
    let stopping = Stopping::default();
    let told = stopping.clone();
    let server = HttpServer::new(move || {
        Web::new()
            .app_data(web::Data::new(app.clone()))
            .app_data(web::Data::new(metrics.clone()))
            .app_data(web::Data::new(stopping.clone()))
            .configure(routes)
            // The last one wraps the others.
            .wrap(from_fn(session::load))
            .wrap(from_fn(guard::check))
            .wrap(from_fn(recent::serve))
            .wrap(from_fn(errors::show))
            .wrap(from_fn(observe::count))
            .wrap(Compress::default())
            .wrap(TracingLogger::<observe::Spans>::new())
            .wrap(from_fn(say_farewell))
    })
    .shutdown_signal(async move {
        if let Err(error) = told_to_stop().await {
            tracing::error!(%error, "signals cannot be heard: stopping");
        }
        told.0.store(true, Ordering::Relaxed);
        tokio::time::sleep(FAREWELL).await;
    })
    .shutdown_timeout(30)
    .client_request_timeout(Duration::from_secs(30));
    let server = if workers > 0 {
        server.workers(workers)
    } else {
        server
    };
    Ok(server.listen(listener)?.run())
}

/// Whether the process was told to stop.
#[derive(Clone, Default)]
struct Stopping(Arc<AtomicBool>);

/// Middleware: the last answer on a connection says that it is the last. Otherwise a client could send its next
/// request just as the connection is closed, and would not know whether it was done.
async fn say_farewell(
    stopping: web::Data<Stopping>,
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(req).await?;
    if stopping.0.load(Ordering::Relaxed) {
        let head = response.response_mut().head_mut();
        head.set_connection_type(ConnectionType::Close);
    }
    Ok(response)
}

/// Waits for an interrupt from the terminal or a SIGTERM from whoever supervises the process.
pub async fn told_to_stop() -> std::io::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}
