//! Promises of rankings by comparisons.

use proptest::prelude::*;

use super::super::bundle::{Bundle, Parameters, verify};
use super::super::{Assessor, Contender, Mark, Plan, Ranked, RemarkKind};
use super::*;
use crate::judging::CutRule;
use crate::results::Method;

/// Entries of these streams, judges, and nothing said yet.
fn record(streams: &[&str], judges: usize) -> Record {
    Record {
        entries: streams
            .iter()
            .enumerate()
            .map(|(n, stream)| Contender {
                name: format!("{stream}-{:04}", n + 1),
                stream: (*stream).to_owned(),
                category: String::new(),
                country: "CN".into(),
            })
            .collect(),
        judges: (1..=judges)
            .map(|n| Assessor {
                name: format!("J{n:02}"),
                country: "CN".into(),
            })
            .collect(),
        marks: Vec::new(),
        duels: Vec::new(),
        tie_breaks: Vec::new(),
        deciders: Vec::new(),
        plan: Plan {
            method: Method::Pairs,
            seed: 7,
            cut: 0,
            cut_rule: CutRule::Places,
            cut_threshold: 0,
        },
    }
}

/// With these comparisons, and the shares that they make.
fn compared(mut record: Record, duels: &[(usize, usize, usize, i32)]) -> Record {
    let mut sums: BTreeMap<(usize, usize), (i32, i32)> = BTreeMap::new();
    for (judge, a, b, halves) in duels {
        let (judge, a, b, halves) = (*judge, *a, *b, *halves);
        record.duels.push(Duel {
            judge,
            a,
            b,
            halves,
        });
        for (entry, halves) in [(a, halves), (b, 2 - halves)] {
            let sum = sums.entry((entry, judge)).or_default();
            sum.0 += halves;
            sum.1 += 1;
        }
    }
    record.marks = sums
        .into_iter()
        .filter_map(|((entry, judge), (halves, count))| {
            let total = crate::judging::pairs::share(halves, count)?;
            Some(Mark {
                entry,
                judge,
                total,
            })
        })
        .collect();
    record
}

/// With the orders of judges, the best first: each ballot says how many stand behind.
fn ordered(mut record: Record, orders: &[&[usize]]) -> Record {
    for (judge, order) in orders.iter().enumerate() {
        for (at, entry) in order.iter().enumerate() {
            record.marks.push(Mark {
                entry: *entry,
                judge,
                total: 1_000 * (order.len() - 1 - at) as i32,
            });
        }
    }
    record
}

/// By name: rank and score.
fn said(record: &Record, ranked: &Ranked) -> BTreeMap<String, (i32, i32)> {
    let lines = ranked.lines.iter();
    lines
        .map(|line| {
            let name = record.entries[line.entry].name.clone();
            (name, (line.rank, line.score))
        })
        .collect()
}

#[test]
fn a_score_is_the_chance_against_an_average_entry_and_streams_have_averages_of_their_own() {
    let streams = ["CN", "CN", "CN", "RU", "RU", "RU"];
    // The same in both streams, and a judge who compared across them is none.
    let duels = [
        (0, 0, 1, 2),
        (1, 0, 1, 2),
        (0, 1, 2, 1),
        (0, 3, 4, 2),
        (1, 3, 4, 2),
        (0, 4, 5, 1),
    ];
    let record = compared(record(&streams, 2), &duels);
    let ranked = record.rank().unwrap();
    let found = said(&record, &ranked);
    assert_eq!(found["CN-0001"], found["RU-0004"]);
    assert_eq!(
        [found["CN-0001"].0, found["CN-0003"].0, found["CN-0002"].0],
        [1, 2, 3]
    );
    assert!(found["CN-0001"].1 > 50_000 && found["CN-0002"].1 < 50_000);
    for line in &ranked.lines {
        let (low, high) = line.ends.unwrap();
        assert!(0 < low && low < line.score && line.score < high && high < 100_000);
        assert!(line.chance.unwrap().low <= line.rank);
    }
    // The share of comparisons won, averaged over judges: 1 and 1.
    let first = ranked.lines.iter().find(|line| line.entry == 0).unwrap();
    assert_eq!((first.raw, first.ballots), (1_000, 2));
}

#[test]
fn published_abilities_of_the_engine_are_what_a_run_scores_by() {
    // One win of two entries: λ = ±a with a = 1/(1 + e^2a), the mode under the prior N(0, 1).
    let record = compared(record(&["CN", "CN"], 1), &[(0, 0, 1, 2)]);
    let ranked = record.rank().unwrap();
    let a = 0.337415807_f64;
    assert!((a - 1.0 / (1.0 + (2.0 * a).exp())).abs() < 1e-6);
    let expected = 100_000.0 / (1.0 + (-a).exp());
    assert!((f64::from(ranked.lines[0].score) - expected).abs() < 2.0);
}

#[test]
fn an_order_is_read_stream_by_stream_and_one_entry_alone_is_average() {
    let streams = ["CN", "CN", "RU", "CN"];
    let record = ordered(record(&streams, 2), &[&[1, 2, 0, 3], &[1, 0, 3]]);
    let ranked = record.rank().unwrap();
    let found = said(&record, &ranked);
    let ranks = ["CN-0002", "CN-0001", "CN-0004"].map(|name| found[name].0);
    assert_eq!(ranks, [1, 2, 3]);
    assert_eq!(found["RU-0003"], (1, 50_000));
    let alone = ranked.lines.iter().find(|line| line.entry == 2).unwrap();
    assert_eq!(alone.ends, None, "nothing was compared with it");
    // A stream's three of an order of four count as an order of three.
    let weights: Vec<f64> = record
        .weighed(None)
        .iter()
        .map(|duel| duel.wins[0] + duel.wins[1])
        .collect();
    assert!(
        weights
            .iter()
            .all(|weight| (weight - 7.0 / 9.0).abs() < 1e-12),
        "{weights:?}"
    );
}

#[test]
fn who_was_never_linked_is_said() {
    let streams = ["CN"; 5];
    let duels = [(0, 0, 1, 2), (0, 2, 3, 1), (0, 3, 4, 1), (1, 2, 4, 1)];
    let record = compared(record(&streams, 2), &duels);
    let ranked = record.rank().unwrap();
    let of = |kind| {
        ranked
            .remarks
            .iter()
            .find(|remark| remark.kind == kind)
            .unwrap()
    };
    assert_eq!(of(RemarkKind::Disconnected).names, ["CN-0001", "CN-0003"]);
    assert_eq!(of(RemarkKind::NoMaximum).names, ["CN-0001", "CN-0002"]);
}

#[test]
fn judges_are_told_how_far_the_ranking_goes_with_them() {
    let streams = ["CN"; 3];
    let all = |judge, way: i32| [(judge, 0, 1, way), (judge, 0, 2, way), (judge, 1, 2, way)];
    let duels: Vec<_> = [all(0, 2), all(1, 2), all(2, 0)].concat();
    let record = compared(record(&streams, 3), &duels);
    let ranked = record.rank().unwrap();
    let study = record.study(&ranked, |_| 3);
    let agreed: Vec<Option<f64>> = study.judges.iter().map(|judge| judge.agreement).collect();
    assert_eq!(agreed, [Some(1.0), Some(1.0), Some(0.0)]);
    assert!(study.home.is_none() && study.spreads.is_none() && study.totals.bars.is_empty());
    // Without one of the first two, the other two say opposite things: all are alike.
    let first = study.places.iter().find(|place| place.rank == 1).unwrap();
    assert!(
        first.otherwise.is_empty(),
        "no other method reads comparisons"
    );
    assert!(first.without.is_some());
}

#[test]
fn a_bundle_of_comparisons_is_recomputed_and_a_changed_one_is_found() {
    let streams = ["CN", "CN", "CN", "RU", "RU"];
    let duels = [(0, 0, 1, 2), (1, 0, 2, 0), (0, 1, 2, 1), (1, 3, 4, 0)];
    let of = |duels: &[_]| compared(record(&streams, 2), duels);
    let record = of(&duels);
    let ranked = record.rank().unwrap();
    let parameters = Parameters::new(&record, &ranked, "Contest", "Pairs", "2026-11-27T00:00:00Z");
    let bundle = Bundle::write(&record, &ranked, &parameters).unwrap();
    let verdict = verify(&bundle.bytes, None).unwrap();
    assert_eq!(verdict.differences, Vec::<String>::new());
    // Another answer under the same ranking.
    let mut other = duels;
    other[1].3 = 2;
    let altered = of(&other);
    let bundle = Bundle::write(&altered, &ranked, &parameters).unwrap();
    assert!(!verify(&bundle.bytes, None).unwrap().differences.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_rows_and_the_names_of_entries_change_nothing(
        answers in prop::collection::vec((0_usize..3, 0_usize..7, 0_usize..7, 0_i32..3), 1..40),
        turn in 0_usize..7,
        start in 0_usize..40,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let duels: Vec<(usize, usize, usize, i32)> = answers
            .into_iter()
            .filter(|(judge, a, b, _)| a < b && seen.insert((*judge, *a, *b)))
            .collect();
        prop_assume!(!duels.is_empty());
        let plain = compared(record(&["CN"; 7], 3), &duels);
        let mut turned = duels.clone();
        turned.rotate_left(start % duels.len());
        for (_, a, b, halves) in &mut turned {
            (*a, *b) = ((*a + turn) % 7, (*b + turn) % 7);
            if a > b {
                std::mem::swap(a, b);
                *halves = 2 - *halves;
            }
        }
        let other = compared(record(&["CN"; 7], 3), &turned);
        let scores = |record: &Record| -> Vec<Option<(i32, i32)>> {
            let ranked = record.rank().unwrap();
            let mut scores = vec![None; 7];
            for line in &ranked.lines {
                scores[line.entry] = Some((line.rank, line.score));
            }
            scores
        };
        let (plain, other) = (scores(&plain), scores(&other));
        for entry in 0..7 {
            let (here, there) = (plain[entry], other[(entry + turn) % 7]);
            prop_assert_eq!(here.is_some(), there.is_some());
            if let (Some((_, one)), Some((_, other))) = (here, there) {
                // Rounding of the last bits may lie on either side of half a thousandth.
                prop_assert!((one - other).abs() <= 1, "{} {}", one, other);
            }
        }
    }

    #[test]
    fn who_is_preferred_by_all_is_first_and_scores_keep_to_percents(
        orders in prop::collection::vec(Just((1..8_usize).collect::<Vec<_>>()).prop_shuffle(), 1..6),
    ) {
        let orders: Vec<Vec<usize>> = orders.into_iter().map(|order| [&[0], &order[..]].concat()).collect();
        let slices: Vec<&[usize]> = orders.iter().map(Vec::as_slice).collect();
        let record = ordered(record(&["CN"; 8], orders.len()), &slices);
        let ranked = record.rank().unwrap();
        prop_assert_eq!(ranked.lines[0].entry, 0);
        prop_assert!(ranked.lines.iter().all(|line| (1..100_000).contains(&line.score)));
    }
}
