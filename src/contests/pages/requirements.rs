//! The entry rules in plain sentences.

use crate::contests::{AiPolicy, EntryRules, SubtitleRule};
use crate::i18n::{Language, Locale};
use crate::web::Page;

/// One sentence for each rule that there is.
pub fn in_words(page: &Page, rules: &EntryRules) -> Vec<String> {
    let mut said = Vec::new();
    let mut say = |text: std::borrow::Cow<'_, str>| said.push(text.into_owned());
    let length = |seconds: i32| duration(page, seconds);
    match (rules.duration_min_s, rules.duration_max_s) {
        (Some(min), Some(max)) => say(page.t2(
            "requirement-duration",
            "min",
            length(min),
            "max",
            length(max),
        )),
        (Some(min), None) => say(page.t1("requirement-duration-min", "min", length(min))),
        (None, Some(max)) => say(page.t1("requirement-duration-max", "max", length(max))),
        (None, None) => {}
    }
    let size = rules.upload_max_mb;
    if rules.links {
        say(page.t1("requirement-file-or-link", "size", size));
    } else {
        say(page.t1("requirement-file", "size", size));
    }
    let spoken = language_names(page.locale, &rules.subtitle_languages);
    match rules.subtitles {
        SubtitleRule::Optional => {}
        SubtitleRule::One => say(page.t1("requirement-subtitles-one", "languages", spoken)),
        SubtitleRule::All => say(page.t1("requirement-subtitles-all", "languages", spoken)),
    }
    if let Some(day) = rules.made_since {
        say(page.t1("requirement-made-since", "day", page.locale.date(day)));
    }
    say(page.t1("requirement-title", "max", rules.title_max));
    say(page.t2(
        "requirement-synopsis",
        "min",
        rules.synopsis_min,
        "max",
        rules.synopsis_max,
    ));
    if let Some(n) = rules.entries_per_person {
        say(page.t1("requirement-entries", "n", n));
    }
    say(page.t(match rules.ai_policy {
        AiPolicy::Allowed => "requirement-ai-allowed",
        AiPolicy::Disclosed => "requirement-ai-disclosed",
        AiPolicy::Forbidden => "requirement-ai-forbidden",
        AiPolicy::Required => "requirement-ai-required",
    }));
    match (rules.minimum_age, rules.maximum_age) {
        (Some(min), Some(max)) => say(page.t2("requirement-age", "min", min, "max", max)),
        (Some(min), None) => say(page.t1("requirement-age-min", "min", min)),
        (None, Some(max)) => say(page.t1("requirement-age-max", "max", max)),
        (None, None) => {}
    }
    if let Some(age) = rules.guardian_under {
        say(page.t1("requirement-guardian", "age", age));
    }
    said
}

/// "45 seconds", "5 minutes", "1 min 30 s".
fn duration(page: &Page, seconds: i32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let text = match (minutes, rest) {
        (0, rest) => page.t1("duration-seconds", "n", rest),
        (minutes, 0) => page.t1("duration-minutes", "n", minutes),
        (minutes, rest) => page.t2("duration-both", "m", minutes, "s", rest),
    };
    text.into_owned()
}

fn language_names(locale: Locale, languages: &[Language]) -> String {
    let names: Vec<&str> = languages.iter().map(|l| l.name(locale)).collect();
    match locale {
        Locale::Zh => names.join("、"),
        Locale::Ru | Locale::En => names.join(", "),
    }
}
