//! Promises about tie-breaks: who of the equal gets a place that cannot be shared, and what decided it.

use std::io::{Cursor, Read};
use std::process::Command;

use chrono::TimeDelta;
use diesel::prelude::*;
use shortlist::db::{Id, Json};
use shortlist::entries::Entry;
use shortlist::i18n::Trilingual;
use shortlist::jobs::worker;
use shortlist::judging::Round;
use shortlist::judging::forms::{NewRound, RoundSettings, Scope};
use shortlist::judging::{Source, Way};
use shortlist::results::run::bundle::verify;
use shortlist::schema::{
    assignments, ballots, criteria, events, placements, ranking_rows, receipts, round_entries,
    rounds, scores,
};

use super::{Judged, OBJECT, UNTIL, award_in, confirmation, judged};
use crate::support::TestApp;

/// Dawn, Rink, Lane and Kite of the field.
const RINK: usize = 1;
const LANE: usize = 2;

/// Makes the round ask its criterion of this code in its turn; each entry's judges gave these tenths of a point, in turn.
async fn asks(app: &TestApp, it: &Judged, code: &str, turn: i32, given: &[(usize, &[i32])]) {
    let (round, now, code) = (it.round.clone(), app.now(), code.to_owned());
    let name = format!("{}{}", code[..1].to_uppercase(), &code[1..]);
    let given: Vec<(Id<Entry>, Vec<i32>)> = given
        .iter()
        .map(|(entry, points)| (it.entries[*entry].id, points.to_vec()))
        .collect();
    app.write(move |conn| {
        let criterion = Id::<Judged>::new();
        diesel::insert_into(criteria::table)
            .values((
                criteria::id.eq(criterion),
                criteria::round_id.eq(round.id),
                criteria::position.eq(turn + 1),
                criteria::code.eq(&code),
                criteria::name.eq(Json::new(Trilingual::new("主题", "Тема", &name))),
                criteria::help.eq(Json::new(Trilingual::default())),
                criteria::weight.eq(0),
                criteria::scale_min.eq(0),
                criteria::scale_max.eq(100),
                criteria::step.eq(1),
                criteria::levels.eq("[]"),
                criteria::tie_order.eq(turn),
            ))
            .execute(conn)?;
        for (entry, points) in given {
            for (judge, points) in round.judges.iter().zip(points) {
                let ballot = ballots::table
                    .inner_join(assignments::table)
                    .filter(assignments::round_id.eq(round.id))
                    .filter(assignments::entry_id.eq(entry))
                    .filter(assignments::judge_id.eq(judge.id))
                    .select(ballots::id)
                    .first::<Id<Judged>>(conn)?;
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
        Ok(())
    })
    .await;
}

/// Makes the round ask who submitted first; entries have receipts of so many seconds after noon.
async fn asks_time(app: &TestApp, it: &Judged, submitted: &[(usize, i64)]) {
    let (round, now) = (it.round.id, app.now());
    let submitted: Vec<(Id<Entry>, i64)> = submitted
        .iter()
        .map(|(entry, seconds)| (it.entries[*entry].id, *seconds))
        .collect();
    app.write(move |conn| {
        diesel::update(rounds::table.filter(rounds::id.eq(round)))
            .set(rounds::tie_earlier.eq(true))
            .execute(conn)?;
        for (entry, seconds) in submitted {
            let id = Id::<Judged>::new();
            diesel::insert_into(receipts::table)
                .values((
                    receipts::id.eq(id),
                    receipts::entry_id.eq(entry),
                    receipts::code.eq(id.to_string()),
                    receipts::document.eq("{}"),
                    receipts::signature.eq(vec![0_u8; 64]),
                    receipts::issued_at.eq(now.plus(TimeDelta::seconds(seconds))),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
}

/// Title, whether it goes through, the tie-break that decided; the ranked entries of China.
async fn fates(app: &TestApp, it: &Judged, url: &str) -> Vec<(String, bool, Option<i32>)> {
    let ranking = it.ranking(app, url).await.id;
    let titles: Vec<_> = it.entries.iter().map(|e| (e.id, e.title.clone())).collect();
    let rows = app
        .read(move |conn| {
            Ok(ranking_rows::table
                .filter(ranking_rows::ranking_id.eq(ranking))
                .select((
                    ranking_rows::entry_id,
                    ranking_rows::through,
                    ranking_rows::decided_by,
                ))
                .load::<(Id<Entry>, bool, Option<i32>)>(conn)?)
        })
        .await;
    titles[..4]
        .iter()
        .map(|(id, title)| {
            let row = rows.iter().find(|row| row.0 == *id).unwrap();
            (title.clone(), row.1, row.2)
        })
        .collect()
}

fn fate(title: &str, through: bool, decided_by: Option<i32>) -> (String, bool, Option<i32>) {
    (title.to_owned(), through, decided_by)
}

#[actix_web::test]
async fn a_tie_across_the_cut_is_decided_by_the_criterion_that_is_asked_and_names_it() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    asks(
        &app,
        &it,
        "theme",
        1,
        &[(RINK, &[80, 81]), (LANE, &[90, 70])],
    )
    .await;
    let url = it.compute().await;
    assert_eq!(
        fates(&app, &it, &url).await,
        [
            fate("Dawn", true, None),
            fate("Rink", true, Some(1)),
            fate("Lane", false, Some(1)),
            fate("Kite", false, None),
        ]
    );
    let (statements, page) = app.statements(it.admin.get(&url)).await;
    assert!(statements <= 8, "{statements}");
    // Their rank is still one.
    let page = page
        .ok()
        .has("<dt>Tie-breaks</dt><dd>“Theme”</dd>")
        .has("Equal points: decided by “Theme”")
        .has("tied")
        .lacks("lies across");
    let ranks = page.text.matches("<td class=\"rank\">2").count();
    assert_eq!(ranks, 2);
    it.admin
        .post(format!("{url}/publication"), &[UNTIL, OBJECT])
        .await
        .ok()
        .has("name=\"confirmed\"");
    let (contest, by, earlier, now) = (
        it.contest.clone(),
        it.admin.who().clone(),
        it.round.id.cast(),
        app.now(),
    );
    let second = app
        .write(move |conn| {
            let new = NewRound {
                settings: RoundSettings {
                    name: Trilingual::new("", "", "Final"),
                    judges_per_entry: 1,
                    scope: Some(Scope {
                        source: Source::Through,
                        earlier: vec![earlier],
                        ..Scope::default()
                    }),
                    ..RoundSettings::default()
                },
                criteria_from: None,
            };
            Round::make(conn, &by, &contest, &new, now)
        })
        .await;
    let intake = format!("/contests/2023/admin/rounds/{}/entries", second.id);
    it.admin.post(&intake, &[]).await.leads_to(&intake);
    it.admin
        .get(&intake)
        .await
        .ok()
        .has("by tie-break")
        .has("decided by “Theme”");
    let rink = it.entries[RINK].id;
    let ways = app
        .read(move |conn| {
            Ok(round_entries::table
                .filter(round_entries::entry_id.eq(rink))
                .select(round_entries::way)
                .load::<Way>(conn)?)
        })
        .await;
    assert_eq!(ways, [Way::TieBreak]);
    let csv = it
        .admin
        .get("/contests/2023/admin/exports/download?what=results&format=csv")
        .await
        .ok();
    let header = csv
        .text
        .lines()
        .next()
        .unwrap()
        .trim_start_matches('\u{feff}');
    let at = header.split(',').position(|name| name == "decided_by");
    let decided = |title: &str| {
        let line = csv.text.lines().find(|line| line.contains(title)).unwrap();
        line.split(',').nth(at.unwrap()).unwrap().to_owned()
    };
    assert_eq!([decided("Rink"), decided("Dawn")], ["theme", ""]);
}

#[actix_web::test]
async fn who_submitted_first_decides_last_and_a_later_submission_does_not_move_it() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    asks(&app, &it, "theme", 1, &[(RINK, &[80]), (LANE, &[80])]).await;
    asks_time(&app, &it, &[(RINK, 60), (LANE, 59), (LANE, 3_600)]).await;
    let url = it.compute().await;
    let fates = fates(&app, &it, &url).await;
    assert_eq!(fates[1], fate("Rink", false, Some(2)));
    assert_eq!(fates[2], fate("Lane", true, Some(2)));
    it.admin
        .get(&url)
        .await
        .ok()
        .has("“Theme”, who submitted first")
        .has("decided by who submitted first");
    // A ranking keeps the tie-breaks that it was computed with, and is not relied on once the round has others.
    let round = it.round.id;
    app.write(move |conn| {
        diesel::update(rounds::table.filter(rounds::id.eq(round)))
            .set(rounds::tie_earlier.eq(false))
            .execute(conn)?;
        Ok(())
    })
    .await;
    it.admin
        .get(format!("{url}/publication"))
        .await
        .ok()
        .has("Whether earlier submission decides between equal points was changed");
    let ranking = it.ranking(&app, &url).await;
    assert_eq!(ranking.parameters.tie_break_codes(), ["theme", "submitted"]);
    assert!(ranking.parameters.cut_ties.is_empty());
}

#[actix_web::test]
async fn whom_all_tie_breaks_leave_equal_a_person_decides() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    asks(
        &app,
        &it,
        "theme",
        1,
        &[(RINK, &[70, 90]), (LANE, &[80, 80])],
    )
    .await;
    let url = it.compute().await;
    let fates = fates(&app, &it, &url).await;
    assert_eq!(fates[1], fate("Rink", false, None));
    it.admin.get(&url).await.ok().has("One tie lies across");
    it.admin
        .get(format!("{url}/cut"))
        .await
        .ok()
        .has("The tie-breaks left these equal: “Theme”.")
        .has("Rink")
        .has("Lane");
    it.admin
        .post(format!("{url}/publication"), &[UNTIL, OBJECT])
        .await
        .ok()
        .lacks("name=\"confirmed\"");
}

#[actix_web::test]
async fn the_mean_of_a_tie_break_is_over_the_ballots_that_count() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let scored: Vec<(&Entry, &[i32])> = vec![
        (&it.entries[0], &[9000, 9000, 9000]),
        (&it.entries[RINK], &[8000, 8000, 8000]),
        (&it.entries[LANE], &[8000, 8000, 8000]),
        (&it.entries[3], &[7000, 7000, 7000]),
    ];
    let round = app.judged_round(&it.contest, "closed", 2, &scored).await;
    let it = Judged {
        round,
        entries: it.entries.clone(),
        ..it
    };
    asks(
        &app,
        &it,
        "theme",
        1,
        &[(RINK, &[90, 90, 10]), (LANE, &[70, 70, 70])],
    )
    .await;
    let url = it.compute().await;
    assert_eq!(
        fates(&app, &it, &url).await[1],
        fate("Rink", false, Some(1))
    );
    app.app.clock.advance(TimeDelta::minutes(1));
    let last = it.round.judges[2].id;
    let beside = it
        .admin
        .post(
            format!("{url}/judges/{last}"),
            &[("decision", "drop"), ("reason", "Did not watch the films")],
        )
        .await
        .expect(303)
        .location()
        .to_owned();
    worker::drain(&app.app).await.unwrap();
    assert_eq!(
        fates(&app, &it, &beside).await[1],
        fate("Rink", true, Some(1))
    );
}

#[actix_web::test]
async fn an_award_goes_by_tie_break_and_everybody_reads_which_one_decided() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let gold = it.award(&app, "gold", 2, Some(0)).await;
    asks(&app, &it, "theme", 1, &[(RINK, &[80]), (LANE, &[80])]).await;
    asks(
        &app,
        &it,
        "idea",
        2,
        &[(RINK, &[65, 68]), (LANE, &[83, 84])],
    )
    .await;
    let url = it.compute().await;
    // Nobody is left to decide, with two places or with three.
    for (places, given) in [("2", "then: 2"), ("3", "then: 3")] {
        it.admin
            .get(format!(
                "{url}/what-if?one_per_author=on&minimum=&quota.{gold}={places}"
            ))
            .await
            .ok()
            .has(given)
            .lacks("tied");
    }
    let decided = "Equal points: decided by “Idea”, 8.350 against 6.650";
    let (statements, page) = app
        .statements(it.admin.get(format!("{url}/allotment")))
        .await;
    assert!(statements <= 8, "{statements}");
    let page = page
        .ok()
        .has("Tie-breaks: “Theme”, “Idea”")
        .has(decided)
        .has("Lane")
        .lacks("Rink")
        .lacks("Equal scores for");
    it.admin
        .post(
            format!("{url}/allotment"),
            &[
                ("one_per_author", "on"),
                ("confirmed", &confirmation(&page)),
            ],
        )
        .await
        .leads_to(format!("{url}/awards"));
    it.admin
        .get(format!("{url}/awards"))
        .await
        .ok()
        .has(decided);
    it.admin
        .get(format!("{url}/awards/{gold}"))
        .await
        .ok()
        .has(decided);
    let (detail, kept) = app
        .read(|conn| {
            let detail = events::table
                .filter(events::action.eq("awards-given"))
                .select(events::detail)
                .first::<String>(conn)?;
            let kept = placements::table
                .select(placements::tie_break)
                .load::<Option<String>>(conn)?;
            Ok((detail, kept))
        })
        .await;
    assert!(
        detail.contains("\"tie_breaks\":[\"theme\",\"idea\"]"),
        "{detail}"
    );
    assert!(detail.contains("\"idea\"]]"), "{detail}");
    let kept: Vec<String> = kept.into_iter().flatten().collect();
    assert_eq!(kept, ["{\"tie_break\":2,\"own\":8350,\"other\":6650}"]);
    let publication = format!("{url}/publication");
    let fields = [UNTIL, OBJECT, ("confirmed", "on"), ("show_scores", "on")];
    it.admin
        .post(&publication, &fields[..3])
        .await
        .leads_to(&url);
    let public = "/contests/2023/results";
    // Where scores are not shown, the figures are not either.
    let anyone = app.visitor();
    anyone
        .get(public)
        .await
        .ok()
        .has("Equal points: decided by “Idea”")
        .has("these decided, in this order: “Theme”, “Idea”.")
        .lacks("8.350");
    it.admin
        .post(
            format!("{url}/withdrawal"),
            &[("reason", "Show the scores")],
        )
        .await
        .expect(303);
    it.admin.post(&publication, &fields).await.leads_to(&url);
    app.app.clock.advance(TimeDelta::seconds(2));
    anyone.get(public).await.ok().has(decided);
    for (language, words) in [
        ("zh", "得分相同，按“主题”判定：8.350 对 6.650"),
        ("ru", "Баллы равны, решило: «Тема» (8,350 против 6,650)"),
    ] {
        let visitor = app.visitor().speaking(language);
        visitor.get(public).await.ok().has(words);
    }
}

#[actix_web::test]
async fn of_two_equal_films_of_one_author_a_tie_break_chooses() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    // Dawn and Kite are of one author.
    let scored: Vec<(&Entry, &[i32])> = vec![
        (&it.entries[0], &[8000]),
        (&it.entries[3], &[8000]),
        (&it.entries[RINK], &[7000]),
        (&it.entries[LANE], &[7000]),
    ];
    let round = app.judged_round(&it.contest, "closed", 0, &scored).await;
    let it = Judged {
        round,
        entries: it.entries.clone(),
        ..it
    };
    award_in(&app, &it.contest, it.admin.who(), "gold", 2, Some(0)).await;
    asks_time(&app, &it, &[(0, 20), (3, 10)]).await;
    let url = it.compute().await;
    it.admin
        .get(format!("{url}/allotment"))
        .await
        .ok()
        .has("Kite")
        .has("decided by who submitted first, 2023-05-01 12:00:10 UTC against 2023-05-01 12:00:20 UTC")
        .lacks("Dawn")
        // Rink and Lane have no receipt: a person decides.
        .has("The tie-breaks left these equal: who submitted first.")
        .has("Equal scores for 1 place");
}

/// The files of a bundle by name.
fn files(bundle: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bundle)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn packed(files: &[(String, String)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[actix_web::test]
async fn the_record_carries_what_decided_and_a_changed_figure_is_found() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 2).await;
    asks(&app, &it, "theme", 1, &[(RINK, &[80, 81]), (LANE, &[80])]).await;
    asks_time(&app, &it, &[(RINK, 60), (LANE, 59)]).await;
    let url = it.compute().await;
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    let bundle = app
        .visitor()
        .get("/contests/2023/results/bundle")
        .await
        .ok()
        .bytes;
    let content = files(&bundle);
    let file = |name: &str| &content.iter().find(|(each, _)| each == name).unwrap().1;
    let ties = file("ties.csv");
    assert!(ties.starts_with("entry,theme,submitted\n"), "{ties}");
    assert!(
        ties.contains("CN-0002,8.050,2023-05-01T12:01:00Z\n"),
        "{ties}"
    );
    assert!(ties.contains("CN-0001,,\n"), "{ties}");
    assert!(file("SHA256SUMS").contains("  ties.csv"));
    assert!(file("README.txt").contains("ties.csv"));
    assert!(file("parameters.json").contains("\"tie_breaks\""));
    let ranking = file("ranking.csv");
    assert!(
        ranking
            .lines()
            .next()
            .unwrap()
            .ends_with(",through,decided_by")
    );
    let row = ranking
        .lines()
        .find(|line| line.contains("CN-0002"))
        .unwrap();
    assert!(row.ends_with(",yes,theme"), "{row}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("elsewhere.zip");
    let run = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_shortlist"))
            .args(["results", "verify"])
            .arg(&path)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), said)
    };
    let (code, said) = run(&bundle);
    assert_eq!(code, 0, "{said}");
    // A figure changed: its sum says so, and the places no longer follow.
    let mut tampered = content.clone();
    for (name, text) in &mut tampered {
        if name == "ties.csv" {
            *text = text.replace("8.050", "7.950");
        }
    }
    let (code, said) = run(&packed(&tampered));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("ties.csv is not the file"), "{said}");
    assert!(
        said.contains("CN-0002: through is yes, computed no"),
        "{said}"
    );
    // Without the file, or with one that lacks an entry, nothing can be computed.
    let without: Vec<_> = content
        .iter()
        .filter(|(name, _)| name != "ties.csv")
        .cloned()
        .collect();
    assert!(verify(&packed(&without), None).is_err());
    for (name, text) in &mut tampered {
        if name == "ties.csv" {
            *text = text.lines().take(3).collect::<Vec<_>>().join("\n");
        }
    }
    assert!(verify(&packed(&tampered), None).is_err());
}

#[actix_web::test]
async fn without_tie_breaks_the_record_is_what_it_was() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 1).await;
    let url = it.compute().await;
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(&url);
    let bundle = app
        .visitor()
        .get("/contests/2023/results/bundle")
        .await
        .ok()
        .bytes;
    let content = files(&bundle);
    let names: Vec<&str> = content.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "README.txt",
            "SHA256SUMS",
            "entries.csv",
            "parameters.json",
            "ranking.csv",
            "scores.csv",
            "signature.json"
        ]
    );
    for (name, text) in &content {
        assert!(
            !text.contains("tie_breaks") && !text.contains("ties.csv"),
            "{name}"
        );
        assert!(!text.contains("decided_by"), "{name}");
    }
    assert_eq!(
        verify(&bundle, None).unwrap().differences,
        Vec::<String>::new()
    );
    let rows = app
        .read(|conn| {
            Ok(ranking_rows::table
                .select((ranking_rows::deciders, ranking_rows::decided_by))
                .load::<(Option<String>, Option<i32>)>(conn)?)
        })
        .await;
    assert!(rows.iter().all(|row| *row == (None, None)));
}
