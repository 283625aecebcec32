//! Promises about works that may be the same: two side by side, decided once.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::schema::{events, theme_pairs};
use shortlist::screening::store as screening;
use shortlist::theme::store::check_entry;
use shortlist::theme::{Pair, PairDecision};

use super::{QUEUE, Scene, page};
use crate::support::TestApp;

const BRIDGE: &str = "Three neighbours repair an old wooden bridge before the autumn rains begin";

/// An entry that waits in the queue of a contest, checked.
async fn waiting(app: &TestApp, contest: &Contest, creator: &Account, title: &str) -> Entry {
    let entry = app.entry(contest, creator, title, State::Submitted).await;
    let (queued, now) = (entry.clone(), app.now());
    app.write(move |conn| {
        screening::receive(conn, &queued, now)?;
        check_entry(conn, queued.id, now)
    })
    .await;
    entry
}

async fn only_pair(app: &TestApp) -> Pair {
    let mut pairs: Vec<Pair> = app
        .read(|conn| Ok(theme_pairs::table.select(Pair::as_select()).load(conn)?))
        .await;
    assert_eq!(pairs.len(), 1);
    pairs.pop().unwrap()
}

fn at(pair: &Pair) -> String {
    format!("{QUEUE}/pairs/{}", pair.id)
}

fn decision<'a>(what: &'a str, reason: &'a str, version: &'a str) -> [(&'a str, &'a str); 3] {
    [("decision", what), ("reason", reason), ("version", version)]
}

async fn again(app: &TestApp, entry: &Entry) {
    let (id, now) = (entry.id, app.now());
    app.write(move |conn| check_entry(conn, id, now)).await;
}

const FINDING: &str = "Somebody else’s entry has the same words";

#[actix_web::test]
async fn works_called_different_are_not_asked_about_again() {
    let scene = Scene::new().await;
    let other = scene.app.account("other@example.org", "RU").await;
    let first = waiting(&scene.app, &scene.contest, &scene.creator, BRIDGE).await;
    let second = waiting(&scene.app, &scene.contest, &other, BRIDGE).await;
    let pair = only_pair(&scene.app).await;
    scene.anna.get(QUEUE).await.ok().has(FINDING);
    scene
        .anna
        .get(format!("{QUEUE}/pairs"))
        .await
        .ok()
        .has(&at(&pair));
    let opened = scene.app.statements(scene.anna.get(page(&first))).await;
    opened.1.ok().has(&at(&pair));
    assert!(opened.0 <= 8, "{} statements", opened.0);
    scene
        .anna
        .get(at(&pair))
        .await
        .ok()
        .has("<mark>Three neighbours repair")
        .has("by different creators");

    // Without a reason it is refused, and what was ticked stays.
    scene
        .anna
        .post(
            format!("{}/decision", at(&pair)),
            &decision("different", " ", "0"),
        )
        .await
        .expect(422)
        .has("value=\"different\" checked");
    let url = format!("{}/decision", at(&pair));
    let form = decision("different", "Two films of one village", "0");
    scene.anna.post(&url, &form).await.leads_to(at(&pair));
    scene.anna.get(QUEUE).await.ok().lacks(FINDING);
    scene
        .anna
        .get(format!("{QUEUE}/pairs"))
        .await
        .ok()
        .has("No pairs wait")
        .lacks(&at(&pair));
    scene
        .boris
        .get(at(&pair))
        .await
        .ok()
        .has("Two films of one village")
        .has("anna native");
    again(&scene.app, &second).await;
    scene.anna.get(QUEUE).await.ok().lacks(FINDING);
    assert_eq!(
        only_pair(&scene.app).await.decision,
        Some(PairDecision::Different)
    );

    // Told on both entries, and on the pair.
    let actions: Vec<(Vec<u8>, String)> = scene
        .app
        .read(|conn| {
            Ok(events::table
                .filter(events::reason.eq("Two films of one village"))
                .order(events::id)
                .select((events::subject_id, events::action))
                .load(conn)?)
        })
        .await;
    let told =
        |subject: &[u8], action: &str| actions.contains(&(subject.to_vec(), action.to_owned()));
    assert_eq!(actions.len(), 3);
    assert!(told(first.id.as_bytes(), "pair-different"));
    assert!(told(second.id.as_bytes(), "pair-different"));
    assert!(told(pair.id.as_bytes(), "different"));
}

#[actix_web::test]
async fn a_decision_is_changed_with_a_reason_and_by_whoever_saw_the_last_one() {
    let scene = Scene::new().await;
    let other = scene.app.account("other@example.org", "RU").await;
    waiting(&scene.app, &scene.contest, &scene.creator, BRIDGE).await;
    let second = waiting(&scene.app, &scene.contest, &other, BRIDGE).await;
    let pair = only_pair(&scene.app).await;
    let url = format!("{}/decision", at(&pair));
    scene
        .anna
        .post(&url, &decision("series", "Parts", "0"))
        .await
        .expect(303);
    scene
        .boris
        .post(&url, &decision("different", "Not the same", "0"))
        .await
        .expect(409);
    scene.anna.get(QUEUE).await.ok().lacks(FINDING);
    scene
        .boris
        .post(&url, &decision("same", "Word for word", "1"))
        .await
        .expect(303);
    // Now it is said again, without waiting for a check and by the next one.
    scene.anna.get(QUEUE).await.ok().has(FINDING);
    again(&scene.app, &second).await;
    scene.anna.get(QUEUE).await.ok().has(FINDING);
    scene
        .anna
        .get(at(&pair))
        .await
        .ok()
        .has("Parts")
        .has("Word for word");
}

#[actix_web::test]
async fn nobody_decides_on_their_own_work() {
    let scene = Scene::new().await;
    let app = &scene.app;
    let anna = app.account("carla@example.org", "RU").await;
    app.grant(&scene.contest, &anna, Role::Screener).await;
    waiting(app, &scene.contest, &scene.creator, BRIDGE).await;
    waiting(app, &scene.contest, &anna, BRIDGE).await;
    let pair = only_pair(app).await;
    let visitor = app.signed_in(anna).await;
    visitor
        .get(at(&pair))
        .await
        .ok()
        .has("your own work")
        .lacks("name=\"reason\"");
    visitor
        .post(
            format!("{}/decision", at(&pair)),
            &decision("same", "Mine", "0"),
        )
        .await
        .expect(409);
}

#[actix_web::test]
async fn of_another_contests_entry_a_screener_sees_words_number_and_year_only() {
    let scene = Scene::new().await;
    let app = &scene.app;
    let earlier = app.contest_named("2022").await;
    let stranger = app.account("stranger@example.org", "CN").await;
    let theirs = waiting(app, &earlier, &stranger, BRIDGE).await;
    let ours = waiting(app, &scene.contest, &scene.creator, BRIDGE).await;
    let pair = only_pair(app).await;
    scene
        .anna
        .get(at(&pair))
        .await
        .ok()
        .has("belongs to another contest")
        .has("(2023)")
        .has(&ours.id.to_string())
        .lacks(&theirs.id.to_string())
        .lacks("stranger");
    let page = scene.anna.get(at(&pair)).await.ok();
    assert_eq!(page.text.matches("https://video.example/1\"").count(), 1);

    // The other contest's screeners do not decide it, and do not see it.
    let theirs = app
        .with_role(&earlier, "dora@example.org", "RU", Role::Screener)
        .await;
    let there = format!("/contests/2022/screening/pairs/{}", pair.id);
    theirs.get(&there).await.expect(404);
    theirs
        .post(format!("{there}/decision"), &decision("same", "x", "0"))
        .await
        .expect(404);
    theirs
        .get("/contests/2022/screening/pairs")
        .await
        .ok()
        .lacks(&pair.id.to_string());
}

#[actix_web::test]
async fn the_list_of_pairs_pages_by_key_in_a_fixed_number_of_statements() {
    let scene = Scene::new().await;
    let other = scene.app.account("other@example.org", "RU").await;
    waiting(&scene.app, &scene.contest, &scene.creator, BRIDGE).await;
    waiting(&scene.app, &scene.contest, &other, BRIDGE).await;
    let url = format!("{QUEUE}/pairs");
    let (few, _) = scene.app.statements(scene.anna.get(&url)).await;
    let pair = only_pair(&scene.app).await;
    for n in 0..55 {
        let (title, contest) = (format!("Film {n}"), scene.contest.clone());
        let entry = scene
            .app
            .entry(&contest, &other, &title, State::Submitted)
            .await;
        let (row, now) = (pair.clone(), scene.app.now());
        scene
            .app
            .write(move |conn| {
                diesel::insert_into(theme_pairs::table)
                    .values((
                        theme_pairs::id.eq(Id::<Pair>::new()),
                        theme_pairs::first_id.eq(row.first_id),
                        theme_pairs::second_id.eq(entry.id),
                        theme_pairs::contest_id.eq(contest.id),
                        theme_pairs::kind.eq(row.kind),
                        theme_pairs::score.eq(700),
                        theme_pairs::check_id.eq(entry.id.as_bytes()),
                        theme_pairs::found_at.eq(now),
                        theme_pairs::reason.eq(""),
                        theme_pairs::version.eq(0),
                    ))
                    .execute(conn)?;
                Ok(())
            })
            .await;
    }
    let (many, list) = scene.app.statements(scene.anna.get(&url)).await;
    let list = list.ok();
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
    assert_eq!(list.text.matches(&format!("{url}/")).count(), 50);
    let next = list.text.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap();
    let rest = scene.anna.get(next).await.ok();
    assert_eq!(rest.text.matches(&format!("{url}/")).count(), 6);
    rest.has(&at(&pair));
}
