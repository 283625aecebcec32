//! Forms: what was typed, what is wrong with it, and how it becomes a command.
//!
//! A handler takes a [`Form`]; its domain's `forms.rs` reads it through [`Fields`], which collects every
//! error; a refused form goes back to the page as [`Filled`], with all that was typed and the errors beside it.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use fluent_bundle::FluentValue;

use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};

/// The most that a form without files may send.
const MAX_BYTES: usize = 1 << 20;

/// Names and values as they were typed, in order; a name may be there more than once.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
}

impl Form {
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 and null characters become U+FFFD,
    /// which no field accepts.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        url::form_urlencoded::parse(bytes)
            .fold(Self::new(), |form, (name, value)| form.with(&name, &value))
    }

    /// The same form with one more value: for filling in what is stored.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        let value = value
            .to_string()
            .replace('\0', "\u{FFFD}")
            .replace("\r\n", "\n");
        self.pairs.push((name.to_owned(), value));
        self
    }

    /// The same form with this value in place of all that the name had.
    pub fn set(self, name: &str, value: impl ToString) -> Self {
        self.without(name).with(name, value)
    }

    /// The same form without anything of this name.
    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(each, _)| each != name);
        self
    }

    /// Fills `name.zh`, `name.ru` and `name.en`.
    pub fn with_trilingual(self, name: &str, text: &Trilingual) -> Self {
        Locale::ALL.iter().fold(self, |form, l| {
            form.with(&format!("{name}.{l}"), text.get(*l))
        })
    }

    /// What was typed, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a name: of tick boxes and multiple choices.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    /// Whether the name was sent at all: an unticked box is not.
    pub fn contains(&self, name: &str) -> bool {
        self.pairs.iter().any(|(n, _)| n == name)
    }

    /// Names and values, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }

    /// Starts reading, collecting errors.
    pub fn fields(&self) -> Fields<'_> {
        Fields {
            form: self,
            errors: FieldErrors::default(),
        }
    }
}

impl FromRequest for Form {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = req
            .headers()
            .get("Content-Type")
            .and_then(|v| v.to_str().ok())
            .is_none_or(|v| v.starts_with("application/x-www-form-urlencoded"));
        let body = web::Bytes::from_request(req, payload);
        let too_long = req
            .headers()
            .get("Content-Length")
            .and_then(|v| v.to_str().ok()?.parse::<usize>().ok())
            .is_some_and(|n| n > MAX_BYTES);
        Box::pin(async move {
            if !is_form {
                return Err(Error::Refused("error-not-a-form"));
            }
            if too_long {
                return Err(Error::TooLarge);
            }
            let bytes = body.await.map_err(|_| Error::TooLarge)?;
            Ok(Self::from_bytes(&bytes))
        })
    }
}

/// What is wrong with one field: a text key and its variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub key: &'static str,
    pub args: Vec<(&'static str, FluentValue<'static>)>,
}

impl Problem {
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub fn text(&self, locale: impl Into<Locale>) -> String {
        locale.into().t_with(self.key, &self.args).into_owned()
    }
}

impl From<&'static str> for Problem {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// Everything that is wrong with a form, by field name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors {
    problems: BTreeMap<String, Problem>,
}

impl FieldErrors {
    /// One error, for what is found out later than the form is read (an address that is taken, say).
    pub fn one(name: &str, problem: impl Into<Problem>) -> Self {
        let mut errors = Self::default();
        errors.add(name, problem);
        errors
    }

    /// The first problem of a field stays.
    pub fn add(&mut self, name: &str, problem: impl Into<Problem>) {
        self.problems
            .entry(name.to_owned())
            .or_insert_with(|| problem.into());
    }

    pub fn get(&self, name: &str) -> Option<&Problem> {
        self.problems.get(name)
    }

    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.problems
            .iter()
            .map(|(name, problem)| (name.as_str(), problem))
    }
}

/// A form on a page: what is in its fields and the errors beside them.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub form: Form,
    pub errors: FieldErrors,
}

impl Filled {
    pub fn new(form: Form) -> Self {
        Self {
            form,
            errors: FieldErrors::default(),
        }
    }

    /// What was refused, to be corrected.
    pub fn refused(form: Form, errors: FieldErrors) -> Self {
        Self { form, errors }
    }

    pub fn value(&self, name: &str) -> &str {
        self.form.get(name)
    }

    pub fn has(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.form.has(name, value.as_ref())
    }

    pub fn ticked(&self, name: &str) -> bool {
        self.form.contains(name)
    }

    /// The error beside a field, in the reader's language.
    pub fn error(&self, name: &str, locale: impl Into<Locale>) -> Option<String> {
        self.errors.get(name).map(|problem| problem.text(locale))
    }
}

/// Reads fields one by one and remembers what is wrong with each.
///
/// ```ignore
/// let mut f = form.fields();
/// let email = f.parse("email", Email::parse);
/// let name = f.text("native_name", 1, 80);
/// f.finish(|| Some(NewAccount { email: email?, name: name? }))
/// ```
pub struct Fields<'a> {
    form: &'a Form,
    errors: FieldErrors,
}

impl<'a> Fields<'a> {
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Notes a problem that no single reader finds: two fields that do not fit together.
    pub fn refuse(&mut self, name: &str, problem: impl Into<Problem>) {
        self.errors.add(name, problem);
    }

    /// A text of `min` to `max` Unicode characters, trimmed. Line breaks are kept, other control characters refused.
    pub fn text(&mut self, name: &str, min: usize, max: usize) -> Option<String> {
        let text = self.form.get(name).trim();
        let length = text.chars().count();
        let problem = if text.contains('\u{FFFD}')
            || text
                .chars()
                .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            Some(Problem::new("field-characters"))
        } else if length == 0 && min > 0 {
            Some(Problem::new("field-required"))
        } else if length < min {
            Some(
                Problem::new("field-too-short")
                    .arg("min", min as i64)
                    .arg("length", length as i64),
            )
        } else if length > max {
            Some(
                Problem::new("field-too-long")
                    .arg("max", max as i64)
                    .arg("length", length as i64),
            )
        } else {
            None
        };
        match problem {
            Some(problem) => {
                self.errors.add(name, problem);
                None
            }
            None => Some(text.to_owned()),
        }
    }

    /// A text on one line.
    pub fn line(&mut self, name: &str, min: usize, max: usize) -> Option<String> {
        let text = self.text(name, min, max)?;
        if text.contains('\n') {
            self.errors.add(name, "field-one-line");
            return None;
        }
        Some(text)
    }

    /// `name.zh`, `name.ru` and `name.en`; with `min` over 0 at least one of them.
    pub fn trilingual(&mut self, name: &str, min: usize, max: usize) -> Option<Trilingual> {
        let mut text = Trilingual::default();
        let mut whole = true;
        for locale in Locale::ALL {
            match self.text(&format!("{name}.{locale}"), 0, max) {
                Some(part) => text.set(*locale, part),
                None => whole = false,
            }
        }
        if whole && min > 0 && text.is_empty() {
            self.errors.add(&format!("{name}.zh"), "field-one-language");
            return None;
        }
        whole.then_some(text)
    }

    /// What `parse` makes of the trimmed text, or its problem.
    pub fn parse<T, P: Into<Problem>>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> std::result::Result<T, P>,
    ) -> Option<T> {
        match parse(self.form.get(name).trim()) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.errors.add(name, problem);
                None
            }
        }
    }

    /// One of a fixed choice; `find` answers None for what is not on offer.
    pub fn choice<T>(&mut self, name: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.parse(name, |text| {
            find(text).ok_or(if text.is_empty() {
                "field-required"
            } else {
                "field-choice"
            })
        })
    }

    /// A whole number from `min` to `max`.
    pub fn whole(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        self.parse(name, |text| match text.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => Ok(n),
            Ok(_) => Err(Problem::new("field-range").arg("min", min).arg("max", max)),
            Err(_) if text.is_empty() => Err(Problem::new("field-required")),
            Err(_) => Err(Problem::new("field-number")),
        })
    }

    /// A whole number, or nothing when left empty.
    pub fn optional_whole(&mut self, name: &str, min: i64, max: i64) -> Option<Option<i64>> {
        if self.form.get(name).trim().is_empty() {
            return Some(None);
        }
        self.whole(name, min, max).map(Some)
    }

    /// A day as browsers send it, `2023-08-31`, or nothing when left empty.
    pub fn optional_date(&mut self, name: &str) -> Option<Option<chrono::NaiveDate>> {
        self.parse(name, |text| match text {
            "" => Ok(None),
            text => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map(Some)
                .map_err(|_| "field-date"),
        })
    }

    /// Whether a box is ticked.
    pub fn ticked(&mut self, name: &str) -> bool {
        self.form.contains(name)
    }

    /// The command, when nothing was wrong; every error otherwise.
    pub fn finish<T>(
        self,
        make: impl FnOnce() -> Option<T>,
    ) -> std::result::Result<T, FieldErrors> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        // A reader that gave nothing has noted why, so this is only reached by a mistake of ours.
        make().ok_or_else(|| FieldErrors::one("", "error-internal"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters_not_bytes() {
        let form = Form::new().with("title", "热力生活");
        let mut f = form.fields();
        assert_eq!(f.line("title", 1, 4).as_deref(), Some("热力生活"));
        assert_eq!(f.line("title", 1, 3), None);
        assert!(f.finish(|| Some(())).is_err());
    }

    #[test]
    fn null_bytes_and_broken_encoding_are_refused_and_given_back() {
        let form = Form::from_bytes(b"a=x%00y&b=%FF&c=%F0%9F%98%80");
        let mut f = form.fields();
        assert_eq!((f.text("a", 0, 9), f.text("b", 0, 9)), (None, None));
        assert_eq!(f.text("c", 0, 9).as_deref(), Some("😀"));
        assert_eq!(form.get("a"), "x\u{FFFD}y");
    }

    #[test]
    fn every_error_of_a_form_is_reported_at_once() {
        let form = Form::from_bytes(b"n=abc&m=7");
        let mut f = form.fields();
        let (_, _, _) = (f.whole("n", 1, 5), f.whole("m", 1, 5), f.text("gone", 1, 5));
        let errors = f.finish(|| Some(())).expect_err("three errors");
        assert_eq!(errors.iter().count(), 3);
    }
}
