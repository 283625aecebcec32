//! Certificates of final results, to be printed: in the winner's language and English. Anyone checks one by its code.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::app::App;
use crate::contests::{Admin, Contest, Stream};
use crate::db::{Id, Moment};
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::results::certificates::Code;
use crate::results::store::{Certified, EntryOfRow, Winner, certified, honours};
use crate::results::{Award, Placement, Ranking, RankingState};
use crate::urls;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/certificates",
        web::get().to(index),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/certificates/{placement}",
        web::get().to(show),
    )
    .route("/certificates", web::get().to(check));
}

#[derive(Template)]
#[template(path = "results/certificates.html")]
struct Print {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    certificates: Vec<Certificate>,
    /// One of them alone.
    alone: bool,
}

/// A certificate, in one language or two.
struct Certificate {
    placement: Id<Placement>,
    code: String,
    /// The points of the audience that it has the award by, for the list and not for the paper.
    audience: Option<String>,
    /// What it says, the winner's language first.
    says: Vec<Wording>,
}

/// A certificate in one language.
struct Wording {
    locale: Locale,
    contest: String,
    award: String,
    name: String,
    title: String,
    number: String,
    stream: String,
    day: String,
}

impl Wording {
    fn new(
        locale: Locale,
        contest: &Contest,
        award: &Award,
        winner: &Winner,
        streams: &[Stream],
        final_at: Moment,
    ) -> Self {
        let line = EntryLine::new(&EntryOfRow::from(&winner.entry), streams, locale);
        let stream = streams
            .iter()
            .find(|each| each.id == winner.entry.stream_id);
        Self {
            locale,
            contest: contest.name.in_locale(locale).to_owned(),
            award: award.name.in_locale(locale).to_owned(),
            name: winner.creator.name(locale).to_owned(),
            title: line.title,
            number: line.number,
            stream: stream.map_or_else(String::new, |s| s.name.in_locale(locale).to_owned()),
            day: locale.date(final_at.in_zone(contest.tz()).date_naive()),
        }
    }

    fn t(&self, key: &str) -> String {
        self.locale.t(key).into_owned()
    }
}

impl Print {
    /// Where a certificate is checked, as it is printed.
    fn address(&self) -> String {
        format!("{}{}", self.page.base_url, urls::certificates())
    }
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (_, ranking) = path.into_inner();
    html(&print(&app, page, who.contest, ranking, None).await?)
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>, Id<Placement>)>,
) -> Result<HttpResponse> {
    let (_, ranking, placement) = path.into_inner();
    let view = print(&app, page, who.contest, ranking, Some(placement)).await?;
    if view.certificates.is_empty() {
        return Err(Error::NotFound);
    }
    html(&view)
}

async fn print(
    app: &App,
    page: Page,
    contest: Contest,
    id: Id<Ranking>,
    only: Option<Id<Placement>>,
) -> Result<Print> {
    app.db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, id)?;
            let (RankingState::Final, Some(final_at)) = (ranking.state, ranking.final_at) else {
                return Err(Error::Conflict("error-certificates-final"));
            };
            let streams = contest.streams(conn)?;
            let mut certificates = Vec::new();
            for honour in honours(conn, &ranking)? {
                for winner in &honour.winners {
                    let Some(code) = &winner.certificate else {
                        continue;
                    };
                    if only.is_some_and(|only| only != winner.placement) {
                        continue;
                    }
                    let mut locales = vec![winner.creator.locale, Locale::En];
                    locales.dedup();
                    let wording = |locale| {
                        Wording::new(locale, &contest, &honour.award, winner, &streams, final_at)
                    };
                    certificates.push(Certificate {
                        placement: winner.placement,
                        code: code.clone(),
                        audience: winner.audience.map(|_| winner.figure(page.locale)),
                        says: locales.into_iter().map(wording).collect(),
                    });
                }
            }
            Ok(Print {
                page,
                contest,
                ranking,
                certificates,
                alone: only.is_some(),
            })
        })
        .await
}

#[derive(Template)]
#[template(path = "results/certificate_check.html")]
struct Check {
    page: Page,
    typed: String,
    /// What the code stands for; none if nothing.
    found: Option<Certified>,
}

impl Check {
    fn entry(&self, found: &Certified) -> EntryLine {
        let entry = EntryOfRow::from(&found.entry);
        EntryLine::in_stream(&entry, Some(&found.stream), self.page.locale)
    }
}

#[derive(serde::Deserialize)]
struct Query {
    #[serde(default)]
    code: String,
}

async fn check(app: web::Data<App>, page: Page, query: web::Query<Query>) -> Result<HttpResponse> {
    let typed: String = query.into_inner().code.trim().chars().take(40).collect();
    let found = match Code::parse(&typed) {
        Some(code) => app.db.read(move |conn| certified(conn, &code)).await?,
        None => None,
    };
    html(&Check { page, typed, found })
}
