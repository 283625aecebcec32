//! Promises about the theme check: profiles, the creator's panel, checks of entries. The fields of a profile are in
//! `theme/editor.rs`, what it would change in `theme/preview.rs`, re-checks in `theme/runs.rs`, what is learned from
//! decisions in `theme/layers.rs`.

mod copies;
mod editor;
mod layers;
mod limits;
mod preview;
mod runs;

use diesel::prelude::*;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::jobs::Job;
use shortlist::schema::entries;
use shortlist::screening;
use shortlist::theme::layer::NewLayer;
use shortlist::theme::learned::{Figures, Layer, Learned};
use shortlist::theme::store as themes;
use shortlist::theme::store::NewRun;
use shortlist::theme::{
    Band, NewProfile, RunKind, Scope, ThemeCheck, ThemeLayer, ThemeProfile, ThemeRun, Verdict,
};

use crate::security::{Access, World};
use crate::support::{TestApp, Visitor};

pub const PROFILE: &str = shortlist::theme::TEMPLATE;

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let id = world.entry.id;
    let profile = published(app, &world.contest, PROFILE).await;
    layer(app, &world.contest, &profile).await;
    let run = recheck(app, &world.contest, Scope::All).await;
    vec![
        Access::new(
            "POST",
            "/entries/{id}/check",
            format!("/entries/{id}/check"),
            [303, 404, 404, 404, 404, 404],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme",
            "/contests/2023/admin/theme",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme",
            "/contests/2023/admin/theme",
            [303, 404, 404, 404, 422, 422],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/profile",
            "/contests/2023/admin/theme/profile",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/profile",
            "/contests/2023/admin/theme/profile",
            [303, 404, 404, 404, 422, 422],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/trial",
            "/contests/2023/admin/theme/trial",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/versions/{version}",
            "/contests/2023/admin/theme/versions/7",
            [303, 404, 404, 404, 404, 404],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/versions/{version}/profile.toml",
            "/contests/2023/admin/theme/versions/1/profile.toml",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/diff",
            "/contests/2023/admin/theme/diff?from=1&to=1",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/rechecks",
            "/contests/2023/admin/theme/rechecks",
            [303, 404, 404, 404, 422, 422],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/runs/{run}",
            format!("/contests/2023/admin/theme/runs/{run}"),
            [303, 404, 404, 404, 200, 200],
        ),
        // An admin stops it; for the administrator it has ended.
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/runs/{run}/cancellation",
            format!("/contests/2023/admin/theme/runs/{run}/cancellation"),
            [303, 404, 404, 404, 303, 409],
        ),
        // Nothing was decided yet.
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/layers",
            "/contests/2023/admin/theme/layers",
            [303, 404, 404, 404, 422, 422],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/theme/layers/{number}",
            "/contests/2023/admin/theme/layers/1",
            [303, 404, 404, 404, 200, 200],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/layers/{number}/activation",
            "/contests/2023/admin/theme/layers/1/activation",
            [303, 404, 404, 404, 200, 200],
        ),
        // It is not on.
        Access::new(
            "POST",
            "/contests/{contest}/admin/theme/layers/{number}/deactivation",
            "/contests/2023/admin/theme/layers/1/deactivation",
            [303, 404, 404, 404, 409, 409],
        ),
    ]
}

/// Layer 1 of a contest, which says nothing.
pub async fn layer(app: &TestApp, contest: &Contest, profile: &ThemeProfile) {
    let (contest, now) = (contest.id, app.now());
    let new = NewLayer {
        profile: profile.id,
        encoder: vec![0; 32],
        learned: Learned {
            layer: Layer {
                bias: 0.0,
                weights: vec![0.0; 512],
            },
            figures: Figures::default(),
        },
        sources: Vec::new(),
    };
    app.write(move |conn| ThemeLayer::keep(conn, contest, new, Id::new(), now))
        .await;
}

pub async fn published(app: &TestApp, contest: &Contest, toml: &str) -> ThemeProfile {
    let (contest, now) = (contest.id, app.now());
    let new = NewProfile::parse(toml).unwrap();
    app.write(move |conn| themes::publish(conn, contest, &new, None, now))
        .await
}

/// The profile with another Russian word, a blocked one, and a stricter threshold.
pub fn changed() -> String {
    let other = PROFILE.replacen("\"бег\"", "\"каток\"", 1);
    format!(
        "{other}\n[[word]]\ntier = \"block\"\nlang = \"en\"\ntext = \"roulette\"\n[relevance]\nhi = 0.5\nlexical_hi = 0.9\n"
    )
}

/// A re-check that was ordered and not yet worked on.
pub async fn recheck(app: &TestApp, contest: &Contest, scope: Scope) -> Id<ThemeRun> {
    let (id, now) = (contest.id, app.now());
    let by = Id::new();
    let new = NewRun {
        kind: RunKind::Recheck,
        scope,
        toml: String::new(),
    };
    app.write(move |conn| ThemeRun::start(conn, id, by, new, now))
        .await
}

async fn admin(app: &TestApp) -> (Contest, Visitor) {
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.org", "CN", Role::Admin)
        .await;
    (contest, admin)
}

#[actix_web::test]
async fn a_profile_is_read_back_before_it_is_published_and_never_changes_after() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let url = "/contests/2023/admin/theme";
    admin.get(url).await.ok().has("no profile yet");
    let form = [("toml", PROFILE), ("version", "0")];
    admin
        .post(url, &form)
        .await
        .ok()
        .has("Publish this profile?")
        .has("Publish as version 1")
        .has("Sport and energy");
    let none = app
        .read(move |conn| ThemeProfile::current(conn, contest.id))
        .await;
    assert!(none.is_none());
    let confirmed = [("toml", PROFILE), ("version", "0"), ("confirm", "on")];
    admin.post(url, &confirmed).await.leads_to(url);
    let current = app
        .read(move |conn| ThemeProfile::current(conn, contest.id))
        .await
        .unwrap();
    assert_eq!((current.version, current.sha256.len()), (1, 32));
    admin
        .get(url)
        .await
        .ok()
        .has("Neighbours and everyday life")
        .has(&current.short_sha256());
    admin
        .get(format!("{url}/versions/1"))
        .await
        .ok()
        .has("clean energy");
    admin.get(format!("{url}/versions/2")).await.expect(404);

    // The second of two who edited version 0, and the same again.
    admin.post(url, &confirmed).await.expect(409);
    let again = [("toml", PROFILE), ("version", "1"), ("confirm", "on")];
    admin
        .post(url, &again)
        .await
        .expect(409)
        .has("says the same");
}

#[actix_web::test]
async fn a_profile_with_a_mistake_comes_back_with_the_line_of_the_mistake() {
    let app = TestApp::new().await;
    let (_, admin) = admin(&app).await;
    let url = "/contests/2023/admin/theme";
    let bad = "[theme]\nid = \"a\"\ncolour = \"<b>😀</b>\"\n";
    admin
        .post(url, &[("toml", bad), ("version", "0")])
        .await
        .expect(422)
        .has("Line 3")
        .has("colour")
        .has("<b>😀</b>");
    let double = "[theme]\nid = \"a\"\n[[facet]]\nid = \"x\"\n[[facet]]\nid = \"x\"\n";
    admin
        .post(url, &[("toml", double), ("version", "0")])
        .await
        .expect(422)
        .has("Two sides of the theme have the id x");
    let long = "#".repeat(200_001);
    for (toml, version) in [
        ("", "0"),
        (long.as_str(), "0"),
        ("\0", "x"),
        ("\u{202e}", "-1"),
    ] {
        admin
            .post(url, &[("toml", toml), ("version", version)])
            .await
            .expect(422);
    }
}

#[actix_web::test]
async fn a_text_can_be_tried_without_being_kept() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let url = "/contests/2023/admin/theme/trial";
    let words = [
        ("original", "en"),
        ("title.en", "Morning skating"),
        (
            "synopsis.en",
            "Neighbours clear the ice in the yard and dance, skate and run together until the evening lamps come on.",
        ),
    ];
    admin.post(url, &words).await.ok().has("Theme not set up");
    published(&app, &contest, PROFILE).await;
    admin
        .post(url, &words)
        .await
        .ok()
        .has("On theme")
        .has("Morning skating");
}

#[actix_web::test]
async fn a_creator_is_told_what_the_check_saw_and_never_a_number() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    published(&app, &contest, PROFILE).await;
    let creator = app.person("creator@example.org", "RU").await;
    let entry = app
        .entry(&contest, creator.who(), "Каток", State::Draft)
        .await;
    let url = format!("/entries/{}/check", entry.id);
    let words = [
        ("original", "ru"),
        ("title.ru", "Каток во дворе"),
        (
            "synopsis.ru",
            "Соседи заливают каток, и вечером весь двор выходит на лёд: бег, хоккей, танец, друзья и горячий чай до темноты.",
        ),
        ("tags", "спорт, двор"),
    ];
    let request = creator
        .request(reqwest::Method::POST, &url)
        .header("X-Fragment", "1")
        .form(&words);
    let fragment = creator.send(request).await.ok();
    assert!(!fragment.text.contains("<html"), "{}", fragment.text);
    assert!(fragment.text.contains("<mark>"), "{}", fragment.text);
    let fragment = fragment.has("The theme is recognised.").has("Closest to:");
    assert!(!fragment.text.contains("0."), "{}", fragment.text);

    // Without a script: a page that carries what was typed.
    creator
        .post(&url, &words)
        .await
        .ok()
        .has("<h1>Does it match the theme?</h1>")
        .has("name=\"title.ru\"")
        .has("горячий чай");

    let other = app.person("other@example.org", "RU").await;
    other.post(&url, &words).await.expect(404);
}

#[actix_web::test]
async fn the_panel_answers_whatever_is_typed() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let creator = app.person("creator@example.org", "CN").await;
    let entry = app.entry(&contest, creator.who(), "跑", State::Draft).await;
    let url = format!("/entries/{}/check", entry.id);
    let long = "跑".repeat(30_000);
    for text in [
        "",
        "<script>alert(1)</script>",
        "😀🎬",
        "\u{202e}run",
        "\0",
        long.as_str(),
    ] {
        let answer = creator
            .post(
                &url,
                &[
                    ("title.zh", text),
                    ("synopsis.zh", text),
                    ("duration", text),
                ],
            )
            .await
            .ok();
        assert!(!answer.text.contains("<script>alert"));
    }
    creator
        .post_bytes(&url, b"title.zh=%00%FF".to_vec())
        .await
        .ok();
    creator
        .post("/entries/nothing/check", &[])
        .await
        .expect(404);
    let nobody = Id::<Entry>::new();
    creator
        .post(format!("/entries/{nobody}/check"), &[])
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_check_is_kept_once_a_version_and_moves_the_entry_in_the_queue() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let toml =
        format!("{PROFILE}\n[[word]]\ntier = \"block\"\nlang = \"en\"\ntext = \"roulette\"\n");
    published(&app, &contest, &toml).await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Roulette night", State::Submitted)
        .await;
    let (id, now) = (entry.id, app.now());
    app.write(move |conn| {
        screening::store::receive(conn, &entry, now)?;
        Job::CheckTheme { entry: id.cast() }.enqueue(conn, now)
    })
    .await;
    app.mails().await;
    let check = app
        .read(move |conn| ThemeCheck::newest(conn, id))
        .await
        .unwrap();
    assert_eq!(check.verdict, Verdict::Review);
    assert!(check.attention >= 9000);
    assert!(!app.read(move |conn| themes::needs_check(conn, id)).await);
    let screener = app
        .with_role(&contest, "screener@example.org", "CN", Role::Screener)
        .await;
    screener
        .get("/contests/2023/screening?found=prohibited")
        .await
        .ok()
        .has("Roulette night")
        .has("Words that the organiser does not accept: roulette");
    screener
        .get("/contests/2023/screening?found=spam")
        .await
        .ok()
        .lacks("Roulette night");
}

#[actix_web::test]
async fn a_contest_without_a_profile_gets_checks_that_say_nothing_of_the_theme() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Rain on the roof", State::Submitted)
        .await;
    let now = app.now();
    let check = app
        .write(move |conn| themes::check_entry(conn, entry.id, now))
        .await;
    assert_eq!((check.band, check.verdict), (Band::Silent, Verdict::Pass));
}

#[actix_web::test]
async fn the_same_words_by_somebody_else_are_found() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let first = app.account("first@example.org", "CN").await;
    let second = app.account("second@example.org", "RU").await;
    let title = "Three neighbours repair an old wooden bridge in time";
    let original = app.entry(&contest, &first, title, State::Accepted).await;
    let copy = app.entry(&contest, &second, title, State::Submitted).await;
    let (now, id, earlier) = (app.now(), copy.id, original.id);
    let check = app
        .write(move |conn| {
            themes::check_entry(conn, earlier, now)?;
            themes::check_entry(conn, id, now)
        })
        .await;
    let note = check
        .result
        .asking()
        .find(|note| note.other().is_some())
        .unwrap();
    assert_eq!(note.other(), Some(original.id));
    assert_eq!(check.verdict, Verdict::Review);

    // A work that was withdrawn since is nobody's copy.
    let first = original.id;
    let again = app
        .write(move |conn| {
            diesel::update(entries::table.filter(entries::id.eq(first)))
                .set(entries::state.eq(State::Withdrawn))
                .execute(conn)?;
            themes::check_entry(conn, id, now)
        })
        .await;
    assert!(again.result.asking().all(|note| note.other().is_none()));
}

#[actix_web::test]
async fn the_themes_page_makes_the_same_statements_with_many_versions() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, "[theme]\nid = \"a\"\n").await;
    let (few, _) = app
        .statements(admin.get("/contests/2023/admin/theme"))
        .await;
    for n in 0..60 {
        let toml = format!("[theme]\nid = \"a\"\n[limits]\ntitle_max = {}\n", n + 1);
        published(&app, &contest, &toml).await;
    }
    let (many, page) = app
        .statements(admin.get("/contests/2023/admin/theme"))
        .await;
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
    let next = "/contests/2023/admin/theme?after=";
    assert!(page.ok().text.contains(next));
}

/// Needs the encoder: without it there are no vectors.
#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_vector_is_made_once_and_finds_the_work_in_another_language() {
    use shortlist::schema::theme_vectors;
    use shortlist::theme::check::Mode;

    let app = TestApp::new().await;
    let contest = app.contest().await;
    published(&app, &contest, PROFILE).await;
    let russian = app.account("first@example.org", "RU").await;
    let english = app.account("second@example.org", "CN").await;
    let first = app
        .entry(
            &contest,
            &russian,
            "Старый рыбак учит внука грести на горной реке",
            State::Accepted,
        )
        .await;
    let second = app
        .entry(
            &contest,
            &english,
            "An old fisherman teaches his grandson to row on a mountain river",
            State::Submitted,
        )
        .await;
    let (now, original) = (app.now(), first.id);
    app.write(move |conn| themes::check_entry(conn, original, now))
        .await;
    let translation = second.id;
    let check = app
        .write(move |conn| themes::check_entry(conn, translation, now))
        .await;
    assert_eq!(check.result.mode, Mode::Encoder);
    let named: Vec<_> = check
        .result
        .notes
        .iter()
        .filter_map(|note| note.other())
        .collect();
    assert_eq!(named, [original]);

    // The second check by a new version of the profile works from what was kept: a changed vector changes its score.
    let other = app
        .write(move |conn| {
            let kept = theme_vectors::table.filter(theme_vectors::entry_id.eq(translation));
            let nothing = vec![0_u8; 2048];
            let changed = diesel::update(kept)
                .set(theme_vectors::vector.eq(nothing))
                .execute(conn)?;
            assert_eq!(changed, 1);
            themes::check_entry(conn, translation, now)
        })
        .await;
    assert_ne!(other.score, check.score);
    let rows = app
        .read(|conn| Ok(theme_vectors::table.count().get_result::<i64>(conn)?))
        .await;
    assert_eq!(rows, 2);
}
