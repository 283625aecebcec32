//! Promises about what of results can be taken out: what a ranking says of its judges and of itself, the score log, the record.

use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shortlist::urls;

use super::{Judged, judged};
use crate::support::TestApp;

/// A table as JSON Lines, one object a line.
async fn lines(it: &Judged, what: &str, more: &[(&str, &str)]) -> Vec<Value> {
    let mut query = vec![("what", what), ("format", "jsonl")];
    query.extend(more);
    let url = urls::with_query(&urls::export_download("2023"), &query);
    let text = it.admin.get(url).await.ok().text;
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn export(app: &TestApp, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .arg("export")
        .args(arguments)
        .args(["--contest", "2023"])
        .args(["--data", app.folder().to_str().unwrap()])
        .args(["--database-url", &app.database_url()])
        .output()
        .unwrap()
}

#[actix_web::test]
async fn every_judge_is_a_line_with_figures_and_decisions_and_so_is_every_figure() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let judges = lines(&it, "judges", &[]).await;
    assert_eq!(judges.len(), 5);
    assert!(judges.iter().all(|judge| judge["pseudonym"].is_string()
        && judge["judge_name"].as_str().unwrap().starts_with("judge-")
        && judge["decision"].is_null()
        && judge["ranking_state"] == "computed"));
    let ballots: i64 = judges
        .iter()
        .map(|judge| judge["ballots"].as_i64().unwrap())
        .sum();
    assert_eq!(ballots, 14);

    // A judge whose ballots do not count is still there, with the decision and without figures.
    let last = it.round.judges[4].id;
    let answer = it
        .admin
        .post(
            format!("{url}/judges/{last}"),
            &[("decision", "drop"), ("reason", "Saw one film of six")],
        )
        .await
        .expect(303);
    let run = answer.location().to_owned();
    it.run(run.rsplit('/').next().unwrap().parse().unwrap())
        .await;
    it.admin
        .post(format!("{run}/application"), &[])
        .await
        .leads_to(&run);
    let judges = lines(&it, "judges", &[]).await;
    let dropped: Vec<&Value> = judges
        .iter()
        .filter(|judge| judge["decision"] == "drop")
        .collect();
    assert_eq!((judges.len(), dropped.len()), (5, 1));
    assert_eq!(dropped[0]["decision_reason"], "Saw one film of six");
    assert_eq!(dropped[0]["decided_by"], "boss native");
    assert_eq!(
        (&dropped[0]["ballots"], &dropped[0]["mean"]),
        (&Value::from(0), &Value::Null)
    );

    let figures = lines(&it, "reliability", &[]).await;
    let with_ballots: i64 = figures
        .iter()
        .filter(|figure| figure["measure"] == "entries_with_ballots")
        .map(|figure| figure["value"].as_f64().unwrap() as i64)
        .sum();
    assert_eq!(with_ballots, 6);
    let alpha = figures
        .iter()
        .find(|figure| figure["measure"] == "krippendorff_alpha_interval")
        .unwrap();
    // Six entries are too few for an interval.
    assert!(alpha["value"].is_number() && alpha["low"].is_null());

    let places = lines(&it, "places", &[("stream", "CN")]).await;
    assert!(!places.is_empty());
    for place in &places {
        assert_eq!(place["stream"], "CN");
        assert_eq!(
            place["rank_mean"], place["rank"],
            "the ranking's own method"
        );
        assert!(place["holds"].is_string());
    }
    assert!(lines(&it, "places", &[("round", "2")]).await.is_empty());
}

#[actix_web::test]
async fn a_workbook_of_each_of_them_is_one_tidy_sheet() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    it.compute().await;
    let python = std::env::var("TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    for what in ["results", "reliability", "judges", "places"] {
        let query = [("what", what), ("format", "xlsx")];
        let url = urls::with_query(&urls::export_download("2023"), &query);
        let file = app.folder().join(format!("{what}.xlsx"));
        std::fs::write(&file, it.admin.get(url).await.ok().bytes).unwrap();
        let program = "import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert len(book.worksheets) == 1
print(json.dumps([[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]))";
        let output = Command::new(&python)
            .args(["-c", program])
            .arg(file)
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        let rows: Vec<Vec<Value>> = serde_json::from_slice(&output.stdout).unwrap();
        let as_lines = lines(&it, what, &[]).await;
        assert_eq!(rows.len(), as_lines.len() + 1, "{what}");
        assert!(rows.len() > 1, "{what}");
        let header: Vec<&str> = rows[0].iter().map(|cell| cell.as_str().unwrap()).collect();
        let mut names: Vec<&String> = as_lines[0].as_object().unwrap().keys().collect();
        let mut sorted = header.clone();
        names.sort();
        sorted.sort_unstable();
        assert_eq!(names, sorted, "{what}");
    }
}

#[actix_web::test]
async fn the_command_writes_the_score_log_of_the_page_and_the_record_that_holds() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    for what in ["score-log", "bundle"] {
        let none = export(&app, &[what]);
        assert_eq!(none.status.code(), Some(2));
        assert!(said(&none).contains("no round has"), "{}", said(&none));
    }
    let log = format!("/contests/2023/admin/rounds/{}/score-log", it.round.id);
    it.admin.post(&log, &[]).await.leads_to(&log);
    let page = it.admin.get(format!("{log}/download")).await.ok();
    for round in [&["--round", "1"][..], &[]] {
        let output = export(&app, &[&["score-log"], round].concat());
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(output.stdout, page.bytes);
    }
    let url = it.compute().await;
    let file = app.folder().join("record.zip");
    let name = file.to_str().unwrap();
    let output = export(&app, &["bundle", "--round", "1", "--out", name]);
    assert!(output.status.success(), "{}", said(&output));
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(
        std::fs::read(&file).unwrap(),
    ));
    assert_eq!(digest, it.ranking(&app, &url).await.parameters.digest);

    for wrong in [
        &["score-log", "--round", "2"][..],
        &["score-log", "--format", "csv"],
        &["bundle", "--format", "xlsx"],
    ] {
        assert_eq!(export(&app, wrong).status.code(), Some(2), "{wrong:?}");
    }
    // With two rounds it must be said which.
    let second = app
        .judged_round(&it.contest, "closed", 0, &[(&it.entries[0], &[7000])])
        .await;
    let log = format!("/contests/2023/admin/rounds/{}/score-log", second.id);
    it.admin.post(&log, &[]).await.leads_to(&log);
    let both = export(&app, &["score-log"]);
    assert_eq!(both.status.code(), Some(2));
    assert!(said(&both).contains("--round"), "{}", said(&both));
}
