//! The judging room: notes at a second, what was played, keys on any keyboard, and a ballot that two pages change.

use diesel::prelude::*;
use shortlist::judging::Note;
use shortlist::schema::{notes, watches};

use super::scorecard::{Room, STATUS};
use crate::browser::look;
use crate::support::TestApp;

const NOTE_STATUS: &str = "[data-note-status]";

async fn texts(app: &TestApp) -> Vec<(i32, String)> {
    let stored: Vec<Note> = app
        .read(|conn| {
            Ok(notes::table
                .order(notes::second)
                .select(Note::as_select())
                .load(conn)?)
        })
        .await;
    stored
        .into_iter()
        .map(|note| (note.second, note.text))
        .collect()
}

/// A room with a film of its own in the first place, open.
async fn with_film() -> Option<Room> {
    let room = Room::open(1).await?;
    room.jury.film(&room.app, &room.queue[0]).await;
    room.enter(0).await;
    room.browser
        .until("document.querySelector('video').readyState >= 1")
        .await;
    Some(room)
}

#[actix_web::test]
async fn a_note_takes_the_players_second_and_leads_back_to_it_without_leaving_the_page() {
    let Some(room) = with_film().await else {
        return;
    };
    let browser = &room.browser;
    browser
        .run("document.querySelector('video').currentTime = 2.4; window.here = true")
        .await;
    browser.key("n").await;
    browser
        .until("document.querySelector('#note-new [name=at]').value === '0:02'")
        .await;
    browser
        .until("document.activeElement.name === 'text'")
        .await;
    browser
        .run("document.querySelector('video').currentTime = 0")
        .await;
    let keys =
        "document.activeElement.value = 'A fine cut.'; document.activeElement.form.requestSubmit()";
    browser.run(keys).await;
    browser.says(NOTE_STATUS, "saved").await;
    browser.says("[data-note-list]", "A fine cut.").await;
    assert_eq!(texts(&room.app).await, vec![(2, "A fine cut.".to_owned())]);
    browser
        .run("document.querySelector('a[data-second]').click()")
        .await;
    browser
        .until("document.querySelector('video').currentTime === 2")
        .await;
    // A change and a deletion stay on the page as well.
    browser
        .run(
            "const form = document.querySelector('[data-note-list] form');
             form.elements.text.value = 'A very fine cut.'; form.requestSubmit()",
        )
        .await;
    browser.says("[data-note-list]", "A very fine cut.").await;
    browser
        .run("document.querySelector('[data-note-list] button[formaction]').click()")
        .await;
    browser
        .until("!document.querySelector('[data-note-list] li')")
        .await;
    assert!(texts(&room.app).await.is_empty());
    assert_eq!(browser.run("return window.here").await, true);
    room.browser.close().await;
}

#[actix_web::test]
async fn notes_written_without_a_connection_are_kept_and_sent_when_it_is_back() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let browser = &room.browser;
    let write = |text: &str| {
        format!(
            "const form = document.getElementById('note-new');
             form.elements.at.value = '0:30'; form.elements.at.dispatchEvent(new Event('input'));
             form.elements.text.value = '{text}'; form.requestSubmit()"
        )
    };
    browser.line(None).await;
    browser.run(&write("On a train.")).await;
    browser.says(NOTE_STATUS, "kept in this browser").await;
    browser.run(&write("In a tunnel.")).await;
    assert!(texts(&room.app).await.is_empty());
    browser.line(Some(10_000_000)).await;
    browser.says("[data-note-list]", "On a train.").await;
    browser.says("[data-note-list]", "In a tunnel.").await;
    browser.until("localStorage.length === 0").await;

    // What was left when the page was closed goes out when it is opened again, once.
    browser
        .run("window.fetch = () => Promise.reject(new TypeError('no line'))")
        .await;
    browser.run(&write("At home.")).await;
    browser.says(NOTE_STATUS, "kept in this browser").await;
    room.enter(0).await;
    browser.says("[data-note-list]", "At home.").await;
    browser.until("localStorage.length === 0").await;
    assert_eq!(texts(&room.app).await.len(), 3);
    room.browser.close().await;
}

#[actix_web::test]
async fn what_was_played_is_told_and_shown_as_a_bar() {
    let Some(room) = with_film().await else {
        return;
    };
    let browser = &room.browser;
    browser.says("[data-watch]", "0 %").await;
    browser
        .run("const video = document.querySelector('video'); video.muted = true; video.play()")
        .await;
    browser.until("document.querySelector('video').ended").await;
    browser
        .until("document.querySelector('[data-watch] rect')")
        .await;
    let percent: Option<i32> = room
        .app
        .read(|conn| Ok(watches::table.select(watches::percent).first(conn)?))
        .await;
    assert!(percent.is_some_and(|percent| percent >= 90), "{percent:?}");
    room.browser.close().await;
}

#[actix_web::test]
async fn keys_work_on_a_russian_keyboard_and_never_with_a_modifier() {
    let Some(room) = with_film().await else {
        return;
    };
    let browser = &room.browser;
    let press = |key: &str, code: &str, more: &str| {
        format!(
            "document.body.dispatchEvent(new KeyboardEvent('keydown',
             {{ key: '{key}', code: '{code}', bubbles: true, cancelable: true{more} }}))"
        )
    };
    browser.run(&press("7", "Digit7", ", ctrlKey: true")).await;
    browser.run(&press("&", "Digit7", ", shiftKey: true")).await;
    browser.run(&press("т", "KeyN", ", altKey: true")).await;
    assert_eq!(
        browser
            .run("return document.querySelectorAll('#scores :checked').length")
            .await,
        0
    );
    assert_eq!(
        browser
            .run("return document.activeElement.name ?? ''")
            .await,
        ""
    );
    // The key at the place of N writes т there; the digits of a French keyboard stand where ours do.
    browser.run(&press("т", "KeyN", "")).await;
    browser
        .until("document.activeElement.name === 'text'")
        .await;
    browser.run("document.activeElement.blur()").await;
    browser.run(&press("è", "Digit7", "")).await;
    browser
        .until("document.querySelector('[name=\"points.theme\"]:checked').value === '7'")
        .await;
    browser.run("document.activeElement.blur()").await;
    browser
        .run("document.querySelector('video').muted = true")
        .await;
    browser.run(&press(" ", "Space", "")).await;
    browser
        .until("!document.querySelector('video').paused || document.querySelector('video').ended")
        .await;
    // In a field the same keys are letters; Escape leads out of it.
    browser.run("document.getElementById('note').focus()").await;
    let inside = press("n", "KeyN", "").replace("document.body", "document.activeElement");
    browser.run(&inside).await;
    assert_eq!(
        browser.run("return document.activeElement.name").await,
        "note"
    );
    let out = press("Escape", "Escape", "").replace("document.body", "document.activeElement");
    browser.run(&out).await;
    browser
        .until("document.activeElement === document.body")
        .await;
    room.browser.close().await;
}

#[actix_web::test]
async fn a_newer_save_of_another_page_is_not_overwritten_and_both_are_shown() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let (browser, judge) = (&room.browser, &room.jury.judges[0]);
    let scores = format!("{}/scores", room.jury.ballot(&room.queue[0]));
    let total = async || room.stored(0).await.unwrap().total;
    // Different criteria go together.
    browser.line(None).await;
    room.give("theme", 9).await;
    browser.says(STATUS, "Not saved yet").await;
    judge
        .post(&scores, &[("points.craft", "4")])
        .await
        .expect(303);
    browser.line(Some(10_000_000)).await;
    browser.says(STATUS, "Saved").await;
    assert_eq!(total().await, Some(7000));
    // The same one is for the judge to decide.
    browser.line(None).await;
    room.give("theme", 10).await;
    browser.says(STATUS, "Not saved yet").await;
    judge
        .post(&scores, &[("points.theme", "5")])
        .await
        .expect(303);
    browser.line(Some(10_000_000)).await;
    browser.says(STATUS, "changed elsewhere").await;
    assert_eq!(total().await, Some(4600));
    // It is the same when the page is opened again.
    browser.run("window.onbeforeunload = null").await;
    let leave = "window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)";
    browser.run(leave).await;
    room.enter(0).await;
    browser.says(STATUS, "changed elsewhere").await;
    assert_eq!(total().await, Some(4600));
    browser.press("#scores [data-save]").await;
    browser.says("#scores", "Stored: 5").await;
    browser
        .until("document.querySelector('[name=\"points.theme\"]:checked').value === '10'")
        .await;
    browser.press("#scores [data-save]").await;
    assert_eq!(total().await, Some(7600));
    room.browser.close().await;
}

#[actix_web::test]
async fn on_a_phone_the_player_stays_in_sight_of_the_scorecard() {
    let Some(room) = with_film().await else {
        return;
    };
    let browser = &room.browser;
    look(&browser.client, 360, false).await;
    browser
        .run("document.querySelector('.notes').scrollIntoView({ block: 'end' })")
        .await;
    browser.until("window.scrollY > 500").await;
    let seen = "const box = document.querySelector('video').getBoundingClientRect();
        return box.top >= 0 && box.bottom < innerHeight / 2";
    assert_eq!(browser.run(seen).await, true);
    let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.run(wide).await, 0);
    room.browser.close().await;
}
