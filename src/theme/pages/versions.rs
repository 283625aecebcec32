//! Versions of the profile: read, taken out, compared.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::theme::ThemeProfile;
use crate::theme::diff::Diff;
use crate::web::{Page, html};

#[derive(Template)]
#[template(path = "theme/version.html")]
struct Show {
    page: Page,
    contest: Contest,
    profile: ThemeProfile,
}

#[derive(Template)]
#[template(path = "theme/compare.html")]
struct Compare {
    page: Page,
    contest: Contest,
    from: ThemeProfile,
    to: ThemeProfile,
    diff: Diff,
}

impl Compare {
    fn both(&self) -> [&ThemeProfile; 2] {
        [&self.from, &self.to]
    }
}

/// Two versions; the one in force and the one before it unless they are named.
#[derive(serde::Deserialize)]
pub struct Between {
    from: Option<i32>,
    to: Option<i32>,
}

pub async fn show(
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
    html(&Show {
        page,
        contest: admin.contest,
        profile,
    })
}

pub async fn download(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse> {
    let (contest, version) = (admin.contest.id, path.into_inner().1);
    let profile = app
        .db
        .read(move |conn| ThemeProfile::of_version(conn, contest, version))
        .await?;
    let name = format!("{}-theme-{version}.toml", admin.contest.slug);
    Ok(HttpResponse::Ok()
        .content_type("application/toml; charset=utf-8")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header(("Cache-Control", "no-store"))
        .body(profile.toml))
}

pub async fn diff(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<Between>,
) -> Result<HttpResponse> {
    let (contest, query) = (admin.contest.id, query.into_inner());
    let (from, to, diff) = app
        .db
        .read(move |conn| {
            let to = match query.to {
                Some(version) => ThemeProfile::of_version(conn, contest, version)?,
                None => ThemeProfile::current(conn, contest)?.ok_or(Error::NotFound)?,
            };
            let from = query.from.unwrap_or(to.version - 1);
            let from = ThemeProfile::of_version(conn, contest, from)?;
            let diff = Diff::between(&from.profile()?, &to.profile()?);
            Ok((from, to, diff))
        })
        .await?;
    html(&Compare {
        page,
        contest: admin.contest,
        from,
        to,
        diff,
    })
}
