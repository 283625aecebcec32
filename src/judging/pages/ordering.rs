//! The page on which a judge puts all their entries of a round in one order.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::error::Result;
use crate::judging::store::{OrderEntry, OrderOutcome, OrderSheet, Unwatched};
use crate::judging::{Assignment, Round, forms, order};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/rounds/{id}/order",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/judging/rounds/{id}/order",
        web::post().to(save),
    );
}

/// The address of what a judge does in one round.
pub(super) type JudgedRoundPath = web::Path<(String, Id<Round>)>;

#[derive(Template)]
#[template(path = "judging/order.html")]
struct Show {
    page: Page,
    contest: Contest,
    sheet: OrderSheet,
    /// Whether the order was changed elsewhere since the page was drawn.
    stale: bool,
    /// Films of which little was played, when the judge is asked whether to submit all the same.
    unwatched: Vec<Unwatched>,
    f: Filled,
}

/// What the page has in its fields instead of what is stored.
enum Typed {
    Refused(Form, FieldErrors),
    Stale(Form),
    /// Nothing is wrong: less of these films was played than the round asks for.
    Unwatched(Form, Vec<Unwatched>),
    /// Moved up or down one place, and not saved.
    Moved(Form, Id<Assignment>, bool),
}

impl Show {
    async fn load(
        app: &App,
        page: Page,
        judge: Judge,
        round: Id<Round>,
        typed: Option<Typed>,
    ) -> Result<Self> {
        let who = judge.clone();
        let sheet = app
            .db
            .read(move |conn| OrderSheet::of(conn, &who, round))
            .await?;
        let stale = matches!(typed, Some(Typed::Stale(_)));
        let mut unwatched = Vec::new();
        let f = match typed {
            None => Filled::new(forms::filled_order(&sheet.places(), sheet.version())),
            Some(Typed::Refused(form, errors)) => Filled::refused(form, errors),
            Some(Typed::Stale(form)) => Filled::new(form.set("version", sheet.version())),
            Some(Typed::Unwatched(form, films)) => {
                unwatched = films;
                Filled::new(form.set("version", sheet.version()).set("sure", "yes"))
            }
            Some(Typed::Moved(form, which, up)) => {
                let own = sheet.entries.iter().map(|each| each.assignment);
                let places = order::moved(&placed(own, &form), which, up);
                let filled = places.iter().fold(form, |form, (id, place)| {
                    let text = place.map_or_else(String::new, |place| place.to_string());
                    form.set(&forms::place_field(*id), text)
                });
                Filled::new(filled)
            }
        };
        Ok(Self {
            page,
            contest: judge.contest,
            sheet,
            stale,
            unwatched,
            f,
        })
    }

    /// The films that the judge is asked about, as entries.
    fn asked(&self) -> Vec<(&OrderEntry, i32)> {
        let entry = |id| self.sheet.entries.iter().find(|each| each.assignment == id);
        let films = self.unwatched.iter();
        films
            .filter_map(|film| Some((entry(film.assignment)?, film.percent)))
            .collect()
    }

    /// The entries as the fields have them in order.
    fn rows(&self) -> Vec<&OrderEntry> {
        let entries = &self.sheet.entries;
        let own = entries.iter().map(|each| each.assignment);
        let sorted = order::sorted(&placed(own, &self.f.form));
        let find = |id| entries.iter().find(|each| each.assignment == id);
        sorted.into_iter().filter_map(|(id, _)| find(id)).collect()
    }

    fn field(&self, entry: &OrderEntry) -> String {
        forms::place_field(entry.assignment)
    }

    /// The place that is stored, where another one was typed on a page drawn before.
    fn elsewhere(&self, entry: &OrderEntry) -> Option<i32> {
        let stored = self.sheet.places().into_iter();
        let place = stored.filter(|(id, _)| *id == entry.assignment);
        let place = place.filter_map(|(_, place)| place).next()?;
        let typed = self.f.value(&self.field(entry)).trim() == place.to_string();
        (self.stale && !typed).then_some(place)
    }
}

/// Each of these entries with the place that a form has for it.
fn placed(
    entries: impl Iterator<Item = Id<Assignment>>,
    form: &Form,
) -> Vec<(Id<Assignment>, Option<i32>)> {
    let typed = forms::typed_places(form);
    let place = |id| typed.iter().find(|(each, _)| *each == id);
    entries
        .map(|id| (id, place(id).and_then(|(_, place)| *place)))
        .collect()
}

/// What a button of the page asks for.
enum Asked {
    Save,
    Submit,
    Move(Id<Assignment>, bool),
}

fn asked(form: &Form) -> Asked {
    let moved = |text: &str, up| Some(Asked::Move(text.parse().ok()?, up));
    match form.get("do") {
        "submit" => Asked::Submit,
        text => match text.split_once('.') {
            Some(("up", id)) => moved(id, true),
            Some(("down", id)) => moved(id, false),
            _ => None,
        }
        .unwrap_or(Asked::Save),
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: JudgedRoundPath,
) -> Result<HttpResponse> {
    html(&Show::load(&app, page, judge, path.1, None).await?)
}

async fn save(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: JudgedRoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let submit = match asked(&form) {
        Asked::Move(which, up) => {
            let typed = Typed::Moved(form, which, up);
            return html(&Show::load(&app, page, judge, id, Some(typed)).await?);
        }
        Asked::Submit => true,
        Asked::Save => false,
    };
    let given = match forms::order(&form) {
        Ok(given) => given,
        Err(errors) => {
            let typed = Typed::Refused(form, errors);
            let view = Show::load(&app, page, judge, id, Some(typed)).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let who = judge.clone();
    let outcome = app
        .db
        .write(move |conn| OrderSheet::save(conn, &who, id, &given, submit, now))
        .await?;
    let (status, typed) = match outcome {
        OrderOutcome::Saved => {
            let url = urls::round_order(&judge.contest.slug, id);
            let word = match submit {
                true => "flash-order-submitted",
                false => "flash-saved",
            };
            return Ok(flash::see_other(url, word));
        }
        OrderOutcome::Wrong(errors) => {
            let typed = Typed::Refused(form, errors);
            (StatusCode::UNPROCESSABLE_ENTITY, typed)
        }
        OrderOutcome::Unwatched(films) => {
            let typed = Typed::Unwatched(form, films);
            (StatusCode::UNPROCESSABLE_ENTITY, typed)
        }
        OrderOutcome::Stale => (StatusCode::CONFLICT, Typed::Stale(form)),
    };
    html_with(
        status,
        &Show::load(&app, page, judge, id, Some(typed)).await?,
    )
}
