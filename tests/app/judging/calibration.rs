//! Promises about a round in which the whole panel scores the same few entries, and about entries that are chosen for a
//! round by hand.

use shortlist::judging::Source;

use super::*;

struct Rehearsal {
    jury: Jury,
    round: Round,
}

impl Rehearsal {
    /// A round of calibration beside the jury's planned one, with films 0 and 2 chosen for it.
    async fn planned(app: &TestApp) -> Self {
        let jury = Jury::planned(app, 3, 3, 2).await;
        let made = jury
            .admin
            .post("/contests/2023/admin/rounds/calibration", &[])
            .await
            .expect(303);
        let of = jury.contest.clone();
        let rounds = app.read(move |conn| Round::all(conn, &of)).await;
        let round = rounds.into_iter().find(|round| round.calibration).unwrap();
        assert_eq!(round.judges_per_entry, 3, "the whole panel");
        assert_eq!(round.source, Source::Chosen);
        let picks = format!("/contests/2023/admin/rounds/{}/picks", round.id);
        assert!(made.location().ends_with(&picks));
        jury.admin
            .post(&picks, &[("numbers", "CN-0001, 3")])
            .await
            .leads_to(&picks);
        Self { jury, round }
    }

    async fn open(app: &TestApp) -> Self {
        let this = Self::planned(app).await;
        let (by, of, id, now) = (
            this.jury.admin.who().clone(),
            this.jury.contest.clone(),
            this.round.id,
            app.now(),
        );
        app.write(move |conn| {
            let round = Round::of(conn, &of, id)?;
            round.assign(conn, &by, None, "http://localhost", now)?;
            round.open(conn, &by, &of, "http://localhost", now)
        })
        .await;
        this
    }

    /// Judge `n` gives all their entries so many points by each criterion.
    async fn score(&self, app: &TestApp, n: usize, points: &str) {
        for assignment in self.jury.queue(app, n).await {
            self.jury.judges[n]
                .post(
                    format!("/contests/2023/judging/{}/submission", assignment.id),
                    &[("points.theme", points), ("points.craft", points)],
                )
                .await
                .expect(303);
        }
    }

    fn own(&self) -> String {
        format!(
            "/contests/2023/judging/rounds/{}/calibration",
            self.round.id
        )
    }

    fn admins(&self) -> String {
        format!("/contests/2023/admin/rounds/{}/calibration", self.round.id)
    }
}

#[actix_web::test]
async fn everybody_scores_the_chosen_entries_and_nothing_else() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::open(&app).await;
    for n in 0..3 {
        assert_eq!(rehearsal.jury.queue(&app, n).await.len(), 2, "judge {n}");
    }
}

#[actix_web::test]
async fn an_entry_gets_as_many_judges_as_are_on_the_panel_until_the_round_opens() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::planned(&app).await;
    let (admin, id) = (&rehearsal.jury.admin, rehearsal.round.id);
    let page = format!("/contests/2023/admin/rounds/{id}");
    let number = async || {
        let of = rehearsal.jury.contest.clone();
        let round = app.read(move |conn| Round::of(conn, &of, id)).await;
        round.judges_per_entry
    };
    let judges: Vec<String> = rehearsal
        .jury
        .judges
        .iter()
        .map(|judge| judge.who().id.to_string())
        .collect();
    let panel: Vec<(&str, &str)> = judges[..2]
        .iter()
        .map(|id| ("judge", id.as_str()))
        .collect();
    admin
        .post(format!("{page}/panel"), &panel)
        .await
        .expect(303);
    assert_eq!(number().await, 2, "one left");
    let panel: Vec<(&str, &str)> = judges.iter().map(|id| ("judge", id.as_str())).collect();
    admin
        .post(format!("{page}/panel"), &panel)
        .await
        .expect(303);
    assert_eq!(number().await, 3, "and came back");
    // The form does not ask for it, and what it sends changes nothing.
    admin
        .get(&page)
        .await
        .ok()
        .has("the number follows the panel")
        .has("type=\"hidden\" name=\"judges_per_entry\" value=\"3\"");
    let form = [
        ("name.en", "Calibration"),
        ("judges_per_entry", "1"),
        ("format", "scorecard"),
        ("source", "chosen"),
        ("cut_rule", "places"),
        ("cut", "0"),
    ];
    admin.post(&page, &form).await.expect(303);
    assert_eq!(number().await, 3);
}

#[actix_web::test]
async fn a_judge_sees_how_the_panel_scored_an_entry_once_the_own_ballot_is_in() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::open(&app).await;
    rehearsal.score(&app, 0, "8").await;
    let (first, second) = (&rehearsal.jury.judges[0], &rehearsal.jury.judges[1]);
    second
        .get(rehearsal.own())
        .await
        .ok()
        .has("Score it first")
        .lacks("8.00")
        .lacks("<circle");
    rehearsal.score(&app, 1, "6").await;
    second
        .get(rehearsal.own())
        .await
        .ok()
        .has("You: 6.00")
        .has("8.00")
        .has("you are stricter")
        .has("2.00 points less")
        .lacks("judge0");
    first
        .get(rehearsal.own())
        .await
        .ok()
        .has("you are more generous");
    let (count, _) = app
        .statements(async { second.get(rehearsal.own()).await.ok() })
        .await;
    assert!(count <= 8, "{count} statements");
}

#[actix_web::test]
async fn an_organiser_sees_the_judges_by_name() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::open(&app).await;
    rehearsal.score(&app, 0, "8").await;
    rehearsal.score(&app, 1, "6").await;
    let name = rehearsal.jury.judges[0].who().latin_name.clone();
    rehearsal
        .jury
        .admin
        .get(rehearsal.admins())
        .await
        .ok()
        .has(&name)
        .has("+2.00")
        .has("2 ballots");
    // Neither page is there for a round that counts.
    let other = format!(
        "/contests/2023/admin/rounds/{}/calibration",
        rehearsal.jury.round.id
    );
    rehearsal.jury.admin.get(other).await.expect(404);
}

#[actix_web::test]
async fn nothing_is_ranked_by_a_calibration() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::open(&app).await;
    rehearsal.score(&app, 0, "8").await;
    let key = rehearsal.round.id.to_string();
    let admin = &rehearsal.jury.admin;
    admin
        .get("/contests/2023/admin/results")
        .await
        .ok()
        .lacks(&key);
    admin
        .post("/contests/2023/admin/results", &[("round", &key)])
        .await
        .expect(404);
    admin
        .get("/contests/2023/admin/rounds/new")
        .await
        .ok()
        .lacks(&key);
}

#[actix_web::test]
async fn entries_are_chosen_by_their_numbers_until_the_round_opens() {
    let app = TestApp::new().await;
    let rehearsal = Rehearsal::planned(&app).await;
    let (admin, id) = (&rehearsal.jury.admin, rehearsal.round.id);
    let picks = format!("/contests/2023/admin/rounds/{id}/picks");
    admin
        .get(&picks)
        .await
        .ok()
        .has("2 entries")
        .has("Film 0")
        .has("Film 2")
        .lacks("Film 1");
    for (typed, said) in [
        ("1 99", "has the number 99"),
        ("1 first", "has the number first"),
        ("<b>1</b>", "has the number"),
    ] {
        admin
            .post(&picks, &[("numbers", typed)])
            .await
            .expect(422)
            .has(said);
    }
    admin.get(&picks).await.ok().has("2 entries");
    admin.post(&picks, &[("numbers", "2")]).await.expect(303);
    admin.get(&picks).await.ok().has("Film 1").lacks("Film 2");
    // A round that takes other entries has no such page.
    let other = format!(
        "/contests/2023/admin/rounds/{}/picks",
        rehearsal.jury.round.id
    );
    admin.get(&other).await.expect(404);
    admin.post(&other, &[("numbers", "1")]).await.expect(409);
    // Nor can the choice change once it is open.
    let (by, of, now) = (
        admin.who().clone(),
        rehearsal.jury.contest.clone(),
        app.now(),
    );
    app.write(move |conn| {
        let round = Round::of(conn, &of, id)?;
        round.assign(conn, &by, None, "http://localhost", now)?;
        round.open(conn, &by, &of, "http://localhost", now)
    })
    .await;
    admin.post(&picks, &[("numbers", "1")]).await.expect(409);
    admin.get(&picks).await.ok().lacks("<textarea");
}

/// A contest of this name with a round of calibration in which `judge` and three others have scored two of three films,
/// each in their own way.
pub async fn rehearsed(app: &TestApp, judge: Id<Account>, slug: &str) {
    let contest = app.contest_named(slug).await;
    let judge = app.read(move |conn| Account::find(conn, judge)).await;
    app.grant(&contest, &judge, Role::Judge).await;
    let mut panel = vec![judge];
    for (name, country) in [("lu", "CN"), ("vera", "RU"), ("oleg", "RU")] {
        let email = format!("{name}@rehearsal.example");
        panel.push(app.account(&email, country).await);
        app.grant(&contest, &panel[panel.len() - 1], Role::Judge)
            .await;
    }
    let creator = app.account("maker@rehearsal.example", "CN").await;
    for title in ["晨跑", "На катке", "Noodles at Four"] {
        app.entry(&contest, &creator, title, State::Accepted).await;
    }
    let (by, now) = (panel[0].clone(), app.now());
    app.write(move |conn| {
        let round = Round::plan_calibration(conn, &by, &contest, now)?;
        round.add_criterion(conn, &by, &criterion("theme", 10_000), now)?;
        round.pick(conn, &by, &[1, 2, 3], now)?;
        round.assign(conn, &by, None, "http://localhost", now)?;
        round.open(conn, &by, &contest, "http://localhost", now)?;
        let round = Round::of(conn, &contest, round.id)?;
        for (n, account) in panel.iter().enumerate() {
            let judge = Judge {
                account: account.clone(),
                contest: contest.clone(),
            };
            let own = Assignment::of_judge(conn, &round, account)?;
            for (at, (assignment, _)) in own.iter().enumerate().take(2) {
                let points = [80, 65, 90, 40][(n + at) % 4];
                let given = Given {
                    points: vec![("theme".to_owned(), points / 10 * 10)],
                    ..Given::default()
                };
                Ballot::submit(conn, &judge, *assignment, &given, now)?;
            }
        }
        Ok(())
    })
    .await;
}
