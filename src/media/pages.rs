//! Files in and out: uploads, each a request of its own, and playing with seeking.

mod tus;
pub mod uploads;

use actix_web::body::SizedStream;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;

use super::Media;
use crate::app::App;
use crate::db::Id;
use crate::error::Result;
use crate::web::{Page, Routes};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/media/{id}", web::get().to(show))
        .route("/media/{id}", web::head().to(show))
        .configure(uploads::routes)
        .configure(tus::routes);
}

/// What of a file is wanted, by its `Range` header: RFC 9110, section 14. A list of ranges is answered whole.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    /// From the first to before the second.
    Part(u64, u64),
    Beyond,
}

impl Wanted {
    fn of(header: Option<&str>, size: u64) -> Self {
        let Some(range) = header.and_then(|h| h.trim().strip_prefix("bytes=")) else {
            return Self::Whole;
        };
        let Some((first, last)) = range.split_once('-').filter(|_| !range.contains(',')) else {
            return Self::Whole;
        };
        match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
            (Ok(first), _) if first >= size => Self::Beyond,
            (Ok(first), Ok(last)) if last < first => Self::Whole,
            (Ok(first), Ok(last)) => Self::Part(first, size.min(last.saturating_add(1))),
            (Ok(first), Err(_)) if last.trim().is_empty() => Self::Part(first, size),
            (Err(_), Ok(0)) if first.trim().is_empty() => Self::Beyond,
            (Err(_), Ok(_)) if first.trim().is_empty() && size == 0 => Self::Beyond,
            (Err(_), Ok(last)) if first.trim().is_empty() => {
                Self::Part(size.saturating_sub(last), size)
            }
            _ => Self::Whole,
        }
    }
}

async fn show(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    id: web::Path<Id<Media>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let visitor = page.account;
    let file = app
        .db
        .read(move |conn| Media::for_visitor(conn, id, visitor.as_ref()))
        .await?;
    let header = |name: &str| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let tag = format!(
        "\"{}\"",
        hex::encode(file.sha256.as_deref().unwrap_or_default())
    );
    let size = file.size.max(0) as u64;
    if header("If-None-Match").is_some_and(|tags| tags.split(',').any(|t| t.trim() == tag)) {
        let mut response = HttpResponse::build(StatusCode::NOT_MODIFIED);
        return Ok(response.insert_header(("ETag", tag)).finish());
    }
    let same = header("If-Range").is_none_or(|condition| condition == tag);
    let wanted = Wanted::of(header("Range").filter(|_| same), size);
    let (status, start, end) = match wanted {
        Wanted::Whole => (StatusCode::OK, 0, size),
        Wanted::Part(start, end) => (StatusCode::PARTIAL_CONTENT, start, end),
        Wanted::Beyond => {
            let mut response = HttpResponse::build(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok(response
                .insert_header(("Content-Range", format!("bytes */{size}")))
                .finish());
        }
    };
    let mut response = HttpResponse::build(status);
    let disposition = if file.is_shown() {
        "inline"
    } else {
        "attachment"
    };
    response
        .insert_header(("Content-Type", file.content_type.as_str()))
        .insert_header(("Content-Encoding", "identity"))
        .insert_header((
            "Content-Disposition",
            format!("{disposition}; filename=\"{}\"", file.neutral_name()),
        ))
        .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
        .insert_header(("Cache-Control", "private, max-age=3600"))
        .insert_header(("Accept-Ranges", "bytes"))
        .insert_header(("ETag", tag));
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {start}-{}/{size}", end - 1);
        response.insert_header(("Content-Range", range));
    }
    if req.method() == Method::HEAD || start == end {
        let nothing = stream::empty::<std::io::Result<Bytes>>();
        return Ok(response.body(SizedStream::new(end - start, nothing)));
    }
    let content = app.files.range(&file.storage_key, start, end).await?;
    Ok(response.body(SizedStream::new(end - start, content)))
}

#[cfg(test)]
mod tests {
    use super::Wanted::{self, Beyond, Part, Whole};

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (header, wanted) in [
            ("bytes=0-99", Part(0, 100)),
            ("bytes=900-", Part(900, 1000)),
            ("bytes=900-5000", Part(900, 1000)),
            ("bytes=-100", Part(900, 1000)),
            ("bytes=-5000", Part(0, 1000)),
            ("bytes=1000-", Beyond),
            ("bytes=-0", Beyond),
            ("bytes=5-4", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=x-y", Whole),
            ("items=0-1", Whole),
            ("bytes=0-18446744073709551615", Part(0, 1000)),
        ] {
            assert_eq!(Wanted::of(Some(header), 1000), wanted, "{header}");
        }
        assert_eq!(Wanted::of(None, 1000), Whole);
        assert_eq!(Wanted::of(Some("bytes=-5"), 0), Beyond);
    }
}
