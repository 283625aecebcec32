//! An entry in words: the names of its fields, and all that it says, for versions side by side.

use crate::contests::QuestionKind;
use crate::entries::{Asked, Draft, rules};
use crate::i18n::{Language, Locale};
use crate::web::Page;

/// The key of the name of a field that a screener may ask to change.
pub fn field_label(name: &str) -> &'static str {
    match name.split('.').next().unwrap_or_default() {
        "title" => "entry-title",
        "synopsis" => "entry-synopsis",
        "statement" => "entry-statement",
        "category" => "entry-category",
        "original" => "entry-original",
        "provenance" => "entry-provenance",
        "link_password" => "entry-link-password",
        "born_on" => "entry-born-on",
        "guardian" => "entry-guardian",
        "deadline" => "entry-deadline",
        "email" => "account-title",
        "tags" => "entry-tags",
        "video" | "link_url" => "media-kind-video",
        "poster" => "media-kind-poster",
        "subtitles" | "subtitle_languages" => "media-kind-subtitles",
        "duration" => "entry-duration",
        "made_on" => "entry-made-on",
        "spoken" => "entry-spoken",
        "ai_use" | "ai_note" => "entry-ai-use",
        "credits" | "credit_name" | "credit_role" => "entry-credits",
        "declarations" | "declare" => "entry-declarations",
        "answers" | "answer" => "entry-questions",
        _ => "entry-work",
    }
}

/// What a draft says, field by field, always in the same order: for two versions side by side.
pub fn facts(page: &Page, draft: &Draft, asked: &Asked) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut say = |label: String, value: String| facts.push((label, value));
    let content = &draft.content;
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| page.locale.date(d)).unwrap_or_default();
    let names = |list: &[Language]| {
        let names: Vec<&str> = list.iter().map(|l| l.name(page.locale)).collect();
        names.join(page.locale.comma())
    };
    let category = asked.category(draft.category_id);
    say(
        page.t("entry-category").into_owned(),
        category
            .map(|c| page.tri(&c.name).to_owned())
            .unwrap_or_default(),
    );
    say(
        page.t("entry-original").into_owned(),
        draft.original_locale.own_name().to_owned(),
    );
    for locale in Locale::ALL {
        let text = content.texts.get(locale).cloned().unwrap_or_default();
        let of = |key: &str| format!("{} · {}", page.t(key), locale.own_name());
        let provenance = content
            .texts
            .get(locale)
            .map(|t| page.t(t.provenance.key()));
        say(of("entry-title"), text.title);
        say(of("entry-synopsis"), text.synopsis);
        say(
            of("entry-provenance"),
            provenance.unwrap_or_default().into_owned(),
        );
    }
    say(
        page.t("entry-statement").into_owned(),
        content.statement.clone(),
    );
    say(page.t("entry-tags").into_owned(), content.tags.join(", "));
    say(
        page.t("entry-duration").into_owned(),
        draft.duration_s.map(rules::clock).unwrap_or_default(),
    );
    say(page.t("entry-made-on").into_owned(), day(content.made_on));
    say(page.t("entry-spoken").into_owned(), names(&content.spoken));
    say(
        page.t("entry-subtitle-languages").into_owned(),
        names(&content.subtitles),
    );
    let ai_use = content.ai_use.map(|ai| page.t(ai.key()).into_owned());
    say(
        page.t("entry-ai-use").into_owned(),
        ai_use.unwrap_or_default(),
    );
    say(
        page.t("entry-ai-note").into_owned(),
        content.ai_note.clone(),
    );
    say(page.t("entry-link").into_owned(), draft.link_url.clone());
    say(
        page.t("entry-link-password").into_owned(),
        draft.link_password.clone(),
    );
    let credits: Vec<String> = content
        .credits
        .iter()
        .map(|credit| format!("{}: {}", page.t(credit.role.key()), credit.name))
        .collect();
    say(page.t("entry-credits").into_owned(), credits.join("\n"));
    say(page.t("entry-born-on").into_owned(), day(content.born_on));
    say(
        page.t("entry-guardian").into_owned(),
        content.guardian.clone(),
    );
    for question in asked
        .questions
        .iter()
        .filter(|q| q.kind != QuestionKind::File)
    {
        let given = content.answers.get(&question.code);
        let answer = match question.kind {
            QuestionKind::Tick if given.is_some() => page.t("yes").into_owned(),
            QuestionKind::Tick => page.t("no").into_owned(),
            QuestionKind::Choice => question
                .choices
                .iter()
                .find(|choice| Some(&choice.code) == given)
                .map(|choice| page.tri(&choice.label).to_owned())
                .unwrap_or_default(),
            _ => given.cloned().unwrap_or_default(),
        };
        say(page.tri(&question.label).to_owned(), answer);
    }
    let ticked = asked
        .declarations
        .iter()
        .filter(|d| content.declared.contains(&d.id));
    say(
        page.t("entry-declarations").into_owned(),
        ticked
            .map(|d| page.tri(&d.text))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    facts
}
