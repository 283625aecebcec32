//! Promises about what judges say and see once their own ballots are in.

use super::*;

fn said<'a>(key: &'a str, text: &'a str) -> [(&'a str, &'a str); 2] {
    [("key", key), ("text", text)]
}

#[actix_web::test]
async fn the_discussion_opens_with_ones_own_ballot_and_names_no_judge() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    let (mine, theirs) = (
        jury.queue(&app, 0).await.remove(0),
        jury.queue(&app, 1).await.remove(0),
    );
    let urls = [&mine, &theirs].map(|each| jury.ballot(each) + "/discussion");
    let key = uuid::Uuid::now_v7().to_string();
    jury.submit(&app, 0, &mine, 70, 80).await;
    // The round has none.
    jury.judges[0].get(&urls[0]).await.expect(404);
    jury.judges[0]
        .get(jury.ballot(&mine))
        .await
        .ok()
        .lacks(&urls[0]);
    jury.discuss(&app).await;
    let page = jury.judges[0].get(jury.ballot(&mine)).await.ok();
    page.has(&urls[0]);
    for _ in 0..2 {
        let answer = jury.judges[0]
            .post(&urls[0], &said(&key, "The cut is <b>bold</b>."))
            .await;
        answer.leads_to(&urls[0]);
    }
    assert_eq!(count_events(&app, "remark", "written").await, 1);
    // Whose own ballot is not in reads and says nothing, and learns nothing from the scorecard.
    jury.judges[1]
        .get(&urls[1])
        .await
        .expect(409)
        .lacks("The cut is");
    let own = uuid::Uuid::now_v7().to_string();
    jury.judges[1]
        .post(&urls[1], &said(&own, "Too early"))
        .await
        .expect(409);
    jury.judges[1]
        .get(jury.ballot(&theirs))
        .await
        .ok()
        .lacks(&urls[1]);
    jury.submit(&app, 1, &theirs, 60, 60).await;
    jury.judges[1]
        .get(&urls[1])
        .await
        .ok()
        .has("The cut is <b>bold</b>.")
        .has("Judge 1")
        .lacks("judge0");
    // A key that is another's is nobody's.
    jury.judges[1]
        .post(&urls[1], &said(&key, "Mine now"))
        .await
        .expect(404);
    let long = "字".repeat(2001);
    jury.judges[1]
        .post(&urls[1], &said(&own, &long))
        .await
        .expect(422)
        .has(&long);
    jury.judges[1]
        .post(&urls[1], &said(&own, " "))
        .await
        .expect(422);
    // Organisers see who wrote what, and speak as organisers.
    let console = jury.console(&format!("discussion/{}", mine.entry_id));
    jury.admin
        .get(&console)
        .await
        .ok()
        .has("judge0")
        .has("The cut is");
    let theirs = uuid::Uuid::now_v7().to_string();
    jury.admin
        .post(&console, &said(&theirs, "Mind the rules."))
        .await
        .leads_to(&console);
    let page = jury.judges[0].get(&urls[0]).await.ok();
    page.has("Mind the rules.").has("Organiser").lacks("boss");
    jury.close(&app).await;
    let late = uuid::Uuid::now_v7().to_string();
    jury.judges[0]
        .post(&urls[0], &said(&late, "Too late"))
        .await
        .expect(409);
    jury.judges[0]
        .get(&urls[0])
        .await
        .ok()
        .has("Mind the rules.")
        .lacks("Too late");
}

#[actix_web::test]
async fn while_judges_talk_a_change_of_a_submitted_ballot_needs_a_reason_that_stays_on_record() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    let scores = format!("{url}/scores");
    jury.discuss(&app).await;
    // A draft needs none.
    judge
        .post(&scores, &[("points.theme", "7")])
        .await
        .leads_to(&url);
    judge
        .post(format!("{url}/submission"), &[("points.craft", "7")])
        .await
        .leads_to(&url);
    let page = judge
        .post(&scores, &[("points.theme", "9"), ("reason", " ")])
        .await;
    page.expect(422).has("name=\"reason\"");
    assert_eq!(ballot_of(&app, &mine).await.unwrap().total, Some(7000));
    // The note is one's own; it needs none.
    judge
        .post(&scores, &[("note", "Seen again.")])
        .await
        .leads_to(&url);
    let sent = [
        ("points.theme", "9"),
        ("reason", "The others noticed the sound."),
    ];
    judge.post(&scores, &sent).await.leads_to(&url);
    assert_eq!(ballot_of(&app, &mine).await.unwrap().total, Some(8200));
    let (reason, detail): (String, String) = app
        .read(|conn| {
            Ok(events::table
                .filter(events::subject_kind.eq("ballot"))
                .filter(events::action.eq("changed"))
                .filter(events::reason.ne(""))
                .select((events::reason, events::detail))
                .first(conn)?)
        })
        .await;
    assert_eq!(reason, "The others noticed the sound.");
    let detail: serde_json::Value = serde_json::from_str(&detail).unwrap();
    let theme = |when: &str| detail[when]["points"]["theme"].as_i64();
    assert_eq!((theme("old"), theme("new")), (Some(70), Some(90)));
}

#[actix_web::test]
async fn a_judges_own_figures_tell_nothing_of_the_panel_before_all_is_scored() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 2).await;
    let mine = jury.queue(&app, 0).await;
    for theirs in jury.queue(&app, 1).await {
        jury.submit(&app, 1, &theirs, 20, 20).await;
    }
    jury.submit(&app, 0, &mine[0], 80, 80).await;
    let figures = format!("{}/rounds/{}/figures", jury.room(), jury.round.id);
    let judge = &jury.judges[0];
    let own = || judge.get(&figures);
    own()
        .await
        .ok()
        .has("1 of 2 done")
        .has("8.00")
        .lacks("2.00")
        .lacks("4.00");
    jury.discuss(&app).await;
    own().await.ok().lacks("of all scores");
    jury.submit(&app, 0, &mine[1], 60, 60).await;
    // 8 and 6 of one's own; with the other's 2 and 2 the mean is 4.5.
    let page = own().await.ok();
    page.has("2 of 2 done")
        .has("7.00")
        .has("1.41")
        .has("4.50")
        .lacks("judge1");
    judge.get(jury.room()).await.ok().has(&figures);
    jury.admin.get(&figures).await.expect(404);
}
