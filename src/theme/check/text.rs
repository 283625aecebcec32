//! What is checked: the words of an entry and the facts about its file, and their reading field by field.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::finding::{Field, Span};
use super::language::Language;
use super::normalise::Normal;
use super::words::{Stems, Word};

/// Characters of a field that the checks read; limits count all of it.
const READ: usize = 20_000;
/// Tags that the checks read.
const TAGS: usize = 50;

/// How much of a work a machine made, as its creator declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AiUse {
    /// None at all.
    None,
    /// Parts, such as upscaling, subtitles or single shots.
    Assisted,
    /// The work is generated.
    Generated,
}

impl AiUse {
    /// The code used in answers and profiles.
    pub fn code(self) -> &'static str {
        match self {
            AiUse::None => "none",
            AiUse::Assisted => "assisted",
            AiUse::Generated => "generated",
        }
    }
}

/// An entry as the theme check sees it: its words in one language and what is known of its file.
/// A fact that is not known yet (`None`) is not checked.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Text {
    /// The entry's identifier, given back in the answer.
    #[serde(deserialize_with = "identifier")]
    pub id: String,
    /// The title; may be empty, then completeness says so.
    #[serde(default, deserialize_with = "words")]
    pub title: String,
    /// The synopsis.
    #[serde(default, deserialize_with = "words")]
    pub synopsis: String,
    /// The creator's sentence on how the work meets the theme.
    #[serde(default, deserialize_with = "words")]
    pub statement: String,
    /// Free tags, in the creator's order.
    #[serde(default, deserialize_with = "tags")]
    pub tags: Vec<String>,
    /// The language that the creator declared for these words.
    #[serde(default)]
    pub lang: Option<Language>,
    /// Who made it: any stable name, compared only with itself.
    #[serde(default, deserialize_with = "name")]
    pub creator: Option<String>,
    /// Length of the video, seconds.
    #[serde(default)]
    pub duration_s: Option<f64>,
    /// Size of the video file, bytes.
    #[serde(default)]
    pub size_bytes: Option<u64>,
    /// Width of the picture, pixels.
    #[serde(default)]
    pub width: Option<u32>,
    /// Height of the picture, pixels.
    #[serde(default)]
    pub height: Option<u32>,
    /// Languages of the subtitles; `None` when not known.
    #[serde(default)]
    pub subtitles: Option<Vec<Language>>,
    /// How many entries the creator has in the contest, this one included.
    #[serde(default)]
    pub entries: Option<u32>,
    /// The day the work was finished.
    #[serde(default)]
    pub made_on: Option<NaiveDate>,
    /// The declared use of generative tools.
    #[serde(default)]
    pub ai: Option<AiUse>,
    /// SHA-256 of the video file, hexadecimal.
    #[serde(default)]
    pub file_sha256: Option<String>,
}

fn words<'de, D: Deserializer<'de>>(de: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(de)?.unwrap_or_default())
}

fn tags<'de, D: Deserializer<'de>>(de: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::<Vec<String>>::deserialize(de)?.unwrap_or_default())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(serde_json::Number),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        match name {
            Name::Text(text) => text,
            Name::Number(number) => number.to_string(),
        }
    }
}

fn identifier<'de, D: Deserializer<'de>>(de: D) -> Result<String, D::Error> {
    Name::deserialize(de).map(String::from)
}

fn name<'de, D: Deserializer<'de>>(de: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Name>::deserialize(de)?.map(String::from))
}

/// One field, normalised, with the way back to the creator's own characters.
pub(super) struct Source<'a> {
    pub field: Field,
    pub raw: &'a str,
    pub normal: Normal,
    pub words: Vec<Word>,
}

impl Source<'_> {
    /// The creator's characters behind a byte range of the normalised text; `None` if nothing stands behind it.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.span_of(&self.normal, range)
    }

    /// The same for another view of the field, such as the squeezed one.
    pub fn span_of(&self, view: &Normal, range: Range<usize>) -> Option<Span> {
        let (start, end) = view.origin(range)?;
        let text = self.raw.chars().skip(start).take(end - start).collect();
        Some(Span {
            field: self.field,
            start,
            end,
            text,
        })
    }
}

/// All fields of an entry that hold words, in the order title, synopsis, statement, tags.
pub(super) struct Reading<'a> {
    pub sources: Vec<Source<'a>>,
}

impl<'a> Reading<'a> {
    pub fn of(text: &'a Text, stems: &Stems) -> Self {
        let named = [
            (Field::Title, text.title.as_str()),
            (Field::Synopsis, text.synopsis.as_str()),
            (Field::Statement, text.statement.as_str()),
        ];
        let tags = text
            .tags
            .iter()
            .take(TAGS)
            .enumerate()
            .map(|(n, tag)| (Field::Tag(n), tag.as_str()));
        let sources = named
            .into_iter()
            .chain(tags)
            .filter(|(_, raw)| !raw.is_empty())
            .map(|(field, raw)| {
                let raw = raw
                    .char_indices()
                    .nth(READ)
                    .map_or(raw, |(end, _)| &raw[..end]);
                let normal = Normal::of(raw);
                let words = stems.words(normal.text());
                Source {
                    field,
                    raw,
                    normal,
                    words,
                }
            })
            .collect();
        Reading { sources }
    }

    pub fn field(&self, field: Field) -> Option<&Source<'a>> {
        self.sources.iter().find(|source| source.field == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_keys_are_ignored_and_nulls_are_empty() {
        let line = r#"{"id": 7, "title": "A", "synopsis": null, "tags": null, "lang": "zh-CN", "creator": 3, "score": {}}"#;
        let text: Text = serde_json::from_str(line).unwrap();
        assert_eq!(
            (text.id.as_str(), text.synopsis.as_str(), text.tags.len()),
            ("7", "", 0)
        );
        assert_eq!(text.lang, Some(Language::Zh));
        assert_eq!(text.creator.as_deref(), Some("3"));
    }

    #[test]
    fn an_entry_without_an_id_is_an_error() {
        assert!(serde_json::from_str::<Text>(r#"{"title": "A"}"#).is_err());
    }

    #[test]
    fn a_span_shows_the_creators_own_letters() {
        let text = Text {
            id: "1".into(),
            title: "ＣＡＦＥ́ time".into(),
            ..Text::default()
        };
        let reading = Reading::of(&text, &Stems::default());
        let source = reading.field(Field::Title).unwrap();
        assert_eq!(source.normal.text(), "cafe time");
        let span = source.span(0..4).unwrap();
        assert_eq!(
            (span.start, span.end, span.text.as_str()),
            (0, 5, "ＣＡＦＥ́")
        );
    }
}
