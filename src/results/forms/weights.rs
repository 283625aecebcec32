//! The form in which other weights of the criteria are proposed.

use crate::db::Moment;
use crate::judging::forms::weight;
use crate::judging::{WHOLE, weight_text};
use crate::results::weights::{Reweighing, Weighed};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

/// The name of the field with a criterion's weight.
pub fn weight_field(code: &str) -> String {
    format!("weight.{code}")
}

/// The form as a ranking's weights fill it.
pub fn filled(criteria: &[Weighed]) -> Form {
    criteria.iter().fold(Form::new(), |form, each| {
        form.with(&weight_field(&each.code), weight_text(&each.weight))
    })
}

/// Reads other weights than those of `criteria`, which add up to 100 %, and why.
pub fn reweighing(
    form: &Form,
    criteria: &[Weighed],
    now: Moment,
) -> Result<Reweighing, FieldErrors> {
    let mut f = form.fields();
    let read: Vec<Option<i32>> = criteria
        .iter()
        .map(|each| weight(&mut f, &weight_field(&each.code), 0))
        .collect();
    let weights: Option<Vec<i32>> = read.into_iter().collect();
    if let Some(weights) = &weights {
        let sum: i32 = weights.iter().sum();
        let mut changed = criteria.iter().zip(weights);
        if sum != WHOLE {
            let problem = Problem::new("field-weights-sum").arg("sum", weight_text(&sum));
            f.refuse("weights", problem);
        } else if changed.all(|(each, weight)| each.weight == *weight) {
            f.refuse("weights", "field-weights-same");
        }
    }
    let reason = f.text("reason", 3, super::REASON_MAX);
    f.finish(|| {
        let weighed = criteria.iter().zip(weights?);
        Some(Reweighing {
            criteria: weighed
                .map(|(each, weight)| Weighed {
                    weight,
                    ..each.clone()
                })
                .collect(),
            reason: reason?,
            at: now,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;
    use crate::i18n::Trilingual;

    #[test]
    fn weights_are_whole_together_and_differ_from_those_that_hold() {
        let criterion = |code: &str, weight| Weighed {
            id: Id::new(),
            code: code.to_owned(),
            name: Trilingual::default(),
            was: weight,
            weight,
        };
        let criteria = [criterion("theme", 6000), criterion("craft", 4000)];
        let now = Moment::from(chrono::DateTime::UNIX_EPOCH);
        let read = |theme: &str, craft: &str, reason: &str| {
            let form = Form::new().with("weight.theme", theme);
            let form = form.with("weight.craft", craft).with("reason", reason);
            reweighing(&form, &criteria, now)
        };
        let it = read("33.33", "66,67", "The jury's wish").unwrap();
        let weights: Vec<i32> = it.criteria.iter().map(|each| each.weight).collect();
        assert_eq!(weights, [3333, 6667]);
        assert!(read("100", "0", "The jury's wish").is_ok());
        for (theme, craft, reason) in [
            ("60", "40", "The same as before"),
            ("50", "40", "Less than all"),
            ("101", "0", "More than all"),
            ("", "100", "Nothing said"),
            ("50.001", "49.999", "Too fine"),
            ("50", "50", ""),
        ] {
            assert!(read(theme, craft, reason).is_err(), "{theme} {craft}");
        }
        let kept = filled(&criteria);
        assert_eq!(kept.get("weight.theme"), "60");
    }
}
