//! How a panel scored the same few entries: for the organiser with names, for each judge beside the own scores.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::rounds::RoundPath;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Admin, Contest, Judge};
use crate::db::Id;
use crate::error::Result;
use crate::judging::calibration::Leaning;
use crate::judging::store::{Calibrated, Calibration};
use crate::judging::{Others, points_text, total_text};
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/rounds/{id}/calibration",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/judging/rounds/{id}/calibration",
        web::get().to(show_own),
    );
}

/// How wide the scale of a drawing is, in units of the picture.
const WIDE: i64 = 400;

/// One ballot on the scale.
struct Dot {
    at: i64,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "judging/calibration.html")]
struct Show {
    page: Page,
    contest: Contest,
    calibration: Calibration,
    /// The judge who looks; none for an organiser.
    reader: Option<Id<Account>>,
}

impl Show {
    /// The ballots of an entry on the scale, the reader's last, so that nothing covers it.
    fn dots(&self, entry: &Calibrated) -> Vec<Dot> {
        let (least, most) = self.calibration.scale;
        let wide = i64::from(most - least).max(1);
        let mut dots: Vec<Dot> = entry
            .marks
            .iter()
            .map(|mark| Dot {
                at: 10 + (WIDE - 20) * i64::from(mark.total - least) / wide,
                is_own: self.reader == Some(mark.judge),
            })
            .collect();
        dots.sort_by_key(|dot| dot.is_own);
        dots
    }

    fn own(&self, entry: &Calibrated) -> Option<i32> {
        self.reader.and_then(|reader| entry.mark_of(reader))
    }

    /// What the others gave; for an organiser everybody.
    fn others(&self, entry: &Calibrated) -> Option<Others> {
        let others = entry
            .marks
            .iter()
            .filter(|mark| self.reader != Some(mark.judge));
        Others::of(&others.map(|mark| mark.total).collect::<Vec<_>>())
    }

    /// For a judge the own, for an organiser everybody's, the most lenient first.
    fn leanings(&self) -> Vec<(&Account, &Leaning)> {
        let of = self.calibration.leanings.iter();
        let mut found: Vec<(&Account, &Leaning)> = of
            .filter(|each| self.reader.is_none_or(|reader| reader == each.judge))
            .filter_map(|each| {
                let mut judges = self.calibration.judges.iter();
                Some((judges.find(|judge| judge.id == each.judge)?, each))
            })
            .collect();
        found.sort_by_key(|(judge, each)| (-each.above, judge.id));
        found
    }

    fn points(&self, thousandths: &i32) -> String {
        total_text(thousandths, self.page.locale)
    }

    /// With a sign, since it is a difference.
    fn difference(&self, thousandths: &i32) -> String {
        let text = self.points(&thousandths.abs());
        match thousandths.signum() {
            1 => format!("+{text}"),
            -1 => format!("−{text}"),
            _ => text,
        }
    }

    /// So many points less.
    fn fewer(&self, thousandths: &i32) -> String {
        self.points(&-thousandths)
    }

    /// An end of the scale.
    fn end(&self, thousandths: &i32) -> String {
        points_text(&(thousandths / 100))
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: RoundPath,
) -> Result<HttpResponse> {
    let (contest, (_, id)) = (admin.contest.clone(), path.into_inner());
    let calibration = app
        .db
        .read(move |conn| Calibration::of(conn, &contest, id))
        .await?;
    html(&Show {
        page,
        contest: admin.contest,
        calibration,
        reader: None,
    })
}

async fn show_own(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: RoundPath,
) -> Result<HttpResponse> {
    let (who, (_, id)) = (judge.clone(), path.into_inner());
    let calibration = app
        .db
        .read(move |conn| Calibration::for_judge(conn, &who, id))
        .await?;
    html(&Show {
        page,
        contest: judge.contest,
        calibration,
        reader: Some(judge.account.id),
    })
}
