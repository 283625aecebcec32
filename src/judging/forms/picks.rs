//! The form of the entries that an admin chooses for a round.

use std::collections::BTreeSet;

use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

/// The most entries that can be chosen by hand.
pub const MOST_PICKS: usize = 500;

/// The chosen entries' numbers, in any order, with or without the letters before them: `CN-0042, 17`.
pub fn picks(form: &Form) -> Result<Vec<i32>, FieldErrors> {
    let mut f = form.fields();
    let numbers = f.text("numbers", 0, 10_000);
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；');
    let mut chosen = BTreeSet::new();
    for word in numbers.iter().flat_map(|text| text.split(separators)) {
        if word.is_empty() {
            continue;
        }
        let digits = word.rsplit('-').next().unwrap_or_default();
        match digits.parse::<i32>() {
            Ok(number) if number > 0 => {
                chosen.insert(number);
            }
            _ => {
                f.refuse("numbers", unknown(word));
                break;
            }
        }
    }
    if chosen.len() > MOST_PICKS {
        let most = Problem::new("field-too-many-picks").arg("max", MOST_PICKS);
        f.refuse("numbers", most);
    }
    f.finish(|| Some(chosen.into_iter().collect()))
}

/// What was typed is the number of no entry that can be chosen.
pub fn unknown(word: impl Into<String>) -> Problem {
    Problem::new("field-unknown-entry").arg("number", word.into())
}

/// The form with the numbers that are chosen now.
pub fn filled_picks(numbers: impl IntoIterator<Item = String>) -> Form {
    let numbers: Vec<String> = numbers.into_iter().collect();
    Form::new().with("numbers", numbers.join("\n"))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_typed_as_people_list_them() {
        let typed = Form::new().with("numbers", "CN-0042, 17；RU-0003\n17");
        assert_eq!(picks(&typed).expect("numbers"), [3, 17, 42]);
        assert_eq!(picks(&Form::new()).expect("none"), Vec::<i32>::new());
        for wrong in ["CN-", "seven", "0", "99999999999"] {
            let errors = picks(&Form::new().with("numbers", wrong)).expect_err(wrong);
            assert!(errors.get("numbers").is_some());
        }
    }
}
