//! Pages of entries: the creator's list, one entry, its form, versions and receipts, its withdrawal.

pub mod edit;
pub mod facts;
mod form;
mod receipts;
mod versions;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::store::{Decision, Happening, Whole, open_contests};
use super::{Attached, Entry, Metadata, State};
use crate::app::App;
use crate::contests::{Category, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::results::store::Feedback;
use crate::screening;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, SignedIn, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries", web::get().to(index))
        .route("/contests/{contest}/entries", web::post().to(create))
        .route("/entries/{id}", web::get().to(show))
        .route("/entries/{id}/withdrawal", web::get().to(withdrawal_new))
        .route(
            "/entries/{id}/withdrawal",
            web::post().to(withdrawal_create),
        )
        .configure(form::routes)
        .configure(versions::routes)
        .configure(receipts::routes);
}

/// The class of a state's badge.
fn badge(state: &State) -> &'static str {
    match state {
        State::Draft => "",
        State::Submitted => "info",
        State::Accepted => "good",
        State::Returned => "warn",
        State::Rejected | State::Disqualified => "bad",
        State::Withdrawn => "",
    }
}

/// What happens next to an entry, or what its creator has to do.
fn next(state: &State) -> &'static str {
    match state {
        State::Draft => "entry-next-draft",
        State::Submitted => "entry-next-submitted",
        State::Accepted => "entry-next-accepted",
        State::Returned => "entry-next-returned",
        State::Rejected => "entry-next-rejected",
        State::Withdrawn => "entry-next-withdrawn",
        State::Disqualified => "entry-next-disqualified",
    }
}

#[derive(serde::Deserialize)]
#[serde(bound = "")]
struct After<T: 'static> {
    after: Option<Id<T>>,
}

#[derive(Template)]
#[template(path = "entries/index.html")]
struct Index {
    page: Page,
    entries: Paged<Whole>,
    open: Vec<Contest>,
}

impl Index {
    /// Whether there is something to go on with.
    fn may_continue(&self, whole: &Whole) -> bool {
        whole.may_change(self.page.now) && whole.entry.state != State::Submitted
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    query: web::Query<After<Entry>>,
) -> Result<HttpResponse> {
    let (now, after) = (app.clock.now(), query.after);
    let (entries, open) = app
        .db
        .read(move |conn| {
            let entries = Entry::all_of(conn, &who.account, after)?;
            Ok((entries, open_contests(conn, now)?))
        })
        .await?;
    html(&Index {
        page,
        entries,
        open,
    })
}

async fn create(
    app: web::Data<App>,
    who: SignedIn,
    contest: web::Path<String>,
) -> Result<HttpResponse> {
    let (now, slug) = (app.clock.now(), contest.into_inner());
    let entry = app
        .db
        .write(move |conn| {
            let contest = Contest::published(conn, &slug)?;
            Entry::start(conn, &contest, &who.account, now)
        })
        .await?;
    Ok(flash::see_other(
        urls::entry_edit(entry.id),
        "flash-entry-started",
    ))
}

#[derive(Template)]
#[template(path = "entries/show.html")]
struct Show {
    page: Page,
    whole: Whole,
    category: Option<Category>,
    files: Attached,
    decision: Option<Decision>,
    history: Vec<Happening>,
    /// What the judges gave it on average, once final results allow it.
    feedback: Option<Feedback>,
}

impl Show {
    /// Every submission gives one, in its transaction.
    fn has_receipt(&self) -> bool {
        self.whole.entry.submitted_at.is_some()
    }

    /// The text that this reader reads.
    fn text(&self) -> Option<(Locale, &Metadata)> {
        let entry = &self.whole.entry;
        entry
            .content
            .text_for(self.page.locale, entry.original_locale)
    }

    /// The original, when the reader reads another.
    fn original(&self) -> Option<&Metadata> {
        let entry = &self.whole.entry;
        let read = self.text().map(|(locale, _)| locale);
        entry
            .content
            .texts
            .get(&entry.original_locale)
            .filter(|_| read != Some(entry.original_locale))
    }

    /// How long after the deadline it came, if it did.
    fn late(&self) -> Option<String> {
        let seconds = self.whole.entry.late_by_s?;
        Some(self.page.span(seconds.into()))
    }

    fn made_on(&self) -> Option<String> {
        Some(self.page.locale.date(self.whole.entry.content.made_on?))
    }

    fn may_withdraw(&self) -> bool {
        self.whole.entry.state.may_become(State::Withdrawn)
    }

    fn may_change(&self) -> bool {
        self.whole.may_change(self.page.now)
    }

    /// The text of a happening, if it has one.
    fn told(&self, happening: &Happening) -> Option<String> {
        let key = format!("event-entry-{}", happening.action);
        self.page
            .locale
            .has(&key)
            .then(|| self.page.t(&key).into_owned())
    }

    /// The reason of the last decision, when the contest's team gave one by a code.
    fn reason(&self) -> Option<String> {
        let decision = self.decision.as_ref()?;
        let key = format!("screening-reason-{}", decision.reason_code);
        self.page
            .locale
            .has(&key)
            .then(|| self.page.t(&key).into_owned())
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let view = app
        .db
        .read(move |conn| {
            let (whole, category) = Whole::with_category(conn, &who.account, id)?;
            let entry = &whole.entry;
            let files = entry.attached(conn)?;
            let decision = match entry.state {
                State::Returned | State::Rejected => entry.decision(conn)?,
                _ => None,
            };
            let history = entry.history(conn)?;
            let feedback = match entry.state {
                State::Accepted => Feedback::on(conn, whole.contest.id, id)?,
                _ => None,
            };
            Ok(Show {
                page,
                whole,
                category,
                files,
                decision,
                history,
                feedback,
            })
        })
        .await?;
    html(&view)
}

#[derive(Template)]
#[template(path = "entries/withdrawal.html")]
struct Withdrawal {
    page: Page,
    entry: Entry,
}

async fn withdrawal_new(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let whole = app
        .db
        .read(move |conn| Whole::of(conn, &who.account, id))
        .await?;
    if !whole.entry.state.may_become(State::Withdrawn) {
        return Err(Error::Conflict("error-entry-state"));
    }
    html(&Withdrawal {
        page,
        entry: whole.entry,
    })
}

async fn withdrawal_create(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let (now, id) = (app.clock.now(), id.into_inner());
    app.db
        .write(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            whole.entry.withdraw(conn, &who.account, now)?;
            screening::store::remove(conn, &whole.entry)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(urls::entries(), "flash-entry-withdrawn"))
}
