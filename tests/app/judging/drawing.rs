//! Promises about the draw: its parameters, what is shown before it is stored, why a judge has an entry.

use shortlist::judging::Competence;
use shortlist::schema::roles;

use super::*;
use shortlist::error::Error;

async fn knows(app: &TestApp, judge: &Account, languages: &'static str) {
    let id = judge.id;
    app.write(move |conn| {
        diesel::update(roles::table.filter(roles::account_id.eq(id)))
            .set(roles::languages.eq(languages))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

async fn speaks(app: &TestApp, title: &'static str, language: &'static str) {
    app.write(move |conn| {
        let row = entries::table.filter(entries::title.eq(title));
        let mut content = row
            .select(entries::content)
            .first::<Json<Content>>(conn)?
            .into_inner();
        content.spoken = vec![shortlist::i18n::Language::parse(language).unwrap()];
        diesel::update(entries::table.filter(entries::title.eq(title)))
            .set(entries::content.eq(Json::new(content)))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

const HELD: [(&str, &str); 5] = [
    ("min_per_country", "0"),
    ("competence", "wish"),
    ("max_load", ""),
    ("weight", "100"),
    ("seed", "7"),
];

fn held<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let with = |(name, value): (&'a str, &'a str)| {
        let new = changes.iter().find(|(each, _)| *each == name);
        (name, new.map_or(value, |(_, new)| *new))
    };
    HELD.into_iter().map(with).collect()
}

#[actix_web::test]
async fn what_the_draw_is_held_to_is_set_and_refused_whole() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 1, 3).await;
    let url = jury.console("draw");
    jury.admin
        .post(
            &url,
            &held(&[("min_per_country", "2"), ("weight", "101"), ("seed", "x")]),
        )
        .await
        .expect(422)
        .has("from 0 to 1")
        .has("from 0 to 100")
        .has("value=\"101\"");
    jury.admin
        .post(
            &url,
            &held(&[
                ("min_per_country", "1"),
                ("competence", "rule"),
                ("max_load", "40"),
                ("weight", "67"),
                ("seed", "20230501"),
            ]),
        )
        .await
        .expect(303);
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let round = app.read(move |conn| Round::of(conn, &of, id)).await;
    assert_eq!(
        (
            round.min_per_country,
            round.max_load,
            round.weight,
            round.seed
        ),
        (1, Some(40), 67, 20_230_501)
    );
    assert_eq!(round.competence, Competence::Rule);
    assert_eq!(count_events(&app, "round", "draw-changed").await, 1);
    jury.admin
        .get(jury.console("assignments"))
        .await
        .ok()
        .has("20230501");
}

#[actix_web::test]
async fn the_preview_says_what_stands_in_the_way_and_what_would_help() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 2, 2).await;
    knows(&app, jury.judges[0].who(), "[\"zh\",\"ru\"]").await;
    knows(&app, jury.judges[1].who(), "[\"ru\"]").await;
    speaks(&app, "Film 1", "zh").await;
    let preview = jury.console("assignments");
    jury.admin
        .get(&preview)
        .await
        .ok()
        .lacks("What stands in the way")
        .has("All judges are connected");
    jury.admin
        .post(jury.console("draw"), &held(&[("competence", "rule")]))
        .await
        .expect(303);
    let page = jury
        .admin
        .get(&preview)
        .await
        .ok()
        .has("1 entry lacks judges")
        .has("Language: 2 judges needed, 1 know one of it")
        .has("Film 1")
        .has("add subtitles (Russian), or find 1 more who know a language of it.");
    jury.admin
        .post(&preview, &[("plan", &plan_on(&page.text))])
        .await
        .expect(303);
    assert_eq!(jury.queue(&app, 0).await.len(), 2);
    assert_eq!(jury.queue(&app, 1).await.len(), 1, "a place stays empty");
    // And by whom an entry is scored, with what keeps the other away.
    let links = links(&page.text, &jury.console("draw/"));
    jury.admin
        .get(&links[0])
        .await
        .ok()
        .has("scores it")
        .has("knows none of its languages");
    // Countries: the panel is Russian.
    jury.admin
        .post(jury.console("draw"), &held(&[("min_per_country", "1")]))
        .await
        .expect(303);
    jury.admin
        .get(&preview)
        .await
        .ok()
        .has("The countries ask for 1 places, and 0 are left");
}

#[actix_web::test]
async fn a_draw_is_counted_by_the_streams_countries() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 4, 2).await;
    for n in 0..2 {
        let email = format!("cn{n}@jury.example");
        let judge = app
            .with_role(&jury.contest, &email, "CN", Role::Judge)
            .await;
        let (by, of, id, now) = (
            jury.admin.who().clone(),
            jury.contest.clone(),
            jury.round.id,
            app.now(),
        );
        let account = judge.who().clone();
        app.write(move |conn| {
            Round::of(conn, &of, id)?.add_panelist(conn, &by, &account, None, now)
        })
        .await;
    }
    jury.admin
        .post(jury.console("draw"), &held(&[("min_per_country", "1")]))
        .await
        .expect(303);
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let preview = app
        .read(move |conn| Round::of(conn, &of, id)?.preview(conn))
        .await;
    let mixes = [
        ("CN".to_owned(), vec![0, 4, 0]),
        ("RU".to_owned(), vec![0, 4, 0]),
    ];
    assert_eq!(preview.plan.mixes, mixes);
    assert_eq!(preview.spread(), (2, 2));
    let (statements, page) = app
        .statements(jury.admin.get(jury.console("assignments")))
        .await;
    assert!(statements <= 8, "{statements}");
    page.ok().has("From 2 to 2 entries a judge");
}

#[actix_web::test]
async fn a_judge_reads_why_they_have_an_entry_and_nothing_of_whose_it_is() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 3, 1).await;
    knows(&app, jury.judges[0].who(), "[\"zh\"]").await;
    let mine = jury.queue(&app, 0).await;
    let url = format!("{}/why", jury.ballot(&mine[0]));
    let judge = &jury.judges[0];
    judge
        .get(&url)
        .await
        .ok()
        .has("can be followed in any language");
    for n in ["Film 0", "Film 1", "Film 2"] {
        speaks(&app, n, "zh").await;
    }
    judge
        .get(&url)
        .await
        .ok()
        .has("You know a language that is spoken or subtitled in it: Chinese")
        .has(&format!(
            "you have {}, the judges of this round have from 1 to 2",
            mine.len()
        ))
        .has(&format!("by the seed {}", jury.round.seed))
        .lacks("secret.creator")
        .lacks("judge1 latin");
    jury.judges[1].get(&url).await.expect(404);
}

#[actix_web::test]
async fn judges_get_the_categories_that_they_would_rather_judge_and_read_so() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 4, 1).await;
    let contest = jury.contest.clone();
    let judges = [0, 1].map(|n: usize| jury.judges[n].who().id);
    app.write(move |conn| {
        let all = contest.categories(conn)?;
        for (n, judge) in judges.into_iter().enumerate() {
            diesel::update(roles::table.filter(roles::account_id.eq(judge)))
                .set(roles::categories.eq(Json::new(vec![all[n].id])))
                .execute(conn)?;
        }
        for title in ["Film 1", "Film 3"] {
            diesel::update(entries::table.filter(entries::title.eq(title)))
                .set(entries::category_id.eq(Some(all[1].id)))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let preview = app
        .read(move |conn| Round::of(conn, &of, id)?.preview(conn))
        .await;
    assert_eq!((preview.plan.elsewhere, preview.spread()), (0, (2, 2)));
    let page = jury.admin.get(jury.console("assignments")).await.ok();
    page.lacks("would rather judge another category");
    jury.admin
        .post(
            jury.console("assignments"),
            &[("plan", &preview.fingerprint)],
        )
        .await
        .expect(303);
    jury.admin
        .post(jury.console("opening"), &[])
        .await
        .expect(303);
    let mine = jury.queue(&app, 0).await;
    assert_eq!(mine.len(), 2);
    let why = format!("{}/why", jury.ballot(&mine[0]));
    let judge = &jury.judges[0];
    judge
        .get(&why)
        .await
        .ok()
        .has("It is of a category that you would rather judge.");
    let entry = mine[0].entry_id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set(entries::category_id.eq(None::<shortlist::db::Id<shortlist::contests::Category>>))
            .execute(conn)?;
        Ok(())
    })
    .await;
    judge.get(&why).await.ok().has("somebody had to take it");
}

#[actix_web::test]
async fn when_a_judge_drops_out_others_change_only_what_nobody_has_begun() {
    let app = TestApp::new().await;
    // The third may score one film only, and has another: it has to change hands.
    let jury = Jury::open(&app, 3, 6, 1).await;
    let before: Vec<Vec<Assignment>> = [
        jury.queue(&app, 0).await,
        jury.queue(&app, 1).await,
        jury.queue(&app, 2).await,
    ]
    .into();
    jury.submit(&app, 1, &before[1][0], 50, 60).await;
    let url = format!(
        "/contests/2023/admin/rounds/{}/judges/{}/handover",
        jury.round.id,
        jury.judges[0].who().id
    );
    let page = jury
        .admin
        .get(&url)
        .await
        .ok()
        .has("Pending: 2. Other judges can take 2 of them.")
        .lacks("change hands among the others");
    // The third judge cannot take either of them; the second has room for one.
    let (judge1, judge2) = (jury.judges[1].who().id, jury.judges[2].who().id);
    let round = jury.round.id;
    app.write(move |conn| {
        use shortlist::schema::panelists;
        diesel::update(panelists::table.filter(panelists::account_id.eq(judge1)))
            .set(panelists::max_load.eq(Some(3)))
            .execute(conn)?;
        diesel::update(panelists::table.filter(panelists::account_id.eq(judge2)))
            .set(panelists::max_load.eq(Some(3)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    for film in &before[0] {
        let number = number_of(&app, film.entry_id).await.to_string();
        jury.admin
            .post(
                "/contests/2023/admin/conflicts",
                &[
                    ("judge", &judge2.to_string()),
                    ("number", &number),
                    ("note", "They worked on it"),
                ],
            )
            .await
            .expect(303);
    }
    jury.admin
        .post(&url, &[("plan", &plan_on(&page.text))])
        .await
        .expect(409)
        .has("Something changed since the preview");
    let page = jury
        .admin
        .get(&url)
        .await
        .ok()
        .has("Other judges can take 2 of them")
        .has("1 entry that nobody has begun changes hands");
    jury.admin
        .post(&url, &[("plan", &plan_on(&page.text))])
        .await
        .expect(303);
    assert!(jury.queue(&app, 0).await.is_empty());
    let second = jury.queue(&app, 1).await;
    assert!(
        second.iter().any(|each| each.id == before[1][0].id),
        "a submitted ballot stays where it is"
    );
    assert_eq!(second.len(), 3);
    assert_eq!(jury.queue(&app, 2).await.len(), 3);
    let live = app
        .read(move |conn| {
            Ok(assignments::table
                .filter(assignments::round_id.eq(round))
                .filter(
                    assignments::state.eq_any([AssignmentState::Open, AssignmentState::Skipped]),
                )
                .count()
                .get_result::<i64>(conn)?)
        })
        .await;
    assert_eq!(live, 6, "every film has its judge");
}

async fn number_of(app: &TestApp, entry: Id<Entry>) -> i32 {
    app.read(move |conn| {
        Ok(entries::table
            .filter(entries::id.eq(entry))
            .select(entries::number)
            .first::<Option<i32>>(conn)?
            .unwrap())
    })
    .await
}

#[actix_web::test]
async fn what_was_drawn_is_stored_only_while_nothing_it_was_drawn_from_has_changed() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 3, 4, 2).await;
    let round = jury.round.clone();
    let drawn = app.read(move |conn| round.preview(conn)).await;
    let creator = app.account("late@films.example", "CN").await;
    app.entry(&jury.contest, &creator, "Late", State::Accepted)
        .await;
    let (round, by, now) = (jury.round.clone(), jury.admin.who().clone(), app.now());
    let db = &app.app.db;
    let stored = db
        .write(move |conn| round.assign(conn, &by, Some(drawn), "http://localhost", now))
        .await;
    assert!(matches!(stored, Err(Error::Conflict("error-plan-changed"))));
    let (round, by) = (jury.round.clone(), jury.admin.who().clone());
    let drawn = app.read(move |conn| jury.round.preview(conn)).await;
    let wanted = drawn.plan.added.len();
    let plan = db
        .write(move |conn| round.assign(conn, &by, Some(drawn), "http://localhost", now))
        .await
        .unwrap();
    assert_eq!((plan.added.len(), wanted), (10, 10));
}

#[actix_web::test]
async fn a_solved_handover_is_stored_only_while_nobody_began_what_it_moves() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 4, 1).await;
    let mut busy = 0;
    while jury.queue(&app, busy).await.is_empty() {
        busy += 1;
    }
    let (round, judge) = (jury.round.clone(), jury.judges[busy].who().id);
    let solved = app
        .read(move |conn| Ok(round.pending_work(conn, judge)?.solve()))
        .await;
    let mine = jury.queue(&app, busy).await.remove(0);
    jury.submit(&app, busy, &mine, 90, 80).await;
    let (round, by, now) = (jury.round.clone(), jury.admin.who().clone(), app.now());
    let moved = app
        .app
        .db
        .write(move |conn| round.hand_over(conn, &by, &solved, "http://localhost", now))
        .await;
    assert!(matches!(moved, Err(Error::Conflict("error-plan-changed"))));
    assert_eq!(jury.queue(&app, busy).await[0].id, mine.id);
}
