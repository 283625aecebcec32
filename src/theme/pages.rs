//! The theme's page of the console. What creators see while they type is in `pages/panel.rs`, the fields of a profile in
//! `pages/editor.rs`, a profile before it is published in `pages/preview.rs`, dry runs and re-checks in `pages/runs.rs`, versions in `pages/versions.rs`, what is
//! learned from decisions in `pages/layers.rs`.

mod editor;
mod layers;
mod panel;
mod preview;
mod runs;
mod versions;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};
use crate::theme::check::{Prepared, Profile, Sentences, Warning};
use crate::theme::diff::{TIERS, spelt};
use crate::theme::outcome::trilingual;
use crate::theme::{Scope, Setting, ThemeProfile, ThemeRun, forms, store};
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, html};

use layers::Learning;
pub use panel::Panel;

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/check", web::post().to(panel::create))
        .route("/contests/{contest}/admin/theme", web::get().to(show))
        .route(
            "/contests/{contest}/admin/theme",
            web::post().to(preview::create),
        )
        .route(
            "/contests/{contest}/admin/theme/profile",
            web::get().to(editor::show),
        )
        .route(
            "/contests/{contest}/admin/theme/profile",
            web::post().to(editor::create),
        )
        .route(
            "/contests/{contest}/admin/theme/trial",
            web::post().to(trial),
        )
        .route(
            "/contests/{contest}/admin/theme/versions/{version}",
            web::get().to(versions::show),
        )
        .route(
            "/contests/{contest}/admin/theme/versions/{version}/profile.toml",
            web::get().to(versions::download),
        )
        .route(
            "/contests/{contest}/admin/theme/diff",
            web::get().to(versions::diff),
        )
        .route(
            "/contests/{contest}/admin/theme/rechecks",
            web::post().to(runs::create),
        )
        .route(
            "/contests/{contest}/admin/theme/runs/{run}",
            web::get().to(runs::show),
        )
        .route(
            "/contests/{contest}/admin/theme/runs/{run}/cancellation",
            web::post().to(runs::cancel),
        )
        .route(
            "/contests/{contest}/admin/theme/layers",
            web::post().to(layers::create),
        )
        .route(
            "/contests/{contest}/admin/theme/layers/{number}",
            web::get().to(layers::show),
        )
        .route(
            "/contests/{contest}/admin/theme/layers/{number}/activation",
            web::post().to(layers::turn_on),
        )
        .route(
            "/contests/{contest}/admin/theme/layers/{number}/deactivation",
            web::post().to(layers::turn_off),
        );
}

/// A profile as its page lists it.
struct Rules {
    name: Trilingual,
    facets: Vec<(Trilingual, Trilingual)>,
    keywords: Vec<(Locale, Vec<String>)>,
    /// Words of each tier, by the text key of the tier.
    words: Vec<(&'static str, Vec<String>)>,
    warnings: Vec<String>,
}

impl Rules {
    fn of(prepared: &Prepared, locale: Locale) -> Self {
        let profile = prepared.profile();
        let tri = |text: &Sentences| {
            let part = |text: &Option<String>| text.clone().unwrap_or_default();
            Trilingual {
                zh: part(&text.zh),
                ru: part(&text.ru),
                en: part(&text.en),
            }
        };
        Self {
            name: tri(&profile.theme.name),
            facets: profile
                .facets
                .iter()
                .map(|facet| (tri(&facet.label), tri(&facet.text)))
                .collect(),
            keywords: vec![
                (Locale::Zh, profile.keywords.zh.clone()),
                (Locale::Ru, profile.keywords.ru.clone()),
                (Locale::En, profile.keywords.en.clone()),
            ],
            words: TIERS
                .iter()
                .map(|(tier, key)| {
                    let words = profile.words.iter().filter(|word| word.tier == *tier);
                    (*key, words.map(spelt).collect())
                })
                .filter(|(_, words): &(_, Vec<String>)| !words.is_empty())
                .collect(),
            warnings: prepared
                .warnings()
                .iter()
                .map(|warning| sentence(warning, profile, locale))
                .collect(),
        }
    }
}

/// A warning in words: sides are called by their labels.
fn sentence(warning: &Warning, profile: &Profile, locale: Locale) -> String {
    let key = format!("finding-{}", warning.code.replace(['.', '_'], "-"));
    let subject = |subject: &String| {
        if let Some(facet) = profile.facets.iter().find(|facet| facet.id == *subject) {
            let label = trilingual(&facet.label, &facet.id);
            return label.in_locale(locale).to_owned();
        }
        match Locale::parse(subject) {
            Some(language) => locale.t(language.key()).into_owned(),
            None => subject.clone(),
        }
    };
    let subjects: Vec<String> = warning.subjects.iter().map(subject).collect();
    let subjects = subjects.join(locale.comma());
    locale
        .t_with(&key, &[("subjects", subjects.into())])
        .into_owned()
}

#[derive(Template)]
#[template(path = "theme/admin.html")]
struct Show {
    page: Page,
    contest: Contest,
    current: Option<ThemeProfile>,
    rules: Option<Rules>,
    versions: Paged<(ThemeProfile, Option<Account>)>,
    runs: Vec<(ThemeRun, Option<Account>)>,
    learning: Learning,
    /// The profile's form.
    toml: Filled,
    /// The form of a re-check.
    recheck: Filled,
    /// The question whether a layer can be taught.
    train: Filled,
    /// The form of the text to try.
    trial: Filled,
    tried: Option<Panel>,
}

#[derive(serde::Deserialize)]
struct After {
    after: Option<i32>,
}

/// The page as it is without a form sent.
async fn shown(
    app: &App,
    page: Page,
    contest: Contest,
    after: Option<i32>,
) -> Result<(Show, Option<Arc<Prepared>>)> {
    let id = contest.id;
    let (current, prepared, versions, runs, learning) = app
        .db
        .read(move |conn| {
            let current = ThemeProfile::current(conn, id)?;
            let prepared = current.as_ref().map(ThemeProfile::prepared).transpose()?;
            let versions = ThemeProfile::versions(conn, id, after)?;
            let runs = ThemeRun::newest(conn, id)?;
            let encoder = prepared.as_ref().and_then(|p| p.encoder_id());
            let learning = Learning::of(conn, id, encoder)?;
            Ok((current, prepared, versions, runs, learning))
        })
        .await?;
    let (toml, version) = match &current {
        Some(profile) => (profile.toml.as_str(), profile.version),
        None => ("", 0),
    };
    let form = Form::new().with("toml", toml).with("version", version);
    let view = Show {
        rules: prepared
            .as_ref()
            .map(|prepared| Rules::of(prepared, page.locale)),
        toml: Filled::new(form),
        recheck: Filled::new(Form::new().with("scope", Scope::Waiting)),
        train: Filled::default(),
        trial: Filled::new(Form::new().with("original", page.locale)),
        tried: None,
        page,
        contest,
        current,
        versions,
        runs,
        learning,
    };
    Ok((view, prepared))
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (view, _) = shown(&app, page, admin.contest, query.after).await?;
    html(&view)
}

/// Checks a text that somebody typed on the page; nothing is kept.
async fn trial(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let contest = admin.contest.id;
    let rules = admin.contest.entry_rules.clone().into_inner();
    let (mut view, prepared) = shown(&app, page, admin.contest, None).await?;
    let texts = forms::texts(&form, view.page.locale);
    let on = view.learning.layers.iter().find(|row| row.since.is_some());
    let layer = on.map(|row| row.layer.clone());
    let setting = Setting { rules, layer };
    let tried = match prepared {
        Some(prepared) => web::block(move || Ok(Panel::new(&prepared, &setting, &texts)))
            .await
            .map_err(|error| Error::Internal(error.into()))?,
        None => {
            app.db
                .read(move |conn| {
                    let prepared = store::prepared(conn, contest)?;
                    Ok(Panel::new(&prepared, &setting, &texts))
                })
                .await
        }
    }?;
    view.trial = Filled::new(form);
    view.tried = Some(tried);
    html(&view)
}
