//! Where somebody works: the contests in which they have a role.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::After;
use crate::app::App;
use crate::contests::store::{Workplace, workplaces};
use crate::error::Result;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, SignedIn, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/work", web::get().to(index));
}

#[derive(Template)]
#[template(path = "contests/work.html")]
struct Work {
    page: Page,
    places: Paged<Workplace>,
}

async fn index(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    query: web::Query<After>,
) -> Result<HttpResponse> {
    let places = app
        .db
        .read(move |conn| workplaces(conn, &who.account, query.after))
        .await?;
    html(&Work { page, places })
}
