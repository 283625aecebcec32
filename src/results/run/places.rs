//! Whether the places that awards go to hold: under the other methods, and without any one judge.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Ranked, Record};
use crate::db::Id;
use crate::entries::Entry;
use crate::results::Method;

/// Ballots that may be fitted anew in all, one judge left out after the other.
const WORK: usize = 6_000_000;

/// One of the first places of a stream, and where its entry stands otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The code of the stream.
    pub stream: String,
    /// Places of the stream that awards go to.
    pub range: i32,
    /// The entry's number.
    pub name: String,
    /// The entry, once it is stored.
    pub entry: Option<Id<Entry>>,
    pub rank: i32,
    /// Its rank by each other method; none where that gives it no score.
    pub otherwise: Vec<(Method, Option<i32>)>,
    /// Its best and worst rank without any one judge, and without whom it falls most; none where there are too many ballots to try.
    pub without: Option<Without>,
}

/// Ranks without any one judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    pub best: i32,
    pub worst: i32,
    /// The pseudonym of the judge without whom it stands worst.
    pub judge: String,
}

/// What becomes of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The same everywhere.
    Same,
    /// Another, still in the range of the awards.
    Within,
    /// By a method or without a judge it leaves the range.
    Leaves,
}

impl Hold {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Same => "robust-same",
            Self::Within => "robust-within",
            Self::Leaves => "robust-leaves",
        }
    }

    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Within => "within",
            Self::Leaves => "leaves",
        }
    }

    /// The badge that says it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Same => "good",
            Self::Within => "",
            Self::Leaves => "warn",
        }
    }
}

impl Place {
    /// Whether the place holds. A method that gives the entry no score says nothing against it.
    pub fn hold(&self) -> Hold {
        let others = self.otherwise.iter().filter_map(|(_, rank)| *rank);
        let without = self.without.iter().flat_map(|w| [w.best, w.worst]);
        let ranks: Vec<i32> = others.chain(without).collect();
        if ranks.iter().all(|rank| *rank == self.rank) {
            Hold::Same
        } else if ranks.iter().all(|rank| *rank <= self.range) {
            Hold::Within
        } else {
            Hold::Leaves
        }
    }
}

impl Record {
    /// The first places of each stream, `range` of its code many, tried by every method and without each judge.
    pub fn places(&self, ranked: &Ranked, range: impl Fn(&str) -> i32) -> Vec<Place> {
        let others: Vec<(Method, Vec<Option<i32>>)> = self
            .plan
            .method
            .alternatives()
            .map(|method| (method, self.ranks(method, None)))
            .collect();
        let few = self.work() <= WORK && self.judges.len() > 1;
        let without: Vec<Vec<Option<i32>>> = if few {
            let judges = 0..self.judges.len();
            judges
                .map(|judge| self.ranks(self.plan.method, Some(judge)))
                .collect()
        } else {
            Vec::new()
        };
        ranked
            .lines
            .iter()
            .filter_map(|line| {
                let entry = &self.entries[line.entry];
                let range = range(&entry.stream);
                (line.rank <= range).then(|| Place {
                    stream: entry.stream.clone(),
                    range,
                    name: entry.name.clone(),
                    entry: None,
                    rank: line.rank,
                    otherwise: others
                        .iter()
                        .map(|(method, ranks)| (*method, ranks[line.entry]))
                        .collect(),
                    without: self.extremes(&without, line.entry),
                })
            })
            .collect()
    }

    /// How much there is to do when each judge is left out once: ballots to be fitted, or, where every pair of a stream
    /// is looked at, as many as take as long.
    fn work(&self) -> usize {
        let once = match self.plan.method.engine() {
            Some(_) => self.marks.len(),
            None => {
                let mut streams: BTreeMap<&str, usize> = BTreeMap::new();
                for entry in &self.entries {
                    *streams.entry(&entry.stream).or_default() += 1;
                }
                streams.into_values().map(|n| n * n * n / 1_000).sum()
            }
        };
        self.judges.len() * once
    }

    /// An entry that loses its only ballot with a judge has no rank without that judge, which is left out here.
    fn extremes(&self, without: &[Vec<Option<i32>>], entry: usize) -> Option<Without> {
        let ranks = without.iter().zip(&self.judges);
        let known: Vec<(i32, &str)> = ranks
            .filter_map(|(ranks, judge)| Some((ranks[entry]?, judge.name.as_str())))
            .collect();
        let best = known.iter().map(|(rank, _)| *rank).min()?;
        let worst = known.iter().map(|(rank, _)| *rank).max()?;
        let judge = known.iter().find(|(rank, _)| *rank == worst)?.1;
        Some(Without {
            best,
            worst,
            judge: judge.to_owned(),
        })
    }
}
