//! Promises about accounts.

use crate::security::{Access, World};
use crate::support::fixtures::PASSWORD;
use crate::support::{TestApp, link_in};

const SIGN_UP: &[(&str, &str)] = &[
    ("email", "Li.Wei@Example.cn"),
    ("password", "a long enough phrase"),
    ("native_name", "李伟"),
    ("latin_name", "Li Wei"),
    ("country", "CN"),
    ("organisation", "成都大学"),
    ("locale", "zh"),
];

#[actix_web::test]
async fn a_visitor_signs_up_confirms_the_address_and_signs_in_again() {
    let app = TestApp::new().await;
    let li = app.visitor();
    li.post("/sign-up", SIGN_UP).await.leads_to("/entries");
    li.get("/account").await.ok().has("李伟").has("尚未确认");

    let mail = app.mail_to("li.wei@example.cn").await;
    assert!(mail.body.contains("李伟，您好"), "{}", mail.body);
    let link = link_in(&mail);
    li.get(&link).await.ok();
    li.get("/account").await.ok().has("尚未确认");
    li.post(&link, &[]).await.leads_to("/account");
    li.get("/account").await.ok().lacks("尚未确认");
    li.post(&link, &[]).await.expect(404);

    li.post("/sign-out", &[]).await.leads_to("/");
    li.get("/account")
        .await
        .leads_to("/sign-in?return_to=%2Faccount");
    li.sign_in("li.wei@example.cn", "wrong password")
        .await
        .expect(422)
        .has("li.wei@example.cn");
    li.sign_in("LI.wei@example.cn ", "a long enough phrase")
        .await
        .leads_to("/entries");
}

#[actix_web::test]
async fn a_refused_sign_up_names_every_mistake_and_gives_back_what_was_typed() {
    let app = TestApp::new().await;
    app.visitor()
        .post(
            "/sign-up",
            &[
                ("email", "nobody"),
                ("password", "short"),
                ("native_name", "<b>李</b>"),
                ("latin_name", "李"),
                ("country", "XX"),
            ],
        )
        .await
        .expect(422)
        .has("This does not look like an e-mail address.")
        .has("at least 10 characters")
        .has("Use Latin letters only")
        .has("Choose one from the list.")
        .has("value=\"<b>李</b>\"")
        .lacks("short\"");
}

#[actix_web::test]
async fn an_address_has_one_account() {
    let app = TestApp::new().await;
    app.person("li.wei@example.cn", "CN").await;
    app.visitor()
        .post("/sign-up", SIGN_UP)
        .await
        .expect(422)
        .has("There is an account with this address already");
}

#[actix_web::test]
async fn a_forgotten_password_is_set_anew_and_ends_every_session() {
    let app = TestApp::new().await;
    let before = app.person("anna@example.ru", "RU").await;
    before.get("/account").await.ok();
    let visitor = app.visitor();
    visitor
        .post("/forgotten-password", &[("email", "anna@example.ru")])
        .await
        .ok();
    visitor
        .post("/forgotten-password", &[("email", "nobody@example.ru")])
        .await
        .ok();
    let link = link_in(&app.mail_to("anna@example.ru").await);
    assert!(
        app.mails()
            .await
            .iter()
            .all(|mail| mail.address != "nobody@example.ru")
    );
    visitor
        .post(&link, &[("password", "short")])
        .await
        .expect(422);
    visitor
        .post(&link, &[("password", "another long phrase")])
        .await
        .leads_to("/entries");
    before.get("/account").await.expect(303);
    app.visitor()
        .sign_in("anna@example.ru", PASSWORD)
        .await
        .expect(422);
    app.visitor()
        .sign_in("anna@example.ru", "another long phrase")
        .await
        .expect(303);
}

#[actix_web::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let app = TestApp::new().await;
    let here = app.person("anna@example.ru", "RU").await;
    let there = app.signed_in(here.who().clone()).await;
    let page = here.get("/account/sessions").await.ok();
    let end = page
        .text
        .split("action=\"")
        .find(|part| part.starts_with("/account/sessions/") && part.contains("/end\""))
        .unwrap();
    let end = end.split('"').next().unwrap().to_owned();
    let stranger = app.person("ivan@example.ru", "RU").await;
    stranger.post(&end, &[]).await.expect(404);
    here.post(&end, &[]).await.leads_to("/account/sessions");
    there.get("/account").await.expect(303);
    here.get("/account").await.ok();
}

#[actix_web::test]
async fn an_address_changes_only_when_its_new_owner_says_so() {
    let app = TestApp::new().await;
    let anna = app.person("anna@example.ru", "RU").await;
    anna.post(
        "/account/email",
        &[("email", "new@example.ru"), ("current_password", "wrong")],
    )
    .await
    .expect(422)
    .has("That is not the current password");
    anna.post(
        "/account/email",
        &[("email", "new@example.ru"), ("current_password", PASSWORD)],
    )
    .await
    .leads_to("/account");
    anna.get("/account").await.ok().has("Now: anna@example.ru");
    assert!(
        app.mail_to("anna@example.ru")
            .await
            .body
            .contains("new@example.ru")
    );
    let link = link_in(&app.mail_to("new@example.ru").await);
    anna.post(&link, &[]).await.leads_to("/account");
    anna.get("/account").await.ok().has("Now: new@example.ru");
}

#[actix_web::test]
async fn guessing_a_password_is_stopped_after_ten_tries() {
    let app = TestApp::new().await;
    app.person("anna@example.ru", "RU").await;
    for _ in 0..10 {
        app.visitor()
            .sign_in("anna@example.ru", "guess guess guess")
            .await
            .expect(422);
    }
    let answer = app
        .visitor()
        .sign_in("anna@example.ru", PASSWORD)
        .await
        .expect(429);
    assert!(
        answer.headers["retry-after"]
            .to_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
            <= 900
    );
    app.app.clock.advance(chrono::TimeDelta::minutes(16));
    app.visitor()
        .sign_in("anna@example.ru", PASSWORD)
        .await
        .expect(303);
}

#[actix_web::test]
async fn the_language_is_the_accounts_then_the_choice_then_the_browsers() {
    let app = TestApp::new().await;
    let visitor = app.visitor().speaking("ru-RU,ru;q=0.9");
    visitor
        .get("/sign-in")
        .await
        .ok()
        .has("lang=\"ru\"")
        .has("Войти");
    visitor
        .post("/language", &[("locale", "zh"), ("return_to", "/sign-in")])
        .await
        .leads_to("/sign-in");
    visitor.get("/sign-in").await.ok().has("登录");
    visitor
        .post(
            "/language",
            &[("locale", "zh"), ("return_to", "https://evil.example/")],
        )
        .await
        .leads_to("/");
    let anna = app.person("anna@example.ru", "RU").await;
    anna.get("/account").await.ok().has("lang=\"en\"");
    anna.post("/language", &[("locale", "ru"), ("return_to", "/account")])
        .await
        .leads_to("/account");
    anna.get("/account").await.ok().has("lang=\"ru\"");
}

#[actix_web::test]
async fn every_mail_is_in_the_inbox_of_its_recipient_only() {
    let app = TestApp::new().await;
    let li = app.visitor();
    li.post("/sign-up", SIGN_UP).await.expect(303);
    let inbox = li.get("/account/inbox").await.ok().has("请确认您的邮箱");
    let path = inbox
        .text
        .split("href=\"")
        .find(|part| part.starts_with("/account/inbox/"))
        .unwrap();
    let path = path.split('"').next().unwrap().to_owned();
    li.get(&path).await.ok().has("李伟，您好");
    app.person("anna@example.ru", "RU")
        .await
        .get(&path)
        .await
        .expect(404);
    li.post(&path, &[]).await.leads_to("/account/inbox");
}

/// Who may do what at the routes of accounts.
pub async fn access(_app: &TestApp, _world: &World) -> Vec<Access> {
    let everyone = |status| [status; 6];
    let nobody = "0".repeat(64);
    let id = uuid::Uuid::now_v7();
    vec![
        Access::new("POST", "/language", "/language", everyone(403)),
        Access::new(
            "GET",
            "/sign-up",
            "/sign-up",
            [200, 303, 303, 303, 303, 303],
        ),
        Access::new("POST", "/sign-up", "/sign-up", everyone(422)),
        Access::new(
            "GET",
            "/sign-in",
            "/sign-in",
            [200, 303, 303, 303, 303, 303],
        ),
        Access::new("POST", "/sign-in", "/sign-in", everyone(422)),
        Access::new("POST", "/sign-out", "/sign-out", everyone(303)),
        Access::new(
            "GET",
            "/account",
            "/account",
            [303, 200, 200, 200, 200, 200],
        ),
        Access::new(
            "POST",
            "/account",
            "/account",
            [303, 422, 422, 422, 422, 422],
        ),
        Access::new(
            "POST",
            "/account/email",
            "/account/email",
            [303, 422, 422, 422, 422, 422],
        ),
        Access::new(
            "POST",
            "/account/password",
            "/account/password",
            [303, 422, 422, 422, 422, 422],
        ),
        Access::new(
            "POST",
            "/account/confirmation",
            "/account/confirmation",
            everyone(303),
        ),
        Access::new(
            "GET",
            "/account/sessions",
            "/account/sessions",
            [303, 200, 200, 200, 200, 200],
        ),
        Access::new(
            "POST",
            "/account/sessions/end-others",
            "/account/sessions/end-others",
            everyone(303),
        ),
        Access::new(
            "POST",
            "/account/sessions/{id}/end",
            format!("/account/sessions/{id}/end"),
            [303, 404, 404, 404, 404, 404],
        ),
        Access::new(
            "GET",
            "/account/inbox",
            "/account/inbox",
            [303, 200, 200, 200, 200, 200],
        ),
        Access::new(
            "GET",
            "/account/inbox/{id}",
            format!("/account/inbox/{id}"),
            [303, 404, 404, 404, 404, 404],
        ),
        Access::new(
            "POST",
            "/account/inbox/{id}",
            format!("/account/inbox/{id}"),
            [303, 404, 404, 404, 404, 404],
        ),
        Access::new(
            "GET",
            "/forgotten-password",
            "/forgotten-password",
            everyone(200),
        ),
        Access::new(
            "POST",
            "/forgotten-password",
            "/forgotten-password",
            everyone(422),
        ),
        Access::new(
            "GET",
            "/links/password/{token}",
            format!("/links/password/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "POST",
            "/links/password/{token}",
            format!("/links/password/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "GET",
            "/links/confirm/{token}",
            format!("/links/confirm/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "POST",
            "/links/confirm/{token}",
            format!("/links/confirm/{nobody}"),
            everyone(404),
        ),
    ]
}
