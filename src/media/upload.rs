//! An upload: a file on its way in parts. It goes on where the line was cut, for days, from another browser too.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::arrival::clean_name;
use super::{Media, MediaKind};
use crate::db::{Id, Moment};
use crate::i18n::Language;
use crate::schema::uploads;

/// How long what has arrived is kept for the rest of it.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// A file on its way in parts.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = uploads)]
pub struct Upload {
    pub id: Id<Upload>,
    pub kind: MediaKind,
    /// Of subtitles: their language's code.
    pub language: String,
    /// Of an answer: the question's code.
    pub question: String,
    pub file_name: String,
    /// When the creator's computer says the file was changed, in milliseconds since 1970.
    pub modified: i64,
    /// Bytes of the whole file.
    pub size: i64,
    /// How many of them have arrived.
    pub received: i64,
    pub expires_at: Moment,
    /// The file that it became.
    pub media_id: Option<Id<Media>>,
}

impl Upload {
    /// The place on the entry's page that the file is for.
    pub fn slot(&self) -> String {
        self.kind.slot(&self.question)
    }

    /// How much of it has arrived, in percent.
    pub fn percent(&self) -> i64 {
        self.received * 100 / self.size.max(1)
    }

    /// Whether it is of the same file, as far as a browser tells.
    pub fn is_of(&self, file: &Announced) -> bool {
        (self.size, self.modified, &self.file_name) == (file.size, file.modified, &file.file_name)
    }

    /// Bytes that are still to come.
    pub fn missing(&self) -> i64 {
        self.size - self.received
    }
}

/// What arrived of an upload in one request.
#[derive(Clone, Debug)]
pub struct Part {
    /// The place of its first byte in the file.
    pub start: i64,
    /// Bytes.
    pub size: i64,
    pub storage_key: String,
}

/// What a client says of a file before it sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    pub kind: MediaKind,
    pub question: String,
    pub language: String,
    pub file_name: String,
    pub modified: i64,
    pub size: i64,
}

impl Announced {
    /// Reads tus' `Upload-Length` and `Upload-Metadata`: `slot` (`video`, `answer.licence`), `filename`, of
    /// subtitles `language`, and `modified` where it is known. None if they are malformed or name no such place.
    pub fn read(length: &str, metadata: &str) -> Option<Self> {
        let size = length.trim().parse().ok().filter(|size| *size >= 0)?;
        let words = pairs(metadata)?;
        let word = |name: &str| words.get(name).map_or("", String::as_str);
        let (kind, question) = MediaKind::of_slot(word("slot"))?;
        Some(Self {
            kind,
            question: question.to_owned(),
            language: match kind {
                MediaKind::Subtitles => word("language").trim().to_owned(),
                _ => String::new(),
            },
            file_name: clean_name(word("filename")),
            modified: word("modified").parse().unwrap_or(0),
            size,
        })
    }

    /// Whether it says in which language it is, where it must.
    pub fn knows_its_language(&self) -> bool {
        self.kind != MediaKind::Subtitles || Language::parse(&self.language).is_some()
    }
}

/// `name base64, name base64, name`: the value of `Upload-Metadata`.
fn pairs(metadata: &str) -> Option<BTreeMap<&str, String>> {
    metadata
        .split(',')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
            let bytes = STANDARD.decode(value.trim()).ok()?;
            Some((name, String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(words: &[(&str, &str)]) -> String {
        let pairs: Vec<String> = words
            .iter()
            .map(|(name, value)| format!("{name} {}", STANDARD.encode(value)))
            .collect();
        pairs.join(",")
    }

    #[test]
    fn what_a_client_says_of_a_file_is_read_in_any_alphabet() {
        let said = metadata(&[
            ("filename", "C:\\films\\李伟.mp4"),
            ("slot", "video"),
            ("modified", "1692000000123"),
            ("language", "ru"),
            ("unknown", "ignored"),
        ]);
        let read = Announced::read("1048576", &said).unwrap();
        assert_eq!(read.kind, MediaKind::Video);
        assert_eq!(read.file_name, "李伟.mp4");
        assert_eq!((read.size, read.modified), (1 << 20, 1_692_000_000_123));
        // Only subtitles are in one language.
        assert_eq!(read.language, "");
        let answer = metadata(&[("slot", "answer.licence")]);
        let read = Announced::read(" 1 ", &answer).unwrap();
        assert_eq!(
            (read.kind, read.question.as_str()),
            (MediaKind::Answer, "licence")
        );
    }

    #[test]
    fn what_is_malformed_is_nothing() {
        let video = metadata(&[("slot", "video")]);
        for (length, said) in [
            ("", video.as_str()),
            ("-1", &video),
            ("1e3", &video),
            ("9223372036854775808", &video),
            ("1", ""),
            ("1", "slot"),
            ("1", "slot video"),
            ("1", &metadata(&[("slot", "answer")])),
            ("1", &metadata(&[("slot", "video.x")])),
            ("1", &metadata(&[("slot", "../video")])),
        ] {
            assert_eq!(Announced::read(length, said), None, "{length} {said}");
        }
    }

    #[test]
    fn subtitles_say_their_language() {
        for (language, known) in [("ru", true), ("", false), ("klingon", false)] {
            let said = metadata(&[("slot", "subtitles"), ("language", language)]);
            let read = Announced::read("9", &said).unwrap();
            assert_eq!(read.knows_its_language(), known, "{language}");
        }
    }
}
