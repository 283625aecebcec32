//! Promises about uploads in parts: what has arrived stays arrived.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use diesel::prelude::*;
use reqwest::Method;
use sha2::{Digest, Sha256};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::jobs::worker;
use shortlist::media::upload::{Part, Upload};
use shortlist::schema::{entries, upload_parts, uploads};
use tokio::io::AsyncWriteExt;

use super::{JPEG, MP4, draft, find, media};
use crate::support::{Answer, TestApp, Visitor};

/// A creator with a draft, and the words of tus.
struct Sender {
    app: TestApp,
    li: Visitor,
    entry: Entry,
}

impl Sender {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let contest = app.contest().await;
        let (li, entry) = draft(&app, &contest).await;
        Self { app, li, entry }
    }

    fn tus(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.li
            .request(method, path)
            .header("Tus-Resumable", "1.0.0")
    }

    fn creation(&self) -> String {
        format!("/entries/{}/uploads", self.entry.id)
    }

    async fn announce(&self, size: impl ToString, words: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = words
            .iter()
            .map(|(name, value)| format!("{name} {}", STANDARD.encode(value)))
            .collect();
        let request = self
            .tus(Method::POST, &self.creation())
            .header("Upload-Length", size.to_string())
            .header("Upload-Metadata", pairs.join(","));
        self.li.send(request).await
    }

    /// Begins the upload of a film of so many bytes and gives its address.
    async fn begin(&self, size: usize, name: &str) -> String {
        let words = [
            ("slot", "video"),
            ("filename", name),
            ("modified", "1692000000000"),
        ];
        let answer = self.announce(size, &words).await.expect(201);
        assert!(answer.headers.contains_key("upload-expires"));
        answer.location().to_owned()
    }

    async fn append(&self, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
        let request = self
            .tus(Method::PATCH, upload)
            .header("Upload-Offset", offset.to_string())
            .header("Content-Type", "application/offset+octet-stream")
            .body(bytes.to_vec());
        self.li.send(request).await
    }

    /// How much has arrived; None of an upload that is not there.
    async fn arrived(&self, upload: &str) -> Option<usize> {
        let answer = self.li.send(self.tus(Method::HEAD, upload)).await;
        assert!(matches!(answer.status, 200 | 404), "{}", answer.status);
        (answer.status == 200).then(|| offset(&answer))
    }

    async fn parts(&self) -> Vec<Part> {
        self.app
            .read(|conn| {
                let ids: Vec<Id<Upload>> = uploads::table.select(uploads::id).load(conn)?;
                let mut all = Vec::new();
                for id in ids {
                    all.extend(Upload::parts(conn, id)?);
                }
                Ok(all)
            })
            .await
    }

    async fn is_kept(&self, key: &str) -> bool {
        self.app.app.files.size(key).await.is_ok()
    }

    async fn work(&self) {
        worker::drain(&self.app.app).await.unwrap();
    }
}

fn offset(answer: &Answer) -> usize {
    answer.headers["upload-offset"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap()
}

#[actix_web::test]
async fn a_file_sent_in_parts_is_the_file_that_was_sent() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "李伟.mp4").await;
    assert_eq!(sender.arrived(&upload).await, Some(0));
    let (one, two) = (MP4.len() / 3, MP4.len() / 2);
    let answer = sender.append(&upload, 0, &MP4[..one]).await.expect(204);
    assert_eq!(offset(&answer), one);
    assert_eq!(answer.headers["tus-resumable"], "1.0.0");
    sender
        .append(&upload, one, &MP4[one..two])
        .await
        .expect(204);
    // The page tells what is there, to whoever opens it.
    let edit = format!("/entries/{}/edit", sender.entry.id);
    sender
        .li
        .get(&edit)
        .await
        .ok()
        .has("李伟.mp4: ")
        .has(&format!("data-begun=\"{upload}\""));
    assert_eq!(find(&sender.app, sender.entry.id).await.video_id, None);
    let head = sender.li.send(sender.tus(Method::HEAD, &upload)).await.ok();
    assert_eq!(offset(&head), two);
    assert_eq!(
        head.headers["upload-length"],
        MP4.len().to_string().as_str()
    );
    assert_eq!(head.headers["cache-control"], "no-store");

    sender.append(&upload, two, &MP4[two..]).await.expect(204);
    let kept = find(&sender.app, sender.entry.id).await;
    let video = media(&sender.app, kept.video_id.unwrap()).await;
    assert_eq!(video.file_name, "李伟.mp4");
    assert_eq!(video.sha256.unwrap(), Sha256::digest(MP4).to_vec());
    let played = sender.li.get(format!("/media/{}", video.id)).await.ok();
    assert!(played.bytes == MP4);
    // A client that did not hear the answer learns that it is whole.
    assert_eq!(sender.arrived(&upload).await, Some(MP4.len()));
    sender.append(&upload, two, &MP4[two..]).await.expect(409);
    sender.li.get(&edit).await.ok().lacks("data-begun");

    let parts = sender.parts().await;
    assert_eq!(parts.len(), 3);
    sender.work().await;
    assert!(sender.parts().await.is_empty());
    for part in parts {
        assert!(!sender.is_kept(&part.storage_key).await);
    }
    let video = media(&sender.app, video.id).await;
    assert_eq!(video.probe.video_codec, "h264");
}

#[actix_web::test]
async fn what_arrived_before_the_line_was_cut_is_kept() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    let half = MP4.len() / 2;
    let cookie = crate::crash::session(&sender.app, sender.li.who()).await;
    let address = sender.app.url.strip_prefix("http://").unwrap();
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n\
         Content-Length: {}\r\n\r\n",
        MP4.len()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&MP4[..half]).await.unwrap();
    line.flush().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(line);
    let mut there = 0;
    for _ in 0..200 {
        there = sender.arrived(&upload).await.unwrap();
        if there > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(there, half);
    sender.append(&upload, half, &MP4[half..]).await.expect(204);
    let kept = find(&sender.app, sender.entry.id).await;
    let video = media(&sender.app, kept.video_id.unwrap()).await;
    assert_eq!(video.sha256.unwrap(), Sha256::digest(MP4).to_vec());
}

#[actix_web::test]
async fn of_two_windows_that_send_the_same_part_one_is_told_where_the_other_is() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    let third = MP4.len() / 3;
    let (one, other) = futures_util::join!(
        sender.append(&upload, 0, &MP4[..third]),
        sender.append(&upload, 0, &MP4[..third])
    );
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [204, 409]);
    assert_eq!(sender.arrived(&upload).await, Some(third));
    assert_eq!(sender.parts().await.len(), 1);
    let late = sender.append(&upload, 0, &MP4[..9]).await.expect(409);
    assert_eq!(offset(&late), third);
    let (one, other) = futures_util::join!(
        sender.append(&upload, third, &MP4[third..]),
        sender.append(&upload, third, &MP4[third..])
    );
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [204, 409]);
    let kept = find(&sender.app, sender.entry.id).await;
    assert!(
        sender
            .is_kept(&media(&sender.app, kept.video_id.unwrap()).await.storage_key)
            .await
    );
}

#[actix_web::test]
async fn a_file_that_cannot_be_taken_is_refused_before_it_is_sent() {
    let sender = Sender::new().await;
    let video = [("slot", "video"), ("filename", "a.mp4")];
    let large = 100_000_u64 << 20;
    sender
        .announce(large, &video)
        .await
        .expect(413)
        .has("{\"problem\":\"The file is too large");
    sender
        .announce(0, &video)
        .await
        .expect(422)
        .has("Choose a file");
    sender
        .announce(10, &[("slot", "subtitles")])
        .await
        .expect(422)
        .has("language");
    sender
        .announce(10, &[("slot", "answer.nothing")])
        .await
        .expect(404);
    for words in [&[][..], &[("slot", "elsewhere")], &[("filename", "a.mp4")]] {
        sender.announce(10, words).await.expect(400);
    }
    sender.announce("many", &video).await.expect(400);
    sender.announce(-1, &video).await.expect(400);
    let bare = sender.li.request(Method::POST, &sender.creation());
    let metadata = format!("slot {}", STANDARD.encode("video"));
    let bare = bare
        .header("Upload-Length", "9")
        .header("Upload-Metadata", metadata);
    let other = sender.li.send(bare).await.expect(412);
    assert_eq!(other.headers["tus-version"], "1.0.0");
    let none: i64 = sender
        .app
        .read(|conn| Ok(uploads::table.count().get_result(conn)?))
        .await;
    assert_eq!(none, 0);
}

#[actix_web::test]
async fn a_file_of_the_wrong_type_is_known_by_its_first_part_and_given_up() {
    let sender = Sender::new().await;
    let text = b"This is a text, whatever its name says. ".repeat(200);
    let upload = sender.begin(1 << 20, "film.mp4").await;
    sender
        .append(&upload, 0, &text)
        .await
        .expect(422)
        .has("not a video");
    assert_eq!(sender.arrived(&upload).await, None);
    // A beginning too short to tell is waited with; the whole tells.
    let upload = sender.begin(100, "film.mp4").await;
    sender.append(&upload, 0, &text[..40]).await.expect(204);
    sender
        .append(&upload, 40, &text[..60])
        .await
        .expect(422)
        .has("not a video");
    assert_eq!(sender.arrived(&upload).await, None);
    sender.work().await;
    let left: i64 = sender
        .app
        .read(|conn| Ok(uploads::table.count().get_result(conn)?))
        .await;
    assert_eq!(left, 0);
    assert_eq!(find(&sender.app, sender.entry.id).await.video_id, None);
}

#[actix_web::test]
async fn a_part_that_is_none_of_the_protocol_changes_nothing() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    let patch = |offset: &'static str, content_type: &'static str| {
        sender
            .tus(Method::PATCH, &upload)
            .header("Upload-Offset", offset)
            .header("Content-Type", content_type)
            .body(MP4[..100].to_vec())
    };
    let right = "application/offset+octet-stream";
    for (request, status) in [
        (patch("0", "video/mp4"), 415),
        (patch("", right), 400),
        (patch("x", right), 400),
        (patch("-1", right), 409),
        (patch("1", right), 409),
    ] {
        sender.li.send(request).await.expect(status);
    }
    let bare = sender.li.request(Method::PATCH, &upload);
    sender.li.send(bare).await.expect(412);
    sender.append(&upload, 0, &[]).await.expect(204);
    assert_eq!(sender.arrived(&upload).await, Some(0));
    // More than was announced.
    let mut more = MP4.to_vec();
    more.push(0);
    sender.append(&upload, 0, &more).await.expect(413);
    assert_eq!(sender.arrived(&upload).await, None);
}

#[actix_web::test]
async fn the_same_file_goes_on_and_another_takes_its_place() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    sender.append(&upload, 0, &MP4[..5000]).await.expect(204);
    assert_eq!(sender.begin(MP4.len(), "film.mp4").await, upload);
    assert_eq!(sender.arrived(&upload).await, Some(5000));
    let parts = sender.parts().await;
    // A file for another place is no rival.
    let poster = [("slot", "poster"), ("filename", "p.jpg")];
    let poster = sender.announce(JPEG.len(), &poster).await.expect(201);
    sender.append(poster.location(), 0, JPEG).await.expect(204);
    assert_eq!(sender.arrived(&upload).await, Some(5000));

    let other = sender.begin(MP4.len(), "other.mp4").await;
    assert_ne!(other, upload);
    assert_eq!(sender.arrived(&upload).await, None);
    sender.append(&upload, 5000, &MP4[5000..]).await.expect(404);
    sender.work().await;
    assert!(!sender.is_kept(&parts[0].storage_key).await);
    sender.append(&other, 0, MP4).await.expect(204);
    let kept = find(&sender.app, sender.entry.id).await;
    assert_eq!(
        media(&sender.app, kept.video_id.unwrap()).await.file_name,
        "other.mp4"
    );
    assert!(kept.poster_id.is_some());
}

#[actix_web::test]
async fn an_upload_that_is_given_up_or_too_old_leaves_nothing() {
    let sender = Sender::new().await;
    for by_post in [false, true] {
        let upload = sender.begin(MP4.len(), "film.mp4").await;
        sender.append(&upload, 0, &MP4[..5000]).await.expect(204);
        let parts = sender.parts().await;
        let request = if by_post {
            sender
                .tus(Method::POST, &upload)
                .header("X-HTTP-Method-Override", "DELETE")
        } else {
            sender.tus(Method::DELETE, &upload)
        };
        sender.li.send(request).await.expect(204);
        assert_eq!(sender.arrived(&upload).await, None);
        sender.work().await;
        assert!(!sender.is_kept(&parts[0].storage_key).await);
    }
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    sender.append(&upload, 0, &MP4[..5000]).await.expect(204);
    let parts = sender.parts().await;
    sender.app.app.clock.advance(TimeDelta::days(6));
    sender.work().await;
    assert_eq!(sender.arrived(&upload).await, Some(5000));
    sender.app.app.clock.advance(TimeDelta::days(2));
    assert_eq!(sender.arrived(&upload).await, None);
    sender.work().await;
    assert!(!sender.is_kept(&parts[0].storage_key).await);
    let left: (i64, i64) = sender
        .app
        .read(|conn| {
            let uploads: i64 = uploads::table.count().get_result(conn)?;
            let parts: i64 = upload_parts::table.count().get_result(conn)?;
            Ok((uploads, parts))
        })
        .await;
    assert_eq!(left, (0, 0));
}

#[actix_web::test]
async fn a_part_may_come_as_a_post_where_proxies_know_no_patch() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    let request = sender
        .tus(Method::POST, &upload)
        .header("X-HTTP-Method-Override", "PATCH")
        .header("Upload-Offset", "0")
        .header("Content-Type", "application/offset+octet-stream")
        .body(MP4.to_vec());
    sender.li.send(request).await.expect(204);
    assert!(find(&sender.app, sender.entry.id).await.video_id.is_some());
    sender
        .li
        .send(sender.tus(Method::POST, &upload))
        .await
        .expect(405);
}

#[actix_web::test]
async fn an_upload_is_its_creators_alone_and_ends_with_the_entrys_changes() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    let stranger = sender.app.person("other@example.org", "RU").await;
    for method in [Method::HEAD, Method::PATCH, Method::DELETE, Method::POST] {
        let request = stranger.request(method.clone(), &upload);
        stranger.send(request).await.expect(404);
    }
    // A script is told that nobody is signed in: it follows no redirection to a page.
    let visitor = sender.app.visitor();
    let request = visitor
        .request(Method::PATCH, &upload)
        .header("Tus-Resumable", "1.0.0");
    visitor.send(request).await.expect(401);

    sender.append(&upload, 0, &MP4[..5000]).await.expect(204);
    let id = sender.entry.id;
    sender
        .app
        .write(move |conn| {
            diesel::update(entries::table.filter(entries::id.eq(id)))
                .set(entries::state.eq(State::Accepted))
                .execute(conn)?;
            Ok(())
        })
        .await;
    sender
        .append(&upload, 5000, &MP4[5000..])
        .await
        .expect(403)
        .has("{\"problem\":");
    sender
        .announce(9, &[("slot", "video")])
        .await
        .expect(403)
        .has("{\"problem\":");
    assert_eq!(find(&sender.app, id).await.video_id, None);
    // What is returned goes on where it was.
    sender
        .app
        .write(move |conn| {
            diesel::update(entries::table.filter(entries::id.eq(id)))
                .set(entries::state.eq(State::Returned))
                .execute(conn)?;
            Ok(())
        })
        .await;
    sender.append(&upload, 5000, &MP4[5000..]).await.expect(204);
    assert!(find(&sender.app, id).await.video_id.is_some());
}

#[actix_web::test]
async fn a_part_that_is_gone_from_the_store_ends_the_upload_plainly() {
    let sender = Sender::new().await;
    let upload = sender.begin(MP4.len(), "film.mp4").await;
    sender.append(&upload, 0, &MP4[..5000]).await.expect(204);
    let part = sender.parts().await.remove(0);
    sender
        .app
        .app
        .files
        .delete(&part.storage_key)
        .await
        .unwrap();
    sender
        .append(&upload, 5000, &MP4[5000..])
        .await
        .expect(410)
        .has("lost");
    assert_eq!(sender.arrived(&upload).await, None);
    let anew = sender.begin(MP4.len(), "film.mp4").await;
    sender.append(&anew, 0, MP4).await.expect(204);
}
