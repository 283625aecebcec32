//! The files of a draw: whoever has them draws the same.

use std::collections::HashMap;

use super::drawing::{judge, problem, work};
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Language;
use crate::judging::assign::{
    Answer, Draw, DrawFiles, Existing, Folder, Hold, Panellist, Parameters, Work, code, draw,
    solve, write_pairs,
};

/// Unpacks a draw's files into a folder and has the command's reader and solver draw by them.
fn repeated(stated: &Draw) -> Vec<(String, String)> {
    let numbers = numbered(stated);
    let files = DrawFiles::of(stated, &numbers).unwrap().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(files.bytes)).unwrap();
    archive.extract(folder.path()).unwrap();
    let mut folder = Folder::read(folder.path()).unwrap();
    assert!(folder.warnings.is_empty(), "{:?}", folder.warnings);
    folder.problem.seed = stated.seed;
    folder.problem.weight = stated.parameters.weight;
    let Answer::Assigned(found) = solve(&folder.problem) else {
        panic!("the files have no answer");
    };
    let mut out = Vec::new();
    write_pairs(&folder, &found, &mut out).unwrap();
    let pairs = String::from_utf8(out).unwrap();
    let pair = |line: &str| {
        let (entry, judge) = line.split_once(',').unwrap();
        (entry.to_owned(), judge.to_owned())
    };
    pairs.lines().skip(1).map(pair).collect()
}

fn numbered(stated: &Draw) -> HashMap<Id<Entry>, String> {
    let number = |(at, work): (usize, &Work)| (work.entry, format!("CN-{at:04}"));
    stated.works.iter().enumerate().map(number).collect()
}

#[test]
fn whoever_has_the_files_of_a_draw_and_the_seed_draws_the_same() {
    let speaking = |codes: &[&str]| codes.iter().filter_map(|c| Language::parse(c)).collect();
    let categories = [Id::new(), Id::new(), Id::new()];
    for seed in 0..12_u64 {
        let kind = seed as usize;
        let works: Vec<Work> = (0..45)
            .map(|i| Work {
                languages: speaking([&["zh"][..], &["ru", "en"], &[]][i % 3]),
                category: Some(categories[i % 2]),
                ..work(["", "vgik", "msu"][i % 3])
            })
            .collect();
        let panel: Vec<Panellist> = (0..9)
            .map(|i| Panellist {
                languages: speaking([&["zh", "en"][..], &["ru", "en"], &["zh"]][i % 3]),
                country: ["CN", "RU"][i % 2].to_owned(),
                categories: match i {
                    0..4 if kind.is_multiple_of(2) => vec![categories[i % 3]],
                    _ => Vec::new(),
                },
                max_load: (i == 5).then_some(14),
                ..judge(["", "vgik", ""][i % 3], None)
            })
            .collect();
        let stated = Draw {
            barred: vec![
                (works[0].entry, panel[0].account),
                (works[7].entry, panel[4].account),
            ],
            waived: vec![(works[1].entry, panel[1].account)],
            parameters: Parameters {
                per_country: kind % 2,
                countries: vec!["CN".to_owned(), "RU".to_owned()],
                competence: kind.is_multiple_of(3),
                max_load: kind.is_multiple_of(4).then_some(20),
                weight: [1.0, 0.67, 0.0][kind % 3],
            },
            seed,
            ..problem(works, panel, 3)
        };
        let plan = draw(&stated);
        assert!(plan.gaps.is_empty());
        let numbers = numbered(&stated);
        let at = |judge| {
            stated
                .panel
                .iter()
                .position(|each| each.account == judge)
                .unwrap()
        };
        let mut drawn: Vec<(String, String)> = plan
            .added
            .iter()
            .map(|(entry, judge)| (numbers[entry].clone(), code(at(*judge), stated.panel.len())))
            .collect();
        drawn.sort();
        assert_eq!(repeated(&stated), drawn, "seed {seed}");
    }
}

#[test]
fn a_later_draw_of_a_round_has_no_files() {
    let (works, panel) = (vec![work("")], vec![judge("", None)]);
    let mut stated = problem(works, panel, 1);
    stated.existing = vec![Existing {
        entry: stated.works[0].entry,
        judge: stated.panel[0].account,
        hold: Hold::Kept,
    }];
    assert!(
        DrawFiles::of(&stated, &numbered(&stated))
            .unwrap()
            .is_none()
    );
}
