//! What holds for every route: who may, what is refused, which headers are sent.

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
