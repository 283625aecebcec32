//! The three commands over this engine, on readers and writers: `theme check`, `theme duplicates`, `theme evaluate`.

use std::io::{BufRead, Write};

use serde::Deserialize;

use super::engine::{Check, check_with};
use super::evaluate::Evaluation;
use super::index::Index;
use super::lines::{CommandError, batches, on_all_threads};
use super::prepared::Prepared;
use super::relevance::Relevance;
use super::rules::Duplicates;
use super::semantic::{Encoder, encoded};
use super::spoken::spoken;
use super::text::Text;

/// Checks entries that are in memory, each with its profile.
fn checks(entries: &[(&Prepared, &Text)]) -> Vec<Check> {
    on_all_threads(entries, |part| {
        let encoder = part.first().map(|(profile, _)| *profile);
        let vectors =
            encoder.and_then(|profile| profile.vectors(part.iter().map(|(_, text)| *text)));
        part.iter()
            .enumerate()
            .map(|(at, (profile, text))| {
                let vector = vectors.as_ref().and_then(|vectors| vectors.get(at));
                check_with(profile, text, vector.map(Vec::as_slice))
            })
            .collect()
    })
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
    batches(file, input, |batch: &[(usize, Text)]| {
        count += batch.len();
        let entries: Vec<(&Prepared, &Text)> =
            batch.iter().map(|(_, text)| (profile, text)).collect();
        checks(&entries)
            .iter()
            .try_for_each(|check| write_line(output, check))
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
    batches(file, input, |batch: &[(usize, Text)]| {
        let vectors = on_all_threads(batch, |part| match encoder {
            None => vec![None; part.len()],
            Some(encoder) => {
                let texts: Vec<String> = part.iter().map(|(_, text)| encoded(text)).collect();
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                encoder.encode_all(&texts).into_iter().map(Some).collect()
            }
        });
        for ((_, text), vector) in batch.iter().zip(vectors) {
            index.insert(text, vector);
        }
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
    batches(file, input, |batch: &[(usize, Labelled)]| {
        let mut entries = Vec::with_capacity(batch.len());
        let mut themes = Vec::with_capacity(batch.len());
        for (line, row) in batch {
            let bad = |message: String| CommandError::Line {
                file: file.to_owned(),
                line: *line,
                column: 1,
                message,
            };
            let found = place(&ids, &row.theme).and_then(|at| Some((at, profiles.get(at)?)));
            let (theme, profile) =
                found.ok_or_else(|| bad(format!("no profile for the theme `{}`", row.theme)))?;
            if row.label > 1 {
                return Err(bad(format!("the label is {}, not 0 or 1", row.label)));
            }
            themes.push(theme);
            entries.push((profile, &row.text));
        }
        for (((_, row), theme), check) in batch.iter().zip(themes).zip(checks(&entries)) {
            let words = spoken(&row.text, check.language);
            let language = row.text.lang.unwrap_or(words);
            let Relevance {
                score, band, mode, ..
            } = check.relevance;
            evaluation.add(theme, language, row.label == 1, score, band, mode);
        }
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
