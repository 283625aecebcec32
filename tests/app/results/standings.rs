//! Promises about how results are ranked and how sure they are: methods, runs beside the one that holds, judges, bundles, certificates.

use std::process::Command;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::jobs::worker;
use shortlist::results::run::bundle::verify;
use shortlist::schema::{entries, events, placements, rankings, round_methods};

use super::{Judged, OBJECT, UNTIL, confirmation, judged};
use crate::support::TestApp;

/// A closed round of 24 entries of China, each scored by all five judges of whom the first is strict and the last gives all the same;
/// the first three go through.
async fn contested(app: &TestApp) -> Judged {
    let it = judged(app, "closed", 0).await;
    let creator = app.account("many@film.example.org", "CN").await;
    let mut films = Vec::new();
    for n in 0..24 {
        let title = format!("Film {n:02}");
        films.push(
            app.entry(&it.contest, &creator, &title, State::Accepted)
                .await,
        );
    }
    let totals: Vec<Vec<i32>> = (0..24_i32)
        .map(|n| {
            let worth = 8500 - 150 * n;
            (0..5_i32)
                .map(|judge| match judge {
                    0 => worth - 2000 + (n * 31) % 7 * 90,
                    4 => 7000,
                    _ => worth + (n * 17 + judge * 29) % 11 * 80,
                })
                .collect()
        })
        .collect();
    let scored: Vec<(&Entry, &[i32])> = films
        .iter()
        .zip(&totals)
        .map(|(entry, totals)| (entry, totals.as_slice()))
        .collect();
    let round = app.judged_round(&it.contest, "closed", 3, &scored).await;
    let id = round.id;
    app.write(move |conn| {
        diesel::delete(round_methods::table.filter(round_methods::round_id.eq(id)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    Judged {
        entries: films,
        round,
        ..it
    }
}

#[actix_web::test]
async fn a_round_is_ranked_with_leniency_taken_out_and_says_how_sure_it_is() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let url = it.compute().await;
    let page = it.admin.get(&url).await.ok();
    let page = page
        .has("Adjusted for strict and lenient judges")
        .has("Rank, nine times in ten")
        .has("<svg viewBox=\"0 0 160 14\"")
        .has("First 3")
        .has("shortlist 0.1.0")
        .has("take the spreads as known");
    page.lacks("style=").lacks("NaN");
    let ranking = it.ranking(&app, &url).await;
    assert!(ranking.parameters.draws >= 10_000);
    assert_eq!((ranking.parameters.seed, ranking.parameters.top), (1, 3));
    // Close entries at the line of the cut are named for discussion.
    it.admin
        .get(&url)
        .await
        .ok()
        .has("The line of the cut lies within the noise")
        .has("goes through · chance");
    let (statements, _) = app.statements(it.admin.get(&url)).await;
    assert!(statements <= 8, "{statements}");
}

#[actix_web::test]
async fn a_ranking_is_a_job_whose_progress_is_seen() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let round = it.round.id.to_string();
    let answer = it
        .admin
        .post("/contests/2023/admin/results", &[("round", &round)])
        .await
        .expect(303);
    let url = answer.location().to_owned();
    let page = it.admin.get(&url).await.ok();
    page.has("step 0 of 4").has("Look again").lacks("<table");
    it.admin
        .post(format!("{url}/application"), &[])
        .await
        .expect(409);
    worker::drain(&app.app).await.unwrap();
    it.admin.get(&url).await.ok().has("<table").lacks("step 0");
    // One that is dropped while it waits is never computed.
    let answer = it
        .admin
        .post("/contests/2023/admin/results", &[("round", &round)])
        .await
        .expect(303);
    let waiting = answer.location().to_owned();
    it.admin
        .post(format!("{waiting}/dismissal"), &[])
        .await
        .expect(303);
    worker::drain(&app.app).await.unwrap();
    it.admin.get(&waiting).await.expect(404);
}

#[actix_web::test]
async fn the_method_is_free_before_scores_and_needs_a_printed_reason_after() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let planned = app.judged_round(&it.contest, "planned", 0, &[]).await;
    let early = format!("/contests/2023/admin/rounds/{}/method", planned.id);
    it.admin
        .get(&early)
        .await
        .ok()
        .has("Choose before scores come in");
    it.admin
        .post(&early, &[("method", "median"), ("version", "1")])
        .await
        .expect(303);
    let late = format!("/contests/2023/admin/rounds/{}/method", it.round.id);
    it.admin.get(&late).await.ok().has("Scores have come in");
    it.admin
        .post(&late, &[("method", "weighted"), ("version", "0")])
        .await
        .expect(422)
        .has("Please fill this in")
        .has("value=\"weighted\" checked");
    it.admin
        .post(
            &late,
            &[("method", "best"), ("version", "0"), ("reason", "x")],
        )
        .await
        .expect(422)
        .has(">x</textarea>");
    let reason = ("reason", "The rules of the contest say the mean <b>");
    it.admin
        .post(&late, &[("method", "mean"), ("version", "0"), reason])
        .await
        .expect(303);
    // Who began from an older version does not win.
    it.admin
        .post(&late, &[("method", "z"), ("version", "0"), reason])
        .await
        .expect(409);
    let url = it.compute().await;
    it.admin
        .get(&url)
        .await
        .ok()
        .has("After scores had come in, the method was changed")
        .has("Reason: The rules of the contest say the mean <b>");
    // A ranking by a method that is no longer the round's cannot be published.
    let outdated = "The round’s method was changed since";
    for (method, version) in [("z", "1"), ("mean", "2")] {
        it.admin
            .post(&late, &[("method", method), ("version", version), reason])
            .await
            .expect(303);
        let page = it.admin.get(format!("{url}/publication")).await.ok();
        match method {
            "z" => page.has(outdated),
            _ => page.lacks(outdated),
        };
    }
    let cut = it.ranking(&app, &url).await.parameters.cut_ties.clone();
    if !cut.is_empty() {
        let first = cut[0].tied[0].to_string();
        it.admin
            .post(
                format!("{url}/cut"),
                &[("through", &first), ("reason", "x")],
            )
            .await
            .expect(303);
    }
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    app.visitor()
        .get("/contests/2023/results")
        .await
        .ok()
        .has("the method was changed")
        .has("The rules of the contest say the mean");
    let late_change = app
        .read(|conn| {
            Ok(events::table
                .filter(events::action.eq("method-changed"))
                .select((events::reason, events::detail))
                .order(events::id.desc())
                .first::<(String, String)>(conn)?)
        })
        .await;
    assert!(late_change.0.starts_with("The rules"));
    assert!(late_change.1.contains("\"after_scores\":true"));
}

#[actix_web::test]
async fn a_new_run_stands_beside_the_one_that_holds_until_it_is_applied_or_dropped_as_one() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let held = it.compute().await;
    let gone = it.entries[0].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(gone)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let beside = it.order().await;
    it.admin
        .get(&beside)
        .await
        .ok()
        .has("Not applied yet")
        .has("Apply it as a whole")
        .lacks("/allotment\"");
    let moves = it.admin.get(format!("{beside}/moves")).await.ok();
    moves
        .has("Film 00")
        .has("no longer in")
        .has("now goes through")
        .has("▲ 1");
    // It is not published, and what holds is untouched.
    it.admin
        .get(format!("{beside}/publication"))
        .await
        .ok()
        .has("It was not applied");
    it.admin.get(&held).await.ok().has("Film 00");
    it.admin
        .post(format!("{beside}/dismissal"), &[])
        .await
        .expect(303);
    it.admin.get(&beside).await.expect(404);

    let anew = it.order().await;
    it.admin
        .post(format!("{anew}/application"), &[])
        .await
        .leads_to(&anew);
    it.admin
        .get(&anew)
        .await
        .ok()
        .lacks("Film 00")
        .has("/allotment\"");
    // Nothing was built on the other: it is gone.
    it.admin.get(&held).await.expect(404);
    it.admin
        .post(format!("{anew}/application"), &[])
        .await
        .expect(409);
    let states = app
        .read(|conn| {
            Ok(rankings::table
                .select(rankings::state)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(states, ["computed"]);
}

#[actix_web::test]
async fn a_person_decides_about_a_judge_who_differs_and_the_run_without_stands_beside() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let url = it.compute().await;
    let same = it.round.judges[4].id;
    let page = it.admin.get(format!("{url}/judges")).await.ok();
    page.has("gave every entry the same")
        .has("stricter than the panel")
        .has("never that anything is wrong")
        .lacks("dishonest");
    let judge = format!("{url}/judges/{same}");
    it.admin.get(&judge).await.ok().has("under your name");
    it.admin
        .post(&judge, &[("decision", "drop")])
        .await
        .expect(422)
        .has("value=\"drop\" checked");
    app.app.clock.advance(TimeDelta::minutes(1));
    let answer = it
        .admin
        .post(
            &judge,
            &[("decision", "drop"), ("reason", "Did not watch the films")],
        )
        .await
        .expect(303);
    let beside = answer.location().to_owned();
    worker::drain(&app.app).await.unwrap();
    it.admin
        .get(&beside)
        .await
        .ok()
        .has("The ballots of one judge do not count")
        .has("Apply it as a whole");
    let ranking = it.ranking(&app, &beside).await;
    assert_eq!(
        (ranking.parameters.dropped, ranking.parameters.ballots),
        (1, 96)
    );
    it.admin
        .get(format!("{beside}/judges"))
        .await
        .ok()
        .has("Left out of this ranking: judge-5 latin")
        .has("Did not watch the films")
        .has("boss latin");
    // The ranking that counts the judge does not go public until that is settled.
    let outdated = "Whose ballots count was decided otherwise since";
    let publication = format!("{url}/publication");
    it.admin.get(&publication).await.ok().has(outdated);
    // The decision can be taken back the same way.
    app.app.clock.advance(TimeDelta::minutes(1));
    it.admin
        .post(
            format!("{beside}/judges/{same}"),
            &[("decision", "keep"), ("reason", "It was a slow connection")],
        )
        .await
        .expect(303);
    worker::drain(&app.app).await.unwrap();
    it.admin.get(&publication).await.ok().lacks(outdated);
    let stranger = Id::<Entry>::new();
    it.admin
        .get(format!("{url}/judges/{stranger}"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn the_study_says_which_places_hold_and_draws_what_the_ballots_look_like() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let url = it.compute().await;
    let page = it.admin.get(format!("{url}/study")).await.ok();
    page.has("Do the places hold?")
        .has("CN-0007")
        .has("<svg viewBox=\"0 0 400 124\" role=\"img\"")
        .has("5 ballots: 24 entries")
        .lacks("style=")
        .lacks("NaN")
        // All entries are of China, all judges of Russia: nobody was scored at home.
        .has("It cannot be told from these ballots");
}

#[actix_web::test]
async fn the_published_record_is_recomputed_by_the_command_line_in_another_folder() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let url = it.compute().await;
    let anyone = app.visitor();
    let bundle = "/contests/2023/results/bundle";
    anyone.get(bundle).await.expect(404);
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("show_scores", "on"), ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    let digest = it.ranking(&app, &url).await.parameters.digest.clone();
    anyone
        .get("/contests/2023/results")
        .await
        .ok()
        .has(&digest)
        .has("shortlist results verify 2023-results.zip")
        .has("The bar shows");
    let answer = anyone.get(bundle).await.ok();
    assert_eq!(answer.headers["content-type"], "application/zip");
    let verdict = verify(&answer.bytes, None).unwrap();
    assert_eq!((verdict.digest, verdict.ballots), (digest, 120));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&answer.bytes)).unwrap();
    for at in 0..archive.len() {
        let text = std::io::read_to_string(archive.by_index(at).unwrap()).unwrap();
        for name in ["judge-1", "many", "Film"] {
            assert!(!text.contains(name), "{name} in {text}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("2023-results.zip");
    std::fs::write(&file, &answer.bytes).unwrap();
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_shortlist"))
            .args(["results", "verify"])
            .arg(&file)
            .output()
            .unwrap()
    };
    let output = run();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("computed anew is the same") && said.contains("method crossed"));
    std::fs::write(&file, b"no bundle").unwrap();
    assert_eq!(run().status.code(), Some(2));
}

#[actix_web::test]
async fn a_certificate_in_two_languages_is_checked_by_its_code_while_results_are_final() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let page = it.admin.get(format!("{url}/allotment")).await.ok();
    it.admin
        .post(
            format!("{url}/allotment"),
            &[("confirmed", &confirmation(&page))],
        )
        .await
        .expect(303);
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    it.admin
        .get(format!("{url}/certificates"))
        .await
        .expect(409);
    app.app.clock.advance(TimeDelta::days(8));
    app.write(|conn| {
        use shortlist::schema::accounts;
        diesel::update(accounts::table.filter(accounts::email.eq("li@film.example.org")))
            .set(accounts::locale.eq("zh"))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin
        .post(format!("{url}/final"), &[])
        .await
        .leads_to(&url);
    let page = it.admin.get(format!("{url}/certificates")).await.ok();
    page.has("获奖证书")
        .has("Certificate")
        .has("li native")
        .has("li latin")
        .has("Dawn");
    let (placement, code) = app
        .read(|conn| {
            Ok(placements::table
                .select((placements::id, placements::certificate))
                .first::<(Id<Entry>, Option<String>)>(conn)?)
        })
        .await;
    let code = code.unwrap();
    it.admin
        .get(format!("{url}/certificates/{placement}"))
        .await
        .ok()
        .has(&code);
    it.admin
        .get(format!("{url}/certificates/{}", Id::<Entry>::new()))
        .await
        .expect(404);
    let anyone = app.visitor();
    anyone
        .get(format!("/certificates?code={}", code.to_lowercase()))
        .await
        .ok()
        .has("This certificate is genuine")
        .has("Prize gold")
        .has("li latin");
    for wrong in ["0000-0000-0000", "x", "%F0%9F"] {
        anyone
            .get(format!("/certificates?code={wrong}"))
            .await
            .ok()
            .has("There is no certificate of this code");
    }
    it.admin
        .post(format!("{url}/withdrawal"), &[("reason", "An error")])
        .await
        .expect(303);
    anyone
        .get(format!("/certificates?code={code}"))
        .await
        .ok()
        .has("no longer final")
        .lacks("Dawn");
}

#[actix_web::test]
async fn the_pages_of_runs_and_judges_speak_three_languages_and_stay_within_their_statements() {
    let app = TestApp::new().await;
    let it = contested(&app).await;
    let url = it.compute().await;
    let judge = it.round.judges[0].id;
    for locale in ["zh", "ru", "en"] {
        it.admin
            .post("/language", &[("locale", locale), ("return_to", "/")])
            .await
            .expect(303);
        for path in [
            "/contests/2023/admin/results".to_owned(),
            url.clone(),
            format!("{url}/moves"),
            format!("{url}/study"),
            format!("{url}/judges"),
            format!("{url}/judges/{judge}"),
            format!("/contests/2023/admin/rounds/{}/method", it.round.id),
        ] {
            let (statements, page) = app.statements(it.admin.get(&path)).await;
            let page = page.ok();
            assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
            assert!(!page.text.contains("style="), "{path}");
            assert!(statements <= 8, "{path}: {statements}");
        }
    }
}
