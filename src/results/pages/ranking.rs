//! One ranking in the console: its table stream by stream, how sure it is, and the line of the cut.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::drawings::Interval;
use super::{EntryLine, line_text};
use crate::app::App;
use crate::contests::{Admin, Category, Contest, Stream};
use crate::db::Id;
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::results::store::{Row, TableOf};
use crate::results::{
    Method, Ranking, RankingState, RoundSummary, STEPS, percent_text, points_text,
};
use crate::urls;
use crate::web::paging::{Cursor, Paged};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}",
        web::get().to(show),
    );
}

#[derive(Template)]
#[template(path = "results/ranking.html")]
struct Show {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    streams: Vec<Stream>,
    categories: Vec<Category>,
    stream: String,
    category: String,
    rows: Paged<RowLine>,
    /// Entries that could be on either side of the cut.
    near: Vec<RowLine>,
    /// This table's address, for its next page.
    url: String,
}

impl Show {
    fn line(&self) -> String {
        line_text(&self.page, self.ranking.parameters.line())
    }

    fn steps(&self) -> i32 {
        STEPS
    }
}

/// A row of the table as a reader of one language sees it.
pub struct RowLine {
    pub entry: EntryLine,
    pub category: String,
    pub rank: i32,
    pub tied: bool,
    /// By the method.
    pub score: String,
    /// The plain mean.
    pub raw: String,
    /// Where the rank in the stream may lie, drawn.
    pub interval: Option<Interval>,
    /// The chance of a place among the first.
    pub chance: Option<String>,
    pub ballots: i32,
    /// Fewer ballots than the round asks for.
    pub few: bool,
    pub through: bool,
    /// What decided for or against it at the line of the cut.
    pub decided_by: Option<String>,
    /// No longer accepted: withdrawn or disqualified since.
    pub gone: bool,
}

impl RowLine {
    pub fn new(row: &Row, ranking: &Ranking, streams: &[Stream], page: &Page) -> Self {
        let category = row.category.as_ref();
        let span = ranking.parameters.span(row.entry.stream_id);
        let sure = row.sureness;
        Self {
            entry: EntryLine::new(&row.entry, streams, page.locale),
            category: category.map_or_else(String::new, |name| page.tri(name).to_owned()),
            rank: row.rank,
            tied: row.tied,
            score: points_text(row.score, page.locale),
            raw: points_text(row.raw, page.locale),
            interval: sure
                .rank_low
                .zip(sure.rank_high)
                .map(|(low, high)| Interval::of(low, high, sure.expected_rank, span)),
            chance: sure
                .top_chance
                .map(|chance| percent_text(chance, page.locale)),
            ballots: row.ballots,
            few: row.ballots < ranking.parameters.judges_per_entry,
            through: row.through,
            decided_by: row
                .decided_by
                .and_then(|n| ranking.parameters.tie_break(n))
                .map(|tie_break| tie_break.name(page.locale)),
            gone: row.entry.state != State::Accepted,
        }
    }
}

impl Ranking {
    /// Whether its scores are something else than the plain mean beside them.
    pub fn adjusts(&self) -> bool {
        self.method != Method::Mean
    }

    /// Whether it says how sure its ranks are.
    pub fn is_unsure(&self) -> bool {
        self.parameters.draws > 0
    }
}

#[derive(serde::Deserialize)]
struct TableQuery {
    #[serde(default)]
    stream: String,
    #[serde(default)]
    category: String,
    after: Option<String>,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
    query: web::Query<TableQuery>,
) -> Result<HttpResponse> {
    let (id, contest, query) = (path.1, who.contest.clone(), query.into_inner());
    let after: Option<Cursor<i32, Id<Entry>>> = query
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|()| Error::NotFound)?;
    let view = app
        .db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            let streams = contest.streams(conn)?;
            let categories = contest.categories(conn)?;
            let stream = chosen(&streams, &query.stream, |stream| &stream.code)?;
            let category = match query.category.as_str() {
                "" => None,
                code => chosen(&categories, code, |category| &category.code)?,
            };
            let rows = match stream {
                Some(stream) => TableOf {
                    ranking: id,
                    stream: stream.id,
                    category: category.map(|category| category.id),
                }
                .rows(conn, after)?,
                None => Paged::new(Vec::new(), |_: &Row| 0),
            };
            let near = match stream {
                Some(stream) if ranking.parameters.cut > 0 => ranking.near_cut(conn, stream.id)?,
                _ => Vec::new(),
            };
            let code = |code: Option<&String>| code.cloned().unwrap_or_default();
            let stream = code(stream.map(|stream| &stream.code));
            let category = code(category.map(|category| &category.code));
            let line = |row: &Row| RowLine::new(row, &ranking, &streams, &page);
            Ok(Show {
                url: urls::with_query(
                    &urls::ranking(&contest.slug, id),
                    &[("stream", &stream), ("category", &category)],
                ),
                rows: rows.map(|row| line(&row)),
                near: near.iter().map(line).collect(),
                page,
                contest,
                ranking,
                round,
                streams,
                categories,
                stream,
                category,
            })
        })
        .await?;
    html(&view)
}

/// The one of this code, or the first when none is asked for; an unknown code is not found.
pub fn chosen<'a, T>(
    all: &'a [T],
    code: &str,
    code_of: impl Fn(&T) -> &String,
) -> Result<Option<&'a T>> {
    if code.is_empty() {
        return Ok(all.first());
    }
    let found = all.iter().find(|each| code_of(each) == code);
    found.map(Some).ok_or(Error::NotFound)
}
