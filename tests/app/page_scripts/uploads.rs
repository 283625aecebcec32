//! Files of an entry, sent by script.

use super::Desk;

const MP4: &[u8] = include_bytes!("../../../src/demo/videos/sunrise.mp4");
const JPEG: &[u8] = include_bytes!("../../../src/demo/videos/aurora.jpg");

impl Desk {
    /// A file of this machine.
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.app.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    async fn send(&self, place: &str) {
        let script = format!("document.querySelector('#{place} form[data-upload] button').click()");
        self.browser.run(&script).await;
    }
}

#[actix_web::test]
async fn a_file_arrives_with_its_progress_shown_and_all_else_on_the_page_stays() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let (film, poster) = (desk.file("film.mp4", MP4), desk.file("poster.jpg", JPEG));
    browser.run("window.same = true").await;
    browser.choose("#poster-file", &poster).await;
    browser.choose("#video-file", &film).await;
    browser.line(Some(20_000)).await;
    browser.type_into("statement", "Typed meanwhile.").await;
    desk.send("video").await;
    browser
        .until("document.querySelector('#video progress')")
        .await;
    browser.says("#video .upload-note", "%").await;
    browser.line(Some(10_000_000)).await;
    browser.says("#video .upload-note", "arrived").await;
    browser.says("#video .file-there", "film.mp4").await;
    browser
        .until("document.querySelector('[data-slot=video] video')")
        .await;
    // The same page: what was typed and what was chosen elsewhere are where they were.
    assert_eq!(browser.run("return window.same").await, true);
    assert_eq!(browser.value("statement").await, "Typed meanwhile.");
    let chosen = "return document.getElementById('poster-file').files[0].name";
    assert_eq!(browser.run(chosen).await, "poster.jpg");
    desk.send("poster").await;
    browser.says("#poster .file-there", "poster.jpg").await;
    let stored = desk.stored().await;
    assert!(stored.video_id.is_some());
    assert!(stored.poster_id.is_some());
    desk.browser.close().await;
}

#[actix_web::test]
async fn an_upload_can_be_stopped_and_begun_again() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let film = desk.file("film.mp4", MP4);
    browser.choose("#video-file", &film).await;
    browser.line(Some(2_000)).await;
    desk.send("video").await;
    browser
        .until("document.querySelector('#video progress')")
        .await;
    browser
        .run("document.querySelector('#video progress + button').click()")
        .await;
    browser.says("#video .upload-note", "stopped").await;
    browser
        .until("!document.querySelector('#video progress')")
        .await;
    assert!(desk.stored().await.video_id.is_none());
    browser.line(Some(10_000_000)).await;
    desk.send("video").await;
    browser.says("#video .file-there", "film.mp4").await;
    desk.browser.close().await;
}

#[actix_web::test]
async fn a_file_of_the_wrong_kind_is_refused_beside_its_field_and_nothing_typed_is_lost() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let wrong = desk.file("film.mp4", b"This is a text, whatever its name says.");
    browser.type_into("statement", "Typed before.").await;
    browser.choose("#video-file", &wrong).await;
    desk.send("video").await;
    browser.says("#video .problem", "not a video").await;
    browser
        .until("document.activeElement.id === 'video-file' && document.activeElement.ariaInvalid === 'true'")
        .await;
    assert_eq!(browser.value("statement").await, "Typed before.");
    let right = desk.file("right.mp4", MP4);
    browser.choose("#video-file", &right).await;
    desk.send("video").await;
    browser.says("#video .file-there", "right.mp4").await;
    browser
        .until("!document.querySelector('#video .problem')")
        .await;
    desk.browser.close().await;
}

#[actix_web::test]
async fn an_upload_without_a_line_says_so_and_the_file_stays_chosen() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let film = desk.file("film.mp4", MP4);
    browser.choose("#video-file", &film).await;
    browser.line(None).await;
    desk.send("video").await;
    browser.says("#video .problem", "cut off").await;
    browser.line(Some(10_000_000)).await;
    desk.send("video").await;
    browser.says("#video .file-there", "film.mp4").await;
    desk.browser.close().await;
}
