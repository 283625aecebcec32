//! Promises about streams, categories, questions and declarations.

use diesel::prelude::*;
use shortlist::db::Moment;
use shortlist::entries::State;
use shortlist::schema::entries;

use super::{
    CATEGORIES, DECLARATIONS, QUESTIONS, STREAMS, detail, link, version, version_at, with_admin,
};
use crate::support::TestApp;

#[actix_web::test]
async fn a_country_is_in_one_stream_at_most() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let add = |code: &'static str, countries: &'static [&'static str]| {
        let admin = &admin;
        async move {
            let at = version_at(admin, STREAMS).await;
            let mut fields = vec![
                ("version", at.as_str()),
                ("code", code),
                ("name.en", "Stream"),
            ];
            fields.extend(countries.iter().map(|country| ("countries", *country)));
            admin.post(STREAMS, &fields).await
        }
    };
    add("KZ", &["KZ", "RU"])
        .await
        .expect(422)
        .has("in another stream already");
    add("КЗ", &["KZ"])
        .await
        .expect(422)
        .has("1 to 6 capital letters");
    add("CN", &["KZ"])
        .await
        .expect(422)
        .has("This code is taken");
    add("KZ", &["XX"])
        .await
        .expect(422)
        .has("Choose one from the list.");
    add("kz", &["KZ", "KZ"]).await.leads_to(STREAMS);
    add("ALL", &[]).await.leads_to(STREAMS);
    add("ALL2", &[])
        .await
        .expect(422)
        .has("takes all other countries");
    admin
        .get(STREAMS)
        .await
        .ok()
        .has("Kazakhstan")
        .has("all other countries");
    admin
        .post(STREAMS, &[("code", "A"), ("name.en", "No version")])
        .await
        .expect(409)
        .has("value=\"No version\"");
}

#[actix_web::test]
async fn a_stream_with_entries_stays_and_an_empty_one_goes() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let anna = app.account("anna@example.ru", "RU").await;
    app.entry(&contest, &anna, "Film", State::Draft).await;
    let streams = app.read(move |conn| contest.streams(conn)).await;
    for (stream, status) in [(&streams[1], 409), (&streams[0], 303)] {
        let path = format!("{STREAMS}/{}/removal", stream.id);
        let at = version(&admin.get(&path).await.ok().has("Remove the stream"));
        admin
            .post(&path, &[("version", at.as_str())])
            .await
            .expect(status);
    }
    admin.get(STREAMS).await.ok().has("Russia").lacks(">China<");
    assert!(detail(&app, "stream", "removed").await.contains("中国赛区"));
}

#[actix_web::test]
async fn a_published_contest_keeps_its_last_stream() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let streams = app.read(move |conn| contest.streams(conn)).await;
    for (stream, status) in streams.iter().zip([303, 409]) {
        let path = format!("{STREAMS}/{}/removal", stream.id);
        let at = version_at(&admin, &path).await;
        admin
            .post(&path, &[("version", at.as_str())])
            .await
            .expect(status);
    }
}

#[actix_web::test]
async fn items_move_one_step_and_stay_at_the_ends() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let categories = app.read(move |conn| contest.categories(conn)).await;
    let order = || async {
        let page = admin.get(CATEGORIES).await.ok();
        page.text.find("Sport") < page.text.find("City")
    };
    let path = format!("{CATEGORIES}/{}/position", categories[0].id);
    let shift = |way: &'static str| {
        let (admin, path) = (&admin, &path);
        async move {
            let at = version_at(admin, CATEGORIES).await;
            admin
                .post(path, &[("version", at.as_str()), ("way", way)])
                .await
        }
    };
    assert!(order().await);
    shift("up").await.expect(303);
    assert!(order().await);
    shift("down").await.expect(303);
    assert!(!order().await);
    shift("down").await.expect(303);
    assert!(!order().await);
    shift("sideways").await.expect(403);
    admin
        .post(&path, &[("version", "1"), ("way", "up")])
        .await
        .expect(409);
}

#[actix_web::test]
async fn an_item_of_another_contest_is_not_found() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let other = app.contest_named("other").await;
    let foreign = app.read(move |conn| other.categories(conn)).await[0].id;
    let at = version_at(&admin, CATEGORIES).await;
    let fields = [
        ("version", at.as_str()),
        ("code", "mine"),
        ("name.en", "Mine"),
        ("way", "up"),
    ];
    for noun in ["", "/position", "/removal"] {
        admin
            .post(format!("{CATEGORIES}/{foreign}{noun}"), &fields)
            .await
            .expect(404);
    }
    admin
        .get(format!("{CATEGORIES}/{foreign}"))
        .await
        .expect(404);
    let question = [
        ("version", at.as_str()),
        ("code", "q"),
        ("kind", "text"),
        ("label.en", "Q"),
        ("category", &foreign.to_string()),
    ];
    admin.post(QUESTIONS, &question).await.expect(422);
}

#[actix_web::test]
async fn a_category_is_changed_and_refused_like_any_form() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let edit = link(
        &admin.get(CATEGORIES).await.ok(),
        &format!("{CATEGORIES}/0"),
    );
    let at = version_at(&admin, &edit).await;
    admin
        .post(
            &edit,
            &[
                ("version", &at),
                ("code", "Sport!"),
                ("name.ru", "<i>Имя</i>"),
            ],
        )
        .await
        .expect(422)
        .has("lower-case letters")
        .has("value=\"<i>Имя</i>\"");
    admin
        .post(
            &edit,
            &[("version", &at), ("code", "city"), ("name.ru", "Имя")],
        )
        .await
        .expect(422)
        .has("This code is taken");
    let fields = [
        ("version", at.as_str()),
        ("code", "sport"),
        ("name.en", "Running"),
    ];
    admin.post(&edit, &fields).await.leads_to(CATEGORIES);
    admin
        .post(
            &edit,
            &[("version", &at), ("code", "sport"), ("name.en", "Other")],
        )
        .await
        .expect(409)
        .has("Running")
        .has("value=\"Other\"");
    assert!(
        detail(&app, "category", "changed")
            .await
            .contains("\"old\"")
    );
}

#[actix_web::test]
async fn an_answered_question_is_retired_and_keeps_its_kind() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let base = [("label.en", "Filmed with?"), ("required", "on")];
    let post = |path: String, more: Vec<(&'static str, &'static str)>| {
        let admin = &admin;
        async move {
            let at = version_at(admin, &format!("{QUESTIONS}/new")).await;
            let mut fields = base.to_vec();
            fields.extend(more);
            fields.push(("version", &at));
            admin.post(path, &fields).await
        }
    };
    let at = QUESTIONS.to_owned();
    post(at.clone(), vec![("code", "gear"), ("kind", "choice")])
        .await
        .expect(422)
        .has("Please fill this in.");
    post(
        at.clone(),
        vec![
            ("code", "gear"),
            ("kind", "choice"),
            ("choices", "phone\nb"),
        ],
    )
    .await
    .expect(422)
    .has("Line 1 is not right");
    let choices = "phone | 手机 | Телефон | Phone\ncamera | 相机 | Камера | Camera";
    post(
        at.clone(),
        vec![("code", "gear"), ("kind", "choice"), ("choices", choices)],
    )
    .await
    .leads_to(QUESTIONS);
    post(at.clone(), vec![("code", "town"), ("kind", "text")])
        .await
        .expect(303);
    post(at.clone(), vec![("code", "gear"), ("kind", "text")])
        .await
        .expect(422)
        .has("This code is taken");

    let questions = {
        let contest = contest.clone();
        app.read(move |conn| contest.questions(conn)).await
    };
    let edit = format!("{QUESTIONS}/{}", questions[0].id);
    admin
        .get(&edit)
        .await
        .ok()
        .has("phone | 手机 | Телефон | Phone");
    let anna = app.account("anna@example.ru", "RU").await;
    let entry = app.entry(&contest, &anna, "Film", State::Draft).await;
    app.write(move |conn| {
        let mut content = entry.content.into_inner();
        content.answers.insert("gear".into(), "phone".into());
        diesel::update(entries::table.filter(entries::id.eq(entry.id)))
            .set(entries::content.eq(shortlist::db::Json::new(content)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    post(edit, vec![("code", "gear"), ("kind", "text")])
        .await
        .expect(422)
        .has("its kind and code stay");
    for (question, action) in [(&questions[0], "retired"), (&questions[1], "removed")] {
        let path = format!("{QUESTIONS}/{}/removal", question.id);
        let at = version(&admin.get(&path).await.ok());
        admin
            .post(&path, &[("version", at.as_str())])
            .await
            .expect(303);
        assert!(
            detail(&app, "question", action)
                .await
                .contains(&question.code)
        );
        admin.get(&path).await.expect(404);
    }
    admin
        .get(QUESTIONS)
        .await
        .ok()
        .has("No questions of its own");
}

#[actix_web::test]
async fn a_changed_declaration_is_a_new_version_and_the_old_text_stays() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let at = version_at(&admin, &format!("{DECLARATIONS}/new")).await;
    let fields = [
        ("version", at.as_str()),
        ("code", "rights"),
        ("applies_to", "everyone"),
        ("required", "on"),
        ("text.en", "I made this."),
    ];
    admin.post(DECLARATIONS, &[]).await.expect(422);
    admin
        .post(DECLARATIONS, &fields)
        .await
        .leads_to(DECLARATIONS);
    let now = contest.clone();
    let first = app
        .read(move |conn| now.declaration_texts(conn))
        .await
        .remove(0);
    let edit = format!("{DECLARATIONS}/{}", first.id);
    let at = version_at(&admin, &edit).await;
    let fields = [
        ("version", at.as_str()),
        ("code", "other"),
        ("applies_to", "minors"),
        ("text.en", "I made all of this."),
    ];
    admin.post(&edit, &fields).await.expect(303);
    let now = contest.clone();
    let all = app.read(move |conn| now.declaration_texts(conn)).await;
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].code.as_str(), all[0].version), ("rights", 2));
    let old = app
        .read(move |conn| {
            use shortlist::schema::declaration_texts::dsl;
            Ok(dsl::declaration_texts
                .filter(dsl::version.eq(1))
                .select((dsl::text, dsl::retired_at))
                .first::<(String, Option<Moment>)>(conn)?)
        })
        .await;
    assert!(old.0.contains("I made this.") && old.1.is_some());
    admin.post(&edit, &fields).await.expect(404);
    let removal = format!("{DECLARATIONS}/{}/removal", all[0].id);
    let at = version_at(&admin, &removal).await;
    admin
        .post(&removal, &[("version", at.as_str())])
        .await
        .expect(303);
    admin
        .get(DECLARATIONS)
        .await
        .ok()
        .has("No declarations yet");
}

#[actix_web::test]
async fn the_consoles_menu_marks_the_page_and_below_it_its_section() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let link = |current: &str| format!("<a href=\"{STREAMS}\" aria-current=\"{current}\">");
    admin.get(STREAMS).await.ok().has(&link("page"));
    admin
        .get(format!("{STREAMS}/new"))
        .await
        .ok()
        .has(&link("true"))
        .lacks("aria-current=\"page\"");
}
