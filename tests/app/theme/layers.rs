//! Promises about what is learned from screeners' decisions. Nothing is without the encoder.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::schema::{events, theme_layers};
use shortlist::screening::store as screening;
use shortlist::screening::{Decision, NewDecision, Reason, Seen};
use shortlist::theme::store as themes;
use shortlist::theme::{Effect, ThemeCheck, ThemeLayer, Verdict};

use super::{PROFILE, admin, published};
use crate::support::{TestApp, Visitor};

const URL: &str = "/contests/2023/admin/theme";

/// A contest whose screeners take cats for the theme, and neighbours who run for something else.
struct Scene {
    app: TestApp,
    contest: Contest,
    admin: Visitor,
    screener: Visitor,
    creator: Account,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let (contest, admin) = admin(&app).await;
        published(&app, &contest, PROFILE).await;
        let screener = app
            .with_role(&contest, "screener@example.org", "CN", Role::Screener)
            .await;
        let creator = app.account("creator@example.org", "CN").await;
        Self {
            app,
            contest,
            admin,
            screener,
            creator,
        }
    }

    /// An entry that waits, checked.
    async fn waiting(&self, title: &str) -> Entry {
        let entry = self
            .app
            .entry(&self.contest, &self.creator, title, State::Submitted)
            .await;
        let (queued, now) = (entry.clone(), self.app.now());
        self.app
            .write(move |conn| {
                screening::receive(conn, &queued, now)?;
                themes::check_entry(conn, queued.id, now)
            })
            .await;
        entry
    }

    async fn decided(&self, title: &str, decision: Decision, reason: Reason) -> Entry {
        let entry = self.waiting(title).await;
        let seen = Seen {
            entry: entry.id,
            version: 1,
        };
        let new = NewDecision::new(decision, reason);
        let (contest, who) = (self.contest.clone(), self.screener.who().clone());
        let now = self.app.now();
        self.app
            .write(move |conn| {
                screening::claim(conn, &contest, &who, seen.entry, now)?;
                screening::decide(conn, &contest, &who, seen, &new, now)
            })
            .await;
        entry
    }

    async fn accepted(&self, from: usize, to: usize) {
        for n in from..to {
            let title = format!("A cat sleeps on windowsill {n} and dreams of milk");
            self.decided(&title, Decision::Accepted, Reason::Fits).await;
        }
    }

    async fn declined(&self, from: usize, to: usize) {
        for n in from..to {
            let title = format!("Neighbours run and skate together in yard {n}");
            self.decided(&title, Decision::Rejected, Reason::OffTheme)
                .await;
        }
    }

    /// Ten accepted and twenty declined entries, and layer 1 taught from them.
    async fn taught() -> Self {
        let scene = Self::new().await;
        scene.accepted(0, 10).await;
        scene.declined(0, 20).await;
        scene.train().await;
        scene
    }

    async fn train(&self) {
        self.admin
            .post(format!("{URL}/layers"), &[])
            .await
            .leads_to(URL);
        self.app.mails().await;
    }

    async fn turn(&self, number: i32, noun: &str) {
        self.admin
            .post(
                format!("{URL}/layers/{number}/{noun}"),
                &[("confirm", "on")],
            )
            .await
            .leads_to(format!("{URL}/layers/{number}"));
    }

    async fn check(&self, entry: &Entry) -> ThemeCheck {
        let (id, now) = (entry.id, self.app.now());
        self.app
            .write(move |conn| themes::check_entry(conn, id, now))
            .await
    }

    /// The check that holds, as it is stored.
    async fn newest_check(&self, entry: Id<Entry>) -> ThemeCheck {
        self.app
            .read(move |conn| {
                use shortlist::schema::theme_checks;
                Ok(theme_checks::table
                    .filter(theme_checks::entry_id.eq(entry))
                    .order(theme_checks::id.desc())
                    .select(ThemeCheck::as_select())
                    .first(conn)?)
            })
            .await
    }

    async fn actions(&self) -> Vec<String> {
        self.app
            .read(|conn| {
                Ok(events::table
                    .filter(events::action.like("layer%"))
                    .order(events::id)
                    .select(events::action)
                    .load(conn)?)
            })
            .await
    }

    async fn layers(&self) -> i64 {
        self.app
            .read(|conn| Ok(theme_layers::table.count().get_result(conn)?))
            .await
    }
}

#[actix_web::test]
async fn too_few_decisions_teach_nothing_and_the_page_says_what_is_missing() {
    let scene = Scene::new().await;
    let missing = "Still missing: accepted 10, rejected for the theme 10, decisions in all 30.";
    scene.admin.get(URL).await.ok().has(missing);
    let url = format!("{URL}/layers");
    scene.admin.post(&url, &[]).await.expect(422).has(missing);
    // Decisions that say nothing of the theme teach nothing, and one that was taken back neither.
    scene.accepted(0, 2).await;
    scene.declined(0, 1).await;
    scene
        .decided("A copy", Decision::Rejected, Reason::Duplicate)
        .await;
    scene
        .decided("An advert", Decision::Rejected, Reason::Advertising)
        .await;
    scene
        .decided("A riddle", Decision::Returned, Reason::ThemeUnclear)
        .await;
    let undone = scene
        .decided("A dog barks", Decision::Accepted, Reason::Fits)
        .await;
    let page = format!("/contests/2023/screening/entries/{}", undone.id);
    scene.screener.get(&page).await.ok();
    let (contest, who, now) = (
        scene.contest.clone(),
        scene.screener.who().clone(),
        scene.app.now(),
    );
    scene
        .app
        .write(move |conn| {
            use shortlist::schema::screenings;
            let id = screenings::table
                .filter(screenings::entry_id.eq(undone.id))
                .select(screenings::id)
                .first(conn)?;
            screening::undo(conn, &contest, &who, id, "", now)
        })
        .await;
    let missing = "Still missing: accepted 8, rejected for the theme 9, decisions in all 27.";
    scene
        .admin
        .post(&url, &[])
        .await
        .expect(422)
        .has(missing)
        .has("Accepted: 2, rejected for the theme: 1.");
    scene.app.mails().await;
    assert_eq!(scene.layers().await, 0);
}

#[actix_web::test]
async fn a_contest_whose_theme_is_not_judged_by_meaning_learns_nothing() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, "[theme]\nid = \"a\"\n").await;
    admin
        .post(format!("{URL}/layers"), &[])
        .await
        .expect(422)
        .has("nothing can be learned");
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn what_was_learned_is_numbered_shown_with_its_figures_and_off() {
    let scene = Scene::taught().await;
    scene
        .admin
        .get(URL)
        .await
        .ok()
        .has("Layer 1")
        .has("On the entries already decided: of 100 pairs")
        .has(">Off<");
    let page = scene.admin.get(format!("{URL}/layers/1")).await.ok();
    page.has("Accepted: 10, rejected for the theme: 20.")
        .has("Profile, version 1")
        .has("A cat sleeps on windowsill 3")
        .has("admin native");
    let contest = scene.contest.id;
    let (row, sources) = scene
        .app
        .read(move |conn| ThemeLayer::of_number(conn, contest, 1))
        .await;
    assert_eq!(sources.len(), 30);
    assert_eq!(sources.iter().filter(|source| source.accepted).count(), 10);
    let figures = *row.layer.figures;
    assert!(figures.learned > figures.plain, "{figures:?}");
    assert_eq!(row.layer.layer().weights.len(), 512);

    // The same decisions give the same layer, which is not kept twice; more decisions give the next number.
    scene.train().await;
    assert_eq!(scene.layers().await, 1);
    scene.accepted(10, 12).await;
    scene.train().await;
    scene.admin.get(URL).await.ok().has("Layer 2");
    assert_eq!(
        scene.actions().await,
        ["layer-trained", "layer-not-trained", "layer-trained"]
    );
    let (again, _) = scene
        .app
        .read(move |conn| ThemeLayer::of_number(conn, contest, 1))
        .await;
    assert_eq!(again.layer.sha256, row.layer.sha256);
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_layer_that_is_on_moves_checks_and_says_so_to_people_who_decide() {
    let scene = Scene::taught().await;
    let cat = scene.waiting("A cat dreams of milk on the sofa").await;
    let before = scene.check(&cat).await;
    assert_eq!(before.result.layer, None);

    // What would change is shown first, and nothing is done.
    let url = format!("{URL}/layers/1/activation");
    let asked = scene.admin.post(&url, &[]).await.ok();
    asked
        .has("Turn layer 1 on?")
        .has("entries would be judged differently");
    let unchanged = scene.check(&cat).await;
    assert_eq!(
        (unchanged.result.layer.clone(), unchanged.score),
        (None, before.score)
    );

    scene.turn(1, "activation").await;
    scene
        .admin
        .post(&url, &[("confirm", "on")])
        .await
        .expect(409);
    scene.admin.post(&url, &[]).await.expect(409);
    let after = scene.check(&cat).await;
    let taught = after.result.layer.clone().unwrap();
    let Effect::Moved(shift) = taught.effect else {
        panic!("{taught:?}");
    };
    assert_eq!((taught.number, taught.sha256.len()), (1, 64));
    assert!(shift > 0.0 && shift <= 0.10, "{shift}");
    assert!((after.result.score - before.result.score - shift).abs() < 1e-9);
    assert!(after.band <= before.band, "nearer to the theme");
    let run = scene.waiting("Neighbours run and skate together").await;
    let moved = scene.check(&run).await;
    let Effect::Moved(down) = moved.result.layer.clone().unwrap().effect else {
        panic!("{moved:?}");
    };
    assert!(down < 0.0, "{down}");
    assert_ne!(moved.verdict, Verdict::Fail);

    let page = format!("/contests/2023/screening/entries/{}", cat.id);
    scene
        .screener
        .get(&page)
        .await
        .ok()
        .has("Layer 1, learned from decisions, moved the relevance");

    // And off again, with the entries checked anew.
    let off = format!("{URL}/layers/1/deactivation");
    scene
        .admin
        .post(&off, &[])
        .await
        .ok()
        .has("Turn layer 1 off?")
        .has("Check the entries again at once");
    let fields = [("confirm", "on"), ("recheck", "on")];
    let run = scene
        .admin
        .post(&off, &fields)
        .await
        .expect(303)
        .location()
        .to_owned();
    scene.app.mails().await;
    let newest = scene.newest_check(cat.id).await;
    assert_eq!(
        (newest.result.layer.clone(), newest.score),
        (None, before.score)
    );
    scene.admin.get(&run).await.ok().has("Re-check");
    scene.admin.post(&off, &[]).await.expect(409);
    assert_eq!(scene.check(&cat).await.result.layer, None);
    assert_eq!(
        scene.actions().await,
        ["layer-trained", "layer-on", "layer-off"]
    );
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_layer_of_another_encoder_is_silent_and_says_so() {
    let scene = Scene::taught().await;
    let cat = scene.waiting("A cat dreams of milk on the sofa").await;
    let before = scene.check(&cat).await;
    scene.turn(1, "activation").await;
    scene
        .app
        .write(|conn| {
            let other = theme_layers::encoder.eq(vec![7_u8; 32]);
            Ok(diesel::update(theme_layers::table)
                .set(other)
                .execute(conn)?)
        })
        .await;
    let after = scene.check(&cat).await;
    assert_eq!(
        after.result.layer.clone().unwrap().effect,
        Effect::OtherEncoder
    );
    assert_eq!((after.score, after.band), (before.score, before.band));
    let page = format!("/contests/2023/screening/entries/{}", cat.id);
    scene
        .screener
        .get(&page)
        .await
        .ok()
        .has("was taught with another encoder");
    scene
        .admin
        .get(format!("{URL}/layers/1"))
        .await
        .ok()
        .has("was taught with another encoder");
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_creator_sees_neither_numbers_nor_others_entries_when_a_layer_is_on() {
    let scene = Scene::taught().await;
    let creator = scene.app.person("other@example.org", "CN").await;
    let draft = scene
        .app
        .entry(&scene.contest, creator.who(), "Milk", State::Draft)
        .await;
    let words = [
        ("original", "en"),
        ("title.en", "A cat dreams of milk"),
        (
            "synopsis.en",
            "A cat sleeps on the windowsill the whole day and dreams.",
        ),
    ];
    let ask = async || {
        let request = creator
            .request(
                reqwest::Method::POST,
                &format!("/entries/{}/check", draft.id),
            )
            .header("X-Fragment", "1")
            .form(&words);
        creator.send(request).await.ok().text
    };
    let before = ask().await;
    scene.turn(1, "activation").await;
    let after = ask().await;
    // What it says may be another thing; how it says it is the same.
    assert_ne!(before, after);
    for text in [before, after] {
        assert!(text.starts_with("<p class=\"theme-band"), "{text}");
        for word in ["0.", "Layer", "windowsill 3", "/entries/", "alike"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_screener_sees_the_nearest_decided_entries_of_each_kind_with_a_fixed_number_of_statements()
 {
    let scene = Scene::new().await;
    let cat = scene.waiting("A cat dreams of milk on the sofa").await;
    let page = format!("/contests/2023/screening/entries/{}", cat.id);
    let (none, answer) = scene.app.statements(scene.screener.get(&page)).await;
    answer.ok().lacks("Decided entries most like this one");
    scene.accepted(0, 5).await;
    scene.declined(0, 2).await;
    // Another contest's decisions are nobody's here.
    let (many, answer) = scene.app.statements(scene.screener.get(&page)).await;
    let answer = answer
        .ok()
        .has("Similar to entries that screeners accepted")
        .has("Similar to entries that screeners rejected for the theme")
        .has("% alike");
    assert_eq!(answer.text.matches("A cat sleeps on windowsill").count(), 3);
    assert_eq!(none, many);

    // An entry that was never compared says so.
    let unseen = scene
        .app
        .entry(&scene.contest, &scene.creator, "Rain", State::Submitted)
        .await;
    scene
        .screener
        .get(format!("/contests/2023/screening/entries/{}", unseen.id))
        .await
        .ok()
        .has("was not compared by meaning");
}

#[cfg(feature = "encoder")]
#[actix_web::test]
async fn the_layers_of_a_contest_are_nobody_elses() {
    let scene = Scene::taught().await;
    let other = scene.app.contest_named("2024").await;
    published(&scene.app, &other, PROFILE).await;
    let theirs = scene
        .app
        .with_role(&other, "their@example.org", "RU", Role::Admin)
        .await;
    theirs.get(format!("{URL}/layers/1")).await.expect(404);
    for noun in ["activation", "deactivation"] {
        theirs
            .post(format!("{URL}/layers/1/{noun}"), &[("confirm", "on")])
            .await
            .expect(404);
        // Nor is it found under their own contest.
        theirs
            .post(
                format!("/contests/2024/admin/theme/layers/1/{noun}"),
                &[("confirm", "on")],
            )
            .await
            .expect(404);
    }
    theirs
        .get("/contests/2024/admin/theme")
        .await
        .ok()
        .lacks("Layer 1");
    scene.admin.get(format!("{URL}/layers/7")).await.expect(404);
}
