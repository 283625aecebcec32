//! Promises about decision mails, and about what creators learn of their own entries.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::i18n::Locale;
use shortlist::jobs::worker;
use shortlist::schema::{
    accounts, assignments, ballots, criteria, entries, judge_decisions, mails, notes, scores,
};

use super::{Judged, OBJECT, UNTIL, confirmation, judged};
use crate::support::TestApp;

const PAGE: &str = "/contests/2023/admin/notices";

/// Results with a gold award that `Dawn` has, published; the address of their ranking. What had to be mailed is sent.
async fn published(app: &TestApp, more: &[(&str, &str)]) -> (Judged, String) {
    let it = judged(app, "closed", 0).await;
    it.award(app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let page = it.admin.get(format!("{url}/allotment")).await.ok();
    it.admin
        .post(
            format!("{url}/allotment"),
            &[("confirmed", &confirmation(&page))],
        )
        .await
        .expect(303);
    let mut fields = vec![UNTIL, OBJECT, ("confirmed", "on")];
    fields.extend(more);
    it.admin
        .post(format!("{url}/publication"), &fields)
        .await
        .expect(303);
    (it, url)
}

async fn make_final(app: &TestApp, it: &Judged, url: &str) {
    app.app.clock.advance(TimeDelta::days(8));
    it.admin.post(format!("{url}/final"), &[]).await.expect(303);
    worker::drain(&app.app).await.unwrap();
}

/// Writes the mails; gives back the address of their page.
async fn prepared(it: &Judged, url: &str) -> String {
    let ranking = url.rsplit('/').next().unwrap();
    it.admin
        .post(PAGE, &[("ranking", ranking)])
        .await
        .expect(303)
        .location()
        .to_owned()
}

async fn speaks(app: &TestApp, email: &'static str, locale: Locale) {
    app.write(move |conn| {
        diesel::update(accounts::table.filter(accounts::email.eq(email)))
            .set(accounts::locale.eq(locale))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// Whom the outbox has decision mails to, in any state.
async fn told(app: &TestApp) -> BTreeSet<(String, String, String)> {
    app.read(|conn| {
        Ok(mails::table
            .filter(mails::kind.like("decision-%"))
            .select((mails::address, mails::kind, mails::state))
            .load::<(String, String, String)>(conn)?
            .into_iter()
            .collect())
    })
    .await
}

#[actix_web::test]
async fn every_creator_is_told_once_in_their_language_when_the_read_mails_are_released() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[("feedback", "on")]).await;
    make_final(&app, &it, &url).await;
    speaks(&app, "ivan@film.example.org", Locale::Ru).await;
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("Write 6 mails")
        .has("Your entry CN-0001 has an award")
        .has("Ваша работа CN-0001 получила награду");
    let before = app.mails().await.len();
    let batch = prepared(&it, &url).await;
    it.admin
        .get(&batch)
        .await
        .ok()
        .has("Your entry CN-0001 has an award")
        .has("ivan@film.example.org")
        .has("Send all 6 mails");
    // Nothing leaves, and nobody sees it, before it is released.
    assert_eq!(app.mails().await.len(), before);
    let li = app.read(|conn| {
        Ok(accounts::table
            .filter(accounts::email.eq("li@film.example.org"))
            .select(shortlist::accounts::Account::as_select())
            .first(conn)?)
    });
    let li = app.signed_in(li.await).await;
    li.get("/account/inbox").await.ok().lacks("CN-0001");

    it.admin
        .post(format!("{batch}/release"), &[])
        .await
        .leads_to(&batch);
    for again in ["release", "discard"] {
        it.admin
            .post(format!("{batch}/{again}"), &[])
            .await
            .expect(409);
    }
    let sent = app.mails().await;
    assert_eq!(sent.len(), before + 6);
    let to = |address: &str| {
        let mut own = sent[before..].iter().filter(|mail| mail.address == address);
        own.next().unwrap().clone()
    };
    let russian = to("ivan@film.example.org");
    assert!(russian.subject.contains("Итоги по вашей работе"));
    let winner = sent[before..]
        .iter()
        .find(|mail| mail.body.contains("Prize gold"))
        .unwrap();
    assert_eq!(winner.address, "li@film.example.org");
    assert!(winner.body.contains("/certificates?code=") && winner.body.contains("/entries/"));
    li.get("/account/inbox").await.ok().has("CN-0001");
    it.admin.get(&batch).await.ok().has("6 of 6 sent");
    let ranking = url.rsplit('/').next().unwrap();
    it.admin
        .post(PAGE, &[("ranking", ranking)])
        .await
        .expect(409);
    it.admin.get(PAGE).await.ok().has("Every creator was told.");
}

#[actix_web::test]
async fn discarded_mails_are_never_sent_and_can_be_written_anew() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let batch = prepared(&it, &url).await;
    let ranking = url.rsplit('/').next().unwrap();
    it.admin
        .post(PAGE, &[("ranking", ranking)])
        .await
        .expect(409)
        .has("already");
    it.admin
        .post(format!("{batch}/discard"), &[])
        .await
        .leads_to(PAGE);
    it.admin
        .post(format!("{batch}/release"), &[])
        .await
        .expect(409);
    assert_eq!(told(&app).await.len(), 0);
    assert_eq!(app.mails().await.len(), 0);
    let again = prepared(&it, &url).await;
    assert_ne!(again, batch);
    assert_eq!(told(&app).await.len(), 6);
}

#[actix_web::test]
async fn who_was_told_provisionally_is_told_again_only_what_changed() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let batch = prepared(&it, &url).await;
    it.admin
        .post(format!("{batch}/release"), &[])
        .await
        .expect(303);
    let metro = it.entries[5].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(metro)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let second = prepared(&it, &url).await;
    it.admin
        .get(&second)
        .await
        .ok()
        .has("Send the mail")
        .has("The decision on your entry RU-0006")
        .lacks("CN-0001");
}

#[actix_web::test]
async fn held_mails_that_no_longer_hold_are_not_released() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let batch = prepared(&it, &url).await;
    let metro = it.entries[5].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(metro)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin
        .get(&batch)
        .await
        .ok()
        .has("no longer holds")
        .lacks("/release\"");
    it.admin
        .post(format!("{batch}/release"), &[])
        .await
        .expect(409);
    assert!(told(&app).await.iter().all(|(_, _, state)| state == "held"));
}

#[actix_web::test]
async fn a_contest_says_it_in_its_own_words_and_a_wrong_placeholder_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let text = format!("{PAGE}/texts/not-awarded");
    let page = it.admin.get(&text).await.ok();
    page.has("{title}").has("《{title}》").has("«{title}»");
    let mut fields = vec![
        ("version", "0"),
        ("subject.zh", "结果"),
        ("subject.ru", "Итоги"),
        ("subject.en", "News of {number}"),
        ("body.zh", "《{title}》"),
        ("body.ru", "«{title}»"),
        ("body.en", "Dear {creator}, sorry."),
    ];
    it.admin
        .post(&text, &fields)
        .await
        .expect(422)
        .has("id=\"body.en-problem\"")
        .has("{creator} is no placeholder")
        .has("Dear {creator}, sorry.</textarea>")
        .has("value=\"News of {number}\"");
    fields[6] = ("body.en", "About {title}: not this time.");
    it.admin.post(&text, &fields).await.leads_to(PAGE);
    // Somebody who still sees the first text does not overwrite it.
    it.admin.post(&text, &fields).await.expect(409);
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("About Rink: not this time.");
    let batch = prepared(&it, &url).await;
    it.admin.get(&batch).await.ok().has("News of CN-0002");
}

#[actix_web::test]
async fn writing_many_mails_takes_no_statement_for_each() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let few = app.statements(prepared(&it, &url)).await;
    it.admin
        .post(format!("{}/discard", few.1), &[])
        .await
        .expect(303);
    let creator = app.account("many@film.example.org", "CN").await;
    let mut films = Vec::new();
    for n in 0..60 {
        let title = format!("Film {n}");
        films.push(
            app.entry(&it.contest, &creator, &title, State::Accepted)
                .await,
        );
    }
    let scored: Vec<(&Entry, &[i32])> = films.iter().map(|film| (film, &[7000][..])).collect();
    app.judged_round(&it.contest, "closed", 0, &scored).await;
    let many = app.statements(prepared(&it, &url)).await;
    assert_eq!(told(&app).await.len(), 6 + 1);
    assert_eq!(few.0, many.0);
    let release = app
        .statements(it.admin.post(format!("{}/release", many.1), &[]))
        .await;
    assert!(release.0 <= 12, "{}", release.0);
}

#[actix_web::test]
async fn a_creator_reads_means_of_two_ballots_or_more_once_results_are_final_and_it_is_allowed() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[("feedback", "on")]).await;
    let round = it.round.id;
    // The fixture keeps totals; the points of its one criterion are the same in tenths.
    app.write(move |conn| {
        let criterion = criteria::table
            .filter(criteria::round_id.eq(round))
            .select(criteria::id)
            .first::<Id<Entry>>(conn)?;
        let all = ballots::table
            .select((ballots::id, ballots::total, ballots::updated_at))
            .load::<(Id<Entry>, Option<i32>, shortlist::db::Moment)>(conn)?;
        for (ballot, total, at) in all {
            diesel::delete(scores::table.filter(scores::ballot_id.eq(ballot))).execute(conn)?;
            diesel::insert_into(scores::table)
                .values((
                    scores::ballot_id.eq(ballot),
                    scores::criterion_id.eq(criterion),
                    scores::points.eq(total.unwrap() / 100),
                    scores::given_at.eq(at),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    let creator = |name: &'static str| {
        app.read(move |conn| {
            Ok(accounts::table
                .filter(accounts::email.eq(format!("{name}@film.example.org")))
                .select(shortlist::accounts::Account::as_select())
                .first(conn)?)
        })
    };
    let ivan = app.signed_in(creator("ivan").await).await;
    let anna = app.signed_in(creator("anna").await).await;
    let (entry, now) = (it.entries[5].id, app.now());
    app.write(move |conn| {
        let assignment = assignments::table
            .filter(assignments::entry_id.eq(entry))
            .select(assignments::id)
            .first::<Id<Entry>>(conn)?;
        for (audience, text) in [("creator", "What light!"), ("private", "Too long")] {
            diesel::insert_into(notes::table)
                .values((
                    notes::id.eq(Id::<Entry>::new()),
                    notes::assignment_id.eq(assignment),
                    notes::second.eq(83),
                    notes::audience.eq(audience),
                    notes::version.eq(1),
                    notes::written_at.eq(now),
                    notes::changed_at.eq(now),
                    notes::text.eq(text),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    let metro = format!("/entries/{}", it.entries[5].id);
    ivan.get(&metro).await.ok().lacks("What the judges gave");
    make_final(&app, &it, &url).await;
    let (statements, page) = app.statements(ivan.get(&metro)).await;
    page.ok()
        .has("What the judges gave")
        .has("5 ballots")
        .has("6.600 of 10.000")
        .has("1:23")
        .has("What light!")
        .lacks("Too long")
        .lacks("judge-");
    assert!(statements <= 8, "{statements}");
    anna.get(format!("/entries/{}", it.entries[4].id))
        .await
        .ok()
        .has("Too few ballots count");
    anna.get(&metro).await.expect(404);

    // A judge whose ballots were left out does not count here either.
    let (judge, boss, now) = (it.round.judges[1].id, it.admin.who().id, app.now());
    app.write(move |conn| {
        diesel::insert_into(judge_decisions::table)
            .values((
                judge_decisions::id.eq(Id::<Entry>::new()),
                judge_decisions::round_id.eq(round),
                judge_decisions::judge_id.eq(judge),
                judge_decisions::decision.eq("drop"),
                judge_decisions::reason.eq("Absent"),
                judge_decisions::decided_by.eq(boss),
                judge_decisions::decided_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    ivan.get(&metro)
        .await
        .ok()
        .has("4 ballots")
        .has("6.000 of 10.000");
}

#[actix_web::test]
async fn without_the_admins_leave_creators_read_no_means() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    make_final(&app, &it, &url).await;
    let metro = it.entries[5].clone();
    let id = metro.creator_id;
    let ivan = app
        .read(move |conn| shortlist::accounts::Account::find(conn, id))
        .await;
    let ivan = app.signed_in(ivan).await;
    ivan.get(format!("/entries/{}", metro.id))
        .await
        .ok()
        .lacks("What the judges gave");
}

#[actix_web::test]
async fn winners_get_one_mail_where_decision_mails_are_written() {
    let app = TestApp::new().await;
    let (it, url) = published(&app, &[]).await;
    let last = format!("{url}/final");
    let ticked = "name=\"tell_winners\" type=\"checkbox\" value=\"on\" checked";
    app.app.clock.advance(TimeDelta::days(8));
    it.admin.get(&last).await.ok().has(ticked);
    let batch = prepared(&it, &url).await;
    it.admin
        .get(&last)
        .await
        .ok()
        .has("name=\"tell_winners\"")
        .lacks(ticked);
    it.admin
        .post(format!("{batch}/release"), &[])
        .await
        .leads_to(&batch);
    it.admin.post(&last, &[]).await.leads_to(&url);
    let mails = app.mails().await;
    let to_winner = mails
        .iter()
        .filter(|mail| mail.address == "li@film.example.org" && mail.subject.contains("CN-0001"));
    assert_eq!(to_winner.count(), 1);
    assert!(
        !mails
            .iter()
            .any(|mail| mail.subject.contains("Your entry won"))
    );
}
