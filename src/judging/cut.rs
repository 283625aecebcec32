//! Which entries a round takes, and which of them go on to a later one.

use super::Round;
use crate::db::text_enum;

text_enum! {
    /// Where the entries of a round come from.
    #[derive(Default)]
    pub enum Source ("round-source") {
        /// Every accepted entry, of the round's stream and category when it has one.
        #[default]
        Accepted = "accepted",
        /// Those that came through earlier rounds.
        Through = "through",
        /// Those that an admin chose by their numbers.
        Chosen = "chosen",
    }
}

text_enum! {
    /// By what rule entries go through a round.
    #[derive(Default)]
    pub enum CutRule ("cut-rule") {
        /// So many of each stream and category.
        #[default]
        Places = "places",
        /// Whoever reaches so many points.
        Threshold = "threshold",
        /// Those that an admin ticks.
        ByHand = "by-hand",
        /// Of a round of votes: all of the entry's judges say yes.
        Unanimous = "unanimous",
        /// More than half of them do.
        Majority = "majority",
        /// At least one does, and nobody says no.
        Unopposed = "unopposed",
    }
}

impl CutRule {
    /// What the votes on an entry must say, where the rule is about votes.
    pub fn consensus(self) -> Option<Consensus> {
        match self {
            Self::Unanimous => Some(Consensus::Unanimous),
            Self::Majority => Some(Consensus::Majority),
            Self::Unopposed => Some(Consensus::Unopposed),
            Self::Places | Self::Threshold | Self::ByHand => None,
        }
    }
}

/// What the judges of an entry must agree on for it to go through a round of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consensus {
    Unanimous,
    Majority,
    Unopposed,
}

impl Consensus {
    /// Whether these votes, as totals in thousandths of a point, let an entry through. Without a vote nothing does.
    pub fn holds(self, votes: &[i32]) -> bool {
        let yes = votes.iter().filter(|vote| **vote >= 1_000).count();
        let no = votes.iter().filter(|vote| **vote <= 0).count();
        match self {
            Self::Unanimous => yes > 0 && yes == votes.len(),
            Self::Majority => 2 * yes > votes.len(),
            Self::Unopposed => yes > 0 && no == 0,
        }
    }
}

text_enum! {
    /// How one entry came through a round.
    pub enum Way ("round-way") {
        /// The round has no cut.
        All = "all",
        Places = "places",
        Threshold = "threshold",
        /// It shared the last place, and a person decided for it.
        Tie = "tie",
        /// It shared the last place, and a tie-break decided for it.
        TieBreak = "tie-break",
        /// An admin ticked it.
        ByHand = "by-hand",
        /// Its judges agreed.
        Consensus = "consensus",
    }
}

/// The line of a round's cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    All,
    /// Of each stream and category.
    Places(i32),
    /// Thousandths of a point.
    Threshold(i32),
    ByHand,
    /// Of votes.
    Consensus(Consensus),
}

impl Cut {
    /// How an entry came through; `decided` says that a tie was across the line and a person decided for it.
    pub fn way(self, decided: bool) -> Way {
        match self {
            Self::All => Way::All,
            Self::Places(_) if decided => Way::Tie,
            Self::Places(_) => Way::Places,
            Self::Threshold(_) => Way::Threshold,
            Self::ByHand => Way::ByHand,
            Self::Consensus(_) => Way::Consensus,
        }
    }

    pub fn of(rule: CutRule, places: i32, threshold: i32) -> Self {
        if let Some(consensus) = rule.consensus() {
            return Self::Consensus(consensus);
        }
        match rule {
            CutRule::Places if places < 1 => Self::All,
            CutRule::Places => Self::Places(places),
            CutRule::Threshold => Self::Threshold(threshold),
            _ => Self::ByHand,
        }
    }
}

impl Round {
    /// Who goes through.
    pub fn line(&self) -> Cut {
        Cut::of(self.cut_rule, self.cut, self.cut_threshold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_places_are_all_places_and_only_under_the_rule_of_places() {
        assert_eq!(Cut::of(CutRule::Places, 0, 7_000), Cut::All);
        assert_eq!(Cut::of(CutRule::Places, 3, 7_000), Cut::Places(3));
        assert_eq!(Cut::of(CutRule::Threshold, 0, 7_000), Cut::Threshold(7_000));
        assert_eq!(Cut::of(CutRule::ByHand, 0, 7_000), Cut::ByHand);
    }

    #[test]
    fn votes_let_through_as_the_rule_says() {
        let (yes, maybe, no) = (1_000, 500, 0);
        let table: [(&[i32], [bool; 3]); 8] = [
            (&[], [false; 3]),
            (&[yes], [true; 3]),
            (&[yes, yes, yes], [true; 3]),
            (&[yes, yes, maybe], [false, true, true]),
            (&[yes, yes, no], [false, true, false]),
            (&[yes, maybe], [false, false, true]),
            (&[yes, maybe, no], [false; 3]),
            (&[maybe, maybe], [false; 3]),
        ];
        for (votes, expected) in table {
            let rules = [
                Consensus::Unanimous,
                Consensus::Majority,
                Consensus::Unopposed,
            ];
            assert_eq!(rules.map(|rule| rule.holds(votes)), expected, "{votes:?}");
        }
    }

    #[test]
    fn a_decided_tie_is_told_from_a_place_of_ones_own() {
        assert_eq!(Cut::Places(2).way(true), Way::Tie);
        assert_eq!(Cut::Places(2).way(false), Way::Places);
        assert_eq!(Cut::Threshold(1).way(true), Way::Threshold);
    }
}
