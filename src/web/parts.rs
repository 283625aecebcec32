//! Pieces of forms as views of their own: a template that has twenty fields calls them, and does not hold them twenty times.
//!
//! `templates/parts.html` names them for templates. `page` says things, `f` is what was typed and what is wrong with it.

use askama::Template;

use super::{Filled, Page};

/// What is wrong with a whole form, at its top, with a link to each field.
#[derive(Template)]
#[template(path = "parts/problems.html")]
pub struct Problems<'a> {
    page: &'a Page,
    f: &'a Filled,
}

pub fn problems<'a>(page: &'a Page, f: &'a Filled) -> Problems<'a> {
    Problems { page, f }
}

/// A field on one line. Kinds: text, email, password, number, date, url, datetime-local.
#[derive(Template)]
#[template(path = "parts/input.html")]
pub struct Input<'a> {
    page: &'a Page,
    f: &'a Filled,
    name: &'a str,
    label: &'a str,
    help: &'a str,
    kind: &'a str,
    required: bool,
    /// The most characters; "0" is any number of them.
    max: String,
    complete: &'a str,
}

#[allow(clippy::too_many_arguments)]
pub fn input<'a>(
    page: &'a Page,
    f: &'a Filled,
    name: &'a (impl AsRef<str> + ?Sized),
    label: &'a (impl AsRef<str> + ?Sized),
    help: &'a (impl AsRef<str> + ?Sized),
    kind: &'a (impl AsRef<str> + ?Sized),
    required: impl ToString,
    max: impl ToString,
    complete: &'a (impl AsRef<str> + ?Sized),
) -> Input<'a> {
    Input {
        page,
        f,
        name: name.as_ref(),
        label: label.as_ref(),
        help: help.as_ref(),
        kind: kind.as_ref(),
        required: required.to_string() == "true",
        max: max.to_string(),
        complete: complete.as_ref(),
    }
}

/// A text of several lines.
#[derive(Template)]
#[template(path = "parts/textarea.html")]
pub struct Textarea<'a> {
    page: &'a Page,
    f: &'a Filled,
    name: &'a str,
    label: &'a str,
    help: &'a str,
    rows: String,
    required: bool,
    max: String,
}

#[allow(clippy::too_many_arguments)]
pub fn textarea<'a>(
    page: &'a Page,
    f: &'a Filled,
    name: &'a (impl AsRef<str> + ?Sized),
    label: &'a (impl AsRef<str> + ?Sized),
    help: &'a (impl AsRef<str> + ?Sized),
    rows: impl ToString,
    required: impl ToString,
    max: impl ToString,
) -> Textarea<'a> {
    Textarea {
        page,
        f,
        name: name.as_ref(),
        label: label.as_ref(),
        help: help.as_ref(),
        rows: rows.to_string(),
        required: required.to_string() == "true",
        max: max.to_string(),
    }
}

/// One text in three languages: `name.zh`, `name.ru`, `name.en`. One line is a field on one line.
#[derive(Template)]
#[template(path = "parts/trilingual.html")]
pub struct TrilingualField<'a> {
    page: &'a Page,
    f: &'a Filled,
    name: &'a str,
    label: &'a str,
    help: &'a str,
    lines: String,
    max: String,
}

pub fn trilingual<'a>(
    page: &'a Page,
    f: &'a Filled,
    name: &'a (impl AsRef<str> + ?Sized),
    label: &'a (impl AsRef<str> + ?Sized),
    help: &'a (impl AsRef<str> + ?Sized),
    lines: impl ToString,
    max: impl ToString,
) -> TrilingualField<'a> {
    TrilingualField {
        page,
        f,
        name: name.as_ref(),
        label: label.as_ref(),
        help: help.as_ref(),
        lines: lines.to_string(),
        max: max.to_string(),
    }
}

/// A tick box with its text beside it.
#[derive(Template)]
#[template(path = "parts/tick.html")]
pub struct Tick<'a> {
    page: &'a Page,
    f: &'a Filled,
    name: &'a str,
    label: &'a str,
    help: &'a str,
}

pub fn tick<'a>(
    page: &'a Page,
    f: &'a Filled,
    name: &'a (impl AsRef<str> + ?Sized),
    label: &'a (impl AsRef<str> + ?Sized),
    help: &'a (impl AsRef<str> + ?Sized),
) -> Tick<'a> {
    Tick {
        page,
        f,
        name: name.as_ref(),
        label: label.as_ref(),
        help: help.as_ref(),
    }
}

/// A drop-down list up to its options; the caller writes these and `</select></div>`.
#[derive(Template)]
#[template(path = "parts/select_open.html")]
pub struct SelectOpen<'a> {
    page: &'a Page,
    f: &'a Filled,
    name: &'a str,
    label: &'a str,
    help: &'a str,
    required: bool,
}

pub fn select_open<'a>(
    page: &'a Page,
    f: &'a Filled,
    name: &'a (impl AsRef<str> + ?Sized),
    label: &'a (impl AsRef<str> + ?Sized),
    help: &'a (impl AsRef<str> + ?Sized),
    required: impl ToString,
) -> SelectOpen<'a> {
    SelectOpen {
        page,
        f,
        name: name.as_ref(),
        label: label.as_ref(),
        help: help.as_ref(),
        required: required.to_string() == "true",
    }
}

/// The head of every page: the way home, the menu, the word after an action.
#[derive(Template)]
#[template(path = "parts/top.html")]
pub struct Top<'a> {
    page: &'a Page,
}

pub fn top(page: &Page) -> Top<'_> {
    Top { page }
}

/// The foot of every page: languages, and the check of receipts.
#[derive(Template)]
#[template(path = "parts/bottom.html")]
pub struct Bottom<'a> {
    page: &'a Page,
}

pub fn bottom(page: &Page) -> Bottom<'_> {
    Bottom { page }
}

/// The menu of a contest's console.
#[derive(Template)]
#[template(path = "parts/console_menu.html")]
pub struct ConsoleMenu<'a> {
    page: &'a Page,
    slug: &'a str,
}

pub fn console_menu<'a>(page: &'a Page, slug: &'a (impl AsRef<str> + ?Sized)) -> ConsoleMenu<'a> {
    ConsoleMenu {
        page,
        slug: slug.as_ref(),
    }
}
