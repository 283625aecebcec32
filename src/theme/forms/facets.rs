//! The sides of the theme in the form of a profile: rows `facet.0`, `facet.1` and so on, which buttons add and move.

use std::collections::BTreeSet;

use crate::web::Form;

/// Most sides that a theme has.
pub const MOST: usize = 40;

/// What a button of the form does to its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// One more, blank, at the end.
    Add,
    /// The row of this number before the one above it.
    Up(usize),
    /// The row of this number after the one below it.
    Down(usize),
}

impl Act {
    /// Reads the button's value: `add`, `up.2`, `down.0`.
    pub fn parse(act: &str) -> Option<Self> {
        match act.split_once('.') {
            None if act == "add" => Some(Self::Add),
            Some(("up", row)) => row.parse().ok().map(Self::Up),
            Some(("down", row)) => row.parse().ok().map(Self::Down),
            _ => None,
        }
    }
}

/// The numbers of the rows that a form has, in their order.
pub fn rows(form: &Form) -> Vec<usize> {
    let rows: BTreeSet<usize> = form
        .names()
        .filter_map(|name| name.strip_prefix("facet.")?.split_once('.')?.0.parse().ok())
        .collect();
    rows.into_iter().collect()
}

/// The form with its rows in another order, numbered anew; everything else as it was typed.
pub fn rearranged(form: &Form, act: Act) -> Form {
    let mut order = rows(form);
    let place = |row: usize| order.iter().position(|each| *each == row);
    let swap = match act {
        Act::Add => None,
        Act::Up(row) => place(row).and_then(|at| Some((at, at.checked_sub(1)?))),
        Act::Down(row) => place(row).map(|at| (at, at + 1)),
    };
    if let Some((one, other)) = swap
        && other < order.len()
    {
        order.swap(one, other);
    }
    let mut names: Vec<&str> = Vec::new();
    for name in form.names() {
        if name != "act" && !names.contains(&name) {
            names.push(name);
        }
    }
    let mut again = Form::new();
    for name in names.iter().filter(|name| !name.starts_with("facet.")) {
        again = form
            .all(name)
            .fold(again, |again, value| again.with(name, value));
    }
    for (number, row) in order.iter().enumerate() {
        let start = format!("facet.{row}.");
        for name in &names {
            if let Some(part) = name.strip_prefix(&start) {
                again = again.with(&format!("facet.{number}.{part}"), form.get(name));
            }
        }
    }
    if act == Act::Add && order.len() < MOST {
        again = blank(again, order.len());
    }
    again
}

/// The form with a blank row of this number.
pub fn blank(form: Form, row: usize) -> Form {
    form.with(&format!("facet.{row}.id"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new()
            .with("version", 3)
            .with("limits.required", "title")
            .with("limits.required", "tags")
            .with("facet.0.id", "a")
            .with("facet.0.label.ru", "А")
            .with("facet.2.id", "c")
            .with("facet.2.remove", "on")
            .with("act", "up.2")
    }

    fn ids(form: &Form) -> Vec<(usize, String)> {
        rows(form)
            .into_iter()
            .map(|row| (row, form.get(&format!("facet.{row}.id")).to_owned()))
            .collect()
    }

    #[test]
    fn a_row_that_moves_takes_all_that_was_typed_with_it() {
        let up = rearranged(&form(), Act::Up(2));
        assert_eq!(ids(&up), [(0, "c".to_owned()), (1, "a".to_owned())]);
        assert_eq!(up.get("facet.1.label.ru"), "А");
        assert!(up.contains("facet.0.remove") && !up.contains("facet.1.remove"));
        assert!(up.has("limits.required", "title") && up.has("limits.required", "tags"));
        assert!(!up.contains("act"));
        assert_eq!(ids(&rearranged(&form(), Act::Down(0))), ids(&up));
    }

    #[test]
    fn the_first_cannot_rise_nor_the_last_sink_nor_one_that_is_not_there() {
        for act in [Act::Up(0), Act::Down(2), Act::Up(7), Act::Down(7)] {
            let same = ids(&rearranged(&form(), act));
            assert_eq!(same, [(0, "a".to_owned()), (1, "c".to_owned())], "{act:?}");
        }
    }

    #[test]
    fn a_row_is_added_at_the_end_until_there_are_enough() {
        let mut form = form();
        for _ in 0..2 * MOST {
            form = rearranged(&form, Act::Add);
        }
        assert_eq!(rows(&form), (0..MOST).collect::<Vec<_>>());
    }

    #[test]
    fn only_the_buttons_of_the_page_do_anything() {
        assert_eq!(Act::parse("add"), Some(Act::Add));
        assert_eq!(Act::parse("up.3"), Some(Act::Up(3)));
        assert_eq!(Act::parse("down.0"), Some(Act::Down(0)));
        for other in [
            "",
            "up",
            "up.",
            "up.-1",
            "up.😀",
            "remove.1",
            "add.1",
            "down.99999999999999999999999",
        ] {
            assert_eq!(Act::parse(other), None, "{other}");
        }
    }
}
