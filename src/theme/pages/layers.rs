//! Layers that learn from screeners' decisions: taught on request, looked at, turned on and off.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::shown;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::{Conn, Id};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Anything;
use crate::i18n::Locale;
use crate::screening::store::lesson_counts;
use crate::theme::check::Prepared;
use crate::theme::forecast::{Forecast, Named};
use crate::theme::learned::{Advice, Counts, Figures};
use crate::theme::store::{self, LayerRow, NewRun, Sheet};
use crate::theme::{
    Band, Outcome, RunKind, Scope, Setting, Source, ThemeLayer, ThemeProfile, ThemeRun, encoder,
    encoder_of,
};
use crate::urls;
use crate::web::form::Problem;
use crate::web::paging::{LIMIT, Paged};
use crate::web::{FieldErrors, Filled, Form, Page, flash, html, html_with};

/// Entries that are judged with and without a layer while the admin waits, the oldest.
const LOOKED_AT: usize = 500;
/// Entries that are named among those that change.
const CHANGED: usize = 50;

/// What the theme's page says of learning.
pub struct Learning {
    /// Decisions that would teach now.
    pub counts: Counts,
    /// Whether the theme is judged by meaning: otherwise nothing can be learned.
    pub is_possible: bool,
    /// Whether a layer is being taught.
    pub is_ordered: bool,
    pub layers: Vec<LayerRow>,
}

impl Learning {
    /// Three statements. `encoder` is the one that entries are read with.
    pub fn of(conn: &mut Conn, contest: Id<Contest>, encoder: Option<&str>) -> Result<Self> {
        Ok(Self {
            counts: lesson_counts(conn, contest, encoder)?,
            is_possible: encoder.is_some(),
            is_ordered: ThemeLayer::is_ordered(conn, contest)?,
            layers: ThemeLayer::newest(conn, contest)?,
        })
    }

    /// Why no layer can be taught now.
    fn obstacle(&self) -> Option<Problem> {
        if !self.is_possible {
            return Some(Problem::new("field-theme-layer-words"));
        }
        let missing = self.counts.missing()?;
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Some(
            Problem::new("field-theme-layer-few")
                .arg("accepted", number(missing.accepted))
                .arg("declined", number(missing.declined))
                .arg("decisions", number(missing.decisions)),
        )
    }

    /// The same, in words.
    pub fn missing(&self, locale: impl Into<Locale>) -> Option<String> {
        Some(self.obstacle()?.text(locale))
    }
}

/// Of a hundred, with one digit.
fn of_hundred(share: f64, page: &Page) -> String {
    let text = format!("{:.1}", share * 100.0).replace('-', "−");
    match page.locale {
        Locale::Ru => text.replace('.', ","),
        Locale::Zh | Locale::En => text,
    }
}

/// The figures of a layer, in words.
impl Figures {
    /// How many pairs of a hundred are in the right order: by the plain check, and with the layer.
    pub fn pairs(&self, page: &Page) -> String {
        let (plain, learned) = (of_hundred(self.plain, page), of_hundred(self.learned, page));
        let said = page.t2("theme-layer-pairs", "plain", plain, "learned", learned);
        said.into_owned()
    }

    /// What to make of it.
    pub fn advice_in(&self, page: &Page) -> String {
        let (low, high) = self.interval();
        let (low, high) = (of_hundred(low, page), of_hundred(high, page));
        let key = match self.advice() {
            Advice::Better => "theme-layer-better",
            Advice::Same => "theme-layer-same",
            Advice::Worse => "theme-layer-worse",
        };
        page.t2(key, "low", low, "high", high).into_owned()
    }

    /// The class of the advice.
    pub fn tone(&self) -> &'static str {
        match self.advice() {
            Advice::Better => "good",
            Advice::Same => "warn",
            Advice::Worse => "bad",
        }
    }
}

/// Has a layer taught from the decisions that hold.
pub async fn create(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    form: Form,
) -> Result<HttpResponse> {
    let (contest, by, now) = (admin.contest.id, admin.account.id, app.clock.now());
    let refused = app
        .db
        .write(move |conn| {
            let current = ThemeProfile::current(conn, contest)?;
            let profile = current.map(|current| current.profile()).transpose()?;
            let encoder = profile.as_ref().and_then(encoder_of);
            let obstacle = Learning::of(conn, contest, encoder)?.obstacle();
            if obstacle.is_none() {
                ThemeLayer::order(conn, contest, by, now)?;
            }
            Ok(obstacle)
        })
        .await?;
    if let Some(problem) = refused {
        let (mut view, _) = shown(&app, page, admin.contest, None).await?;
        view.train = Filled::refused(form, FieldErrors::one("layer", problem));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    app.wake.notify_one();
    let url = urls::admin(&admin.contest.slug, "theme");
    Ok(flash::see_other(url, "flash-theme-layer-ordered"))
}

/// A decision that taught, with its entry; nothing of one that is gone.
pub struct Lesson {
    source: Source,
    entry: Option<Named>,
}

#[derive(Template)]
#[template(path = "theme/layer.html")]
struct Show {
    page: Page,
    contest: Contest,
    row: LayerRow,
    lessons: Paged<Lesson>,
    /// The version of the profile in force, if it is another than the layer was taught with.
    newer: Option<i32>,
}

impl Show {
    /// Whether its numbers are for the encoder in this program.
    fn fits(&self) -> bool {
        encoder::ID.is_some_and(|id| self.row.layer.fits(id))
    }

    fn encoder(&self) -> String {
        hex::encode(self.row.layer.encoder.get(..4).unwrap_or_default())
    }
}

#[derive(serde::Deserialize)]
pub struct After {
    after: Option<Id<Anything>>,
}

pub async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, i32)>,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let (contest, number) = (admin.contest.id, path.into_inner().1);
    let after = query.after;
    let (row, lessons, current) = app
        .db
        .read(move |conn| {
            let (row, sources) = ThemeLayer::of_number(conn, contest, number)?;
            let rest = sources
                .into_iter()
                .filter(|source| after.is_none_or(|after| source.screening > after));
            let shown: Vec<Source> = rest.take(LIMIT as usize).collect();
            let ids: Vec<Id<Entry>> = shown.iter().map(|source| source.entry).collect();
            let mut names: HashMap<Id<Entry>, Named> = store::names(conn, contest, &ids)?;
            let lessons = Paged::new(shown, |source| source.screening).map(|source| Lesson {
                entry: names.remove(&source.entry),
                source,
            });
            let current = ThemeProfile::current(conn, contest)?;
            Ok((row, lessons, current))
        })
        .await?;
    let newer = current.map(|current| current.version);
    html(&Show {
        page,
        contest: admin.contest,
        newer: newer.filter(|version| *version != row.version),
        row,
        lessons,
    })
}

/// An entry that would be judged otherwise.
struct Moved {
    entry: Named,
    before: (Band, f64),
    after: (Band, f64),
}

/// The question whether to turn a layer on or off, with what would come of it.
#[derive(Template)]
#[template(path = "theme/switch.html")]
struct Switch {
    page: Page,
    contest: Contest,
    row: LayerRow,
    /// Turned on, or off.
    on: bool,
    /// The layer that it takes the place of.
    instead: Option<i32>,
    forecast: Forecast,
    moved: Vec<Moved>,
    /// Entries that were not looked at: there are too many.
    is_part: bool,
    asked: Filled,
}

impl Switch {
    fn noun(&self) -> &'static str {
        if self.on {
            "activation"
        } else {
            "deactivation"
        }
    }
}

pub async fn turn_on(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, i32)>,
    form: Form,
) -> Result<HttpResponse> {
    switch(&app, page, admin, path.into_inner().1, form, true).await
}

pub async fn turn_off(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, i32)>,
    form: Form,
) -> Result<HttpResponse> {
    switch(&app, page, admin, path.into_inner().1, form, false).await
}

/// Shows what changes; does it once that is confirmed.
async fn switch(
    app: &App,
    page: Page,
    admin: Admin,
    number: i32,
    form: Form,
    on: bool,
) -> Result<HttpResponse> {
    let contest = admin.contest.id;
    if form.contains("confirm") {
        let (by, now) = (admin.account.id, app.clock.now());
        let again = form.contains("recheck").then(|| NewRun {
            kind: RunKind::Recheck,
            scope: Scope::All,
            toml: String::new(),
        });
        let run = app
            .db
            .write(move |conn| {
                let layer = ThemeLayer::of_number(conn, contest, number)?.0.layer;
                match on {
                    true => layer.turn_on(conn, by, now)?,
                    false => layer.turn_off(conn, by, now)?,
                }
                again
                    .map(|new| ThemeRun::start(conn, contest, by, new, now))
                    .transpose()
            })
            .await?;
        let slug = &admin.contest.slug;
        let url = match run {
            Some(run) => {
                app.wake.notify_one();
                urls::theme_run(slug, run)
            }
            None => urls::theme_layer(slug, number),
        };
        let done = match on {
            true => "flash-theme-layer-on",
            false => "flash-theme-layer-off",
        };
        return Ok(flash::see_other(url, done));
    }
    let (row, before, prepared, mut sheets) = app
        .db
        .read(move |conn| {
            let row = ThemeLayer::of_number(conn, contest, number)?.0;
            match (on, row.since.is_some()) {
                (true, true) => return Err(Error::Conflict("error-theme-layer-on")),
                (false, false) => return Err(Error::Conflict("error-theme-layer-off")),
                _ => {}
            }
            let prepared = store::prepared(conn, contest)?;
            let most = LOOKED_AT as i64 + 1;
            let encoder = prepared.encoder_id();
            let sheets = store::sheets(conn, contest, Scope::All, None, most, encoder)?;
            Ok((row, Setting::of(conn, contest)?, prepared, sheets))
        })
        .await?;
    let is_part = sheets.len() > LOOKED_AT;
    sheets.truncate(LOOKED_AT);
    let instead = before.layer.as_ref().map(|layer| layer.number);
    let instead = instead.filter(|_| on);
    let after = Setting {
        rules: before.rules.clone(),
        layer: on.then(|| row.layer.clone()),
    };
    let (forecast, moved) = web::block(move || effect(&prepared, sheets, &before, &after))
        .await
        .map_err(|error| Error::Internal(error.into()))?;
    html(&Switch {
        page,
        contest: admin.contest,
        row,
        on,
        instead,
        forecast,
        moved,
        is_part,
        asked: Filled::new(Form::new().with("recheck", "on")),
    })
}

/// What the entries come to with one layer and with another, by the same profile.
fn effect(
    prepared: &Prepared,
    sheets: Vec<Sheet>,
    before: &Setting,
    after: &Setting,
) -> (Forecast, Vec<Moved>) {
    let rules = prepared.profile().relevance;
    let earlier = store::foresee(prepared, sheets, before);
    let (sheets, outcomes): (Vec<Sheet>, Vec<Outcome>) = earlier.into_iter().unzip();
    let (mut forecast, mut moved) = (Forecast::default(), Vec::new());
    let later = store::foresee(prepared, sheets, after);
    for ((sheet, then), now) in later.into_iter().zip(outcomes) {
        forecast.add(&sheet.entry, Some(now.standing()), &then, &rules);
        if now.band != then.band && moved.len() < CHANGED {
            moved.push(Moved {
                entry: sheet.entry,
                before: (now.band, now.score),
                after: (then.band, then.score),
            });
        }
    }
    (forecast, moved)
}
