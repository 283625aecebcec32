//! Chances stream by stream: intervals of ranks and expected ranks in the stream, places among the first where the cut counts them.

use std::collections::BTreeMap;

use super::{Chance, Field, Record};
use crate::results::stats::{Chances, Draws, FEWEST_DRAWS, Plan, Random, Source, usual_draws};

/// The most draws of a run: chances to ± .007.
const MOST: usize = 20_480;

/// The draws of some of the entries.
struct Part<'a> {
    all: &'a dyn Draws,
    entries: &'a [usize],
}

impl Draws for Part<'_> {
    fn scores(&self) -> Vec<(f64, f64)> {
        let all = self.all.scores();
        self.entries.iter().map(|entry| all[*entry]).collect()
    }

    fn batch(&self, random: &mut Random, each: &mut dyn FnMut(&[f64])) {
        let mut part = vec![0.0; self.entries.len()];
        self.all.batch(random, &mut |draw| {
            for (value, entry) in part.iter_mut().zip(self.entries) {
                *value = draw[*entry];
            }
            each(&part);
        });
    }
}

/// By entry of the field what the draws say of it, and how many draws there were.
pub(super) fn of(
    record: &Record,
    field: &Field,
    source: &Source<'_>,
) -> (Vec<Option<Chance>>, i32) {
    let count = field.entries.len();
    if matches!(source, Source::Nothing) {
        return (vec![None; count], 0);
    }
    let draws = usual_draws(count).clamp(FEWEST_DRAWS, MOST);
    let top = usize::try_from(record.plan.top()).unwrap_or(0);
    let streams = groups(record, field, false);
    let fields = groups(record, field, record.plan.cut > 0);
    let mut found = vec![None; count];
    for entries in &streams {
        for (entry, [low, high, expected, first]) in said(record, source, entries, top, draws) {
            found[entry] = Some(Chance {
                low: whole(low),
                high: whole(high),
                expected: whole(expected * 100.0),
                top: (entries.len() > top).then(|| whole(first * 10_000.0)),
            });
        }
    }
    if fields != streams {
        for entries in &fields {
            for (entry, [.., first]) in said(record, source, entries, top, draws) {
                if let Some(chance) = &mut found[entry] {
                    chance.top = (entries.len() > top).then(|| whole(first * 10_000.0));
                }
            }
        }
    }
    let made = if matches!(source, Source::Equal) {
        0
    } else {
        draws
    };
    (found, i32::try_from(made).unwrap_or(i32::MAX))
}

/// The entries of each stream, or of each category of each stream.
fn groups(record: &Record, field: &Field, by_category: bool) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, place) in field.entries.iter().enumerate() {
        let entry = &record.entries[*place];
        let category = if by_category {
            entry.category.as_str()
        } else {
            ""
        };
        groups
            .entry((&entry.stream, category))
            .or_default()
            .push(at);
    }
    groups.into_values().collect()
}

/// Lowest and highest rank, expected rank and the chance of the first places, of each entry of a group.
fn said(
    record: &Record,
    source: &Source<'_>,
    entries: &[usize],
    top: usize,
    draws: usize,
) -> Vec<(usize, [f64; 4])> {
    let count = entries.len();
    let top = top.min(count);
    let Source::Draws(all) = source else {
        let end = |share: f64| (share * count as f64).ceil().max(1.0);
        let middle = (count as f64 + 1.0) / 2.0;
        let alike = [
            end(0.05),
            end(0.95),
            middle,
            top as f64 / count.max(1) as f64,
        ];
        return entries.iter().map(|entry| (*entry, alike)).collect();
    };
    let part = Part { all: *all, entries };
    let found = Chances::count(
        &part,
        Plan {
            components: &vec![0; count],
            top,
            draws,
            seed: record.plan.seed,
        },
    );
    let figures = |at: usize| {
        let (low, high) = (found.low[at] as f64, found.high[at] as f64);
        [low, high, found.expected[at], found.top[at]]
    };
    (0..count).map(|at| (entries[at], figures(at))).collect()
}

fn whole(figure: f64) -> i32 {
    figure.round() as i32
}
