//! The table of comparisons: which of two entries a judge found better.

use std::collections::{HashMap, HashSet, VecDeque};

use diesel::prelude::*;

use super::{BATCH, Codes, EntryName, Person, Rows, people_by_id, rounds_wanted};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::judging::pairs::{Comparison, Winner};
use crate::judging::{AssignmentState, Round};
use crate::schema::{assignments, comparisons, entries};

/// One answer, with its two entries by number.
struct Line {
    comparison: Comparison,
    round: i32,
    stream: String,
    item_a: String,
    item_b: String,
    judge: Person,
}

/// The first columns are what `shortlist results pairwise` reads; a judge is a number there, as in the table of scores.
const COMPARISON: &[Column<Line>] = &[
    ("judge", |line| line.judge.id.into()),
    ("item_a", |line| Cell::text(&line.item_a)),
    ("item_b", |line| Cell::text(&line.item_b)),
    ("winner", |line| {
        Cell::text(match line.comparison.winner {
            Winner::A => &line.item_a,
            Winner::B => &line.item_b,
            Winner::Tie => Winner::Tie.as_str(),
        })
    }),
    ("at", |line| line.comparison.compared_at.into()),
    ("round", |line| line.round.into()),
    ("stream", |line| Cell::text(&line.stream)),
    ("comparison_id", |line| line.comparison.id.into()),
    ("entry_a_id", |line| line.comparison.entry_a.into()),
    ("entry_b_id", |line| line.comparison.entry_b.into()),
    ("judge_name", |line| Cell::text(&line.judge.native_name)),
    ("judge_latin_name", |line| {
        Cell::text(&line.judge.latin_name)
    }),
    ("judge_email", |line| Cell::text(&line.judge.email)),
    ("judge_country", |line| Cell::text(line.judge.country)),
];

/// Where a batch ended: judge and entries, in the order of an index.
type Key = (Id<Account>, Id<Entry>, Id<Entry>);

/// The comparisons that stand: of accepted entries, neither of which was taken from its judge.
pub struct Comparisons {
    filter: Filter,
    rounds: VecDeque<Round>,
    after: Option<Key>,
    codes: Codes,
}

impl Comparisons {
    pub fn open(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        Ok(Self {
            filter,
            rounds: rounds.into(),
            after: None,
            codes: Codes::of(conn, contest)?,
        })
    }

    fn batch(&self, conn: &mut Conn, round: Id<Round>) -> Result<Vec<Comparison>> {
        let mut query = comparisons::table
            .filter(comparisons::round_id.eq(round))
            .into_boxed();
        if let Some((judge, a, b)) = self.after {
            query = query.filter(comparisons::judge_id.ge(judge)).filter(
                comparisons::judge_id
                    .gt(judge)
                    .or(comparisons::entry_a.gt(a))
                    .or(comparisons::entry_a.eq(a).and(comparisons::entry_b.gt(b))),
            );
        }
        Ok(query
            .order((
                comparisons::judge_id,
                comparisons::entry_a,
                comparisons::entry_b,
            ))
            .limit(BATCH as i64)
            .select(Comparison::as_select())
            .load(conn)?)
    }

    /// Of these entries those that are in the contest and that the filter leaves.
    fn entries(
        &self,
        conn: &mut Conn,
        found: &[Comparison],
    ) -> Result<HashMap<Id<Entry>, EntryName>> {
        let ids: HashSet<Id<Entry>> = found
            .iter()
            .flat_map(|each| [each.entry_a, each.entry_b])
            .collect();
        let mut query = entries::table
            .filter(entries::id.eq_any(ids))
            .filter(entries::state.eq(State::Accepted))
            .into_boxed();
        if let Some(stream) = self.filter.stream {
            query = query.filter(entries::stream_id.eq(stream));
        }
        if let Some(category) = self.filter.category {
            query = query.filter(entries::category_id.eq(Some(category)));
        }
        let names = query.select(EntryName::as_select()).load(conn)?;
        Ok(names.into_iter().map(|each| (each.id, each)).collect())
    }
}

/// What was taken from these judges in a round.
fn taken(
    conn: &mut Conn,
    round: Id<Round>,
    judges: &HashSet<Id<Account>>,
) -> Result<HashSet<(Id<Account>, Id<Entry>)>> {
    let rows: Vec<(Id<Account>, Id<Entry>)> = assignments::table
        .filter(assignments::round_id.eq(round))
        .filter(assignments::judge_id.eq_any(judges.iter().copied()))
        .filter(assignments::state.eq(AssignmentState::Recused))
        .select((assignments::judge_id, assignments::entry_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

impl Rows for Comparisons {
    fn columns(&self) -> Vec<String> {
        names(COMPARISON)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some((id, round)) = self.rounds.front().map(|round| (round.id, round.position)) else {
            return Ok(None);
        };
        let found = self.batch(conn, id)?;
        self.after = found
            .last()
            .map(|each| (each.judge_id, each.entry_a, each.entry_b));
        if found.len() < BATCH {
            self.rounds.pop_front();
            self.after = None;
        }
        let judges: HashSet<Id<Account>> = found.iter().map(|each| each.judge_id).collect();
        let entries = self.entries(conn, &found)?;
        let taken = taken(conn, id, &judges)?;
        let people = people_by_id(conn, judges.into_iter().collect())?;
        let stands = |each: &Comparison, entry| !taken.contains(&(each.judge_id, entry));
        let mut rows = Vec::with_capacity(found.len());
        for comparison in found {
            let (Some(a), Some(b), Some(judge)) = (
                entries.get(&comparison.entry_a),
                entries.get(&comparison.entry_b),
                people.get(&comparison.judge_id),
            ) else {
                continue;
            };
            if !stands(&comparison, a.id) || !stands(&comparison, b.id) {
                continue;
            }
            let line = Line {
                round,
                stream: self.codes.stream(a.stream_id).to_owned(),
                item_a: self.codes.number(a.stream_id, a.number),
                item_b: self.codes.number(b.stream_id, b.number),
                judge: judge.clone(),
                comparison,
            };
            rows.push(row(COMPARISON, &line));
        }
        Ok(Some(rows))
    }
}
