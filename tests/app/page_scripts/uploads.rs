//! Files of an entry, sent by script.

use diesel::prelude::*;
use sha2::{Digest, Sha256};
use shortlist::media::Media;
use shortlist::schema::{sessions, upload_parts, uploads};

use super::Desk;

const MP4: &[u8] = include_bytes!("../../../src/demo/videos/sunrise.mp4");
const JPEG: &[u8] = include_bytes!("../../../src/demo/videos/aurora.jpg");

/// A film that takes some seconds on a slow line: longer by a box that players skip.
fn long_film(padding: usize) -> Vec<u8> {
    let mut film = MP4.to_vec();
    film.extend_from_slice(&(padding as u32 + 8).to_be_bytes());
    film.extend_from_slice(b"free");
    film.extend((0..padding).map(|n| (n / 7 % 251) as u8));
    film
}

impl Desk {
    /// A file of this machine.
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.app.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// How many bytes of the only upload have arrived, once its request has ended.
    async fn arrived(&self) -> i64 {
        for _ in 0..100 {
            let received: i64 = self
                .app
                .read(|conn| Ok(uploads::table.select(uploads::received).first(conn)?))
                .await;
            if received > 0 {
                return received;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        0
    }

    /// Where the parts began that it arrived in.
    async fn starts(&self) -> Vec<i64> {
        self.app
            .read(|conn| {
                Ok(upload_parts::table
                    .select(upload_parts::start)
                    .order(upload_parts::start)
                    .load(conn)?)
            })
            .await
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
async fn an_upload_that_was_stopped_goes_on_where_it_was_in_a_window_opened_later() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let bytes = long_film(600_000);
    let film = desk.file("film.mp4", &bytes);
    browser.choose("#video-file", &film).await;
    browser.line(Some(100_000)).await;
    desk.send("video").await;
    browser
        .until("document.querySelector('#video progress')?.value >= 40")
        .await;
    browser
        .run("document.querySelector('#video progress + button').click()")
        .await;
    browser.says("#video .upload-note", "Stopped").await;
    browser
        .until("!document.querySelector('#video form progress')")
        .await;
    browser.line(Some(10_000_000)).await;
    let arrived = desk.arrived().await;
    assert!(0 < arrived && arrived < bytes.len() as i64, "{arrived}");
    assert!(desk.stored().await.video_id.is_none());

    browser.run("location.reload()").await;
    browser.says("#video .file-begun", "film.mp4: ").await;
    browser
        .until("!document.querySelector('#video .file-begun').hidden")
        .await;
    browser.choose("#video-file", &film).await;
    desk.send("video").await;
    browser.says("#video .file-there", "film.mp4").await;
    // One upload, whose beginning was not sent again.
    let starts = desk.starts().await;
    assert_eq!(starts.first(), Some(&0));
    assert!(starts.contains(&arrived), "{starts:?} after {arrived}");
    let id = desk.stored().await.video_id.unwrap();
    let video = desk.app.read(move |conn| Media::find(conn, id)).await;
    assert_eq!(video.sha256.unwrap(), Sha256::digest(&bytes).to_vec());
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
async fn an_upload_that_loses_its_line_goes_on_by_itself() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    // More than one part: what is sent already, the browser lets go through.
    let bytes = long_film(10 << 20);
    let film = desk.file("film.mp4", &bytes);
    browser.choose("#video-file", &film).await;
    browser.line(Some(4_000_000)).await;
    desk.send("video").await;
    browser
        .until("document.querySelector('#video progress')?.value >= 20")
        .await;
    browser.line(None).await;
    browser
        .says("#video .upload-note", "goes on by itself")
        .await;
    browser.line(Some(10_000_000)).await;
    browser.says("#video .file-there", "film.mp4").await;
    assert!(desk.starts().await.len() > 1);
    desk.browser.close().await;
}

#[actix_web::test]
async fn who_is_signed_out_meanwhile_is_told_so_and_the_file_stays_chosen() {
    let Some(desk) = Desk::open().await else {
        return;
    };
    let browser = &desk.browser;
    let film = desk.file("film.mp4", MP4);
    browser.choose("#video-file", &film).await;
    desk.app
        .write(|conn| {
            diesel::delete(sessions::table).execute(conn)?;
            Ok(())
        })
        .await;
    desk.send("video").await;
    browser.says("#video .problem", "signed out").await;
    let chosen = "return document.getElementById('video-file').files[0].name";
    assert_eq!(browser.run(chosen).await, "film.mp4");
    desk.browser.close().await;
}
