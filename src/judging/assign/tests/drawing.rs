//! Promises of the draw for a round.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::db::Id;
use crate::i18n::Language;
use crate::judging::assign::{
    Cause, Draw, Existing, Gap, Panellist, Plan, Work, draw, organisation,
};

fn judge(organisation: &str, max_load: Option<usize>) -> Panellist {
    Panellist {
        account: Id::new(),
        organisation: organisation.to_owned(),
        languages: Vec::new(),
        max_load,
    }
}

fn work(organisation: &str) -> Work {
    Work {
        entry: Id::new(),
        creator: Id::new(),
        organisation: organisation.to_owned(),
        languages: Vec::new(),
    }
}

fn problem(works: Vec<Work>, panel: Vec<Panellist>, per_entry: usize) -> Draw {
    Draw {
        works,
        panel,
        existing: Vec::new(),
        per_entry,
        seed: 7,
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
        Draw { works, panel, existing: Vec::new(), per_entry, seed }
    }
}

fn check(problem: &Draw, plan: &Plan, before: &[Existing]) -> Result<(), TestCaseError> {
    let mut of_entry: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut of_judge: BTreeMap<_, usize> = BTreeMap::new();
    let kept = before
        .iter()
        .filter(|e| e.live)
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
            .map(|(i, (entry, judge))| Existing { entry: *entry, judge: *judge, live: i % 3 != 0 })
            .collect();
        let second = draw(&again);
        check(&again, &second, &again.existing)?;
        for pair in &again.existing {
            prop_assert!(!second.added.contains(&(pair.entry, pair.judge)));
        }
    }
}
