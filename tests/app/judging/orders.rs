//! Promises of rounds in which judges put entries in order.

use shortlist::judging::scorelog::{Deed, Record};

use super::*;

/// The places of a judge's own entries, as the page's form has them, with a button.
fn places(
    queue: &[Assignment],
    places: &[&str],
    version: i32,
    button: &str,
) -> Vec<(String, String)> {
    let own = queue.iter().zip(places);
    let own = own.map(|(each, place)| (format!("place.{}", each.id), (*place).to_owned()));
    let more = [("version", version.to_string()), ("do", button.to_owned())];
    own.chain(more.map(|(name, value)| (name.to_owned(), value)))
        .collect()
}

async fn send(judge: &Visitor, url: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    judge.post(url, &form).await
}

/// The values of a page's places, in the order in which they stand, each with its entry's number.
fn shown(html: &str) -> Vec<(String, String)> {
    html.split("data-title=\"")
        .skip(1)
        .map(|row| {
            let value = row.split("value=\"").nth(1).unwrap();
            let until = |text: &str| text.split('"').next().unwrap().to_owned();
            (until(row), until(value))
        })
        .collect()
}

async fn records(app: &TestApp, round: &Round) -> Vec<Record> {
    let round = round.clone();
    app.read(move |conn| round.log_records(conn, 0, 1_000))
        .await
        .into_iter()
        .map(|(_, text)| serde_json::from_str(&text).unwrap())
        .collect()
}

async fn totals(app: &TestApp, queue: &[Assignment]) -> Vec<Option<i32>> {
    let mut totals = Vec::new();
    for each in queue {
        totals.push(ballot_of(app, each).await.and_then(|ballot| ballot.total));
    }
    totals
}

#[actix_web::test]
async fn an_order_is_typed_moved_saved_and_submitted_without_a_script() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.order());
    judge
        .get(jury.room())
        .await
        .ok()
        .has(&url)
        .lacks("Your figures");
    judge.get(&url).await.ok().has("Put your entries in order");
    // Moving draws the page anew and stores nothing.
    let moved = format!("up.{}", queue[2].id);
    let page = send(judge, &url, &places(&queue, &["", "1", "2"], 0, &moved))
        .await
        .ok();
    let values: Vec<String> = shown(&page.text)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    assert_eq!(values, ["1", "2", ""]);
    let first = shown(&page.text)[0].0.clone();
    assert!(totals(&app, &queue).await.iter().all(Option::is_none));
    assert_eq!(ballot_of(&app, &queue[2]).await.map(|b| b.version), None);
    // A draft may have gaps.
    send(judge, &url, &places(&queue, &["", "2", "1"], 0, "save"))
        .await
        .leads_to(&url);
    let page = judge.get(&url).await.ok().has("This order is a draft");
    assert_eq!(shown(&page.text)[0], (first, "1".to_owned()));
    let begun = ballot_of(&app, &queue[2]).await.unwrap();
    assert_eq!((begun.state, begun.total), (BallotState::Draft, None));
    assert!(
        records(&app, &jury.round).await.is_empty(),
        "a draft is no record"
    );
    judge
        .get(jury.room() + "?filter=started")
        .await
        .ok()
        .has(&queue[2].id.to_string());
    send(judge, &url, &places(&queue, &["3", "2", "1"], 1, "submit"))
        .await
        .leads_to(&url);
    judge.get(&url).await.ok().has("Your order is submitted");
    assert_eq!(
        totals(&app, &queue).await,
        [Some(0), Some(1_000), Some(2_000)]
    );
    judge
        .get(jury.ballot(&queue[2]))
        .await
        .ok()
        .has("You put it in place 1")
        .lacks("Submit the ballot");
    let what: Vec<Deed> = records(&app, &jury.round)
        .await
        .iter()
        .map(|record| record.what)
        .collect();
    assert_eq!(
        what,
        [
            Deed::Began,
            Deed::Submitted,
            Deed::Submitted,
            Deed::Submitted
        ]
    );
    assert_eq!(count_events(&app, "ballot", "submitted").await, 3);
    let wrong = app.read(|conn| {
        Ok(shortlist::judging::store::Recount::next(conn, None)?
            .wrong
            .len())
    });
    assert_eq!(wrong.await, 0);
}

#[actix_web::test]
async fn a_place_that_lacks_or_is_there_twice_is_said_beside_it_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 4, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.order());
    let page = send(
        judge,
        &url,
        &places(&queue, &["2", "2", "", "4"], 0, "submit"),
    )
    .await
    .expect(422);
    let page = page
        .has("Place 2 is there twice")
        .has("still needs a place");
    let values: Vec<String> = shown(&page.text)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    assert_eq!(values, ["2", "2", "4", ""]);
    let id = format!("place.{}-problem", queue[2].id);
    page.has(&format!("aria-describedby=\"{id}\""))
        .has(&format!("id=\"{id}\""));
    for wrong in ["0", "5", "-1", "x", "1.5", "９", "<b>"] {
        let form = places(&queue, &["1", "2", "3", wrong], 0, "save");
        send(judge, &url, &form).await.expect(422);
    }
    assert!(ballot_of(&app, &queue[0]).await.is_none());
}

#[actix_web::test]
async fn a_page_drawn_before_another_save_writes_over_nothing() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 2, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.order());
    send(judge, &url, &places(&queue, &["1", "2"], 0, "submit"))
        .await
        .leads_to(&url);
    let stale = places(&queue, &["2", "1"], 0, "submit");
    let page = send(judge, &url, &stale)
        .await
        .expect(409)
        .has("changed elsewhere");
    let page = page
        .has("Saved elsewhere: place 1")
        .has("name=\"version\" value=\"1\"");
    assert_eq!(shown(&page.text)[0].1, "1");
    assert_eq!(totals(&app, &queue).await, [Some(1_000), Some(0)]);
    // The same order sent twice is no change, whatever it saw.
    let again = places(&queue, &["1", "2"], 0, "submit");
    send(judge, &url, &again).await.leads_to(&url);
    assert_eq!(count_events(&app, "ballot", "submitted").await, 2);
    assert_eq!(count_events(&app, "ballot", "changed").await, 0);
}

#[actix_web::test]
async fn another_order_is_a_change_of_each_entry_that_moved_and_may_need_a_reason() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.order());
    send(judge, &url, &places(&queue, &["1", "2", "3"], 0, "submit"))
        .await
        .leads_to(&url);
    // A draft beside it counts for nothing.
    send(judge, &url, &places(&queue, &["1", "3", "2"], 1, "save"))
        .await
        .leads_to(&url);
    judge.get(&url).await.ok().has("The submitted one counts");
    assert_eq!(
        totals(&app, &queue).await,
        [Some(2_000), Some(1_000), Some(0)]
    );
    jury.discuss(&app).await;
    let mut form = places(&queue, &["1", "3", "2"], 2, "submit");
    send(judge, &url, &form)
        .await
        .expect(422)
        .has("id=\"reason-problem\"");
    form.push(("reason".to_owned(), "I saw it again".to_owned()));
    send(judge, &url, &form).await.leads_to(&url);
    assert_eq!(
        totals(&app, &queue).await,
        [Some(2_000), Some(0), Some(1_000)]
    );
    let log = records(&app, &jury.round).await;
    let changed: Vec<&Record> = log
        .iter()
        .filter(|record| record.what == Deed::Changed)
        .collect();
    assert_eq!(changed.len(), 2, "the first entry stayed where it was");
    let totals = |record: &Record| {
        let total =
            |score: &Option<shortlist::judging::scorelog::Score>| score.clone().unwrap().total;
        (total(&record.old), total(&record.new))
    };
    let mut moves: Vec<_> = changed.iter().map(|record| totals(record)).collect();
    moves.sort();
    assert_eq!(moves, [("0".into(), "1".into()), ("1".into(), "0".into())]);
    assert_eq!(count_events(&app, "ballot", "changed").await, 2);
}

#[actix_web::test]
async fn entries_that_come_and_go_leave_the_order_of_the_others() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 2, 4, 1, Format::Order).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.order());
    let order = ["2", "1"];
    assert_eq!(queue.len(), 2);
    send(judge, &url, &places(&queue, &order, 0, "submit"))
        .await
        .leads_to(&url);
    // The other judge steps back from one: it comes to this judge.
    let theirs = jury.queue(&app, 1).await.remove(0);
    jury.judges[1]
        .post(
            format!("{}/recusal", jury.ballot(&theirs)),
            &[("reason", "knows-creator")],
        )
        .await
        .leads_to(jury.room());
    let now = jury.queue(&app, 0).await;
    assert_eq!(now.len(), 3);
    judge
        .get(&url)
        .await
        .ok()
        .has("An entry has come to you since you submitted");
    assert_eq!(totals(&app, &queue).await, [Some(0), Some(1_000)]);
    send(judge, &url, &places(&queue, &order, 1, "submit"))
        .await
        .expect(422)
        .has("still needs a place");
    let placed: Vec<&str> = now
        .iter()
        .map(
            |each| match queue.iter().position(|own| own.id == each.id) {
                Some(at) => ["3", "1"][at],
                None => "2",
            },
        )
        .collect();
    send(judge, &url, &places(&now, &placed, 1, "submit"))
        .await
        .leads_to(&url);
    assert_eq!(totals(&app, &queue).await, [Some(0), Some(2_000)]);
    // One leaves the contest: the page closes up, the ballots stay.
    let gone = now
        .iter()
        .zip(&placed)
        .find(|(_, place)| **place == "2")
        .unwrap()
        .0
        .entry_id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(gone)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let page = judge.get(&url).await.ok().has("Your order is submitted");
    let values: Vec<String> = shown(&page.text)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    assert_eq!(values, ["1", "2"]);
    assert_eq!(totals(&app, &queue).await, [Some(0), Some(2_000)]);
}

#[actix_web::test]
async fn an_order_is_only_its_judges_own_and_only_in_an_open_round_of_orders() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 2, 4, 1, Format::Order).await;
    let (queue, theirs) = (jury.queue(&app, 0).await, jury.queue(&app, 1).await);
    let url = jury.order();
    for each in [
        &jury.admin,
        &app.with_role(&jury.contest, "idle@jury.example", "RU", Role::Judge)
            .await,
    ] {
        each.get(&url).await.expect(404);
        send(each, &url, &places(&queue, &["1", "2"], 0, "submit"))
            .await
            .expect(404);
    }
    // Places for another judge's entries are passed over: one's own then lack theirs.
    send(
        &jury.judges[0],
        &url,
        &places(&theirs, &["1", "2"], 0, "submit"),
    )
    .await
    .expect(422);
    assert!(ballot_of(&app, &theirs[0]).await.is_none());
    let other = format!("{}/rounds/{}/pairs", jury.room(), jury.round.id);
    jury.judges[0].get(&other).await.expect(404);
    // Nor are there points by hand.
    let points = [("points.behind", "7")];
    jury.judges[0]
        .post(format!("{}/scores", jury.ballot(&queue[0])), &points)
        .await
        .expect(409);
    jury.judges[0]
        .post(format!("{}/skip", jury.ballot(&queue[0])), &[])
        .await
        .expect(409);
    jury.close(&app).await;
    let page = jury.judges[0]
        .get(&url)
        .await
        .ok()
        .has("scores no longer change");
    page.lacks("Submit the order");
    send(
        &jury.judges[0],
        &url,
        &places(&queue, &["1", "2"], 0, "submit"),
    )
    .await
    .expect(409);
}

#[actix_web::test]
async fn the_page_of_an_order_says_nothing_of_creators_and_other_judges() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 2, 5, 2, Format::Order).await;
    let (mine, theirs) = (jury.queue(&app, 0).await, jury.queue(&app, 1).await);
    let url = jury.order();
    let before = jury.judges[0].get(&url).await.ok().text;
    send(
        &jury.judges[1],
        &url,
        &places(&theirs, &["5", "4", "3", "2", "1"], 0, "submit"),
    )
    .await
    .leads_to(&url);
    let (n, page) = app.statements(jury.judges[0].get(&url)).await;
    assert!(n <= 8, "{n} statements");
    assert_eq!(before, page.ok().text);
    send(
        &jury.judges[0],
        &url,
        &places(&mine, &["1", "2", "3", "4", "5"], 0, "submit"),
    )
    .await
    .leads_to(&url);
    let (n, page) = app
        .statements(jury.judges[0].get(jury.ballot(&mine[0])))
        .await;
    assert!(n <= 8, "{n} statements");
    let entry = page.ok().lacks("Ballots of other judges");
    for text in [jury.judges[0].get(&url).await.ok().text, entry.text] {
        for secret in ["secret.creator", "films.example", "School of", "judge1"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
}

#[actix_web::test]
async fn more_entries_than_can_be_put_in_order_keep_a_round_from_opening() {
    let app = TestApp::new().await;
    let jury = Jury::planned_as(&app, 1, 41, 1, Format::Order).await;
    let (by, round, now) = (jury.admin.who().clone(), jury.round.clone(), app.now());
    app.write(move |conn| round.assign(conn, &by, None, "http://localhost", now))
        .await;
    let page = format!(
        "/contests/{}/admin/rounds/{}",
        jury.contest.slug, jury.round.id
    );
    let (n, answer) = app.statements(jury.admin.get(&page)).await;
    assert!(n <= 10, "{n} statements");
    answer
        .ok()
        .has("A judge has 41 entries: too many to put in order")
        .lacks("Open the round and tell");
    jury.admin
        .post(format!("{page}/opening"), &[])
        .await
        .expect(409);
}
