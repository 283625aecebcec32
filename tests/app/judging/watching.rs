//! Promises about watch evidence.

use shortlist::judging::watching::Watched;
use shortlist::schema::watches;

use super::*;

async fn stored(app: &TestApp) -> Vec<(Option<i32>, Json<Watched>)> {
    app.read(|conn| {
        Ok(watches::table
            .select((watches::percent, watches::ranges))
            .load(conn)?)
    })
    .await
}

/// How long the film of the entry is, in tenths of a second.
async fn length(app: &TestApp, assignment: &Assignment) -> u32 {
    let id = assignment.entry_id;
    let film = app
        .read(move |conn| {
            let film = Entry::find(conn, id)?.video_id.unwrap();
            Media::find(conn, film)
        })
        .await;
    u32::try_from(film.probe.duration_ms / 100).unwrap()
}

#[actix_web::test]
async fn parts_that_were_played_add_up_and_the_organisers_see_a_percentage() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.film(&app, &mine).await;
    let whole = length(&app, &mine).await;
    assert!(whole > 20, "{whole}");
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    let half = format!("0-{}", whole / 2);
    for _ in 0..2 {
        let sent = [("played", half.as_str())];
        let answer = judge.post(format!("{url}/watch"), &sent).await;
        answer.ok().has("50 %").lacks("<html");
    }
    // More than the film has is cut off.
    let rest = format!("{}-{},3-9", whole / 2 - 5, whole + 900);
    let sent = [("played", rest.as_str())];
    judge
        .post(format!("{url}/watch"), &sent)
        .await
        .ok()
        .has("100 %");
    let kept = stored(&app).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].0, kept[0].1.parts()),
        (Some(100), &[(0, whole)][..])
    );
    judge.get(&url).await.ok().has("100 %").has("<rect");
    for wrong in ["x", "1-2;3-4", "-5-10"] {
        let answer = judge
            .post(format!("{url}/watch"), &[("played", wrong)])
            .await;
        answer.expect(403);
    }
    for console in [
        jury.console("progress"),
        jury.console(&format!("draw/{}", mine.entry_id)),
    ] {
        jury.admin.get(&console).await.ok().has("100 %");
    }
    // The other judge's page knows nothing of it.
    let theirs = jury.queue(&app, 1).await.remove(0);
    jury.judges[1]
        .get(jury.ballot(&theirs))
        .await
        .ok()
        .lacks("100 %");
    jury.close(&app).await;
    judge
        .post(format!("{url}/watch"), &[("played", "0-5")])
        .await
        .expect(409);
}

#[actix_web::test]
async fn a_film_elsewhere_is_not_watched_and_says_so() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.ask_below(&app, 90).await;
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    judge
        .post(format!("{url}/watch"), &[("played", "0-50")])
        .await
        .expect(404);
    assert!(stored(&app).await.is_empty());
    judge
        .get(&url)
        .await
        .ok()
        .has("is not recorded")
        .lacks("data-watch");
    let scores = [("points.theme", "5"), ("points.craft", "5")];
    judge
        .post(format!("{url}/submission"), &scores)
        .await
        .leads_to(&url);
}

#[actix_web::test]
async fn who_watched_too_little_is_asked_once_and_never_kept_from_submitting() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.film(&app, &mine).await;
    let whole = length(&app, &mine).await;
    let admin = &jury.admin;
    let form = [("watch_warning", "80"), ("discussion", "off")];
    admin
        .post(jury.console("room"), &form)
        .await
        .leads_to(jury.console("room"));
    admin
        .get(jury.console("room"))
        .await
        .ok()
        .has("value=\"80\"");
    admin
        .post(
            jury.console("room"),
            &[("watch_warning", "101"), ("discussion", "off")],
        )
        .await
        .expect(422);
    assert_eq!(count_events(&app, "round", "room-changed").await, 1);

    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    let submission = format!("{url}/submission");
    let half = format!("0-{}", whole / 2);
    let mut sent = vec![("points.theme", "9"), ("played", half.as_str())];
    // What is missing comes first.
    judge
        .post(&submission, &sent)
        .await
        .expect(422)
        .lacks("submit once more");
    sent.push(("points.craft", "7"));
    judge
        .post(&submission, &sent)
        .await
        .expect(422)
        .has("50 % of the film was played; the organisers ask for 80 %")
        .has("name=\"sure\" value=\"yes\"");
    // Nothing is lost: the scores are there, as a draft.
    let ballot = ballot_of(&app, &mine).await.unwrap();
    assert_eq!(
        (ballot.total, ballot.state),
        (Some(8200), BallotState::Draft)
    );
    sent.push(("sure", "yes"));
    judge.post(&submission, &sent).await.leads_to(&url);
    assert_eq!(
        ballot_of(&app, &mine).await.unwrap().state,
        BallotState::Submitted
    );
}

#[actix_web::test]
async fn who_watched_enough_is_not_asked() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.film(&app, &mine).await;
    jury.ask_below(&app, 80).await;
    let played = format!("0-{}", length(&app, &mine).await);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    // What was played until the press comes with it.
    let sent = [
        ("points.theme", "9"),
        ("points.craft", "7"),
        ("played", played.as_str()),
    ];
    judge
        .post(format!("{url}/submission"), &sent)
        .await
        .leads_to(&url);
    assert_eq!(stored(&app).await[0].0, Some(100));
}
