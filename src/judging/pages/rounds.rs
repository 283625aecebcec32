//! The console's pages of rounds: the list, one round's settings, its panel.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Category, Contest, Stream};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::judging::store::{Candidate, Readiness, SIGNATORIES};
use crate::judging::{Competence, CutRule, Format, Round, RoundState, Source, WHOLE, forms};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/rounds", web::get().to(index))
        .route("/contests/{contest}/admin/rounds/{id}", web::get().to(show))
        .route(
            "/contests/{contest}/admin/rounds/{id}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/rounds/{id}/panel",
            web::post().to(panel),
        )
        .route(
            "/contests/{contest}/admin/rounds/{id}/draw",
            web::post().to(draw),
        );
}

/// The address of one round's pages.
pub(super) type RoundPath = web::Path<(String, Id<Round>)>;

#[derive(Template)]
#[template(path = "judging/rounds.html")]
struct Rounds {
    page: Page,
    contest: Contest,
    rounds: Vec<Round>,
    streams: Vec<Stream>,
}

impl Rounds {
    /// Of which stream its entries are; all when it has none.
    fn stream(&self, round: &Round) -> &str {
        let of = self
            .streams
            .iter()
            .find(|each| Some(each.id) == round.stream_id);
        of.map_or("", |of| self.page.tri(&of.name))
    }
}

/// A round of the admin's contest, for a page that is there in one state of it only; `refusal` says why not in another.
pub(super) async fn round_in(
    app: &App,
    admin: &Admin,
    id: Id<Round>,
    state: RoundState,
    refusal: &'static str,
) -> Result<Round> {
    let contest = admin.contest.clone();
    let round = app
        .db
        .read(move |conn| Round::of(conn, &contest, id))
        .await?;
    match round.state == state {
        true => Ok(round),
        false => Err(Error::Conflict(refusal)),
    }
}

/// What a round's settings choose from.
pub(super) struct Choices {
    /// Rounds that come before it.
    pub rounds: Vec<Round>,
    pub streams: Vec<Stream>,
    pub categories: Vec<Category>,
}

impl Choices {
    /// Of these rounds; nothing comes out of a calibration. Two statements.
    pub fn of(conn: &mut Conn, contest: &Contest, mut rounds: Vec<Round>) -> Result<Self> {
        rounds.retain(|round| !round.calibration);
        Ok(Self {
            rounds,
            streams: contest.streams(conn)?,
            categories: contest.categories(conn)?,
        })
    }
}

#[derive(Template)]
#[template(path = "judging/round.html")]
struct Show {
    page: Page,
    contest: Contest,
    round: Round,
    candidates: Vec<Candidate>,
    readiness: Readiness,
    missing: Vec<&'static str>,
    choices: Choices,
    /// The rounds it takes entries from, where it takes what came through.
    earlier: Vec<Round>,
    /// The settings.
    f: Filled,
    /// The panel.
    g: Filled,
    /// The draw.
    d: Filled,
}

/// Which of the forms of a round's page was refused, and how.
enum Refused {
    Settings(Form, FieldErrors),
    Panel(Form, FieldErrors),
    Draw(Form, FieldErrors),
}

impl Show {
    /// An instant on the contest's clocks.
    fn local(&self, at: &Moment) -> String {
        let zone = self.contest.tz();
        format!(
            "{} ({})",
            self.page.locale.date_time(*at, zone),
            zone.name()
        )
    }

    fn weights(&self) -> String {
        crate::judging::weight_text(&i32::try_from(self.readiness.weights).unwrap_or(0))
    }

    fn is_planned(&self) -> bool {
        self.round.state == RoundState::Planned
    }

    /// Whether an entry gets as many judges as are on the panel, whatever is typed.
    fn follows_panel(&self) -> bool {
        self.round.calibration && self.is_planned()
    }

    /// Whether its judges compare two and two.
    fn asks_pairs(&self) -> bool {
        self.round.format == Format::Pairs
    }

    /// Which entries it takes, in words: where they come from, of which stream and category.
    fn entries_of(&self) -> String {
        let page = &self.page;
        let from: Vec<&str> = self
            .earlier
            .iter()
            .map(|each| page.tri(&each.name))
            .collect();
        let from = match self.round.source {
            Source::Accepted | Source::Chosen => page.t(self.round.source.key()).into_owned(),
            Source::Through => page
                .t1(
                    "round-came-through",
                    "rounds",
                    from.join(page.locale.comma()),
                )
                .into_owned(),
        };
        let stream = self.choices.streams.iter();
        let stream = stream.filter(|each| Some(each.id) == self.round.stream_id);
        let category = self.choices.categories.iter();
        let category = category.filter(|each| Some(each.id) == self.round.category_id);
        [from]
            .into_iter()
            .chain(stream.map(|each| page.tri(&each.name).to_owned()))
            .chain(category.map(|each| page.tri(&each.name).to_owned()))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Where its entries are taken or chosen; all accepted ones are in it by themselves.
    fn entries_url(&self) -> Option<String> {
        let noun = match self.round.source {
            Source::Accepted => return None,
            Source::Through => "entries",
            Source::Chosen => "picks",
        };
        Some(urls::round_noun(&self.contest.slug, self.round.id, noun))
    }

    /// Whether two organisers have confirmed what was scored.
    fn is_frozen(&self) -> bool {
        usize::try_from(self.readiness.confirmations).is_ok_and(|n| n >= SIGNATORIES)
    }

    fn is_whole(&self) -> bool {
        self.readiness.weights == i64::from(WHOLE)
    }

    fn languages(&self, candidate: &Candidate) -> String {
        let names: Vec<&str> = candidate
            .languages
            .iter()
            .map(|each| each.name(self.page.locale))
            .collect();
        names.join(self.page.locale.comma())
    }

    async fn load(
        app: &App,
        page: Page,
        admin: Admin,
        path: RoundPath,
        refused: Option<Refused>,
    ) -> Result<Self> {
        let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
        let (round, earlier, choices, candidates, readiness) = app
            .db
            .read(move |conn| {
                let all = Round::all_with_sources(conn, &contest, id)?;
                let (round, _) = all
                    .iter()
                    .find(|(each, _)| each.id == id)
                    .cloned()
                    .ok_or(Error::NotFound)?;
                let taken = all.iter().filter(|(_, taken)| *taken);
                let earlier: Vec<Round> = taken.map(|(each, _)| each.clone()).collect();
                let before = all.into_iter().map(|(each, _)| each);
                let before = before.filter(|each| each.position < round.position);
                let choices = Choices::of(conn, &contest, before.collect())?;
                let candidates = round.candidates(conn)?;
                let readiness = round.readiness(conn)?;
                Ok((round, earlier, choices, candidates, readiness))
            })
            .await?;
        let ids: Vec<_> = earlier.iter().map(|each| each.id).collect();
        let stored = Filled::new(forms::filled_round(&round, &ids, admin.contest.tz()));
        let panel = candidates.iter().fold(Form::new(), |form, each| {
            let Some(panelist) = &each.panelist else {
                return form;
            };
            let most = panelist.max_load.map(|most| most.to_string());
            form.with("judge", each.account.id).with(
                &format!("max_load.{}", each.account.id),
                most.unwrap_or_default(),
            )
        });
        let panel = Filled::new(panel);
        let draw = Filled::new(forms::filled_draw(&round));
        let (f, g, d) = match refused {
            Some(Refused::Settings(form, errors)) => (Filled::refused(form, errors), panel, draw),
            Some(Refused::Panel(form, errors)) => (stored, Filled::refused(form, errors), draw),
            Some(Refused::Draw(form, errors)) => (stored, panel, Filled::refused(form, errors)),
            None => (stored, panel, draw),
        };
        Ok(Self {
            page,
            contest: admin.contest,
            missing: readiness.missing(),
            round,
            candidates,
            readiness,
            choices,
            earlier,
            f,
            g,
            d,
        })
    }
}

async fn index(app: web::Data<App>, page: Page, admin: Admin) -> Result<HttpResponse> {
    let contest = admin.contest.clone();
    let (rounds, streams) = app
        .db
        .read(move |conn| Ok((Round::all(conn, &contest)?, contest.streams(conn)?)))
        .await?;
    html(&Rounds {
        page,
        contest: admin.contest,
        rounds,
        streams,
    })
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    html(&Show::load(&app, page, admin, path, None).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let settings = match forms::round(&form, admin.contest.tz()) {
        Ok(settings) => settings,
        Err(errors) => {
            let refused = Some(Refused::Settings(form, errors));
            let view = Show::load(&app, page, admin, path, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.change(conn, &by, &settings, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn panel(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let chosen = match forms::panel(&form) {
        Ok(chosen) => chosen,
        Err(errors) => {
            let refused = Some(Refused::Panel(form, errors));
            let view = Show::load(&app, page, admin, path, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest) = (admin.account, admin.contest.clone());
    app.db
        .write(move |conn| Round::of(conn, &contest, id)?.set_panel(conn, &by, &chosen, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-saved"))
}

async fn draw(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let (contest, id) = (admin.contest.clone(), path.1);
    let (round, streams) = app
        .db
        .read(move |conn| Ok((Round::of(conn, &contest, id)?, contest.streams(conn)?)))
        .await?;
    let countries = streams.iter().filter(|each| !each.countries.is_empty());
    let settings = match forms::draw_settings(&form, &round, countries.count()) {
        Ok(settings) => settings,
        Err(errors) => {
            let refused = Some(Refused::Draw(form, errors));
            let view = Show::load(&app, page, admin, path, refused).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (by, now) = (admin.account, app.clock.now());
    app.db
        .write(move |conn| round.set_draw(conn, &by, &settings, now))
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-saved"))
}
