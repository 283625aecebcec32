//! CSV and JSON Lines.

use std::borrow::Cow;

use bytes::Bytes;
use futures_util::Stream;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use super::{Table, unfold};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::exports::{Cell, Row};

/// Writes rows; the first call has no rows and writes the header, if the format has one.
type Encode = fn(&[String], Option<&[Row]>) -> Result<Vec<u8>>;

enum Step {
    Header(Table),
    Rows(Table, Vec<String>),
}

pub(super) fn pieces(db: Db, table: Table, encode: Encode) -> impl Stream<Item = Result<Bytes>> {
    unfold(Step::Header(table), move |step| {
        let db = db.clone();
        async move {
            match step {
                Step::Header(table) => {
                    let columns = table.columns();
                    let header = encode(&columns, None)?;
                    Ok(Some((header.into(), Step::Rows(table, columns))))
                }
                Step::Rows(mut table, columns) => {
                    db.read(move |conn| match table.next(conn)? {
                        None => Ok(None),
                        Some(rows) => {
                            let piece = encode(&columns, Some(&rows))?;
                            Ok(Some((piece.into(), Step::Rows(table, columns))))
                        }
                    })
                    .await
                }
            }
        }
    })
}

/// RFC 4180 with the mark by which Excel knows UTF-8. No cell is taken for a formula.
pub(super) fn csv(columns: &[String], rows: Option<&[Row]>) -> Result<Vec<u8>> {
    let start = match rows {
        None => "\u{FEFF}".as_bytes().to_vec(),
        Some(_) => Vec::new(),
    };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(start);
    let failed = |error: csv::Error| Error::Internal(error.into());
    match rows {
        None => writer.write_record(columns).map_err(failed)?,
        Some(rows) => {
            for row in rows {
                for cell in row {
                    writer.write_field(plain(cell).as_bytes()).map_err(failed)?;
                }
                writer.write_record(None::<&[u8]>).map_err(failed)?;
            }
        }
    }
    writer
        .into_inner()
        .map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))
}

/// A cell as CSV has it.
fn plain(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) if is_formula(text) => Cow::Owned(format!("'{text}")),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(value) => Cow::Owned(value.to_string()),
        Cell::Decimal(value, places) => Cow::Owned(decimal(*value, *places)),
        Cell::Time(at) => Cow::Owned(at.iso()),
        Cell::Flag(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
    }
}

/// Whether a spreadsheet might calculate what begins like this. A signed number is a number.
fn is_formula(text: &str) -> bool {
    let signed = |c: char| matches!(c, '+' | '-');
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let digits = text.strip_prefix(signed).unwrap_or(text);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    begins && !is_number
}

/// `8.550` of 8550 thousandths.
fn decimal(value: i64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / one, value.abs() % one);
    format!("{sign}{whole}.{rest:0width$}", width = places as usize)
}

/// One object a line, keys in the order of the columns.
pub(super) fn json_lines(columns: &[String], rows: Option<&[Row]>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for row in rows.unwrap_or_default() {
        let failed = |error: serde_json::Error| Error::Internal(error.into());
        let mut line = serde_json::Serializer::new(&mut out);
        let mut object = line.serialize_map(Some(columns.len())).map_err(failed)?;
        for (name, cell) in columns.iter().zip(row) {
            object.serialize_entry(name, &json(cell)).map_err(failed)?;
        }
        object.end().map_err(failed)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn json(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(value) => Value::from(*value),
        Cell::Decimal(value, places) => {
            Value::from(*value as f64 / 10_f64.powi(places.cast_signed()))
        }
        Cell::Time(at) => Value::from(at.iso()),
        Cell::Flag(value) => Value::from(*value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_and_numbers_stay_numbers() {
        let shown = |text: &str| plain(&Cell::Text(text.to_owned())).into_owned();
        for formula in [
            "=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1", "-inf", "-1.2.3",
        ] {
            assert_eq!(shown(formula), format!("'{formula}"));
        }
        for plain in ["-5", "+79161234567", "-0.25", "a=b", "李伟", "'quoted"] {
            assert_eq!(shown(plain), plain);
        }
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal(8550, 3), "8.550");
        assert_eq!(decimal(-5, 1), "-0.5");
        assert_eq!(decimal(30, 1), "3.0");
    }
}
