//! Which parts of a film were played before it was scored: coverage, not surveillance. What is kept are parts of the
//! film, not when or how often they were played.

use serde::{Deserialize, Serialize};

/// A part of a film: from, and to before, so many tenths of a second.
pub type Part = (u32, u32);

/// The most parts that are kept. When there are more, the shortest go: never is a part said to be played that was not.
pub const MOST: usize = 100;

/// Gaps up to this many tenths of a second are closed: players leave them at a pause.
const GAP: u32 = 5;

/// What a film is cut to whose length is not known: six hours.
const LONGEST: u32 = 6 * 60 * 60 * 10;

/// The parts of a film that were played: in order, more than half a second apart, each of some length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Watched(Vec<Part>);

impl Watched {
    /// Parts in any order, which may overlap or be empty, put in order.
    pub fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut parts: Vec<Part> = parts.into_iter().filter(|(from, to)| from < to).collect();
        parts.sort_unstable();
        let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
        for (from, to) in parts {
            match joined.last_mut() {
                Some(last) if from <= last.1.saturating_add(GAP) => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    /// What a page sends: `0-125,300-600`. None for anything else, and for more than [`MOST`] parts.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::default());
        }
        let mut parts = Vec::new();
        for each in text.split(',') {
            let (from, to) = each.split_once('-')?;
            parts.push((from.parse().ok()?, to.parse().ok()?));
            if parts.len() > MOST {
                return None;
            }
        }
        Some(Self::of(parts))
    }

    /// Both together, cut to the length of the film in tenths of a second if that is known, in [`MOST`] parts.
    pub fn and(&self, other: &Self, length: Option<u32>) -> Self {
        let end = length.unwrap_or(LONGEST);
        let cut = |(from, to): &Part| ((*from).min(end), (*to).min(end));
        let mut all = Self::of(self.0.iter().chain(&other.0).map(cut));
        if all.0.len() > MOST {
            all.0
                .sort_unstable_by_key(|(from, to)| (std::cmp::Reverse(to - from), *from));
            all.0.truncate(MOST);
            all.0.sort_unstable();
        }
        all
    }

    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Tenths of a second that were played.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// How much of a film of this length (tenths of a second) was played, in percent, rounded half up; None of a film
    /// without length.
    pub fn percent(&self, length: u32) -> Option<i32> {
        let (total, length) = (u64::from(self.total()), u64::from(length));
        let percent = (200 * total + length).checked_div(2 * length)?;
        i32::try_from(percent.min(100)).ok()
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn watched(parts: &[Part]) -> Watched {
        Watched::of(parts.iter().copied())
    }

    #[test]
    fn parts_that_meet_or_nearly_do_are_one() {
        let all = watched(&[
            (300, 400),
            (0, 100),
            (100, 150),
            (155, 200),
            (206, 207),
            (5, 5),
            (9, 3),
        ]);
        assert_eq!(all.parts(), [(0, 200), (206, 207), (300, 400)]);
        assert_eq!(all.total(), 301);
    }

    #[test]
    fn what_a_page_sends_is_read_and_nothing_else() {
        assert_eq!(
            Watched::parse("0-125,300-600"),
            Some(watched(&[(0, 125), (300, 600)]))
        );
        assert_eq!(Watched::parse(" "), Some(Watched::default()));
        for wrong in [
            "x",
            "1",
            "1-",
            "-1",
            "1-2,",
            "1.5-2",
            "1--2",
            "0-99999999999",
        ] {
            assert_eq!(Watched::parse(wrong), None, "{wrong}");
        }
        let many: Vec<String> = (0..=MOST).map(|n| format!("{}-{}", n, n + 1)).collect();
        assert_eq!(Watched::parse(&many.join(",")), None);
    }

    #[test]
    fn a_film_is_played_in_percent_of_its_length() {
        assert_eq!(watched(&[(0, 900)]).percent(1800), Some(50));
        assert_eq!(watched(&[(0, 5)]).percent(1000), Some(1));
        assert_eq!(watched(&[(0, 4)]).percent(1000), Some(0));
        assert_eq!(watched(&[(0, 2000)]).percent(1800), Some(100));
        assert_eq!(watched(&[(0, 900)]).percent(0), None);
    }

    fn any() -> impl Strategy<Value = Watched> {
        proptest::collection::vec((0..3_000_u32, 0..400_u32), 0..40)
            .prop_map(|parts| Watched::of(parts.into_iter().map(|(from, n)| (from, from + n))))
    }

    fn holds(watched: &Watched, tenth: u32) -> bool {
        watched
            .parts()
            .iter()
            .any(|(from, to)| (*from..*to).contains(&tenth))
    }

    proptest! {
        #[test]
        fn the_order_in_which_parts_arrive_does_not_matter(a in any(), b in any(), c in any()) {
            let length = Some(3_000);
            prop_assert_eq!(a.and(&b, length), b.and(&a, length));
            prop_assert_eq!(a.and(&b, length).and(&c, length), a.and(&b.and(&c, length), length));
            let both = a.and(&b, length);
            prop_assert_eq!(both.and(&a, length), both.clone());
        }

        #[test]
        fn parts_are_in_order_apart_and_inside_the_film(a in any(), b in any(), length in 0..4_000_u32) {
            let all = a.and(&b, Some(length));
            prop_assert!(all.parts().iter().all(|(from, to)| from < to && *to <= length));
            prop_assert!(all.parts().windows(2).all(|pair| pair[0].1 + GAP < pair[1].0));
            prop_assert!(all.total() <= length);
        }

        #[test]
        fn what_was_played_stays_and_what_was_not_is_at_most_a_gap(a in any(), b in any(), at in 0..3_000_u32) {
            let all = a.and(&b, Some(3_000));
            if holds(&a, at) || holds(&b, at) {
                prop_assert!(holds(&all, at));
            } else if holds(&all, at) {
                let near = |tenth: u32| holds(&a, tenth) || holds(&b, tenth);
                prop_assert!((at.saturating_sub(GAP)..=at + GAP).any(near));
            }
        }

        #[test]
        fn there_are_never_too_many_parts_and_the_longest_stay(gaps in proptest::collection::vec(1..30_u32, 101..300)) {
            let mut at = 0;
            let parts: Vec<Part> = gaps.iter().map(|length| {
                let from = at;
                at = from + length + GAP + 1;
                (from, from + length)
            }).collect();
            let all = watched(&parts).and(&Watched::default(), None);
            prop_assert_eq!(all.parts().len(), MOST);
            let kept = all.parts().iter().map(|(from, to)| to - from).min();
            let dropped = parts.iter().filter(|part| !all.parts().contains(part)).map(|(from, to)| to - from).max();
            prop_assert!(kept >= dropped);
            prop_assert!(all.parts().iter().all(|part| parts.contains(part)));
        }

        #[test]
        fn what_was_stored_is_read_back(a in any()) {
            let json = serde_json::to_string(&a).expect("json");
            prop_assert_eq!(serde_json::from_str::<Watched>(&json).expect("parts"), a);
        }
    }
}
