//! What is found is the best there is, and breaks no rule.

use proptest::prelude::*;

use super::support::*;
use crate::judging::assign::{Answer, Entry, Figures, Judge, Problem, Rules, solve};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_small_assignment_is_the_best_of_all_or_there_is_none(problem in problems(4, 5)) {
        match (solve(&problem), best(&problem)) {
            (Answer::Assigned(found), Some(best)) => {
                keeps_the_rules(&problem, &found)?;
                let worth = worth(&problem, &found.panels);
                if problem.weight == 1.0 {
                    prop_assert_eq!(worth, best);
                } else {
                    prop_assert_eq!((worth.0, worth.1, worth.2), (best.0, best.1, best.2));
                }
            }
            (Answer::Blocked(blocks), None) => prop_assert!(!blocks.is_empty()),
            (answer, best) => prop_assert!(false, "{answer:?} where the best is {best:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_rule_is_broken_in_a_larger_assignment(problem in problems(60, 14)) {
        if let Answer::Assigned(found) = solve(&problem) {
            keeps_the_rules(&problem, &found)?;
        }
    }

    #[test]
    fn no_chain_of_exchanges_betters_a_larger_assignment(mut problem in problems(60, 14)) {
        problem.weight = 1.0;
        problem.entries.iter_mut().for_each(|entry| entry.previous.clear());
        problem.judges.iter_mut().for_each(|judge| judge.max_load = judge.max_load.map(|most| most + 10));
        if let Answer::Assigned(found) = solve(&problem) {
            prop_assert!(!can_be_bettered(&problem, &found.panels));
        }
    }

    #[test]
    fn the_same_seed_finds_the_same(problem in problems(40, 10)) {
        if let (Answer::Assigned(one), Answer::Assigned(two)) = (solve(&problem), solve(&problem)) {
            prop_assert_eq!(one, two);
        }
    }

    #[test]
    fn entries_that_are_alike_together_get_what_they_would_get_apart(
        problem in problems(3, 8), copies in 2..7_usize
    ) {
        let mut many = problem.clone();
        many.weight = 1.0;
        many.entries = problem.entries.iter().flat_map(|e| std::iter::repeat_n(e.clone(), copies)).collect();
        many.judges.iter_mut().for_each(|judge| judge.max_load = judge.max_load.map(|most| most * copies as u64));
        let mut apart = many.clone();
        // A bid of nothing tells each entry from the others.
        for (at, entry) in apart.entries.iter_mut().enumerate() {
            entry.bids.extend(std::iter::repeat_n((0, 0.0), at));
        }
        match (solve(&many), solve(&apart)) {
            (Answer::Assigned(one), Answer::Assigned(two)) => {
                keeps_the_rules(&many, &one)?;
                prop_assert_eq!(worth(&many, &one.panels), worth(&many, &two.panels));
            }
            (Answer::Blocked(_), Answer::Blocked(_)) => {}
            (one, two) => prop_assert!(false, "{one:?} {two:?}"),
        }
    }

    #[test]
    fn an_assignment_in_force_that_keeps_the_rules_is_kept_whole(mut problem in problems(30, 8)) {
        if let Answer::Assigned(found) = solve(&problem) {
            for (entry, panel) in problem.entries.iter_mut().zip(&found.panels) {
                entry.previous = panel.clone();
            }
            problem.seed ^= 1;
            let again = super::support::found(&problem);
            prop_assert_eq!((again.changed, again.panels), (0, found.panels));
        }
    }

    #[test]
    fn ballots_that_are_begun_stay_whatever_the_rules_say(mut problem in problems(20, 8), each in 0..8_usize) {
        problem.rules.vacancies = true;
        problem.rules.min_load = 0;
        problem.rules.countries.clear();
        let judge = each % problem.judges.len();
        problem.entries[0].kept = vec![judge];
        let found = super::support::found(&problem);
        prop_assert!(found.panels[0].contains(&judge));
    }
}

fn even(entries: usize, judges: usize, k: usize) -> Problem {
    let categories = 5;
    Problem {
        judges: (0..judges)
            .map(|j| Judge {
                country: COUNTRIES[j % 2].to_owned(),
                affinities: (0..categories)
                    .map(|c| ((j * 37 + c * 61) % 101) as f64)
                    .collect(),
                ..Judge::default()
            })
            .collect(),
        entries: (0..entries)
            .map(|e| Entry {
                category: Some(e % categories),
                ..Entry::default()
            })
            .collect(),
        rules: Rules {
            per_entry: k,
            per_country: 1,
            countries: vec!["CN".to_owned(), "RU".to_owned()],
            ..Rules::default()
        },
        weight: 1.0,
        unit: 100.0,
        seed: 3,
    }
}

#[test]
fn a_judge_who_leaves_changes_only_their_own_pairs() {
    let mut problem = even(120, 12, 3);
    let before = found(&problem);
    for (entry, panel) in problem.entries.iter_mut().zip(&before.panels) {
        entry.previous = panel.clone();
    }
    problem.judges[4].max_load = Some(0);
    let after = found(&problem);
    assert_eq!(after.changed, before.loads[4]);
    assert_eq!(after.loads[4], 0);
    // Their thirty entries spread over the others as evenly as can be.
    let others = after
        .loads
        .iter()
        .enumerate()
        .filter(|(j, _)| *j != 4)
        .map(|(_, load)| *load);
    assert_eq!((others.clone().min(), others.max()), (Some(32), Some(33)));
}

#[test]
fn chance_connects_judges_whom_affinity_alone_would_keep_apart() {
    let mut problem = even(300, 12, 2);
    // Two judges for each category, one of each country, and nothing for the others.
    for (at, judge) in problem.judges.iter_mut().enumerate() {
        judge.affinities = (0..5)
            .map(|c| if at / 2 == c { 100.0 } else { 0.0 })
            .collect();
    }
    problem.judges.truncate(10);
    let apart = Figures::of(&problem, &found(&problem));
    assert_eq!((apart.components, apart.contrast), (5, None));
    problem.weight = 0.4;
    let together = Figures::of(&problem, &found(&problem));
    assert_eq!(together.components, 1);
    assert!(
        together.contrast.is_some_and(|variance| variance < 0.2),
        "{together:?}"
    );
    assert_eq!((together.load_min, together.load_max), (60, 60));
}

#[test]
fn the_contrast_of_a_complete_design_is_two_over_the_entries() {
    // All four judges score all twenty entries: the difference of two means of twenty scores.
    let mut problem = even(20, 4, 4);
    problem.rules.countries.clear();
    let figures = Figures::of(&problem, &found(&problem));
    assert!((figures.contrast.unwrap() - 2.0 / 20.0).abs() < 1e-12);
    assert_eq!(figures.components, 1);
}

#[test]
fn fractions_of_affinity_are_exact_as_well() {
    let mut problem = even(2, 4, 1);
    problem.rules.countries.clear();
    problem.rules.per_country = 0;
    problem.rules.max_load = Some(1);
    problem
        .judges
        .iter_mut()
        .for_each(|judge| judge.affinities.clear());
    problem.entries[0].bids = vec![(0, 0.123_456_1), (1, 0.123_456_2), (2, -7.5)];
    problem.entries[1].bids = vec![(1, 0.25), (0, 0.249_999_95), (3, 0.1)];
    assert_eq!(found(&problem).panels, [[1], [0]]);
}
