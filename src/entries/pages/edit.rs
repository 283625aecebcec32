//! The page with an entry's files and its form.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::facts::field_label;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{
    Admission, AiPolicy, AppliesTo, Category, DeclarationText, Question, QuestionKind,
};
use crate::db::{Id, Moment};
use crate::entries::store::{Decision, Whole};
use crate::entries::{AiUse, Asked, Attached, CreditRole, Entry, Provenance, State, forms, rules};
use crate::error::Result;
use crate::i18n::{Language, Locale};
use crate::media::upload::Upload;
use crate::media::{MediaKind, arrival};
use crate::web::{FieldErrors, Filled, Form, Page, html_with};

/// The page with the entry's files and its form.
#[derive(Template)]
#[template(path = "entries/edit.html")]
pub struct Edit {
    page: Page,
    whole: Whole,
    asked: Asked,
    files: Attached,
    decision: Option<Decision>,
    /// Files that have begun to arrive and can go on.
    uploads: Vec<Upload>,
    f: Filled,
    /// The version that the next save starts from.
    version: i32,
    /// Whether the creator's address is confirmed.
    confirmed: bool,
}

impl Edit {
    /// The page as the entry is stored, with problems found elsewhere: at an upload, at a submission.
    pub async fn of(
        app: &App,
        page: Page,
        creator: Account,
        id: Id<Entry>,
        errors: FieldErrors,
    ) -> Result<Self> {
        let now = app.clock.now();
        app.db
            .read(move |conn| {
                let whole = Whole::of(conn, &creator, id)?;
                let form = forms::filled(&whole.entry);
                let version = whole.entry.version;
                let asked = Asked::of(conn, &whole.contest)?;
                let files = whole.entry.attached(conn)?;
                let decision = whole.entry.decision(conn)?;
                let uploads = Upload::unfinished(conn, id, now)?;
                Ok(Self {
                    page,
                    whole,
                    asked,
                    files,
                    decision,
                    uploads,
                    f: Filled::refused(form, errors),
                    version,
                    confirmed: creator.email_confirmed_at.is_some(),
                })
            })
            .await
    }

    /// The same page with what was typed and refused; `version` is what the next save starts from.
    pub fn refused(self, form: Form, errors: FieldErrors, version: i32) -> Self {
        Self {
            f: Filled::refused(form, errors),
            version,
            ..self
        }
    }

    /// Whether the entry may be changed at all.
    pub fn may_change(&self, now: Moment) -> bool {
        self.whole.may_change(now)
    }

    pub fn answer(&self, status: StatusCode) -> Result<HttpResponse> {
        html_with(status, self)
    }

    fn is_draft(&self) -> bool {
        self.whole.entry.state != State::Submitted
    }

    /// Whether a submission would still be taken now.
    fn is_open(&self) -> bool {
        self.whole.entry.state == State::Returned
            || matches!(
                self.whole
                    .contest
                    .admits(self.whole.entry.started_at, self.page.now),
                Admission::InTime | Admission::Late { .. }
            )
    }

    fn asks_age(&self) -> bool {
        rules::asks_age(&self.whole.contest.entry_rules)
    }

    fn asks_ai(&self) -> bool {
        self.whole.contest.entry_rules.ai_policy != AiPolicy::Allowed
    }

    /// The languages that have a box of their own among subtitles: the three, and those of the rules.
    fn subtitle_boxes(&self) -> Vec<Language> {
        let mut boxes: Vec<Language> = Locale::ALL.iter().map(|l| Language::from(*l)).collect();
        let typed = self
            .f
            .form
            .all("subtitle_languages")
            .filter_map(Language::parse);
        let ruled = self
            .whole
            .contest
            .entry_rules
            .subtitle_languages
            .iter()
            .copied();
        for language in ruled.chain(typed) {
            if !boxes.contains(&language) {
                boxes.push(language);
            }
        }
        boxes
    }

    /// What is chosen in the two lists for languages without a box.
    fn other_spoken(&self) -> [String; 2] {
        let mut others = self
            .f
            .form
            .all("spoken")
            .filter(|code| Language::parse(code).is_some_and(|l| !forms::has_box(l)))
            .map(ToOwned::to_owned);
        [
            others.next().unwrap_or_default(),
            others.next().unwrap_or_default(),
        ]
    }

    fn languages(&self) -> Vec<Language> {
        Language::all().collect()
    }

    fn locale_boxes(&self) -> Vec<Language> {
        Locale::ALL.iter().map(|l| Language::from(*l)).collect()
    }

    /// The name of the field that a problem is about, with its language where it has one.
    fn problem_label(&self, name: &str) -> String {
        let (field, part) = name.split_once('.').unwrap_or((name, ""));
        let asked = self.asked.questions.iter().find(|q| q.code == part);
        if let Some(question) = asked.filter(|_| field == "answer") {
            return self.page.tri(&question.label).to_owned();
        }
        let label = self.page.t(field_label(name));
        match Locale::parse(part) {
            Some(locale) => format!("{label} ({})", locale.own_name()),
            None => label.into_owned(),
        }
    }

    fn is_chosen(&self, language: &Language, chosen: &str) -> bool {
        language.code() == chosen
    }

    /// The category in which alone a question is asked.
    fn only(&self, question: &Question) -> Option<&Category> {
        question.category_id?;
        self.asked.category(question.category_id)
    }

    fn title_max(&self) -> i32 {
        self.whole.contest.entry_rules.title_max
    }

    fn synopsis_max(&self) -> i32 {
        self.whole.contest.entry_rules.synopsis_max
    }

    fn text_max(&self) -> usize {
        rules::STATEMENT_MAX
    }

    fn answer_max(&self) -> usize {
        rules::ANSWER_MAX
    }

    fn credit_rows(&self) -> std::ops::Range<usize> {
        0..rules::CREDITS
    }

    fn file_questions(&self) -> impl Iterator<Item = &Question> {
        self.asked
            .questions
            .iter()
            .filter(|q| q.kind == QuestionKind::File)
    }

    fn form_questions(&self) -> impl Iterator<Item = &Question> {
        self.asked
            .questions
            .iter()
            .filter(|q| q.kind != QuestionKind::File)
    }

    /// The file that has begun to arrive at a place of the page.
    fn unfinished(&self, slot: &str) -> Option<&Upload> {
        self.uploads.iter().rev().find(|each| each.slot() == slot)
    }

    fn max_bytes(&self, kind: MediaKind) -> u64 {
        arrival::limit(kind, &self.whole.contest.entry_rules)
    }

    /// Of whom a declaration is asked, and whether it must be given.
    fn declaration_note(&self, text: &DeclarationText) -> String {
        match (text.applies_to, text.required) {
            (AppliesTo::Minors, _) => self.page.t("entry-declaration-minors").into_owned(),
            (AppliesTo::Everyone, false) => self.page.t("field-optional").into_owned(),
            (AppliesTo::Everyone, true) => String::new(),
        }
    }

    /// The length that the video's header tells.
    fn measured(&self) -> Option<i32> {
        self.files
            .video
            .as_ref()
            .and_then(|video| video.duration_s())
    }
}
