//! Forms of exports: a contest file to read.

use super::contest_file::ContestFile;
use crate::i18n::Locale;
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

/// A contest's name in addresses: 2 to 40 lower-case letters, digits and hyphens.
pub fn slug(text: &str) -> Result<String, Problem> {
    let fits = (2..=40).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        // Addresses of the program's own.
        && !matches!(text, "new" | "import");
    match (fits, text.is_empty()) {
        (true, _) => Ok(text.to_owned()),
        (false, true) => Err("field-required".into()),
        (false, false) => Err("contest-file-name".into()),
    }
}

/// The name and the contest file of the page of imports. Says where the file is wrong in words of `locale`.
pub fn import(form: &Form, locale: Locale) -> Result<(String, ContestFile), FieldErrors> {
    let mut f = form.fields();
    let slug = f.parse("slug", slug);
    let file = f.parse("file", |_| {
        let text = form.get("file");
        if text.trim().is_empty() {
            return Err(Problem::new("field-required"));
        }
        ContestFile::parse(text).map_err(|error| {
            Problem::new("contest-file-wrong")
                .arg("line", error.line as i64)
                .arg("column", error.column as i64)
                .arg("key", error.key)
                .arg("problem", error.fault.text(locale))
        })
    });
    f.finish(|| Some((slug?, file?)))
}
