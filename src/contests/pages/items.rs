//! The console's lists: streams, categories, questions, declarations. Each is an [`Item`]; the same handlers list,
//! add, change, move and remove all of them.

mod kinds;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Admin, Confirm, Contest, Refusal, Stale};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Category, DeclarationText, Question, Stream, Way, forms};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::i18n::Country;
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, flash, html, html_with};

pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route(
        "/contests/{contest}/admin/streams",
        web::get().to(index::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams",
        web::post().to(create::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/new",
        web::get().to(new::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/{id}",
        web::get().to(edit::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/{id}",
        web::post().to(update::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/{id}/position",
        web::post().to(shift::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/{id}/removal",
        web::get().to(removal::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/streams/{id}/removal",
        web::post().to(remove::<Stream>),
    )
    .route(
        "/contests/{contest}/admin/categories",
        web::get().to(index::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories",
        web::post().to(create::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/new",
        web::get().to(new::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/{id}",
        web::get().to(edit::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/{id}",
        web::post().to(update::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/{id}/position",
        web::post().to(shift::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/{id}/removal",
        web::get().to(removal::<Category>),
    )
    .route(
        "/contests/{contest}/admin/categories/{id}/removal",
        web::post().to(remove::<Category>),
    )
    .route(
        "/contests/{contest}/admin/questions",
        web::get().to(index::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions",
        web::post().to(create::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/new",
        web::get().to(new::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/{id}",
        web::get().to(edit::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/{id}",
        web::post().to(update::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/{id}/position",
        web::post().to(shift::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/{id}/removal",
        web::get().to(removal::<Question>),
    )
    .route(
        "/contests/{contest}/admin/questions/{id}/removal",
        web::post().to(remove::<Question>),
    )
    .route(
        "/contests/{contest}/admin/declarations",
        web::get().to(index::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations",
        web::post().to(create::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/new",
        web::get().to(new::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/{id}",
        web::get().to(edit::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/{id}",
        web::post().to(update::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/{id}/position",
        web::post().to(shift::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/{id}/removal",
        web::get().to(removal::<DeclarationText>),
    )
    .route(
        "/contests/{contest}/admin/declarations/{id}/removal",
        web::post().to(remove::<DeclarationText>),
    );
}

/// The text keys of a kind of item.
#[derive(Clone, Copy)]
struct Words {
    title: &'static str,
    lead: &'static str,
    empty: &'static str,
    new: &'static str,
    edit: &'static str,
    removal: &'static str,
    removal_means: &'static str,
}

/// Something that a contest has several of, in an order.
trait Item: Sized + Send + 'static {
    type Details: Send + 'static;
    /// Its page in the console.
    const SECTION: &'static str;
    const WORDS: Words;

    fn id(&self) -> Id<Self>;
    /// Its name for the reader.
    fn name(&self, page: &Page) -> String;
    /// What else a row of the list says of it.
    fn notes(&self, page: &Page) -> Vec<String>;

    fn list(contest: &Contest, conn: &mut Conn) -> Result<Vec<Self>>;
    fn parse(form: &Form) -> std::result::Result<Self::Details, FieldErrors>;
    fn filled(&self) -> Form;
    /// What a new one begins with.
    fn blank() -> Form;

    fn add(
        to: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        details: &Self::Details,
        now: Moment,
    ) -> Result<()>;
    fn change(
        &self,
        of: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        details: &Self::Details,
        now: Moment,
    ) -> Result<()>;
    fn shift(
        of: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        id: Id<Self>,
        way: Way,
        now: Moment,
    ) -> Result<()>;
    /// Removes or retires it; the flash that says which.
    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str>;

    fn find(contest: &Contest, conn: &mut Conn, id: Id<Self>) -> Result<Self> {
        let all = Self::list(contest, conn)?;
        all.into_iter()
            .find(|item| item.id() == id)
            .ok_or(Error::NotFound)
    }
}

/// One row of a list.
struct Row {
    id: String,
    name: String,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "contests/admin/list.html")]
struct Index {
    page: Page,
    contest: Contest,
    section: &'static str,
    words: Words,
    rows: Vec<Row>,
}

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

fn address(contest: &Contest, section: &str, id: impl std::fmt::Display) -> String {
    urls::admin(&contest.slug, &format!("{section}/{id}"))
}

async fn index<I: Item>(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest;
    let (contest, items) = app
        .db
        .read(move |conn| {
            let items = I::list(&contest, conn)?;
            Ok((contest, items))
        })
        .await?;
    let rows = items
        .iter()
        .map(|item| Row {
            id: item.id().to_string(),
            name: item.name(&page),
            notes: item.notes(&page),
        })
        .collect();
    html(&Index {
        page,
        contest,
        section: I::SECTION,
        words: I::WORDS,
        rows,
    })
}

async fn new<I: Item>(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
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

async fn edit<I: Item>(
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
        f: Filled::new(item.filled()),
        stale: None,
        section: I::SECTION,
        words: I::WORDS,
        action: address(&contest, I::SECTION, id),
        contest,
        categories,
    })
}

async fn create<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let details = match I::parse(&form) {
        Ok(details) => details,
        Err(errors) => return again::<I>(&app, page, &contest, None, form, Some(errors)).await,
    };
    let now = page.now;
    let mut edited = contest.clone().at_version(forms::version(&form));
    let outcome = app
        .db
        .write(move |conn| I::add(&mut edited, conn, &account, &details, now))
        .await;
    finish::<I>(&app, page, &contest, None, form, outcome).await
}

async fn update<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
    form: Form,
) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let id = path.1;
    let details = match I::parse(&form) {
        Ok(details) => details,
        Err(errors) => return again::<I>(&app, page, &contest, Some(id), form, Some(errors)).await,
    };
    let now = page.now;
    let mut edited = contest.clone().at_version(forms::version(&form));
    let outcome = app
        .db
        .write(move |conn| {
            let item = I::find(&edited, conn, id)?;
            item.change(&mut edited, conn, &account, &details, now)
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
        let saved = item.as_ref().map_or_else(|| form.clone(), I::filled);
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

async fn shift<I: Item>(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
    form: Form,
) -> Result<HttpResponse> {
    let way = Way::parse(form.get("way")).ok_or(Error::Refused("error-request"))?;
    let now = app.clock.now();
    let Admin { account, contest } = admin;
    let back = urls::admin(&contest.slug, I::SECTION);
    let mut edited = contest.at_version(forms::version(&form));
    app.db
        .write(move |conn| I::shift(&mut edited, conn, &account, path.1, way, now))
        .await?;
    Ok(flash::see_other(back, "flash-saved"))
}

async fn removal<I: Item>(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, admin.contest);
    let (contest, item) = app
        .db
        .read(move |conn| {
            let item = I::find(&contest, conn, id)?;
            Ok((contest, item))
        })
        .await?;
    html(&Confirm {
        title: page
            .t1(I::WORDS.removal, "name", item.name(&page))
            .into_owned(),
        points: vec![page.t(I::WORDS.removal_means).into_owned()],
        action: address(&contest, I::SECTION, format!("{id}/removal")),
        button: page.t("remove").into_owned(),
        danger: true,
        back: urls::admin(&contest.slug, I::SECTION),
        page,
        contest,
    })
}

async fn remove<I: Item>(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<I>)>,
    form: Form,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let Admin { account, contest } = admin;
    let back = urls::admin(&contest.slug, I::SECTION);
    let mut edited = contest.at_version(forms::version(&form));
    let word = app
        .db
        .write(move |conn| {
            let item = I::find(&edited, conn, path.1)?;
            item.remove(&mut edited, conn, &account, now)
        })
        .await?;
    Ok(flash::see_other(back, word))
}
