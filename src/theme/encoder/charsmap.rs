//! How the model wants a text written: its own table of replacements, close to NFKC but not the same.

use super::EncoderError;
use super::blocks::words;

/// The mark that stands for a space, and before the first word.
pub(super) const SPACE: char = '\u{2581}';

/// A *darts-clone* double-array trie over bytes, and the replacements that its leaves point into.
pub(super) struct Charsmap {
    units: Vec<u32>,
    /// Replacements one after another, each ended by a zero byte.
    pool: String,
}

impl Charsmap {
    pub fn parse(bytes: &[u8]) -> Result<Self, EncoderError> {
        const BAD: EncoderError = EncoderError::Damaged("the table of characters");
        let size = words(bytes).next().ok_or(BAD)? as usize;
        let units = bytes.get(4..4 + size).filter(|_| size.is_multiple_of(4));
        let units: Vec<u32> = words(units.ok_or(BAD)?).collect();
        let pool = bytes.get(4 + size..).unwrap_or_default();
        let pool = std::str::from_utf8(pool).map_err(|_| BAD)?.to_owned();
        if units.is_empty() {
            return Err(BAD);
        }
        Ok(Self { units, pool })
    }

    /// The longest match at the beginning of `text`: bytes taken and where its replacement begins.
    fn longest(&self, text: &str) -> Option<(usize, usize)> {
        let mut found = None;
        let mut node = offset(*self.units.first()?);
        for (at, byte) in text.bytes().enumerate() {
            node ^= usize::from(byte);
            let Some(&unit) = self.units.get(node) else {
                break;
            };
            if unit & 0x8000_00FF != u32::from(byte) {
                break;
            }
            node ^= offset(unit);
            if unit & 0x100 != 0
                && let Some(leaf) = self.units.get(node)
            {
                found = Some((at + 1, (leaf & 0x7FFF_FFFF) as usize));
            }
        }
        found
    }

    /// What the beginning of `text` is replaced by, and how many bytes that takes: always a whole character.
    fn replaced<'a>(&'a self, text: &'a str) -> (usize, &'a str) {
        let matched = self.longest(text).and_then(|(taken, at)| {
            let rest = self.pool.get(at..).filter(|rest| !rest.is_empty())?;
            let replacement = rest.split('\0').next().unwrap_or_default();
            text.is_char_boundary(taken).then_some((taken, replacement))
        });
        matched.unwrap_or_else(|| {
            let first = text.chars().next().map_or(text.len(), char::len_utf8);
            (first, &text[..first])
        })
    }

    /// The text as the model wants it: one [`SPACE`] in front and for each run of spaces, none at the end; empty for
    /// nothing but spaces.
    pub fn normalise(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        let mut after_space = true;
        while !rest.is_empty() {
            let (taken, mut replacement) = self.replaced(rest);
            rest = &rest[taken..];
            if out.is_empty() {
                if replacement == " " {
                    continue;
                }
                out.push(SPACE);
            }
            if after_space {
                replacement = replacement.trim_start_matches(' ');
            }
            if let Some(last) = replacement.chars().next_back() {
                out.extend(
                    replacement
                        .chars()
                        .map(|c| if c == ' ' { SPACE } else { c }),
                );
                after_space = last == ' ';
            }
        }
        out.truncate(out.trim_end_matches(SPACE).len());
        out
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & 0x200) >> 6)) as usize
}
