//! Forms of the theme: a profile as TOML, the words of an entry that is being written.

use chrono::NaiveDate;

use super::check::{Language, Text};
use super::{NewProfile, Scope};
use crate::i18n::Locale;
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

/// The longest profile, characters.
const PROFILE_MAX: usize = 200_000;

/// A profile, and the version that it is to replace; 0 when there is none.
pub fn profile(form: &Form) -> Result<(NewProfile, i64), FieldErrors> {
    let mut f = form.fields();
    let toml = f.text("toml", 1, PROFILE_MAX);
    let version = f.whole("version", 0, i64::from(i32::MAX));
    let new = toml.and_then(|toml| match NewProfile::parse(&toml) {
        Ok(new) => Some(new),
        Err(error) => {
            let problem = if error.line == 0 {
                Problem::new("field-theme-profile-whole")
            } else {
                Problem::new("field-theme-profile")
                    .arg("line", error.line as i64)
                    .arg("column", error.column as i64)
            };
            f.refuse("toml", problem.arg("message", error.message));
            None
        }
    });
    f.finish(|| Some((new?, version?)))
}

/// Which entries are to be checked again.
pub fn recheck(form: &Form) -> Result<Scope, FieldErrors> {
    let mut f = form.fields();
    let scope = f.choice("scope", Scope::parse);
    f.finish(|| scope)
}

/// The words of an entry as its form has them, one text a language, the original first. Whatever was typed is
/// checked: this form is never refused.
pub fn texts(form: &Form, otherwise: Locale) -> Vec<(Locale, Text)> {
    let original = Locale::parse(form.get("original")).unwrap_or(otherwise);
    let tags: Vec<String> = form
        .get("tags")
        .split([',', '，', '、', ';', '\n'])
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    let part = |name: &str, locale: Locale| form.get(&format!("{name}.{locale}")).trim().to_owned();
    let others = Locale::ALL.iter().copied().filter(|each| *each != original);
    std::iter::once(original)
        .chain(others)
        .map(|locale| {
            let text = Text {
                id: locale.to_string(),
                title: part("title", locale),
                synopsis: part("synopsis", locale),
                lang: Some(Language::of_tag(locale.as_str())),
                ..Text::default()
            };
            (locale, text)
        })
        .filter(|(locale, text)| {
            *locale == original || !text.title.is_empty() || !text.synopsis.is_empty()
        })
        .map(|(locale, text)| {
            if locale != original {
                return (locale, text);
            }
            let text = Text {
                statement: form.get("statement").trim().to_owned(),
                tags: tags.clone(),
                duration_s: seconds(form.get("duration")),
                made_on: form.get("made_on").parse::<NaiveDate>().ok(),
                ..text
            };
            (locale, text)
        })
        .collect()
}

/// `187` or `3:07`.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    match text.split_once(':') {
        Some((minutes, rest)) => {
            Some(minutes.parse::<f64>().ok()? * 60.0 + rest.parse::<f64>().ok()?)
        }
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_original_comes_first_and_carries_the_rest() {
        let form = Form::new()
            .with("original", "ru")
            .with("title.en", "Run")
            .with("title.ru", "Бег")
            .with("statement", "Потому что")
            .with("tags", "спорт, двор")
            .with("duration", "1:05");
        let texts = texts(&form, Locale::En);
        assert_eq!(texts.len(), 2);
        assert_eq!((texts[0].0, texts[0].1.title.as_str()), (Locale::Ru, "Бег"));
        assert_eq!(texts[0].1.tags, ["спорт", "двор"]);
        assert_eq!(texts[0].1.duration_s, Some(65.0));
        assert_eq!(texts[1].1.statement, "");
    }
}
