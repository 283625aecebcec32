//! The judge's queue.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::entries::number_text;
use crate::error::Result;
use crate::judging::store::{Filter, QueueRow, QueuedRound};
use crate::judging::{Format, Round, RoundState};
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/judging", web::get().to(index));
}

/// Anything unknown is the default, never an error.
#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    filter: String,
    #[serde(default)]
    round: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "judging/queue.html")]
struct Queue {
    page: Page,
    contest: Contest,
    rounds: Vec<QueuedRound>,
    /// Which of the rounds is shown.
    at: usize,
    filter: Filter,
    rows: Paged<QueueRow>,
}

impl Queue {
    fn shown(&self) -> Option<&QueuedRound> {
        self.rounds.get(self.at)
    }

    fn url(&self, round: &Round, filter: &Filter) -> String {
        let id = round.id.to_string();
        let round = if self.rounds.len() > 1 {
            id.as_str()
        } else {
            ""
        };
        urls::with_query(
            &urls::judging(&self.contest.slug),
            &[("filter", filter.as_str()), ("round", round)],
        )
    }

    /// What is not started of a round.
    fn round_url(&self, round: &Round) -> String {
        self.url(round, &Filter::Open)
    }

    fn number(&self, row: &QueueRow) -> String {
        number_text(&row.stream_code, row.number.unwrap_or(0))
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    query: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let filter = Filter::parse(&query.filter).unwrap_or(Filter::Open);
    let who = judge.clone();
    let (rounds, at, rows) = app
        .db
        .read(move |conn| {
            let rounds = QueuedRound::of(conn, &who)?;
            let wanted = |each: &QueuedRound| each.round.id.to_string() == query.round;
            let at = rounds.iter().position(wanted).unwrap_or(0);
            let rows = match rounds.get(at) {
                Some(shown) => {
                    let after = query.after.parse().ok();
                    QueueRow::list(conn, &who, &shown.round, filter, after)?
                }
                None => Paged {
                    rows: Vec::new(),
                    next: None,
                },
            };
            Ok((rounds, at, rows))
        })
        .await?;
    html(&Queue {
        page,
        contest: judge.contest,
        rounds,
        at,
        filter,
        rows,
    })
}
