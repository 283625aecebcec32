//! A second view of a text for word lists: letters that were pulled apart stand together again.

use super::normalise::{Normal, Unit, unmask};
use super::script::{Script, script};

/// Symbols in a row that may hide between two letters.
const GAP: usize = 6;
/// Single letters in a row that make a word: `к а з и н о`.
const SINGLES: usize = 4;

/// The text with symbols, emoji and spaces inside words removed (`к*а*з`, `к а з и н о`, `赌 博`), repeated letters
/// collapsed (`кааазино`) and digits between letters read as letters (`c4sin0`). `None` if that changes nothing.
pub(super) fn squeezed(normal: &Normal) -> Option<Normal> {
    let units = normal.units();
    let mut out = as_letters(&join_singles(collapse(close_gaps(&as_letters(units)))));
    unmask(&mut out);
    let same = out.len() == units.len() && out.iter().zip(units).all(|(a, b)| a.ch == b.ch);
    (!same).then(|| Normal::from_units(out))
}

fn is_letter(c: char) -> bool {
    script(c) != Script::Not
}

fn is_alphabetical(c: char) -> bool {
    matches!(
        script(c),
        Script::Latin | Script::Cyrillic | Script::Greek | Script::Other
    )
}

/// Digits and signs that stand for letters, inside a word that has letters on both sides of them or ends in them.
fn as_letters(units: &[Unit]) -> Vec<Unit> {
    let mut out = units.to_vec();
    for at in 0..units.len() {
        let before = at
            .checked_sub(1)
            .and_then(|before| out.get(before))
            .map(|unit| unit.ch)
            .filter(|c| is_alphabetical(*c));
        let after = units
            .get(at + 1)
            .map(|unit| unit.ch)
            .filter(|c| is_alphabetical(*c));
        let ends = before.is_some()
            && units
                .get(at + 1)
                .is_none_or(|next| !next.ch.is_alphanumeric());
        let neighbour = match (before, after) {
            (_, Some(after)) => after,
            (Some(before), None) if ends => before,
            _ => continue,
        };
        let letter = match (units[at].ch, script(neighbour) == Script::Cyrillic) {
            ('0', true) => 'о',
            ('3', true) => 'з',
            ('4', true) => 'ч',
            ('6', true) => 'б',
            ('@', true) if before.is_some() => 'а',
            ('0', false) => 'o',
            ('1', false) => 'i',
            ('3', false) => 'e',
            ('4', false) => 'a',
            ('5', false) => 's',
            ('7', false) => 't',
            ('@', false) if before.is_some() => 'a',
            ('$', false) => 's',
            _ => continue,
        };
        out[at].ch = letter;
    }
    out
}

/// Removes what stands between letters of one kind: any symbols between alphabetical letters, symbols and spaces
/// between Chinese characters; the punctuation of sentences stays.
fn close_gaps(units: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let c = units[at].ch;
        let before = out.last().map(|unit| unit.ch).filter(|c| is_letter(*c));
        if c.is_alphanumeric() || before.is_none() {
            out.push(units[at]);
            at += 1;
            continue;
        }
        let gap = units[at..]
            .iter()
            .take(GAP + 1)
            .take_while(|unit| !unit.ch.is_alphanumeric())
            .count();
        let after = units
            .get(at + gap)
            .map(|unit| unit.ch)
            .filter(|c| is_letter(*c));
        let hidden = &units[at..at + gap];
        let sentence = hidden.iter().any(|unit| {
            matches!(
                unit.ch,
                ',' | ';'
                    | ':'
                    | '?'
                    | '。'
                    | '、'
                    | '/'
                    | '"'
                    | '“'
                    | '”'
                    | '《'
                    | '》'
                    | '『'
                    | '』'
                    | '「'
                    | '」'
            )
        });
        let han = |c: Option<char>| c.is_some_and(|c| script(c) == Script::Han);
        let spaced = hidden.iter().any(|unit| unit.ch == ' ');
        let closes = gap <= GAP
            && after.is_some()
            && !sentence
            && if han(before) {
                han(after)
            } else {
                !spaced && !han(after)
            };
        if !closes {
            out.extend_from_slice(hidden);
        }
        at += gap;
    }
    out
}

/// Three or more of the same letter become one.
fn collapse(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let c = units[at].ch;
        let run = units[at..].iter().take_while(|unit| unit.ch == c).count();
        let keep = if run >= 3 && is_alphabetical(c) {
            1
        } else {
            run
        };
        out.extend_from_slice(&units[at..at + keep]);
        if keep < run
            && let Some(last) = out.last_mut()
        {
            last.to = units[at + run - 1].to;
        }
        at += run;
    }
    out
}

/// Four or more single letters in a row become a word; a digit may be among them.
fn join_singles(units: Vec<Unit>) -> Vec<Unit> {
    let single = |at: usize| {
        units
            .get(at)
            .is_some_and(|unit| is_alphabetical(unit.ch) || unit.ch.is_ascii_digit())
            && units.get(at + 1).is_none_or(|next| next.ch == ' ')
    };
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let starts = at == 0 || units[at - 1].ch == ' ';
        let run = if starts {
            (0..).take_while(|n| single(at + 2 * n)).count()
        } else {
            0
        };
        let letters = (0..run)
            .filter(|n| is_alphabetical(units[at + 2 * n].ch))
            .count();
        if run >= SINGLES && letters * 2 > run {
            out.extend((0..run).map(|n| units[at + 2 * n]));
            at += 2 * run - 1;
        } else {
            let passed = (2 * run).clamp(1, units.len() - at);
            out.extend_from_slice(&units[at..at + passed]);
            at += passed;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_pulled_apart_stand_together_again() {
        for (raw, expected) in [
            ("к а з и н о рядом", "казино рядом"),
            ("к.а.з.и.н.о", "казино"),
            ("ка*зи*но", "казино"),
            ("к🔥а🔥з🔥и🔥н🔥о", "казино"),
            ("кааазино", "казино"),
            ("каз1но c4sin0 c@sino", "каз1но casino casino"),
            ("赌 博", "赌博"),
            ("赌🎲博", "赌博"),
            ("к-а-з-и-н-о", "казино"),
            ("k a 3 и н о", "казино"),
        ] {
            let view = squeezed(&Normal::of(raw)).unwrap();
            assert_eq!(view.text(), expected, "{raw}");
        }
    }

    #[test]
    fn plain_text_has_no_second_view() {
        for raw in [
            "Мы и в поле и в лесу",
            "好好学习，天天向上",
            "Ten thousand steps",
            "covid 19, 2023",
            "a b c",
        ] {
            assert_eq!(squeezed(&Normal::of(raw)), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn the_second_view_leads_back_inside_the_text(raw in "[а-яa-z一-龥0-9 .*🔥@]{0,60}") {
            let normal = Normal::of(&raw);
            if let Some(view) = squeezed(&normal) {
                let length = raw.chars().count();
                for (at, c) in view.text().char_indices() {
                    let (start, end) = view.origin(at..at + c.len_utf8()).unwrap();
                    prop_assert!(start < end && end <= length);
                }
            }
        }
    }
}
