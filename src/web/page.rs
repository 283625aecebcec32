//! What every page knows: who looks, in which language, at what time, and how to say things to them.

use std::borrow::Cow;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono_tz::Tz;
use fluent_bundle::FluentValue;

use super::session::Visit;
use super::{assets, flash};
use crate::accounts::Account;
use crate::app::App;
use crate::db::Moment;
use crate::error::Error;
use crate::i18n::{Locale, Trilingual};

/// The cookie with the language that a visitor without an account chose.
pub const LOCALE_COOKIE: &str = "locale";
/// The cookie in which the page's script tells the visitor's time zone.
const ZONE_COOKIE: &str = "zone";

/// The pages of a contest's console in the order of its menu, by what they are for: the group's text key, and each
/// page's name in the address and text key.
pub const CONSOLE: &[(&str, &[(&str, &str)])] = &[
    ("", &[("", "console-overview")]),
    (
        "console-group-set-up",
        &[
            ("texts", "console-texts"),
            ("windows", "console-windows"),
            ("streams", "console-streams"),
            ("categories", "console-categories"),
            ("entry-rules", "console-entry-rules"),
            ("questions", "console-questions"),
            ("declarations", "console-declarations"),
            ("theme", "console-theme"),
            ("criteria", "console-criteria"),
            ("awards", "console-awards"),
            ("team", "console-team"),
        ],
    ),
    (
        "console-group-running",
        &[
            ("entries", "console-entries"),
            ("rounds", "console-rounds"),
            ("conflicts", "console-conflicts"),
            ("audience", "console-audience"),
            ("results", "console-results"),
            ("objections", "console-objections"),
            ("notices", "console-notices"),
        ],
    ),
    (
        "console-group-records",
        &[
            ("exports", "console-exports"),
            ("mails", "console-mails"),
            ("events", "console-events"),
        ],
    ),
];

/// The frame of a page. A view struct has one as `page`, and `base.html` is drawn from it.
#[derive(Clone, Debug)]
pub struct Page {
    pub locale: Locale,
    pub account: Option<Account>,
    /// Whether the account has a role in any contest, so that the menu offers "Work".
    pub works: bool,
    /// Whether a mail in the inbox was not opened.
    pub unread: bool,
    pub flash: Option<String>,
    /// Path and query, to come back to.
    pub path: String,
    pub now: Moment,
    /// The visitor's own zone, once their browser has told it.
    pub zone: Option<Tz>,
    pub base_url: String,
}

/// An instant as read on one clock.
pub struct Reading {
    /// "Beijing", "Moscow", "UTC", "Your time": never an abbreviation.
    pub clock: String,
    pub text: String,
}

/// The language of a visitor without an account: as chosen, then as the browser wants.
pub(super) fn locale_of(req: &HttpRequest) -> Locale {
    let chosen = req.cookie(LOCALE_COOKIE);
    chosen
        .and_then(|cookie| Locale::parse(cookie.value()))
        .unwrap_or_else(|| {
            let wanted = req.headers().get("Accept-Language");
            Locale::negotiate(wanted.and_then(|v| v.to_str().ok()).unwrap_or_default())
        })
}

/// See [`Page::zone`].
pub(super) fn zone_of(req: &HttpRequest) -> Option<Tz> {
    let cookie = req.cookie(ZONE_COOKIE)?;
    cookie.value().replace("%2F", "/").parse().ok()
}

impl Page {
    fn from_parts(req: &HttpRequest) -> Result<Self, Error> {
        let app = req
            .app_data::<web::Data<App>>()
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("no app")))?;
        let visit = req.extensions().get::<Visit>().cloned().unwrap_or_default();
        let account = visit.signed_in.map(|s| s.account);
        Ok(Self {
            locale: account
                .as_ref()
                .map_or_else(|| locale_of(req), |a| a.locale),
            account,
            works: visit.works,
            unread: visit.unread,
            flash: flash::get(req),
            path: req
                .uri()
                .path_and_query()
                .map_or("/", |p| p.as_str())
                .to_owned(),
            now: app.clock.now(),
            zone: zone_of(req),
            base_url: app.config.base_url(),
        })
    }

    /// The text of `key`.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.locale.t(key)
    }

    /// The text of `key` with one variable.
    pub fn t1<'a>(
        &self,
        key: &str,
        name: &'static str,
        value: impl TextArg<'a>,
    ) -> Cow<'static, str> {
        self.locale.t_with(key, &[(name, value.arg())])
    }

    /// The text of `key` with two variables.
    pub fn t2<'a, 'b>(
        &self,
        key: &str,
        name: &'static str,
        value: impl TextArg<'a>,
        name2: &'static str,
        value2: impl TextArg<'b>,
    ) -> Cow<'static, str> {
        self.locale
            .t_with(key, &[(name, value.arg()), (name2, value2.arg())])
    }

    /// The part of an organiser's text that this reader reads.
    pub fn tri<'a>(&self, text: &'a Trilingual) -> &'a str {
        text.in_locale(self.locale)
    }

    /// The part of an organiser's Markdown that this reader reads, as safe HTML. Its headings begin at level
    /// `top`, after those of the page.
    pub fn markdown(&self, text: &Trilingual, top: usize) -> String {
        super::markdown::render(text.in_locale(self.locale), top)
    }

    /// The address of a file in `static/`.
    pub fn asset(&self, path: &str) -> &'static str {
        assets::url(path)
    }

    /// An instant on the clocks that matter: Beijing, Moscow, UTC, and the visitor's own when it is another.
    pub fn readings(&self, at: &Moment) -> Vec<Reading> {
        let fixed = [
            ("clock-beijing", Tz::Asia__Shanghai),
            ("clock-moscow", Tz::Europe__Moscow),
            ("clock-utc", Tz::UTC),
        ];
        let mut readings: Vec<Reading> = fixed
            .iter()
            .map(|(key, zone)| Reading {
                clock: self.t(key).into_owned(),
                text: self.locale.date_time(*at, *zone),
            })
            .collect();
        if let Some(zone) = self.zone
            && !fixed.iter().any(|(_, each)| *each == zone)
        {
            readings.push(Reading {
                clock: self.t1("clock-yours", "zone", zone.name()).into_owned(),
                text: self.locale.date_time(*at, zone),
            });
        }
        readings
    }

    /// An instant on one line, on the reader's clock if it is known, else on UTC, named.
    pub fn time(&self, at: &Moment) -> String {
        match self.zone {
            Some(zone) => self.locale.date_time(*at, zone),
            None => format!(
                "{} {}",
                self.locale.date_time(*at, Tz::UTC),
                self.t("clock-utc")
            ),
        }
    }

    /// The day of an instant, on the same clock as [`Page::time`].
    pub fn day(&self, at: &Moment) -> String {
        self.locale
            .date(at.in_zone(self.zone.unwrap_or(Tz::UTC)).date_naive())
    }

    /// `today`, for the reader: an instant in ISO form for the scripts' countdown.
    pub fn iso(&self, at: &Moment) -> String {
        at.iso()
    }

    /// "3 days 4 hours" until `at`, or from it.
    pub fn span(&self, seconds: i64) -> String {
        let (days, hours, minutes) = (
            seconds.abs() / 86_400,
            seconds.abs() / 3_600 % 24,
            seconds.abs() / 60 % 60,
        );
        match (days, hours) {
            (0, 0) => self.t1("span-minutes", "n", minutes).into_owned(),
            (0, _) => self.t2("span-hours", "n", hours, "m", minutes).into_owned(),
            _ => self.t2("span-days", "n", days, "h", hours).into_owned(),
        }
    }

    /// Seconds from now to `at`; negative when it has passed.
    pub fn until(&self, at: &Moment) -> i64 {
        at.since(self.now).num_seconds()
    }

    /// `12.5 MB`, `45 KB`
    pub fn megabytes(&self, bytes: &i64) -> String {
        let text = if *bytes < 100_000 {
            format!("{} KB", (*bytes + 999) / 1000)
        } else {
            format!("{:.1} MB", *bytes as f64 / 1e6)
        };
        if self.locale == Locale::Ru {
            text.replace('.', ",")
                .replace("MB", "МБ")
                .replace("KB", "КБ")
        } else {
            text
        }
    }

    /// `3:07` of seconds.
    pub fn length(&self, seconds: &i32) -> String {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    pub fn is_administrator(&self) -> bool {
        self.account.as_ref().is_some_and(Account::is_administrator)
    }

    /// Whether the reader is at this address, whatever its query.
    pub fn at_exactly(&self, url: impl AsRef<str>) -> bool {
        self.path.split('?').next() == Some(url.as_ref())
    }

    /// Whether the reader is at `prefix` or below it, for the menu.
    pub fn at(&self, prefix: &str) -> bool {
        self.path == prefix
            || self
                .path
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(['/', '?']))
    }
}

impl FromRequest for Page {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::from_parts(req))
    }
}

/// What a template may pass as a variable of a text: numbers and texts, owned or borrowed.
pub trait TextArg<'a> {
    fn arg(self) -> FluentValue<'a>;
}

macro_rules! number_args {
    ($($number:ty),+) => { $(
        impl TextArg<'static> for $number {
            fn arg(self) -> FluentValue<'static> { (self as i64).into() }
        }
        impl TextArg<'static> for &$number {
            fn arg(self) -> FluentValue<'static> { (*self as i64).into() }
        }
    )+ };
}
number_args!(i16, i32, i64, u32, u64, usize);

impl<'a> TextArg<'a> for &'a str {
    fn arg(self) -> FluentValue<'a> {
        self.into()
    }
}
impl<'a> TextArg<'a> for &'a &str {
    fn arg(self) -> FluentValue<'a> {
        (*self).into()
    }
}
impl TextArg<'static> for String {
    fn arg(self) -> FluentValue<'static> {
        self.into()
    }
}
impl<'a> TextArg<'a> for &'a String {
    fn arg(self) -> FluentValue<'a> {
        self.as_str().into()
    }
}
impl<'a> TextArg<'a> for Cow<'a, str> {
    fn arg(self) -> FluentValue<'a> {
        self.into()
    }
}
impl<'a> TextArg<'a> for &'a Cow<'a, str> {
    fn arg(self) -> FluentValue<'a> {
        self.as_ref().into()
    }
}
