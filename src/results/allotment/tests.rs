mod audience;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::db::Json;
use crate::i18n::Trilingual;

fn id<T>(n: u128) -> Id<T> {
    Uuid::from_u128(n).into()
}

fn award(n: u128, quota: i32) -> Award {
    Award {
        id: id(n),
        contest_id: id(1),
        position: n as i32,
        code: format!("award-{n}"),
        name: Json::new(Trilingual::default()),
        description: Json::new(Trilingual::default()),
        quota,
        stream_id: None,
        category_id: None,
        version: 1,
        basis: Basis::Jury,
    }
}

/// Entries 0, 1, 2 … by `(author, score)`.
fn field(rows: &[(u128, i32)]) -> Vec<Candidate> {
    (0..)
        .zip(rows)
        .map(|(n, (author, score))| Candidate {
            entry: id(n),
            author: id(*author),
            stream: id(1),
            category: None,
            score: *score,
            deciders: Deciders::default(),
            audience: None,
        })
        .collect()
}

/// The same with what their tie-breaks compare.
fn told_apart(rows: &[(u128, i32)], figures: &[&[i64]]) -> Vec<Candidate> {
    let mut candidates = field(rows);
    for (candidate, figures) in candidates.iter_mut().zip(figures) {
        candidate.deciders = Deciders(figures.iter().map(|figure| Some(*figure)).collect());
    }
    candidates
}

type Preceded = (Id<Entry>, i32, Option<i64>, Option<i64>);

/// Who owes a place to which tie-break, and the figures.
fn preceded(share: &Share) -> Vec<Preceded> {
    let all = share.preceded.iter();
    all.map(|(entry, won)| (*entry, won.tie_break, won.own, won.other))
        .collect()
}

fn placed(shares: &[Share]) -> Vec<Vec<Id<Entry>>> {
    shares.iter().map(|share| share.placed.clone()).collect()
}

#[test]
fn the_best_get_the_highest_awards_in_their_order() {
    let shares = allot(
        &[award(1, 1), award(2, 2)],
        &field(&[(1, 70), (2, 90), (3, 80), (4, 60)]),
        Rules::default(),
        &[],
    );
    assert_eq!(placed(&shares), [vec![id(1)], vec![id(2), id(0)]]);
    assert!(
        shares
            .iter()
            .all(|s| s.open == Open::Nothing && s.vacant == 0)
    );
}

#[test]
fn an_author_gets_one_award_and_the_next_takes_the_lower_one() {
    let rows = field(&[(1, 90), (1, 80), (2, 70)]);
    let awards = [award(1, 1), award(2, 1)];
    let shares = allot(&awards, &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(0)], vec![id(2)]]);
    let freely = Rules {
        one_per_author: false,
        ..Rules::default()
    };
    let shares = allot(&awards, &rows, freely, &[]);
    assert_eq!(placed(&shares), [vec![id(0)], vec![id(0)]]);
}

#[test]
fn streams_categories_and_the_minimum_keep_entries_out() {
    let mut rows = field(&[(1, 90), (2, 80), (3, 70), (4, 60)]);
    rows[0].stream = id(2);
    rows[2].category = Some(id(7));
    rows[3].category = Some(id(7));
    let (mut stream, mut category) = (award(1, 1), award(2, 2));
    stream.stream_id = Some(id(1));
    category.category_id = Some(id(7));
    let rules = Rules {
        minimum: Some(70),
        ..Rules::default()
    };
    let shares = allot(&[stream, category], &rows, rules, &[]);
    assert_eq!(placed(&shares), [vec![id(1)], vec![id(2)]]);
    assert_eq!(shares[1].vacant, 1);
}

#[test]
fn a_tie_at_the_last_place_is_reported_and_what_depends_on_it_waits() {
    let rows = field(&[(1, 90), (2, 90), (3, 80), (4, 70)]);
    let awards = [award(1, 1), award(2, 2)];
    let shares = allot(&awards, &rows, Rules::default(), &[]);
    let tie = Open::Tie {
        places: 1,
        tied: vec![id(0), id(1)],
    };
    assert_eq!(shares[0].open, tie);
    assert_eq!(shares[1].open, Open::Waits);
    assert_eq!(placed(&shares), [vec![], vec![]]);

    let decide = |chosen: &[u128], rest_vacant| Decision {
        award: id(1),
        chosen: chosen.iter().map(|n| id(*n)).collect(),
        rest_vacant,
    };
    let after = |decision: Decision| placed(&allot(&awards, &rows, Rules::default(), &[decision]));
    assert_eq!(
        after(decide(&[1], false)),
        [vec![id(1)], vec![id(0), id(2)]]
    );
    assert_eq!(after(decide(&[], true)), [vec![], vec![id(0), id(1)]]);
    // What does not fit the tie decides nothing.
    for wrong in [
        decide(&[], false),
        decide(&[0, 1], false),
        decide(&[2], false),
    ] {
        assert_eq!(after(wrong), [vec![], vec![]]);
    }
    // A larger quota needs no decision.
    let shares = allot(&[award(1, 2), award(2, 2)], &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(0), id(1)], vec![id(2), id(3)]]);
}

#[test]
fn two_equal_entries_of_one_author_are_a_choice_too() {
    let rows = field(&[(1, 90), (1, 90), (2, 80)]);
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[]);
    let tie = Open::Tie {
        places: 1,
        tied: vec![id(0), id(1)],
    };
    assert_eq!(shares[0].open, tie);
    let chosen = Decision {
        award: id(1),
        chosen: vec![id(1)],
        rest_vacant: false,
    };
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[chosen]);
    assert_eq!(placed(&shares), [vec![id(1), id(2)]]);
}

#[test]
fn a_tie_break_gives_the_last_place_and_is_named_with_both_figures() {
    let rows = told_apart(
        &[(1, 90), (2, 90), (3, 90), (4, 70)],
        &[&[7, 1], &[8, 1], &[8, 2], &[9, 9]],
    );
    let shares = allot(&[award(1, 1), award(2, 1)], &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(2)], vec![id(1)]]);
    assert!(shares.iter().all(|share| share.open == Open::Nothing));
    assert_eq!(preceded(&shares[0]), [(id(2), 2, Some(2), Some(1))]);
    assert_eq!(preceded(&shares[1]), [(id(1), 1, Some(8), Some(7))]);
    // Where there is room for all nothing is decided by it.
    let shares = allot(&[award(1, 3)], &rows, Rules::default(), &[]);
    assert_eq!(shares[0].placed.len(), 3);
    assert!(shares[0].preceded.is_empty());
}

#[test]
fn a_person_decides_only_between_those_whom_the_tie_breaks_leave_equal() {
    let rows = told_apart(
        &[(1, 90), (2, 90), (3, 90), (4, 90)],
        &[&[7], &[8], &[7], &[6]],
    );
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[]);
    let tie = Open::Tie {
        places: 1,
        tied: vec![id(0), id(2)],
    };
    assert_eq!((&shares[0].open, &shares[0].placed), (&tie, &vec![id(1)]));
    let chosen = Decision {
        award: id(1),
        chosen: vec![id(2)],
        rest_vacant: false,
    };
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[chosen]);
    assert_eq!(placed(&shares), [vec![id(1), id(2)]]);
    assert_eq!(preceded(&shares[0]), [(id(1), 1, Some(8), Some(7))]);
}

#[test]
fn a_tie_break_chooses_between_an_authors_equal_entries() {
    let rows = told_apart(&[(1, 90), (1, 90), (2, 90)], &[&[7], &[8], &[6]]);
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(1), id(2)]]);
    assert_eq!(preceded(&shares[0]), [(id(1), 1, Some(8), Some(7))]);
    // An entry that is out since its author has a better one is nobody's rival.
    let rows = told_apart(&[(1, 90), (1, 80), (2, 80)], &[&[1], &[1], &[2]]);
    let shares = allot(&[award(1, 2)], &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(0), id(2)]]);
    assert!(shares[0].preceded.is_empty());
}

#[test]
fn one_decision_settles_every_tie_of_an_award() {
    let rows = field(&[(1, 90), (1, 90), (2, 80), (3, 80)]);
    let awards = [award(1, 2)];
    let decide = |chosen: &[u128]| Decision {
        award: id(1),
        chosen: chosen.iter().map(|n| id(*n)).collect(),
        rest_vacant: false,
    };
    let first = allot(&awards, &rows, Rules::default(), &[decide(&[1])]);
    assert!(matches!(first[0].open, Open::Tie { places: 1, .. }));
    assert_eq!(first[0].decision, Some(decide(&[1])));
    let both = allot(&awards, &rows, Rules::default(), &[decide(&[1, 3])]);
    assert_eq!(placed(&both), [vec![id(1), id(3)]]);
    assert_eq!(both[0].decision, Some(decide(&[1, 3])));
}

/// Decides every tie that comes up, in turn: by the first who fit, or by nobody.
fn decide_all(
    awards: &[Award],
    rows: &[Candidate],
    rules: Rules,
    vacant: bool,
) -> (Vec<Share>, Vec<Vec<Share>>) {
    let (mut decisions, mut steps) = (Vec::new(), Vec::new());
    loop {
        let shares = allot(awards, rows, rules, &decisions);
        let tie = shares.iter().find_map(|share| match &share.open {
            Open::Tie { places, tied } => Some((share.award, *places, tied.clone())),
            _ => None,
        });
        let Some((award, places, tied)) = tie else {
            return (shares, steps);
        };
        let mut seen = HashSet::new();
        let chosen = tied
            .into_iter()
            .filter(|entry| {
                let author = rows.iter().find(|c| c.entry == *entry).unwrap().author;
                seen.insert(author) || !rules.one_per_author
            })
            .take(if vacant { 0 } else { places })
            .collect();
        let decided = decisions.iter().position(|d: &Decision| d.award == award);
        let at = decided.unwrap_or_else(|| {
            decisions.push(Decision {
                award,
                chosen: Vec::new(),
                rest_vacant: vacant,
            });
            decisions.len() - 1
        });
        let before = decisions[at].chosen.len();
        decisions[at].chosen.extend::<Vec<_>>(chosen);
        let progress = vacant || decisions[at].chosen.len() > before;
        assert!(
            progress && steps.len() < 100,
            "a decision decides something"
        );
        steps.push(shares);
    }
}

proptest! {
    #[test]
    fn no_quota_is_exceeded_no_author_has_two_and_no_better_one_is_passed_over(
        rows in prop::collection::vec((0_u128..8, 0_i32..6, 0_u128..2, 0_u128..3), 0..24),
        figures in prop::collection::vec(prop::option::of(0_i64..3), 24),
        votes in prop::collection::vec(prop::option::of(0_i32..6), 24),
        apart in any::<bool>(),
        prizes in prop::collection::vec((1_i32..4, 0_u128..3, 0_u128..4, any::<bool>()), 1..5),
        minimum in prop::option::of(0_i32..4),
        one_per_author in any::<bool>(),
        vacant in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut candidates = field(&rows.iter().map(|r| (r.0, r.1)).collect::<Vec<_>>());
        for (candidate, row) in candidates.iter_mut().zip(&rows) {
            candidate.stream = id(row.2);
            candidate.category = (row.3 > 0).then(|| id(row.3));
        }
        for (candidate, figure) in candidates.iter_mut().zip(&figures) {
            candidate.deciders = Deciders(if apart { vec![*figure] } else { Vec::new() });
        }
        for (candidate, points) in candidates.iter_mut().zip(&votes) {
            candidate.audience = *points;
        }
        let awards: Vec<Award> = (1..).zip(&prizes).map(|(n, (quota, stream, category, voted))| Award {
            stream_id: (*stream > 0).then(|| id(stream - 1)),
            category_id: (*category > 0).then(|| id(*category)),
            basis: if *voted { Basis::Audience } else { Basis::Jury },
            ..award(n, *quota)
        }).collect();
        let rules = Rules { minimum, one_per_author };
        let (shares, steps) = decide_all(&awards, &candidates, rules, vacant);

        let mut mixed = candidates.clone();
        mixed.sort_by_key(|c| {
            u64::from(c.entry.as_bytes()[15]).wrapping_mul(seed | 1).rotate_left(17)
        });
        prop_assert_eq!(&allot(&awards, &mixed, rules, &[]), &allot(&awards, &candidates, rules, &[]));

        let of = |entry: &Id<Entry>| candidates.iter().find(|c| c.entry == *entry).unwrap();
        let mut winners = Vec::new();
        for (share, award) in shares.iter().zip(&awards) {
            prop_assert_eq!(&share.open, &Open::Nothing);
            prop_assert_eq!(share.placed.len() + share.vacant, award.quota as usize);
            let merit = |candidate: &'_ Candidate| match award.basis {
                Basis::Jury => (Some(candidate.score), candidate.deciders.clone()),
                Basis::Audience => (candidate.audience, Deciders::default()),
            };
            let worst = share.placed.iter().map(|e| merit(of(e))).min();
            for entry in &share.placed {
                let candidate = of(entry);
                match award.basis {
                    Basis::Jury => prop_assert!(minimum.is_none_or(|m| candidate.score >= m)),
                    Basis::Audience => prop_assert!(candidate.audience.is_some()),
                }
                prop_assert!(award.stream_id.is_none_or(|s| s == candidate.stream));
                prop_assert!(award.category_id.is_none() || award.category_id == candidate.category);
                winners.push(candidate.author);
            }
            if let Some(worst) = worst {
                for candidate in &candidates {
                    let better = merit(candidate) > worst
                        && award.stream_id.is_none_or(|s| s == candidate.stream)
                        && (award.category_id.is_none() || award.category_id == candidate.category);
                    let passed = better && !share.placed.contains(&candidate.entry);
                    prop_assert!(!passed || one_per_author && winners.contains(&candidate.author));
                }
            }
        }
        for (share, award) in shares.iter().zip(&awards) {
            prop_assert!(apart && !award.is_by_audience() || share.preceded.is_empty());
            for (entry, won) in &share.preceded {
                prop_assert!(share.placed.contains(entry) && won.own > won.other);
            }
        }
        if one_per_author {
            let distinct: HashSet<_> = winners.iter().collect();
            prop_assert_eq!(distinct.len(), winners.len());
        }
        // Whoever was placed while something was open is placed at the end.
        for step in &steps {
            for (before, after) in step.iter().zip(&shares) {
                prop_assert!(before.placed.iter().all(|entry| after.placed.contains(entry)));
            }
        }
    }
}

proptest! {
    #[test]
    fn tie_breaks_that_tell_everybody_apart_leave_nothing_to_a_person(
        rows in prop::collection::vec((0_u128..8, 0_i32..4), 0..24),
        prizes in prop::collection::vec(1_i32..4, 1..5),
        one_per_author in any::<bool>(),
    ) {
        let mut candidates = field(&rows);
        for (figure, candidate) in (0..).zip(&mut candidates) {
            candidate.deciders = Deciders(vec![Some(figure)]);
        }
        let awards: Vec<Award> = (1..).zip(&prizes).map(|(n, quota)| award(n, *quota)).collect();
        let rules = Rules { minimum: None, one_per_author };
        for share in allot(&awards, &candidates, rules, &[]) {
            prop_assert_eq!(share.open, Open::Nothing);
        }
    }
}
