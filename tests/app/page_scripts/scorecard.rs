//! The scorecard: saved as it is given, by mouse or by keys, with or without a line.

use shortlist::judging::{Assignment, Ballot};

use crate::browser::Browser;
use crate::judging::{Jury, ballot_of};
use crate::support::TestApp;
use crate::support::fixtures::PASSWORD;

pub(super) const STATUS: &str = "[data-status]";

/// A judge with films to score, and a browser in which the first is open.
pub(super) struct Room {
    pub app: TestApp,
    pub browser: Browser,
    pub jury: Jury,
    pub queue: Vec<Assignment>,
}

impl Room {
    pub async fn open(films: usize) -> Option<Self> {
        let browser = Browser::start(1200, 900).await?;
        let app = TestApp::new().await;
        let jury = Jury::open(&app, 1, films, 1).await;
        let queue = jury.queue(&app, 0).await;
        browser
            .sign_in(&app.url, "judge0@jury.example", PASSWORD)
            .await;
        let room = Self {
            app,
            browser,
            jury,
            queue,
        };
        room.enter(0).await;
        Some(room)
    }

    pub async fn enter(&self, n: usize) {
        let path = self.jury.ballot(&self.queue[n]);
        self.browser.open(format!("{}{path}", self.app.url)).await;
    }

    pub async fn stored(&self, n: usize) -> Option<Ballot> {
        ballot_of(&self.app, &self.queue[n]).await
    }

    /// Gives points by mouse.
    pub async fn give(&self, criterion: &str, points: u8) {
        let script = format!(
            "document.querySelector('[name=\"points.{criterion}\"][value=\"{points}\"]').click()"
        );
        self.browser.run(&script).await;
    }
}

#[actix_web::test]
async fn a_score_is_saved_as_it_is_given_and_the_total_is_live() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let browser = &room.browser;
    room.give("theme", 8).await;
    browser.says(STATUS, "Saved").await;
    assert_eq!(room.stored(0).await.unwrap().total, None);
    browser.says("[data-total]", "—").await;
    room.give("craft", 6).await;
    // 60 % of 8 and 40 % of 6.
    browser.says("[data-total]", "7.20").await;
    browser.says(STATUS, "Saved").await;
    browser
        .until("document.querySelector('#scores [name=version]').value === '2'")
        .await;
    assert_eq!(room.stored(0).await.unwrap().total, Some(7200));
    browser.type_into("note", "Warm and exact.").await;
    browser
        .until("document.querySelector('#scores [name=version]').value === '3'")
        .await;
    assert_eq!(room.stored(0).await.unwrap().note, "Warm and exact.");
    // The press after it finds its own saves and no conflict.
    browser.press("#scores button[formaction]").await;
    assert!(room.stored(0).await.unwrap().submitted_at.is_some());
    room.browser.close().await;
}

#[actix_web::test]
async fn a_judge_can_score_by_keys_alone() {
    let Some(room) = Room::open(2).await else {
        return;
    };
    let browser = &room.browser;
    // The first criterion without points takes the digit; one and zero are ten.
    browser.key("1").await;
    browser.key("0").await;
    browser.says(STATUS, "Saved").await;
    browser
        .until("document.querySelector('[name=\"points.theme\"]:checked').value === '10'")
        .await;
    browser.run("document.activeElement.blur()").await;
    browser
        .until("performance.now() > (window.then ??= performance.now()) + 800")
        .await;
    browser.key("6").await;
    browser.says("[data-total]", "8.40").await;
    // On to the next, and what was just given goes first.
    let first = browser.client.current_url().await.unwrap();
    browser.key("j").await;
    browser
        .until(&format!(
            "location.href !== '{first}' && document.readyState === 'complete'"
        ))
        .await;
    assert_eq!(room.stored(0).await.unwrap().total, Some(8400));
    browser.key("k").await;
    browser
        .until(&format!(
            "location.href === '{first}' && document.readyState === 'complete'"
        ))
        .await;
    browser.says("[data-total]", "8.40").await;
    // Letters in the note are letters.
    browser.type_into("note", "jk 7").await;
    assert_eq!(browser.value("note").await, "jk 7");
    assert_eq!(browser.client.current_url().await.unwrap(), first);
    room.browser.close().await;
}

#[actix_web::test]
async fn scores_and_notes_given_without_a_connection_say_so_and_are_saved_when_it_is_back() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let browser = &room.browser;
    browser.line(None).await;
    room.give("theme", 9).await;
    browser.type_into("note", "Seen on a train.").await;
    browser.says(STATUS, "Not saved yet").await;
    assert!(room.stored(0).await.is_none());
    browser.line(Some(10_000_000)).await;
    browser.says(STATUS, "Saved").await;
    browser.until("localStorage.length === 0").await;
    assert_eq!(room.stored(0).await.unwrap().note, "Seen on a train.");
    room.browser.close().await;
}

#[actix_web::test]
async fn scores_that_never_reached_the_server_are_back_when_the_page_is_opened_again() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let browser = &room.browser;
    browser
        .run("window.fetch = () => Promise.reject(new TypeError('no line'))")
        .await;
    room.give("theme", 9).await;
    room.give("craft", 4).await;
    browser.type_into("note", "Kept here.").await;
    browser.says(STATUS, "Not saved yet").await;
    browser.until("localStorage.length === 1").await;
    assert!(room.stored(0).await.is_none());
    room.enter(0).await;
    browser.says(STATUS, "Saved").await;
    browser.says("[data-total]", "7.00").await;
    let stored = room.stored(0).await.unwrap();
    assert_eq!(
        (stored.total, stored.note.as_str()),
        (Some(7000), "Kept here.")
    );
    room.browser.close().await;
}

#[actix_web::test]
async fn a_judge_who_was_signed_out_meanwhile_is_told_and_keeps_the_scores() {
    let Some(room) = Room::open(1).await else {
        return;
    };
    let browser = &room.browser;
    browser.forget().await;
    room.give("theme", 9).await;
    browser.says(STATUS, "signed out").await;
    browser
        .sign_in(&room.app.url, "judge0@jury.example", PASSWORD)
        .await;
    room.enter(0).await;
    browser.says(STATUS, "Saved").await;
    assert!(room.stored(0).await.is_some());
    room.browser.close().await;
}
