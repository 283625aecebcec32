//! Three languages: the texts of the program, trilingual texts of contests, names of countries and languages.
//!
//! The texts are Fluent files, `src/i18n/<language>/<domain>.ftl`. A key exists in all three languages with
//! the same variables; a test holds that, and that no key is unused. `docs/translating.md` tells translators.

mod names;
mod trilingual;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

use crate::db::{Moment, text_enum};

pub use names::{Country, Language};
pub use trilingual::Trilingual;

text_enum! {
    /// A language in which the program speaks.
    pub enum Locale ("locale") {
        Zh = "zh",
        Ru = "ru",
        En = "en",
    }
}

/// Templates pass values by reference.
impl From<&Locale> for Locale {
    fn from(locale: &Locale) -> Self {
        *locale
    }
}

impl Locale {
    /// The `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Its name in itself, for the switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// The best of the three for a browser's `Accept-Language`; English when it wants none of them.
    pub fn negotiate(header: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let tag = pieces.next()?.to_ascii_lowercase();
                let locale = Self::parse(tag.split('-').next()?)?;
                let quality = pieces
                    .find_map(|p| p.trim().strip_prefix("q=")?.parse().ok())
                    .unwrap_or(1.0_f32);
                Some((quality, locale))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or(Self::En, |(_, locale)| *locale)
    }

    /// The text of `key`. A missing key shows itself.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        self.format(key, None)
    }

    /// The text of `key` with its variables filled in.
    pub fn t_with(self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> Cow<'static, str> {
        let args: FluentArgs = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.format(key, Some(&args))
    }

    /// Whether there is a text of this key.
    pub fn has(self, key: &str) -> bool {
        bundle(self).has_message(key)
    }

    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = bundle(self);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, "a text is missing");
            return Cow::Owned(key.to_owned());
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "a text lacks a variable");
        }
        match text {
            Cow::Borrowed(text) => Cow::Borrowed(text),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }

    /// What stands between the members of a list.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::Ru | Self::En => ", ",
        }
    }

    /// `679,186`, as this language writes it: in groups of three digits, in Russian from five digits on.
    pub fn many(self, n: &i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let (mark, least) = match self {
            Self::Zh | Self::En => (',', 4),
            Self::Ru => ('\u{a0}', 5),
        };
        let mut text = String::from(if *n < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && digits.len() >= least && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    }

    /// `31 August 2023, 23:59` on the clocks of `zone`, as this language writes it.
    pub fn date_time(self, at: Moment, zone: Tz) -> String {
        let at = at.in_zone(zone);
        let between = match self {
            Self::Zh => " ",
            Self::Ru | Self::En => ", ",
        };
        format!(
            "{}{between}{}",
            self.date(at.date_naive()),
            at.format("%H:%M")
        )
    }

    /// `31 August 2023`, as this language writes it.
    pub fn date(self, day: chrono::NaiveDate) -> String {
        use chrono::Datelike;
        match self {
            Self::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Self::Ru | Self::En => {
                let month = self.t(MONTHS[day.month0() as usize]);
                format!("{} {month} {}", day.day(), day.year())
            }
        }
    }
}

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/i18n/zh"]
struct Chinese;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/i18n/ru"]
struct Russian;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/i18n/en"]
struct English;

/// The files of texts of a language: name and content.
fn text_files(locale: Locale) -> Vec<(String, String)> {
    fn all<E: RustEmbed>() -> Vec<(String, String)> {
        E::iter()
            .filter_map(|name| {
                let data = E::get(&name)?.data;
                Some((
                    name.into_owned(),
                    String::from_utf8_lossy(&data).into_owned(),
                ))
            })
            .collect()
    }
    match locale {
        Locale::Zh => all::<Chinese>(),
        Locale::Ru => all::<Russian>(),
        Locale::En => all::<English>(),
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<HashMap<Locale, Bundle>> = LazyLock::new(|| {
    Locale::ALL
        .iter()
        .map(|locale| (*locale, load(*locale)))
        .collect()
});

fn bundle(locale: Locale) -> &'static Bundle {
    &BUNDLES[&locale]
}

fn load(locale: Locale) -> Bundle {
    // Plural rules are those of the language.
    let language = locale.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for (file, text) in text_files(locale) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%locale, file, ?errors, "a file of texts has mistakes");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%locale, file, ?errors, "a text is there twice");
        }
    }
    bundle
}

/// The keys of all texts of one language with the variables that each uses; for the test of completeness.
pub fn keys(locale: Locale) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for (_, text) in text_files(locale) {
        let mut current: Option<(String, Vec<String>)> = None;
        for line in text.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if starts && let Some((key, _)) = line.split_once('=') {
                all.extend(current.take());
                current = Some((key.trim().to_owned(), Vec::new()));
            }
            if let Some((_, variables)) = &mut current {
                for piece in line.split('$').skip(1) {
                    let name: String = piece
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                        .collect();
                    if !variables.contains(&name) {
                        variables.push(name);
                    }
                }
            }
        }
        all.extend(current);
    }
    for (_, variables) in &mut all {
        variables.sort();
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_that_it_likes_best() {
        assert_eq!(Locale::negotiate("ru-RU,ru;q=0.9,en;q=0.8"), Locale::Ru);
        assert_eq!(Locale::negotiate("de, en;q=0.5, zh-CN;q=0.7"), Locale::Zh);
        assert_eq!(Locale::negotiate("fr"), Locale::En);
        assert_eq!(Locale::negotiate(""), Locale::En);
    }

    #[test]
    fn long_numbers_are_written_in_groups() {
        let said = |n: i64| [Locale::Zh, Locale::Ru, Locale::En].map(|locale| locale.many(&n));
        assert_eq!(said(107), ["107"; 3]);
        assert_eq!(said(7143), ["7,143", "7143", "7,143"]);
        assert_eq!(said(46_903), ["46,903", "46\u{a0}903", "46,903"]);
        assert_eq!(
            said(-1_000_000),
            ["-1,000,000", "-1\u{a0}000\u{a0}000", "-1,000,000"]
        );
    }

    #[test]
    fn russian_counts_as_russians_do() {
        let said = |n: i64| {
            Locale::Ru
                .t_with("count-entries", &[("n", n.into())])
                .into_owned()
        };
        assert_eq!(said(1), "1 работа");
        assert_eq!(said(3), "3 работы");
        assert_eq!(said(11), "11 работ");
        assert_eq!(said(21), "21 работа");
    }
}
