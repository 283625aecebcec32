//! The entry form. A draft stores what is incomplete; only what cannot be stored is refused here, and
//! `rules.rs` says what keeps it from being submitted.

use crate::contests::{Contest, QuestionKind};
use crate::db::Id;
use crate::i18n::{Language, Locale};
use crate::web::{FieldErrors, Fields, Form};

use super::rules::{self, CREDITS};
use super::{AiUse, Asked, Content, Credit, CreditRole, Draft, Entry, Metadata, Provenance};

/// How many times over its limit a text may be and still be kept in a draft.
const SLACK: usize = 10;

/// What was typed, with everything that cannot be stored.
pub fn draft(form: &Form, contest: &Contest, asked: &Asked) -> (Draft, FieldErrors) {
    let mut f = form.fields();
    let category_id = f
        .parse("category", |text| match text {
            "" => Ok(None),
            text => asked
                .categories
                .iter()
                .find(|category| category.id.to_string() == text)
                .map(|category| Some(category.id))
                .ok_or("field-choice"),
        })
        .flatten();
    let original_locale = f.choice("original", Locale::parse).unwrap_or(Locale::En);
    let content = content(&mut f, contest, asked);
    let link_url = f.line("link_url", 0, 2_000).unwrap_or_default();
    let link_password = f.line("link_password", 0, 200).unwrap_or_default();
    let duration_s = f.parse("duration", duration).flatten();
    let draft = Draft {
        category_id,
        original_locale,
        content,
        link_url,
        link_password,
        duration_s,
    };
    let errors = f.finish(|| Some(())).err().unwrap_or_default();
    (draft, errors)
}

fn content(f: &mut Fields<'_>, contest: &Contest, asked: &Asked) -> Content {
    let limits = &contest.entry_rules;
    let title_max = limits.title_max.max(60) as usize * SLACK;
    let synopsis_max = limits.synopsis_max.max(600) as usize * SLACK;
    let mut content = Content::default();
    for locale in Locale::ALL {
        let title = f.line(&format!("title.{locale}"), 0, title_max);
        let synopsis = f.text(&format!("synopsis.{locale}"), 0, synopsis_max);
        let provenance = f
            .parse(&format!("provenance.{locale}"), |text| match text {
                "" => Ok(Provenance::Author),
                text => Provenance::parse(text).ok_or("field-choice"),
            })
            .unwrap_or_default();
        let text = Metadata {
            title: title.unwrap_or_default(),
            synopsis: synopsis.unwrap_or_default(),
            provenance,
        };
        if !text.title.is_empty() || !text.synopsis.is_empty() {
            content.texts.insert(*locale, text);
        }
    }
    content.statement = f
        .text("statement", 0, rules::STATEMENT_MAX * SLACK)
        .unwrap_or_default();
    content.tags = tags(&f.line("tags", 0, 2_000).unwrap_or_default());
    content.spoken = languages(f, "spoken");
    content.subtitles = languages(f, "subtitle_languages");
    content.made_on = f.optional_date("made_on").flatten();
    content.ai_use = f
        .parse("ai_use", |text| match text {
            "" => Ok(None),
            text => AiUse::parse(text).map(Some).ok_or("field-choice"),
        })
        .flatten();
    content.ai_note = f
        .text("ai_note", 0, rules::STATEMENT_MAX * SLACK)
        .unwrap_or_default();
    content.credits = credits(f);
    content.born_on = f.optional_date("born_on").flatten();
    content.guardian = f.line("guardian", 0, 200).unwrap_or_default();
    for question in &asked.questions {
        let field = format!("answer.{}", question.code);
        let given = match question.kind {
            // A file arrives by a request of its own and is kept by the save.
            QuestionKind::File => continue,
            QuestionKind::Tick => f.ticked(&field).then(|| "yes".to_owned()),
            QuestionKind::Text => f.text(&field, 0, rules::ANSWER_MAX * SLACK),
            _ => f.line(&field, 0, 200),
        };
        if let Some(text) = given.filter(|text| !text.is_empty()) {
            content.answers.insert(question.code.clone(), text);
        }
    }
    content.declared = asked
        .declarations
        .iter()
        .filter(|text| f.ticked(&format!("declare.{}", text.id)))
        .map(|text| text.id)
        .collect();
    content
}

fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', '，', '、', ';', '；']) {
        let tag = tag.trim().trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|each| each == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn languages(f: &mut Fields<'_>, name: &str) -> Vec<Language> {
    let mut found = Vec::new();
    for code in f.form().all(name).filter(|code| !code.is_empty()) {
        match Language::parse(code) {
            Some(language) if !found.contains(&language) => found.push(language),
            Some(_) => {}
            None => {
                f.refuse(name, "field-choice");
                break;
            }
        }
    }
    found
}

fn credits(f: &mut Fields<'_>) -> Vec<Credit> {
    (0..CREDITS)
        .filter_map(|row| {
            let name = f.line(&format!("credit_name.{row}"), 0, 200)?;
            let role = f.parse(&format!("credit_role.{row}"), |text| match text {
                "" => Ok(CreditRole::Other),
                text => CreditRole::parse(text).ok_or("field-choice"),
            })?;
            (!name.is_empty()).then_some(Credit { role, name })
        })
        .collect()
}

/// `3:07`, `1:02:30`, or seconds.
fn duration(text: &str) -> Result<Option<i32>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text.split([':', '：']).collect();
    let mut seconds: i32 = 0;
    for (index, part) in parts.iter().enumerate() {
        let n: i32 = part
            .trim()
            .parse()
            .ok()
            .filter(|n| (0..=86_400).contains(n) && (index == 0 || *n < 60))
            .ok_or("field-duration")?;
        seconds = seconds
            .checked_mul(60)
            .and_then(|s| s.checked_add(n))
            .ok_or("field-duration")?;
    }
    if parts.len() > 3 || !(1..=86_400).contains(&seconds) {
        return Err("field-duration");
    }
    Ok(Some(seconds))
}

/// The form as the entry fills it.
pub fn filled(entry: &Entry) -> Form {
    fill(&entry.draft()).with("version", entry.version)
}

/// The form as a draft fills it.
pub fn fill(draft: &Draft) -> Form {
    let content = &draft.content;
    let mut form = Form::new()
        .with("original", draft.original_locale)
        .with("statement", &content.statement)
        .with("tags", content.tags.join(", "))
        .with("ai_note", &content.ai_note)
        .with("guardian", &content.guardian)
        .with("link_url", &draft.link_url)
        .with("link_password", &draft.link_password);
    if let Some(id) = draft.category_id {
        form = form.with("category", id);
    }
    for (locale, text) in &content.texts {
        form = form
            .with(&format!("title.{locale}"), &text.title)
            .with(&format!("synopsis.{locale}"), &text.synopsis)
            .with(&format!("provenance.{locale}"), text.provenance);
    }
    for language in &content.spoken {
        form = form.with("spoken", language);
    }
    for language in &content.subtitles {
        form = form.with("subtitle_languages", language);
    }
    for (name, day) in [("made_on", content.made_on), ("born_on", content.born_on)] {
        if let Some(day) = day {
            form = form.with(name, day);
        }
    }
    if let Some(ai_use) = content.ai_use {
        form = form.with("ai_use", ai_use);
    }
    for (row, credit) in content.credits.iter().enumerate() {
        form = form
            .with(&format!("credit_role.{row}"), credit.role)
            .with(&format!("credit_name.{row}"), &credit.name);
    }
    for (code, answer) in &content.answers {
        form = form.with(&format!("answer.{code}"), answer);
    }
    for text in &content.declared {
        form = form.with(&format!("declare.{text}"), "on");
    }
    if let Some(seconds) = draft.duration_s {
        form = form.with("duration", rules::clock(seconds));
    }
    form
}

/// The version that a save started from; a form without one is not ours.
pub fn version(form: &Form) -> i32 {
    form.get("version").trim().parse().unwrap_or(0)
}

/// A receipt as it was pasted: a code, or the JSON of the file.
pub fn receipt(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let text = f.text("receipt", 1, 20_000);
    f.finish(|| text)
}

/// Which of the shown languages is one of the three that have boxes of their own.
pub fn has_box(language: Language) -> bool {
    Locale::parse(language.code()).is_some()
}

/// The key of an address's last part.
pub fn id<T>(text: &str) -> Option<Id<T>> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_typed_as_minutes_or_as_seconds() {
        assert_eq!(duration("3:07"), Ok(Some(187)));
        assert_eq!(duration("187"), Ok(Some(187)));
        assert_eq!(duration("1:00:00"), Ok(Some(3600)));
        assert_eq!(duration(""), Ok(None));
        for wrong in ["x", "3:99", "-1", "0", "1:2:3:4", "99999999999"] {
            assert_eq!(duration(wrong), Err("field-duration"), "{wrong}");
        }
    }

    #[test]
    fn tags_are_parted_as_each_language_parts_them() {
        assert_eq!(tags("a, #b，c、d;a"), ["a", "b", "c", "d"]);
    }
}
