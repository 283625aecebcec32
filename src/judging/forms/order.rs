//! The form of an order: a place for each entry.

use crate::db::Id;
use crate::judging::{Assignment, order};
use crate::web::{FieldErrors, Form};

/// An order as it was typed.
#[derive(Clone, Debug, Default)]
pub struct GivenOrder {
    pub places: Vec<order::Place>,
    /// The version that the page showed; 0 before the first save.
    pub version: i32,
    /// Why another order is submitted; empty where nobody asks.
    pub reason: String,
    /// Whether the judge means it though little of some films was played.
    pub sure: bool,
}

impl GivenOrder {
    /// The place of an entry, by its assignment.
    pub fn place(&self, id: Id<Assignment>) -> Option<i32> {
        let found = self.places.iter().find(|each| each.assignment == id);
        found.map(|found| found.place)
    }
}

/// The name of the field with an entry's place.
pub fn place_field(assignment: Id<Assignment>) -> String {
    format!("place.{assignment}")
}

/// The entries that a form has fields for, each with its place if that is a number.
pub fn typed_places(form: &Form) -> Vec<(Id<Assignment>, Option<i32>)> {
    form.pairs()
        .filter_map(|(name, text)| {
            let id = name.strip_prefix("place.")?.parse().ok()?;
            Some((id, text.trim().parse().ok()))
        })
        .collect()
}

/// Reads an order; whether its places can be is known only beside the entries.
pub fn order(form: &Form) -> Result<GivenOrder, FieldErrors> {
    let mut f = form.fields();
    let mut places = Vec::new();
    for name in form.names() {
        let Some(id) = name.strip_prefix("place.").and_then(|id| id.parse().ok()) else {
            continue;
        };
        let place = f.optional_whole(name, 1, 10_000).flatten();
        let place = place.and_then(|place| i32::try_from(place).ok());
        places.extend(place.map(|place| order::Place {
            assignment: id,
            place,
        }));
    }
    let version = f.optional_whole("version", 0, i64::from(i32::MAX));
    let reason = f.text("reason", 0, 500);
    let sure = form.has("sure", "yes");
    f.finish(|| {
        Some(GivenOrder {
            places,
            version: version?
                .and_then(|version| i32::try_from(version).ok())
                .unwrap_or(0),
            reason: reason?,
            sure,
        })
    })
}

/// A form with these places.
pub fn filled_order(places: &[(Id<Assignment>, Option<i32>)], version: i32) -> Form {
    places
        .iter()
        .fold(Form::new().with("version", version), |form, (id, place)| {
            let text = place.map_or_else(String::new, |place| place.to_string());
            form.with(&place_field(*id), text)
        })
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn places_are_whole_numbers_or_left_empty() {
        let (one, other) = (Id::<Assignment>::new(), Id::<Assignment>::new());
        let form = filled_order(&[(one, Some(2)), (other, None)], 3);
        let read = order(&form).expect("an order");
        assert_eq!((read.places.len(), read.version), (1, 3));
        assert_eq!(typed_places(&form), [(one, Some(2)), (other, None)]);
        for wrong in ["0", "-1", "1.5", "first", "99999999999"] {
            let form = Form::new().with(&place_field(one), wrong);
            let errors = order(&form).expect_err(wrong);
            assert!(errors.get(&place_field(one)).is_some(), "{wrong}");
        }
    }
}
