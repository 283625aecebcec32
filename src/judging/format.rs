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
}
