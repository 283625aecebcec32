//! Promises about every page that anyone sees, in a real browser: nothing that axe-core minds, no page wider than its
//! window, nothing asked of others. `demo.rs` holds the same for the pages of each role.

use crate::browser::{Browser, elsewhere, faults, look};
use crate::support::TestApp;

/// Pages that are there before anything is.
const PUBLIC: &[&str] = &[
    "/",
    "/contests/2023",
    "/contests/2023/rules",
    "/sign-in",
    "/sign-up",
    "/forgotten-password",
    "/receipts",
    "/no-such-page",
];

#[actix_web::test]
async fn nothing_is_wrong_with_public_pages_in_three_languages_two_widths_light_and_dark() {
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
            for (width, dark) in [(360, false), (1440, true)] {
                look(&client, width, dark).await;
                let wrong = faults(&client).await;
                found.extend(
                    wrong
                        .into_iter()
                        .map(|fault| format!("{language} {width} {path}: {fault}")),
                );
            }
        }
    }
    let elsewhere = elsewhere(&client, &app.url).await;
    browser.close().await;
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(elsewhere, Vec::<String>::new(), "requests to others");
}
