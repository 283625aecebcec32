//! The texts of the demonstration: people, entries, judges' notes, screeners' letters, clips. See `content/README.md`.

use std::collections::BTreeMap;

use anyhow::Context;
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::entries::{AiUse, Content, Credit, CreditRole, Metadata};
use crate::i18n::{Country, Language, Locale};

/// The contest's set-up, in the format that `contest import` reads.
pub const CONTEST: &str = include_str!("content/contest.toml");
/// Its theme profile.
pub const PROFILE: &str = include_str!("content/profile.toml");

/// Short clips and their posters, drawn by `scripts/make-videos`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/demo/videos"]
pub struct Clips;

/// Somebody of the demonstration.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub latin: String,
    pub country: Country,
    pub organisation: String,
    /// The language of their pages.
    pub language: Locale,
    /// The languages in which they can work.
    pub languages: Vec<Language>,
    pub email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Creator,
    Judge,
    Screener,
    Admin,
}

/// A work of the demonstration, and what a screener should make of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Work {
    pub id: String,
    pub category: String,
    pub original: Locale,
    pub texts: BTreeMap<Locale, Metadata>,
    pub statement: String,
    pub tags: Vec<String>,
    pub spoken: Vec<Language>,
    pub subtitles: Vec<Language>,
    pub duration_s: Option<i32>,
    pub made_on: Option<chrono::NaiveDate>,
    pub ai_use: AiUse,
    pub ai_note: String,
    credits: Vec<RawCredit>,
    #[serde(default)]
    answers: BTreeMap<String, serde_json::Value>,
    pub creator: String,
    pub expect: Expect,
}

#[derive(Clone, Debug, Deserialize)]
struct RawCredit {
    role: String,
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    Accept,
    Return,
    Reject,
    OffTheme,
    NearDuplicate,
    Draft,
}

/// A judge's note on any film.
#[derive(Clone, Debug, Deserialize)]
pub struct Comment {
    pub language: Locale,
    pub text: String,
}

/// A screener's message to a creator.
#[derive(Clone, Debug, Deserialize)]
pub struct Message {
    pub decision: String,
    pub code: String,
    pub zh: String,
    pub ru: String,
    pub en: String,
}

/// Everything, read once.
pub struct Story {
    pub people: Vec<Person>,
    pub works: Vec<Work>,
    pub comments: Vec<Comment>,
    pub messages: Vec<Message>,
}

impl Story {
    pub fn read() -> anyhow::Result<Self> {
        Ok(Self {
            people: lines("people.jsonl", include_str!("content/people.jsonl"))?,
            works: lines("entries.jsonl", include_str!("content/entries.jsonl"))?,
            comments: lines("comments.jsonl", include_str!("content/comments.jsonl"))?,
            messages: lines("letters.jsonl", include_str!("content/letters.jsonl"))?,
        })
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.kind == kind)
    }
}

impl Work {
    /// Every second work: half of the story, of both countries.
    pub fn is_even(&self) -> bool {
        self.id.ends_with(['0', '2', '4', '6', '8'])
    }

    /// The work as its creator would have typed it.
    pub fn content(&self) -> Content {
        Content {
            texts: self.texts.clone(),
            statement: self.statement.clone(),
            tags: self.tags.clone(),
            credits: self
                .credits
                .iter()
                .map(|credit| Credit {
                    role: CreditRole::parse(&credit.role).unwrap_or(CreditRole::Other),
                    name: credit.name.clone(),
                })
                .collect(),
            spoken: self.spoken.clone(),
            // Everyone ticks the subtitles that the form asks for; whether they are there is for the screener.
            subtitles: if self.subtitles.is_empty() || self.expect != Expect::Draft {
                vec![Locale::Zh.into(), Locale::Ru.into()]
            } else {
                self.subtitles.clone()
            },
            made_on: self.made_on,
            ai_use: Some(self.ai_use),
            ai_note: self.ai_note.clone(),
            // The rules ask for a date of birth; nobody of the story is a minor.
            born_on: chrono::NaiveDate::from_ymd_opt(1992, 3, 14),
            answers: self
                .answers
                .iter()
                .map(|(code, answer)| (code.clone(), answer_text(answer)))
                .collect(),
            ..Content::default()
        }
    }
}

/// Answers are kept as forms send them: a ticked box is `on`.
fn answer_text(answer: &serde_json::Value) -> String {
    match answer {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(true) => "on".to_owned(),
        serde_json::Value::Bool(false) | serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn lines<T: DeserializeOwned>(name: &str, text: &str) -> anyhow::Result<Vec<T>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            serde_json::from_str(line).with_context(|| format!("{name}, line {}", n + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_whole() {
        let story = Story::read().unwrap();
        assert_eq!(story.of_kind(Kind::Creator).count(), 40);
        assert!(story.works.len() >= 60);
        for work in &story.works {
            assert!(
                story.people.iter().any(|person| person.id == work.creator),
                "{}",
                work.id
            );
        }
        for clip in ["sunrise.mp4", "aurora.webm", "petals.mp4", "sunrise.jpg"] {
            assert!(Clips::get(clip).is_some(), "{clip}");
        }
    }
}
