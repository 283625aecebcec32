//! Promises about roles and invitations.

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::contests::Role;
use shortlist::i18n::Locale;
use shortlist::schema::roles;

use super::{INVITATIONS, ROOT, TEAM, between, detail, version_at, with_admin};
use crate::support::{TestApp, Visitor, link_in};

pub async fn invited(app: &TestApp, admin: &Visitor, email: &str, role: &str) -> String {
    let fields = [
        ("email", email),
        ("role", role),
        ("languages", "ru"),
        ("languages", "zh"),
        ("locale", "ru"),
    ];
    admin.post(INVITATIONS, &fields).await.leads_to(TEAM);
    link_in(&app.mail_to(email).await)
}

#[actix_web::test]
async fn an_invited_judge_signs_up_accepts_and_works() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let path = invited(&app, &admin, "judge@example.ru", "judge").await;
    let mail = app.mail_to("judge@example.ru").await;
    assert!(mail.body.contains("Член жюри"), "{}", mail.body);
    admin
        .get(TEAM)
        .await
        .ok()
        .has("judge@example.ru")
        .has("Open");

    let judge = app.visitor();
    let mut page = judge
        .get(&path)
        .await
        .ok()
        .has("Short Video Competition")
        .has("Judge")
        .has("judge@example.ru");
    let (_, query) = path.split_once("/invitations/").unwrap();
    let way = format!("return_to=%2Finvitations%2F{query}&email=judge%40example.ru");
    for form in ["/sign-up", "/sign-in"] {
        page = page.has(&format!("{form}?{way}"));
        judge
            .get(format!("{form}?{way}"))
            .await
            .ok()
            .has("value=\"judge@example.ru\"");
    }
    judge.post(&path, &[]).await.expect(303);
    let mut sign_up = ROOT.to_vec();
    sign_up[0] = ("email", "judge@example.ru");
    sign_up.push(("return_to", &path));
    judge.post("/sign-up", &sign_up).await.leads_to(&path);
    judge.post(&path, &[]).await.leads_to("/work");
    judge
        .get("/work")
        .await
        .ok()
        .has("Welcome")
        .has("Closes 1 June 2023")
        .has("/contests/2023/judging")
        .lacks("/contests/2023/admin");
    judge
        .get(&path)
        .await
        .expect(409)
        .has("This invitation was accepted already.");
    judge
        .post(&path, &[])
        .await
        .expect(409)
        .has("The invitation was accepted, withdrawn, or has expired");
    let languages = app
        .read(|conn| {
            Ok(roles::table
                .filter(roles::role.eq(Role::Judge))
                .select(roles::languages)
                .first::<String>(conn)?)
        })
        .await;
    assert_eq!(languages, "[\"ru\",\"zh\"]");
    admin
        .get(TEAM)
        .await
        .ok()
        .has("Accepted")
        .has("Russian, Chinese");
}

#[actix_web::test]
async fn an_account_of_another_address_may_accept_and_is_told_so() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let path = invited(&app, &admin, "office@example.ru", "screener").await;
    let anna = app.person("anna@example.ru", "RU").await;
    anna.get(&path)
        .await
        .ok()
        .has("your account anna@example.ru gets the role");
    anna.post(&path, &[]).await.leads_to("/work");
    anna.get("/work").await.ok().has("/contests/2023/screening");
}

#[actix_web::test]
async fn withdrawn_and_expired_invitations_give_nothing_and_can_be_sent_again_in_time() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let first = invited(&app, &admin, "anna@example.ru", "judge").await;
    let anna = app.person("anna@example.ru", "RU").await;
    app.app.clock.advance(TimeDelta::days(15));
    anna.get(&first).await.expect(409).has("has expired");
    anna.post(&first, &[]).await.expect(409);

    let page = admin.get(TEAM).await.ok().has("Expired");
    let id = between(&page.text, &format!("{INVITATIONS}/"), "/mail");
    admin
        .post(format!("{INVITATIONS}/{id}/mail"), &[])
        .await
        .leads_to(TEAM);
    let second = link_in(&app.mail_to("anna@example.ru").await);
    assert_ne!(first, second);
    anna.get(&first).await.expect(404);
    anna.get(&second).await.ok();
    admin
        .post(format!("{INVITATIONS}/{id}/withdrawal"), &[])
        .await
        .leads_to(TEAM);
    anna.get(&second).await.expect(409).has("was withdrawn");
    anna.post(&second, &[]).await.expect(409);
    for noun in ["withdrawal", "mail"] {
        admin
            .post(format!("{INVITATIONS}/{id}/{noun}"), &[])
            .await
            .expect(409);
    }
    let other = app.contest_named("other").await;
    let stranger = app
        .with_role(&other, "other@example.org", "CN", Role::Admin)
        .await;
    stranger
        .post(
            format!("/contests/other/admin/invitations/{id}/withdrawal"),
            &[],
        )
        .await
        .expect(404);
}

#[actix_web::test]
async fn nobody_is_invited_twice_or_to_what_they_are() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let anna = app
        .with_role(&contest, "anna@example.ru", "RU", Role::Judge)
        .await;
    let post = |email: &'static str, role: &'static str| {
        let admin = &admin;
        async move {
            let fields = [("email", email), ("role", role), ("locale", "zh")];
            admin.post(INVITATIONS, &fields).await
        }
    };
    post(" Anna@Example.ru", "judge")
        .await
        .expect(422)
        .has("has the role already")
        .has("Anna@Example.ru");
    post("anna@example.ru", "screener").await.expect(303);
    post("anna@example.ru", "screener")
        .await
        .expect(422)
        .has("has an open invitation");
    post("nobody", "king")
        .await
        .expect(422)
        .has("does not look like an e-mail")
        .has("Choose one from the list.");
    anna.get("/account/inbox").await.ok().has("大赛");
}

#[actix_web::test]
async fn a_role_is_taken_back_but_a_contest_keeps_its_last_admin() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let second = app
        .with_role(&contest, "second@example.org", "RU", Role::Admin)
        .await;
    let ids = app
        .read(|conn| {
            Ok(roles::table
                .order(roles::id)
                .select(roles::id)
                .load::<shortlist::db::Id<Role>>(conn)?)
        })
        .await;
    let path = |n: usize| format!("{TEAM}/{}/removal", ids[n]);
    admin
        .get(path(1))
        .await
        .ok()
        .has("Take the role “Admin” from second latin");
    admin.post(path(1), &[]).await.leads_to(TEAM);
    second.get(TEAM).await.expect(404);
    admin
        .post(path(0), &[])
        .await
        .expect(409)
        .has("A contest keeps its last admin");
    app.grant(&contest, second.who(), Role::Admin).await;
    admin.post(path(0), &[]).await.leads_to("/work");
    admin.get(TEAM).await.expect(404);
    assert!(detail(&app, "role", "removed").await.contains("admin"));
}

#[actix_web::test]
async fn what_a_member_understands_and_would_rather_judge_is_changed_on_their_page() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let judge = app
        .with_role(&contest, "judge@example.org", "RU", Role::Judge)
        .await;
    let (of, who) = (contest.clone(), judge.who().id);
    let (role, category) = app
        .read(move |conn| {
            let members = of.members(conn, None)?.rows;
            let role = members.iter().find(|(_, account)| account.id == who);
            Ok((role.unwrap().0.id, of.categories(conn)?[0].clone()))
        })
        .await;
    let page = format!("{TEAM}/{role}");
    admin
        .get(TEAM)
        .await
        .ok()
        .has(&page)
        .lacks(category.name.in_locale(Locale::En));
    admin.get(&page).await.ok().has("would rather judge");
    let id = category.id.to_string();
    let foreign = shortlist::db::Id::<Role>::new().to_string();
    admin
        .post(&page, &[("languages", "ru"), ("categories", &foreign)])
        .await
        .expect(422)
        .has("Choose one from the list.");
    admin
        .post(&page, &[("languages", "xx")])
        .await
        .expect(422)
        .has("Choose one from the list.");
    let fields = [
        ("languages", "ru"),
        ("languages", "zh"),
        ("categories", &id),
    ];
    admin.post(&page, &fields).await.leads_to(TEAM);
    admin
        .get(TEAM)
        .await
        .ok()
        .has(category.name.in_locale(Locale::En))
        .has("Chinese");
    admin
        .get(&page)
        .await
        .ok()
        .has(&format!("value=\"{id}\" checked"));
    assert!(detail(&app, "role", "equipped").await.contains(&id));
    // A category that is no more is nobody's wish any more.
    let removal = format!("/contests/2023/admin/categories/{id}/removal");
    let at = version_at(&admin, &removal).await;
    admin
        .post(&removal, &[("version", at.as_str())])
        .await
        .expect(303);
    admin.get(&page).await.ok().lacks(&id);
    admin.get(TEAM).await.ok().has("Chinese");
    let left = app
        .read(move |conn| {
            let row = roles::table.filter(roles::account_id.eq(who));
            Ok(row.select(roles::categories).first::<String>(conn)?)
        })
        .await;
    assert_eq!(left, "[]");
}

#[actix_web::test]
async fn an_administrator_works_in_every_contest_and_others_where_they_have_a_role() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    app.contest_named("other").await;
    app.grant(&contest, admin.who(), Role::Screener).await;
    let root = app.administrator().await;
    root.get("/work")
        .await
        .ok()
        .has("/contests/2023/admin")
        .has("/contests/other/admin")
        .has("/contests/new")
        .lacks("/contests/2023/judging");
    admin
        .get("/work")
        .await
        .ok()
        .has("/contests/2023/admin")
        .has("/contests/2023/screening")
        .lacks("/contests/other")
        .lacks("/contests/new");
    app.person("anna@example.ru", "RU")
        .await
        .get("/work")
        .await
        .ok()
        .has("You have no role in a contest.");
}
