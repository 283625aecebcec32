//! Promises about notes at seconds of a film.

use shortlist::judging::{CreatorNote, Note};
use shortlist::schema::notes;

use super::*;

/// Sends a new note.
async fn write(
    judge: &Visitor,
    ballot: &str,
    (at, text, audience): (&str, &str, &str),
) -> crate::support::Answer {
    let note = uuid::Uuid::now_v7().to_string();
    let fields = [
        ("key", note.as_str()),
        ("at", at),
        ("text", text),
        ("audience", audience),
    ];
    judge.post(format!("{ballot}/notes"), &fields).await
}

async fn stored(app: &TestApp) -> Vec<Note> {
    app.read(|conn| {
        Ok(notes::table
            .order((notes::second, notes::id))
            .select(Note::as_select())
            .load(conn)?)
    })
    .await
}

#[actix_web::test]
async fn notes_are_shown_in_the_order_of_the_film_and_their_times_lead_into_it() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 2, 1).await;
    let queue = jury.queue(&app, 0).await;
    jury.film(&app, &queue[0]).await;
    let (judge, url) = (&jury.judges[0], jury.ballot(&queue[0]));
    for (at, text) in [("1：05", "Second remark"), ("0:07", "First remark")] {
        let answer = write(judge, &url, (at, text, "private")).await;
        answer.expect(303);
    }
    let (n, page) = app.statements(judge.get(&url)).await;
    let page = page.ok();
    assert!(n <= 8, "{n} statements");
    let (first, second) = (
        page.text.find("First remark"),
        page.text.find("Second remark"),
    );
    assert!(first.is_some() && first < second);
    page.has(&format!("{url}?t=65#film")).lacks("#t=");
    judge.get(format!("{url}?t=65")).await.ok().has("#t=65\"");
    judge
        .get(format!("{url}?t=nonsense"))
        .await
        .ok()
        .lacks("#t=");
    // A film elsewhere has no player to lead into: the time is words.
    let elsewhere = jury.ballot(&queue[1]);
    write(judge, &elsewhere, ("2:00", "Over there", "private"))
        .await
        .expect(303);
    judge
        .get(&elsewhere)
        .await
        .ok()
        .has("2:00")
        .has("plays elsewhere")
        .lacks("?t=120");
}

#[actix_web::test]
async fn a_note_that_is_sent_twice_is_one_note_and_a_stale_change_loses_nothing() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    let note = uuid::Uuid::now_v7().to_string();
    let sent = [("key", note.as_str()), ("at", "0:10"), ("text", "Once")];
    for _ in 0..2 {
        let answer = judge.post(format!("{url}/notes"), &sent).await;
        answer.leads_to(format!("{url}#note-{note}"));
    }
    assert_eq!(stored(&app).await.len(), 1);
    let change = |text, version| [("at", "0:10"), ("text", text), ("version", version)];
    let path = format!("{url}/notes/{note}");
    judge
        .post(&path, &change("Changed here", "1"))
        .await
        .expect(303);
    // Another page still shows version 1: both texts are on the answer, and saving again means it.
    judge
        .post(&path, &change("Changed there", "1"))
        .await
        .expect(409)
        .has("Changed here")
        .has("Changed there")
        .has("name=\"version\" value=\"2\"");
    assert_eq!(stored(&app).await[0].text, "Changed here");
    judge
        .post(&path, &change("Changed there", "2"))
        .await
        .expect(303);
    // A page that is out of date deletes nothing; the others do, and again is as good as once.
    let deletion = format!("{path}/deletion");
    judge.post(&deletion, &[("version", "2")]).await.expect(409);
    assert_eq!(stored(&app).await[0].text, "Changed there");
    for _ in 0..2 {
        judge.post(&deletion, &[("version", "3")]).await.expect(303);
    }
    assert!(stored(&app).await.is_empty());
    for (action, times) in [("written", 1), ("changed", 2), ("deleted", 1)] {
        assert_eq!(count_events(&app, "note", action).await, times, "{action}");
    }
}

#[actix_web::test]
async fn a_refused_note_comes_back_whole() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    write(judge, &url, ("later", "kept <i>note</i>", "creator"))
        .await
        .expect(422)
        .has("kept <i>note</i>")
        .has("value=\"later\"")
        .has("value=\"creator\" checked")
        .has("minutes and seconds");
    write(judge, &url, ("0:01", &"字".repeat(501), "private"))
        .await
        .expect(422);
    write(judge, &url, ("0:01", " ", "private"))
        .await
        .expect(422);
    write(judge, &url, ("0:01", "x", "everyone"))
        .await
        .expect(422);
    assert!(stored(&app).await.is_empty());
    write(judge, &url, ("0:01", &"字".repeat(500), "private"))
        .await
        .expect(303);
}

#[actix_web::test]
async fn notes_are_written_until_the_round_closes_after_submission_too() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 1, 1, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let (judge, url) = (&jury.judges[0], jury.ballot(&mine));
    jury.submit(&app, 0, &mine, 70, 80).await;
    write(judge, &url, ("0:30", "After it", "creator"))
        .await
        .expect(303);
    jury.close(&app).await;
    write(judge, &url, ("0:31", "Too late", "creator"))
        .await
        .expect(409);
    let note = stored(&app).await.remove(0);
    let path = format!("{url}/notes/{}", note.id);
    let change = [("at", "0:30"), ("text", "Too late"), ("version", "1")];
    judge.post(&path, &change).await.expect(409);
    judge
        .post(format!("{path}/deletion"), &[("version", "1")])
        .await
        .expect(409);
    judge
        .get(&url)
        .await
        .ok()
        .has("After it")
        .lacks("Too late")
        .lacks("note-new");
}

#[actix_web::test]
async fn what_is_meant_for_the_creator_reaches_them_without_a_judge_and_nothing_else_does() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 1, 2).await;
    let (mine, theirs) = (
        jury.queue(&app, 0).await.remove(0),
        jury.queue(&app, 1).await.remove(0),
    );
    let urls = [jury.ballot(&mine), jury.ballot(&theirs)];
    write(
        &jury.judges[0],
        &urls[0],
        ("0:40", "Lovely light", "creator"),
    )
    .await
    .expect(303);
    write(&jury.judges[0], &urls[0], ("0:05", "Mine alone", "private"))
        .await
        .expect(303);
    write(
        &jury.judges[1],
        &urls[1],
        ("0:20", "Strong start", "creator"),
    )
    .await
    .expect(303);
    // A judge sees their own notes only.
    let page = jury.judges[1].get(&urls[1]).await.ok();
    page.has("Strong start")
        .lacks("Lovely light")
        .lacks("Mine alone");
    // Nor can they change another's, whose key they guessed.
    let other = stored(&app).await.remove(0);
    let path = format!("{}/notes/{}", urls[1], other.id);
    let change = [("at", "0:05"), ("text", "Taken over"), ("version", "1")];
    jury.judges[1].post(&path, &change).await.expect(404);
    jury.judges[1]
        .post(format!("{path}/deletion"), &[("version", "1")])
        .await
        .expect(303);
    assert_eq!(stored(&app).await.len(), 3);
    // Admins read all of them, with names.
    let admin = jury
        .admin
        .get(jury.console(&format!("draw/{}", mine.entry_id)))
        .await
        .ok();
    admin
        .has("Mine alone")
        .has("Lovely light")
        .has("judge0")
        .has("For me and the organisers");

    let entry = mine.entry_id;
    let for_creator = || app.read(move |conn| Note::for_creator(conn, entry));
    assert_eq!(for_creator().await, vec![], "the round is open");
    jury.close(&app).await;
    let note = |second, text: &str| CreatorNote {
        second,
        text: text.to_owned(),
    };
    assert_eq!(
        for_creator().await,
        vec![note(20, "Strong start"), note(40, "Lovely light")]
    );
}
