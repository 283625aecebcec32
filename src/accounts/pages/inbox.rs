//! The in-app inbox: every mail that the program sent to the account, whether it arrived or not.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::store::Received;
use crate::app::App;
use crate::db::Id;
use crate::error::Result;
use crate::mail::Mail;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, SignedIn, html, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/account/inbox", web::get().to(index))
        .route("/account/inbox/{id}", web::get().to(show))
        .route("/account/inbox/{id}", web::post().to(mark_read));
}

#[derive(serde::Deserialize)]
struct After {
    after: Option<Id<Mail>>,
}

#[derive(Template)]
#[template(path = "accounts/inbox.html")]
struct Inbox {
    page: Page,
    mails: Paged<Received>,
}

#[derive(Template)]
#[template(path = "accounts/mail.html")]
struct Show {
    page: Page,
    mail: Received,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let mails = app
        .db
        .read(move |conn| Received::list(conn, &who.account, query.after))
        .await?;
    html(&Inbox { page, mails })
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Mail>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let mail = app
        .db
        .read(move |conn| Received::of(conn, &who.account, id))
        .await?;
    html(&Show { page, mail })
}

async fn mark_read(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Mail>>,
) -> Result<HttpResponse> {
    let (id, now) = (id.into_inner(), app.clock.now());
    app.db
        .write(move |conn| Received::mark_read(conn, &who.account, id, now))
        .await?;
    Ok(see_other(urls::inbox()))
}
