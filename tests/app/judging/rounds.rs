//! Promises about several rounds: which entries each takes, and how entries come from one into the next.

use shortlist::judging::forms::{NewRound, Scope};
use shortlist::judging::{CutRule, Source, Way};
use shortlist::results::Parameters;
use shortlist::schema::{criteria, rankings, round_entries, rounds};

use super::*;

/// A contest with an admin, judges of both countries and three films of each.
struct Season {
    contest: Contest,
    admin: Visitor,
    /// `cn0`, `cn1`, `ru0`, `ru1`.
    judges: Vec<Visitor>,
    /// `Li 0` to `Li 2`, then `Anna 0` to `Anna 2`.
    films: Vec<Entry>,
}

impl Season {
    async fn new(app: &TestApp) -> Self {
        let contest = app.contest().await;
        let admin = app
            .with_role(&contest, "boss@example.org", "CN", Role::Admin)
            .await;
        let mut judges = Vec::new();
        for (name, country) in [("cn0", "CN"), ("cn1", "CN"), ("ru0", "RU"), ("ru1", "RU")] {
            let email = format!("{name}@jury.example");
            judges.push(app.with_role(&contest, &email, country, Role::Judge).await);
        }
        let mut films = Vec::new();
        for (name, country) in [("Li", "CN"), ("Anna", "RU")] {
            let email = format!("{}@films.example", name.to_lowercase());
            let creator = app.account(&email, country).await;
            for n in 0..3 {
                let title = format!("{name} {n}");
                films.push(app.entry(&contest, &creator, &title, State::Accepted).await);
            }
        }
        Self {
            contest,
            admin,
            judges,
            films,
        }
    }

    async fn rounds(&self, app: &TestApp) -> Vec<Round> {
        let of = self.contest.clone();
        app.read(move |conn| Round::all(conn, &of)).await
    }

    fn page(&self, round: &Round, noun: &str) -> String {
        format!("/contests/2023/admin/rounds/{}{noun}", round.id)
    }

    /// Assigns, opens, lets each film have what `points` says of its title, closes and ranks.
    async fn run(&self, app: &TestApp, round: &Round, points: impl Fn(&str) -> i32) {
        let (by, of, id) = (self.admin.who().clone(), self.contest.clone(), round.id);
        let now = app.now();
        // The plain mean: its ties and points are told from the scores.
        self.admin
            .post(
                self.page(round, "/method"),
                &[("method", "mean"), ("version", "0")],
            )
            .await
            .expect(303);
        let todo = app
            .write(move |conn| {
                let round = Round::of(conn, &of, id)?;
                round.assign(conn, &by, None, "http://localhost", now)?;
                round.open(conn, &by, &of, "http://localhost", now)?;
                Ok(assignments::table
                    .inner_join(entries::table)
                    .filter(assignments::round_id.eq(id))
                    .select((assignments::id, assignments::judge_id, entries::title))
                    .load::<(Id<Assignment>, Id<Account>, String)>(conn)?)
            })
            .await;
        for (assignment, judge, title) in todo {
            let account = self.judges.iter().find(|each| each.who().id == judge);
            let judge = Judge {
                account: account.unwrap().who().clone(),
                contest: self.contest.clone(),
            };
            let given = Given {
                points: vec![("whole".to_owned(), points(&title))],
                ..Given::default()
            };
            app.write(move |conn| Ballot::submit(conn, &judge, assignment, &given, now))
                .await;
        }
        self.admin
            .post(self.page(round, "/closure"), &[])
            .await
            .expect(303);
        self.admin
            .post(
                "/contests/2023/admin/results",
                &[("round", &round.id.to_string())],
            )
            .await
            .expect(303);
        app.mails().await;
    }

    /// The titles of a round's own entries, as its progress lists them.
    async fn titles(&self, round: &Round) -> Vec<String> {
        let page = self.admin.get(self.page(round, "/progress")).await.ok();
        let all = self.films.iter().map(|film| film.title.clone());
        all.filter(|title| page.text.contains(title.as_str()))
            .collect()
    }

    /// A first round that takes all six films, by one criterion, cut as `settings` say, run and closed; and a second
    /// that takes what comes through it.
    async fn with_second(
        app: &TestApp,
        settings: RoundSettings,
        points: impl Fn(&str) -> i32,
    ) -> (Self, Round, Round) {
        let season = Self::new(app).await;
        let (by, of, now) = (
            season.admin.who().clone(),
            season.contest.clone(),
            app.now(),
        );
        let panel: Vec<_> = season.judges.iter().map(|j| j.who().clone()).collect();
        let (first, second) = app
            .write(move |conn| {
                let first = Round::make_first(conn, &by, &of, now)?;
                first.add_criterion(conn, &by, &criterion("whole", 10_000), now)?;
                first.change(conn, &by, &settings, now)?;
                for judge in &panel {
                    first.add_panelist(conn, &by, judge, None, now)?;
                }
                let new = NewRound {
                    settings: RoundSettings {
                        name: Trilingual::new("", "", "Second"),
                        judges_per_entry: 1,
                        scope: Some(Scope {
                            source: Source::Through,
                            earlier: vec![first.id],
                            ..Scope::default()
                        }),
                        ..RoundSettings::default()
                    },
                    criteria_from: Some(first.id),
                };
                let second = Round::make(conn, &by, &of, &new, now)?;
                Ok((Round::of(conn, &of, first.id)?, second))
            })
            .await;
        season.run(app, &first, points).await;
        (season, first, second)
    }
}

fn first_settings(cut_rule: CutRule, cut: i32, cut_threshold: i32) -> RoundSettings {
    RoundSettings {
        name: Trilingual::new("", "", "First"),
        judges_per_entry: 1,
        cut_rule,
        cut,
        cut_threshold,
        ..RoundSettings::default()
    }
}

/// `Li 0` and `Anna 0` get 9, the next 8, the last 7.
fn by_number(title: &str) -> i32 {
    match title.chars().last() {
        Some('0') => 90,
        Some('1') => 80,
        _ => 70,
    }
}

async fn ways(app: &TestApp, round: &Round) -> Vec<(String, Way, String)> {
    let id = round.id;
    app.read(move |conn| {
        Ok(round_entries::table
            .inner_join(entries::table)
            .filter(round_entries::round_id.eq(id))
            .order(entries::id)
            .select((entries::title, round_entries::way, round_entries::reason))
            .load(conn)?)
    })
    .await
}

#[actix_web::test]
async fn national_rounds_lead_to_a_joint_final_each_judged_by_itself() {
    let app = TestApp::new().await;
    let season = Season::new(&app).await;
    let admin = &season.admin;
    admin
        .post(
            "/contests/2023/admin/criteria",
            &[
                ("code", "whole"),
                ("name.en", "Whole"),
                ("weight", "100"),
                ("scale_min", "1"),
                ("scale_max", "10"),
                ("step", "1"),
            ],
        )
        .await
        .expect(303);
    admin
        .post("/contests/2023/admin/rounds/national", &[])
        .await
        .leads_to("/contests/2023/admin/rounds");
    let rounds = season.rounds(&app).await;
    assert_eq!(rounds.len(), 3, "the unused first round is one of them");
    admin
        .get("/contests/2023/admin/rounds")
        .await
        .ok()
        .has("China: national round")
        .has("Russia: national round")
        .has("Joint final");
    let (china, russia, last) = (&rounds[0], &rounds[1], &rounds[2]);
    admin
        .get(season.page(china, ""))
        .await
        .ok()
        .has("All accepted entries · China · 3 entries");
    for round in [china, russia] {
        let stream = round.stream_id.unwrap().to_string();
        admin
            .post(
                season.page(round, ""),
                &[
                    ("name.en", "National"),
                    ("judges_per_entry", "2"),
                    ("source", "accepted"),
                    ("stream", &stream),
                    ("cut_rule", "places"),
                    ("cut", "1"),
                ],
            )
            .await
            .expect(303);
    }
    admin
        .get(season.page(last, "/entries"))
        .await
        .ok()
        .has("The round is not closed")
        .lacks("Take those who go through");
    admin
        .post(season.page(last, "/entries"), &[])
        .await
        .expect(409);
    season.run(&app, china, by_number).await;
    assert_eq!(season.titles(china).await, ["Li 0", "Li 1", "Li 2"]);
    admin
        .post(season.page(last, "/entries"), &[])
        .await
        .expect(409);
    season.run(&app, russia, by_number).await;
    admin
        .get(season.page(last, "/entries"))
        .await
        .ok()
        .has("Take those who go through");
    admin
        .post(season.page(last, "/entries"), &[])
        .await
        .leads_to(season.page(last, "/entries"));
    admin
        .get(season.page(last, "/entries"))
        .await
        .ok()
        .has("Li 0")
        .has("by place")
        .lacks("Li 1");
    assert_eq!(season.titles(last).await, ["Li 0", "Anna 0"]);
    season.run(&app, last, by_number).await;
    // Who judged China saw it and the final, each with its own entries.
    let queue = season.judges[0]
        .get("/contests/2023/judging")
        .await
        .ok()
        .has("Your rounds")
        .has("3 of 3 done")
        .has("2 of 2 done")
        .has("Joint final");
    assert!(!queue.text.contains("Anna 1"), "a film of the other round");
    let id = last.id;
    let parameters = app
        .read(move |conn| {
            Ok(rankings::table
                .filter(rankings::round_id.eq(id))
                .select(rankings::parameters)
                .first::<Json<Parameters>>(conn)?)
        })
        .await;
    assert_eq!((parameters.ranked, parameters.unranked), (2, 0));
}

#[actix_web::test]
async fn a_tie_across_the_cut_is_named_and_the_next_round_waits_for_it() {
    let app = TestApp::new().await;
    let equal = |title: &str| if title.ends_with('2') { 70 } else { 80 };
    let (season, _, second) =
        Season::with_second(&app, first_settings(CutRule::Places, 1, 0), equal).await;
    let entries_page = season.page(&second, "/entries");
    let page = season
        .admin
        .get(&entries_page)
        .await
        .ok()
        .has("1 place is left for these entries, all with 8.000 points")
        .has("Li 0")
        .has("Anna 1")
        .has("Decide who of them goes through and say why")
        .lacks("Take those who go through");
    season.admin.post(&entries_page, &[]).await.expect(409);
    let cut = links(&page.text, "/contests/2023/admin/results/")
        .into_iter()
        .find(|url| url.ends_with("/cut"))
        .unwrap();
    let (li, anna) = (
        season.films[1].id.to_string(),
        season.films[3].id.to_string(),
    );
    season
        .admin
        .post(
            &cut,
            &[
                ("through", &li),
                ("through", &anna),
                ("reason", "The chair"),
            ],
        )
        .await
        .expect(303);
    season.admin.post(&entries_page, &[]).await.expect(303);
    let ways = ways(&app, &second).await;
    let found: Vec<_> = ways
        .iter()
        .map(|(title, way, _)| (title.as_str(), *way))
        .collect();
    assert_eq!(found, [("Li 1", Way::Tie), ("Anna 0", Way::Tie)]);
}

#[actix_web::test]
async fn a_threshold_takes_whoever_reaches_it_and_says_so() {
    let app = TestApp::new().await;
    let (season, _, second) = Season::with_second(
        &app,
        first_settings(CutRule::Threshold, 0, 8_000),
        by_number,
    )
    .await;
    let page = season.page(&second, "/entries");
    season
        .admin
        .get(&page)
        .await
        .ok()
        .has("Everyone with 8.000 points or more")
        .has("4 entries");
    season.admin.post(&page, &[]).await.expect(303);
    let ways = ways(&app, &second).await;
    assert_eq!(ways.len(), 4);
    assert!(ways.iter().all(|(_, way, _)| *way == Way::Threshold));
}

#[actix_web::test]
async fn by_hand_goes_through_whom_the_admin_ticks_with_the_reason_kept() {
    let app = TestApp::new().await;
    let (season, first, second) =
        Season::with_second(&app, first_settings(CutRule::ByHand, 0, 0), by_number).await;
    let entries_page = season.page(&second, "/entries");
    season
        .admin
        .get(&entries_page)
        .await
        .ok()
        .has("Tick who goes through")
        .lacks("Take those who go through");
    season.admin.post(&entries_page, &[]).await.expect(409);
    let ticks = season.page(&second, &format!("/entries/{}", first.id));
    season
        .admin
        .get(&ticks)
        .await
        .ok()
        .has("Li 2")
        .has("Anna 2");
    let ids: Vec<String> = season
        .films
        .iter()
        .map(|film| film.id.to_string())
        .collect();
    let mut form: Vec<(&str, &str)> = ids.iter().map(|id| ("shown", id.as_str())).collect();
    form.extend([("through", ids[2].as_str()), ("through", ids[3].as_str())]);
    form.push(("reason", "The jury asked for them"));
    season.admin.post(&ticks, &form).await.leads_to(&ticks);
    let kept = |title: &str| {
        (
            title.to_owned(),
            Way::ByHand,
            "The jury asked for them".to_owned(),
        )
    };
    assert_eq!(ways(&app, &second).await, [kept("Li 2"), kept("Anna 0")]);
    // Another page of the list leaves them; the same page without a tick gives one back.
    season
        .admin
        .post(&ticks, &[("shown", &ids[0]), ("through", &ids[0])])
        .await
        .expect(303);
    assert_eq!(ways(&app, &second).await.len(), 3);
    season
        .admin
        .post(
            &ticks,
            &[("shown", &ids[2]), ("shown", &ids[3]), ("through", &ids[3])],
        )
        .await
        .expect(303);
    let left = ways(&app, &second).await;
    assert_eq!(left.len(), 2);
    assert_eq!(left[1], kept("Anna 0"));
}

#[actix_web::test]
async fn what_came_through_stays_when_the_earlier_round_is_ranked_again() {
    let app = TestApp::new().await;
    let (season, first, second) =
        Season::with_second(&app, first_settings(CutRule::Places, 1, 0), by_number).await;
    let page = season.page(&second, "/entries");
    season.admin.post(&page, &[]).await.expect(303);
    season
        .admin
        .post(
            "/contests/2023/admin/results",
            &[("round", &first.id.to_string())],
        )
        .await
        .expect(303);
    app.mails().await;
    assert_eq!(ways(&app, &second).await.len(), 2);
    // A film that leaves the contest leaves the round; the ranking has to be computed anew before more is taken.
    let gone = season.films[0].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(gone)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    assert_eq!(season.titles(&second).await, ["Anna 0"]);
    season
        .admin
        .get(&page)
        .await
        .ok()
        .has("withdrawn or disqualified since");
    season.admin.post(&page, &[]).await.expect(409);
}

#[actix_web::test]
async fn a_new_round_copies_criteria_which_then_change_by_themselves() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let first = jury.round.id.to_string();
    jury.admin
        .get("/contests/2023/admin/rounds/new")
        .await
        .ok()
        .has("Criteria as in");
    jury.admin
        .post(
            "/contests/2023/admin/rounds",
            &[
                ("name.en", "Second"),
                ("judges_per_entry", "4"),
                ("source", "through"),
                ("cut_rule", "threshold"),
                ("cut_threshold", "11.111"),
                ("criteria_from", &first),
            ],
        )
        .await
        .expect(422)
        .has("Tick at least one earlier round")
        .has("at most 2 decimals")
        .has("value=\"11.111\"");
    let made = jury
        .admin
        .post(
            "/contests/2023/admin/rounds",
            &[
                ("name.en", "Second"),
                ("judges_per_entry", "4"),
                ("source", "through"),
                ("earlier", &first),
                ("cut_rule", "threshold"),
                ("cut_threshold", "7.5"),
                ("criteria_from", &first),
            ],
        )
        .await
        .expect(303);
    let round = made.location().to_owned();
    let id = round.rsplit('/').next().unwrap();
    let page = jury
        .admin
        .get(format!("/contests/2023/admin/criteria?round={id}"))
        .await
        .ok()
        .has("Criterion craft");
    let copy = links(&page.text, "/contests/2023/admin/criteria/")[0].clone();
    let changed = [
        ("code", "theme"),
        ("name.en", "Only here"),
        ("weight", "60"),
        ("scale_min", "0"),
        ("scale_max", "5"),
        ("step", "1"),
    ];
    let list = format!("/contests/2023/admin/criteria?round={id}");
    jury.admin.post(&copy, &changed).await.leads_to(&list);
    jury.admin.get(&list).await.ok().has("Only here");
    jury.admin
        .get("/contests/2023/admin/criteria")
        .await
        .ok()
        .lacks("Only here");
    let first = jury.round.id;
    let scales = app
        .read(move |conn| {
            Ok(criteria::table
                .filter(criteria::round_id.eq(first))
                .select(criteria::scale_max)
                .load::<i32>(conn)?)
        })
        .await;
    assert_eq!(scales, [100, 100]);
    // Another contest's round is no model, nor its criteria this one's.
    let other = app.contest_named("2024").await;
    let by = jury.admin.who().clone();
    let now = app.now();
    let foreign = app
        .write(move |conn| Round::make_first(conn, &by, &other, now))
        .await;
    jury.admin
        .get(format!(
            "/contests/2023/admin/criteria?round={}",
            foreign.id
        ))
        .await
        .expect(404);
    jury.admin
        .post(
            "/contests/2023/admin/rounds",
            &[
                ("name.en", "Third"),
                ("judges_per_entry", "1"),
                ("cut", "0"),
                ("source", "through"),
                ("earlier", &foreign.id.to_string()),
            ],
        )
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_planned_round_is_deleted_unless_something_hangs_on_it() {
    let app = TestApp::new().await;
    let season = Season::new(&app).await;
    season
        .admin
        .post("/contests/2023/admin/rounds/national", &[])
        .await
        .expect(303);
    let rounds = season.rounds(&app).await;
    let deletion = |round: &Round| season.page(round, "/deletion");
    // The final takes entries from the national rounds.
    season
        .admin
        .post(deletion(&rounds[0]), &[])
        .await
        .expect(409);
    season
        .admin
        .get(deletion(&rounds[2]))
        .await
        .ok()
        .has("Delete “Joint final”?");
    season
        .admin
        .post(deletion(&rounds[2]), &[])
        .await
        .expect(303);
    season
        .admin
        .post(deletion(&rounds[1]), &[])
        .await
        .expect(303);
    let (by, of, id, now) = (
        season.admin.who().clone(),
        season.contest.clone(),
        rounds[0].id,
        app.now(),
    );
    app.write(move |conn| {
        Round::of(conn, &of, id)?.assign(conn, &by, None, "http://localhost", now)
    })
    .await;
    season
        .admin
        .post(deletion(&rounds[0]), &[])
        .await
        .expect(409);
    let left = app
        .read(|conn| Ok(rounds::table.count().get_result::<i64>(conn)?))
        .await;
    assert_eq!(left, 1);
}

#[actix_web::test]
async fn a_rounds_page_makes_few_statements() {
    let app = TestApp::new().await;
    let (season, first, second) =
        Season::with_second(&app, first_settings(CutRule::Places, 1, 0), by_number).await;
    let ticks = format!("/entries/{}", first.id);
    for (round, noun) in [
        (&second, ""),
        (&second, "/entries"),
        (&second, ticks.as_str()),
        (&second, "/assignments"),
    ] {
        let url = season.page(round, noun);
        let (statements, _) = app.statements(season.admin.get(&url)).await;
        assert!(statements <= 8, "{url}: {statements}");
    }
}
