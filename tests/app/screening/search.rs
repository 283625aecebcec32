//! Promises about the search of the queue, of the decisions and of the admin's list.

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use shortlist::contests::Role;
use shortlist::db::{EngineConn, Id};
use shortlist::entries::{Entry, State};
use shortlist::jobs::{Job, worker};
use shortlist::schema::entry_terms;
use shortlist::screening::forms::Query;
use shortlist::screening::store as screening;
use std::sync::{Arc, Mutex};

use super::{QUEUE, Scene};
use crate::support::{TestApp, Visitor};

const ENTRIES: &str = "/contests/2023/admin/entries";
const NOTHING: &str = "Nothing was found";

async fn admin(scene: &Scene) -> Visitor {
    scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await
}

/// The titles, of all that there are, that `url` shows for what was typed.
async fn found(who: &Visitor, url: &str, typed: &str, titles: &[&str]) -> Vec<String> {
    let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let join = if url.contains('?') { '&' } else { '?' };
    let answer = who.get(format!("{url}{join}q={query}")).await.ok();
    titles
        .iter()
        .filter(|title| answer.text.contains(&format!(">{title}</a>")))
        .map(ToString::to_string)
        .collect()
}

#[actix_web::test]
async fn words_are_found_in_any_inflection_and_other_words_are_not() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let titles = [
        "Летние тренировки у ёлки",
        "冬季運動會",
        "Running families",
        "A citizen on the runway",
        "Зимний лёд",
    ];
    for title in titles {
        scene.waiting(title).await;
    }
    for (typed, expected) in [
        ("тренировка", &titles[..1]),
        ("ЕЛКА летняя", &titles[..1]),
        ("трениров", &titles[..1]),
        ("лед", &titles[4..]),
        ("летний лёд", &[]),
        ("运动", &titles[1..2]),
        ("冬", &titles[1..2]),
        ("动运", &[]),
        ("family runs", &titles[2..3]),
        ("runs", &titles[2..3]),
        ("run", &titles[2..4]),
        ("city", &[]),
        ("cit", &titles[3..4]),
    ] {
        for (who, url) in [(&scene.anna, QUEUE), (&admin, ENTRIES)] {
            let found = found(who, url, typed, &titles).await;
            assert_eq!(found, expected, "{typed} at {url}");
        }
    }
}

#[actix_web::test]
async fn a_decided_entry_is_found_among_the_decisions() {
    let scene = Scene::new().await;
    let titles = ["Running families", "Other film"];
    for title in titles {
        let entry = scene.waiting(title).await;
        super::claim(&scene.anna, &entry).await;
        super::decide(&scene.anna, &entry, "accepted", "")
            .await
            .expect(303);
    }
    for show in ["mine", "decided"] {
        let url = format!("{QUEUE}?show={show}");
        assert_eq!(
            found(&scene.anna, &url, "family", &titles).await,
            titles[..1]
        );
        assert_eq!(found(&scene.anna, &url, "cn2", &titles).await, titles[1..]);
    }
}

#[actix_web::test]
async fn a_number_is_found_as_people_say_it() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let titles = ["One film", "Two film", "Film 1 of many"];
    for title in titles {
        scene.waiting(title).await;
    }
    for (who, url) in [(&scene.anna, QUEUE), (&admin, ENTRIES)] {
        for typed in ["CN-0002", "cn2", "cn 2", "2", "№2", "第2号"] {
            let found = found(who, url, typed, &titles).await;
            assert_eq!(found, titles[1..2], "{typed} at {url}");
        }
        // Number one, and the film that says so.
        let both = found(who, url, "1", &titles).await;
        assert_eq!(both, [titles[0], titles[2]]);
        assert!(found(who, url, "RU-0002", &titles).await.is_empty());
        assert!(found(who, url, "CN-0009", &titles).await.is_empty());
    }
}

#[actix_web::test]
async fn an_admin_finds_a_creator_and_a_screener_never_does() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let titles = ["Quiet film"];
    scene.waiting(titles[0]).await;
    // The creator of the scene is creator@example.org, "creator native", "creator latin".
    let by_creator = [
        "creator",
        "crea",
        "native",
        "creator latin",
        "creator@example.org",
        "quiet creator",
    ];
    for typed in by_creator {
        assert_eq!(
            found(&admin, ENTRIES, typed, &titles).await,
            titles,
            "{typed}"
        );
        assert!(
            found(&scene.anna, QUEUE, typed, &titles).await.is_empty(),
            "{typed}"
        );
    }
    let creator = scene.app.signed_in(scene.creator.clone()).await;
    let profile = [
        ("native_name", "Пётр Иванов"),
        ("latin_name", "Petr Ivanov"),
        ("country", "CN"),
        ("organisation", ""),
        ("locale", "en"),
    ];
    creator
        .post("/account", &profile)
        .await
        .leads_to("/account");
    for (typed, there) in [("петр иванов", true), ("ivan", true), ("native", false)] {
        let found = found(&admin, ENTRIES, typed, &titles).await;
        assert_eq!(!found.is_empty(), there, "{typed}");
    }
    assert!(
        found(&scene.anna, QUEUE, "ivanov", &titles)
            .await
            .is_empty()
    );
}

#[actix_web::test]
async fn a_save_files_the_new_words_and_takes_the_old_ones_out() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let (li, path, form) = crate::entries::draft(&app, &contest).await;
    let titles = ["A Vigorous Morning", "A Sleepy Evening"];
    let find = async |typed| found(&admin, ENTRIES, typed, &titles).await;
    // A draft in which nothing was typed is found by its creator.
    admin
        .get(format!("{ENTRIES}?q=li%40example.cn"))
        .await
        .ok()
        .lacks(NOTHING);
    crate::entries::save(&li, &path, &form, "submit=").await;
    assert_eq!(find("vigorous mornings").await, titles[..1]);
    assert_eq!(find("三代人 成都").await, titles[..1]);
    let again = crate::entries::form(&app, &contest, 2).await;
    crate::entries::save(&li, &path, &again, "title.en=A Sleepy Evening").await;
    assert_eq!(find("evening").await, titles[1..]);
    assert!(find("vigorous").await.is_empty());
}

#[actix_web::test]
async fn whatever_is_typed_is_answered_and_an_empty_list_says_what_was_searched() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    scene.waiting("Film").await;
    let long = "слово ".repeat(2_000);
    let odd = [
        "'",
        "\"",
        "%",
        "\\",
        "🏃‍♀️",
        "\u{202e}שלום",
        "a\0b",
        "مرحبا",
        "( OR 1=1",
        "*",
        "<b>",
        &long,
    ];
    for typed in odd {
        for (who, url) in [(&scene.anna, QUEUE), (&admin, ENTRIES)] {
            assert!(
                found(who, url, typed, &["Film"]).await.is_empty(),
                "{typed}"
            );
        }
    }
    scene
        .anna
        .get(format!("{QUEUE}?q=%3Cb%3E"))
        .await
        .ok()
        .has("Nothing was found for “<b>”")
        .has(&format!("href=\"{QUEUE}\">Clear the search"));
    // Nothing typed filters nothing.
    for typed in ["", " ", "\0"] {
        assert_eq!(
            found(&scene.anna, QUEUE, typed, &["Film"]).await,
            ["Film"],
            "{typed:?}"
        );
    }
}

/// As many terms with one beginning as make it a frequent one.
async fn frequent(scene: &Scene, entry: &Entry, beginning: &'static str) {
    let (contest, entry) = (scene.contest.id, entry.id);
    scene
        .app
        .write(move |conn| {
            for n in 0..1_100 {
                diesel::insert_into(entry_terms::table)
                    .values((
                        entry_terms::contest_id.eq(contest),
                        entry_terms::term.eq(format!("{beginning}{n:05}")),
                        entry_terms::entry_id.eq(entry),
                        entry_terms::of_creator.eq(false),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        })
        .await;
}

#[actix_web::test]
async fn frequent_words_are_found_as_rare_ones_are() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let titles = ["Commons film", "Commonly quiet", "Film alone"];
    let mut entries = Vec::new();
    for title in titles {
        entries.push(scene.waiting(title).await);
    }
    frequent(&scene, &entries[0], "commonword").await;
    for (who, url) in [(&scene.anna, QUEUE), (&admin, ENTRIES)] {
        assert_eq!(found(who, url, "commonw", &titles).await, titles[..1]);
        assert_eq!(found(who, url, "common", &titles).await, titles[..2]);
        assert_eq!(found(who, url, "film common", &titles).await, titles[..1]);
        assert_eq!(found(who, url, "commonw", &titles[1..]).await, [""; 0]);
    }
}

#[actix_web::test]
async fn a_search_makes_few_statements_however_many_words_there_are() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let entry = scene.waiting("Film").await;
    frequent(&scene, &entry, "common").await;
    let many = "alpha+beta+gamma+delta+epsilon+zeta+eta+theta+iota+kappa+lambda+mu+nu+xi";
    for typed in [
        "film",
        "42",
        "cn-42",
        "common",
        "commons",
        "commonly+common",
        many,
    ] {
        for (who, url) in [(&scene.anna, QUEUE), (&admin, ENTRIES)] {
            let plain = scene.app.statements(who.get(url)).await.0;
            let searched = scene
                .app
                .statements(who.get(format!("{url}?q={typed}")))
                .await
                .0;
            assert!(searched <= plain + 3, "{typed}: {searched} and {plain}");
        }
    }
}

#[actix_web::test]
async fn entries_of_before_the_table_of_terms_are_filed_by_the_job_of_its_migration() {
    let scene = Scene::new().await;
    let admin = admin(&scene).await;
    let titles: Vec<String> = (0..130).map(|n| format!("Film number{n:03}")).collect();
    for title in &titles {
        scene
            .app
            .entry(&scene.contest, &scene.creator, title, State::Submitted)
            .await;
    }
    scene
        .app
        .write(|conn| {
            let (down, up) = match conn.engine() {
                EngineConn::Sqlite(_) => (
                    include_str!(
                        "../../../migrations/sqlite/2026-11-25-000060_entry_terms/down.sql"
                    ),
                    include_str!("../../../migrations/sqlite/2026-11-25-000060_entry_terms/up.sql"),
                ),
                EngineConn::Pg(_) => (
                    include_str!(
                        "../../../migrations/postgres/2026-11-25-000060_entry_terms/down.sql"
                    ),
                    include_str!(
                        "../../../migrations/postgres/2026-11-25-000060_entry_terms/up.sql"
                    ),
                ),
            };
            conn.batch_execute(down)?;
            Ok(conn.batch_execute(up)?)
        })
        .await;
    let last = [titles[129].as_str()];
    assert!(found(&admin, ENTRIES, "number129", &last).await.is_empty());
    // The clock of the tests stands before the migration was written.
    scene.app.app.clock.advance(chrono::TimeDelta::days(3_000));
    // A second one, as after a lost lease, changes nothing.
    let now = scene.app.now();
    scene
        .app
        .write(move |conn| Job::FileEntries { after: None }.enqueue(conn, now))
        .await;
    worker::drain(&scene.app.app).await.unwrap();
    let admin = scene.app.signed_in(admin.who().clone()).await;
    for title in [&titles[0], &titles[99], &titles[100], &titles[129]] {
        let found = found(&admin, ENTRIES, title, &[title.as_str()]).await;
        assert_eq!(found, [title.as_str()]);
    }
    assert_eq!(
        found(&admin, ENTRIES, "creator number129", &last).await,
        last
    );
}

/// The statements that a connection runs.
struct Overheard(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Overheard {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let said = query.to_string();
            let sql = said.split(" -- binds").next().unwrap();
            if sql.starts_with("SELECT") {
                self.0.lock().unwrap().push(sql.to_owned());
            }
        }
    }
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[actix_web::test]
async fn a_search_reads_ranges_of_indexes_and_no_whole_table() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    frequent(&scene, &entry, "common").await;
    for n in 0..60 {
        scene.waiting(&format!("Filming {n}")).await;
    }
    let contest = scene.contest.id;
    let plans = scene
        .app
        .read(move |conn| {
            let heard = Arc::new(Mutex::new(Vec::new()));
            conn.set_instrumentation(Overheard(Arc::clone(&heard)));
            let now = shortlist::db::Moment::now();
            for typed in [
                "film",
                "filming at night",
                "cn-42",
                "common",
                "alone common",
            ] {
                for state in ["", "submitted"] {
                    let query = Query {
                        q: typed.to_owned(),
                        state: state.to_owned(),
                        ..Query::default()
                    };
                    let filters = query.filters();
                    screening::waiting(conn, contest, &filters, now)?;
                    screening::decided(conn, contest, None, &filters)?;
                    screening::decided(conn, contest, Some(Id::new()), &filters)?;
                    screening::all_entries(conn, contest, &filters)?;
                }
            }
            let said = std::mem::take(&mut *heard.lock().unwrap());
            let EngineConn::Sqlite(c) = conn.engine() else {
                return Ok(Vec::new());
            };
            let mut plans = Vec::new();
            for sql in said {
                let steps = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
                    .load::<Step>(c)?
                    .into_iter()
                    .map(|step| step.detail)
                    .collect::<Vec<_>>();
                plans.push((sql, steps));
            }
            Ok(plans)
        })
        .await;
    let mut few = 0;
    for (sql, steps) in &plans {
        let plan = steps.join("\n");
        // With few found, a list begins with them; the terms themselves are a range.
        let begins_with_few = sql.contains("`id` IN (?") || sql.contains("`entry_id` IN (?");
        for step in steps {
            assert!(
                !step.starts_with("SCAN") || step.contains("CONSTANT ROW"),
                "{sql}\n{plan}"
            );
            if step.contains("entry_terms USING PRIMARY KEY") {
                assert!(
                    step.contains("(contest_id=? AND term>? AND term<?)"),
                    "{sql}\n{plan}"
                );
            }
        }
        if begins_with_few {
            few += 1;
        }
    }
    // Two of five searches times two states times four lists; PostgreSQL has no such plans.
    assert!(plans.is_empty() || few >= 16, "{few}");
}
