//! Forms of the audience's votes: a source, and its votes as lines of an entry's number and how many.

use std::collections::HashMap;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::entries::number_text;
use crate::results::audience::{MOST_VOTES, Source};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

const NAME_MAX: usize = 80;
const NOTE_MAX: usize = 1000;
/// Of what cannot be read, the characters that are shown.
const SHOWN: usize = 40;
/// Most bad lines that a page lists.
const BAD_LINES: usize = 200;
/// Sources of more entries than this are entered anew as a whole, not line by line.
const LINES_FILLED: usize = 1000;

/// A source as an admin describes it.
#[derive(Clone, Debug)]
pub struct NewSource {
    pub name: String,
    pub counted_on: NaiveDate,
    pub note: String,
    /// The version that the form was filled from.
    pub version: i32,
}

/// A line that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub line: usize,
    /// The entry's number, and as it was typed.
    pub number: i32,
    pub typed: String,
    pub votes: i64,
}

/// A line that is not right, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct BadLine {
    pub line: usize,
    pub problem: Problem,
}

impl Line {
    /// Whether the letters that were typed before its number, if any, are the stream's.
    pub fn is_of(&self, stream_code: &str) -> bool {
        let letters = self.typed.rsplit_once('-').map(|(letters, _)| letters);
        letters.is_none_or(|letters| letters.eq_ignore_ascii_case(stream_code))
    }

    /// The contest has no such entry.
    pub fn unknown(&self) -> BadLine {
        self.bad("field-votes-unknown")
    }

    /// The contest has it, and it was not accepted or has left.
    pub fn not_accepted(&self) -> BadLine {
        self.bad("field-votes-not-accepted")
    }

    fn bad(&self, key: &'static str) -> BadLine {
        BadLine {
            line: self.line,
            problem: Problem::new(key).arg("number", shown(&self.typed)),
        }
    }
}

/// What was typed of a source. Its lines are read whatever is wrong with its fields, and the other way round.
pub struct Typed {
    pub source: Result<NewSource, FieldErrors>,
    pub lines: Vec<Line>,
    pub bad: Vec<BadLine>,
}

/// The form with the lines of a file, if one came, in place of those that were typed: so they come back with it.
pub fn with_file(form: Form) -> Form {
    match form.get("file").to_owned() {
        file if file.trim().is_empty() => form.without("file"),
        file => form.without("file").set("votes", file),
    }
}

pub fn source(form: &Form) -> Typed {
    let mut f = form.fields();
    let name = f.line("name", 1, NAME_MAX);
    let counted_on = f.parse("counted_on", |text| match text {
        "" => Err("field-required"),
        text => NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "field-date"),
    });
    let note = f.text("note", 0, NOTE_MAX);
    let (lines, bad) = lines(form.get("votes"));
    if lines.is_empty() && bad.is_empty() {
        f.refuse("votes", "field-required");
    }
    let source = f.finish(|| {
        Some(NewSource {
            name: name?,
            counted_on: counted_on?,
            note: note?,
            version: super::version(form),
        })
    });
    Typed { source, lines, bad }
}

/// The errors of a form with these bad lines: how many there are, beside the field that they are in.
pub fn refused(errors: Option<FieldErrors>, bad: &[BadLine]) -> FieldErrors {
    let mut errors = errors.unwrap_or_default();
    if !bad.is_empty() {
        errors.add(
            "votes",
            Problem::new("field-votes-lines").arg("n", bad.len() as i64),
        );
    }
    errors
}

/// The first of the bad lines in their order, as many as a page lists.
pub fn listed(mut bad: Vec<BadLine>) -> Vec<BadLine> {
    bad.sort_by_key(|each| each.line);
    bad.truncate(BAD_LINES);
    bad
}

/// A source as stored, to be entered anew: with its votes where these are not too many to be looked through.
pub fn filled(source: &Source, votes: &[(String, i32, i64)]) -> Form {
    let lines: Vec<String> = match votes.len() {
        0..=LINES_FILLED => votes
            .iter()
            .map(|(code, number, votes)| format!("{},{votes}", number_text(code, *number)))
            .collect(),
        _ => Vec::new(),
    };
    Form::new()
        .with("name", &source.name)
        .with("counted_on", *source.counted_on)
        .with("note", &source.note)
        .with("version", source.version)
        .with("votes", lines.join("\n"))
}

/// Reads lines of a number and its votes, with a comma, a semicolon or a tab between them, as a spreadsheet saves them or a
/// person types them: full-width signs are read as plain ones, and a first line of words is a header. Empty lines are nothing.
pub fn lines(text: &str) -> (Vec<Line>, Vec<BadLine>) {
    let (mut lines, mut bad) = (Vec::new(), Vec::new());
    let mut seen: HashMap<i32, usize> = HashMap::new();
    let mut begun = false;
    for (line, typed) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let typed: String = typed.nfkc().collect();
        let cells = cells(&typed);
        if cells.is_empty() {
            continue;
        }
        let first = !std::mem::replace(&mut begun, true);
        if first && is_header(&cells) {
            continue;
        }
        let read = votes(line, &cells).and_then(|read| match seen.insert(read.number, line) {
            Some(before) => {
                seen.insert(read.number, before);
                Err(Problem::new("field-votes-twice")
                    .arg("number", shown(&read.typed))
                    .arg("line", before as i64))
            }
            None => Ok(read),
        });
        match read {
            Ok(read) => lines.push(read),
            Err(problem) => bad.push(BadLine { line, problem }),
        }
    }
    (lines, bad)
}

/// The cells of a line, without quotes and empty ones at the end.
fn cells(line: &str) -> Vec<&str> {
    let separator = ['\t', ';']
        .into_iter()
        .find(|separator| line.contains(*separator))
        .unwrap_or(',');
    let mut cells: Vec<&str> = line
        .split(separator)
        .map(|cell| cell.trim().trim_matches('"').trim())
        .collect();
    while cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    cells
}

/// Words, and no number where entries and votes have theirs.
fn is_header(cells: &[&str]) -> bool {
    let has_digit = |cell: &&str| cell.chars().any(|c| c.is_ascii_digit());
    let second = cells.get(1).is_some_and(|cell| is_whole(cell));
    !cells.first().is_some_and(has_digit) && !second
}

fn is_whole(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '−', '+']).unwrap_or(cell);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn votes(line: usize, cells: &[&str]) -> Result<Line, Problem> {
    let [number, votes] = *cells else {
        return Err("field-votes-columns".into());
    };
    let read = super::entry_number(number)?;
    if !is_whole(votes) {
        return Err(Problem::new("field-votes-number").arg("text", shown(votes)));
    }
    if votes.starts_with(['-', '−']) {
        return Err(Problem::new("field-votes-negative").arg("text", shown(votes)));
    }
    match votes.trim_start_matches('+').parse::<i64>() {
        Ok(many) if many <= MOST_VOTES => Ok(Line {
            line,
            number: read,
            typed: number.to_uppercase(),
            votes: many,
        }),
        _ => Err(Problem::new("field-votes-many").arg("text", shown(votes))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(i32, i64)> {
        let (lines, bad) = lines(text);
        assert!(bad.is_empty(), "{text}: {bad:?}");
        lines.iter().map(|line| (line.number, line.votes)).collect()
    }

    fn wrong(text: &str) -> Vec<(usize, &'static str)> {
        let (_, bad) = lines(text);
        bad.iter().map(|bad| (bad.line, bad.problem.key)).collect()
    }

    #[test]
    fn votes_are_read_as_spreadsheets_save_them_and_people_type_them() {
        let expected = [(42, 1200), (3, 0)];
        for text in [
            "CN-0042,1200\nRU-0003,0",
            "CN-0042;1200\r\nRU-0003;0\r\n",
            "CN-0042\t1200\n\nRU-0003\t0\n",
            "\u{feff}number,votes\ncn-0042,1200\nru-3,0",
            "编号，票数\nＣＮ－００４２，１２００\n３，０",
            "номер;голоса 2023;;\n\"CN-0042\";\"1200\";;\nRU-0003;0;;",
            " 42 , 1200 \n 3 , +0 ",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert!(read("").is_empty() && read("номер;голоса").is_empty());
    }

    #[test]
    fn every_line_that_is_not_right_is_named_with_its_place_in_the_file() {
        assert_eq!(
            wrong(
                "number,votes\nCN-0001,10\nfilm,5\nCN-0002\nCN-0003,-4\nCN-0004,many\n\nCN-0001,9\nCN-0005,1,234\nCN-0006,99999999999999"
            ),
            [
                (3, "field-entry-number"),
                (4, "field-votes-columns"),
                (5, "field-votes-negative"),
                (6, "field-votes-number"),
                (8, "field-votes-twice"),
                (9, "field-votes-columns"),
                (10, "field-votes-many"),
            ]
        );
        // Only the first line may be a header, and one that means to have numbers is none.
        assert_eq!(wrong("1,1\nnumber,votes"), [(2, "field-entry-number")]);
        assert_eq!(wrong("CN0042,x"), [(1, "field-entry-number")]);
        assert_eq!(wrong("film,12"), [(1, "field-entry-number")]);
        // Named again after a mistake it is twice there still.
        assert_eq!(
            wrong("1,1\n1,2\n1,3"),
            [(2, "field-votes-twice"), (3, "field-votes-twice")]
        );
    }

    #[test]
    fn the_letters_of_a_number_are_those_of_the_stream() {
        let (lines, _) = lines("cn-42,1\n7,1");
        assert!(lines[0].is_of("CN") && !lines[0].is_of("RU"));
        assert!(lines[1].is_of("CN") && lines[1].is_of("RU"));
    }

    #[test]
    fn a_file_takes_the_place_of_what_was_typed_and_comes_back_as_lines() {
        let form = |file: &str| {
            let form = Form::new().with("votes", "1,2").with("file", file);
            with_file(form).get("votes").to_owned()
        };
        assert_eq!(form("3,4"), "3,4");
        assert_eq!(form(" \n"), "1,2");
        let typed = source(&Form::new().with("votes", "1,x"));
        assert_eq!((typed.lines.len(), typed.bad.len()), (0, 1));
        let errors = typed.source.unwrap_err();
        assert!(errors.get("name").is_some() && errors.get("counted_on").is_some());
    }
}
