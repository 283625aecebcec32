//! How far a round is, reminders to the unfinished, and handing over pending work.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::judging::store::{Coverage, Handover, JudgeProgress, Solved};
use crate::judging::{Round, RoundState, forms};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/progress",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/reminders",
        web::get().to(remind_new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/reminders",
        web::post().to(remind),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/judges/{judge}/handover",
        web::get().to(hand_over_new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/judges/{judge}/handover",
        web::post().to(hand_over),
    );
}

#[derive(Template)]
#[template(path = "judging/progress.html")]
struct Progress {
    page: Page,
    contest: Contest,
    round: Round,
    judges: Vec<JudgeProgress>,
    entries: Paged<Coverage>,
    /// Where the list of entries begins.
    after: String,
}

impl Progress {
    /// Of this very page, for whoever looks again.
    fn address(&self) -> String {
        let url = urls::round_noun(&self.contest.slug, self.round.id, "progress");
        urls::with_query(&url, &[("after", &self.after)])
    }

    fn done(&self) -> i64 {
        self.judges.iter().map(|judge| judge.counts.done).sum()
    }

    fn all(&self) -> i64 {
        self.judges.iter().map(|judge| judge.counts.all()).sum()
    }

    fn unfinished(&self) -> bool {
        self.judges
            .iter()
            .any(|judge| judge.counts.unfinished() > 0)
    }
}

#[derive(Template)]
#[template(path = "judging/reminders.html")]
struct Reminders {
    page: Page,
    contest: Contest,
    round: Round,
    judges: Vec<JudgeProgress>,
}

#[derive(Template)]
#[template(path = "judging/handover.html")]
struct HandoverPage {
    page: Page,
    contest: Contest,
    round: Round,
    handover: Handover,
}

#[derive(serde::Deserialize)]
struct After {
    #[serde(default)]
    after: String,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let after = query.into_inner().after;
    let begin = after.parse().ok();
    let (round, judges, entries) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let judges = round.judges(conn)?;
            let entries = round.coverage(conn, begin)?;
            Ok((round, judges, entries))
        })
        .await?;
    html(&Progress {
        page,
        contest: admin.contest,
        round,
        judges,
        entries,
        after,
    })
}

async fn remind_new(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let chosen = forms::judges(&Form::from_bytes(req.query_string().as_bytes()));
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, judges) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let judges = round.judges(conn)?;
            Ok((round, judges))
        })
        .await?;
    html(&Reminders {
        page,
        contest: admin.contest,
        round,
        judges: judges
            .into_iter()
            .filter(|judge| judge.counts.unfinished() > 0 && chosen.contains(&judge.account.id))
            .collect(),
    })
}

async fn remind(
    app: web::Data<App>,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest, base_url) = (admin.account, admin.contest.clone(), app.config.base_url());
    let chosen = forms::judges(&form);
    app.db
        .write(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            if round.state != RoundState::Open {
                return Err(Error::Conflict("error-round-state"));
            }
            round.remind(conn, &by, &contest, &chosen, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    let url = urls::round_noun(&admin.contest.slug, id, "progress");
    Ok(flash::see_other(url, "flash-reminded"))
}

type JudgePath = web::Path<(String, Id<Round>, Id<Account>)>;

async fn hand_over_new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: JudgePath,
) -> Result<HttpResponse> {
    let (contest, (_, id, judge)) = (admin.contest.clone(), path.into_inner());
    let (round, solved) = solved(&app, contest, id, judge).await?;
    html(&HandoverPage {
        page,
        contest: admin.contest,
        round,
        handover: solved.handover(),
    })
}

/// Reads what handing over a judge's work is drawn from, and solves it off the threads that serve, without a connection.
async fn solved(
    app: &App,
    contest: Contest,
    id: Id<Round>,
    judge: Id<Account>,
) -> Result<(Round, Solved)> {
    let (round, pending) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let pending = round.pending_work(conn, judge)?;
            Ok((round, pending))
        })
        .await?;
    let solved = web::block(move || pending.solve())
        .await
        .map_err(|error| Error::Internal(error.into()))?;
    Ok((round, solved))
}

async fn hand_over(
    app: web::Data<App>,
    admin: Admin,
    path: JudgePath,
    form: Form,
) -> Result<HttpResponse> {
    let shown = form.get("plan").to_owned();
    let ((_, id, judge), now) = (path.into_inner(), app.clock.now());
    let (by, contest, base_url) = (admin.account, admin.contest.clone(), app.config.base_url());
    let (_, solved) = solved(&app, contest.clone(), id, judge).await?;
    if solved.handover().fingerprint != shown {
        return Err(Error::Conflict("error-plan-changed"));
    }
    app.db
        .write(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            round.hand_over(conn, &by, &solved, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    let url = urls::round_noun(&admin.contest.slug, id, "progress");
    Ok(flash::see_other(url, "flash-handed-over"))
}
