//! Promises about media.

mod resumable;

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, EntryRules, Role};
use shortlist::db::{Id, Json};
use shortlist::entries::{Entry, State};
use shortlist::media::store::Place;
use shortlist::media::upload::{Announced, Upload};
use shortlist::media::{Media, MediaKind, arrival};
use shortlist::schema::{assignments, contests, entries, questions, rounds};

use crate::security::{Access, World};
use crate::support::{TestApp, Visitor};

const MP4: &[u8] = include_bytes!("../../src/demo/videos/waves.mp4");
const WEBM: &[u8] = include_bytes!("../../src/demo/videos/aurora.webm");
const JPEG: &[u8] = include_bytes!("../../src/demo/videos/aurora.jpg");

async fn draft(app: &TestApp, contest: &Contest) -> (Visitor, Entry) {
    let li = app.person("li@example.cn", "CN").await;
    let entry = app.entry(contest, li.who(), "Film", State::Draft).await;
    (li, entry)
}

async fn find(app: &TestApp, id: Id<Entry>) -> Entry {
    app.read(move |conn| Entry::find(conn, id)).await
}

async fn media(app: &TestApp, id: Id<Media>) -> Media {
    app.read(move |conn| Media::find(conn, id)).await
}

/// A stored video of the entry, as the demonstration and imports make one.
async fn attach(app: &TestApp, entry: &Entry, owner: &Account, bytes: &'static [u8]) -> Media {
    let file = arrival::keep(
        &app.app.files,
        MediaKind::Video,
        "Li Wei final.mp4",
        bytes.into(),
    )
    .await
    .unwrap();
    let (entry, owner, now) = (entry.clone(), owner.clone(), app.now());
    app.write(move |conn| Media::attach(conn, &entry, &owner, &file, &Place::default(), now))
        .await
}

#[actix_web::test]
async fn a_video_is_kept_as_it_arrives_and_probed_afterwards() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let path = format!("/entries/{}", entry.id);
    li.upload(
        format!("{path}/video"),
        &[],
        ("file", "../../李伟.exe", MP4.to_vec()),
    )
    .await
    .leads_to(format!("{path}/edit#video"));
    let kept = find(&app, entry.id).await;
    // An open form is not out of date.
    assert_eq!(kept.version, entry.version);
    let video = media(&app, kept.video_id.unwrap()).await;
    assert_eq!(
        (video.content_type.as_str(), video.size),
        ("video/mp4", MP4.len() as i64)
    );
    assert_eq!(video.file_name, "李伟.exe");
    use sha2::Digest;
    assert_eq!(video.sha256.unwrap(), sha2::Sha256::digest(MP4).to_vec());
    app.mails().await;
    let video = media(&app, kept.video_id.unwrap()).await;
    assert_eq!(video.probe.video_codec, "h264");
    assert!(
        video.probe.width > 0 && video.probe.duration_ms > 0,
        "{:?}",
        video.probe
    );
    let measured = video.duration_s();
    assert!(measured.is_some());
    assert_eq!(find(&app, entry.id).await.duration_s, measured);
    li.get(format!("{path}/edit"))
        .await
        .ok()
        .has("李伟.exe")
        .has("h264");

    li.upload(
        format!("{path}/video"),
        &[],
        ("file", "a.webm", WEBM.to_vec()),
    )
    .await
    .expect(303);
    app.mails().await;
    let webm = media(&app, find(&app, entry.id).await.video_id.unwrap()).await;
    assert_eq!(webm.probe.container, "webm");
    assert!(
        ["vp8", "vp9", "av1"].contains(&webm.probe.video_codec.as_str()),
        "{:?}",
        webm.probe
    );
    assert!(webm.probe.width > 0, "{:?}", webm.probe);
}

#[actix_web::test]
async fn a_film_that_is_still_to_be_read_is_not_a_film_without_a_length() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    attach(&app, &entry, li.who(), MP4).await;
    let submission = format!("/entries/{}/submission", entry.id);
    let unread = "The length could not be read from the file yet.";
    li.post(&submission, &[]).await.expect(422).has(unread);
    app.mails().await;
    li.post(&submission, &[]).await.lacks(unread);
}

#[actix_web::test]
async fn bytes_decide_and_not_the_name() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let path = format!("/entries/{}", entry.id);
    for (noun, name, bytes) in [
        (
            "video",
            "film.mp4",
            b"<html><script>alert(1)</script>".to_vec(),
        ),
        ("video", "film.mp4", JPEG.to_vec()),
        ("video", "film.mp4", Vec::new()),
        ("poster", "a.jpg", MP4.to_vec()),
        (
            "poster",
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        ),
        ("subtitles", "a.srt", vec![0xFF, 0xFE, 0x31, 0x00]),
        ("subtitles", "a.srt", b"no times here".to_vec()),
    ] {
        li.upload(
            format!("{path}/{noun}"),
            &[("language", "zh")],
            ("file", name, bytes),
        )
        .await
        .expect(422)
        .has("Film");
    }
    li.post(format!("{path}/video"), &[("file", "x")])
        .await
        .expect(403);
    li.upload(format!("{path}/poster"), &[], ("file", "x", JPEG.to_vec()))
        .await
        .expect(303);
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nПривет\n".as_bytes();
    li.upload(
        format!("{path}/subtitles"),
        &[("language", "xx")],
        ("file", "a.srt", srt.to_vec()),
    )
    .await
    .expect(422);
    for _ in 0..2 {
        li.upload(
            format!("{path}/subtitles"),
            &[("language", "ru")],
            ("file", "a.srt", srt.to_vec()),
        )
        .await
        .expect(303);
    }
    let id = entry.id;
    let files = app
        .read(move |conn| Entry::find(conn, id)?.attached(conn))
        .await;
    assert!(files.poster.is_some());
    assert_eq!(files.subtitles.len(), 1);
    li.get(format!("/media/{}", files.subtitles[0].id))
        .await
        .ok()
        .has("WEBVTT")
        .has("00:00:01.000 --> 00:00:02.000");
}

#[actix_web::test]
async fn an_upload_over_the_limit_is_cut_off_and_nothing_is_kept() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let rules = EntryRules {
        upload_max_mb: 1,
        ..EntryRules::default()
    };
    let id = contest.id;
    app.write(move |conn| {
        diesel::update(contests::table.filter(contests::id.eq(id)))
            .set(contests::entry_rules.eq(Json::new(rules)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let (li, entry) = draft(&app, &contest).await;
    let path = format!("/entries/{}/video", entry.id);
    let mut large = MP4.to_vec();
    large.resize((1 << 20) + 1, 0);
    li.upload(&path, &[], ("file", "a.mp4", large.clone()))
        .await
        .expect(413)
        .has("at most 1 MB");
    assert_eq!(find(&app, entry.id).await.video_id, None);
    let mut exact = MP4.to_vec();
    exact.resize(1 << 20, 0);
    li.upload(&path, &[], ("file", "a.mp4", exact))
        .await
        .expect(303);
}

#[actix_web::test]
async fn a_video_plays_with_seeking() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let video = attach(&app, &entry, li.who(), MP4).await;
    let path = format!("/media/{}", video.id);
    let whole = li.get(&path).await.ok();
    assert_eq!(whole.bytes, MP4);
    assert_eq!(whole.headers["accept-ranges"], "bytes");
    assert_eq!(whole.headers["content-type"], "video/mp4");
    assert_eq!(whole.headers["x-content-type-options"], "nosniff");
    assert_eq!(
        whole.headers["content-security-policy"],
        "default-src 'none'; sandbox"
    );
    assert_eq!(
        whole.headers["content-disposition"],
        "inline; filename=\"video.mp4\""
    );
    assert!(
        whole.headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("private")
    );
    let tag = whole.headers["etag"].to_str().unwrap().to_owned();
    let ask = |name: &'static str, value: String| {
        li.request(reqwest::Method::GET, &path).header(name, value)
    };
    let part = li
        .send(ask("Range", "bytes=100-199".into()))
        .await
        .expect(206);
    assert_eq!(part.bytes, &MP4[100..200]);
    assert_eq!(
        part.headers["content-range"].to_str().unwrap(),
        format!("bytes 100-199/{}", MP4.len())
    );
    assert_eq!(part.headers["content-length"], "100");
    let tail = li.send(ask("Range", "bytes=-10".into())).await.expect(206);
    assert_eq!(tail.bytes, &MP4[MP4.len() - 10..]);
    let beyond = li
        .send(ask("Range", format!("bytes={}-", MP4.len())))
        .await
        .expect(416);
    assert_eq!(
        beyond.headers["content-range"].to_str().unwrap(),
        format!("bytes */{}", MP4.len())
    );
    li.send(ask("Range", "bytes=0-1".into()).header("If-Range", &tag))
        .await
        .expect(206);
    li.send(ask("Range", "bytes=0-1".into()).header("If-Range", "\"other\""))
        .await
        .ok();
    li.send(ask("If-None-Match", tag)).await.expect(304);
    let head = li.send(li.request(reqwest::Method::HEAD, &path)).await.ok();
    assert!(head.bytes.is_empty());
    assert_eq!(
        head.headers["content-length"].to_str().unwrap(),
        MP4.len().to_string()
    );
}

#[actix_web::test]
async fn a_file_is_seen_by_its_creator_the_team_its_judges_and_nobody_else() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let video = attach(&app, &entry, li.who(), MP4).await;
    let path = format!("/media/{}", video.id);
    let judge = app
        .with_role(&contest, "j@example.org", "RU", Role::Judge)
        .await;
    let other_judge = app
        .with_role(&contest, "j2@example.org", "RU", Role::Judge)
        .await;
    let screener = app
        .with_role(&contest, "s@example.org", "RU", Role::Screener)
        .await;
    let elsewhere = app.contest_named("other").await;
    let foreign = app
        .with_role(&elsewhere, "f@example.org", "RU", Role::Admin)
        .await;
    li.get(&path).await.ok();
    screener.get(&path).await.ok();
    let (entry_id, judge_id, contest_id, now) = (entry.id, judge.who().id, contest.id, app.now());
    for visitor in [&judge, &other_judge, &foreign, &app.visitor()] {
        visitor.get(&path).await.expect(404);
    }
    app.write(move |conn| {
        let round = Id::<()>::new();
        diesel::insert_into(rounds::table)
            .values((
                rounds::id.eq(round),
                rounds::contest_id.eq(contest_id),
                rounds::position.eq(1),
                rounds::name.eq("{}"),
                rounds::state.eq("open"),
                rounds::judges_per_entry.eq(1),
                rounds::cut.eq(1),
                rounds::seed.eq(1_i64),
            ))
            .execute(conn)?;
        diesel::insert_into(assignments::table)
            .values((
                assignments::id.eq(Id::<()>::new()),
                assignments::round_id.eq(round),
                assignments::entry_id.eq(entry_id),
                assignments::judge_id.eq(judge_id),
                assignments::position.eq(1),
                assignments::state.eq("pending"),
                assignments::assigned_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    judge.get(&path).await.ok().lacks("Li Wei");
    other_judge.get(&path).await.expect(404);

    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(entry_id)))
            .set(entries::state.eq(State::Accepted))
            .execute(conn)?;
        Ok(())
    })
    .await;
    app.visitor().get(&path).await.expect(404);
    app.write(move |conn| {
        diesel::update(contests::table.filter(contests::id.eq(contest_id)))
            .set(contests::gallery_opened_at.eq(Some(now)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    app.visitor().get(&path).await.ok();
}

#[actix_web::test]
async fn a_replaced_or_removed_file_is_its_owners_alone() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let screener = app
        .with_role(&contest, "s@example.org", "RU", Role::Screener)
        .await;
    let first = attach(&app, &entry, li.who(), MP4).await;
    let second = attach(&app, &entry, li.who(), WEBM).await;
    li.get(format!("/media/{}", first.id)).await.ok();
    screener
        .get(format!("/media/{}", first.id))
        .await
        .expect(404);
    screener.get(format!("/media/{}", second.id)).await.ok();
    let removal = format!("/entries/{}/files/{}/removal", entry.id, second.id);
    li.get(&removal).await.ok().has("Li Wei final.mp4");
    li.post(&removal, &[]).await.expect(303);
    li.post(&removal, &[]).await.expect(404);
    assert_eq!(find(&app, entry.id).await.video_id, None);
    screener
        .get(format!("/media/{}", second.id))
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_file_that_was_replaced_or_removed_can_be_put_back() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let path = format!("/entries/{}", entry.id);
    let versions = format!("{path}/versions");
    li.get(&versions).await.ok().lacks("Earlier files");
    let first = attach(&app, &entry, li.who(), MP4).await;
    app.mails().await;
    let length = find(&app, entry.id).await.duration_s;
    let second = attach(&app, &entry, li.who(), WEBM).await;
    let put_back = |file: &Media| format!("{path}/files/{}/return", file.id);
    li.get(&versions)
        .await
        .ok()
        .has(&put_back(&first))
        .lacks(&put_back(&second));
    li.post(put_back(&first), &[])
        .await
        .leads_to(format!("{path}/edit"));
    assert_eq!(find(&app, entry.id).await.video_id, Some(first.id));
    app.mails().await;
    assert_eq!(find(&app, entry.id).await.duration_s, length);
    li.get(&versions)
        .await
        .ok()
        .has(&put_back(&second))
        .lacks(&put_back(&first));
    // What is there cannot be put back, nor can it be twice.
    li.post(put_back(&first), &[]).await.expect(404);

    let removal = format!("{path}/files/{}/removal", first.id);
    li.get(&removal).await.ok().has("put it back");
    li.post(&removal, &[]).await.expect(303);
    li.post(put_back(&first), &[]).await.expect(303);
    assert_eq!(find(&app, entry.id).await.video_id, Some(first.id));

    // Each language of subtitles has its own place, posters have theirs.
    let subtitles = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n";
    for language in ["en", "ru", "en"] {
        let fields = [("language", language)];
        li.upload(
            format!("{path}/subtitles"),
            &fields,
            ("file", "s.vtt", subtitles.to_vec()),
        )
        .await
        .expect(303);
    }
    for name in ["one.jpg", "two.jpg"] {
        li.upload(format!("{path}/poster"), &[], ("file", name, JPEG.to_vec()))
            .await
            .expect(303);
    }
    let id = entry.id;
    let earlier = app.read(move |conn| Media::earlier(conn, id)).await;
    let kinds: Vec<MediaKind> = earlier.iter().map(|each| each.file.kind).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    for each in &earlier {
        li.post(put_back(&each.file), &[]).await.expect(303);
    }
    let page = li.get(format!("{path}/edit")).await.ok().has("one.jpg");
    page.lacks("two.jpg");
    let attached = app
        .read(move |conn| Entry::find(conn, id)?.attached(conn))
        .await;
    assert_eq!(attached.subtitles.len(), 2);

    // Another entry's file is none of this one's.
    let other = app.entry(&contest, li.who(), "Other", State::Draft).await;
    let theirs = format!("/entries/{}/files/{}/return", other.id, second.id);
    li.post(theirs, &[]).await.expect(404);
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(id)))
            .set(entries::state.eq(State::Accepted))
            .execute(conn)?;
        Ok(())
    })
    .await;
    li.post(put_back(&earlier[0].file), &[]).await.expect(409);
    li.get(&versions)
        .await
        .ok()
        .has("Earlier files")
        .lacks("/return");
}

#[actix_web::test]
async fn a_file_answers_a_question_and_a_save_keeps_it() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let contest_id = contest.id;
    app.write(move |conn| {
        diesel::insert_into(questions::table)
            .values((
                questions::id.eq(Id::<()>::new()),
                questions::contest_id.eq(contest_id),
                questions::position.eq(1),
                questions::code.eq("licence"),
                questions::kind.eq("file"),
                questions::required.eq(true),
                questions::label.eq(r#"{"en":"Music licence"}"#),
                questions::help.eq("{}"),
                questions::choices.eq("[]"),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let path = format!("/entries/{}", entry.id);
    let pdf = b"%PDF-1.7 a licence".to_vec();
    li.upload(
        format!("{path}/answers/other"),
        &[],
        ("file", "a.pdf", pdf.clone()),
    )
    .await
    .expect(404);
    li.upload(
        format!("{path}/answers/licence"),
        &[],
        ("file", "a.pdf", pdf),
    )
    .await
    .leads_to(format!("{path}/edit#answer.licence"));
    li.get(format!("{path}/edit"))
        .await
        .ok()
        .has("a.pdf")
        .has("Music licence");
    li.post(
        &path,
        &[
            ("version", "1"),
            ("original", "en"),
            ("answer.licence", "forged"),
        ],
    )
    .await
    .expect(303);
    let kept = find(&app, entry.id).await;
    let answer: Id<Media> = kept.content.answers["licence"].parse().unwrap();
    let file = li.get(format!("/media/{answer}")).await.ok();
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    let removal = format!("{path}/files/{answer}/removal");
    li.post(&removal, &[]).await.expect(303);
    assert!(find(&app, entry.id).await.content.answers.is_empty());
}

#[actix_web::test]
async fn a_file_changed_after_the_submission_submits_again() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, entry) = draft(&app, &contest).await;
    let path = format!("/entries/{}", entry.id);
    let mut fields = crate::entries::complete(1);
    let read = contest.clone();
    let category = app.read(move |conn| Ok(read.categories(conn)?[0].id)).await;
    fields.push(("category", category.to_string()));
    fields.push(("action", "submit".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    li.post(&path, &fields)
        .await
        .leads_to(format!("{path}/receipt"));
    let before = find(&app, entry.id).await;
    li.upload(
        format!("{path}/poster"),
        &[],
        ("file", "p.jpg", JPEG.to_vec()),
    )
    .await
    .expect(303);
    let after = find(&app, entry.id).await;
    assert_ne!(before.content_hash, after.content_hash);
    li.get(format!("{path}/receipt"))
        .await
        .ok()
        .has("2023-CN-0001-2");
    app.app.clock.advance(chrono::TimeDelta::days(60));
    li.upload(
        format!("{path}/poster"),
        &[],
        ("file", "p.jpg", JPEG.to_vec()),
    )
    .await
    .expect(409);
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let contest = world.contest.clone();
    let creator = app.account("owner@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "With a file", State::Submitted)
        .await;
    let video = attach(app, &entry, &creator, MP4).await;
    let own = [303, 404, 404, 404, 404, 404];
    let row = |method, route: &'static str| {
        let path = route
            .replace("{id}", &entry.id.to_string())
            .replace("{code}", "licence")
            .replace("{media}", &video.id.to_string());
        Access::new(method, route, path, own)
    };
    let file = Announced {
        kind: MediaKind::Video,
        question: String::new(),
        language: String::new(),
        file_name: "film.mp4".to_owned(),
        modified: 0,
        size: 9,
    };
    let (id, now) = (entry.id, app.now());
    let (upload, _) = app
        .write(move |conn| Upload::begin(conn, id, &file, now))
        .await;
    let part = |method| Access::new(method, "/uploads/{id}", format!("/uploads/{upload}"), own);
    let seen = [404, 404, 200, 404, 200, 200];
    vec![
        Access::new("GET", "/media/{id}", format!("/media/{}", video.id), seen),
        Access::new("HEAD", "/media/{id}", format!("/media/{}", video.id), seen),
        row("POST", "/entries/{id}/video"),
        row("POST", "/entries/{id}/poster"),
        row("POST", "/entries/{id}/subtitles"),
        row("POST", "/entries/{id}/answers/{code}"),
        row("GET", "/entries/{id}/files/{media}/removal"),
        row("POST", "/entries/{id}/files/{media}/removal"),
        row("POST", "/entries/{id}/files/{media}/return"),
        row("POST", "/entries/{id}/uploads"),
        part("HEAD"),
        part("PATCH"),
        part("POST"),
        part("DELETE"),
    ]
}
