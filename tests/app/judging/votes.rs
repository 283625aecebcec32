//! Promises about a round in which judges say yes, maybe or no.

use shortlist::judging::Format;

use super::*;

/// Makes the jury's planned round one of votes, with the cut that `rule` names.
async fn of_votes(app: &TestApp, jury: &Jury, rule: &str) {
    let page = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    jury.admin
        .post(
            &page,
            &[
                ("name.en", "First look"),
                ("judges_per_entry", "2"),
                ("format", "votes"),
                ("source", "accepted"),
                ("cut_rule", rule),
                ("cut", "0"),
            ],
        )
        .await
        .leads_to(&page);
    let (by, of, id, now) = (
        jury.admin.who().clone(),
        jury.contest.clone(),
        jury.round.id,
        app.now(),
    );
    app.write(move |conn| {
        let round = Round::of(conn, &of, id)?;
        assert_eq!(round.format, Format::Votes);
        round.assign(conn, &by, None, "http://localhost", now)?;
        round.open(conn, &by, &of, "http://localhost", now)
    })
    .await;
}

fn ballot(assignment: &Assignment) -> String {
    format!("/contests/2023/judging/{}", assignment.id)
}

#[actix_web::test]
async fn a_vote_is_one_press_and_leads_to_the_next_film() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 3, 2).await;
    of_votes(&app, &jury, "unopposed").await;
    let (judge, queue) = (&jury.judges[0], jury.queue(&app, 0).await);
    judge
        .get(ballot(&queue[1]))
        .await
        .ok()
        .has(">Yes</button>")
        .has(">Maybe</button>")
        .has(">No</button>")
        .lacks("Criterion theme")
        .lacks("%</span></legend>");
    let vote = async |n: usize, points: &str| {
        judge
            .post(
                format!("{}/submission", ballot(&queue[n])),
                &[("points.vote", points), ("note", "")],
            )
            .await
    };
    vote(1, "0.5").await.leads_to(ballot(&queue[2]));
    // After the last of the queue comes what was passed over.
    vote(2, "0").await.leads_to(ballot(&queue[0]));
    vote(0, "1").await.leads_to("/contests/2023/judging");
    judge
        .get("/contests/2023/judging?filter=done")
        .await
        .ok()
        .has("Yes")
        .has("Maybe")
        .has("No");
    // A vote can be changed while the round is open; something that is no vote cannot be given.
    vote(0, "0").await.expect(303);
    vote(0, "0.7").await.expect(422);
    judge
        .get(ballot(&queue[0]))
        .await
        .ok()
        .has("value=\"0\" formaction=\"");
}

#[actix_web::test]
async fn others_votes_are_counted_once_ones_own_is_in() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 1, 2).await;
    of_votes(&app, &jury, "majority").await;
    let (first, second) = (jury.queue(&app, 0).await, jury.queue(&app, 1).await);
    let url = |of: &[Assignment]| format!("{}/submission", ballot(&of[0]));
    jury.judges[0]
        .post(url(&first), &[("points.vote", "0.5")])
        .await
        .expect(303);
    jury.judges[1]
        .get(ballot(&second[0]))
        .await
        .ok()
        .lacks("maybe: 1");
    jury.judges[1]
        .post(url(&second), &[("points.vote", "1")])
        .await
        .expect(303);
    jury.judges[1]
        .get(ballot(&second[0]))
        .await
        .ok()
        .has("maybe: 1");
}

#[actix_web::test]
async fn who_goes_through_a_round_of_votes_is_whom_its_judges_agree_on() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 3, 2).await;
    of_votes(&app, &jury, "unopposed").await;
    // Film 0: yes and maybe. Film 1: yes and no. Film 2: maybe twice.
    for (n, votes) in [["1", "1", "0.5"], ["0.5", "0", "0.5"]].iter().enumerate() {
        for assignment in jury.queue(&app, n).await {
            let entry = assignment.entry_id;
            let title = app
                .read(move |conn| Ok(Entry::find(conn, entry)?.title))
                .await;
            let film: usize = title.trim_start_matches("Film ").parse().unwrap();
            jury.judges[n]
                .post(
                    format!("{}/submission", ballot(&assignment)),
                    &[("points.vote", votes[film])],
                )
                .await
                .expect(303);
        }
    }
    let page = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    jury.admin
        .get(format!("{page}/disagreement"))
        .await
        .ok()
        .has("Yes")
        .has("No");
    jury.admin
        .post(format!("{page}/closure"), &[])
        .await
        .expect(303);
    jury.admin
        .post(
            "/contests/2023/admin/results",
            &[("round", &jury.round.id.to_string())],
        )
        .await
        .expect(303);
    app.mails().await;
    let through = app
        .read(|conn| {
            use shortlist::schema::ranking_rows;
            Ok(ranking_rows::table
                .inner_join(entries::table)
                .filter(ranking_rows::through.eq(true))
                .select(entries::title)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(through, ["Film 0"]);
}

#[actix_web::test]
async fn the_criterion_of_votes_is_not_the_organisers_to_change() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 1, 2).await;
    of_votes(&app, &jury, "places").await;
    let page = "/contests/2023/admin/criteria";
    jury.admin
        .get(page)
        .await
        .ok()
        .has("This round does not ask for points.")
        .lacks("Criterion theme")
        .lacks("name=\"scale_min\"");
    let more = [
        ("code", "more"),
        ("name.en", "More"),
        ("weight", "10"),
        ("scale_min", "1"),
        ("scale_max", "10"),
        ("step", "1"),
    ];
    jury.admin.post(page, &more).await.expect(409);
    // Once it is open it stays what it is.
    let round = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    let form = [
        ("name.en", "First look"),
        ("judges_per_entry", "2"),
        ("format", "scorecard"),
        ("cut_rule", "places"),
        ("cut", "0"),
    ];
    jury.admin.post(round, &form).await.expect(409);
}

#[actix_web::test]
async fn an_agreement_is_only_asked_of_votes() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 1, 2).await;
    let round = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    let form = [
        ("name.en", "First look"),
        ("judges_per_entry", "2"),
        ("format", "scorecard"),
        ("source", "accepted"),
        ("cut_rule", "majority"),
    ];
    jury.admin
        .post(round, &form)
        .await
        .expect(422)
        .has("Only a round of votes")
        .has("First look");
}
