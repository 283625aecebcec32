//! Promises about what is typed.

use proptest::prelude::*;

use super::super::check::tests::written::profiles;
use super::super::check::{Pattern, Profile, Tier};
use super::super::numbers;
use super::*;

#[test]
fn the_original_comes_first_and_carries_the_rest() {
    let form = Form::new()
        .with("original", "ru")
        .with("title.en", "Run")
        .with("title.ru", "Бег")
        .with("statement", "Потому что")
        .with("tags", "спорт, двор")
        .with("duration", "1:05");
    let texts = texts(&form, Locale::En);
    assert_eq!(texts.len(), 2);
    assert_eq!((texts[0].0, texts[0].1.title.as_str()), (Locale::Ru, "Бег"));
    assert_eq!(texts[0].1.tags, ["спорт", "двор"]);
    assert_eq!(texts[0].1.duration_s, Some(65.0));
    assert_eq!(texts[1].1.statement, "");
}

/// A profile that fields can hold as it is: words each once and in the order of the page, numbers in their range.
fn fields_can_hold(mut profile: Profile) -> Profile {
    let once = |words: &mut Vec<String>| {
        let mut seen = Vec::new();
        words.retain(|word| {
            let is_new = !seen.contains(word);
            seen.push(word.clone());
            is_new
        });
    };
    for list in [&mut profile.keywords, &mut profile.spam.terms] {
        once(&mut list.zh);
        once(&mut list.ru);
        once(&mut list.en);
    }
    once(&mut profile.spam.not_terms);
    let column =
        |word: &super::super::check::Word| COLUMNS.iter().position(|(_, lang)| *lang == word.lang);
    for word in &mut profile.words {
        word.lang = word.lang.filter(|lang| *lang != Language::Other);
    }
    profile.words.sort_by_key(|word| (word.tier, column(word)));
    profile.words.dedup();
    let mut seen = Vec::new();
    profile.words.retain(|word| {
        let is_new = !seen.contains(word);
        seen.push(word.clone());
        is_new
    });
    profile
        .facets
        .retain(|facet| facet.label.all().chain(facet.text.all()).next().is_some());
    for number in numbers::all() {
        if let Some(value) = number.of(&profile)
            && !(number.least..=number.most).contains(&value)
        {
            number.set(&mut profile, number.least.max(1.0));
        }
    }
    let relevance = &mut profile.relevance;
    relevance.hi = relevance.hi.max(relevance.lo);
    relevance.lexical_hi = relevance.lexical_hi.max(relevance.lexical_lo);
    profile.theme.version = 8;
    profile
}

fn typed() -> BoxedStrategy<String> {
    "[a-zа-яё热力生活\u{202e}\u{1f600}<>&\"\\\\]{1,8}".boxed()
}

proptest! {
    #[test]
    fn a_profile_that_goes_through_the_fields_stays_as_it_is(profile in profiles(typed())) {
        let profile = fields_can_hold(profile);
        let form = filled(&profile, 7);
        let (new, version) = edited(&form).map_err(|errors| TestCaseError::fail(format!("{errors:?}")))?;
        prop_assert_eq!(version, 7);
        prop_assert_eq!(&new.profile, &profile);
        let again = filled(&new.profile, 7);
        for name in form.names() {
            prop_assert!(form.all(name).eq(again.all(name)), "{}", name);
        }
        prop_assert_eq!(form.names().count(), again.names().count());
    }
}

fn with(name: &str, value: &str) -> Form {
    let template = Profile::parse(super::super::TEMPLATE).unwrap();
    let whole = filled(&template, 1);
    let names: std::collections::BTreeSet<&str> = whole.names().collect();
    let mut form = Form::new().with(name, value);
    for each in names.into_iter().filter(|each| *each != name) {
        form = whole
            .all(each)
            .fold(form, |form, value| form.with(each, value));
    }
    form
}

#[test]
fn keywords_are_taken_apart_as_people_write_lists() {
    let form = with(
        "keywords.zh",
        "晨跑、运动；骑行，冰雪;舞蹈, 手艺\n\n 匠人 \n晨跑",
    );
    let (new, _) = edited(&form).unwrap();
    assert_eq!(
        new.profile.keywords.zh,
        ["晨跑", "运动", "骑行", "冰雪", "舞蹈", "手艺", "匠人"]
    );
}

#[test]
fn a_star_makes_a_listed_word_a_stem_and_commas_belong_to_it() {
    let form = with("words.block.any", "казин*\nready, steady\nставк ＊");
    let (new, _) = edited(&form).unwrap();
    let any: Vec<Pattern> = new
        .profile
        .words
        .into_iter()
        .filter(|word| word.tier == Tier::Block && word.lang.is_none())
        .map(|word| word.pattern)
        .collect();
    assert_eq!(
        any,
        [
            Pattern::Stem("казин".to_owned()),
            Pattern::Text("ready, steady".to_owned()),
            Pattern::Stem("ставк".to_owned()),
        ]
    );
    let errors = edited(&with("words.warn.ru", " * ")).unwrap_err();
    assert_eq!(
        errors.get("words.warn.ru").unwrap().key,
        "field-theme-word-star"
    );
}

#[test]
fn numbers_are_read_as_people_type_them() {
    for (typed, value) in [
        ("0,1", 0.1),
        (" 0.10 ", 0.1),
        ("０．１", 0.1),
        ("０，１", 0.1),
        (".1", 0.1),
        ("\u{2212}0,1", -0.1),
    ] {
        let (new, _) = edited(&with("relevance.lo", typed)).unwrap();
        assert_eq!(new.profile.relevance.lo, value, "{typed}");
    }
}

#[test]
fn a_number_that_is_none_is_refused_beside_its_field_and_an_empty_one_is_the_default() {
    for (name, typed, key) in [
        ("relevance.hi", "", "field-required"),
        ("relevance.hi", "a lot", "field-theme-number"),
        ("relevance.hi", "NaN", "field-theme-number"),
        ("relevance.hi", "inf", "field-theme-number"),
        ("relevance.hi", "1.2.3", "field-theme-number"),
        ("relevance.hi", "7", "field-range"),
        ("relevance.lo", "0.9", "field-theme-crossed"),
        ("relevance.lexical_lo", "0.5", "field-theme-crossed"),
        ("relevance.top_keywords", "0", "field-range"),
        ("relevance.top_keywords", "2.5", "field-number"),
        ("relevance.top_keywords", "1e99", "field-range"),
        ("limits.tags_max", "-1", "field-range"),
        ("duplicates.threshold", "60 %", "field-theme-number"),
        ("limits.made_since", "31.08.2023", "field-date"),
    ] {
        let errors = edited(&with(name, typed)).unwrap_err();
        let found: Vec<_> = errors
            .iter()
            .map(|(name, problem)| (name, problem.key))
            .collect();
        assert_eq!(found, [(name, key)], "{typed}");
    }
    let (new, _) = edited(&with("relevance.top_keywords", "")).unwrap();
    assert_eq!(new.profile.relevance.top_keywords, 8);
    assert!(!new.toml.contains("top_keywords"));
}

#[test]
fn a_new_side_is_named_after_its_english_label() {
    let label = |row: usize, label: &str, form: Form| {
        form.with(&format!("facet.{row}.id"), "")
            .with(&format!("facet.{row}.label.en"), label)
            .with(&format!("facet.{row}.label.zh"), "新")
    };
    let form = with("facet.0.id", "energy");
    let form = label(6, "Rivers & lakes!", form);
    let form = label(7, "rivers, lakes", form);
    let form = label(8, "", form);
    let (new, _) = edited(&form).unwrap();
    let ids: Vec<&str> = new
        .profile
        .facets
        .iter()
        .map(|facet| facet.id.as_str())
        .collect();
    assert_eq!(ids[6..], ["rivers-lakes", "rivers-lakes-2", "side"]);
}

#[test]
fn a_side_goes_when_it_is_ticked_away_or_left_blank() {
    let form = with("facet.1.remove", "on")
        .with("facet.6.id", "")
        .with("facet.6.label.ru", "  ");
    let (new, _) = edited(&form).unwrap();
    let ids: Vec<&str> = new
        .profile
        .facets
        .iter()
        .map(|facet| facet.id.as_str())
        .collect();
    assert_eq!(ids, ["energy", "neighbours", "bridge", "youth", "tomorrow"]);
}
