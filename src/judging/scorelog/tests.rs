use proptest::prelude::*;

use super::*;

fn at() -> Moment {
    Moment::from(chrono::DateTime::UNIX_EPOCH)
}

fn score(theme: i32, craft: i32) -> Score {
    let total = crate::judging::total([(6_000, Some(theme)), (4_000, Some(craft))]).unwrap();
    Score::new([("theme", theme), ("craft", craft)], total)
}

fn of_ballot(what: Deed, entry: &str, old: Option<Score>, new: Option<Score>) -> Record {
    Record {
        entry: Some(entry.to_owned()),
        judge: Some("a1".to_owned()),
        old,
        new,
        ..Record::new(what, "a1", at())
    }
}

/// A log with every kind of record.
fn records() -> Vec<Record> {
    let mut began = Record {
        contest: Some("2023".to_owned()),
        round: Some("r".to_owned()),
        ballots: Some(vec![Standing {
            at: at().iso(),
            entry: "CN-0001".to_owned(),
            judge: "b2".to_owned(),
            score: score(75, 80),
        }]),
        ..Record::new(Deed::Began, ADMIN, at())
    };
    began.weigh([("theme", 6_000), ("craft", 4_000)]);
    let judge = |what| Record {
        judge: Some("b2".to_owned()),
        ..Record::new(what, ADMIN, at())
    };
    vec![
        began,
        of_ballot(Deed::Submitted, "CN-0001", None, Some(score(90, 85))),
        of_ballot(
            Deed::Changed,
            "CN-0001",
            Some(score(90, 85)),
            Some(score(95, 85)),
        ),
        of_ballot(Deed::Submitted, "RU-0002", None, Some(score(10, 15))),
        Record {
            reason: Some("knows-creator".to_owned()),
            ..of_ballot(Deed::Withdrawn, "RU-0002", Some(score(10, 15)), None)
        },
        Record::new(Deed::Closed, ADMIN, at()),
        judge(Deed::LeftOut),
        judge(Deed::Counted),
        Record {
            reason: Some("Ещё один \"день\" 延期\n".to_owned()),
            ..Record::new(Deed::Reopened, ADMIN, at())
        },
        Record {
            by: ADMIN.to_owned(),
            ..of_ballot(Deed::SetAside, "CN-0001", Some(score(95, 85)), None)
        },
        Record::new(Deed::Closed, ADMIN, at()),
    ]
}

fn chained(records: Vec<Record>) -> String {
    let (mut log, mut last, mut count) = (String::new(), NOTHING.to_owned(), 0);
    for mut record in records {
        count += 1;
        record.seq = count;
        let canonical = record.canonical().unwrap();
        last = digest(&last, &canonical);
        log += &line(&last, &canonical);
    }
    log + &last_line(&last, count)
}

/// Whether a log is what it was; a file that is no log at all is not.
fn holds(log: &[u8]) -> bool {
    matches!(verify(log), Ok(Ok(_)))
}

fn flaw(records: Vec<Record>) -> Finding {
    verify(chained(records).as_bytes()).unwrap().unwrap_err()
}

fn compared(entry: &str, other: &str, winner: &str, was: Option<&str>) -> Record {
    Record {
        other: Some(other.to_owned()),
        was: was.map(str::to_owned),
        winner: Some(winner.to_owned()),
        ..of_ballot(Deed::Compared, entry, None, None)
    }
}

/// A log of comparisons.
fn comparisons() -> Vec<Record> {
    let mut began = records().swap_remove(0);
    began.ballots = Some(Vec::new());
    vec![
        began,
        compared("CN-0001", "CN-0002", "CN-0001", None),
        compared("CN-0001", "CN-0003", TIE, None),
        compared("CN-0002", "CN-0003", "CN-0003", None),
        compared("CN-0001", "CN-0002", TIE, Some("CN-0001")),
        of_ballot(Deed::Withdrawn, "CN-0003", None, None),
        Record::new(Deed::Closed, ADMIN, at()),
    ]
}

#[test]
fn comparisons_stand_until_they_are_changed_or_their_judge_steps_back() {
    let checked = verify(chained(comparisons()).as_bytes()).unwrap().unwrap();
    let pair = ["a1", "CN-0001", "CN-0002"].map(str::to_owned);
    assert_eq!(
        checked.comparisons,
        BTreeMap::from([(pair.into(), TIE.to_owned())])
    );
    assert!(checked.ballots.is_empty());
}

#[test]
fn a_comparison_that_cannot_be_is_found() {
    let wrong = [
        // The same pair again without a word of what stood, and a change of what never stood.
        (5, compared("CN-0001", "CN-0002", TIE, None)),
        (5, compared("CN-0001", "CN-0002", TIE, Some("CN-0002"))),
        (5, compared("CN-0001", "CN-0004", TIE, Some("CN-0001"))),
        // Not in the order of their numbers, with itself, and won by a third.
        (5, compared("CN-0002", "CN-0001", TIE, None)),
        (5, compared("CN-0001", "CN-0001", TIE, None)),
        (
            5,
            compared("CN-0001", "CN-0002", "CN-0003", Some("CN-0001")),
        ),
        // Taken away where nothing stood.
        (6, of_ballot(Deed::SetAside, "CN-0004", None, None)),
        // While the round is closed.
        (8, compared("CN-0001", "CN-0002", "CN-0002", Some(TIE))),
    ];
    for (at, record) in wrong {
        let mut records = comparisons();
        records.truncate(at - 1);
        let canonical = record.canonical().unwrap();
        records.push(record);
        let found = flaw(records);
        assert_eq!(found.line, at, "{canonical}");
        assert!(matches!(found.flaw, Flaw::Story(_)), "{canonical}");
    }
}

#[test]
fn a_log_that_nobody_touched_holds_and_says_what_stands() {
    let checked = verify(chained(records()).as_bytes()).unwrap().unwrap();
    assert_eq!((checked.records, checked.is_closed), (11, true));
    let one = ("CN-0001".to_owned(), "b2".to_owned());
    assert_eq!(checked.ballots, BTreeMap::from([(one, 7_700)]));
}

#[test]
fn a_record_has_one_spelling_with_its_keys_in_order() {
    let record = Record {
        seq: 2,
        ..of_ballot(Deed::Submitted, "CN-0001", None, Some(score(75, -5)))
    };
    assert_eq!(
        record.canonical().unwrap(),
        r#"{"at":"1970-01-01T00:00:00Z","by":"a1","entry":"CN-0001","judge":"a1","new":{"points":{"craft":"-0.5","theme":"7.5"},"total":"4.3"},"seq":2,"what":"submitted"}"#
    );
    // With the tools of a shell: printf '%s\n%s' "$before" "$record" | sha256sum
    assert_eq!(
        digest(NOTHING, "{}"),
        "5649d09ed68c17156095d175eef152856c5b1a81c117c409c1e00f096aa6838e"
    );
    for record in records() {
        let text = record.canonical().unwrap();
        let sorted: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&sorted).unwrap(), text);
    }
}

#[test]
fn a_decimal_has_one_spelling() {
    assert_eq!(
        (whole("7.5", 1), whole("-0.5", 1), whole("8.125", 3)),
        (Some(75), Some(-5), Some(8125))
    );
    for wrong in [
        "7.50",
        "07",
        "+7",
        ".5",
        "7.",
        "",
        "-0",
        "7,5",
        "1.2.3",
        "99999999999",
    ] {
        assert_eq!(whole(wrong, 3), None, "{wrong}");
    }
}

#[test]
fn what_cannot_be_is_named_with_its_line_though_the_digests_are_right() {
    let mut wrong = records();
    wrong[2].new.as_mut().unwrap().total = "9.2".to_owned();
    let found = flaw(wrong);
    assert_eq!(found.line, 3);
    assert!(
        matches!(&found.flaw, Flaw::Total { expected, .. } if expected == "9.1"),
        "{found:?}"
    );

    let mut wrong = records();
    wrong[4].old = Some(score(10, 20));
    assert_eq!(flaw(wrong).line, 5);

    let mut wrong = records();
    wrong[2].what = Deed::Submitted;
    assert_eq!(flaw(wrong).line, 3);

    let mut wrong = records();
    wrong.remove(8);
    assert_eq!(
        flaw(wrong).flaw,
        Flaw::Story("a ballot changes while the round is closed")
    );

    let mut wrong = records();
    wrong.remove(0);
    assert_eq!(flaw(wrong).line, 1);

    let mut wrong = records();
    wrong[1].new.as_mut().unwrap().points.remove("craft");
    assert_eq!(flaw(wrong).line, 2);
}

#[test]
fn the_first_broken_link_is_the_record_that_was_altered() {
    let log = chained(records());
    let altered = log.replacen("\"total\":\"9.1\"", "\"total\":\"9.2\"", 1);
    let found = verify(altered.as_bytes()).unwrap().unwrap_err();
    assert_eq!(
        found,
        Finding {
            line: 3,
            flaw: Flaw::Chain
        }
    );
}

#[test]
fn what_is_no_log_cannot_be_checked() {
    for text in ["", "\n", "entry,judge,score\n", "{}\n"] {
        assert!(verify(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_log_that_was_cut_off_or_continued_does_not_hold() {
    let log = chained(records());
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    for length in 1..lines.len() {
        assert!(
            !holds(lines[..length].concat().as_bytes()),
            "{length} lines"
        );
    }
    assert!(!holds((log.clone() + lines[1]).as_bytes()));
    assert!(!holds((log.clone() + "\n").as_bytes()));
    assert!(!holds(&log.as_bytes()[..log.len() - 1]));
}

proptest! {
    #[test]
    fn a_changed_byte_is_found(place in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut log = chained(records()).into_bytes();
        let place = place.index(log.len());
        prop_assume!(log[place] != with);
        log[place] = with;
        prop_assert!(!holds(&log));
    }

    #[test]
    fn a_removed_doubled_or_moved_line_is_found(
        from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let log = chained(records());
        let lines: Vec<&str> = log.split_inclusive('\n').collect();
        let (from, to) = (from.index(lines.len()), to.index(lines.len()));
        let mut removed = lines.clone();
        let line = removed.remove(from);
        prop_assert!(!holds(removed.concat().as_bytes()));
        let mut doubled = lines.clone();
        doubled.insert(to, line);
        prop_assert!(!holds(doubled.concat().as_bytes()));
        let mut swapped = lines.clone();
        swapped.swap(from, to);
        prop_assert!(from == to || !holds(swapped.concat().as_bytes()));
    }
}
