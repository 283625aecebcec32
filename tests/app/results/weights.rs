//! Promises about other weights of the criteria, tried after scoring.

use diesel::prelude::*;
use shortlist::contests::{Contest, Role};
use shortlist::db::{Id, Json};
use shortlist::entries::{Entry, State};
use shortlist::i18n::Trilingual;
use shortlist::results::run::bundle::verify;
use shortlist::schema::{assignments, ballots, criteria, events, score_records, scores};

use super::{Judged, OBJECT, UNTIL, judged_in};
use crate::support::TestApp;
use crate::support::fixtures::FixtureRound;

/// A closed round with the criteria `theme` (60 %) and `craft` (40 %), in which `Plain` has 9 for its theme and 5 for its
/// craft, and `Polished` 6 and 9: by these weights `Plain` leads, and where craft counts more, `Polished`.
pub async fn weighed(app: &TestApp) -> Judged {
    let contest = app.contest().await;
    let creator = app.account("two@film.example.org", "CN").await;
    let mut films = Vec::new();
    for title in ["Plain", "Polished"] {
        films.push(app.entry(&contest, &creator, title, State::Accepted).await);
    }
    let scored: Vec<(&Entry, &[i32])> = films
        .iter()
        .zip([[7400, 7400].as_slice(), [7200, 7200].as_slice()])
        .collect();
    let round = app.judged_round(&contest, "closed", 0, &scored).await;
    give(app, &round, &films).await;
    let admin = app
        .with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    Judged {
        app: app.app.clone(),
        contest,
        admin,
        entries: films,
        round,
    }
}

/// Two criteria in place of the fixture's one, and the points behind the totals.
async fn give(app: &TestApp, round: &FixtureRound, films: &[Entry]) {
    let (round, plain) = (round.id, films[0].id);
    app.write(move |conn| {
        let of_round = || criteria::table.filter(criteria::round_id.eq(round));
        let theme = of_round()
            .select(criteria::id)
            .first::<Id<Trilingual>>(conn)?;
        diesel::update(criteria::table.filter(criteria::id.eq(theme)))
            .set((
                criteria::code.eq("theme"),
                criteria::weight.eq(6000),
                criteria::name.eq(Json::new(Trilingual::new("主题", "Тема", "Theme"))),
            ))
            .execute(conn)?;
        let craft = Id::<Trilingual>::new();
        diesel::insert_into(criteria::table)
            .values((
                criteria::id.eq(craft),
                criteria::round_id.eq(round),
                criteria::position.eq(2),
                criteria::code.eq("craft"),
                criteria::name.eq(Json::new(Trilingual::new("制作", "Мастерство", "Craft"))),
                criteria::help.eq(Json::new(Trilingual::default())),
                criteria::weight.eq(4000),
                criteria::scale_min.eq(10),
                criteria::scale_max.eq(100),
                criteria::step.eq(5),
                criteria::levels.eq("[]"),
            ))
            .execute(conn)?;
        let given = ballots::table
            .inner_join(assignments::table)
            .filter(assignments::round_id.eq(round))
            .select((ballots::id, assignments::entry_id))
            .load::<(Id<Trilingual>, Id<Entry>)>(conn)?;
        for (ballot, entry) in given {
            let points = if entry == plain { [90, 50] } else { [60, 90] };
            for (criterion, points) in [theme, craft].into_iter().zip(points) {
                diesel::insert_into(scores::table)
                    .values((
                        scores::ballot_id.eq(ballot),
                        scores::criterion_id.eq(criterion),
                        scores::points.eq(points),
                        scores::given_at
                            .eq(shortlist::db::Moment::from(chrono::DateTime::UNIX_EPOCH)),
                    ))
                    .execute(conn)?;
            }
        }
        Ok(())
    })
    .await;
}

const THEME_COUNTS_LESS: [(&str, &str); 3] = [
    ("weight.theme", "40"),
    ("weight.craft", "60"),
    ("reason", "The call named craft first"),
];

/// Orders and computes a run with these weights; gives back its address.
async fn reweighed(it: &Judged, url: &str, fields: &[(&str, &str)]) -> String {
    let answer = it.admin.post(format!("{url}/weights"), fields).await;
    let run = answer.expect(303).location().to_owned();
    it.run(run.rsplit('/').next().unwrap().parse().unwrap())
        .await;
    run
}

#[actix_web::test]
async fn other_weights_make_a_run_beside_the_ranking_and_change_no_ballot() {
    let app = TestApp::new().await;
    let it = weighed(&app).await;
    let url = it.compute().await;
    it.admin.get(&url).await.ok().has(&format!("{url}/weights"));
    let page = it.admin.get(format!("{url}/weights")).await.ok();
    page.has("Theme (judges scored by 60 %)")
        .has("name=\"weight.craft\" type=\"text\" value=\"40\"");
    let stored = || async {
        app.read(|conn| {
            let totals = ballots::table
                .order(ballots::id)
                .select(ballots::total)
                .load::<Option<i32>>(conn)?;
            let records = score_records::table.count().get_result::<i64>(conn)?;
            let weights = criteria::table
                .order(criteria::position)
                .select(criteria::weight)
                .load::<i32>(conn)?;
            Ok((totals, records, weights))
        })
        .await
    };
    let before = stored().await;
    let run = reweighed(&it, &url, &THEME_COUNTS_LESS).await;
    assert_eq!(stored().await, before);
    it.admin
        .get(&run)
        .await
        .ok()
        .has("Not applied yet")
        .has("The weights of the criteria were changed after scoring")
        .has("Theme: 40 %")
        .has("(judges scored by 60 %)")
        .has("The call named craft first");
    it.admin
        .get(format!("{run}/moves"))
        .await
        .ok()
        .has("Polished")
        .has("▲ 1")
        .has("▼ 1");
    let told = app
        .read(|conn| {
            Ok(events::table
                .filter(events::action.eq("reweighed"))
                .select((events::reason, events::detail))
                .load::<(String, String)>(conn)?)
        })
        .await;
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("\"theme\":4000"), "{}", told[0].1);
    // Dropped, nothing is left of it.
    it.admin
        .post(format!("{run}/dismissal"), &[])
        .await
        .expect(303);
    it.admin.get(&url).await.ok().lacks("changed after scoring");
}

#[actix_web::test]
async fn weights_that_hold_are_printed_are_in_the_record_and_stay_with_later_runs() {
    let app = TestApp::new().await;
    let it = weighed(&app).await;
    let url = it.compute().await;
    let run = reweighed(&it, &url, &THEME_COUNTS_LESS).await;
    it.admin
        .post(format!("{run}/application"), &[])
        .await
        .leads_to(&run);
    // Another run, as after a disqualification, keeps them.
    let again = it.order().await;
    it.admin
        .get(&again)
        .await
        .ok()
        .has("Theme: 40 %")
        .has("No entry has another place");
    it.admin
        .post(format!("{again}/application"), &[])
        .await
        .leads_to(&again);
    it.admin
        .post(
            format!("{again}/publication"),
            &[UNTIL, OBJECT, ("show_scores", "on"), ("confirmed", "on")],
        )
        .await
        .leads_to(&again);
    let anyone = app.visitor();
    anyone
        .get("/contests/2023/results")
        .await
        .ok()
        .has("Craft: 60 %")
        .has("The call named craft first")
        .has("7.800");
    let record = anyone.get("/contests/2023/results/bundle").await.ok();
    let verdict = verify(&record.bytes, None).unwrap();
    assert_eq!(verdict.differences, Vec::<String>::new());
    let changed = verdict.parameters.reweighed.unwrap();
    assert_eq!(changed.reason, "The call named craft first");
    assert_eq!(
        (
            changed.criteria[0].was.as_str(),
            changed.criteria[0].weight.as_str()
        ),
        ("60", "40")
    );
    // Back to the weights by which judges scored: nothing is printed any more.
    let back = [
        ("weight.theme", "60"),
        ("weight.craft", "40"),
        ("reason", "The jury insists"),
    ];
    let run = reweighed(&it, &again, &back).await;
    it.admin.get(&run).await.ok().lacks("changed after scoring");
}

#[actix_web::test]
async fn weights_that_are_not_whole_or_change_nothing_come_back_as_typed() {
    let app = TestApp::new().await;
    let it = weighed(&app).await;
    let url = it.compute().await;
    let weights = format!("{url}/weights");
    let refused = |theme: &'static str, craft: &'static str, reason: &'static str| {
        let fields = [
            ("weight.theme", theme),
            ("weight.craft", craft),
            ("reason", reason),
        ];
        let (admin, weights) = (&it.admin, &weights);
        async move { admin.post(weights, &fields).await.expect(422) }
    };
    refused("50", "40", "Some reason")
        .await
        .has("add up to 90 %")
        .has("value=\"50\"")
        .has("Some reason");
    refused("60", "40", "Some reason")
        .await
        .has("the weights of the ranking that holds");
    refused("5o", "40", "").await.has("value=\"5o\"");
    let run = reweighed(&it, &url, &THEME_COUNTS_LESS).await;
    // Only the ranking that holds is weighed anew.
    it.admin.get(format!("{run}/weights")).await.expect(409);
    it.admin
        .post(format!("{run}/weights"), &THEME_COUNTS_LESS)
        .await
        .expect(409);
    let other: Contest = app.contest_named("2024").await;
    let stranger = app
        .with_role(&other, "other@example.org", "RU", Role::Admin)
        .await;
    let elsewhere = weights.replace("/2023/", "/2024/");
    stranger.get(&elsewhere).await.expect(404);
    stranger
        .post(&elsewhere, &THEME_COUNTS_LESS)
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_round_of_one_criterion_has_nothing_to_weigh() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let it = judged_in(&app, contest, "closed", 0).await;
    let url = it.compute().await;
    it.admin
        .get(format!("{url}/weights"))
        .await
        .ok()
        .has("nothing to weigh");
}
