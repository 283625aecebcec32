//! The form in which other quotas and rules are tried.

use crate::db::Id;
use crate::results::Award;
use crate::results::allotment::Rules;
use crate::web::{FieldErrors, Form};

/// Other quotas and rules, tried on paper.
#[derive(Clone, Debug)]
pub struct Trial {
    pub rules: Rules,
    /// Places of each award.
    pub quotas: Vec<(Id<Award>, i32)>,
}

/// The name of the field with an award's places.
pub fn quota_field(award: Id<Award>) -> String {
    format!("quota.{award}")
}

/// Reads what is tried: a rule for all, and the places of each award.
pub fn trial(form: &Form, awards: &[Award]) -> Result<Trial, FieldErrors> {
    let mut f = form.fields();
    let minimum = f.parse("minimum", |text| match text {
        "" => Ok(None),
        text => super::thousandths(text).map(Some),
    });
    let one_per_author = f.ticked("one_per_author");
    let quotas: Vec<Option<(Id<Award>, i32)>> = awards
        .iter()
        .map(|award| {
            let places = f.whole(&quota_field(award.id), 1, 1000)?;
            Some((award.id, i32::try_from(places).ok()?))
        })
        .collect();
    f.finish(|| {
        Some(Trial {
            rules: Rules {
                minimum: minimum?,
                one_per_author,
            },
            quotas: quotas.into_iter().collect::<Option<_>>()?,
        })
    })
}
