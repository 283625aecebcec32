//! Promises about mail and jobs: mail leaves once, is tried again, and is given up in sight.

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::i18n::Locale;
use shortlist::jobs::{Job, worker};
use shortlist::mail::{Letter, Mail, MailState, Recipient, delivery};
use shortlist::schema::{jobs, mails};

use crate::support::TestApp;

/// A program whose mail server does not answer.
async fn without_server() -> TestApp {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    TestApp::with(|config| config.smtp_url = Some(format!("smtp://127.0.0.1:{port}"))).await
}

async fn write_to(app: &TestApp, contest: Option<&Contest>, to: Recipient) -> Id<Mail> {
    let (contest, now) = (contest.map(|contest| contest.id), app.now());
    app.write(move |conn| {
        let letter = Letter::new("email-changing").arg("email", "x@example.org");
        let letter = match contest {
            Some(contest) => letter.in_contest(contest),
            None => letter,
        };
        letter.queue(conn, &to, now)?;
        Ok(mails::table
            .order(mails::id.desc())
            .select(mails::id)
            .first(conn)?)
    })
    .await
}

fn somebody(address: &str, name: &str) -> Recipient {
    Recipient {
        account: None,
        address: address.into(),
        name: name.into(),
        locale: Locale::En,
    }
}

async fn state(app: &TestApp, id: Id<Mail>) -> (MailState, i32, Option<String>) {
    app.read(move |conn| {
        Ok(mails::table
            .filter(mails::id.eq(id))
            .select((mails::state, mails::attempts, mails::last_error))
            .first(conn)?)
    })
    .await
}

#[actix_web::test]
async fn a_mail_that_fails_is_tried_again_later_each_time_and_given_up_in_sight() {
    let app = without_server().await;
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.cn", "CN", Role::Admin)
        .await;
    let id = write_to(&app, Some(&contest), somebody("li@example.cn", "Li")).await;
    let mut waits = Vec::new();
    for attempt in 1..=8 {
        assert_eq!(worker::drain(&app.app).await.unwrap(), 1);
        let (now, tried) = (app.now(), state(&app, id).await);
        assert_eq!(tried.1, attempt);
        assert!(tried.2.is_some());
        let due = app
            .read(|conn| {
                Ok(jobs::table
                    .select((jobs::run_at, jobs::failed_at))
                    .first::<(shortlist::db::Moment, Option<shortlist::db::Moment>)>(conn)?)
            })
            .await;
        assert_eq!(due.1.is_some(), attempt == 8);
        // Not a moment before its time.
        assert_eq!(worker::drain(&app.app).await.unwrap(), 0);
        waits.push(due.0.since(now).num_minutes());
        app.app.clock.advance(due.0.since(now));
    }
    assert_eq!(waits[..4], [2, 4, 8, 16]);
    assert!(waits.is_sorted());
    assert_eq!(state(&app, id).await.0, MailState::Failed);
    app.app.clock.advance(TimeDelta::days(30));
    assert_eq!(worker::drain(&app.app).await.unwrap(), 0);

    let root = app.administrator().await;
    for (who, url) in [
        (&admin, "/contests/2023/admin/mails?state=failed"),
        (&root, "/admin/mails?state=failed"),
    ] {
        who.get(url)
            .await
            .ok()
            .has("li@example.cn")
            .has("Could not be sent")
            .has("Send again");
    }
    admin
        .get("/contests/2023/admin/mails?state=sent")
        .await
        .ok()
        .lacks("li@example.cn");
    root.get("/admin/jobs?state=failed")
        .await
        .ok()
        .has("deliver-mail");
}

#[actix_web::test]
async fn a_mail_given_up_is_sent_again_once_from_the_page() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.cn", "CN", Role::Admin)
        .await;
    let id = write_to(&app, Some(&contest), somebody("li@example.cn", "Li")).await;
    let now = app.now();
    app.write(move |conn| {
        diesel::update(jobs::table)
            .set((jobs::failed_at.eq(Some(now)), jobs::attempts.eq(8)))
            .execute(conn)?;
        delivery::give_up(conn, id)
    })
    .await;
    let page = format!("/contests/2023/admin/mails/{id}");
    admin.get(&page).await.ok().has("Send again").has("Dear Li");
    admin.post(&page, &[]).await.leads_to(&page);
    admin.post(&page, &[]).await.expect(409);
    let waiting: i64 = app
        .read(|conn| Ok(jobs::table.count().get_result(conn)?))
        .await;
    assert_eq!(
        waiting, 1,
        "the job that was set aside is the one that runs"
    );
    assert_eq!(app.mails().await.len(), 1);
    admin.get(&page).await.ok().has("Sent").lacks("Send again");

    // Not the mails of others: of another contest, of the site.
    let other = app.contest_named("other").await;
    for (mail, status) in [
        (
            write_to(&app, Some(&other), somebody("a@example.cn", "A")).await,
            404,
        ),
        (
            write_to(&app, None, somebody("b@example.cn", "B")).await,
            404,
        ),
        (Id::new(), 404),
    ] {
        let page = format!("/contests/2023/admin/mails/{mail}");
        admin.get(&page).await.expect(status);
        admin.post(&page, &[]).await.expect(status);
    }
    admin.get("/contests/2023/admin/mails/x").await.expect(404);
}

#[actix_web::test]
async fn a_second_delivery_of_the_same_mail_sends_nothing() {
    let app = TestApp::new().await;
    let id = write_to(&app, None, somebody("li@example.cn", "Li")).await;
    let now = app.now();
    app.write(move |conn| Job::DeliverMail { mail: id.cast() }.enqueue(conn, now))
        .await;
    assert_eq!(worker::drain(&app.app).await.unwrap(), 2);
    delivery::deliver(&app.app.db, &app.app.mailer, id, now)
        .await
        .unwrap();
    assert_eq!(app.app.mailer.sent().len(), 1);
    assert_eq!(state(&app, id).await.1, 1);
}

#[actix_web::test]
async fn no_name_or_subject_adds_a_header_to_a_mail() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    let app = TestApp::with(|config| config.smtp_url = Some(url)).await;
    let now = app.now();
    let evil = "Li\r\nBcc: everyone@example.org\n\nBuy this\rX-Evil: 1";
    app.write(move |conn| {
        // A subject with a variable, and a name with line breaks.
        Letter::new("email-changing").arg("email", evil).queue(
            conn,
            &somebody("li@example.cn", evil),
            now,
        )?;
        diesel::update(mails::table)
            .set(mails::subject.eq(evil))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let address = somebody("li@example.cn\r\nBcc: everyone@example.org", "Li");
    let refused = write_to(&app, None, address).await;
    worker::drain(&app.app).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(files.len(), 1);
    let mail = std::fs::read_to_string(files.into_iter().next().unwrap().unwrap().path()).unwrap();
    let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
    for line in headers.split(['\r', '\n']) {
        assert!(
            !line.starts_with("Bcc:") && !line.starts_with("X-Evil:"),
            "{headers}"
        );
    }
    assert_eq!(headers.matches("\nTo: ").count(), 1, "{headers}");
    assert_ne!(state(&app, refused).await.0, MailState::Sent);
}

#[actix_web::test]
async fn an_address_without_an_account_has_no_inbox() {
    let app = TestApp::new().await;
    let li = app.person("li@example.cn", "CN").await;
    let id = write_to(&app, None, somebody("li@example.cn", "Somebody")).await;
    let own = write_to(&app, None, li.who().into()).await;
    assert_eq!(app.mails().await.len(), 2);
    li.get(format!("/account/inbox/{id}")).await.expect(404);
    li.post(format!("/account/inbox/{id}"), &[])
        .await
        .expect(404);
    let inbox = li.get("/account/inbox").await.ok();
    assert!(inbox.text.contains(&own.to_string()) && !inbox.text.contains(&id.to_string()));
}

#[actix_web::test]
async fn keys_in_mails_are_their_readers_alone() {
    let app = TestApp::new().await;
    let root = app.administrator().await;
    app.account("li@example.cn", "CN").await;
    app.visitor()
        .post("/forgotten-password", &[("email", "li@example.cn")])
        .await
        .ok();
    let link = crate::support::link_in(&app.mail_to("li@example.cn").await);
    let key = link.rsplit('/').next().unwrap();
    let id = app
        .read(|conn| Ok(mails::table.select(mails::id).first::<Id<Mail>>(conn)?))
        .await;
    root.get(format!("/admin/mails/{id}"))
        .await
        .ok()
        .has("/links/password/…")
        .lacks(key);
}

/// A job that was set aside: the delivery of a mail that is not there, which has nothing to do.
pub async fn failed_job(app: &TestApp) -> Id<Job> {
    let now = app.now();
    app.write(move |conn| {
        Job::DeliverMail { mail: Id::new() }.enqueue(conn, now)?;
        let id = jobs::table
            .order(jobs::id.desc())
            .select(jobs::id)
            .first::<Id<Job>>(conn)?;
        diesel::update(jobs::table.filter(jobs::id.eq(id)))
            .set((
                jobs::failed_at.eq(Some(now)),
                jobs::attempts.eq(8),
                jobs::last_error.eq(Some("no <such> thing")),
            ))
            .execute(conn)?;
        Ok(id)
    })
    .await
}

#[actix_web::test]
async fn administrators_retry_or_discard_jobs_that_were_set_aside_and_no_others() {
    let app = TestApp::new().await;
    let root = app.administrator().await;
    root.get("/admin/jobs").await.ok().has("No such job");
    let (again, gone) = (failed_job(&app).await, failed_job(&app).await);
    root.get("/admin/jobs?state=failed")
        .await
        .ok()
        .has("no <such> thing")
        .has("deliver-mail");
    root.get("/admin/jobs?state=waiting")
        .await
        .ok()
        .has("No such job");
    root.get("/admin/jobs?state=running&x=%00")
        .await
        .ok()
        .has("No such job");

    root.post(format!("/admin/jobs/{again}/retry"), &[])
        .await
        .leads_to("/admin/jobs");
    root.post(format!("/admin/jobs/{again}/retry"), &[])
        .await
        .expect(409);
    root.post(format!("/admin/jobs/{again}/discard"), &[])
        .await
        .expect(409);
    root.get(format!("/admin/jobs/{again}/discard"))
        .await
        .expect(404);
    root.get("/admin/jobs?state=waiting")
        .await
        .ok()
        .has("deliver-mail");

    root.get(format!("/admin/jobs/{gone}/discard"))
        .await
        .ok()
        .has("Discard this job?");
    root.post(format!("/admin/jobs/{gone}/discard"), &[])
        .await
        .leads_to("/admin/jobs");
    root.post(format!("/admin/jobs/{gone}/discard"), &[])
        .await
        .expect(404);
    root.post(format!("/admin/jobs/{}/retry", Id::<Job>::new()), &[])
        .await
        .expect(404);
    app.mails().await;
    root.get("/admin/jobs").await.ok().has("No such job");
}
