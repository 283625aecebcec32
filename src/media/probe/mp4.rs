//! The index of MP4 and QuickTime files: ISO/IEC 14496-12, sections 8.2 to 8.5.

use crate::media::Probe;

/// Name, header length and whole length of the box that begins here; `rest` is what is left of the file.
pub fn header(head: &[u8], rest: u64) -> Option<([u8; 4], u64, u64)> {
    let name: [u8; 4] = head.get(4..8)?.try_into().ok()?;
    let (header, length) = match u32_at(head, 0)? {
        0 => (8, rest),
        1 => (16, u64_at(head, 8)?),
        length => (8, u64::from(length)),
    };
    (length >= header && length <= rest).then_some((name, header, length))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(
        bytes.get(at..at.checked_add(4)?)?.try_into().ok()?,
    ))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(
        bytes.get(at..at.checked_add(8)?)?.try_into().ok()?,
    ))
}

/// The boxes inside a box, until one is broken.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (name, start, length) = header(bytes, bytes.len() as u64)?;
        let (whole, rest) = bytes.split_at(length as usize);
        bytes = rest;
        Some((name, &whole[start as usize..]))
    })
}

fn find<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |inside, name| {
        boxes(inside)
            .find(|(each, _)| each == *name)
            .map(|(_, content)| content)
    })
}

/// Reads the content of a `moov` box.
pub fn read(moov: &[u8]) -> Probe {
    let mut probe = Probe {
        duration_ms: duration_ms(moov).unwrap_or(0),
        ..Probe::default()
    };
    for (_, track) in boxes(moov).filter(|(name, _)| name == b"trak") {
        let handler = find(track, &[b"mdia", b"hdlr"]).and_then(|hdlr| hdlr.get(8..12));
        let codec = find(track, &[b"mdia", b"minf", b"stbl", b"stsd"])
            .and_then(|stsd| stsd.get(12..16))
            .unwrap_or(b"    ");
        match handler {
            Some(b"vide") if probe.video_codec.is_empty() => {
                probe.video_codec = codec_name(codec);
                (probe.width, probe.height) = size(track).unwrap_or((0, 0));
            }
            Some(b"soun") if probe.audio_codec.is_empty() => probe.audio_codec = codec_name(codec),
            _ => {}
        }
    }
    probe
}

/// From the movie header; of a fragmented file, from the extended one.
fn duration_ms(moov: &[u8]) -> Option<u64> {
    let mvhd = find(moov, &[b"mvhd"])?;
    let (scale, mut length) = if mvhd.first() == Some(&1) {
        (u32_at(mvhd, 20)?, u64_at(mvhd, 24)?)
    } else {
        (u32_at(mvhd, 12)?, u64::from(u32_at(mvhd, 16)?))
    };
    if length == 0
        && let Some(mehd) = find(moov, &[b"mvex", b"mehd"])
    {
        length = if mehd.first() == Some(&1) {
            u64_at(mehd, 4)?
        } else {
            u64::from(u32_at(mehd, 4)?)
        };
    }
    length.checked_mul(1000)?.checked_div(u64::from(scale))
}

/// Width and height as shown: the last two numbers of the track header, 16.16 fixed point.
fn size(track: &[u8]) -> Option<(u32, u32)> {
    let tkhd = find(track, &[b"tkhd"])?;
    let end = tkhd.len();
    Some((
        u32_at(tkhd, end.checked_sub(8)?)? >> 16,
        u32_at(tkhd, end.checked_sub(4)?)? >> 16,
    ))
}

fn codec_name(code: &[u8]) -> String {
    match code {
        b"avc1" | b"avc3" => "h264",
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "hevc",
        b"av01" => "av1",
        b"vp08" => "vp8",
        b"vp09" => "vp9",
        b"mp4a" => "aac",
        b"Opus" => "opus",
        b"fLaC" => "flac",
        b".mp3" => "mp3",
        other => return String::from_utf8_lossy(other).trim().to_owned(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_that_claims_too_much_ends_the_reading() {
        assert_eq!(header(b"\xFF\xFF\xFF\xFFmoov", 100), None);
        assert_eq!(header(b"\0\0\0\x04moov", 100), None);
        assert_eq!(header(b"\0\0\0\x08moov", 100), Some((*b"moov", 8, 8)));
        assert_eq!(read(b"\0\0\0\xFFtrak\0\0"), Probe::default());
        assert_eq!(read(&[0xFF; 300]), Probe::default());
    }
}
