//! A file as it arrives: typed by its first bytes, hashed and counted chunk by chunk, cut off at its limit.

use actix_web::http::StatusCode;
use bytes::{Bytes, BytesMut};
use sha2::{Digest, Sha256};

use super::sniff::{ENOUGH, FileType, SRT, VTT, srt_to_vtt};
use super::{Media, MediaKind};
use crate::contests::EntryRules;
use crate::db::Id;
use crate::error::{Error, Result};
use crate::files::{Files, Writing};
use crate::web::form::Problem;

const MB: u64 = 1 << 20;

/// The most bytes that a file of this kind may have.
pub fn limit(kind: MediaKind, rules: &EntryRules) -> u64 {
    match kind {
        MediaKind::Video => rules.upload_max_mb.max(1) as u64 * MB,
        MediaKind::Answer => (rules.upload_max_mb.max(1) as u64).min(50) * MB,
        MediaKind::Poster => 10 * MB,
        MediaKind::Subtitles => 2 * MB,
    }
}

/// A file that has arrived whole, and is nothing's yet.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub id: Id<Media>,
    pub kind: MediaKind,
    pub file_name: String,
    pub content_type: &'static str,
    pub storage_key: String,
    pub size: i64,
    pub sha256: Vec<u8>,
}

/// Why a file is not kept.
#[derive(Debug)]
pub enum Refusal {
    TooLarge {
        limit: u64,
    },
    WrongType(MediaKind),
    /// No file was chosen.
    Nothing,
    /// Subtitles came without saying in which language they are.
    NoLanguage,
    /// The store of files does not take it.
    StoreDown(Error),
    /// The line was cut.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Storage(_) => Self::StoreDown(error),
            error => Self::Failed(error),
        }
    }
}

impl Refusal {
    /// The status that tells a client whether the same request may go through later.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::StoreDown(error) | Self::Failed(error) => error.status(),
            Self::WrongType(_) | Self::Nothing | Self::NoLanguage => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
        }
    }

    /// What to tell beside the form; None for what is no fault of the file.
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::TooLarge { limit } => {
                Some(Problem::new("upload-too-large").arg("max", (*limit / MB) as i64))
            }
            Self::WrongType(MediaKind::Video) => Some("upload-not-video".into()),
            Self::WrongType(MediaKind::Poster) => Some("upload-not-image".into()),
            Self::WrongType(MediaKind::Subtitles) => Some("upload-not-subtitles".into()),
            Self::WrongType(MediaKind::Answer) => Some("upload-not-answer".into()),
            Self::Nothing => Some("upload-nothing".into()),
            Self::NoLanguage => Some("upload-no-language".into()),
            Self::StoreDown(_) => Some("upload-store-down".into()),
            Self::Failed(_) => None,
        }
    }
}

/// A file on its way in.
pub struct Arriving {
    id: Id<Media>,
    kind: MediaKind,
    limit: u64,
    /// The beginning, until its type is known; of subtitles, all of it.
    head: BytesMut,
    known: Option<(FileType, Writing)>,
    hash: Sha256,
    size: u64,
}

impl Arriving {
    pub fn new(kind: MediaKind, limit: u64) -> Self {
        Self {
            id: Id::new(),
            kind,
            limit,
            head: BytesMut::new(),
            known: None,
            hash: Sha256::new(),
            size: 0,
        }
    }

    fn key(&self) -> String {
        format!("media/{}", self.id)
    }

    /// Takes the next piece. After a refusal nothing of the file is left.
    pub async fn push(&mut self, files: &Files, chunk: Bytes) -> std::result::Result<(), Refusal> {
        self.size += chunk.len() as u64;
        if self.size > self.limit {
            self.abort().await?;
            return Err(Refusal::TooLarge { limit: self.limit });
        }
        if let Some((_, writing)) = &mut self.known {
            self.hash.update(&chunk);
            writing.write(chunk).await?;
            return Ok(());
        }
        self.head.extend_from_slice(&chunk);
        if self.head.len() >= ENOUGH && self.kind != MediaKind::Subtitles {
            self.begin(files).await?;
        }
        Ok(())
    }

    async fn begin(&mut self, files: &Files) -> std::result::Result<FileType, Refusal> {
        let head = std::mem::take(&mut self.head).freeze();
        if head.is_empty() {
            return Err(Refusal::Nothing);
        }
        let start = head.slice(..head.len().min(ENOUGH));
        let mut found = FileType::sniff(&start, self.kind).ok_or(Refusal::WrongType(self.kind))?;
        let mut content = head;
        if self.kind == MediaKind::Subtitles {
            let text = std::str::from_utf8(&content)
                .map_err(|_| Refusal::WrongType(MediaKind::Subtitles))?;
            if found == SRT {
                content = srt_to_vtt(text).into();
                found = VTT;
            }
            self.size = content.len() as u64;
        }
        self.hash.update(&content);
        let mut writing = files.create(&self.key()).await?;
        writing.write(content).await?;
        self.known = Some((found, writing));
        Ok(found)
    }

    /// Makes the file durable.
    pub async fn finish(
        mut self,
        files: &Files,
        file_name: &str,
    ) -> std::result::Result<Arrived, Refusal> {
        if self.known.is_none() {
            self.begin(files).await?;
        }
        let storage_key = self.key();
        let Some((found, writing)) = self.known else {
            return Err(Refusal::Nothing);
        };
        writing.finish().await?;
        Ok(Arrived {
            id: self.id,
            kind: self.kind,
            file_name: clean_name(file_name),
            content_type: found.content_type,
            storage_key,
            size: self.size as i64,
            sha256: self.hash.finalize().to_vec(),
        })
    }

    /// Throws away what has arrived so far.
    pub async fn abort(&mut self) -> Result<()> {
        match self.known.take() {
            Some((_, writing)) => writing.abort().await,
            None => Ok(()),
        }
    }
}

/// Stores a file that is already here, by the same rules: for the demonstration and for imports.
pub async fn keep(
    files: &Files,
    kind: MediaKind,
    file_name: &str,
    content: Bytes,
) -> std::result::Result<Arrived, Refusal> {
    let mut arriving = Arriving::new(kind, u64::MAX);
    arriving.push(files, content).await?;
    arriving.finish(files, file_name).await
}

/// The last part of a path, without control characters, at most 200 characters.
pub fn clean_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control() && *c != '\u{FFFD}')
        .take(200)
        .collect()
}
