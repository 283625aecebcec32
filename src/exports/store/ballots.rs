//! The tables of ballots, long and wide, and of scores alone.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::{
    BATCH, Codes, EntryName, Person, Progress, Rows, assigned, people_by_id, rounds_wanted,
};
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::i18n::Country;
use crate::judging::{Ballot, BallotState, Round};
use crate::schema::{accounts, assignments, ballots, criteria, entries, rounds, scores};

#[derive(Queryable, Selectable)]
#[diesel(table_name = ballots)]
struct BallotRow {
    id: Id<Ballot>,
    state: BallotState,
    total: Option<i32>,
    note: String,
    submitted_at: Option<Moment>,
}

/// Points for one criterion.
struct Score {
    criterion: String,
    /// Hundredths of a percent.
    weight: i32,
    /// Tenths.
    points: i32,
}

/// One ballot, with one of its scores in the tables that have a row for each.
struct Line {
    ballot: BallotRow,
    round: i32,
    entry: EntryName,
    number: String,
    stream: String,
    category: String,
    entry_country: Option<Country>,
    judge: Person,
    score: Option<Score>,
}

const BALLOT: &[Column<Line>] = &[
    ("ballot_id", |line| line.ballot.id.into()),
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
    ("judge_country", |line| Cell::text(line.judge.country)),
    ("state", |line| Cell::text(line.ballot.state)),
    ("submitted_at", |line| {
        Cell::optional(line.ballot.submitted_at, Cell::from)
    }),
    ("total", |line| {
        Cell::optional(line.ballot.total, |total| Cell::Decimal(total.into(), 3))
    }),
    ("note", |line| Cell::text(&line.ballot.note)),
];

const SCORE: &[Column<Line>] = &[
    ("criterion", |line| {
        Cell::optional(line.score.as_ref(), |score| Cell::text(&score.criterion))
    }),
    ("weight", |line| {
        Cell::optional(line.score.as_ref(), |score| {
            Cell::Decimal(score.weight.into(), 2)
        })
    }),
    ("points", |line| {
        Cell::optional(line.score.as_ref(), |score| {
            Cell::Decimal(score.points.into(), 1)
        })
    }),
];

/// What `shortlist results rank` reads: a judge is a number here, so that the table may be shown.
const SCORES_ALONE: &[Column<Line>] = &[
    ("entry", |line| {
        if line.number.is_empty() {
            line.entry.id.into()
        } else {
            Cell::text(&line.number)
        }
    }),
    ("judge", |line| line.judge.id.into()),
    ("score", |line| {
        Cell::optional(line.score.as_ref(), |score| {
            Cell::Decimal(score.points.into(), 1)
        })
    }),
    ("criterion", |line| {
        Cell::optional(line.score.as_ref(), |score| Cell::text(&score.criterion))
    }),
    ("weight", |line| {
        Cell::optional(line.score.as_ref(), |score| {
            Cell::Decimal(score.weight.into(), 2)
        })
    }),
    ("judge_country", |line| Cell::text(line.judge.country)),
    ("entry_country", |line| {
        Cell::optional(line.entry_country, Cell::text)
    }),
    ("round", |line| line.round.into()),
    ("stream", |line| Cell::text(&line.stream)),
    ("category", |line| Cell::text(&line.category)),
];

enum Shape {
    Long,
    /// With the criteria that have a column.
    Wide(Vec<String>),
    Scores,
}

pub struct Ballots {
    shape: Shape,
    filter: Filter,
    progress: Progress,
    codes: Codes,
}

type Found = (BallotRow, EntryName, Person);

impl Ballots {
    /// A row a ballot and criterion.
    pub fn long(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        Self::open(conn, contest, filter, Shape::Long)
    }

    /// A row a ballot, a column for each criterion of the rounds wanted.
    pub fn wide(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        let ids: Vec<_> = rounds.iter().map(|round| round.id).collect();
        let mut columns = Vec::new();
        let codes: Vec<String> = criteria::table
            .inner_join(rounds::table)
            .filter(criteria::round_id.eq_any(ids))
            .order((rounds::position, criteria::position))
            .select(criteria::code)
            .load(conn)?;
        for code in codes {
            if !columns.contains(&code) {
                columns.push(code);
            }
        }
        Self::open(conn, contest, filter, Shape::Wide(columns))
    }

    /// Points of submitted ballots.
    pub fn scores(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let filter = Filter {
            state: Some("submitted".to_owned()),
            ..filter
        };
        Self::open(conn, contest, filter, Shape::Scores)
    }

    fn open(conn: &mut Conn, contest: &Contest, filter: Filter, shape: Shape) -> Result<Self> {
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        Ok(Self {
            shape,
            filter,
            progress: Progress::through(rounds),
            codes: Codes::of(conn, contest)?,
        })
    }

    fn batch(&self, conn: &mut Conn, round: Id<Round>) -> Result<Vec<Found>> {
        let source = assignments::table.inner_join(ballots::table);
        let mut query = assigned!(source, round, self.progress, self.filter);
        if let Some(state) = &self.filter.state {
            query = query.filter(ballots::state.eq(state));
        }
        Ok(query
            .select((
                BallotRow::as_select(),
                EntryName::as_select(),
                Person::as_select(),
            ))
            .load(conn)?)
    }

    fn rows_of(&self, mut line: Line, scores: Vec<Score>, rows: &mut Vec<Row>) {
        match &self.shape {
            Shape::Wide(columns) => {
                let given: BTreeMap<_, _> = scores
                    .iter()
                    .map(|score| (score.criterion.as_str(), score.points))
                    .collect();
                let mut cells = row(BALLOT, &line);
                cells.extend(columns.iter().map(|code| {
                    let points = given.get(code.as_str());
                    Cell::optional(points, |points| Cell::Decimal((*points).into(), 1))
                }));
                rows.push(cells);
            }
            Shape::Long => {
                for score in scores {
                    line.score = Some(score);
                    let mut cells = row(BALLOT, &line);
                    cells.extend(row(SCORE, &line));
                    rows.push(cells);
                }
            }
            Shape::Scores => {
                for score in scores {
                    line.score = Some(score);
                    rows.push(row(SCORES_ALONE, &line));
                }
            }
        }
    }
}

impl Rows for Ballots {
    fn columns(&self) -> Vec<String> {
        let mut columns = names(BALLOT);
        match &self.shape {
            Shape::Long => columns.extend(names(SCORE)),
            Shape::Wide(codes) => columns.extend(
                codes
                    .iter()
                    .map(|code| format!("points_{}", code.replace('-', "_"))),
            ),
            Shape::Scores => columns = names(SCORES_ALONE),
        }
        columns
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some((id, round)) = self.progress.round() else {
            return Ok(None);
        };
        let found = self.batch(conn, id)?;
        let last = found.last().map(|(_, entry, judge)| (entry.id, judge.id));
        self.progress.read(found.len(), last);
        let mut scores = scores_of(conn, found.iter().map(|(ballot, ..)| ballot.id).collect())?;
        let creators = match self.shape {
            Shape::Scores => {
                let ids = found.iter().map(|(_, entry, _)| entry.creator_id);
                people_by_id(conn, ids.collect())?
            }
            Shape::Long | Shape::Wide(_) => HashMap::new(),
        };
        let mut rows = Vec::with_capacity(found.len());
        for (ballot, entry, judge) in found {
            let scores = scores.remove(&ballot.id).unwrap_or_default();
            let line = Line {
                number: self.codes.number(entry.stream_id, entry.number),
                stream: self.codes.stream(entry.stream_id).to_owned(),
                category: self.codes.category(entry.category_id).to_owned(),
                entry_country: creators.get(&entry.creator_id).map(|each| each.country),
                ballot,
                round,
                entry,
                judge,
                score: None,
            };
            self.rows_of(line, scores, &mut rows);
        }
        Ok(Some(rows))
    }
}

fn scores_of(conn: &mut Conn, ballots: Vec<Id<Ballot>>) -> Result<HashMap<Id<Ballot>, Vec<Score>>> {
    let found: Vec<(Id<Ballot>, String, i32, i32)> = scores::table
        .inner_join(criteria::table)
        .filter(scores::ballot_id.eq_any(ballots))
        .order((scores::ballot_id, criteria::position))
        .select((
            scores::ballot_id,
            criteria::code,
            criteria::weight,
            scores::points,
        ))
        .load(conn)?;
    let mut by_ballot: HashMap<_, Vec<Score>> = HashMap::new();
    for (ballot, criterion, weight, points) in found {
        by_ballot.entry(ballot).or_default().push(Score {
            criterion,
            weight,
            points,
        });
    }
    Ok(by_ballot)
}
