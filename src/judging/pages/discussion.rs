//! The discussion of an entry: for its judges without names, for admins with them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::AssignmentPath;
use crate::app::App;
use crate::contests::{Admin, Contest, Judge};
use crate::db::Id;
use crate::entries::Entry;
use crate::error::Result;
use crate::judging::discussion::{Said, Voice};
use crate::judging::store::{Scorecard, SignedRemark};
use crate::judging::{Round, RoundState, forms};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/discussion",
        web::get().to(index),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/discussion",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/discussion/{entry}",
        web::get().to(admin_index),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/discussion/{entry}",
        web::post().to(admin_create),
    );
}

#[derive(Template)]
#[template(path = "judging/discussion.html")]
struct Index {
    page: Page,
    contest: Contest,
    card: Scorecard,
    said: Vec<Said>,
    f: Filled,
}

impl Index {
    fn voice(&self, voice: &Voice) -> String {
        let page = &self.page;
        match voice {
            Voice::Reader => page.t("discussion-you"),
            Voice::Judge(n) => page.t1("discussion-judge", "n", *n),
            Voice::Organiser => page.t("discussion-organiser"),
        }
        .into_owned()
    }

    fn is_open(&self) -> bool {
        self.card.round.state == RoundState::Open
    }

    async fn load(
        app: &App,
        page: Page,
        judge: Judge,
        path: AssignmentPath,
        f: Filled,
    ) -> Result<Self> {
        let (who, (_, id)) = (judge.clone(), path.into_inner());
        let (card, said) = app
            .db
            .read(move |conn| {
                let card = Scorecard::of(conn, &who, id)?;
                let said = card.discussion(conn)?;
                Ok((card, said))
            })
            .await?;
        Ok(Self {
            page,
            contest: judge.contest,
            card,
            said,
            f,
        })
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
) -> Result<HttpResponse> {
    let f = Filled::new(forms::unfilled_remark());
    html(&Index::load(&app, page, judge, path, f).await?)
}

async fn create(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (remark, text) = match forms::remark(&form) {
        Ok(read) => read,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = Index::load(&app, page, judge, path, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let who = judge.clone();
    app.db
        .write(move |conn| Scorecard::of(conn, &who, id)?.remark(conn, remark, &text, now))
        .await?;
    let url = urls::ballot_noun(&judge.contest.slug, id, "discussion");
    Ok(flash::see_other(url, "flash-saved"))
}

/// A discussion as admins see it.
#[derive(Template)]
#[template(path = "judging/discussion_admin.html")]
struct AdminIndex {
    page: Page,
    contest: Contest,
    round: Round,
    entry: Id<Entry>,
    title: String,
    said: Vec<SignedRemark>,
    f: Filled,
}

impl AdminIndex {
    async fn load(app: &App, page: Page, admin: Admin, path: EntryPath, f: Filled) -> Result<Self> {
        let (contest, (_, id, entry)) = (admin.contest.clone(), path.into_inner());
        let (round, title, said) = app
            .db
            .read(move |conn| {
                let round = Round::of(conn, &contest, id)?;
                let title = round.judged_title(conn, entry)?;
                let said = round.remarks(conn, entry)?;
                Ok((round, title, said))
            })
            .await?;
        Ok(Self {
            page,
            contest: admin.contest,
            round,
            entry,
            title,
            said,
            f,
        })
    }
}

/// The address of an entry of a round.
type EntryPath = web::Path<(String, Id<Round>, Id<Entry>)>;

async fn admin_index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: EntryPath,
) -> Result<HttpResponse> {
    let f = Filled::new(forms::unfilled_remark());
    html(&AdminIndex::load(&app, page, admin, path, f).await?)
}

async fn admin_create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: EntryPath,
    form: Form,
) -> Result<HttpResponse> {
    let (remark, text) = match forms::remark(&form) {
        Ok(read) => read,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = AdminIndex::load(&app, page, admin, path, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id, entry), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account.id, admin.contest.clone());
    app.db
        .write(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            round.judged_title(conn, entry)?;
            round.remark(conn, entry, by, remark, &text, now)
        })
        .await?;
    let url = urls::round_discussion(&admin.contest.slug, id, entry);
    Ok(flash::see_other(url, "flash-saved"))
}
