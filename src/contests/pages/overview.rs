//! The console's first page: where the contest stands, what is missing, publication, the gallery.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Admin, Confirm, Contest, store};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Phase, Readiness};
use crate::db::{Conn, Moment};
use crate::entries::State;
use crate::error::Result;
use crate::urls;
use crate::web::{Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin", web::get().to(show))
        .route(
            "/contests/{contest}/admin/publication",
            web::get().to(publication_new),
        )
        .route(
            "/contests/{contest}/admin/publication",
            web::post().to(publish),
        )
        .route(
            "/contests/{contest}/admin/publication/end",
            web::get().to(publication_end),
        )
        .route(
            "/contests/{contest}/admin/publication/end",
            web::post().to(unpublish),
        )
        .route(
            "/contests/{contest}/admin/gallery",
            web::get().to(gallery_new),
        )
        .route(
            "/contests/{contest}/admin/gallery",
            web::post().to(gallery_open),
        )
        .route(
            "/contests/{contest}/admin/gallery/end",
            web::post().to(gallery_close),
        );
}

/// One thing that a contest needs, or should have.
struct Step {
    label: &'static str,
    done: bool,
    /// Publication waits for it.
    needed: bool,
    /// The console's page where it is done.
    section: &'static str,
}

fn steps(ready: &Readiness) -> Vec<Step> {
    let step = |label, done, needed, section| Step {
        label,
        done,
        needed,
        section,
    };
    vec![
        step("step-texts", ready.texts, true, "texts"),
        step("step-translations", ready.translations, false, "texts"),
        step("step-windows", ready.windows, true, "windows"),
        step("step-streams", ready.streams, true, "streams"),
        step("step-categories", ready.categories, false, "categories"),
        step(
            "step-declarations",
            ready.declarations,
            false,
            "declarations",
        ),
        step("step-screeners", ready.screeners, false, "team"),
        step("step-judges", ready.judges, false, "team"),
    ]
}

#[derive(Template)]
#[template(path = "contests/admin/overview.html")]
struct Overview {
    page: Page,
    contest: Contest,
    phase: Phase,
    ready: Readiness,
    steps: Vec<Step>,
    counts: Vec<(State, i64)>,
}

async fn show(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest;
    let (contest, ready, counts) = app
        .db
        .read(move |conn| {
            let ready = contest.readiness(conn)?;
            let counts = store::entries_by_state(conn, &contest)?;
            Ok((contest, ready, counts))
        })
        .await?;
    html(&Overview {
        phase: contest.phase(page.now),
        page,
        contest,
        steps: steps(&ready),
        ready,
        counts,
    })
}

fn sentences(page: &Page, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| page.t(key).into_owned()).collect()
}

async fn publication_new(page: Page, admin: Admin) -> Result<HttpResponse> {
    let points = ["publish-shows", "publish-opens", "publish-hides"];
    html(&Confirm {
        title: page.t("publish-title").into_owned(),
        points: sentences(&page, &points),
        action: urls::admin(&admin.contest.slug, "publication"),
        button: page.t("publish-button").into_owned(),
        danger: false,
        back: urls::admin(&admin.contest.slug, ""),
        page,
        contest: admin.contest,
    })
}

async fn publication_end(page: Page, admin: Admin) -> Result<HttpResponse> {
    html(&Confirm {
        title: page.t("unpublish-title").into_owned(),
        points: sentences(&page, &["unpublish-hides", "unpublish-limit"]),
        action: urls::admin(&admin.contest.slug, "publication/end"),
        button: page.t("unpublish-button").into_owned(),
        danger: true,
        back: urls::admin(&admin.contest.slug, ""),
        page,
        contest: admin.contest,
    })
}

async fn gallery_new(page: Page, admin: Admin) -> Result<HttpResponse> {
    html(&Confirm {
        title: page.t("gallery-open-title").into_owned(),
        points: sentences(&page, &["gallery-open-shows", "gallery-open-names"]),
        action: urls::admin(&admin.contest.slug, "gallery"),
        button: page.t("gallery-open-button").into_owned(),
        danger: false,
        back: urls::admin(&admin.contest.slug, ""),
        page,
        contest: admin.contest,
    })
}

type Verb = fn(&mut Contest, &mut Conn, &Account, Moment) -> Result<()>;

/// Changes the contest as a whole, and leads back to the overview.
async fn change(
    app: web::Data<App>,
    admin: Admin,
    verb: Verb,
    word: &'static str,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let Admin {
        account,
        mut contest,
    } = admin;
    let back = urls::admin(&contest.slug, "");
    app.db
        .write(move |conn| verb(&mut contest, conn, &account, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(back, word))
}

async fn publish(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    change(app, admin, Contest::publish, "flash-published").await
}

async fn unpublish(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    change(app, admin, Contest::unpublish, "flash-unpublished").await
}

async fn gallery_open(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    change(app, admin, Contest::open_gallery, "flash-gallery-opened").await
}

async fn gallery_close(app: web::Data<App>, admin: Admin) -> Result<HttpResponse> {
    change(app, admin, Contest::close_gallery, "flash-gallery-closed").await
}
