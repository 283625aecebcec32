//! The ceiling that `scripts/bench` measures pages against: the same server, templates and database layer with
//! nothing of the competition in it. `/static` is a constant page; `/three-reads` makes three indexed reads in one
//! snapshot and fills a page of about nine kilobytes; `/write` saves one durable row.
//!
//! Not timed by itself: `cargo bench --bench ceiling -- --listen 127.0.0.1:9000 --data DIR` serves until it is ended.

use actix_web::{App as Web, HttpResponse, HttpServer, web};
use clap::Parser;
use diesel::prelude::*;
use shortlist::db::{Db, Engine, Id, Moment, Options};
use shortlist::error::Result;
use shortlist::events::Event;
use shortlist::i18n::Locale;
use shortlist::schema::{contests, entries};

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value = "127.0.0.1:9000")]
    listen: String,
    /// The database that the demonstration filled.
    #[arg(long)]
    database: Option<String>,
    /// Given by cargo.
    #[arg(long)]
    bench: bool,
}

async fn constant() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html")
        .body("x".repeat(9_000))
}

async fn three_reads(db: web::Data<Db>) -> Result<HttpResponse> {
    let (count, rows) = db
        .read(|conn| {
            let contest = contests::table
                .select((contests::id, contests::slug))
                .first::<(Id<shortlist::contests::Contest>, String)>(conn)?;
            let newest = entries::table
                .filter(entries::contest_id.eq(contest.0))
                .order(entries::id.desc())
                .select(entries::id)
                .first::<Id<shortlist::entries::Entry>>(conn)
                .optional()?;
            let rows = entries::table
                .filter(entries::contest_id.eq(contest.0))
                .order(entries::id)
                .limit(50)
                .select((entries::id, entries::title))
                .load::<(Id<shortlist::entries::Entry>, String)>(conn)?;
            Ok((newest.is_some(), rows))
        })
        .await?;
    let mut page = String::with_capacity(10_000);
    for (id, title) in rows {
        page.push_str(&format!(
            "<li><a href=\"/entries/{id}\">{title}</a> {}</li>\n",
            Locale::En.t("save")
        ));
    }
    page.push_str(&format!("{count}"));
    while page.len() < 9_000 {
        page.push_str("<p>the rest of an ordinary page</p>\n");
    }
    Ok(HttpResponse::Ok().content_type("text/html").body(page))
}

async fn write(db: web::Data<Db>) -> Result<HttpResponse> {
    enum Row {}
    db.write(|conn| Event::new("bench", Id::<Row>::new(), "written").record(conn, Moment::now()))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let Some(database) = arguments.database else {
        // `cargo test --all-targets` runs this too: there is nothing to serve then.
        let _ = arguments.bench;
        return Ok(());
    };
    let engine = Engine::parse(&database)?;
    Db::migrate(&engine)?;
    let db = Db::open(&engine, &Options::default())?;
    HttpServer::new(move || {
        Web::new()
            .app_data(web::Data::new(db.clone()))
            .route("/static", web::get().to(constant))
            .route("/three-reads", web::get().to(three_reads))
            .route("/write", web::post().to(write))
    })
    .bind(arguments.listen)?
    .run()
    .await?;
    Ok(())
}
