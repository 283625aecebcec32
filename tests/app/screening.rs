//! Promises about screening.

mod agreement;
mod pairs;
mod search;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::schema::{entries, screenings};
use shortlist::screening::store as screening;
use shortlist::screening::{Decision, NewDecision, Reason, Screening, Seen};
use shortlist::theme::store::check_entry;

use crate::security::{Access, World};
use crate::support::{Answer, TestApp, Visitor};

/// Who may do what at the routes of this domain.
pub async fn access(_app: &TestApp, world: &World) -> Vec<Access> {
    let entry = world.entry.id;
    let nothing = Id::<Screening>::new();
    let base = "/contests/2023/screening";
    let admin = "/contests/2023/admin/entries";
    let to_screener = |method, route, path: String, status| {
        Access::new(method, route, path, [303, 404, status, 404, 404, 404])
    };
    let to_admin = |method, route, path: String, status| {
        Access::new(method, route, path, [303, 404, 404, 404, status, status])
    };
    vec![
        to_screener("GET", "/contests/{contest}/screening", base.to_owned(), 200),
        to_screener(
            "GET",
            "/contests/{contest}/screening/agreement",
            format!("{base}/agreement"),
            200,
        ),
        to_admin(
            "GET",
            "/contests/{contest}/admin/theme/agreement",
            "/contests/2023/admin/theme/agreement".to_owned(),
            200,
        ),
        to_screener(
            "GET",
            "/contests/{contest}/screening/pairs",
            format!("{base}/pairs"),
            200,
        ),
        to_screener(
            "GET",
            "/contests/{contest}/screening/pairs/{pair}",
            format!("{base}/pairs/{nothing}"),
            404,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/pairs/{pair}/decision",
            format!("{base}/pairs/{nothing}/decision"),
            404,
        ),
        to_screener(
            "GET",
            "/contests/{contest}/screening/entries/{id}",
            format!("{base}/entries/{entry}"),
            200,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/entries/{id}/claim",
            format!("{base}/entries/{entry}/claim"),
            303,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/entries/{id}/release",
            format!("{base}/entries/{entry}/release"),
            404,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/entries/{id}/decision",
            format!("{base}/entries/{entry}/decision"),
            409,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/decisions/{decision}/undo",
            format!("{base}/decisions/{nothing}/undo"),
            404,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/bulk",
            format!("{base}/bulk"),
            303,
        ),
        to_screener(
            "GET",
            "/contests/{contest}/screening/batches/{batch}",
            format!("{base}/batches/{nothing}"),
            404,
        ),
        to_screener(
            "POST",
            "/contests/{contest}/screening/batches/{batch}/undo",
            format!("{base}/batches/{nothing}/undo"),
            404,
        ),
        to_admin(
            "GET",
            "/contests/{contest}/admin/entries",
            admin.to_owned(),
            200,
        ),
        to_admin(
            "GET",
            "/contests/{contest}/admin/entries/{id}",
            format!("{admin}/{entry}"),
            200,
        ),
        to_admin(
            "GET",
            "/contests/{contest}/admin/entries/{id}/disqualification",
            format!("{admin}/{entry}/disqualification"),
            200,
        ),
        to_admin(
            "POST",
            "/contests/{contest}/admin/entries/{id}/disqualification",
            format!("{admin}/{entry}/disqualification"),
            422,
        ),
    ]
}

const QUEUE: &str = "/contests/2023/screening";

pub struct Scene {
    pub app: TestApp,
    contest: Contest,
    creator: Account,
    pub anna: Visitor,
    boris: Visitor,
}

impl Scene {
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        let contest = app.contest().await;
        let creator = app.account("creator@example.org", "CN").await;
        let anna = app
            .with_role(&contest, "anna@example.org", "RU", Role::Screener)
            .await;
        let boris = app
            .with_role(&contest, "boris@example.org", "RU", Role::Screener)
            .await;
        Self {
            app,
            contest,
            creator,
            anna,
            boris,
        }
    }

    /// An entry that waits, checked.
    pub async fn waiting(&self, title: &str) -> Entry {
        let entry = self
            .app
            .entry(&self.contest, &self.creator, title, State::Submitted)
            .await;
        let (queued, now) = (entry.clone(), self.app.now());
        self.app
            .write(move |conn| {
                screening::receive(conn, &queued, now)?;
                check_entry(conn, queued.id, now)
            })
            .await;
        entry
    }

    async fn state(&self, entry: &Entry) -> State {
        let id = entry.id;
        self.app.read(move |conn| Entry::find(conn, id)).await.state
    }

    async fn decisions(&self, entry: &Entry) -> Vec<Screening> {
        let id = entry.id;
        self.app
            .read(move |conn| {
                Ok(screenings::table
                    .filter(screenings::entry_id.eq(id))
                    .order(screenings::id)
                    .select(Screening::as_select())
                    .load(conn)?)
            })
            .await
    }
}

fn url(entry: &Entry, noun: &str) -> String {
    format!("{QUEUE}/entries/{}/{noun}", entry.id)
}

pub fn page(entry: &Entry) -> String {
    format!("{QUEUE}/entries/{}", entry.id)
}

pub async fn claim(who: &Visitor, entry: &Entry) {
    who.post(url(entry, "claim"), &[])
        .await
        .leads_to(page(entry));
}

async fn decide(who: &Visitor, entry: &Entry, decision: &str, reason: &str) -> Answer {
    let fields = [("decision", decision), ("reason", reason), ("version", "1")];
    who.post(url(entry, "decision"), &fields).await
}

#[actix_web::test]
async fn a_screener_opens_an_entry_decides_and_is_led_to_the_next() {
    let scene = Scene::new().await;
    let first = scene.waiting("First film").await;
    let second = scene.waiting("Second film").await;
    scene
        .anna
        .get(QUEUE)
        .await
        .ok()
        .has("CN-0001")
        .has("First film")
        .has("Second film");
    scene
        .anna
        .get(page(&first))
        .await
        .ok()
        .lacks("name=\"version\"");
    claim(&scene.anna, &first).await;
    scene
        .anna
        .get(page(&first))
        .await
        .ok()
        .has("name=\"version\"");
    decide(&scene.anna, &first, "accepted", "")
        .await
        .leads_to(page(&second));
    assert_eq!(scene.state(&first).await, State::Accepted);
    decide(&scene.anna, &second, "rejected", "quality")
        .await
        .leads_to(QUEUE);
    scene.anna.get(QUEUE).await.ok().has("Nothing waits");
    scene
        .anna
        .get(format!("{QUEUE}?show=mine"))
        .await
        .ok()
        .has("First film")
        .has("Technical quality too low");
    scene
        .boris
        .get(format!("{QUEUE}?show=mine"))
        .await
        .ok()
        .lacks("First film");
    scene
        .boris
        .get(format!("{QUEUE}?show=decided"))
        .await
        .ok()
        .has("First film")
        .has("anna native");
}

#[actix_web::test]
async fn two_screeners_never_decide_the_same_entry() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    let (one, two) = futures_util::join!(
        scene.anna.post(url(&entry, "claim"), &[]),
        scene.boris.post(url(&entry, "claim"), &[])
    );
    one.expect(303);
    two.expect(303);
    let (one, two) = futures_util::join!(
        decide(&scene.anna, &entry, "accepted", ""),
        decide(&scene.boris, &entry, "rejected", "quality")
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(scene.decisions(&entry).await.len(), 1);
    // And once more, by whoever it was.
    decide(&scene.anna, &entry, "accepted", "")
        .await
        .expect(409);
    decide(&scene.boris, &entry, "accepted", "")
        .await
        .expect(409);
    assert_eq!(scene.decisions(&entry).await.len(), 1);
}

#[actix_web::test]
async fn a_claim_shows_who_holds_the_entry_and_ends_after_half_an_hour() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    scene
        .boris
        .get(page(&entry))
        .await
        .ok()
        .has("anna native has it open until")
        .lacks("name=\"decision\"");
    scene
        .boris
        .post(url(&entry, "claim"), &[])
        .await
        .expect(303);
    decide(&scene.boris, &entry, "accepted", "")
        .await
        .expect(409);
    scene.app.app.clock.advance(TimeDelta::minutes(31));
    scene
        .boris
        .get(page(&entry))
        .await
        .ok()
        .has("Open for decision");
    claim(&scene.boris, &entry).await;
    decide(&scene.anna, &entry, "accepted", "")
        .await
        .expect(409);
    decide(&scene.boris, &entry, "accepted", "")
        .await
        .leads_to(QUEUE);
    assert_eq!(scene.decisions(&entry).await.len(), 1);
}

#[actix_web::test]
async fn an_entry_can_be_given_back() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    scene
        .boris
        .post(url(&entry, "release"), &[])
        .await
        .expect(404);
    scene
        .anna
        .post(url(&entry, "release"), &[])
        .await
        .leads_to(QUEUE);
    claim(&scene.boris, &entry).await;
}

#[actix_web::test]
async fn the_creator_is_told_the_reason_in_their_language_after_ten_minutes() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    let fields = [
        ("decision", "returned"),
        ("reason", "subtitles"),
        ("version", "1"),
        ("fields", "subtitles"),
        ("fields", "synopsis"),
        ("message.en", "The Russian subtitles end after a minute."),
        ("message.ru", "Русские субтитры обрываются."),
    ];
    scene
        .anna
        .post(url(&entry, "decision"), &fields)
        .await
        .expect(303);
    assert!(scene.app.mails().await.is_empty());
    scene.app.app.clock.advance(TimeDelta::minutes(11));
    let mail = scene.app.mail_to("creator@example.org").await;
    assert!(mail.subject.contains("CN-0001"), "{}", mail.subject);
    for part in [
        "The Russian subtitles end after a minute.",
        "Subtitles, Synopsis",
        "Subtitles missing or wrong",
    ] {
        let alike = part == "Subtitles, Synopsis"
            && mail.body.contains("Subtitles")
            && mail.body.contains("Synopsis");
        assert!(alike || mail.body.contains(part), "{}", mail.body);
    }
    assert_eq!(scene.app.mails().await.len(), 1, "told once");
    let held = &scene.decisions(&entry).await[0];
    assert_eq!(held.reason_code, Reason::Subtitles);
    assert_eq!(held.fields.text(), "[\"subtitles\",\"synopsis\"]");
    assert_eq!(held.message.ru, "Русские субтитры обрываются.");
}

#[actix_web::test]
async fn a_decision_undone_in_time_is_never_told_and_the_entry_waits_again() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    decide(&scene.anna, &entry, "rejected", "quality")
        .await
        .expect(303);
    let id = scene.decisions(&entry).await[0].id;
    let undo = format!("{QUEUE}/decisions/{id}/undo");
    scene.boris.post(&undo, &[]).await.expect(404);
    scene.anna.post(&undo, &[]).await.leads_to(page(&entry));
    assert_eq!(scene.state(&entry).await, State::Submitted);
    scene.anna.post(&undo, &[]).await.expect(409);
    scene.app.app.clock.advance(TimeDelta::minutes(11));
    assert!(scene.app.mails().await.is_empty());
    scene.boris.get(QUEUE).await.ok().has("Film");
    claim(&scene.boris, &entry).await;
    decide(&scene.boris, &entry, "accepted", "")
        .await
        .expect(303);
    scene
        .boris
        .get(page(&entry))
        .await
        .ok()
        .has("Earlier decisions")
        .has("Undone");
}

#[actix_web::test]
async fn a_creator_who_was_told_is_told_of_the_correction() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    decide(&scene.anna, &entry, "rejected", "quality")
        .await
        .expect(303);
    scene.app.app.clock.advance(TimeDelta::minutes(11));
    scene.app.mail_to("creator@example.org").await;
    let id = scene.decisions(&entry).await[0].id;
    scene
        .anna
        .post(format!("{QUEUE}/decisions/{id}/undo"), &[])
        .await
        .expect(303);
    let mail = scene.app.mail_to("creator@example.org").await;
    assert!(mail.subject.contains("Correction"), "{}", mail.subject);
}

#[actix_web::test]
async fn a_decision_is_not_undone_once_the_entry_went_on() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    decide(&scene.anna, &entry, "returned", "metadata")
        .await
        .expect(303);
    let (id, decision) = (entry.id, scene.decisions(&entry).await[0].id);
    scene
        .app
        .write(move |conn| {
            diesel::update(entries::table.filter(entries::id.eq(id)))
                .set(entries::version.eq(2))
                .execute(conn)?;
            Ok(())
        })
        .await;
    scene
        .anna
        .post(format!("{QUEUE}/decisions/{decision}/undo"), &[])
        .await
        .expect(409)
        .has("too late");
    assert_eq!(scene.state(&entry).await, State::Returned);
}

#[actix_web::test]
async fn a_decision_holds_only_for_the_version_that_was_looked_at() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    let id = entry.id;
    scene
        .app
        .write(move |conn| {
            diesel::update(entries::table.filter(entries::id.eq(id)))
                .set(entries::version.eq(2))
                .execute(conn)?;
            Ok(())
        })
        .await;
    decide(&scene.anna, &entry, "accepted", "")
        .await
        .expect(409)
        .has("changed since");
    assert_eq!(scene.state(&entry).await, State::Submitted);
}

#[actix_web::test]
async fn a_bulk_decision_is_confirmed_leaves_alone_what_changed_and_is_undone_as_one() {
    let scene = Scene::new().await;
    let a = scene.waiting("Apple").await;
    let b = scene.waiting("Berry").await;
    let c = scene.waiting("Cherry").await;
    let d = scene.waiting("Date").await;
    let ticked: Vec<String> = [&a, &b, &c].iter().map(|e| format!("{}:1", e.id)).collect();
    let bulk = format!("{QUEUE}/bulk");
    let mut fields: Vec<(&str, &str)> = ticked.iter().map(|t| ("entry", t.as_str())).collect();
    fields.push(("decision", "rejected"));
    scene
        .anna
        .post(&bulk, &fields)
        .await
        .ok()
        .has("CN-0001")
        .has("Apple")
        .has("Cherry")
        .lacks("Date");
    assert_eq!(scene.state(&a).await, State::Submitted);

    // Meanwhile Boris decides one, gives back the next that is opened for him, and holds another.
    claim(&scene.boris, &b).await;
    decide(&scene.boris, &b, "accepted", "")
        .await
        .leads_to(page(&a));
    scene
        .boris
        .post(url(&a, "release"), &[])
        .await
        .leads_to(QUEUE);
    claim(&scene.boris, &c).await;
    fields.extend([("confirm", "on"), ("reason", "off-theme")]);
    let report = scene.anna.post(&bulk, &fields).await.expect(303);
    let report = report.location().to_owned();
    scene
        .anna
        .get(&report)
        .await
        .ok()
        .has("Decided: 1")
        .has("Left alone: 2")
        .has("Another screener has it open")
        .has("Decided, withdrawn or changed meanwhile");
    scene.boris.get(&report).await.expect(404);
    let states = [
        scene.state(&a).await,
        scene.state(&b).await,
        scene.state(&c).await,
        scene.state(&d).await,
    ];
    use State::*;
    assert_eq!(states, [Rejected, Accepted, Submitted, Submitted]);

    let undo = format!("{report}/undo");
    scene.boris.post(&undo, &[]).await.expect(404);
    scene.anna.post(&undo, &[]).await.leads_to(&report);
    assert_eq!(scene.state(&a).await, Submitted);
    assert_eq!(scene.state(&b).await, Accepted);
    scene.anna.post(&undo, &[]).await.expect(409);
    scene.app.app.clock.advance(TimeDelta::minutes(11));
    let mails = scene.app.mails().await;
    assert_eq!(mails.len(), 1, "only Boris's decision is told");
}

#[actix_web::test]
async fn a_bulk_decision_needs_ticks_and_a_reason() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Apple").await;
    let bulk = format!("{QUEUE}/bulk");
    scene
        .anna
        .post(&bulk, &[("decision", "rejected")])
        .await
        .leads_to(QUEUE);
    let word = format!("{}:1", entry.id);
    for reason in ["", "fits", "<b>", "\0"] {
        let fields = [
            ("entry", word.as_str()),
            ("decision", "rejected"),
            ("reason", reason),
            ("confirm", "on"),
            ("message.en", "What I <i>wrote</i> 😀"),
        ];
        scene
            .anna
            .post(&bulk, &fields)
            .await
            .expect(422)
            .has("What I <i>wrote</i> 😀");
    }
    assert_eq!(scene.state(&entry).await, State::Submitted);
}

#[actix_web::test]
async fn entries_of_other_contests_and_drafts_are_not_found() {
    let scene = Scene::new().await;
    let other = scene.app.contest_named("other").await;
    let foreign = scene
        .app
        .entry(&other, &scene.creator, "Foreign film", State::Submitted)
        .await;
    let draft = scene
        .app
        .entry(&scene.contest, &scene.creator, "Draft film", State::Draft)
        .await;
    let (queued, now) = (foreign.clone(), scene.app.now());
    scene
        .app
        .write(move |conn| screening::receive(conn, &queued, now))
        .await;
    let waiting = scene.waiting("Own film").await;
    for entry in [&foreign, &draft] {
        scene.anna.get(page(entry)).await.expect(404);
    }
    scene
        .anna
        .post(url(&foreign, "claim"), &[])
        .await
        .expect(404);
    decide(&scene.anna, &foreign, "accepted", "")
        .await
        .expect(404);
    scene
        .anna
        .get(QUEUE)
        .await
        .ok()
        .lacks("Foreign film")
        .has("Own film");
    let words = [format!("{}:1", foreign.id), format!("{}:1", waiting.id)];
    let fields = [
        ("entry", words[0].as_str()),
        ("entry", words[1].as_str()),
        ("decision", "accepted"),
        ("confirm", "on"),
    ];
    let report = scene
        .anna
        .post(format!("{QUEUE}/bulk"), &fields)
        .await
        .expect(303);
    scene
        .anna
        .get(report.location())
        .await
        .ok()
        .has("Decided: 1")
        .lacks("Foreign film");
    assert_eq!(scene.state(&foreign).await, State::Submitted);
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let base = "/contests/2023/admin/entries";
    admin
        .get(format!("{base}/{}", foreign.id))
        .await
        .expect(404);
    admin
        .post(
            format!("{base}/{}/disqualification", foreign.id),
            &[("reason", "x")],
        )
        .await
        .expect(404);
}

#[actix_web::test]
async fn nobody_decides_on_their_own_work() {
    let scene = Scene::new().await;
    let own = scene
        .app
        .entry(&scene.contest, scene.anna.who(), "Mine", State::Submitted)
        .await;
    let (queued, now) = (own.clone(), scene.app.now());
    scene
        .app
        .write(move |conn| screening::receive(conn, &queued, now))
        .await;
    scene.anna.get(page(&own)).await.ok().has("your own work");
    scene.anna.post(url(&own, "claim"), &[]).await.expect(409);
    let word = format!("{}:1", own.id);
    let fields = [
        ("entry", word.as_str()),
        ("decision", "accepted"),
        ("confirm", "on"),
    ];
    let report = scene
        .anna
        .post(format!("{QUEUE}/bulk"), &fields)
        .await
        .expect(303);
    scene
        .anna
        .get(report.location())
        .await
        .ok()
        .has("Your own work");
    assert_eq!(scene.state(&own).await, State::Submitted);
}

#[actix_web::test]
async fn a_refused_decision_gives_back_what_was_typed() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    claim(&scene.anna, &entry).await;
    let long = "字".repeat(2_001);
    let cases: [(&str, &str, &str, &str); 9] = [
        ("", "", "", ""),
        ("maybe", "quality", "1", "x"),
        ("rejected", "", "1", "<b>kept</b> 😀 \u{202e}"),
        ("rejected", "fits", "1", "kept"),
        ("rejected", "other", "1", ""),
        ("returned", "subtitles", "1", long.as_str()),
        ("returned", "subtitles", "one", "kept"),
        ("returned", "subtitles", "-1", "kept"),
        ("returned", "\0", "1", "nul\0"),
    ];
    for (decision, reason, version, message) in cases {
        let fields = [
            ("decision", decision),
            ("reason", reason),
            ("version", version),
            ("message.ru", message),
        ];
        let answer = scene.anna.post(url(&entry, "decision"), &fields).await;
        let answer = answer.expect(422);
        if !message.is_empty() {
            answer.has(message.trim_end_matches('\0'));
        }
    }
    assert_eq!(scene.state(&entry).await, State::Submitted);
    scene
        .anna
        .post_bytes(
            url(&entry, "decision"),
            b"decision=%FF&version=%00".to_vec(),
        )
        .await
        .expect(422);
}

#[actix_web::test]
async fn lists_answer_whatever_the_address_says() {
    let scene = Scene::new().await;
    scene.waiting("100% red_film").await;
    scene.waiting("Other").await;
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let entries = "/contests/2023/admin/entries";
    for query in [
        "stream=x&category=%00&verdict=nope&band=1&found='&after=zz&q=%00",
        "after=1_2_3&found=%F0%9F%98%80",
        "q=%25&after=-1_00000000-0000-0000-0000-000000000000",
        "state=<b>&q=%E2%80%AE",
    ] {
        scene.anna.get(format!("{QUEUE}?{query}")).await.ok();
        scene
            .anna
            .get(format!("{QUEUE}?show=mine&{query}"))
            .await
            .ok();
        admin.get(format!("{entries}?{query}")).await.ok();
    }
    for url in [QUEUE, entries] {
        let who = if url == QUEUE { &scene.anna } else { &admin };
        who.get(format!("{url}?q=100%25%20RED_"))
            .await
            .ok()
            .has("100% red_film")
            .lacks(">Other<");
        who.get(format!("{url}?q=d%25f"))
            .await
            .ok()
            .has("Nothing was found for “d%f”")
            .has("Clear the search");
    }
}

#[actix_web::test]
async fn the_queue_shows_what_needs_a_person_first_and_pages_by_key() {
    let scene = Scene::new().await;
    for n in 0..60 {
        scene.waiting(&format!("Film number {n:02}")).await;
    }
    let urgent = scene.waiting("Urgent film").await;
    let id = urgent.id;
    scene
        .app
        .write(move |conn| {
            use shortlist::schema::screening_queue as q;
            diesel::update(q::table.filter(q::entry_id.eq(id)))
                .set(q::attention.eq(9999))
                .execute(conn)?;
            Ok(())
        })
        .await;
    let first = scene.anna.get(QUEUE).await.ok();
    let at = |text: &str| first.text.find(text);
    assert!(at("Urgent film").unwrap() < at("Film number 00").unwrap());
    assert!(at("Film number 59").is_none());
    let next = first
        .text
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let second = scene.anna.get(&next).await.ok();
    let second = second.has("Film number 59").lacks("Urgent film");
    assert!(!second.text.contains("rel=\"next\""));
}

#[actix_web::test]
async fn lists_make_the_same_statements_at_few_and_many_rows() {
    let scene = Scene::new().await;
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let one = scene.waiting("First").await;
    claim(&scene.anna, &one).await;
    decide(&scene.anna, &one, "accepted", "").await.expect(303);
    let entry = scene.waiting("Second").await;
    let entry_page = page(&entry);
    let admin_page = format!("/contests/2023/admin/entries/{}", entry.id);
    let count = async || {
        let anna = &scene.anna;
        [
            scene.app.statements(anna.get(QUEUE)).await.0,
            scene
                .app
                .statements(anna.get(format!("{QUEUE}?show=decided")))
                .await
                .0,
            scene.app.statements(anna.get(&entry_page)).await.0,
            scene
                .app
                .statements(admin.get("/contests/2023/admin/entries"))
                .await
                .0,
            scene.app.statements(admin.get(&admin_page)).await.0,
        ]
    };
    let few = count().await;
    for n in 0..12 {
        let entry = scene.waiting(&format!("Film {n}")).await;
        let (contest, who, now) = (
            scene.contest.clone(),
            scene.anna.who().clone(),
            scene.app.now(),
        );
        if n % 2 == 0 {
            let seen = Seen {
                entry: entry.id,
                version: 1,
            };
            let decision = NewDecision::new(Decision::Accepted, Reason::Fits);
            scene
                .app
                .write(move |conn| {
                    screening::claim(conn, &contest, &who, seen.entry, now)?;
                    screening::decide(conn, &contest, &who, seen, &decision, now)
                })
                .await;
        }
    }
    assert_eq!(few, count().await);
    assert!(few.iter().all(|n| *n <= 8), "{few:?}");
}

#[actix_web::test]
async fn a_screener_sees_no_address_and_an_admin_sees_everything() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    scene
        .anna
        .get(page(&entry))
        .await
        .ok()
        .has("Synopsis of Film.")
        .lacks("creator@example.org")
        .lacks("creator native");
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let base = "/contests/2023/admin/entries";
    admin
        .get(base)
        .await
        .ok()
        .has("creator native")
        .has("creator@example.org");
    admin
        .get(format!("{base}?state=rejected"))
        .await
        .ok()
        .has("No entry fits");
    claim(&scene.anna, &entry).await;
    decide(&scene.anna, &entry, "accepted", "")
        .await
        .expect(303);
    admin
        .get(format!("{base}/{}", entry.id))
        .await
        .ok()
        .has("creator@example.org")
        .has("School of creator")
        .has("accepted the entry");
}

#[actix_web::test]
async fn a_disqualification_is_confirmed_has_a_reason_and_is_told() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let url = format!("/contests/2023/admin/entries/{}/disqualification", entry.id);
    admin.get(&url).await.ok().has("out of the contest");
    let long = "x".repeat(2_001);
    for reason in ["", " ", long.as_str(), "\0"] {
        admin
            .post(&url, &[("reason", reason), ("state", "submitted")])
            .await
            .expect(422);
    }
    assert_eq!(scene.state(&entry).await, State::Submitted);
    // The page was open while the entry went on.
    let stale = [("reason", "Copied"), ("state", "accepted")];
    admin.post(&url, &stale).await.expect(409);
    let fields = [
        ("reason", "Copied from a film of 2019"),
        ("state", "submitted"),
    ];
    admin
        .post(&url, &fields)
        .await
        .leads_to(format!("/contests/2023/admin/entries/{}", entry.id));
    assert_eq!(scene.state(&entry).await, State::Disqualified);
    let mail = scene.app.mail_to("creator@example.org").await;
    assert!(mail.body.contains("Copied from a film of 2019"));
    scene.anna.get(QUEUE).await.ok().has("Nothing waits");
    admin.post(&url, &fields).await.expect(409);
    admin
        .get(format!("/contests/2023/admin/entries/{}", entry.id))
        .await
        .ok()
        .has("Copied from a film of 2019")
        .has("disqualified the entry");
}

#[actix_web::test]
async fn screening_speaks_three_languages() {
    let scene = Scene::new().await;
    let entry = scene.waiting("Film").await;
    for (locale, word) in [("zh", "初审"), ("ru", "Отбор"), ("en", "Screening")] {
        let chosen = [("locale", locale), ("return_to", "/")];
        scene.anna.post("/language", &chosen).await.expect(303);
        scene.anna.get(QUEUE).await.ok().has(word);
        scene.anna.get(page(&entry)).await.ok().has(word);
    }
}
