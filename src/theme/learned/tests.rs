//! Promises of the engine: what it learns, what it refuses, that it is the same every time.

use proptest::prelude::*;

use super::*;

/// A number between 0 and 1 that depends on `seed` alone.
fn draw(seed: u64) -> f64 {
    let mut x = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^= x >> 29;
    (x >> 11) as f64 / (1_u64 << 53) as f64
}

/// A lesson of `size` numbers; along the first direction accepted ones lie `apart` from declined ones.
fn lesson(key: u64, size: usize, accepted: bool, apart: f64, plain: f64) -> Lesson {
    let mut vector: Vec<f64> = (0..size as u64)
        .map(|n| draw(key * 1000 + n) - 0.5)
        .collect();
    if let Some(first) = vector.first_mut() {
        *first += if accepted { apart } else { -apart };
    }
    let length = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    Lesson {
        key: key.into(),
        vector: vector.iter().map(|x| (x / length) as f32).collect(),
        plain,
        accepted,
    }
}

/// `accepted` and `declined` lessons of which R tells little and the vectors much.
fn lessons(accepted: u64, declined: u64, apart: f64) -> Vec<Lesson> {
    (0..accepted + declined)
        .map(|n| lesson(n, 16, n < accepted, apart, 0.17 + 0.05 * (draw(n) - 0.5)))
        .collect()
}

#[test]
fn what_the_vectors_tell_is_learned_and_the_figures_say_so() {
    let learned = learn(&lessons(20, 40, 1.0), 0.17).unwrap();
    let figures = learned.figures;
    assert_eq!(
        figures.counts,
        Counts {
            accepted: 20,
            declined: 40
        }
    );
    assert!(figures.plain < 0.75, "{figures:?}");
    assert!(figures.learned > 0.95, "{figures:?}");
    assert_eq!(figures.advice(), Advice::Better);
    // An entry like the accepted ones comes nearer to the theme, one like the declined ones goes away from it.
    for n in 500..510 {
        let like = |accepted| lesson(n, 16, accepted, 1.0, 0.17).vector;
        assert!(learned.layer.shift(&like(true)).unwrap() > 0.0);
        assert!(learned.layer.shift(&like(false)).unwrap() < 0.0);
    }
}

#[test]
fn where_there_is_nothing_to_learn_nothing_is_promised() {
    let learned = learn(&lessons(20, 40, 0.0), 0.17).unwrap();
    assert_ne!(learned.figures.advice(), Advice::Better);
    // A score that is perfect cannot be bettered.
    let perfect: Vec<Lesson> = (0..60)
        .map(|n| {
            let accepted = n < 20;
            lesson(n, 16, accepted, 0.0, if accepted { 0.3 } else { 0.05 })
        })
        .collect();
    let figures = learn(&perfect, 0.17).unwrap().figures;
    assert_eq!(figures.plain, 1.0);
    assert_ne!(figures.advice(), Advice::Better);
}

#[test]
fn too_few_decisions_are_refused_and_what_is_missing_is_said() {
    let few = |accepted, declined| match learn(&lessons(accepted, declined, 1.0), 0.17) {
        Err(Untaught::TooFew(missing)) => {
            Some((missing.accepted, missing.declined, missing.decisions))
        }
        _ => None,
    };
    assert_eq!(few(0, 0), Some((10, 10, 30)));
    assert_eq!(few(40, 0), Some((0, 10, 0)));
    assert_eq!(few(0, 40), Some((10, 0, 0)));
    assert_eq!(few(12, 12), Some((0, 0, 6)));
    assert_eq!(few(9, 21), Some((1, 0, 0)));
    assert_eq!(few(10, 20), None);
}

#[test]
fn numbers_that_are_none_and_vectors_of_two_sizes_are_refused() {
    let mut odd = lessons(15, 15, 1.0);
    odd[3].vector.push(0.0);
    assert_eq!(learn(&odd, 0.17), Err(Untaught::Unusable));
    let mut nan = lessons(15, 15, 1.0);
    nan[3].vector[0] = f32::NAN;
    assert_eq!(learn(&nan, 0.17), Err(Untaught::Unusable));
    let mut plain = lessons(15, 15, 1.0);
    plain[3].plain = f64::INFINITY;
    assert_eq!(learn(&plain, 0.17), Err(Untaught::Unusable));
}

#[test]
fn a_vector_of_another_encoder_is_not_judged() {
    let layer = learn(&lessons(15, 15, 1.0), 0.17).unwrap().layer;
    assert_eq!(layer.shift(&[1.0; 15]), None);
    assert!(layer.shift(&[0.25; 16]).is_some());
}

#[test]
fn the_fit_is_where_the_gradient_is_flat() {
    // Two lessons and one number: with the balanced mean loss, w solves  strength · w = x · s(−x · w)  at b = 0.
    let of = |accepted, x: f32| Lesson {
        key: u128::from(accepted),
        vector: vec![x],
        plain: 0.0,
        accepted,
    };
    let (yes, no) = (of(true, 1.0), of(false, -1.0));
    let strength = 0.1;
    let fitted = logistic::fit(&[&yes, &no], SLOPE, strength, None);
    let (w, b) = (fitted.weights[0], fitted.bias);
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    assert!(b.abs() < 1e-5, "{b}");
    assert!((strength * w - sigmoid(-w)).abs() < 1e-5, "{w}");
    // From another start it ends at the same place.
    let elsewhere = Fitted {
        bias: 3.0,
        weights: vec![-2.0],
    };
    let again = logistic::fit(&[&yes, &no], SLOPE, strength, Some(&elsewhere));
    assert!((again.weights[0] - w).abs() < 1e-4);
}

#[test]
fn the_error_of_a_difference_is_that_of_delong() {
    // By hand: of the accepted the first score beats (2, 1, 2) of 2 declined, the second (2, 2, 2): the differences of
    // their shares are (0, .5, 0), with the variance 1/12 of which a third counts. Of the declined (0, 1/3): 1/18, a half.
    let told = [
        (true, 0.9, 0.9),
        (true, 0.4, 0.8),
        (true, 0.7, 0.7),
        (false, 0.1, 0.1),
        (false, 0.5, 0.2),
    ];
    let figures = Figures::of(Counts::default(), 0.0, told);
    assert!((figures.plain - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(figures.learned, 1.0);
    let variance = 1.0 / 12.0 / 3.0 + 1.0 / 18.0 / 2.0;
    assert!((figures.error - f64::sqrt(variance)).abs() < 1e-12);
    assert_eq!(figures.advice(), Advice::Same);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_in_which_decisions_come_does_not_matter(seed in any::<u64>(), apart in 0.0..1.0_f64) {
        let given = lessons(12, 20, apart);
        let mut shuffled = given.clone();
        for at in (1..shuffled.len()).rev() {
            let other = (draw(seed.wrapping_add(at as u64)) * (at + 1) as f64) as usize;
            shuffled.swap(at, other.min(at));
        }
        prop_assert_eq!(learn(&given, 0.17).unwrap(), learn(&shuffled, 0.17).unwrap());
    }

    #[test]
    fn no_entry_is_moved_farther_than_the_reach(numbers in prop::collection::vec(-1.0_f32..1.0, 16), apart in 0.0..2.0_f64) {
        let layer = learn(&lessons(12, 20, apart), 0.17).unwrap().layer;
        prop_assert!(layer.shift(&numbers).unwrap().abs() <= REACH);
    }

    #[test]
    fn every_fold_holds_its_share_of_both_kinds(accepted in 10..40_u64, declined in 20..60_u64) {
        let given = lessons(accepted, declined, 0.5);
        let refs: Vec<&Lesson> = given.iter().collect();
        let mut seen = vec![0; given.len()];
        for_each_fold(&refs, |train, held| {
            assert_eq!(train.len() + held.len(), refs.len());
            let yes = held.iter().filter(|at| refs[**at].accepted).count() as u64;
            assert!(yes >= accepted / FOLDS as u64 && yes <= accepted / FOLDS as u64 + 1);
            held.iter().for_each(|at| seen[*at] += 1);
        });
        prop_assert!(seen.iter().all(|times| *times == 1));
    }
}
