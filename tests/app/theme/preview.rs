//! Promises about a profile before it is published, and about its versions.

use shortlist::entries::State;
use shortlist::theme::store as themes;
use shortlist::theme::{RunState, ThemeRun};

use super::{PROFILE, admin, changed, published};
use crate::support::{TestApp, Visitor};

const URL: &str = "/contests/2023/admin/theme";

async fn preview(admin: &Visitor, toml: &str, version: &str) -> String {
    admin
        .post(URL, &[("toml", toml), ("version", version)])
        .await
        .ok()
        .text
}

#[actix_web::test]
async fn a_new_profile_is_shown_against_the_one_in_force() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let toml = changed();
    admin
        .post(URL, &[("toml", toml.as_str()), ("version", "1")])
        .await
        .ok()
        .has("What changes against version 1")
        .has("+ каток")
        .has("− бег")
        .has("+ roulette")
        .has("relevance.hi")
        .has("Publish as version 2")
        .lacks("+ спорт")
        .lacks("limits.");
    // Filled in while another version was in force.
    admin
        .post(URL, &[("toml", toml.as_str()), ("version", "0")])
        .await
        .ok()
        .has("Somebody published another version");
    // The same rules cannot be published again.
    admin
        .post(URL, &[("toml", PROFILE), ("version", "1")])
        .await
        .ok()
        .has("The rules say the same")
        .lacks("Publish as version");
}

#[actix_web::test]
async fn a_dry_run_counts_the_entries_that_would_be_judged_differently_and_keeps_nothing() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let creator = app.account("creator@example.org", "CN").await;
    for (title, state) in [
        ("Roulette night", State::Submitted),
        ("Rain on the roof", State::Accepted),
        ("Roulette in the morning", State::Rejected),
        ("Roulette of a draft", State::Draft),
    ] {
        let entry = app.entry(&contest, &creator, title, state).await;
        if state != State::Draft {
            let (id, now) = (entry.id, app.now());
            app.write(move |conn| themes::check_entry(conn, id, now))
                .await;
        }
    }
    let unchecked = app
        .entry(&contest, &creator, "Morning skating", State::Returned)
        .await;
    let toml = format!(
        "{PROFILE}\n[[word]]\ntier = \"block\"\nlang = \"en\"\ntext = \"roof\"\n[relevance]\nlo = -1.0\nlexical_lo = 0.0\n"
    );
    let (few, page) = app
        .statements(admin.post(URL, &[("toml", toml.as_str()), ("version", "1")]))
        .await;
    page.ok()
        .has("of 3 entries would be judged differently")
        .has("Not checked before as they are now: 1")
        .has("Nearest to “on theme”")
        .has("Morning skating")
        .has("CN-0001")
        .lacks("Roulette in the morning")
        .lacks("Roulette of a draft");
    let id = unchecked.id;
    let none = app
        .read(move |conn| shortlist::theme::ThemeCheck::newest(conn, id))
        .await;
    assert!(none.is_none());

    // The same statements for more entries.
    for n in 0..20 {
        app.entry(&contest, &creator, &format!("Film {n}"), State::Submitted)
            .await;
    }
    let (many, page) = app
        .statements(admin.post(URL, &[("toml", toml.as_str()), ("version", "1")]))
        .await;
    page.ok().has("of 23 entries");
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
}

#[actix_web::test]
async fn a_text_can_be_tried_on_a_profile_that_is_not_published() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let toml = changed();
    admin
        .post(
            URL,
            &[
                ("toml", toml.as_str()),
                ("version", "1"),
                ("try", "on"),
                ("original", "en"),
                ("title.en", "Roulette night"),
                (
                    "synopsis.en",
                    "Neighbours play <b>roulette</b> in the yard.",
                ),
            ],
        )
        .await
        .ok()
        .has("Words that the organiser does not accept: roulette")
        .has("Publish as version 2");
    // By the version in force it is none of these words.
    admin
        .post(
            format!("{URL}/trial"),
            &[("original", "en"), ("title.en", "Roulette night")],
        )
        .await
        .ok()
        .lacks("does not accept: roulette");
}

#[actix_web::test]
async fn with_many_entries_the_dry_run_is_a_job_that_can_be_watched_and_stopped() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let creator = app.account("creator@example.org", "CN").await;
    for n in 0..501 {
        app.entry(&contest, &creator, &format!("Film {n}"), State::Submitted)
            .await;
    }
    // Words alone, so that the test is quick; the run is the same.
    let toml = "[theme]\nid = \"a\"\n[limits]\ntags_max = 1\n";
    let form = [("toml", toml), ("version", "1")];
    let sent = admin.post(URL, &form).await.expect(303);
    let run = sent.location().to_owned();
    admin
        .get(&run)
        .await
        .ok()
        .has("0 of 501")
        .has("It can be published once")
        .lacks("Publish as version");

    // A second one takes its place.
    let second = admin.post(URL, &form).await.expect(303);
    let second = second.location().to_owned();
    assert_ne!(run, second);
    admin.get(&run).await.ok().has("Stopped");
    app.mails().await;
    let page = admin.get(&second).await.ok();
    page.has("501 of 501")
        .has("Finished")
        .has("Publish as version 2")
        .has("Not checked before as they are now: 501");
    admin
        .post(format!("{second}/cancellation"), &[])
        .await
        .expect(409);

    // A text is tried beside what the run found, without another run.
    let id = second.rsplit('/').next().unwrap().to_owned();
    let tried = [
        ("toml", toml),
        ("version", "1"),
        ("run", id.as_str()),
        ("try", "on"),
        ("original", "en"),
        ("title.en", "A title"),
        ("tags", "rain, roof"),
    ];
    admin
        .post(URL, &tried)
        .await
        .ok()
        .has("501 of 501")
        .has("There are 2 tags");
    let contest = contest.id;
    let runs = app.read(move |conn| ThemeRun::newest(conn, contest)).await;
    let states: Vec<RunState> = runs.iter().map(|(run, _)| run.state).collect();
    assert_eq!(states, [RunState::Done, RunState::Cancelled]);
}

#[actix_web::test]
async fn versions_can_be_compared_and_taken_out_as_they_were_written() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    published(&app, &contest, &changed()).await;
    admin
        .get(format!("{URL}/diff?from=1&to=2"))
        .await
        .ok()
        .has("Version 1 against version 2")
        .has("+ каток");
    admin
        .get(format!("{URL}/diff?from=2&to=1"))
        .await
        .ok()
        .has("− каток");
    // Without a choice: the last change.
    admin
        .get(format!("{URL}/diff"))
        .await
        .ok()
        .has("+ roulette");
    admin
        .get(format!("{URL}/diff?from=1&to=9"))
        .await
        .expect(404);
    let file = admin
        .get(format!("{URL}/versions/1/profile.toml"))
        .await
        .ok();
    assert_eq!(file.text, PROFILE);
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("2023-theme-1.toml")
    );
    admin
        .get(URL)
        .await
        .ok()
        .has("/contests/2023/admin/theme/versions/2/profile.toml");
}

#[actix_web::test]
async fn an_organiser_is_warned_of_sides_without_text_before_and_after_publishing() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let toml = "[theme]\nid = \"a\"\n[[facet]]\nid = \"empty-side\"\n";
    let warning = "A side of the theme has no text: empty-side";
    let page = preview(&admin, toml, "0").await;
    assert!(page.contains(warning), "{page}");
    published(&app, &contest, toml).await;
    admin.get(URL).await.ok().has(warning);
}
