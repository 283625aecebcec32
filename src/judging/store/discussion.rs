//! The discussion of an entry among its judges, and the admins.

use diesel::prelude::*;

use super::Scorecard;
use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::discussion::{MOST, Remark, Said, voices};
use crate::judging::{Discussion, Round, RoundState};
use crate::schema::{accounts, assignments, entries, remarks, streams};

/// A remark with who wrote it, for admins.
#[derive(Clone, Debug)]
pub struct SignedRemark {
    pub author: Account,
    pub remark: Remark,
}

impl Scorecard {
    /// Refuses whoever may not see the discussion of this entry: it is off, or their own ballot is not in.
    pub fn require_discussion(&self) -> Result<()> {
        match self.round.discussion {
            Discussion::Off => Err(Error::NotFound),
            Discussion::On if self.is_submitted() => Ok(()),
            Discussion::On => Err(Error::Conflict("error-discussion-closed")),
        }
    }

    /// What was said about this entry, in order, without names. Two statements.
    pub fn discussion(&self, conn: &mut Conn) -> Result<Vec<Said>> {
        self.require_discussion()?;
        let judges: Vec<Id<Account>> = assignments::table
            .filter(
                assignments::round_id
                    .eq(self.round.id)
                    .and(assignments::entry_id.eq(self.assignment.entry_id)),
            )
            .select(assignments::judge_id)
            .load(conn)?;
        let said: Vec<Remark> = remarks::table
            .filter(
                remarks::round_id
                    .eq(self.round.id)
                    .and(remarks::entry_id.eq(self.assignment.entry_id)),
            )
            .order((remarks::at, remarks::id))
            .select(Remark::as_select())
            .load(conn)?;
        let authors: Vec<_> = said
            .iter()
            .map(|remark| (remark.account_id, judges.contains(&remark.account_id)))
            .collect();
        Ok(voices(&authors, self.assignment.judge_id)
            .into_iter()
            .zip(said)
            .map(|(voice, remark)| Said {
                voice,
                text: remark.text,
                at: remark.at,
            })
            .collect())
    }

    /// Says something about this entry while the round is open. Sent twice it is said once.
    pub fn remark(&self, conn: &mut Conn, id: Id<Remark>, text: &str, now: Moment) -> Result<()> {
        self.require_discussion()?;
        let judge = self.assignment.judge_id;
        self.round
            .remark(conn, self.assignment.entry_id, judge, id, text, now)
    }
}

impl Round {
    /// What was said about an entry, with names. One statement.
    pub fn remarks(&self, conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<SignedRemark>> {
        let rows: Vec<(Account, Remark)> = remarks::table
            .inner_join(accounts::table)
            .filter(
                remarks::round_id
                    .eq(self.id)
                    .and(remarks::entry_id.eq(entry)),
            )
            .order((remarks::at, remarks::id))
            .select((Account::as_select(), Remark::as_select()))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|(author, remark)| SignedRemark { author, remark })
            .collect())
    }

    /// Number and title of an entry that has judges in the round; another is not found. One statement.
    pub fn judged_title(&self, conn: &mut Conn, entry: Id<Entry>) -> Result<String> {
        let (stream, number, title): (String, Option<i32>, String) = assignments::table
            .inner_join(entries::table.inner_join(streams::table))
            .filter(
                assignments::round_id
                    .eq(self.id)
                    .and(assignments::entry_id.eq(entry)),
            )
            .select((streams::code, entries::number, entries::title))
            .first(conn)?;
        Ok(format!(
            "{} {title}",
            number_text(&stream, number.unwrap_or(0))
        ))
    }

    /// Puts a remark of `by` on record while the round is open. The same key again changes nothing.
    pub fn remark(
        &self,
        conn: &mut Conn,
        entry: Id<Entry>,
        by: Id<Account>,
        id: Id<Remark>,
        text: &str,
        now: Moment,
    ) -> Result<()> {
        if self.discussion == Discussion::Off {
            return Err(Error::NotFound);
        }
        if self.state != RoundState::Open {
            return Err(Error::Conflict("error-round-closed"));
        }
        self.hold_open(conn)?;
        let on_entry = remarks::round_id
            .eq(self.id)
            .and(remarks::entry_id.eq(entry));
        let known: Option<Id<Account>> = remarks::table
            .filter(remarks::id.eq(id))
            .select(remarks::account_id)
            .first(conn)
            .optional()?;
        match known {
            Some(author) if author == by => return Ok(()),
            Some(_) => return Err(Error::NotFound),
            None => {}
        }
        let many: i64 = remarks::table.filter(on_entry).count().get_result(conn)?;
        if many >= MOST {
            return Err(Error::Conflict("error-many-remarks"));
        }
        diesel::insert_into(remarks::table)
            .values((
                remarks::id.eq(id),
                remarks::round_id.eq(self.id),
                remarks::entry_id.eq(entry),
                remarks::account_id.eq(by),
                remarks::at.eq(now),
                remarks::text.eq(text),
            ))
            .execute(conn)?;
        Event::new("remark", id, "written")
            .by(by)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "round": self.id, "entry": entry }))
            .record(conn, now)
    }
}
