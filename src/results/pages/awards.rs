//! The console's awards: what there is to win, in the order of giving out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Category, Contest, Stream};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::results::{Award, Basis, forms, store};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/awards", web::get().to(index))
        .route("/contests/{contest}/admin/awards", web::post().to(create))
        .route("/contests/{contest}/admin/awards/new", web::get().to(new))
        .route(
            "/contests/{contest}/admin/awards/{award}",
            web::get().to(edit),
        )
        .route(
            "/contests/{contest}/admin/awards/{award}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/awards/{award}/place",
            web::post().to(shift),
        )
        .route(
            "/contests/{contest}/admin/awards/{award}/deletion",
            web::get().to(deletion),
        )
        .route(
            "/contests/{contest}/admin/awards/{award}/deletion",
            web::post().to(delete),
        );
}

/// An award with the names of those whom it is for; none for all.
struct AwardLine {
    award: Award,
    stream: Option<String>,
    category: Option<String>,
}

#[derive(Template)]
#[template(path = "results/awards.html")]
struct Index {
    page: Page,
    contest: Contest,
    awards: Vec<AwardLine>,
}

#[derive(Template)]
#[template(path = "results/award.html")]
struct Edit {
    page: Page,
    contest: Contest,
    /// None while it is being added.
    award: Option<Award>,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    f: Filled,
}

#[derive(Template)]
#[template(path = "results/award_deletion.html")]
struct Deletion {
    page: Page,
    contest: Contest,
    award: Award,
    placed: bool,
}

impl Edit {
    /// What choosing who gives the award comes to.
    fn basis_help(&self, basis: &Basis) -> String {
        let key = match basis {
            Basis::Jury => "award-basis-jury-help",
            Basis::Audience => "award-basis-audience-help",
        };
        self.page.t(key).into_owned()
    }
}

async fn index(app: web::Data<App>, page: Page, who: Admin) -> Result<HttpResponse> {
    let contest = who.contest.clone();
    let (awards, streams, categories) = app
        .db
        .read(move |conn| {
            Ok((
                store::awards(conn, contest.id)?,
                contest.streams(conn)?,
                contest.categories(conn)?,
            ))
        })
        .await?;
    let locale = page.locale;
    let awards = awards
        .into_iter()
        .map(|award| AwardLine {
            stream: award.stream_id.and_then(|id| {
                let stream = streams.iter().find(|stream| stream.id == id)?;
                Some(stream.name.in_locale(locale).to_owned())
            }),
            category: award.category_id.and_then(|id| {
                let category = categories.iter().find(|category| category.id == id)?;
                Some(category.name.in_locale(locale).to_owned())
            }),
            award,
        })
        .collect();
    html(&Index {
        page,
        contest: who.contest,
        awards,
    })
}

/// The contest's streams and categories, and the award when there is one already.
async fn parts(
    app: &App,
    contest: &Contest,
    award: Option<Id<Award>>,
) -> Result<(Option<Award>, Vec<Stream>, Vec<Category>)> {
    let contest = contest.clone();
    app.db
        .read(move |conn| {
            let award = award
                .map(|id| Award::find(conn, &contest, id))
                .transpose()?;
            Ok((award, contest.streams(conn)?, contest.categories(conn)?))
        })
        .await
}

async fn new(app: web::Data<App>, page: Page, who: Admin) -> Result<HttpResponse> {
    let (award, streams, categories) = parts(&app, &who.contest, None).await?;
    html(&Edit {
        page,
        contest: who.contest,
        award,
        streams,
        categories,
        f: Filled::new(Form::new().with("quota", 1).with("basis", Basis::default())),
    })
}

async fn create(app: web::Data<App>, page: Page, who: Admin, form: Form) -> Result<HttpResponse> {
    save(&app, page, who, form, None).await
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Award>)>,
) -> Result<HttpResponse> {
    let (award, streams, categories) = parts(&app, &who.contest, Some(path.1)).await?;
    let form = award.as_ref().map(forms::filled).unwrap_or_default();
    html(&Edit {
        page,
        contest: who.contest,
        award,
        streams,
        categories,
        f: Filled::new(form),
    })
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Award>)>,
    form: Form,
) -> Result<HttpResponse> {
    save(&app, page, who, form, Some(path.1)).await
}

async fn save(
    app: &App,
    page: Page,
    who: Admin,
    form: Form,
    id: Option<Id<Award>>,
) -> Result<HttpResponse> {
    let (award, streams, categories) = parts(app, &who.contest, id).await?;
    let to = urls::admin(&who.contest.slug, "awards");
    let errors = match forms::award(&form, &streams, &categories) {
        Err(errors) => errors,
        Ok(new) => {
            let (contest, account, now) = (who.contest.clone(), who.account, app.clock.now());
            let (old, version) = (award.clone(), forms::version(&form));
            let saved = app
                .db
                .write(move |conn| match old {
                    Some(award) => award.change(conn, &account, &new, version, now),
                    None => Award::add(conn, &contest, &account, &new, now).map(|_| ()),
                })
                .await;
            match saved {
                Ok(()) => return Ok(flash::see_other(to, "flash-saved")),
                Err(Error::Conflict("error-already-there")) => {
                    FieldErrors::one("code", "field-award-code-taken")
                }
                Err(Error::Conflict("error-award-placed")) => {
                    FieldErrors::one("quota", "error-award-placed")
                }
                Err(error) => return Err(error),
            }
        }
    };
    html_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &Edit {
            page,
            contest: who.contest,
            award,
            streams,
            categories,
            f: Filled::refused(form, errors),
        },
    )
}

async fn shift(
    app: web::Data<App>,
    who: Admin,
    path: web::Path<(String, Id<Award>)>,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now, up) = (path.1, app.clock.now(), form.get("direction") == "up");
    let to = urls::admin(&who.contest.slug, "awards");
    app.db
        .write(move |conn| Award::find(conn, &who.contest, id)?.shift(conn, &who.account, up, now))
        .await?;
    Ok(flash::see_other(to, "flash-saved"))
}

async fn deletion(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Award>)>,
) -> Result<HttpResponse> {
    let (contest, id) = (who.contest.clone(), path.1);
    let (award, placed) = app
        .db
        .read(move |conn| {
            let award = Award::find(conn, &contest, id)?;
            let placed = award.is_placed(conn)?;
            Ok((award, placed))
        })
        .await?;
    html(&Deletion {
        page,
        contest: who.contest,
        award,
        placed,
    })
}

async fn delete(
    app: web::Data<App>,
    who: Admin,
    path: web::Path<(String, Id<Award>)>,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let to = urls::admin(&who.contest.slug, "awards");
    app.db
        .write(move |conn| Award::find(conn, &who.contest, id)?.delete(conn, &who.account, now))
        .await?;
    Ok(flash::see_other(to, "flash-award-deleted"))
}
