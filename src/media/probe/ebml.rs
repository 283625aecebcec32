//! The header of WebM and Matroska files: RFC 8794 and RFC 9559.

use crate::media::Probe;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK: u32 = 0xAE;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const VIDEO: u32 = 0xE0;
const WIDTH: u32 = 0xB0;
const HEIGHT: u32 = 0xBA;

/// Id, content and what follows. A length that is unknown or larger than what is there means all that is there.
fn element(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let first = *bytes.first()?;
    let id_length = first.leading_zeros() as usize + 1;
    if id_length > 4 {
        return None;
    }
    let id = bytes
        .get(..id_length)?
        .iter()
        .fold(0_u32, |id, byte| id << 8 | u32::from(*byte));
    let rest = &bytes[id_length..];
    let first = *rest.first()?;
    let size_length = first.leading_zeros() as usize + 1;
    if size_length > 8 {
        return None;
    }
    let mask = 0xFF_u64 >> size_length;
    let size = rest
        .get(1..size_length)?
        .iter()
        .fold(u64::from(first) & mask, |n, byte| n << 8 | u64::from(*byte));
    let content = &rest[size_length..];
    let size = usize::try_from(size)
        .unwrap_or(usize::MAX)
        .min(content.len());
    let (content, rest) = content.split_at(size);
    Some((id, content, rest))
}

fn elements(mut bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let (id, content, rest) = element(bytes)?;
        bytes = rest;
        Some((id, content))
    })
}

fn find(bytes: &[u8], wanted: u32) -> Option<&[u8]> {
    elements(bytes)
        .find(|(id, _)| *id == wanted)
        .map(|(_, content)| content)
}

fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .fold(0, |n, byte| n << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        4 => Some(f64::from(f32::from_be_bytes(bytes.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

/// Reads the beginning of a file.
pub fn read(file: &[u8]) -> Probe {
    let mut probe = Probe::default();
    let Some(segment) = find(file, SEGMENT) else {
        return probe;
    };
    if let Some(info) = find(segment, INFO) {
        let scale = find(info, TIMESTAMP_SCALE).map_or(1_000_000, number);
        let length = find(info, DURATION).and_then(float).unwrap_or(0.0);
        // A float outside the range becomes its nearest end.
        probe.duration_ms = (length * scale as f64 / 1e6) as u64;
    }
    let tracks = find(segment, TRACKS).unwrap_or_default();
    for (_, track) in elements(tracks).filter(|(id, _)| *id == TRACK) {
        let codec = find(track, CODEC_ID).map(codec_name).unwrap_or_default();
        match find(track, TRACK_TYPE).map(number) {
            Some(1) if probe.video_codec.is_empty() => {
                probe.video_codec = codec;
                let video = find(track, VIDEO).unwrap_or_default();
                let pixels = |id| find(video, id).map_or(0, number).min(u32::MAX.into()) as u32;
                (probe.width, probe.height) = (pixels(WIDTH), pixels(HEIGHT));
            }
            Some(2) if probe.audio_codec.is_empty() => probe.audio_codec = codec,
            _ => {}
        }
    }
    probe
}

fn codec_name(id: &[u8]) -> String {
    let id = String::from_utf8_lossy(id);
    let id = id.trim_end_matches('\0');
    match id {
        "V_VP8" => "vp8",
        "V_VP9" => "vp9",
        "V_AV1" => "av1",
        "V_MPEG4/ISO/AVC" => "h264",
        "V_MPEGH/ISO/HEVC" => "hevc",
        "A_OPUS" => "opus",
        "A_VORBIS" => "vorbis",
        "A_FLAC" => "flac",
        "A_MPEG/L3" => "mp3",
        aac if aac.starts_with("A_AAC") => "aac",
        other => other,
    }
    .chars()
    .take(40)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_headers_end_the_reading() {
        for bytes in [&b""[..], b"\x1A\x45\xDF\xA3", &[0xFF; 64], &[0; 64]] {
            assert_eq!(read(bytes), Probe::default());
        }
        // A segment that claims 2^56 bytes and has none.
        let claims =
            b"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x15\x49\xA9\x66\x08\xFF\xFF\xFF";
        assert_eq!(read(claims), Probe::default());
    }
}
