//! Which parts of a film were played: told by the page's script, shown as a bar with words.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::AssignmentPath;
use crate::app::App;
use crate::contests::Judge;
use crate::error::{Error, Result};
use crate::judging::store::{Scorecard, Watch};
use crate::judging::watching::Watched;
use crate::web::{Form, Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}/watch",
        web::post().to(create),
    );
}

/// The part of the scorecard's page that says how much of the film was played; the answer to the script as well.
#[derive(Template)]
#[template(path = "judging/watching.html")]
pub(super) struct Watching {
    pub page: Page,
    pub watch: Watch,
}

impl Watching {
    /// Where each part is drawn and how wide it is, in thousandths of the film.
    fn bars(&self) -> Vec<(u32, u32)> {
        let length = self.watch.length.unwrap_or(0).max(1);
        let at = |tenth: &u32| u32::try_from(u64::from(*tenth) * 1000 / u64::from(length));
        let parts = self.watch.watched.parts().iter();
        parts
            .filter_map(|(from, to)| {
                let (from, to) = (at(from).ok()?, at(to).ok()?);
                Some((from, (to - from).max(2)))
            })
            .collect()
    }

    fn words(&self) -> String {
        let page = &self.page;
        match (self.watch.percent(), self.watch.length) {
            (Some(percent), Some(length)) => {
                let seconds = |tenths: u32| {
                    page.length(&i32::try_from(tenths.div_ceil(10)).unwrap_or(i32::MAX))
                };
                let args = [
                    ("percent", percent.into()),
                    ("played", seconds(self.watch.watched.total()).into()),
                    ("length", seconds(length).into()),
                ];
                page.locale.t_with("watch-words", &args).into_owned()
            }
            _ => page.t("watch-unknown").into_owned(),
        }
    }
}

async fn create(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let played = Watched::parse(form.get("played"));
    let watch = app
        .db
        .write(move |conn| {
            let card = Scorecard::of(conn, &judge, id)?;
            let played = played.ok_or(Error::Refused("error-watch"))?;
            card.watch(conn, &played, now)
        })
        .await?;
    html(&Watching { page, watch })
}
