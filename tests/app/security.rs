//! What holds for every route: who may, what is refused, which headers are sent.

use std::collections::BTreeSet;

use shortlist::contests::Role;
use shortlist::entries::State;

use crate::support::TestApp;

#[actix_web::test]
async fn a_form_sent_by_another_site_is_refused() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for (name, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let request = visitor
            .request(reqwest::Method::POST, "/sign-out")
            .header(name, value);
        // The harness already says same-origin; the first value counts for neither.
        let request = request.build().unwrap();
        let mut request = request;
        request.headers_mut().remove("Sec-Fetch-Site");
        request
            .headers_mut()
            .insert("Sec-Fetch-Site", value.parse().unwrap());
        let status = reqwest::Client::new()
            .execute(request)
            .await
            .unwrap()
            .status();
        assert_eq!(status, 403);
    }
    let origin = reqwest::Client::new()
        .post(format!("{}/sign-out", app.url))
        .header("Origin", "https://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(origin.status(), 403);
}

#[actix_web::test]
async fn every_page_sends_the_headers_that_keep_it_to_itself() {
    let app = TestApp::new().await;
    for path in ["/sign-in", "/no-such-page", "/account"] {
        let answer = app.visitor().get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(
            answer.headers["x-content-type-options"], "nosniff",
            "{path}"
        );
    }
}

#[actix_web::test]
async fn an_unknown_page_is_a_page_in_the_visitors_language() {
    let app = TestApp::new().await;
    app.visitor()
        .speaking("zh-CN")
        .get("/no-such-page")
        .await
        .expect(404)
        .has("找不到此页面");
    app.visitor()
        .get("/account/sessions/not-an-id/end")
        .await
        .expect(404);
}

/// One row of the access table: what each kind of visitor is answered at a route.
pub struct Access {
    pub method: &'static str,
    /// As the program registers it: `/entries/{id}`.
    pub route: &'static str,
    /// An address of it that exists in the test's world.
    pub path: String,
    /// For: a visitor, a stranger (an account without entries or roles), a screener, a judge, an admin, an
    /// administrator. A POST is sent without fields.
    pub expect: [u16; 6],
}

impl Access {
    pub fn new(
        method: &'static str,
        route: &'static str,
        path: impl Into<String>,
        expect: [u16; 6],
    ) -> Self {
        Self {
            method,
            route,
            path: path.into(),
            expect,
        }
    }
}

/// What the rows of the access table are about: each domain's `access(&app, &world)` adds to it what it needs.
pub struct World {
    pub contest: shortlist::contests::Contest,
    /// A submitted entry of somebody who is none of the six visitors.
    pub entry: shortlist::entries::Entry,
}

#[actix_web::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let creator = app.account("creator@example.org", "CN").await;
    let entry = app
        .entry(&contest, &creator, "Somebody's film", State::Submitted)
        .await;
    let world = World { contest, entry };

    let mut table = crate::accounts::access(&app, &world).await;
    table.extend(crate::contests::access(&app, &world).await);
    table.extend(crate::entries::access(&app, &world).await);
    table.extend(crate::media::access(&app, &world).await);
    table.extend(crate::screening::access(&app, &world).await);
    table.extend(crate::judging::access(&app, &world).await);
    table.extend(crate::results::access(&app, &world).await);
    // After the results: their worker would finish the theme's run.
    table.extend(crate::theme::access(&app, &world).await);
    table.extend(crate::exports::access(&app, &world).await);

    let names = [
        "visitor",
        "stranger",
        "screener",
        "judge",
        "admin",
        "administrator",
    ];
    let contest = &world.contest;
    let accounts = [
        None,
        Some(app.account("stranger@example.org", "RU").await),
        Some(
            app.with_role(contest, "screener@example.org", "CN", Role::Screener)
                .await
                .who()
                .clone(),
        ),
        Some(
            app.with_role(contest, "judge@example.org", "CN", Role::Judge)
                .await
                .who()
                .clone(),
        ),
        Some(
            app.with_role(contest, "admin@example.org", "CN", Role::Admin)
                .await
                .who()
                .clone(),
        ),
        Some(app.administrator().await.who().clone()),
    ];
    let mut wrong = Vec::new();
    for (name, (account, column)) in names.into_iter().zip(accounts.into_iter().zip(0..)) {
        for row in &table {
            // A new session each time: some rows end it.
            let visitor = match &account {
                Some(account) => app.signed_in(account.clone()).await,
                None => app.visitor(),
            };
            let answer = match row.method {
                "GET" => visitor.get(&row.path).await,
                "POST" => visitor.post(&row.path, &[]).await,
                other => {
                    visitor
                        .send(visitor.request(other.parse().unwrap(), &row.path))
                        .await
                }
            };
            if answer.status != row.expect[column] {
                wrong.push(format!(
                    "{} {} for {name}: {} instead of {}",
                    row.method, row.path, answer.status, row.expect[column]
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());

    let listed: BTreeSet<(String, String)> = table
        .iter()
        .map(|row| (row.method.to_owned(), row.route.to_owned()))
        .collect();
    let missing: Vec<_> = routes()
        .into_iter()
        .filter(|route| !listed.contains(route))
        .collect();
    assert_eq!(missing, Vec::new(), "routes without a row");
}

/// Every route that the sources register in one line: `.route("/path", web::get()…`.
fn routes() -> BTreeSet<(String, String)> {
    let mut sources = String::new();
    collect(std::path::Path::new("src"), &mut sources);
    let flat: String = sources.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = BTreeSet::new();
    for piece in flat.split(".route(").skip(1) {
        let piece = piece.trim_start();
        let Some(rest) = piece.strip_prefix('"') else {
            continue;
        };
        let Some((path, rest)) = rest.split_once('"') else {
            continue;
        };
        let Some((_, rest)) = rest.split_once("web::") else {
            continue;
        };
        let method: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        // A scope's own path, in `web/routes.rs`.
        if path.is_empty() {
            continue;
        }
        let shared = path.starts_with("/static/")
            || path == "/favicon.ico"
            || path == "/healthz"
            || path == "/metrics";
        if !shared {
            found.insert((method.to_uppercase(), path.to_owned()));
        }
    }
    found
}

fn collect(folder: &std::path::Path, into: &mut String) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
