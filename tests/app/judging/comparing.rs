//! Promises of rounds in which judges compare two entries.

use shortlist::judging::pairs::Comparison;
use shortlist::judging::scorelog::{self, Deed, Record};
use shortlist::judging::store::{LogCheck, Recount};
use shortlist::schema::comparisons;

use super::*;

/// The assignments of the two on a page, left and right.
fn pair(html: &str) -> Option<[String; 2]> {
    let of = |name: &str| {
        let field = html.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
        Some(field.split('"').next()?.to_owned())
    };
    Some([of("left")?, of("right")?])
}

async fn answer(judge: &Visitor, url: &str, [left, right]: &[String; 2], winner: &str) -> Answer {
    let form = [
        ("left", left.as_str()),
        ("right", right),
        ("winner", winner),
        ("version", "0"),
    ];
    judge.post(url, &form).await
}

/// Answers all that a judge is asked; the entry that comes first in `better` wins.
pub async fn compare_all(judge: &Visitor, url: &str, better: &[String]) -> usize {
    for n in 0.. {
        let page = judge.get(url).await.ok();
        let Some(pair) = pair(&page.text) else {
            return n;
        };
        let place = |id: &String| better.iter().position(|each| each == id);
        let winner = if place(&pair[0]) < place(&pair[1]) {
            "left"
        } else {
            "right"
        };
        answer(judge, url, &pair, winner).await.leads_to(url);
        assert!(n < 500, "it ends");
    }
    0
}

async fn stored(app: &TestApp) -> Vec<Comparison> {
    app.read(|conn| {
        let all = comparisons::table.order(comparisons::id);
        Ok(all.select(Comparison::as_select()).load(conn)?)
    })
    .await
}

async fn log(app: &TestApp, round: &Round) -> String {
    let round = round.clone();
    let records = app
        .read(move |conn| round.log_records(conn, 0, 10_000))
        .await;
    let mut text = String::new();
    for (digest, record) in &records {
        text += &scorelog::line(digest, record);
    }
    text + &scorelog::last_line(&records.last().unwrap().0, records.len() as i32)
}

async fn is_sound(app: &TestApp, jury: &Jury) {
    let wrong = app
        .read(|conn| Ok(Recount::next(conn, None)?.wrong.len()))
        .await;
    assert_eq!(wrong, 0);
    let round = jury.round.clone();
    let found = app.read(move |conn| round.check_log(conn)).await.unwrap().1;
    assert!(
        matches!(found, LogCheck::Whole { ballots: 0, .. }),
        "{found:?}"
    );
    let told = scorelog::verify(log(app, &jury.round).await.as_bytes())
        .unwrap()
        .unwrap();
    assert!(
        matches!(found, LogCheck::Whole { comparisons, .. } if comparisons == told.comparisons.len())
    );
}

#[actix_web::test]
async fn a_judge_is_asked_about_two_and_two_until_each_was_compared_often_enough() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 5, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.pairs());
    judge.get(jury.room()).await.ok().has(&url);
    let page = judge
        .get(&url)
        .await
        .ok()
        .has("0 of 5")
        .has("Which is better?");
    let first = pair(&page.text).unwrap();
    assert_eq!(
        pair(&judge.get(&url).await.ok().text).unwrap(),
        first,
        "a look changes nothing"
    );
    let (n, sent) = app.statements(answer(judge, &url, &first, "left")).await;
    sent.leads_to(&url);
    assert!(n <= 24, "{n} statements");
    let page = judge.get(&url).await.ok().has("1 of 5");
    let second = pair(&page.text).unwrap();
    assert_eq!(
        second.iter().filter(|each| first.contains(each)).count(),
        1,
        "one film is new"
    );
    page.has("just seen");
    let better: Vec<String> = queue.iter().map(|each| each.id.to_string()).collect();
    compare_all(judge, &url, &better).await;
    judge
        .get(&url)
        .await
        .ok()
        .has("That is all")
        .lacks("name=\"winner\"");
    let all = stored(&app).await;
    assert_eq!(all.len(), 5);
    for each in &queue {
        let of = all
            .iter()
            .filter(|pair| pair.entry_a == each.entry_id || pair.entry_b == each.entry_id);
        assert_eq!(of.count(), 2);
        let ballot = ballot_of(&app, each).await.unwrap();
        assert_eq!(ballot.state, BallotState::Submitted);
        assert!([0, 500, 1_000].contains(&ballot.total.unwrap()));
    }
    judge.get(jury.room()).await.ok().has("5 of 5 done");
    judge
        .get(jury.ballot(&queue[0]))
        .await
        .ok()
        .has("You have compared it 2 times")
        .lacks("Scorecard");
    assert_eq!(count_events(&app, "comparison", "made").await, 5);
    is_sound(&app, &jury).await;
}

#[actix_web::test]
async fn an_answer_sent_twice_is_one_and_another_one_changes_it_with_both_on_record() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 3, 1, Format::Pairs).await;
    let (judge, url) = (&jury.judges[0], jury.pairs());
    let two = pair(&judge.get(&url).await.ok().text).unwrap();
    answer(judge, &url, &two, "left").await.leads_to(&url);
    answer(judge, &url, &two, "left").await.leads_to(&url);
    let turned = [two[1].clone(), two[0].clone()];
    answer(judge, &url, &turned, "right").await.leads_to(&url);
    assert_eq!(stored(&app).await.len(), 1);
    // Otherwise in a window that saw nothing: both are shown, nothing is changed.
    let page = answer(judge, &url, &two, "right").await.expect(409);
    page.has("You answered this elsewhere")
        .has("your answer")
        .has("name=\"version\" value=\"1\"");
    let list = format!("{}/rounds/{}/answers", jury.room(), jury.round.id);
    let page = judge.get(&list).await.ok().has("before");
    let own = links(
        &page.text,
        &format!("{}/rounds/{}/comparisons/", jury.room(), jury.round.id),
    );
    let page = judge.get(&own[0]).await.ok().has("your answer");
    let shown = pair(&page.text).unwrap();
    let tie = [
        ("left", shown[0].as_str()),
        ("right", &shown[1]),
        ("winner", "neither"),
        ("version", "1"),
    ];
    judge.post(&url, &tie).await.leads_to(&list);
    judge.get(&list).await.ok().has("is as good as");
    let records: Vec<Record> = log(&app, &jury.round)
        .await
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<serde_json::Value>(line)
                .ok()?
                .get("record")
                .cloned()
        })
        .map(|record| serde_json::from_value(record).unwrap())
        .collect();
    let compared: Vec<&Record> = records
        .iter()
        .filter(|record| record.what == Deed::Compared)
        .collect();
    assert_eq!(compared.len(), 2);
    let (first, second) = (compared[0], compared[1]);
    assert_eq!(
        (first.was.as_deref(), second.was.as_ref()),
        (None, first.winner.as_ref())
    );
    assert_eq!(second.winner.as_deref(), Some("tie"));
    assert_eq!(count_events(&app, "comparison", "changed").await, 1);
    is_sound(&app, &jury).await;
    // Where judges talk, another answer about a submitted ballot says why.
    let better: Vec<String> = Vec::new();
    compare_all(judge, &url, &better).await;
    jury.discuss(&app).await;
    let left = [
        ("left", shown[0].as_str()),
        ("right", &shown[1]),
        ("winner", "left"),
        ("version", "2"),
    ];
    judge
        .post(&url, &left)
        .await
        .expect(422)
        .has("id=\"reason-problem\"");
    let with = [&left[..], &[("reason", "I saw it again")]].concat();
    judge.post(&url, &with).await.leads_to(&list);
}

#[actix_web::test]
async fn stepping_back_in_the_middle_takes_an_entry_out_of_every_pair() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 4, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.pairs());
    let better: Vec<String> = queue.iter().map(|each| each.id.to_string()).collect();
    compare_all(judge, &url, &better).await;
    let gone = &queue[0];
    judge
        .post(
            format!("{}/recusal", jury.ballot(gone)),
            &[("reason", "knows-creator")],
        )
        .await
        .leads_to(jury.room());
    is_sound(&app, &jury).await;
    // Its comparisons stay in the table and count no longer: the others' ballots follow.
    let all = stored(&app).await;
    assert!(
        all.iter()
            .any(|each| each.entry_a == gone.entry_id || each.entry_b == gone.entry_id)
    );
    let left = ballot_of(&app, gone).await.unwrap();
    assert_eq!((left.state, left.total), (BallotState::Draft, None));
    // Each of the three others is compared with both of the rest, which one pair still waits for or not.
    compare_all(judge, &url, &better).await;
    let page = judge.get(&url).await.ok().has("3 of 3");
    page.lacks(&gone.id.to_string());
    for each in &queue[1..] {
        assert_eq!(
            ballot_of(&app, each).await.unwrap().state,
            BallotState::Submitted
        );
    }
    is_sound(&app, &jury).await;
    assert!(
        log(&app, &jury.round)
            .await
            .contains("\"what\":\"withdrawn\"")
    );
    // The last two but one leave the contest: what was said of them stays said.
    let entry = queue[1].entry_id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    judge.get(&url).await.ok().has("1 of 1").has("That is all");
    is_sound(&app, &jury).await;
}

#[actix_web::test]
async fn pairs_are_only_their_judges_own_of_one_stream_and_only_while_the_round_is_open() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 2, 6, 1, Format::Pairs).await;
    let (mine, theirs) = (jury.queue(&app, 0).await, jury.queue(&app, 1).await);
    let (judge, url) = (&jury.judges[0], jury.pairs());
    let ids = |one: &Assignment, other: &Assignment| [one.id.to_string(), other.id.to_string()];
    answer(judge, &url, &ids(&theirs[0], &theirs[1]), "left")
        .await
        .expect(404);
    answer(judge, &url, &ids(&mine[0], &theirs[1]), "left")
        .await
        .expect(404);
    answer(judge, &url, &ids(&mine[0], &mine[0]), "left")
        .await
        .expect(404);
    answer(judge, &url, &ids(&mine[0], &mine[1]), "both")
        .await
        .expect(422);
    answer(judge, &url, &["x".to_owned(), "y".to_owned()], "left")
        .await
        .expect(422);
    let entry = mine[1].entry_id;
    app.write(move |conn| {
        use shortlist::schema::streams;
        let other = Entry::find(conn, entry)?.stream_id;
        let other: Id<shortlist::contests::Stream> = streams::table
            .filter(streams::id.ne(other))
            .select(streams::id)
            .first(conn)?;
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set(entries::stream_id.eq(other))
            .execute(conn)?;
        Ok(())
    })
    .await;
    answer(judge, &url, &ids(&mine[0], &mine[1]), "left")
        .await
        .expect(404);
    judge
        .get(&url)
        .await
        .ok()
        .has("There is nothing of its stream");
    assert!(stored(&app).await.is_empty());
    answer(judge, &url, &ids(&mine[0], &mine[2]), "left")
        .await
        .leads_to(&url);
    // Another judge's comparison is not found, nor an admin's way to it.
    let id = stored(&app).await[0].id;
    let page = format!("{}/rounds/{}/comparisons/{id}", jury.room(), jury.round.id);
    judge.get(&page).await.ok();
    jury.judges[1].get(&page).await.expect(404);
    jury.admin.get(&page).await.expect(404);
    jury.admin.get(&url).await.expect(404);
    jury.judges[0].get(jury.order()).await.expect(404);
    let points = [("points.wins", "1")];
    judge
        .post(format!("{}/scores", jury.ballot(&mine[0])), &points)
        .await
        .expect(409);
    jury.close(&app).await;
    answer(judge, &url, &ids(&mine[0], &mine[2]), "right")
        .await
        .expect(409);
    judge
        .get(&url)
        .await
        .ok()
        .has("scores no longer change")
        .lacks("name=\"winner\"");
    judge.get(&page).await.ok().lacks("name=\"winner\"");
    is_sound(&app, &jury).await;
}

#[actix_web::test]
async fn what_a_judge_is_asked_does_not_depend_on_others_and_says_nothing_of_creators() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 3, 6, 3, Format::Pairs).await;
    let (judge, url) = (&jury.judges[0], jury.pairs());
    let before = judge.get(&url).await.ok().text;
    for n in [1, 2] {
        let better: Vec<String> = jury
            .queue(&app, n)
            .await
            .iter()
            .map(|each| each.id.to_string())
            .collect();
        compare_all(&jury.judges[n], &url, &better).await;
    }
    let (n, page) = app.statements(judge.get(&url)).await;
    assert!(n <= 8, "{n} statements");
    let page = page.ok();
    assert_eq!(
        page.text, before,
        "the answers of others would be told by what is asked"
    );
    answer(judge, &url, &pair(&page.text).unwrap(), "neither")
        .await
        .leads_to(&url);
    let answers = format!("{}/rounds/{}/answers", jury.room(), jury.round.id);
    let (n, list) = app.statements(judge.get(&answers)).await;
    assert!(n <= 8, "{n} statements");
    let list = list.ok();
    let one = links(
        &list.text,
        &format!("{}/rounds/{}/comparisons/", jury.room(), jury.round.id),
    )
    .remove(0);
    for text in [page.text, list.text, judge.get(&one).await.ok().text] {
        for secret in [
            "secret.creator",
            "films.example",
            "School of",
            "judge1",
            "judge2",
        ] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
}

#[actix_web::test]
async fn an_organiser_sets_how_often_entries_are_compared() {
    let app = TestApp::new().await;
    let jury = Jury::planned_as(&app, 1, 3, 1, Format::Pairs).await;
    let page = format!(
        "/contests/{}/admin/rounds/{}",
        jury.contest.slug, jury.round.id
    );
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("Comparisons for each entry and judge")
        .has("value=\"2\"");
    let form = |each: &'static str| {
        [
            ("name.en", "Pairs"),
            ("judges_per_entry", "1"),
            ("cut", "0"),
            ("format", "pairs"),
            ("comparisons_each", each),
        ]
    };
    jury.admin.post(&page, &form("0")).await.expect(422);
    jury.admin.post(&page, &form("7")).await.leads_to(&page);
    let (contest, id) = (jury.contest.clone(), jury.round.id);
    let round = app.read(move |conn| Round::of(conn, &contest, id)).await;
    assert_eq!((round.comparisons_each, round.format), (7, Format::Pairs));
}
