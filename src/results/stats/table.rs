//! CSV (RFC 4180) in which every field knows its place, so that a bad value is named with line and column.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Why an input was refused: `scores.csv:12:7: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The file as the caller named it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for InputError {}

/// A field and where it stands.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Without its quotes and the space around it.
    pub text: Cow<'a, str>,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// A table with a header row.
#[derive(Debug)]
pub struct Table<'a> {
    file: &'a str,
    names: HashMap<String, usize>,
    rows: Vec<Field<'a>>,
    width: usize,
}

impl<'a> Table<'a> {
    /// Reads a whole table; empty lines are passed over.
    ///
    /// # Errors
    /// Not UTF-8, no header, a name twice, a row of another width, a quote that does not end.
    pub fn parse(file: &'a str, bytes: &'a [u8]) -> Result<Self, InputError> {
        let text = utf8(file, bytes)?;
        let mut reader = Reader {
            file,
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
            line: 1,
            column: 1,
        };
        let mut header = Vec::new();
        if !reader.row(&mut header)? {
            return Err(reader.error(1, 1, "the file is empty: a header row is needed"));
        }
        let mut names = HashMap::new();
        for (place, field) in header.iter().enumerate() {
            let name = field.text.to_lowercase();
            if !name.is_empty() && names.insert(name, place).is_some() {
                let message = format!("the column {:?} is there twice", field.text);
                return Err(reader.error(field.line, field.column, message));
            }
        }
        let width = header.len();
        let mut rows = Vec::new();
        loop {
            let before = rows.len();
            if !reader.row(&mut rows)? {
                break;
            }
            let found = rows.len() - before;
            if found != width {
                let at = &rows[before + found.min(width + 1) - 1];
                let message = format!("{found} fields where the header has {width}");
                return Err(reader.error(at.line, at.column, message));
            }
        }
        Ok(Self {
            file,
            names,
            rows,
            width,
        })
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Field<'a>]> {
        self.rows.chunks_exact(self.width)
    }

    /// The place of a column, if it is there.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// The place of a column.
    ///
    /// # Errors
    /// It is not there.
    pub fn needed(&self, name: &str) -> Result<usize, InputError> {
        self.column(name)
            .ok_or_else(|| self.error(1, 1, format!("there is no column {name:?}")))
    }

    /// An error about a field.
    pub fn bad(&self, field: &Field<'_>, message: impl Into<String>) -> InputError {
        self.error(field.line, field.column, message)
    }

    /// An error at a place.
    pub fn error(&self, line: usize, column: usize, message: impl Into<String>) -> InputError {
        InputError {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
        }
    }
}

fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, InputError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let start = good.rfind('\n').map_or(0, |end| end + 1);
        InputError {
            file: file.to_owned(),
            line: good.matches('\n').count() + 1,
            column: good[start..].chars().count() + 1,
            message: "not UTF-8".to_owned(),
        }
    })
}

struct Reader<'a> {
    file: &'a str,
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Reader<'a> {
    fn error(&self, line: usize, column: usize, message: impl Into<String>) -> InputError {
        InputError {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
        }
    }

    /// Adds the fields of the next row that is not empty; false at the end.
    fn row(&mut self, fields: &mut Vec<Field<'a>>) -> Result<bool, InputError> {
        while let Some(end) = self.line_end() {
            self.pass(end);
        }
        if self.rest.is_empty() {
            return Ok(false);
        }
        loop {
            let field = self.field()?;
            fields.push(field);
            if let Some(after) = self.rest.strip_prefix(',') {
                self.rest = after;
                self.column += 1;
            } else {
                if let Some(end) = self.line_end() {
                    self.pass(end);
                }
                return Ok(true);
            }
        }
    }

    /// The bytes of a line end that comes next.
    fn line_end(&self) -> Option<usize> {
        match self.rest.as_bytes() {
            [b'\r', b'\n', ..] => Some(2),
            [b'\n' | b'\r', ..] => Some(1),
            _ => None,
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
        self.line += 1;
        self.column = 1;
    }

    fn field(&mut self) -> Result<Field<'a>, InputError> {
        let (line, column) = (self.line, self.column);
        let text = match self.rest.strip_prefix('"') {
            Some(after) => self.quoted(after)?,
            None => {
                let end = self.rest.find([',', '\r', '\n']).unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                self.column += text.chars().count();
                Cow::Borrowed(text.trim())
            }
        };
        Ok(Field { text, line, column })
    }

    fn quoted(&mut self, after: &'a str) -> Result<Cow<'a, str>, InputError> {
        let (line, column) = (self.line, self.column);
        let mut end = 0;
        let mut doubled = false;
        loop {
            let Some(quote) = after[end..].find('"') else {
                return Err(self.error(line, column, "the quote that begins here does not end"));
            };
            end += quote;
            if after[end + 1..].starts_with('"') {
                doubled = true;
                end += 2;
            } else {
                break;
            }
        }
        let text = &after[..end];
        self.rest = &after[end + 1..];
        match text.rfind('\n') {
            None => self.column += text.chars().count() + 2,
            Some(last) => {
                self.line += text.matches('\n').count();
                self.column = text[last + 1..].chars().count() + 2;
            }
        }
        if !(self.rest.is_empty() || self.rest.starts_with([',', '\r', '\n'])) {
            let message = "a comma or the end of the line is missing after the quote";
            return Err(self.error(self.line, self.column, message));
        }
        Ok(if doubled {
            Cow::Owned(text.replace("\"\"", "\"").trim().to_owned())
        } else {
            Cow::Borrowed(text.trim())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Table::parse("x.csv", text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn quotes_line_ends_and_a_byte_order_mark_are_read() {
        let text = "\u{feff}Entry,note\r\n\"a, \"\"b\"\"\",\"two\nlines\"\r\n\r\n作品,x";
        let table = Table::parse("x.csv", text.as_bytes()).unwrap();
        let rows: Vec<Vec<&str>> = table
            .rows()
            .map(|row| row.iter().map(|field| field.text.as_ref()).collect())
            .collect();
        assert_eq!(rows, [["a, \"b\"", "two\nlines"], ["作品", "x"]]);
        assert_eq!(table.column("entry"), Some(0));
        let last = table.rows().last().unwrap();
        assert_eq!((last[1].line, last[1].column), (5, 4));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(
            error("a,b\n1,2\n3\n"),
            "x.csv:3:1: 1 fields where the header has 2"
        );
        assert_eq!(
            error("a,b\n1,2,3,4\n"),
            "x.csv:2:5: 4 fields where the header has 2"
        );
        assert_eq!(error("a,A\n"), "x.csv:1:3: the column \"A\" is there twice");
        assert_eq!(
            error("a\n\"x\n"),
            "x.csv:2:1: the quote that begins here does not end"
        );
        assert!(error("a,b\n\"x\"y,1\n").starts_with("x.csv:2:4: "));
        assert!(error("").starts_with("x.csv:1:1: "));
        let bytes = [b'a', b'\n', 0xd0, 0xb0, 0xff];
        let found = Table::parse("x.csv", &bytes).unwrap_err();
        assert_eq!(found.to_string(), "x.csv:2:2: not UTF-8");
    }
}
