//! Promises about the demonstration.

use shortlist::demo::{self, Size};

use crate::browser::{Browser, axe, look, requested};
use crate::support::TestApp;

async fn filled() -> (TestApp, Vec<demo::Door>) {
    let app = TestApp::new().await;
    // Later than anything in the story was made.
    app.app.clock.advance(chrono::TimeDelta::days(130));
    let doors = demo::fill(
        &app.app,
        Size {
            entries: 60,
            judges: 12,
            seed: 2023,
        },
    )
    .await
    .unwrap();
    (app, doors)
}

#[actix_web::test]
async fn the_demonstration_shows_a_contest_at_three_of_its_stages_to_each_role() {
    let (app, doors) = filled().await;
    let visitor = app.visitor().speaking("zh");
    visitor
        .get("/")
        .await
        .ok()
        .has("中俄短视频大赛 2023")
        .has("征集");
    visitor
        .get("/contests/2023-results/results")
        .await
        .ok()
        .has("金奖");
    visitor
        .get("/contests/2023-results/gallery")
        .await
        .ok()
        .has("<img");
    let sign_in = |role: &'static str| {
        let email = doors
            .iter()
            .find(|door| door.role == role)
            .unwrap()
            .email
            .clone();
        let visitor = app.visitor();
        async move {
            visitor.sign_in(&email, demo::PASSWORD).await.expect(303);
            visitor
                .post("/language", &[("locale", "en"), ("return_to", "/")])
                .await
                .expect(303);
            visitor
        }
    };
    let admin = sign_in("admin").await;
    for page in [
        "", "/entries", "/rounds", "/results", "/events", "/mails", "/exports", "/theme", "/team",
    ] {
        admin
            .get(format!("/contests/2023-judging/admin{page}"))
            .await
            .ok();
    }
    let screener = sign_in("screener").await;
    screener
        .get("/contests/2023/screening")
        .await
        .ok()
        .has("Advertising")
        .has("of the text is also in another entry");
    let judge = sign_in("judge").await;
    judge
        .get("/contests/2023-judging/judging")
        .await
        .ok()
        .has("Jury");
    let creator = sign_in("creator").await;
    creator
        .get("/entries")
        .await
        .ok()
        .has("China-Russia Short Video Competition 2023");
}

#[actix_web::test]
async fn axe_finds_nothing_on_the_main_pages_of_each_role_and_nothing_is_asked_of_others() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let (app, doors) = filled().await;
    let client = browser.client.clone();
    let mut found = Vec::new();
    let pages: &[(&str, &[&str])] = &[
        (
            "",
            &[
                "/",
                "/contests/2023",
                "/contests/2023/rules",
                "/contests/2023-results/gallery",
                "/contests/2023-results/results",
                "/receipts",
            ],
        ),
        ("creator", &["/entries", "/account", "/account/inbox"]),
        ("screener", &["/work", "/contests/2023/screening"]),
        ("judge", &["/contests/2023-judging/judging"]),
        (
            "admin",
            &[
                "/contests/2023/admin",
                "/contests/2023/admin/texts",
                "/contests/2023/admin/windows",
                "/contests/2023/admin/entry-rules",
                "/contests/2023/admin/questions",
                "/contests/2023/admin/theme",
                "/contests/2023/admin/criteria",
                "/contests/2023/admin/awards",
                "/contests/2023/admin/team",
                "/contests/2023/admin/entries",
                "/contests/2023-judging/admin/rounds",
                "/contests/2023-results/admin/results",
                "/contests/2023/admin/exports",
                "/contests/2023/admin/mails",
                "/contests/2023/admin/events",
            ],
        ),
    ];
    for (language, width, dark) in [("zh", 1440, false), ("ru", 360, false), ("en", 1440, true)] {
        for (role, paths) in pages {
            browser.forget().await;
            look(&client, width, dark).await;
            browser.open(format!("{}/sign-in", app.url)).await;
            if !role.is_empty() {
                let door = doors.iter().find(|door| door.role == *role).unwrap();
                browser.fill("email", &door.email).await;
                browser.fill("password", demo::PASSWORD).await;
                browser.press("main form button").await;
            }
            browser
                .press(&format!("footer button[value='{language}']"))
                .await;
            for path in *paths {
                browser.open(format!("{}{path}", app.url)).await;
                let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                let wider = client
                    .execute(wider, vec![])
                    .await
                    .unwrap()
                    .as_i64()
                    .unwrap_or(0);
                if wider > 0 {
                    found.push(format!(
                        "{language} {width} {path} is {wider} px wider than the window"
                    ));
                }
                found.extend(
                    axe(&client)
                        .await
                        .into_iter()
                        .map(|f| format!("{language} {width} {path} {f}")),
                );
            }
        }
    }
    let elsewhere: Vec<String> = requested(&client)
        .await
        .into_iter()
        .filter(|url| {
            !url.starts_with(&app.url)
                && !url.starts_with("data:")
                && !url.starts_with("chrome")
                && !url.starts_with("blob:")
        })
        .collect();
    browser.close().await;
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(elsewhere, Vec::<String>::new(), "requests to others");
}
