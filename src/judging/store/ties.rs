//! Organisations that judges say they have a tie to.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::contests::Judge;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::Tie;
use crate::judging::assign::organisation;
use crate::schema::judge_ties;

/// As many as a person may well have; more would be asking whose the entries are.
const MOST: i64 = 30;

impl Tie {
    /// What this judge declared, in the order of time. One statement.
    pub fn of(conn: &mut Conn, judge: &Judge) -> Result<Vec<Self>> {
        Ok(judge_ties::table
            .filter(judge_ties::contest_id.eq(judge.contest.id))
            .filter(judge_ties::judge_id.eq(judge.account.id))
            .order(judge_ties::id)
            .select(Self::as_select())
            .load(conn)?)
    }

    /// Records a tie. It binds every draw from now on; entries that the judge has already stay theirs until an admin has
    /// looked, since what then leaves a queue would tell whose it is. The same organisation twice is one tie.
    pub fn declare(conn: &mut Conn, judge: &Judge, name: &str, now: Moment) -> Result<()> {
        let folded = organisation(name);
        let own = judge_ties::table
            .filter(judge_ties::contest_id.eq(judge.contest.id))
            .filter(judge_ties::judge_id.eq(judge.account.id));
        let known: i64 = own
            .filter(judge_ties::folded.eq(&folded))
            .select(count_star())
            .first(conn)?;
        if known > 0 {
            return Ok(());
        }
        let count: i64 = own.select(count_star()).first(conn)?;
        if count >= MOST {
            return Err(Error::Conflict("error-many-ties"));
        }
        let id = Id::<Self>::new();
        diesel::insert_into(judge_ties::table)
            .values((
                judge_ties::id.eq(id),
                judge_ties::contest_id.eq(judge.contest.id),
                judge_ties::judge_id.eq(judge.account.id),
                judge_ties::organisation.eq(name),
                judge_ties::folded.eq(&folded),
                judge_ties::declared_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("tie", id, "declared")
            .by(judge.account.id)
            .in_contest(judge.contest.id)
            .with(serde_json::json!({ "organisation": name }))
            .record(conn, now)
    }
}
