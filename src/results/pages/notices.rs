//! Decision mails in the console: who gets which, their texts, and the mails themselves, read before they are released.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::mail::held::Batch;
use crate::mail::{Mail, MailState};
use crate::results::forms::notices as forms;
use crate::results::notices::{NoticeBatch, NoticeState, NoticeText, Verdict};
use crate::results::store::{NoticeRow, Told, already_told, published, told};
use crate::results::{Ranking, RankingState};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/notices", web::get().to(index))
        .route("/contests/{contest}/admin/notices", web::post().to(create))
        .route(
            "/contests/{contest}/admin/notices/texts/{verdict}",
            web::get().to(edit),
        )
        .route(
            "/contests/{contest}/admin/notices/texts/{verdict}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/notices/batches/{batch}",
            web::get().to(show),
        )
        .route(
            "/contests/{contest}/admin/notices/batches/{batch}/release",
            web::post().to(release),
        )
        .route(
            "/contests/{contest}/admin/notices/batches/{batch}/discard",
            web::post().to(discard),
        );
}

#[derive(Template)]
#[template(path = "results/notices.html")]
struct Index {
    page: Page,
    contest: Contest,
    /// The public results that the mails would be about.
    ranking: Option<Ranking>,
    kinds: Vec<Kind>,
    batches: Vec<NoticeBatch>,
}

/// The mails of one verdict: how many there would be, and what they say.
struct Kind {
    verdict: Verdict,
    /// Creators who were not told yet.
    due: usize,
    /// Those who were told, or whose mail is held.
    told: usize,
    samples: Vec<Sample>,
}

/// A mail as one creator of the verdict would get it, in one language; without any such creator nothing is filled in.
struct Sample {
    locale: Locale,
    subject: String,
    body: String,
}

impl Index {
    /// How many mails a preparation would write.
    fn due(&self) -> usize {
        self.kinds.iter().map(|kind| kind.due).sum()
    }

    fn is_final(&self) -> bool {
        let ranking = self.ranking.as_ref();
        ranking.is_some_and(|ranking| ranking.state == RankingState::Final)
    }

    fn held(&self) -> Option<&NoticeBatch> {
        let mut batches = self.batches.iter();
        batches.find(|batch| batch.state == NoticeState::Held)
    }
}

async fn index(app: web::Data<App>, page: Page, who: Admin) -> Result<HttpResponse> {
    let contest = who.contest;
    let view = app
        .db
        .read(move |conn| {
            let ranking = published(conn, contest.id)?.map(|published| published.ranking);
            let texts = NoticeText::all(conn, contest.id)?;
            let batches = NoticeBatch::list(conn, contest.id)?;
            let before = already_told(conn, contest.id)?;
            let all = match &ranking {
                Some(ranking) => told(conn, &contest, ranking)?,
                None => Vec::new(),
            };
            let kinds = texts
                .iter()
                .map(|text| {
                    let of_kind = all.iter().filter(|one| one.verdict == text.verdict);
                    let (told, due): (Vec<&Told>, Vec<&Told>) =
                        of_kind.partition(|one| before.contains(&(one.entry.id, one.verdict)));
                    let example = due.first().or(told.first());
                    let sample = |locale: &Locale| {
                        let values = match (example, &ranking) {
                            (Some(one), Some(ranking)) => {
                                one.values(&contest, ranking, &page.base_url, *locale)
                            }
                            _ => Default::default(),
                        };
                        let (subject, body) = text.written(*locale, &values);
                        Sample {
                            locale: *locale,
                            subject,
                            body,
                        }
                    };
                    Kind {
                        verdict: text.verdict,
                        due: due.len(),
                        told: told.len(),
                        samples: Locale::ALL.iter().map(sample).collect(),
                    }
                })
                .collect();
            Ok(Index {
                page,
                contest,
                ranking,
                kinds,
                batches,
            })
        })
        .await?;
    html(&view)
}

/// Writes the mails; none leaves yet. The results must be those that the page was about.
async fn create(app: web::Data<App>, who: Admin, form: Form) -> Result<HttpResponse> {
    let looked_at =
        forms::preparation(&form).map_err(|_| Error::Conflict("error-ranking-changed"))?;
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let to = app
        .db
        .write(move |conn| {
            let public = published(conn, who.contest.id)?;
            let ranking = public
                .map(|public| public.ranking)
                .filter(|ranking| ranking.id == looked_at)
                .ok_or(Error::Conflict("error-ranking-changed"))?;
            let contest = &who.contest;
            let batch =
                NoticeBatch::prepare(conn, contest, &ranking, &who.account, &base_url, now)?;
            Ok(urls::notice_batch(&contest.slug, batch))
        })
        .await?;
    Ok(see_other(to))
}

#[derive(Template)]
#[template(path = "results/notice_text.html")]
struct Edit {
    page: Page,
    contest: Contest,
    verdict: Verdict,
    f: Filled,
}

type TextPath = web::Path<(String, String)>;

fn verdict_of(path: &TextPath) -> Result<Verdict> {
    Verdict::parse(&path.1).ok_or(Error::NotFound)
}

async fn edit(app: web::Data<App>, page: Page, who: Admin, path: TextPath) -> Result<HttpResponse> {
    let (verdict, contest) = (verdict_of(&path)?, who.contest.id);
    let texts = app
        .db
        .read(move |conn| NoticeText::all(conn, contest))
        .await?;
    let text = texts.into_iter().find(|text| text.verdict == verdict);
    let form = text.as_ref().map(forms::filled).unwrap_or_default();
    html(&Edit {
        page,
        contest: who.contest,
        verdict,
        f: Filled::new(form),
    })
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: TextPath,
    form: Form,
) -> Result<HttpResponse> {
    let verdict = verdict_of(&path)?;
    let text = match forms::text(&form) {
        Ok(text) => text,
        Err(errors) => {
            let view = Edit {
                page,
                contest: who.contest,
                verdict,
                f: Filled::refused(form, errors),
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let now = app.clock.now();
    let to = urls::admin(&who.contest.slug, "notices");
    app.db
        .write(move |conn| {
            NoticeText::change(conn, &who.contest, verdict, &who.account, &text, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-notice-text-kept"))
}

#[derive(Template)]
#[template(path = "results/notice_batch.html")]
struct Show {
    page: Page,
    contest: Contest,
    batch: NoticeBatch,
    verdicts: Vec<(Verdict, i64)>,
    progress: Vec<(MailState, i64)>,
    rows: Paged<NoticeRow>,
    /// What the held mails say no longer holds.
    outdated: bool,
}

impl Show {
    fn count(&self, state: MailState) -> i64 {
        let found = self.progress.iter().find(|(each, _)| *each == state);
        found.map_or(0, |(_, count)| *count)
    }

    fn all(&self) -> i64 {
        self.progress.iter().map(|(_, count)| count).sum()
    }

    /// Whether mails still wait to be sent.
    fn is_going(&self) -> bool {
        self.count(MailState::Queued) > 0
    }
}

type BatchPath = web::Path<(String, Id<Batch>)>;

#[derive(serde::Deserialize)]
struct After {
    after: Option<Id<Mail>>,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: BatchPath,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest);
    let view = app
        .db
        .read(move |conn| {
            let batch = NoticeBatch::of(conn, contest.id, id)?;
            Ok(Show {
                verdicts: batch.verdicts(conn)?,
                progress: Batch::progress(conn, id)?,
                rows: batch.mails(conn, query.after)?,
                outdated: batch.state == NoticeState::Held && batch.is_outdated(conn)?,
                page,
                contest,
                batch,
            })
        })
        .await?;
    html(&view)
}

async fn release(app: web::Data<App>, who: Admin, path: BatchPath) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let to = urls::notice_batch(&who.contest.slug, id);
    app.db
        .write(move |conn| {
            NoticeBatch::of(conn, who.contest.id, id)?.release(conn, &who.account, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(to, "flash-notices-released"))
}

async fn discard(app: web::Data<App>, who: Admin, path: BatchPath) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let to = urls::admin(&who.contest.slug, "notices");
    app.db
        .write(move |conn| {
            NoticeBatch::of(conn, who.contest.id, id)?.discard(conn, &who.account, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-notices-discarded"))
}
