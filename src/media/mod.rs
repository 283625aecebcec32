//! Files of entries: stored as they arrive, typed by their bytes, probed afterwards, played with seeking.

pub mod arrival;
pub mod pages;
pub mod parts;
pub mod probe;
pub mod sniff;
pub mod store;
pub mod upload;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Json, Moment, text_enum};
use crate::schema::media;

text_enum! {
    /// What a file is to its entry.
    pub enum MediaKind ("media-kind") {
        Video = "video",
        Poster = "poster",
        Subtitles = "subtitles",
        /// The answer to a question of kind file.
        Answer = "answer",
    }
}

impl MediaKind {
    /// The place that a file has on its entry's page: `video`, `answer.licence`.
    pub fn slot(self, question: &str) -> String {
        match self {
            Self::Video | Self::Poster | Self::Subtitles => self.to_string(),
            Self::Answer => format!("{self}.{question}"),
        }
    }

    /// What belongs in such a place, and the code of the question that it answers.
    pub fn of_slot(slot: &str) -> Option<(Self, &str)> {
        let (kind, question) = slot.split_once('.').unwrap_or((slot, ""));
        let kind = Self::parse(kind)?;
        ((kind == Self::Answer) != question.is_empty()).then_some((kind, question))
    }
}

text_enum! {
    /// A file is usable once it has arrived whole.
    pub enum MediaState ("media-state") {
        Uploading = "uploading",
        Ready = "ready",
        Refused = "refused",
    }
}

/// A file of an entry. Its own object: a refused form never loses it. Which entry it is of now is the store's to
/// know (`media.entry_id`); one that was taken out stays for the versions that had it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = media)]
pub struct Media {
    pub id: Id<Media>,
    pub owner_id: Id<Account>,
    pub contest_id: Id<Contest>,
    pub kind: MediaKind,
    pub state: MediaState,
    /// As the creator's computer called it; never shown to judges, who might read a name in it.
    pub file_name: String,
    /// By its first bytes, not by its name.
    pub content_type: String,
    pub storage_key: String,
    /// Bytes.
    pub size: i64,
    pub sha256: Option<Vec<u8>>,
    pub probe: Json<Probe>,
    pub language: String,
    pub created_at: Moment,
    pub completed_at: Option<Moment>,
}

impl Media {
    /// Whether browsers show it in the page; the others are downloaded.
    pub fn is_shown(&self) -> bool {
        self.kind != MediaKind::Answer
    }

    /// A name that tells nothing about the creator.
    pub fn neutral_name(&self) -> String {
        let extension = sniff::FileType::of(&self.content_type).map_or("bin", |t| t.extension);
        format!("{}.{extension}", self.kind)
    }

    /// Seconds that the probe measured, if it could.
    pub fn duration_s(&self) -> Option<i32> {
        i32::try_from(self.probe.duration_ms / 1000)
            .ok()
            .filter(|seconds| *seconds > 0)
    }
}

/// What a file's header says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Probe {
    /// `mp4`, `mov`, `webm`, `matroska`; empty while not probed.
    pub container: String,
    pub video_codec: String,
    pub audio_codec: String,
    pub width: u32,
    pub height: u32,
    pub duration_ms: u64,
    /// Why some judges' browsers will not play it, as a text key: `probe-hevc`, say.
    pub warnings: Vec<String>,
}
