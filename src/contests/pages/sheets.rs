//! The console's single forms: texts, dates, entry rules. Each is a [`Sheet`]; one pair of handlers serves all.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Admin, Contest, Refusal, Stale, requirements};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::EntryRules;
use crate::contests::forms::{self, Texts, Windows};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale, Trilingual};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with, markdown};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/texts",
        web::get().to(edit::<Texts>),
    )
    .route(
        "/contests/{contest}/admin/texts",
        web::post().to(update::<Texts>),
    )
    .route(
        "/contests/{contest}/admin/windows",
        web::get().to(edit::<Windows>),
    )
    .route(
        "/contests/{contest}/admin/windows",
        web::post().to(update::<Windows>),
    )
    .route(
        "/contests/{contest}/admin/entry-rules",
        web::get().to(edit::<EntryRules>),
    )
    .route(
        "/contests/{contest}/admin/entry-rules",
        web::post().to(update::<EntryRules>),
    );
}

type Parse<S> = fn(&Form) -> std::result::Result<S, FieldErrors>;
/// The form as it is filled in now.
type Fill = fn(&mut Conn, &Contest) -> Result<Form>;
type Save<S> = fn(&mut Contest, &mut Conn, &Account, &S, Moment) -> Result<()>;

/// A part of the set-up that is one form: its page, its words, and the verbs of its noun.
trait Sheet: Sized + Send + 'static {
    /// Its page in the console.
    const SECTION: &'static str;
    /// Its title and the sentence under it.
    const WORDS: (&'static str, &'static str);
    const PARSE: Parse<Self>;
    const FILLED: Fill;
    const SAVE: Save<Self>;
}

impl Sheet for Texts {
    const SECTION: &'static str = "texts";
    const WORDS: (&'static str, &'static str) = ("console-texts", "texts-lead");
    const PARSE: Parse<Self> = forms::texts;
    const FILLED: Fill = |conn, contest| {
        let prose = contest.prose(conn)?;
        Ok(forms::texts_filled(&Texts::of(contest, prose)))
    };
    const SAVE: Save<Self> = Contest::update_texts;
}

impl Sheet for Windows {
    const SECTION: &'static str = "windows";
    const WORDS: (&'static str, &'static str) = ("console-windows", "windows-lead");
    const PARSE: Parse<Self> = forms::windows;
    const FILLED: Fill = |_, contest| Ok(forms::windows_filled(contest));
    const SAVE: Save<Self> = Contest::update_windows;
}

impl Sheet for EntryRules {
    const SECTION: &'static str = "entry-rules";
    const WORDS: (&'static str, &'static str) = ("console-entry-rules", "entry-rules-lead");
    const PARSE: Parse<Self> = forms::entry_rules;
    const FILLED: Fill = |_, contest| Ok(forms::entry_rules_filled(contest));
    const SAVE: Save<Self> = Contest::update_entry_rules;
}

/// What the public would see of the texts in one language.
struct Preview {
    locale: Locale,
    name: String,
    theme: String,
    /// Safe HTML.
    call: String,
    /// Safe HTML.
    rules: String,
}

#[derive(Template)]
#[template(path = "contests/admin/sheet.html")]
struct Show {
    page: Page,
    contest: Contest,
    f: Filled,
    stale: Option<Stale>,
    section: &'static str,
    words: (&'static str, &'static str),
    previews: Vec<Preview>,
    /// The entry rules as the public reads them.
    requirements: Vec<String>,
}

impl Show {
    fn new<S: Sheet>(page: Page, contest: Contest, f: Filled) -> Self {
        Self {
            requirements: requirements::in_words(&page, &contest.entry_rules),
            page,
            contest,
            f,
            stale: None,
            section: S::SECTION,
            words: S::WORDS,
            previews: Vec::new(),
        }
    }

    fn zones(&self) -> Vec<&'static str> {
        forms::zones()
    }

    fn languages(&self) -> impl Iterator<Item = Language> {
        Language::all()
    }
}

async fn edit<S: Sheet>(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest.clone();
    let form = app.db.read(move |conn| (S::FILLED)(conn, &contest)).await?;
    html(&Show::new::<S>(page, admin.contest, Filled::new(form)))
}

async fn update<S: Sheet>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let sheet = match (S::PARSE)(&form) {
        Ok(sheet) => sheet,
        Err(errors) => {
            let view = Show::new::<S>(page, contest, Filled::refused(form, errors));
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    if form.contains("preview") {
        let previews = previews(&form);
        let view = Show::new::<S>(page, contest, Filled::new(form));
        return html(&Show { previews, ..view });
    }
    let (now, id) = (page.now, contest.id);
    let mut edited = contest.at_version(forms::version(&form));
    let back = urls::admin(&edited.slug, S::SECTION);
    let saved = app
        .db
        .write(move |conn| (S::SAVE)(&mut edited, conn, &account, &sheet, now))
        .await;
    match saved {
        Ok(()) => {
            app.wake.notify_one();
            Ok(flash::see_other(back, "flash-saved"))
        }
        Err(Error::Conflict(key)) => {
            let refusal = Refusal::of(key).ok_or(Error::Conflict(key))?;
            let (contest, saved) = app
                .db
                .read(move |conn| {
                    let contest = Contest::find(conn, id)?;
                    let saved = (S::FILLED)(conn, &contest)?;
                    Ok((contest, saved))
                })
                .await?;
            refused::<S>(page, contest, &saved, form, refusal)
        }
        Err(error) => Err(error),
    }
}

/// The form once more, beside what somebody else saved or with the field that does not fit.
fn refused<S: Sheet>(
    page: Page,
    contest: Contest,
    saved: &Form,
    form: Form,
    refusal: Refusal,
) -> Result<HttpResponse> {
    match refusal {
        Refusal::Stale => {
            let stale = Some(Stale::between(&page, saved, &form));
            let view = Show::new::<S>(page, contest, Filled::new(form));
            html_with(StatusCode::CONFLICT, &Show { stale, ..view })
        }
        Refusal::Field(field, problem) => {
            let errors = FieldErrors::one(field, problem);
            let view = Show::new::<S>(page, contest, Filled::refused(form, errors));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// What was typed, as the public would see it in each language that has any of it.
fn previews(form: &Form) -> Vec<Preview> {
    let text = |name: &str| {
        let part = |locale: &Locale| form.get(&format!("{name}.{locale}")).trim().to_owned();
        Trilingual {
            zh: part(&Locale::Zh),
            ru: part(&Locale::Ru),
            en: part(&Locale::En),
        }
    };
    let (name, theme, call, rules) = (text("name"), text("theme"), text("call"), text("rules"));
    Locale::ALL
        .iter()
        .map(|locale| Preview {
            locale: *locale,
            name: name.in_locale(*locale).to_owned(),
            theme: theme.in_locale(*locale).to_owned(),
            call: markdown::render(call.in_locale(*locale), 4),
            rules: markdown::render(rules.in_locale(*locale), 4),
        })
        .collect()
}
