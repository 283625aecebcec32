//! Entries put in order and compared by keys alone, at a desk and on a phone. In Russian the story of four methods does
//! the same.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use shortlist::judging::Format;

use crate::browser::{Browser, faults, look, picture};
use crate::judging::{Jury, ballot_of};
use crate::support::TestApp;
use crate::support::fixtures::PASSWORD;

/// Keeps a picture of the page where `TEST_PICTURES` names a folder.
async fn draw(browser: &Browser, name: &str) {
    if let Ok(folder) = std::env::var("TEST_PICTURES") {
        let bytes = picture(&browser.client, Some(2_000)).await;
        std::fs::write(
            std::path::Path::new(&folder).join(format!("{name}.png")),
            bytes,
        )
        .unwrap();
    }
}

async fn judge(browser: &Browser, app: &TestApp, language: &str) {
    browser
        .sign_in(&app.url, "judge0@jury.example", PASSWORD)
        .await;
    browser.open(format!("{}/receipts", app.url)).await;
    browser
        .press(&format!("footer button[value='{language}']"))
        .await;
}

async fn is_clean(browser: &Browser, name: &str) {
    for (width, dark) in [(360, false), (360, true), (1440, false)] {
        look(&browser.client, width, dark).await;
        assert_eq!(
            faults(&browser.client).await,
            Vec::<String>::new(),
            "{name} {width} {dark}"
        );
        draw(
            browser,
            &format!("{name}-{width}{}", if dark { "-dark" } else { "" }),
        )
        .await;
    }
}

/// Alt with an arrow key, on what has the focus.
async fn alt(browser: &Browser, arrow: char) {
    let keys = KeyActions::new("keys".to_owned())
        .then(KeyAction::Down { value: '\u{E00A}' })
        .then(KeyAction::Down { value: arrow })
        .then(KeyAction::Up { value: arrow })
        .then(KeyAction::Up { value: '\u{E00A}' });
    browser.client.perform_actions(keys).await.unwrap();
}

const UP: char = '\u{E013}';
const DOWN: char = '\u{E015}';

#[actix_web::test]
async fn five_entries_are_put_in_order_by_keys_alone() {
    let Some(browser) = Browser::start(360, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 5, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    judge(&browser, &app, "zh").await;
    browser.open(format!("{}{}", app.url, jury.order())).await;
    is_clean(&browser, "order").await;
    let values = "[...document.querySelectorAll('[data-place]')].map((f) => f.value).join()";
    let focus = |n: usize| format!("document.querySelectorAll('[data-place]')[{n}].focus()");
    // Each takes the last place in turn: they stand as they came.
    for n in 0..5 {
        browser.run(&focus(n)).await;
        alt(&browser, UP).await;
    }
    browser.until(&format!("{values} === '1,2,3,4,5'")).await;
    // The last goes to the top, and the first down by one after it.
    browser.run(&focus(4)).await;
    for _ in 0..4 {
        alt(&browser, UP).await;
    }
    let first = format!("place.{}", queue[4].id);
    browser
        .until(&format!(
            "document.querySelector('[data-place]').name === '{first}'"
        ))
        .await;
    browser
        .until(&format!("document.activeElement.name === '{first}'"))
        .await;
    alt(&browser, DOWN).await;
    browser.says("[data-status]", "第 2 名").await;
    alt(&browser, UP).await;
    let leaving = "const event = new Event('beforeunload', { cancelable: true }); window.dispatchEvent(event);
        return event.defaultPrevented";
    assert_eq!(
        browser.run(leaving).await,
        true,
        "a changed order asks before it is left"
    );
    browser
        .run("document.querySelector('.order-foot button').focus()")
        .await;
    browser.press(".order-foot button").await;
    browser.says(".flash", "排序已提交").await;
    let mut totals = Vec::new();
    for each in &queue {
        totals.push(ballot_of(&app, each).await.unwrap().total.unwrap());
    }
    assert_eq!(totals, [3_000, 2_000, 1_000, 0, 4_000]);
    is_clean(&browser, "order-submitted").await;
    browser.close().await;
}

#[actix_web::test]
async fn an_entry_is_dragged_to_its_place() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Order).await;
    judge(&browser, &app, "en").await;
    browser.open(format!("{}{}", app.url, jury.order())).await;
    let last = browser
        .run("return [...document.querySelectorAll('[data-place]')].at(-1).name")
        .await;
    let drag = "const grip = [...document.querySelectorAll('[data-grip]')].at(-1);
        const top = document.querySelector('[data-row]').getBoundingClientRect();
        const send = (kind, y) => grip.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, button: 0, clientX: top.left + 5, clientY: y }));
        grip.setPointerCapture = () => {};
        send('pointerdown', grip.getBoundingClientRect().top + 5);
        send('pointermove', top.top + 5);
        send('lostpointercapture', top.top + 5);";
    browser.run(drag).await;
    browser
        .until(&format!(
            "document.querySelector('[data-place]').name === {last}"
        ))
        .await;
    browser
        .until("document.querySelector('[data-place]').value === '1'")
        .await;
    browser.close().await;
}

#[actix_web::test]
async fn pairs_are_compared_by_keys_alone() {
    let Some(browser) = Browser::start(360, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 4, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    for each in &queue {
        jury.film(&app, each).await;
    }
    judge(&browser, &app, "zh").await;
    browser.open(format!("{}{}", app.url, jury.pairs())).await;
    is_clean(&browser, "pair").await;
    let done =
        |n: usize| format!("document.querySelector('.compare-progress progress')?.value === {n}");
    // Left, right by its digit and by its arrow, and no difference.
    for (n, key) in ["1", "2", "\u{E014}", "0"].into_iter().enumerate() {
        browser.until(&done(n)).await;
        browser.key(key).await;
    }
    browser.until(&done(4)).await;
    browser.says("main .empty", "全部比较完毕").await;
    is_clean(&browser, "pair-done").await;
    for each in &queue {
        assert!(ballot_of(&app, each).await.unwrap().submitted_at.is_some());
    }
    let list = format!("{}{}", app.url, jury.pairs().replace("/pairs", "/answers"));
    browser.open(list).await;
    is_clean(&browser, "answers").await;
    browser.press("main .row-link").await;
    is_clean(&browser, "answer").await;
    browser.key("0").await;
    browser.says(".flash", "已保存").await;
    browser.close().await;
}
