//! The search of lists: the terms under which an entry is filed, and what somebody typed into the box, understood.
//!
//! A term is the stem of a Russian or English word, a number, or a pair of neighbouring Chinese characters, in the one
//! spelling of [`crate::words`] (case, ё, traditional characters and look-alikes make no difference). All typed terms
//! must be there; the last word may be unfinished. Pure functions; the SQL is in `store/search.rs`.

use std::collections::BTreeSet;

use super::Draft;
use crate::accounts::Account;
use crate::contests::Stream;
use crate::words::{Normal, Stems, pieces};

/// The longest term, characters; what is longer is cut on both sides.
const LONGEST: usize = 24;
/// Terms of one text; what comes after them is not found.
const PER_TEXT: usize = 500;
/// Terms of one entry.
const PER_ENTRY: usize = 1_500;
/// Characters of what was typed that are looked at.
const TYPED: usize = 200;
/// Words that are looked for; further ones are passed over.
const WORDS: usize = 12;
/// Sorts after every continuation of a term.
const END: char = '\u{10FFFF}';

/// How much of an entry a search looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Titles and synopses: for everyone who is not to know the creator.
    Texts,
    /// The creator's names and e-mail address as well: for admins.
    Creators,
}

impl Reach {
    /// The values of `entry_terms.of_creator` that may be looked at.
    pub fn of_creator(self) -> &'static [bool] {
        match self {
            Self::Texts => &[false],
            Self::Creators => &[false, true],
        }
    }
}

/// The terms of titles and synopses, the titles first: they are found whatever else is typed.
pub fn text_terms(draft: &Draft) -> BTreeSet<String> {
    let texts = &draft.content.texts;
    let titles = texts.values().map(|text| text.title.as_str());
    let synopses = texts.values().map(|text| text.synopsis.as_str());
    terms(titles.chain(synopses))
}

/// The terms of a creator: both names and the address, piece by piece.
pub fn creator_terms(creator: &Account) -> BTreeSet<String> {
    terms(
        [
            creator.native_name.as_str(),
            creator.latin_name.as_str(),
            creator.email.as_str(),
        ]
        .into_iter(),
    )
}

fn terms<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let stems = Stems::default();
    let mut all = BTreeSet::new();
    for text in texts.filter(|text| !text.is_empty()) {
        let most = PER_ENTRY.min(all.len() + PER_TEXT);
        let normal = Normal::of(text);
        for (range, chinese) in pieces(normal.text()) {
            let piece = &normal.text()[range];
            if chinese {
                // Every character begins a term, so that one alone is found as the beginning of one.
                all.extend(pairs(piece));
                all.extend(piece.chars().next_back().map(String::from));
            } else {
                all.insert(cut(&stems.stem(piece)));
            }
            if all.len() >= most {
                break;
            }
        }
    }
    all.into_iter().take(PER_ENTRY).collect()
}

fn pairs(stretch: &str) -> impl Iterator<Item = String> + '_ {
    let next = stretch.chars().skip(1);
    stretch
        .chars()
        .zip(next)
        .map(|(one, other)| String::from_iter([one, other]))
}

fn cut(term: &str) -> String {
    term.chars().take(LONGEST).collect()
}

/// One typed word: an entry has it when it has this very term, or one from `from` to `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub term: String,
    pub from: String,
    pub to: String,
}

impl Word {
    fn whole(term: String) -> Self {
        Self {
            from: term.clone(),
            to: term.clone(),
            term,
        }
    }

    /// A word that may be unfinished.
    fn begun(term: String, typed: String) -> Self {
        let to = format!("{typed}{END}");
        Self {
            term,
            from: typed,
            to,
        }
    }

    /// The stretches of the index in which it is: one, or two where the typed beginning is not its stem.
    pub fn ranges(&self) -> Vec<(&str, &str)> {
        let begun = (self.from.as_str(), self.to.as_str());
        if self.from == self.term {
            vec![begun]
        } else {
            vec![(&self.term, &self.term), begun]
        }
    }
}

/// An entry's number as people say it: `CN-0042`, `cn42`, `№ 42`, `第42号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The stream's code in the one spelling; empty when only the number was typed.
    code: String,
    pub number: i32,
}

impl Number {
    fn parse(said: &[&str]) -> Option<Self> {
        let said: Vec<&str> = said
            .iter()
            .copied()
            .filter(|piece| !matches!(*piece, "第" | "号" | "no"))
            .collect();
        let (code, digits) = match said[..] {
            [one] => one.split_at(one.find(|c: char| c.is_ascii_digit())?),
            [code, digits] => (code, digits),
            _ => return None,
        };
        if digits.is_empty() || digits.chars().any(|c| !c.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            code: code.strip_prefix("no").unwrap_or(code).to_owned(),
            number: digits.parse().ok()?,
        })
    }

    /// Whether an entry of this stream can be meant.
    pub fn fits(&self, stream: &Stream) -> bool {
        self.code.is_empty() || Normal::of(&stream.code).bare() == self.code
    }
}

/// What was typed into the box of a list, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// All of them must be there. Empty when nothing of what was typed can be looked for (an emoji, a percent sign).
    pub words: Vec<Word>,
    /// Set when all of it can be an entry's number.
    pub number: Option<Number>,
}

impl Sought {
    /// None when nothing was typed. Never fails, and looks at no more than the first 200 characters.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed
            .trim()
            .chars()
            // The server reads a null byte of an address as the sign for what cannot be read.
            .filter(|c| !matches!(*c, '\0' | char::REPLACEMENT_CHARACTER))
            .take(TYPED)
            .collect();
        if typed.is_empty() {
            return None;
        }
        let (normal, stems) = (Normal::of(&typed), Stems::default());
        let said: Vec<(&str, bool)> = pieces(normal.text())
            .map(|(range, chinese)| (&normal.text()[range], chinese))
            .collect();
        let mut words: Vec<Word> = Vec::new();
        for (nth, &(piece, chinese)) in said.iter().enumerate() {
            let letters = piece.chars().count();
            let number = piece.chars().all(char::is_numeric);
            if chinese && letters == 1 {
                words.push(Word::begun(piece.to_owned(), piece.to_owned()));
            } else if chinese {
                words.extend(pairs(piece).map(Word::whole));
            } else if nth + 1 == said.len() && letters > 1 && !number {
                words.push(Word::begun(cut(&stems.stem(piece)), cut(piece)));
            } else {
                words.push(Word::whole(cut(&stems.stem(piece))));
            }
        }
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert((word.term.clone(), word.to.clone())));
        words.truncate(WORDS);
        let said: Vec<&str> = said.iter().map(|(piece, _)| *piece).collect();
        Some(Self {
            words,
            number: Number::parse(&said),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filed(text: &str) -> Vec<String> {
        terms([text].into_iter()).into_iter().collect()
    }

    /// Whether an entry with this text is found.
    fn finds(typed: &str, text: &str) -> bool {
        let filed = filed(text);
        let sought = Sought::parse(typed).unwrap();
        !sought.words.is_empty()
            && sought.words.iter().all(|word| {
                let within = |term: &String| {
                    let ranges = word.ranges();
                    ranges
                        .iter()
                        .any(|(from, to)| *from <= term.as_str() && term.as_str() <= *to)
                };
                filed.iter().any(within)
            })
    }

    #[test]
    fn other_inflections_are_found_and_other_words_are_not() {
        for (typed, text, found) in [
            ("тренировки", "После тренировкой устали", true),
            ("ёлка", "Наши елки", true),
            ("ЕЛКИ", "ёлка", true),
            ("families", "A family film", true),
            ("running city", "City runs", true),
            ("city", "A citizen", false),
            ("runs", "On the runway", false),
            ("спорт", "О спорте и мире", true),
            ("спорт мир", "О спорте", false),
            ("运动", "冬季運動會", true),
            ("運動會", "冬季运动会", true),
            ("动运", "冬季运动会", false),
            ("会", "冬季运动会", true),
            ("季", "冬季运动会", true),
            ("春", "冬季运动会", false),
            ("2023", "Лето 2023", true),
            ("202", "Лето 2023", false),
        ] {
            assert_eq!(finds(typed, text), found, "{typed} in {text}");
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert!(finds("трениро", "тренировка"));
        assert!(finds("летняя тренир", "Летняя тренировка"));
        assert!(!finds("тренир летняя", "Летняя тренировка"));
        assert!(finds("beaut", "beautiful"));
        assert!(!finds("b", "beautiful"), "one letter is no beginning");
    }

    #[test]
    fn numbers_are_understood_as_people_say_them() {
        for (typed, code, number) in [
            ("CN-0042", "cn", 42),
            ("cn42", "cn", 42),
            ("cn 42", "cn", 42),
            ("42", "", 42),
            ("№42", "", 42),
            ("№ 42", "", 42),
            ("#0042", "", 42),
            ("第42号", "", 42),
            ("ＣＮ－００４２", "cn", 42),
        ] {
            let said = Number {
                code: code.to_owned(),
                number,
            };
            assert_eq!(Sought::parse(typed).unwrap().number, Some(said), "{typed}");
        }
        for typed in ["cn", "42 km", "99999999999", "cn-42-7", "4x2"] {
            assert_eq!(Sought::parse(typed).unwrap().number, None, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_looked_for_is_no_word() {
        assert_eq!(Sought::parse(" \0 "), None);
        for typed in ["%", "🏃", "''\"\\", "\u{202e}"] {
            assert_eq!(Sought::parse(typed).unwrap().words, [], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_text_finds_itself(text in "[a-zA-Zа-яА-ЯёЁ0-9一-龥運動會 ,.!?%_'\"🏃]{1,80}") {
            let words = Sought::parse(&text).map(|sought| sought.words).unwrap_or_default();
            prop_assert!(words.is_empty() || finds(&text, &text));
        }

        #[test]
        fn any_text_gives_few_and_short_terms(text in any::<String>()) {
            let long = text.repeat(200);
            let filed = filed(&long);
            prop_assert!(filed.iter().all(|term| term.chars().count() <= LONGEST && !term.contains('\0')));
            prop_assert!(filed.len() <= PER_ENTRY);
            if let Some(sought) = Sought::parse(&long) {
                prop_assert!(sought.words.len() <= WORDS);
            }
        }
    }
}
