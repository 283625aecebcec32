//! The in-app inbox: every mail that the program sent to the account, whether it arrived or not.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::app::App;
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::events::Anything;
use crate::mail::{Mail, MailState};
use crate::schema::mails;
use crate::urls;
use crate::web::paging::{LIMIT, Paged};
use crate::web::{Page, SignedIn, html, see_other};

pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/account/inbox", web::get().to(index))
        .route("/account/inbox/{id}", web::get().to(show))
        .route("/account/inbox/{id}", web::post().to(mark_read));
}

/// A mail as its recipient sees it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
struct Received {
    id: Id<Mail>,
    subject: String,
    body: String,
    state: MailState,
    queued_at: Moment,
    read_at: Option<Moment>,
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

fn mails_of(
    conn: &mut Conn,
    account: &Account,
    after: Option<Id<Mail>>,
) -> Result<Paged<Received>> {
    let mut query = mails::table
        .filter(mails::account_id.eq(account.id.cast::<Anything>()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(mails::id.lt(after));
    }
    let rows = query
        .order(mails::id.desc())
        .limit(LIMIT)
        .select(Received::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |mail| mail.id))
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let mails = app
        .db
        .read(move |conn| mails_of(conn, &who.account, query.after))
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
        .read(move |conn| {
            Ok(mails::table
                .filter(
                    mails::id
                        .eq(id)
                        .and(mails::account_id.eq(who.account.id.cast::<Anything>())),
                )
                .select(Received::as_select())
                .first(conn)?)
        })
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
        .write(move |conn| {
            let of_account = mails::table.filter(
                mails::id
                    .eq(id)
                    .and(mails::account_id.eq(who.account.id.cast::<Anything>())),
            );
            match diesel::update(of_account)
                .set(mails::read_at.eq(Some(now)))
                .execute(conn)?
            {
                0 => Err(crate::error::Error::NotFound),
                _ => Ok(()),
            }
        })
        .await?;
    Ok(see_other(urls::inbox()))
}
