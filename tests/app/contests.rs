//! Promises about contests: their first start, public pages, set-up and team.

mod items;
mod sheets;
mod team;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::accounts::store::set_up_link;
use shortlist::contests::forms::{DeclarationDetails, QuestionDetails};
use shortlist::contests::{AppliesTo, Contest, QuestionKind, Role};
use shortlist::db::Moment;
use shortlist::entries::State;
use shortlist::i18n::Trilingual;
use shortlist::schema::{contests, events};

use crate::security::{Access, World};
use crate::support::{Answer, TestApp, Visitor};
use team::invited;

const ROOT: &[(&str, &str)] = &[
    ("email", "root@example.org"),
    ("password", "a long enough phrase"),
    ("native_name", "李伟"),
    ("latin_name", "Li Wei"),
    ("country", "CN"),
    ("locale", "en"),
];

const TEXTS: &str = "/contests/2023/admin/texts";
const WINDOWS: &str = "/contests/2023/admin/windows";
const RULES: &str = "/contests/2023/admin/entry-rules";
const STREAMS: &str = "/contests/2023/admin/streams";
const CATEGORIES: &str = "/contests/2023/admin/categories";
const QUESTIONS: &str = "/contests/2023/admin/questions";
const DECLARATIONS: &str = "/contests/2023/admin/declarations";
const TEAM: &str = "/contests/2023/admin/team";
const INVITATIONS: &str = "/contests/2023/admin/invitations";

/// A contest `2023` and its admin.
async fn with_admin(app: &TestApp) -> (Contest, Visitor) {
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.org", "CN", Role::Admin)
        .await;
    (contest, admin)
}

/// The version that the forms of a page would send.
fn version(page: &Answer) -> String {
    between(&page.text, "name=\"version\" value=\"", "\"")
}

fn between(text: &str, start: &str, end: &str) -> String {
    let rest = text.split_once(start).expect(start).1;
    rest.split_once(end).expect(end).0.to_owned()
}

/// The first address on the page that begins with `start`.
fn link(page: &Answer, start: &str) -> String {
    let start_of = format!("\"{start}");
    format!("{start}{}", between(&page.text, &start_of, "\""))
}

async fn version_at(who: &Visitor, path: &str) -> String {
    version(&who.get(path).await.ok())
}

fn day(text: &str) -> Moment {
    chrono::DateTime::parse_from_rfc3339(text)
        .unwrap()
        .to_utc()
        .into()
}

async fn unpublish(app: &TestApp) {
    app.write(|conn| {
        diesel::update(contests::table)
            .set(contests::published_at.eq(None::<Moment>))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

async fn open_gallery(app: &TestApp) {
    let now = app.now();
    app.write(move |conn| {
        diesel::update(contests::table)
            .set(contests::gallery_opened_at.eq(Some(now)))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// The detail of the last event of a kind and action.
async fn detail(app: &TestApp, kind: &'static str, action: &'static str) -> String {
    app.read(move |conn| {
        Ok(events::table
            .filter(events::subject_kind.eq(kind).and(events::action.eq(action)))
            .order(events::id.desc())
            .select(events::detail)
            .first::<String>(conn)?)
    })
    .await
}

// ---- the first start ----

#[actix_web::test]
async fn the_first_start_makes_one_administrator_and_leads_to_the_first_contest() {
    let app = TestApp::new().await;
    app.visitor().get("/").await.ok().has("No contest is open");
    let now = app.now();
    let token = app.write(move |conn| set_up_link(conn, now)).await;
    let path = format!("/set-up/{token}");
    let root = app.visitor();
    root.get(&path).await.ok().has("Welcome to Shortlist");
    root.post(&path, &[("email", "nobody"), ("native_name", "<b>李</b>")])
        .await
        .expect(422)
        .has("This does not look like an e-mail address.")
        .has("value=\"<b>李</b>\"");
    root.post(&path, ROOT).await.leads_to("/contests/new");
    root.get("/contests/new").await.ok().has("All set");
    app.visitor().get(&path).await.expect(404);
    app.visitor().post(&path, ROOT).await.expect(404);

    let another = app.write(move |conn| set_up_link(conn, now)).await;
    app.visitor()
        .get(format!("/set-up/{another}"))
        .await
        .expect(404);

    root.post("/contests", &[("start", "template"), ("slug", "2023")])
        .await
        .leads_to("/contests/2023/admin");
    root.get("/contests/2023/admin")
        .await
        .ok()
        .has("China-Russia Short Video Competition 2023")
        .has("Set-up checklist");
    root.get("/work").await.ok().has("Being prepared");
}

#[actix_web::test]
async fn a_set_up_link_is_forgotten_after_a_week() {
    let app = TestApp::new().await;
    let now = app.now();
    let token = app.write(move |conn| set_up_link(conn, now)).await;
    app.app.clock.advance(TimeDelta::days(8));
    app.visitor()
        .get(format!("/set-up/{token}"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_new_contest_needs_a_free_name_in_addresses_and_a_name_to_read() {
    let app = TestApp::new().await;
    let root = app.administrator().await;
    for (slug, problem) in [
        ("", "Please fill this in."),
        ("Конкурс", "lower-case letters"),
        ("<b>", "lower-case letters"),
        ("-a", "lower-case letters"),
        ("new", "This name is taken"),
        (&"a".repeat(41), "At most 40"),
    ] {
        root.post(
            "/contests",
            &[("start", "blank"), ("slug", slug), ("name.en", "Name")],
        )
        .await
        .expect(422)
        .has(problem);
    }
    root.post("/contests", &[("start", "blank"), ("slug", "a-1")])
        .await
        .expect(422)
        .has("at least one language");
    let fields = [
        ("start", "blank"),
        ("slug", "a-1"),
        ("name.zh", "热力生活"),
        ("name.en", "<i>Live</i> 😀"),
    ];
    root.post("/contests", &fields)
        .await
        .leads_to("/contests/a-1/admin");
    root.get("/contests/a-1/admin")
        .await
        .ok()
        .has("<i>Live</i> 😀");
    root.post("/contests", &fields)
        .await
        .expect(422)
        .has("This name is taken");
    root.post(
        "/contests",
        &[("start", "template"), ("slug", "b"), ("name.en", "Mine")],
    )
    .await
    .leads_to("/contests/b/admin");
    root.get("/contests/b/admin").await.ok().has("Mine");
}

// ---- what the public sees ----

#[actix_web::test]
async fn everyone_sees_published_contests_and_no_others() {
    let app = TestApp::new().await;
    let (_, admin) = with_admin(&app).await;
    let stranger = app.person("anna@example.ru", "RU").await;
    app.visitor()
        .get("/")
        .await
        .ok()
        .has("Short Video Competition")
        .has("Open for entries")
        .has("30 days 12 h left");
    app.visitor()
        .speaking("zh")
        .get("/")
        .await
        .ok()
        .has("中俄短视频大赛");
    unpublish(&app).await;
    app.visitor()
        .get("/")
        .await
        .ok()
        .lacks("Short Video Competition");
    for path in ["/contests/2023", "/contests/2023/rules"] {
        app.visitor().get(path).await.expect(404);
        stranger.get(path).await.expect(404);
        admin.get(path).await.ok();
    }
    admin
        .get("/contests/2023")
        .await
        .ok()
        .has("Preview: this contest is not published");
}

#[actix_web::test]
async fn a_contests_page_says_what_to_do_until_when_on_every_clock() {
    let app = TestApp::new().await;
    app.contest().await;
    let page = app
        .visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("Live Vigorously")
        .has("热力生活 共向未来")
        .has("data-countdown=\"2023-06-01T00:00:00Z\"")
        .has("data-now=\"2023-05-01T12:00:00Z\"")
        .has("1 June 2023, 08:00")
        .has("1 June 2023, 03:00")
        .has("1 June 2023, 00:00")
        .has("Length: at most 5 minutes.")
        .has("Up to 3 entries a person.")
        .has("Say where you used artificial intelligence.")
        .has("Russia")
        .has("Sport");
    assert!(
        page.text
            .contains("href=\"/sign-up?return_to=%2Fcontests%2F2023\"")
    );
    app.person("anna@example.ru", "RU")
        .await
        .get("/contests/2023")
        .await
        .ok()
        .has("action=\"/contests/2023/entries\"");
    app.visitor()
        .speaking("ru")
        .get("/contests/2023")
        .await
        .ok()
        .has("Жить ярко — вместе в будущее")
        .has("Продолжительность: не больше 5 минут.")
        .has("Подать работу");

    app.app.clock.advance(TimeDelta::days(60));
    app.visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("The call closed at")
        .lacks("Submit your video")
        .lacks("data-countdown");
    app.app.clock.advance(TimeDelta::days(-100));
    app.visitor()
        .get("/contests/2023")
        .await
        .ok()
        .has("Opens soon")
        .has("data-countdown=\"2023-04-01T00:00:00Z\"")
        .lacks("Submit your video");
}

#[actix_web::test]
async fn the_gallery_shows_accepted_entries_once_it_is_open_and_names_no_creator() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let li = app.account("li@example.cn", "CN").await;
    let anna = app.account("anna@example.ru", "RU").await;
    let shown = app
        .entry(&contest, &li, "<b>Noodles</b>", State::Accepted)
        .await;
    app.entry(&contest, &anna, "Ice rink", State::Accepted)
        .await;
    let hidden = app.entry(&contest, &li, "Secret", State::Submitted).await;
    let visitor = app.visitor();
    visitor.get("/contests/2023/gallery").await.expect(404);
    admin
        .post("/contests/2023/admin/gallery", &[])
        .await
        .leads_to("/contests/2023/admin");
    visitor
        .get("/contests/2023/gallery")
        .await
        .ok()
        .has("<b>Noodles</b>")
        .has("CN-0001")
        .has("Ice rink")
        .lacks("Secret")
        .lacks("li native")
        .lacks("li latin");
    visitor
        .get("/contests/2023/gallery?stream=RU")
        .await
        .ok()
        .has("Ice rink")
        .lacks("Noodles");
    visitor
        .get("/contests/2023/gallery?category=city")
        .await
        .ok()
        .has("There are no entries here yet");
    visitor
        .get("/contests/2023/gallery?stream=%00&after=nonsense")
        .await
        .expect(404);
    visitor
        .get(format!("/contests/2023/gallery/{}", shown.id))
        .await
        .ok()
        .has("Synopsis of")
        .has("https://video.example/1")
        .lacks("li native");
    visitor
        .get(format!("/contests/2023/gallery/{}", hidden.id))
        .await
        .expect(404);
    admin
        .post("/contests/2023/admin/gallery", &[])
        .await
        .expect(409);
    admin
        .post("/contests/2023/admin/gallery/end", &[])
        .await
        .expect(303);
    visitor
        .get(format!("/contests/2023/gallery/{}", shown.id))
        .await
        .expect(404);
}

#[actix_web::test]
async fn the_gallery_pages_by_key_and_shows_each_entry_once() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let li = app.account("li@example.cn", "CN").await;
    for n in 0..53 {
        app.entry(&contest, &li, &format!("Film {n:02}."), State::Accepted)
            .await;
    }
    open_gallery(&app).await;
    let visitor = app.visitor();
    let first = visitor.get("/contests/2023/gallery?stream=CN").await.ok();
    let next = between(&first.text, "rel=\"next\" href=\"", "\"").replace("&amp;", "&");
    let next = next.replace("&#38;", "&");
    let second = visitor.get(&next).await.ok();
    for n in 0..53 {
        let title = format!("Film {n:02}.");
        assert!(
            first.text.contains(&title) != second.text.contains(&title),
            "{title}"
        );
    }
    assert!(!second.text.contains("rel=\"next\""));
}

// ---- publication ----

#[actix_web::test]
async fn a_contest_is_published_when_it_is_ready_and_withdrawn_until_somebody_submits() {
    let app = TestApp::new().await;
    let root = app.administrator().await;
    root.post(
        "/contests",
        &[("start", "blank"), ("slug", "2024"), ("name.en", "Next")],
    )
    .await
    .expect(303);
    root.get("/contests/2024/admin")
        .await
        .ok()
        .has("everything marked “needed”");
    root.post("/contests/2024/admin/publication", &[])
        .await
        .expect(409)
        .has("Texts, dates or a stream are missing");

    let (contest, admin) = with_admin(&app).await;
    admin
        .get("/contests/2023/admin")
        .await
        .ok()
        .has("Published");
    admin
        .post("/contests/2023/admin/publication", &[])
        .await
        .expect(409);
    admin
        .get("/contests/2023/admin/publication/end")
        .await
        .ok()
        .has("Unpublish this contest?");
    admin
        .post("/contests/2023/admin/publication/end", &[])
        .await
        .expect(303);
    app.visitor().get("/contests/2023").await.expect(404);
    admin
        .get("/contests/2023/admin/publication")
        .await
        .ok()
        .has("Everyone will see");
    admin
        .post("/contests/2023/admin/publication", &[])
        .await
        .leads_to("/contests/2023/admin");
    app.visitor().get("/contests/2023").await.ok();

    let anna = app.account("anna@example.ru", "RU").await;
    app.entry(&contest, &anna, "Film", State::Draft).await;
    admin
        .post("/contests/2023/admin/publication/end", &[])
        .await
        .expect(303);
    admin
        .post("/contests/2023/admin/publication", &[])
        .await
        .expect(303);
    app.entry(&contest, &anna, "Film", State::Submitted).await;
    admin
        .post("/contests/2023/admin/publication/end", &[])
        .await
        .expect(409)
        .has("Entries were submitted");
}

// ---- whatever is sent ----

#[actix_web::test]
async fn whatever_a_form_is_sent_it_answers_a_page_and_gives_it_back() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    let root = app.administrator().await;
    let category = app.read(move |conn| contest.categories(conn)).await[0].id;
    let names = [
        "name.zh",
        "theme.ru",
        "call.en",
        "rules.en",
        "zone",
        "opens_at",
        "closes_at",
        "grace_minutes",
        "duration_min_s",
        "title_max",
        "synopsis_max",
        "subtitles",
        "subtitle_languages",
        "made_since",
        "ai_policy",
        "minimum_age",
        "code",
        "countries",
        "description.en",
        "label.en",
        "help.en",
        "kind",
        "category",
        "choices",
        "applies_to",
        "text.en",
        "email",
        "role",
        "languages",
        "locale",
        "slug",
        "start",
        "version",
        "way",
    ];
    let one = format!("{CATEGORIES}/{category}");
    let hostile = [
        "%00",
        "%FF%FE",
        "%F0%9F%92%A5%E2%80%AE%D7%A9",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "99999999999999999999",
        "-1",
        "%27%20OR%201%3D1",
    ];
    for value in hostile {
        let body: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
        let body = body.join("&").into_bytes();
        for path in [
            TEXTS,
            WINDOWS,
            RULES,
            STREAMS,
            CATEGORIES,
            QUESTIONS,
            DECLARATIONS,
            INVITATIONS,
            &one,
        ] {
            let answer = admin.post_bytes(path, body.clone()).await;
            assert!(
                matches!(answer.status, 409 | 422),
                "{path} {value}: {}",
                answer.status
            );
            assert!(!answer.text.contains("<script>alert"), "{path}");
            assert!(answer.text.contains("<h1>"), "{path}");
        }
        root.post_bytes("/contests", body.clone()).await.expect(422);
    }
}

// ---- costs ----

#[actix_web::test]
async fn pages_make_as_many_statements_at_many_rows_as_at_few() {
    let app = TestApp::new().await;
    let (contest, admin) = with_admin(&app).await;
    open_gallery(&app).await;
    let li = app.account("li@example.cn", "CN").await;
    app.entry(&contest, &li, "Film", State::Accepted).await;
    let paths = [
        "/",
        "/work",
        "/contests/2023",
        "/contests/2023/gallery",
        "/contests/2023/admin",
        TEXTS,
        STREAMS,
        CATEGORIES,
        QUESTIONS,
        DECLARATIONS,
        TEAM,
    ];
    let count = || async {
        let mut counts = Vec::new();
        for path in paths {
            let (n, _) = app.statements(admin.get(path)).await;
            assert!(n <= 8, "{path}: {n}");
            counts.push(n);
        }
        counts
    };
    let few = count().await;
    for n in 0..5 {
        app.contest_named(&format!("c{n}")).await;
        app.entry(&contest, &li, "Film", State::Accepted).await;
        let judge = app.account(&format!("judge{n}@example.org"), "CN").await;
        app.grant(&contest, &judge, Role::Judge).await;
        invited(&app, &admin, &format!("new{n}@example.org"), "judge").await;
        let (code, name) = (format!("c{n}"), format!("Category {n}"));
        let at = version_at(&admin, CATEGORIES).await;
        let fields = [
            ("version", at.as_str()),
            ("code", &code),
            ("name.en", &name),
        ];
        admin.post(CATEGORIES, &fields).await.expect(303);
    }
    assert_eq!(few, count().await);
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let member = app.account("member@example.org", "CN").await;
    app.grant(&world.contest, &member, Role::Screener).await;
    let (contest, now) = (world.contest.clone(), app.now());
    let (streams, categories, question, declaration, role) = app
        .write(move |conn| {
            let mut contest = contest;
            let text = Trilingual::new("", "", "Text");
            let question = QuestionDetails {
                code: "access".into(),
                kind: QuestionKind::Text,
                required: false,
                category: None,
                label: text.clone(),
                help: Trilingual::default(),
                choices: Vec::new(),
            };
            let question = contest.add_question(conn, &member, &question, now)?;
            let declaration = DeclarationDetails {
                code: "access".into(),
                required: false,
                applies_to: AppliesTo::Everyone,
                text,
            };
            let declaration = contest.add_declaration(conn, &member, &declaration, now)?;
            let role = contest.members(conn, None)?.rows[0].0.id;
            Ok((
                contest.streams(conn)?,
                contest.categories(conn)?,
                question,
                declaration,
                role,
            ))
        })
        .await;
    let everyone = |status| [status; 6];
    let admins = |status| [303, 404, 404, 404, status, status];
    let nobody = "0".repeat(64);
    let gone = uuid::Uuid::now_v7();
    let mut table = vec![
        Access::new("GET", "/", "/", everyone(200)),
        Access::new(
            "GET",
            "/contests/{contest}",
            "/contests/2023",
            everyone(200),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/rules",
            "/contests/2023/rules",
            everyone(200),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/gallery",
            "/contests/2023/gallery",
            everyone(404),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/gallery/{id}",
            format!("/contests/2023/gallery/{gone}"),
            everyone(404),
        ),
        Access::new(
            "GET",
            "/set-up/{token}",
            format!("/set-up/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "POST",
            "/set-up/{token}",
            format!("/set-up/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "GET",
            "/contests/new",
            "/contests/new",
            [303, 404, 404, 404, 404, 200],
        ),
        Access::new(
            "POST",
            "/contests",
            "/contests",
            [303, 404, 404, 404, 404, 422],
        ),
        Access::new("GET", "/work", "/work", [303, 200, 200, 200, 200, 200]),
        Access::new(
            "GET",
            "/invitations/{token}",
            format!("/invitations/{nobody}"),
            everyone(404),
        ),
        Access::new(
            "POST",
            "/invitations/{token}",
            format!("/invitations/{nobody}"),
            [303, 404, 404, 404, 404, 404],
        ),
    ];
    let mut row = |method, route: &'static str, noun: String, status| {
        let path = format!("/contests/2023/admin{noun}");
        table.push(Access::new(method, route, path, admins(status)));
    };
    row("GET", "/contests/{contest}/admin", String::new(), 200);
    for (method, route, noun, status) in [
        (
            "GET",
            "/contests/{contest}/admin/publication",
            "publication",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/publication",
            "publication",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/publication/end",
            "publication/end",
            200,
        ),
        // Somebody submitted.
        (
            "POST",
            "/contests/{contest}/admin/publication/end",
            "publication/end",
            409,
        ),
        ("GET", "/contests/{contest}/admin/gallery", "gallery", 200),
        ("POST", "/contests/{contest}/admin/gallery", "gallery", 303),
        (
            "POST",
            "/contests/{contest}/admin/gallery/end",
            "gallery/end",
            303,
        ),
        ("GET", "/contests/{contest}/admin/texts", "texts", 200),
        ("POST", "/contests/{contest}/admin/texts", "texts", 422),
        ("GET", "/contests/{contest}/admin/windows", "windows", 200),
        ("POST", "/contests/{contest}/admin/windows", "windows", 422),
        (
            "GET",
            "/contests/{contest}/admin/entry-rules",
            "entry-rules",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/entry-rules",
            "entry-rules",
            422,
        ),
        ("GET", "/contests/{contest}/admin/team", "team", 200),
        (
            "POST",
            "/contests/{contest}/admin/invitations",
            "invitations",
            422,
        ),
    ] {
        row(method, route, format!("/{noun}"), status);
    }
    let member = "/contests/{contest}/admin/team/{id}";
    row("GET", member, format!("/team/{role}"), 200);
    row("POST", member, format!("/team/{gone}"), 404);
    let team = "/contests/{contest}/admin/team/{id}/removal";
    row("GET", team, format!("/team/{role}/removal"), 200);
    row("POST", team, format!("/team/{gone}/removal"), 404);
    for (route, noun) in [
        (
            "/contests/{contest}/admin/invitations/{id}/withdrawal",
            "withdrawal",
        ),
        ("/contests/{contest}/admin/invitations/{id}/mail", "mail"),
    ] {
        row("POST", route, format!("/invitations/{gone}/{noun}"), 404);
    }
    for (section, id) in [
        ("streams", streams[0].id.to_string()),
        ("categories", categories[0].id.to_string()),
        ("questions", question.to_string()),
        ("declarations", declaration.to_string()),
    ] {
        for (method, end, status) in [
            ("GET", "", 200),
            ("POST", "", 422),
            ("GET", "/new", 200),
            ("GET", "/{id}", 200),
            ("POST", "/{id}", 422),
            ("POST", "/{id}/position", 403),
            ("GET", "/{id}/removal", 200),
            // Without a version: older than any.
            ("POST", "/{id}/removal", 409),
        ] {
            let route = format!("/contests/{{contest}}/admin/{section}{end}");
            let noun = format!("/{section}{}", end.replace("{id}", &id));
            row(method, String::leak(route), noun, status);
        }
    }
    table
}
