//! What a round takes from earlier ones: taken at once by their cuts, or ticked by hand.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{EntryLine, line_text};
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::entries::{Entry, number_text};
use crate::error::Result;
use crate::i18n::Locale;
use crate::judging::store::Taken;
use crate::judging::{Round, RoundState, Source};
use crate::results::store::{self, EntryOfRow, Feeder, Ranked};
use crate::results::{CutTie, Obstacle, forms, points_text};
use crate::urls;
use crate::web::paging::{Cursor, Paged};
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/entries",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/entries",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/entries/{earlier}",
        web::get().to(ticks_show),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/entries/{earlier}",
        web::post().to(ticks_update),
    );
}

#[derive(Template)]
#[template(path = "results/intake.html")]
struct Intake {
    page: Page,
    contest: Contest,
    round: Round,
    feeders: Vec<Feeder>,
    tied: Vec<(EntryOfRow, String)>,
    taken: Paged<Taken>,
}

impl Intake {
    fn is_planned(&self) -> bool {
        self.round.state == RoundState::Planned
    }

    /// Everything that has to be settled before entries can be taken is.
    fn is_ready(&self) -> bool {
        let mut cut = self.feeders.iter().filter(|feeder| !feeder.is_by_hand());
        let any = cut.clone().next().is_some();
        any && cut.all(Feeder::is_ready)
    }

    fn line(&self, feeder: &Feeder) -> String {
        line_text(&self.page, feeder.round.line())
    }

    fn points(&self, score: &i32) -> String {
        points_text(*score, self.page.locale)
    }

    /// The entries of one tie, by number and title.
    fn names(&self, tie: &CutTie) -> Vec<EntryLine> {
        let of_tie = self
            .tied
            .iter()
            .filter(|(each, _)| tie.tied.contains(&each.id));
        of_tie
            .map(|(each, code)| EntryLine::with_code(each, code, self.page.locale))
            .collect()
    }

    fn earlier(&self, taken: &Taken) -> &str {
        let of = self
            .feeders
            .iter()
            .find(|each| each.round.id == taken.earlier);
        of.map_or("", |of| self.page.tri(&of.round.name))
    }
}

#[derive(Template)]
#[template(path = "results/intake_ticks.html")]
struct TicksPage {
    page: Page,
    contest: Contest,
    round: Round,
    earlier: Round,
    rows: Paged<Ranked>,
    after: String,
    f: Filled,
}

impl TicksPage {
    fn url(&self) -> String {
        let url = urls::round_entries(&self.contest.slug, self.round.id, self.earlier.id);
        urls::with_query(&url, &[("after", &self.after)])
    }

    fn title<'a>(&self, row: &'a Ranked) -> (Locale, &'a str) {
        row.entry.title_for(self.page.locale)
    }

    fn points(&self, score: &i32) -> String {
        points_text(*score, self.page.locale)
    }

    fn number(&self, row: &Ranked) -> String {
        number_text(&row.stream_code, row.entry.number.unwrap_or_default())
    }

    /// As ticked in a refused form, else as stored.
    fn is_ticked(&self, row: &Ranked) -> bool {
        if self.f.errors.is_empty() {
            row.taken
        } else {
            self.f.has("through", row.entry.id.to_string())
        }
    }
}

type RoundPath = web::Path<(String, Id<Round>)>;
type EarlierPath = web::Path<(String, Id<Round>, Id<Round>)>;

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
    let (round, feeders, tied, taken) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let feeders = Feeder::of(conn, &round)?;
            let tied = store::tied(conn, &feeders)?;
            let taken = round.taken(conn, query.after.parse().ok())?;
            Ok((round, feeders, tied, taken))
        })
        .await?;
    html(&Intake {
        page,
        contest: admin.contest,
        round,
        feeders,
        tied,
        taken,
    })
}

async fn create(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| store::take(conn, &contest, id, &by, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round_noun(&admin.contest.slug, id, "entries");
    Ok(flash::see_other(url, "flash-entries-taken"))
}

async fn ticks_view(
    app: &App,
    page: Page,
    admin: Admin,
    path: EarlierPath,
    after: String,
    f: Filled,
) -> Result<TicksPage> {
    let (contest, (_, id, earlier)) = (admin.contest.clone(), path.into_inner());
    let cursor: Option<Cursor<i32, Id<Entry>>> = after.parse().ok();
    let (round, feeder, rows) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let feeder = Feeder::one(conn, &round, earlier)?;
            let rows = feeder.ranked(conn, &round, cursor)?;
            Ok((round, feeder, rows))
        })
        .await?;
    Ok(TicksPage {
        page,
        contest: admin.contest,
        round,
        earlier: feeder.round,
        rows,
        after,
        f,
    })
}

async fn ticks_show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: EarlierPath,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let after = query.into_inner().after;
    html(&ticks_view(&app, page, admin, path, after, Filled::default()).await?)
}

async fn ticks_update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: EarlierPath,
    query: web::Query<After>,
    form: Form,
) -> Result<HttpResponse> {
    let after = query.into_inner().after;
    let ticks = match forms::ticks(&form) {
        Ok(ticks) => ticks,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = ticks_view(&app, page, admin, path, after, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id, earlier), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| store::tick(conn, &contest, (id, earlier), &by, &ticks, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round_entries(&admin.contest.slug, id, earlier);
    Ok(flash::see_other(
        urls::with_query(&url, &[("after", &after)]),
        "flash-saved",
    ))
}
