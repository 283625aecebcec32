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
use crate::judging::store::{Confirmation, LogCheck, LogState, SIGNATORIES, signatories};
use crate::judging::{Format, Round, RoundState, scorelog};
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
            Ok((round, log, confirmations, signatories(conn, &contest)?))
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

/// Records read at a time.
const BATCH: i64 = 1_000;

/// A log on its way out: how far it was written, and where it ended when that began.
struct Outgoing {
    written: i32,
    end: LogState,
    is_ended: bool,
}

/// The whole log as JSON Lines. A log only grows, so that what is read in batches is one state of it.
async fn download(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, end) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let end = round.log_state(conn)?.ok_or(Error::NotFound)?;
            Ok((round, end))
        })
        .await?;
    let name = format!(
        "{}-round-{}-score-log.jsonl",
        admin.contest.slug, round.position
    );
    let outgoing = Outgoing {
        written: 0,
        end,
        is_ended: false,
    };
    let pieces = stream::try_unfold(outgoing, move |mut outgoing| {
        let (db, round) = (app.db.clone(), round.clone());
        async move {
            if outgoing.is_ended {
                return Ok::<_, Error>(None);
            }
            let (after, left) = (outgoing.written, outgoing.end.records - outgoing.written);
            let wanted = BATCH.min(i64::from(left));
            let rows = db
                .read(move |conn| round.log_records(conn, after, wanted))
                .await?;
            let mut text: String = rows
                .iter()
                .map(|(digest, record)| scorelog::line(digest, record))
                .collect();
            outgoing.written += i32::try_from(rows.len()).unwrap_or(left);
            if rows.is_empty() || outgoing.written >= outgoing.end.records {
                text += &scorelog::last_line(&outgoing.end.digest, outgoing.end.records);
                outgoing.is_ended = true;
            }
            Ok(Some((Bytes::from(text), outgoing)))
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
