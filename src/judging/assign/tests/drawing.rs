//! Promises of the draw for a round.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::contests::Category;
use crate::db::Id;
use crate::i18n::Language;
use crate::judging::assign::{
    Cause, Draw, Existing, Gap, Hold, Panellist, Parameters, Plan, Rule, Work, draw, organisation,
};

pub(super) fn judge(organisation: &str, max_load: Option<usize>) -> Panellist {
    Panellist {
        account: Id::new(),
        organisation: organisation.to_owned(),
        country: String::new(),
        languages: Vec::new(),
        categories: Vec::new(),
        max_load,
    }
}

pub(super) fn work(organisation: &str) -> Work {
    Work {
        entry: Id::new(),
        creator: Id::new(),
        organisation: organisation.to_owned(),
        languages: Vec::new(),
        category: None,
    }
}

pub(super) fn problem(works: Vec<Work>, panel: Vec<Panellist>, per_entry: usize) -> Draw {
    Draw {
        works,
        panel,
        per_entry,
        seed: 7,
        ..Draw::default()
    }
}

fn spread(plan: &Plan) -> usize {
    let loads = plan.loads.iter().map(|(_, load)| *load);
    loads.clone().max().unwrap_or(0) - loads.min().unwrap_or(0)
}

#[test]
fn organisations_are_compared_without_case_width_or_punctuation() {
    assert_eq!(
        organisation("Ｓｔ. Petersburg  University"),
        organisation("St Petersburg university")
    );
    assert_eq!(organisation("«ВГИК»"), organisation("вгик"));
    assert_eq!(organisation(" - "), "");
}

#[test]
fn an_entry_that_too_few_may_score_is_named_with_the_cause() {
    let works = vec![work("a"), work("")];
    let plan = draw(&problem(
        works.clone(),
        vec![judge("a", None), judge("a", None), judge("", None)],
        2,
    ));
    let gap = Gap {
        entry: works[0].entry,
        missing: 1,
        eligible: 1,
        cause: Cause::Conflicts,
    };
    assert_eq!(plan.gaps, vec![gap]);
    let full = draw(&problem(
        vec![work(""), work(""), work("")],
        vec![judge("", Some(1)), judge("", Some(1))],
        1,
    ));
    assert_eq!((full.gaps.len(), full.gaps[0].cause), (1, Cause::Full));
}

#[test]
fn a_full_judge_passes_an_entry_on_so_that_a_difficult_one_is_covered() {
    // Only the first judge may score the second entry, and takes on one only.
    let (easy, hard) = (work("x"), work("b"));
    let panel = vec![judge("", Some(1)), judge("b", Some(1))];
    for works in [vec![easy.clone(), hard.clone()], vec![hard, easy]] {
        let plan = draw(&problem(works, panel.clone(), 1));
        assert_eq!((plan.gaps.len(), plan.added.len()), (0, 2));
    }
}

#[test]
fn judges_get_what_they_understand_when_it_is_known() {
    let speaking = |codes: [&str; 1]| codes.iter().filter_map(|c| Language::parse(c)).collect();
    let works: Vec<Work> = (0..40)
        .map(|i| Work {
            languages: speaking([if i % 2 == 0 { "zh" } else { "ru" }]),
            ..work("")
        })
        .collect();
    let panel: Vec<Panellist> = (0..8)
        .map(|i| Panellist {
            languages: speaking([if i < 4 { "zh" } else { "ru" }]),
            ..judge("", None)
        })
        .collect();
    let plan = draw(&problem(works, panel, 3));
    assert_eq!((plan.foreign, spread(&plan)), (0, 0));
}

#[test]
fn judges_get_the_categories_that_they_named_where_loads_stay_even() {
    let (drama, documentary) = (Id::new(), Id::new());
    let works: Vec<Work> = (0..40)
        .map(|i| Work {
            category: Some(if i % 2 == 0 { drama } else { documentary }),
            ..work("")
        })
        .collect();
    let naming = |of: &[Id<Category>]| Panellist {
        categories: of.to_vec(),
        ..judge("", None)
    };
    let panel: Vec<Panellist> = (0..8)
        .map(|i| naming(&[if i < 4 { drama } else { documentary }]))
        .collect();
    let plan = draw(&problem(works.clone(), panel, 3));
    assert_eq!((plan.elsewhere, spread(&plan)), (0, 0));
    // Six for one category and two for the other: loads stay even all the same.
    let uneven: Vec<Panellist> = (0..8)
        .map(|i| naming(&[if i < 6 { drama } else { documentary }]))
        .collect();
    let plan = draw(&problem(works, uneven, 3));
    assert_eq!((plan.elsewhere, spread(&plan)), (30, 0));
}

#[test]
fn to_follow_an_entry_counts_for_more_than_its_category() {
    let speaking = |code: &str| Language::parse(code).into_iter().collect::<Vec<_>>();
    let drama = Id::new();
    let film = Work {
        languages: speaking("zh"),
        category: Some(drama),
        ..work("")
    };
    let follows = Panellist {
        languages: speaking("zh"),
        categories: vec![Id::new()],
        ..judge("", None)
    };
    let prefers = Panellist {
        languages: speaking("ru"),
        categories: vec![drama],
        ..judge("", None)
    };
    for seed in 0..20 {
        let panel = vec![prefers.clone(), follows.clone()];
        let plan = draw(&Draw {
            seed,
            ..problem(vec![film.clone()], panel, 1)
        });
        assert_eq!(plan.added, [(film.entry, follows.account)]);
    }
}

#[test]
fn a_dismissed_conflict_of_one_organisation_no_longer_keeps_a_judge_away() {
    let (works, panel) = (vec![work("a")], vec![judge("a", None)]);
    let mut problem = problem(works.clone(), panel.clone(), 1);
    let barred = draw(&problem);
    assert_eq!((barred.added.len(), barred.gaps.len()), (0, 1));
    problem.waived = vec![(works[0].entry, panel[0].account)];
    assert_eq!(draw(&problem).added, problem.waived);
    problem.barred = problem.waived.clone();
    assert_eq!(draw(&problem).added, [], "a conflict of their own remains");
}

#[test]
fn what_keeps_places_empty_is_named_with_what_it_lacks() {
    let speaking = |code: &str| Language::parse(code).into_iter().collect::<Vec<_>>();
    let film = Work {
        languages: speaking("zh"),
        ..work("")
    };
    let panel = vec![
        Panellist {
            languages: speaking("ru"),
            ..judge("", None)
        },
        Panellist {
            languages: speaking("zh"),
            ..judge("", None)
        },
    ];
    let mut problem = problem(vec![film.clone(), work("")], panel.clone(), 2);
    let wish = draw(&problem);
    assert_eq!(
        (wish.added.len(), wish.foreign, wish.blockages.len()),
        (4, 1, 0)
    );
    problem.parameters.competence = true;
    let rule = draw(&problem);
    assert_eq!((rule.added.len(), rule.foreign), (3, 0));
    let [blockage] = rule.blockages.as_slice() else {
        panic!("one thing is in the way: {:?}", rule.blockages)
    };
    assert_eq!((blockage.rule, blockage.lacking()), (Rule::Language, 1));
    assert_eq!(blockage.entries, [film.entry]);
    assert_eq!(blockage.judges, [panel[0].account]);
}

#[test]
fn every_entry_gets_judges_of_each_country_as_far_as_there_are_any() {
    let of = |country: &str| Panellist {
        country: country.to_owned(),
        ..judge("", None)
    };
    let panel = vec![of("CN"), of("CN"), of("CN"), of("RU"), of("")];
    let mut problem = problem((0..6).map(|_| work("")).collect(), panel, 2);
    problem.parameters = Parameters {
        per_country: 1,
        countries: vec!["CN".to_owned(), "RU".to_owned()],
        ..Parameters::default()
    };
    let plan = draw(&problem);
    assert_eq!(plan.mixes[0], ("CN".to_owned(), vec![0, 6, 0]));
    assert_eq!(plan.mixes[1], ("RU".to_owned(), vec![0, 6, 0]));
    assert!(plan.blockages.is_empty());
    problem.parameters.max_load = Some(4);
    let full = draw(&problem);
    assert_eq!(
        full.mixes[1].1,
        [2, 4, 0],
        "two places of Russia stay empty"
    );
    assert!(full.blockages.iter().any(|each| each.rule == Rule::MaxLoad));
    // What is kept may leave no place for a country: then nothing moves and nothing is lost.
    problem.parameters.max_load = None;
    let (first, second) = (problem.panel[0].account, problem.panel[1].account);
    let keep = |judge| Existing {
        entry: problem.works[0].entry,
        judge,
        hold: Hold::Kept,
    };
    problem.existing = vec![keep(first), keep(second)];
    let plan = draw(&problem);
    assert_eq!(plan.added.len(), 10);
    assert!(plan.blockages.iter().any(|each| each.rule == Rule::Country));
}

#[test]
fn when_a_judge_leaves_as_little_as_can_be_moves() {
    let panel: Vec<Panellist> = (0..4).map(|_| judge("", Some(6))).collect();
    let works: Vec<Work> = (0..9).map(|_| work("")).collect();
    let before = draw(&problem(works.clone(), panel.clone(), 2));
    let gone = panel[0].account;
    let mut after = problem(works, panel[1..].to_vec(), 2);
    after.existing = before
        .added
        .iter()
        .filter(|(_, judge)| *judge != gone)
        .map(|(entry, judge)| Existing {
            entry: *entry,
            judge: *judge,
            hold: Hold::Movable,
        })
        .collect();
    let lost = before.added.len() - after.existing.len();
    let plan = draw(&after);
    assert!(plan.gaps.is_empty());
    assert_eq!(plan.added.len(), lost + plan.moved.len());
    assert!(plan.loads.iter().all(|(_, load)| *load == 6));
    assert!(plan.moved.len() <= 2, "{} moved", plan.moved.len());
}

prop_compose! {
    fn problems()(
        works in 0..40_usize,
        judges in 1..9_usize,
        per_entry in 1..4_usize,
        seed in any::<u64>(),
        works_at in proptest::collection::vec(0..6_usize, 40),
        judges_at in proptest::collection::vec(0..6_usize, 9),
        loads in proptest::collection::vec(proptest::option::of(0..30_usize), 9),
        own in proptest::collection::vec(0..30_usize, 40),
    ) -> Draw {
        // Organisation 0 is none; some creators sit on the panel.
        let name = |at: usize| if at < 3 { String::new() } else { format!("school{at}") };
        let panel: Vec<Panellist> = (0..judges).map(|j| judge(&name(judges_at[j]), loads[j])).collect();
        let works = (0..works)
            .map(|w| {
                let mut work = work(&name(works_at[w]));
                if let Some(judge) = panel.get(own[w]) {
                    work.creator = judge.account;
                }
                work
            })
            .collect();
        Draw { works, panel, per_entry, seed, ..Draw::default() }
    }
}

fn check(problem: &Draw, plan: &Plan, before: &[Existing]) -> Result<(), TestCaseError> {
    let mut of_entry: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut of_judge: BTreeMap<_, usize> = BTreeMap::new();
    let kept = before
        .iter()
        .filter(|e| e.hold == Hold::Kept)
        .map(|e| (&e.entry, &e.judge));
    for (entry, judge) in kept.chain(plan.added.iter().map(|(e, j)| (e, j))) {
        prop_assert!(
            of_entry.entry(*entry).or_default().insert(*judge),
            "twice the same judge"
        );
        *of_judge.entry(*judge).or_default() += 1;
        let work = problem.works.iter().find(|w| w.entry == *entry).unwrap();
        let judge = problem.panel.iter().find(|j| j.account == *judge).unwrap();
        prop_assert_ne!(work.creator, judge.account, "their own");
        prop_assert!(
            work.organisation.is_empty() || work.organisation != judge.organisation,
            "a colleague's"
        );
    }
    for work in &problem.works {
        let judges = of_entry.get(&work.entry).map_or(0, BTreeSet::len);
        let gap = plan.gaps.iter().find(|g| g.entry == work.entry);
        prop_assert_eq!(
            judges + gap.map_or(0, |g| g.missing),
            problem.per_entry.max(judges)
        );
    }
    for (judge, load) in &plan.loads {
        prop_assert_eq!(of_judge.get(judge).copied().unwrap_or(0), *load);
        let panellist = problem.panel.iter().find(|j| j.account == *judge).unwrap();
        prop_assert!(panellist.max_load.is_none_or(|most| *load <= most));
    }
    Ok(())
}

/// The most places that can be filled, by plain augmenting paths over unit capacities.
fn most_places(problem: &Draw) -> usize {
    let judges = problem.panel.len();
    let mut has: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); judges];
    fn visit(
        problem: &Draw,
        has: &mut [BTreeSet<usize>],
        work: usize,
        seen: &mut BTreeSet<usize>,
    ) -> bool {
        for judge in 0..problem.panel.len() {
            let (w, j) = (&problem.works[work], &problem.panel[judge]);
            let may = w.creator != j.account
                && (w.organisation.is_empty() || w.organisation != j.organisation);
            if !may || has[judge].contains(&work) || !seen.insert(judge) {
                continue;
            }
            if j.max_load.is_none_or(|most| has[judge].len() < most) {
                has[judge].insert(work);
                return true;
            }
            for other in has[judge].clone() {
                if visit(problem, has, other, seen) {
                    has[judge].remove(&other);
                    has[judge].insert(work);
                    return true;
                }
            }
        }
        false
    }
    (0..problem.works.len())
        .flat_map(|work| std::iter::repeat_n(work, problem.per_entry))
        .filter(|work| visit(problem, &mut has, *work, &mut BTreeSet::new()))
        .count()
}

proptest! {
    #[test]
    fn no_hard_rule_is_ever_broken_and_every_gap_is_told(problem in problems()) {
        check(&problem, &draw(&problem), &[])?;
    }

    #[test]
    fn as_many_places_are_filled_as_can_be(problem in problems()) {
        prop_assert_eq!(draw(&problem).added.len(), most_places(&problem));
    }

    #[test]
    fn the_same_seed_draws_the_same(problem in problems()) {
        prop_assert_eq!(draw(&problem).added, draw(&problem).added);
    }

    #[test]
    fn without_conflicts_loads_differ_by_one_at_most(
        works in 0..60_usize, judges in 3..12_usize, per_entry in 1..4_usize, seed in any::<u64>()
    ) {
        let works = (0..works).map(|_| work("")).collect();
        let panel = (0..judges).map(|_| judge("", None)).collect();
        let plan = draw(&Draw { seed, ..problem(works, panel, per_entry) });
        prop_assert!(plan.gaps.is_empty() && spread(&plan) <= 1);
    }

    #[test]
    fn a_second_run_keeps_everything_and_only_adds(problem in problems(), late in 0..10_usize) {
        let first = draw(&problem);
        let mut again = problem.clone();
        again.works.extend((0..late).map(|_| work("")));
        // Every third was recused: its judge never gets it again.
        again.existing = first.added.iter().enumerate()
            .map(|(i, (entry, judge))| Existing {
                entry: *entry,
                judge: *judge,
                hold: if i % 3 == 0 { Hold::Gone } else { Hold::Kept },
            })
            .collect();
        let second = draw(&again);
        check(&again, &second, &again.existing)?;
        for pair in &again.existing {
            prop_assert!(!second.added.contains(&(pair.entry, pair.judge)));
        }
    }
}
