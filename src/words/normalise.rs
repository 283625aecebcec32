//! One spelling for every disguise: compatibility forms (NFKC), case, diacritics, traditional → simplified
//! characters, look-alike letters, ё → е, invisible characters and runs of spaces, with the way back to the
//! characters that the creator typed.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::script::{Script, script, twin};

/// Counted up whenever the same text may normalise to something else; part of a profile's digest.
pub const NORMALISER: u32 = 1;

/// Marks kept on one letter; more is decoration.
const MARKS: usize = 8;

/// A normalised character and the characters of the original that it stands for (`to` excluded).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit {
    pub ch: char,
    pub from: u32,
    pub to: u32,
}

/// A text in its one spelling. Byte ranges of [`Normal::text`] lead back to characters of the original.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Normal {
    text: String,
    starts: Vec<u32>,
    units: Vec<Unit>,
}

impl Normal {
    /// Normalises a text. Linear in its length; never fails.
    pub fn of(raw: &str) -> Self {
        let mut units = compatible(raw);
        unmask(&mut units);
        Normal::from_units(folded(&units))
    }

    pub(crate) fn from_units(units: Vec<Unit>) -> Self {
        let mut text = String::with_capacity(units.len() * 2);
        let mut starts = Vec::with_capacity(units.len());
        for unit in &units {
            starts.push(text.len() as u32);
            text.push(unit.ch);
        }
        Normal {
            text,
            starts,
            units,
        }
    }

    /// The normalised text: lower case, single spaces, punctuation kept.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Start and end (excluded), in characters of the original, of a byte range of the normalised text; `None` for
    /// an empty range.
    pub fn origin(&self, range: Range<usize>) -> Option<(usize, usize)> {
        let first = self
            .starts
            .partition_point(|&at| (at as usize) <= range.start)
            .checked_sub(1)?;
        let last = self.starts.partition_point(|&at| (at as usize) < range.end);
        let covered = self.units.get(first..last)?;
        let from = covered.iter().map(|unit| unit.from).min()?;
        let to = covered.iter().map(|unit| unit.to).max()?;
        (from < to).then_some((from as usize, to as usize))
    }

    /// Only letters and digits: two texts that differ in punctuation, spaces and emoji alone are equal.
    pub fn bare(&self) -> String {
        self.text.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}

/// Characters that show nothing: zero-width, direction and variation marks, fillers, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB
        | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Accents of European scripts. A stress mark in Russian or a stack of marks is not part of a word.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Letters in boxes and circles that NFKC leaves alone.
fn boxed(c: char) -> Option<char> {
    let code = u32::from(c);
    let nth = match code {
        0x1F150..=0x1F169 => code - 0x1F150,
        0x1F170..=0x1F189 => code - 0x1F170,
        0x1F1E6..=0x1F1FF => code - 0x1F1E6,
        _ => return None,
    };
    char::from_u32(u32::from('a') + nth)
}

/// Compatibility forms composed, invisible characters and accents dropped, ё → е, every space a plain one.
fn compatible(raw: &str) -> Vec<Unit> {
    let mut out = Vec::with_capacity(raw.len());
    let mut cluster: Vec<char> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (at, c) in raw.chars().enumerate() {
        let at = at as u32;
        if is_invisible(c) {
            continue;
        }
        let joins =
            is_combining_mark(c) || matches!(u32::from(c), 0x1161..=0x11FF | 0xFF9E | 0xFF9F);
        if joins && !cluster.is_empty() {
            if cluster.len() <= MARKS {
                cluster.push(c);
            }
            to = at + 1;
            continue;
        }
        compose(&cluster, from, to, &mut out);
        cluster.clear();
        cluster.push(c);
        (from, to) = (at, at + 1);
    }
    compose(&cluster, from, to, &mut out);
    out
}

fn compose(cluster: &[char], from: u32, to: u32, out: &mut Vec<Unit>) {
    let mut push = |ch: char| {
        if is_accent(ch) || is_invisible(ch) {
            return;
        }
        let ch = match ch {
            'ё' => 'е',
            'Ё' => 'Е',
            _ if ch.is_whitespace() || ch.is_control() => ' ',
            _ => boxed(ch).unwrap_or(ch),
        };
        out.push(Unit { ch, from, to });
    };
    match cluster {
        [] => {}
        [c] if c.is_ascii() || matches!(u32::from(*c), 0x410..=0x44F | 0x4E00..=0x9FFF) => push(*c),
        _ => {
            for c in cluster.iter().copied().nfkc() {
                let plain = match u32::from(c) {
                    0xC0..=0x24F | 0x1E00..=0x1EFF => std::iter::once(c).nfd().next().unwrap_or(c),
                    _ => c,
                };
                push(plain);
            }
        }
    }
}

/// Letters borrowed from another alphabet inside a word become the letters that they imitate: a mixed word is of whichever of
/// the two more of its unmistakable letters are (Cyrillic if as many), if every other letter has a twin there.
pub(crate) fn unmask(units: &mut [Unit]) {
    let european = |c: char| matches!(script(c), Script::Latin | Script::Cyrillic | Script::Greek);
    let mut start = 0;
    while start < units.len() {
        let length = units[start..]
            .iter()
            .take_while(|unit| european(unit.ch))
            .count();
        if length == 0 {
            start += 1;
            continue;
        }
        let word = &mut units[start..start + length];
        start += length;
        let first = script(word[0].ch);
        if word.iter().all(|unit| script(unit.ch) == first) {
            continue;
        }
        let sure = |of: Script, other: Script| {
            word.iter()
                .filter(|unit| script(unit.ch) == of && twin(unit.ch, other).is_none())
                .count()
        };
        let cyrillic =
            sure(Script::Cyrillic, Script::Latin) >= sure(Script::Latin, Script::Cyrillic);
        let target = if cyrillic {
            Script::Cyrillic
        } else {
            Script::Latin
        };
        let becomes = |c: char| {
            if script(c) == target {
                Some(c)
            } else {
                twin(c, target)
            }
        };
        if word.iter().all(|unit| becomes(unit.ch).is_some()) {
            for unit in word {
                unit.ch = becomes(unit.ch).unwrap_or(unit.ch);
            }
        }
    }
}

/// Lower case, simplified characters, single spaces without any at the ends.
fn folded(units: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut buffer = [0; 4];
    for unit in units {
        let Unit { ch, from, to } = *unit;
        if ch == ' ' {
            if out.last().is_some_and(|last| last.ch != ' ') {
                out.push(*unit);
            }
        } else if script(ch) == Script::Han {
            let once = character_converter::traditional_to_simplified(ch.encode_utf8(&mut buffer));
            let twice = character_converter::traditional_to_simplified(&once);
            out.extend(twice.chars().map(|ch| Unit { ch, from, to }));
        } else {
            out.extend(ch.to_lowercase().filter(|&c| !is_accent(c)).map(|ch| Unit {
                ch,
                from,
                to,
            }));
        }
    }
    if out.last().is_some_and(|last| last.ch == ' ') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(raw: &str) -> String {
        Normal::of(raw).text().to_owned()
    }

    #[test]
    fn disguises_fall() {
        for (raw, plain) in [
            ("ＳＰＯＲＴ", "sport"),
            ("𝓼𝓹𝓸𝓻𝓽", "sport"),
            ("🅢🅟ⓞⓡⓣ", "sport"),
            ("Café", "cafe"),
            ("cafe\u{301}", "cafe"),
            ("運動會", "运动会"),
            ("ЁЛКА", "елка"),
            ("за\u{301}мок", "замок"),
            ("й", "й"),
            ("и\u{306}", "й"),
            ("ka\u{200b}t\u{2060}e", "kate"),
            ("с\u{ad}порт", "спорт"),
            ("  a \t\n b  ", "a b"),
            ("Z̸̡͓͐á̷͜l̶g̵o", "zalgo"),
        ] {
            assert_eq!(normal(raw), plain, "{raw}");
        }
    }

    #[test]
    fn look_alikes_take_the_alphabet_of_their_word() {
        assert_eq!(normal("Kaзинo"), "казино");
        assert_eq!(normal("cпopт"), "спорт");
        assert_eq!(normal("HОBOСTИ"), "новости");
        assert_eq!(normal("саsinо"), "casino");
        assert_eq!(normal("IT-специалист"), "it-специалист");
        assert_eq!(
            normal("Wordы"),
            "wordы",
            "a letter without a twin keeps the word as it is"
        );
        assert_eq!(normal("sport спорт"), "sport спорт");
    }

    #[test]
    fn the_way_back_covers_what_was_typed() {
        let raw = "и\u{200b} ＫАЗино!";
        let normal = Normal::of(raw);
        let at = normal.text().find("казино").unwrap();
        let (start, end) = normal.origin(at..at + "казино".len()).unwrap();
        assert_eq!(
            raw.chars()
                .skip(start)
                .take(end - start)
                .collect::<String>(),
            "ＫАЗино"
        );
        assert_eq!(normal.origin(0..0), None);
    }

    #[test]
    fn one_character_may_become_many() {
        let normal = Normal::of("a㍿b");
        assert_eq!(normal.text(), "a株式会社b");
        let at = normal.text().find("会").unwrap();
        assert_eq!(normal.origin(at..at + 3), Some((1, 2)));
    }

    proptest! {
        #[test]
        fn any_text_normalises_and_every_range_leads_back_inside(raw in "\\PC{0,60}", extra in any::<String>()) {
            let raw = raw + &extra;
            let length = raw.chars().count();
            let normal = Normal::of(&raw);
            for (at, c) in normal.text().char_indices() {
                let (start, end) = normal.origin(at..at + c.len_utf8()).unwrap();
                prop_assert!(start < end && end <= length);
            }
            prop_assert!(!normal.text().contains("  "));
        }

        #[test]
        fn normalising_twice_changes_nothing(raw in "[a-zA-Zа-яА-ЯёЁéüñ一-龥0-9 .,!？！。Ａ-Ｚ\u{200b}\u{301}]{0,40}") {
            let once = normal(&raw);
            prop_assert_eq!(normal(&once), once);
        }

        #[test]
        fn invisible_characters_make_no_difference(raw in "[a-zа-я一-龥 ]{0,30}", at in 0usize..30, which in 0usize..4) {
            let hidden = ['\u{200b}', '\u{feff}', '\u{2060}', '\u{ad}'][which];
            let mut chars: Vec<char> = raw.chars().collect();
            chars.insert(at.min(chars.len()), hidden);
            prop_assert_eq!(normal(&chars.into_iter().collect::<String>()), normal(&raw));
        }
    }
}
