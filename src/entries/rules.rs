//! Whether an entry may be submitted: completeness and every rule of the contest, all problems at once.

use chrono::{Datelike, NaiveDate};

use super::{AiUse, Asked, Attached, Draft};
use crate::contests::{AiPolicy, AppliesTo, EntryRules, Question, QuestionKind, SubtitleRule};
use crate::i18n::Locale;
use crate::web::FieldErrors;
use crate::web::form::Problem;

/// Limits that hold in every contest, in characters and pieces.
pub const STATEMENT_MAX: usize = 500;
pub const TAGS_MAX: usize = 10;
pub const TAG_MAX: usize = 30;
pub const ANSWER_MAX: usize = 2_000;
/// Rows for people in the form.
pub const CREDITS: usize = 8;

/// Everything that keeps the draft from being submitted on the day `today`, by the form's field.
pub fn problems(
    draft: &Draft,
    rules: &EntryRules,
    asked: &Asked,
    files: &Attached,
    today: NaiveDate,
) -> FieldErrors {
    let mut errors = FieldErrors::default();
    work(draft, rules, asked, &mut errors);
    film(draft, rules, files, today, &mut errors);
    people(draft, rules, today, &mut errors);
    for question in &asked.questions {
        if applies(question, draft) {
            answer(question, draft, files, &mut errors);
        }
    }
    let minor = is_minor(draft, rules, today);
    for text in &asked.declarations {
        let asked_of = text.applies_to == AppliesTo::Everyone || minor;
        if text.required && asked_of && !draft.content.declared.contains(&text.id) {
            errors.add(&format!("declare.{}", text.id), "entry-problem-declaration");
        }
    }
    errors
}

/// Whether a question is asked in the draft's category.
pub fn applies(question: &Question, draft: &Draft) -> bool {
    question
        .category_id
        .is_none_or(|only| Some(only) == draft.category_id)
}

/// Whether the contest has a rule for which the creator's age must be known.
pub fn asks_age(rules: &EntryRules) -> bool {
    rules.minimum_age.is_some() || rules.maximum_age.is_some() || rules.guardian_under.is_some()
}

/// Whole years from `born` to `today`.
pub fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i32::from(before_birthday)
}

/// Whether a guardian declares too.
pub fn is_minor(draft: &Draft, rules: &EntryRules, today: NaiveDate) -> bool {
    match (draft.content.born_on, rules.guardian_under) {
        (Some(born), Some(under)) => age(born, today) < under,
        _ => false,
    }
}

fn too_long(text: &str, max: usize) -> Option<Problem> {
    let length = text.chars().count();
    (length > max).then(|| {
        Problem::new("field-too-long")
            .arg("max", max as i64)
            .arg("length", length as i64)
    })
}

fn work(draft: &Draft, rules: &EntryRules, asked: &Asked, errors: &mut FieldErrors) {
    if asked.category(draft.category_id).is_none() && !asked.categories.is_empty() {
        errors.add("category", "field-required");
    }
    for locale in Locale::ALL {
        let (title_field, synopsis_field) =
            (format!("title.{locale}"), format!("synopsis.{locale}"));
        let empty = super::Metadata::default();
        let text = draft.content.texts.get(locale).unwrap_or(&empty);
        let original = *locale == draft.original_locale;
        let wanted = original || !text.title.is_empty() || !text.synopsis.is_empty();
        if text.title.is_empty() && wanted {
            errors.add(&title_field, "field-required");
        }
        if let Some(problem) = too_long(&text.title, rules.title_max.max(0) as usize) {
            errors.add(&title_field, problem);
        }
        let length = text.synopsis.chars().count();
        if original && length == 0 && rules.synopsis_min > 0 {
            errors.add(&synopsis_field, "field-required");
        } else if (original || length > 0) && (length as i64) < i64::from(rules.synopsis_min) {
            let problem = Problem::new("field-too-short")
                .arg("min", i64::from(rules.synopsis_min))
                .arg("length", length as i64);
            errors.add(&synopsis_field, problem);
        }
        if let Some(problem) = too_long(&text.synopsis, rules.synopsis_max.max(0) as usize) {
            errors.add(&synopsis_field, problem);
        }
    }
    if let Some(problem) = too_long(&draft.content.statement, STATEMENT_MAX) {
        errors.add("statement", problem);
    }
    if draft.content.tags.len() > TAGS_MAX
        || draft
            .content
            .tags
            .iter()
            .any(|tag| tag.chars().count() > TAG_MAX)
    {
        let problem = Problem::new("entry-problem-tags")
            .arg("count", TAGS_MAX as i64)
            .arg("max", TAG_MAX as i64);
        errors.add("tags", problem);
    }
}

fn film(
    draft: &Draft,
    rules: &EntryRules,
    files: &Attached,
    today: NaiveDate,
    errors: &mut FieldErrors,
) {
    let link = draft.link_url.as_str();
    if !link.is_empty() && !is_web_address(link) {
        errors.add("link_url", "entry-problem-link");
    }
    if files.video.is_none() && (link.is_empty() || !rules.links) {
        errors.add(
            "video",
            if rules.links {
                "entry-problem-no-video"
            } else {
                "entry-problem-no-upload"
            },
        );
    }
    duration(draft, rules, files, errors);
    match (draft.content.made_on, rules.made_since) {
        (None, Some(_)) => errors.add("made_on", "field-required"),
        (Some(made), Some(since)) if made < since => errors.add(
            "made_on",
            Problem::new("entry-problem-made-since").arg("day", since.to_string()),
        ),
        (Some(made), _) if made > today => errors.add("made_on", "entry-problem-future"),
        _ => {}
    }
    let has = |language| draft.content.subtitles.contains(language);
    let missing = match rules.subtitles {
        SubtitleRule::Optional => false,
        SubtitleRule::One => {
            !rules.subtitle_languages.is_empty() && !rules.subtitle_languages.iter().any(has)
        }
        SubtitleRule::All => !rules.subtitle_languages.iter().all(has),
    };
    if missing {
        errors.add(
            "subtitle_languages",
            if rules.subtitles == SubtitleRule::All {
                "entry-problem-subtitles-all"
            } else {
                "entry-problem-subtitles-one"
            },
        );
    }
    let problem = match (rules.ai_policy, draft.content.ai_use) {
        (AiPolicy::Allowed, _) => None,
        (_, None) => Some("field-required"),
        (AiPolicy::Forbidden, Some(AiUse::Assisted | AiUse::Generated)) => {
            Some("entry-problem-ai-forbidden")
        }
        (AiPolicy::Required, Some(AiUse::None)) => Some("entry-problem-ai-required"),
        _ => None,
    };
    if let Some(problem) = problem {
        errors.add("ai_use", problem);
    }
    let used = matches!(
        draft.content.ai_use,
        Some(AiUse::Assisted | AiUse::Generated)
    );
    if used && rules.ai_policy != AiPolicy::Allowed && draft.content.ai_note.is_empty() {
        errors.add("ai_note", "field-required");
    }
    if let Some(problem) = too_long(&draft.content.ai_note, STATEMENT_MAX) {
        errors.add("ai_note", problem);
    }
}

/// What the file's header says counts, not what was typed.
fn duration(draft: &Draft, rules: &EntryRules, files: &Attached, errors: &mut FieldErrors) {
    let measured = files.video.as_ref().and_then(|video| video.duration_s());
    let (Some(min), Some(max)) = (
        rules.duration_min_s.or(Some(0)),
        rules.duration_max_s.or(Some(i32::MAX)),
    ) else {
        return;
    };
    match measured.or(draft.duration_s) {
        None if rules.duration_min_s.is_some() || rules.duration_max_s.is_some() => {
            // A file that has just arrived is still to be read.
            let key = match files.video {
                Some(_) => "entry-problem-length-unread",
                None => "field-required",
            };
            errors.add("duration", key);
        }
        Some(seconds) if seconds > max => errors.add(
            "duration",
            Problem::new("entry-problem-over")
                .arg("max", clock(max))
                .arg("has", clock(seconds))
                .arg("over", clock(seconds - max)),
        ),
        Some(seconds) if seconds < min => errors.add(
            "duration",
            Problem::new("entry-problem-under")
                .arg("min", clock(min))
                .arg("has", clock(seconds))
                .arg("under", clock(min - seconds)),
        ),
        _ => {}
    }
}

/// `3:07` of seconds.
pub fn clock(seconds: i32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some())
}

fn people(draft: &Draft, rules: &EntryRules, today: NaiveDate, errors: &mut FieldErrors) {
    let Some(born) = draft.content.born_on else {
        if asks_age(rules) {
            errors.add("born_on", "field-required");
        }
        return;
    };
    let age = age(born, today);
    if born > today || age > 120 {
        errors.add("born_on", "entry-problem-born");
    } else if rules.minimum_age.is_some_and(|min| age < min) {
        errors.add(
            "born_on",
            Problem::new("entry-problem-too-young")
                .arg("min", i64::from(rules.minimum_age.unwrap_or_default())),
        );
    } else if rules.maximum_age.is_some_and(|max| age > max) {
        errors.add(
            "born_on",
            Problem::new("entry-problem-too-old")
                .arg("max", i64::from(rules.maximum_age.unwrap_or_default())),
        );
    }
    if is_minor(draft, rules, today) && draft.content.guardian.is_empty() {
        errors.add("guardian", "entry-problem-guardian");
    }
}

fn answer(question: &Question, draft: &Draft, files: &Attached, errors: &mut FieldErrors) {
    let field = format!("answer.{}", question.code);
    let given = draft
        .content
        .answers
        .get(&question.code)
        .map_or("", String::as_str);
    let there = match question.kind {
        QuestionKind::File => files.answers.contains_key(&question.code),
        _ => !given.is_empty(),
    };
    if !there {
        if question.required {
            errors.add(&field, "field-required");
        }
        return;
    }
    let problem = match question.kind {
        QuestionKind::Text => too_long(given, ANSWER_MAX),
        QuestionKind::Number => given.parse::<f64>().is_err().then(|| "field-number".into()),
        QuestionKind::Date => NaiveDate::parse_from_str(given, "%Y-%m-%d")
            .is_err()
            .then(|| "field-date".into()),
        QuestionKind::Choice => {
            (!question.choices.iter().any(|c| c.code == given)).then(|| "field-choice".into())
        }
        QuestionKind::File | QuestionKind::Tick => None,
    };
    if let Some(problem) = problem {
        errors.add(&field, problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_birthday_counts_from_its_day() {
        assert_eq!(age(day("2005-06-01"), day("2023-05-31")), 17);
        assert_eq!(age(day("2005-06-01"), day("2023-06-01")), 18);
        assert_eq!(age(day("2004-02-29"), day("2023-02-28")), 18);
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert!(is_web_address("https://disk.example/s/1?pwd=x"));
        for wrong in [
            "javascript:alert(1)",
            "ftp://a.example/x",
            "disk.example",
            "https://",
        ] {
            assert!(!is_web_address(wrong), "{wrong}");
        }
    }
}
