//! What decides between entries with equal scores, where some of them get a place and others do not.

use serde::{Deserialize, Serialize};

use super::Criterion;
use crate::i18n::{Locale, Trilingual};

/// One of a round's tie-breaks, which are asked in their order: the next only where the one before leaves entries equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreak {
    /// The higher mean of this criterion goes before. Its name is kept as it was when the ranking was computed.
    Criterion { code: String, name: Trilingual },
    /// Who submitted first goes before.
    Submitted,
}

impl TieBreak {
    /// The tie-breaks of a round in their order: those of its criteria that are asked, and last who submitted first.
    pub fn of(criteria: &[Criterion], earlier: bool) -> Vec<Self> {
        let mut asked: Vec<&Criterion> = criteria.iter().filter(|c| c.tie_order > 0).collect();
        asked.sort_by_key(|c| (c.tie_order, c.position, c.id));
        let asked = asked.into_iter().map(|criterion| Self::Criterion {
            code: criterion.code.clone(),
            name: Trilingual::clone(&criterion.name),
        });
        asked.chain(earlier.then_some(Self::Submitted)).collect()
    }

    /// Its name in files: the code of the criterion, or `submitted`.
    pub fn code(&self) -> &str {
        match self {
            Self::Criterion { code, .. } => code,
            Self::Submitted => "submitted",
        }
    }

    /// Its name for a reader of `locale`.
    pub fn name(&self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        match self {
            Self::Criterion { name, .. } => locale
                .t_with(
                    "tie-break-criterion",
                    &[("name", name.in_locale(locale).into())],
                )
                .into_owned(),
            Self::Submitted => locale.t("tie-break-submitted").into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Id, Json};

    fn criterion(code: &str, tie_order: i32) -> Criterion {
        Criterion {
            id: Id::new(),
            round_id: Id::new(),
            position: 1,
            code: code.into(),
            name: Json::new(Trilingual::new("", "", code)),
            help: Json::default(),
            weight: 0,
            scale_min: 0,
            scale_max: 100,
            step: 10,
            levels: Json::default(),
            tie_order,
        }
    }

    #[test]
    fn criteria_are_asked_in_the_order_of_their_numbers_and_time_last() {
        let criteria = [
            criterion("craft", 5),
            criterion("idea", 0),
            criterion("theme", 2),
        ];
        let codes = |earlier| -> Vec<String> {
            let tie_breaks = TieBreak::of(&criteria, earlier);
            tie_breaks
                .iter()
                .map(|each| each.code().to_owned())
                .collect()
        };
        assert_eq!(codes(false), ["theme", "craft"]);
        assert_eq!(codes(true), ["theme", "craft", "submitted"]);
        assert!(TieBreak::of(&criteria[1..2], false).is_empty());
    }
}
