//! Forms of what a contest has several of: streams, categories, questions, declarations.

use std::collections::HashSet;

use super::slug;
use crate::contests::{
    AppliesTo, Category, Choice, DeclarationText, Question, QuestionKind, Stream,
};
use crate::db::Id;
use crate::i18n::{Country, Trilingual};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

/// The most answers that a question offers.
const CHOICES: usize = 50;

/// What an admin says of a stream.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StreamDetails {
    pub code: String,
    pub name: Trilingual,
    /// Empty: every country that no other stream takes.
    pub countries: Vec<Country>,
}

/// What an admin says of a category.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CategoryDetails {
    pub code: String,
    pub name: Trilingual,
    pub description: Trilingual,
}

/// What an admin says of a question.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct QuestionDetails {
    pub code: String,
    pub kind: QuestionKind,
    pub required: bool,
    pub category: Option<Id<Category>>,
    pub label: Trilingual,
    pub help: Trilingual,
    pub choices: Vec<Choice>,
}

/// What an admin says of a declaration. Its code stays as it is in later versions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DeclarationDetails {
    pub code: String,
    pub required: bool,
    pub applies_to: AppliesTo,
    pub text: Trilingual,
}

pub fn stream(form: &Form) -> Result<StreamDetails, FieldErrors> {
    let mut f = form.fields();
    let code = f.parse("code", stream_code);
    let name = f.trilingual("name", 1, 80);
    let countries = countries(&mut f);
    f.finish(|| {
        Some(StreamDetails {
            code: code?,
            name: name?,
            countries: countries?,
        })
    })
}

/// Part of the numbers that people read out: capital letters and digits, without look-alikes of other scripts.
fn stream_code(text: &str) -> Result<String, Problem> {
    let code = text.to_ascii_uppercase();
    let fits = code
        .chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    match code.len() {
        0 => Err("field-required".into()),
        1..=6 if fits => Ok(code),
        _ => Err("field-stream-code".into()),
    }
}

fn countries(f: &mut Fields<'_>) -> Option<Vec<Country>> {
    let mut seen = HashSet::new();
    let found: Option<Vec<Country>> = f.form().all("countries").map(Country::parse).collect();
    if found.is_none() {
        f.refuse("countries", "field-choice");
    }
    found.map(|mut all| {
        all.retain(|country| seen.insert(*country));
        all
    })
}

pub fn stream_filled(stream: &Stream) -> Form {
    stream.countries.iter().fold(
        Form::new()
            .with("code", &stream.code)
            .with_trilingual("name", &stream.name),
        |form, country| form.with("countries", country),
    )
}

pub fn category(form: &Form) -> Result<CategoryDetails, FieldErrors> {
    let mut f = form.fields();
    let code = f.parse("code", |text| slug(text, 40));
    let name = f.trilingual("name", 1, 80);
    let description = f.trilingual("description", 0, 1000);
    f.finish(|| {
        Some(CategoryDetails {
            code: code?,
            name: name?,
            description: description?,
        })
    })
}

pub fn category_filled(category: &Category) -> Form {
    Form::new()
        .with("code", &category.code)
        .with_trilingual("name", &category.name)
        .with_trilingual("description", &category.description)
}

pub fn question(form: &Form) -> Result<QuestionDetails, FieldErrors> {
    let mut f = form.fields();
    let code = f.parse("code", |text| slug(text, 40));
    let kind = f.choice("kind", QuestionKind::parse);
    let required = f.ticked("required");
    let category = f.parse("category", |text| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "field-choice"),
    });
    let label = f.trilingual("label", 1, 200);
    let help = f.trilingual("help", 0, 500);
    let choices = match kind {
        Some(QuestionKind::Choice) => f.text("choices", 1, 20_000).and_then(|text| {
            choices(&text)
                .map_err(|problem| f.refuse("choices", problem))
                .ok()
        }),
        _ => Some(Vec::new()),
    };
    f.finish(|| {
        Some(QuestionDetails {
            code: code?,
            kind: kind?,
            required,
            category: category?,
            label: label?,
            help: help?,
            choices: choices?,
        })
    })
}

/// One answer a line: `code | 中文 | русский | English`.
fn choices(text: &str) -> Result<Vec<Choice>, Problem> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (line, n) in text.lines().zip(1_i64..) {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = || Problem::new("field-choice-line").arg("line", n);
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [code, zh, ru, en] = parts[..] else {
            return Err(wrong());
        };
        let label = Trilingual::new(zh, ru, en);
        let code = slug(code, 40).map_err(|_| wrong())?;
        let long = parts.iter().any(|part| part.chars().count() > 200);
        if label.is_empty() || long || !seen.insert(code.clone()) {
            return Err(wrong());
        }
        all.push(Choice { code, label });
    }
    if (2..=CHOICES).contains(&all.len()) {
        Ok(all)
    } else {
        Err(Problem::new("field-choice-count").arg("max", CHOICES as i64))
    }
}

pub fn question_filled(question: &Question) -> Form {
    let choices: Vec<String> = question
        .choices
        .iter()
        .map(|c| {
            format!(
                "{} | {} | {} | {}",
                c.code, c.label.zh, c.label.ru, c.label.en
            )
        })
        .collect();
    let category = question.category_id.map(|id| id.to_string());
    let form = Form::new()
        .with("code", &question.code)
        .with("kind", question.kind)
        .with("category", category.unwrap_or_default())
        .with_trilingual("label", &question.label)
        .with_trilingual("help", &question.help)
        .with("choices", choices.join("\n"));
    if question.required {
        form.with("required", "on")
    } else {
        form
    }
}

pub fn declaration(form: &Form) -> Result<DeclarationDetails, FieldErrors> {
    let mut f = form.fields();
    let code = f.parse("code", |text| slug(text, 40));
    let required = f.ticked("required");
    let applies_to = f.choice("applies_to", AppliesTo::parse);
    let text = f.trilingual("text", 1, 5000);
    f.finish(|| {
        Some(DeclarationDetails {
            code: code?,
            required,
            applies_to: applies_to?,
            text: text?,
        })
    })
}

pub fn declaration_filled(declaration: &DeclarationText) -> Form {
    let form = Form::new()
        .with("code", &declaration.code)
        .with("applies_to", declaration.applies_to)
        .with_trilingual("text", &declaration.text);
    if declaration.required {
        form.with("required", "on")
    } else {
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_lines_of_a_code_and_three_labels() {
        let read = choices("phone | 手机 | Телефон | Phone\n\ncamera | 相机 | | Camera");
        let codes: Vec<String> = read.into_iter().flatten().map(|c| c.code).collect();
        assert_eq!(codes, ["phone", "camera"]);
    }

    #[test]
    fn a_line_without_three_labels_is_named_by_its_number() {
        for wrong in [
            "phone | 手机",
            "a|b|c|d\na|b|c|d",
            "A b|1|2|3",
            "a| | | \nb|1|2|3",
        ] {
            assert_eq!(choices(wrong).map_err(|p| p.key), Err("field-choice-line"));
        }
        assert_eq!(
            choices("a|1|2|3").map_err(|p| p.key),
            Err("field-choice-count")
        );
    }
}
