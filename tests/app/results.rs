//! Promises about results.

mod audience;
mod notices;
mod objections;
mod sealing;
mod standings;
mod story;
mod taken_out;
mod tie_breaks;
mod weights;
mod what_if;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::app::App;
use shortlist::contests::{Contest, Role};
use shortlist::db::{Id, Json};
use shortlist::entries::{Entry, State};
use shortlist::i18n::Trilingual;
use shortlist::jobs::worker;
use shortlist::results::allotment::Rules;
use shortlist::results::forms::objections::Finishing;
use shortlist::results::forms::{NewAward, Publication};
use shortlist::results::run::{Remark, RemarkKind};
use shortlist::results::{Award, Basis, Ranking, store};
use shortlist::schema::{assignments, ballots, entries, events, rankings, recusals};

use crate::security::{Access, World};
use crate::support::fixtures::FixtureRound;
use crate::support::{Answer, TestApp, Visitor};

/// A contest with an admin and a closed round in which six entries were scored.
struct Judged {
    app: App,
    contest: Contest,
    admin: Visitor,
    /// Of China: `Dawn` 9, `Rink` and `Lane` 8, `Kite` 7; of Russia: `Baikal` 9.5 (one ballot), `Metro` 6.6.
    entries: Vec<Entry>,
    round: FixtureRound,
}

const FIELD: &[(&str, &str, &[i32])] = &[
    ("Dawn", "li", &[9000, 9000]),
    ("Rink", "wang", &[8000, 8000]),
    ("Lane", "zhao", &[7000, 9000]),
    ("Kite", "li", &[7000, 7000]),
    ("Baikal", "anna", &[9500]),
    ("Metro", "ivan", &[7000, 9000, 6000, 5000, 6000]),
];

async fn judged(app: &TestApp, state: &'static str, cut: i32) -> Judged {
    let contest = app.contest().await;
    judged_in(app, contest, state, cut).await
}

async fn judged_in(app: &TestApp, contest: Contest, state: &'static str, cut: i32) -> Judged {
    let admin = app
        .with_role(&contest, "boss@example.org", "CN", Role::Admin)
        .await;
    let mut accounts = std::collections::BTreeMap::new();
    for (name, country) in [
        ("li", "CN"),
        ("wang", "CN"),
        ("zhao", "CN"),
        ("anna", "RU"),
        ("ivan", "RU"),
    ] {
        let account = app
            .account(&format!("{name}@film.example.org"), country)
            .await;
        accounts.insert(name, account);
    }
    let mut entries = Vec::new();
    for (title, creator, _) in FIELD {
        let entry = app
            .entry(&contest, &accounts[creator], title, State::Accepted)
            .await;
        entries.push(entry);
    }
    let scored: Vec<(&Entry, &[i32])> = entries.iter().zip(FIELD).map(|(e, f)| (e, f.2)).collect();
    let round = app.judged_round(&contest, state, cut, &scored).await;
    Judged {
        app: app.app.clone(),
        contest,
        admin,
        entries,
        round,
    }
}

impl Judged {
    /// Computes the ranking through the page, applies it where another holds, and gives back its address.
    async fn compute(&self) -> String {
        let url = self.order().await;
        let page = self.admin.get(&url).await.ok();
        if page.text.contains("/application\"") {
            self.admin
                .post(format!("{url}/application"), &[])
                .await
                .leads_to(&url);
        }
        url
    }

    /// Does the job of an ordered ranking, and no other that waits.
    async fn run(&self, id: Id<Ranking>) {
        let (db, now) = (&self.app.db, self.app.clock.now());
        let reading = db.read(move |conn| store::read(conn, id, now)).await;
        let outcome = reading.unwrap().unwrap().rank().unwrap().study();
        db.write(move |conn| outcome.record(conn, now))
            .await
            .unwrap();
    }

    /// Computes the ranking through the page and gives back its address.
    async fn order(&self) -> String {
        let answer = self
            .admin
            .post(
                "/contests/2023/admin/results",
                &[("round", &self.round.id.to_string())],
            )
            .await
            .expect(303);
        let url = answer.location().to_owned();
        self.run(url.rsplit('/').next().unwrap().parse().unwrap())
            .await;
        url
    }

    async fn award(
        &self,
        app: &TestApp,
        code: &str,
        quota: i32,
        stream: Option<usize>,
    ) -> Id<Award> {
        award_in(app, &self.contest, self.admin.who(), code, quota, stream).await
    }

    async fn ranking(&self, app: &TestApp, url: &str) -> Ranking {
        let (contest, id) = (
            self.contest.clone(),
            url.rsplit('/').next().unwrap().parse().unwrap(),
        );
        app.read(move |conn| Ok(Ranking::find(conn, &contest, id)?.0))
            .await
    }
}

async fn award_in(
    app: &TestApp,
    contest: &Contest,
    by: &Account,
    code: &str,
    quota: i32,
    stream: Option<usize>,
) -> Id<Award> {
    let (contest, by, now) = (contest.clone(), by.clone(), app.now());
    let code = code.to_owned();
    app.write(move |conn| {
        let streams = contest.streams(conn)?;
        let new = NewAward {
            name: Trilingual::new("奖", "Приз", &format!("Prize {code}")),
            description: Trilingual::default(),
            code,
            quota,
            stream: stream.map(|n| streams[n].id),
            category: None,
            basis: Basis::Jury,
        };
        Award::add(conn, &contest, &by, &new, now)
    })
    .await
}

/// The fingerprint that a proposal's page asks to confirm.
fn confirmation(page: &Answer) -> String {
    let rest = page
        .text
        .split("name=\"confirmed\" value=\"")
        .nth(1)
        .expect("a confirmation");
    rest.split('"').next().unwrap().to_owned()
}

const UNTIL: (&str, &str) = ("objections_until", "2023-05-08T23:59");
const OBJECT: (&str, &str) = ("objections.en", "Write to jury@contest.example <now>");

#[actix_web::test]
async fn a_closed_round_becomes_a_ranking_by_the_mean_of_the_ballots_that_count() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let silent = app.account("silent@film.example.org", "CN").await;
    app.entry(&it.contest, &silent, "Unseen", State::Accepted)
        .await;
    let url = it.compute().await;
    let page = it.admin.get(&url).await.ok();
    let text: Vec<&str> = page.text.split("<tr>").skip(2).collect();
    let rank = |n: usize| text[n].split("<td class=\"rank\">").nth(1).unwrap()[..1].to_owned();
    assert_eq!([rank(0), rank(1), rank(2), rank(3)], ["1", "2", "2", "4"]);
    page.has("CN-0001")
        .has("9.000")
        .has("tied")
        .lacks("Unseen")
        .lacks("Metro");
    it.admin
        .get(format!("{url}?stream=RU"))
        .await
        .ok()
        .has("6.600")
        .has("9.500")
        .has("few")
        .lacks("Dawn");
    it.admin
        .get(format!("{url}?stream=RU&category=city"))
        .await
        .ok()
        .has("No entry here has a ballot");
    it.admin.get(format!("{url}?stream=XX")).await.expect(404);
    it.admin
        .get(format!("{url}/unranked"))
        .await
        .ok()
        .has("Unseen")
        .lacks("Dawn");
    assert_eq!(it.ranking(&app, &url).await.parameters.unranked, 1);
}

#[actix_web::test]
async fn drafts_recused_ballots_and_withdrawn_entries_do_not_count() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let (dawn, rink, lane, kite) = (
        it.entries[0].id,
        it.entries[1].id,
        it.entries[2].id,
        it.entries[3].id,
    );
    let (judge, now) = (it.round.judges[0].id, app.now());
    app.write(move |conn| {
        let of = |entry: Id<Entry>| {
            assignments::table
                .filter(assignments::entry_id.eq(entry))
                .filter(assignments::judge_id.eq(judge))
                .select(assignments::id)
        };
        let draft = of(lane).first::<Id<Entry>>(conn)?;
        diesel::update(ballots::table.filter(ballots::assignment_id.eq(draft)))
            .set(ballots::state.eq("draft"))
            .execute(conn)?;
        let recused = of(kite).first::<Id<Entry>>(conn)?;
        diesel::insert_into(recusals::table)
            .values((
                recusals::id.eq(Id::<Entry>::new()),
                recusals::assignment_id.eq(recused),
                recusals::reason.eq("knows-them"),
                recusals::note.eq(""),
                recusals::at.eq(now),
            ))
            .execute(conn)?;
        let recused = of(rink).first::<Id<Entry>>(conn)?;
        diesel::update(assignments::table.filter(assignments::id.eq(recused)))
            .set(assignments::state.eq("recused"))
            .execute(conn)?;
        diesel::update(entries::table.filter(entries::id.eq(dawn)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let url = it.compute().await;
    let ranking = it.ranking(&app, &url).await;
    // Lane 9 (one ballot), Rink 8 (one), Kite 7 (one), Baikal one, Metro five.
    assert_eq!(
        (ranking.parameters.ranked, ranking.parameters.ballots),
        (5, 9)
    );
    it.admin
        .get(&url)
        .await
        .ok()
        .has("Lane")
        .has("9.000")
        .lacks("Dawn");
}

#[actix_web::test]
async fn an_open_round_gives_a_preview_that_is_never_published() {
    let app = TestApp::new().await;
    let it = judged(&app, "open", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    it.admin
        .get(&url)
        .await
        .ok()
        .has("A preview")
        .lacks("/publication");
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .expect(409);
    let page = it
        .admin
        .get(format!("{url}/allotment"))
        .await
        .ok()
        .lacks("name=\"confirmed\"");
    page.has("Dawn");
    it.admin
        .post(format!("{url}/allotment"), &[("confirmed", "x")])
        .await
        .expect(409);
    // Another look replaces the first.
    let again = it.compute().await;
    assert_ne!(again, url);
    it.admin.get(&url).await.expect(404);
}

#[actix_web::test]
async fn a_round_that_has_not_begun_and_another_contests_round_are_refused() {
    let app = TestApp::new().await;
    let it = judged(&app, "planned", 0).await;
    let round = it.round.id.to_string();
    it.admin
        .get("/contests/2023/admin/results")
        .await
        .ok()
        .has("No round has begun");
    let post = |round: String| {
        let admin = &it.admin;
        async move {
            admin
                .post("/contests/2023/admin/results", &[("round", &round)])
                .await
        }
    };
    post(round).await.expect(409);
    post(Id::<Entry>::new().to_string()).await.expect(404);
    post("x".into()).await.expect(422);
    let other = app.contest_named("2024").await;
    let theirs = app.judged_round(&other, "closed", 0, &[]).await;
    post(theirs.id.to_string()).await.expect(404);
}

#[actix_web::test]
async fn a_tie_across_the_cut_waits_for_a_person_and_blocks_publication() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    let url = it.compute().await;
    it.admin.get(&url).await.ok().has("One tie lies across");
    let cut = format!("{url}/cut");
    it.admin
        .get(&cut)
        .await
        .ok()
        .has("1 place; each of these has 8.000")
        .has("Rink")
        .has("Lane")
        .lacks("Kite");
    it.admin
        .post(format!("{url}/publication"), &[UNTIL, OBJECT])
        .await
        .ok()
        .has("not decided yet")
        .lacks("name=\"confirmed\"");
    let lane = it.entries[2].id.to_string();
    it.admin
        .post(&cut, &[("through", &lane)])
        .await
        .expect(422)
        .has(&format!("value=\"{lane}\" checked"));
    // Somebody who is not tied is not let through this way.
    let kite = it.entries[3].id.to_string();
    it.admin
        .post(&cut, &[("through", &kite), ("reason", "x")])
        .await
        .expect(409);
    it.admin
        .post(&cut, &[("through", &lane), ("reason", "The chair's vote")])
        .await
        .leads_to(&url);
    it.admin.get(&cut).await.ok().has("No tie is undecided");
    it.admin
        .post(&cut, &[("through", &lane), ("reason", "again")])
        .await
        .expect(409);
    let page = it.admin.get(&url).await.ok();
    let lane_row = page
        .text
        .split("<tr>")
        .find(|row| row.contains("Lane"))
        .unwrap();
    let rink_row = page
        .text
        .split("<tr>")
        .find(|row| row.contains("Rink"))
        .unwrap();
    assert!(lane_row.contains("badge good") && !rink_row.contains("badge good"));
    let reasons = app
        .read(|conn| {
            Ok(events::table
                .filter(events::action.eq("cut-decided"))
                .select(events::reason)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(reasons, ["The chair's vote"]);
}

#[actix_web::test]
async fn awards_are_added_changed_moved_and_deleted() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let list = "/contests/2023/admin/awards";
    it.admin.get(list).await.ok().has("There is no award yet");
    let new = |code: &'static str, name: &'static str| {
        [
            ("code", code),
            ("name.en", name),
            ("quota", "1"),
            ("version", "1"),
        ]
    };
    it.admin
        .post(list, &new("gold", "Gold <1>"))
        .await
        .leads_to(list);
    it.admin
        .post(list, &new("silver", "Silver"))
        .await
        .leads_to(list);
    it.admin
        .post(list, &new("silver", "Silver"))
        .await
        .expect(422)
        .has("Another award of this contest");
    let contest = it.contest.id;
    let all = || app.read(move |conn| store::awards(conn, contest));
    let codes = |awards: Vec<Award>| awards.into_iter().map(|a| a.code).collect::<Vec<_>>();
    let gold = all().await[0].id;
    it.admin
        .post(format!("{list}/{gold}/place"), &[("direction", "down")])
        .await
        .leads_to(list);
    assert_eq!(codes(all().await), ["silver", "gold"]);
    it.admin
        .post(format!("{list}/{gold}/place"), &[("direction", "down")])
        .await
        .leads_to(list);
    it.admin
        .post(format!("{list}/{gold}/place"), &[("direction", "up")])
        .await
        .leads_to(list);
    assert_eq!(codes(all().await), ["gold", "silver"]);
    it.admin
        .get(list)
        .await
        .ok()
        .has("Gold <1>")
        .has("Move Gold <1> down");
    it.admin
        .get(format!("{list}/{gold}"))
        .await
        .ok()
        .has("value=\"Gold <1>\"");
    it.admin
        .post(format!("{list}/{gold}"), &new("gold", "First"))
        .await
        .leads_to(list);
    // The version that the form was filled from is no longer the award's.
    it.admin
        .post(format!("{list}/{gold}"), &new("gold", "Late"))
        .await
        .expect(409);
    it.admin
        .get(format!("{list}/{gold}/deletion"))
        .await
        .ok()
        .has("Nobody was given it");
    it.admin
        .post(format!("{list}/{gold}/deletion"), &[])
        .await
        .leads_to(list);
    it.admin
        .post(format!("{list}/{gold}/deletion"), &[])
        .await
        .expect(404);
    assert_eq!(codes(all().await), ["silver"]);
}

#[actix_web::test]
async fn a_wrong_award_comes_back_with_every_mistake_and_what_was_typed() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let list = "/contests/2023/admin/awards";
    it.admin
        .post(list, &[])
        .await
        .expect(422)
        .has("Write it in at least one language")
        .has("Please fill this in");
    let foreign = Id::<Award>::new().to_string();
    let long = "я".repeat(121);
    it.admin
        .post(
            list,
            &[
                ("code", "Золото 🥇"),
                ("name.en", "<script>alert(1)</script>"),
                ("name.ru", &long),
                ("name.zh", "\u{202E}العربية"),
                ("quota", "many"),
                ("stream", &foreign),
                ("category", "x"),
            ],
        )
        .await
        .expect(422)
        .has("Only lower-case letters")
        .has("At most 120 characters; this has 121")
        .has("Give a whole number")
        .has("Choose one from the list")
        .has("value=\"Золото 🥇\"")
        .has("value=\"<script>alert(1)</script>\"")
        .has("العربية");
    for bytes in [
        &b"code=a%00b&name.en=x&quota=1"[..],
        b"code=a&name.en=%00&quota=1",
        b"code=a&name.en=%FF&quota=1",
    ] {
        it.admin.post_bytes(list, bytes.to_vec()).await.expect(422);
    }
    for quota in ["0", "-1", "1001", "99999999999999999999"] {
        it.admin
            .post(list, &[("code", "a"), ("name.en", "x"), ("quota", quota)])
            .await
            .expect(422)
            .has(&format!("value=\"{quota}\""));
    }
    let other = app.contest_named("2024").await;
    let theirs = award_in(&app, &other, it.admin.who(), "gold", 1, None).await;
    for path in [
        format!("{list}/{theirs}"),
        format!("{list}/{theirs}/deletion"),
        format!("{list}/x"),
    ] {
        it.admin.get(path).await.expect(404);
    }
    it.admin
        .post(format!("{list}/{theirs}/deletion"), &[])
        .await
        .expect(404);
}

#[actix_web::test]
async fn awards_go_to_the_best_one_an_author_and_a_tie_is_decided_by_the_admin() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let silver = it.award(&app, "silver", 1, Some(0)).await;
    let bronze = it.award(&app, "bronze", 2, Some(0)).await;
    let url = it.compute().await;
    let allotment = format!("{url}/allotment");
    let page = it.admin.get(&allotment).await.ok();
    let page = page
        .has("Equal scores for 1 place")
        .has("Waits for a tie")
        .has("li latin, China");
    assert!(!page.text.contains("name=\"confirmed\""));
    // Confirming while something is open is refused, and nothing is kept.
    it.admin
        .post(
            &allotment,
            &[
                ("one_per_author", "on"),
                ("confirmed", "0"),
                ("reason", "x"),
            ],
        )
        .await
        .expect(409);
    let pick = (format!("pick.{silver}"), it.entries[2].id.to_string());
    let fields = [("one_per_author", "on"), (pick.0.as_str(), pick.1.as_str())];
    let page = it
        .admin
        .post(&allotment, &fields)
        .await
        .ok()
        .has("decided by your choice");
    let seen = confirmation(&page);
    // Kite's author has gold, so the second bronze stays vacant.
    page.has("1 place stays vacant").lacks("Kite");
    let mut confirm = fields.to_vec();
    confirm.push(("confirmed", &seen));
    it.admin
        .post(&allotment, &confirm)
        .await
        .expect(422)
        .has("Please fill this in");
    confirm.push(("reason", "The chair's vote"));
    it.admin
        .post(&allotment, &confirm)
        .await
        .leads_to(format!("{url}/awards"));
    it.admin
        .post(&allotment, &confirm)
        .await
        .leads_to(format!("{url}/awards"));
    it.admin
        .get(format!("{url}/awards"))
        .await
        .ok()
        .has("Dawn")
        .has("Lane")
        .has("Rink")
        .lacks("Kite");
    let ranking = it.ranking(&app, &url).await;
    let honours = app.read(move |conn| store::honours(conn, &ranking)).await;
    let won: Vec<(String, Vec<String>)> = honours
        .into_iter()
        .map(|h| {
            (
                h.award.code,
                h.winners.into_iter().map(|w| w.entry.title).collect(),
            )
        })
        .collect();
    let named = |code: &str, title: &str| (code.to_owned(), vec![title.to_owned()]);
    assert_eq!(
        won,
        [
            named("gold", "Dawn"),
            named("silver", "Lane"),
            named("bronze", "Rink")
        ]
    );
    // What is placed can neither be deleted nor made smaller than its winners.
    let award = format!("/contests/2023/admin/awards/{bronze}");
    it.admin
        .get(format!("{award}/deletion"))
        .await
        .ok()
        .has("stays");
    it.admin
        .post(format!("{award}/deletion"), &[])
        .await
        .expect(409);
    it.admin
        .post(
            &award,
            &[
                ("code", "bronze"),
                ("name.en", "B"),
                ("quota", "2"),
                ("version", "1"),
            ],
        )
        .await
        .expect(422)
        .has("This award has winners");
    // The proposal that was looked at is no longer what it would come to.
    it.award(&app, "honour", 1, Some(1)).await;
    it.admin.post(&allotment, &confirm).await.expect(409);
}

#[actix_web::test]
async fn the_minimum_score_and_several_awards_an_author_are_rules_of_the_admin() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, None).await;
    it.award(&app, "best", 1, None).await;
    let url = format!("{}/allotment", it.compute().await);
    it.admin.get(&url).await.ok().has("Baikal").has("Dawn");
    let page = it.admin.post(&url, &[("minimum", "9.2")]).await.ok();
    page.has("Baikal").lacks("Dawn").lacks("stays vacant");
    let page = it
        .admin
        .post(&url, &[("minimum", "9,2"), ("one_per_author", "on")])
        .await
        .ok();
    page.has("Baikal").has("1 place stays vacant");
    it.admin
        .post(&url, &[("minimum", "nine <b>")])
        .await
        .expect(422)
        .has("value=\"nine <b>\"");
}

#[actix_web::test]
async fn a_placement_is_withheld_and_given_to_another_with_a_reason() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let gold = it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let award = format!("{url}/awards/{gold}");
    it.admin
        .post(
            format!("{award}/gift"),
            &[("number", "2"), ("gift_reason", "x")],
        )
        .await
        .expect(409);
    let page = it.admin.get(format!("{url}/allotment")).await.ok();
    let fields = [
        ("one_per_author", "on"),
        ("confirmed", &confirmation(&page)),
    ];
    it.admin
        .post(format!("{url}/allotment"), &fields)
        .await
        .expect(303);
    let page = it.admin.get(&award).await.ok().has("Every place is taken");
    let placement = page
        .text
        .split("name=\"placement\" value=\"")
        .nth(1)
        .unwrap();
    let placement = placement.split('"').next().unwrap().to_owned();
    let gift = |number: &'static str| {
        let (admin, award) = (&it.admin, &award);
        async move {
            let fields = [("number", number), ("gift_reason", "After an objection")];
            admin.post(format!("{award}/gift"), &fields).await
        }
    };
    gift("2")
        .await
        .expect(422)
        .has("Every place of this award is taken");
    let withhold = format!("{award}/withholding");
    it.admin
        .post(&withhold, &[])
        .await
        .expect(422)
        .has("Please fill this in");
    it.admin
        .post(
            &withhold,
            &[("placement", &placement), ("reason", &"长".repeat(501))],
        )
        .await
        .expect(422)
        .has("At most 500 characters; this has 501");
    let stolen = [
        ("placement", placement.as_str()),
        ("reason", "Stolen footage <proved> 🎬"),
    ];
    it.admin.post(&withhold, &stolen).await.leads_to(&award);
    it.admin.post(&withhold, &stolen).await.expect(404);
    gift("5")
        .await
        .expect(422)
        .has("another stream or category");
    gift("99").await.expect(422).has("No entry of this number");
    gift("CN-x")
        .await
        .expect(422)
        .has("Give the number of an entry")
        .has("After an objection");
    gift("CN-0002").await.leads_to(&award);
    it.admin.get(&award).await.ok().has("Rink").lacks("Dawn");
    let said = app
        .read(|conn| {
            Ok(events::table
                .filter(events::action.eq_any(["award-withheld", "award-given"]))
                .order(events::id)
                .select(events::reason)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(said, ["Stolen footage <proved> 🎬", "After an objection"]);
}

#[actix_web::test]
async fn results_go_public_as_provisional_and_become_final_after_the_objections() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    it.award(&app, "empty", 2, Some(1)).await;
    let url = it.compute().await;
    let anyone = app.visitor();
    let public = "/contests/2023/results";
    anyone.get(public).await.expect(404);
    let minimum = [("minimum", "9"), ("one_per_author", "on")];
    let page = it
        .admin
        .post(format!("{url}/allotment"), &minimum)
        .await
        .ok();
    let seen = confirmation(&page);
    let confirm = [minimum[0], minimum[1], ("confirmed", &seen)];
    it.admin
        .post(format!("{url}/allotment"), &confirm)
        .await
        .expect(303);
    anyone.get(public).await.expect(404);

    let publication = format!("{url}/publication");
    it.admin
        .get(&publication)
        .await
        .ok()
        .has("value=\"2023-05-08T23:59\"")
        .has("Asia/Shanghai");
    let preview = it.admin.post(&publication, &[UNTIL, OBJECT]).await.ok();
    preview
        .has("This is what the public will see")
        .has("These results are provisional")
        .has("Dawn")
        .lacks("· 9.000");
    anyone.get(public).await.expect(404);
    it.admin
        .post(&publication, &[UNTIL, OBJECT, ("confirmed", "on")])
        .await
        .leads_to(&url);
    let page = anyone.get(public).await.ok();
    let page = page
        .has("These results are provisional")
        .has("8 May 2023, 23:59")
        .has("8 May 2023, 18:59")
        .has("8 May 2023, 15:59")
        .has("Write to jury@contest.example <now>")
        .has("Prize gold")
        .has("Dawn")
        .has("li latin, China")
        .has("1 place was not awarded")
        .has("The jury awards nothing below 9.000 points")
        .has("the mean over the judges who scored it");
    page.lacks("Metro")
        .lacks("<table")
        .lacks("gallery")
        .lacks("judge-")
        .lacks("A note of a judge")
        .lacks("@film");

    let last = format!("{url}/final");
    it.admin
        .get(&last)
        .await
        .ok()
        .has("Objections are still taken")
        .lacks("Publish as final");
    it.admin.post(&last, &[]).await.expect(409);
    app.app.clock.advance(TimeDelta::days(8));
    it.admin
        .get(&last)
        .await
        .ok()
        .has("2 entries have an award")
        .has("name=\"tell_winners\" type=\"checkbox\" value=\"on\" checked");
    it.admin
        .post(&last, &[("tell_winners", "on")])
        .await
        .leads_to(&url);
    it.admin.post(&last, &[]).await.expect(409);
    anyone
        .get(public)
        .await
        .ok()
        .has("Final since 9 May 2023")
        .lacks("provisional")
        .lacks("jury@contest");
    let mails = app.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.address.as_str()).collect();
    assert_eq!(to.len(), 2, "{to:?}");
    let mail = app.mail_to("li@film.example.org").await;
    assert!(
        mail.subject.contains("Prize gold") && mail.body.contains("“Dawn”"),
        "{}",
        mail.body
    );
    assert!(mail.body.contains("/contests/2023/results"));

    let withdrawal = format!("{url}/withdrawal");
    it.admin.get(&withdrawal).await.ok();
    it.admin
        .post(&withdrawal, &[])
        .await
        .expect(422)
        .has("Please fill this in");
    it.admin
        .post(&withdrawal, &[("reason", "An error of ours")])
        .await
        .leads_to(&url);
    anyone.get(public).await.expect(404);
    it.admin.get(&url).await.ok().has("Not public");
    let actions = app
        .read(|conn| {
            Ok(events::table
                .filter(events::subject_kind.eq("ranking"))
                .order(events::id)
                .select(events::action)
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(
        actions,
        [
            "computed",
            "awards-given",
            "provisional",
            "final",
            "unpublished"
        ]
    );
}

#[actix_web::test]
async fn scores_are_shown_only_when_the_admin_says_so_and_stream_by_stream() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let url = it.compute().await;
    let fields = [UNTIL, OBJECT, ("show_scores", "on"), ("confirmed", "on")];
    it.admin
        .post(format!("{url}/publication"), &fields)
        .await
        .leads_to(&url);
    let anyone = app.visitor();
    let page = anyone.get("/contests/2023/results").await.ok();
    page.has("CN-0001")
        .has("9.000")
        .has("tied")
        .lacks("Metro")
        .lacks("li latin")
        .lacks("judge-");
    anyone
        .get("/contests/2023/results?stream=RU")
        .await
        .ok()
        .has("6.600")
        .lacks("Dawn");
    anyone
        .get("/contests/2023/results?stream=XX")
        .await
        .expect(404);
    anyone
        .get("/contests/2023/results?after=x")
        .await
        .expect(404);
    for (language, said) in [
        ("zh", "以下结果正在公示"),
        ("ru", "Это предварительные итоги"),
    ] {
        app.visitor()
            .speaking(language)
            .get("/contests/2023/results")
            .await
            .ok()
            .has(said);
    }
    app.visitor()
        .speaking("ru")
        .get("/contests/2023/results")
        .await
        .ok()
        .has("9,000");
    // A method that the ballots did not suffice for is not claimed.
    let fell_back = "For this method the ballots did not suffice";
    anyone
        .get("/contests/2023/results")
        .await
        .ok()
        .lacks(fell_back);
    let mut parameters = (*it.ranking(&app, &url).await.parameters).clone();
    parameters.remarks.push(Remark {
        kind: RemarkKind::RankedByMean,
        n: 0,
        names: Vec::new(),
    });
    app.write(move |conn| {
        diesel::update(rankings::table)
            .set(rankings::parameters.eq(Json::new(parameters)))
            .execute(conn)?;
        Ok(())
    })
    .await;
    anyone
        .get("/contests/2023/results")
        .await
        .ok()
        .has(fell_back);
    // While they are public nothing of them is changed by hand.
    it.admin
        .post(format!("{url}/allotment"), &[("confirmed", "x")])
        .await
        .expect(409);
    it.admin
        .post(format!("{url}/publication"), &fields)
        .await
        .expect(409);
}

#[actix_web::test]
async fn results_that_no_longer_hold_are_not_published() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let url = it.compute().await;
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    app.app.clock.advance(TimeDelta::days(8));
    let dawn = it.entries[0].id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(dawn)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin
        .get(format!("{url}/final"))
        .await
        .ok()
        .has("withdrawn or disqualified since")
        .lacks("Publish as final");
    it.admin.post(format!("{url}/final"), &[]).await.expect(409);
    it.admin.get(&url).await.ok().has("no longer in");
    it.admin
        .post(format!("{url}/withdrawal"), &[("reason", "x")])
        .await
        .expect(303);
    let anew = it.compute().await;
    it.admin.get(&anew).await.ok().lacks("Dawn");
    // What was public once is kept.
    it.admin.get(&url).await.ok();
    let (now, round) = (app.now().plus(TimeDelta::seconds(1)), it.round.id);
    app.write(move |conn| {
        let of = assignments::table
            .filter(assignments::round_id.eq(round))
            .select(assignments::id);
        diesel::update(ballots::table.filter(ballots::assignment_id.eq_any(of)))
            .set(ballots::updated_at.eq(now))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin
        .get(format!("{anew}/publication"))
        .await
        .ok()
        .has("Ballots changed after it was computed");
}

#[actix_web::test]
async fn a_wrong_publication_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let url = format!("{}/publication", it.compute().await);
    it.admin
        .post(&url, &[])
        .await
        .expect(422)
        .has("Please fill this in")
        .has("at least one language");
    for (until, said) in [
        ("2023-05-01T12:00", "This time has passed"),
        ("2023-09-01T12:00", "At most 60 days from now"),
        ("soon <b>", "Give a date and a time"),
    ] {
        it.admin
            .post(
                &url,
                &[("objections_until", until), OBJECT, ("confirmed", "on")],
            )
            .await
            .expect(422)
            .has(said)
            .has(&format!("value=\"{until}\""))
            .has("jury@contest.example <now>");
    }
    it.admin
        .post(&url, &[UNTIL, ("objections.ru", &"ж".repeat(301))])
        .await
        .expect(422)
        .has("At most 300 characters; this has 301");
    it.admin
        .post_bytes(
            &url,
            b"objections_until=2023-05-08T23:59&objections.en=a%00b".to_vec(),
        )
        .await
        .expect(422)
        .has("cannot be kept");
    app.visitor()
        .get("/contests/2023/results")
        .await
        .expect(404);
}

#[actix_web::test]
async fn every_page_of_results_speaks_three_languages() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    let gold = it.award(&app, "gold", 2, Some(0)).await;
    let url = it.compute().await;
    let pages = [
        "/contests/2023/admin/awards".to_owned(),
        "/contests/2023/admin/awards/new".to_owned(),
        format!("/contests/2023/admin/awards/{gold}"),
        format!("/contests/2023/admin/awards/{gold}/deletion"),
        "/contests/2023/admin/results".to_owned(),
        url.clone(),
        format!("{url}/unranked"),
        format!("{url}/cut"),
        format!("{url}/allotment"),
        format!("{url}/awards"),
        format!("{url}/awards/{gold}"),
        format!("{url}/publication"),
    ];
    for locale in ["zh", "ru", "en"] {
        it.admin
            .post("/language", &[("locale", locale), ("return_to", "/")])
            .await
            .expect(303);
        for path in &pages {
            let page = it.admin.get(path).await.ok();
            assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
            assert!(!page.text.contains("style="), "{path}");
        }
    }
}

#[actix_web::test]
async fn lists_page_by_key_with_the_same_number_of_statements_however_long() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let publish = [UNTIL, OBJECT, ("show_scores", "on")];
    let pages = [
        "/contests/2023/admin/awards".to_owned(),
        "/contests/2023/admin/results".to_owned(),
        url.clone(),
        format!("{url}/unranked"),
        format!("{url}/allotment"),
        format!("{url}/awards"),
        format!("{url}/publication"),
    ];
    let mut few = Vec::new();
    for path in &pages {
        few.push(app.statements(it.admin.get(path)).await.0);
    }
    few.push(
        app.statements(it.admin.post(format!("{url}/publication"), &publish))
            .await
            .0,
    );
    assert!(few.iter().all(|n| *n <= 8), "{few:?}");

    // A second contest's worth of entries, all tied at one score.
    let creator = app.account("many@film.example.org", "CN").await;
    let mut more = Vec::new();
    for n in 0..60 {
        let title = format!("Film {n:02}");
        more.push(
            app.entry(&it.contest, &creator, &title, State::Accepted)
                .await,
        );
        app.entry(
            &it.contest,
            &creator,
            &format!("Unseen {n:02}"),
            State::Accepted,
        )
        .await;
    }
    let scored: Vec<(&Entry, &[i32])> = more
        .iter()
        .map(|entry| (entry, &[5000, 5000][..]))
        .collect();
    let round = app.judged_round(&it.contest, "closed", 0, &scored).await;
    let field = [("round", round.id.to_string())];
    let field = [(field[0].0, field[0].1.as_str())];
    let long_url = it
        .admin
        .post("/contests/2023/admin/results", &field)
        .await
        .expect(303);
    let long_url = long_url.location().to_owned();
    worker::drain(&app.app).await.unwrap();
    let page = it.admin.get(&long_url).await.ok();
    assert_eq!(page.text.matches("Film ").count(), 50);
    let next = page.text.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let rest = it.admin.get(&next).await.ok();
    assert_eq!(rest.text.matches("Film ").count(), 10);
    assert_eq!(rest.text.matches("tied").count(), 10);
    let mut many = Vec::new();
    for path in &pages {
        let path = path.replace(&url, &long_url);
        many.push(app.statements(it.admin.get(&path)).await.0);
    }
    let publication = format!("{long_url}/publication");
    many.push(app.statements(it.admin.post(publication, &publish)).await.0);
    assert_eq!(few, many);

    let publish = [UNTIL, OBJECT, ("show_scores", "on"), ("confirmed", "on")];
    it.admin
        .post(format!("{long_url}/publication"), &publish)
        .await
        .expect(303);
    let public = it.admin.get("/contests/2023/results");
    let (statements, page) = app.statements(public).await;
    assert!(statements <= 8, "{statements}");
    assert_eq!(page.ok().text.matches("Film ").count(), 50);
    // The first round's ranking, of the whole contest, leaves those that nobody scored apart.
    let first = it.compute().await;
    let unranked = it.admin.get(format!("{first}/unranked")).await.ok();
    assert!(unranked.text.contains("rel=\"next\""));
}

#[actix_web::test]
async fn the_whole_way_is_told_by_the_domains_own_verbs() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let (contest, by, round, now) = (
        it.contest.clone(),
        it.admin.who().clone(),
        it.round.id,
        app.now(),
    );
    let (of, who) = (contest.clone(), by.clone());
    let ranking = app
        .write(move |conn| Ranking::order(conn, &of, round, &who, now))
        .await;
    let reading = app.read(move |conn| store::read(conn, ranking, now)).await;
    let outcome = reading.unwrap().rank().unwrap().study();
    app.write(move |conn| outcome.record(conn, now)).await;
    let id = app
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &contest, ranking)?;
            ranking.give_awards(conn, &by, Rules::default(), &[], "", now)?;
            let (ranking, _) = Ranking::find(conn, &contest, ranking.id)?;
            let publication = Publication {
                objections_until: now.plus(TimeDelta::days(7)),
                objections: Trilingual::new("邮箱", "Почта", "Mail"),
                feedback: false,
                show_scores: true,
            };
            ranking.publish(conn, &contest, &by, &publication, now)?;
            let (ranking, _) = Ranking::find(conn, &contest, ranking.id)?;
            let then = now.plus(TimeDelta::days(7));
            let finishing = Finishing {
                tells_winners: true,
                ..Finishing::default()
            };
            ranking.finish(conn, &contest, &by, &finishing, "http://localhost", then)?;
            Ok(contest.id)
        })
        .await;
    let published = app.read(move |conn| store::published(conn, id)).await;
    assert_eq!(
        published.unwrap().ranking.state,
        shortlist::results::RankingState::Final
    );
    app.app.clock.advance(TimeDelta::days(8));
    assert_eq!(app.mails().await.len(), 1);
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let it = judged_in(app, world.contest.clone(), "closed", 0).await;
    let award = it.award(app, "gold", 1, Some(0)).await;
    let voted = format!("{},3", it.entries[0].number.unwrap());
    let source = audience::entered(&it, "Hall", &voted).await;
    let url = it.compute().await;
    let page = it.admin.get(format!("{url}/allotment")).await.ok();
    let confirm = [
        ("one_per_author", "on"),
        ("confirmed", &confirmation(&page)),
    ];
    it.admin
        .post(format!("{url}/allotment"), &confirm)
        .await
        .expect(303);
    // Another, which is public.
    let shown = it.compute().await;
    it.admin
        .post(
            format!("{shown}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .expect(303);

    it.admin
        .post(
            "/contests/2023/results/objections",
            &[
                ("number", &it.entries[0].number.unwrap().to_string()),
                ("grounds", "score"),
                ("text", "The ranks are mistaken"),
            ],
        )
        .await
        .expect(303);
    let (objection, reference) = app
        .read(|conn| {
            use shortlist::schema::objections as sent;
            Ok(sent::table
                .select((sent::id, sent::reference))
                .first::<(Id<Entry>, String)>(conn)?)
        })
        .await;

    let prepared = it
        .admin
        .post(
            "/contests/2023/admin/notices",
            &[("ranking", shown.rsplit('/').next().unwrap())],
        )
        .await
        .expect(303);
    let batch = prepared.location().rsplit('/').next().unwrap().to_owned();
    it.admin
        .post(format!("{}/discard", prepared.location()), &[])
        .await
        .expect(303);

    let admins = |status: u16| [303, 404, 404, 404, status, status];
    let row = |method, noun: &str, status| {
        let (route, path) = (
            format!("/contests/{{contest}}/admin/{noun}"),
            noun.to_owned(),
        );
        let route: &'static str = Box::leak(route.into_boxed_str());
        let path = path
            .replace(
                "results/{ranking}",
                url.strip_prefix("/contests/2023/admin/").unwrap(),
            )
            .replace("{award}", &award.to_string())
            .replace("{source}", &source)
            .replace("{judge}", &it.round.judges[0].id.to_string())
            .replace("{verdict}", "awarded")
            .replace("{batch}", &batch)
            .replace("objections/{id}", &format!("objections/{objection}"))
            .replace("{id}", &it.round.id.to_string())
            .replace("{placement}", &award.to_string());
        Access::new(
            method,
            route,
            format!("/contests/2023/admin/{path}"),
            admins(status),
        )
    };
    let unknown = "/links/objection/00";
    vec![
        row("GET", "awards", 200),
        row("POST", "awards", 422),
        row("GET", "awards/new", 200),
        row("GET", "awards/{award}", 200),
        row("POST", "awards/{award}", 422),
        row("POST", "awards/{award}/place", 303),
        row("GET", "awards/{award}/deletion", 200),
        row("POST", "awards/{award}/deletion", 409),
        row("GET", "audience", 200),
        row("POST", "audience", 422),
        row("GET", "audience/{source}", 200),
        row("POST", "audience/{source}", 422),
        row("GET", "audience/{source}/removal", 200),
        row("POST", "audience/{source}/removal", 422),
        row("GET", "results", 200),
        row("POST", "results", 422),
        row("GET", "results/{ranking}", 200),
        row("GET", "notices", 200),
        row("POST", "notices", 409),
        row("GET", "notices/texts/{verdict}", 200),
        row("POST", "notices/texts/{verdict}", 422),
        row("GET", "notices/batches/{batch}", 200),
        row("POST", "notices/batches/{batch}/release", 409),
        row("POST", "notices/batches/{batch}/discard", 409),
        row("GET", "objections", 200),
        row("GET", "objections/{id}", 200),
        row("POST", "objections/{id}/answer", 422),
        row("POST", "objections/{id}/note", 303),
        Access::new(
            "GET",
            "/contests/{contest}/results/objections",
            "/contests/2023/results/objections",
            [200; 6],
        ),
        Access::new(
            "POST",
            "/contests/{contest}/results/objections",
            "/contests/2023/results/objections",
            [422; 6],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/results/objections/{reference}",
            format!("/contests/2023/results/objections/{reference}"),
            [200; 6],
        ),
        // The key of a mailed link is nobody's but its reader's.
        Access::new("GET", "/links/objection/{token}", unknown, [404; 6]),
        Access::new("POST", "/links/objection/{token}", unknown, [404; 6]),
        row("GET", "results/{ranking}/what-if", 200),
        row("GET", "results/{ranking}/moves", 200),
        row("POST", "results/{ranking}/application", 409),
        row("POST", "results/{ranking}/dismissal", 409),
        row("GET", "results/{ranking}/study", 200),
        row("GET", "results/{ranking}/weights", 409),
        row("POST", "results/{ranking}/weights", 409),
        row("GET", "results/{ranking}/judges", 200),
        row("GET", "results/{ranking}/judges/{judge}", 200),
        row("POST", "results/{ranking}/judges/{judge}", 422),
        row("GET", "rounds/{id}/method", 200),
        row("POST", "rounds/{id}/method", 422),
        row("GET", "results/{ranking}/certificates", 409),
        row("GET", "results/{ranking}/certificates/{placement}", 409),
        row("GET", "results/{ranking}/unranked", 200),
        row("GET", "results/{ranking}/cut", 200),
        row("POST", "results/{ranking}/cut", 422),
        row("GET", "results/{ranking}/allotment", 200),
        row("POST", "results/{ranking}/allotment", 200),
        row("GET", "results/{ranking}/awards", 200),
        row("GET", "results/{ranking}/awards/{award}", 200),
        row("POST", "results/{ranking}/awards/{award}/gift", 422),
        row("POST", "results/{ranking}/awards/{award}/withholding", 422),
        row("GET", "results/{ranking}/publication", 200),
        row("POST", "results/{ranking}/publication", 422),
        row("GET", "results/{ranking}/final", 409),
        row("POST", "results/{ranking}/final", 409),
        row("GET", "results/{ranking}/withdrawal", 409),
        row("POST", "results/{ranking}/withdrawal", 409),
        Access::new(
            "GET",
            "/contests/{contest}/results",
            "/contests/2023/results",
            [200; 6],
        ),
        Access::new(
            "GET",
            "/contests/{contest}/results/bundle",
            "/contests/2023/results/bundle",
            [200; 6],
        ),
        Access::new("GET", "/certificates", "/certificates?code=x", [200; 6]),
    ]
}
