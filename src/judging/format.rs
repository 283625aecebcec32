//! How judges say what they think in a round. Whatever they are asked, it ends in a ballot for each of their entries, so
//! that progress, closing, the score log and exports are the same for all rounds.

use crate::db::text_enum;

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

impl Format {
    /// Whether the organiser says what is scored. Other rounds have one criterion, which comes with the format.
    pub fn has_own_criteria(self) -> bool {
        self == Self::Scorecard
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
    fn a_scorecard_is_for_entries_that_are_judged_one_by_one() {
        let one_by_one: Vec<Format> = Format::ALL
            .iter()
            .copied()
            .filter(|format| format.is_on_scorecard())
            .collect();
        assert_eq!(one_by_one, [Format::Scorecard, Format::Votes]);
    }
}
