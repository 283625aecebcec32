//! Promises about the search for copies among many entries, of this and of other contests.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::Contest;
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::jobs::Job;
use shortlist::jobs::worker;
use shortlist::schema::{
    entries, jobs, theme_checks, theme_common, theme_pairs, theme_shingles, theme_texts,
};
use shortlist::theme::store as themes;
use shortlist::theme::{Pair, PairKind, Scope, ThemeCheck};

use super::{PROFILE, published, recheck};
use crate::support::TestApp;

const BRIDGE: &str = "Three neighbours repair an old wooden bridge so that the children can walk to school before the autumn rains begin";

/// An entry that was submitted and checked.
async fn checked(app: &TestApp, contest: &Contest, creator: &Account, title: &str) -> ThemeCheck {
    let entry = app.entry(contest, creator, title, State::Submitted).await;
    check(app, entry.id).await
}

async fn check(app: &TestApp, entry: Id<Entry>) -> ThemeCheck {
    let now = app.now();
    app.write(move |conn| themes::check_entry(conn, entry, now))
        .await
}

fn others(check: &ThemeCheck) -> Vec<Id<Entry>> {
    let notes = check.result.notes.iter();
    notes.filter_map(|note| note.other()).collect()
}

async fn pairs(app: &TestApp) -> Vec<Pair> {
    app.read(|conn| {
        Ok(theme_pairs::table
            .order(theme_pairs::id)
            .select(Pair::as_select())
            .load(conn)?)
    })
    .await
}

#[actix_web::test]
async fn an_edited_copy_of_an_entry_of_an_earlier_contest_is_found() {
    let app = TestApp::new().await;
    let earlier = app.contest_named("2022").await;
    let contest = app.contest().await;
    let first = app.account("first@example.org", "CN").await;
    let second = app.account("second@example.org", "RU").await;
    let original = checked(&app, &earlier, &first, BRIDGE).await;
    checked(&app, &earlier, &first, "A river in spring").await;
    let copied = format!("My film. {}", BRIDGE.replace("wooden", "stone"));
    let copy = checked(&app, &contest, &second, &copied).await;
    assert_eq!(others(&copy), [original.entry_id]);
    let pairs = pairs(&app).await;
    assert_eq!(pairs.len(), 1);
    let pair = &pairs[0];
    assert_eq!(
        (pair.first_id, pair.second_id),
        (original.entry_id, copy.entry_id)
    );
    assert_eq!((pair.contest_id, pair.kind), (contest.id, PairKind::Text));
    assert!(pair.score >= 600, "{}", pair.score);
}

#[actix_web::test]
async fn parts_of_a_series_are_told_from_works_of_others_with_such_titles() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let first = app.account("first@example.org", "CN").await;
    let second = app.account("second@example.org", "RU").await;
    let one = checked(&app, &contest, &first, "Our street, part 1").await;
    let two = checked(&app, &contest, &first, "Our street, part 2").await;
    assert_eq!(others(&two), [one.entry_id]);
    checked(&app, &contest, &second, "Our river, part 2").await;
    let kinds: Vec<PairKind> = pairs(&app).await.iter().map(|pair| pair.kind).collect();
    assert_eq!(kinds, [PairKind::Series]);
}

#[actix_web::test]
async fn a_check_makes_the_same_statements_however_many_entries_there_are() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let creator = app.account("first@example.org", "CN").await;
    checked(&app, &contest, &creator, &format!("{BRIDGE} again")).await;
    let one = app
        .entry(&contest, &creator, BRIDGE, State::Submitted)
        .await
        .id;
    let thought = app
        .read(move |conn| Ok(themes::read_entry(conn, one)?.think()))
        .await;
    let (few, examined) = app
        .statements(app.read(move |conn| thought.compare(conn)))
        .await;
    assert_eq!(others_of(&examined[0]), 1);
    for n in 0..60 {
        checked(
            &app,
            &contest,
            &creator,
            &format!("{BRIDGE} and {n} more words of it"),
        )
        .await;
    }
    let thought = app
        .read(move |conn| Ok(themes::read_entry(conn, one)?.think()))
        .await;
    let (many, examined) = app
        .statements(app.read(move |conn| thought.compare(conn)))
        .await;
    assert_eq!(few, many);
    assert!(others_of(&examined[0]) > 10);
}

fn others_of(examined: &themes::Examined) -> usize {
    let notes = examined.outcome.notes.iter();
    notes.filter(|note| note.other().is_some()).count()
}

#[actix_web::test]
async fn a_new_version_of_an_entry_takes_the_place_of_its_old_words() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let first = app.account("first@example.org", "CN").await;
    let second = app.account("second@example.org", "RU").await;
    let entry = checked(&app, &contest, &first, BRIDGE).await.entry_id;
    let rows = |app: &TestApp| {
        let db = app.app.db.clone();
        async move {
            db.read(|conn| {
                let texts: i64 = theme_texts::table.count().get_result(conn)?;
                let runs: i64 = theme_shingles::table.count().get_result(conn)?;
                Ok((texts, runs))
            })
            .await
            .unwrap()
        }
    };
    let before = rows(&app).await;
    check(&app, entry).await;
    assert_eq!(rows(&app).await, before);
    let other = "Snow";
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(entry)))
            .set((
                entries::title.eq(other),
                entries::search_text.eq(other),
                entries::version.eq(2),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    check(&app, entry).await;
    let after = rows(&app).await;
    assert_eq!(after.0, 1);
    assert!(after.1 < before.1 / 4, "{after:?} {before:?}");
    let copy = checked(&app, &contest, &second, BRIDGE).await;
    assert_eq!(others(&copy), []);
}

#[actix_web::test]
async fn what_every_entry_says_becomes_common_and_leads_to_nobody() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let creator = app.account("first@example.org", "CN").await;
    for n in 0..210_u32 {
        // Words of their own after what they all begin with.
        let own = hex::encode(n.wrapping_mul(2_654_435_761).to_be_bytes());
        let title = format!(
            "filmed for the contest {own} {}",
            own.chars().rev().collect::<String>()
        );
        checked(&app, &contest, &creator, &title).await;
    }
    let (common, held) = app
        .read(|conn| {
            let common: Vec<i32> = theme_common::table
                .select(theme_common::shingle)
                .load(conn)?;
            let held: i64 = theme_shingles::table
                .filter(theme_shingles::shingle.eq_any(&common))
                .count()
                .get_result(conn)?;
            Ok((common.len(), held))
        })
        .await;
    assert!(common >= 15, "{common}");
    assert!(held <= 15 * 10, "{held}");
    let last = checked(
        &app,
        &contest,
        &creator,
        "filmed for the contest with other words",
    )
    .await;
    assert_eq!(others(&last), []);
}

#[actix_web::test]
async fn entries_from_before_the_index_are_read_into_it() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let first = app.account("first@example.org", "CN").await;
    let second = app.account("second@example.org", "RU").await;
    let old = app.entry(&contest, &first, BRIDGE, State::Accepted).await;
    app.entry(&contest, &first, "A draft", State::Draft).await;
    let now = app.now();
    app.write(move |conn| Job::FileTexts { after: None }.enqueue(conn, now))
        .await;
    worker::drain(&app.app).await.unwrap();
    let (texts, jobs) = app
        .read(|conn| {
            let texts: Vec<Id<Entry>> = theme_texts::table
                .select(theme_texts::entry_id)
                .load(conn)?;
            let jobs: i64 = jobs::table.count().get_result(conn)?;
            Ok((texts, jobs))
        })
        .await;
    assert_eq!((texts, jobs), (vec![old.id], 0));
    let copy = checked(&app, &contest, &second, BRIDGE).await;
    assert_eq!(others(&copy), [old.id]);
}

#[actix_web::test]
async fn a_batch_of_a_recheck_is_compared_in_as_many_statements_as_one_entry() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    published(&app, &contest, "[theme]\nid = \"a\"\n").await;
    let creator = app.account("first@example.org", "CN").await;
    let mut counts = Vec::new();
    for more in [1, 30] {
        for n in 0..more {
            let title = format!("{BRIDGE} {more} {n}");
            checked(&app, &contest, &creator, &title).await;
        }
        let run = recheck(&app, &contest, Scope::All).await;
        let (count, considered) = app
            .statements(app.read(move |conn| Ok(themes::batch(conn, run)?.unwrap().think())))
            .await;
        let (compared, worked) = app
            .statements(app.read(move |conn| considered.compare(conn)))
            .await;
        counts.push(count + compared);
        let now = app.now();
        app.write(move |conn| worked.record(conn, now)).await;
        app.mails().await;
    }
    assert_eq!(counts[0], counts[1]);
    let newest: i64 = app
        .read(|conn| Ok(theme_checks::table.count().get_result(conn)?))
        .await;
    assert_eq!(newest, 31 + 1 + 31);
}

/// Needs the encoder.
#[cfg(feature = "encoder")]
#[actix_web::test]
async fn a_translation_of_an_entry_of_another_contest_is_found() {
    let app = TestApp::new().await;
    let earlier = app.contest_named("2022").await;
    let contest = app.contest().await;
    published(&app, &earlier, PROFILE).await;
    published(&app, &contest, PROFILE).await;
    let first = app.account("first@example.org", "RU").await;
    let second = app.account("second@example.org", "CN").await;
    let russian = "Старый рыбак учит внука грести на горной реке";
    let english = "An old fisherman teaches his grandson to row on a mountain river";
    let original = checked(&app, &earlier, &first, russian).await;
    checked(&app, &earlier, &first, "Зимний каток во дворе").await;
    let translation = checked(&app, &contest, &second, english).await;
    assert_eq!(others(&translation), [original.entry_id]);
    assert_eq!(pairs(&app).await[0].kind, PairKind::Translation);
}
