//! What of a text is compared with other texts: overlapping runs of characters, and a title without its episode number.

use super::normalise::Normal;
use super::words::pieces;

/// Characters of a title and synopsis that are compared.
const READ: usize = 4_000;
/// Length of a run of Chinese characters.
const HAN: usize = 3;
/// Length of a run of letters.
const LETTERS: usize = 5;

/// The runs of a text, each once, sorted: three Chinese characters, or five letters with single spaces between words.
/// Punctuation, emoji and what separates the two kinds do not break a run. A text shorter than a run is one run.
pub(super) fn shingles(text: &Normal) -> Vec<u64> {
    let mut han: Vec<char> = Vec::new();
    let mut letters: Vec<char> = Vec::new();
    for (range, is_han) in pieces(text.text()) {
        let piece = text.text()[range].chars();
        if is_han {
            han.extend(piece.take(READ.saturating_sub(han.len())));
        } else if letters.len() < READ {
            if !letters.is_empty() {
                letters.push(' ');
            }
            letters.extend(piece.take(READ));
        }
    }
    let mut out = Vec::with_capacity(han.len() + letters.len());
    for (run, chars) in [(HAN, &han), (LETTERS, &letters)] {
        if chars.len() < run && !chars.is_empty() {
            out.push(hash(chars.iter().copied()));
        }
        out.extend(chars.windows(run).map(|run| hash(run.iter().copied())));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A number for a run of characters, spread evenly over all 64 bits and the same in every build: it is kept in the
/// database. FNV-1a with the finaliser of MurmurHash3.
pub(super) fn hash(chars: impl Iterator<Item = char>) -> u64 {
    let mut state = chars.fold(0xcbf2_9ce4_8422_2325_u64, |state, c| {
        (state ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
        state = (state ^ (state >> 33)).wrapping_mul(factor);
    }
    state ^ (state >> 33)
}

/// Words that only number the parts of a series.
#[rustfmt::skip]
const MARKERS: &[&str] = &[
    "серия", "серии", "часть", "выпуск", "эпизод", "глава", "сезон", "эфир", "день", "ч", "вып", "сер", "episode", "ep", "part", "pt", "season", "chapter", "vol",
    "volume", "day", "no", "s", "e", "ii", "iii", "iv", "vi", "vii", "viii", "ix",
];
/// Chinese counters of parts; with 第 or a number before them they are no part of the name.
const COUNTERS: &str = "集期话回部季章节篇弹天辑";
const CHINESE_NUMBERS: &str = "零〇一二三四五六七八九十百两";

/// A title without its number in a series; `None` if it has none. Two titles of a series have the same.
pub(super) fn series(title: &Normal) -> Option<String> {
    let mut name = String::new();
    let mut numbered = false;
    for (range, is_han) in pieces(title.text()) {
        let piece = &title.text()[range];
        if is_han {
            let (rest, found) = without_counter(piece);
            numbered |= found;
            name.push_str(&rest);
            name.push(' ');
            continue;
        }
        let bare: String = piece.chars().filter(|c| !c.is_numeric()).collect();
        numbered |= bare.len() < piece.len()
            || matches!(piece, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix");
        if !bare.is_empty() && !MARKERS.contains(&bare.as_str()) {
            name.push_str(&bare);
            name.push(' ');
        }
    }
    numbered.then_some(name)
}

/// 第三集, 三集 at the end, 上 中 下 alone, and a counter alone (its number stood apart).
fn without_counter(piece: &str) -> (String, bool) {
    let chars: Vec<char> = piece.chars().collect();
    if let [only] = chars.as_slice()
        && ("上中下第".contains(*only)
            || COUNTERS.contains(*only)
            || CHINESE_NUMBERS.contains(*only))
    {
        return (
            String::new(),
            "上中下".contains(*only) || CHINESE_NUMBERS.contains(*only),
        );
    }
    let is_number = |c: &char| CHINESE_NUMBERS.contains(*c);
    let mut out = String::new();
    let mut found = false;
    let mut at = 0;
    while at < chars.len() {
        let ordinal = chars[at] == '第';
        let digits = chars[at + usize::from(ordinal)..]
            .iter()
            .take_while(|c| is_number(c))
            .count();
        let end = at + usize::from(ordinal) + digits;
        let counted = chars.get(end).is_some_and(|c| COUNTERS.contains(*c));
        if digits > 0 && counted && (ordinal || end + 1 == chars.len()) {
            found = true;
            at = end + 1;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    // The digits of 第3集 are a piece of their own: 第 ends one stretch, 集 begins the next.
    let out = out.strip_suffix('第').unwrap_or(&out);
    let out = out.strip_prefix(|c| COUNTERS.contains(c)).unwrap_or(out);
    (out.to_owned(), found)
}

/// The letters and digits of a text as one number: equal for texts that differ in punctuation, spaces, emoji and
/// disguises alone; `None` without any.
pub(super) fn fingerprint(text: &Normal) -> Option<u64> {
    let bare = text.bare();
    (!bare.is_empty()).then(|| hash(bare.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(title: &str) -> Option<String> {
        series(&Normal::of(title))
    }

    #[test]
    fn titles_of_a_series_have_the_same_name() {
        for (one, other) in [
            ("Наш двор. Серия 1", "Наш двор, серия 12"),
            ("Our street, part 2", "Our street Part 3"),
            ("Our street #1", "Our street #2"),
            ("我的家乡 第一集", "我的家乡 第十二集"),
            ("我的家乡第1集", "我的家乡第2集"),
            ("村里的年（上）", "村里的年（下）"),
            ("Rivers II", "Rivers III"),
            ("Глава 3", "Глава 4"),
        ] {
            assert!(key(one).is_some(), "{one}");
            assert_eq!(key(one), key(other), "{one}");
        }
        assert_ne!(key("Our street, part 2"), key("Our river, part 2"));
        assert_eq!(key("Our street"), None);
        assert_eq!(key("上海的早晨"), None);
    }

    #[test]
    fn punctuation_and_order_of_lines_hardly_matter() {
        let of = |raw: &str| shingles(&Normal::of(raw));
        assert_eq!(of("好好学习，天天向上！"), of("好好学习天天向上"));
        assert_eq!(of("One, two — three four"), of("one two three four"));
        assert_eq!(of("abc").len(), 1);
        assert!(of("!!!").is_empty());
    }
}
