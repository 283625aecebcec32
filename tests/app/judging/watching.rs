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

#[actix_web::test]
async fn an_order_of_films_that_were_hardly_played_is_asked_about_once() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    for each in &queue[..2] {
        jury.film(&app, each).await;
    }
    jury.ask_below(&app, 80).await;
    let judge = &jury.judges[0];
    let whole = format!("0-{}", length(&app, &queue[0]).await);
    let watch = format!("{}/watch", jury.ballot(&queue[0]));
    judge.post(watch, &[("played", &whole)]).await.ok();
    let order =
        |second: &'static str, button: &'static str, more: &[(&'static str, &'static str)]| {
            let names: Vec<String> = queue
                .iter()
                .map(|own| format!("place.{}", own.id))
                .collect();
            let mut form: Vec<(String, String)> = names
                .into_iter()
                .zip(["1", second, "3"])
                .map(|(name, place)| (name, place.to_owned()))
                .collect();
            form.push(("do".to_owned(), button.to_owned()));
            form.extend(
                more.iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
            );
            form
        };
    let send = async |form: Vec<(String, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        judge.post(jury.order(), &form).await
    };
    // What is wrong comes first.
    send(order("", "submit", &[("version", "0")]))
        .await
        .expect(422)
        .lacks("once more");
    let asked = send(order("2", "submit", &[("version", "0")]))
        .await
        .expect(422);
    // Only the film that plays here and was not played is named.
    assert_eq!(asked.text.matches("% played").count(), 1);
    asked
        .has("80 % of each film")
        .has("0 % played")
        .has("name=\"sure\" value=\"yes\"")
        .has("name=\"version\" value=\"1\"");
    // The order is kept as a draft, and nothing is submitted.
    judge
        .get(jury.order())
        .await
        .ok()
        .has("This order is a draft");
    for each in &queue {
        let ballot = ballot_of(&app, each).await.unwrap();
        assert_eq!(
            (ballot.state, ballot.submitted_at),
            (BallotState::Draft, None)
        );
    }
    // Who moves an entry by its button meanwhile is not asked again.
    let moved = format!("up.{}", queue[1].id);
    let mut form = order("2", "submit", &[("version", "1"), ("sure", "yes")]);
    form[3].1 = moved;
    send(form).await.ok().has("name=\"sure\" value=\"yes\"");
    send(order("2", "submit", &[("version", "1"), ("sure", "yes")]))
        .await
        .leads_to(jury.order());
    for each in &queue {
        assert!(ballot_of(&app, each).await.unwrap().submitted_at.is_some());
    }
    // Another order of the same films asks nothing.
    let mut other = order("1", "submit", &[("version", "1")]);
    other[0].1 = "2".to_owned();
    send(other).await.leads_to(jury.order());
}

#[actix_web::test]
async fn an_answer_about_a_film_that_was_hardly_played_is_asked_about_once_a_film() {
    use shortlist::schema::comparisons;
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    for each in &queue {
        jury.film(&app, each).await;
    }
    jury.ask_below(&app, 80).await;
    let judge = &jury.judges[0];
    let whole = format!("0-{}", length(&app, &queue[0]).await);
    let said = async || -> i64 {
        app.read(|conn| Ok(comparisons::table.count().get_result(conn)?))
            .await
    };
    let answer = async |one: usize, other: usize, more: &[(&str, &str)]| {
        let (left, right) = (queue[one].id.to_string(), queue[other].id.to_string());
        // Of two fields with one name the first counts.
        let mut form = more.to_vec();
        form.extend([
            ("left", left.as_str()),
            ("right", right.as_str()),
            ("winner", "left"),
            ("version", "0"),
        ]);
        judge.post(jury.pairs(), &form).await
    };
    // What was played until the answer comes with it.
    let asked = answer(0, 1, &[("played.left", &whole)]).await.expect(422);
    asked
        .has("does not count yet")
        .has("Right — 0 % played")
        .lacks("Left — ")
        .has(&format!("name=\"left\" value=\"{}\"", queue[0].id))
        .has("Yes, I mean it: The left one");
    assert_eq!(said().await, 0);
    assert_eq!(
        stored(&app)
            .await
            .iter()
            .filter(|kept| kept.0 == Some(100))
            .count(),
        1
    );
    answer(0, 1, &[("sure", "yes")])
        .await
        .leads_to(jury.pairs());
    assert_eq!(said().await, 1);
    // Of the next pair only the new film is asked about.
    let asked = answer(1, 2, &[]).await.expect(422);
    asked.has("Right — 0 % played").lacks("Left — ");
    answer(1, 2, &[("played.right", &whole)])
        .await
        .leads_to(jury.pairs());
    // All were compared: nobody is asked any more, nor about another answer.
    answer(0, 2, &[]).await.leads_to(jury.pairs());
    assert_eq!(said().await, 3);
    answer(0, 2, &[("winner", "right"), ("version", "1")])
        .await
        .expect(303);
}

#[actix_web::test]
async fn where_nobody_asks_an_order_and_an_answer_go_through() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 2, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    for each in &queue {
        jury.film(&app, each).await;
    }
    let (left, right) = (queue[0].id.to_string(), queue[1].id.to_string());
    let form = [
        ("left", left.as_str()),
        ("right", right.as_str()),
        ("winner", "neither"),
        ("version", "0"),
        ("played.left", "0-10"),
    ];
    jury.judges[0]
        .post(jury.pairs(), &form)
        .await
        .leads_to(jury.pairs());
    assert_eq!(
        stored(&app).await.len(),
        1,
        "what was played is kept all the same"
    );
}
