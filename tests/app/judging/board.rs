//! Promises about the board of a running round: where judges differ, what is refreshed, what is closed with.

use super::*;

#[actix_web::test]
async fn entries_on_which_judges_differ_most_come_first_with_their_ballots() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 3, 2).await;
    let page = jury.console("disagreement");
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("No entry has two submitted");
    for n in 0..2 {
        let mut queue = jury.queue(&app, n).await;
        queue.sort_by_key(|assignment| assignment.entry_id);
        // Film 0 differs by one point, Film 1 by four; Film 2 has one ballot.
        let points = [[(60, 60), (70, 70)], [(90, 90), (50, 50)]];
        for (assignment, given) in queue.iter().zip(points) {
            let (theme, craft) = given[n];
            jury.submit(&app, n, assignment, theme, craft).await;
        }
        if n == 0 {
            jury.submit(&app, n, &queue[2], 10, 10).await;
        }
    }
    let (n, answer) = app.statements(jury.admin.get(&page)).await;
    let answer = answer
        .ok()
        .has("Film 0")
        .has("judge0 latin: 9.00")
        .has("judge1 latin: 5.00")
        .lacks("Film 2");
    assert!(n <= 8, "{n} statements");
    let at = |title: &str| answer.text.find(title).unwrap();
    assert!(at("Film 1") < at("Film 0"));
}

#[actix_web::test]
async fn a_judge_who_stepped_back_is_no_part_of_a_disagreement() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    for (n, points) in [(0, 90), (1, 30)] {
        let mine = jury.queue(&app, n).await.remove(0);
        jury.submit(&app, n, &mine, points, points).await;
    }
    let page = jury.console("disagreement");
    jury.admin.get(&page).await.ok().has("6.00");
    let mine = jury.queue(&app, 1).await.remove(0);
    let recusal = format!("{}/recusal", jury.ballot(&mine));
    jury.judges[1]
        .post(recusal, &[("reason", "interest")])
        .await;
    jury.admin
        .get(&page)
        .await
        .ok()
        .has("No entry has two submitted");
}

#[actix_web::test]
async fn the_progress_of_a_running_round_looks_again_by_itself_and_by_a_link() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let page = jury.console("progress");
    jury.admin
        .get(&page)
        .await
        .ok()
        .has(&format!("hx-get=\"{page}\""))
        .has(&format!("<a href=\"{page}\">Look again</a>"));
    jury.admin.post(jury.console("closure"), &[]).await;
    jury.admin.get(&page).await.ok().lacks("hx-get");
}

#[actix_web::test]
async fn a_round_is_closed_with_a_stated_least_number_of_ballots() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 2, 3).await;
    let queue = jury.queue(&app, 0).await;
    jury.submit(&app, 0, &queue[0], 50, 50).await;
    let closure = jury.console("closure");
    let page = jury.admin.get(format!("{closure}?minimum=1")).await.ok();
    let page = page
        .has("Entries with fewer than 1 ballots")
        .has("Entries with enough ballots, and fewer than planned");
    let at = |text: &str| page.text.find(text).unwrap();
    assert!(at("0 of 3 ballots") < at("1 of 3 ballots"));
    jury.admin
        .post(&closure, &[("minimum", "many")])
        .await
        .expect(422)
        .has("value=\"many\"");
    jury.admin
        .post(&closure, &[("minimum", "1")])
        .await
        .expect(303);
    let round = jury.round.id;
    let detail = app
        .read(move |conn| {
            Ok(events::table
                .filter(events::subject_id.eq(round.cast::<shortlist::events::Anything>()))
                .filter(events::action.eq("closed"))
                .select(events::detail)
                .first::<String>(conn)?)
        })
        .await;
    assert_eq!(detail, r#"{"entries_with_fewer":1,"least_ballots":1}"#);
}
