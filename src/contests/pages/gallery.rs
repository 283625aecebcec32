//! The gallery: accepted entries, for everyone once an admin has opened it. Creators are not named there, since
//! judges may be scoring.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::store::{self, Exhibit};
use crate::app::App;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id};
use crate::entries::{Entry, Metadata, number_text};
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Filled, Form, Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/gallery", web::get().to(index))
        .route("/contests/{contest}/gallery/{id}", web::get().to(show));
}

/// What an accepted entry is called and where it stands.
struct Label {
    number: String,
    stream: String,
    category: String,
}

/// An accepted entry on its own page.
struct Work {
    entry: Entry,
    label: Label,
    /// The language of the texts below, which may be another than the reader's.
    locale: Locale,
    text: Metadata,
}

/// An accepted entry in the list.
struct Card {
    exhibit: Exhibit,
    label: Label,
    /// The language of the title.
    locale: Locale,
    title: String,
}

/// The parts of a contest that an entry is in.
struct Parts {
    streams: Vec<Stream>,
    categories: Vec<Category>,
}

impl Parts {
    fn of(conn: &mut Conn, contest: &Contest) -> Result<Self> {
        Ok(Self {
            streams: contest.streams(conn)?,
            categories: contest.categories(conn)?,
        })
    }

    fn label(
        &self,
        page: &Page,
        stream: Id<Stream>,
        category: Option<Id<Category>>,
        number: Option<i32>,
    ) -> Label {
        let stream = self.streams.iter().find(|s| s.id == stream);
        let category = self.categories.iter().find(|c| Some(c.id) == category);
        Label {
            number: number_text(stream.map_or("", |s| &s.code), number.unwrap_or_default()),
            stream: stream.map_or("", |s| page.tri(&s.name)).to_owned(),
            category: category.map_or("", |c| page.tri(&c.name)).to_owned(),
        }
    }

    fn card(&self, page: &Page, exhibit: Exhibit) -> Card {
        let (locale, title) = exhibit
            .titles
            .or_original(page.locale, exhibit.original_locale)
            .unwrap_or((exhibit.original_locale, &exhibit.title));
        Card {
            label: self.label(page, exhibit.stream_id, exhibit.category_id, exhibit.number),
            locale,
            title: title.to_owned(),
            exhibit,
        }
    }

    fn work(&self, page: &Page, entry: Entry) -> Work {
        let (locale, text) = entry
            .content
            .text_for(page.locale, entry.original_locale)
            .map_or_else(
                || {
                    let text = Metadata {
                        title: entry.title.clone(),
                        ..Metadata::default()
                    };
                    (entry.original_locale, text)
                },
                |(locale, text)| (locale, text.clone()),
            );
        Work {
            label: self.label(page, entry.stream_id, entry.category_id, entry.number),
            locale,
            text,
            entry,
        }
    }
}

#[derive(serde::Deserialize)]
struct Filter {
    #[serde(default)]
    stream: String,
    #[serde(default)]
    category: String,
    after: Option<Id<Entry>>,
}

#[derive(Template)]
#[template(path = "contests/gallery.html")]
struct Index {
    page: Page,
    contest: Contest,
    parts: Parts,
    works: Paged<Card>,
    f: Filled,
    /// The list's address with its filters.
    url: String,
}

/// The contest, if its gallery is open.
fn opened(conn: &mut Conn, slug: &str) -> Result<Contest> {
    let contest = Contest::published(conn, slug)?;
    if contest.gallery_opened_at.is_none() {
        return Err(Error::NotFound);
    }
    Ok(contest)
}

async fn index(
    app: web::Data<App>,
    page: Page,
    slug: web::Path<String>,
    query: web::Query<Filter>,
) -> Result<HttpResponse> {
    let Filter {
        stream,
        category,
        after,
    } = query.into_inner();
    let form = Form::new()
        .with("stream", &stream)
        .with("category", &category);
    let url = urls::with_query(
        &urls::gallery(&*slug),
        &[("stream", &stream), ("category", &category)],
    );
    let (contest, parts, exhibits) = app
        .db
        .read(move |conn| {
            let contest = opened(conn, &slug)?;
            let parts = Parts::of(conn, &contest)?;
            // A code that names nothing filters nothing.
            let stream = parts
                .streams
                .iter()
                .find(|s| s.code == stream)
                .map(|s| s.id);
            let category = parts
                .categories
                .iter()
                .find(|c| c.code == category)
                .map(|c| c.id);
            let exhibits = store::gallery(conn, &contest, stream, category, after)?;
            Ok((contest, parts, exhibits))
        })
        .await?;
    html(&Index {
        works: exhibits.map(|exhibit| parts.card(&page, exhibit)),
        page,
        contest,
        parts,
        f: Filled::new(form),
        url,
    })
}

#[derive(Template)]
#[template(path = "contests/gallery_entry.html")]
struct Show {
    page: Page,
    contest: Contest,
    work: Work,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    path: web::Path<(String, Id<Entry>)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (contest, parts, entry) = app
        .db
        .read(move |conn| {
            let contest = opened(conn, &slug)?;
            let entry = store::shown(conn, &contest, id)?;
            let parts = Parts::of(conn, &contest)?;
            Ok((contest, parts, entry))
        })
        .await?;
    let work = parts.work(&page, entry);
    html(&Show {
        page,
        contest,
        work,
    })
}
