//! What everyone sees: the list of contests, a contest, its rules.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{After, requirements};
use crate::app::App;
use crate::contests::store::{Listed, open_to_all};
use crate::contests::{Category, Contest, Phase, Prose, Stream};
use crate::db::Moment;
use crate::error::Result;
use crate::i18n::Locale;
use crate::results::{self, Award, Published};
use crate::web::paging::Paged;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/", web::get().to(home))
        .route("/contests/{contest}", web::get().to(show))
        .route("/contests/{contest}/rules", web::get().to(rules));
}

#[derive(Template)]
#[template(path = "contests/home.html")]
struct Home {
    page: Page,
    contests: Paged<Listed>,
}

async fn home(app: web::Data<App>, page: Page, query: web::Query<After>) -> Result<HttpResponse> {
    let contests = app
        .db
        .read(move |conn| open_to_all(conn, query.after))
        .await?;
    html(&Home { page, contests })
}

#[derive(Template)]
#[template(path = "contests/show.html")]
struct Show {
    page: Page,
    contest: Contest,
    prose: Prose,
    phase: Phase,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    requirements: Vec<String>,
    awards: Vec<Award>,
    published: Option<Published>,
    is_admin: bool,
}

impl Show {
    /// What the countdown runs to: the opening, then the deadline.
    fn next(&self) -> Option<Moment> {
        match self.phase {
            Phase::Announced => self.contest.opens_at,
            Phase::Open => self.contest.closes_at,
            Phase::Preparing | Phase::Closed => None,
        }
    }

    /// The theme in the languages that the reader does not read: the contest has two sides.
    fn other_themes(&self) -> Vec<(Locale, &str)> {
        let shown = self.page.tri(&self.contest.theme);
        self.contest
            .theme
            .locales()
            .map(|locale| (locale, self.contest.theme.get(locale)))
            .filter(|(_, theme)| *theme != shown)
            .collect()
    }
}

/// The countries of a stream, by name; none for the stream of all the others.
fn country_names(stream: &Stream, page: &Page) -> String {
    let names: Vec<&str> = stream
        .countries
        .iter()
        .map(|country| country.name(page.locale))
        .collect();
    match page.locale {
        Locale::Zh => names.join("、"),
        Locale::Ru | Locale::En => names.join(", "),
    }
}

async fn show(app: web::Data<App>, page: Page, slug: web::Path<String>) -> Result<HttpResponse> {
    let visitor = page.account.clone();
    let (contest, prose, is_admin, streams, categories, awards, published) = app
        .db
        .read(move |conn| {
            let (contest, is_admin) = Contest::seen_by(conn, &slug, visitor.as_ref())?;
            let prose = contest.prose(conn)?;
            let streams = contest.streams(conn)?;
            let categories = contest.categories(conn)?;
            let awards = results::store::awards(conn, contest.id)?;
            let published = results::store::published(conn, contest.id)?;
            Ok((
                contest, prose, is_admin, streams, categories, awards, published,
            ))
        })
        .await?;
    html(&Show {
        phase: contest.phase(page.now),
        requirements: requirements::in_words(&page, &contest.entry_rules),
        page,
        contest,
        prose,
        streams,
        categories,
        awards,
        published,
        is_admin,
    })
}

#[derive(Template)]
#[template(path = "contests/rules.html")]
struct Rules {
    page: Page,
    contest: Contest,
    prose: Prose,
}

async fn rules(app: web::Data<App>, page: Page, slug: web::Path<String>) -> Result<HttpResponse> {
    let visitor = page.account.clone();
    let (contest, prose) = app
        .db
        .read(move |conn| {
            let (contest, _) = Contest::seen_by(conn, &slug, visitor.as_ref())?;
            let prose = contest.prose(conn)?;
            Ok((contest, prose))
        })
        .await?;
    html(&Rules {
        page,
        contest,
        prose,
    })
}
