//! The film and the scorecard beside it.

use actix_web::http::StatusCode;
use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::entries::{AiUse, Metadata, Provenance, number_text};
use crate::error::Result;
use crate::i18n::{Language, Locale};
use crate::judging::store::{JudgedEntry, Neighbours, Outcome, Saved, Scorecard};
use crate::judging::{Assignment, AssignmentState, Ballot, Others, RoundState, forms, points_text};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/scores",
        web::post().to(scores),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/submission",
        web::post().to(submission),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/skip",
        web::post().to(skip),
    );
}

/// The address of one assignment's pages.
pub(super) type AssignmentPath = web::Path<(String, Id<Assignment>)>;

#[derive(Template)]
#[template(path = "judging/ballot.html")]
struct Show {
    page: Page,
    contest: Contest,
    card: Scorecard,
    entry: JudgedEntry,
    others: Option<Others>,
    neighbours: Neighbours,
    f: Filled,
}

impl Show {
    async fn load(
        app: &App,
        page: Page,
        judge: Judge,
        id: Id<Assignment>,
        refused: Option<(Form, FieldErrors)>,
    ) -> Result<Self> {
        let who = judge.clone();
        let (card, entry, others, neighbours) = app
            .db
            .read(move |conn| {
                let card = Scorecard::of(conn, &who, id)?;
                let entry = card.entry(conn)?;
                let others = card.others(conn)?;
                let neighbours = card.neighbours(conn)?;
                Ok((card, entry, others, neighbours))
            })
            .await?;
        let f = match refused {
            Some((form, errors)) => Filled::refused(form, errors),
            None => {
                let lines = card
                    .lines
                    .iter()
                    .map(|line| (line.criterion.code.as_str(), line.points));
                Filled::new(forms::filled_scores(lines, card.note(), card.version()))
            }
        };
        Ok(Self {
            page,
            contest: judge.contest,
            card,
            entry,
            others,
            neighbours,
            f,
        })
    }

    fn is_open(&self) -> bool {
        self.card.round.state == RoundState::Open
    }

    fn is_skipped(&self) -> bool {
        self.card.assignment.state == AssignmentState::Skipped
    }

    fn number(&self) -> String {
        number_text(&self.entry.stream_code, self.entry.number.unwrap_or(0))
    }

    /// The text that this judge reads, and its language.
    fn text(&self) -> Option<(Locale, &Metadata)> {
        self.entry
            .content
            .text_for(self.page.locale, self.entry.original_locale)
    }

    /// The text in the original language, when it is not the one shown.
    fn original(&self) -> Option<(Locale, &Metadata)> {
        let original = self.entry.original_locale;
        let text = self.entry.content.texts.get(&original)?;
        let shown = self.text().map(|(locale, _)| locale);
        (shown != Some(original) && !text.title.is_empty()).then_some((original, text))
    }

    fn languages(&self, languages: &[Language]) -> String {
        let names: Vec<&str> = languages
            .iter()
            .map(|each| each.name(self.page.locale))
            .collect();
        names.join(self.page.locale.comma())
    }

    fn is_web_link(&self) -> bool {
        let url = &self.entry.link_url;
        url.starts_with("https://") || url.starts_with("http://")
    }

    /// Points as this reader writes them; forms have them with a point.
    fn points(&self, tenths: &i32) -> String {
        let text = points_text(tenths);
        match self.page.locale {
            Locale::Ru => text.replace('.', ","),
            Locale::Zh | Locale::En => text,
        }
    }

    fn field(&self, code: &str) -> String {
        format!("points.{code}")
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    html(&Show::load(&app, page, judge, id, None).await?)
}

/// What the script is told after a save.
#[derive(serde::Serialize)]
struct Told {
    version: i32,
    /// Thousandths of a point.
    total: Option<i32>,
    submitted: bool,
}

fn wants_json(req: &HttpRequest) -> bool {
    req.headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"))
}

async fn scores(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    let json = wants_json(&req);
    match save(&app, &judge, id, &form, false).await? {
        Ok(saved) if json => Ok(HttpResponse::Ok()
            .insert_header(("Cache-Control", "no-store"))
            .json(Told {
                version: saved.version,
                total: saved.total,
                submitted: saved.is_submitted,
            })),
        Ok(_) => {
            let url = urls::ballot(&judge.contest.slug, id);
            Ok(flash::see_other(url, "flash-saved"))
        }
        Err(_) if json => Ok(HttpResponse::UnprocessableEntity().finish()),
        Err(errors) => refuse(&app, page, judge, id, form, errors).await,
    }
}

async fn submission(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    let errors = match save(&app, &judge, id, &form, true).await? {
        Ok(saved) if saved.is_submitted => {
            let url = urls::ballot(&judge.contest.slug, id);
            return Ok(flash::see_other(url, "flash-ballot-submitted"));
        }
        Ok(saved) => {
            let mut errors = FieldErrors::default();
            for code in &saved.missing {
                errors.add(&format!("points.{code}"), "field-points-missing");
            }
            // What was given is saved; the page shows it with the version that this made.
            return refuse(&app, page, judge, id, renewed(form, saved.version), errors).await;
        }
        Err(errors) => errors,
    };
    refuse(&app, page, judge, id, form, errors).await
}

/// The same form with the version of the ballot that it was saved as.
fn renewed(form: Form, version: i32) -> Form {
    let pairs: Vec<(String, String)> = form
        .names()
        .filter(|name| *name != "version")
        .map(|name| (name.to_owned(), form.get(name).to_owned()))
        .collect();
    pairs
        .into_iter()
        .fold(Form::new(), |form, (name, value)| form.with(&name, value))
        .with("version", version)
}

async fn save(
    app: &App,
    judge: &Judge,
    id: Id<Assignment>,
    form: &Form,
    submit: bool,
) -> Result<std::result::Result<Saved, FieldErrors>> {
    let (who, now) = (judge.clone(), app.clock.now());
    let given = match forms::scores(form) {
        Ok(given) => given,
        Err(errors) => {
            // Whose assignment it is comes before what is wrong with the form.
            app.db
                .read(move |conn| Scorecard::of(conn, &who, id)?.require_open())
                .await?;
            return Ok(Err(errors));
        }
    };
    let outcome = app
        .db
        .write(move |conn| {
            if submit {
                Ballot::submit(conn, &who, id, &given, now)
            } else {
                Ballot::save(conn, &who, id, &given, now)
            }
        })
        .await?;
    Ok(match outcome {
        Outcome::Saved(saved) => Ok(saved),
        Outcome::Wrong(errors) => Err(errors),
    })
}

async fn refuse(
    app: &App,
    page: Page,
    judge: Judge,
    id: Id<Assignment>,
    form: Form,
    errors: FieldErrors,
) -> Result<HttpResponse> {
    let view = Show::load(app, page, judge, id, Some((form, errors))).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

async fn skip(
    app: web::Data<App>,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (who, back) = (judge.clone(), form.has("back", "yes"));
    app.db
        .write(move |conn| {
            let card = Scorecard::of(conn, &who, id)?;
            if back {
                card.resume(conn, now)
            } else {
                card.skip(conn, now)
            }
        })
        .await?;
    let slug = &judge.contest.slug;
    if back {
        Ok(flash::see_other(urls::ballot(slug, id), "flash-resumed"))
    } else {
        Ok(flash::see_other(urls::judging(slug), "flash-skipped"))
    }
}
