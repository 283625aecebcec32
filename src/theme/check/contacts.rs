//! Contact data in a normalised text: addresses, phone numbers, messenger names.

use std::ops::Range;

use super::script::{Script, script};

/// A kind of contact data, as named in findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contact {
    Email,
    Url,
    Phone,
    Wechat,
    Qq,
    Handle,
}

impl Contact {
    pub fn code(self) -> &'static str {
        match self {
            Contact::Email => "email",
            Contact::Url => "url",
            Contact::Phone => "phone",
            Contact::Wechat => "wechat",
            Contact::Qq => "qq",
            Contact::Handle => "handle",
        }
    }
}

/// Endings that make a dotted word an address on their own.
#[rustfmt::skip]
const DOMAINS: &[&str] = &["com", "net", "org", "ru", "рф", "su", "cn", "info", "biz", "xyz", "vip", "ua", "kz", "by", "uk", "de", "io", "рус"];
/// Endings that need a path behind them, for they are words too.
#[rustfmt::skip]
const DOMAINS_WITH_PATH: &[&str] = &["me", "cc", "co", "ly", "top", "tv", "pro", "link", "club", "shop", "site", "store", "online", "app", "live", "be"];
const WECHAT: &[&str] = &[
    "微信", "威信", "薇信", "v信", "wechat", "weixin", "vx", "wx", "加v", "加薇", "加微",
];
const QQ: &[&str] = &["qq", "扣扣", "企鹅号"];
#[rustfmt::skip]
const CALLS: &[&str] = &["тел", "телефон", "звоните", "звони", "电话", "手机", "热线", "tel", "phone", "call", "call us", "call now", "whatsapp", "ватсап", "вотсап", "viber", "вайбер"];

/// All contact data of a text, without overlaps, in order: kind and bytes.
pub(super) fn contacts(text: &str) -> Vec<(Contact, Range<usize>)> {
    let mut found: Vec<(Contact, Range<usize>)> = Vec::new();
    for scan in [
        addresses as fn(&str) -> Vec<(Contact, Range<usize>)>,
        messengers,
        phones,
    ] {
        for (kind, range) in scan(text) {
            if !found
                .iter()
                .any(|(_, taken)| taken.start < range.end && range.start < taken.end)
            {
                found.push((kind, range));
            }
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

fn is_address_char(c: char) -> bool {
    (c.is_alphanumeric() && !matches!(script(c), Script::Han | Script::Kana))
        || "._-+@/:%?=&#~".contains(c)
}

/// E-mail and web addresses and @names: stretches of address characters, judged one by one.
fn addresses(text: &str) -> Vec<(Contact, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(offset) = text[start..].find(is_address_char) {
        let begin = start + offset;
        let end = text[begin..]
            .find(|c| !is_address_char(c))
            .map_or(text.len(), |length| begin + length);
        let piece = text[begin..end].trim_end_matches(['.', ':', '?', '-', '/']);
        if let Some(kind) = address(piece) {
            found.push((kind, begin..begin + piece.len()));
        } else if piece.ends_with('@')
            && text[end..].starts_with(|c| matches!(script(c), Script::Han))
        {
            let name: usize = text[end..]
                .chars()
                .take_while(|c| c.is_alphanumeric())
                .take(12)
                .map(char::len_utf8)
                .sum();
            found.push((Contact::Handle, begin + piece.len() - 1..end + name));
        }
        start = end;
    }
    found
}

fn address(piece: &str) -> Option<Contact> {
    if piece.contains("://") || piece.starts_with("www.") {
        return (piece.len() > 8).then_some(Contact::Url);
    }
    if let Some((name, domain)) = piece.split_once('@') {
        let name_is_word = name.chars().any(char::is_alphanumeric);
        if name_is_word && is_domain(domain) {
            return Some(Contact::Email);
        }
        let handle = domain
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
            .count();
        return (!name_is_word && handle >= 3).then_some(Contact::Handle);
    }
    let (host, path) = piece
        .split_once('/')
        .map_or((piece, None), |(host, path)| (host, Some(path)));
    let ending = host.rsplit('.').next().unwrap_or_default();
    let named = is_domain(host);
    (named
        && (DOMAINS.contains(&ending)
            || (path.is_some_and(|path| !path.is_empty()) && DOMAINS_WITH_PATH.contains(&ending))))
    .then_some(Contact::Url)
}

fn is_domain(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    labels.len() >= 2
        && labels.iter().all(label)
        && labels.last().is_some_and(|ending| {
            ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic)
        })
        && labels
            .first()
            .is_some_and(|first| first.chars().any(char::is_alphabetic))
}

/// WeChat and QQ: the name of the service, then an account.
fn messengers(text: &str) -> Vec<(Contact, Range<usize>)> {
    let mut found = Vec::new();
    for (kind, cues) in [(Contact::Wechat, WECHAT), (Contact::Qq, QQ)] {
        for cue in cues {
            for (at, _) in text.match_indices(cue) {
                let latin = cue.starts_with(|c: char| c.is_ascii_alphabetic());
                if latin && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    continue;
                }
                let after = at + cue.len();
                let rest = &text[after..];
                let skipped: usize = rest
                    .chars()
                    .take_while(|c| " :号群是加我()一-＋+=>→".contains(*c))
                    .take(6)
                    .map(char::len_utf8)
                    .sum();
                let account: usize = rest[skipped..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                    .map(char::len_utf8)
                    .sum();
                let name = &rest[skipped..skipped + account];
                let digits = name.chars().filter(char::is_ascii_digit).count();
                // «WeChat changed my life»: a plain word is an account only where one is announced.
                let announced = rest[..skipped].contains([':', '号', '→', '>', '='])
                    || cue.starts_with('加')
                    || text[..at].ends_with('加');
                let is_account = match kind {
                    Contact::Qq => digits == name.len() && (5..=11).contains(&digits),
                    _ => {
                        let made_up = digits > 0 || name.contains(['_', '-']);
                        (5..=20).contains(&name.len()) && (made_up || announced)
                    }
                };
                if is_account {
                    found.push((kind, at..after + skipped + account));
                }
            }
        }
    }
    found
}

/// Phone numbers: Chinese mobiles and land lines, Russian numbers, international ones, and shorter ones behind a word
/// such as "тел." or 电话.
fn phones(text: &str) -> Vec<(Contact, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let opens =
            matches!(bytes[at], b'+' | b'(') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !(bytes[at].is_ascii_digit() || opens) {
            at += 1;
            continue;
        }
        let mut digits = String::new();
        let mut groups = 1;
        let (mut end, mut gap) = (at, 0);
        for (offset, &byte) in bytes[at..].iter().enumerate() {
            if byte.is_ascii_digit() {
                groups += usize::from(gap > 0);
                digits.push(char::from(byte));
                end = at + offset + 1;
                gap = 0;
            } else if matches!(byte, b' ' | b'-' | b'(' | b')' | b'+' | b'.')
                && (gap < 2 || offset == 0)
            {
                gap += usize::from(offset > 0);
            } else {
                break;
            }
            if digits.len() > 20 {
                break;
            }
        }
        let before = text[..at].trim_end_matches([' ', ':', '.', '-']);
        let called = CALLS.iter().any(|cue| before.ends_with(cue));
        if is_phone(&digits, groups, bytes[at] == b'+')
            || (called && (5..=15).contains(&digits.len()))
        {
            found.push((Contact::Phone, at..end));
        }
        at = end.max(at + 1);
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
    }
    found
}

fn is_phone(digits: &str, groups: usize, plus: bool) -> bool {
    let second = digits.as_bytes().get(1).copied().unwrap_or(b'0');
    match digits.len() {
        10 => {
            digits.starts_with("400")
                || digits.starts_with("800")
                || (digits.starts_with('9') && groups >= 3)
                || (digits.starts_with('0') && groups >= 2)
        }
        11 => {
            (digits.starts_with('1') && second >= b'3')
                || (digits.starts_with(['7', '8']) && matches!(second, b'3' | b'4' | b'8' | b'9'))
                || digits.starts_with('0')
        }
        12 => plus || (digits.starts_with('0') && (1..=3).contains(&groups)),
        13 => plus || digits.starts_with("861"),
        14..=15 => plus,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::normalise::Normal;
    use super::*;
    use proptest::prelude::*;

    fn kinds(raw: &str) -> Vec<&'static str> {
        contacts(Normal::of(raw).text())
            .into_iter()
            .map(|(kind, _)| kind.code())
            .collect()
    }

    #[test]
    fn contact_data_is_found() {
        for (raw, expected) in [
            ("write to Anna.P@example.com!", &["email"][..]),
            ("https://example.org/x?y=1", &["url"]),
            ("ищите на primer.ru.", &["url"]),
            ("сайт пример.рф", &["url"]),
            ("t.me/primer_kanal", &["url"]),
            ("www.example.net/page", &["url"]),
            ("тел. 8 (912) 000-00-00", &["phone"]),
            ("+7 912 000 00 00", &["phone"]),
            ("звоните: 22-33-44", &["phone"]),
            ("手机１３８００００００００", &["phone"]),
            ("010-6000 0000", &["phone"]),
            ("400-800-1234", &["phone"]),
            ("加微信：abc_12345", &["wechat"]),
            ("VX abcde99", &["wechat"]),
            ("QQ群：123456789", &["qq"]),
            ("подпишись @primer_kanal", &["handle"]),
            ("感谢@摄影小组 的帮助", &["handle"]),
        ] {
            assert_eq!(kinds(raw), expected, "{raw}");
        }
    }

    #[test]
    fn ordinary_words_and_numbers_are_no_contacts() {
        for raw in [
            "В 2019-2020 годах",
            "1000 2000 3000",
            "17.05.2023 и 18.05.2023",
            "end.Me and you",
            "цена 2 500 рублей",
            "Mr.Smith",
            "3.14159265358",
            "微信小程序里的故事",
            "我们用微信联系",
            "at 5 @ 6",
            "QQ音乐",
            "Node.js",
            "и т.д.",
            "12:30",
            "wxyz",
            "他说：“再见”。",
        ] {
            assert_eq!(kinds(raw), [] as [&str; 0], "{raw}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_scanned_and_ranges_are_cut_at_characters(raw in "[a-z0-9а-я一-二+()@./:微信qv -]{0,80}") {
            let normal = Normal::of(&raw);
            for (_, range) in contacts(normal.text()) {
                prop_assert!(normal.text().get(range).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
