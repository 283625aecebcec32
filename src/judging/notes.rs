//! What a judge notes at a second of a film, for themselves or for its creator.

use diesel::prelude::*;

use super::Assignment;
use crate::db::{Id, Moment, text_enum};
use crate::schema::notes;

text_enum! {
    /// For whom a note is. Other judges see neither kind.
    pub enum Audience ("note-audience") {
        /// The judge who wrote it, and the organisers.
        Private = "private",
        /// Also the creator of the entry, once the round is closed, without the judge's name.
        Creator = "creator",
    }
}

/// The most characters of a note.
pub const LONGEST: usize = 500;

/// The most notes of one judge on one entry.
pub const MOST: i64 = 200;

/// The latest second that a note may stand at: six hours.
pub const LAST_SECOND: i32 = 6 * 60 * 60;

/// What a judge noted at a second of the film of one assignment.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = notes)]
pub struct Note {
    /// Made by the page that the note was written on: one that is sent twice is one note.
    pub id: Id<Note>,
    pub assignment_id: Id<Assignment>,
    /// From the beginning of the film.
    pub second: i32,
    pub audience: Audience,
    /// 1 when written, one more with each change.
    pub version: i32,
    pub written_at: Moment,
    pub changed_at: Moment,
    /// 1 to [`LONGEST`] characters.
    pub text: String,
}

/// A note as its entry's creator may read it: there is no judge in it to be named.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct CreatorNote {
    /// From the beginning of the film.
    pub second: i32,
    pub text: String,
}

/// The second of a time as typed: `1:23`, `0:01:23` or `83`, with a full-width colon too. None when it is no time, or
/// one after [`LAST_SECOND`].
pub fn second(typed: &str) -> Option<i32> {
    let parts: Vec<&str> = typed.trim().split([':', '：']).map(str::trim).collect();
    if parts.len() > 3 {
        return None;
    }
    let mut second = 0_i32;
    for (n, part) in parts.iter().enumerate() {
        let is_number = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let value = part.parse::<i32>().ok().filter(|_| is_number)?;
        if n > 0 && (value > 59 || part.len() > 2) {
            return None;
        }
        second = second.checked_mul(60)?.checked_add(value)?;
    }
    (second <= LAST_SECOND).then_some(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_time_is_typed_in_any_of_the_usual_ways() {
        for (typed, wanted) in [
            ("1:23", Some(83)),
            ("01:03", Some(63)),
            (" 1：23 ", Some(83)),
            ("83", Some(83)),
            ("0", Some(0)),
            ("1:02:03", Some(3723)),
            ("6:00:00", Some(LAST_SECOND)),
            ("6:00:01", None),
            ("1:60", None),
            ("1:023", None),
            ("", None),
            (":", None),
            ("1:", None),
            ("-1", None),
            ("+5", None),
            ("1:2:3:4", None),
            ("1.5", None),
            ("99999999999", None),
        ] {
            assert_eq!(second(typed), wanted, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn a_time_that_a_page_shows_is_read_back(shown in 0..=LAST_SECOND) {
            prop_assert_eq!(second(&format!("{}:{:02}", shown / 60, shown % 60)), Some(shown));
        }

        #[test]
        fn no_typed_text_is_too_much(typed in ".*") {
            prop_assert!(second(&typed).is_none_or(|second| (0..=LAST_SECOND).contains(&second)));
        }
    }
}
