//! Checks that need no reference: what must not change, and what must follow.

use proptest::prelude::*;

use super::super::{
    Alphas, Ballot, Ballots, Chances, Concordance, Crossed, Plan, Random, components, ranks,
};
use super::complete;

/// A contest: entries, judges, panels that differ, scores of half points.
fn contest() -> impl Strategy<Value = Ballots> {
    (4_usize..12, 3_usize..7, any::<u64>()).prop_map(|(entries, judges, seed)| {
        let mut random = Random::new(seed, 0);
        let mut rows = Vec::new();
        for entry in 0..entries {
            let mut panel: Vec<usize> = (0..judges).collect();
            random.shuffle(&mut panel);
            panel.truncate(2 + random.below(judges - 1));
            for judge in panel {
                let score = entry as f64 * 0.5 + judge as f64 + random.below(8) as f64 * 0.5;
                rows.push(Ballot {
                    entry,
                    judge,
                    score,
                    weight: 1.0,
                });
            }
        }
        // Every judge has a ballot.
        let rows = (0..judges)
            .filter(|judge| !rows.iter().any(|ballot| ballot.judge == *judge))
            .map(|judge| Ballot {
                entry: 0,
                judge,
                score: 3.5,
                weight: 1.0,
            })
            .chain(rows.clone())
            .collect();
        Ballots::new(entries, judges, rows).unwrap()
    })
}

fn changed(ballots: &Ballots, change: impl Fn(&Ballot) -> Ballot) -> Ballots {
    let rows = ballots.rows().iter().map(change).collect();
    Ballots::new(ballots.entries(), ballots.judges(), rows).unwrap()
}

fn scores(model: &Crossed) -> Vec<Option<f64>> {
    model
        .entries
        .iter()
        .map(|effect| Some(effect.score))
        .collect()
}

/// The order, as pairs that are told apart clearly: the search for variances ends a little earlier or later.
fn same_order(one: &[Option<f64>], other: &[Option<f64>], spread: f64) -> bool {
    let values =
        |scores: &[Option<f64>]| -> Vec<f64> { scores.iter().flatten().copied().collect() };
    let (one, other) = (values(one), values(other));
    (0..one.len()).all(|a| {
        (0..a).all(|b| {
            let (left, right) = (one[a] - one[b], other[a] - other[b]);
            left.abs() < 1e-5 * spread || left.signum() == right.signum()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_rows_does_not_matter(ballots in contest(), seed in any::<u64>()) {
        let mut rows = ballots.rows().to_vec();
        Random::new(seed, 0).shuffle(&mut rows);
        let shuffled = Ballots::new(ballots.entries(), ballots.judges(), rows).unwrap();
        prop_assert_eq!(
            scores(&Crossed::fit(&ballots, &[]).unwrap()),
            scores(&Crossed::fit(&shuffled, &[]).unwrap())
        );
    }

    #[test]
    fn another_scale_changes_scores_as_it_must_and_ranks_not(
        ballots in contest(),
        shift in -50.0..50.0_f64,
        scale in 0.01..100.0_f64,
    ) {
        let moved = changed(&ballots, |ballot| Ballot { score: shift + scale * ballot.score, ..*ballot });
        let (one, other) = (Crossed::fit(&ballots, &[]).unwrap(), Crossed::fit(&moved, &[]).unwrap());
        let spread = ballots.sd().unwrap();
        for (one, other) in one.entries.iter().zip(&other.entries) {
            prop_assert!((shift + scale * one.score - other.score).abs() < 1e-4 * scale * spread);
        }
        prop_assert!(same_order(&scores(&one), &scores(&other), spread));
        let (one, other) = (Alphas::of(&ballots).interval.unwrap(), Alphas::of(&moved).interval.unwrap());
        prop_assert!((one - other).abs() < 1e-9);
    }

    #[test]
    fn a_strict_judge_changes_nothing_where_all_judged_all(
        rows in prop::collection::vec(prop::collection::vec(0_u8..20, 4), 5..9),
        judge in 0_usize..4,
        less in -30.0..30.0_f64,
    ) {
        let rows: Vec<Vec<f64>> = rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect();
        let ballots = complete(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let stricter = changed(&ballots, |ballot| Ballot {
            score: ballot.score + if ballot.judge == judge { less } else { 0.0 },
            ..*ballot
        });
        let both = Crossed::fit(&ballots, &[]).ok().zip(Crossed::fit(&stricter, &[]).ok());
        if let Some((one, other)) = both.filter(|(one, other)| one.var_entry > 0.0 && other.var_entry > 0.0) {
            prop_assert!(same_order(&scores(&one), &scores(&other), ballots.sd().unwrap()));
        }
    }

    #[test]
    fn rank_figures_know_only_order(
        rows in prop::collection::vec(prop::collection::vec(0_u8..9, 3), 4..9),
        steps in prop::collection::vec(0.1..5.0_f64, 3),
    ) {
        let rows: Vec<Vec<f64>> = rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect();
        let ballots = complete(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let bent = changed(&ballots, |ballot| Ballot { score: (ballot.score * 0.4).exp(), ..*ballot });
        let (one, other) = (Alphas::of(&ballots).ordinal, Alphas::of(&bent).ordinal);
        prop_assert!(one.zip(other).is_none_or(|(one, other)| (one - other).abs() < 1e-9));
        let by_judge = changed(&ballots, |ballot| Ballot {
            score: steps[ballot.judge] * ballot.score.powi(3),
            ..*ballot
        });
        let (one, other) = (Concordance::of(&ballots).ok(), Concordance::of(&by_judge).ok());
        prop_assert!(one.zip(other).is_none_or(|(one, other)| (one.w - other.w).abs() < 1e-9));
    }

    #[test]
    fn nothing_that_is_told_is_impossible(ballots in contest()) {
        let model = Crossed::fit(&ballots, &[]).unwrap();
        prop_assert!(model.var_entry >= 0.0 && model.var_residual >= 0.0);
        for effect in &model.entries {
            prop_assert!(effect.score.is_finite() && effect.pev_sd.is_finite());
            prop_assert!(effect.pev_sd + 1e-9 >= effect.cond_sd);
        }
        if let Some(posterior) = &model.posterior {
            let parts = components(&ballots).of_entry;
            let plan = Plan { components: &parts, top: 2, draws: 1, seed: 3 };
            let found = Chances::count(posterior, plan);
            prop_assert!((found.top.iter().sum::<f64>() - 2.0).abs() < 1e-9);
            let n = ballots.entries() as f64;
            prop_assert!((found.expected.iter().sum::<f64>() - n * (n + 1.0) / 2.0).abs() < 1e-6);
            let ranks = ranks(&scores(&model), &parts, 1.0);
            prop_assert!(ranks.iter().all(Option::is_some));
        }
    }
}

#[test]
fn the_dense_side_does_not_matter() {
    // Twelve entries by five judges, and the same table turned: entries and judges change places.
    let mut random = Random::new(9, 0);
    let table: Vec<Vec<f64>> = (0..12)
        .map(|entry| {
            (0..5)
                .map(|judge| (entry + 2 * judge + random.below(6)) as f64)
                .collect()
        })
        .collect();
    let ballots = complete(&table.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let turned = ballots.rows().iter().map(|ballot| Ballot {
        entry: ballot.judge,
        judge: ballot.entry,
        ..*ballot
    });
    let turned = Ballots::new(5, 12, turned.collect()).unwrap();
    let (one, other) = (
        Crossed::fit(&ballots, &[]).unwrap(),
        Crossed::fit(&turned, &[]).unwrap(),
    );
    assert!((one.criterion.unwrap() - other.criterion.unwrap()).abs() < 1e-8);
    assert!((one.var_entry - other.var_judge.unwrap()).abs() < 1e-4);
    for (entry, judge) in one.entries.iter().zip(&other.judges) {
        assert!((entry.blup - judge.leniency).abs() < 1e-4);
        assert!((entry.cond_sd - judge.cond_sd).abs() < 1e-4);
    }
}
