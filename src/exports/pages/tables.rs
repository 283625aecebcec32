//! The page of exports, and the tables themselves.

use actix_web::http::header::ContentEncoding;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::contests::{Admin, Category, Contest, Stream};
use crate::entries::State;
use crate::error::{Error, Result};
use crate::exports::tables::Table;
use crate::exports::{Filter, Format, What};
use crate::judging::Round;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/exports", web::get().to(index))
        .route(
            "/contests/{contest}/admin/exports/download",
            web::get().to(download),
        );
}

/// What is wanted, by its words: as the form sends it and as lists of the console link to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    what: String,
    format: String,
    state: String,
    stream: String,
    category: String,
    round: String,
}

#[derive(Template)]
#[template(path = "exports/index.html")]
struct Index {
    page: Page,
    contest: Contest,
    wanted: Wanted,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    rounds: Vec<Round>,
}

impl Index {
    fn chosen(&self, what: &What) -> bool {
        What::parse(&self.wanted.what).unwrap_or(What::Entries) == *what
    }

    /// What is in a table, in a line.
    fn about(&self, what: &What) -> String {
        let key = match what {
            What::Entries => "export-about-entries",
            What::Ballots => "export-about-ballots",
            What::BallotsWide => "export-about-ballots-wide",
            What::Scores => "export-about-scores",
            What::Comparisons => "export-about-comparisons",
            What::Assignments => "export-about-assignments",
            What::Results => "export-about-results",
            What::Reliability => "export-about-reliability",
            What::Judges => "export-about-judges",
            What::Places => "export-about-places",
            What::Votes => "export-about-votes",
            What::Accounts => "export-about-accounts",
            What::Events => "export-about-events",
        };
        self.page.t(key).into_owned()
    }
}

/// The form, with the filters of the list that it was reached from.
async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let contest = admin.contest.clone();
    let (streams, categories, rounds) = app
        .db
        .read(move |conn| {
            Ok((
                contest.streams(conn)?,
                contest.categories(conn)?,
                Round::all(conn, &contest)?,
            ))
        })
        .await?;
    html(&Index {
        page,
        contest: admin.contest,
        wanted: wanted.into_inner(),
        streams,
        categories,
        rounds,
    })
}

async fn download(
    app: web::Data<App>,
    admin: Admin,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let what = What::parse(&wanted.what).ok_or(Error::NotFound)?;
    let format = Format::parse(&wanted.format).ok_or(Error::NotFound)?;
    let name = format!("{}-{what}.{format}", admin.contest.slug);
    // The form's states are those of entries; other tables have states of their own.
    let state = match what {
        What::Entries => wanted.state,
        _ => String::new(),
    };
    let table = app
        .db
        .read(move |conn| {
            let filter = Filter::parse(
                conn,
                &admin.contest,
                &state,
                &wanted.stream,
                &wanted.category,
                &wanted.round,
            )?;
            Table::open(conn, &admin.contest, what, filter)
        })
        .await?;
    let pieces = table.write(app.db.clone(), format).await?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(format.media_type())
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header(("Cache-Control", "no-store"));
    if format == Format::Xlsx {
        // It is compressed already.
        response.insert_header(ContentEncoding::Identity);
    }
    Ok(response.streaming(pieces))
}
