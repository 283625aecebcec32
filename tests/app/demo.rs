//! Promises about the demonstration.

use shortlist::demo;

use crate::browser::{elsewhere, faults, look};
use crate::tour::{PAGES, Tour, filled};

#[actix_web::test]
async fn the_demonstration_shows_a_contest_at_three_of_its_stages_to_each_role() {
    let (app, doors) = filled().await;
    let visitor = app.visitor().speaking("zh");
    visitor
        .get("/")
        .await
        .ok()
        .has("中俄短视频大赛 2023")
        .has("征集");
    visitor
        .get("/contests/2023-results/results")
        .await
        .ok()
        .has("金奖")
        .has("观众奖")
        .has("抖音 Douyin，统计于")
        .has("<div class=\"work-picture\"><img");
    visitor
        .get("/contests/2023-results/gallery")
        .await
        .ok()
        .has("<img");
    let sign_in = |role: &'static str| {
        let email = doors
            .iter()
            .find(|door| door.role == role)
            .unwrap()
            .email
            .clone();
        let visitor = app.visitor();
        async move {
            visitor.sign_in(&email, demo::PASSWORD).await.expect(303);
            visitor
                .post("/language", &[("locale", "en"), ("return_to", "/")])
                .await
                .expect(303);
            visitor
        }
    };
    let admin = sign_in("admin").await;
    for page in [
        "", "/entries", "/rounds", "/results", "/events", "/mails", "/exports", "/theme", "/team",
    ] {
        admin
            .get(format!("/contests/2023-judging/admin{page}"))
            .await
            .ok();
    }
    let screener = sign_in("screener").await;
    screener
        .get("/contests/2023/screening")
        .await
        .ok()
        .has("Advertising")
        .has("of the text is also in another entry");
    // Questions and choices by their words, reasons too.
    let queue = screener.get("/contests/2023/screening").await.ok();
    let entry = queue.text.split("/contests/2023/screening/entries/").nth(1);
    let entry = entry.unwrap().split('"').next().unwrap();
    screener
        .get(format!("/contests/2023/screening/entries/{entry}"))
        .await
        .ok()
        .has("Where was it filmed?")
        .lacks("filmed-in");
    admin
        .get("/contests/2023/admin/events")
        .await
        .ok()
        .has(&shortlist::i18n::Locale::En.t("screening-reason-fits"));
    let judge = sign_in("judge").await;
    judge
        .get("/contests/2023-judging/judging")
        .await
        .ok()
        .has("Jury");
    let creator = sign_in("creator").await;
    creator
        .get("/entries")
        .await
        .ok()
        .has("China-Russia Short Video Competition 2023");
}

#[actix_web::test]
async fn nothing_is_wrong_with_any_main_page_in_its_languages_widths_and_colours() {
    let Some(mut tour) = Tour::start().await else {
        return;
    };
    let mut found = Vec::new();
    // Each page in each language, and over the three both widths and both colours; neighbours in the list differ.
    for (nth, language) in ["zh", "ru", "en"].into_iter().enumerate() {
        for (n, (name, role, path, _)) in PAGES.iter().enumerate() {
            let width = if (n + nth) % 2 == 0 { 360 } else { 1440 };
            let dark = (n / 2 + nth) % 2 == 0;
            tour.become_one(role, language).await;
            let client = tour.browser.client.clone();
            look(&client, width, dark).await;
            tour.walk(path).await;
            let wrong = faults(&client).await;
            found.extend(
                wrong
                    .into_iter()
                    .map(|fault| format!("{name} {language} {width} dark {dark}: {fault}")),
            );
        }
    }
    let elsewhere = elsewhere(&tour.browser.client, &tour.app.url).await;
    tour.browser.close().await;
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(elsewhere, Vec::<String>::new(), "requests to others");
}
