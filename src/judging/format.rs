//! How judges say what they think in a round. Whatever they are asked, it ends in a ballot for each of their entries, so
//! that progress, closing, the score log and exports are the same for all rounds.

use super::total_text;
use crate::db::text_enum;
use crate::i18n::Locale;

text_enum! {
    /// What a judge is asked of the entries of a round.
    #[derive(Default)]
    pub enum Format ("round-format") {
        /// Points by each criterion, for each entry by itself.
        #[default]
        Scorecard = "scorecard",
        /// Yes, maybe or no: a first look that makes a long list short.
        Votes = "votes",
        /// All of their entries in one order, the best first.
        Order = "order",
        /// Which of two is better, two after two.
        Pairs = "pairs",
    }
}

/// Of [`Format::Votes`], in tenths of a point.
pub const NO: i32 = 0;
/// Half a yes.
pub const MAYBE: i32 = 5;
pub const YES: i32 = 10;

text_enum! {
    /// What a judge says of an entry in a round of votes, as the buttons stand.
    pub enum Vote ("vote") {
        Yes = "yes",
        Maybe = "maybe",
        No = "no",
    }
}

impl Vote {
    /// Its points, in tenths.
    pub fn points(self) -> i32 {
        match self {
            Self::Yes => YES,
            Self::Maybe => MAYBE,
            Self::No => NO,
        }
    }

    /// Which vote a ballot of this total, in thousandths of a point, is.
    pub fn of(total: i32) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|vote| vote.points() * 100 == total)
    }
}

/// How many of an entry's votes say what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: usize,
    pub maybe: usize,
    pub no: usize,
}

impl Tally {
    /// `totals` are ballots in thousandths of a point.
    pub fn of(totals: &[i32]) -> Self {
        let count = |vote| {
            totals
                .iter()
                .filter(|total| Vote::of(**total) == Some(vote))
                .count()
        };
        Self {
            yes: count(Vote::Yes),
            maybe: count(Vote::Maybe),
            no: count(Vote::No),
        }
    }
}

impl Format {
    /// Whether the organiser says what is scored. Other rounds have one criterion, which comes with the format.
    pub fn has_own_criteria(self) -> bool {
        self == Self::Scorecard
    }

    /// What a ballot of this total, in thousandths of a point, gives, for a reader of `locale`.
    pub fn given(self, total: &i32, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        match Vote::of(*total) {
            Some(vote) if self == Self::Votes => locale.t(vote.key()).into_owned(),
            _ => total_text(total, locale),
        }
    }

    /// Whether each entry is judged by itself, on its scorecard. Otherwise several are judged together, on a page of
    /// the round.
    pub fn is_on_scorecard(self) -> bool {
        matches!(self, Self::Scorecard | Self::Votes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_read_as_a_word_and_points_as_a_number() {
        assert_eq!(Format::Votes.given(&500, Locale::En), "Maybe");
        assert_eq!(Format::Scorecard.given(&500, Locale::Ru), "0,50");
        assert_eq!(
            Format::Votes.given(&667, Locale::En),
            "0.67",
            "a mean is no vote"
        );
        let tally = Tally::of(&[1_000, 0, 1_000, 500]);
        assert_eq!((tally.yes, tally.maybe, tally.no), (2, 1, 1));
    }

    #[test]
    fn a_scorecard_is_for_entries_that_are_judged_one_by_one() {
        let one_by_one: Vec<Format> = Format::ALL
            .iter()
            .copied()
            .filter(|format| format.is_on_scorecard())
            .collect();
        assert_eq!(one_by_one, [Format::Scorecard, Format::Votes]);
    }
}
