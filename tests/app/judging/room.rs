//! Promises to judges: the queue, the scorecard, recusal.

use super::*;

#[actix_web::test]
async fn a_judge_never_sees_the_creator() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let entry = mine.entry_id;
    app.write(move |conn| {
        let mut content = Content {
            guardian: "Guardian Petrova".to_owned(),
            statement: "It shows the theme.".to_owned(),
            credits: vec![Credit {
                role: CreditRole::Director,
                name: "Director Ivanov".to_owned(),
            }],
            ..Content::default()
        };
        content.answers.insert("phone".into(), "+7 900 000".into());
        let text = |title: &str, provenance| Metadata {
            title: title.to_owned(),
            synopsis: format!("About {title}"),
            provenance,
        };
        content
            .texts
            .insert(Locale::Zh, text("晨跑", Provenance::Author));
        content
            .texts
            .insert(Locale::En, text("The run", Provenance::Machine));
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set((
                entries::content.eq(Json::new(content)),
                entries::titles.eq(Json::new(Trilingual::new("晨跑", "", "The run"))),
                entries::original_locale.eq(Locale::Zh),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    jury.submit(&app, 0, &mine, 80, 90).await;
    for path in [
        jury.room() + "?filter=done",
        jury.ballot(&mine),
        jury.ballot(&mine) + "/recusal",
    ] {
        let page = jury.judges[0].get(&path).await.ok();
        let page = if path.ends_with("recusal") {
            page
        } else {
            page.has("The run")
        };
        for secret in [
            "secret.creator",
            "films.example",
            "School of",
            "Guardian",
            "Ivanov",
            "+7 900",
        ] {
            assert!(!page.text.contains(secret), "{secret} on {path}");
        }
    }
    jury.judges[0]
        .get(jury.ballot(&mine))
        .await
        .ok()
        .has("Machine translation")
        .has("The original (Chinese)")
        .has("晨跑")
        .has("It shows the theme.");
}

#[actix_web::test]
async fn subtitles_are_tracks_and_the_judges_own_are_on_unless_they_are_spoken() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    jury.film(&app, &mine).await;
    judge.get(&url).await.ok().lacks("<track");
    for language in ["ru", "en"] {
        jury.subtitles(&app, &mine, language).await;
    }
    let page = judge.get(&url).await.ok();
    let page = page.has("srclang=\"ru\" label=\"Russian\">");
    let page = page.has("srclang=\"en\" label=\"English\" default>");
    let track = links(&page.text.replace("src=", "href="), "/media/").remove(1);
    judge
        .get(&track)
        .await
        .ok()
        .has("WEBVTT")
        .has("Good morning");
    assert!(!page.text.contains("Petrova"), "the file's name");
    let entry = mine.entry_id;
    app.write(move |conn| {
        let mut content = Entry::find(conn, entry)?.content.into_inner();
        content.spoken = vec![Locale::En.into()];
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set(entries::content.eq(Json::new(content)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    judge.get(&url).await.ok().has("<track").lacks(" default>");
}

#[actix_web::test]
async fn others_scores_are_hidden_until_ones_own_is_in() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 2, 3).await;
    let mine = jury.queue(&app, 0).await;
    let before = jury.judges[0].get(jury.room()).await.ok().text;
    for n in [1, 2] {
        for theirs in jury.queue(&app, n).await {
            jury.submit(&app, n, &theirs, 70 + 10 * n as i32, 40).await;
        }
    }
    // Scores 6.40 and 7.00 of the others: neither they nor their mean 6.70 are anywhere, nor does the order change.
    let after = jury.judges[0].get(jury.room()).await.ok();
    assert_eq!(before, after.text);
    let own = jury.ballot(&mine[0]);
    let page = jury.judges[0].get(&own).await.ok();
    let page = page.lacks("6.40").lacks("7.00").lacks("6.70");
    page.lacks("Ballots of other judges");
    // A draft opens nothing.
    jury.judges[0]
        .post(
            format!("{own}/scores"),
            &[("points.theme", "9"), ("points.craft", "9")],
        )
        .await
        .leads_to(&own);
    jury.judges[0].get(&own).await.ok().lacks("6.70");
    jury.submit(&app, 0, &mine[0], 90, 90).await;
    jury.judges[0]
        .get(&own)
        .await
        .ok()
        .has("Ballots of other judges: 2")
        .has("Mean 6.70")
        .has("From 6.40 to 7.00")
        .lacks("judge1")
        .lacks("judge2");
    // The other entry is still hidden.
    jury.judges[0]
        .get(jury.ballot(&mine[1]))
        .await
        .ok()
        .lacks("6.70");
}

#[actix_web::test]
async fn another_judges_assignment_is_not_found() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 1).await;
    let (owner, other) = if jury.queue(&app, 0).await.is_empty() {
        (1, 0)
    } else {
        (0, 1)
    };
    let url = jury.ballot(&jury.queue(&app, owner).await[0]);
    let other = &jury.judges[other];
    other.get(&url).await.expect(404);
    for noun in ["scores", "submission", "skip", "recusal"] {
        other
            .post(
                format!("{url}/{noun}"),
                &[("points.theme", "5"), ("reason", "other")],
            )
            .await
            .expect(404);
    }
    other.get(format!("{url}/recusal")).await.expect(404);
    jury.admin.get(&url).await.expect(404);
    // Nor is one's own in the address of another contest.
    let second = app.contest_named("2024").await;
    app.grant(&second, jury.judges[owner].who(), Role::Judge)
        .await;
    let elsewhere = url.replace("/2023/", "/2024/");
    jury.judges[owner].get(&elsewhere).await.expect(404);
}

#[actix_web::test]
async fn points_that_are_not_on_the_scale_are_refused_and_given_back() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let url = format!("{}/scores", jury.ballot(&mine));
    let judge = &jury.judges[0];
    for wrong in [
        "0", "11", "5.5", "-1", "nan", "５", "1e1", "<b>", "😀", "אבג",
    ] {
        judge
            .post(
                &url,
                &[("points.theme", wrong), ("note", "kept <i>note</i>")],
            )
            .await
            .expect(422)
            .has("kept <i>note</i>");
    }
    judge
        .post(&url, &[("points.unknown", "5")])
        .await
        .expect(422);
    let long = "字".repeat(4001);
    judge.post(&url, &[("note", &long)]).await.expect(422);
    judge
        .post_bytes(&url, b"points.theme=5%00&note=a%00b".to_vec())
        .await
        .expect(422);
    judge
        .post(&url, &[("version", "x"), ("points.theme", "5")])
        .await
        .expect(422);
    assert!(ballot_of(&app, &mine).await.is_none());
    judge.post(&url, &[]).await.leads_to(jury.ballot(&mine));
    assert!(ballot_of(&app, &mine).await.is_none());
}

#[actix_web::test]
async fn a_save_keeps_what_was_given_before_and_counts_the_total() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    judge
        .post(format!("{url}/scores"), &[("points.theme", "7")])
        .await
        .leads_to(&url);
    assert_eq!(ballot_of(&app, &mine).await.unwrap().total, None);
    judge
        .get(jury.room() + "?filter=started")
        .await
        .ok()
        .has("Film 0");
    let (n, answer) = app
        .statements(
            judge.send(
                judge
                    .request(reqwest::Method::POST, &format!("{url}/scores"))
                    .header("Accept", "application/json")
                    .form(&[("points.craft", "8"), ("note", "fine")]),
            ),
        )
        .await;
    // A submitted ballot's change is a record of the score log as well, which PostgreSQL holds by three more.
    assert!(n <= 12, "{n} statements");
    assert!(answer.ok().text.contains("\"total\":7400"));
    // Again the same: nothing changes, not even the version.
    judge
        .post(
            format!("{url}/scores"),
            &[("points.craft", "8"), ("version", "1")],
        )
        .await
        .leads_to(&url);
    let ballot = ballot_of(&app, &mine).await.unwrap();
    assert_eq!(
        (
            ballot.total,
            ballot.version,
            ballot.state,
            ballot.note.as_str()
        ),
        (Some(7400), 2, BallotState::Draft, "fine")
    );
    assert_eq!(count_events(&app, "ballot", "changed").await, 0);
    judge
        .post(format!("{url}/submission"), &[])
        .await
        .leads_to(&url);
    let (n, answer) = app
        .statements(judge.post(
            format!("{url}/scores"),
            &[("points.theme", "9"), ("points.craft", "9")],
        ))
        .await;
    answer.leads_to(&url);
    // A changed ballot is also a record of the score log, for which PostgreSQL takes two locks more than SQLite.
    assert!(n <= 12, "{n} statements");
    assert_eq!(count_events(&app, "ballot", "changed").await, 1);
    let ballot = ballot_of(&app, &mine).await.unwrap();
    assert_eq!(
        (ballot.total, ballot.state),
        (Some(9000), BallotState::Submitted)
    );
    let stored: i64 = app
        .read(|conn| Ok(scores::table.count().get_result(conn)?))
        .await;
    assert_eq!(stored, 2);
}

#[actix_web::test]
async fn a_stale_page_does_not_overwrite_and_a_second_submission_counts_once() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    let both = |theme, version| {
        vec![
            ("points.theme", theme),
            ("points.craft", "5"),
            ("version", version),
        ]
    };
    judge
        .post(format!("{url}/submission"), &both("5", "0"))
        .await
        .leads_to(&url);
    judge
        .post(format!("{url}/submission"), &both("9", "0"))
        .await
        .expect(409)
        .has("changed elsewhere");
    judge
        .post(format!("{url}/submission"), &both("5", "0"))
        .await
        .leads_to(&url);
    assert_eq!(count_events(&app, "ballot", "submitted").await, 1);
    assert_eq!(ballot_of(&app, &mine).await.unwrap().total, Some(5000));
}

#[actix_web::test]
async fn skipped_entries_stay_in_a_list_of_their_own() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 2, 1).await;
    let mine = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine[0]));
    // The way leads to what is left.
    judge
        .post(format!("{url}/skip"), &[])
        .await
        .leads_to(jury.ballot(&mine[1]));
    judge.post(format!("{url}/skip"), &[]).await.expect(409);
    judge
        .get(jury.room() + "?filter=skipped")
        .await
        .ok()
        .has("0 of 2 done")
        .has(&jury.ballot(&mine[0]));
    judge
        .get(jury.room())
        .await
        .ok()
        .lacks(&mine[0].id.to_string());
    judge
        .post(format!("{url}/skip"), &[("back", "yes")])
        .await
        .leads_to(&url);
    judge
        .post(format!("{url}/skip"), &[("back", "yes")])
        .await
        .expect(409);
    judge
        .get(jury.room() + "?filter=nonsense&after=x&round=y")
        .await
        .ok()
        .has(&mine[0].id.to_string());
    jury.submit(&app, 0, &mine[0], 50, 50).await;
    judge.post(format!("{url}/skip"), &[]).await.expect(409);
}

#[actix_web::test]
async fn a_recusal_gives_the_entry_to_another_judge_at_once() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 3, 2).await;
    let [mine, next] = <[Assignment; 2]>::try_from(jury.queue(&app, 0).await).unwrap();
    let url = jury.ballot(&mine);
    jury.submit(&app, 0, &mine, 50, 50).await;
    let judge = &jury.judges[0];
    judge.get(format!("{url}/recusal")).await.ok();
    judge
        .post(format!("{url}/recusal"), &[("note", "x\u{202E}y")])
        .await
        .expect(422);
    judge
        .post(
            format!("{url}/recusal"),
            &[("reason", "other"), ("note", " ")],
        )
        .await
        .expect(422);
    judge
        .post(
            format!("{url}/recusal"),
            &[("reason", "knows-creator"), ("note", "We studied together")],
        )
        .await
        .leads_to(jury.ballot(&next));
    judge.get(&url).await.expect(404);
    judge
        .post(format!("{url}/recusal"), &[("reason", "knows-creator")])
        .await
        .expect(404);
    judge
        .get(jury.room() + "?filter=recused")
        .await
        .ok()
        .has("you stepped back");
    let mails = app.mails().await;
    let told = mails.iter().filter(|m| m.subject.contains("more entries"));
    assert_eq!(told.count(), 1, "the successor hears of it");
    let entry = mine.entry_id;
    let judges: Vec<(Id<Account>, AssignmentState)> = app
        .read(move |conn| {
            Ok(assignments::table
                .filter(assignments::entry_id.eq(entry))
                .select((assignments::judge_id, assignments::state))
                .load(conn)?)
        })
        .await;
    let live: BTreeSet<_> = judges
        .iter()
        .filter(|(_, state)| state.is_live())
        .map(|(judge, _)| *judge)
        .collect();
    assert_eq!(judges.len(), 3);
    assert_eq!(
        live,
        BTreeSet::from([jury.judges[1].who().id, jury.judges[2].who().id])
    );
    let ballot = ballot_of(&app, &mine).await.unwrap();
    assert_eq!(
        (ballot.state, ballot.submitted_at),
        (BallotState::Draft, None)
    );
    assert_eq!(count_events(&app, "assignment", "recused").await, 1);
    for n in [1, 2] {
        let room = jury.judges[n].get(jury.room()).await.ok();
        room.lacks("We studied together").lacks("judge0");
    }
}

#[actix_web::test]
async fn each_judge_has_an_order_of_their_own() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 12, 2).await;
    let order = |queue: Vec<Assignment>| queue.into_iter().map(|a| a.entry_id).collect::<Vec<_>>();
    let (first, second) = (
        order(jury.queue(&app, 0).await),
        order(jury.queue(&app, 1).await),
    );
    assert_eq!((first.len(), second.len()), (12, 12));
    assert_ne!(first, second);
}

#[actix_web::test]
async fn judging_speaks_three_languages() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    for (locale, word) in [("zh", "评分表"), ("ru", "Оценки"), ("en", "Scorecard")] {
        jury.judges[0]
            .post("/language", &[("locale", locale), ("return_to", "/")])
            .await
            .expect(303);
        jury.judges[0].get(jury.ballot(&mine)).await.ok().has(word);
    }
    for reason in RecusalReason::ALL {
        assert!(Locale::Ru.has(reason.key()));
    }
}

#[actix_web::test]
async fn a_submitted_ballot_leads_on_to_what_is_left_and_to_what_was_put_aside_last() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 3, 1).await;
    let mine = jury.queue(&app, 0).await;
    let (judge, url) = (&jury.judges[0], |n: usize| jury.ballot(&mine[n]));
    let on = |n: usize| format!("class=\"button\" rel=\"next\" href=\"{}\"", url(n));
    let first = judge.get(url(1)).await.ok();
    first
        .has("0 of 3 done")
        .lacks("class=\"button\" rel=\"next\"");
    judge
        .post(format!("{}/skip", url(1)), &[])
        .await
        .leads_to(url(2));
    jury.submit(&app, 0, &mine[2], 50, 50).await;
    judge.get(url(2)).await.ok().has("1 of 3 done").has(&on(0));
    jury.submit(&app, 0, &mine[0], 50, 50).await;
    judge.get(url(0)).await.ok().has(&on(1)).lacks("All done");
    jury.submit(&app, 0, &mine[1], 50, 50).await;
    let (statements, last) = app.statements(judge.get(url(1))).await;
    last.ok()
        .has("3 of 3 done")
        .has("All done")
        .has(&format!("rel=\"next\" href=\"{}\"", jury.room()));
    assert!(statements <= 8, "{statements} statements");
}
