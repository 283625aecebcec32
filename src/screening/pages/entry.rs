//! One entry before a screener: what it is, what the check found, the decision.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Contest, Screener};
use crate::db::Id;
use crate::entries::pages::facts::{Answered, answers};
use crate::entries::{Entry, Provenance, State};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale};
use crate::screening::forms;
use crate::screening::store::{self, Dossier};
use crate::screening::{Change, Decision, Reason, Seen};
use crate::theme::check::Level;
use crate::theme::{Segment, ThemeCheck, segments};
use crate::urls;
use crate::web::{Filled, Form, Page, flash, html, html_with, see_other};

/// One language of an entry with what the check points at.
pub struct Words {
    pub locale: Locale,
    pub provenance: Provenance,
    pub title: Vec<Segment>,
    pub synopsis: Vec<Segment>,
}

/// The work as `screening/work.html` shows it: to screeners and admins alike.
pub struct Work {
    pub words: Vec<Words>,
    pub statement: Vec<Segment>,
    /// Names of languages in the reader's own.
    pub spoken: String,
    pub subtitles: String,
    pub answers: Vec<Answered>,
}

impl Work {
    pub fn of(page: &Page, dossier: &Dossier) -> Self {
        let (entry, check) = (&dossier.entry, dossier.check.as_ref());
        Self {
            words: words(entry, check),
            statement: statement(entry, check),
            spoken: languages(&entry.content.spoken, page.locale),
            subtitles: languages(&entry.content.subtitles, page.locale),
            answers: answers(page, &dossier.questions, &entry.content),
        }
    }
}

/// The original first; without a check nothing is highlighted.
fn words(entry: &Entry, check: Option<&ThemeCheck>) -> Vec<Words> {
    let marked = |text: &str, field: &str, locale: Locale| {
        let marks = check.map(|check| check.result.marks(field, locale, Level::Ok));
        segments(text, &marks.unwrap_or_default())
    };
    let mut all: Vec<Words> = entry
        .content
        .texts
        .iter()
        .filter(|(_, text)| !text.title.is_empty() || !text.synopsis.is_empty())
        .map(|(locale, text)| Words {
            locale: *locale,
            provenance: text.provenance,
            title: marked(&text.title, "title", *locale),
            synopsis: marked(&text.synopsis, "synopsis", *locale),
        })
        .collect();
    all.sort_by_key(|words| words.locale != entry.original_locale);
    all
}

/// The statement on the theme with what the check points at.
fn statement(entry: &Entry, check: Option<&ThemeCheck>) -> Vec<Segment> {
    let marks = check
        .map(|check| {
            check
                .result
                .marks("statement", entry.original_locale, Level::Ok)
        })
        .unwrap_or_default();
    segments(&entry.content.statement, &marks)
}

/// Names of languages in the reader's own.
fn languages(list: &[Language], locale: Locale) -> String {
    let names: Vec<&str> = list.iter().map(|each| each.name(locale)).collect();
    names.join(locale.comma())
}

/// Where the screener stands with the entry.
enum Standing {
    /// Theirs to decide.
    Held,
    /// Free to be opened.
    Free,
    /// Somebody else holds it.
    Taken,
    /// Their own work.
    Own,
    /// Not waiting any more.
    Settled,
}

#[derive(Template)]
#[template(path = "screening/entry.html")]
struct Show {
    page: Page,
    contest: Contest,
    dossier: Dossier,
    work: Work,
    standing: Standing,
    decision: Filled,
}

impl Show {
    fn new(page: Page, contest: Contest, account: &Account, dossier: Dossier) -> Self {
        let standing = match &dossier.claim {
            _ if !dossier.waiting || dossier.entry.state != State::Submitted => Standing::Settled,
            _ if dossier.entry.creator_id == account.id => Standing::Own,
            Some(claim) if claim.id == account.id => Standing::Held,
            Some(_) => Standing::Taken,
            None => Standing::Free,
        };
        Self {
            work: Work::of(&page, &dossier),
            decision: Filled::new(Form::new().with("version", dossier.entry.version)),
            standing,
            page,
            contest,
            dossier,
        }
    }

    /// The screener's own decisions.
    fn mine(&self) -> String {
        let url = urls::screening(&self.contest.slug);
        urls::with_query(&url, &[("show", "mine")])
    }

    fn reasons(&self, decision: &Decision) -> Vec<Reason> {
        Reason::of(*decision).collect()
    }
}

async fn load(app: &App, page: Page, who: &Screener, id: Id<Entry>) -> Result<Show> {
    let (contest, now) = (who.contest.clone(), page.now);
    let dossier = app
        .db
        .read(move |conn| store::dossier(conn, &contest, id, now))
        .await?;
    Ok(Show::new(page, who.contest.clone(), &who.account, dossier))
}

pub async fn show(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    html(&load(&app, page, &who, path.into_inner().1).await?)
}

/// Opens the entry for decision; who comes second sees who was first.
pub async fn claim(
    app: web::Data<App>,
    who: Screener,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    let (entry, now) = (path.into_inner().1, app.clock.now());
    let url = urls::screening_entry(&who.contest.slug, entry);
    let taken = app
        .db
        .write(move |conn| store::claim(conn, &who.contest, &who.account, entry, now))
        .await?;
    Ok(match taken {
        true => see_other(url),
        false => flash::see_other(url, "flash-screening-not-free"),
    })
}

/// Gives the entry back undecided.
pub async fn release(
    app: web::Data<App>,
    who: Screener,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    let entry = path.into_inner().1;
    let url = urls::screening(&who.contest.slug);
    app.db
        .write(move |conn| store::release(conn, &who.contest, &who.account, entry))
        .await?;
    Ok(flash::see_other(url, "flash-screening-released"))
}

/// Decides, and opens the next entry of the same stream.
pub async fn decide(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    path: web::Path<(String, Id<Entry>)>,
    form: Form,
) -> Result<HttpResponse> {
    let entry = path.into_inner().1;
    let (decision, version) = match forms::decision(&form) {
        Ok(read) => read,
        Err(errors) => {
            let mut view = load(&app, page, &who, entry).await?;
            if !matches!(view.standing, Standing::Held) {
                return Err(Error::Conflict("error-screening-not-held"));
            }
            view.decision = Filled::refused(form, errors);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, slug) = (app.clock.now(), who.contest.slug.clone());
    let seen = Seen { entry, version };
    let next = app
        .db
        .write(move |conn| {
            let stream = store::entry_in(conn, &who.contest, entry)?.stream_id;
            store::decide(conn, &who.contest, &who.account, seen, &decision, now)?;
            store::claim_next(conn, &who.contest, &who.account, stream, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(match next {
        Some(next) => flash::see_other(
            urls::screening_entry(slug, next),
            "flash-screening-decided-next",
        ),
        None => flash::see_other(urls::screening(slug), "flash-screening-decided"),
    })
}
