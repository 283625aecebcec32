//! What an audience says of entries, as votes that were counted elsewhere, and how these become points.
//!
//! Votes come from sources: a platform, a hall. One may have ten times the viewers of another, so each source is set to its
//! own top before they are put together: an entry's points in a source are its votes / the most votes of an entry there × 100
//! (200,000 and 150,000 votes are 100 and 75 points), and its points are the mean over all sources of the contest. Without
//! votes in a source it has 0 there. Points are thousandths, rounded half up in each source and once more for the mean, so
//! that anybody can add up what is shown.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Award, points_text};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Json, Moment, text_enum};
use crate::entries::Entry;
use crate::i18n::Locale;
use crate::schema::audience_sources;

text_enum! {
    /// Who gives an award.
    #[derive(Default)]
    pub enum Basis ("basis") {
        /// Its places go by the scores of a ranking.
        #[default]
        Jury = "jury",
        /// They go by the audience's points.
        Audience = "audience",
    }
}

impl Award {
    pub fn is_by_audience(&self) -> bool {
        self.basis == Basis::Audience
    }
}

/// The most sources of a contest: each is a column of the page.
pub const MOST_SOURCES: usize = 12;
/// The most votes of one entry in one source: a hundred times mankind, and far from where sums overflow.
pub const MOST_VOTES: i64 = 1_000_000_000_000;
/// The points of the entry with the most votes, in thousandths.
const FULL: i64 = 100_000;

/// Where votes were counted: a platform, a hall.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audience_sources)]
pub struct Source {
    pub id: Id<Source>,
    pub contest_id: Id<Contest>,
    pub name: String,
    /// The day on which they were counted.
    pub counted_on: Json<NaiveDate>,
    /// For the team: which votes were cancelled, say, and why.
    pub note: String,
    /// How many entries are in it, and their votes together, as they were entered.
    pub entries: i32,
    pub votes: i64,
    pub entered_by: Id<Account>,
    pub entered_at: Moment,
    /// Counts changes: a save names the version it started from.
    pub version: i32,
}

/// The votes that awards were given by, for whoever reads the results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    pub sources: Vec<Counted>,
    /// Votes changed after the awards were given out.
    pub outdated: bool,
}

/// Where and when votes were counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub name: String,
    pub on: NaiveDate,
}

/// How many votes entries have.
pub type Votes = Vec<(Id<Entry>, i64)>;

/// The votes of one source, by entry: of entries that are still in the contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub source: Id<Source>,
    pub votes: Votes,
}

impl Count {
    /// The most votes of an entry; 0 where nobody voted.
    pub fn top(&self) -> i64 {
        let votes = self.votes.iter().map(|(_, votes)| *votes);
        votes.max().unwrap_or(0)
    }
}

/// The points of so many votes in a source whose best entry has `top`, in thousandths.
pub fn points_in(votes: i64, top: i64) -> i32 {
    quotient(votes.saturating_mul(FULL), top)
}

/// The points of every entry with a vote in any of the contest's sources, in thousandths. Entries without votes have none, not 0.
pub fn points(counts: &[Count]) -> HashMap<Id<Entry>, i32> {
    let mut sums: HashMap<Id<Entry>, i64> = HashMap::new();
    for count in counts {
        let top = count.top();
        for (entry, votes) in count.votes.iter().filter(|(_, votes)| *votes > 0) {
            *sums.entry(*entry).or_default() += i64::from(points_in(*votes, top));
        }
    }
    let mean = |sum| quotient(sum, counts.len() as i64);
    sums.into_iter()
        .map(|(entry, sum)| (entry, mean(sum)))
        .collect()
}

/// `of / by`, rounded half up; 0 where there is nothing to divide by.
fn quotient(of: i64, by: i64) -> i32 {
    if by <= 0 {
        return 0;
    }
    let (whole, rest) = (of / by, of % by);
    let up = i64::from(rest >= by - rest);
    i32::try_from(whole + up).unwrap_or(i32::MAX)
}

/// "audience 87.500": points of the audience beside points of the jury.
pub fn audience_text(points: i32, locale: Locale) -> String {
    let points = points_text(points, locale);
    locale
        .t_with("audience-points", &[("points", points.into())])
        .into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn entry(n: u128) -> Id<Entry> {
        Uuid::from_u128(n).into()
    }

    fn count(votes: &[i64]) -> Count {
        Count {
            source: Id::new(),
            votes: (0..).map(entry).zip(votes.iter().copied()).collect(),
        }
    }

    fn of(counts: &[Count], n: u128) -> Option<i32> {
        points(counts).get(&entry(n)).copied()
    }

    #[test]
    fn the_published_vector_is_100_and_75() {
        let counts = [count(&[200_000, 150_000])];
        assert_eq!(of(&counts, 0), Some(100_000));
        assert_eq!(of(&counts, 1), Some(75_000));
    }

    #[test]
    fn points_are_rounded_half_up_to_a_thousandth() {
        assert_eq!(points_in(1, 3), 33_333);
        assert_eq!(points_in(2, 3), 66_667);
        // 0.0005 of a point is half a thousandth.
        assert_eq!(points_in(1, 200_000), 1);
        assert_eq!(points_in(1, 200_001), 0);
        assert_eq!(points_in(0, 0), 0);
        assert_eq!(points_in(MOST_VOTES, MOST_VOTES), 100_000);
        // The mean of 100.000 and 33.333 lies on a half: 66.6665.
        assert_eq!(of(&[count(&[3, 1]), count(&[1, 1])], 1), Some(66_667));
    }

    #[test]
    fn every_source_weighs_the_same_and_who_is_not_in_one_has_nothing_there() {
        let large = count(&[1_000_000, 900_000]);
        let small = count(&[0, 100, 50]);
        let counts = [large, small];
        assert_eq!(of(&counts, 0), Some(50_000));
        assert_eq!(of(&counts, 1), Some(95_000));
        assert_eq!(of(&counts, 2), Some(25_000));
        assert_eq!(of(&counts, 3), None);
    }

    #[test]
    fn without_votes_there_are_no_points() {
        assert!(points(&[]).is_empty());
        assert!(points(&[count(&[0, 0])]).is_empty());
        // One vote among very many is a vote all the same.
        assert_eq!(of(&[count(&[MOST_VOTES, 1])], 1), Some(0));
    }

    proptest! {
        #[test]
        fn points_lie_between_0_and_100_and_more_votes_never_have_fewer(
            votes in prop::collection::vec(0_i64..MOST_VOTES, 1..20),
            times in 1_i64..50,
        ) {
            let once = count(&votes);
            let found = points(std::slice::from_ref(&once));
            for (a, b) in votes.iter().zip(0..).flat_map(|a| votes.iter().zip(0..).map(move |b| (a, b))) {
                let of = |n| found.get(&entry(n)).copied().unwrap_or(0);
                prop_assert!((0..=100_000).contains(&of(a.1)));
                prop_assert!(a.0 < b.0 || of(a.1) >= of(b.1));
            }
            // A platform with more users, each of whom votes alike, decides no more than the other.
            let fewer: Vec<i64> = votes.iter().map(|votes| votes % 1_000_000).collect();
            let more: Vec<i64> = fewer.iter().map(|votes| votes * times).collect();
            prop_assert_eq!(points(&[count(&fewer)]), points(&[count(&more)]));
        }
    }
}
