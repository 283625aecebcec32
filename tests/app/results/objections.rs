//! Promises about objections to public results.

use super::{Judged, OBJECT, UNTIL, judged};
use crate::support::{TestApp, Visitor, link_in};
use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::jobs::worker;
use shortlist::results::objections::Objection;
use shortlist::schema::{events, objections};

const PAGE: &str = "/contests/2023/results/objections";
const NUMBER: (&str, &str) = ("number", "CN-0001");
const GROUNDS: (&str, &str) = ("grounds", "not-theirs");
const TEXT: (&str, &str) = ("text", "The same film was shown in 2019 <b>");
const CONTACT: (&str, &str) = ("contact", "witness@example.org");

/// Provisional results, with objections taken for a week; and the address of their ranking.
async fn provisional(app: &TestApp) -> (Judged, String) {
    let it = judged(app, "closed", 0).await;
    let url = it.compute().await;
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    (it, url)
}

/// Objects while signed in; gives back the address of the objection in the console.
async fn objected(admin: &Visitor, by: &Visitor, fields: &[(&str, &str)]) -> String {
    by.post(PAGE, fields).await.expect(303);
    let list = admin.get("/contests/2023/admin/objections").await.ok();
    let marker = "href=\"/contests/2023/admin/objections/";
    let rest = list.text.split(marker).nth(1).expect("an objection");
    let id = rest.split('"').next().unwrap();
    format!("/contests/2023/admin/objections/{id}")
}

#[actix_web::test]
async fn an_objection_by_address_counts_once_its_mailed_link_was_followed() {
    let app = TestApp::new().await;
    let (it, _) = provisional(&app).await;
    let anyone = app.visitor();
    let sent = anyone
        .post(PAGE, &[NUMBER, GROUNDS, TEXT, CONTACT])
        .await
        .expect(303);
    let status = sent.location().to_owned();
    anyone
        .get(&status)
        .await
        .ok()
        .has("open the mail that we sent you")
        .lacks("2019")
        .lacks("witness");
    let list = "/contests/2023/admin/objections";
    it.admin.get(list).await.ok().lacks("CN-0001");
    let mail = app.mail_to("witness@example.org").await;
    let link = link_in(&mail);
    // A scanner that follows the link confirms nothing.
    anyone.get(&link).await.ok().has("CN-0001");
    it.admin.get(list).await.ok().lacks("CN-0001");
    anyone.post(&link, &[]).await.leads_to(&status);
    anyone.post(&link, &[]).await.expect(404);
    anyone
        .get(&status)
        .await
        .ok()
        .has("have received your objection");
    it.admin.get(list).await.ok().has("CN-0001").has("Dawn");
    let mail = app.mail_to("witness@example.org").await;
    let reference = status.rsplit('/').next().unwrap();
    assert!(mail.subject.contains(reference), "{}", mail.subject);
    // The organisers hear of it, with its words and the way to answer.
    let told = app.mail_to(it.admin.who().email.as_str()).await;
    assert!(told.subject.contains("CN-0001"), "{}", told.subject);
    assert!(told.body.contains("shown in 2019 <b>"), "{}", told.body);
    it.admin.get(link_in(&told)).await.ok().has("CN-0001");
}

#[actix_web::test]
async fn what_nobody_confirms_in_three_days_is_forgotten() {
    let app = TestApp::new().await;
    let (_, _) = provisional(&app).await;
    let anyone = app.visitor();
    anyone
        .post(PAGE, &[NUMBER, GROUNDS, TEXT, CONTACT])
        .await
        .expect(303);
    let stranger = app.person("stranger@example.org", "RU").await;
    stranger
        .post(PAGE, &[NUMBER, GROUNDS, TEXT])
        .await
        .expect(303);
    let link = link_in(&app.mail_to("witness@example.org").await);
    app.app.clock.advance(TimeDelta::days(3));
    anyone.get(&link).await.expect(404);
    anyone.post(&link, &[]).await.expect(404);
    let now = app.now();
    app.write(move |conn| Objection::forget_unconfirmed(conn, now))
        .await;
    let left = app
        .read(|conn| {
            Ok(objections::table
                .select(objections::contact)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(left, ["stranger@example.org"]);
}

#[actix_web::test]
async fn a_refused_objection_says_what_is_wrong_beside_each_field_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let (_, _) = provisional(&app).await;
    let anyone = app.visitor();
    anyone
        .post(
            PAGE,
            &[
                ("number", "x"),
                ("text", "short"),
                ("source_url", "javascript:alert(1)"),
                ("contact", "nobody"),
            ],
        )
        .await
        .expect(422)
        .has("id=\"number-problem\"")
        .has("id=\"grounds-problem\"")
        .has("id=\"text-problem\"")
        .has("id=\"source_url-problem\"")
        .has("id=\"contact-problem\"")
        .has(">short</textarea>")
        .has("value=\"javascript:alert(1)\"");
    anyone
        .post(PAGE, &[("number", "CN-0999"), GROUNDS, TEXT, CONTACT])
        .await
        .expect(422)
        .has("No entry of this number was judged.")
        .has("2019 <b></textarea>");
    assert_eq!(app.mails().await.len(), 0);
}

#[actix_web::test]
async fn an_answer_reaches_the_objector_once_and_stands_on_the_results_without_their_name() {
    let app = TestApp::new().await;
    let (it, _) = provisional(&app).await;
    let stranger = app.person("stranger@example.org", "RU").await;
    let url = objected(&it.admin, &stranger, &[NUMBER, GROUNDS, TEXT]).await;
    it.admin
        .get(&url)
        .await
        .ok()
        .has("stranger@example.org")
        .has("2019 <b>");
    it.admin
        .post(format!("{url}/answer"), &[("answer", "We looked.")])
        .await
        .expect(422)
        .has("id=\"outcome-problem\"")
        .has("id=\"audience-problem\"")
        .has(">We looked.</textarea>");
    let answer = [
        ("outcome", "upheld"),
        ("answer", "We compared both films."),
        ("audience", "public"),
    ];
    it.admin
        .post(format!("{url}/answer"), &answer)
        .await
        .leads_to(&url);
    it.admin
        .post(format!("{url}/answer"), &answer)
        .await
        .expect(409);
    let mail = app.mail_to("stranger@example.org").await;
    assert!(mail.body.contains("We compared both films.") && mail.body.contains("Upheld"));
    stranger
        .get("/account/inbox")
        .await
        .ok()
        .has("The answer to your objection");

    let second = [
        ("number", "4"),
        ("grounds", "score"),
        ("text", "My own score is a mistake"),
    ];
    let private = objected(&it.admin, &stranger, &second).await;
    it.admin
        .post(
            format!("{private}/answer"),
            &[
                ("outcome", "not-upheld"),
                ("answer", "It was counted rightly."),
                ("audience", "private"),
            ],
        )
        .await
        .expect(303);
    for page in ["/contests/2023/results", PAGE] {
        app.visitor()
            .get(page)
            .await
            .ok()
            .has("We compared both films.")
            .has("CN-0001")
            .lacks("counted rightly")
            .lacks("2019")
            .lacks("stranger");
    }
}

#[actix_web::test]
async fn objections_are_taken_until_the_deadline_and_the_page_then_says_since_when_not() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let anyone = app.visitor();
    anyone.get(PAGE).await.expect(404);
    let url = it.compute().await;
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .expect(303);
    anyone
        .get("/contests/2023/results")
        .await
        .ok()
        .has("href=\"/contests/2023/results/objections\"");
    anyone
        .post(PAGE, &[NUMBER, GROUNDS, TEXT, CONTACT])
        .await
        .expect(303);
    let link = link_in(&app.mail_to("witness@example.org").await);
    // The deadline is 8 May, 23:59 in Beijing.
    app.app.clock.advance(TimeDelta::days(8));
    anyone
        .post(PAGE, &[NUMBER, GROUNDS, TEXT, CONTACT])
        .await
        .expect(409);
    anyone
        .get(PAGE)
        .await
        .ok()
        .has("Objections are no longer taken")
        .has("8 May 2023, 23:59")
        .lacks("<textarea");
    anyone.get(&link).await.expect(404);
}

#[actix_web::test]
async fn what_was_sent_in_time_may_be_confirmed_after_the_deadline() {
    let app = TestApp::new().await;
    let (it, _) = provisional(&app).await;
    app.app.clock.advance(TimeDelta::days(7));
    let anyone = app.visitor();
    anyone
        .post(PAGE, &[NUMBER, GROUNDS, TEXT, CONTACT])
        .await
        .expect(303);
    let link = link_in(&app.mail_to("witness@example.org").await);
    app.app.clock.advance(TimeDelta::days(1));
    anyone.post(&link, &[]).await.expect(303);
    it.admin
        .get("/contests/2023/admin/objections?state=open")
        .await
        .ok()
        .has("CN-0001");
}

#[actix_web::test]
async fn results_become_final_over_open_objections_only_with_a_tick_and_a_reason() {
    let app = TestApp::new().await;
    let (it, url) = provisional(&app).await;
    let stranger = app.person("stranger@example.org", "RU").await;
    objected(&it.admin, &stranger, &[NUMBER, GROUNDS, TEXT]).await;
    app.app.clock.advance(TimeDelta::days(8));
    let last = format!("{url}/final");
    it.admin
        .get(&last)
        .await
        .ok()
        .has("One objection is not answered.");
    it.admin
        .post(&last, &[])
        .await
        .expect(422)
        .has("id=\"despite-problem\"")
        .has("id=\"reason-problem\"");
    it.admin
        .post(&last, &[("reason", "It repeats another")])
        .await
        .expect(422)
        .has("It repeats another");
    it.admin
        .post(
            &last,
            &[("despite", "on"), ("reason", "It repeats another")],
        )
        .await
        .leads_to(&url);
    let (reason, detail) = app
        .read(|conn| {
            Ok(events::table
                .filter(events::action.eq("final"))
                .select((events::reason, events::detail))
                .first::<(String, String)>(conn)?)
        })
        .await;
    assert_eq!(reason, "It repeats another");
    assert!(detail.contains("\"open_objections\":1"), "{detail}");
}

#[actix_web::test]
async fn the_teams_note_stays_with_the_team_and_a_later_save_overwrites_none() {
    let app = TestApp::new().await;
    let (it, _) = provisional(&app).await;
    let stranger = app.person("stranger@example.org", "RU").await;
    let url = objected(&it.admin, &stranger, &[NUMBER, GROUNDS, TEXT]).await;
    let note = format!("{url}/note");
    it.admin
        .post(&note, &[("note", "Ask the archive"), ("was", "")])
        .await
        .leads_to(&url);
    it.admin
        .post(&note, &[("note", "Ask nobody"), ("was", "")])
        .await
        .expect(409)
        .has(">Ask nobody</textarea>")
        .has("value=\"Ask the archive\"");
    it.admin.get(&url).await.ok().has("Ask the archive");
    worker::drain(&app.app).await.unwrap();
    for mail in app.app.mailer.sent() {
        assert!(!mail.body.contains("archive"), "{}", mail.body);
    }
}

#[actix_web::test]
async fn one_address_sends_ten_objections_a_day_and_no_more() {
    let app = TestApp::new().await;
    let (_, _) = provisional(&app).await;
    let anyone = app.visitor();
    let fields = [NUMBER, GROUNDS, TEXT, CONTACT];
    for _ in 0..10 {
        anyone.post(PAGE, &fields).await.expect(303);
    }
    anyone.post(PAGE, &fields).await.expect(429);
}
