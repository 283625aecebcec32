//! Promises about texts, dates and entry rules.

use diesel::prelude::*;
use shortlist::db::Moment;
use shortlist::schema::jobs;

use super::{RULES, TEXTS, WINDOWS, day, detail, version, version_at, with_admin};
use crate::support::TestApp;

#[actix_web::test]
async fn texts_are_saved_in_three_languages_previewed_and_recorded_with_what_they_were() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let at = version_at(&admin, TEXTS).await;
    let fields = [
        ("version", at.as_str()),
        ("name.zh", "新名称"),
        ("name.en", "Renamed 😀 \u{202E}rtl"),
        ("theme.en", "Theme"),
        ("call.en", "# Call\n\n**Bold** <script>alert(1)</script>"),
        ("rules.en", "Rules"),
    ];
    let mut preview = fields.to_vec();
    preview.push(("preview", "on"));
    let shown = admin.post(TEXTS, &preview).await.ok();
    assert!(shown.text.contains("<strong>Bold</strong>"));
    assert!(!shown.text.contains("<script>alert"));
    app.visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("Short Video Competition");

    admin.post(TEXTS, &fields).await.leads_to(TEXTS);
    app.visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("Renamed 😀")
        .has("<strong>Bold</strong>")
        .lacks("<script>alert");
    let detail = detail(&app, "contest", "texts-changed").await;
    assert!(
        detail.contains("Short Video Competition") && detail.contains("Renamed"),
        "{detail}"
    );
}

#[actix_web::test]
async fn a_stale_form_comes_back_with_both_and_overwrites_only_when_sent_again() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let at = version_at(&admin, TEXTS).await;
    let theirs = [("version", at.as_str()), ("name.en", "Theirs")];
    let mine = [("version", at.as_str()), ("name.en", "Mine")];
    admin.post(TEXTS, &theirs).await.expect(303);
    let back = admin
        .post(TEXTS, &mine)
        .await
        .expect(409)
        .has("Somebody else changed the set-up")
        .has("Theirs")
        .has("value=\"Mine\"");
    let now = version(&back);
    assert_ne!(now, at);
    admin
        .post(TEXTS, &[("version", now.as_str()), ("name.en", "Mine")])
        .await
        .expect(303);
    admin.get(TEXTS).await.ok().has("value=\"Mine\"");
    // A form without a version is older than any.
    admin
        .post(TEXTS, &[("name.en", "No version")])
        .await
        .expect(409);
}

#[actix_web::test]
async fn no_text_that_cannot_be_kept_is_kept_and_all_of_it_comes_back() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    admin
        .post(TEXTS, &[])
        .await
        .expect(422)
        .has("Write it in at least one language.");
    let long = "字".repeat(121);
    admin
        .post(
            TEXTS,
            &[("name.zh", long.as_str()), ("theme.en", "<b>kept</b>")],
        )
        .await
        .expect(422)
        .has("At most 120 characters; this has 121.")
        .has("value=\"<b>kept</b>\"");
    admin
        .post_bytes(TEXTS, b"name.en=a%00b&version=1".to_vec())
        .await
        .expect(422)
        .has("characters that cannot be kept");
    admin
        .post_bytes(TEXTS, b"name.en=%FF%FE&version=1".to_vec())
        .await
        .expect(422);
}

#[actix_web::test]
async fn dates_are_typed_on_the_contests_clock_and_checked() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    admin
        .get(WINDOWS)
        .await
        .ok()
        .has("value=\"2023-04-01T08:00\"")
        .has("Asia/Shanghai");
    let post = |zone: &'static str, opens: &'static str, closes: &'static str| {
        let admin = &admin;
        async move {
            let at = version_at(admin, WINDOWS).await;
            admin
                .post(
                    WINDOWS,
                    &[
                        ("version", at.as_str()),
                        ("zone", zone),
                        ("opens_at", opens),
                        ("closes_at", closes),
                        ("grace_minutes", "30"),
                    ],
                )
                .await
        }
    };
    post("Europe/Moscow", "2023-05-01T09:00", "2023-05-01T09:00")
        .await
        .expect(422)
        .has("The call must close after it opens.");
    post("Europe/Berlin", "2023-03-26T02:30", "2023-09-01T00:00")
        .await
        .expect(422)
        .has("This time does not exist")
        .has("value=\"2023-03-26T02:30\"");
    post("Mars/Base", "tomorrow", "2023-13-40T99:99")
        .await
        .expect(422)
        .has("Choose one from the list.")
        .has("Give a date and a time")
        .has("value=\"tomorrow\"");
    post("Europe/Moscow", "2023-05-01T09:00", "2023-08-31T23:59")
        .await
        .leads_to(WINDOWS);
    admin
        .get(WINDOWS)
        .await
        .ok()
        .has("value=\"2023-08-31T23:59\"")
        .has("1 September 2023, 04:59")
        .has("31 August 2023, 20:59");
    let detail = detail(&app, "contest", "windows-changed").await;
    assert!(detail.contains("Europe/Moscow") && detail.contains("Asia/Shanghai"));
}

#[actix_web::test]
async fn reminders_follow_the_deadline() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let planned = || async {
        app.read(|conn| {
            Ok(jobs::table
                .filter(jobs::kind.eq("remind-drafts"))
                .order(jobs::run_at)
                .select((jobs::run_at, jobs::dedup_key))
                .load::<(Moment, Option<String>)>(conn)?)
        })
        .await
    };
    let close = |closes: &'static str| {
        let admin = &admin;
        async move {
            let at = version_at(admin, WINDOWS).await;
            let fields = [
                ("version", at.as_str()),
                ("zone", "UTC"),
                ("opens_at", "2023-04-01T00:00"),
                ("closes_at", closes),
                ("grace_minutes", "0"),
            ];
            admin.post(WINDOWS, &fields).await.expect(303);
        }
    };
    close("2023-06-01T00:00").await;
    let all = planned().await;
    assert_eq!(
        all.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        [
            day("2023-05-29T00:00:00Z"),
            day("2023-05-31T00:00:00Z"),
            day("2023-05-31T21:00:00Z")
        ]
    );
    assert_eq!(all[0].1, Some(format!("remind-{}-72", contest.id)));
    close("2023-05-02T18:00").await;
    assert_eq!(planned().await.len(), 2, "72 hours before is over");
    close("2023-04-02T00:00").await;
    assert_eq!(planned().await.len(), 0);
}

#[actix_web::test]
async fn entry_rules_are_checked_saved_and_read_back_in_words() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    admin
        .post(RULES, &[])
        .await
        .expect(422)
        .has("Please fill this in.");
    let at = version_at(&admin, RULES).await;
    let with = |changes: &[(&'static str, &'static str)]| {
        let mut fields = vec![
            ("duration_min_s", "15"),
            ("duration_max_s", "90"),
            ("title_max", "60"),
            ("synopsis_min", "20"),
            ("synopsis_max", "600"),
            ("entries_per_person", ""),
            ("subtitles", "all"),
            ("subtitle_languages", "zh"),
            ("subtitle_languages", "ru"),
            ("made_since", "2022-01-01"),
            ("ai_policy", "forbidden"),
            ("minimum_age", "14"),
            ("maximum_age", ""),
            ("guardian_under", "18"),
            ("upload_max_mb", "300"),
        ];
        for (name, value) in changes {
            fields.retain(|(n, _)| n != name);
            fields.push((name, value));
        }
        fields
    };
    for (change, problem) in [
        (("duration_max_s", "10"), "under the minimum of 15"),
        (("synopsis_max", "5"), "under the minimum of 20"),
        (("maximum_age", "13"), "under the minimum of 14"),
        (("title_max", "sixty"), "Give a whole number."),
        (("title_max", "99999"), "Give a number from 5 to 500."),
        (("made_since", "31.12.2022"), "Give the date as"),
        (("ai_policy", "<b>"), "Choose one from the list."),
        (("subtitle_languages", "xx"), "Choose one from the list."),
        (("minimum_age", "-4"), "Give a number from 1 to 120."),
    ] {
        admin
            .post(RULES, &with(&[change]))
            .await
            .expect(422)
            .has(problem);
    }
    let mut none = with(&[]);
    none.retain(|(name, _)| *name != "subtitle_languages");
    admin
        .post(RULES, &none)
        .await
        .expect(422)
        .has("Choose at least one subtitle language.");

    let mut fields = with(&[]);
    fields.push(("version", &at));
    admin.post(RULES, &fields).await.leads_to(RULES);
    app.visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("Length: 15 seconds to 1 min 30 s.")
        .has("Subtitles in: Chinese, Russian.")
        .has("Made on or after 1 January 2022.")
        .has("No material made by artificial intelligence.")
        .lacks("entries a person");
    let detail = detail(&app, "contest", "entry-rules-changed").await;
    assert!(
        detail.contains("\"duration_max_s\":{\"new\":90,\"old\":300}"),
        "{detail}"
    );
}
