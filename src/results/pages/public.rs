//! What the public sees of results: awards and winners, and the ranking tables when the admin shows them.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::objections::AnswerLine;
use super::placements::HonourLine;
use super::ranking::{RowLine, chosen};
use crate::app::App;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::judging::store::{Confirmation, freeze_of};
use crate::results::store::{Honour, TableOf, honours, published};
use crate::results::{Method, Parameters, Ranking, RankingState, points_text};
use crate::urls;
use crate::web::paging::{Cursor, Paged};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/results", web::get().to(show))
        .route("/contests/{contest}/results/bundle", web::get().to(bundle));
}

/// Results as the public reads them; the admin confirms the very same before it is public.
pub struct Announcement {
    pub state: RankingState,
    pub objections_until: Option<Moment>,
    pub final_at: Option<Moment>,
    pub method: Method,
    pub parameters: Parameters,
    /// The score below which nothing is awarded.
    pub minimum: Option<String>,
    pub honours: Vec<HonourLine>,
    /// The ranking tables, when they are shown.
    pub table: Option<Table>,
    /// Where the votes were counted that somebody has an award by, one a line.
    pub sources: Vec<String>,
    /// The confirmations that froze the round, when it is frozen.
    pub freeze: Vec<Confirmation>,
    /// Where an entry can be watched.
    pub gallery_open: bool,
}

/// The table of one stream, and the way to the others.
pub struct Table {
    pub streams: Vec<Stream>,
    pub stream: String,
    pub rows: Paged<RowLine>,
}

impl Announcement {
    /// At most four statements.
    pub fn load(
        conn: &mut Conn,
        contest: &Contest,
        ranking: &Ranking,
        page: &Page,
        stream: &str,
        after: Option<Cursor<i32, Id<Entry>>>,
    ) -> Result<Self> {
        let streams = contest.streams(conn)?;
        let honours = if ranking.parameters.awarded {
            honours(conn, ranking)?
        } else {
            Vec::new()
        };
        let table = match chosen(&streams, stream, |stream| &stream.code)? {
            Some(chosen) if ranking.parameters.show_scores => {
                let of = TableOf {
                    ranking: ranking.id,
                    stream: chosen.id,
                    category: None,
                };
                let rows = of.rows(conn, after)?;
                Some(Table {
                    stream: chosen.code.clone(),
                    rows: rows.map(|row| RowLine::new(&row, ranking, &streams, page)),
                    streams: streams.clone(),
                })
            }
            _ => None,
        };
        let voted = |honour: &Honour| honour.winners.iter().any(|w| w.audience.is_some());
        let sources = match honours.iter().any(voted) {
            true => sources_of(ranking, page),
            false => Vec::new(),
        };
        Ok(Self {
            freeze: freeze_of(conn, ranking.round_id.cast())?,
            state: ranking.state,
            objections_until: ranking.objections_until,
            final_at: ranking.final_at,
            method: ranking.method,
            minimum: ranking
                .parameters
                .rules
                .minimum
                .map(|minimum| points_text(minimum, page.locale)),
            parameters: (*ranking.parameters).clone(),
            honours: honours
                .into_iter()
                .map(|honour| {
                    let parameters = &ranking.parameters;
                    let figures = parameters.show_scores;
                    HonourLine::new(honour, parameters, figures, &streams, page)
                })
                .collect(),
            sources,
            table,
            gallery_open: contest.gallery_opened_at.is_some_and(|at| at <= page.now),
        })
    }
}

/// "VK Видео, 31 August 2023": where and when the votes were counted that awards were given by.
fn sources_of(ranking: &Ranking, page: &Page) -> Vec<String> {
    let given = ranking.parameters.audience.iter();
    let counted = given.flat_map(|audience| &audience.sources);
    counted
        .map(|each| {
            let day = page.locale.date(each.on);
            page.t2("public-audience-source", "name", &each.name, "day", day)
                .into_owned()
        })
        .collect()
}

#[derive(Template)]
#[template(path = "results/public.html")]
struct Public {
    page: Page,
    contest: Contest,
    announcement: Announcement,
    /// What was answered in public to objections, the newest first.
    answers: Paged<AnswerLine>,
}

#[derive(serde::Deserialize)]
struct TableQuery {
    #[serde(default)]
    stream: String,
    after: Option<String>,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    path: web::Path<String>,
    query: web::Query<TableQuery>,
) -> Result<HttpResponse> {
    let (slug, query) = (path.into_inner(), query.into_inner());
    let after = query
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|()| Error::NotFound)?;
    let view = app
        .db
        .read(move |conn| {
            let contest = Contest::published(conn, &slug)?;
            let ranking = published(conn, contest.id)?.ok_or(Error::NotFound)?.ranking;
            let announcement =
                Announcement::load(conn, &contest, &ranking, &page, &query.stream, after)?;
            let answers = AnswerLine::list(conn, &ranking, None, &page)?;
            Ok(Public {
                page,
                contest,
                announcement,
                answers,
            })
        })
        .await?;
    html(&view)
}

/// The record of the published ranking, which anyone can compute anew.
async fn bundle(app: web::Data<App>, path: web::Path<String>) -> Result<HttpResponse> {
    let slug = path.into_inner();
    let name = format!("{slug}-results.zip");
    let bytes = app
        .db
        .read(move |conn| {
            let contest = Contest::published(conn, &slug)?;
            let published = published(conn, contest.id)?.ok_or(Error::NotFound)?;
            published.ranking.bundle(conn)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .body(bytes))
}

/// The address of one stream's table.
pub fn table_url(contest: &Contest, stream: &str) -> String {
    urls::with_query(&urls::public_results(&contest.slug), &[("stream", stream)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Json;
    use crate::i18n::Locale;
    use crate::results::Published;

    /// Holds that the contest's page can include the block with these three.
    #[derive(Template)]
    #[template(path = "results/teaser.html")]
    struct Teaser {
        page: Page,
        contest: Contest,
        published: Option<Published>,
    }

    #[test]
    fn the_teaser_leads_to_published_results_only() {
        let now = Moment::from(chrono::DateTime::UNIX_EPOCH);
        let contest = Contest {
            id: Id::new(),
            slug: "2023".to_owned(),
            name: Json::default(),
            theme: Json::default(),
            zone: "Asia/Shanghai".to_owned(),
            opens_at: None,
            closes_at: None,
            grace_minutes: 0,
            entry_rules: Json::default(),
            published_at: Some(now),
            gallery_opened_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let ranking = Ranking {
            id: Id::new(),
            round_id: Id::new(),
            contest_id: contest.id,
            state: RankingState::Provisional,
            method: Method::Mean,
            parameters: Json::default(),
            computed_by: Id::new(),
            computed_at: now,
            provisional_at: Some(now),
            objections_until: Some(now),
            final_at: None,
            step: 0,
        };
        let page = Page {
            locale: Locale::En,
            account: None,
            works: false,
            unread: false,
            flash: None,
            path: "/".to_owned(),
            now,
            zone: None,
            base_url: String::new(),
        };
        let said = |published| {
            let (page, contest) = (page.clone(), contest.clone());
            let teaser = Teaser {
                page,
                contest,
                published,
            };
            teaser.render().unwrap()
        };
        assert_eq!(said(None).trim(), "");
        let text = said(Some(Published { ranking }));
        assert!(text.contains("/contests/2023/results") && text.contains("1 January 1970"));
    }
}
