//! Promises to admins: criteria, rounds, assignment, progress.

use super::*;

#[actix_web::test]
async fn a_round_is_set_up_assigned_opened_scored_and_closed_through_its_pages() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    let judge = app
        .with_role(&contest, "anna@jury.example", "RU", Role::Judge)
        .await;
    let creator = app.account("li@films.example", "CN").await;
    app.entry(&contest, &creator, "Morning run", State::Accepted)
        .await;
    let criteria = "/contests/2023/admin/criteria";
    admin.get(criteria).await.ok().has("No criteria yet");
    for (code, weight) in [("theme", "60"), ("craft", "30")] {
        admin
            .post(
                criteria,
                &[
                    ("code", code),
                    ("name.en", code),
                    ("weight", weight),
                    ("scale_min", "1"),
                    ("scale_max", "10"),
                    ("step", "0,5"),
                    ("levels", "10 | 优 | Отлично | Excellent"),
                ],
            )
            .await
            .leads_to(criteria);
    }
    let page = admin.get(criteria).await.ok().has("add up to 90 %");
    let craft = links(&page.text, "/contests/2023/admin/criteria/");
    let craft = craft.iter().find(|url| !url.ends_with("deletion")).unwrap();
    admin.get(craft).await.ok();
    let rounds = admin.get("/contests/2023/admin/rounds").await.ok();
    let round = links(&rounds.text, "/contests/2023/admin/rounds/")[0].clone();
    admin
        .get(&round)
        .await
        .ok()
        .has("must add up to 100 %")
        .has("Choose the panel first")
        .has("anna latin");
    admin
        .post(format!("{round}/opening"), &[])
        .await
        .expect(409);
    let last = links(&page.text, "/contests/2023/admin/criteria/")
        .into_iter()
        .rfind(|url| !url.ends_with("deletion") && !url.ends_with("position"))
        .unwrap();
    admin
        .post(
            &last,
            &[
                ("code", "craft"),
                ("name.en", "Craft"),
                ("weight", "40"),
                ("scale_min", "1"),
                ("scale_max", "10"),
                ("step", "0.5"),
            ],
        )
        .await
        .leads_to(criteria);
    admin.get(criteria).await.ok().has("add up to 100 %.");
    admin
        .post(
            &round,
            &[
                ("name.en", "Jury round"),
                ("judges_per_entry", "1"),
                ("cut", "10"),
                ("closes_at", "2023-06-30T20:00"),
            ],
        )
        .await
        .leads_to(&round);
    let id = judge.who().id.to_string();
    admin
        .post(format!("{round}/panel"), &[("judge", &id)])
        .await
        .leads_to(&round);
    let preview = admin
        .get(format!("{round}/assignments"))
        .await
        .ok()
        .has("anna latin");
    let plan = preview.text.split("name=\"plan\" value=\"").nth(1).unwrap();
    let plan = plan.split('"').next().unwrap();
    admin
        .post(format!("{round}/assignments"), &[("plan", "another")])
        .await
        .expect(409);
    admin
        .post(format!("{round}/assignments"), &[("plan", plan)])
        .await
        .leads_to(&round);
    judge
        .get("/contests/2023/judging")
        .await
        .ok()
        .has("No round is open for you")
        .lacks("Morning run");
    admin
        .post(format!("{round}/opening"), &[])
        .await
        .leads_to(&round);
    admin
        .post(format!("{round}/opening"), &[])
        .await
        .expect(409);
    let mail = app.mail_to("anna@jury.example").await;
    assert!(mail.body.contains("1 entry waits"), "{}", mail.body);
    assert!(mail.body.contains("30 June 2023, 20:00"), "{}", mail.body);

    let queue = judge
        .get("/contests/2023/judging")
        .await
        .ok()
        .has("0 of 1 done")
        .has("Morning run");
    let ballot = links(&queue.text, "/contests/2023/judging/")[0].clone();
    judge
        .get(&ballot)
        .await
        .ok()
        .has("Synopsis of Morning run.")
        .has("value=\"9.5\"")
        .has("Excellent");
    judge
        .post(&format!("{ballot}/submission"), &[("points.theme", "7.5")])
        .await
        .expect(422)
        .has("still needs points")
        .has("name=\"points.theme\" value=\"7.5\" checked");
    judge
        .post(
            &format!("{ballot}/submission"),
            &[("points.theme", "7.5"), ("points.craft", "9")],
        )
        .await
        .leads_to(&ballot);
    judge
        .get(&ballot)
        .await
        .ok()
        .has("8.10")
        .has("No other judge has submitted");
    judge
        .get("/contests/2023/judging")
        .await
        .ok()
        .has("1 of 1 done")
        .has("All done");
    admin
        .get(format!("{round}/progress"))
        .await
        .ok()
        .has("1 of 1 ballots");
    admin
        .get(format!("{round}/closure"))
        .await
        .ok()
        .has("Every judge has finished");
    admin
        .post(format!("{round}/closure"), &[])
        .await
        .leads_to(&round);
    admin
        .post(format!("{round}/closure"), &[])
        .await
        .expect(409);
    judge
        .post(&format!("{ballot}/scores"), &[("points.theme", "1")])
        .await
        .expect(409)
        .has("The round is closed");
    judge.get(&ballot).await.ok().has("The round is closed");
    admin
        .post(format!("{round}/reopening"), &[("reason", "")])
        .await
        .expect(422);
    admin
        .post(
            format!("{round}/reopening"),
            &[("reason", "A judge was ill")],
        )
        .await
        .leads_to(&round);
    judge
        .post(&format!("{ballot}/scores"), &[("points.theme", "1")])
        .await
        .leads_to(&ballot);
}

#[actix_web::test]
async fn nobody_is_given_their_own_work_or_their_organisations() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 3, 0, 1).await;
    // The second judge entered a film; the third works where another creator does.
    let own = app
        .entry(&jury.contest, jury.judges[1].who(), "Own", State::Accepted)
        .await;
    let colleague = app.account("judge2@elsewhere.example", "CN").await;
    assert_eq!(colleague.organisation, jury.judges[2].who().organisation);
    let theirs = app
        .entry(&jury.contest, &colleague, "Colleague", State::Accepted)
        .await;
    let (by, round, now) = (
        jury.admin.who().clone(),
        RoundSettings {
            name: Trilingual::new("", "", "Jury"),
            judges_per_entry: 2,
            ..RoundSettings::default()
        },
        app.now(),
    );
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let plan = app
        .write(move |conn| {
            Round::of(conn, &of, id)?.change(conn, &by, &round, now)?;
            Round::of(conn, &of, id)?.assign(conn, &by, None, "http://localhost", now)
        })
        .await;
    let judges_of = |entry: Id<Entry>| -> BTreeSet<Id<Account>> {
        let pairs = plan.added.iter().filter(|(each, _)| *each == entry);
        pairs.map(|(_, judge)| *judge).collect()
    };
    let ids: Vec<_> = jury.judges.iter().map(|judge| judge.who().id).collect();
    assert_eq!(judges_of(own.id), BTreeSet::from([ids[0], ids[2]]));
    assert_eq!(judges_of(theirs.id), BTreeSet::from([ids[0], ids[1]]));
    assert!(plan.gaps.is_empty());
}

#[actix_web::test]
async fn entries_accepted_late_are_added_and_what_was_assigned_stays() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 5, 2).await;
    let before: Vec<Vec<Id<Assignment>>> = [
        jury.queue(&app, 0).await,
        jury.queue(&app, 1).await,
        jury.queue(&app, 2).await,
    ]
    .iter()
    .map(|queue| queue.iter().map(|each| each.id).collect())
    .collect();
    let creator = app.account("late@films.example", "RU").await;
    app.entry(&jury.contest, &creator, "Late", State::Accepted)
        .await;
    let (by, round, now) = (jury.admin.who().clone(), jury.round.clone(), app.now());
    let plan = app
        .write(move |conn| round.assign(conn, &by, None, "http://localhost", now))
        .await;
    assert_eq!(plan.added.len(), 2);
    for (n, kept) in before.iter().enumerate() {
        let now: Vec<_> = jury.queue(&app, n).await.iter().map(|a| a.id).collect();
        assert_eq!(now[..kept.len()], kept[..], "the order of what was there");
    }
    let loads: Vec<usize> = plan.loads.iter().map(|(_, load)| *load).collect();
    assert_eq!(loads.iter().max(), loads.iter().min());
    let again = jury.admin.get(jury.console("assignments")).await.ok();
    again.has("nothing to add");
}

#[actix_web::test]
async fn progress_is_counted_from_stored_ballots() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 3, 2).await;
    let mine = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &mine[0], 50, 60).await;
    jury.judges[0]
        .post(
            format!("{}/scores", jury.ballot(&mine[1])),
            &[("points.theme", "5")],
        )
        .await
        .expect(303);
    jury.judges[0]
        .post(format!("{}/skip", jury.ballot(&mine[2])), &[])
        .await
        .expect(303);
    let page = jury.admin.get(jury.console("progress")).await.ok();
    let page = page.has("1 of 6 done").has("1 of 3").has("0 of 2 ballots");
    // An entry that leaves the contest no longer counts.
    page.has("1 of 2 ballots");
    let gone = mine[0].entry_id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(gone)))
            .set(entries::state.eq(State::Withdrawn))
            .execute(conn)?;
        Ok(())
    })
    .await;
    jury.admin
        .get(jury.console("progress"))
        .await
        .ok()
        .has("0 of 4 done");
    jury.judges[0].get(jury.ballot(&mine[0])).await.expect(404);
}

#[actix_web::test]
async fn reminders_go_to_exactly_the_unfinished_judges_that_were_shown() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 2, 3).await;
    for mine in jury.queue(&app, 0).await {
        jury.submit(&app, 0, &mine, 50, 60).await;
    }
    let mails = app.mails().await.len();
    let ids: Vec<String> = jury.judges.iter().map(|j| j.who().id.to_string()).collect();
    // The finished one and the first unfinished one are ticked; the finished one gets nothing.
    let chosen = [
        ("judge", ids[0].as_str()),
        ("judge", ids[1].as_str()),
        ("judge", "x"),
    ];
    let query = format!("?judge={}&judge={}", ids[0], ids[1]);
    jury.admin
        .get(jury.console("reminders") + &query)
        .await
        .ok()
        .has("judge1@jury.example")
        .lacks("judge0@jury.example")
        .lacks("judge2@jury.example");
    jury.admin
        .post(jury.console("reminders"), &chosen)
        .await
        .leads_to(jury.console("progress"));
    let sent = app.mails().await;
    assert_eq!(sent.len(), mails + 1);
    assert_eq!(sent.last().unwrap().address, "judge1@jury.example");
    assert!(sent.last().unwrap().body.contains("2 entries still lack"));
}

#[actix_web::test]
async fn an_absent_judges_pending_work_goes_to_others_and_finished_ballots_stay() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 6, 1).await;
    let mine = jury.queue(&app, 0).await;
    assert_eq!(mine.len(), 2);
    jury.submit(&app, 0, &mine[0], 50, 60).await;
    let url = format!(
        "/contests/2023/admin/rounds/{}/judges/{}/handover",
        jury.round.id,
        jury.judges[0].who().id
    );
    let page = jury.admin.get(&url).await.ok().has("Pending: 1");
    jury.admin.post(&url, &[]).await.expect(409);
    jury.admin
        .post(&url, &[("plan", &plan_on(&page.text))])
        .await
        .leads_to(jury.console("progress"));
    let left: Vec<_> = jury.queue(&app, 0).await.iter().map(|a| a.id).collect();
    assert_eq!(left, vec![mine[0].id]);
    let others = jury.queue(&app, 1).await.len() + jury.queue(&app, 2).await.len();
    assert_eq!(others, 5);
    let mails = app.mails().await;
    let told = mails.iter().filter(|m| m.subject.contains("more entries"));
    assert_eq!(told.count(), 1, "whoever got the entry hears of it");
    jury.judges[0].get(jury.ballot(&mine[1])).await.expect(404);
    let stranger = url.replace(
        &jury.judges[0].who().id.to_string(),
        &jury.admin.who().id.to_string(),
    );
    jury.admin.get(&stranger).await.expect(404);
}

#[actix_web::test]
async fn criteria_keep_their_scale_once_there_are_scores() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let criteria = app
        .read(move |conn| Round::of(conn, &of, id)?.criteria(conn))
        .await;
    let url = format!("/contests/2023/admin/criteria/{}", criteria[0].id);
    jury.admin
        .post(format!("{url}/position"), &[("to", "down")])
        .await
        .expect(303);
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.submit(&app, 0, &mine, 50, 60).await;
    jury.admin.get(&url).await.ok().has("only the texts");
    jury.admin
        .post(&url, &[("name.en", "New <b>name</b>"), ("weight", "1")])
        .await
        .expect(303);
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let after = app
        .read(move |conn| Round::of(conn, &of, id)?.criteria(conn))
        .await;
    let changed = after.iter().find(|c| c.id == criteria[0].id).unwrap();
    assert_eq!(
        (changed.weight, changed.name.en.as_str()),
        (6000, "New <b>name</b>")
    );
    assert_eq!(after[1].id, criteria[0].id, "it was moved down");
    jury.admin.get(format!("{url}/deletion")).await.expect(409);
    jury.admin
        .post(format!("{url}/deletion"), &[])
        .await
        .expect(409);
    jury.admin
        .post(
            "/contests/2023/admin/criteria",
            &[
                ("code", "new"),
                ("name.en", "New"),
                ("weight", "1"),
                ("scale_min", "1"),
                ("scale_max", "5"),
                ("step", "1"),
            ],
        )
        .await
        .expect(409);
}

#[actix_web::test]
async fn every_form_of_the_console_gives_back_what_was_typed() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 0, 1).await;
    let criteria = "/contests/2023/admin/criteria";
    let admin = &jury.admin;
    admin
        .post(
            criteria,
            &[
                ("code", "Bad Code"),
                ("name.zh", "<b>名</b>"),
                ("name.ru", &"ы".repeat(61)),
                ("weight", "101"),
                ("scale_min", "10"),
                ("scale_max", "1"),
                ("step", "x"),
                ("levels", "אבג | 😀"),
            ],
        )
        .await
        .expect(422)
        .has("value=\"<b>名</b>\"")
        .has("Only lower-case letters")
        .has("At most 60 characters")
        .has("from 0.01 to 100")
        .has("at most 1 decimals")
        .has("Line 1:");
    admin.post(criteria, &[]).await.expect(422);
    admin
        .post_bytes(criteria, b"code=a%00b&name.en=%00&weight=%00".to_vec())
        .await
        .expect(422);
    let taken = [
        ("code", "theme"),
        ("name.en", "Again"),
        ("weight", "10"),
        ("scale_min", "1"),
        ("scale_max", "5"),
        ("step", "1"),
    ];
    admin
        .post(criteria, &taken)
        .await
        .expect(422)
        .has("This round has this code already");
    let round = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    admin
        .post(
            &round,
            &[
                ("judges_per_entry", "0"),
                ("cut", "many"),
                ("closes_at", "2023-02-30T10:00"),
                ("name.en", "<i>Jury</i>"),
            ],
        )
        .await
        .expect(422)
        .has("value=\"<i>Jury</i>\"")
        .has("from 1 to 15")
        .has("Give a date and a time");
    let judge = jury.judges[0].who().id.to_string();
    let limit = format!("max_load.{judge}");
    admin
        .post(
            format!("{round}/panel"),
            &[("judge", &judge), (&limit, "-4")],
        )
        .await
        .expect(422)
        .has("value=\"-4\"");
    // Nobody who is no judge of this contest can be put on the panel.
    let foreign = jury.admin.who().id.to_string();
    admin
        .post(format!("{round}/panel"), &[("judge", &foreign)])
        .await
        .expect(404);
    admin
        .post(format!("{round}/panel"), &[("judge", "nobody")])
        .await
        .expect(422);
    // The round of another contest is not found here.
    let second = app.contest_named("2024").await;
    app.grant(&second, jury.admin.who(), Role::Admin).await;
    for noun in ["", "/assignments", "/progress", "/closure", "/reminders"] {
        let url = format!("/contests/2024/admin/rounds/{}{noun}", jury.round.id);
        admin.get(&url).await.expect(404);
    }
}

#[actix_web::test]
async fn a_judge_with_entries_stays_on_the_panel() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 2).await;
    let one = jury.judges[0].who().id.to_string();
    jury.admin
        .post(jury.console("panel"), &[("judge", &one)])
        .await
        .expect(409)
        .has("until they are handed over");
}

#[actix_web::test]
async fn closing_lists_what_is_unfinished_first() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.submit(&app, 0, &mine, 50, 60).await;
    jury.admin
        .get(jury.console("closure"))
        .await
        .ok()
        .has("judge1 latin: 0 of 1 done")
        .lacks("judge0 latin:")
        .has("1 of 2 ballots");
    let round = jury.round.id;
    jury.admin
        .post(jury.console("closure"), &[])
        .await
        .expect(303);
    let of = jury.contest.clone();
    let state = app
        .read(move |conn| Ok(Round::of(conn, &of, round)?.state))
        .await;
    assert_eq!(state, RoundState::Closed);
}

#[actix_web::test]
async fn pages_make_the_same_few_statements_at_few_and_many_rows() {
    let mut counts: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for entries in [10, 200] {
        let app = TestApp::new().await;
        let jury = Jury::open(&app, 2, entries, 2).await;
        let mine = jury.queue(&app, 0).await;
        jury.submit(&app, 0, &mine[0], 50, 60).await;
        let (judge, admin) = (&jury.judges[0], &jury.admin);
        for (name, visitor, path) in [
            ("queue", judge, jury.room()),
            ("done", judge, jury.room() + "?filter=done"),
            ("ballot", judge, jury.ballot(&mine[0])),
            ("open ballot", judge, jury.ballot(&mine[1])),
            ("progress", admin, jury.console("progress")),
            ("assignments", admin, jury.console("assignments")),
            ("closure", admin, jury.console("closure")),
            (
                "round",
                admin,
                jury.console("").trim_end_matches('/').to_owned(),
            ),
            ("rounds", admin, "/contests/2023/admin/rounds".to_owned()),
            (
                "criteria",
                admin,
                "/contests/2023/admin/criteria".to_owned(),
            ),
        ] {
            let (n, answer) = app.statements(visitor.get(&path)).await;
            answer.ok();
            counts.entry(name).or_default().push(n);
        }
        // The queue pages by key, and the second page goes on where the first ended.
        if entries == 200 {
            let first = judge.get(jury.room()).await.ok();
            let next = links(&first.text, &format!("{}?", jury.room()));
            let next = next.iter().find(|url| url.contains("after=")).unwrap();
            let second = judge
                .get(next.replace("&amp;", "&").replace("&#38;", "&"))
                .await
                .ok();
            assert!(second.text.contains(&mine[51].id.to_string()));
            assert!(!second.text.contains(&mine[50].id.to_string()));
            assert!(first.text.contains(&mine[50].id.to_string()));
            let coverage = admin.get(jury.console("progress")).await.ok();
            let next = links(
                &coverage.text,
                &format!("{}?after", jury.console("progress")),
            );
            let second = admin.get(&next[0]).await.ok();
            second.has("0 of 2 ballots").lacks("1 of 2 ballots");
        }
    }
    for (name, counts) in counts {
        assert!(
            counts[0] == counts[1] && counts[0] <= 8,
            "{name}: {counts:?}"
        );
    }
}
