//! Promises about pages that are kept for a moment.

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::db::Json;
use shortlist::i18n::Trilingual;
use shortlist::schema::contests;

use crate::support::TestApp;

const HOME: &str = "/contests/2023";

async fn rename(app: &TestApp, name: &str) {
    let name = Trilingual::new("", "", name);
    app.write(move |conn| {
        diesel::update(contests::table)
            .set(contests::name.eq(Json::new(name)))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_page_for_everyone_is_made_once_a_second_and_anew_after_every_write() {
    let app = TestApp::new().await;
    app.contest().await;
    let (a, b) = (app.visitor(), app.visitor());
    rename(&app, "First name").await;
    let (made, page) = app.statements(a.get(HOME)).await;
    page.ok().has("First name");
    assert!(made > 0);
    let (kept, again) = app.statements(b.get(HOME)).await;
    assert_eq!(kept, 0);
    let again = again.ok().has("First name");
    assert!(again.headers.contains_key("content-security-policy"));

    rename(&app, "Second name").await;
    let (made, page) = app.statements(b.get(HOME)).await;
    page.ok().has("Second name").lacks("First name");
    assert!(made > 0);
    assert_eq!(app.statements(a.get(HOME)).await.0, 0);
    app.app.clock.advance(TimeDelta::seconds(1));
    assert!(app.statements(a.get(HOME)).await.0 > 0);
}

#[actix_web::test]
async fn nobody_is_given_a_page_that_was_made_for_somebody_else() {
    let app = TestApp::new().await;
    app.contest().await;
    let li = app.person("li@example.org", "CN").await;
    let nobody = app.visitor();
    // Each of these stands between two looks of a visitor without an account, in one second.
    nobody.get(HOME).await.ok().has("Sign in");
    let native = li.who().native_name.clone();
    li.get(HOME)
        .await
        .ok()
        .has(&native)
        .lacks("href=\"/sign-in\"");
    nobody.get(HOME).await.ok().has("Sign in").lacks(&native);
    app.visitor()
        .speaking("ru")
        .get(HOME)
        .await
        .ok()
        .has("lang=\"ru\"");
    nobody.get(HOME).await.ok().has("lang=\"en\"");
    // A word that is shown once is not shown to others.
    nobody.get("/contests/no-such-contest").await.expect(404);
    nobody
        .get("/contests/2023/rules")
        .await
        .ok()
        .lacks("Sign out");
}
