//! Promises of a run.

use super::bundle::{Bundle, Parameters, verify};
use super::places::Hold;
use super::study::Flag;
use super::*;
use crate::i18n::Trilingual;
use crate::judging::CutRule;
use crate::results::stats::{Normal, Random};

/// Entries of one stream with marks by judges: `marks[entry][judge]`, thousandths of a point, none where there is no ballot.
fn record(marks: &[&[Option<i32>]], method: Method, cut: i32) -> Record {
    let judges = marks.iter().map(|row| row.len()).max().unwrap_or(0);
    Record {
        entries: (0..marks.len())
            .map(|n| Contender {
                name: format!("CN-{:04}", n + 1),
                stream: "CN".into(),
                category: String::new(),
                country: "CN".into(),
            })
            .collect(),
        judges: (0..judges)
            .map(|n| Assessor {
                name: format!("J{:02}", n + 1),
                country: if n % 2 == 0 { "CN" } else { "RU" }.into(),
            })
            .collect(),
        marks: marks
            .iter()
            .enumerate()
            .flat_map(|(entry, row)| {
                row.iter().enumerate().filter_map(move |(judge, total)| {
                    Some(Mark {
                        entry,
                        judge,
                        total: (*total)?,
                    })
                })
            })
            .collect(),
        duels: Vec::new(),
        tie_breaks: Vec::new(),
        deciders: Vec::new(),
        plan: Plan {
            method,
            seed: 7,
            cut,
            cut_rule: CutRule::Places,
            cut_threshold: 0,
        },
    }
}

/// `entries` entries, each scored by `k` of `judges` judges in turn; judge 0 is `harsh` points stricter, the last hardly looks.
fn contest(entries: usize, judges: usize, k: usize, harsh: f64) -> Record {
    let mut random = Random::new(11, 1);
    let mut draw = || Normal::get().draw(&mut random);
    let quality: Vec<f64> = (0..entries).map(|_| draw()).collect();
    let rows: Vec<Vec<Option<i32>>> = (0..entries)
        .map(|entry| {
            let panel: Vec<usize> = (0..k).map(|n| (entry + n) % judges).collect();
            (0..judges)
                .map(|judge| {
                    panel.contains(&judge).then(|| {
                        let seen = if judge == judges - 1 {
                            0.0
                        } else {
                            quality[entry]
                        };
                        let lenient = if judge == 0 { -harsh } else { 0.0 };
                        ((6.0 + seen + lenient + 0.6 * draw()) * 1000.0) as i32
                    })
                })
                .collect()
        })
        .collect();
    let rows: Vec<&[Option<i32>]> = rows.iter().map(Vec::as_slice).collect();
    record(&rows, Method::Crossed, 10)
}

fn named(record: &Record, ranked: &Ranked) -> Vec<(String, i32)> {
    let lines = ranked.lines.iter();
    lines
        .map(|line| (record.entries[line.entry].name.clone(), line.rank))
        .collect()
}

#[test]
fn methods_that_are_arithmetic_are_exact_and_equal_scores_share_a_rank() {
    let marks: &[&[Option<i32>]] = &[
        &[Some(9000), Some(9000), Some(1000)],
        &[Some(6333), Some(6333), Some(6334)],
        &[Some(7000), Some(7000), None],
    ];
    let scores = |method| {
        let record = record(marks, method, 0);
        let ranked = record.rank().unwrap();
        let mut lines = ranked.lines;
        lines.sort_by_key(|line| line.entry);
        lines
            .iter()
            .map(|line| (line.entry, line.score, line.rank, line.raw))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        scores(Method::Mean),
        [(0, 6333, 2, 6333), (1, 6333, 2, 6333), (2, 7000, 1, 7000)]
    );
    assert_eq!(
        scores(Method::Median),
        [(0, 9000, 1, 6333), (1, 6333, 3, 6333), (2, 7000, 2, 7000)]
    );
    // Two ballots have no trimmed mean, hence no place.
    assert_eq!(
        scores(Method::Trimmed),
        [(0, 9000, 1, 6333), (1, 6333, 2, 6333)]
    );
    let trimmed = record(marks, Method::Trimmed, 0).rank().unwrap();
    let said = |kind| trimmed.remarks.iter().find(|remark| remark.kind == kind);
    assert_eq!(said(RemarkKind::NoTrimmedMean).unwrap().names, ["CN-0003"]);
    assert!(trimmed.lines.iter().all(|line| line.chance.is_none()));
}

#[test]
fn the_luck_of_a_strict_judge_is_taken_out_and_the_mean_stays_beside() {
    // The second entry is a point better for everybody, but only the first was spared the strict judge.
    let marks: &[&[Option<i32>]] = &[
        &[Some(7000), Some(7100), None],
        &[Some(8000), None, Some(5900)],
        &[Some(6000), Some(6100), Some(3900)],
        &[Some(6500), Some(6400), Some(4600)],
        &[None, Some(5000), Some(3100)],
    ];
    let crossed = record(marks, Method::Crossed, 0);
    let ranked = crossed.rank().unwrap();
    assert_eq!(named(&crossed, &ranked)[0].0, "CN-0002");
    let first = ranked.lines[0];
    assert_eq!(first.raw, 6950);
    assert!(first.score > 7000, "{}", first.score);
    let (low, high) = first.ends.unwrap();
    assert!(low < first.score && first.score < high);
    let plain = record(marks, Method::Mean, 0);
    assert_eq!(named(&plain, &plain.rank().unwrap())[0].0, "CN-0001");
}

#[test]
fn chances_of_the_places_of_a_cut_add_up_to_the_places() {
    let record = contest(40, 8, 4, 1.0);
    let ranked = record.rank().unwrap();
    let chances = ranked.lines.iter().filter_map(|line| line.chance?.top);
    let sum: i32 = chances.sum();
    assert!((sum - 100_000).abs() < 100, "{sum}");
    for line in &ranked.lines {
        let chance = line.chance.unwrap();
        assert!(1 <= chance.low && chance.low <= chance.high && chance.high <= 40);
    }
    assert!(ranked.draws >= 10_000);
    assert_eq!(record.rank(), Some(ranked));
}

#[test]
fn what_cannot_be_told_is_said_and_never_a_certainty() {
    // One ballot each: an entry's worth cannot be told from the noise of its only judge.
    let alone = record(
        &[&[Some(8000), None], &[None, Some(7000)]],
        Method::Crossed,
        1,
    );
    let ranked = alone.rank().unwrap();
    let kinds: Vec<RemarkKind> = ranked.remarks.iter().map(|remark| remark.kind).collect();
    assert!(kinds.contains(&RemarkKind::NotEstimable), "{kinds:?}");
    assert!(kinds.contains(&RemarkKind::RankedByMean));
    assert!(kinds.contains(&RemarkKind::Disconnected));
    assert!(
        ranked
            .lines
            .iter()
            .all(|line| line.chance.is_none() && line.ends.is_none())
    );
    assert_eq!(ranked.draws, 0);
    assert_eq!(record(&[&[], &[]], Method::Crossed, 0).rank(), None);
}

#[test]
fn a_bundle_is_computed_anew_to_the_same_ranking_and_a_change_is_named() {
    let record = contest(30, 6, 3, 1.0);
    let ranked = record.rank().unwrap();
    let parameters = Parameters::new(&record, &ranked, "Contest", "Round", "2023-05-01T12:00:00Z");
    let bundle = Bundle::write(&record, &ranked, &parameters).unwrap();
    let again = Bundle::write(&record, &ranked, &parameters).unwrap();
    assert_eq!(bundle.digest, again.digest);
    let verdict = verify(&bundle.bytes, None).unwrap();
    assert_eq!(verdict.differences, Vec::<String>::new());
    assert_eq!((verdict.entries, verdict.judges), (30, 6));
    assert_eq!(verdict.digest, bundle.digest);

    // A ranking that the scores do not give, in a bundle whose sums are right.
    let mut other = ranked.clone();
    other.lines[0].rank = 2;
    let forged = Bundle::write(&record, &other, &parameters).unwrap();
    let name = &record.entries[other.lines[0].entry].name;
    let differences = verify(&forged.bytes, None).unwrap().differences;
    assert_eq!(differences, [format!("{name}: rank is 2, computed 1")]);

    // One score changed: the ranking does not follow from it any more.
    let mut changed = record.clone();
    changed.marks[0].total += 3000;
    let forged = Bundle::write(&changed, &ranked, &parameters).unwrap();
    assert!(!verify(&forged.bytes, None).unwrap().differences.is_empty());
    assert!(verify(b"PK no zip", None).is_err());
}

#[test]
fn tie_breaks_go_with_the_record_and_are_computed_anew() {
    let marks: &[&[Option<i32>]] = &[
        &[Some(8000), Some(8000)],
        &[Some(8000), Some(8000)],
        &[Some(9000), Some(7000)],
        &[Some(6000), Some(6000)],
    ];
    let mut record = record(marks, Method::Mean, 2);
    let plain = record.rank().unwrap();
    assert_eq!((plain.ties.len(), plain.ties[0].tied.len()), (1, 3));
    record.tie_breaks = vec![
        TieBreak::Criterion {
            code: "theme".into(),
            name: Trilingual::new("主题", "Тема", "Theme"),
        },
        TieBreak::Submitted,
    ];
    record.deciders = [
        [Some(8_000), Some(-200)],
        [Some(8_000), Some(-100)],
        [Some(8_500), None],
        [None, None],
    ]
    .map(|figures| Deciders(figures.to_vec()))
    .to_vec();
    let ranked = record.rank().unwrap();
    let lines = |ranked: &Ranked| {
        let mut lines = ranked.lines.clone();
        lines.sort_by_key(|line| line.entry);
        lines
    };
    let fates: Vec<(bool, Option<i32>)> = lines(&ranked)
        .iter()
        .map(|line| (line.through, line.decided_by))
        .collect();
    let (theme, time) = (Some(1), Some(2));
    assert_eq!(
        fates,
        [(false, time), (true, time), (true, theme), (false, None)]
    );
    assert!(ranked.ties.is_empty());
    // Nothing else of the ranking is touched.
    for (line, was) in lines(&ranked).into_iter().zip(lines(&plain)) {
        let alike = Line {
            through: was.through,
            decided_by: None,
            ..line
        };
        assert_eq!(alike, was);
    }
    let parameters = Parameters::new(&record, &ranked, "Contest", "Round", "2023-05-01T12:00:00Z");
    let bundle = Bundle::write(&record, &ranked, &parameters).unwrap();
    let verdict = verify(&bundle.bytes, None).unwrap();
    assert_eq!(verdict.differences, Vec::<String>::new());
    assert_eq!(verdict.parameters.tie_breaks, record.tie_breaks);
    // Another reason for the same places is a difference too.
    let mut other = ranked.clone();
    let second = other.lines.iter_mut().find(|line| line.entry == 1).unwrap();
    second.decided_by = theme;
    let forged = Bundle::write(&record, &other, &parameters).unwrap();
    assert_eq!(
        verify(&forged.bytes, None).unwrap().differences,
        ["CN-0002: decided_by is theme, computed submitted"]
    );
    // So is a figure under which somebody else goes through.
    let mut changed = record.clone();
    changed.deciders[0].0[1] = Some(-50);
    let forged = Bundle::write(&changed, &ranked, &parameters).unwrap();
    let differences = verify(&forged.bytes, None).unwrap().differences;
    assert!(differences.contains(&"CN-0001: through is no, computed yes".to_owned()));
}

#[test]
fn a_judge_who_hardly_looks_differs_from_the_panel() {
    let record = contest(120, 8, 4, 1.0);
    let ranked = record.rank().unwrap();
    let study = record.study(&ranked, |_| 5);
    let last = study.judges.last().unwrap();
    assert_eq!(last.flag, Some(Flag::DiffersFromPanel));
    let first = &study.judges[0];
    assert_eq!(first.flag, Some(Flag::Strict));
    assert!(first.leniency.unwrap().0 < -0.5);
    let others = &study.judges[1..7];
    assert!(
        others
            .iter()
            .all(|judge| judge.flag.is_none_or(|flag| flag == Flag::Lenient))
    );
    assert_eq!(
        study.places.iter().filter(|place| place.rank <= 5).count(),
        study.places.len()
    );
    assert_eq!(study.coverage.iter().sum::<i64>(), 120);
    assert_eq!(
        study.totals.bars.iter().sum::<i64>(),
        record.marks.len() as i64
    );
}

#[test]
fn a_place_holds_only_where_every_method_and_every_judge_left_out_say_so() {
    // The first entry is far ahead for everyone, the others are close.
    let marks: Vec<Vec<Option<i32>>> = (0..12_i32)
        .map(|entry| {
            (0..5_i32)
                .map(|judge| {
                    let base = if entry == 0 { 9500 } else { 6000 };
                    Some(base + (entry * 37 + judge * 53) % 11 * 40)
                })
                .collect()
        })
        .collect();
    let rows: Vec<&[Option<i32>]> = marks.iter().map(Vec::as_slice).collect();
    let record = record(&rows, Method::Mean, 0);
    let ranked = record.rank().unwrap();
    let places = record.places(&ranked, |_| 3);
    assert_eq!(places[0].hold(), Hold::Same);
    assert_eq!(places[0].without.as_ref().unwrap().worst, 1);
    assert!(places[1..].iter().any(|place| place.hold() != Hold::Same));
}
