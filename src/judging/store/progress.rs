//! How far a round is: by judge and by entry, counted from stored ballots.

use diesel::dsl::{count, count_star, exists, max, sum};
use diesel::prelude::*;

use super::field::takes;
use super::queue::Counts;
use super::stage::{Stage, is_live};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, number_text};
use crate::error::Result;
use crate::events::Event;
use crate::judging::Round;
use crate::schema::{accounts, assignments, ballots, entries, panelists, streams, watches};
use crate::web::paging::{Cursor, LIMIT, Paged};

/// One judge of a round and what became of their entries.
#[derive(Clone, Debug)]
pub struct JudgeProgress {
    pub account: Account,
    pub counts: Counts,
    pub last: Option<Moment>,
    /// Of the films that were begun to be watched on the page: how many, and their percentages together.
    pub films: i64,
    pub percent: i64,
}

impl JudgeProgress {
    /// How much of a film that they began this judge played on average, in percent, rounded down.
    pub fn watched(&self) -> Option<i64> {
        self.percent.checked_div(self.films)
    }
}

/// One entry of a round and how many submitted ballots it has.
#[derive(Clone, Debug)]
pub struct Coverage {
    pub entry: Id<Entry>,
    pub number: String,
    pub title: String,
    pub ballots: i64,
}

impl Round {
    /// The panel with its counts, by name. Two statements.
    pub fn judges(&self, conn: &mut Conn) -> Result<Vec<JudgeProgress>> {
        type Row = (Id<Account>, Stage, i64, Option<Moment>, (i64, Option<i64>));
        let panel: Vec<Account> = panelists::table
            .inner_join(accounts::table)
            .filter(panelists::round_id.eq(self.id))
            .order((accounts::latin_name, accounts::id))
            .select(Account::as_select())
            .load(conn)?;
        let counts: Vec<Row> = assignments::table
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .left_join(watches::table.on(watches::assignment_id.eq(assignments::id)))
            .filter(assignments::round_id.eq(self.id))
            .filter(assignments::stage.ne(Stage::Gone))
            .group_by((assignments::judge_id, assignments::stage))
            .select((
                assignments::judge_id,
                assignments::stage,
                count_star(),
                max(ballots::updated_at.nullable()),
                (
                    count(watches::percent.nullable()),
                    sum(watches::percent.nullable()),
                ),
            ))
            .load(conn)?;
        Ok(panel
            .into_iter()
            .map(|account| {
                let mut row = JudgeProgress {
                    counts: Counts::default(),
                    last: None,
                    films: 0,
                    percent: 0,
                    account,
                };
                for (judge, stage, n, last, (films, percent)) in &counts {
                    if *judge != row.account.id {
                        continue;
                    }
                    row.counts.add(*stage, *n);
                    row.last = row.last.max(*last);
                    if stage.is_own() {
                        row.films += films;
                        row.percent += percent.unwrap_or(0);
                    }
                }
                row
            })
            .collect())
    }

    /// The round's entries with their ballots, the least covered first. One statement.
    pub fn coverage(
        &self,
        conn: &mut Conn,
        after: Option<Cursor<i64, Id<Entry>>>,
    ) -> Result<Paged<Coverage>> {
        type Row = (Id<Entry>, Option<i32>, Option<String>, Option<String>, i64);
        let Cursor(ballots, id) = after.unwrap_or(Cursor(-1, Id::from(uuid::Uuid::nil())));
        let submitted = || count(ballots::submitted_at.nullable());
        let rows: Vec<Row> = entries::table
            .inner_join(streams::table)
            .left_join(
                assignments::table.on(assignments::entry_id
                    .eq(entries::id)
                    .and(assignments::round_id.eq(self.id))
                    .and(is_live())),
            )
            .left_join(
                ballots::table.on(ballots::assignment_id
                    .nullable()
                    .eq(assignments::id.nullable())),
            )
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(exists(takes(self.id)))
            .group_by(entries::id)
            .having(
                submitted()
                    .gt(ballots)
                    .or(submitted().eq(ballots).and(entries::id.gt(id))),
            )
            .order((submitted(), entries::id))
            .limit(LIMIT)
            .select((
                entries::id,
                max(entries::number),
                max(streams::code),
                max(entries::title),
                submitted(),
            ))
            .load(conn)?;
        let rows = rows
            .into_iter()
            .map(|(entry, number, stream, title, ballots)| Coverage {
                entry,
                number: number_text(&stream.unwrap_or_default(), number.unwrap_or(0)),
                title: title.unwrap_or_default(),
                ballots,
            })
            .collect();
        Ok(Paged::new(rows, |row: &Coverage| {
            Cursor(row.ballots, row.entry)
        }))
    }

    /// How many of the round's entries have fewer submitted ballots than `least`. One statement.
    pub fn under(&self, conn: &mut Conn, least: i64) -> Result<usize> {
        let enough = assignments::table
            .inner_join(ballots::table)
            .filter(assignments::round_id.eq(self.id))
            .filter(is_live())
            .filter(ballots::submitted_at.is_not_null())
            .group_by(assignments::entry_id)
            .having(count_star().ge(least))
            .select(assignments::entry_id);
        let fewer: i64 = entries::table
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(exists(takes(self.id)))
            .filter(entries::id.ne_all(enough))
            .count()
            .get_result(conn)?;
        Ok(usize::try_from(fewer).unwrap_or(0))
    }

    /// Mails the judges among `chosen` who still have entries to score. Says how many were mailed.
    pub fn remind(
        &self,
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        chosen: &[Id<Account>],
        base_url: &str,
        now: Moment,
    ) -> Result<usize> {
        let judges: Vec<JudgeProgress> = self
            .judges(conn)?
            .into_iter()
            .filter(|judge| judge.counts.unfinished() > 0 && chosen.contains(&judge.account.id))
            .collect();
        for judge in &judges {
            self.letter(
                "judging-reminder",
                &judge.account,
                contest,
                judge.counts.unfinished(),
                base_url,
            )
            .queue(conn, &(&judge.account).into(), now)?;
        }
        if !judges.is_empty() {
            let ids: Vec<_> = judges.iter().map(|judge| judge.account.id).collect();
            Event::new("round", self.id, "reminded")
                .by(by.id)
                .in_contest(self.contest_id)
                .with(serde_json::json!({ "judges": ids }))
                .record(conn, now)?;
        }
        Ok(judges.len())
    }
}
