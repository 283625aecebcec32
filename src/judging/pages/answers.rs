//! What a judge said of pairs in a round, each to be looked at and changed.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::ordering::JudgedRoundPath;
use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::error::Result;
use crate::judging::pairs::{Comparison, Winner};
use crate::judging::store::{PairDesk, PairEntry};
use crate::urls;
use crate::web::paging::{LIMIT, Paged};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/rounds/{id}/answers",
        web::get().to(index),
    );
}

/// A comparison with its two entries, the better one first.
struct Line {
    id: Id<Comparison>,
    is_tie: bool,
    first: PairEntry,
    second: PairEntry,
}

#[derive(Template)]
#[template(path = "judging/answers.html")]
struct Index {
    page: Page,
    contest: Contest,
    desk: PairDesk,
    lines: Paged<Line>,
}

impl Index {
    fn url(&self) -> String {
        urls::round_answers(&self.contest.slug, self.desk.round.id)
    }
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    after: String,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: JudgedRoundPath,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let (who, id) = (judge.clone(), path.1);
    let desk = app
        .db
        .read(move |conn| PairDesk::of(conn, &who, id))
        .await?;
    let after: Option<Id<Comparison>> = wanted.after.parse().ok();
    let latest = desk.comparisons.iter().rev();
    let lines = latest
        .filter(|each| after.is_none_or(|after| each.id < after))
        .take(usize::try_from(LIMIT).unwrap_or(0))
        .filter_map(|each| {
            let (a, b) = (desk.entry(each.entry_a)?, desk.entry(each.entry_b)?);
            let (first, second) = match each.winner {
                Winner::B => (b, a),
                Winner::A | Winner::Tie => (a, b),
            };
            Some(Line {
                id: each.id,
                is_tie: each.winner == Winner::Tie,
                first: first.clone(),
                second: second.clone(),
            })
        })
        .collect();
    html(&Index {
        page,
        contest: judge.contest,
        lines: Paged::new(lines, |line: &Line| line.id),
        desk,
    })
}
