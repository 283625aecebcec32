//! The outbox of a contest.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::exports::store::mails::{self, Outgoing};
use crate::mail::{Mail, MailState};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/mails", web::get().to(index))
        .route("/contests/{contest}/admin/mails/{id}", web::get().to(show))
        .route(
            "/contests/{contest}/admin/mails/{id}",
            web::post().to(send_again),
        );
}

/// Which mails a list shows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    state: String,
    after: Option<Id<Mail>>,
}

impl Wanted {
    /// A word that is no state is no filter.
    pub(super) fn state(&self) -> Option<MailState> {
        MailState::parse(&self.state)
    }

    pub(super) fn after(&self) -> Option<Id<Mail>> {
        self.after
    }
}

/// A list's address with its filter.
pub(super) fn filtered(url: &str, state: Option<MailState>) -> String {
    urls::with_query(url, &[("state", state.map_or("", MailState::as_str))])
}

/// A body without what opens something once: the keys in links are their reader's alone.
pub(super) fn without_keys(body: &str) -> String {
    let mut shown = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let length = rest[start..]
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(rest.len() - start);
        shown.push_str(&rest[..start]);
        match length {
            64.. => shown.push('…'),
            _ => shown.push_str(&rest[start..start + length]),
        }
        rest = &rest[start + length..];
    }
    shown + rest
}

#[derive(Template)]
#[template(path = "exports/mails.html")]
struct Index {
    page: Page,
    contest: Contest,
    state: Option<MailState>,
    mails: Paged<Outgoing>,
}

impl Index {
    fn url(&self) -> String {
        filtered(&urls::admin(&self.contest.slug, "mails"), self.state)
    }
}

#[derive(Template)]
#[template(path = "exports/mail.html")]
struct Show {
    page: Page,
    contest: Contest,
    mail: Outgoing,
    body: String,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let (state, after, contest) = (wanted.state(), wanted.after, admin.contest.id);
    let mails = app
        .db
        .read(move |conn| mails::list(conn, Some(contest), state, after))
        .await?;
    html(&Index {
        page,
        contest: admin.contest,
        state,
        mails,
    })
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<Mail>)>,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.id, path.into_inner());
    let (mail, body) = app
        .db
        .read(move |conn| mails::find(conn, Some(contest), id))
        .await?;
    html(&Show {
        page,
        contest: admin.contest,
        mail,
        body: without_keys(&body),
    })
}

async fn send_again(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<Mail>)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            mails::find(conn, Some(admin.contest.id), id)?;
            Mail::send_again(conn, id, admin.account.id, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::outgoing_mail(slug, id),
        "flash-mail-sent-again",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_links_are_not_shown() {
        let key = "0123456789abcdef".repeat(4);
        let body = format!("Open http://a.example/links/password/{key} now, face 2023.");
        assert_eq!(
            without_keys(&body),
            "Open http://a.example/links/password/… now, face 2023."
        );
    }
}
