//! One decision on many entries: which, confirmed; what became of them; all of it taken back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Screener, Stream};
use crate::db::Id;
use crate::error::Result;
use crate::screening::store::{self, Brief, Report};
use crate::screening::{Batch, Decision, Reason, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, flash, html, html_with, see_other};

#[derive(Template)]
#[template(path = "screening/bulk.html")]
struct Confirm {
    page: Page,
    contest: Contest,
    streams: Vec<Stream>,
    /// With the version that was shown when it was ticked.
    ticked: Vec<(Brief, String)>,
    decision: Decision,
    form: Filled,
}

impl Confirm {
    fn reasons(&self) -> Vec<Reason> {
        Reason::of(self.decision).collect()
    }
}

#[derive(Template)]
#[template(path = "screening/batch.html")]
struct Show {
    page: Page,
    contest: Contest,
    streams: Vec<Stream>,
    batch: Id<Batch>,
    report: Report,
}

/// Lists what was ticked and asks; decides once that is confirmed.
pub async fn create(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    form: Form,
) -> Result<HttpResponse> {
    let seen = forms::ticked(&form);
    let decision = Decision::parse(form.get("decision"));
    let (Some(decision), false) = (decision, seen.is_empty()) else {
        let url = urls::screening(&who.contest.slug);
        return Ok(flash::see_other(url, "flash-screening-none-ticked"));
    };
    let confirmed = form.contains("confirm");
    let errors = match forms::bulk(&form) {
        Ok(new) if confirmed => {
            let (slug, now) = (who.contest.slug.clone(), app.clock.now());
            let batch = app
                .db
                .write(move |conn| {
                    store::decide_all(conn, &who.contest, &who.account, &seen, &new, now)
                })
                .await?;
            app.wake.notify_one();
            return Ok(see_other(urls::screening_batch(slug, batch)));
        }
        Err(errors) if confirmed => errors,
        _ => FieldErrors::default(),
    };
    let contest = who.contest.clone();
    let (streams, ticked) = app
        .db
        .read(move |conn| {
            let ids: Vec<_> = seen.iter().map(|each| each.entry).collect();
            let briefs = store::briefs(conn, &contest, &ids)?;
            let with_version = |brief: Brief| {
                let each = seen.iter().find(|each| each.entry == brief.id)?;
                let word = format!("{}:{}", brief.id, each.version);
                Some((brief, word))
            };
            let ticked = briefs.into_iter().filter_map(with_version).collect();
            Ok((contest.streams(conn)?, ticked))
        })
        .await?;
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = Confirm {
        page,
        contest: who.contest,
        streams,
        ticked,
        decision,
        form: Filled::refused(form, errors),
    };
    html_with(status, &view)
}

pub async fn show(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    path: web::Path<(String, Id<Batch>)>,
) -> Result<HttpResponse> {
    let batch = path.into_inner().1;
    let (contest, account) = (who.contest.clone(), who.account);
    let (streams, report) = app
        .db
        .read(move |conn| {
            Ok((
                contest.streams(conn)?,
                store::report(conn, &contest, &account, batch)?,
            ))
        })
        .await?;
    html(&Show {
        page,
        contest: who.contest,
        streams,
        batch,
        report,
    })
}

pub async fn undo(
    app: web::Data<App>,
    who: Screener,
    path: web::Path<(String, Id<Batch>)>,
) -> Result<HttpResponse> {
    let (batch, now) = (path.into_inner().1, app.clock.now());
    let (base_url, slug) = (app.config.base_url(), who.contest.slug.clone());
    app.db
        .write(move |conn| store::undo_all(conn, &who.contest, &who.account, batch, &base_url, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::screening_batch(slug, batch),
        "flash-screening-undone",
    ))
}
