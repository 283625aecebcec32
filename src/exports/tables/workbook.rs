//! XLSX, written row by row to a temporary file and then sent from it.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read};
use std::path::PathBuf;

use bytes::Bytes;
use futures_util::Stream;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use tokio::runtime::Handle;

use super::{Table, unfold};
use crate::db::{Db, Id};
use crate::error::{Error, Result};
use crate::events::Anything;
use crate::exports::{Cell, Row};

/// Rows of a sheet, the header apart; more go on a second sheet.
const SHEET: u32 = 1_048_575;
/// Characters of a cell, as Excel counts them; the rest is left out.
const CELL: usize = 32_767;
const PIECE: usize = 64 << 10;

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Internal(error.into())
    }
}

/// A file that goes away with its last reader.
struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("shortlist-{}.xlsx", Id::<Anything>::new()));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(anyhow::Error::from)?;
        Ok(Self { path, file })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, "a temporary file stays");
        }
    }
}

pub(super) async fn pieces(db: Db, table: Table) -> Result<impl Stream<Item = Result<Bytes>>> {
    let runtime = Handle::current();
    let written = blocking(move || write(&db, table, &runtime)).await?;
    Ok(unfold(written, |mut written| {
        blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = written.file.read(&mut piece).map_err(anyhow::Error::from)?;
            piece.truncate(length);
            Ok((length > 0).then(|| (piece.into(), written)))
        })
    }))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.into()))?
}

/// Reads a batch, writes a batch, on one blocking thread.
fn write(db: &Db, mut table: Table, runtime: &Handle) -> Result<Temporary> {
    let columns = table.columns();
    let mut book = Workbook::new();
    let mut sheet = new_sheet(&mut book, &columns)?;
    let mut line = 0;
    loop {
        let batch = runtime.block_on(db.read(move |conn| {
            let rows = table.next(conn)?;
            Ok((rows, table))
        }));
        let (rows, rest) = batch?;
        table = rest;
        let Some(rows) = rows else {
            break;
        };
        for row in rows {
            if line == SHEET {
                sheet = new_sheet(&mut book, &columns)?;
                line = 0;
            }
            line += 1;
            write_row(sheet, line, &row)?;
        }
    }
    let mut written = Temporary::new()?;
    book.save_to_writer(BufWriter::new(&mut written.file))?;
    std::io::Seek::rewind(&mut written.file).map_err(anyhow::Error::from)?;
    Ok(written)
}

fn new_sheet<'a>(book: &'a mut Workbook, columns: &[String]) -> Result<&'a mut Worksheet> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (index, name) in (0..).zip(columns) {
        sheet.write_string(0, index, name)?;
    }
    Ok(sheet)
}

/// Texts are always texts: nothing typed by a visitor becomes a formula or a link.
fn write_row(sheet: &mut Worksheet, line: u32, row: &Row) -> Result<()> {
    for (index, cell) in (0..).zip(row) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                sheet.write_string(line, index, cut(text))?;
            }
            Cell::Number(value) => {
                sheet.write_number(line, index, *value as f64)?;
            }
            Cell::Decimal(value, places) => {
                let value = *value as f64 / 10_f64.powi(places.cast_signed());
                sheet.write_number(line, index, value)?;
            }
            Cell::Time(at) => {
                sheet.write_string(line, index, at.iso())?;
            }
            Cell::Flag(value) => {
                sheet.write_boolean(line, index, *value)?;
            }
        }
    }
    Ok(())
}

fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}
