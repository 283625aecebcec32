//! The entry rules as a contest file writes them.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::contests::{AiPolicy, EntryRules, SubtitleRule};
use crate::i18n::Language;

/// What an entry must fulfil; what has no key keeps its default.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(#[serde(with = "Written")] pub EntryRules);

/// The keys of [`EntryRules`]: a rule that is new there is new here, or this does not compile.
#[derive(Serialize, Deserialize)]
#[serde(
    remote = "EntryRules",
    default = "EntryRules::default",
    deny_unknown_fields
)]
struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_min_s: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_max_s: Option<i32>,
    title_max: i32,
    synopsis_min: i32,
    synopsis_max: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries_per_person: Option<i32>,
    #[serde(deserialize_with = "subtitle_rule")]
    subtitles: SubtitleRule,
    subtitle_languages: Vec<Language>,
    #[serde(
        deserialize_with = "day",
        serialize_with = "write_day",
        skip_serializing_if = "Option::is_none"
    )]
    made_since: Option<chrono::NaiveDate>,
    ai_policy: AiPolicy,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_age: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_age: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guardian_under: Option<i32>,
    upload_max_mb: i32,
    links: bool,
}

/// `required` is another word for all of the subtitle languages.
fn subtitle_rule<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SubtitleRule, D::Error> {
    let word = String::deserialize(deserializer)?;
    match word.as_str() {
        "required" => Ok(SubtitleRule::All),
        word => SubtitleRule::parse(word).ok_or_else(|| de::Error::custom("contest-file-word")),
    }
}

/// A day, as a text or as TOML's own date.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<chrono::NaiveDate>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Text(String),
        Date(toml::value::Datetime),
    }
    let text = match Day::deserialize(deserializer) {
        Ok(Day::Text(text)) => text,
        Ok(Day::Date(date)) => date.to_string(),
        Err(_) => return Err(de::Error::custom("field-date")),
    };
    chrono::NaiveDate::parse_from_str(&text, "%Y-%m-%d")
        .map(Some)
        .map_err(|_| de::Error::custom("field-date"))
}

fn write_day<S: serde::Serializer>(
    day: &Option<chrono::NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}
