//! Promises about files in a bucket, kept through a real S3-compatible server that checks signatures.
//!
//! `scripts/test` starts the server and names it in `TEST_S3_URL`, as `STORAGE_URL` names one, with its keys in
//! `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. What is in the bucket is read by another client: Python's boto3,
//! by `TEST_S3_PYTHON`.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use reqwest::Method;
use sha2::{Digest, Sha256};
use shortlist::contests::EntryRules;
use shortlist::db::{Id, Json};
use shortlist::entries::{Entry, State};
use shortlist::media::arrival::Arrived;
use shortlist::media::store::Place;
use shortlist::media::{Media, MediaKind};
use shortlist::schema::contests;
use tokio::io::AsyncWriteExt;

use crate::support::{Answer, TestApp, Visitor};

const MP4: &[u8] = include_bytes!("../../src/demo/videos/waves.mp4");
const JPEG: &[u8] = include_bytes!("../../src/demo/videos/aurora.jpg");

/// What a bucket takes in one part.
const PART: usize = 5 << 20;

/// A program whose files are in the bucket, under a prefix of its own; and a creator's draft.
struct Stage {
    app: TestApp,
    prefix: String,
    li: Visitor,
    entry: Entry,
}

impl Stage {
    /// None, said aloud, when there is no server.
    async fn new() -> Option<Self> {
        let prefix = format!("test/{}", uuid::Uuid::now_v7().simple());
        let url = storage_url(&prefix)?;
        Some(Self::at(url, prefix).await)
    }

    async fn at(url: String, prefix: String) -> Self {
        let app = TestApp::with(|config| config.storage_url = Some(url)).await;
        let contest = app.contest().await;
        let li = app.person("li@example.cn", "CN").await;
        let entry = app.entry(&contest, li.who(), "Film", State::Draft).await;
        Self {
            app,
            prefix,
            li,
            entry,
        }
    }

    fn path(&self, noun: &str) -> String {
        format!("/entries/{}/{noun}", self.entry.id)
    }

    /// Begins an upload in parts and gives its address.
    async fn begin(&self, size: usize) -> String {
        let request = self
            .li
            .request(Method::POST, &self.path("uploads"))
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", size.to_string())
            .header("Upload-Metadata", "slot dmlkZW8=");
        self.li
            .send(request)
            .await
            .expect(201)
            .location()
            .to_owned()
    }

    async fn append(&self, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
        let request = self
            .li
            .request(Method::PATCH, upload)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Offset", offset.to_string())
            .header("Content-Type", "application/offset+octet-stream")
            .body(bytes.to_vec());
        self.li.send(request).await
    }

    async fn stored(&self) -> Entry {
        let id = self.entry.id;
        self.app.read(move |conn| Entry::find(conn, id)).await
    }

    async fn media(&self, id: Option<Id<Media>>) -> Media {
        let id = id.expect("a file");
        self.app.read(move |conn| Media::find(conn, id)).await
    }

    /// What another client finds under the prefix: `object NAME SIZE PARTS SHA256`, `unfinished NAME`.
    async fn bucket(&self) -> Vec<String> {
        let program = "import sys, hashlib, urllib.parse, boto3
url = urllib.parse.urlsplit(sys.argv[1])
told = dict(urllib.parse.parse_qsl(url.query))
s3 = boto3.client('s3', endpoint_url=told['endpoint'], region_name=told['region'])
here = {'Bucket': url.hostname, 'Prefix': sys.argv[2] + '/'}
name = lambda key: key[len(sys.argv[2]) + 1:]
for found in s3.list_objects_v2(**here).get('Contents', []):
    body = s3.get_object(Bucket=url.hostname, Key=found['Key'])['Body'].read()
    parts = found['ETag'].strip('\"').partition('-')[2] or '1'
    print('object', name(found['Key']), len(body), parts, hashlib.sha256(body).hexdigest())
for found in s3.list_multipart_uploads(**here).get('Uploads', []):
    print('unfinished', name(found['Key']))
";
        let url = std::env::var("TEST_S3_URL").unwrap();
        let prefix = self.prefix.clone();
        let output = tokio::task::spawn_blocking(move || {
            let python = std::env::var("TEST_S3_PYTHON").unwrap();
            std::process::Command::new(python)
                .args(["-c", program, &url, &prefix])
                .output()
                .unwrap()
        });
        let output = output.await.unwrap();
        let problem = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{problem}");
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().map(ToOwned::to_owned).collect()
    }

    /// Waits until the bucket has what is wanted.
    async fn until(&self, wanted: impl Fn(&[String]) -> bool) {
        let begun = Instant::now();
        loop {
            let found = self.bucket().await;
            if wanted(&found) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{found:?}");
        }
    }
}

/// `TEST_S3_URL` with a folder of the test's own.
fn storage_url(prefix: &str) -> Option<String> {
    let Ok(url) = std::env::var("TEST_S3_URL") else {
        println!("no TEST_S3_URL: this test did not run; scripts/test gives one");
        return None;
    };
    let mut url: url::Url = url.parse().unwrap();
    url.set_path(prefix);
    Some(url.into())
}

/// A film that plays, made longer by a box that players skip.
fn long_film(size: usize) -> Vec<u8> {
    let mut film = MP4.to_vec();
    let padding = size - film.len();
    film.extend_from_slice(&(padding as u32).to_be_bytes());
    film.extend_from_slice(b"free");
    film.extend((0..padding - 8).map(|n| (n / 7 % 251) as u8));
    film
}

#[actix_web::test]
async fn a_video_lies_in_the_bucket_whole_and_plays_with_seeking() {
    let Some(stage) = Stage::new().await else {
        return;
    };
    let film = long_film(12 << 20);
    stage
        .li
        .upload(stage.path("video"), &[], ("file", "film.mp4", film.clone()))
        .await
        .leads_to(format!("/entries/{}/edit#video", stage.entry.id));
    let video = stage.media(stage.stored().await.video_id).await;
    let hash = hex::encode(Sha256::digest(&film));
    assert_eq!(hex::encode(video.sha256.unwrap()), hash);
    // As another client reads it, in the parts that it was sent in.
    let object = format!("object {} {} 3 {hash}", video.storage_key, film.len());
    assert_eq!(stage.bucket().await, [object]);
    stage.app.mails().await;
    let video = stage.media(Some(video.id)).await;
    assert_eq!(video.probe.video_codec, "h264");

    let path = format!("/media/{}", video.id);
    assert!(stage.li.get(&path).await.ok().bytes == film);
    let ask = async |range: String| {
        let request = stage.li.request(Method::GET, &path);
        stage.li.send(request.header("Range", range)).await
    };
    let (from, to) = (PART - 1000, 2 * PART + 1000);
    let middle = ask(format!("bytes={from}-{}", to - 1)).await.expect(206);
    assert!(middle.bytes == film[from..to]);
    let tail = ask("bytes=-10".to_owned()).await.expect(206);
    assert_eq!(tail.bytes, film[film.len() - 10..]);
    let rest = ask(format!("bytes={}-", film.len() - 7)).await.expect(206);
    assert_eq!(rest.bytes, film[film.len() - 7..]);
    let beyond = ask(format!("bytes={}-", film.len())).await.expect(416);
    assert_eq!(
        beyond.headers["content-range"].to_str().unwrap(),
        format!("bytes */{}", film.len())
    );
    let head = stage.li.request(Method::HEAD, &path);
    assert!(stage.li.send(head).await.ok().bytes.is_empty());
}

#[actix_web::test]
async fn a_video_sent_in_parts_becomes_one_object_and_its_parts_go() {
    let Some(stage) = Stage::new().await else {
        return;
    };
    let film = long_film(12 << 20);
    let upload = stage.begin(film.len()).await;
    let cuts = [0, 7 << 20, (7 << 20) + 1000, film.len()];
    for (from, to) in cuts.into_iter().zip(cuts.into_iter().skip(1)) {
        assert_eq!(stage.stored().await.video_id, None);
        let part = film.get(from..to).unwrap();
        stage.append(&upload, from, part).await.expect(204);
    }
    let video = stage.media(stage.stored().await.video_id).await;
    let hash = hex::encode(Sha256::digest(&film));
    assert_eq!(hex::encode(video.sha256.unwrap()), hash);
    assert_eq!(stage.bucket().await.len(), 4);
    stage.app.mails().await;
    let object = format!("object {} {} 3 {hash}", video.storage_key, film.len());
    assert_eq!(stage.bucket().await, [object]);
}

#[actix_web::test]
async fn a_small_file_lies_in_the_bucket_and_a_deleted_one_is_not_found() {
    let Some(stage) = Stage::new().await else {
        return;
    };
    stage
        .li
        .upload(stage.path("poster"), &[], ("file", "p.jpg", JPEG.to_vec()))
        .await
        .expect(303);
    let poster = stage.media(stage.stored().await.poster_id).await;
    let path = format!("/media/{}", poster.id);
    assert_eq!(stage.li.get(&path).await.ok().bytes, JPEG);
    assert_eq!(stage.bucket().await.len(), 1);
    let files = &stage.app.app.files;
    for _ in 0..2 {
        files.delete(&poster.storage_key).await.unwrap();
        assert_eq!(stage.bucket().await, Vec::<String>::new());
    }
    stage.li.get(&path).await.expect(404).lacks("127.0.0.1:");
    let part = stage.li.request(Method::GET, &path);
    stage
        .li
        .send(part.header("Range", "bytes=0-9"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn an_upload_that_is_refused_or_cut_leaves_nothing_in_the_bucket() {
    let Some(stage) = Stage::new().await else {
        return;
    };
    let film = long_film(2 * PART + 1000);
    // Cut in the middle: the headers promise all of it.
    let cookie = crate::crash::session(&stage.app, stage.li.who()).await;
    let address = stage.app.url.strip_prefix("http://").unwrap();
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {}\r\n\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n",
        stage.path("video"),
        3 * PART
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&film).await.unwrap();
    stage
        .until(|found| found.iter().any(|line| line.starts_with("unfinished")))
        .await;
    drop(line);
    stage.until(<[String]>::is_empty).await;

    let contest = stage.entry.contest_id;
    let rules = EntryRules {
        upload_max_mb: 8,
        ..EntryRules::default()
    };
    stage
        .app
        .write(move |conn| {
            diesel::update(contests::table.filter(contests::id.eq(contest)))
                .set(contests::entry_rules.eq(Json::new(rules)))
                .execute(conn)?;
            Ok(())
        })
        .await;
    stage
        .li
        .upload(stage.path("video"), &[], ("file", "a.mp4", film))
        .await
        .expect(413)
        .has("at most 8 MB");
    assert_eq!(stage.bucket().await, Vec::<String>::new());
    assert_eq!(stage.stored().await.video_id, None);
}

/// What no page says of a store that is down.
const INTERNALS: [&str; 3] = ["127.0.0.1:", "error sending", "retries"];

#[actix_web::test]
async fn a_store_that_is_down_is_told_plainly_and_the_draft_is_kept() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    if storage_url("test").is_none() {
        return;
    }
    let url = format!("s3://films?endpoint=http://{address}&region=us-east-1");
    let stage = Stage::at(url, String::new()).await;
    let begun = Instant::now();
    let told = "send the file again in a few minutes";
    let film = || ("file", "film.mp4", long_film(12 << 20));
    let mut page = stage
        .li
        .upload(stage.path("video"), &[], film())
        .await
        .expect(503)
        .has(told)
        .has("Synopsis of Film.");
    for internal in INTERNALS {
        page = page.lacks(internal);
    }
    // In parts, a script is told so too, and nothing counts as arrived.
    let upload = stage.begin(12 << 20).await;
    let answer = stage.append(&upload, 0, &film().2).await.expect(503);
    assert!(answer.text.starts_with("{\"problem\":") && answer.text.contains(told));
    let head = stage.li.request(Method::HEAD, &upload);
    let head = stage.li.send(head).await.ok();
    assert_eq!(head.headers["upload-offset"], "0");
    assert_eq!(stage.stored().await.video_id, None);

    // A file that was kept before cannot be shown, for now.
    let arrived = Arrived {
        id: Id::new(),
        kind: MediaKind::Poster,
        file_name: "p.jpg".to_owned(),
        content_type: "image/jpeg",
        storage_key: "media/p".to_owned(),
        size: 1000,
        sha256: vec![0; 32],
    };
    let (entry, owner, now) = (stage.entry.clone(), stage.li.who().clone(), stage.app.now());
    let poster = stage
        .app
        .write(move |conn| Media::attach(conn, &entry, &owner, &arrived, &Place::default(), now))
        .await;
    let mut page = stage
        .li
        .get(format!("/media/{}", poster.id))
        .await
        .expect(503)
        .has("The files cannot be reached");
    assert_eq!(page.headers["retry-after"], "30");
    for internal in INTERNALS {
        page = page.lacks(internal);
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
    stage.li.get(stage.path("edit")).await.ok().has("Film");
}
