//! Promises about judging.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Judge, Role};
use shortlist::db::{Id, Json};
use shortlist::entries::{Content, Credit, CreditRole, Entry, Metadata, Provenance, State};
use shortlist::i18n::{Locale, Trilingual};
use shortlist::judging::forms::{CriterionText, Given, PanelChoice, RoundSettings};
use shortlist::judging::store::Outcome;
use shortlist::judging::{
    Assignment, AssignmentState, Ballot, BallotState, RecusalReason, Round, RoundState,
};
use shortlist::schema::{assignments, ballots, entries, events, scores};

use crate::security::{Access, World};
use crate::support::{TestApp, Visitor};

fn criterion(code: &str, weight: i32) -> CriterionText {
    CriterionText {
        code: code.to_owned(),
        name: Trilingual::new("", "", &format!("Criterion {code}")),
        help: Trilingual::default(),
        weight,
        scale_min: 10,
        scale_max: 100,
        step: 10,
        levels: Vec::new(),
    }
}

/// A contest with an open round of two criteria (60 % and 40 %, 1 to 10 points).
struct Jury {
    contest: Contest,
    admin: Visitor,
    judges: Vec<Visitor>,
    round: Round,
}

impl Jury {
    async fn planned(app: &TestApp, judges: usize, entries: usize, per_entry: i32) -> Self {
        let contest = app.contest().await;
        let admin = app
            .with_role(&contest, "boss@example.org", "CN", Role::Admin)
            .await;
        let mut panel = Vec::new();
        for n in 0..judges {
            let email = format!("judge{n}@jury.example");
            panel.push(app.with_role(&contest, &email, "RU", Role::Judge).await);
        }
        let creator = app.account("secret.creator@films.example", "CN").await;
        for n in 0..entries {
            app.entry(&contest, &creator, &format!("Film {n}"), State::Accepted)
                .await;
        }
        let (by, of, now) = (admin.who().clone(), contest.clone(), app.now());
        let choices: Vec<PanelChoice> = panel
            .iter()
            .map(|judge| PanelChoice {
                judge: judge.who().id,
                max_load: None,
            })
            .collect();
        let round = app
            .write(move |conn| {
                let round = Round::make_first(conn, &by, &of, now)?;
                round.add_criterion(conn, &by, &criterion("theme", 6000), now)?;
                round.add_criterion(conn, &by, &criterion("craft", 4000), now)?;
                let settings = RoundSettings {
                    name: Trilingual::new("", "", "Jury"),
                    judges_per_entry: per_entry,
                    cut: 0,
                    closes_at: None,
                };
                round.change(conn, &by, &settings, now)?;
                round.set_panel(conn, &by, &choices, now)?;
                Round::of(conn, &of, round.id)
            })
            .await;
        Self {
            contest,
            admin,
            judges: panel,
            round,
        }
    }

    async fn open(app: &TestApp, judges: usize, entries: usize, per_entry: i32) -> Self {
        let jury = Self::planned(app, judges, entries, per_entry).await;
        let (by, of, round, now) = (
            jury.admin.who().clone(),
            jury.contest.clone(),
            jury.round.clone(),
            app.now(),
        );
        app.write(move |conn| {
            round.assign(conn, &by, None, now)?;
            round.open(conn, &by, &of, "http://localhost", now)
        })
        .await;
        jury
    }

    fn judge(&self, n: usize) -> Judge {
        Judge {
            account: self.judges[n].who().clone(),
            contest: self.contest.clone(),
        }
    }

    /// The live assignments of a judge in the order of the queue.
    async fn queue(&self, app: &TestApp, n: usize) -> Vec<Assignment> {
        let judge = self.judges[n].who().id;
        app.read(move |conn| {
            Ok(assignments::table
                .filter(assignments::judge_id.eq(judge))
                .filter(
                    assignments::state.eq_any([AssignmentState::Open, AssignmentState::Skipped]),
                )
                .order(assignments::position)
                .select(Assignment::as_select())
                .load(conn)?)
        })
        .await
    }

    fn room(&self) -> String {
        format!("/contests/{}/judging", self.contest.slug)
    }

    fn ballot(&self, assignment: &Assignment) -> String {
        format!("{}/{}", self.room(), assignment.id)
    }

    fn console(&self, noun: &str) -> String {
        format!(
            "/contests/{}/admin/rounds/{}/{noun}",
            self.contest.slug, self.round.id
        )
    }

    async fn submit(
        &self,
        app: &TestApp,
        n: usize,
        assignment: &Assignment,
        theme: i32,
        craft: i32,
    ) {
        let (judge, id, now) = (self.judge(n), assignment.id, app.now());
        let given = Given {
            points: vec![("theme".to_owned(), theme), ("craft".to_owned(), craft)],
            ..Given::default()
        };
        let outcome = app
            .write(move |conn| Ballot::submit(conn, &judge, id, &given, now))
            .await;
        assert!(matches!(outcome, Outcome::Saved(saved) if saved.is_submitted));
    }
}

async fn ballot_of(app: &TestApp, assignment: &Assignment) -> Option<Ballot> {
    let id = assignment.id;
    app.read(move |conn| {
        Ok(ballots::table
            .filter(ballots::assignment_id.eq(id))
            .select(Ballot::as_select())
            .first(conn)
            .optional()?)
    })
    .await
}

async fn count_events(app: &TestApp, kind: &'static str, action: &'static str) -> i64 {
    app.read(move |conn| {
        Ok(events::table
            .filter(events::subject_kind.eq(kind))
            .filter(events::action.eq(action))
            .count()
            .get_result(conn)?)
    })
    .await
}

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

/// The addresses on a page that begin so, in order, each once.
fn links(html: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in html.split("href=\"").skip(1) {
        let url = piece.split('"').next().unwrap();
        if url.starts_with(start) && !found.iter().any(|each| each == url) {
            found.push(url.to_owned());
        }
    }
    found
}

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
            cut: 0,
            closes_at: None,
        },
        app.now(),
    );
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let plan = app
        .write(move |conn| {
            Round::of(conn, &of, id)?.change(conn, &by, &round, now)?;
            Round::of(conn, &of, id)?.assign(conn, &by, None, now)
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
    assert!(n <= 8, "{n} statements");
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
    assert!(n <= 8, "{n} statements");
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
    judge
        .post(format!("{url}/skip"), &[])
        .await
        .leads_to(jury.room());
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
    let mine = jury.queue(&app, 0).await.remove(0);
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
        .leads_to(jury.room());
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
        .write(move |conn| round.assign(conn, &by, None, now))
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
    jury.admin.get(&url).await.ok().has("Pending: 1");
    jury.admin
        .post(&url, &[])
        .await
        .leads_to(jury.console("progress"));
    let left: Vec<_> = jury.queue(&app, 0).await.iter().map(|a| a.id).collect();
    assert_eq!(left, vec![mine[0].id]);
    let others = jury.queue(&app, 1).await.len() + jury.queue(&app, 2).await.len();
    assert_eq!(others, 5);
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
        .has("a date and a time that exist");
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

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let by = app.account("round.maker@example.org", "CN").await;
    let (contest, now) = (world.contest.clone(), app.now());
    let (round, criterion) = app
        .write(move |conn| {
            let round = Round::make_first(conn, &by, &contest, now)?;
            let new = criterion("theme", 10_000);
            let added = round.add_criterion(conn, &by, &new, now)?;
            Ok((round.id, added.id))
        })
        .await;
    let nobody = uuid::Uuid::now_v7();
    let console = |status| [303, 404, 404, 404, status, status];
    let room = |status| [303, 404, 404, status, 404, 404];
    let mut rows = vec![
        Access::new(
            "GET",
            "/contests/{contest}/judging",
            "/contests/2023/judging",
            room(200),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/criteria",
            "/contests/2023/admin/criteria",
            console(200),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/criteria",
            "/contests/2023/admin/criteria",
            console(422),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/rounds",
            "/contests/2023/admin/rounds",
            console(200),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/rounds",
            "/contests/2023/admin/rounds",
            console(303),
        ),
    ];
    let ballot = format!("/contests/2023/judging/{nobody}");
    for (method, route, noun) in [
        ("GET", "/contests/{contest}/judging/{assignment}", ""),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/scores",
            "/scores",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/submission",
            "/submission",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/skip",
            "/skip",
        ),
        (
            "GET",
            "/contests/{contest}/judging/{assignment}/recusal",
            "/recusal",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/recusal",
            "/recusal",
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{ballot}{noun}"),
            room(404),
        ));
    }
    let of_criterion = format!("/contests/2023/admin/criteria/{criterion}");
    for (method, route, noun, status) in [
        ("GET", "/contests/{contest}/admin/criteria/{id}", "", 200),
        ("POST", "/contests/{contest}/admin/criteria/{id}", "", 422),
        (
            "POST",
            "/contests/{contest}/admin/criteria/{id}/position",
            "/position",
            303,
        ),
        (
            "GET",
            "/contests/{contest}/admin/criteria/{id}/deletion",
            "/deletion",
            200,
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{of_criterion}{noun}"),
            console(status),
        ));
    }
    // Another row needs the criterion: what is deleted here is none.
    rows.push(Access::new(
        "POST",
        "/contests/{contest}/admin/criteria/{id}/deletion",
        format!("/contests/2023/admin/criteria/{nobody}/deletion"),
        console(404),
    ));
    let of_round = format!("/contests/2023/admin/rounds/{round}");
    for (method, route, noun, status) in [
        ("GET", "/contests/{contest}/admin/rounds/{id}", "", 200),
        ("POST", "/contests/{contest}/admin/rounds/{id}", "", 422),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/panel",
            "/panel",
            303,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/assignments",
            "/assignments",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/assignments",
            "/assignments",
            409,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/opening",
            "/opening",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/closure",
            "/closure",
            409,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/closure",
            "/closure",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/reopening",
            "/reopening",
            409,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/reopening",
            "/reopening",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/progress",
            "/progress",
            200,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/reminders",
            "/reminders",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/reminders",
            "/reminders",
            409,
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{of_round}{noun}"),
            console(status),
        ));
    }
    for method in ["GET", "POST"] {
        rows.push(Access::new(
            method,
            "/contests/{contest}/admin/rounds/{id}/judges/{judge}/handover",
            format!("{of_round}/judges/{nobody}/handover"),
            console(404),
        ));
    }
    rows
}
