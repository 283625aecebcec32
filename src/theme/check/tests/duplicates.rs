//! Promises of the search for copies.

use proptest::prelude::*;

use super::super::duplicates::{Kind, findings};
use super::super::{Duplicates as Rules, Index, Level, Pair, Text};

fn entry(id: &str, creator: &str, title: &str, synopsis: &str) -> Text {
    let creator = (!creator.is_empty()).then(|| creator.to_owned());
    Text {
        id: id.into(),
        creator,
        title: title.into(),
        synopsis: synopsis.into(),
        ..Text::default()
    }
}

fn index(entries: &[Text]) -> Index {
    let mut index = Index::new(Rules::default());
    entries.iter().for_each(|entry| index.insert(entry, None));
    index
}

fn kinds(entries: &[Text]) -> Vec<(String, String, Kind)> {
    index(entries)
        .pairs()
        .into_iter()
        .map(|pair| (pair.a, pair.b, pair.kind))
        .collect()
}

const LONG: &str = "Three neighbours repair an old wooden bridge so that the children can walk to school before the autumn rains begin";

#[test]
fn disguises_do_not_hide_a_copy() {
    let copies = [
        entry(
            "a",
            "x",
            "Наш старый мост",
            "Трое соседей чинят деревянный мост до осенних дождей",
        ),
        entry(
            "b",
            "y",
            "НАШ СТАРЫЙ МОСТ!!!",
            "Tpоe coceдeй чинят 🌧 деревянный мост — до осенних дождей.",
        ),
        entry(
            "c",
            "x",
            "三個鄰居修橋",
            "三個鄰居在秋雨之前修好了木橋，孩子們可以走路上學",
        ),
        entry(
            "d",
            "z",
            "三个邻居修桥",
            "三个邻居在秋雨之前修好了木桥孩子们可以走路上学",
        ),
    ];
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned(), Kind::Identical);
    assert_eq!(kinds(&copies), [pair("a", "b"), pair("c", "d")]);
}

#[test]
fn edited_copies_are_found_and_works_on_one_subject_are_not() {
    let entries = [
        entry("a", "", "The old bridge", LONG),
        entry("b", "", "My contest entry", &LONG[..80]),
        entry(
            "c",
            "",
            "Rain",
            &format!("We are a small studio. {LONG}. Thank you for watching!"),
        ),
        entry(
            "d",
            "",
            "The new bridge",
            "Engineers explain how a suspension bridge is built over a wide river and tested with heavy lorries",
        ),
    ];
    let found = kinds(&entries);
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned(), Kind::Text);
    assert_eq!(found, [pair("a", "b"), pair("a", "c"), pair("b", "c")]);
}

#[test]
fn parts_of_a_series_are_no_copies_if_the_creator_is_the_same() {
    let part = |id, creator, n| entry(id, creator, &format!("Our bridge, part {n}"), LONG);
    assert_eq!(
        kinds(&[part("a", "x", 1), part("b", "x", 2)])[0].2,
        Kind::Series
    );
    assert_eq!(
        kinds(&[part("a", "x", 1), part("b", "y", 2)])[0].2,
        Kind::Text
    );
    assert_eq!(
        kinds(&[part("a", "", 1), part("b", "", 2)])[0].2,
        Kind::Text
    );
}

#[test]
fn a_text_is_compared_with_all_earlier_ones_but_itself() {
    let index = index(&[
        entry("a", "x", "The old bridge", LONG),
        entry(
            "b",
            "y",
            "Other",
            "Quite another story about a lighthouse keeper",
        ),
    ]);
    let same = index.candidates(&entry("c", "x", "The old bridge", LONG), None);
    assert_eq!(
        (
            same.len(),
            same[0].id.as_str(),
            same[0].kind,
            same[0].same_creator
        ),
        (1, "a", Kind::Identical, true)
    );
    assert_eq!(
        index.candidates(&entry("a", "x", "The old bridge", LONG), None),
        []
    );
    assert_eq!(findings(&same)[0].code, "duplicates.identical");
    assert_eq!(findings(&same)[0].level, Level::Fail);
}

#[test]
fn the_same_file_fails_whatever_is_written() {
    let file = |id: &str, title: &str| Text {
        file_sha256: Some("AB12".into()),
        ..entry(id, "", title, "")
    };
    let index = index(&[file("a", "One")]);
    let found = index.candidates(&file("b", "Two"), None);
    assert_eq!(findings(&found)[0].code, "duplicates.same_file");
}

#[test]
fn a_translation_is_known_by_its_vector() {
    let mut index = Index::new(Rules::default());
    index.insert(
        &entry("a", "", "Старый мост", "Соседи чинят мост"),
        Some(vec![1.0, 0.0]),
    );
    index.insert(
        &entry("b", "", "Anderes", "Другое и по-русски"),
        Some(vec![0.0, 1.0]),
    );
    let found = index.candidates(
        &entry("c", "", "The old bridge", "Neighbours repair a bridge"),
        Some(vec![0.8, 0.6]),
    );
    assert_eq!(
        found
            .iter()
            .map(|m| (m.id.as_str(), m.kind))
            .collect::<Vec<_>>(),
        [("a", Kind::Translation), ("b", Kind::Translation)]
    );
}

#[test]
fn texts_without_words_are_nobodys_copy() {
    assert_eq!(
        kinds(&[
            entry("a", "x", "", ""),
            entry("b", "x", "🎬", "!!!"),
            entry("c", "x", "🎬", "!!!")
        ]),
        []
    );
}

proptest! {
    #[test]
    fn the_pairs_and_scores_do_not_depend_on_the_order(texts in prop::collection::vec("[а-в一-三 ]{0,40}", 2..6)) {
        let entries: Vec<Text> = texts.iter().enumerate().map(|(n, text)| entry(&n.to_string(), "", "", text)).collect();
        let key = |pair: &Pair| (pair.a.clone().min(pair.b.clone()), pair.a.clone().max(pair.b.clone()), pair.kind, (pair.score * 1e9).round() as u64);
        let mut forward: Vec<_> = index(&entries).pairs().iter().map(key).collect();
        let reversed: Vec<Text> = entries.into_iter().rev().collect();
        let mut backward: Vec<_> = index(&reversed).pairs().iter().map(key).collect();
        forward.sort();
        backward.sort();
        prop_assert_eq!(forward, backward);
    }
}
