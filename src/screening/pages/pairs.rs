//! Works that may be the same: the list of those that nobody decided, and two side by side.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Screener};
use crate::db::Id;
use crate::error::Result;
use crate::i18n::{Language, Locale};
use crate::screening::forms;
use crate::screening::store::{self, Couple, Place, Settled, Side};
use crate::theme::check::shared;
use crate::theme::{Pair, PairDecision, PairKind, Segment, segments};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, flash, html, html_with};

#[derive(Template)]
#[template(path = "screening/pairs.html")]
struct Index {
    page: Page,
    contest: Contest,
    pairs: Paged<Couple>,
}

#[derive(serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
}

pub async fn index(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    query: web::Query<Asked>,
) -> Result<HttpResponse> {
    let (contest, after) = (who.contest.id, query.into_inner().after);
    let pairs = app
        .db
        .read(move |conn| store::undecided(conn, contest, &after))
        .await?;
    html(&Index {
        page,
        contest: who.contest,
        pairs,
    })
}

/// Title and synopsis in one language, of one side.
struct Marked {
    title: Vec<Segment>,
    synopsis: Vec<Segment>,
}

/// The words of both sides in one language; a side may have none.
struct Words {
    locale: Locale,
    sides: [Option<Marked>; 2],
    /// Whether both sides have a passage in common.
    in_common: bool,
}

/// What both say in each language that one of them has, with the passages that they share.
fn words(couple: &Couple) -> Vec<Words> {
    let both = [&couple.first, &couple.second];
    let locales = Locale::ALL.iter().copied();
    let locales = locales.filter(|locale| both.iter().any(|side| side.texts.contains_key(locale)));
    locales
        .map(|locale| {
            let texts = both.map(|side| side.texts.get(&locale));
            // A title may have become a part of the other's synopsis.
            let whole = texts.map(|text| {
                text.map(|text| format!("{}\n{}", text.title, text.synopsis))
                    .unwrap_or_default()
            });
            let (left, right) = shared(&whole[0], &whole[1]);
            let in_common = !left.is_empty();
            let marked = |at: usize, marks: &[(usize, usize)]| {
                let text = texts[at]?;
                let title = text.title.chars().count();
                let after: Vec<(usize, usize)> = marks
                    .iter()
                    .map(|(start, end)| {
                        (
                            start.saturating_sub(title + 1),
                            end.saturating_sub(title + 1),
                        )
                    })
                    .collect();
                Some(Marked {
                    title: segments(&text.title, marks),
                    synopsis: segments(&text.synopsis, &after),
                })
            };
            Words {
                locale,
                sides: [marked(0, &left), marked(1, &right)],
                in_common,
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "screening/pair.html")]
struct Show {
    page: Page,
    contest: Contest,
    couple: Couple,
    settled: Vec<Settled>,
    words: Vec<Words>,
    form: Filled,
    /// Whether one of the works is the screener's own.
    own: bool,
}

impl Show {
    fn sides(&self) -> [&Side; 2] {
        [&self.couple.first, &self.couple.second]
    }

    /// Names of languages in the reader's own.
    fn languages(&self, list: &[Language]) -> String {
        let names: Vec<&str> = list
            .iter()
            .map(|each| each.name(self.page.locale))
            .collect();
        names.join(self.page.locale.comma())
    }

    fn day(&self, day: &chrono::NaiveDate) -> String {
        self.page.locale.date(*day)
    }
}

/// How alike the works of a pair are, in words.
pub fn likeness(page: &Page, pair: &Pair) -> String {
    let key = match pair.kind {
        PairKind::Identical => "pair-likeness-identical",
        PairKind::Series => "pair-likeness-series",
        PairKind::Text => "pair-likeness-text",
        PairKind::Translation => "pair-likeness-translation",
    };
    page.t1(key, "percent", pair.percent()).into_owned()
}

async fn load(app: &App, page: Page, who: Screener, id: Id<Pair>) -> Result<Show> {
    let (contest, me) = (who.contest.id, who.account.id);
    let (couple, settled) = app
        .db
        .read(move |conn| store::couple(conn, contest, id))
        .await?;
    Ok(Show {
        page,
        contest: who.contest,
        words: words(&couple),
        form: Filled::new(Form::new().with("version", couple.pair.version)),
        own: couple.is_by(me),
        settled,
        couple,
    })
}

pub async fn show(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    path: web::Path<(String, Id<Pair>)>,
) -> Result<HttpResponse> {
    html(&load(&app, page, who, path.into_inner().1).await?)
}

/// Decides, and leads back to the pair with what was decided.
pub async fn decide(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    path: web::Path<(String, Id<Pair>)>,
    form: Form,
) -> Result<HttpResponse> {
    let pair = path.into_inner().1;
    let decision = match forms::pair_decision(&form) {
        Ok(decision) => decision,
        Err(errors) => {
            let mut view = load(&app, page, who, pair).await?;
            view.form = Filled::refused(form, errors);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, url) = (
        app.clock.now(),
        urls::screening_pair(&who.contest.slug, pair),
    );
    app.db
        .write(move |conn| {
            store::decide_pair(conn, &who.contest, &who.account, pair, &decision, now)
        })
        .await?;
    Ok(flash::see_other(url, "flash-pair-decided"))
}
