//! The console's lists: streams, categories, questions, declarations. Each is an [`Item`]; the same handlers list,
//! add, change, move and remove all of them.

mod form;
mod kinds;

use actix_web::{HttpResponse, web};
use askama::Template;

use form::{create, edit, new, update};

use super::{Admin, Confirm, Contest};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Category, DeclarationText, Question, Stream, Way, forms};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::urls;
use crate::web::{FieldErrors, Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
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

type Parse<D> = fn(&Form) -> std::result::Result<D, FieldErrors>;
type Add<I> = fn(&mut Contest, &mut Conn, &Account, &<I as Item>::Details, Moment) -> Result<Id<I>>;
type Change<I> =
    fn(&mut Contest, &mut Conn, &Account, &I, &<I as Item>::Details, Moment) -> Result<()>;
type Shift<I> = fn(&mut Contest, &mut Conn, &Account, Id<I>, Way, Moment) -> Result<()>;

/// Something that a contest has several of, in an order: its page, its words, and the verbs of its noun.
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

    /// What a new one begins with.
    fn blank() -> Form;

    const LIST: fn(&Contest, &mut Conn) -> Result<Vec<Self>>;
    const PARSE: Parse<Self::Details>;
    const FILLED: fn(&Self) -> Form;
    const ADD: Add<Self>;
    const CHANGE: Change<Self>;
    const SHIFT: Shift<Self>;
    /// Removes or retires it; the flash that says which.
    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str>;

    fn find(contest: &Contest, conn: &mut Conn, id: Id<Self>) -> Result<Self> {
        let all = (Self::LIST)(contest, conn)?;
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

fn address(contest: &Contest, section: &str, id: impl std::fmt::Display) -> String {
    urls::admin(&contest.slug, &format!("{section}/{id}"))
}

async fn index<I: Item>(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest;
    let (contest, items) = app
        .db
        .read(move |conn| {
            let items = (I::LIST)(&contest, conn)?;
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
        .write(move |conn| (I::SHIFT)(&mut edited, conn, &account, path.1, way, now))
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
