//! What a run came to, kept: its rows, its bundle, what moved.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::reading::Reading;
use super::{delete, held, of_round};
use crate::contests::{Category, Stream};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::Entry;
use crate::error::Result;
use crate::events::Event;
use crate::results::ranking::CutTie;
use crate::results::run::bundle::{Bundle, program};
use crate::results::run::study::Study;
use crate::results::run::{Line, Ranked};
use crate::results::tiebreak::Deciders;
use crate::results::{Parameters, Ranking, RankingState};
use crate::schema::{ranking_bundles, ranking_moves, ranking_rows, ranking_studies, rankings};

/// Rows in one INSERT: well below SQLite's limit of 32,766 variables.
const CHUNK: usize = 1000;

/// A computed run, not yet kept.
pub struct Outcome {
    reading: Reading,
    /// None when no ballot counts.
    ranked: Option<(Ranked, Bundle)>,
    study: Option<Study>,
}

#[derive(Insertable)]
#[diesel(table_name = ranking_rows, treat_none_as_default_value = false)]
struct NewRow {
    ranking_id: Id<Ranking>,
    entry_id: Id<Entry>,
    stream_id: Id<Stream>,
    category_id: Option<Id<Category>>,
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
    deciders: Option<Json<Deciders>>,
    decided_by: Option<i32>,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = ranking_moves, treat_none_as_default_value = false)]
struct NewMove {
    ranking_id: Id<Ranking>,
    position: i32,
    entry_id: Id<Entry>,
    rank_before: Option<i32>,
    rank_now: Option<i32>,
    through_before: bool,
    through_now: bool,
}

/// Tells how far a run has come.
pub fn step(conn: &mut Conn, id: Id<Ranking>, step: i32) -> Result<()> {
    diesel::update(rankings::table.filter(rankings::id.eq(id)))
        .set(rankings::step.eq(step))
        .execute(conn)?;
    Ok(())
}

impl Outcome {
    pub(super) fn new(reading: Reading, ranked: Ranked, bundle: Bundle) -> Self {
        Self {
            reading,
            ranked: Some((ranked, bundle)),
            study: None,
        }
    }

    /// Of a round in which no ballot counts.
    pub(super) fn empty(reading: Reading) -> Self {
        Self {
            reading,
            ranked: None,
            study: None,
        }
    }

    /// Studies the run: busy for a while.
    pub fn study(mut self) -> Self {
        self.study = self
            .ranked
            .as_ref()
            .map(|(ranked, _)| self.reading.study(ranked));
        self
    }

    /// Keeps the run. Where another ranking of the round holds, it stands beside that one; else it holds at once. Looks at open
    /// rounds, and runs that nobody applied, make room for it. A run that was dropped meanwhile is forgotten.
    pub fn record(self, conn: &mut Conn, now: Moment) -> Result<()> {
        let ranking = &self.reading.ranking;
        let others = of_round(conn, ranking)?;
        let preview = ranking.parameters.preview;
        let held = match preview {
            true => None,
            false => held(conn, ranking)?,
        };
        let lines: &[Line] = self
            .ranked
            .as_ref()
            .map_or(&[], |(ranked, _)| &ranked.lines);
        let moves = match &held {
            Some(held) => self.moves(conn, held, lines)?,
            None => Vec::new(),
        };
        let state = match held {
            Some(_) => RankingState::Proposed,
            None => RankingState::Computed,
        };
        let sealed = match &self.ranked {
            Some((_, bundle)) => Some(ranking.seal(conn, &bundle.bytes, now)?),
            None => None,
        };
        let parameters = Parameters {
            digest: sealed
                .as_ref()
                .map_or_else(String::new, |it| it.bundle.digest.clone()),
            signed_by: sealed
                .as_ref()
                .map_or_else(String::new, |it| it.key.clone()),
            ..self.parameters(held.as_ref(), moves.len())
        };
        let kept = diesel::update(
            rankings::table
                .filter(rankings::id.eq(ranking.id))
                .filter(rankings::state.eq(RankingState::Computing)),
        )
        .set((
            rankings::state.eq(state),
            rankings::parameters.eq(Json::new(parameters.clone())),
            rankings::computed_at.eq(self.reading.read_at),
            rankings::step.eq(crate::results::STEPS),
        ))
        .execute(conn)?;
        if kept != 1 {
            return Ok(());
        }
        let gone: Vec<Id<Ranking>> = others
            .iter()
            .filter(|other| match other.state {
                RankingState::Proposed => true,
                RankingState::Computed => other.parameters.preview && !other.parameters.awarded,
                _ => false,
            })
            .map(|other| other.id)
            .collect();
        delete(conn, &gone)?;
        self.insert(conn, lines, &moves)?;
        if let Some(sealed) = sealed {
            diesel::insert_into(ranking_bundles::table)
                .values((
                    ranking_bundles::ranking_id.eq(ranking.id),
                    ranking_bundles::digest.eq(&sealed.bundle.digest),
                    ranking_bundles::content.eq(&sealed.bundle.bytes),
                ))
                .execute(conn)?;
        }
        Event::new("ranking", ranking.id, "computed")
            .by(ranking.computed_by)
            .in_contest(ranking.contest_id)
            .with(serde_json::json!({
                "round": ranking.round_id,
                "method": ranking.method,
                "tie_breaks": parameters.tie_break_codes(),
                "ranked": parameters.ranked,
                "unranked": parameters.unranked,
                "ballots": parameters.ballots,
                "preview": parameters.preview,
                "dropped_judges": parameters.dropped,
                "beside": parameters.beside,
                "moved": parameters.moved,
                "digest": parameters.digest,
            }))
            .record(conn, now)
    }

    fn parameters(&self, held: Option<&Ranking>, moved: usize) -> Parameters {
        let reading = &self.reading;
        let ranked = self.ranked.as_ref().map(|(ranked, _)| ranked);
        let lines: &[Line] = ranked.map_or(&[], |ranked| &ranked.lines);
        let ties = ranked.map_or(&[][..], |ranked| &ranked.ties);
        let plan = reading.plan();
        Parameters {
            ranked: lines.len() as i64,
            unranked: (reading.entries.len() - lines.len()) as i64,
            ballots: lines.iter().map(|line| i64::from(line.ballots)).sum(),
            cut_ties: ties
                .iter()
                .filter_map(|tie| {
                    let (stream, category) = *reading.groups.get(*tie.tied.first()?)?;
                    Some(CutTie {
                        stream,
                        category,
                        places: tie.places,
                        score: tie.score,
                        tied: tie.tied.iter().map(|at| reading.entries[*at]).collect(),
                    })
                })
                .collect(),
            spans: self.spans(lines),
            seed: plan.seed,
            draws: ranked.map_or(0, |ranked| ranked.draws),
            top: plan.top(),
            program: program(),
            remarks: ranked.map_or_else(Vec::new, |ranked| ranked.remarks.clone()),
            changes: reading.changes.clone(),
            dropped: reading.dropped,
            beside: held.map(|held| held.id),
            moved: moved as i64,
            ..(*reading.ranking.parameters).clone()
        }
    }

    fn spans(&self, lines: &[Line]) -> Vec<(Id<Stream>, i32)> {
        let mut spans = BTreeMap::new();
        for line in lines {
            *spans.entry(self.reading.groups[line.entry].0).or_insert(0) += 1;
        }
        spans.into_iter().collect()
    }

    /// Entries whose rank or fate differs, by stream and new rank, those that left it last.
    fn moves(&self, conn: &mut Conn, held: &Ranking, lines: &[Line]) -> Result<Vec<NewMove>> {
        let rows: Vec<(Id<Entry>, i32, bool)> = ranking_rows::table
            .filter(ranking_rows::ranking_id.eq(held.id))
            .select((
                ranking_rows::entry_id,
                ranking_rows::rank,
                ranking_rows::through,
            ))
            .load(conn)?;
        let mut before: HashMap<Id<Entry>, (i32, bool)> = rows
            .into_iter()
            .map(|(entry, rank, through)| (entry, (rank, through)))
            .collect();
        let blank = NewMove {
            ranking_id: self.reading.ranking.id,
            position: 0,
            entry_id: Id::new(),
            rank_before: None,
            rank_now: None,
            through_before: false,
            through_now: false,
        };
        let mut moves = Vec::new();
        for line in lines {
            let entry_id = self.reading.entries[line.entry];
            let was = before.remove(&entry_id);
            if was != Some((line.rank, line.through)) {
                moves.push(NewMove {
                    entry_id,
                    rank_before: was.map(|was| was.0),
                    rank_now: Some(line.rank),
                    through_before: was.is_some_and(|was| was.1),
                    through_now: line.through,
                    ..blank.clone()
                });
            }
        }
        let mut left: Vec<(Id<Entry>, (i32, bool))> = before.into_iter().collect();
        left.sort_by_key(|(entry, (rank, _))| (*rank, *entry));
        moves.extend(left.into_iter().map(|(entry_id, (rank, through))| NewMove {
            entry_id,
            rank_before: Some(rank),
            through_before: through,
            ..blank.clone()
        }));
        for (position, one) in (1..).zip(&mut moves) {
            one.position = position;
        }
        Ok(moves)
    }

    fn insert(&self, conn: &mut Conn, lines: &[Line], moves: &[NewMove]) -> Result<()> {
        let (ranking, groups) = (self.reading.ranking.id, &self.reading.groups);
        for chunk in lines.chunks(CHUNK) {
            let rows: Vec<NewRow> = chunk
                .iter()
                .map(|line| NewRow {
                    ranking_id: ranking,
                    entry_id: self.reading.entries[line.entry],
                    stream_id: groups[line.entry].0,
                    category_id: groups[line.entry].1,
                    rank: line.rank,
                    category_rank: line.category_rank,
                    score: line.score,
                    ballots: line.ballots,
                    through: line.through,
                    raw: line.raw,
                    score_low: line.ends.map(|ends| ends.0),
                    score_high: line.ends.map(|ends| ends.1),
                    rank_low: line.chance.map(|chance| chance.low),
                    rank_high: line.chance.map(|chance| chance.high),
                    expected_rank: line.chance.map(|chance| chance.expected),
                    top_chance: line.chance.and_then(|chance| chance.top),
                    deciders: self.reading.deciders(line.entry).cloned().map(Json::new),
                    decided_by: line.decided_by,
                })
                .collect();
            on_each!(conn, |c| diesel::insert_into(ranking_rows::table)
                .values(&rows)
                .execute(c))?;
        }
        for chunk in moves.chunks(CHUNK) {
            let rows = chunk.to_vec();
            on_each!(conn, |c| diesel::insert_into(ranking_moves::table)
                .values(&rows)
                .execute(c))?;
        }
        if let Some(study) = &self.study {
            diesel::insert_into(ranking_studies::table)
                .values((
                    ranking_studies::ranking_id.eq(ranking),
                    ranking_studies::content.eq(Json::new(study.clone())),
                ))
                .execute(conn)?;
        }
        Ok(())
    }
}
