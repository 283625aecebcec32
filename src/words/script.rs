//! Alphabets, and letters of one that look like letters of another.

/// The writing system of a character, as far as the checks tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Chinese characters, simplified or traditional.
    Han,
    /// Japanese syllables.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Russian and its neighbours.
    Cyrillic,
    /// English and its neighbours, full-width letters too.
    Latin,
    /// Greek, of interest for its look-alikes.
    Greek,
    /// A letter of any other script.
    Other,
    /// Not a letter.
    Not,
}

/// The script of one character.
pub fn script(c: char) -> Script {
    match u32::from(c) {
        0x41..=0x5A | 0x61..=0x7A => Script::Latin,
        0x00..=0xA9 | 0xD7 | 0xF7 => Script::Not,
        0xAA
        | 0xBA
        | 0xC0..=0x2AF
        | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F
        | 0xA722..=0xA787
        | 0xFF21..=0xFF3A
        | 0xFF41..=0xFF5A => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF if c.is_alphabetic() => Script::Greek,
        0x400..=0x481 | 0x48A..=0x52F | 0x1C80..=0x1C88 | 0xA640..=0xA66E => Script::Cyrillic,
        0x3005
        | 0x3007
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFD => Script::Han,
        0x3041..=0x3096 | 0x30A1..=0x30FA | 0x31F0..=0x31FF | 0xFF66..=0xFF6F | 0xFF71..=0xFF9D => {
            Script::Kana
        }
        0x1100..=0x115E | 0x1161..=0x11FF | 0x3131..=0x318E | 0xAC00..=0xD7A3 => Script::Hangul,
        _ if c.is_alphabetic() => Script::Other,
        _ => Script::Not,
    }
}

/// Latin letters and the Cyrillic ones that they are mistaken for. Case matters: B looks like В, b like no letter.
#[rustfmt::skip]
const TWINS: &[(char, char)] = &[
    ('A', 'А'), ('B', 'В'), ('C', 'С'), ('E', 'Е'), ('H', 'Н'), ('K', 'К'), ('M', 'М'), ('O', 'О'), ('P', 'Р'),
    ('T', 'Т'), ('X', 'Х'), ('Y', 'У'), ('I', 'І'), ('J', 'Ј'), ('S', 'Ѕ'), ('a', 'а'), ('c', 'с'), ('e', 'е'),
    ('k', 'к'), ('o', 'о'), ('p', 'р'), ('x', 'х'), ('y', 'у'), ('i', 'і'), ('j', 'ј'), ('s', 'ѕ'), ('d', 'ԁ'),
    ('h', 'һ'), ('q', 'ԛ'), ('w', 'ԝ'),
];

/// Latin letters that stand in for Cyrillic ones, but not the other way round.
const STAND_INS: &[(char, char)] = &[('m', 'м'), ('t', 'т')];

/// Greek letters and their Latin twins.
#[rustfmt::skip]
const GREEK: &[(char, char)] = &[
    ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Η', 'H'), ('Ι', 'I'), ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'),
    ('Ρ', 'P'), ('Τ', 'T'), ('Χ', 'X'), ('Υ', 'Y'), ('Ζ', 'Z'), ('α', 'a'), ('ε', 'e'), ('ι', 'i'), ('κ', 'k'),
    ('ν', 'v'), ('ο', 'o'), ('ρ', 'p'), ('τ', 't'), ('υ', 'u'), ('χ', 'x'),
];

/// The letter of another alphabet that `c` is mistaken for, if there is one: `twin('о', Latin)` is `Some('o')`.
pub fn twin(c: char, to: Script) -> Option<char> {
    match (script(c), to) {
        (Script::Latin, Script::Cyrillic) => TWINS
            .iter()
            .chain(STAND_INS)
            .find(|(latin, _)| *latin == c)
            .map(|(_, cyrillic)| *cyrillic)
            .filter(|c| is_russian(*c)),
        (Script::Cyrillic, Script::Latin) => TWINS
            .iter()
            .find(|(_, cyrillic)| *cyrillic == c)
            .map(|(latin, _)| *latin),
        (Script::Greek, Script::Latin) => GREEK
            .iter()
            .find(|(greek, _)| *greek == c)
            .map(|(_, latin)| *latin),
        (Script::Greek, Script::Cyrillic) => {
            twin(c, Script::Latin).and_then(|latin| twin(latin, Script::Cyrillic))
        }
        _ => None,
    }
}

/// Whether a letter belongs to the Russian alphabet of today.
pub fn is_russian(c: char) -> bool {
    matches!(c, 'А'..='я' | 'Ё' | 'ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for (c, expected) in [
            ('a', Script::Latin),
            ('Ｚ', Script::Latin),
            ('é', Script::Latin),
            ('ж', Script::Cyrillic),
            ('ғ', Script::Cyrillic),
            ('汉', Script::Han),
            ('々', Script::Han),
            ('の', Script::Kana),
            ('한', Script::Hangul),
            ('λ', Script::Greek),
            ('ש', Script::Other),
            ('7', Script::Not),
            ('😀', Script::Not),
            ('，', Script::Not),
            ('×', Script::Not),
        ] {
            assert_eq!(script(c), expected, "{c}");
        }
    }

    #[test]
    fn twins_go_both_ways_where_russian_has_the_letter() {
        assert_eq!(twin('p', Script::Cyrillic), Some('р'));
        assert_eq!(twin('р', Script::Latin), Some('p'));
        assert_eq!(twin('B', Script::Cyrillic), Some('В'));
        assert_eq!(twin('ο', Script::Cyrillic), Some('о'));
        assert_eq!(twin('W', Script::Cyrillic), None);
        assert_eq!(twin('i', Script::Cyrillic), None, "і is no Russian letter");
    }
}
