//! The entry form: drafts that save themselves, and the submission.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{
    Admission, AiPolicy, AppliesTo, Category, DeclarationText, Question, QuestionKind,
};
use crate::db::{Conn, Id, Moment};
use crate::entries::store::{Decision, Manner, Saved, Submission, Whole};
use crate::entries::{
    AiUse, Asked, Attached, CreditRole, Draft, Entry, Provenance, State, Version, forms, rules,
};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale};
use crate::media::{MediaKind, arrival};
use crate::screening;
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, SignedIn, flash, html_with, see_other};

pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/entries/{id}/edit", web::get().to(edit))
        .route("/entries/{id}", web::post().to(update))
        .route(
            "/entries/{id}/submission",
            web::post().to(submission_create),
        );
}

/// The page with the entry's files and its form.
#[derive(Template)]
#[template(path = "entries/edit.html")]
pub struct Edit {
    page: Page,
    whole: Whole,
    asked: Asked,
    files: Attached,
    decision: Option<Decision>,
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
        app.db
            .read(move |conn| {
                let whole = Whole::of(conn, &creator, id)?;
                let form = forms::filled(&whole.entry);
                let version = whole.entry.version;
                let asked = Asked::of(conn, &whole.contest)?;
                let files = whole.entry.attached(conn)?;
                let decision = whole.entry.decision(conn)?;
                Ok(Self {
                    page,
                    whole,
                    asked,
                    files,
                    decision,
                    f: Filled::refused(form, errors),
                    version,
                    confirmed: creator.email_confirmed_at.is_some(),
                })
            })
            .await
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

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let id = id.into_inner();
    let view = Edit::of(&app, page, who.account, id, FieldErrors::default()).await?;
    if !view.whole.may_change(now) {
        return Err(Error::Conflict("error-entry-state"));
    }
    view.answer(StatusCode::OK)
}

/// What became of a form that was sent.
enum Outcome {
    Saved(Entry),
    Submitted,
    Conflict(Id<Version>),
    /// Not taken as it is; `version` is the one that is stored now.
    Refused {
        errors: FieldErrors,
        version: i32,
    },
}

/// A save as the request asks for it.
struct Wish {
    form: Form,
    submit: bool,
    manner: Manner,
    base_url: String,
    now: Moment,
}

fn take(conn: &mut Conn, creator: &Account, id: Id<Entry>, wish: &Wish) -> Result<Outcome> {
    let whole = Whole::of(conn, creator, id)?;
    let state = whole.entry.state;
    if !whole.may_change(wish.now) {
        return Err(Error::Conflict("error-entry-state"));
    }
    // What is submitted stays whole: each of its saves is a submission.
    let submit = wish.submit || state == State::Submitted;
    if wish.manner == Manner::Automatic && submit {
        return Err(Error::Conflict("error-entry-state"));
    }
    let asked = Asked::of(conn, &whole.contest)?;
    let files = whole.entry.attached(conn)?;
    let (mut draft, mut errors) = forms::draft(&wish.form, &whole.contest, &asked);
    if let Some(measured) = files.video.as_ref().and_then(|video| video.duration_s()) {
        draft.duration_s = Some(measured);
    }
    let storable = errors.is_empty();
    if submit {
        let problems = whole.problems(&draft, &asked, &files, creator, wish.now);
        for (name, problem) in problems.iter() {
            errors.add(name, problem.clone());
        }
    }
    let version = forms::version(&wish.form);
    if !storable || state == State::Submitted && !errors.is_empty() {
        return Ok(Outcome::Refused { errors, version });
    }
    let saved = whole
        .entry
        .save(conn, creator, draft, version, wish.manner, wish.now)?;
    let entry = match saved {
        Saved::Conflict(id) => return Ok(Outcome::Conflict(id)),
        Saved::Same(entry) if submit && entry.state == State::Submitted => {
            return Ok(Outcome::Submitted);
        }
        Saved::Same(entry) | Saved::Stored(entry) => entry,
    };
    if !submit {
        return Ok(Outcome::Saved(entry));
    }
    if !errors.is_empty() {
        let version = entry.version;
        return Ok(Outcome::Refused { errors, version });
    }
    let version = entry.version;
    match submit_stored(conn, creator, id, &wish.base_url, wish.now)? {
        Submission::Accepted(_) => Ok(Outcome::Submitted),
        Submission::Refused(errors) => Ok(Outcome::Refused { errors, version }),
    }
}

/// Submits what is stored and puts it into the screening queue.
fn submit_stored(
    conn: &mut Conn,
    creator: &Account,
    id: Id<Entry>,
    base_url: &str,
    now: Moment,
) -> Result<Submission> {
    let whole = Whole::of(conn, creator, id)?;
    let submission = whole.submit(conn, creator, base_url, now)?;
    if matches!(submission, Submission::Accepted(_)) {
        let entry = Entry::find(conn, id)?;
        screening::store::receive(conn, &entry, now)?;
    }
    Ok(submission)
}

async fn update(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
    form: Form,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let by_script = req.headers().contains_key("X-Autosave");
    let wish = Wish {
        submit: form.get("action") == "submit" && !by_script,
        manner: if by_script {
            Manner::Automatic
        } else {
            Manner::Asked
        },
        form: form.clone(),
        base_url: app.config.base_url(),
        now: app.clock.now(),
    };
    let creator = who.account.clone();
    let outcome = app
        .db
        .write(move |conn| take(conn, &creator, id, &wish))
        .await;
    let outcome = match outcome {
        Err(Error::Conflict(key)) if by_script => {
            let told = serde_json::json!({
                "location": urls::entry(id), "problem": page.t(key),
            });
            return Ok(HttpResponse::Conflict().json(told));
        }
        outcome => outcome?,
    };
    app.wake.notify_one();
    if by_script {
        return Ok(told(&page, id, &outcome));
    }
    match outcome {
        Outcome::Saved(entry) => Ok(flash::see_other(urls::entry_edit(entry.id), "flash-saved")),
        Outcome::Submitted => Ok(flash::see_other(
            urls::entry_noun(id, "receipt"),
            "flash-entry-submitted",
        )),
        Outcome::Conflict(version) => Ok(see_other(urls::entry_version(id, version))),
        Outcome::Refused { errors, version } => {
            let stored = Edit::of(&app, page, who.account, id, FieldErrors::default()).await?;
            let view = Edit {
                f: Filled::refused(form, errors),
                version,
                ..stored
            };
            view.answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// The answer to the page that saves itself.
fn told(page: &Page, id: Id<Entry>, outcome: &Outcome) -> HttpResponse {
    match outcome {
        Outcome::Saved(entry) => HttpResponse::Ok().json(serde_json::json!({
            "version": entry.version, "saved_at": entry.updated_at.iso(),
        })),
        Outcome::Conflict(version) => HttpResponse::Conflict().json(serde_json::json!({
            "location": urls::entry_version(id, version), "problem": page.t("autosave-conflict"),
        })),
        Outcome::Submitted | Outcome::Refused { .. } => {
            HttpResponse::UnprocessableEntity().json(serde_json::json!({
                "problem": page.t("autosave-refused"),
            }))
        }
    }
}

async fn submission_create(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let (now, id) = (app.clock.now(), id.into_inner());
    let (creator, base_url) = (who.account.clone(), app.config.base_url());
    let submission = app
        .db
        .write(move |conn| {
            let whole = Whole::of(conn, &creator, id)?;
            match whole.entry.state {
                // Twice is once.
                State::Submitted => Ok(None),
                State::Draft | State::Returned => {
                    submit_stored(conn, &creator, id, &base_url, now).map(Some)
                }
                _ => Err(Error::Conflict("error-entry-state")),
            }
        })
        .await?;
    app.wake.notify_one();
    match submission {
        Some(Submission::Refused(errors)) => {
            let view = Edit::of(&app, page, who.account, id, errors).await?;
            view.answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Some(Submission::Accepted(_)) | None => Ok(flash::see_other(
            urls::entry_noun(id, "receipt"),
            "flash-entry-submitted",
        )),
    }
}

/// The key of the name of a field that a screener may ask to change.
pub fn field_label(name: &str) -> &'static str {
    match name.split('.').next().unwrap_or_default() {
        "title" => "entry-title",
        "synopsis" => "entry-synopsis",
        "statement" => "entry-statement",
        "category" => "entry-category",
        "tags" => "entry-tags",
        "video" | "link_url" => "media-kind-video",
        "poster" => "media-kind-poster",
        "subtitles" | "subtitle_languages" => "media-kind-subtitles",
        "duration" => "entry-duration",
        "made_on" => "entry-made-on",
        "spoken" => "entry-spoken",
        "ai_use" | "ai_note" => "entry-ai-use",
        "credits" => "entry-credits",
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
        names.join(", ")
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
        let answer = content
            .answers
            .get(&question.code)
            .cloned()
            .unwrap_or_default();
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
