//! The form of one item: new or changed, given back with what is wrong, or beside what somebody else saved.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Item, Words, address};
use crate::app::App;
use crate::contests::pages::{Refusal, Stale};
use crate::contests::{Admin, Category, Contest, forms};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::i18n::Country;
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, flash, html, html_with};

#[derive(Template)]
#[template(path = "contests/admin/item.html")]
struct Show {
    page: Page,
    contest: Contest,
    f: Filled,
    stale: Option<Stale>,
    section: &'static str,
    words: Words,
    /// The item's name, of one that is there already.
    name: Option<String>,
    action: String,
    categories: Vec<Category>,
}

impl Show {
    fn countries(&self) -> Vec<Country> {
        Country::all(self.page.locale)
    }
}

pub(super) async fn new<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
) -> Result<HttpResponse> {
    let contest = admin.contest;
    let (contest, categories) = app
        .db
        .read(move |conn| {
            let categories = contest.categories(conn)?;
            Ok((contest, categories))
        })
        .await?;
    html(&Show {
        page,
        f: Filled::new(I::blank()),
        stale: None,
        section: I::SECTION,
        words: I::WORDS,
        name: None,
        action: urls::admin(&contest.slug, I::SECTION),
        contest,
        categories,
    })
}

pub(super) async fn edit<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, admin.contest);
    let (contest, item, categories) = app
        .db
        .read(move |conn| {
            let item = I::find(&contest, conn, id)?;
            let categories = contest.categories(conn)?;
            Ok((contest, item, categories))
        })
        .await?;
    html(&Show {
        name: Some(item.name(&page)),
        page,
        f: Filled::new((I::FILLED)(&item)),
        stale: None,
        section: I::SECTION,
        words: I::WORDS,
        action: address(&contest, I::SECTION, id),
        contest,
        categories,
    })
}

pub(super) async fn create<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let details = match (I::PARSE)(&form) {
        Ok(details) => details,
        Err(errors) => return again::<I>(&app, page, &contest, None, form, Some(errors)).await,
    };
    let now = page.now;
    let mut edited = contest.clone().at_version(forms::version(&form));
    let outcome = app
        .db
        .write(move |conn| (I::ADD)(&mut edited, conn, &account, &details, now).map(drop))
        .await;
    finish::<I>(&app, page, &contest, None, form, outcome).await
}

pub(super) async fn update<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
    form: Form,
) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let id = path.1;
    let details = match (I::PARSE)(&form) {
        Ok(details) => details,
        Err(errors) => return again::<I>(&app, page, &contest, Some(id), form, Some(errors)).await,
    };
    let now = page.now;
    let mut edited = contest.clone().at_version(forms::version(&form));
    let outcome = app
        .db
        .write(move |conn| {
            let item = I::find(&edited, conn, id)?;
            (I::CHANGE)(&mut edited, conn, &account, &item, &details, now)
        })
        .await;
    finish::<I>(&app, page, &contest, Some(id), form, outcome).await
}

/// After a change: back to the list, or to the form with what stood in its way.
async fn finish<I: Item>(
    app: &App,
    page: Page,
    contest: &Contest,
    id: Option<Id<I>>,
    form: Form,
    outcome: Result<()>,
) -> Result<HttpResponse> {
    let key = match outcome {
        Ok(()) => {
            let back = urls::admin(&contest.slug, I::SECTION);
            return Ok(flash::see_other(back, "flash-saved"));
        }
        Err(Error::Conflict(key)) => key,
        Err(error) => return Err(error),
    };
    match Refusal::of(key) {
        Some(Refusal::Stale) => again::<I>(app, page, contest, id, form, None).await,
        Some(Refusal::Field(field, problem)) => {
            let errors = FieldErrors::one(field, problem);
            again::<I>(app, page, contest, id, form, Some(errors)).await
        }
        None => Err(Error::Conflict(key)),
    }
}

/// The form once more: with its errors, or, without any, beside what somebody else saved meanwhile.
async fn again<I: Item>(
    app: &App,
    page: Page,
    contest: &Contest,
    id: Option<Id<I>>,
    form: Form,
    errors: Option<FieldErrors>,
) -> Result<HttpResponse> {
    let contest = contest.id;
    let (contest, item, categories) = app
        .db
        .read(move |conn| {
            let contest = Contest::find(conn, contest)?;
            let item = match id {
                Some(id) => Some(I::find(&contest, conn, id)?),
                None => None,
            };
            let categories = contest.categories(conn)?;
            Ok((contest, item, categories))
        })
        .await?;
    let stale = errors.is_none().then(|| {
        let saved = item.as_ref().map_or_else(|| form.clone(), I::FILLED);
        Stale::between(&page, &saved, &form)
    });
    let status = match &errors {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::CONFLICT,
    };
    let view = Show {
        name: item.map(|item| item.name(&page)),
        page,
        f: Filled::refused(form, errors.unwrap_or_default()),
        stale,
        section: I::SECTION,
        words: I::WORDS,
        action: match id {
            Some(id) => address(&contest, I::SECTION, id),
            None => urls::admin(&contest.slug, I::SECTION),
        },
        contest,
        categories,
    };
    html_with(status, &view)
}
