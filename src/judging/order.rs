//! An order of a judge's entries: places as they are typed, moved and counted. A place is a whole number, the best is 1.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Assignment;
use crate::db::Id;

/// The most entries that a judge is asked to put in order.
pub const LONGEST: i64 = 40;

/// Where a judge puts one of their entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub assignment: Id<Assignment>,
    pub place: i32,
}

/// The entries in the order in which a page shows them: by place, those without one last; equals as they came.
pub fn sorted<T: Copy>(entries: &[(T, Option<i32>)]) -> Vec<(T, Option<i32>)> {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|(_, place)| (place.is_none(), *place));
    sorted
}

/// The places once an entry moved one up, or down. Those that have one are numbered from 1 without gaps; one without a
/// place gets the last.
pub fn moved<T: Copy + PartialEq>(
    entries: &[(T, Option<i32>)],
    which: T,
    up: bool,
) -> Vec<(T, Option<i32>)> {
    let sorted = sorted(entries);
    let mut placed: Vec<T> = Vec::new();
    let mut others: Vec<T> = Vec::new();
    for (entry, place) in sorted {
        match place {
            Some(_) => placed.push(entry),
            None => others.push(entry),
        }
    }
    match placed.iter().position(|each| *each == which) {
        Some(at) => {
            let other = if up { at.checked_sub(1) } else { Some(at + 1) };
            if let Some(other) = other.filter(|other| *other < placed.len()) {
                placed.swap(at, other);
            }
        }
        None if others.contains(&which) => {
            others.retain(|each| *each != which);
            placed.push(which);
        }
        None => {}
    }
    let placed = placed.into_iter().zip((1..).map(Some));
    placed
        .chain(others.into_iter().map(|entry| (entry, None)))
        .collect()
}

/// The places as they are shown when the judge's entries are no longer those of the stored order: the same order of
/// those that are left, without gaps; equals stay equal.
pub fn closed_up<T: Copy>(entries: &[(T, Option<i32>)]) -> Vec<(T, Option<i32>)> {
    let mut places: Vec<i32> = entries.iter().filter_map(|(_, place)| *place).collect();
    places.sort_unstable();
    entries
        .iter()
        .map(|(entry, place)| {
            let before = |place: &i32| places.partition_point(|other| other < place) as i32;
            (*entry, place.as_ref().map(|place| before(place) + 1))
        })
        .collect()
}

/// How many of `all` entries stand behind the one at this place, in tenths of a point.
pub fn behind(all: usize, place: i32) -> i32 {
    (i32::try_from(all).unwrap_or(i32::MAX) - place).max(0) * 10
}

/// Whether another order is meant: of two entries that both have points, which are higher for the better, another one
/// is now before the other. `entries` are the points that stand and the new places.
pub fn differs(entries: &[(Option<i32>, i32)]) -> bool {
    let mut ranked: Vec<(i32, i32)> = entries
        .iter()
        .filter_map(|(points, place)| Some(((*points)?, *place)))
        .collect();
    ranked.sort_by_key(|(points, place)| (Reverse(*points), *place));
    ranked
        .windows(2)
        .any(|pair| pair[0].1 > pair[1].1 || pair[0].0 == pair[1].0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moving_swaps_neighbours_and_numbers_without_gaps() {
        let typed = [("a", Some(3)), ("b", None), ("c", Some(1)), ("d", Some(7))];
        let places = |up, which| moved(&typed, which, up);
        assert_eq!(
            places(true, "a"),
            [("a", Some(1)), ("c", Some(2)), ("d", Some(3)), ("b", None)]
        );
        assert_eq!(
            places(false, "a"),
            [("c", Some(1)), ("d", Some(2)), ("a", Some(3)), ("b", None)]
        );
        let ends = [places(true, "c"), places(false, "d")];
        for same in ends {
            assert_eq!(
                same,
                [("c", Some(1)), ("a", Some(2)), ("d", Some(3)), ("b", None)]
            );
        }
        assert_eq!(
            places(true, "b")[3],
            ("b", Some(4)),
            "it gets the last place"
        );
    }

    #[test]
    fn an_order_closes_up_where_entries_left_it() {
        let left = [("a", Some(5)), ("b", Some(2)), ("c", None), ("d", Some(5))];
        assert_eq!(
            closed_up(&left),
            [("a", Some(2)), ("b", Some(1)), ("c", None), ("d", Some(2))]
        );
    }

    #[test]
    fn a_new_entry_among_the_others_is_no_other_order_of_theirs() {
        assert!(!differs(&[(Some(20), 1), (None, 2), (Some(10), 3)]));
        assert!(differs(&[(Some(10), 1), (None, 2), (Some(20), 3)]));
        assert!(!differs(&[(None, 2), (None, 1)]));
    }

    #[test]
    fn points_say_how_many_stand_behind() {
        assert_eq!([behind(3, 1), behind(3, 2), behind(3, 3)], [20, 10, 0]);
    }

    proptest! {
        #[test]
        fn moving_loses_nobody(
            places in proptest::collection::vec(proptest::option::of(1..9_i32), 1..9),
            which in 0_usize..9,
            up in any::<bool>(),
        ) {
            let entries: Vec<(usize, Option<i32>)> = places.into_iter().enumerate().collect();
            let after = moved(&entries, which % entries.len(), up);
            let mut names: Vec<usize> = after.iter().map(|(entry, _)| *entry).collect();
            names.sort_unstable();
            prop_assert_eq!(names, (0..entries.len()).collect::<Vec<_>>());
            let placed: Vec<i32> = after.iter().filter_map(|(_, place)| *place).collect();
            prop_assert_eq!(placed.clone(), (1..=placed.len() as i32).collect::<Vec<_>>());
        }
    }
}
