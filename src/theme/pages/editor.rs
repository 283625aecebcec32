//! The fields of the theme's profile: filled from the version in force, drawn again when a side is added or moved, and
//! shown to their writer, by [`preview`], as what they would change.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{preview, sentence};
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};
use crate::theme::check::{Language, Profile, Sentences, Warning};
use crate::theme::forms::{self, Act};
use crate::theme::numbers::{ADVERTS, BANDS, COPIES, LIMITS, Number, PASSED_ON, RELEVANCE};
use crate::theme::{ThemeProfile, prepare};
use crate::web::{Filled, Form, Page, html, html_with};

/// A side of the theme as its row shows it.
struct Side {
    /// The number of its row.
    row: usize,
    /// What it is called and what it is about, where the reader sees it folded.
    name: String,
    text: String,
    is_open: bool,
    is_first: bool,
    is_last: bool,
}

impl Side {
    fn field(&self, part: &str) -> String {
        format!("facet.{}.{part}", self.row)
    }
}

#[derive(Template)]
#[template(path = "theme/editor.html")]
struct Editor {
    page: Page,
    contest: Contest,
    f: Filled,
    sides: Vec<Side>,
    /// What should be mended: the part of the page, and the sentence.
    warnings: Vec<(String, String)>,
}

impl Editor {
    /// Fields with what is typed into them. `warnings` are of `profile`, whose sides stand in these rows.
    fn new(
        page: Page,
        contest: Contest,
        f: Filled,
        profile: &Profile,
        rows: &[usize],
        warnings: &[Warning],
    ) -> Self {
        let locale = page.locale;
        let placed = |warning: &Warning| -> Vec<(String, String)> {
            let said = sentence(warning, profile, locale);
            let row = |subject: &String| {
                let at = profile.facets.iter().position(|f| f.id == *subject)?;
                Some(format!("facet.{}", rows.get(at)?))
            };
            let places: Vec<String> = match warning.code {
                "profile.few_keywords" => {
                    let languages = warning.subjects.iter();
                    languages.map(|l| format!("keywords.{l}")).collect()
                }
                "profile.no_facets" => vec!["facets".to_owned()],
                _ => warning.subjects.iter().filter_map(row).collect(),
            };
            let said = places.into_iter().map(|place| (place, said.clone()));
            said.collect()
        };
        let warnings: Vec<(String, String)> = warnings.iter().flat_map(placed).collect();
        Self {
            sides: sides(&f, &page, &warnings),
            page,
            contest,
            f,
            warnings,
        }
    }

    /// Fields of a profile that can be used.
    fn of(
        page: Page,
        contest: Contest,
        profile: &Profile,
        version: i32,
        warnings: &[Warning],
    ) -> Self {
        let rows: Vec<usize> = (0..profile.facets.len()).collect();
        let f = Filled::new(forms::filled(profile, version));
        Self::new(page, contest, f, profile, &rows, warnings)
    }

    /// Fields as they were typed.
    fn typed(page: Page, contest: Contest, f: Filled) -> Self {
        let draft = forms::draft(&f.form);
        let warnings = draft.profile.warnings();
        Self::new(page, contest, f, &draft.profile, &draft.rows, &warnings)
    }

    /// What should be mended in this part.
    fn warned<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a String> {
        let here = self.warnings.iter().filter(move |(each, _)| each == place);
        here.map(|(_, said)| said)
    }

    /// Whether something is wrong in a part that is otherwise folded away.
    fn is_wrong(&self, start: &str) -> bool {
        self.f
            .errors
            .iter()
            .any(|(name, _)| name.starts_with(start))
    }

    fn may_add(&self) -> bool {
        self.sides.len() < forms::FACETS
    }

    fn url(&self) -> String {
        crate::urls::theme_noun(&self.contest.slug, "profile")
    }

    /// What stands in an empty field of a number: its default.
    fn usual(&self, number: &Number) -> String {
        let none = || self.page.t("theme-number-none").into_owned();
        number.usual().unwrap_or_else(none)
    }

    fn language(&self, language: &Language) -> String {
        let key = format!("finding-language-{}", language.code());
        self.page.t(&key).into_owned()
    }
}

/// Rows with something to do stand open, and so do blank ones.
fn sides(f: &Filled, page: &Page, warnings: &[(String, String)]) -> Vec<Side> {
    let rows = forms::rows(&f.form);
    let typed = |row: usize, part: &str| {
        let of = |locale: Locale| f.value(&format!("facet.{row}.{part}.{locale}")).trim();
        let text = Trilingual::new(of(Locale::Zh), of(Locale::Ru), of(Locale::En));
        text.in_locale(page.locale).to_owned()
    };
    rows.iter()
        .enumerate()
        .map(|(at, row)| {
            let (name, text) = (typed(*row, "label"), typed(*row, "text"));
            let start = format!("facet.{row}.");
            let is_wrong = f.errors.iter().any(|(name, _)| name.starts_with(&start));
            let place = start.trim_end_matches('.');
            let is_warned = warnings.iter().any(|(each, _)| each == place);
            Side {
                row: *row,
                is_open: is_wrong || is_warned || (name.is_empty() && text.is_empty()),
                name,
                text,
                is_first: at == 0,
                is_last: at + 1 == rows.len(),
            }
        })
        .collect()
}

/// The version in force in its fields; for a contest without one, its theme's name.
pub async fn show(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest.id;
    let found = app
        .db
        .read(move |conn| {
            let current = ThemeProfile::current(conn, contest)?;
            let found = current.map(|current| Ok((current.prepared()?, current.version)));
            found.transpose()
        })
        .await?;
    let Some((prepared, version)) = found else {
        let mut profile = Profile::silent(&admin.contest.slug);
        let part = |locale| Some(admin.contest.theme.get(locale).to_owned());
        profile.theme.name = Sentences {
            zh: part(Locale::Zh),
            ru: part(Locale::Ru),
            en: part(Locale::En),
        };
        return html(&Editor::of(page, admin.contest, &profile, 0, &[]));
    };
    let (profile, warnings) = (prepared.profile(), prepared.warnings());
    let view = Editor::of(page, admin.contest, profile, version, &warnings);
    html(&view)
}

/// Draws the fields again, or shows what they would change. Nothing is written.
pub async fn create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    if form.contains("toml") {
        return from_file(&app, page, admin, form).await;
    }
    if let Some(act) = Act::parse(form.get("act")) {
        let f = Filled::new(forms::rearranged(&form, act));
        return html(&Editor::typed(page, admin.contest, f));
    }
    match forms::edited(&form) {
        Ok((new, version)) => preview::compare(&app, page, admin, form, new, version).await,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = Editor::typed(page, admin.contest, f);
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// A profile that was looked at, in its fields again.
async fn from_file(app: &App, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let (new, version) = match forms::profile(&form) {
        Ok(read) => read,
        Err(errors) => return preview::refused(app, page, admin, form, errors).await,
    };
    let prepared = web::block(move || prepare(new.profile))
        .await
        .map_err(|error| Error::Internal(error.into()))?
        .map_err(|error| Error::Internal(error.into()))?;
    let version = i32::try_from(version).unwrap_or_default();
    let (profile, warnings) = (prepared.profile(), prepared.warnings());
    let view = Editor::of(page, admin.contest, profile, version, &warnings);
    html(&view)
}
