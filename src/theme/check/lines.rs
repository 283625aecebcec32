//! Entries as JSON lines: read in batches, worked on by all threads, told apart when one is bad.

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;

/// Entries that are read before they are worked on by all threads; more are never in memory.
const TOGETHER: usize = 256;
/// Most threads that one command works with.
const THREADS: usize = 16;
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

/// Calls `each` with the entries of a file in batches, with their line numbers and in their order. Entries before a bad
/// line are worked on before the error is given.
pub(super) fn batches<T: DeserializeOwned>(
    file: &str,
    input: &mut dyn BufRead,
    mut each: impl FnMut(&[(usize, T)]) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let mut batch = Vec::with_capacity(TOGETHER);
    let read = lines(file, input, |line, row| {
        batch.push((line, row));
        if batch.len() == TOGETHER {
            each(&batch)?;
            batch.clear();
        }
        Ok(())
    });
    match read {
        Err(CommandError::Io(error)) => Err(error.into()),
        read => each(&batch).and(read),
    }
}

/// Calls `work` with equal parts of `items` on as many threads as the machine has; answers in the order of the items.
pub(super) fn on_all_threads<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(threads.min(THREADS)).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let running: Vec<_> = items
            .chunks(part)
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        running.into_iter().flat_map(join).collect()
    })
}
