//! Style sheet, scripts and icons: inside the binary, under addresses that change with their content.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::routes::Routes;
use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct Static;

/// `app.css` → `/static/<hash>/app.css`.
static URLS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Static::iter()
        .filter_map(|path| {
            let digest = Sha256::digest(&Static::get(&path)?.data);
            let hash = hex::encode(&digest[..6]);
            Some((path.to_string(), format!("/static/{hash}/{path}")))
        })
        .collect()
});

/// The address of a file in `static/`.
pub fn url(path: &str) -> &'static str {
    URLS.get(path).map_or("/static/missing", String::as_str)
}

pub fn routes(cfg: &mut Routes) {
    cfg.route("/static/{hash}/{path:.*}", web::get().to(show))
        .route("/favicon.ico", web::get().to(favicon));
}

async fn show(req: HttpRequest, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let (hash, path) = path.into_inner();
    let file = Static::get(&path).ok_or(Error::NotFound)?;
    let current = url(&path).contains(&format!("/{hash}/"));
    let unchanged = req
        .headers()
        .get("If-None-Match")
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.trim_matches('"') == hash && current);
    if unchanged {
        return Ok(HttpResponse::NotModified().finish());
    }
    let cache = if current {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    Ok(HttpResponse::Ok()
        .content_type(content_type(&path))
        .insert_header(("Cache-Control", cache))
        .insert_header(("ETag", format!("\"{hash}\"")))
        .body(match file.data {
            std::borrow::Cow::Borrowed(bytes) => web::Bytes::from_static(bytes),
            std::borrow::Cow::Owned(bytes) => web::Bytes::from(bytes),
        }))
}

async fn favicon() -> HttpResponse {
    super::see_other(url("icon.svg"))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
