//! Promises of what a check says.

use super::check::{CODES, Profile, Text, check};
use super::*;

fn outcome(toml: &str, title: &str, synopsis: &str) -> Outcome {
    let prepared = Prepared::new(Profile::parse(toml).unwrap()).unwrap();
    let text = Text {
        id: "1".into(),
        title: title.into(),
        synopsis: synopsis.into(),
        ..Text::default()
    };
    Outcome::new(&check(&prepared, &text), &prepared, Locale::En)
}

#[test]
fn every_code_has_a_sentence_in_every_language() {
    for code in CODES {
        let key = format!("finding-{}", code.replace(['.', '_'], "-"));
        assert!(Locale::ALL.iter().all(|locale| locale.has(&key)), "{key}");
    }
}

#[test]
fn a_profile_without_words_has_no_opinion_on_relevance() {
    let silent = outcome(
        "[theme]\nid = \"a\"\n",
        "Morning run",
        "Neighbours run by the river.",
    );
    assert_eq!((silent.band, silent.verdict), (Band::Silent, Verdict::Pass));
    assert!(silent.notes.iter().all(|note| note.area != Area::Relevance));
}

#[test]
fn prohibited_words_come_before_everything_else() {
    let toml = "[theme]\nid = \"a\"\n[[word]]\ntier = \"block\"\ntext = \"casino\"\n";
    let blocked = outcome(toml, "Casino night", "Best casino in town.");
    let missing = outcome(toml, "", "");
    assert!(blocked.attention() > missing.attention());
    assert!(missing.attention() > outcome(toml, "Rain", "It rains on the roof.").attention());
    assert_eq!(blocked.found(), " prohibited ");
}

#[test]
fn the_reasons_of_the_queue_are_those_of_the_whole_result() {
    let toml = "[theme]\nid = \"a\"\n[[word]]\ntier = \"block\"\ntext = \"casino\"\n";
    let whole = outcome(
        toml,
        "Casino night",
        "Best casino, call +7 912 345-67-89 and buy!",
    );
    let kept = whole.reasons();
    assert!(!whole.why(Locale::En).is_empty());
    for locale in Locale::ALL {
        assert_eq!(kept.why(locale), whole.why(locale));
    }
    assert_eq!(kept.tone(), whole.tone());
    let size = |outcome: &Outcome| serde_json::to_string(outcome).unwrap().len();
    assert!(size(&kept) < size(&whole));
}

#[test]
fn a_text_is_cut_at_its_marks() {
    let cut = segments("热力生活", &[(1, 3), (2, 3)]);
    let texts: Vec<(&str, bool)> = cut.iter().map(|s| (s.text.as_str(), s.marked)).collect();
    assert_eq!(texts, [("热", false), ("力生", true), ("活", false)]);
}
