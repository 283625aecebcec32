//! How equal scores are told apart where a place cannot be shared: at the line of a cut, and in the quota of an award.
//! Ranks stay shared, whatever is decided here.

use serde::{Deserialize, Serialize};

/// What a ranking's tie-breaks compare of an entry, in their order: of a criterion its mean over the ballots that count, in
/// thousandths of a point; of the first submission its time, in seconds since 1970, negated. The larger goes before, and
/// who has no figure comes last. Empty where a ranking has no tie-breaks: then all are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deciders(pub Vec<Option<i64>>);

impl Deciders {
    /// The tie-break, from 1, that puts one of the two before the other; none where all leave them equal.
    pub fn between(&self, other: &Self) -> Option<i32> {
        let mut pairs = (1..).zip(self.0.iter().zip(&other.0));
        pairs.find(|(_, (a, b))| a != b).map(|(n, _)| n)
    }

    /// The entry's figure in a tie-break, from 1.
    pub fn figure(&self, tie_break: i32) -> Option<i64> {
        let at = usize::try_from(tie_break).ok()?.checked_sub(1)?;
        self.0.get(at).copied().flatten()
    }
}

/// How a tie-break gave a place to one of two entries with equal scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precedence {
    /// Which of the ranking's tie-breaks, from 1.
    pub tie_break: i32,
    /// The figure of the entry that has the place, as in [`Deciders`].
    pub own: Option<i64>,
    /// That of the best of those who have not.
    pub other: Option<i64>,
}

impl Precedence {
    /// Of an entry over another; none where the tie-breaks leave them equal, or put the other before.
    pub fn over(own: &Deciders, other: &Deciders) -> Option<Self> {
        let tie_break = own.between(other).filter(|_| own > other)?;
        Some(Self {
            tie_break,
            own: own.figure(tie_break),
            other: other.figure(tie_break),
        })
    }
}

/// Where a line after so many places falls among entries with equal scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// So many of the first have a place.
    pub sure: usize,
    /// From here on nobody has one. Those in between are equal in every tie-break: a person decides.
    pub out: usize,
}

impl Fall {
    /// Of `equal`, the best first, `places` have room: one at least, and not all.
    pub fn of(equal: &[&Deciders], places: usize) -> Self {
        let is_last = |deciders: &&Deciders| places > 0 && *deciders == equal[places - 1];
        let across = equal.get(places).is_some_and(is_last);
        if !across {
            return Self {
                sure: places,
                out: places,
            };
        }
        let last = equal.iter().rposition(is_last);
        Self {
            sure: equal.iter().position(is_last).unwrap_or(places),
            out: last.map_or(places, |last| last + 1),
        }
    }

    /// The tie-break, from 1, that decided for or against the entry at `at`; none where a person does.
    pub fn decided_by(self, equal: &[&Deciders], at: usize) -> Option<i32> {
        let opposite = if at < self.sure {
            equal.get(self.sure)
        } else if at >= self.out {
            equal.get(self.out.checked_sub(1)?)
        } else {
            None
        };
        equal.get(at)?.between(opposite?)
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    fn deciders(figures: &[Option<i64>]) -> Deciders {
        Deciders(figures.to_vec())
    }

    #[test]
    fn the_first_figures_that_differ_decide_and_none_comes_last() {
        let (a, b) = (
            deciders(&[Some(8), Some(-20)]),
            deciders(&[Some(8), Some(-10)]),
        );
        assert!(b > a, "earlier goes before");
        assert_eq!(a.between(&b), Some(2));
        assert_eq!(a.between(&a.clone()), None);
        assert!(deciders(&[Some(-5)]) > deciders(&[None]));
        let won = Precedence::over(&b, &a).unwrap();
        assert_eq!(
            (won.tie_break, won.own, won.other),
            (2, Some(-10), Some(-20))
        );
        assert_eq!(Precedence::over(&a, &b), None);
        assert_eq!(Deciders::default().between(&Deciders::default()), None);
    }

    #[test]
    fn the_line_falls_between_two_or_on_those_whom_nothing_tells_apart() {
        let all = [
            deciders(&[Some(9), Some(1)]),
            deciders(&[Some(8), Some(2)]),
            deciders(&[Some(8), Some(1)]),
            deciders(&[Some(8), Some(1)]),
            deciders(&[None, Some(3)]),
        ];
        let equal: Vec<&Deciders> = all.iter().collect();
        let fall = |places| Fall::of(&equal, places);
        assert_eq!(fall(1), Fall { sure: 1, out: 1 });
        assert_eq!(fall(2), Fall { sure: 2, out: 2 });
        assert_eq!(fall(3), Fall { sure: 2, out: 4 });
        assert_eq!(fall(4), Fall { sure: 4, out: 4 });
        let decided = |places| -> Vec<Option<i32>> {
            let fall = fall(places);
            (0..5).map(|at| fall.decided_by(&equal, at)).collect()
        };
        assert_eq!(decided(1), [Some(1); 5]);
        assert_eq!(decided(2), [Some(1), Some(2), Some(2), Some(2), Some(1)]);
        assert_eq!(decided(3), [Some(1), Some(2), None, None, Some(1)]);
    }

    proptest! {
        #[test]
        fn as_many_are_in_as_there_are_places_or_a_person_is_left_to_choose(
            figures in prop::collection::vec(
                prop::collection::vec(prop::option::of(0_i64..3), 2), 2..12,
            ),
            places in 1_usize..11,
        ) {
            prop_assume!(places < figures.len());
            let mut all: Vec<Deciders> = figures.into_iter().map(Deciders).collect();
            all.sort_by_key(|each| Reverse(each.clone()));
            let equal: Vec<&Deciders> = all.iter().collect();
            let fall = Fall::of(&equal, places);
            prop_assert!(fall.sure <= places && places <= fall.out);
            if fall.sure < fall.out {
                prop_assert!(fall.sure < places && places < fall.out);
                let between = &all[fall.sure..fall.out];
                prop_assert!(between.iter().all(|each| *each == between[0]));
            }
            for at in 0..equal.len() {
                let open = (fall.sure..fall.out).contains(&at);
                prop_assert_eq!(fall.decided_by(&equal, at).is_none(), open);
            }
        }
    }
}
