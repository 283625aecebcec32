//! Pictures of the main pages, for people to look at: `scripts/screenshots` runs this, no other test does.

use std::path::PathBuf;

use shortlist::demo::{self, Size};

use crate::browser::{Browser, devtools, look, picture};
use crate::support::TestApp;

/// A name, the role that looks, and the address; `*` follows the first link that begins so.
const PAGES: &[(&str, &str, &str)] = &[
    ("home", "", "/"),
    ("contest", "", "/contests/2023"),
    ("rules", "", "/contests/2023/rules"),
    ("gallery", "", "/contests/2023-results/gallery"),
    ("results", "", "/contests/2023-results/results"),
    ("sign-up", "", "/sign-up"),
    ("entries", "creator", "/entries"),
    ("entry", "creator", "/entries > /entries/*"),
    (
        "entry-form",
        "creator",
        "/entries > /entries/* > /entries/*/edit",
    ),
    ("work", "admin", "/work"),
    ("console", "admin", "/contests/2023/admin"),
    ("console-texts", "admin", "/contests/2023/admin/texts"),
    (
        "console-questions",
        "admin",
        "/contests/2023/admin/questions",
    ),
    ("console-criteria", "admin", "/contests/2023/admin/criteria"),
    ("console-entries", "admin", "/contests/2023/admin/entries"),
    (
        "console-results",
        "admin",
        "/contests/2023-results/admin/results",
    ),
    ("console-events", "admin", "/contests/2023/admin/events"),
    ("rounds", "admin", "/contests/2023-judging/admin/rounds"),
    ("screening", "screener", "/contests/2023/screening"),
    (
        "screening-entry",
        "screener",
        "/contests/2023/screening > /contests/2023/screening/entries/*",
    ),
    ("queue", "judge", "/contests/2023-judging/judging"),
    (
        "ballot",
        "judge",
        "/contests/2023-judging/judging > /contests/2023-judging/judging/*",
    ),
];

#[actix_web::test]
#[ignore = "draws pictures; scripts/screenshots runs it"]
async fn pictures_of_the_main_pages() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
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
    let folder = PathBuf::from(
        std::env::var("SCREENSHOTS").unwrap_or_else(|_| "docs/screenshots".to_owned()),
    );
    let only = std::env::var("ONLY").unwrap_or_default();
    let looks = std::env::var("LOOKS").unwrap_or_else(|_| {
        "zh-1440-light ru-1440-light en-1440-light zh-360-light ru-360-light en-360-dark zh-1440-dark".to_owned()
    });
    std::fs::create_dir_all(&folder).unwrap();
    let client = browser.client.clone();
    for each in looks.split_whitespace() {
        let parts: Vec<&str> = each.split('-').collect();
        let (language, width, dark) = (parts[0], parts[1].parse().unwrap(), parts[2] == "dark");
        let mut signed_in = "?";
        for (name, role, path) in PAGES {
            if !only.is_empty() && !only.split(' ').any(|o| o == *name) {
                continue;
            }
            if signed_in != *role {
                browser.forget().await;
                if !role.is_empty() {
                    let door = doors.iter().find(|door| door.role == *role).unwrap();
                    browser.open(format!("{}/sign-in", app.url)).await;
                    browser.fill("email", &door.email).await;
                    browser.fill("password", demo::PASSWORD).await;
                    browser.press("main form button").await;
                }
                signed_in = role;
                browser.open(format!("{}/sign-in", app.url)).await;
                browser
                    .press(&format!("footer button[value='{language}']"))
                    .await;
            }
            look(&client, 1440, dark).await;
            if !walk(&browser, &app.url, path).await {
                println!("{name}: no such link");
                continue;
            }
            look(&client, width, dark).await;
            let overflow = client
                .execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![])
                .await
                .unwrap();
            if overflow.as_i64().unwrap_or(0) > 0 {
                println!("{name} {each}: {overflow} px wider than the window");
            }
            std::fs::write(
                folder.join(format!("{name}-{each}.png")),
                picture(&client).await,
            )
            .unwrap();
            devtools(
                &client,
                "Emulation.clearDeviceMetricsOverride",
                serde_json::json!({}),
            )
            .await;
        }
    }
    browser.close().await;
}

/// Opens the first address and follows a link for each further one. False when there is no such link.
async fn walk(browser: &Browser, base: &str, path: &str) -> bool {
    let mut steps = path.split(" > ");
    browser
        .open(format!("{base}{}", steps.next().unwrap()))
        .await;
    for step in steps {
        let (before, after) = step.split_once('*').unwrap_or((step, ""));
        let script = "const [before, after] = arguments;
            const link = [...document.querySelectorAll('main a[href], main form[action]')]
              .map((a) => a.getAttribute('href') || '')
              .find((h) => h.startsWith(before) && h.length > before.length && h.endsWith(after) && !h.includes('?'));
            return link || '';";
        let link = browser
            .client
            .execute(script, vec![before.into(), after.into()])
            .await
            .unwrap();
        let Some(link) = link.as_str().filter(|link| !link.is_empty()) else {
            return false;
        };
        browser.open(format!("{base}{link}")).await;
    }
    true
}
