//! The folder in, the pairs and the report out.

use std::path::Path;

use crate::judging::assign::{Folder, Report, solve, write_pairs};

const ENTRIES: &str = "entry,country,language,subtitles,category,institution\nE1,CN,zh,en,drama,\nE2,CN,zh,none,drama,VGIK\n";
const JUDGES: &str = "judge,country,languages,institution,max_load,aff_drama\nC1,CN,zh;en,,10,50\nC2,CN,zh,,,70.5\nR1,RU,ru;en,VGIK,10,20\n";
const PARAMETERS: &str = "{\"k\": 2, \"min_per_country\": 0, \"min_load\": 0, \"seed\": 5}";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let standard = [
        ("entries.csv", ENTRIES),
        ("judges.csv", JUDGES),
        ("params.json", PARAMETERS),
    ];
    for (name, text) in standard.iter().chain(files) {
        let path = folder.path().join(name);
        if text.is_empty() {
            std::fs::remove_file(path).unwrap();
        } else {
            std::fs::write(path, text).unwrap();
        }
    }
    folder
}

fn refused(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let error = Folder::read(folder.path())
        .err()
        .map(|error| format!("{error:#}"))
        .unwrap();
    error.replace(&format!("{}/", folder.path().display()), "")
}

fn solved(folder: &Path) -> (Report, String) {
    let folder = Folder::read(folder).unwrap();
    let answer = solve(&folder.problem);
    let mut pairs = Vec::new();
    if let crate::judging::assign::Answer::Assigned(found) = &answer {
        write_pairs(&folder, found, &mut pairs).unwrap();
    }
    (
        Report::new(&folder, &answer, 0.5),
        String::from_utf8(pairs).unwrap(),
    )
}

#[test]
fn a_folder_is_read_and_its_pairs_and_figures_written() {
    let folder = folder(&[
        ("bids.csv", "judge,entry,bid\nC1,E1,15\n"),
        ("conflicts.csv", "judge,entry\nR1,E1\n"),
    ]);
    let (report, pairs) = solved(folder.path());
    assert_eq!(pairs, "entry,judge\r\nE1,C1\r\nE1,C2\r\nE2,C1\r\nE2,C2\r\n");
    let report = serde_json::to_value(report).unwrap();
    assert_eq!(report["status"], "optimal");
    assert_eq!(report["total_affinity"], 50.0 + 15.0 + 70.5 + 50.0 + 70.5);
    assert_eq!(report["min_entry_affinity"], 120.5);
    assert_eq!(
        (&report["load_min"], &report["load_max"]),
        (&0.into(), &2.into())
    );
    assert_eq!(report["judge_graph_components"], 1);
    assert!((report["mean_contrast_variance"].as_f64().unwrap() - 1.0).abs() < 1e-12);
    assert_eq!(report["changed_pairs"], serde_json::Value::Null);
    assert_eq!(report["seed"], 5);
}

#[test]
fn the_order_of_lines_and_columns_and_a_byte_order_mark_mean_nothing() {
    let one = folder(&[]);
    let two = folder(&[
        (
            "entries.csv",
            "\u{FEFF}institution,remark,entry,category,subtitles,language,country\r\nVGIK,\"a, b\",E2,drama,none,zh,CN\r\n,x,E1,drama,en,zh,CN\r\n",
        ),
        (
            "judges.csv",
            "\u{FEFF}judge,country,languages,institution,max_load,aff_drama\nR1,RU,ru;en,VGIK,10,20\nC2,CN,zh,,,70.5\nC1,CN,zh;en,,10,50\n",
        ),
    ]);
    assert_eq!(solved(one.path()).1, solved(two.path()).1);
}

#[test]
fn an_assignment_in_force_is_changed_as_little_as_can_be() {
    let folder = folder(&[
        ("params.json", "{\"k\": 1}"),
        (
            "previous_assignment.csv",
            "entry,judge\nE1,C1\nE2,Z9\nE7,C1\n",
        ),
    ]);
    let read = Folder::read(folder.path()).unwrap();
    assert_eq!(read.warnings.len(), 2, "{:?}", read.warnings);
    let (report, pairs) = solved(folder.path());
    // Z9 has left, which is one change; E7 is not there.
    assert_eq!(report.changed_pairs, Some(1));
    assert!(pairs.contains("E1,C1\r\n"));
}

#[test]
fn affinities_alone_are_enough() {
    let folder = folder(&[
        ("entries.csv", ""),
        ("judges.csv", ""),
        (
            "affinity.csv",
            "judge,entry,affinity\nA,P1,0.25\nA,P2,0.75\nB,P1,-3e-1\nB,P2,0.5\n",
        ),
        (
            "params.json",
            "{\"k\": 1, \"max_load\": 1, \"min_per_country\": 1}",
        ),
    ]);
    let (report, pairs) = solved(folder.path());
    assert_eq!(pairs, "entry,judge\r\nP1,A\r\nP2,B\r\n");
    assert_eq!(report.total_affinity, Some(0.75));
}

#[test]
fn bad_input_is_named_by_file_line_and_column() {
    let cases: [(&[(&str, &str)], &str); 9] = [
        (&[("entries.csv", "")], "entries.csv: there is no such file"),
        (
            &[("entries.csv", "entry,language\nE1,zh\n")],
            "entries.csv: line 1, column country: is not in the header row",
        ),
        (
            &[("entries.csv", "entry,country,language\nE1,CN,zh\n,CN,zh\n")],
            "entries.csv: line 3, column entry: is empty",
        ),
        (
            &[(
                "entries.csv",
                "entry,country,language\nE1,CN,zh\nE1,CN,zh\n",
            )],
            "entries.csv: line 3, column entry: E1 is there twice",
        ),
        (
            &[("entries.csv", "entry,country,language\nE1,CN\n")],
            "entries.csv: line 2, column 3: 2 columns where the header row has 3",
        ),
        (
            &[(
                "judges.csv",
                "judge,country,languages,max_load\nC1,CN,zh,ten\n",
            )],
            "judges.csv: line 2, column max_load: \u{201c}ten\u{201d} is not a number of entries",
        ),
        (
            &[(
                "judges.csv",
                "judge,country,languages,aff_drama\nC1,CN,zh,NaN\n",
            )],
            "judges.csv: line 2, column aff_drama: is not a number",
        ),
        (
            &[("conflicts.csv", "judge,work\nC1,E1\n")],
            "conflicts.csv: line 1, column entry: is not in the header row",
        ),
        (
            &[("params.json", "{\n \"k\": \"two\"\n}")],
            "params.json: invalid type: string \"two\", expected usize at line 2 column 11",
        ),
    ];
    for (files, message) in cases {
        assert_eq!(refused(files), message);
    }
}

#[test]
fn what_stands_in_the_way_is_told_in_words() {
    let folder = folder(&[("params.json", "{\"k\": 2, \"min_per_country\": 1}")]);
    let (report, pairs) = solved(folder.path());
    assert_eq!((report.status, pairs.as_str()), ("infeasible", ""));
    let told: Vec<_> = report
        .blocking
        .iter()
        .map(|b| (b.entries.join(" "), b.rule, b.fix.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            "E2".to_owned(),
            "institution",
            "find one more judge from RU from another institution than that of E2"
        )]
    );
}
