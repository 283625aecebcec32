//! Promises about entries.

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::contests::{AiPolicy, Contest, EntryRules, Role};
use shortlist::db::{Id, Json, Moment};
use shortlist::entries::{Entry, State, store};
use shortlist::i18n::Trilingual;
use shortlist::schema::{
    accounts, contests, declaration_texts, declarations, entries, entry_versions, jobs, questions,
    receipts, screenings, streams,
};

use crate::security::{Access, World};
use crate::support::{TestApp, Visitor};

/// A form with everything that the contest of the fixtures asks.
pub fn complete(version: i32) -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("version", version.to_string()),
        ("original", text("zh")),
        ("title.zh", text("热力生活在成都")),
        (
            "synopsis.zh",
            text("清晨的公园里，三代人一起跳舞、练拳、骑车，城市在他们身边醒来。"),
        ),
        ("provenance.zh", text("author")),
        ("title.en", text("A Vigorous Morning")),
        (
            "synopsis.en",
            text("Three generations meet in the park before the city wakes up."),
        ),
        ("provenance.en", text("machine")),
        ("statement", text("运动让人走到一起。")),
        ("tags", text("运动，城市, #晨练")),
        ("link_url", text("https://disk.example/s/1")),
        ("link_password", text("ab12")),
        ("duration", text("2:30")),
        ("made_on", text("2023-03-01")),
        ("spoken", text("zh")),
        ("subtitle_languages", text("ru")),
        ("ai_use", text("none")),
        ("credit_role.0", text("director")),
        ("credit_name.0", text("李伟")),
        ("born_on", text("1990-05-17")),
    ]
}

/// The same with fields changed or added, `name=value | …`; an empty value takes the field out.
fn with(
    mut fields: Vec<(&'static str, String)>,
    changes: &'static str,
) -> Vec<(&'static str, String)> {
    for change in changes.split(" | ") {
        let (name, value) = change.split_once('=').unwrap();
        fields.retain(|(each, _)| *each != name);
        if !value.is_empty() {
            fields.push((name, value.to_owned()));
        }
    }
    fields
}

async fn send(
    visitor: &Visitor,
    path: &str,
    fields: &[(&'static str, String)],
) -> crate::support::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    visitor.post(path, &fields).await
}

/// Sends the form with changes.
pub async fn save(
    visitor: &Visitor,
    path: &str,
    fields: &[(&'static str, String)],
    changes: &'static str,
) -> crate::support::Answer {
    send(visitor, path, &with(fields.to_vec(), changes)).await
}

/// A person, their fresh draft's address, and a complete form for it with the first category.
pub async fn draft(
    app: &TestApp,
    contest: &Contest,
) -> (Visitor, String, Vec<(&'static str, String)>) {
    let li = app.person("li@example.cn", "CN").await;
    let answer = li
        .post(format!("/contests/{}/entries", contest.slug), &[])
        .await
        .expect(303);
    let path = answer.location().trim_end_matches("/edit").to_owned();
    (li, path, form(app, contest, 1).await)
}

pub async fn form(app: &TestApp, contest: &Contest, version: i32) -> Vec<(&'static str, String)> {
    let contest = contest.clone();
    let category = app
        .read(move |conn| Ok(contest.categories(conn)?[0].id))
        .await;
    let mut fields = complete(version);
    fields.push(("category", category.to_string()));
    fields
}

pub fn id_in(path: &str) -> Id<Entry> {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

pub async fn stored(app: &TestApp, path: &str) -> Entry {
    let id = id_in(path);
    app.read(move |conn| Entry::find(conn, id)).await
}

async fn set_rules(app: &TestApp, contest: &Contest, rules: EntryRules) {
    let id = contest.id;
    app.write(move |conn| {
        diesel::update(contests::table.filter(contests::id.eq(id)))
            .set(contests::entry_rules.eq(Json::new(rules)))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn what_was_typed_outlives_the_session() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let typed = with(fields, "title.zh=Rain &c. <on> the \"roof\"");
    let page = send(&app.visitor(), &path, &typed).await.expect(401);
    let page = page.has("Nothing is lost");
    assert!(page.text.contains("Rain &#38;c. &#60;on&#62; the &#34;"));
    assert!(page.text.contains(&format!("action=\"{path}\"")));
    // Every field is there, to be sent again as it was.
    for (name, _) in &typed {
        assert!(page.text.contains(&format!("name=\"{name}\"")), "{name}");
    }
    send(&li, &path, &typed).await.expect(303);
    assert_eq!(
        stored(&app, &path).await.title,
        "Rain &c. <on> the \"roof\""
    );
    // What a script sends in the background, and passwords, are not given back as a page.
    let secret = [("current_password", "one"), ("password", "two")];
    app.visitor()
        .post("/account/password", &secret)
        .await
        .expect(303);
}

async fn count_receipts(app: &TestApp) -> i64 {
    app.read(|conn| Ok(receipts::table.count().get_result(conn)?))
        .await
}

#[actix_web::test]
async fn a_creator_starts_saves_submits_and_holds_a_receipt() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let li = app.person("li@example.cn", "CN").await;
    li.get("/entries")
        .await
        .ok()
        .has("You have no entries yet")
        .has("Short Video Competition");
    let path = li
        .post("/contests/2023/entries", &[])
        .await
        .expect(303)
        .location()
        .trim_end_matches("/edit")
        .to_owned();
    li.get(format!("{path}/edit")).await.ok().has("China");

    let mut fields = form(&app, &contest, 1).await;
    fields.push(("action", "save".to_owned()));
    send(&li, &path, &fields)
        .await
        .leads_to(format!("{path}/edit"));
    li.get(format!("{path}/edit"))
        .await
        .ok()
        .has("热力生活在成都")
        .has("运动, 城市, 晨练")
        .has("value=\"2:30\"");
    li.get("/entries")
        .await
        .ok()
        .has("热力生活在成都")
        .has("Draft");

    let fields = with(fields, "version=2 | action=submit");
    send(&li, &path, &fields)
        .await
        .leads_to(format!("{path}/receipt"));
    li.get(format!("{path}/receipt"))
        .await
        .ok()
        .has("2023-CN-0001")
        .has("CN-0001");
    let entry = stored(&app, &path).await;
    assert_eq!((entry.state, entry.number), (State::Submitted, Some(1)));
    assert_eq!(entry.submitted_at, Some(app.now()));
    assert!(entry.late_by_s.is_none());
    let queued: Vec<String> = app
        .read(|conn| Ok(jobs::table.select(jobs::kind).load(conn)?))
        .await;
    assert!(queued.contains(&"check-theme".to_owned()), "{queued:?}");
    let mail = app.mail_to("li@example.cn").await;
    assert!(mail.body.contains("2023-CN-0001"), "{}", mail.body);
    li.get(&path)
        .await
        .ok()
        .has("Submitted")
        .has("A Vigorous Morning")
        .has("热力生活在成都")
        .has("Machine translation");
}

#[actix_web::test]
async fn a_draft_is_kept_however_incomplete_and_refused_only_for_what_cannot_be_stored() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, _) = draft(&app, &contest).await;
    li.post(&path, &[("version", "1"), ("original", "en")])
        .await
        .leads_to(format!("{path}/edit"));
    // Over the contest's limit, but kept.
    let long = "长".repeat(100);
    li.post(
        &path,
        &[("version", "2"), ("original", "zh"), ("title.zh", &long)],
    )
    .await
    .leads_to(format!("{path}/edit"));
    assert_eq!(stored(&app, &path).await.title, long);
    let endless = "长".repeat(601);
    li.post(
        &path,
        &[
            ("version", "3"),
            ("original", "zh"),
            ("title.zh", &endless),
            ("synopsis.zh", "kept"),
        ],
    )
    .await
    .expect(422)
    .has("At most 600 characters; this has 601.")
    .has("kept");
    li.post_bytes(
        &path,
        b"version=3&original=zh&title.zh=a%00b&statement=%FF".to_vec(),
    )
    .await
    .expect(422)
    .has("characters that cannot be kept");
    li.post(
        &path,
        &[
            ("version", "3"),
            ("original", "xx"),
            ("category", "nonsense"),
            ("duration", "soon"),
            ("made_on", "yesterday"),
            ("spoken", "klingon"),
            ("ai_use", "yes"),
            ("credit_role.0", "king"),
            ("credit_name.0", "Li"),
            ("provenance.zh", "me"),
            ("title.en", "<b>\u{202e}עברית 😀</b>"),
        ],
    )
    .await
    .expect(422)
    .has("Choose one from the list.")
    .has("Give minutes:seconds")
    .has("Give the date as")
    .has("<b>\u{202e}עברית 😀</b>");
    assert_eq!(stored(&app, &path).await.version, 3);
    li.post(
        &path,
        &[
            ("version", "3"),
            ("original", "en"),
            ("title.en", "<b>\u{202e}עברית 😀</b>"),
        ],
    )
    .await
    .expect(303);
    li.get(&path).await.ok().has("<b>\u{202e}עברית 😀</b>");
}

#[actix_web::test]
async fn a_submission_names_every_problem_at_once_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (question, text) = (Id::<()>::new(), Id::<()>::new());
    let id = contest.id;
    app.write(move |conn| {
        let tri = r#"{"zh":"","ru":"","en":"How did you hear of us?"}"#;
        diesel::insert_into(questions::table)
            .values((
                questions::id.eq(question),
                questions::contest_id.eq(id),
                questions::position.eq(1),
                questions::code.eq("heard"),
                questions::kind.eq("text"),
                questions::required.eq(true),
                questions::label.eq(tri),
                questions::help.eq("{}"),
                questions::choices.eq("[]"),
            ))
            .execute(conn)?;
        diesel::insert_into(declaration_texts::table)
            .values((
                declaration_texts::id.eq(text),
                declaration_texts::contest_id.eq(id),
                declaration_texts::position.eq(1),
                declaration_texts::code.eq("rights"),
                declaration_texts::version.eq(1),
                declaration_texts::required.eq(true),
                declaration_texts::applies_to.eq("everyone"),
                declaration_texts::text.eq(r#"{"en":"I hold the rights."}"#),
                declaration_texts::created_at.eq(Moment::now()),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let rules = EntryRules {
        duration_max_s: Some(180),
        title_max: 10,
        made_since: chrono::NaiveDate::from_ymd_opt(2023, 1, 1),
        subtitles: shortlist::contests::SubtitleRule::All,
        subtitle_languages: vec![
            shortlist::i18n::Language::parse("zh").unwrap(),
            shortlist::i18n::Language::parse("ru").unwrap(),
        ],
        ai_policy: AiPolicy::Forbidden,
        ..EntryRules::default()
    };
    set_rules(&app, &contest, rules).await;
    let (li, path, fields) = draft(&app, &contest).await;
    let wrong = with(
        fields.clone(),
        "title.zh=一二三四五六七八九十一 | synopsis.zh=太短 | duration=4:00 | made_on=2022-12-31 | ai_use=assisted | link_url= | born_on=2009-01-01 | action=submit | category=",
    );
    send(&li, &path, &wrong)
        .await
        .expect(422)
        .has("At most 10 characters; this has 11.")
        .has("At least 20 characters")
        .has("The film is 4:00 long; at most 3:00: 1:00 over.")
        .has("made on 2023-01-01 or later")
        .has("does not take work made with artificial intelligence")
        .has("Upload the video, or give a link to it.")
        .has("name of your guardian")
        .has("Subtitles are needed in every language")
        .has("Please give this declaration.")
        .has("href=\"#category\"")
        .has("href=\"#answer.heard\"")
        .has("一二三四五六七八九十一");
    let entry = stored(&app, &path).await;
    // It is kept as a draft.
    assert_eq!((entry.state, entry.version), (State::Draft, 2));
    assert_eq!(entry.title, "一二三四五六七八九十一");

    let declare: &'static str = Box::leak(format!("declare.{text}").into_boxed_str());
    let mut right = with(
        fields,
        "version=2 | title.zh=热力生活 | title.en=Morning | action=submit | answer.heard=Из газеты",
    );
    right.push((declare, "on".to_owned()));
    right.push(("subtitle_languages", "zh".to_owned()));
    send(&li, &path, &right)
        .await
        .leads_to(format!("{path}/receipt"));
    let given: i64 = app
        .read(move |conn| {
            Ok(declarations::table
                .filter(declarations::text_id.eq(text))
                .count()
                .get_result(conn)?)
        })
        .await;
    assert_eq!(given, 1);
}

#[actix_web::test]
async fn nobody_submits_before_confirming_their_address() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let who = li.who().id;
    app.write(move |conn| {
        diesel::update(accounts::table.filter(accounts::id.eq(who)))
            .set(accounts::email_confirmed_at.eq(None::<Moment>))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let fields = with(fields, "action=submit");
    send(&li, &path, &fields)
        .await
        .expect(422)
        .has("Confirm your e-mail address before you submit.");
}

#[actix_web::test]
async fn two_saves_at_once_lose_nothing_and_the_creator_chooses() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "title.zh=第一个窗口")
        .await
        .expect(303);
    let answer = save(&li, &path, &fields, "title.zh=第二个窗口").await;
    let conflict = answer.expect(303).location().to_owned();
    assert!(conflict.contains("/versions/"), "{conflict}");
    assert_eq!(stored(&app, &path).await.title, "第一个窗口");
    li.get(&conflict)
        .await
        .ok()
        .has("Two saves at once")
        .has("<mark>第二个窗口</mark>")
        .has("<mark>第一个窗口</mark>")
        .has("Keep mine");
    // The same text twice is no conflict.
    save(&li, &path, &fields, "title.zh=第一个窗口")
        .await
        .leads_to(format!("{path}/edit"));
    li.post(format!("{conflict}/restoration"), &[])
        .await
        .leads_to(format!("{path}/edit"));
    assert_eq!(stored(&app, &path).await.title, "第二个窗口");
    li.get(format!("{path}/versions"))
        .await
        .ok()
        .has("Conflict");
    // The first one is still there.
    let titles: Vec<String> = app
        .read(|conn| {
            Ok(entry_versions::table
                .select(entry_versions::content)
                .load(conn)?)
        })
        .await;
    assert!(titles.iter().any(|content| content.contains("第一个窗口")));
    let stranger = app.person("anna@example.ru", "RU").await;
    stranger.get(&conflict).await.expect(404);
    stranger
        .post(format!("{conflict}/restoration"), &[])
        .await
        .expect(404);
}

#[actix_web::test]
async fn the_page_saves_itself_and_hears_of_a_conflict() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let by_itself = |fields: Vec<(&'static str, String)>| {
        li.request(reqwest::Method::POST, &path)
            .header("X-Autosave", "1")
            .form(&fields)
    };
    let answer = li.send(by_itself(fields.clone())).await.ok();
    let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(told["version"], 2);
    let answer = li
        .send(by_itself(with(fields.clone(), "title.zh=别的")))
        .await
        .expect(409);
    let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    li.get(told["location"].as_str().unwrap())
        .await
        .ok()
        .has("别的");
    li.send(by_itself(with(fields.clone(), "version=2 | duration=x")))
        .await
        .expect(422)
        .has("Not saved");
    // Saving itself never submits, and never changes what is submitted.
    li.send(by_itself(with(fields.clone(), "version=2 | action=submit")))
        .await
        .ok();
    assert_eq!(stored(&app, &path).await.state, State::Draft);
    save(&li, &path, &fields, "version=3 | action=submit")
        .await
        .expect(303);
    li.send(by_itself(with(fields, "version=4")))
        .await
        .expect(409);
}

#[actix_web::test]
async fn a_submission_sent_twice_at_once_is_one() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let fields = with(fields, "action=submit");
    let (one, two) =
        futures_util::future::join(send(&li, &path, &fields), send(&li, &path, &fields)).await;
    one.leads_to(format!("{path}/receipt"));
    two.leads_to(format!("{path}/receipt"));
    assert_eq!(count_receipts(&app).await, 1);
    assert_eq!(stored(&app, &path).await.number, Some(1));

    // The same from the entry's page.
    let second = li.post("/contests/2023/entries", &[]).await;
    let path = second.location().trim_end_matches("/edit").to_owned();
    let fields = form(&app, &contest, 1).await;
    send(&li, &path, &fields).await.expect(303);
    let submission = format!("{path}/submission");
    let (one, two) =
        futures_util::future::join(li.post(&submission, &[]), li.post(&submission, &[])).await;
    one.leads_to(format!("{path}/receipt"));
    two.leads_to(format!("{path}/receipt"));
    assert_eq!(count_receipts(&app).await, 2);
    assert_eq!(stored(&app, &path).await.number, Some(2));
}

#[actix_web::test]
async fn work_begun_in_time_is_taken_within_the_grace_and_marked() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let closes = contest.closes_at.unwrap();
    app.app
        .clock
        .advance(closes.since(app.now()) + TimeDelta::minutes(10));
    let fields = with(fields, "action=submit");
    send(&li, &path, &fields)
        .await
        .leads_to(format!("{path}/receipt"));
    assert_eq!(stored(&app, &path).await.late_by_s, Some(600));
    li.get(format!("{path}/receipt"))
        .await
        .ok()
        .has("10 minutes");
}

#[actix_web::test]
async fn what_comes_after_the_grace_is_kept_as_a_draft_with_the_reason() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let closes = contest.closes_at.unwrap();
    app.app
        .clock
        .advance(closes.since(app.now()) + TimeDelta::minutes(15));
    let fields = with(fields, "action=submit");
    send(&li, &path, &fields)
        .await
        .expect(422)
        .has("The call is closed, so it cannot be submitted any more.")
        .has("热力生活在成都");
    let entry = stored(&app, &path).await;
    assert_eq!(
        (entry.state, entry.title.as_str()),
        (State::Draft, "热力生活在成都")
    );
    li.post(format!("{path}/submission"), &[]).await.expect(422);
    li.post("/contests/2023/entries", &[]).await.expect(409);
}

#[actix_web::test]
async fn a_submitted_entry_changes_until_the_deadline_and_stays_complete() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "action=submit").await.expect(303);
    let first = stored(&app, &path).await;
    let broken = with(fields.clone(), "version=2 | title.zh= | title.en=");
    send(&li, &path, &broken).await.expect(422);
    assert_eq!(stored(&app, &path).await.title, first.title);
    let better = with(fields, "version=2 | title.zh=更好的标题");
    send(&li, &path, &better)
        .await
        .leads_to(format!("{path}/receipt"));
    let second = stored(&app, &path).await;
    assert_eq!((second.number, second.state), (Some(1), State::Submitted));
    assert_ne!(first.content_hash, second.content_hash);
    li.get(format!("{path}/receipt"))
        .await
        .ok()
        .has("2023-CN-0001-2");
    app.app.clock.advance(TimeDelta::days(60));
    li.get(format!("{path}/edit")).await.expect(409);
    send(&li, &path, &better).await.expect(409);
}

#[actix_web::test]
async fn a_returned_entry_says_why_and_is_open_again_after_the_deadline() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "action=submit").await.expect(303);
    let (id, screener, now) = (
        id_in(&path),
        app.account("s@example.org", "CN").await.id,
        app.now(),
    );
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(id)))
            .set(entries::state.eq(State::Returned))
            .execute(conn)?;
        for (message, undone) in [
            (Trilingual::new("", "", "Taken back"), Some(now)),
            (
                Trilingual::new("请翻译标题。", "", "Please translate the title."),
                None,
            ),
        ] {
            diesel::insert_into(screenings::table)
                .values((
                    screenings::id.eq(Id::<()>::new()),
                    screenings::entry_id.eq(id),
                    screenings::entry_version.eq(2),
                    screenings::decision.eq("returned"),
                    screenings::reason_code.eq("metadata"),
                    screenings::message.eq(Json::new(message)),
                    screenings::fields.eq(r#"["title","synopsis"]"#),
                    screenings::decided_by.eq(screener),
                    screenings::decided_at.eq(now),
                    screenings::undone_at.eq(undone),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    app.app.clock.advance(TimeDelta::days(60));
    li.get(&path)
        .await
        .ok()
        .has("Please translate the title.")
        .lacks("请翻译标题")
        .lacks("Taken back")
        .has("Title, Synopsis");
    li.get(format!("{path}/edit"))
        .await
        .ok()
        .has("Please translate the title.");
    let fields = with(
        fields,
        "version=2 | title.ru=Утро | synopsis.ru=Три поколения встречаются в парке на рассвете. | action=submit",
    );
    send(&li, &path, &fields)
        .await
        .leads_to(format!("{path}/receipt"));
    let entry = stored(&app, &path).await;
    assert_eq!((entry.state, entry.late_by_s), (State::Submitted, None));
}

#[actix_web::test]
async fn withdrawing_is_confirmed_final_and_frees_a_place() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, _) = draft(&app, &contest).await;
    for _ in 0..2 {
        li.post("/contests/2023/entries", &[]).await.expect(303);
    }
    li.post("/contests/2023/entries", &[])
        .await
        .expect(409)
        .has("as many entries in this contest as it allows");
    li.get(format!("{path}/withdrawal")).await.ok();
    li.post(format!("{path}/withdrawal"), &[])
        .await
        .leads_to("/entries");
    li.post(format!("{path}/withdrawal"), &[]).await.expect(409);
    li.get(format!("{path}/edit")).await.expect(409);
    li.get(&path).await.ok().has("Withdrawn");
    li.post("/contests/2023/entries", &[]).await.expect(303);
}

#[actix_web::test]
async fn an_entry_goes_to_the_stream_of_the_creators_country_or_is_refused() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let anna = app.person("anna@example.ru", "RU").await;
    let started = anna.post("/contests/2023/entries", &[]).await.expect(303);
    let entry = stored(&app, started.location().trim_end_matches("/edit")).await;
    let code: String = app
        .read(move |conn| {
            Ok(streams::table
                .filter(streams::id.eq(entry.stream_id))
                .select(streams::code)
                .first(conn)?)
        })
        .await;
    assert_eq!(code, "RU");
    let other = app.person("kim@example.kz", "KZ").await;
    other
        .post("/contests/2023/entries", &[])
        .await
        .expect(409)
        .has("No stream of this contest takes your country");
    let id = contest.id;
    app.write(move |conn| {
        diesel::update(contests::table.filter(contests::id.eq(id)))
            .set(contests::published_at.eq(None::<Moment>))
            .execute(conn)?;
        Ok(())
    })
    .await;
    anna.post("/contests/2023/entries", &[]).await.expect(404);
}

#[actix_web::test]
async fn holders_of_drafts_are_reminded_once_in_their_language() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    send(&li, &path, &fields).await.expect(303);
    li.post("/contests/2023/entries", &[]).await.expect(303);
    let anna = app.person("anna@example.ru", "RU").await;
    app.entry(&contest, anna.who(), "Done", State::Submitted)
        .await;
    let ivan = app.person("ivan@example.ru", "RU").await;
    ivan.post("/language", &[("locale", "ru")]).await;
    ivan.post("/contests/2023/entries", &[]).await.expect(303);
    for _ in 0..2 {
        let (id, now) = (contest.id, app.now());
        app.write(move |conn| {
            shortlist::jobs::Job::RemindDrafts {
                contest: id.cast(),
                hours: 24,
            }
            .enqueue(conn, now)
        })
        .await;
    }
    let mails = app.mails().await;
    let to = |address: &str| mails.iter().filter(|m| m.address == address).count();
    assert_eq!(
        (
            to("li@example.cn"),
            to("ivan@example.ru"),
            to("anna@example.ru")
        ),
        (1, 1, 0)
    );
    let russian = mails
        .iter()
        .find(|m| m.address == "ivan@example.ru")
        .unwrap();
    assert!(russian.body.contains("24 часа"), "{}", russian.body);
    assert!(
        russian.body.contains("Пекин") && russian.body.contains("08:00"),
        "{}",
        russian.body
    );
    app.app.clock.advance(TimeDelta::days(60));
    let (id, now) = (contest.id, app.now());
    let sent = app
        .write(move |conn| store::remind_drafts(conn, id, 3, "http://x", now))
        .await;
    assert_eq!(sent, 0);
}

#[actix_web::test]
async fn the_list_costs_the_same_however_long_it_is() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let li = app.person("li@example.cn", "CN").await;
    app.entry(&contest, li.who(), "One", State::Submitted).await;
    let (few, _) = app.statements(li.get("/entries")).await;
    for n in 0..60 {
        app.entry(&contest, li.who(), &format!("Film {n}"), State::Submitted)
            .await;
    }
    let (many, page) = app.statements(li.get("/entries")).await;
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
    let next = page.ok().has("Film 59").lacks("Film 9<").text;
    let next = next
        .split("rel=\"next\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    li.get(next).await.ok().has("Film 9").has("One");

    let entry = app.entry(&contest, li.who(), "Draft", State::Draft).await;
    for path in ["", "/edit", "/versions"] {
        let (n, answer) = app
            .statements(li.get(format!("/entries/{}{path}", entry.id)))
            .await;
        answer.ok();
        assert!(n <= 8, "{path}: {n}");
    }
}

#[actix_web::test]
async fn the_pages_speak_three_languages() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "action=submit").await.expect(303);
    for (locale, word) in [("zh", "提交回执"), ("ru", "Квитанция"), ("en", "Receipt")]
    {
        li.post("/language", &[("locale", locale)]).await;
        li.get(format!("{path}/receipt")).await.ok().has(word);
        for page in ["", "/edit", "/versions", "/withdrawal"] {
            li.get(format!("{path}{page}"))
                .await
                .ok()
                .lacks(">entry-")
                .lacks(">file-");
        }
    }
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let id = world.entry.id;
    let version = Id::<()>::new();
    let own = [303, 404, 404, 404, 404, 404];
    let all = |status| [status; 6];
    let entry = |method, route: &'static str| {
        let path = route
            .replace("{id}", &id.to_string())
            .replace("{version}", &version.to_string());
        Access::new(method, route, path, own)
    };
    let _ = (app, Role::Judge);
    vec![
        Access::new(
            "GET",
            "/entries",
            "/entries",
            [303, 200, 200, 200, 200, 200],
        ),
        // A stream takes them all; none has three entries yet.
        Access::new(
            "POST",
            "/contests/{contest}/entries",
            format!("/contests/{}/entries", world.contest.slug),
            all(303),
        ),
        entry("GET", "/entries/{id}"),
        entry("POST", "/entries/{id}"),
        entry("GET", "/entries/{id}/edit"),
        entry("POST", "/entries/{id}/submission"),
        entry("GET", "/entries/{id}/withdrawal"),
        entry("POST", "/entries/{id}/withdrawal"),
        entry("GET", "/entries/{id}/versions"),
        entry("GET", "/entries/{id}/versions/{version}"),
        entry("POST", "/entries/{id}/versions/{version}/restoration"),
        entry("GET", "/entries/{id}/receipt"),
        entry("GET", "/entries/{id}/receipt.json"),
        Access::new("GET", "/receipts", "/receipts", all(200)),
        Access::new("POST", "/receipts", "/receipts", all(422)),
        Access::new(
            "GET",
            "/receipts/{code}",
            "/receipts/2023-CN-9999",
            all(404),
        ),
    ]
}
