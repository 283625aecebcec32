//! What administrators see of the whole site: the queue of jobs and every mail.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::mails::{Wanted, filtered, without_keys};
use crate::accounts::Account;
use crate::app::App;
use crate::db::Id;
use crate::error::{Error, Result};
use crate::exports::store::jobs::{self, Queued};
use crate::exports::store::mails::{self, Outgoing};
use crate::jobs::{Job, JobState};
use crate::mail::{Mail, MailState, delivery};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, flash, html, session};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/admin/jobs", web::get().to(job_index))
        .route("/admin/jobs/{id}/retry", web::post().to(job_retry))
        .route("/admin/jobs/{id}/discard", web::get().to(job_discard_new))
        .route("/admin/jobs/{id}/discard", web::post().to(job_discard))
        .route("/admin/mails", web::get().to(mail_index))
        .route("/admin/mails/{id}", web::get().to(mail_show))
        .route("/admin/mails/{id}", web::post().to(mail_send_again));
}

/// Runs the whole site. A handler that takes one answers 404 to everyone else who is signed in.
#[derive(Clone, Debug)]
pub(super) struct Administrator {
    pub account: Account,
}

impl FromRequest for Administrator {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(session::signed_in(req).and_then(|who| {
            if who.account.is_administrator() {
                let account = who.account;
                Ok(Self { account })
            } else {
                Err(Error::NotFound)
            }
        }))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WantedJobs {
    state: String,
    after: Option<Id<Job>>,
}

#[derive(Template)]
#[template(path = "exports/jobs.html")]
struct Jobs {
    page: Page,
    state: Option<JobState>,
    jobs: Paged<Queued>,
}

impl Jobs {
    fn url(&self) -> String {
        let state = self.state.map_or("", JobState::as_str);
        urls::with_query(urls::site_jobs(), &[("state", state)])
    }
}

#[derive(Template)]
#[template(path = "exports/job_discard.html")]
struct Discard {
    page: Page,
    job: Queued,
}

#[derive(Template)]
#[template(path = "exports/site_mails.html")]
struct Mails {
    page: Page,
    state: Option<MailState>,
    mails: Paged<Outgoing>,
}

impl Mails {
    fn url(&self) -> String {
        filtered(urls::site_mails(), self.state)
    }
}

#[derive(Template)]
#[template(path = "exports/site_mail.html")]
struct Show {
    page: Page,
    mail: Outgoing,
    body: String,
}

async fn job_index(
    app: web::Data<App>,
    page: Page,
    _: Administrator,
    wanted: web::Query<WantedJobs>,
) -> Result<HttpResponse> {
    let (state, after) = (JobState::parse(&wanted.state), wanted.after);
    let now = app.clock.now();
    let jobs = app
        .db
        .read(move |conn| jobs::list(conn, state, after, now))
        .await?;
    html(&Jobs { page, state, jobs })
}

/// A mail that was given up with its job waits again with it.
async fn job_retry(
    app: web::Data<App>,
    admin: Administrator,
    id: web::Path<Id<Job>>,
) -> Result<HttpResponse> {
    let (id, now) = (id.into_inner(), app.clock.now());
    app.db
        .write(move |conn| {
            if let Job::DeliverMail { mail } = Job::retry(conn, id, admin.account.id, now)? {
                Mail::wait_again(conn, mail.cast())?;
            }
            Ok(())
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(urls::site_jobs(), "flash-job-retried"))
}

async fn job_discard_new(
    app: web::Data<App>,
    page: Page,
    _: Administrator,
    id: web::Path<Id<Job>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let job = app.db.read(move |conn| jobs::find_failed(conn, id)).await?;
    html(&Discard { page, job })
}

async fn job_discard(
    app: web::Data<App>,
    admin: Administrator,
    id: web::Path<Id<Job>>,
) -> Result<HttpResponse> {
    let (id, now) = (id.into_inner(), app.clock.now());
    app.db
        .write(move |conn| {
            if let Job::DeliverMail { mail } = Job::discard(conn, id, admin.account.id, now)? {
                delivery::give_up(conn, mail.cast())?;
            }
            Ok(())
        })
        .await?;
    Ok(flash::see_other(urls::site_jobs(), "flash-job-discarded"))
}

async fn mail_index(
    app: web::Data<App>,
    page: Page,
    _: Administrator,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let (state, after) = (wanted.state(), wanted.after());
    let mails = app
        .db
        .read(move |conn| mails::list(conn, None, state, after))
        .await?;
    html(&Mails { page, state, mails })
}

async fn mail_show(
    app: web::Data<App>,
    page: Page,
    _: Administrator,
    id: web::Path<Id<Mail>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let (mail, body) = app.db.read(move |conn| mails::find(conn, None, id)).await?;
    let body = without_keys(&body);
    html(&Show { page, mail, body })
}

async fn mail_send_again(
    app: web::Data<App>,
    admin: Administrator,
    id: web::Path<Id<Mail>>,
) -> Result<HttpResponse> {
    let (id, now) = (id.into_inner(), app.clock.now());
    app.db
        .write(move |conn| Mail::send_again(conn, id, admin.account.id, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::site_mail(id),
        "flash-mail-sent-again",
    ))
}
