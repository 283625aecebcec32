//! The theme's page of the console. What creators see while they type is in `pages/panel.rs`.

mod panel;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::i18n::{Locale, Trilingual};
use crate::theme::check::{Pattern, Prepared, Profile, Sentences, Tier, Warning};
use crate::theme::{ThemeProfile, forms, prepare, store};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, flash, html, html_with};

pub use panel::Panel;

pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/entries/{id}/check", web::post().to(panel::create))
        .route("/contests/{contest}/admin/theme", web::get().to(show))
        .route("/contests/{contest}/admin/theme", web::post().to(publish))
        .route(
            "/contests/{contest}/admin/theme/trial",
            web::post().to(trial),
        )
        .route(
            "/contests/{contest}/admin/theme/versions/{version}",
            web::get().to(version_show),
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
        let tiers = [
            (Tier::Block, "theme-tier-block"),
            (Tier::Warn, "theme-tier-warn"),
            (Tier::Allow, "theme-tier-allow"),
        ];
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
            words: tiers
                .iter()
                .map(|(tier, key)| (*key, words(profile, *tier)))
                .filter(|(_, words)| !words.is_empty())
                .collect(),
            warnings: prepared
                .warnings()
                .iter()
                .map(|warning| sentence(warning, locale))
                .collect(),
        }
    }
}

fn words(profile: &Profile, tier: Tier) -> Vec<String> {
    profile
        .words
        .iter()
        .filter(|word| word.tier == tier)
        .map(|word| match &word.pattern {
            Pattern::Text(text) => text.clone(),
            Pattern::Stem(stem) => format!("{stem}…"),
        })
        .collect()
}

fn sentence(warning: &Warning, locale: Locale) -> String {
    let key = format!("finding-{}", warning.code.replace(['.', '_'], "-"));
    let subjects: Vec<String> = warning
        .subjects
        .iter()
        .map(|subject| match Locale::parse(subject) {
            Some(language) => locale.t(language.key()).into_owned(),
            None => subject.clone(),
        })
        .collect();
    let subjects = subjects.join(", ");
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
    /// The profile's form.
    toml: Filled,
    /// The form of the text to try.
    trial: Filled,
    tried: Option<Panel>,
}

#[derive(Template)]
#[template(path = "theme/confirm.html")]
struct Confirm {
    page: Page,
    contest: Contest,
    rules: Rules,
    toml: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "theme/version.html")]
struct Version {
    page: Page,
    contest: Contest,
    profile: ThemeProfile,
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
    let (current, prepared, versions) = app
        .db
        .read(move |conn| {
            let current = ThemeProfile::current(conn, id)?;
            let prepared = current.as_ref().map(ThemeProfile::prepared).transpose()?;
            Ok((current, prepared, ThemeProfile::versions(conn, id, after)?))
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
        trial: Filled::new(Form::new().with("original", page.locale)),
        tried: None,
        page,
        contest,
        current,
        versions,
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

/// Reads a profile and asks whether to publish it; publishes it once that is confirmed.
async fn publish(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let (new, version) = match forms::profile(&form) {
        Ok(read) => read,
        Err(errors) => {
            let (mut view, _) = shown(&app, page, admin.contest, None).await?;
            view.toml = Filled::refused(form, errors);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    if !form.contains("confirm") {
        let profile = new.profile.clone();
        let prepared = web::block(move || prepare(profile))
            .await
            .map_err(|error| Error::Internal(error.into()))?
            .map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))?;
        return html(&Confirm {
            rules: Rules::of(&prepared, page.locale),
            toml: new.toml,
            page,
            contest: admin.contest,
            version,
        });
    }
    let (contest, by, now) = (admin.contest.id, admin.account.id, app.clock.now());
    app.db
        .write(move |conn| {
            let current = ThemeProfile::current(conn, contest)?;
            if current.map_or(0, |current| i64::from(current.version)) != version {
                return Err(Error::Conflict("error-theme-changed"));
            }
            store::publish(conn, contest, &new, Some(by), now)
        })
        .await?;
    Ok(flash::see_other(
        urls::admin(&admin.contest.slug, "theme"),
        "flash-theme-published",
    ))
}

/// Checks a text that somebody typed on the page; nothing is kept.
async fn trial(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let contest = admin.contest.id;
    let (mut view, prepared) = shown(&app, page, admin.contest, None).await?;
    let texts = forms::texts(&form, view.page.locale);
    let outcome = match prepared {
        Some(prepared) => web::block(move || Ok(Panel::new(&prepared, texts)))
            .await
            .map_err(|error| Error::Internal(error.into()))?,
        None => {
            app.db
                .read(move |conn| Ok(Panel::new(&*store::prepared(conn, contest)?, texts)))
                .await
        }
    }?;
    view.trial = Filled::new(form);
    view.tried = Some(outcome);
    html(&view)
}

async fn version_show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse> {
    let (contest, version) = (admin.contest.id, path.into_inner().1);
    let profile = app
        .db
        .read(move |conn| ThemeProfile::of_version(conn, contest, version))
        .await?;
    html(&Version {
        page,
        contest: admin.contest,
        profile,
    })
}
