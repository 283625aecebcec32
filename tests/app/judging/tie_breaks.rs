//! Promises to admins about the tie-breaks of a round: which criteria are asked in which turn, then who submitted first.

use diesel::prelude::*;
use shortlist::judging::{Round, TieBreak};
use shortlist::schema::criteria;

use super::{Jury, links};
use crate::support::TestApp;

const CRITERIA: &str = "/contests/2023/admin/criteria";

/// A criterion as its form sends it.
fn typed<'a>(code: &'a str, turn: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("code", code),
        ("name.en", code),
        ("weight", "10"),
        ("scale_min", "1"),
        ("scale_max", "10"),
        ("step", "1"),
        ("tie_order", turn),
    ]
}

async fn codes(app: &TestApp, jury: &Jury) -> Vec<String> {
    let (contest, id) = (jury.contest.clone(), jury.round.id);
    app.read(move |conn| {
        let round = Round::of(conn, &contest, id)?;
        let tie_breaks = TieBreak::of(&round.criteria(conn)?, round.tie_earlier);
        Ok(tie_breaks
            .iter()
            .map(|each| each.code().to_owned())
            .collect())
    })
    .await
}

#[actix_web::test]
async fn a_criterion_gets_a_turn_that_no_other_has() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 0, 1).await;
    let admin = &jury.admin;
    admin.get(CRITERIA).await.ok().has("Tie-break");
    for wrong in ["first", "1.5", "-1", "21"] {
        admin
            .post(CRITERIA, &typed("sound", wrong))
            .await
            .expect(422)
            .has("id=\"tie_order-problem\"")
            .has(&format!("value=\"{wrong}\""));
    }
    admin
        .post(CRITERIA, &typed("sound", "2"))
        .await
        .leads_to(CRITERIA);
    admin
        .post(CRITERIA, &typed("light", "2"))
        .await
        .expect(422)
        .has("Another criterion of this round has this turn")
        .has("value=\"light\"");
    let page = admin.get(CRITERIA).await.ok();
    let theme = links(&page.text, "/contests/2023/admin/criteria/")[0].clone();
    admin
        .post(&theme, &typed("theme", "2"))
        .await
        .expect(422)
        .has("Another criterion of this round has this turn");
    admin
        .post(&theme, &typed("theme", "1"))
        .await
        .leads_to(CRITERIA);
    // Its own turn is not another's.
    admin
        .post(&theme, &typed("theme", "1"))
        .await
        .leads_to(CRITERIA);
    admin
        .get(&theme)
        .await
        .ok()
        .has("id=\"tie_order\" name=\"tie_order\" type=\"number\" value=\"1\"");
    assert_eq!(codes(&app, &jury).await, ["theme", "sound"]);
    let sound = links(&page.text, "/contests/2023/admin/criteria/")
        .into_iter()
        .rfind(|url| !url.ends_with("deletion") && !url.ends_with("position"))
        .unwrap();
    admin
        .post(&sound, &typed("sound", ""))
        .await
        .leads_to(CRITERIA);
    assert_eq!(codes(&app, &jury).await, ["theme"]);
}

#[actix_web::test]
async fn a_turn_is_settled_with_the_rest_of_the_criterion_once_there_are_scores() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    app.write(|conn| {
        diesel::update(criteria::table.filter(criteria::code.eq("theme")))
            .set(criteria::tie_order.eq(1))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.submit(&app, 0, &mine, 50, 60).await;
    let page = jury.admin.get(CRITERIA).await.ok();
    let theme = links(&page.text, "/contests/2023/admin/criteria/")[0].clone();
    jury.admin
        .get(&theme)
        .await
        .ok()
        .has("<dt>Turn among the tie-breaks</dt><dd>1</dd>")
        .lacks("name=\"tie_order\"");
    jury.admin
        .post(&theme, &typed("theme", "7"))
        .await
        .leads_to(CRITERIA);
    let turns = app
        .read(|conn| {
            Ok(criteria::table
                .order(criteria::position)
                .select(criteria::tie_order)
                .load::<i32>(conn)?)
        })
        .await;
    assert_eq!(turns, [1, 0]);
}

#[actix_web::test]
async fn who_submitted_first_is_a_tick_of_the_round_and_other_rounds_begin_with_it() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 0, 1).await;
    let round = format!("/contests/2023/admin/rounds/{}", jury.round.id);
    let settings = [
        ("name.en", "Jury"),
        ("judges_per_entry", "1"),
        ("cut_rule", "places"),
        ("cut", "3"),
        ("tie_earlier", "on"),
    ];
    let tick = "name=\"tie_earlier\" type=\"checkbox\" value=\"on\" checked";
    jury.admin.get(&round).await.ok().lacks(tick);
    // A refused form keeps the tick.
    let mut refused = settings;
    refused[3] = ("cut", "many");
    jury.admin
        .post(&round, &refused)
        .await
        .expect(422)
        .has(tick);
    assert!(codes(&app, &jury).await.is_empty());
    jury.admin.post(&round, &settings).await.leads_to(&round);
    jury.admin.get(&round).await.ok().has(tick);
    assert_eq!(codes(&app, &jury).await, ["submitted"]);
    jury.admin
        .get("/contests/2023/admin/rounds/new")
        .await
        .ok()
        .has(tick);
    jury.admin
        .post("/contests/2023/admin/rounds/national", &[])
        .await
        .expect(303);
    let contest = jury.contest.clone();
    let rounds = app.read(move |conn| Round::all(conn, &contest)).await;
    assert!(rounds.len() > 2 && rounds.iter().all(|round| round.tie_earlier));
    jury.admin
        .post(&round, &settings[..4])
        .await
        .leads_to(&round);
    assert!(codes(&app, &jury).await.is_empty());
}
