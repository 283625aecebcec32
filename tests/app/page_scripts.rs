//! Promises about what the small scripts add to pages, in a real browser. Every page works without them; the other
//! tests hold that.

mod entry;
mod room;
mod scorecard;
mod together;
mod uploads;

use shortlist::contests::Role;
use shortlist::entries::{Entry, State};

use crate::browser::{Browser, devtools};
use crate::support::fixtures::PASSWORD;
use crate::support::{TestApp, Visitor};

/// A creator with a draft, and a browser in which its form is open; none where there is no driver.
struct Desk {
    app: TestApp,
    browser: Browser,
    /// The same creator in another window.
    creator: Visitor,
    entry: Entry,
}

impl Desk {
    async fn open() -> Option<Self> {
        let browser = Browser::start(1200, 900).await?;
        let app = TestApp::new().await;
        let contest = app.contest().await;
        let creator = app.person("li@example.cn", "CN").await;
        let entry = app
            .entry(&contest, creator.who(), "Film", State::Draft)
            .await;
        browser.sign_in(&app.url, "li@example.cn", PASSWORD).await;
        let desk = Self {
            app,
            browser,
            creator,
            entry,
        };
        desk.open_form().await;
        Some(desk)
    }

    fn path(&self) -> String {
        format!("/entries/{}", self.entry.id)
    }

    async fn open_form(&self) {
        let url = format!("{}{}/edit", self.app.url, self.path());
        self.browser.open(url).await;
    }

    /// The entry as it is stored now.
    async fn stored(&self) -> Entry {
        let id = self.entry.id;
        self.app.read(move |conn| Entry::find(conn, id)).await
    }
}

#[actix_web::test]
async fn a_screener_is_offered_the_reasons_of_the_decision_and_the_usual_message() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let scene = crate::screening::Scene::new().await;
    let film = scene.waiting("Film").await;
    crate::screening::claim(&scene.anna, &film).await;
    browser
        .sign_in(&scene.app.url, "anna@example.org", PASSWORD)
        .await;
    let page = crate::screening::page(&film);
    browser.open(format!("{}{page}", scene.app.url)).await;
    browser
        .run("document.querySelector('details:has([name=\"message.en\"])').open = true")
        .await;

    browser
        .run("document.querySelector('[name=decision][value=rejected]').click()")
        .await;
    let open = "[...document.querySelectorAll('#reason optgroup')].filter((g) => !g.disabled).map((g) => g.dataset.decision).join()";
    browser.until(&format!("{open} === 'rejected'")).await;
    browser
        .until("document.getElementById('fields').hidden")
        .await;
    let choose = "const reason = document.getElementById('reason');
        reason.value = [...reason.querySelectorAll('optgroup:not([disabled]) option')][arguments[0]].value;
        reason.dispatchEvent(new Event('change'))";
    browser
        .client
        .execute(choose, vec![0.into()])
        .await
        .unwrap();
    let first = browser.value("message.en").await;
    assert!(!first.is_empty());
    assert_ne!(browser.value("message.zh").await, "");
    assert_ne!(browser.value("message.ru").await, "");

    // What the screener wrote is not written over; what they did not touch follows the reason.
    browser.fill("message.en", "My own words.").await;
    let chinese = browser.value("message.zh").await;
    browser
        .client
        .execute(choose, vec![1.into()])
        .await
        .unwrap();
    assert_eq!(browser.value("message.en").await, "My own words.");
    assert_ne!(browser.value("message.zh").await, chinese);

    browser
        .run("document.querySelector('[name=decision][value=returned]').click()")
        .await;
    browser.until(&format!("{open} === 'returned'")).await;
    browser
        .until("!document.getElementById('fields').hidden")
        .await;
    assert_eq!(browser.value("reason").await, "");
    browser.close().await;
}

#[actix_web::test]
async fn one_tick_takes_every_entry_of_the_list_and_the_countdown_runs() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let scene = crate::screening::Scene::new().await;
    scene.waiting("First").await;
    scene.waiting("Second").await;
    let base = &scene.app.url;
    browser.open(format!("{base}/contests/2023")).await;
    let clock = "document.querySelector('[data-countdown]').textContent";
    let before = browser.run(&format!("return {clock}")).await;
    browser.until(&format!("{clock} !== {before}")).await;

    browser.sign_in(base, "anna@example.org", PASSWORD).await;
    browser
        .open(format!("{base}/contests/2023/screening"))
        .await;
    let ticked = "document.querySelectorAll('input[name=entry]:checked').length";
    browser
        .run("document.querySelector('[data-all]').click()")
        .await;
    browser.until(&format!("{ticked} === 2")).await;
    browser
        .run("document.querySelector('[data-all]').click()")
        .await;
    browser.until(&format!("{ticked} === 0")).await;
    browser.close().await;
}

#[actix_web::test]
async fn a_deadline_is_read_on_the_visitors_own_clock_from_the_first_page() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    app.contest().await;
    let zone = serde_json::json!({ "timezoneId": "Asia/Vladivostok" });
    devtools(&browser.client, "Emulation.setTimezoneOverride", zone).await;
    // 00:00 UTC on 1 June is ten o'clock there: first said by the script, then by the server, once each.
    for said in ["Your time", "Asia/Vladivostok"] {
        browser.open(format!("{}/contests/2023", app.url)).await;
        browser.says("dl.clocks", said).await;
        browser.says("dl.clocks", "10:00").await;
        let clocks = "document.querySelector('dl.clocks').children.length";
        assert_eq!(browser.run(&format!("return {clocks}")).await, 4);
    }
    browser.close().await;
}

#[actix_web::test]
async fn a_refused_form_gives_the_focus_to_what_is_wrong_and_long_texts_are_counted() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let contest = app.contest().await;
    app.with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    browser
        .sign_in(&app.url, "boss@example.org", PASSWORD)
        .await;
    let url = format!("{}/contests/2023/admin/streams/new", app.url);
    browser.open(&url).await;
    browser.fill("name.en", "North").await;
    // Four letters are four, though the last takes two units: as the server counts.
    let limit = "const field = document.querySelector('[data-max]'); field.value = ' 中俄短𠮷 ';
        field.dispatchEvent(new Event('input')); return field.nextElementSibling.textContent";
    let counted = browser.run(limit).await;
    assert!(counted.as_str().unwrap().starts_with("4 / "), "{counted}");
    browser.press("main form[data-guard] .actions button").await;
    browser
        .until("document.activeElement.matches('.problems')")
        .await;
    browser.close().await;
}

#[actix_web::test]
async fn a_changed_form_asks_before_it_is_left_and_a_sent_one_does_not() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let contest = app.contest().await;
    app.with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    browser
        .sign_in(&app.url, "boss@example.org", PASSWORD)
        .await;
    browser
        .open(format!("{}/contests/2023/admin/texts", app.url))
        .await;
    let leaving = "const event = new Event('beforeunload', { cancelable: true }); window.dispatchEvent(event);
        return event.defaultPrevented";
    assert_eq!(browser.run(leaving).await, false);
    browser.type_into("name.en", " once more").await;
    assert_eq!(browser.run(leaving).await, true);
    browser.press("main form[data-guard] .actions button").await;
    browser.says(".flash", "Saved").await;
    assert_eq!(browser.run(leaving).await, false);
    browser.close().await;
}

#[actix_web::test]
async fn a_theme_profile_from_a_file_can_be_read_before_it_is_sent() {
    let Some(browser) = Browser::start(1200, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let contest = app.contest().await;
    app.with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    let file = app.folder().join("profile.toml");
    std::fs::write(&file, crate::theme::PROFILE).unwrap();
    browser
        .sign_in(&app.url, "boss@example.org", PASSWORD)
        .await;
    browser
        .open(format!("{}/contests/2023/admin/theme", app.url))
        .await;
    browser
        .until("!document.getElementById('theme-file-label').hidden")
        .await;
    browser
        .choose("#theme-file-label input", &file.to_string_lossy())
        .await;
    browser
        .until("document.getElementById('toml').value.length > 100")
        .await;
    let shown = browser.value("toml").await;
    assert_eq!(shown.trim(), crate::theme::PROFILE.trim());
    browser.close().await;
}
