//! The three commands over this engine, on readers and writers: `theme check`, `theme duplicates`, `theme evaluate`.

use std::io::{BufRead, Read, Write};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::evaluate::Evaluation;
use super::index::Index;
use super::language::Language;
use super::prepared::Prepared;
use super::rules::Duplicates;
use super::semantic::{Encoder, encoded};
use super::text::Text;
use super::{check, language};

/// Longest line that is read, bytes.
const LONGEST: u64 = 4 << 20;

/// Why a command stopped. A bad line names the file, the line and the column.
#[derive(Debug)]
pub enum CommandError {
    /// A line that is no entry.
    Line {
        /// The file as the caller named it.
        file: String,
        /// From 1.
        line: usize,
        /// In bytes, from 1.
        column: usize,
        /// What is wrong with it.
        message: String,
    },
    /// Reading or writing failed.
    Io(std::io::Error),
}

impl std::fmt::Display for CommandError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CommandError::Line {
                file,
                line,
                column,
                message,
            } => write!(f, "{file}:{line}:{column}: {message}"),
            CommandError::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CommandError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            CommandError::Line { .. } => None,
            CommandError::Io(error) => Some(error),
        }
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        CommandError::Io(error)
    }
}

/// Calls `each` with every entry of a file of JSON lines; blank lines and a byte-order mark are skipped.
fn lines<T: DeserializeOwned>(
    file: &str,
    input: &mut dyn BufRead,
    mut each: impl FnMut(usize, T) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let mut buffer = Vec::new();
    for line in 1.. {
        buffer.clear();
        if Read::take(&mut *input, LONGEST).read_until(b'\n', &mut buffer)? == 0 {
            break;
        }
        let bad = |column: usize, message: String| CommandError::Line {
            file: file.to_owned(),
            line,
            column,
            message,
        };
        if buffer.len() as u64 == LONGEST {
            return Err(bad(1, format!("longer than {LONGEST} bytes")));
        }
        let text = std::str::from_utf8(&buffer)
            .map_err(|error| bad(error.valid_up_to() + 1, "not UTF-8".to_owned()))?;
        let text = if line == 1 {
            text.trim_start_matches('\u{feff}')
        } else {
            text
        };
        if text.trim().is_empty() {
            continue;
        }
        if !text.trim_start().starts_with('{') {
            return Err(bad(1, "expected an object".to_owned()));
        }
        let row = serde_json::from_str(text).map_err(|error| {
            let told = error.to_string();
            let message = told.split(" at line ").next().unwrap_or(&told).to_owned();
            bad(error.column().max(1), message)
        })?;
        each(line, row)?;
    }
    Ok(())
}

fn write_line(output: &mut dyn Write, value: &impl serde::Serialize) -> Result<(), CommandError> {
    serde_json::to_writer(&mut *output, value).map_err(std::io::Error::from)?;
    output.write_all(b"\n")?;
    Ok(())
}

/// `shortlist theme check`: one answer a line, in the order of the entries, in constant memory. Says how many.
///
/// # Errors
/// A line that is no entry; answers before it are written. Reading or writing failed.
pub fn check_lines(
    profile: &Prepared,
    file: &str,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<usize, CommandError> {
    let mut count = 0;
    lines(file, input, |_, text: Text| {
        count += 1;
        write_line(output, &check(profile, &text))
    })?;
    output.flush()?;
    Ok(count)
}

/// `shortlist theme duplicates`: pairs at or over the thresholds, one a line. Translations are found only with an encoder.
/// Says how many pairs.
///
/// # Errors
/// A line that is no entry. Reading or writing failed.
pub fn duplicate_pairs(
    rules: Duplicates,
    encoder: Option<&dyn Encoder>,
    file: &str,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<usize, CommandError> {
    let mut index = Index::new(rules);
    lines(file, input, |_, text: Text| {
        index.insert(
            &text,
            encoder.map(|encoder| encoder.encode(&encoded(&text))),
        );
        Ok(())
    })?;
    let pairs = index.pairs();
    for pair in &pairs {
        write_line(output, pair)?;
    }
    output.flush()?;
    Ok(pairs.len())
}

#[derive(Deserialize)]
struct Labelled {
    #[serde(flatten)]
    text: Text,
    theme: String,
    label: u8,
}

/// `shortlist theme evaluate`: areas and shares per theme and language as a table, or as JSON. A row's theme is a
/// profile's id, or its place in the order given: A, B, C, …; a row without a language has that of its words.
///
/// # Errors
/// A line that is no labelled entry, a theme that no profile has, a label other than 0 and 1. Reading or writing failed.
pub fn evaluate(
    profiles: &[Prepared],
    json: bool,
    file: &str,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), CommandError> {
    let ids: Vec<&str> = profiles
        .iter()
        .map(|profile| profile.rules().id.as_str())
        .collect();
    let mut evaluation = Evaluation::default();
    lines(file, input, |line, row: Labelled| {
        let bad = |message: String| CommandError::Line {
            file: file.to_owned(),
            line,
            column: 1,
            message,
        };
        let theme = place(&ids, &row.theme)
            .ok_or_else(|| bad(format!("no profile for the theme `{}`", row.theme)))?;
        let profile = profiles
            .get(theme)
            .ok_or_else(|| bad(format!("no profile for the theme `{}`", row.theme)))?;
        if row.label > 1 {
            return Err(bad(format!("the label is {}, not 0 or 1", row.label)));
        }
        let language = row
            .text
            .lang
            .unwrap_or_else(|| match language::languages(&row.text) {
                found if found.synopsis != Language::None => found.synopsis,
                found => found.title,
            });
        let relevance = check(profile, &row.text).relevance;
        evaluation.add(
            theme,
            language,
            row.label == 1,
            relevance.score,
            relevance.band,
            relevance.mode,
        );
        Ok(())
    })?;
    let report = evaluation.report(&ids);
    if json {
        write_line(output, &report)?;
    } else {
        write!(output, "{report}")?;
    }
    output.flush()?;
    Ok(())
}

/// The place of a theme: by id, else by its letter.
fn place(ids: &[&str], theme: &str) -> Option<usize> {
    ids.iter()
        .position(|id| *id == theme)
        .or_else(|| match theme.as_bytes() {
            [letter @ b'A'..=b'Z'] => {
                Some(usize::from(letter - b'A')).filter(|place| *place < ids.len())
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::*;

    fn prepared(id: &str) -> Prepared {
        let toml = format!(
            "[theme]\nid = \"{id}\"\n[keywords]\nen = [\"river\", \"boat\"]\nru = [\"река\"]\n"
        );
        Prepared::new(Profile::parse(&toml).unwrap()).unwrap()
    }

    fn run(input: &str) -> Result<String, CommandError> {
        let mut out = Vec::new();
        check_lines(
            &prepared("rivers"),
            "in.jsonl",
            &mut input.as_bytes(),
            &mut out,
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_answer_a_line_in_order_with_the_fixed_keys() {
        let out = run("\u{feff}{\"id\":\"b\",\"title\":\"River\",\"synopsis\":\"A boat\",\"extra\":1}\n\n{\"id\":\"a\",\"title\":\"Река\"}").unwrap();
        let rows: Vec<serde_json::Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            rows.iter()
                .map(|row| row["id"].as_str().unwrap())
                .collect::<Vec<_>>(),
            ["b", "a"]
        );
        let keys = |value: &serde_json::Value| {
            let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        assert_eq!(
            keys(&rows[0]),
            [
                "findings",
                "id",
                "language",
                "profile",
                "relevance",
                "verdict"
            ]
        );
        assert_eq!(
            keys(&rows[0]["relevance"]),
            ["band", "facet", "keywords", "mode", "score"]
        );
        assert_eq!(keys(&rows[0]["language"]), ["synopsis", "title"]);
        assert_eq!(keys(&rows[0]["profile"]), ["id", "sha256", "version"]);
        assert_eq!(
            keys(&rows[0]["findings"][0]),
            ["check", "code", "evidence", "level", "params"]
        );
        assert_eq!(rows[0]["relevance"]["mode"], "lexical");
        assert_eq!(rows[1]["verdict"], "fail");
        assert_eq!(rows[1]["language"]["synopsis"], "none");
    }

    #[test]
    fn a_bad_line_is_named_with_file_line_and_column() {
        for (input, place) in [
            ("{\"id\":\"a\"}\n{\"id\":", "in.jsonl:2:"),
            ("{\"title\":\"no id\"}", "in.jsonl:1:"),
            ("{\"id\":\"a\",\"tags\":\"x\"}", "in.jsonl:1:"),
            ("\n\n[1]", "in.jsonl:3:"),
        ] {
            let message = run(input).unwrap_err().to_string();
            assert!(message.starts_with(place), "{message}");
            assert!(!message.contains(" at line "), "{message}");
        }
        let mut out = Vec::new();
        let error = check_lines(
            &prepared("rivers"),
            "in.jsonl",
            &mut &b"\xff\n"[..],
            &mut out,
        )
        .unwrap_err();
        assert_eq!(error.to_string(), "in.jsonl:1:1: not UTF-8");
    }

    #[test]
    fn pairs_are_written_one_a_line() {
        let row = |id: &str| {
            format!(
                "{{\"id\":\"{id}\",\"title\":\"River song\",\"synopsis\":\"Two friends row a boat\"}}\n"
            )
        };
        let mut out = Vec::new();
        let count = duplicate_pairs(
            Duplicates::default(),
            None,
            "-",
            &mut (row("a") + &row("b")).as_bytes(),
            &mut out,
        )
        .unwrap();
        assert_eq!(
            (count, String::from_utf8(out).unwrap().as_str()),
            (
                1,
                "{\"a\":\"a\",\"b\":\"b\",\"score\":1.0,\"kind\":\"identical\"}\n"
            )
        );
    }

    #[test]
    fn a_theme_is_an_id_or_a_letter() {
        let rows = "{\"id\":\"1\",\"title\":\"River boat\",\"theme\":\"B\",\"label\":1,\"lang\":\"en\"}\n{\"id\":\"2\",\"title\":\"Car\",\"theme\":\"lakes\",\"label\":0,\"lang\":\"en\"}\n";
        let profiles = [prepared("rivers"), prepared("lakes")];
        let mut out = Vec::new();
        evaluate(&profiles, true, "-", &mut rows.as_bytes(), &mut out).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(
            (
                report["rows"][0]["theme"].as_str(),
                report["mean"]["auc"].as_f64()
            ),
            (Some("lakes"), Some(1.0))
        );
        let unknown = rows.replace("\"B\"", "\"Z\"");
        assert!(
            evaluate(
                &profiles,
                true,
                "x",
                &mut unknown.as_bytes(),
                &mut Vec::new()
            )
            .unwrap_err()
            .to_string()
            .starts_with("x:1:1:")
        );
    }
}
