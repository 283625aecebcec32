//! Rankings by comparisons: whom judges put above whom, by Bradley and Terry's model with the prior N(0, 1), stream by
//! stream. The score of an entry is the chance, in percent, that it is preferred to an average one of its stream.

use std::collections::BTreeMap;

use super::{Field, Record};
use crate::results::stats::{
    BATCH, Comparison, Comparisons, Draws, Posterior, Random, links, order_weight,
};

/// One judge preferred one of two entries to the other, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duel {
    /// Place of the judge in the record.
    pub judge: usize,
    /// Place of the entry whose number comes first.
    pub a: usize,
    pub b: usize,
    /// What the answer is worth to `a`, in halves of a win.
    pub halves: i32,
}

/// A duel with its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub judge: usize,
    pub a: usize,
    pub b: usize,
    /// Wins of either.
    pub wins: [f64; 2],
}

/// The abilities of the entries of a field.
pub(super) struct Abilities {
    parts: Vec<Part>,
    /// By entry of the field: its ability, and the standard deviation of that beside the mean.
    known: Vec<(f64, Option<f64>)>,
    /// By entry of the field: the group of entries that comparisons link it with.
    pub groups: Vec<usize>,
    /// Entries of the field that do not win and lose in one circle with the others of their group.
    pub apart: Vec<usize>,
}

/// One stream.
struct Part {
    /// Places in the field.
    entries: Vec<usize>,
    posterior: Posterior,
}

impl Abilities {
    /// None if nothing could be fitted.
    pub fn of(record: &Record, field: &Field, without: Option<usize>) -> Option<Self> {
        let mut seats = vec![None; record.entries.len()];
        for (at, place) in field.entries.iter().enumerate() {
            seats[*place] = Some(at);
        }
        let mut streams: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, place) in field.entries.iter().enumerate() {
            let stream = record.entries[*place].stream.as_str();
            streams.entry(stream).or_default().push(at);
        }
        let duels = record.weighed(without);
        let mut found = Self {
            parts: Vec::new(),
            known: vec![(0.0, None); field.entries.len()],
            groups: vec![0; field.entries.len()],
            apart: Vec::new(),
        };
        let mut groups = 0;
        for entries in streams.into_values() {
            let mut places = vec![None; field.entries.len()];
            for (place, at) in entries.iter().enumerate() {
                places[*at] = Some(place);
            }
            let place = |entry: usize| seats[entry].and_then(|at: usize| places[at]);
            let rows = duels.iter().filter_map(|duel| {
                Some(Comparison {
                    judge: None,
                    a: place(duel.a)?,
                    b: place(duel.b)?,
                    wins_a: duel.wins[0],
                    wins_b: duel.wins[1],
                    ties: 0.0,
                })
            });
            let comparisons = Comparisons {
                items: entries
                    .iter()
                    .map(|at| record.entries[field.entries[*at]].name.clone())
                    .collect(),
                judges: Vec::new(),
                rows: rows.collect(),
            };
            let posterior = Posterior::of(&comparisons)?;
            let linked = links(&comparisons);
            for (place, at) in entries.iter().enumerate() {
                let sd = posterior.sd[place];
                found.known[*at] = (
                    posterior.abilities[place],
                    (entries.len() > 1).then_some(sd),
                );
                found.groups[*at] = groups + linked.weak[place];
            }
            groups += linked.weak_count;
            if !linked.is_strong() {
                let alone = linked.strong.iter().filter(|part| part.len() == 1);
                found.apart.extend(alone.map(|part| entries[part[0]]));
            }
            found.parts.push(Part { entries, posterior });
        }
        found.apart.sort_unstable();
        Some(found)
    }

    /// By entry of the field its score in percent, with the ends of its interval, `width` standard deviations on either
    /// side of the ability.
    pub fn scores(&self, width: f64) -> Vec<(f64, Option<(f64, f64)>)> {
        self.known
            .iter()
            .map(|(ability, sd)| {
                let end = |side: f64| sd.map(|sd| percent(ability + side * width * sd));
                (percent(*ability), end(-1.0).zip(end(1.0)))
            })
            .collect()
    }

    /// The ability of an entry of the field.
    pub fn ability(&self, at: usize) -> f64 {
        self.known[at].0
    }
}

impl Draws for Abilities {
    fn scores(&self) -> Vec<(f64, f64)> {
        let known = self.known.iter();
        known
            .map(|(ability, sd)| (*ability, sd.unwrap_or(0.0)))
            .collect()
    }

    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64])) {
        let drawn: Vec<_> = self
            .parts
            .iter()
            .map(|part| part.posterior.batch(random))
            .collect();
        let mut draw = vec![0.0; self.known.len()];
        for at in 0..BATCH {
            for (part, drawn) in self.parts.iter().zip(&drawn) {
                for (entry, value) in part.entries.iter().zip(drawn.column(at)) {
                    draw[*entry] = *value;
                }
            }
            each(&draw);
        }
    }
}

impl Record {
    /// Whom judges put above whom: what they said of pairs, each for 1; or what their ballots say, those of one judge and
    /// stream as one order, each pair for as much as [`order_weight`] says. Equal totals are a tie.
    pub(super) fn weighed(&self, without: Option<usize>) -> Vec<Weighed> {
        if !self.duels.is_empty() {
            let duels = self.duels.iter().filter(|duel| Some(duel.judge) != without);
            return duels.map(|duel| weighed(*duel, 1.0)).collect();
        }
        let mut orders: BTreeMap<(usize, &str), Vec<(usize, i32)>> = BTreeMap::new();
        for mark in self.marks.iter().filter(|mark| Some(mark.judge) != without) {
            let stream = self.entries[mark.entry].stream.as_str();
            let order = orders.entry((mark.judge, stream)).or_default();
            order.push((mark.entry, mark.total));
        }
        let mut all = Vec::new();
        for ((judge, _), mut order) in orders {
            order.sort_unstable();
            let weight = order_weight(order.len());
            for (at, (a, one)) in order.iter().enumerate() {
                all.extend(order[at + 1..].iter().map(|(b, other)| {
                    let halves = one.cmp(other) as i32 + 1;
                    let (a, b) = (*a, *b);
                    weighed(
                        Duel {
                            judge,
                            a,
                            b,
                            halves,
                        },
                        weight,
                    )
                }));
            }
        }
        all
    }
}

fn weighed(duel: Duel, weight: f64) -> Weighed {
    let won = weight * f64::from(duel.halves) / 2.0;
    Weighed {
        judge: duel.judge,
        a: duel.a,
        b: duel.b,
        wins: [won, weight - won],
    }
}

/// The chance of being preferred to an entry of the ability 0, in percent: 100·e^λ/(1 + e^λ).
fn percent(ability: f64) -> f64 {
    100.0 / (1.0 + (-ability).exp())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
