//! Promises about the confirmation of a closed round by two organisers, and about the log that leaves the program.

use std::process::{Command, Output};

use super::*;
use shortlist::judging::scorelog;
use shortlist::schema::score_records;

/// A closed round with two submitted ballots, and a second admin.
async fn closed(app: &TestApp) -> (Jury, Visitor) {
    let jury = Jury::open(app, 2, 1, 2).await;
    for n in 0..2 {
        let assignment = jury.queue(app, n).await.remove(0);
        jury.submit(app, n, &assignment, 90, 80).await;
    }
    jury.admin.post(jury.console("closure"), &[]).await;
    let second = app
        .with_role(&jury.contest, "second@example.org", "RU", Role::Admin)
        .await;
    (jury, second)
}

/// The digest that a page asks to confirm.
async fn digest(jury: &Jury, admin: &Visitor) -> String {
    let page = admin.get(jury.console("score-log")).await.ok();
    let shown = page.text.split("name=\"digest\" value=\"").nth(1).unwrap();
    shown.split('"').next().unwrap().to_owned()
}

async fn confirm(jury: &Jury, admin: &Visitor, digest: &str) -> u16 {
    let url = jury.console("confirmations");
    admin.post(url, &[("digest", digest)]).await.status
}

fn verify(folder: &std::path::Path, log: &str, more: &[&str]) -> Output {
    let path = folder.join("log.jsonl");
    std::fs::write(&path, log).unwrap();
    Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["judging", "verify"])
        .arg(&path)
        .args(more)
        .output()
        .unwrap()
}

#[actix_web::test]
async fn a_closed_round_is_frozen_by_two_admins_who_confirm_the_same_digest() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    let page = jury.console("score-log");
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("0 of 2 confirmations")
        .has("second latin")
        .has("the 2 ballots that stand in it are those in the database");
    let shown = digest(&jury, &jury.admin).await;
    assert_eq!(confirm(&jury, &jury.admin, "another").await, 409);
    assert_eq!(confirm(&jury, &jury.admin, &shown).await, 303);
    let asked = app.mail_to("second@example.org").await;
    assert!(asked.body.contains(&page), "{}", asked.body);
    // One account is one confirmation.
    assert_eq!(confirm(&jury, &jury.admin, &shown).await, 409);
    jury.admin.get(&page).await.ok().has("1 of 2 confirmations");
    assert_eq!(count_events(&app, "round", "frozen").await, 0);
    assert_eq!(digest(&jury, &second).await, shown);
    assert_eq!(confirm(&jury, &second, &shown).await, 303);
    assert_eq!(count_events(&app, "round", "frozen").await, 1);
    second
        .get(&page)
        .await
        .ok()
        .has("this round is frozen")
        .has("boss latin");
    let round = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    let (n, answer) = app.statements(second.get(&round)).await;
    answer.ok().has("Confirmed by two organisers");
    assert!(n <= 8, "{n} statements");
    let (n, _) = app.statements(second.get(&page)).await;
    assert!(n <= 8, "{n} statements");
}

#[actix_web::test]
async fn a_lone_admin_is_told_that_a_second_is_missing() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let page = jury.console("score-log");
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("begins with the first");
    let assignment = jury.queue(&app, 0).await.remove(0);
    jury.submit(&app, 0, &assignment, 90, 80).await;
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("once the round is closed");
    jury.admin.post(jury.console("closure"), &[]).await;
    let shown = digest(&jury, &jury.admin).await;
    assert_eq!(confirm(&jury, &jury.admin, &shown).await, 303);
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("this contest has no other admin who could");
}

#[actix_web::test]
async fn opening_again_ends_the_confirmations_and_is_recorded() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    let shown = digest(&jury, &second).await;
    for admin in [&jury.admin, &second] {
        assert_eq!(confirm(&jury, admin, &shown).await, 303);
    }
    let reopening = jury.console("reopening");
    jury.admin
        .post(&reopening, &[("reason", "")])
        .await
        .expect(422);
    assert_eq!(count_events(&app, "round", "confirmations-voided").await, 0);
    jury.admin
        .post(&reopening, &[("reason", "A ballot was forgotten")])
        .await;
    assert_eq!(count_events(&app, "round", "confirmations-voided").await, 1);
    jury.admin.post(jury.console("closure"), &[]).await;
    jury.admin
        .get(jury.console("score-log"))
        .await
        .ok()
        .has("0 of 2 confirmations")
        .has("no longer, since");
    assert_eq!(confirm(&jury, &second, &shown).await, 409);
    let anew = digest(&jury, &second).await;
    assert_ne!(anew, shown);
    assert_eq!(confirm(&jury, &second, &anew).await, 303);
}

#[actix_web::test]
async fn what_was_altered_behind_the_program_cannot_be_confirmed() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    let shown = digest(&jury, &second).await;
    app.write(|conn| {
        diesel::update(ballots::table)
            .set(ballots::total.eq(Some(9_900)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    second
        .get(jury.console("score-log"))
        .await
        .ok()
        .has("altered outside the program");
    assert_eq!(confirm(&jury, &second, &shown).await, 409);
    app.write(|conn| {
        let of = score_records::table.filter(score_records::seq.eq(2));
        let text = of.select(score_records::content).first::<String>(conn)?;
        diesel::update(of)
            .set(score_records::content.eq(text.replace("8.6", "9.6")))
            .execute(conn)?;
        Ok(())
    })
    .await;
    second
        .get(jury.console("score-log"))
        .await
        .ok()
        .has("broken at record 2");
    assert_eq!(confirm(&jury, &second, &shown).await, 409);
}

#[actix_web::test]
async fn a_round_that_was_closed_before_there_were_logs_gets_one_on_request() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    app.write(|conn| {
        diesel::delete(score_records::table).execute(conn)?;
        diesel::delete(shortlist::schema::score_logs::table).execute(conn)?;
        Ok(())
    })
    .await;
    let page = jury.console("score-log");
    second
        .get(&page)
        .await
        .ok()
        .has("closed before there were score logs");
    second.post(&page, &[]).await.leads_to(&page);
    let shown = digest(&jury, &second).await;
    assert_eq!(confirm(&jury, &second, &shown).await, 303);
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("the 2 ballots that stand");
}

#[actix_web::test]
async fn the_exported_log_is_checked_offline_and_the_first_broken_link_is_named() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    let url = jury.console("score-log/download");
    let log = second.get(&url).await.ok().text;
    let shown = digest(&jury, &second).await;
    let folder = tempfile::tempdir().unwrap();
    let right = verify(folder.path(), &log, &["--digest", &shown]);
    let words = String::from_utf8(right.stdout).unwrap();
    assert_eq!(right.status.code(), Some(0), "{words}");
    assert!(
        words.contains("4 records; 2 ballots stand; the round is closed"),
        "{words}"
    );
    assert!(words.contains(&shown), "{words}");

    let other = verify(folder.path(), &log, &["--digest", scorelog::NOTHING]);
    assert_eq!(other.status.code(), Some(1));
    let wrong = verify(folder.path(), &log.replacen("\"8.6\"", "\"9.6\"", 1), &[]);
    let words = String::from_utf8(wrong.stdout).unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        words.contains("line 2: the digest is not that of this record"),
        "{words}"
    );
    assert_eq!(
        verify(folder.path(), "entry,judge\n", &[]).status.code(),
        Some(2)
    );
    let missing = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["judging", "verify", "no/such/file"])
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

#[actix_web::test]
async fn published_results_name_the_digest_and_who_confirmed_it_while_it_holds() {
    let app = TestApp::new().await;
    let (jury, second) = closed(&app).await;
    let shown = digest(&jury, &second).await;
    assert_eq!(confirm(&jury, &second, &shown).await, 303);
    let round = jury.round.id.to_string();
    let ordered = jury
        .admin
        .post("/contests/2023/admin/results", &[("round", &round)])
        .await
        .expect(303);
    let ranking = ordered.location().to_owned();
    app.mails().await;
    let publication = [
        ("objections_until", "2023-05-08T23:59"),
        ("objections.en", "Write to us"),
        ("confirmed", "on"),
    ];
    jury.admin
        .post(format!("{ranking}/publication"), &publication)
        .await
        .expect(303);
    let public = "/contests/2023/results";
    let anyone = app.visitor();
    // One confirmation is none.
    anyone
        .get(public)
        .await
        .ok()
        .lacks(&shown)
        .lacks("second latin");
    assert_eq!(confirm(&jury, &jury.admin, &shown).await, 303);
    let (n, page) = app.statements(app.visitor().get(public)).await;
    page.ok().has(&shown).has("second latin").has("boss latin");
    assert!(n <= 8, "{n} statements");

    // Leaving out a judge's ballots goes on with the log.
    let judge = jury.judges[0].who().id;
    jury.admin
        .post(
            format!("{ranking}/judges/{judge}"),
            &[("decision", "drop"), ("reason", "Gave everything the same")],
        )
        .await
        .expect(303);
    app.visitor().get(public).await.ok().lacks(&shown);
    let page = jury.console("score-log");
    second.get(&page).await.ok().has("0 of 2 confirmations");
    assert_ne!(digest(&jury, &second).await, shown);
}
