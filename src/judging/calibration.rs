//! What a round of calibration shows: the whole panel scores the same few entries, and sees where it differs before it
//! counts. Nothing is ranked by it.

use std::collections::BTreeMap;

use super::Others;
use crate::accounts::Account;
use crate::db::Id;
use crate::entries::Entry;

/// A submitted ballot of such a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub entry: Id<Entry>,
    pub judge: Id<Account>,
    /// Thousandths of a point.
    pub total: i32,
}

/// How one judge lies beside the others who scored the same entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    pub judge: Id<Account>,
    /// Entries that somebody else scored too.
    pub entries: usize,
    /// The mean of what the judge gave above the others' mean, in thousandths of a point; below it is negative.
    pub above: i32,
    /// The mean of how far the judge was from the others' mean, whichever way, in thousandths of a point.
    pub apart: i32,
}

/// One [`Leaning`] for each judge with an entry that somebody else scored too, in the order of their ids.
pub fn leanings(given: &[Given]) -> Vec<Leaning> {
    let mut entries: BTreeMap<Id<Entry>, Vec<&Given>> = BTreeMap::new();
    for ballot in given {
        entries.entry(ballot.entry).or_default().push(ballot);
    }
    let mut differences: BTreeMap<Id<Account>, Vec<i64>> = BTreeMap::new();
    for ballots in entries.values() {
        for own in ballots {
            let others: Vec<i32> = ballots
                .iter()
                .filter(|each| each.judge != own.judge)
                .map(|each| each.total)
                .collect();
            if let Some(others) = Others::of(&others) {
                let of = differences.entry(own.judge).or_default();
                of.push(i64::from(own.total) - i64::from(others.mean));
            }
        }
    }
    let mean = |values: &[i64]| {
        let n = i64::try_from(values.len()).unwrap_or(1).max(1);
        let sum: i64 = values.iter().sum();
        i32::try_from((2 * sum + n).div_euclid(2 * n)).unwrap_or(0)
    };
    differences
        .into_iter()
        .map(|(judge, of)| Leaning {
            judge,
            entries: of.len(),
            above: mean(&of),
            apart: mean(&of.iter().map(|each| each.abs()).collect::<Vec<_>>()),
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id<T>(n: u128) -> Id<T> {
        Uuid::from_u128(n).into()
    }

    fn given(entry: u128, judge: u128, total: i32) -> Given {
        Given {
            entry: id(entry),
            judge: id(judge),
            total,
        }
    }

    #[test]
    fn a_judge_is_compared_with_the_others_of_the_same_entries_only() {
        let all = [
            given(1, 1, 8_000),
            given(1, 2, 6_000),
            given(1, 3, 7_000),
            given(2, 1, 5_000),
            given(2, 2, 5_500),
            given(3, 3, 1_000),
        ];
        let found = leanings(&all);
        let of = |judge: u128| *found.iter().find(|each| each.judge == id(judge)).unwrap();
        // 8 beside (6 + 7) / 2, and 5 beside 5.5.
        assert_eq!((of(1).entries, of(1).above, of(1).apart), (2, 500, 1_000));
        assert_eq!(
            (of(3).entries, of(3).above),
            (1, 0),
            "alone on the third entry"
        );
    }

    #[test]
    fn alone_there_is_nothing_to_compare_with() {
        assert!(leanings(&[given(1, 1, 8_000), given(2, 2, 3_000)]).is_empty());
    }

    proptest! {
        #[test]
        fn a_constant_more_from_one_judge_is_that_much_above(
            totals in prop::collection::vec((0..10_000_i32, 0..10_000_i32), 1..8),
            more in -2_000..2_000_i32,
        ) {
            let with = |more: i32| {
                let all: Vec<Given> = (0..)
                    .zip(&totals)
                    .flat_map(|(n, (one, other))| [given(n, 1, *one + more), given(n, 2, *other)])
                    .collect();
                leanings(&all)[0].above
            };
            prop_assert_eq!(with(more), with(0) + more);
        }
    }
}
