//! How sure a ranking is: whether the places of awards hold, and what the ballots look like.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::drawings::{Bar, Whiskers, bars, histogram};
use crate::app::App;
use crate::contests::{Admin, Contest, Stream};
use crate::db::Id;
use crate::error::Result;
use crate::i18n::Locale;
use crate::results::run::places::Place;
use crate::results::run::study::{Home, Study};
use crate::results::{Method, Ranking, RoundSummary, percent_text, points_text};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/study",
        web::get().to(show),
    );
}

#[derive(Template)]
#[template(path = "results/study.html")]
struct Show {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    /// The places of each stream that awards go to.
    streams: Vec<(Stream, Vec<Place>)>,
    /// The other methods, in the order of each place's ranks.
    others: Vec<Method>,
    study: Study,
    totals: Vec<Bar>,
    scores: Vec<Bar>,
    coverage: Vec<Bar>,
    home: Option<Whiskers>,
}

impl Show {
    /// Points of a model's figure: the sign is said where it matters.
    fn points(&self, points: &f64) -> String {
        points_text((points * 1000.0).round() as i32, self.page.locale)
    }

    fn percent(&self, share: &f64) -> String {
        percent_text((share * 10_000.0).round() as i32, self.page.locale)
    }

    /// A figure of agreement, with two decimals.
    fn share(&self, value: &f64) -> String {
        let text = format!("{value:.2}");
        match self.page.locale {
            Locale::Ru => text.replace('.', ","),
            _ => text,
        }
    }

    /// Where the bars of the histograms begin.
    fn begin(&self) -> String {
        points_text(self.study.scores.from, self.page.locale)
    }

    /// Where they end.
    fn end(&self) -> String {
        let of = &self.study.scores;
        let end = of.from + of.width * of.bars.len() as i32;
        points_text(end, self.page.locale)
    }

    /// The interval of home advantage.
    fn interval(&self, home: &Home) -> String {
        format!("{} … {}", self.points(&home.low), self.points(&home.high))
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest);
    let view = app
        .db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            let study = ranking.study(conn)?;
            let streams = contest.streams(conn)?;
            let of = |stream: &Stream| {
                let own = study
                    .places
                    .iter()
                    .filter(|place| place.stream == stream.code);
                own.cloned().collect::<Vec<_>>()
            };
            let streams = streams
                .into_iter()
                .map(|stream| {
                    let places = of(&stream);
                    (stream, places)
                })
                .filter(|(_, places)| !places.is_empty())
                .collect();
            let others = study.places.first().map_or_else(Vec::new, |place| {
                place.otherwise.iter().map(|(method, _)| *method).collect()
            });
            Ok(Show {
                totals: histogram(&study.totals),
                scores: histogram(&study.scores),
                coverage: bars(&study.coverage, |n| n as i32),
                home: study.home.as_ref().map(Whiskers::home),
                page,
                contest,
                ranking,
                round,
                streams,
                others,
                study,
            })
        })
        .await?;
    html(&view)
}
