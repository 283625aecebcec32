//! A word after a redirect: "saved", "sent". The cookie holds a text key, never a text.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse};

const COOKIE: &str = "flash";

/// Adds the text `key` to the next page. Keys begin with `flash-`; nothing else is shown.
pub fn set(response: &mut HttpResponse, key: &'static str) {
    let cookie = Cookie::build(COOKIE, key)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::minutes(1))
        .finish();
    // A cookie made of our own key is always a valid header.
    let _ = response.add_cookie(&cookie);
}

/// 303 to `url`, which then shows the text `key`.
pub fn see_other(url: impl AsRef<str>, key: &'static str) -> HttpResponse {
    let mut response = super::see_other(url);
    set(&mut response, key);
    response
}

/// The key that this request brings, if it is one of ours.
pub fn get(req: &HttpRequest) -> Option<String> {
    let key = req.cookie(COOKIE)?.value().to_owned();
    (key.starts_with("flash-") && crate::i18n::Locale::En.has(&key)).then_some(key)
}

/// The cookie that takes the flash back once a page has shown it.
pub fn taken() -> Cookie<'static> {
    let mut cookie = Cookie::build(COOKIE, "").path("/").finish();
    cookie.make_removal();
    cookie
}
