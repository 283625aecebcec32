//! Promises about re-checks.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::Contest;
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::schema::{entries, events, screening_queue, theme_checks};
use shortlist::screening;
use shortlist::theme::store as themes;
use shortlist::theme::{RunState, Scope, ThemeCheck, ThemeRun, Verdict};

use super::{PROFILE, admin, published, recheck};
use crate::support::TestApp;

/// Nothing about the theme.
const SILENT: &str = "[theme]\nid = \"a\"\n";
const URL: &str = "/contests/2023/admin/theme";

/// An entry that waits in the queue and was checked by the profile in force.
async fn waiting(app: &TestApp, contest: &Contest, creator: &Account, title: &str) -> Entry {
    let entry = app.entry(contest, creator, title, State::Submitted).await;
    let (queued, now) = (entry.clone(), app.now());
    app.write(move |conn| {
        screening::store::receive(conn, &queued, now)?;
        themes::check_entry(conn, queued.id, now)
    })
    .await;
    app.mails().await;
    entry
}

async fn attention(app: &TestApp, entry: Id<Entry>) -> i32 {
    app.read(move |conn| {
        Ok(screening_queue::table
            .filter(screening_queue::entry_id.eq(entry))
            .select(screening_queue::attention)
            .first(conn)?)
    })
    .await
}

async fn checks(app: &TestApp, entry: Id<Entry>) -> i64 {
    app.read(move |conn| {
        Ok(theme_checks::table
            .filter(theme_checks::entry_id.eq(entry))
            .count()
            .get_result(conn)?)
    })
    .await
}

async fn actions(app: &TestApp) -> Vec<String> {
    app.read(|conn| {
        Ok(events::table
            .filter(events::action.like("recheck%"))
            .order(events::id)
            .select(events::action)
            .load(conn)?)
    })
    .await
}

async fn state(app: &TestApp, contest: &Contest, run: Id<ThemeRun>) -> ThemeRun {
    let contest = contest.id;
    app.read(move |conn| ThemeRun::of(conn, contest, run)).await
}

fn stricter(word: &str) -> String {
    format!("{SILENT}\n[[word]]\ntier = \"block\"\nlang = \"en\"\ntext = \"{word}\"\n")
}

#[actix_web::test]
async fn a_recheck_adds_checks_by_the_version_in_force_and_moves_entries_in_the_queue() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, SILENT).await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = waiting(&app, &contest, &creator, "Roulette night").await;
    let accepted = app
        .entry(&contest, &creator, "Roulette morning", State::Accepted)
        .await;
    let before = attention(&app, entry.id).await;
    assert!(before < 9000);
    let second = published(&app, &contest, &stricter("roulette")).await;
    assert_eq!(
        (
            checks(&app, entry.id).await,
            attention(&app, entry.id).await
        ),
        (1, before)
    );

    // Asked before it begins.
    let url = format!("{URL}/rechecks");
    admin
        .post(&url, &[("scope", "waiting")])
        .await
        .ok()
        .has("Entries: 1, by version 2");
    let form = [("scope", "waiting"), ("confirm", "on")];
    let run = admin.post(&url, &form).await.expect(303);
    let run = run.location().to_owned();
    admin.get(&run).await.ok().has("0 of 1").has("Stop");
    admin.get(URL).await.ok().has("Under way");
    admin.post(&url, &form).await.expect(409).has("under way");
    app.mails().await;
    admin
        .get(&run)
        .await
        .ok()
        .has("Finished")
        .has("1 of 1 entries are judged differently");

    let id = entry.id;
    let newest = app
        .read(move |conn| ThemeCheck::newest(conn, id))
        .await
        .unwrap();
    assert_eq!(
        (newest.profile_id, newest.verdict),
        (second.id, Verdict::Review)
    );
    assert_eq!(checks(&app, entry.id).await, 2);
    assert!(attention(&app, entry.id).await >= 9000);
    assert_eq!(checks(&app, accepted.id).await, 0);
    assert_eq!(
        actions(&app).await,
        ["recheck-ordered", "rechecked", "recheck-done"]
    );
    admin
        .get(format!("/contests/2023/admin/entries/{id}"))
        .await
        .ok()
        .has("checked again by the theme profile");
}

#[actix_web::test]
async fn a_recheck_goes_on_in_batches_and_stops_when_it_is_cancelled() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, SILENT).await;
    let creator = app.account("creator@example.org", "CN").await;
    for n in 0..120 {
        app.entry(&contest, &creator, &format!("Film {n}"), State::Submitted)
            .await;
    }
    let run = recheck(&app, &contest, Scope::All).await;
    let now = app.now();
    let batch = app
        .read(move |conn| themes::batch(conn, run)?.unwrap().think().compare(conn))
        .await;
    let again = app
        .read(move |conn| themes::batch(conn, run)?.unwrap().think().compare(conn))
        .await;
    app.write(move |conn| batch.record(conn, now)).await;
    let first = state(&app, &contest, run).await;
    assert!(first.done > 0 && first.done < 120, "{}", first.done);
    // A second worker with the same batch keeps nothing.
    app.write(move |conn| again.record(conn, now)).await;
    assert_eq!(state(&app, &contest, run).await.done, first.done);
    let made = app
        .read(|conn| Ok(theme_checks::table.count().get_result::<i64>(conn)?))
        .await;
    assert_eq!(made, i64::from(first.done));

    // Stopped while a batch is in hand: that batch is not kept.
    let in_hand = app
        .read(move |conn| themes::batch(conn, run)?.unwrap().think().compare(conn))
        .await;
    admin
        .post(format!("{URL}/runs/{run}/cancellation"), &[])
        .await
        .leads_to(format!("{URL}/runs/{run}"));
    app.write(move |conn| in_hand.record(conn, now)).await;
    app.mails().await;
    let stopped = state(&app, &contest, run).await;
    assert_eq!(
        (stopped.state, stopped.done),
        (RunState::Cancelled, first.done)
    );
    assert!(
        actions(&app)
            .await
            .contains(&"recheck-cancelled".to_owned())
    );

    // And another goes to the end.
    let whole = recheck(&app, &contest, Scope::All).await;
    app.mails().await;
    let whole = state(&app, &contest, whole).await;
    assert_eq!((whole.state, whole.done), (RunState::Done, 120));
}

#[actix_web::test]
async fn a_recheck_ends_when_a_newer_version_is_published() {
    let app = TestApp::new().await;
    let (contest, _) = admin(&app).await;
    published(&app, &contest, SILENT).await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Rain", State::Submitted)
        .await;
    let run = recheck(&app, &contest, Scope::Waiting).await;
    published(&app, &contest, &stricter("rain")).await;
    app.mails().await;
    assert_eq!(state(&app, &contest, run).await.state, RunState::Overtaken);
    assert_eq!(checks(&app, entry.id).await, 0);
}

#[actix_web::test]
async fn an_entry_that_changes_during_a_recheck_is_left_to_its_own_check() {
    let app = TestApp::new().await;
    let (contest, _) = admin(&app).await;
    published(&app, &contest, SILENT).await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Rain", State::Submitted)
        .await;
    let run = recheck(&app, &contest, Scope::Waiting).await;
    let (id, now) = (entry.id, app.now());
    let batch = app
        .read(move |conn| themes::batch(conn, run)?.unwrap().think().compare(conn))
        .await;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(id)))
            .set(entries::version.eq(2))
            .execute(conn)?;
        batch.record(conn, now)
    })
    .await;
    assert_eq!(checks(&app, id).await, 0);
    assert_eq!(state(&app, &contest, run).await.state, RunState::Done);
}

#[actix_web::test]
async fn nothing_can_be_checked_again_without_a_profile_or_for_an_unknown_choice() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let url = format!("{URL}/rechecks");
    admin.post(&url, &[("scope", "all")]).await.expect(409);
    admin
        .post(&url, &[("scope", "all"), ("confirm", "on")])
        .await
        .expect(409);
    published(&app, &contest, PROFILE).await;
    for scope in ["", "everything", "\0", "😀"] {
        admin
            .post(&url, &[("scope", scope), ("confirm", "on")])
            .await
            .expect(422);
    }
    // A run of another contest is nobody's here.
    let other = app.contest_named("2024").await;
    published(&app, &other, PROFILE).await;
    let theirs = recheck(&app, &other, Scope::All).await;
    admin.get(format!("{URL}/runs/{theirs}")).await.expect(404);
    admin
        .post(format!("{URL}/runs/{theirs}/cancellation"), &[])
        .await
        .expect(404);
    let form = [
        ("toml", PROFILE),
        ("version", "1"),
        ("run", &theirs.to_string()),
    ];
    admin.post(URL, &form).await.expect(404);
}
