//! The criterion that comes with what judges are asked.

use super::CriterionText;
use crate::i18n::Trilingual;
use crate::judging::format::{MAYBE, NO, YES};
use crate::judging::{Format, Level, WHOLE};

/// What ballots of this format give; none where the organiser says it.
pub fn of_format(format: Format) -> Option<CriterionText> {
    let of = |code: &str, key: &str, scale: (i32, i32, i32), levels: Vec<Level>| CriterionText {
        code: code.to_owned(),
        name: Trilingual::of_key(key),
        help: Trilingual::default(),
        weight: WHOLE,
        scale_min: scale.0,
        scale_max: scale.1,
        step: scale.2,
        levels,
        tie_order: 0,
    };
    let level = |points: i32, key: &str| Level {
        points,
        label: Trilingual::of_key(key),
    };
    match format {
        Format::Scorecard => None,
        Format::Votes => {
            let levels = vec![
                level(NO, "vote-no"),
                level(MAYBE, "vote-maybe"),
                level(YES, "vote-yes"),
            ];
            Some(of("vote", "criterion-vote", (NO, YES, MAYBE), levels))
        }
        // How many of the judge's entries stand behind this one.
        Format::Order => Some(of(
            "behind",
            "criterion-behind",
            (0, 10_000, 10),
            Vec::new(),
        )),
        // The share of its comparisons that the entry won.
        Format::Pairs => Some(of("wins", "criterion-wins", (0, 10, 1), Vec::new())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_scorecard_leaves_its_criteria_to_the_organiser() {
        for format in Format::ALL {
            assert_eq!(format.has_own_criteria(), of_format(*format).is_none());
            let weight = of_format(*format).map_or(WHOLE, |criterion| criterion.weight);
            assert_eq!(weight, WHOLE, "a round may be opened with it");
        }
    }
}
