//! What other quotas or another minimum would give, before anybody changes them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::entries::Entry;
use crate::error::Result;
use crate::i18n::Locale;
use crate::results::allotment::{Open, Share};
use crate::results::forms::trials::{self as forms, Trial};
use crate::results::store::{Named, Points, WhatIf};
use crate::results::{Award, Ranking, points_text};
use crate::web::{Filled, Form, Page, Routes, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/what-if",
        web::get().to(show),
    );
}

#[derive(Template)]
#[template(path = "results/what_if.html")]
struct Tried {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    lines: Vec<Line>,
    f: Filled,
}

/// One award as it is kept and as it is tried.
struct Line {
    award: Award,
    field: String,
    now: Given,
    then: Given,
    /// Entries that would have it and have not now, and the other way round.
    gains: Vec<Moved>,
    losses: Vec<Moved>,
}

struct Moved {
    entry: EntryLine,
    /// The points of the audience, where the award is its.
    audience: Option<String>,
}

/// How far an award is given out.
struct Given {
    /// Entries that have it for certain.
    placed: usize,
    /// Entries between which a person would decide.
    tied: usize,
    waits: bool,
}

impl Given {
    fn new(share: &Share) -> Self {
        Self {
            placed: share.placed.len(),
            tied: match &share.open {
                Open::Tie { tied, .. } => tied.len(),
                _ => 0,
            },
            waits: share.open == Open::Waits,
        }
    }
}

impl Line {
    fn new(
        award: Award,
        (now, then): (&Share, &Share),
        (named, audience): (&[Named], &Points),
        locale: Locale,
    ) -> Self {
        let only_in = |here: &[Id<Entry>], there: &[Id<Entry>]| {
            let apart = here.iter().filter(|id| !there.contains(id));
            apart
                .filter_map(|id| {
                    let found = named.iter().find(|each| each.entry.id == *id)?;
                    let figure = audience.figure(&award, found, locale);
                    Some(Moved {
                        entry: EntryLine::in_stream(&found.entry, Some(&found.stream), locale),
                        audience: award.is_by_audience().then_some(figure),
                    })
                })
                .collect()
        };
        Self {
            field: forms::quota_field(award.id),
            now: Given::new(now),
            then: Given::new(then),
            gains: only_in(&then.placed, &now.placed),
            losses: only_in(&now.placed, &then.placed),
            award,
        }
    }
}

/// What is kept, to begin with.
fn kept(ranking: &Ranking, awards: &[Award]) -> Form {
    let rules = ranking.parameters.rules;
    let minimum = rules
        .minimum
        .map(|minimum| points_text(minimum, Locale::En));
    let mut form = Form::new().with("minimum", minimum.unwrap_or_default());
    if rules.one_per_author {
        form = form.with("one_per_author", "on");
    }
    awards.iter().fold(form, |form, award| {
        form.with(&forms::quota_field(award.id), award.quota)
    })
}

async fn show(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest);
    let asked = Form::from_bytes(req.query_string().as_bytes());
    let view = app
        .db
        .read(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, id)?;
            let awards = ranking.awards(conn)?;
            let as_kept = kept(&ranking, &awards);
            let form = if asked.contains("minimum") {
                asked
            } else {
                as_kept.clone()
            };
            let (trial, errors) = match forms::trial(&form, &awards) {
                Ok(trial) => (trial, None),
                Err(errors) => {
                    let nothing = Trial {
                        rules: ranking.parameters.rules,
                        quotas: Vec::new(),
                    };
                    (nothing, Some(errors))
                }
            };
            let WhatIf {
                awards,
                now,
                then,
                named,
                audience,
            } = ranking.what_if(conn, awards, &trial)?;
            let lines = awards
                .into_iter()
                .zip(now.iter().zip(&then))
                .map(|(award, shares)| Line::new(award, shares, (&named, &audience), page.locale))
                .collect();
            let f = match errors {
                Some(errors) => Filled::refused(form, errors),
                None => Filled::new(form),
            };
            Ok(Tried {
                page,
                contest,
                ranking,
                lines,
                f,
            })
        })
        .await?;
    let status = if view.f.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(status, &view)
}
