//! Reads container, codecs, size and duration from a video's header: a few small ranges of the file, never
//! the whole. Uploads are not trusted, so the readers here allocate nothing by what a file claims of itself.

mod ebml;
mod mp4;

use super::{Media, Probe, sniff};
use crate::app::App;
use crate::db::Id;
use crate::error::Result;
use crate::files::Files;

/// The index of an MP4 that is larger than this is not read.
const MAX_INDEX: u64 = 32 << 20;
/// Matroska has its header at the start.
const HEADER: u64 = 1 << 20;
/// Boxes at the top level that are looked at before giving up.
const MAX_BOXES: usize = 1_000;

/// The job after an upload: probes the file and writes down what it found.
pub async fn run(app: &App, id: Id<Media>) -> Result<()> {
    let media = app.db.read(move |conn| Media::find(conn, id)).await?;
    let probe = probe(&app.files, &media).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| media.probed(conn, probe, now))
        .await
}

/// What the header says. A file that cannot be read gives a probe with a warning, not an error: it would be no
/// better the next time.
pub async fn probe(files: &Files, media: &Media) -> Result<Probe> {
    let size = media.size.max(0) as u64;
    let mut probe = if media.content_type == sniff::WEBM.content_type
        || media.content_type == sniff::MATROSKA.content_type
    {
        let header = files.head(&media.storage_key, HEADER).await?;
        ebml::read(&header)
    } else {
        match index(files, &media.storage_key, size).await? {
            Some(moov) => mp4::read(&moov),
            None => Probe::default(),
        }
    };
    probe.container = sniff::FileType::of(&media.content_type)
        .map_or("", |t| t.extension)
        .to_owned();
    probe.warnings = warnings(&probe);
    Ok(probe)
}

/// The `moov` box of an MP4, wherever it stands, without what is between.
async fn index(files: &Files, key: &str, size: u64) -> Result<Option<bytes::Bytes>> {
    let mut at = 0;
    for _ in 0..MAX_BOXES {
        if at + 8 > size {
            return Ok(None);
        }
        let head = files.bytes(key, at, size.min(at + 16)).await?;
        let Some((name, header, length)) = mp4::header(&head, size - at) else {
            return Ok(None);
        };
        if &name == b"moov" {
            if length > MAX_INDEX {
                return Ok(None);
            }
            return Ok(Some(files.bytes(key, at + header, at + length).await?));
        }
        at += length;
    }
    Ok(None)
}

/// Why some judges' browsers may not play it.
fn warnings(probe: &Probe) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut warn = |key: &str| warnings.push(key.to_owned());
    match probe.video_codec.as_str() {
        "h264" | "vp8" | "vp9" | "av1" => {}
        "hevc" => warn("probe-hevc"),
        "" => warn("probe-unreadable"),
        _ => warn("probe-codec"),
    }
    match probe.audio_codec.as_str() {
        "aac" | "opus" | "vorbis" | "mp3" | "flac" => {}
        "" if !probe.video_codec.is_empty() => warn("probe-no-audio"),
        "" => {}
        _ => warn("probe-codec"),
    }
    warnings.dedup();
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phones_hevc_is_told_and_the_usual_codecs_are_not() {
        let probe = |video: &str, audio: &str| Probe {
            video_codec: video.to_owned(),
            audio_codec: audio.to_owned(),
            ..Probe::default()
        };
        assert!(warnings(&probe("h264", "aac")).is_empty());
        assert_eq!(warnings(&probe("hevc", "aac")), ["probe-hevc"]);
        assert_eq!(warnings(&probe("h264", "")), ["probe-no-audio"]);
        assert_eq!(warnings(&probe("mp4v", "ac-3")), ["probe-codec"]);
        assert_eq!(warnings(&probe("", "")), ["probe-unreadable"]);
    }
}
