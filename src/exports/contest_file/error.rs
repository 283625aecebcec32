//! What is wrong with a contest file, and where.

use std::ops::Range;

use crate::i18n::Locale;

/// What is wrong with a value: a text key and its variables.
#[derive(Clone, Debug)]
pub struct Fault {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    pub(super) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn text(&self, locale: Locale) -> String {
        let args: Vec<_> = self
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        locale.t_with(self.key, &args).into_owned()
    }
}

impl From<&'static str> for Fault {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// Why a contest file could not be read: the place, counted from 1, the key, and what is wrong there.
#[derive(Clone, Debug)]
pub struct ContestFileError {
    pub line: usize,
    pub column: usize,
    /// With its table: `criteria.weight`. Empty where there is none, as in a broken line.
    pub key: String,
    pub fault: Fault,
}

impl std::fmt::Display for ContestFileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.key.is_empty() {
            write!(f, ", {}", self.key)?;
        }
        write!(f, ": {}", self.fault.text(Locale::En))
    }
}

impl std::error::Error for ContestFileError {}

/// Faults that a value's own reader names.
const KEYS: &[&str] = &[
    "contest-file-number",
    "contest-file-zone",
    "contest-file-time",
    "contest-file-word",
    "field-date",
];

impl ContestFileError {
    /// From the reader of TOML.
    pub(super) fn reading(text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        let quoted = message.split('`').nth(1).unwrap_or_default();
        let (table, inside) = key_at(text, &span);
        let (key, fault) = if message.starts_with("unknown field") {
            (join(&table, quoted), Fault::new("contest-file-unknown-key"))
        } else if message.starts_with("missing field") {
            (join(&table, quoted), Fault::new("contest-file-missing-key"))
        } else if let Some(known) = KEYS.iter().find(|known| **known == message) {
            (inside, Fault::new(known))
        } else {
            let fault = Fault::new("contest-file-value").arg("detail", message.to_owned());
            (inside, fault)
        };
        Self::at(text, span.start, key, fault)
    }

    /// At a byte of the text.
    pub(super) fn at(text: &str, offset: usize, key: String, fault: Fault) -> Self {
        let before = &text[..floor(text, offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            key,
            fault,
        }
    }
}

fn join(table: &str, key: &str) -> String {
    if table.is_empty() {
        key.to_owned()
    } else {
        format!("{table}.{key}")
    }
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

/// The table that a place is in, and the whole name of the key there.
fn key_at(text: &str, span: &Range<usize>) -> (String, String) {
    let (mut table, mut key, mut quoted) = (String::new(), String::new(), false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > span.start {
            break;
        }
        start += line.len();
        let trimmed = line.trim();
        if !quoted {
            if trimmed.starts_with('[') && trimmed.ends_with(']') {
                table = trimmed.trim_matches(['[', ']']).trim().to_owned();
                key.clear();
            } else if let Some((name, _)) = trimmed.split_once('=')
                && is_name(name.trim())
            {
                key = name.trim().to_owned();
            }
        }
        let fences = trimmed.matches("\"\"\"").count() + trimmed.matches("'''").count();
        quoted ^= fences % 2 == 1;
    }
    let whole = match key.is_empty() {
        true => table.clone(),
        false => join(&table, &key),
    };
    (table, whole)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Where `key` is written at or after a byte, before the next table of lists; that byte when it is not.
pub(super) fn place_of(text: &str, from: usize, key: &str) -> usize {
    let from = floor(text, from);
    let mut start = from;
    for (index, line) in text[from..].split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        if index > 0 && trimmed.starts_with("[[") {
            break;
        }
        let of_key = trimmed
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']));
        let of_table = trimmed.strip_prefix('[').is_some_and(|rest| {
            rest.trim_end()
                .trim_end_matches(']')
                .ends_with(&format!(".{key}"))
        });
        if of_key || of_table {
            return start + (line.len() - trimmed.len());
        }
        start += line.len();
    }
    from
}
