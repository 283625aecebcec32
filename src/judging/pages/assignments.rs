//! The assignment of a round: shown first, stored when it is confirmed.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::judging::assign::{Blockage, Cause, DrawFiles, Rule, code};
use crate::judging::store::{Basis, Preview};
use crate::judging::{Round, RoundState};
use crate::urls;
use crate::web::{Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/assignments",
        web::get().to(new),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/assignments",
        web::post().to(create),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/draw-files",
        web::get().to(files),
    );
}

/// Of many entries or judges, one thing that is in the way names so many.
const NAMED: usize = 5;

/// Gaps that the page lists; their number is told in full.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "judging/assignments.html")]
struct New {
    page: Page,
    contest: Contest,
    round: Round,
    preview: Preview,
    /// With which anyone can repeat it; none where the command could not.
    files: Option<DrawFiles>,
}

impl New {
    /// The countries of the panel, as the stream that has them is called.
    fn stream(&self, code: &str) -> String {
        let found = self.preview.streams.iter().find(|each| each.code == code);
        let name = found.map(|each| self.page.tri(&each.name).to_owned());
        name.unwrap_or_else(|| code.to_owned())
    }

    /// Columns of the table of countries: from no judge upwards.
    fn widest(&self) -> usize {
        let mixes = self.preview.plan.mixes.iter();
        mixes.map(|(_, counts)| counts.len()).max().unwrap_or(0)
    }

    fn count(&self, counts: &[usize], n: &usize) -> usize {
        counts.get(*n).copied().unwrap_or(0)
    }

    fn listed(&self, names: Vec<&str>) -> String {
        let comma = self.page.locale.comma();
        let shown: Vec<&str> = names.iter().take(NAMED).copied().collect();
        match names.len().saturating_sub(NAMED) {
            0 => shown.join(comma),
            more => self
                .page
                .t2("draw-and-more", "names", shown.join(comma), "n", more)
                .into_owned(),
        }
    }

    fn entries(&self, of: &Blockage) -> String {
        self.listed(of.entries.iter().map(|id| self.preview.title(id)).collect())
    }

    fn judges(&self, of: &Blockage) -> String {
        let judges = of.judges.iter().filter_map(|id| self.preview.judge(id));
        self.listed(judges.map(|judge| judge.name(self.page.locale)).collect())
    }

    fn country(&self, of: &Blockage) -> String {
        let code = of.country.as_deref();
        code.map_or_else(String::new, |code| self.stream(code))
    }

    fn languages(&self, of: &Blockage) -> String {
        let names = of.languages.iter().map(|each| each.name(self.page.locale));
        names.collect::<Vec<_>>().join(self.page.locale.comma())
    }

    /// The rule that cannot be kept, with what it needs and what there is.
    fn rule(&self, of: &Blockage) -> String {
        let key = match of.rule {
            Rule::PerEntry => "draw-rule-judges",
            Rule::Country if of.country.is_none() => "draw-rule-countries",
            Rule::Country => "draw-rule-country",
            Rule::Language => "draw-rule-language",
            Rule::Institution => "draw-rule-organisation",
            Rule::Conflict => "draw-rule-conflict",
            Rule::MaxLoad => "draw-rule-load",
            Rule::MinLoad => "draw-rule-least",
        };
        self.said(key, of)
    }

    /// The smallest change that would help.
    fn fix(&self, of: &Blockage) -> String {
        let key = match of.rule {
            Rule::PerEntry => "draw-fix-judges",
            Rule::Country if of.country.is_none() => "draw-fix-countries",
            Rule::Country => "draw-fix-country",
            Rule::Language if of.languages.is_empty() => "draw-fix-speakers",
            Rule::Language => "draw-fix-language",
            Rule::Institution => "draw-fix-organisation",
            Rule::Conflict => "draw-fix-conflict",
            Rule::MaxLoad | Rule::MinLoad => "draw-fix-load",
        };
        self.said(key, of)
    }

    fn said(&self, key: &str, of: &Blockage) -> String {
        let args = [
            ("needs", of.needs.into()),
            ("has", of.has.into()),
            ("lacking", of.lacking().into()),
            ("country", self.country(of).into()),
            ("languages", self.languages(of).into()),
            ("judges", self.judges(of).into()),
        ];
        self.page.locale.t_with(key, &args).into_owned()
    }

    /// The judges with the names that they have in the draw's files, and what they would have to score.
    fn loads(&self) -> impl Iterator<Item = (String, &Account, &usize)> {
        let judges = self.preview.judges.len();
        let loads = self.preview.loads().enumerate();
        loads.map(move |(at, (judge, load))| (code(at, judges), judge, load))
    }

    fn most(&self) -> usize {
        let loads = self.preview.plan.loads.iter();
        loads.map(|(_, load)| *load).max().unwrap_or(0).max(1)
    }
}

async fn new(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let (round, basis) = basis(&app, contest, id).await?;
    let (preview, files) = off_thread(move || basis.draw_in_public()).await??;
    html(&New {
        page,
        contest: admin.contest,
        round,
        preview,
        files,
    })
}

/// What a round's draw is made from.
async fn basis(app: &App, contest: Contest, id: Id<Round>) -> Result<(Round, Basis)> {
    app.db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let basis = round.basis(conn)?;
            Ok((round, basis))
        })
        .await
}

/// Draws off the threads that serve, without a connection.
async fn off_thread<T: Send + 'static>(draw: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    web::block(draw)
        .await
        .map_err(|error| Error::Internal(error.into()))
}

/// All that the draw depends on but its seed, for everybody who wants to repeat it.
async fn files(app: web::Data<App>, admin: Admin, path: RoundPath) -> Result<HttpResponse> {
    let (slug, (_, id)) = (admin.contest.slug.clone(), path.into_inner());
    let (round, basis) = basis(&app, admin.contest, id).await?;
    let (_, files) = off_thread(move || basis.draw_in_public()).await??;
    let files = files.ok_or(Error::NotFound)?;
    let name = format!("{slug}-round-{}-draw.zip", round.position);
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header(("Cache-Control", "no-store"))
        .body(files.bytes))
}

async fn create(
    app: web::Data<App>,
    admin: Admin,
    path: RoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (by, contest, base_url) = (admin.account, admin.contest.clone(), app.config.base_url());
    let shown = form.get("plan").to_owned();
    let (_, basis) = basis(&app, contest.clone(), id).await?;
    let preview = off_thread(move || basis.draw()).await?;
    if preview.fingerprint != shown {
        return Err(Error::Conflict("error-plan-changed"));
    }
    app.db
        .write(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            round.assign(conn, &by, Some(preview), &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    let url = urls::round(&admin.contest.slug, id);
    Ok(flash::see_other(url, "flash-assigned"))
}
