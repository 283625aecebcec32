//! Promises about the score log: what is in it, in which order, and what is not.

use super::*;
use shortlist::judging::scorelog::{self, Checked, Deed, Record};
use shortlist::schema::{score_logs, score_records};

/// A round's records, each with its digest.
async fn records(app: &TestApp, round: &Round) -> Vec<(String, Record)> {
    let round = round.clone();
    app.read(move |conn| round.log_records(conn, 0, 10_000))
        .await
        .into_iter()
        .map(|(digest, text)| (digest, serde_json::from_str(&text).unwrap()))
        .collect()
}

/// What the log says, after it was checked as an exported one is.
async fn checked(app: &TestApp, round: &Round) -> Checked {
    let of = round.clone();
    let (state, rows) = app
        .read(move |conn| Ok((of.log_state(conn)?, of.log_records(conn, 0, 10_000)?)))
        .await;
    let state = state.expect("a log");
    let mut text: String = rows
        .iter()
        .map(|(digest, record)| scorelog::line(digest, record))
        .collect();
    text += &scorelog::last_line(&state.digest, state.records);
    scorelog::verify(text.as_bytes()).unwrap().unwrap()
}

async fn deeds(app: &TestApp, round: &Round) -> Vec<Deed> {
    let all = records(app, round).await;
    all.into_iter().map(|(_, record)| record.what).collect()
}

#[actix_web::test]
async fn what_is_submitted_changed_withdrawn_and_set_aside_is_in_the_chain() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 2, 1).await;
    let mut queues = Vec::new();
    for n in 0..3 {
        queues.push(jury.queue(&app, n).await);
    }
    let busy: Vec<usize> = (0..3).filter(|n| !queues[*n].is_empty()).collect();
    let (a, b) = (busy[0], busy[1]);
    jury.submit(&app, a, &queues[a][0], 90, 80).await;
    jury.submit(&app, a, &queues[a][0], 90, 70).await;
    jury.submit(&app, b, &queues[b][0], 50, 40).await;
    let recusal = format!("{}/recusal", jury.ballot(&queues[a][0]));
    jury.judges[a]
        .post(
            &recusal,
            &[
                ("reason", "knows-creator"),
                ("note", "A friend of Secret Creator"),
            ],
        )
        .await;
    // The other's ballot is set aside by a conflict that an admin confirms.
    let entry = queues[b][0].entry_id;
    let number = app
        .read(move |conn| {
            Ok(entries::table
                .filter(entries::id.eq(entry))
                .select(entries::number)
                .first::<Option<i32>>(conn)?)
        })
        .await
        .unwrap();
    let judge = jury.judges[b].who().id.to_string();
    jury.admin
        .post(
            format!("/contests/{}/admin/conflicts", jury.contest.slug),
            &[
                ("judge", judge.as_str()),
                ("number", &format!("CN-{number:04}")),
                ("note", "Taught the creator"),
            ],
        )
        .await;
    let all = records(&app, &jury.round).await;
    let told: Vec<(Deed, Option<&str>, Option<&str>)> = all
        .iter()
        .map(|(_, r)| {
            let total = |score: &Option<scorelog::Score>| {
                score.as_ref().map(|s| s.total.clone().leak() as &str)
            };
            (r.what, total(&r.old), total(&r.new))
        })
        .collect();
    assert_eq!(
        told,
        [
            (Deed::Began, None, None),
            (Deed::Submitted, None, Some("8.6")),
            (Deed::Changed, Some("8.6"), Some("8.2")),
            (Deed::Submitted, None, Some("4.6")),
            (Deed::Withdrawn, Some("8.2"), None),
            (Deed::SetAside, Some("4.6"), None),
        ]
    );
    let checked = checked(&app, &jury.round).await;
    assert!(checked.ballots.is_empty() && !checked.is_closed);
    // Nobody's name, address or key.
    let text = all
        .iter()
        .map(|(_, record)| record.canonical().unwrap())
        .collect::<String>()
        .to_lowercase();
    for judge in &jury.judges {
        let who = judge.who();
        for secret in [
            who.email.to_string(),
            who.latin_name.clone(),
            who.id.to_string(),
        ] {
            assert!(!text.contains(&secret.to_lowercase()), "{secret}");
        }
    }
    assert!(!text.contains("secret") && !text.contains("taught"));
}

#[actix_web::test]
async fn drafts_notes_and_submitting_again_add_no_record() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let assignment = jury.queue(&app, 0).await.remove(0);
    let (judge, id, now) = (jury.judge(0), assignment.id, app.now());
    let given = Given {
        points: vec![("theme".to_owned(), 90), ("craft".to_owned(), 80)],
        ..Given::default()
    };
    app.write(move |conn| Ballot::save(conn, &judge, id, &given, now))
        .await;
    assert_eq!(deeds(&app, &jury.round).await, []);
    jury.submit(&app, 0, &assignment, 90, 80).await;
    jury.submit(&app, 0, &assignment, 90, 80).await;
    let (judge, note) = (jury.judge(0), Some("A remark".to_owned()));
    let given = Given {
        note,
        ..Given::default()
    };
    app.write(move |conn| Ballot::save(conn, &judge, id, &given, now))
        .await;
    assert_eq!(
        deeds(&app, &jury.round).await,
        [Deed::Began, Deed::Submitted]
    );
}

#[actix_web::test]
async fn ballots_submitted_at_once_stand_in_one_chain() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 12, 8, 12).await;
    let mut saves = Vec::new();
    for n in 0..12 {
        for assignment in jury.queue(&app, n).await {
            let (judge, now, db) = (jury.judge(n), app.now(), app.app.db.clone());
            let given = Given {
                points: vec![("theme".to_owned(), 90), ("craft".to_owned(), 80)],
                ..Given::default()
            };
            saves.push(async move {
                db.write(move |conn| Ballot::submit(conn, &judge, assignment.id, &given, now))
                    .await
            });
        }
    }
    assert_eq!(saves.len(), 96);
    for saved in futures_util::future::join_all(saves).await {
        assert!(matches!(saved.unwrap(), Outcome::Saved(saved) if saved.is_submitted));
    }
    let checked = checked(&app, &jury.round).await;
    assert_eq!((checked.records, checked.ballots.len()), (97, 96));
}

#[actix_web::test]
async fn the_log_of_a_round_that_was_scored_before_begins_with_its_ballots() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 2).await;
    let queue = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &queue[0], 90, 80).await;
    jury.submit(&app, 0, &queue[1], 50, 40).await;
    // As it was before there were logs.
    app.write(|conn| {
        diesel::delete(score_records::table).execute(conn)?;
        diesel::delete(score_logs::table).execute(conn)?;
        Ok(())
    })
    .await;
    jury.submit(&app, 0, &queue[1], 50, 50).await;
    let all = records(&app, &jury.round).await;
    let began = all[0].1.ballots.as_ref().unwrap();
    let totals: Vec<&str> = began.iter().map(|b| b.score.total.as_str()).collect();
    assert_eq!(totals.len(), 2);
    assert!(totals.contains(&"8.6") && totals.contains(&"4.6"));
    assert_eq!(all[1].1.what, Deed::Changed);
    assert_eq!(checked(&app, &jury.round).await.ballots.len(), 2);
}

#[actix_web::test]
async fn a_ballot_of_before_that_is_withdrawn_first_stood_when_the_log_began() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 1).await;
    let queues = [jury.queue(&app, 0).await, jury.queue(&app, 1).await];
    let n = usize::from(queues[0].is_empty());
    jury.submit(&app, n, &queues[n][0], 90, 80).await;
    app.write(|conn| {
        diesel::delete(score_records::table).execute(conn)?;
        diesel::delete(score_logs::table).execute(conn)?;
        Ok(())
    })
    .await;
    let recusal = format!("{}/recusal", jury.ballot(&queues[n][0]));
    jury.judges[n]
        .post(recusal, &[("reason", "interest")])
        .await;
    let all = records(&app, &jury.round).await;
    assert_eq!(all[0].1.ballots.as_ref().unwrap().len(), 1);
    assert_eq!(all[1].1.what, Deed::Withdrawn);
    assert_eq!(checked(&app, &jury.round).await.ballots.len(), 0);
}

#[actix_web::test]
async fn closing_and_opening_again_are_in_the_chain() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    jury.admin.post(jury.console("closure"), &[]).await;
    assert!(checked(&app, &jury.round).await.is_closed);
    jury.admin
        .post(jury.console("reopening"), &[("reason", "Closed too early")])
        .await;
    let all = records(&app, &jury.round).await;
    assert_eq!(all[2].1.reason.as_deref(), Some("Closed too early"));
    assert_eq!(
        deeds(&app, &jury.round).await,
        [Deed::Began, Deed::Closed, Deed::Reopened]
    );
    assert!(!checked(&app, &jury.round).await.is_closed);
}
