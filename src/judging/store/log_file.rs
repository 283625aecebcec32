//! The score log of a round on its way out, as JSON Lines.

use super::scorelog::LogState;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::judging::{Round, scorelog};

/// Records read at a time.
const BATCH: i64 = 1_000;

/// A log about to be written: how far it was, and where the log ended when that began. A log only grows, so that what is
/// read in batches is one state of it.
pub struct LogFile {
    round: Round,
    end: LogState,
    written: i32,
    is_ended: bool,
}

impl LogFile {
    /// Not found before the round's log has begun. One statement.
    pub fn open(conn: &mut Conn, round: Round) -> Result<Self> {
        let end = round.log_state(conn)?.ok_or(Error::NotFound)?;
        Ok(Self {
            round,
            end,
            written: 0,
            is_ended: false,
        })
    }

    /// The next lines, the last line with the digest of the end among them; none after it. One statement.
    pub fn next(&mut self, conn: &mut Conn) -> Result<Option<String>> {
        if self.is_ended {
            return Ok(None);
        }
        let left = self.end.records - self.written;
        let wanted = BATCH.min(i64::from(left));
        let rows = self.round.log_records(conn, self.written, wanted)?;
        let mut text: String = rows
            .iter()
            .map(|(digest, record)| scorelog::line(digest, record))
            .collect();
        self.written += i32::try_from(rows.len()).unwrap_or(left);
        if rows.is_empty() || self.written >= self.end.records {
            text += &scorelog::last_line(&self.end.digest, self.end.records);
            self.is_ended = true;
        }
        Ok(Some(text))
    }
}
