//! Promises of `shortlist doctor`: what it finds wrong in stored contests, and what it mends.

use std::process::{Command, Output};

use shortlist::judging::store::Recount;
use shortlist::schema::roles;

use super::*;

fn doctor(app: &TestApp, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, .. } = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .arg("doctor")
        .args(["--data", app.folder().to_str().unwrap()])
        .args(["--database-url", &app.database_url()])
        .args(arguments)
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap())
}

async fn wrong_totals(app: &TestApp) -> usize {
    app.read(|conn| Ok(Recount::next(conn, None)?.wrong.len()))
        .await
}

#[actix_web::test]
async fn saves_in_any_order_keep_the_total_that_a_recount_makes() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 3, 2).await;
    let mut queues = Vec::new();
    for n in 0..2 {
        queues.push(jury.queue(&app, n).await);
    }
    // A small generator with a fixed seed: which ballot, which points, draft or submission.
    let mut state = 20_261_126_u64;
    let mut draw = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut complete = 0;
    for _ in 0..80 {
        let n = usize::from(draw(2) == 1);
        let assignment = &queues[n][draw(3) as usize];
        let mut given = Given::default();
        for code in ["theme", "craft"] {
            if draw(3) > 0 {
                let points = 10 * (1 + draw(10) as i32);
                given.points.push((code.to_owned(), points));
            }
        }
        let (judge, id, now, submits) = (jury.judge(n), assignment.id, app.now(), draw(4) == 0);
        app.write(move |conn| {
            if submits {
                Ballot::submit(conn, &judge, id, &given, now)
            } else {
                Ballot::save(conn, &judge, id, &given, now)
            }
        })
        .await;
        assert_eq!(wrong_totals(&app).await, 0);
        if let Some(ballot) = ballot_of(&app, assignment).await {
            complete += usize::from(ballot.total.is_some());
        }
    }
    assert!(complete > 20, "{complete}");
    assert_eq!(doctor(&app, &[]).0, Some(0));
}

#[actix_web::test]
async fn a_wrong_total_is_found_and_mended_only_when_asked() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 2, 1).await;
    let mine = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &mine[0], 80, 90).await;
    jury.submit(&app, 0, &mine[1], 50, 60).await;
    let id = ballot_of(&app, &mine[0]).await.unwrap().id;
    app.write(move |conn| {
        diesel::update(ballots::table.filter(ballots::id.eq(id)))
            .set(ballots::total.eq(Some(9900)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let (code, said) = doctor(&app, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("totals of ballots: 2 looked at, 1 wrong"),
        "{said}"
    );
    assert!(
        said.contains(&format!("ballot {id}: kept 9.900, its scores make 8.400")),
        "{said}"
    );
    assert_eq!(ballot_of(&app, &mine[0]).await.unwrap().total, Some(9900));

    let (code, said) = doctor(&app, &["--repair-totals"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(ballot_of(&app, &mine[0]).await.unwrap().total, Some(8400));
    assert_eq!(count_events(&app, "ballot", "recounted").await, 1);
    assert_eq!(doctor(&app, &[]).0, Some(0));
}

#[actix_web::test]
async fn a_submitted_ballot_whose_scores_are_gone_keeps_its_total_and_stays_a_finding() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &mine[0], 80, 90).await;
    app.write(|conn| {
        diesel::delete(scores::table).execute(conn)?;
        Ok(())
    })
    .await;
    let (code, said) = doctor(&app, &["--repair-totals"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("kept 8.400, its scores make none"), "{said}");
    assert_eq!(ballot_of(&app, &mine[0]).await.unwrap().total, Some(8400));
}

#[actix_web::test]
async fn contradictions_missing_files_and_references_to_nothing_are_named() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 2, 1).await;
    let mine = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &mine[0], 80, 90).await;
    let ballot = ballot_of(&app, &mine[0]).await.unwrap().id;
    let (withdrawn, owner, contest, now) = (
        mine[1].entry_id,
        jury.admin.who().id,
        jury.contest.id,
        app.now(),
    );
    app.write(move |conn| {
        use shortlist::schema::media;
        diesel::update(ballots::table.filter(ballots::id.eq(ballot)))
            .set(ballots::submitted_at.eq(None::<shortlist::db::Moment>))
            .execute(conn)?;
        diesel::update(entries::table.filter(entries::id.eq(withdrawn)))
            .set(entries::state.eq(State::Withdrawn))
            .execute(conn)?;
        diesel::update(roles::table.filter(roles::contest_id.eq(contest)))
            .set(roles::granted_by.eq(Some(Id::<Account>::new())))
            .execute(conn)?;
        diesel::insert_into(media::table)
            .values((
                media::id.eq(Id::<Entry>::new()),
                media::owner_id.eq(owner),
                media::contest_id.eq(contest),
                media::kind.eq("video"),
                media::state.eq("ready"),
                media::file_name.eq("film.mp4"),
                media::content_type.eq("video/mp4"),
                media::storage_key.eq("media/gone"),
                media::size.eq(7_i64),
                media::probe.eq("{}"),
                media::language.eq(""),
                media::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let (code, said) = doctor(&app, &[]);
    assert_eq!(code, Some(1), "{said}");
    for finding in [
        "submitted ballots without the time of their submission: 1 looked at, 1 wrong",
        "withdrawn or disqualified entry: 2 looked at, 1 wrong",
        "roles.granted_by: 2 looked at, 2 wrong",
        "(media/gone) is not there",
    ] {
        assert!(said.contains(finding), "{finding} in {said}");
    }
    assert!(said.contains(&ballot.to_string()), "{said}");
    let (_, said) = doctor(&app, &["--without-files"]);
    assert!(!said.contains("media/gone"), "{said}");
}

#[actix_web::test]
async fn a_database_of_an_earlier_version_is_said_to_be_one_and_a_missing_one_cannot_be_looked_at()
{
    let app = TestApp::new().await;
    app.write(|conn| {
        let last = "DELETE FROM __diesel_schema_migrations WHERE version = \
            (SELECT MAX(version) FROM __diesel_schema_migrations)";
        diesel::connection::SimpleConnection::batch_execute(conn, last)?;
        Ok(())
    })
    .await;
    let (code, said) = doctor(&app, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("migrations: 1 wrong"), "{said}");
    assert!(said.contains("shortlist migrate"), "{said}");
    let nothing = app.folder().join("nothing");
    let missing = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["doctor", "--data", nothing.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(!nothing.exists());
}
