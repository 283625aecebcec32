//! Tie-breaks in words: in which order they are asked, and which one gave a place.

use chrono::DateTime;

use crate::i18n::Locale;
use crate::judging::TieBreak;
use crate::results::tiebreak::Precedence;
use crate::results::{Parameters, points_text};

impl Parameters {
    /// The names of its tie-breaks in their order; empty where it has none.
    pub fn tie_break_names(&self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let names: Vec<String> = self
            .tie_breaks
            .iter()
            .map(|tie_break| tie_break.name(locale))
            .collect();
        names.join(locale.comma())
    }

    /// Which tie-break gave a place to one of two equal scores; with both figures where scores are shown.
    pub(super) fn precedence_text(
        &self,
        won: &Precedence,
        locale: Locale,
        with_figures: bool,
    ) -> Option<String> {
        let tie_break = self.tie_break(won.tie_break)?;
        let name = tie_break.name(locale);
        let mut args = vec![("name", name.as_str().into())];
        let key = if with_figures {
            args.push(("own", figure(tie_break, won.own, locale).into()));
            args.push(("other", figure(tie_break, won.other, locale).into()));
            "precedence-figures"
        } else {
            "precedence"
        };
        Some(locale.t_with(key, &args).into_owned())
    }
}

/// A figure as a reader of `locale` writes it: points, or the time to the second; a dash where there is none.
fn figure(tie_break: &TieBreak, figure: Option<i64>, locale: Locale) -> String {
    let written = match tie_break {
        TieBreak::Criterion { .. } => figure
            .and_then(|mean| i32::try_from(mean).ok())
            .map(|mean| points_text(mean, locale)),
        TieBreak::Submitted => figure
            .and_then(|at| DateTime::from_timestamp(-at, 0))
            .map(|at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string()),
    };
    written.unwrap_or_else(|| "–".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Trilingual;

    #[test]
    fn a_tie_break_is_named_with_the_figures_that_it_compared() {
        let parameters = Parameters {
            tie_breaks: vec![
                TieBreak::Criterion {
                    code: "theme".into(),
                    name: Trilingual::new("主题", "Тема", "Theme"),
                },
                TieBreak::Submitted,
            ],
            ..Parameters::default()
        };
        assert_eq!(
            parameters.tie_break_names(Locale::En),
            "“Theme”, who submitted first"
        );
        let won = Precedence {
            tie_break: 1,
            own: Some(8_667),
            other: Some(8_333),
        };
        let said = |won: &Precedence, locale, figures| {
            parameters.precedence_text(won, locale, figures).unwrap()
        };
        assert_eq!(
            said(&won, Locale::En, true),
            "Equal points: decided by “Theme”, 8.667 against 8.333"
        );
        assert!(said(&won, Locale::Ru, true).contains("«Тема» (8,667 против 8,333)"));
        assert_eq!(said(&won, Locale::Zh, false), "得分相同，按“主题”判定");
        let earlier = Precedence {
            tie_break: 2,
            own: Some(-1_682_942_400),
            other: None,
        };
        assert!(said(&earlier, Locale::En, true).ends_with("2023-05-01 12:00:00 UTC against –"));
        let unknown = Precedence {
            tie_break: 3,
            ..earlier
        };
        assert_eq!(parameters.precedence_text(&unknown, Locale::En, true), None);
    }
}
