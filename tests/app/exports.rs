//! Promises about exports: the contest file, tables, lists of the console, the command line.

use std::process::{Command, Output, Stdio};

use diesel::prelude::*;
use futures_util::StreamExt;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::error::Error;
use shortlist::events::{Anything, Event};
use shortlist::exports::contest_file::{ContestFile, ContestFileError, TEMPLATE};
use shortlist::exports::store::set_up;
use shortlist::exports::tables::Table;
use shortlist::exports::{Filter, Format, What};
use shortlist::judging::Round;
use shortlist::mail::{Letter, Mail};
use shortlist::schema::{
    assignments, ballots, criteria, mails, placements, ranking_rows, rankings, rounds, scores,
    theme_profiles,
};

use crate::security::{Access, World};
use crate::support::{TestApp, Visitor};

const PROFILE: &str = include_str!("../../src/demo/content/profile.toml");

async fn import(app: &TestApp, text: &str, slug: &str, account: &Account) -> Contest {
    let (text, slug, account, now) = (text.to_owned(), slug.to_owned(), account.clone(), app.now());
    app.write(move |conn| set_up::import(conn, &text, &slug, &account, now))
        .await
}

async fn export(app: &TestApp, contest: &Contest) -> String {
    let contest = contest.clone();
    app.read(move |conn| set_up::export(conn, &contest)).await
}

fn wrong(text: &str) -> ContestFileError {
    ContestFile::parse(text).expect_err("a wrong file")
}

#[actix_web::test]
async fn the_demonstration_contest_comes_in_as_it_stands() {
    let app = TestApp::new().await;
    let li = app.account("li@example.cn", "CN").await;
    let contest = import(&app, TEMPLATE, "demo", &li).await;
    assert_eq!(contest.published_at, None);
    assert_eq!(contest.zone, "Asia/Shanghai");
    let (streams, categories, questions, declarations) = {
        let contest = contest.clone();
        app.read(move |conn| {
            Ok((
                contest.streams(conn)?,
                contest.categories(conn)?,
                contest.questions(conn)?,
                contest.declaration_texts(conn)?,
            ))
        })
        .await
    };
    assert_eq!((streams.len(), categories.len()), (2, 4));
    assert_eq!((questions.len(), declarations.len()), (5, 6));
    assert_eq!(questions[4].category_id, Some(categories[2].id));
    assert_eq!(
        questions[1].choices[0].label.en,
        "No, this is the first time"
    );
    let found = app
        .read(|conn| {
            Ok(criteria::table
                .inner_join(rounds::table)
                .order(criteria::position)
                .select((
                    criteria::code,
                    criteria::weight,
                    criteria::step,
                    criteria::tie_order,
                ))
                .load::<(String, i32, i32, i32)>(conn)?)
        })
        .await;
    assert_eq!(found[0], ("theme".to_owned(), 3000, 5, 1));
    assert_eq!(found.iter().map(|row| row.1).sum::<i32>(), 10_000);
    let turns: Vec<i32> = found.iter().map(|row| row.3).collect();
    assert_eq!(turns, [1, 2, 3, 0]);
    // Whoever brings it in is its admin.
    let admin = app.signed_in(li).await;
    admin.get("/contests/demo/admin/exports").await.ok();
}

#[actix_web::test]
async fn a_contest_file_that_goes_out_and_in_again_is_the_same() {
    let app = TestApp::new().await;
    let li = app.account("li@example.cn", "CN").await;
    let first = import(&app, TEMPLATE, "first", &li).await;
    let file = export(&app, &first).await;
    let second = import(&app, &file, "second", &li).await;
    assert_eq!(export(&app, &second).await, file);

    // With everything that the demonstration leaves out.
    let whole = format!(
        "zone = \"Europe/Moscow\"\nopens = 2023-04-01T00:00:00\ncloses = \"2023-08-31 23:59\"\ngrace_minutes = 5\n\
         theme_profile = '''\n{PROFILE}'''\n\n[round]\nname = {{ en = \"Final\" }}\njudges_per_entry = 5\ncut = 7\n\n{TEMPLATE}"
    );
    let third = import(&app, &whole, "third", &li).await;
    assert_eq!(third.opens_at.unwrap().iso(), "2023-03-31T21:00:00Z");
    assert_eq!(third.closes_at.unwrap().iso(), "2023-08-31T20:59:00Z");
    let file = export(&app, &third).await;
    assert!(
        file.contains("closes = 2023-08-31T23:59:00+03:00"),
        "{file}"
    );
    assert!(file.contains("applies_to = \"minors\"") && file.contains("cut = 7"));
    let fourth = import(&app, &file, "fourth", &li).await;
    assert_eq!(export(&app, &fourth).await, file);
    let stored = app
        .read(|conn| {
            Ok(theme_profiles::table
                .select(theme_profiles::toml)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(stored, [PROFILE, PROFILE]);
}

/// A first look by votes before the demonstration's round of points, and a final of what comes through it.
const THREE_ROUNDS: &str = r#"
[[further_rounds]]
name = { en = "National" }
judges_per_entry = 4
source = "through"
after = [1]
stream = "CN"
cut = 10
tie_earlier = true
min_per_country = 1
competence = "rule"
max_load = 40
weight = 67
watch_warning = 60
discussion = "on"
blind = ["statement"]
criteria = [
  { code = "whole", weight = 100, min = 1, max = 10, step = 0.5, name = { en = "Whole" }, tie_order = 1 },
]

[[further_rounds]]
name = { en = "Last two" }
judges_per_entry = 5
format = "pairs"
comparisons_each = 6
source = "through"
after = [1, 2]
cut_rule = "threshold"
cut_threshold = 7.25

[[further_rounds]]
name = { en = "Rehearsal" }
judges_per_entry = 15
source = "chosen"
calibration = true
"#;

#[actix_web::test]
async fn all_rounds_of_a_contest_go_out_and_in_again() {
    let app = TestApp::new().await;
    let li = app.account("li@example.cn", "CN").await;
    let look = "[round]\nname = { en = \"First look\" }\njudges_per_entry = 2\n\
                format = \"votes\"\ncut_rule = \"unopposed\"\n\n";
    let whole = format!("{look}{TEMPLATE}\n{THREE_ROUNDS}");
    let first = import(&app, &whole, "first", &li).await;
    let of = first.clone();
    let rounds = app.read(move |conn| Round::all(conn, &of)).await;
    let formats: Vec<_> = rounds.iter().map(|round| round.format.as_str()).collect();
    assert_eq!(formats, ["votes", "scorecard", "pairs", "scorecard"]);
    assert_eq!(rounds[1].cut, 10);
    assert_eq!(rounds[2].cut_threshold, 7_250);
    assert!(rounds[3].calibration);
    let third = rounds[2].clone();
    let earlier = app.read(move |conn| third.earlier(conn)).await;
    let earlier: Vec<_> = earlier.iter().map(|round| round.id).collect();
    assert_eq!(earlier, [rounds[0].id, rounds[1].id]);
    let file = export(&app, &first).await;
    for words in [
        "format = \"votes\"",
        "cut_threshold = 7.25",
        "tie_earlier = true",
        "comparisons_each = 6",
        "blind = [\"statement\"]",
        "discussion = \"on\"",
        "weight = 67",
        "calibration = true",
        "tie_order = 1",
    ] {
        assert!(file.contains(words), "{words}: {file}");
    }
    let second = import(&app, &file, "second", &li).await;
    assert_eq!(export(&app, &second).await, file);

    for (from, to, key) in [
        ("after = [1]", "after = [2]", "further_rounds.after"),
        ("after = [1]", "after = []", "further_rounds.after"),
        (
            "stream = \"CN\"",
            "stream = \"XX\"",
            "further_rounds.stream",
        ),
        ("weight = 67", "weight = 101", "further_rounds.weight"),
        (
            "cut_rule = \"threshold\"",
            "cut_rule = \"majority\"",
            "further_rounds.cut_rule",
        ),
        (
            "step = 0.5, name = { en = \"Whole\"",
            "step = 0.7, name = { en = \"Whole\"",
            "further_rounds.step",
        ),
    ] {
        let changed = THREE_ROUNDS.replacen(from, to, 1);
        assert_ne!(changed, THREE_ROUNDS, "{from}");
        assert_eq!(
            wrong(&format!("{look}{TEMPLATE}\n{changed}")).key,
            key,
            "{to}"
        );
    }
}

#[test]
fn every_mistake_in_a_contest_file_is_named_with_its_place() {
    let changed = |from: &str, to: &str| {
        assert!(TEMPLATE.contains(from), "{from}");
        wrong(&TEMPLATE.replacen(from, to, 1))
    };
    let line_of = |text: &str| {
        TEMPLATE[..TEMPLATE.find(text).unwrap()]
            .matches('\n')
            .count()
            + 1
    };

    let error = changed("weight = 30", "weigth = 30");
    assert_eq!(error.key, "criteria.weigth");
    assert_eq!((error.line, error.column), (line_of("weight = 30"), 1));
    assert!(error.to_string().contains("no such key"), "{error}");

    let mistakes = r#"
weight = 30 | weight = "much" | criteria.weight | takes a number
weight = 30 | weight = 300 | criteria.weight | from 0 to 10000
step = 0.5 | step = 0.7 | criteria.step | steps
tie_order = 2 | tie_order = 1 | criteria.tie_order | has this turn
tie_order = 1 | tie_order = 0 | criteria.tie_order | from 1 to 20
title_max = 60 | title_max = 0 | entry_rules.title_max | from 1 to 500
title_max = 60 | title_max = "x" | entry_rules.title_max | cannot be read
subtitles = "required" | subtitles = "maybe" | entry_rules.subtitles | one of the words
made_since = "2022-01-01" | made_since = "soon" | entry_rules.made_since | YYYY-MM-DD
countries = ["CN"] | countries = ["C"] | streams.countries | cannot be read
code = "RU" | code = "CN" | streams.code | twice
code = "RU" | code = "a b" | streams.code | Latin letters
stream = "CN" | stream = "XX" | awards.stream | XX
quota = 1 | quota = 0 | awards.quota | from 1"#;
    for mistake in mistakes.trim().lines() {
        let parts: Vec<&str> = mistake.split(" | ").collect();
        let [from, to, key, words] = parts[..] else {
            panic!("{mistake}");
        };
        let error = changed(from, to);
        assert_eq!(error.key, key, "{to}: {error}");
        assert!(error.to_string().contains(words), "{to}: {error}");
        assert_eq!(error.line, line_of(from), "{to}: {error}");
    }

    assert_eq!(wrong("zone = \"Mars/North\"").key, "zone");
    let early = format!("opens = \"2023-05-01 00:00\"\ncloses = \"2023-04-01 00:00\"\n{TEMPLATE}");
    assert_eq!(
        (wrong(&early).key, wrong(&early).line),
        ("closes".into(), 2)
    );
    let broken = wrong("[name]\nzh = \"a\n");
    assert_eq!(broken.line, 2, "{broken}");
    assert_eq!(wrong("").key, "name");
    assert_eq!(wrong(&"漢".repeat(3)).line, 1);
}

#[actix_web::test]
async fn a_wrong_contest_file_is_told_from_a_taken_name() {
    let app = TestApp::new().await;
    let li = app.account("li@example.cn", "CN").await;
    import(&app, TEMPLATE, "demo", &li).await;
    let now = app.now();
    let (again, bad) = app
        .app
        .db
        .write(move |conn| {
            let bad = set_up::import(conn, "name = 1", "other", &li, now).err();
            let again = set_up::import(conn, TEMPLATE, "demo", &li, now).err();
            Ok((again, bad))
        })
        .await
        .unwrap();
    assert!(matches!(again, Some(Error::Conflict(_))), "{again:?}");
    let Some(Error::Internal(cause)) = bad else {
        panic!("{bad:?}");
    };
    assert_eq!(cause.downcast_ref::<ContestFileError>().unwrap().line, 1);
}

#[actix_web::test]
async fn an_administrator_makes_a_contest_from_a_file_and_is_shown_mistakes_beside_the_field() {
    let app = TestApp::new().await;
    let root = app.administrator().await;
    root.get("/contests/import").await.ok().has("[[criteria]]");
    let refused = |answer: crate::support::Answer| answer.expect(422);
    let post = async |slug: &str, file: &str| {
        root.post("/contests/import", &[("slug", slug), ("file", file)])
            .await
    };
    refused(post("", "").await).has("Please fill this in.");
    refused(post("Great Contest!", TEMPLATE).await)
        .has("lower-case")
        .has("热力生活");
    refused(post("import", TEMPLATE).await).has("lower-case");
    refused(post("ok", "[name]\nzh = \"<b>😀\u{202E}\nen").await)
        .has("Line 3, column 3")
        .has("<b>😀\u{202E}");
    refused(post("ok", &TEMPLATE.replacen("quota = 1", "quotum = 1", 1)).await)
        .has("awards.quotum: there is no such key.");
    refused(
        root.post_bytes("/contests/import", b"slug=a%00b&file=%00".to_vec())
            .await,
    );
    refused(
        post(
            "ok",
            &format!("# \0\n{TEMPLATE}").replace("中国赛区\"", "中\u{FFFD}\""),
        )
        .await,
    );
    post("next-year", TEMPLATE)
        .await
        .leads_to("/contests/next-year/admin");
    refused(post("next-year", TEMPLATE).await).has("Another contest has this name already.");
    let file = root
        .get("/contests/next-year/admin/exports/contest.toml")
        .await
        .ok();
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("next-year.toml")
    );
    assert!(ContestFile::parse(&file.text).is_ok());
}

/// A contest with entries, a round, two judges and their ballots, a ranking and an award.
struct Judged {
    contest: Contest,
    admin: Visitor,
    entry: Entry,
}

async fn judged(app: &TestApp) -> Judged {
    let li = app.account("li@example.cn", "CN").await;
    let contest = import(app, TEMPLATE, "2023", &li).await;
    let admin = app.signed_in(li).await;
    let wang = app.account("wang@example.cn", "CN").await;
    let anna = app.account("anna@example.ru", "RU").await;
    let entry = app
        .entry(&contest, &wang, "=HYPERLINK(\"x\")", State::Accepted)
        .await;
    app.entry(&contest, &anna, "Каток, двор", State::Submitted)
        .await;
    app.entry(&contest, &anna, "Черновик", State::Draft).await;
    let judges = [
        app.with_role(&contest, "judge-one@example.ru", "RU", Role::Judge)
            .await,
        app.with_role(&contest, "judge-two@example.cn", "CN", Role::Judge)
            .await,
    ];
    let judges = judges.map(|judge| judge.who().id);
    let (contest_id, entry_id, stream, now) = (contest.id, entry.id, entry.stream_id, app.now());
    app.write(move |conn| {
        let round = rounds::table
            .select(rounds::id)
            .first::<Id<Anything>>(conn)?;
        let asked = criteria::table
            .order(criteria::position)
            .select(criteria::id)
            .load::<Id<Anything>>(conn)?;
        for (position, judge) in (1..).zip(judges) {
            let (assignment, ballot) = (Id::<Anything>::new(), Id::<Anything>::new());
            diesel::insert_into(assignments::table)
                .values((
                    assignments::id.eq(assignment),
                    assignments::round_id.eq(round),
                    assignments::entry_id.eq(entry_id),
                    assignments::judge_id.eq(judge),
                    assignments::position.eq(position),
                    assignments::state.eq("open"),
                    assignments::assigned_at.eq(now),
                ))
                .execute(conn)?;
            let submitted = position == 1;
            diesel::insert_into(ballots::table)
                .values((
                    ballots::id.eq(ballot),
                    ballots::assignment_id.eq(assignment),
                    ballots::state.eq(if submitted { "submitted" } else { "draft" }),
                    ballots::total.eq(submitted.then_some(8550)),
                    ballots::note.eq("好片, \"warm\"\nи светло"),
                    ballots::version.eq(1),
                    ballots::updated_at.eq(now),
                    ballots::submitted_at.eq(submitted.then_some(now)),
                ))
                .execute(conn)?;
            for (points, criterion) in (85..).step_by(5).zip(&asked) {
                diesel::insert_into(scores::table)
                    .values((
                        scores::ballot_id.eq(ballot),
                        scores::criterion_id.eq(criterion),
                        scores::points.eq(points),
                        scores::given_at.eq(now),
                    ))
                    .execute(conn)?;
            }
        }
        let ranking = Id::<Anything>::new();
        diesel::insert_into(rankings::table)
            .values((
                rankings::id.eq(ranking),
                rankings::round_id.eq(round),
                rankings::contest_id.eq(contest_id),
                rankings::state.eq("computed"),
                rankings::method.eq("mean"),
                rankings::parameters.eq("{}"),
                rankings::computed_by.eq(Id::<Anything>::new()),
                rankings::computed_at.eq(now),
            ))
            .execute(conn)?;
        diesel::insert_into(ranking_rows::table)
            .values((
                ranking_rows::ranking_id.eq(ranking),
                ranking_rows::entry_id.eq(entry_id),
                ranking_rows::stream_id.eq(stream),
                ranking_rows::rank.eq(1),
                ranking_rows::category_rank.eq(1),
                ranking_rows::score.eq(8550),
                ranking_rows::ballots.eq(1),
                ranking_rows::through.eq(true),
            ))
            .execute(conn)?;
        let award = shortlist::schema::awards::table
            .filter(shortlist::schema::awards::code.eq("gold-cn"))
            .select(shortlist::schema::awards::id)
            .first::<Id<Anything>>(conn)?;
        diesel::insert_into(placements::table)
            .values((
                placements::id.eq(Id::<Anything>::new()),
                placements::award_id.eq(award),
                placements::entry_id.eq(entry_id),
                placements::ranking_id.eq(ranking),
                placements::given_by.eq(Id::<Anything>::new()),
                placements::given_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    Judged {
        contest,
        admin,
        entry,
    }
}

/// Header and rows of a CSV file.
fn table(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let strings = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = strings(reader.headers().unwrap());
    let rows = reader.records().map(|row| strings(&row.unwrap())).collect();
    (header, rows)
}

fn cell<'a>(header: &[String], row: &'a [String], name: &str) -> &'a str {
    let at = header.iter().position(|each| each == name);
    &row[at.unwrap_or_else(|| panic!("no column {name} in {header:?}"))]
}

async fn csv_of(admin: &Visitor, query: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let url = format!("/contests/2023/admin/exports/download?format=csv&{query}");
    table(&admin.get(url).await.ok().bytes)
}

#[actix_web::test]
async fn every_table_has_one_header_stable_names_and_all_its_rows() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let admin = &judged.admin;

    let (header, rows) = csv_of(admin, "what=entries").await;
    assert!(header.iter().all(|name| {
        name.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    }));
    assert!(header.contains(&"answer_filmed_in".to_owned()));
    assert_eq!(rows.len(), 3);
    // The submitted one, the accepted one, the draft.
    let rows = [&rows[1], &rows[0]];
    assert_eq!(cell(&header, rows[0], "entry"), "CN-0001");
    assert_eq!(cell(&header, rows[0], "title_en"), "'=HYPERLINK(\"x\")");
    assert_eq!(cell(&header, rows[1], "title"), "Каток, двор");
    assert_eq!(
        cell(&header, rows[0], "submitted_at"),
        "2023-05-01T12:00:00Z"
    );
    assert_eq!(cell(&header, rows[0], "creator_email"), "wang@example.cn");
    for private in ["born_on", "guardian", "link_password", "password_hash"] {
        assert!(!header.contains(&private.to_owned()));
    }

    let (header, rows) = csv_of(admin, "what=ballots").await;
    assert_eq!(rows.len(), 8);
    assert_eq!(cell(&header, &rows[0], "criterion"), "theme");
    assert_eq!(cell(&header, &rows[0], "points"), "8.5");
    assert_eq!(cell(&header, &rows[0], "weight"), "30.00");
    assert_eq!(cell(&header, &rows[0], "total"), "8.550");
    assert_eq!(cell(&header, &rows[0], "note"), "好片, \"warm\"\nи светло");
    assert_eq!(cell(&header, &rows[0], "judge_name"), "judge-one native");

    let (header, rows) = csv_of(admin, "what=ballots-wide").await;
    assert_eq!(rows.len(), 2);
    assert_eq!(cell(&header, &rows[0], "points_appeal"), "10.0");
    assert_eq!(cell(&header, &rows[1], "total"), "");

    let (header, rows) = csv_of(admin, "what=scores").await;
    assert_eq!(rows.len(), 4, "submitted ballots only");
    assert_eq!(cell(&header, &rows[0], "score"), "8.5");
    assert_eq!(cell(&header, &rows[0], "entry_country"), "CN");
    assert_eq!(cell(&header, &rows[0], "judge_country"), "RU");
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| !cell.contains("judge-one"))
    );

    let (header, rows) = csv_of(admin, "what=assignments").await;
    assert_eq!(rows.len(), 2);
    assert_eq!(cell(&header, &rows[1], "ballot_state"), "draft");

    let (header, rows) = csv_of(admin, "what=results").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(cell(&header, &rows[0], "score"), "8.550");
    assert_eq!(cell(&header, &rows[0], "awards"), "gold-cn");
    assert_eq!(
        cell(&header, &rows[0], "entry_id"),
        judged.entry.id.to_string()
    );

    let (header, rows) = csv_of(admin, "what=accounts").await;
    assert_eq!(rows.len(), 5);
    let anna = rows
        .iter()
        .find(|row| row.contains(&"anna@example.ru".to_owned()))
        .unwrap();
    assert_eq!(cell(&header, anna, "entries"), "2");

    let (header, rows) = csv_of(admin, "what=events").await;
    assert_eq!(cell(&header, &rows[0], "action"), "imported");
    assert_eq!(cell(&header, &rows[0], "actor_email"), "li@example.cn");
}

#[actix_web::test]
async fn filters_of_the_lists_hold_in_exports() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let admin = &judged.admin;
    let rows = async |query: &str| csv_of(admin, query).await.1.len();
    assert_eq!(rows("what=entries&state=submitted").await, 1);
    assert_eq!(rows("what=entries&stream=RU").await, 2);
    assert_eq!(
        rows("what=entries&stream=RU&state=draft&category=&round=").await,
        1
    );
    assert_eq!(rows("what=entries&category=science-and-future").await, 0);
    assert_eq!(rows("what=ballots&round=1&state=rejected").await, 8);
    assert_eq!(rows("what=ballots&round=2").await, 0);
    assert_eq!(rows("what=ballots&stream=RU").await, 0);
    for wrong in [
        "what=entries&state=burnt",
        "what=entries&stream=XX",
        "what=everything",
        "what=entries&round=x",
        "what=entries&stream=%00%F0%9F%98%80",
        "",
    ] {
        let url = format!("/contests/2023/admin/exports/download?format=csv&{wrong}");
        admin.get(url).await.expect(404);
    }
    judged
        .admin
        .get("/contests/2023/admin/exports?what=scores&stream=RU&state=%3Cb%3E")
        .await
        .ok()
        .has("value=\"scores\" checked")
        .has("value=\"RU\" selected");
}

#[actix_web::test]
async fn another_contests_rows_stay_there() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let other = app.contest_named("other").await;
    let admin = app
        .with_role(&other, "other@example.org", "CN", Role::Admin)
        .await;
    for what in What::ALL {
        let url = format!("/contests/other/admin/exports/download?format=csv&what={what}");
        let (_, rows) = table(&admin.get(url).await.ok().bytes);
        let expected = usize::from(*what == What::Accounts);
        assert_eq!(rows.len(), expected, "{what}");
        let url = format!("/contests/2023/admin/exports/download?format=csv&what={what}");
        admin.get(url).await.expect(404);
    }
    assert_ne!(judged.contest.id, other.id);
}

#[actix_web::test]
async fn a_workbook_is_a_workbook_and_json_lines_are_json() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    for what in What::ALL {
        let url = format!("/contests/2023/admin/exports/download?what={what}");
        let book = judged.admin.get(format!("{url}&format=xlsx")).await.ok();
        assert!(book.bytes.starts_with(b"PK"), "{what}");
        let name = book.headers["content-disposition"].to_str().unwrap();
        assert_eq!(name, format!("attachment; filename=\"2023-{what}.xlsx\""));
        let lines = judged.admin.get(format!("{url}&format=jsonl")).await.ok();
        let (header, rows) = csv_of(&judged.admin, &format!("what={what}")).await;
        assert_eq!(lines.text.lines().count(), rows.len(), "{what}");
        for line in lines.text.lines() {
            let line: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            assert_eq!(line.len(), header.len());
        }
    }
    let lines = judged
        .admin
        .get("/contests/2023/admin/exports/download?what=entries&format=jsonl&state=accepted")
        .await
        .ok();
    let first: serde_json::Value =
        serde_json::from_str(lines.text.lines().next().unwrap()).unwrap();
    assert_eq!(first["title"], "=HYPERLINK(\"x\")");
    assert_eq!(first["duration_s"], 60);
    assert_eq!(first["late_by_s"], serde_json::Value::Null);
}

async fn trail(app: &TestApp, contest: &Contest, lines: usize) {
    let (contest, now) = (contest.id, app.now());
    app.write(move |conn| {
        for _ in 0..lines {
            Event::new("entry", Id::<Entry>::new(), "submitted")
                .in_contest(contest)
                .record(conn, now)?;
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn an_export_of_any_size_holds_one_batch_in_memory() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    trail(&app, &contest, 20_000).await;
    let open = {
        let contest = contest.clone();
        app.read(move |conn| Table::open(conn, &contest, What::Events, Filter::default()))
            .await
    };
    // Nothing is read before it is asked for, and then so much at a time.
    let before = app.app.db.statements();
    let mut pieces = open.write(app.app.db.clone(), Format::Csv).await.unwrap();
    assert_eq!(app.app.db.statements(), before);
    let (mut count, mut rows, mut largest) = (0, 0, 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.unwrap();
        count += 1;
        largest = largest.max(piece.len());
        rows += piece.iter().filter(|byte| **byte == b'\n').count();
    }
    assert_eq!(rows, 20_001);
    assert!(
        count > 40 && largest < 200_000,
        "{count} pieces, the largest of {largest} bytes"
    );
}

#[actix_web::test]
async fn the_trail_is_listed_filtered_and_linked() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let admin = app
        .with_role(&contest, "admin@example.cn", "CN", Role::Admin)
        .await;
    admin
        .get("/contests/2023/admin/events")
        .await
        .ok()
        .has("Nothing of this kind");
    let (id, who, now) = (contest.id, admin.who().id, app.now());
    app.write(move |conn| {
        Event::new("contest", id, "imported")
            .by(who)
            .in_contest(id)
            .because("<script>alert(1)</script>")
            .with([1, 2])
            .record(conn, now)?;
        Event::new("lunch-box", id, "left-behind")
            .in_contest(id)
            .record(conn, now)
    })
    .await;
    let page = admin
        .get("/contests/2023/admin/events")
        .await
        .ok()
        .has("made from a file")
        .has("lunch box left behind")
        .has("The program")
        .has("admin native")
        .has("[1,2]");
    assert!(!page.text.contains("<script>alert"));
    for (query, one, other) in [
        (
            "kind=contest".to_owned(),
            "made from a file</td>",
            "left behind</td>",
        ),
        (
            "action=lunch-box-left-behind".to_owned(),
            "left behind</td>",
            "made from a file</td>",
        ),
        (
            format!("actor={who}"),
            "made from a file</td>",
            "left behind</td>",
        ),
    ] {
        let page = admin
            .get(format!("/contests/2023/admin/events?{query}"))
            .await
            .ok();
        assert!(
            page.text.contains(one) && !page.text.contains(other),
            "{query}"
        );
    }
    admin
        .get("/contests/2023/admin/events?kind=%00%F0%9F%98%80&action=%3Cb%3E&actor=x")
        .await
        .ok();
    admin
        .get("/contests/2023/admin/events?after=x")
        .await
        .expect(404);
    trail(&app, &contest, 60).await;
    let first = admin
        .get("/contests/2023/admin/events?kind=entry")
        .await
        .ok();
    let next = first
        .text
        .split("rel=\"next\" href=\"")
        .nth(1)
        .expect("a next page");
    let next = next
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let second = admin.get(next).await.ok();
    assert_eq!(second.text.matches("<tr>").count(), 11);
}

async fn letter(app: &TestApp, contest: Option<&Contest>, address: &str) -> Id<Mail> {
    let (contest, address, now) = (contest.map(|c| c.id), address.to_owned(), app.now());
    app.write(move |conn| {
        let to = shortlist::mail::Recipient {
            account: None,
            address,
            name: "Li".into(),
            locale: shortlist::i18n::Locale::En,
        };
        let letter =
            Letter::new("reset-password").arg("link", format!("http://x/{}", "ab".repeat(32)));
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

#[actix_web::test]
async fn lists_make_the_same_few_statements_however_long_they_are() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let root = app.administrator().await;
    let urls = [
        "/contests/2023/admin/exports",
        "/contests/2023/admin/mails",
        "/contests/2023/admin/events",
        "/admin/jobs",
        "/admin/mails",
    ];
    let mut few = Vec::new();
    for url in urls {
        few.push(app.statements(root.get(url)).await.0);
    }
    trail(&app, &contest, 70).await;
    for _ in 0..60 {
        letter(&app, Some(&contest), "li@example.cn").await;
    }
    for (url, few) in urls.into_iter().zip(few) {
        let (many, answer) = app.statements(root.get(url)).await;
        answer.ok();
        assert_eq!(many, few, "{url}");
        assert!(many <= 8, "{url}: {many}");
    }
}

/// Runs the program itself in a data folder of its own.
fn shortlist(folder: &std::path::Path, args: &[&str], input: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(args)
        .args(["--data", folder.join("data").to_str().unwrap()])
        .env_remove("DATABASE_URL")
        .env("RUST_LOG", "off")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn the_command_line_sets_up_exports_backs_up_and_restores() {
    let folder = tempfile::tempdir().unwrap();
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let run = |args: &[&str], input: &str, code: i32| {
        let output = shortlist(folder.path(), args, input);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            said(&output)
        );
        output
    };
    let missing = run(&["export", "entries", "--contest", "demo"], "", 2);
    assert!(
        said(&missing).contains("there is no database"),
        "{}",
        said(&missing)
    );

    let create = [
        "account",
        "create",
        "--email",
        "root@example.org",
        "--administrator",
    ];
    let made = run(&create, "", 0);
    assert!(String::from_utf8_lossy(&made.stdout).contains("/links/password/"));
    run(&create, "", 1);
    let with_password = [
        "account",
        "create",
        "--email",
        "li@example.cn",
        "--password-stdin",
    ];
    run(&with_password, "short\n", 2);
    let made = run(&with_password, "a long enough phrase\n", 0);
    assert!(made.stdout.is_empty());
    run(&["account", "create", "--email", "nobody"], "", 2);

    let import = [
        "contest",
        "import",
        "-",
        "--slug",
        "demo",
        "--as",
        "li@example.cn",
    ];
    let wrong = run(&import, &TEMPLATE.replace("quota = 2", "quota = -2"), 2);
    assert!(said(&wrong).contains("awards.quota"), "{}", said(&wrong));
    run(&import, TEMPLATE, 0);
    run(&import, TEMPLATE, 1);
    let out = run(&["contest", "export", "-", "--contest", "demo"], "", 0);
    assert!(ContestFile::parse(&String::from_utf8(out.stdout).unwrap()).is_ok());
    run(&["contest", "export", "-", "--contest", "other"], "", 2);

    let out = run(&["export", "accounts", "--contest", "demo"], "", 0);
    assert!(table(&out.stdout).1[0].contains(&"li@example.cn".to_owned()));
    let book = folder.path().join("book.xlsx");
    let book_name = book.to_str().unwrap();
    run(
        &[
            "export",
            "entries",
            "--contest",
            "demo",
            "--format",
            "xlsx",
            "--out",
            book_name,
        ],
        "",
        0,
    );
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
    run(&["export", "everything", "--contest", "demo"], "", 2);
    run(
        &["export", "entries", "--contest", "demo", "--stream", "XX"],
        "",
        2,
    );

    std::fs::create_dir_all(folder.path().join("data/files/media")).unwrap();
    std::fs::write(folder.path().join("data/files/media/1"), "film").unwrap();
    let copy = folder.path().join("copy.sqlite3");
    let copy_name = copy.to_str().unwrap();
    run(&["backup", copy_name, "--with-files"], "", 0);
    assert!(folder.path().join("copy.sqlite3.files/media/1").exists());
    run(&["backup", copy_name], "", 2);
    let refused = run(&["restore", copy_name], "", 2);
    assert!(said(&refused).contains("--force"), "{}", said(&refused));
    run(&["restore", book_name, "--force"], "", 2);
    run(&["account", "create", "--email", "late@example.cn"], "", 0);
    run(&["restore", copy_name, "--force"], "", 0);
    run(&["account", "create", "--email", "late@example.cn"], "", 0);
    run(&["account", "create", "--email", "li@example.cn"], "", 1);
    let postgres = run(
        &["backup", "x", "--database-url", "postgres://localhost/none"],
        "",
        2,
    );
    assert!(said(&postgres).contains("pg_dump"), "{}", said(&postgres));
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let mail = letter(app, Some(&world.contest), "li@example.cn").await;
    let job = crate::mail::failed_job(app).await;
    let admins = |status| [303, 404, 404, 404, status, status];
    let administrators = |status| [303, 404, 404, 404, 404, status];
    let row = |method, route: &'static str, id: String, expect| {
        let path = route.replace("{contest}", "2023").replace("{id}", &id);
        let query = match route.ends_with("download") {
            true => "?what=ballots&format=csv",
            false => "",
        };
        Access::new(method, route, path + query, expect)
    };
    let none = String::new;
    let (mail, job) = (|| mail.to_string(), || job.to_string());
    let console = "/contests/{contest}/admin/exports";
    let download = "/contests/{contest}/admin/exports/download";
    let file = "/contests/{contest}/admin/exports/contest.toml";
    let mails = "/contests/{contest}/admin/mails";
    let one_mail = "/contests/{contest}/admin/mails/{id}";
    let trail = "/contests/{contest}/admin/events";
    let discard = "/admin/jobs/{id}/discard";
    vec![
        row("GET", console, none(), admins(200)),
        row("GET", download, none(), admins(200)),
        row("GET", file, none(), admins(200)),
        row("GET", "/contests/import", none(), administrators(200)),
        row("POST", "/contests/import", none(), administrators(422)),
        row("GET", mails, none(), admins(200)),
        row("GET", one_mail, mail(), admins(200)),
        row("POST", one_mail, mail(), admins(409)),
        row("GET", trail, none(), admins(200)),
        row("GET", "/admin/mails", none(), administrators(200)),
        row("GET", "/admin/mails/{id}", mail(), administrators(200)),
        row("POST", "/admin/mails/{id}", mail(), administrators(409)),
        row("GET", "/admin/jobs", none(), administrators(200)),
        row("GET", discard, job(), administrators(200)),
        row("POST", "/admin/jobs/{id}/retry", job(), administrators(303)),
        row("POST", discard, job(), administrators(409)),
    ]
}
