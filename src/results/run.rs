//! One run of a ranking: from a round's ballots to places, and how sure they are. Pure: no database, no clock; the same
//! record gives the same run, here and wherever the published bundle is recomputed.

mod abilities;
pub mod bundle;
mod chances;
mod fitted;
pub mod places;
mod remarks;
pub mod study;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Method;
use super::ranking::{self, Standing, mean};
use super::stats::{Analysis, Ballot, Ballots, Sheet};
use super::tiebreak::Deciders;
use crate::db::Id;
use crate::judging::{Cut, CutRule, TieBreak};

use abilities::Abilities;
use fitted::Fitted;

pub use abilities::Duel;
pub use remarks::{Remark, RemarkKind};

/// Places that chances are given for when a round has no cut.
pub const TOP: i32 = 10;

/// All that a run computes from, in names that the public may know: numbers of entries, pseudonyms of judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Every entry of the round, by name; those that nobody scored are here too.
    pub entries: Vec<Contender>,
    /// Judges with a ballot that counts, by name.
    pub judges: Vec<Assessor>,
    /// The ballots that count; in a round of pairs the shares of its comparisons that each entry won with each judge.
    pub marks: Vec<Mark>,
    /// What judges said of pairs, by judge and the entries' numbers; empty in other rounds.
    pub duels: Vec<Duel>,
    /// What decides between equal scores at the line of the cut, in its order.
    pub tie_breaks: Vec<TieBreak>,
    /// What they compare, by entry; empty where there are none.
    pub deciders: Vec<Deciders>,
    /// How they are ranked.
    pub plan: Plan,
}

/// An entry as a run knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contender {
    /// Its number: `CN-0042`.
    pub name: String,
    /// The code of its stream.
    pub stream: String,
    /// The code of its category; empty without one.
    pub category: String,
    /// Its creator's country.
    pub country: String,
}

/// A judge as a run knows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessor {
    /// A pseudonym: `J07`.
    pub name: String,
    pub country: String,
}

/// One ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Place of the entry in the record.
    pub entry: usize,
    /// Place of the judge.
    pub judge: usize,
    /// The weighted total in thousandths of a point.
    pub total: i32,
}

/// How ballots become places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub method: Method,
    /// Where chance begins: the same seed gives the same figures.
    pub seed: u64,
    /// How many of each stream and category go through; 0 is all.
    pub cut: i32,
    /// By what rule entries go through.
    #[serde(default)]
    pub cut_rule: CutRule,
    /// Thousandths of a point.
    #[serde(default)]
    pub cut_threshold: i32,
}

impl Plan {
    /// Who goes through.
    pub fn line(self) -> Cut {
        Cut::of(self.cut_rule, self.cut, self.cut_threshold)
    }

    /// How many places chances are given for.
    pub fn top(self) -> i32 {
        if self.cut > 0 { self.cut } else { TOP }
    }
}

/// Where one entry stands, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place of the entry in the record.
    pub entry: usize,
    /// In its stream.
    pub rank: i32,
    /// In its category of its stream.
    pub category_rank: i32,
    /// By the method, in thousandths of a point.
    pub score: i32,
    /// The plain mean, in thousandths of a point.
    pub raw: i32,
    /// The ends of the score's 95 % interval, in thousandths of a point.
    pub ends: Option<(i32, i32)>,
    /// What the draws say, where there are any.
    pub chance: Option<Chance>,
    pub ballots: i32,
    /// Whether it goes on to the next round.
    pub through: bool,
    /// The tie-break, from 1, that decided for or against it at the line of the cut.
    pub decided_by: Option<i32>,
}

/// What joint draws of all scores say of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The best rank in its stream but for one draw in twenty.
    pub low: i32,
    /// The worst but for one in twenty.
    pub high: i32,
    /// The mean rank, in hundredths.
    pub expected: i32,
    /// The chance of a place among the first, in hundredths of a percent; none where there are no more entries than places.
    pub top: Option<i32>,
}

/// Entries with equal scores across the line of the cut, whom no tie-break tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// How many of them there is room for.
    pub places: i32,
    pub score: i32,
    /// Their places in the record.
    pub tied: Vec<usize>,
}

/// The outcome of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// By stream and rank.
    pub lines: Vec<Line>,
    pub ties: Vec<Tie>,
    /// Joint draws that chances rest on; 0 where there are none.
    pub draws: i32,
    pub remarks: Vec<Remark>,
}

/// The record as the statistics read it: entries without a ballot are left out.
pub(super) struct Field {
    pub sheet: Sheet,
    /// By entry of the sheet, its place in the record.
    pub entries: Vec<usize>,
    /// By judge of the sheet.
    pub judges: Vec<usize>,
}

impl Record {
    /// Ranks the entries. None without a ballot.
    pub fn rank(&self) -> Option<Ranked> {
        let field = self.field(None)?;
        let fitted = self.fit(&field, self.plan.method, None)?;
        let scores = self.scores(&field, &fitted);
        let mut standings = self.standings(&scores);
        ranking::order(&mut standings);
        let votes = self.votes();
        let votes = |entry| votes[place(entry)].clone();
        let none = Deciders::default();
        let deciders = |entry| self.deciders.get(place(entry)).unwrap_or(&none);
        let ties = ranking::draw_line(&mut standings, self.plan.line(), votes, deciders)
            .into_iter()
            .map(|tie| Tie {
                places: tie.places,
                score: tie.score,
                tied: tie.tied.into_iter().map(place).collect(),
            })
            .collect();
        let (chances, draws) = chances::of(self, &field, &fitted.source());
        let scored = fitted.scores();
        let mut seat = vec![None; self.entries.len()];
        for (at, entry) in field.entries.iter().enumerate() {
            seat[*entry] = Some(at);
        }
        let lines = standings
            .iter()
            .filter_map(|row| {
                let entry = place(row.entry);
                let at = seat[entry]?;
                let (raw, ballots) = self.mean(&field, at)?;
                let ends = scored[at].1;
                Some(Line {
                    entry,
                    rank: row.rank,
                    category_rank: row.category_rank,
                    score: row.score,
                    raw,
                    ends: ends.and_then(|(low, high)| thousandths(low).zip(thousandths(high))),
                    chance: chances[at],
                    ballots,
                    through: row.through,
                    decided_by: row.decided_by,
                })
            })
            .collect();
        Some(Ranked {
            lines,
            ties,
            draws,
            remarks: remarks::of(self, &field, &fitted),
        })
    }

    /// Each entry's rank in its stream by `method`, without the ballots of one judge if so asked; none where it has no score.
    pub(super) fn ranks(&self, method: Method, without: Option<usize>) -> Vec<Option<i32>> {
        let mut ranks = vec![None; self.entries.len()];
        let Some(field) = self.field(without) else {
            return ranks;
        };
        let Some(fitted) = self.fit(&field, method, without) else {
            return ranks;
        };
        let mut standings = self.standings(&self.scores(&field, &fitted));
        ranking::order(&mut standings);
        for row in standings {
            ranks[place(row.entry)] = Some(row.rank);
        }
        ranks
    }

    /// The totals of each entry's ballots, in thousandths of a point.
    fn votes(&self) -> Vec<Vec<i32>> {
        let mut votes = vec![Vec::new(); self.entries.len()];
        for mark in &self.marks {
            votes[mark.entry].push(mark.total);
        }
        votes
    }

    /// What a method makes of a field, which is without the ballots of one judge if so asked.
    fn fit(&self, field: &Field, method: Method, without: Option<usize>) -> Option<Fitted> {
        match method.engine() {
            Some(engine) => {
                let analysis = Analysis::of(&field.sheet, engine, false, self.plan.seed)?;
                Some(Fitted::Points(Box::new(analysis)))
            }
            None => Abilities::of(self, field, without).map(Fitted::Pairs),
        }
    }

    /// The ballots as the statistics read them, without those of one judge if so asked. None without any.
    pub(super) fn field(&self, without: Option<usize>) -> Option<Field> {
        let marks = || self.marks.iter().filter(|mark| Some(mark.judge) != without);
        let numbered = |places: BTreeSet<usize>, all: usize| {
            let list: Vec<usize> = places.into_iter().collect();
            let mut seats = vec![0; all];
            for (at, place) in list.iter().enumerate() {
                seats[*place] = at;
            }
            (list, seats)
        };
        let (entries, entry_seats) =
            numbered(marks().map(|mark| mark.entry).collect(), self.entries.len());
        let (judges, judge_seats) =
            numbered(marks().map(|mark| mark.judge).collect(), self.judges.len());
        if entries.is_empty() {
            return None;
        }
        let rows = marks()
            .map(|mark| Ballot {
                entry: entry_seats[mark.entry],
                judge: judge_seats[mark.judge],
                score: f64::from(mark.total) / 1000.0,
                weight: 1.0,
            })
            .collect();
        let ballots = Ballots::new(entries.len(), judges.len(), rows).ok()?;
        let of_entries = || entries.iter().map(|place| &self.entries[*place].country);
        let of_judges = || judges.iter().map(|place| &self.judges[*place].country);
        let known: BTreeSet<&String> = of_entries()
            .chain(of_judges())
            .filter(|country| !country.is_empty())
            .collect();
        let countries: Vec<String> = known.into_iter().cloned().collect();
        let at = |country: &String| countries.binary_search(country).ok();
        let sheet = Sheet {
            entries: entries
                .iter()
                .map(|at| self.entries[*at].name.clone())
                .collect(),
            judges: judges
                .iter()
                .map(|at| self.judges[*at].name.clone())
                .collect(),
            entry_country: of_entries().map(at).collect(),
            judge_country: of_judges().map(at).collect(),
            countries,
            has_countries: true,
            ballots,
            notes: Vec::new(),
        };
        Some(Field {
            sheet,
            entries,
            judges,
        })
    }

    /// Scores in thousandths of a point, by place in the record: exact where the method is arithmetic, else rounded once, here.
    fn scores(&self, field: &Field, fitted: &Fitted) -> Vec<Option<i32>> {
        let mut scores = vec![None; self.entries.len()];
        let means = self.plain(fitted);
        for (at, (score, _)) in fitted.scores().into_iter().enumerate() {
            scores[field.entries[at]] = match means {
                Some(plain) => plain(&self.totals(field, at)),
                None => score.and_then(thousandths),
            };
        }
        scores
    }

    /// The exact form of a method that is arithmetic.
    fn plain(&self, fitted: &Fitted) -> Option<Exact> {
        use super::stats::Method as Engine;
        let Fitted::Points(analysis) = fitted else {
            return None;
        };
        match analysis.method {
            Engine::Mean => Some(whole),
            Engine::Trimmed => Some(trimmed),
            Engine::Median => Some(median),
            _ if analysis.fell_back() => Some(whole),
            _ => None,
        }
    }

    /// The totals of an entry of the field, the lowest first.
    fn totals(&self, field: &Field, at: usize) -> Vec<i32> {
        let scores = field.sheet.ballots.of_entry(at);
        let mut totals: Vec<i32> = scores.filter_map(|b| thousandths(b.score)).collect();
        totals.sort_unstable();
        totals
    }

    /// The plain mean of an entry of the field in thousandths, and of how many ballots.
    fn mean(&self, field: &Field, at: usize) -> Option<(i32, i32)> {
        let totals = self.totals(field, at);
        Some((whole(&totals)?, i32::try_from(totals.len()).ok()?))
    }

    /// Every entry that has a score, not yet ranked.
    fn standings(&self, scores: &[Option<i32>]) -> Vec<Standing> {
        let codes = |of: fn(&Contender) -> &str| -> Vec<&str> {
            let codes: BTreeSet<&str> = self.entries.iter().map(of).collect();
            codes.into_iter().collect()
        };
        let (streams, categories) = (codes(|e| &e.stream), codes(|e| &e.category));
        let at = |codes: &[&str], code: &str| codes.binary_search(&code).unwrap_or_default();
        self.entries
            .iter()
            .enumerate()
            .filter_map(|(n, entry)| {
                let category =
                    (!entry.category.is_empty()).then(|| id(at(&categories, &entry.category)));
                let stream = id(at(&streams, &entry.stream));
                Some(Standing::new(id(n), stream, category, scores[n]?))
            })
            .collect()
    }
}

/// A score in thousandths from an entry's totals in thousandths, the lowest first; none where it is not defined.
type Exact = fn(&[i32]) -> Option<i32>;

/// The id that stands for a place of the record while it is ranked.
fn id<T>(place: usize) -> Id<T> {
    Uuid::from_u128(place as u128).into()
}

/// The place that such an id stands for.
fn place<T>(id: Id<T>) -> usize {
    let bytes = id.as_bytes().iter().rev().take(8).rev();
    bytes.fold(0, |place, byte| place << 8 | usize::from(*byte))
}

/// Points to thousandths, half up; none of what is no number.
pub(super) fn thousandths(points: f64) -> Option<i32> {
    let rounded = (points * 1000.0 + 0.5).floor();
    (rounded.abs() < f64::from(i32::MAX)).then_some(rounded as i32)
}

fn whole(totals: &[i32]) -> Option<i32> {
    let sum = totals.iter().map(|total| i64::from(*total)).sum();
    mean(sum, i32::try_from(totals.len()).ok()?)
}

fn trimmed(totals: &[i32]) -> Option<i32> {
    let count = totals.len();
    if count < 3 {
        return None;
    }
    whole(&totals[1..count - 1])
}

fn median(totals: &[i32]) -> Option<i32> {
    let count = totals.len();
    whole(totals.get(count.checked_sub(1)? / 2..=count / 2)?)
}

#[cfg(test)]
mod tests;
