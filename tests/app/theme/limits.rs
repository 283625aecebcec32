//! Promises about whose limits hold, and about a video that is replaced.

use shortlist::entries::{Entry, State};
use shortlist::media::store::Place;
use shortlist::media::{Media, MediaKind, arrival};
use shortlist::theme::store as themes;

use super::{PROFILE, published};
use crate::support::TestApp;

/// The contest's own rules allow 300 seconds.
#[actix_web::test]
async fn the_contest_fixes_the_length_and_the_profile_only_where_it_does_not() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let strict = format!("{PROFILE}\n[limits]\nduration_max_s = 10.0\ntags_max = 1\n");
    published(&app, &contest, &strict).await;
    let creator = app.person("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, creator.who(), "Rain", State::Draft)
        .await;
    let url = format!("/entries/{}/check", entry.id);
    for (seconds, told) in [("60", false), ("900", true)] {
        let words = [
            ("original", "en"),
            ("title.en", "Rain"),
            ("synopsis.en", "It rains on the roof all night."),
            ("tags", "rain, roof"),
            ("duration", seconds),
        ];
        let page = creator.post(&url, &words).await.ok();
        assert!(
            page.text.contains("There are 2 tags"),
            "the profile's limit"
        );
        assert_eq!(page.text.contains("The video lasts"), told, "{seconds} s");
    }
}

#[actix_web::test]
async fn a_submitted_entry_whose_video_is_replaced_is_checked_again() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    published(&app, &contest, PROFILE).await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Rain", State::Submitted)
        .await;
    let (id, now) = (entry.id, app.now());
    app.write(move |conn| themes::check_entry(conn, id, now))
        .await;
    assert!(!app.read(move |conn| themes::needs_check(conn, id)).await);
    let file = arrival::keep(
        &app.app.files,
        MediaKind::Video,
        "new.mp4",
        include_bytes!("../../../src/demo/videos/waves.mp4")
            .as_slice()
            .into(),
    )
    .await
    .unwrap();
    app.write(move |conn| Media::attach(conn, &entry, &creator, &file, &Place::default(), now))
        .await;
    assert!(app.read(move |conn| themes::needs_check(conn, id)).await);
    app.write(move |conn| themes::check_entry(conn, id, now))
        .await;
    assert!(!app.read(move |conn| themes::needs_check(conn, id)).await);
    // The job that reads its header has it checked once more.
    app.mails().await;
    let (version, checked) = app
        .read(move |conn| {
            let entry = Entry::find(conn, id)?;
            let check = shortlist::theme::ThemeCheck::newest(conn, id)?;
            Ok((entry.version, check.unwrap()))
        })
        .await;
    assert_eq!(checked.entry_version, version);
    assert!(!app.read(move |conn| themes::needs_check(conn, id)).await);
}
