//! Why a judge has an entry.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::AssignmentPath;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest, Judge};
use crate::db::Id;
use crate::entries::Entry;
use crate::error::Result;
use crate::i18n::Language;
use crate::judging::Round;
use crate::judging::store::{Candidacy, Scorecard, SignedNote, Stand, WhoAndWhy, Why};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/why",
        web::get().to(judge),
    )
    .route(
        "/contests/{contest}/admin/rounds/{id}/draw/{entry}",
        web::get().to(admin),
    );
}

fn names(languages: &[Language], page: &Page) -> String {
    let names: Vec<&str> = languages
        .iter()
        .map(|each| each.name(page.locale))
        .collect();
    names.join(page.locale.comma())
}

#[derive(Template)]
#[template(path = "judging/why.html")]
struct WhyPage {
    page: Page,
    contest: Contest,
    card: Scorecard,
    why: Why,
}

impl WhyPage {
    fn shared(&self) -> String {
        names(&self.why.shared, &self.page)
    }

    fn loads(&self) -> String {
        let (page, why) = (&self.page, &self.why);
        let args = [
            ("n", why.load.into()),
            ("least", why.least.into()),
            ("most", why.most.into()),
        ];
        page.locale.t_with("why-loads", &args).into_owned()
    }
}

#[derive(Template)]
#[template(path = "judging/who_and_why.html")]
struct WhoAndWhyPage {
    page: Page,
    contest: Contest,
    round: Round,
    entry: Id<Entry>,
    found: WhoAndWhy,
    notes: Vec<SignedNote>,
    /// Percent of the film that judges are known to have played.
    watched: Vec<(Id<Account>, i32)>,
}

impl WhoAndWhyPage {
    fn stand(&self, row: &Candidacy) -> String {
        let page = &self.page;
        match row.stand {
            Stand::Has => page.t("stand-has"),
            Stand::Had => page.t("stand-had"),
            Stand::Conflict(grounds) => page.t1(
                "stand-conflict",
                "grounds",
                page.t(grounds.key()).into_owned(),
            ),
            Stand::Language => page.t("stand-language"),
            Stand::Full => page.t("stand-full"),
            Stand::Free => page.t("stand-free"),
        }
        .into_owned()
    }

    fn watched(&self, row: &Candidacy) -> Option<i32> {
        let mut all = self.watched.iter();
        all.find_map(|(judge, percent)| (*judge == row.judge.id).then_some(*percent))
    }

    fn shared(&self, row: &Candidacy) -> String {
        names(&row.shared, &self.page)
    }
}

async fn judge(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
) -> Result<HttpResponse> {
    let (who, (_, id)) = (judge.clone(), path.into_inner());
    let (card, why) = app
        .db
        .read(move |conn| {
            let card = Scorecard::of(conn, &who, id)?;
            let why = card.why(conn, &who)?;
            Ok((card, why))
        })
        .await?;
    html(&WhyPage {
        page,
        contest: judge.contest,
        card,
        why,
    })
}

async fn admin(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: web::Path<(String, Id<Round>, Id<Entry>)>,
) -> Result<HttpResponse> {
    let (contest, (_, id, entry)) = (admin.contest.clone(), path.into_inner());
    let (round, found, notes, watched) = app
        .db
        .read(move |conn| {
            let round = Round::of(conn, &contest, id)?;
            let found = round.who_and_why(conn, entry)?;
            let notes = round.notes(conn, entry)?;
            let watched = round.watched(conn, entry)?;
            Ok((round, found, notes, watched))
        })
        .await?;
    html(&WhoAndWhyPage {
        page,
        contest: admin.contest,
        round,
        entry,
        found,
        notes,
        watched,
    })
}
