//! The tables of assignments and of results.

use std::collections::{HashMap, VecDeque};

use diesel::prelude::*;

use super::{
    BATCH, Codes, EntryName, Person, Progress, Rows, assigned, people_by_id, rounds_wanted,
};
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::judging::{Assignment, AssignmentState, BallotState, RecusalReason, Round};
use crate::results::{Method, Parameters, Ranking, RankingState};
use crate::schema::{
    accounts, assignments, awards, ballots, entries, placements, ranking_rows, rankings, recusals,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = assignments)]
struct AssignmentRow {
    id: Id<Assignment>,
    position: i32,
    state: AssignmentState,
    assigned_at: Moment,
    skipped_at: Option<Moment>,
}

struct Assigned {
    assignment: AssignmentRow,
    round: i32,
    entry: EntryName,
    number: String,
    stream: String,
    category: String,
    judge: Person,
    ballot: Option<BallotState>,
    recusal: Option<(RecusalReason, String)>,
}

const ASSIGNED: &[Column<Assigned>] = &[
    ("assignment_id", |line| line.assignment.id.into()),
    ("round", |line| line.round.into()),
    ("entry", |line| Cell::text(&line.number)),
    ("entry_id", |line| line.entry.id.into()),
    ("title", |line| Cell::text(&line.entry.title)),
    ("stream", |line| Cell::text(&line.stream)),
    ("category", |line| Cell::text(&line.category)),
    ("judge_id", |line| line.judge.id.into()),
    ("judge_name", |line| Cell::text(&line.judge.native_name)),
    ("judge_latin_name", |line| {
        Cell::text(&line.judge.latin_name)
    }),
    ("judge_email", |line| Cell::text(&line.judge.email)),
    ("position", |line| line.assignment.position.into()),
    ("state", |line| Cell::text(line.assignment.state)),
    ("assigned_at", |line| line.assignment.assigned_at.into()),
    ("skipped_at", |line| {
        Cell::optional(line.assignment.skipped_at, Cell::from)
    }),
    ("ballot_state", |line| {
        Cell::optional(line.ballot, Cell::text)
    }),
    ("recusal_reason", |line| {
        Cell::optional(line.recusal.as_ref(), |(reason, _)| Cell::text(reason))
    }),
    ("recusal_note", |line| {
        Cell::optional(line.recusal.as_ref(), |(_, note)| Cell::text(note))
    }),
];

/// Who is to score what.
pub struct Assignments {
    filter: Filter,
    progress: Progress,
    codes: Codes,
}

impl Assignments {
    pub fn open(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        Ok(Self {
            progress: Progress::through(rounds),
            codes: Codes::of(conn, contest)?,
            filter,
        })
    }

    fn batch(
        &self,
        conn: &mut Conn,
        round: Id<Round>,
    ) -> Result<Vec<(AssignmentRow, EntryName, Person)>> {
        let mut query = assigned!(assignments::table, round, self.progress, self.filter);
        if let Some(state) = &self.filter.state {
            query = query.filter(assignments::state.eq(state));
        }
        Ok(query
            .select((
                AssignmentRow::as_select(),
                EntryName::as_select(),
                Person::as_select(),
            ))
            .load(conn)?)
    }
}

impl Rows for Assignments {
    fn columns(&self) -> Vec<String> {
        names(ASSIGNED)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some((id, round)) = self.progress.round() else {
            return Ok(None);
        };
        let found = self.batch(conn, id)?;
        let last = found.last().map(|(_, entry, judge)| (entry.id, judge.id));
        self.progress.read(found.len(), last);
        let ids: Vec<_> = found.iter().map(|(assignment, ..)| assignment.id).collect();
        let rows: Vec<(Id<Assignment>, BallotState)> = ballots::table
            .filter(ballots::assignment_id.eq_any(ids.clone()))
            .select((ballots::assignment_id, ballots::state))
            .load(conn)?;
        let mut ballots: HashMap<Id<Assignment>, BallotState> = rows.into_iter().collect();
        let rows: Vec<(Id<Assignment>, (RecusalReason, String))> = recusals::table
            .filter(recusals::assignment_id.eq_any(ids))
            .select((recusals::assignment_id, (recusals::reason, recusals::note)))
            .load(conn)?;
        let mut recusals: HashMap<Id<Assignment>, (RecusalReason, String)> =
            rows.into_iter().collect();
        let lines = found.into_iter().map(|(assignment, entry, judge)| {
            let line = Assigned {
                number: self.codes.number(entry.stream_id, entry.number),
                stream: self.codes.stream(entry.stream_id).to_owned(),
                category: self.codes.category(entry.category_id).to_owned(),
                ballot: ballots.remove(&assignment.id),
                recusal: recusals.remove(&assignment.id),
                assignment,
                round,
                entry,
                judge,
            };
            row(ASSIGNED, &line)
        });
        Ok(Some(lines.collect()))
    }
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = rankings)]
struct RankingRow {
    id: Id<Ranking>,
    state: RankingState,
    method: Method,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = ranking_rows)]
struct RankedRow {
    rank: i32,
    category_rank: i32,
    score: i32,
    ballots: i32,
    through: bool,
    raw: i32,
    score_low: Option<i32>,
    score_high: Option<i32>,
    rank_low: Option<i32>,
    rank_high: Option<i32>,
    expected_rank: Option<i32>,
    top_chance: Option<i32>,
    decided_by: Option<i32>,
}

struct Ranked {
    ranking: RankingRow,
    round: i32,
    row: RankedRow,
    entry: EntryName,
    number: String,
    stream: String,
    category: String,
    creator: Option<Person>,
    awards: Vec<String>,
    /// The tie-break that decided for or against it at the line of the cut.
    decided_by: Option<String>,
}

/// A stream of a ranking, still to be read.
#[derive(Clone)]
struct Part {
    /// Its position in the contest.
    round: i32,
    ranking: RankingRow,
    /// The codes of the ranking's tie-breaks.
    tie_breaks: Vec<String>,
    stream: Id<Stream>,
}

const RANKED: &[Column<Ranked>] = &[
    ("round", |line| line.round.into()),
    ("ranking_state", |line| Cell::text(line.ranking.state)),
    ("method", |line| Cell::text(line.ranking.method)),
    ("stream", |line| Cell::text(&line.stream)),
    ("rank", |line| line.row.rank.into()),
    ("category", |line| Cell::text(&line.category)),
    ("category_rank", |line| line.row.category_rank.into()),
    ("entry", |line| Cell::text(&line.number)),
    ("entry_id", |line| line.entry.id.into()),
    ("title", |line| Cell::text(&line.entry.title)),
    ("creator_name", |line| {
        Cell::optional(line.creator.as_ref(), |who| Cell::text(&who.native_name))
    }),
    ("creator_latin_name", |line| {
        Cell::optional(line.creator.as_ref(), |who| Cell::text(&who.latin_name))
    }),
    ("creator_country", |line| {
        Cell::optional(line.creator.as_ref(), |who| Cell::text(who.country))
    }),
    ("score", |line| Cell::Decimal(line.row.score.into(), 3)),
    ("raw_mean", |line| Cell::Decimal(line.row.raw.into(), 3)),
    ("score_low", |line| decimal(line.row.score_low, 3)),
    ("score_high", |line| decimal(line.row.score_high, 3)),
    ("rank_low", |line| {
        Cell::optional(line.row.rank_low, Cell::from)
    }),
    ("rank_high", |line| {
        Cell::optional(line.row.rank_high, Cell::from)
    }),
    ("expected_rank", |line| decimal(line.row.expected_rank, 2)),
    ("top_chance_percent", |line| decimal(line.row.top_chance, 2)),
    ("ballots", |line| line.row.ballots.into()),
    ("through", |line| Cell::Flag(line.row.through)),
    ("decided_by", |line| {
        Cell::optional(line.decided_by.as_ref(), Cell::text)
    }),
    ("awards", |line| Cell::list(&line.awards)),
];

/// The states of rankings that hold.
pub(super) const HOLDING: [RankingState; 3] = [
    RankingState::Computed,
    RankingState::Provisional,
    RankingState::Final,
];

fn decimal(value: Option<i32>, digits: u32) -> Cell {
    Cell::optional(value, |value| Cell::Decimal(value.into(), digits))
}

/// The last ranking of each round that holds, stream by stream, by rank.
pub struct Results {
    filter: Filter,
    codes: Codes,
    parts: VecDeque<Part>,
    after: Option<(i32, Id<Entry>)>,
}

impl Results {
    pub fn open(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let streams = contest.streams(conn)?;
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        let newest_first: Vec<(Id<Round>, RankingRow, Json<Parameters>)> = rankings::table
            .filter(rankings::contest_id.eq(contest.id))
            .filter(rankings::state.eq_any(HOLDING))
            .order(rankings::id.desc())
            .select((
                rankings::round_id,
                RankingRow::as_select(),
                rankings::parameters,
            ))
            .load(conn)?;
        let mut parts = VecDeque::new();
        for round in rounds {
            let last = newest_first.iter().find(|(id, ..)| *id == round.id);
            for stream in &streams {
                if filter.stream.is_none_or(|wanted| wanted == stream.id)
                    && let Some((_, ranking, parameters)) = last
                {
                    let codes = parameters.tie_break_codes().into_iter();
                    parts.push_back(Part {
                        round: round.position,
                        ranking: ranking.clone(),
                        tie_breaks: codes.map(str::to_owned).collect(),
                        stream: stream.id,
                    });
                }
            }
        }
        Ok(Self {
            filter,
            codes: Codes::of(conn, contest)?,
            parts,
            after: None,
        })
    }

    fn batch(
        &self,
        conn: &mut Conn,
        ranking: &RankingRow,
        stream: Id<Stream>,
    ) -> Result<Vec<(RankedRow, EntryName)>> {
        let mut query = ranking_rows::table
            .inner_join(entries::table)
            .filter(ranking_rows::ranking_id.eq(ranking.id))
            .filter(ranking_rows::stream_id.eq(stream))
            .into_boxed();
        if let Some(category) = self.filter.category {
            query = query.filter(ranking_rows::category_id.eq(Some(category)));
        }
        if let Some((rank, entry)) = self.after {
            query = query.filter(ranking_rows::rank.ge(rank)).filter(
                ranking_rows::rank.gt(rank).or(ranking_rows::rank
                    .eq(rank)
                    .and(ranking_rows::entry_id.gt(entry))),
            );
        }
        Ok(query
            .order((ranking_rows::rank, ranking_rows::entry_id))
            .limit(BATCH as i64)
            .select((RankedRow::as_select(), EntryName::as_select()))
            .load(conn)?)
    }
}

impl Rows for Results {
    fn columns(&self) -> Vec<String> {
        names(RANKED)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some(part) = self.parts.front().cloned() else {
            return Ok(None);
        };
        let ranking = part.ranking;
        let found = self.batch(conn, &ranking, part.stream)?;
        self.after = found.last().map(|(row, entry)| (row.rank, entry.id));
        if found.len() < BATCH {
            self.parts.pop_front();
            self.after = None;
        }
        let creators = found.iter().map(|(_, entry)| entry.creator_id);
        let people = people_by_id(conn, creators.collect())?;
        let placed: Vec<(Id<Entry>, String)> = placements::table
            .inner_join(awards::table)
            .filter(placements::ranking_id.eq(ranking.id))
            .filter(
                placements::entry_id.eq_any(found.iter().map(|(_, e)| e.id).collect::<Vec<_>>()),
            )
            .order(awards::position)
            .select((placements::entry_id, awards::code))
            .load(conn)?;
        let mut prizes: HashMap<Id<Entry>, Vec<String>> = HashMap::new();
        for (entry, code) in placed {
            prizes.entry(entry).or_default().push(code);
        }
        let lines = found.into_iter().map(|(ranked, entry)| {
            let line = Ranked {
                number: self.codes.number(entry.stream_id, entry.number),
                stream: self.codes.stream(entry.stream_id).to_owned(),
                category: self.codes.category(entry.category_id).to_owned(),
                creator: people.get(&entry.creator_id).cloned(),
                awards: prizes.remove(&entry.id).unwrap_or_default(),
                decided_by: ranked
                    .decided_by
                    .and_then(|n| part.tie_breaks.get(usize::try_from(n - 1).ok()?).cloned()),
                ranking: ranking.clone(),
                round: part.round,
                row: ranked,
                entry,
            };
            row(RANKED, &line)
        });
        Ok(Some(lines.collect()))
    }
}
