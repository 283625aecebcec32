//! Small random problems, and what holds for an assignment by the rules alone, read without the engine.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::judging::assign::{Answer, Assignment, Entry, Judge, Problem, Rules, solve};

pub const COUNTRIES: [&str; 3] = ["CN", "RU", ""];
pub const LANGUAGES: [&str; 3] = ["zh", "ru", "en"];
pub const HOUSES: [&str; 4] = ["", "", "I1", "I2"];

fn some(of: &[&str], mask: usize) -> Vec<String> {
    let in_it = |(at, _): &(usize, &&str)| mask >> at & 1 == 1;
    of.iter()
        .enumerate()
        .filter(in_it)
        .map(|(_, name)| (*name).to_owned())
        .collect()
}

prop_compose! {
    pub fn judge(most: usize)(
        country in 0..3_usize,
        languages in 1..8_usize,
        house in 0..4_usize,
        limit in proptest::option::weighted(0.7, 0..=most as u64),
        affinities in proptest::collection::vec(-5..100_i32, 2),
    ) -> Judge {
        Judge {
            country: COUNTRIES[country].to_owned(),
            languages: some(&LANGUAGES, languages),
            institution: HOUSES[house].to_owned(),
            max_load: limit,
            affinities: affinities.into_iter().map(f64::from).collect(),
            ..Judge::default()
        }
    }
}

prop_compose! {
    pub fn entry(judges: usize)(
        languages in 1..8_usize,
        house in 0..4_usize,
        category in proptest::option::weighted(0.9, 0..2_usize),
        conflicts in proptest::collection::btree_set(0..judges, 0..2),
        bids in proptest::collection::btree_map(0..judges, -30..30_i32, 0..3),
        previous in proptest::collection::btree_set(0..judges, 0..3),
    ) -> Entry {
        Entry {
            languages: some(&LANGUAGES, languages),
            institution: HOUSES[house].to_owned(),
            category,
            conflicts: conflicts.into_iter().collect(),
            bids: bids.into_iter().map(|(judge, bid)| (judge, f64::from(bid))).collect(),
            previous: previous.into_iter().collect(),
            ..Entry::default()
        }
    }
}

/// Up to so many entries and judges.
pub fn problems(entries: usize, judges: usize) -> impl Strategy<Value = Problem> {
    (1..=entries, 1..=judges).prop_flat_map(move |(n, m)| {
        (
            proptest::collection::vec(judge(n), m),
            proptest::collection::vec(entry(m), n),
            (
                1..=3_usize,
                0..=1_usize,
                prop_oneof![3 => Just(0), 1 => 1..3_u64],
            ),
            (any::<bool>(), any::<bool>(), any::<u64>()),
            prop_oneof![Just(1.0), Just(0.7), Just(0.0)],
        )
            .prop_map(
                |(judges, mut entries, (k, floor, least), (competence, repair, seed), weight)| {
                    if !repair {
                        entries.iter_mut().for_each(|entry| entry.previous.clear());
                    }
                    Problem {
                        judges,
                        entries,
                        rules: Rules {
                            per_entry: k,
                            per_country: floor,
                            countries: if floor > 0 {
                                vec!["CN".to_owned(), "RU".to_owned()]
                            } else {
                                Vec::new()
                            },
                            min_load: least,
                            competence,
                            ..Rules::default()
                        },
                        weight,
                        unit: 100.0,
                        seed,
                    }
                },
            )
    })
}

/// Whether the rules let this judge score this entry.
pub fn may(problem: &Problem, entry: &Entry, judge: usize) -> bool {
    let of = &problem.judges[judge];
    let shared = entry.institution == of.institution && !of.institution.is_empty();
    let understood = of.languages.iter().any(|own| entry.languages.contains(own));
    !entry.conflicts.contains(&judge) && !shared && (understood || !problem.rules.competence)
}

/// Whether these judges may be the panel of this entry.
pub fn is_panel(problem: &Problem, entry: &Entry, panel: &[usize]) -> bool {
    let of = |country: &String| {
        panel
            .iter()
            .filter(|j| problem.judges[**j].country == *country)
            .count()
    };
    let different: BTreeSet<_> = panel.iter().collect();
    panel.len() == problem.rules.per_entry
        && different.len() == panel.len()
        && panel.iter().all(|judge| may(problem, entry, *judge))
        && problem
            .rules
            .countries
            .iter()
            .all(|c| of(c) >= problem.rules.per_country)
}

/// All panels that an entry can have.
pub fn panels(problem: &Problem, entry: &Entry) -> Vec<Vec<usize>> {
    (0..1_usize << problem.judges.len())
        .map(|mask| {
            (0..problem.judges.len())
                .filter(|j| mask >> j & 1 == 1)
                .collect::<Vec<_>>()
        })
        .filter(|panel| is_panel(problem, entry, panel))
        .collect()
}

pub fn loads(problem: &Problem, panels: &[Vec<usize>]) -> Vec<u64> {
    let mut loads = vec![0; problem.judges.len()];
    panels.iter().flatten().for_each(|judge| loads[*judge] += 1);
    loads
}

/// Whether all loads are within what is asked.
pub fn are_loads(problem: &Problem, loads: &[u64]) -> bool {
    loads.iter().zip(&problem.judges).all(|(load, judge)| {
        let most = judge
            .max_load
            .into_iter()
            .chain(problem.rules.max_load)
            .min();
        (*load >= problem.rules.min_load || most == Some(0))
            && most.is_none_or(|most| *load <= most)
    })
}

/// What is wanted, in the order in which it is wanted; less is better.
pub type Worth = (u64, u64, i64, i64);

pub fn worth(problem: &Problem, panels: &[Vec<usize>]) -> Worth {
    let loads = loads(problem, panels);
    let lost = panels.iter().zip(&problem.entries);
    let lost =
        lost.map(|(panel, e)| e.previous.iter().filter(|j| !panel.contains(j)).count() as u64);
    let pairs = panels
        .iter()
        .enumerate()
        .flat_map(|(e, panel)| panel.iter().map(move |j| (e, *j)));
    let part = (0..loads.len())
        .filter(|j| problem.judges[*j].max_load != Some(0))
        .map(|j| loads[j]);
    let affinity: f64 = pairs
        .map(|(entry, judge)| problem.affinity(entry, judge))
        .sum();
    (
        lost.sum(),
        loads.iter().copied().max().unwrap_or(0),
        -(part.min().unwrap_or(0) as i64),
        -affinity as i64,
    )
}

/// The best of all assignments, by trying them all.
pub fn best(problem: &Problem) -> Option<Worth> {
    let choices: Vec<_> = problem
        .entries
        .iter()
        .map(|entry| panels(problem, entry))
        .collect();
    let mut found = None;
    let mut chosen = Vec::new();
    fn visit(
        problem: &Problem,
        choices: &[Vec<Vec<usize>>],
        chosen: &mut Vec<Vec<usize>>,
        found: &mut Option<Worth>,
    ) {
        let Some(panels) = choices.get(chosen.len()) else {
            if are_loads(problem, &loads(problem, chosen)) {
                let worth = worth(problem, chosen);
                *found = Some(found.map_or(worth, |known| known.min(worth)));
            }
            return;
        };
        for panel in panels {
            chosen.push(panel.clone());
            visit(problem, choices, chosen, found);
            chosen.pop();
        }
    }
    visit(problem, &choices, &mut chosen, &mut found);
    found
}

/// Fails when a rule is broken.
pub fn keeps_the_rules(problem: &Problem, found: &Assignment) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.panels.len(), problem.entries.len());
    for (entry, panel) in problem.entries.iter().zip(&found.panels) {
        prop_assert!(is_panel(problem, entry, panel), "{entry:?} with {panel:?}");
    }
    prop_assert_eq!(&loads(problem, &found.panels), &found.loads);
    prop_assert!(are_loads(problem, &found.loads));
    prop_assert_eq!(worth(problem, &found.panels).0, found.changed);
    Ok(())
}

pub fn found(problem: &Problem) -> Assignment {
    match solve(problem) {
        Answer::Assigned(found) => found,
        Answer::Blocked(blocks) => panic!("{blocks:?}"),
    }
}

/// Whether some ring of judges, each passing an entry to the next, gains affinity while every load stays between the
/// least and the most that there is now: by the cheapest way between each two judges (Floyd and Warshall).
pub fn can_be_bettered(problem: &Problem, panels: &[Vec<usize>]) -> bool {
    let loads = loads(problem, panels);
    let judges = loads.len();
    let (least, most) = (loads.iter().min().unwrap(), loads.iter().max().unwrap());
    let mut costs = vec![vec![f64::INFINITY; judges + 1]; judges + 1];
    for (at, (entry, panel)) in problem.entries.iter().zip(panels).enumerate() {
        for (place, from) in panel.iter().enumerate() {
            for (to, cost) in costs[*from].iter_mut().enumerate().take(judges) {
                let mut changed = panel.clone();
                changed[place] = to;
                if is_panel(problem, entry, &changed) {
                    let gain = problem.affinity(at, to) - problem.affinity(at, *from);
                    *cost = cost.min(-gain);
                }
            }
        }
    }
    for (judge, load) in loads.iter().enumerate() {
        let limit = problem.limit(judge).unwrap_or(u64::MAX);
        if load < most.min(&limit) {
            costs[judge][judges] = 0.0;
        }
        if load > least {
            costs[judges][judge] = 0.0;
        }
    }
    for by in 0..=judges {
        for from in 0..=judges {
            for to in 0..=judges {
                costs[from][to] = costs[from][to].min(costs[from][by] + costs[by][to]);
            }
        }
    }
    (0..=judges).any(|judge| costs[judge][judge] < -1e-9)
}
