//! Awards of the audience.

use super::*;

fn of_audience(n: u128, quota: i32) -> Award {
    Award {
        basis: Basis::Audience,
        ..award(n, quota)
    }
}

/// Entries 0, 1, 2 … by `(author, score, points of the audience)`.
fn voted(rows: &[(u128, i32, Option<i32>)]) -> Vec<Candidate> {
    let mut candidates = field(&rows.iter().map(|r| (r.0, r.1)).collect::<Vec<_>>());
    for (candidate, row) in candidates.iter_mut().zip(rows) {
        candidate.audience = row.2;
    }
    candidates
}

#[test]
fn an_award_of_the_audience_goes_by_its_points_and_never_without_a_vote() {
    let rows = voted(&[(1, 90, Some(10)), (2, 50, Some(75)), (3, 80, None)]);
    // The jury's minimum holds for the jury.
    let rules = Rules {
        minimum: Some(60),
        ..Rules::default()
    };
    let shares = allot(&[of_audience(1, 3), award(2, 3)], &rows, rules, &[]);
    assert_eq!(placed(&shares), [vec![id(1), id(0)], vec![id(2)]]);
    assert_eq!((shares[0].vacant, &shares[0].open), (1, &Open::Nothing));
    let shares = allot(&[of_audience(1, 1)], &field(&[(1, 90)]), rules, &[]);
    assert_eq!((shares[0].placed.len(), shares[0].vacant), (0, 1));
}

#[test]
fn an_audience_award_passes_to_the_next_when_its_first_has_a_higher_one() {
    let rows = voted(&[(1, 90, Some(100)), (2, 80, Some(75)), (3, 70, Some(50))]);
    let jury_first = [award(1, 1), of_audience(2, 1)];
    let shares = allot(&jury_first, &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(0)], vec![id(1)]]);
    let audience_first = [of_audience(1, 1), award(2, 1)];
    let shares = allot(&audience_first, &rows, Rules::default(), &[]);
    assert_eq!(placed(&shares), [vec![id(0)], vec![id(1)]]);
    let freely = Rules {
        one_per_author: false,
        ..Rules::default()
    };
    let shares = allot(&jury_first, &rows, freely, &[]);
    assert_eq!(placed(&shares), [vec![id(0)], vec![id(0)]]);
}

#[test]
fn equal_points_of_the_audience_are_a_persons_to_decide_whatever_the_jury_compares() {
    let mut rows = voted(&[(1, 90, Some(75)), (2, 80, Some(75)), (3, 70, Some(50))]);
    for (candidate, figure) in rows.iter_mut().zip([3, 2, 1]) {
        candidate.deciders = Deciders(vec![Some(figure)]);
    }
    let awards = [of_audience(1, 1), award(2, 1)];
    let shares = allot(&awards, &rows, Rules::default(), &[]);
    let tie = Open::Tie {
        places: 1,
        tied: vec![id(0), id(1)],
    };
    assert_eq!(shares[0].open, tie);
    // Whoever is left may still get the other.
    assert_eq!(shares[1].open, Open::Waits);
    let chosen = Decision {
        award: id(1),
        chosen: vec![id(1)],
        rest_vacant: false,
    };
    let shares = allot(&awards, &rows, Rules::default(), &[chosen]);
    assert_eq!(placed(&shares), [vec![id(1)], vec![id(0)]]);
    assert!(shares.iter().all(|share| share.preceded.is_empty()));
}
