//! The server: one line of routes a domain, the middleware around them, listening and stopping.

use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as Web, HttpServer, web};
use anyhow::Context;
use metrics_exporter_prometheus::PrometheusHandle;
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::error::Error;
use crate::web::{assets, errors, guard, observe, session};
use crate::{accounts, contests, entries, exports, judging, media, results, screening, theme};

/// Every route of the program.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()))
        .app_data(web::QueryConfig::default().error_handler(|_, _| Error::NotFound.into()))
        .app_data(web::PayloadConfig::new(1 << 20))
        .configure(assets::routes)
        .route("/healthz", web::get().to(observe::health))
        .route("/metrics", web::get().to(observe::metrics))
        .configure(accounts::pages::routes)
        // Before the contests: `/contests/import` is not the name of one.
        .configure(exports::pages::routes)
        .configure(contests::pages::routes)
        .configure(entries::pages::routes)
        .configure(media::pages::routes)
        .configure(theme::pages::routes)
        .configure(screening::pages::routes)
        .configure(judging::pages::routes)
        .configure(results::pages::routes)
        .default_service(web::to(errors::not_found));
}

/// Binds the address of the settings.
pub fn bind(app: &App) -> anyhow::Result<TcpListener> {
    let address = &app.config.listen;
    TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))
}

/// Serves until the process is told to stop; then finishes what was accepted.
pub fn serve(app: App, listener: TcpListener) -> anyhow::Result<Server> {
    let metrics: Option<PrometheusHandle> = Some(observe::install()?);
    let workers = app.config.workers;
    let server = HttpServer::new(move || {
        Web::new()
            .app_data(web::Data::new(app.clone()))
            .app_data(web::Data::new(metrics.clone()))
            .configure(routes)
            // The last one wraps the others.
            .wrap(from_fn(session::load))
            .wrap(from_fn(guard::check))
            .wrap(from_fn(errors::show))
            .wrap(from_fn(observe::count))
            .wrap(Compress::default())
            .wrap(TracingLogger::<observe::Spans>::new())
    })
    .shutdown_timeout(30)
    .client_request_timeout(std::time::Duration::from_secs(30));
    let server = if workers > 0 {
        server.workers(workers)
    } else {
        server
    };
    Ok(server.listen(listener)?.run())
}
