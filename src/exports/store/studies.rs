//! The tables of what a ranking says beside its ranks: how far its figures can be trusted, its judges, and whether places hold.

use std::collections::{HashMap, VecDeque};

use diesel::prelude::*;

use super::{Person, Rows, people_by_id, rounds_wanted};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::judging::Round;
use crate::results::run::places::Place;
use crate::results::run::study::{JudgeRow, Study};
use crate::results::store::{Decided, decisions};
use crate::results::{Method, Ranking, RankingState};
use crate::schema::rankings;

/// Decimal places of figures that a model gives.
const PLACES: u32 = 6;

/// What a line is about: a round, and the ranking of it that holds.
#[derive(Clone)]
struct Of {
    round: i32,
    state: RankingState,
    method: Method,
}

/// One figure. What it has not is empty.
struct Figure {
    of: Of,
    measure: &'static str,
    /// Of how many ballots, or of which method, the figure is.
    about: String,
    value: Option<f64>,
    ends: Option<(f64, f64)>,
    p: Option<f64>,
}

const FIGURES: &[Column<Figure>] = &[
    ("round", |line| line.of.round.into()),
    ("ranking_state", |line| Cell::text(line.of.state)),
    ("method", |line| Cell::text(line.of.method)),
    ("measure", |line| Cell::text(line.measure)),
    ("of", |line| Cell::text(&line.about)),
    ("value", |line| figure(line.value)),
    ("low", |line| figure(line.ends.map(|ends| ends.0))),
    ("high", |line| figure(line.ends.map(|ends| ends.1))),
    ("p", |line| figure(line.p)),
];

/// A judge of a ranking, and what was decided of the ballots. Judges whose ballots do not count have no figures.
struct Seat {
    of: Of,
    row: Option<JudgeRow>,
    judge: Option<Person>,
    decided: Option<Decided>,
}

impl Seat {
    fn figure(&self, of: impl FnOnce(&JudgeRow) -> Option<f64>) -> Cell {
        figure(self.row.as_ref().and_then(of))
    }
}

const SEATS: &[Column<Seat>] = &[
    ("round", |line| line.of.round.into()),
    ("ranking_state", |line| Cell::text(line.of.state)),
    ("method", |line| Cell::text(line.of.method)),
    ("pseudonym", |line| {
        Cell::optional(line.row.as_ref(), |row| Cell::text(&row.name))
    }),
    ("judge_id", |line| {
        Cell::optional(line.judge.as_ref(), |judge| judge.id.into())
    }),
    ("judge_name", |line| {
        Cell::optional(line.judge.as_ref(), |judge| Cell::text(&judge.native_name))
    }),
    ("judge_latin_name", |line| {
        Cell::optional(line.judge.as_ref(), |judge| Cell::text(&judge.latin_name))
    }),
    ("judge_email", |line| {
        Cell::optional(line.judge.as_ref(), |judge| Cell::text(&judge.email))
    }),
    ("judge_country", |line| {
        Cell::optional(line.judge.as_ref(), |judge| Cell::text(judge.country))
    }),
    ("ballots", |line| {
        Cell::Number(line.row.as_ref().map_or(0, |row| row.ballots))
    }),
    ("mean", |line| line.figure(|row| Some(row.mean))),
    ("sd", |line| line.figure(|row| row.sd)),
    ("leniency", |line| {
        line.figure(|row| row.leniency.map(|found| found.0))
    }),
    ("leniency_error", |line| {
        line.figure(|row| row.leniency.map(|found| found.1))
    }),
    ("noise", |line| line.figure(|row| row.noise)),
    ("correlation", |line| line.figure(|row| row.correlation)),
    ("flag", |line| {
        Cell::optional(line.row.as_ref().and_then(|row| row.flag), Cell::text)
    }),
    ("decision", |line| {
        Cell::optional(line.decided.as_ref(), |it| Cell::text(it.decision))
    }),
    ("decision_reason", |line| {
        Cell::optional(line.decided.as_ref(), |it| Cell::text(&it.reason))
    }),
    ("decided_by", |line| {
        Cell::optional(line.decided.as_ref(), |it| Cell::text(&it.by.native_name))
    }),
    ("decided_at", |line| {
        Cell::optional(line.decided.as_ref(), |it| it.at.into())
    }),
];

/// A place that awards go to, tried otherwise.
struct Tried {
    of: Of,
    place: Place,
}

impl Tried {
    /// Its rank by a method; its own by the one of the ranking.
    fn rank_by(&self, method: Method) -> Cell {
        if method == self.of.method {
            return self.place.rank.into();
        }
        let found = self
            .place
            .otherwise
            .iter()
            .find(|(each, _)| *each == method);
        Cell::optional(found.and_then(|(_, rank)| *rank), Cell::from)
    }
}

const TRIED: &[Column<Tried>] = &[
    ("round", |line| line.of.round.into()),
    ("ranking_state", |line| Cell::text(line.of.state)),
    ("method", |line| Cell::text(line.of.method)),
    ("stream", |line| Cell::text(&line.place.stream)),
    ("entry", |line| Cell::text(&line.place.name)),
    ("rank", |line| line.place.rank.into()),
    ("places_of_awards", |line| line.place.range.into()),
    ("holds", |line| Cell::text(line.place.hold().word())),
    ("rank_crossed", |line| line.rank_by(Method::Crossed)),
    ("rank_mean", |line| line.rank_by(Method::Mean)),
    ("rank_trimmed", |line| line.rank_by(Method::Trimmed)),
    ("rank_median", |line| line.rank_by(Method::Median)),
    ("rank_z", |line| line.rank_by(Method::ZScore)),
    ("rank_weighted", |line| line.rank_by(Method::Weighted)),
    ("rank_pairs", |line| line.rank_by(Method::Pairs)),
    ("best_without_a_judge", |line| {
        Cell::optional(line.place.without.as_ref(), |it| it.best.into())
    }),
    ("worst_without_a_judge", |line| {
        Cell::optional(line.place.without.as_ref(), |it| it.worst.into())
    }),
    ("worst_without", |line| {
        Cell::optional(line.place.without.as_ref(), |it| Cell::text(&it.judge))
    }),
];

fn figure(value: Option<f64>) -> Cell {
    let scaled = value.map(|value| (value * 10_f64.powi(PLACES.cast_signed())).round());
    let known = scaled.filter(|value| value.is_finite());
    Cell::optional(known, |value| Cell::Decimal(value as i64, PLACES))
}

enum Shape {
    Figures,
    Judges,
    Places,
}

/// The study of each round's ranking that holds, a ranking at a time.
pub struct Studies {
    shape: Shape,
    filter: Filter,
    codes: Vec<String>,
    parts: VecDeque<(i32, Ranking)>,
}

impl Studies {
    /// A row a figure.
    pub fn figures(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        Self::open(conn, contest, filter, Shape::Figures)
    }

    /// A row a judge.
    pub fn judges(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        Self::open(conn, contest, filter, Shape::Judges)
    }

    /// A row a place that awards go to.
    pub fn places(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        Self::open(conn, contest, filter, Shape::Places)
    }

    fn open(conn: &mut Conn, contest: &Contest, filter: Filter, shape: Shape) -> Result<Self> {
        let rounds = rounds_wanted(conn, contest, filter.round)?;
        let streams = contest.streams(conn)?.into_iter();
        let codes = streams
            .filter(|each| filter.stream.is_none_or(|wanted| wanted == each.id))
            .map(|each| each.code)
            .collect();
        Ok(Self {
            shape,
            filter,
            codes,
            parts: holding(conn, contest, &rounds)?.into(),
        })
    }

    fn seats_of(conn: &mut Conn, of: &Of, ranking: &Ranking, study: Study) -> Result<Vec<Row>> {
        let mut latest: HashMap<Id<Account>, Decided> = HashMap::new();
        for decided in decisions(conn, ranking.round_id)?.into_iter().rev() {
            latest.insert(decided.judge, decided);
        }
        let known = study.judges.iter().filter_map(|judge| judge.account);
        let ids: Vec<Id<Account>> = known.chain(latest.keys().copied()).collect();
        let people = people_by_id(conn, ids)?;
        let mut seats: Vec<Seat> = study
            .judges
            .into_iter()
            .map(|row| Seat {
                of: of.clone(),
                judge: row.account.and_then(|id| people.get(&id).cloned()),
                decided: row.account.and_then(|id| latest.remove(&id)),
                row: Some(row),
            })
            .collect();
        let mut out: Vec<Decided> = latest.into_values().collect();
        out.sort_by_key(|decided| decided.judge);
        seats.extend(out.into_iter().map(|decided| Seat {
            of: of.clone(),
            row: None,
            judge: people.get(&decided.judge).cloned(),
            decided: Some(decided),
        }));
        Ok(seats.iter().map(|line| row(SEATS, line)).collect())
    }

    fn places_of(&self, of: &Of, study: Study) -> Vec<Row> {
        let wanted =
            |place: &Place| self.filter.stream.is_none() || self.codes.contains(&place.stream);
        let places = study.places.into_iter().filter(wanted);
        let tried = places.map(|place| Tried {
            of: of.clone(),
            place,
        });
        tried.map(|line| row(TRIED, &line)).collect()
    }
}

impl Rows for Studies {
    fn columns(&self) -> Vec<String> {
        match self.shape {
            Shape::Figures => names(FIGURES),
            Shape::Judges => names(SEATS),
            Shape::Places => names(TRIED),
        }
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some((round, ranking)) = self.parts.pop_front() else {
            return Ok(None);
        };
        let of = Of {
            round,
            state: ranking.state,
            method: ranking.method,
        };
        let study = ranking.study(conn)?;
        Ok(Some(match self.shape {
            Shape::Figures => {
                let lines = figures(&of, &study);
                lines.iter().map(|line| row(FIGURES, line)).collect()
            }
            Shape::Judges => Self::seats_of(conn, &of, &ranking, study)?,
            Shape::Places => self.places_of(&of, study),
        }))
    }
}

/// The rankings of these rounds that hold, each with the round's position. One statement.
pub fn holding(
    conn: &mut Conn,
    contest: &Contest,
    rounds: &[Round],
) -> Result<Vec<(i32, Ranking)>> {
    let newest_first: Vec<Ranking> = rankings::table
        .filter(rankings::contest_id.eq(contest.id))
        .filter(rankings::state.eq_any(super::ranked::HOLDING))
        .order(rankings::id.desc())
        .select(Ranking::as_select())
        .load(conn)?;
    let last = |round: &Round| {
        let own = newest_first.iter();
        let mut own = own.filter(|ranking| ranking.round_id == round.id.cast());
        Some((round.position, own.next()?.clone()))
    };
    Ok(rounds.iter().filter_map(last).collect())
}

/// The figures of a study, in the order of its page.
fn figures(of: &Of, study: &Study) -> Vec<Figure> {
    let figure = |measure, value: Option<f64>| Figure {
        of: of.clone(),
        measure,
        about: String::new(),
        value,
        ends: None,
        p: None,
    };
    let mut figures = Vec::new();
    if let Some(spreads) = study.spreads {
        figures.extend([
            figure("entry_sd", Some(spreads.entry)),
            figure("judge_sd", spreads.judge),
            figure("noise_sd", Some(spreads.noise)),
            figure("reliability_of_the_mean", spreads.reliability),
        ]);
    }
    if let Some(agreement) = study.agreement {
        figures.push(Figure {
            ends: agreement.ends,
            ..figure("krippendorff_alpha_interval", Some(agreement.alpha))
        });
    }
    if let Some(home) = &study.home {
        figures.push(Figure {
            about: if home.each { "each" } else { "sum" }.to_owned(),
            ends: Some((home.low, home.high)),
            p: home.permutation_p,
            ..figure("home_advantage", Some(home.estimate))
        });
    }
    figures.extend(
        study
            .coverage
            .iter()
            .enumerate()
            .map(|(ballots, entries)| Figure {
                about: ballots.to_string(),
                ..figure("entries_with_ballots", Some(*entries as f64))
            }),
    );
    figures
}
