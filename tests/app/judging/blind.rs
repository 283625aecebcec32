//! Promises about what the judges of a round are not told.

use shortlist::judging::Hidden;

use super::*;

/// A jury whose one film has credits, a statement and a note on artificial intelligence, all with words of their own.
async fn told(app: &TestApp) -> Jury {
    let jury = Jury::planned(app, 1, 1, 1).await;
    app.write(|conn| {
        let content = entries::table
            .select(entries::content)
            .first::<Json<Content>>(conn)?;
        let mut content = content.into_inner();
        content.credits = vec![Credit {
            role: CreditRole::Director,
            name: "Vera Credited".to_owned(),
        }];
        content.statement = "Stated warmly".to_owned();
        content.ai_use = Some(shortlist::entries::AiUse::Assisted);
        content.ai_note = "Voice by machine".to_owned();
        diesel::update(entries::table)
            .set(entries::content.eq(Json::new(content)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    jury
}

async fn open(app: &TestApp, jury: &Jury) -> String {
    let (by, of, id, now) = (
        jury.admin.who().clone(),
        jury.contest.clone(),
        jury.round.id,
        app.now(),
    );
    app.write(move |conn| {
        let round = Round::of(conn, &of, id)?;
        round.assign(conn, &by, None, "http://localhost", now)?;
        round.open(conn, &by, &of, "http://localhost", now)
    })
    .await;
    let queue = jury.queue(app, 0).await;
    format!("/contests/2023/judging/{}", queue[0].id)
}

fn room(jury: &Jury) -> String {
    format!("/contests/2023/admin/rounds/{}/room", jury.round.id)
}

#[actix_web::test]
async fn judges_are_not_told_who_made_a_film_unless_the_round_says_so() {
    let app = TestApp::new().await;
    let jury = told(&app).await;
    let page = open(&app, &jury).await;
    let creator = app
        .read(|conn| {
            let id = entries::table.select(entries::creator_id).first(conn)?;
            Account::find(conn, id)
        })
        .await;
    jury.judges[0]
        .get(&page)
        .await
        .ok()
        .has("Stated warmly")
        .has("Voice by machine")
        .lacks("Vera Credited")
        .lacks(&creator.native_name)
        .lacks("secret.creator");
}

#[actix_web::test]
async fn a_round_may_tell_who_made_a_film_and_keep_other_things_from_its_judges() {
    let app = TestApp::new().await;
    let jury = told(&app).await;
    let hidden = [
        ("watch_warning", "0"),
        ("discussion", "off"),
        ("blind_shown", "yes"),
        ("blind", "statement"),
        ("blind", "ai"),
    ];
    jury.admin
        .post(room(&jury), &hidden)
        .await
        .leads_to(room(&jury));
    let page = open(&app, &jury).await;
    let creator = app
        .read(|conn| {
            let id = entries::table.select(entries::creator_id).first(conn)?;
            Account::find(conn, id)
        })
        .await;
    let (count, _) = app
        .statements(async {
            jury.judges[0]
                .get(&page)
                .await
                .ok()
                .has("Vera Credited")
                .has(&creator.native_name)
                .lacks("Stated warmly")
                .lacks("Voice by machine")
                // The address never is.
                .lacks("@films.example")
        })
        .await;
    assert!(count <= 8, "{count} statements");
}

#[actix_web::test]
async fn what_judges_are_not_told_is_settled_once_the_round_is_open() {
    let app = TestApp::new().await;
    let jury = told(&app).await;
    open(&app, &jury).await;
    let bare = [
        ("watch_warning", "30"),
        ("discussion", "on"),
        ("blind_shown", "yes"),
    ];
    jury.admin.post(room(&jury), &bare).await.expect(409);
    // The rest of the page can still be set.
    jury.admin.post(room(&jury), &bare[..2]).await.expect(303);
    let (of, id) = (jury.contest.clone(), jury.round.id);
    let round = app.read(move |conn| Round::of(conn, &of, id)).await;
    assert_eq!(*round.blind, [Hidden::Creator, Hidden::Credits]);
    assert_eq!(round.watch_warning, 30);
    jury.admin
        .get(room(&jury))
        .await
        .ok()
        .has("Who made it: name, organisation, country")
        .lacks("name=\"blind\"");
}
