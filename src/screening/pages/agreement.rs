//! How often people and the theme check agreed: the same page for screeners and for the contest's admins.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::contests::{Admin, Contest, Screener};
use crate::error::Result;
use crate::screening::store::{self, Agreement, Tally};
use crate::urls;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/screening/agreement",
        web::get().to(for_screeners),
    )
    .route(
        "/contests/{contest}/admin/theme/agreement",
        web::get().to(for_admins),
    );
}

#[derive(Template)]
#[template(path = "screening/agreement.html")]
struct Show {
    page: Page,
    contest: Contest,
    agreement: Agreement,
    /// Where the page lies and where it leads back to, with that page's text key.
    url: String,
    back: (String, &'static str),
}

impl Show {
    fn is_shown(&self, version: &i32) -> bool {
        self.agreement.version == Some(*version)
    }

    /// The share of decisions against the check, for a table.
    fn share(&self, tally: &Tally) -> String {
        format!("{} % ({})", tally.overruled_percent(), tally.overruled)
    }
}

#[derive(serde::Deserialize)]
struct Asked {
    version: Option<i32>,
}

async fn for_screeners(
    app: web::Data<App>,
    page: Page,
    who: Screener,
    query: web::Query<Asked>,
) -> Result<HttpResponse> {
    let slug = &who.contest.slug;
    let url = urls::screening_agreement(slug);
    let back = (urls::screening(slug), "screening-title");
    show(&app, page, who.contest, query.version, url, back).await
}

async fn for_admins(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    query: web::Query<Asked>,
) -> Result<HttpResponse> {
    let slug = &who.contest.slug;
    let url = urls::theme_noun(slug, "agreement");
    let back = (urls::admin(slug, "theme"), "console-theme");
    show(&app, page, who.contest, query.version, url, back).await
}

async fn show(
    app: &App,
    page: Page,
    contest: Contest,
    version: Option<i32>,
    url: String,
    back: (String, &'static str),
) -> Result<HttpResponse> {
    let id = contest.id;
    let agreement = app
        .db
        .read(move |conn| store::agreement(conn, id, version))
        .await?;
    html(&Show {
        page,
        contest,
        agreement,
        url,
        back,
    })
}
