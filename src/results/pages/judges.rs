//! Judges beside the panel. A flag asks a person to look; the person decides whether the ballots count, under their own name.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::drawings::{Whisker, Whiskers};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::results::run::study::{Flag, JudgeRow};
use crate::results::store::{Decided, accounts_of, decisions};
use crate::results::{
    JudgeDecision, Method, Ranking, RoundSummary, forms, percent_text, points_text,
};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/judges",
        web::get().to(index),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/judges/{judge}",
        web::get().to(edit),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/judges/{judge}",
        web::post().to(update),
    );
}

type JudgePath = web::Path<(String, Id<Ranking>, Id<Account>)>;

/// A judge beside the others, as a reader of one language sees it.
struct JudgeLine {
    account: Id<Account>,
    name: String,
    country: &'static str,
    ballots: i64,
    mean: String,
    leniency: Option<String>,
    whisker: Option<Whisker>,
    noise: Option<String>,
    correlation: Option<String>,
    agreement: Option<String>,
    flag: Option<Flag>,
    /// What was decided last of the ballots.
    decision: Option<JudgeDecision>,
}

impl JudgeLine {
    fn new(
        row: &JudgeRow,
        whisker: Option<Whisker>,
        account: &Account,
        decided: &[Decided],
        page: &Page,
    ) -> Self {
        let points = |points: f64| points_text((points * 1000.0).round() as i32, page.locale);
        let signed = |value: f64| {
            let sign = if value > 0.0 { "+" } else { "" };
            format!("{sign}{}", points(value))
        };
        let latest = decided.iter().find(|each| each.judge == account.id);
        Self {
            account: account.id,
            name: account.name(page.locale).to_owned(),
            country: account.country.name(page.locale),
            ballots: row.ballots,
            mean: points(row.mean),
            leniency: row.leniency.map(|(leniency, _)| signed(leniency)),
            whisker,
            noise: row.noise.map(points),
            correlation: row.correlation.map(|r| two_digits(r, page)),
            agreement: row
                .agreement
                .map(|share| percent_text((share * 10_000.0).round() as i32, page.locale)),
            flag: row.flag,
            decision: latest.map(|each| each.decision),
        }
    }

    /// Whether a person should decide and nobody has.
    fn waits(&self) -> bool {
        self.flag.is_some_and(Flag::asks) && self.decision.is_none()
    }
}

fn two_digits(value: f64, page: &Page) -> String {
    let text = format!("{value:.2}");
    match page.locale {
        crate::i18n::Locale::Ru => text.replace('.', ","),
        _ => text,
    }
}

#[derive(Template)]
#[template(path = "results/judges.html")]
struct Index {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    judges: Vec<JudgeLine>,
    /// Points at either end of the drawings' scale.
    scale: String,
    /// Judges whose ballots this ranking leaves out.
    left_out: Vec<String>,
    decided: Vec<(String, Decided)>,
}

#[derive(Template)]
#[template(path = "results/judge.html")]
struct Edit {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    judge: JudgeLine,
    f: Filled,
}

/// Judges with a ballot that counts, their intervals, every decision with the name of its judge, and who is left out.
type Lines = (
    Vec<JudgeLine>,
    Whiskers,
    Vec<(String, Decided)>,
    Vec<String>,
);

/// The rows of a ranking's judges with their accounts. At most four statements.
fn lines(conn: &mut crate::db::Conn, ranking: &Ranking, page: &Page) -> Result<Lines> {
    let study = ranking.study(conn)?;
    let decided = decisions(conn, ranking.round_id)?;
    let of_rows = study.judges.iter().filter_map(|row| row.account);
    let ids: Vec<Id<Account>> = of_rows
        .chain(decided.iter().map(|each| each.judge))
        .collect();
    let accounts = accounts_of(conn, &ids)?;
    let find = |id: Id<Account>| accounts.iter().find(|account| account.id == id);
    let whiskers = Whiskers::leniency(&study.judges);
    let mut lines: Vec<JudgeLine> = study
        .judges
        .iter()
        .zip(&whiskers.rows)
        .filter_map(|(row, whisker)| {
            let account = find(row.account?)?;
            Some(JudgeLine::new(
                row,
                whisker.clone(),
                account,
                &decided,
                page,
            ))
        })
        .collect();
    lines.sort_by_key(|line| (!line.flag.is_some_and(Flag::asks), line.name.clone()));
    let there: Vec<Id<Account>> = lines.iter().map(|line| line.account).collect();
    let mut left_out: Vec<(Id<Account>, JudgeDecision)> = Vec::new();
    for each in &decided {
        if !left_out.iter().any(|(judge, _)| *judge == each.judge) {
            left_out.push((each.judge, each.decision));
        }
    }
    let name = |id: Id<Account>| {
        find(id).map_or_else(String::new, |account| account.name(page.locale).to_owned())
    };
    let left_out = left_out
        .into_iter()
        .filter(|(judge, decision)| *decision == JudgeDecision::Drop && !there.contains(judge))
        .map(|(judge, _)| name(judge))
        .collect();
    let decided = decided
        .into_iter()
        .map(|each| (name(each.judge), each))
        .collect();
    Ok((lines, whiskers, decided, left_out))
}

async fn index(
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
            let (judges, whiskers, decided, left_out) = lines(conn, &ranking, &page)?;
            Ok(Index {
                scale: points_text((whiskers.most * 1000.0).round() as i32, page.locale),
                page,
                contest,
                ranking,
                round,
                judges,
                left_out,
                decided,
            })
        })
        .await?;
    html(&view)
}

async fn edit_view(
    app: &App,
    page: Page,
    contest: Contest,
    (id, judge): (Id<Ranking>, Id<Account>),
    f: Filled,
) -> Result<Edit> {
    app.db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            let judge = judge_line(conn, &ranking, &page, judge)?;
            Ok(Edit {
                page,
                contest,
                ranking,
                round,
                judge,
                f,
            })
        })
        .await
}

/// One judge of a ranking, also one whose ballots it leaves out; anybody else is not found.
fn judge_line(
    conn: &mut crate::db::Conn,
    ranking: &Ranking,
    page: &Page,
    judge: Id<Account>,
) -> Result<JudgeLine> {
    let (lines, _, decided, _) = lines(conn, ranking, page)?;
    if let Some(line) = lines.into_iter().find(|line| line.account == judge) {
        return Ok(line);
    }
    let (name, latest) = decided
        .into_iter()
        .find(|(_, each)| each.judge == judge)
        .ok_or(Error::NotFound)?;
    Ok(JudgeLine {
        account: judge,
        name,
        country: "",
        ballots: 0,
        mean: String::new(),
        leniency: None,
        whisker: None,
        noise: None,
        correlation: None,
        agreement: None,
        flag: None,
        decision: Some(latest.decision),
    })
}

async fn edit(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: JudgePath,
) -> Result<HttpResponse> {
    let (_, ranking, judge) = path.into_inner();
    html(&edit_view(&app, page, who.contest, (ranking, judge), Filled::default()).await?)
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: JudgePath,
    form: Form,
) -> Result<HttpResponse> {
    let (_, id, judge) = path.into_inner();
    let choice = match forms::judge(&form) {
        Ok(choice) => choice,
        Err(errors) => {
            let f = Filled::refused(form, errors);
            let view = edit_view(&app, page, who.contest, (id, judge), f).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (now, slug) = (app.clock.now(), who.contest.slug.clone());
    let ordered = app
        .db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            let line = judge_line(conn, &ranking, &page, judge)?;
            ranking.decide_judge(
                conn,
                &who.contest,
                &who.account,
                (judge, line.flag),
                &choice,
                now,
            )
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(
        urls::ranking(slug, ordered),
        "flash-judge-decided",
    ))
}
