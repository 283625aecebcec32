//! What stands in the way is named, with the smallest change that helps.

use proptest::prelude::*;

use super::support::*;
use crate::judging::assign::{Answer, Block, Entry, Judge, Problem, Rule, Rules, solve};

/// Three judges of each country who know everything, and `entries` entries.
fn plain(entries: usize, k: usize, per_country: usize) -> Problem {
    let judge = |country: &str| Judge {
        country: country.to_owned(),
        languages: vec!["zh".to_owned(), "ru".to_owned()],
        ..Judge::default()
    };
    Problem {
        judges: ["CN", "CN", "CN", "RU", "RU", "RU"].map(judge).to_vec(),
        entries: vec![
            Entry {
                languages: vec!["zh".to_owned()],
                ..Entry::default()
            };
            entries
        ],
        rules: Rules {
            per_entry: k,
            per_country,
            countries: vec!["CN".to_owned(), "RU".to_owned()],
            competence: true,
            ..Rules::default()
        },
        weight: 1.0,
        unit: 100.0,
        seed: 1,
    }
}

fn blocks(problem: &Problem) -> Vec<Block> {
    match solve(problem) {
        Answer::Assigned(found) => panic!("{found:?}"),
        Answer::Blocked(blocks) => blocks,
    }
}

/// The only block, as rule, entries, what it needs and has.
fn only(problem: &Problem) -> (Rule, Vec<usize>, u64, u64) {
    let blocks = blocks(problem);
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    (
        blocks[0].rule,
        blocks[0].entries.clone(),
        blocks[0].needs,
        blocks[0].has,
    )
}

#[test]
fn too_little_capacity_in_all_says_how_many_places_are_lacking() {
    let mut problem = plain(10, 3, 1);
    problem.rules.max_load = Some(4);
    assert_eq!(only(&problem), (Rule::MaxLoad, (0..10).collect(), 30, 24));
    problem
        .judges
        .iter_mut()
        .for_each(|judge| judge.max_load = Some(5));
    problem.rules.max_load = None;
    assert!(matches!(solve(&problem), Answer::Assigned(_)));
}

#[test]
fn a_language_that_too_few_judges_of_a_country_know_is_named() {
    let mut problem = plain(3, 3, 1);
    problem.judges[3..]
        .iter_mut()
        .for_each(|judge| judge.languages = vec!["ru".to_owned()]);
    problem.entries[0].languages.push("ru".to_owned());
    problem.entries[2].languages.push("ru".to_owned());
    let block = &blocks(&problem)[0];
    assert_eq!(
        (block.rule, &block.entries[..], block.country),
        (Rule::Language, &[1][..], Some(1))
    );
    assert_eq!(
        (block.needs, block.has, &block.languages[..]),
        (1, 0, &["ru".to_owned()][..])
    );
    // The change that it proposes helps.
    problem.entries[1].languages.extend(block.languages.clone());
    assert!(matches!(solve(&problem), Answer::Assigned(_)));
}

#[test]
fn a_country_without_judges_is_named_for_every_entry() {
    let mut problem = plain(2, 3, 1);
    problem.judges.truncate(3);
    assert_eq!(only(&problem), (Rule::Country, vec![0, 1], 1, 0));
}

#[test]
fn countries_that_need_more_places_than_an_entry_has_are_named() {
    assert_eq!(only(&plain(2, 3, 2)), (Rule::Country, vec![0, 1], 4, 3));
}

#[test]
fn more_judges_an_entry_than_there_are_is_named() {
    assert_eq!(only(&plain(2, 7, 1)), (Rule::PerEntry, vec![0, 1], 7, 6));
}

#[test]
fn an_institution_that_all_judges_of_a_country_share_with_an_entry_is_named() {
    let mut problem = plain(2, 2, 1);
    problem.judges[..3]
        .iter_mut()
        .for_each(|judge| judge.institution = "VGIK".to_owned());
    problem.entries[1].institution = "VGIK".to_owned();
    assert_eq!(only(&problem), (Rule::Institution, vec![1], 1, 0));
}

#[test]
fn conflicts_that_leave_too_few_are_named() {
    let mut problem = plain(2, 5, 0);
    problem.rules.countries.clear();
    problem.entries[0].conflicts = vec![1, 4];
    assert_eq!(only(&problem), (Rule::Conflict, vec![0], 5, 4));
}

#[test]
fn entries_that_only_full_judges_can_take_are_named_and_no_others() {
    let mut problem = plain(6, 1, 0);
    problem.rules.countries.clear();
    problem.judges[2].languages.push("en".to_owned());
    problem.judges[2].max_load = Some(2);
    problem.entries[..3]
        .iter_mut()
        .for_each(|entry| entry.languages = vec!["en".to_owned()]);
    let block = &blocks(&problem)[0];
    assert_eq!(
        (&block.entries[..], &block.judges[..]),
        (&[0, 1, 2][..], &[2][..])
    );
    assert_eq!(
        (block.needs, block.has, block.because),
        (3, 2, Some(Rule::Language))
    );
}

#[test]
fn two_bottlenecks_are_two_blocks() {
    let mut problem = plain(6, 1, 0);
    problem.rules.countries.clear();
    for (judge, code) in [(2, "en"), (3, "fr")] {
        problem.judges[judge].languages.push(code.to_owned());
        problem.judges[judge].max_load = Some(2);
        let entries = &mut problem.entries[(judge - 2) * 3..][..3];
        entries
            .iter_mut()
            .for_each(|entry| entry.languages = vec![code.to_owned()]);
    }
    let found: Vec<_> = blocks(&problem)
        .into_iter()
        .map(|b| (b.judges, b.entries))
        .collect();
    assert_eq!(found, [(vec![2], vec![0, 1, 2]), (vec![3], vec![3, 4, 5])]);
}

#[test]
fn a_least_load_that_cannot_be_reached_says_which_one_can() {
    let mut problem = plain(4, 3, 1);
    problem.rules.min_load = 3;
    let block = &blocks(&problem)[0];
    assert_eq!(
        (block.rule, block.needs, block.has, block.possible),
        (Rule::MinLoad, 18, 12, Some(2))
    );
    problem.rules.min_load = 2;
    assert!(matches!(solve(&problem), Answer::Assigned(_)));
    // One judge alone who may score nothing.
    problem.judges[0].languages.clear();
    let block = &blocks(&problem)[0];
    assert_eq!(
        (&block.judges[..], block.needs, block.has, block.possible),
        (&[0][..], 2, 0, Some(0))
    );
}

#[test]
fn a_limit_under_the_least_load_is_named() {
    let mut problem = plain(8, 3, 1);
    problem.rules.min_load = 2;
    problem.judges[5].max_load = Some(1);
    let block = &blocks(&problem)[0];
    assert_eq!(
        (block.rule, &block.judges[..], block.possible),
        (Rule::MinLoad, &[5][..], Some(1))
    );
}

/// How many of a panel's judges are in the group at least, over all panels that the entry can have.
fn forced(problem: &Problem, entry: &Entry, group: &[usize]) -> u64 {
    let inside = |panel: &Vec<usize>| panel.iter().filter(|judge| group.contains(judge)).count();
    panels(problem, entry).iter().map(inside).min().unwrap_or(0) as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_named_is_enough_to_make_it_impossible(problem in problems(6, 5)) {
        let Answer::Blocked(blocks) = solve(&problem) else { return Ok(()) };
        for block in &blocks {
            prop_assert!(block.needs > block.has, "{block:?}");
            let entries = block.entries.iter().map(|at| &problem.entries[*at]);
            match block.rule {
                Rule::MaxLoad => {
                    let needed: u64 = entries.map(|e| forced(&problem, e, &block.judges)).sum();
                    let limits = block.judges.iter().map(|j| problem.limit(*j).unwrap());
                    prop_assert_eq!((needed, limits.sum::<u64>()), (block.needs, block.has));
                }
                Rule::MinLoad => {}
                _ => {
                    for entry in entries {
                        prop_assert!(panels(&problem, entry).is_empty());
                    }
                }
            }
        }
        let named = |rule: Rule| blocks.iter().filter(move |b| b.rule == rule);
        // With the largest loads lifted that are named, nothing is too full any more.
        let mut lifted = problem.clone();
        for judge in named(Rule::MaxLoad).flat_map(|block| &block.judges) {
            lifted.judges[*judge].max_load = None;
        }
        if let Answer::Blocked(left) = solve(&lifted) {
            prop_assert!(left.iter().all(|block| block.rule != Rule::MaxLoad), "{left:?}");
        }
        // With the least load lowered to what is told, nobody gets too little any more.
        let mut lowered = problem.clone();
        if let Some(block) = blocks.iter().find(|block| block.rule == Rule::MinLoad) {
            lowered.rules.min_load = block.possible.unwrap();
            if let Answer::Blocked(left) = solve(&lowered) {
                prop_assert!(left.iter().all(|block| block.rule != Rule::MinLoad), "{left:?}");
            }
        }
    }
}
