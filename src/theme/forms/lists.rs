//! Lists of words in the form of a profile: one word or phrase a line.

use crate::i18n::Locale;
use crate::theme::check::{Keywords, Language, Pattern, Required, Tier, Word};
use crate::web::form::Problem;
use crate::web::{Fields, Form};

/// The longest list, and the longest word of it, characters; the most words of a list.
const LIST: usize = 10_000;
const WORD: usize = 100;
const MOST: usize = 500;

/// What stands between two keywords. Listed words are phrases that may have commas: they stand on lines of their own.
const APART: &[char] = &['\n', ';', '；', ',', '，', '、'];
const LINES: &[char] = &['\n'];

/// Each tier of listed words, with the text keys of its name and of what it does.
pub const WORDS: &[(Tier, &str, &str)] = &[
    (Tier::Block, "theme-tier-block", "theme-tier-block-help"),
    (Tier::Warn, "theme-tier-warn", "theme-tier-warn-help"),
    (Tier::Allow, "theme-tier-allow", "theme-tier-allow-help"),
];

/// The fields of a tier: the end of the field's name and the language of its words.
pub const COLUMNS: &[(&str, Option<Language>)] = &[
    ("zh", Some(Language::Zh)),
    ("ru", Some(Language::Ru)),
    ("en", Some(Language::En)),
    ("any", None),
];

/// What an entry may have to have, with the text key of its name.
pub const REQUIRED: &[(Required, &str)] = &[
    (Required::Title, "theme-field-title"),
    (Required::Synopsis, "theme-field-synopsis"),
    (Required::Statement, "theme-field-statement"),
    (Required::Tags, "theme-required-tags"),
];

/// Languages that an entry may be described in.
pub const LANGUAGES: &[Language] = &[Language::Zh, Language::Ru, Language::En, Language::Other];

/// The words of one field, each once; none when there is something wrong with them.
pub(super) fn list(f: &mut Fields<'_>, name: &str, apart: &[char]) -> Vec<String> {
    let Some(text) = f.text(name, 0, LIST) else {
        return Vec::new();
    };
    let mut words: Vec<String> = Vec::new();
    for word in text.split(apart).map(str::trim) {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if let Some(long) = words.iter().find(|word| word.chars().count() > WORD) {
        let start: String = long.chars().take(20).collect();
        let problem = Problem::new("field-theme-word-long").arg("word", start);
        f.refuse(name, problem.arg("max", WORD as i64));
    }
    if words.len() > MOST {
        f.refuse(
            name,
            Problem::new("field-theme-words-many").arg("max", MOST as i64),
        );
    }
    words
}

/// `name.zh`, `name.ru` and `name.en`.
pub(super) fn keywords(f: &mut Fields<'_>, name: &str) -> Keywords {
    let mut of = |locale: Locale| list(f, &format!("{name}.{locale}"), APART);
    Keywords {
        zh: of(Locale::Zh),
        ru: of(Locale::Ru),
        en: of(Locale::En),
    }
}

pub(super) fn keywords_filled(form: Form, name: &str, words: &Keywords) -> Form {
    form.with(&format!("{name}.zh"), words.zh.join("\n"))
        .with(&format!("{name}.ru"), words.ru.join("\n"))
        .with(&format!("{name}.en"), words.en.join("\n"))
}

/// The listed words of all tiers: `words.block.zh` and so on. A star at the end stands for every ending.
pub(super) fn words(f: &mut Fields<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    for (tier, _, _) in WORDS {
        for (column, lang) in COLUMNS {
            let name = format!("words.{}.{column}", tier.code());
            for word in list(f, &name, LINES) {
                let pattern = match word.strip_suffix(['*', '＊']).map(str::trim_end) {
                    Some("") => {
                        f.refuse(&name, "field-theme-word-star");
                        continue;
                    }
                    Some(stem) => Pattern::Stem(stem.to_owned()),
                    None => Pattern::Text(word),
                };
                words.push(Word {
                    tier: *tier,
                    lang: *lang,
                    pattern,
                });
            }
        }
    }
    words
}

pub(super) fn words_filled(form: Form, tier: Tier, words: &[Word]) -> Form {
    COLUMNS.iter().fold(form, |form, (column, lang)| {
        let of_column = |word: &&Word| {
            let known = |lang: &Language| COLUMNS.iter().any(|(_, each)| *each == Some(*lang));
            word.tier == tier && word.lang.filter(known) == *lang
        };
        let lines: Vec<String> = words
            .iter()
            .filter(of_column)
            .map(|word| match &word.pattern {
                Pattern::Text(text) => text.clone(),
                Pattern::Stem(stem) => format!("{stem}*"),
            })
            .collect();
        form.with(&format!("words.{}.{column}", tier.code()), lines.join("\n"))
    })
}
