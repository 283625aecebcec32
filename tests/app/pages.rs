//! Promises about every main page, in a real browser: nothing that axe-core minds, nothing asked of others.

use crate::browser::{Browser, axe, requested};
use crate::support::TestApp;

/// Pages that anyone sees.
const PUBLIC: &[&str] = &[
    "/",
    "/sign-in",
    "/sign-up",
    "/forgotten-password",
    "/no-such-page",
];

#[actix_web::test]
async fn axe_finds_nothing_on_public_pages_in_three_languages_light_and_dark() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    app.contest().await;
    let client = browser.client.clone();
    let mut found = Vec::new();
    for language in ["zh", "ru", "en"] {
        client.goto(&format!("{}/sign-in", app.url)).await.unwrap();
        browser
            .press(&format!("footer button[value='{language}']"))
            .await;
        for path in PUBLIC {
            client.goto(&format!("{}{path}", app.url)).await.unwrap();
            found.extend(
                axe(&client)
                    .await
                    .into_iter()
                    .map(|f| format!("{language} {path} {f}")),
            );
        }
    }
    let all = requested(&client).await;
    assert!(
        all.iter().any(|url| url.ends_with("/app.css")),
        "the log of requests is empty"
    );
    let elsewhere: Vec<String> = all
        .into_iter()
        .filter(|url| {
            !url.starts_with(&app.url) && !url.starts_with("data:") && !url.starts_with("chrome")
        })
        .collect();
    browser.close().await;
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(elsewhere, Vec::<String>::new(), "requests to others");
}
