//! What a file is, by its first bytes: its name and what the browser says of it count for nothing.

use super::MediaKind;

/// How many bytes are enough.
pub const ENOUGH: usize = 4096;

/// A type of file that an entry may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileType {
    /// As it is served.
    pub content_type: &'static str,
    pub extension: &'static str,
}

const fn file_type(content_type: &'static str, extension: &'static str) -> FileType {
    FileType {
        content_type,
        extension,
    }
}

pub const MP4: FileType = file_type("video/mp4", "mp4");
pub const MOV: FileType = file_type("video/quicktime", "mov");
pub const WEBM: FileType = file_type("video/webm", "webm");
pub const MATROSKA: FileType = file_type("video/x-matroska", "mkv");
pub const VTT: FileType = file_type("text/vtt", "vtt");
/// Kept as WebVTT, which browsers play.
pub const SRT: FileType = file_type("application/x-subrip", "srt");
pub const JPEG: FileType = file_type("image/jpeg", "jpg");
pub const PNG: FileType = file_type("image/png", "png");
pub const WEBP: FileType = file_type("image/webp", "webp");
pub const PDF: FileType = file_type("application/pdf", "pdf");

const ALL: &[FileType] = &[MP4, MOV, WEBM, MATROSKA, VTT, SRT, JPEG, PNG, WEBP, PDF];

impl FileType {
    /// The type that is served as `content_type`.
    pub fn of(content_type: &str) -> Option<Self> {
        ALL.iter()
            .copied()
            .find(|each| each.content_type == content_type)
    }

    /// The type of a file that begins with `head`, if it may be of this kind.
    pub fn sniff(head: &[u8], kind: MediaKind) -> Option<Self> {
        let found = Self::by_bytes(head)?;
        let fits = match kind {
            MediaKind::Video => matches!(found, MP4 | MOV | WEBM | MATROSKA),
            MediaKind::Poster => matches!(found, JPEG | PNG | WEBP),
            MediaKind::Subtitles => matches!(found, VTT | SRT),
            MediaKind::Answer => !matches!(found, VTT | SRT),
        };
        fits.then_some(found)
    }

    fn by_bytes(head: &[u8]) -> Option<Self> {
        let at = |start: usize, bytes: &[u8]| {
            head.get(start..)
                .is_some_and(|rest| rest.starts_with(bytes))
        };
        if at(4, b"ftyp") {
            return Some(if at(8, b"qt  ") { MOV } else { MP4 });
        }
        if [b"moov", b"mdat", b"wide"].iter().any(|name| at(4, *name)) {
            return Some(MOV);
        }
        if at(0, &[0x1A, 0x45, 0xDF, 0xA3]) {
            let start = &head[..head.len().min(64)];
            let webm = start.windows(4).any(|window| window == b"webm");
            return Some(if webm { WEBM } else { MATROSKA });
        }
        if at(0, &[0xFF, 0xD8, 0xFF]) {
            return Some(JPEG);
        }
        if at(0, b"\x89PNG\r\n\x1a\n") {
            return Some(PNG);
        }
        if at(0, b"RIFF") && at(8, b"WEBP") {
            return Some(WEBP);
        }
        if at(0, b"%PDF-") {
            return Some(PDF);
        }
        Self::subtitles(head)
    }

    fn subtitles(head: &[u8]) -> Option<Self> {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        // The last character of the piece may be cut.
        let text = match std::str::from_utf8(head) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&head[..error.valid_up_to()]).ok()?
            }
            Err(_) => return None,
        };
        if text.contains('\0') {
            None
        } else if text.starts_with("WEBVTT") {
            Some(VTT)
        } else if text.contains(" --> ") {
            Some(SRT)
        } else {
            None
        }
    }
}

/// SubRip as WebVTT: a first line, and full stops in the times.
pub fn srt_to_vtt(text: &str) -> String {
    let mut vtt = String::from("WEBVTT\n\n");
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        if line.contains(" --> ") {
            vtt.push_str(&line.replace(',', "."));
        } else {
            vtt.push_str(line);
        }
        vtt.push('\n');
    }
    vtt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_type_and_names_do_not() {
        let video = |head: &[u8]| FileType::sniff(head, MediaKind::Video);
        assert_eq!(video(b"\0\0\0\x18ftypisom...."), Some(MP4));
        assert_eq!(video(b"\0\0\0\x14ftypqt  ...."), Some(MOV));
        assert_eq!(video(b"\x1A\x45\xDF\xA3\x9fB\x82\x84webm"), Some(WEBM));
        assert_eq!(
            video(b"\x1A\x45\xDF\xA3\x9fB\x82\x88matroska"),
            Some(MATROSKA)
        );
        for wrong in [&b""[..], b"MZ", b"<html>", b"\xFF\xD8\xFF\xE0", b"%PDF-1.7"] {
            assert_eq!(video(wrong), None);
        }
        assert_eq!(FileType::sniff(b"%PDF-1.7", MediaKind::Answer), Some(PDF));
        assert_eq!(FileType::sniff(b"<svg xmlns", MediaKind::Poster), None);
    }

    #[test]
    fn subtitles_are_text_with_times() {
        let srt = "1\n00:00:01,000 --> 00:00:02,500\n你好, мир\n";
        let sniff = |bytes: &[u8]| FileType::sniff(bytes, MediaKind::Subtitles);
        assert_eq!(sniff(srt.as_bytes()), Some(SRT));
        assert_eq!(sniff(&srt.as_bytes()[..35]), Some(SRT));
        assert_eq!(sniff("\u{FEFF}WEBVTT\n".as_bytes()), Some(VTT));
        assert_eq!(sniff(b"just words"), None);
        let vtt = srt_to_vtt(srt);
        assert!(vtt.starts_with("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n你好, мир"));
    }
}
