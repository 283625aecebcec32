//! The entry form that saves itself, and the theme panel beside it.

use diesel::prelude::*;
use shortlist::entries::VersionKind;
use shortlist::i18n::Locale;
use shortlist::schema::entry_versions;

use super::Desk;

const NOTE: &str = "#autosave";

/// How many versions of this kind are kept.
async fn versions(desk: &Desk, kind: VersionKind) -> i64 {
    let id = desk.entry.id;
    desk.app
        .read(move |conn| {
            Ok(entry_versions::table
                .filter(entry_versions::entry_id.eq(id))
                .filter(entry_versions::kind.eq(kind))
                .count()
                .get_result(conn)?)
        })
        .await
}

#[actix_web::test]
async fn what_is_typed_into_an_entry_is_saved_without_a_press() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    browser.type_into("title.en", " of a city").await;
    browser.says(NOTE, "Saved").await;
    let stored = desk.stored().await;
    assert_eq!(stored.title, "Film of a city");
    assert_eq!(stored.version, 2);
    assert_eq!(browser.value("version").await, "2");
    // The page goes on from its own save: a press is no conflict.
    browser.type_into("synopsis.en", " At night.").await;
    browser.press("#entry-form [name=action][value=save]").await;
    browser.says(".flash", "Saved").await;
    let stored = desk.stored().await;
    assert_eq!(stored.title, "Film of a city");
    let text = &stored.content.texts[&Locale::En];
    assert_eq!(text.synopsis, "Synopsis of Film. At night.");
    assert_eq!(versions(&desk, VersionKind::Conflict).await, 0);
    desk.browser.close().await;
}

#[actix_web::test]
async fn a_field_that_is_left_is_saved_at_once() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let script = "const field = document.querySelector('[name=\"tags\"]'); field.value = 'river';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        window.left = performance.now();
        const real = window.fetch;
        window.fetch = (...what) => { window.sent ??= performance.now() - window.left; return real(...what); };
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(script).await;
    browser.says(NOTE, "Saved").await;
    assert_eq!(desk.stored().await.content.tags, vec!["river"]);
    let after = browser.run("return window.sent").await.as_f64().unwrap();
    assert!(after < 1400.0, "{after} ms");
    desk.browser.close().await;
}

#[actix_web::test]
async fn a_save_that_loses_to_another_window_says_so_and_keeps_both_texts() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let other = [
        ("version", "1"),
        ("original", "en"),
        ("title.en", "From the other window"),
    ];
    desk.creator.post(desk.path(), &other).await.expect(303);
    browser.fill("title.en", "From this window").await;
    browser.says(NOTE, "changed elsewhere").await;
    assert_eq!(desk.stored().await.title, "From the other window");
    assert_eq!(browser.value("title.en").await, "From this window");
    assert_eq!(versions(&desk, VersionKind::Conflict).await, 1);
    // Nothing more is saved until they have looked at both.
    browser.type_into("title.en", "!").await;
    browser.press("#autosave a").await;
    let page = browser.text().await;
    assert!(page.contains("From this window"), "{page}");
    assert!(page.contains("From the other window"), "{page}");
    assert_eq!(versions(&desk, VersionKind::Conflict).await, 1);
    desk.browser.close().await;
}

#[actix_web::test]
async fn without_a_connection_the_form_says_so_keeps_the_text_and_saves_it_when_the_line_is_back() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    browser.line(None).await;
    browser.type_into("title.en", " without a line").await;
    browser.says(NOTE, "no connection").await;
    // Not even a press gives the page away for an error page.
    browser
        .run("document.querySelector('#entry-form [value=save]').click()")
        .await;
    browser.says(NOTE, "no connection").await;
    assert_eq!(browser.value("title.en").await, "Film without a line");
    assert_eq!(desk.stored().await.title, "Film");
    browser.line(Some(10_000_000)).await;
    browser.says(NOTE, "Saved").await;
    assert_eq!(desk.stored().await.title, "Film without a line");
    desk.browser.close().await;
}

#[actix_web::test]
async fn a_save_that_arrived_but_whose_answer_was_lost_is_no_conflict() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let lose = "const real = window.fetch;
        window.fetch = async (...what) => {
          await real(...what);
          if (String(what[0]).includes('/check')) return;
          window.fetch = real;
          throw new TypeError('the answer was lost');
        }";
    browser.run(lose).await;
    browser.type_into("title.en", " once").await;
    browser.says(NOTE, "no connection").await;
    assert_eq!(desk.stored().await.title, "Film once");
    browser.type_into("title.en", " more").await;
    browser.says(NOTE, "Saved").await;
    browser
        .until("document.querySelector('[name=version]').value === '3'")
        .await;
    assert_eq!(desk.stored().await.title, "Film once more");
    assert_eq!(versions(&desk, VersionKind::Conflict).await, 0);
    desk.browser.close().await;
}

#[actix_web::test]
async fn a_creator_who_was_signed_out_meanwhile_is_told_and_goes_on_after_signing_in() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let cookies = browser.client.get_all_cookies().await.unwrap();
    browser.forget().await;
    browser.type_into("title.en", " kept").await;
    browser.says(NOTE, "signed out").await;
    assert_eq!(browser.value("title.en").await, "Film kept");
    for cookie in cookies {
        browser.client.add_cookie(cookie).await.unwrap();
    }
    browser.type_into("title.en", " here").await;
    browser.says(NOTE, "Saved").await;
    assert_eq!(desk.stored().await.title, "Film kept here");
    desk.browser.close().await;
}

#[actix_web::test]
async fn the_theme_panel_answers_while_the_creator_types_in_their_language() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let contest = desk.entry.contest_id;
    let contest = desk
        .app
        .read(move |conn| shortlist::contests::Contest::find(conn, contest))
        .await;
    crate::theme::published(&desk.app, &contest, crate::theme::PROFILE).await;
    browser.press("footer button[value=ru]").await;
    desk.open_form().await;
    let count = "const real = window.fetch; window.asked = 0;
        window.fetch = (...what) => {
          if (String(what[0]).endsWith('/check')) window.asked += 1;
          return real(...what);
        }";
    browser.run(count).await;
    let typed = "Young people keep fit together and walk towards the future";
    browser.type_into("synopsis.en", typed).await;
    browser
        .says("#theme-panel", &Locale::Ru.t("theme-found"))
        .await;
    let asked = browser.run("return window.asked").await.as_u64().unwrap();
    // A question a pause, not a question a letter.
    assert!(asked < 6, "{asked} questions");
    desk.browser.close().await;
}
