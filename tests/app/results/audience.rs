//! Promises about awards that the audience gives, and the votes that they go by.

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::contests::Role;
use shortlist::db::Id;
use shortlist::entries::State;
use shortlist::exports::store::set_up;
use shortlist::results::{Award, Basis, store};
use shortlist::schema::{entries, events, placements};

use super::{Judged, OBJECT, UNTIL, confirmation, judged};
use crate::support::TestApp;

const PAGE: &str = "/contests/2023/admin/audience";
const DAY: (&str, &str) = ("counted_on", "2023-04-30");

/// Adds a source through the page; its key.
pub async fn entered(it: &Judged, name: &str, votes: &str) -> String {
    let fields = [("name", name), DAY, ("votes", votes)];
    it.admin.post(PAGE, &fields).await.leads_to(PAGE);
    let (contest, name) = (it.contest.id, name.to_owned());
    let sources = it.app.db.read(move |conn| store::sources(conn, contest));
    let sources = sources.await.unwrap();
    let found = sources.iter().find(|(source, _)| source.name == name);
    found.unwrap().0.id.to_string()
}

/// Adds an award of the audience through the page; its key.
async fn audience_award(it: &Judged, places: &str) -> Id<Award> {
    let fields = [
        ("code", "audience"),
        ("name.en", "Favourite"),
        ("quota", places),
        ("basis", "audience"),
    ];
    let list = "/contests/2023/admin/awards";
    it.admin.post(list, &fields).await.leads_to(list);
    let contest = it.contest.id;
    let awards = it.app.db.read(move |conn| store::awards(conn, contest));
    let last = awards.await.unwrap().pop().unwrap();
    assert_eq!(last.basis, Basis::Audience);
    last.id
}

/// Gives out the awards as they are proposed.
async fn give(it: &Judged, url: &str) {
    let page = it.admin.get(format!("{url}/allotment")).await.ok();
    let fields = [
        ("one_per_author", "on"),
        ("confirmed", &confirmation(&page)),
    ];
    it.admin
        .post(format!("{url}/allotment"), &fields)
        .await
        .leads_to(format!("{url}/awards"));
}

/// Actions, reasons and details of what was done with sources, in their order.
async fn trail(app: &TestApp) -> Vec<(String, String, String)> {
    app.read(|conn| {
        Ok(events::table
            .filter(events::subject_kind.eq("audience-source"))
            .order(events::id)
            .select((events::action, events::reason, events::detail))
            .load(conn)?)
    })
    .await
}

#[actix_web::test]
async fn votes_of_sources_of_any_size_make_points_in_which_each_weighs_the_same() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("No award goes by these votes yet")
        .has("No votes are entered yet");
    entered(&it, "抖音 Douyin", "CN-0001,200000\nCN-0002,150000").await;
    entered(&it, "Hall <1>", "number;votes\nCN-0002;10\nRU-0005;5").await;
    audience_award(&it, "1").await;
    let (statements, page) = app.statements(it.admin.get(PAGE)).await;
    assert!(statements <= 8, "{statements}");
    let page = page
        .ok()
        .has("Hall <1>")
        .has("<td class=\"number\">350,000</td>")
        .has("30 April 2023")
        .has(it.admin.who().name(shortlist::i18n::Locale::En))
        .lacks("No award goes by");
    // Rink (75 + 100) / 2, Dawn (100 + 0) / 2, Baikal (0 + 50) / 2.
    let at = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("87.500") < at("50.000") && at("50.000") < at("25.000"));
    assert!(at("Rink") < at("Dawn") && at("Dawn") < at("Baikal"));
    // What leaves the contest counts nowhere, nor as the most votes of a source.
    let dawn = it.entries[0].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(dawn)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin.get(PAGE).await.ok().has("100.000").lacks("Dawn");
    for (language, words) in [("zh-CN", "由观众评出"), ("ru", "присуждают зрители")]
    {
        app.visitor()
            .speaking(language)
            .get("/contests/2023")
            .await
            .ok()
            .has(words);
    }
}

#[actix_web::test]
async fn entries_by_points_page_by_key_with_the_same_number_of_statements() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let few = entered(&it, "Hall", "1,1").await;
    let before = app.statements(it.admin.get(PAGE)).await.0;
    let creator = app.account("many@film.example.org", "RU").await;
    let mut lines = vec!["1,1000".to_owned()];
    for n in 0..60 {
        let title = format!("Film {n}");
        let entry = app
            .entry(&it.contest, &creator, &title, State::Accepted)
            .await;
        lines.push(format!("RU-{:04},{}", entry.number.unwrap(), 500 + n / 2));
    }
    let fields = [
        ("name", "Hall"),
        DAY,
        ("version", "1"),
        ("votes", &lines.join("\n")),
    ];
    it.admin
        .post(format!("{PAGE}/{few}"), &fields)
        .await
        .leads_to(PAGE);
    let (statements, first) = app.statements(it.admin.get(PAGE)).await;
    assert_eq!(statements, before);
    let first = first.ok();
    let next = first.text.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let second = it.admin.get(next).await.ok();
    let shown = |text: &str, n: usize| text.contains(&format!(">Film {n}</a>"));
    for n in 0..60 {
        assert!(shown(&first.text, n) != shown(&second.text, n), "Film {n}");
    }
    it.admin
        .get(format!("{PAGE}?after=nonsense"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn every_bad_line_is_named_and_nothing_is_stored_or_lost() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let creator = app.account("waiting@film.example.org", "CN").await;
    app.entry(&it.contest, &creator, "Waiting", State::Submitted)
        .await;
    let typed = "number,votes\nCN-0001,10\nCN-0099,1\nCN-0001,2\nCN-0002,-1\nCN-0003,many\nRU-0004,1\nCN-0007,3\nCN-0003";
    it.admin
        .post(PAGE, &[DAY, ("note", "кто-то <b>"), ("votes", typed)])
        .await
        .expect(422)
        .has("id=\"name-problem\"")
        .has("id=\"votes-problem\"")
        .has("7 lines are not right. Nothing was stored.")
        .has("Line 3: This contest has no entry CN-0099.")
        .has("Line 4: CN-0001 is in line 2 already.")
        .has("Line 5: “-1” is less than no votes.")
        .has("Line 6: “many” is no whole number of votes.")
        .has("Line 7: This contest has no entry RU-0004.")
        .has("Line 8: CN-0007 is not among the accepted entries.")
        .has("Line 9: Give a number and its votes, and nothing else.")
        .has("CN-0001,10\nCN-0099,1")
        .has("кто-то <b>")
        .has("value=\"2023-04-30\"");
    it.admin
        .post(PAGE, &[])
        .await
        .expect(422)
        .has("id=\"counted_on-problem\"")
        .has("id=\"votes-problem\"");
    let long = "я".repeat(81);
    let fields = [
        ("name", long.as_str()),
        ("counted_on", "30.4.2023"),
        ("votes", "1,1"),
    ];
    it.admin
        .post(PAGE, &fields)
        .await
        .expect(422)
        .has("id=\"name-problem\"")
        .has("id=\"counted_on-problem\"")
        .has(&long);
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("No votes are entered yet.");
    assert!(trail(&app).await.is_empty());
}

#[actix_web::test]
async fn a_file_is_read_as_spreadsheets_save_it_and_comes_back_as_lines_when_it_is_not_right() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let file = |text: &str| ("file", "votes.csv", text.as_bytes().to_vec());
    let fields = [("name", "VK Видео"), DAY, ("votes", "")];
    let bad = "\u{feff}номер;голоса\r\nCN-0001;4\r\nCN-0001;5\r\n";
    it.admin
        .upload(PAGE, &fields, file(bad))
        .await
        .expect(422)
        .has("Line 3: CN-0001 is in line 2 already.")
        .has("CN-0001;4\nCN-0001;5");
    let good = "\u{feff}номер;голоса\r\nCN-0001;4\r\n\"RU-0006\";\"１２\";;\r\n";
    let both = [("name", "VK Видео"), DAY, ("votes", "CN-0002,1")];
    it.admin
        .upload(PAGE, &both, file(good))
        .await
        .leads_to(PAGE);
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("Metro")
        .has("Dawn")
        .lacks("Rink");
    // An empty file is none.
    let fields = [("name", "Hall"), DAY, ("votes", "CN-0002,1")];
    it.admin
        .upload(PAGE, &fields, file(""))
        .await
        .leads_to(PAGE);
    it.admin
        .upload(PAGE, &fields, file(&"1,1\n".repeat(2_000_000)))
        .await
        .expect(413);
}

#[actix_web::test]
async fn a_source_is_replaced_as_a_whole_and_removed_and_the_trail_has_old_and_new_sums() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let hall = entered(&it, "Hall", "1,10\n2,5").await;
    entered(&it, "Park", "3,1").await;
    let source = format!("{PAGE}/{hall}");
    it.admin
        .get(&source)
        .await
        .ok()
        .has("CN-0001,10\nCN-0002,5")
        .has("value=\"2023-04-30\"");
    let fields = |name: &'static str, version: &'static str| {
        [
            ("name", name),
            ("counted_on", "2023-05-01"),
            ("note", "3 bought votes cancelled"),
            ("version", version),
            ("votes", "1,7"),
        ]
    };
    it.admin
        .post(&source, &fields("Park", "1"))
        .await
        .expect(422)
        .has("Another source of this contest has this name")
        .has("1,7");
    it.admin
        .post(&source, &fields("Great hall", "1"))
        .await
        .leads_to(PAGE);
    // The version that the form was filled from is no longer the source's.
    it.admin
        .post(&source, &fields("Great hall", "1"))
        .await
        .expect(409);
    it.admin
        .get(PAGE)
        .await
        .ok()
        .has("Great hall")
        .has("3 bought votes cancelled")
        .lacks("Rink");
    let removal = format!("{source}/removal");
    it.admin
        .get(&removal)
        .await
        .ok()
        .has("Remove “Great hall”?");
    it.admin
        .post(&removal, &[])
        .await
        .expect(422)
        .has("id=\"reason-problem\"");
    it.admin
        .post(&removal, &[("reason", "Counted twice")])
        .await
        .leads_to(PAGE);
    it.admin.get(&source).await.expect(404);
    it.admin
        .get(PAGE)
        .await
        .ok()
        .lacks("Great hall")
        .lacks("Dawn");
    let trail = trail(&app).await;
    let of = |n: usize, text: &str| assert!(trail[n].2.contains(text), "{:?}", trail[n]);
    assert_eq!((trail[0].0.as_str(), trail.len()), ("entered", 4));
    of(0, "\"votes\":[0,15]");
    assert_eq!(
        (trail[2].0.as_str(), trail[2].1.as_str()),
        ("replaced", "3 bought votes cancelled")
    );
    of(2, "\"votes\":[15,7]");
    of(2, "\"entries\":[2,1]");
    assert_eq!(
        (trail[3].0.as_str(), trail[3].1.as_str()),
        ("removed", "Counted twice")
    );
    of(3, "\"votes\":[7,0]");
    it.admin
        .get("/contests/2023/admin/events")
        .await
        .ok()
        .has("replaced votes of the audience")
        .has(&format!("href=\"{PAGE}\""));
}

#[actix_web::test]
async fn another_contests_source_is_not_found() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let hall = entered(&it, "Hall", "1,10").await;
    let other = app.contest_named("2024").await;
    let boss = it.admin.who().clone();
    app.grant(&other, &boss, Role::Admin).await;
    let theirs = format!("/contests/2024/admin/audience/{hall}");
    for path in [theirs.clone(), format!("{theirs}/removal")] {
        it.admin.get(&path).await.expect(404);
        let fields = [
            ("name", "Theirs"),
            DAY,
            ("votes", ""),
            ("version", "1"),
            ("reason", "x"),
        ];
        let status = it.admin.post(&path, &fields).await.status;
        assert!(status == 404, "{path}: {status}");
    }
    it.admin
        .get("/contests/2024/admin/audience")
        .await
        .ok()
        .lacks("Hall")
        .lacks("Dawn");
    // Numbers are the contest's own.
    it.admin
        .post(
            "/contests/2024/admin/audience",
            &[("name", "Hall"), DAY, ("votes", "CN-0001,1")],
        )
        .await
        .expect(422)
        .has("This contest has no entry CN-0001.");
}

#[actix_web::test]
async fn the_award_passes_to_the_next_author_and_is_public_with_its_points_and_how_they_were_found()
{
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let favourite = audience_award(&it, "1").await;
    // Dawn and Kite are of one author, who has the gold; Lane is next.
    let hall = entered(&it, "Hall", "CN-0001,100\nCN-0004,90\nCN-0003,80").await;
    let url = it.compute().await;
    let allotment = format!("{url}/allotment");
    let rules = [("one_per_author", "on"), ("minimum", "8.5")];
    let (statements, page) = app.statements(it.admin.post(&allotment, &rules)).await;
    assert!(statements <= 8, "{statements}");
    let page = page
        .ok()
        .has("audience 80.000")
        .has("Lane")
        .has("Dawn")
        .has("go to entries of this ranking")
        .lacks("Kite")
        .lacks("8.000");
    let seen = confirmation(&page);
    // Other votes make another proposal, though the same film has it.
    let fields = [
        ("name", "Hall"),
        DAY,
        ("version", "1"),
        ("votes", "CN-0001,100\nCN-0004,90\nCN-0003,87.5"),
    ];
    let source = format!("{PAGE}/{hall}");
    it.admin.post(&source, &fields).await.expect(422);
    let fields = [
        ("name", "Hall"),
        DAY,
        ("version", "1"),
        ("votes", "CN-0001,200\nCN-0004,190\nCN-0003,175"),
    ];
    it.admin.post(&source, &fields).await.leads_to(PAGE);
    let stale = [rules[0], rules[1], ("confirmed", seen.as_str())];
    it.admin.post(&allotment, &stale).await.expect(409);
    let page = it.admin.post(&allotment, &rules).await.ok();
    let confirmed = confirmation(&page);
    let fields = [rules[0], rules[1], ("confirmed", confirmed.as_str())];
    it.admin
        .post(&allotment, &fields)
        .await
        .leads_to(format!("{url}/awards"));
    it.admin
        .get(format!("{url}/awards"))
        .await
        .ok()
        .has("audience 87.500")
        .has("given by the audience");
    it.admin
        .get(format!("{url}/awards/{favourite}"))
        .await
        .ok()
        .has("audience 87.500");
    let kept = app
        .read(move |conn| {
            Ok(placements::table
                .filter(placements::award_id.eq(favourite))
                .select(placements::audience)
                .load::<Option<i32>>(conn)?)
        })
        .await;
    assert_eq!(kept, [Some(87_500)]);
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    let (statements, public) = app
        .statements(app.visitor().get("/contests/2023/results"))
        .await;
    assert!(statements <= 8, "{statements}");
    public
        .ok()
        .has("audience 87.500")
        .has("given by the audience")
        .has("Awards of the audience go by its votes")
        .has("Hall, 30 April 2023")
        .lacks("8.000");
    app.app.clock.advance(TimeDelta::days(9));
    it.admin.post(format!("{url}/final"), &[]).await.expect(303);
    it.admin
        .get(format!("{url}/certificates"))
        .await
        .ok()
        .has("audience 87.500");
}

#[actix_web::test]
async fn votes_stay_while_public_results_rest_on_them_and_awards_are_given_anew_when_they_change() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    audience_award(&it, "1").await;
    let hall = entered(&it, "Hall", "CN-0001,100\nCN-0003,80").await;
    let source = format!("{PAGE}/{hall}");
    let url = it.compute().await;
    give(&it, &url).await;
    let publish = [UNTIL, OBJECT, ("confirmed", "on")];
    let publication = format!("{url}/publication");
    it.admin.post(&publication, &publish).await.leads_to(&url);
    let word = "Public results give an award by these votes.";
    let changed = [
        ("name", "Hall"),
        DAY,
        ("version", "1"),
        ("votes", "CN-0003,81"),
    ];
    let new = [("name", "Park"), DAY, ("votes", "CN-0003,81")];
    it.admin.get(PAGE).await.ok().has(word).lacks("<textarea");
    it.admin
        .get(&source)
        .await
        .ok()
        .has(word)
        .lacks("<textarea");
    it.admin.post(PAGE, &new).await.expect(409).has(word);
    it.admin.post(&source, &changed).await.expect(409).has(word);
    let removal = format!("{source}/removal");
    it.admin.get(&removal).await.ok().has(word);
    it.admin
        .post(&removal, &[("reason", "x")])
        .await
        .expect(409)
        .has(word);
    it.admin
        .post(format!("{url}/withdrawal"), &[("reason", "Bought votes")])
        .await
        .expect(303);
    it.admin.post(&source, &changed).await.leads_to(PAGE);
    let obstacle = "Votes of the audience changed after the awards were given out.";
    it.admin
        .post(&publication, &publish[..2])
        .await
        .ok()
        .has(obstacle)
        .lacks("name=\"confirmed\"");
    it.admin.post(&publication, &publish).await.expect(409);
    give(&it, &url).await;
    it.admin.post(&publication, &publish).await.leads_to(&url);
    app.app.clock.advance(TimeDelta::seconds(2));
    app.visitor()
        .get("/contests/2023/results")
        .await
        .ok()
        .has("Lane")
        .has("audience 100.000")
        .lacks("Dawn");
}

#[actix_web::test]
async fn equal_points_of_the_audience_are_decided_by_an_admin() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let favourite = audience_award(&it, "1").await;
    entered(&it, "Hall", "CN-0001,80\nCN-0003,80\nRU-0006,70").await;
    let url = it.compute().await;
    let allotment = format!("{url}/allotment");
    it.admin
        .get(&allotment)
        .await
        .ok()
        .has("They have equal points of the audience.")
        .has("audience 100.000")
        .lacks("Metro")
        .lacks("name=\"confirmed\"");
    let pick = format!("pick.{favourite}");
    let lane = it.entries[2].id.to_string();
    let fields = [("one_per_author", "on"), (pick.as_str(), lane.as_str())];
    let page = it.admin.post(&allotment, &fields).await.ok();
    let confirmed = confirmation(&page);
    let fields = [
        fields[0],
        fields[1],
        ("reason", "Drawn by lot"),
        ("confirmed", confirmed.as_str()),
    ];
    it.admin
        .post(&allotment, &fields)
        .await
        .leads_to(format!("{url}/awards"));
    it.admin
        .get(format!("{url}/awards"))
        .await
        .ok()
        .has("Lane")
        .lacks("Dawn");
}

#[actix_web::test]
async fn without_votes_the_places_stay_vacant_and_nobody_gets_one_by_hand() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let favourite = audience_award(&it, "2").await;
    let url = it.compute().await;
    it.admin
        .get(format!("{url}/allotment"))
        .await
        .ok()
        .has("no entry of this ranking has votes")
        .has(&format!("href=\"{PAGE}\""))
        .has("2 places stay vacant.");
    give(&it, &url).await;
    let gift = format!("{url}/awards/{favourite}/gift");
    let given = [("number", "CN-0002"), ("gift_reason", "Asked for")];
    it.admin
        .post(&gift, &given)
        .await
        .expect(422)
        .has("Nobody voted for this entry");
    entered(&it, "Hall", "CN-0001,80\nCN-0002,20").await;
    it.admin
        .post(&gift, &given)
        .await
        .leads_to(format!("{url}/awards/{favourite}"));
    it.admin
        .get(format!("{url}/awards"))
        .await
        .ok()
        .has("audience 25.000");
    // It was given: who gives it stays.
    let list = format!("/contests/2023/admin/awards/{favourite}");
    let fields = [
        ("code", "audience"),
        ("name.en", "Favourite"),
        ("quota", "2"),
        ("basis", "jury"),
        ("version", "1"),
    ];
    it.admin
        .post(&list, &fields)
        .await
        .expect(422)
        .has("who gives it stay");
    let (statements, tried) = app
        .statements(it.admin.get(format!(
            "{url}/what-if?one_per_author=on&minimum=9&quota.{favourite}=1"
        )))
        .await;
    assert!(statements <= 8, "{statements}");
    tried
        .ok()
        .has("Would no longer have it:")
        .has("audience 25.000");
}

#[actix_web::test]
async fn a_contest_file_says_who_gives_an_award_and_without_a_word_it_is_the_jury() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, None).await;
    audience_award(&it, "1").await;
    it.admin
        .get("/contests/2023/admin/awards")
        .await
        .ok()
        .has("<td>The jury</td>")
        .has("<td>The audience</td>");
    it.admin
        .get("/contests/2023/admin/awards/new")
        .await
        .ok()
        .has("value=\"jury\" required checked");
    let wrong = [
        ("code", "x"),
        ("name.en", "X"),
        ("quota", "1"),
        ("basis", "all"),
    ];
    it.admin
        .post("/contests/2023/admin/awards", &wrong)
        .await
        .expect(422)
        .has("id=\"basis-problem\"");
    let (contest, by, now) = (it.contest.clone(), it.admin.who().clone(), app.now());
    let text = app.read(move |conn| set_up::export(conn, &contest)).await;
    assert_eq!(text.matches("basis = \"audience\"").count(), 1, "{text}");
    assert_eq!(text.matches("basis =").count(), 1, "{text}");
    let without = text.replace("basis = \"audience\"\n", "");
    let read = app
        .write(move |conn| {
            let mut read = Vec::new();
            for (slug, text) in [("copy", &text), ("plain", &without)] {
                let made = set_up::import(conn, text, slug, &by, now)?;
                assert_eq!(&set_up::export(conn, &made)?, text);
                let awards = store::awards(conn, made.id)?;
                read.push(awards.iter().map(|award| award.basis).collect::<Vec<_>>());
            }
            Ok(read)
        })
        .await;
    assert_eq!(read[0], [Basis::Jury, Basis::Audience]);
    assert_eq!(read[1], [Basis::Jury, Basis::Jury]);
}

#[actix_web::test]
async fn votes_are_taken_out_with_the_points_that_they_are_in_their_source() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    entered(&it, "Hall", "CN-0001,3\nCN-0002,1").await;
    entered(&it, "Park", "RU-0005,7").await;
    let csv = it
        .admin
        .get("/contests/2023/admin/exports/download?what=votes&format=csv")
        .await
        .ok();
    let lines: Vec<&str> = csv.text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("source,counted_on,entry,entry_id,title,"));
    assert!(lines[1].starts_with("Hall,2023-04-30,CN-0001,") && lines[1].ends_with(",3,100.000"));
    assert!(lines[2].ends_with(",1,33.333"), "{}", lines[2]);
    assert!(lines[3].starts_with("Park,") && lines[3].ends_with(",7,100.000"));
    it.admin
        .get("/contests/2023/admin/exports/download?what=votes&format=csv&stream=RU")
        .await
        .ok()
        .has("Park")
        .lacks("Hall");
}
