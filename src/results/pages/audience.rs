//! The console's votes of the audience: their sources, and the points that they make of each entry.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::results::audience::{MOST_SOURCES, Source};
use crate::results::forms::audience::{self as forms, BadLine, Typed};
use crate::results::store::{Voted, awards, counts, matched, sources, voted, votes_are_public};
use crate::results::{Award, points_text};
use crate::urls;
use crate::web::paging::{Cursor, Paged};
use crate::web::upload::FormWithFile;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/audience", web::get().to(index))
        .route("/contests/{contest}/admin/audience", web::post().to(create))
        .route(
            "/contests/{contest}/admin/audience/{source}",
            web::get().to(edit),
        )
        .route(
            "/contests/{contest}/admin/audience/{source}",
            web::post().to(update),
        )
        .route(
            "/contests/{contest}/admin/audience/{source}/removal",
            web::get().to(removal),
        )
        .route(
            "/contests/{contest}/admin/audience/{source}/removal",
            web::post().to(remove),
        );
}

/// A form with the lines in it that are not right.
#[derive(Default)]
struct Refused {
    f: Filled,
    bad: Vec<BadLine>,
}

#[derive(Template)]
#[template(path = "results/audience.html")]
struct Index {
    page: Page,
    contest: Contest,
    sources: Vec<(Source, Account)>,
    voted: Paged<VotedLine>,
    /// Whether any award goes by the votes.
    awarded: bool,
    /// Whether public results rest on the votes: then they stay as they are.
    public: bool,
    f: Filled,
    bad: Vec<BadLine>,
}

/// An entry with the points that its votes make.
struct VotedLine {
    entry: EntryLine,
    points: String,
    votes: Vec<Option<i64>>,
}

impl VotedLine {
    fn new(voted: Voted, page: &Page) -> Self {
        Self {
            entry: EntryLine::in_stream(&voted.entry, Some(&voted.stream), page.locale),
            points: points_text(voted.points, page.locale),
            votes: voted.votes,
        }
    }
}

#[derive(Template)]
#[template(path = "results/audience_source.html")]
struct Edit {
    page: Page,
    contest: Contest,
    source: Source,
    public: bool,
    f: Filled,
    bad: Vec<BadLine>,
}

#[derive(Template)]
#[template(path = "results/audience_removal.html")]
struct Removal {
    page: Page,
    contest: Contest,
    source: Source,
    public: bool,
    f: Filled,
}

type After = Option<Cursor<i32, Id<Entry>>>;

impl Index {
    /// Five statements.
    async fn load(
        app: &App,
        page: Page,
        contest: Contest,
        after: After,
        refused: Refused,
    ) -> Result<Self> {
        app.db
            .read(move |conn| {
                let sources = sources(conn, contest.id)?;
                let counts = counts(conn, contest.id)?;
                let voted = voted(conn, &counts, after)?;
                let awards = awards(conn, contest.id)?;
                Ok(Self {
                    public: votes_are_public(conn, contest.id)?,
                    voted: voted.map(|voted| VotedLine::new(voted, &page)),
                    awarded: awards.iter().any(Award::is_by_audience),
                    page,
                    contest,
                    sources,
                    f: refused.f,
                    bad: refused.bad,
                })
            })
            .await
    }

    fn is_full(&self) -> bool {
        self.sources.len() >= MOST_SOURCES
    }

    fn day(&self, source: &Source) -> String {
        self.page.locale.date(*source.counted_on)
    }
}

#[derive(serde::Deserialize)]
struct Query {
    after: Option<String>,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let after = query.into_inner().after;
    let after = after.map(|text| text.parse()).transpose();
    let after = after.map_err(|()| Error::NotFound)?;
    html(&Index::load(&app, page, who.contest, after, Refused::default()).await?)
}

async fn create(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    form: FormWithFile,
) -> Result<HttpResponse> {
    let contest = who.contest.clone();
    match save(&app, who, form, None).await? {
        Ok(to) => Ok(flash::see_other(to, "flash-votes-entered")),
        Err(refused) => {
            let view = Index::load(&app, page, contest, None, refused).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

type SourcePath = web::Path<(String, Id<Source>)>;

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: SourcePath,
) -> Result<HttpResponse> {
    html(&edit_view(&app, page, who.contest, path.1, None).await?)
}

/// With what was refused, or with what is stored.
async fn edit_view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Source>,
    refused: Option<Refused>,
) -> Result<Edit> {
    app.db
        .read(move |conn| {
            let source = Source::find(conn, &contest, id)?;
            let public = votes_are_public(conn, contest.id)?;
            let refused = match refused {
                Some(refused) => refused,
                None => Refused {
                    f: Filled::new(forms::filled(&source, &source.lines(conn)?)),
                    bad: Vec::new(),
                },
            };
            Ok(Edit {
                page,
                contest,
                source,
                public,
                f: refused.f,
                bad: refused.bad,
            })
        })
        .await
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: SourcePath,
    form: FormWithFile,
) -> Result<HttpResponse> {
    let contest = who.contest.clone();
    match save(&app, who, form, Some(path.1)).await? {
        Ok(to) => Ok(flash::see_other(to, "flash-votes-entered")),
        Err(refused) => {
            let view = edit_view(&app, page, contest, path.1, Some(refused)).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// Stores what was typed, all of it or nothing: then it is given back with everything that is wrong.
async fn save(
    app: &App,
    who: Admin,
    form: FormWithFile,
    id: Option<Id<Source>>,
) -> Result<std::result::Result<String, Refused>> {
    let form = forms::with_file(form.0);
    let Typed {
        source,
        lines,
        mut bad,
    } = forms::source(&form);
    let contest = who.contest.clone();
    let (old, votes, unknown) = app
        .db
        .read(move |conn| {
            let old = id.map(|id| Source::find(conn, &contest, id)).transpose()?;
            let (votes, unknown) = matched(conn, &contest, &lines)?;
            Ok((old, votes, unknown))
        })
        .await?;
    bad.extend(unknown);
    let errors = match source {
        Ok(new) if bad.is_empty() => {
            let (contest, now) = (who.contest.clone(), app.clock.now());
            let saved = app
                .db
                .write(move |conn| match old {
                    Some(source) => source.replace(conn, &who.account, &new, &votes, now),
                    None => {
                        Source::add(conn, &contest, &who.account, &new, &votes, now).map(|_| ())
                    }
                })
                .await;
            match saved {
                Ok(()) => return Ok(Ok(urls::admin(&who.contest.slug, "audience"))),
                Err(Error::Conflict("error-already-there")) => {
                    FieldErrors::one("name", "field-source-taken")
                }
                Err(error) => return Err(error),
            }
        }
        source => forms::refused(source.err(), &bad),
    };
    Ok(Err(Refused {
        f: Filled::refused(form, errors),
        bad: forms::listed(bad),
    }))
}

async fn removal_view(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Source>,
    f: Filled,
) -> Result<Removal> {
    app.db
        .read(move |conn| {
            Ok(Removal {
                source: Source::find(conn, &contest, id)?,
                public: votes_are_public(conn, contest.id)?,
                page,
                contest,
                f,
            })
        })
        .await
}

async fn removal(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: SourcePath,
) -> Result<HttpResponse> {
    html(&removal_view(&app, page, who.contest, path.1, Filled::default()).await?)
}

async fn remove(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: SourcePath,
    form: Form,
) -> Result<HttpResponse> {
    let reason = match crate::results::forms::reason(&form) {
        Ok(reason) => reason,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = removal_view(&app, page, who.contest, path.1, f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (id, now) = (path.1, app.clock.now());
    let to = urls::admin(&who.contest.slug, "audience");
    app.db
        .write(move |conn| {
            Source::find(conn, &who.contest, id)?.remove(conn, &who.account, &reason, now)
        })
        .await?;
    Ok(flash::see_other(to, "flash-source-removed"))
}
