//! The contest file, out and in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::site::Administrator;
use crate::app::App;
use crate::contests::Admin;
use crate::error::{Error, Result};
use crate::exports::contest_file::{self, ContestFile};
use crate::exports::forms;
use crate::exports::store::set_up;
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/import", web::get().to(new))
        .route("/contests/import", web::post().to(create))
        .route(
            "/contests/{contest}/admin/exports/contest.toml",
            web::get().to(show),
        );
}

#[derive(Template)]
#[template(path = "exports/import.html")]
struct Import {
    page: Page,
    f: Filled,
}

async fn show(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    let name = format!("{}.toml", admin.contest.slug);
    let text = app
        .db
        .read(move |conn| set_up::export(conn, &admin.contest))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/toml; charset=utf-8")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header(("Cache-Control", "no-store"))
        .body(text))
}

async fn new(page: Page, _: Administrator) -> Result<HttpResponse> {
    let f = Filled::new(Form::new().with("file", contest_file::TEMPLATE));
    html(&Import { page, f })
}

async fn create(
    app: web::Data<App>,
    page: Page,
    admin: Administrator,
    form: Form,
) -> Result<HttpResponse> {
    let refused = |page, form, errors| {
        let f = Filled::refused(form, errors);
        html_with(StatusCode::UNPROCESSABLE_ENTITY, &Import { page, f })
    };
    let (slug, file): (String, ContestFile) = match forms::import(&form, page.locale) {
        Ok(command) => command,
        Err(errors) => return refused(page, form, errors),
    };
    let now = app.clock.now();
    let made = app
        .db
        .write(move |conn| set_up::create(conn, &file, &slug, &admin.account, now))
        .await;
    match made {
        Ok(contest) => Ok(flash::see_other(
            urls::admin(contest.slug, ""),
            "flash-contest-imported",
        )),
        Err(Error::Conflict(_)) => refused(
            page,
            form,
            FieldErrors::one("slug", "contest-file-name-taken"),
        ),
        Err(error) => Err(error),
    }
}
