//! Promises of `shortlist judging assign`; what it finds is tested beside the engine.

use std::path::Path;
use std::process::{Command, Output};

const JUDGES: &str = "judge,country,languages,institution,max_load,aff_drama\n\
    C1,CN,zh;en,,2,10\nC2,CN,zh,,2,50\nR1,RU,ru;en,,2,10\nR2,RU,ru,,2,50\n";

fn folder(entries: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let parameters = "{\"k\": 2, \"min_per_country\": 1, \"min_load\": 0}";
    for (name, text) in [
        ("entries.csv", entries),
        ("judges.csv", JUDGES),
        ("conflicts.csv", "judge,entry\n"),
        ("params.json", parameters),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn assign(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["judging", "assign"])
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn pairs_go_to_standard_output_and_the_report_to_its_file() {
    let folder = folder(
        "entry,country,language,subtitles,category,institution\nE1,CN,en,none,drama,\nE2,RU,ru,zh,drama,\n",
    );
    let report = folder.path().join("report.json");
    let output = assign(
        folder.path(),
        &["--seed", "9", "--report", report.to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "entry,judge\r\nE1,C1\r\nE1,R1\r\nE2,C2\r\nE2,R2\r\n"
    );
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
    assert_eq!(
        (&report["status"], &report["seed"]),
        (&"optimal".into(), &9.into())
    );
    assert_eq!(report["total_affinity"], 120.0);
}

#[test]
fn without_an_assignment_it_exits_1_and_says_what_stands_in_the_way() {
    let folder = folder(
        "entry,country,language,subtitles,category,institution\nE1,CN,zh,none,drama,\nE2,RU,ru,zh,drama,\n",
    );
    let output = assign(folder.path(), &["--out", "/dev/null", "--report", "-"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["status"], "infeasible");
    assert_eq!(report["blocking"][0]["entries"], serde_json::json!(["E1"]));
    assert_eq!(
        (
            &report["blocking"][0]["needs"],
            &report["blocking"][0]["has"]
        ),
        (&1.into(), &0.into())
    );
    assert!(text(&output.stderr).contains("add subtitles in ru or en to E1"));
}

#[test]
fn bad_input_exits_2_with_file_line_and_column() {
    let folder = folder("entry,country,language\nE1,CN,zh\nE1,CN,zh\n");
    let output = assign(folder.path(), &[]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    assert!(text(&output.stderr).contains("entries.csv: line 3, column entry: E1 is there twice"));
    let usage = assign(folder.path(), &["--weight", "1.5"]);
    assert_eq!(usage.status.code(), Some(2));
}
