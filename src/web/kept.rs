//! Pages that everyone sees, kept for a moment: the store. See [`super::recent`] for when they are kept and who gets them.

use std::collections::HashMap;
use std::sync::Mutex;

use actix_web::HttpResponse;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::db::Moment;
use crate::i18n::Locale;

const KEPT_FOR: TimeDelta = TimeDelta::seconds(1);
/// Pages that are kept at most.
const MOST: usize = 256;

/// All that a page for everyone depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// Path and query.
    pub path: String,
    pub locale: Locale,
    pub zone: Option<Tz>,
}

/// A page as it was made.
pub(super) struct Kept {
    /// See [`crate::db::Db::changes`].
    pub changes: u64,
    pub at: Moment,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Kept {
    fn holds(&self, changes: u64, now: Moment) -> bool {
        self.changes == changes && self.at <= now && now.since(self.at) < KEPT_FOR
    }

    fn answer(&self) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        for header in &self.headers {
            answer.append_header(header);
        }
        answer.body(self.body.clone())
    }
}

/// The pages that are kept.
#[derive(Default)]
pub struct Recent {
    pages: Mutex<HashMap<Key, Kept>>,
}

impl Recent {
    pub(super) fn find(&self, key: &Key, changes: u64, now: Moment) -> Option<HttpResponse> {
        let pages = self.pages.lock().ok()?;
        let kept = pages.get(key)?;
        kept.holds(changes, now).then(|| kept.answer())
    }

    pub(super) fn keep(&self, key: Key, page: Kept) {
        let Ok(mut pages) = self.pages.lock() else {
            return;
        };
        if pages.len() >= MOST {
            pages.retain(|_, kept| kept.holds(page.changes, page.at));
        }
        if pages.len() < MOST {
            pages.insert(key, page);
        }
    }
}
