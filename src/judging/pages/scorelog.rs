//! The score log of a round: its state, its confirmation by two organisers, and the file.

use actix_web::{HttpResponse, web};
use askama::Template;
use bytes::Bytes;
use futures_util::stream;

use super::rounds::RoundPath;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::error::{Error, Result};
use crate::judging::store::{Confirmation, LogCheck, LogFile, LogState, SIGNATORIES};
use crate::judging::{Format, Round, RoundState};
use crate::urls;
use crate::web::{Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/score-log",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/score-log",
        web::post().to(begin),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/score-log/download",
        web::get().to(download),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/confirmations",
        web::post().to(confirm),
    );
}

#[derive(Template)]
#[template(path = "judging/score_log.html")]
struct Show {
    page: Page,
    contest: Contest,
    round: Round,
    log: Option<(LogState, LogCheck)>,
    confirmations: Vec<Confirmation>,
    admins: Vec<Account>,
    /// Who looks.
    own: Account,
}

impl Show {
    fn holding(&self) -> usize {
        self.confirmations
            .iter()
            .filter(|each| each.holds())
            .count()
    }

    fn is_frozen(&self) -> bool {
        self.holding() >= SIGNATORIES
    }

    fn has_confirmed(&self, who: &Account) -> bool {
        let mut holding = self.confirmations.iter().filter(|each| each.holds());
        holding.any(|each| each.by.id == who.id)
    }

    /// Whether the one who looks may confirm now.
    fn may_confirm(&self) -> bool {
        let is_whole = matches!(self.log, Some((_, LogCheck::Whole { .. })));
        self.round.state == RoundState::Closed && is_whole && !self.has_confirmed(&self.own)
    }

    /// Other admins who have not confirmed, by name.
    fn others(&self) -> String {
        let locale = self.page.locale;
        let others = self.admins.iter();
        let others = others.filter(|each| each.id != self.own.id && !self.has_confirmed(each));
        let names: Vec<&str> = others.map(|each| each.name(locale)).collect();
        names.join(locale.comma())
    }

    /// Whether those who confirmed are of one organisation, where two should be.
    fn is_one_sided(&self) -> bool {
        let holding = self.confirmations.iter().filter(|each| each.holds());
        let mut organisations = holding.map(|each| each.by.organisation.trim());
        let first = organisations.next();
        self.is_frozen() && organisations.all(|each| Some(each) == first)
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, log, confirmations, admins) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let log = round.check_log(conn)?;
            let confirmations = round.confirmations(conn)?;
            Ok((round, log, confirmations, contest.admins(conn)?))
        })
        .await?;
    html(&Show {
        page,
        contest: admin.contest,
        round,
        log,
        confirmations,
        admins,
        own: admin.account,
    })
}

async fn begin(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.begin_log(conn, &by, now))
        .await?;
    let url = urls::round_noun(&admin.contest.slug, id, "score-log");
    Ok(flash::see_other(url, "flash-log-begun"))
}

async fn confirm(
    app: web::Data<App>,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let shown = form.get("digest").to_owned();
    let contest = admin.contest.clone();
    // The check is long where there are many records: it is done before the write, which holds what was checked.
    let (round, log) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let log = round.check_log(conn)?;
            Ok((round, log))
        })
        .await?;
    match log {
        Some((state, LogCheck::Whole { .. })) if state.digest == shown => {}
        Some((_, LogCheck::Whole { .. })) | None => return Err(Error::Conflict("error-log-moved")),
        Some((_, LogCheck::Broken { .. } | LogCheck::Differs)) => {
            return Err(Error::Conflict("error-log-broken"));
        }
    }
    let (by, contest) = (admin.account, admin.contest.clone());
    let base_url = app.config.base_url();
    let freezes = app
        .db
        .write(move |conn| {
            let freezes = round.confirm_log(conn, &by, &shown, now)?;
            if !freezes {
                round.ask_for_second(conn, &by, &contest, &base_url, now)?;
            }
            Ok(freezes)
        })
        .await?;
    app.wake.notify_one();
    let url = urls::round_noun(&admin.contest.slug, id, "score-log");
    let word = match freezes {
        true => "flash-round-frozen",
        false => "flash-log-confirmed",
    };
    Ok(flash::see_other(url, word))
}

/// The whole log as JSON Lines.
async fn download(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (position, file) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            Ok((round.position, LogFile::open(conn, round)?))
        })
        .await?;
    let name = format!("{}-round-{position}-score-log.jsonl", admin.contest.slug);
    let pieces = stream::try_unfold(file, move |mut file| {
        let db = app.db.clone();
        async move {
            db.read(move |conn| {
                let lines = file.next(conn)?;
                Ok(lines.map(|lines| (Bytes::from(lines), file)))
            })
            .await
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("application/jsonl; charset=utf-8")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header(("Cache-Control", "no-store"))
        .streaming(pieces))
}
