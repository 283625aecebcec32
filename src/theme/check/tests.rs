//! Promises of the whole check, and its adversaries.

mod adversaries;
mod duplicates;
pub(crate) mod written;

use std::sync::Arc;

use proptest::prelude::*;

use super::engine::verdict;
use super::*;

const PROFILE: &str = r#"
[theme]
id = "rivers"
version = 2
[theme.name]
zh = "河流与人"
ru = "Река и люди"
en = "Rivers and People"
[keywords]
zh = ["河流", "渔船", "渡口", "渔民", "水乡", "码头", "龙舟", "江水", "桥梁", "湖泊", "游泳", "垂钓"]
ru = ["река", "лодка", "рыбак", "причал", "мост", "паром", "берег", "течение", "озеро", "плыть", "рыбалка", "гребля"]
en = ["river", "boat", "fisherman", "pier", "bridge", "ferry", "shore", "stream", "lake", "swimming", "fishing", "rowing"]
[[facet]]
id = "work"
[facet.text]
zh = "渔民和船工在江上的劳动。"
ru = "Труд рыбаков и паромщиков на воде."
en = "The work of fishermen and ferrymen on the water."
[[facet]]
id = "sport"
[facet.text]
en = "Rowing races and swimming, the sport of the river."
"#;

fn prepared() -> Prepared {
    Prepared::new(Profile::parse(PROFILE).unwrap()).unwrap()
}

fn text(title: &str, synopsis: &str) -> Text {
    Text {
        id: "1".into(),
        title: title.into(),
        synopsis: synopsis.into(),
        ..Text::default()
    }
}

fn codes(check: &Check) -> Vec<&'static str> {
    check.findings.iter().map(|finding| finding.code).collect()
}

const GOOD: &str = "Every morning an old fisherman rows his boat across the river to the ferry pier, where the village children wait for him before school and wave to the other side.";

#[test]
fn a_work_on_the_theme_passes_with_its_evidence() {
    let check = check(&prepared(), &text("The ferryman's river", GOOD));
    assert_eq!(
        (check.verdict, check.relevance.band, check.relevance.mode),
        (Verdict::Pass, Band::On, Mode::Lexical)
    );
    assert_eq!(
        codes(&check),
        [
            "completeness.ok",
            "limits.ok",
            "language.ok",
            "prohibited.ok",
            "spam.ok",
            "relevance.on"
        ]
    );
    assert!(check.relevance.keywords.contains(&"river".to_owned()));
    assert!(
        check.findings[5]
            .evidence
            .iter()
            .any(|span| span.text == "rows" || span.text == "boat")
    );
    assert_eq!(check.relevance.suggestions.len(), 3);
    assert!(check.relevance.facet.is_some());
}

#[test]
fn all_three_languages_are_read() {
    for (title, synopsis) in [
        ("Рыбаки на реке", "Старые лодки у причала, паром и мосты"),
        ("江上的漁民", "渡口、漁船與碼頭的故事"),
        ("Boats", "Ferries and bridges over rivers"),
    ] {
        let check = check(&prepared(), &text(title, synopsis));
        assert_eq!(
            check.relevance.band,
            Band::On,
            "{title} {}",
            check.relevance.score
        );
    }
}

#[test]
fn a_work_on_another_subject_is_never_failed_by_relevance() {
    let check = check(
        &prepared(),
        &text(
            "Desert roads",
            &"A lorry driver tells of dust and heat on an endless road. ".repeat(4),
        ),
    );
    assert_eq!(
        (
            check.verdict,
            check.relevance.band,
            check.relevance.facet.as_deref()
        ),
        (Verdict::Review, Band::Off, None)
    );
}

#[test]
fn stuffing_is_called_out_and_does_not_help() {
    let stuffed =
        "river boat fisherman pier bridge ferry shore stream lake swimming fishing rowing";
    let check = check(&prepared(), &text("river boat", stuffed));
    assert!(codes(&check).contains(&"relevance.stuffing"));
    assert_eq!(check.relevance.band, Band::Unclear);
}

#[test]
fn a_repeated_word_counts_once() {
    let score = |synopsis: &str| check(&prepared(), &text("", synopsis)).relevance.score;
    assert!(score(&"boat ".repeat(60)) < score("boat"));
}

#[test]
fn words_beyond_the_first_500_characters_and_the_eighth_tag_do_not_count() {
    let found = |text: &Text| check(&prepared(), text).relevance.keywords;
    assert_eq!(
        found(&text("", &format!("{} river", "road ".repeat(100)))),
        [] as [&str; 0]
    );
    let mut tagged = text("", "road");
    tagged.tags = vec!["road".into(); 8];
    tagged.tags.push("river".into());
    assert_eq!(found(&tagged), [] as [&str; 0]);
    tagged.tags[7] = "river".into();
    assert_eq!(found(&tagged), ["river"]);
}

#[test]
fn adversaries_of_every_kind_get_an_answer() {
    for (title, synopsis, code) in [
        ("", "", "completeness.missing"),
        ("🎬", GOOD, "completeness.no_words"),
        ("\u{200b}\u{200b}", GOOD, "completeness.missing"),
        ("k a 3 и н о", GOOD, "prohibited.blocked"),
        ("КАЗ\u{200d}ИНО", GOOD, "prohibited.blocked"),
        ("网🎰上🎰赌🎰博", GOOD, "prohibited.blocked"),
        ("ｏｎｌｉｎｅ　ｃａｓｉｎｏ", GOOD, "prohibited.blocked"),
        (
            "River",
            "加微信：ａｂｃ１２３４５ 優惠",
            "spam.advert_and_contact",
        ),
        (
            "River",
            "Ріка тече і співає своєї пісні про нас",
            "language.not_accepted",
        ),
    ] {
        let check = check(&prepared(), &text(title, synopsis));
        assert!(
            codes(&check).contains(&code),
            "{title} {synopsis}: {:?}",
            codes(&check)
        );
    }
}

#[test]
fn the_declared_language_is_held_to_the_synopsis() {
    let declared = |lang, title: &str, synopsis: &str| {
        codes(&check(
            &prepared(),
            &Text {
                lang: Some(lang),
                ..text(title, synopsis)
            },
        ))
    };
    assert!(declared(Language::Ru, "River", GOOD).contains(&"language.declared_differs"));
    assert!(declared(Language::En, "Река", GOOD).contains(&"language.title_differs"));
    assert!(declared(Language::En, "River", GOOD).contains(&"language.ok"));
    assert!(
        declared(
            Language::Ru,
            "Река",
            "Мост через реку соединяет деревни old wooden bridges"
        )
        .contains(&"language.mixed")
    );
}

#[test]
fn every_code_is_listed_and_described() {
    let source = include_str!("mod.rs");
    for code in CODES {
        assert!(
            source.matches(&format!("`{code}`")).count() >= 1,
            "{code} has no line in the table"
        );
    }
    let files = [
        include_str!("completeness.rs"),
        include_str!("limits.rs"),
        include_str!("spoken.rs"),
        include_str!("prohibited.rs"),
        include_str!("spam.rs"),
        include_str!("duplicates.rs"),
        include_str!("relevance.rs"),
        include_str!("profile.rs"),
        include_str!("semantic.rs"),
        source,
    ];
    for code in CODES {
        assert!(
            files
                .iter()
                .any(|file| file.contains(&format!("\"{code}\""))),
            "{code} is never emitted"
        );
    }
}

/// Stands in for the encoder: a direction for water, one for all else.
struct Toy;

impl Encoder for Toy {
    fn id(&self) -> &str {
        "toy"
    }

    fn encode(&self, text: &str) -> Vec<f32> {
        let lower = text.to_lowercase();
        let wet = ["river", "water", "реке", "河"]
            .iter()
            .any(|word| lower.contains(word));
        if wet { vec![0.6, 0.8] } else { vec![0.8, -0.6] }
    }
}

#[test]
fn an_encoder_takes_over_relevance_and_the_digest() {
    let lexical = prepared();
    let semantic = Prepared::with_encoder(Profile::parse(PROFILE).unwrap(), Arc::new(Toy)).unwrap();
    assert_ne!(lexical.rules().sha256, semantic.rules().sha256);
    let check = check(&semantic, &text("The river", GOOD));
    assert_eq!(
        (check.relevance.mode, check.relevance.band),
        (Mode::Encoder, Band::On)
    );
    assert!(check.relevance.score > 0.21 && check.relevance.facets.len() == 2);
    assert!(
        semantic
            .warnings()
            .iter()
            .any(|warning| warning.code == "profile.facets_close")
    );
}

#[test]
fn duplicates_join_a_check_and_worsen_its_verdict() {
    let mut answer = check(&prepared(), &text("The ferryman's river", GOOD));
    let twin = Match {
        id: "0".into(),
        score: 0.7,
        kind: DuplicateKind::Text,
        same_creator: false,
        same_file: false,
    };
    answer.add(duplicate_findings(&[twin]));
    assert_eq!(answer.verdict, Verdict::Review);
    assert_eq!(answer.findings[5].code, "duplicates.similar");
}

#[test]
fn a_word_of_ten_thousand_characters_is_answered() {
    for letter in ["а", "a", "河", "1", "\u{301}", "🎬", "@", "a.", "к "] {
        let long = letter.repeat(10_000);
        let check = check(&prepared(), &text(&long, &long));
        assert!(
            check
                .findings
                .iter()
                .all(|finding| finding.evidence.len() <= Finding::SPANS),
            "{letter}"
        );
    }
}

fn any_field() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[а-яёА-Я a-zA-Z0-9.,!@/:+-]{0,80}",
        "[一-龥漢語河流渔船，。0-9a-z 🎬\u{200b}]{0,60}",
        "(река|boat|河流|казино|微信|www.a.ru| |\u{200b}|，){0,20}",
    ]
}

proptest! {
    #[test]
    fn any_entry_gets_an_answer_whose_evidence_is_in_its_words(title in any_field(), synopsis in any_field(), statement in any_field(), tag in any_field()) {
        let entry = Text { statement, tags: vec![tag], ..text(&title, &synopsis) };
        let check = check(&prepared(), &entry);
        prop_assert_eq!(check.verdict, verdict(&check.findings));
        prop_assert!((0.0..=1.0).contains(&check.relevance.score));
        for finding in &check.findings {
            prop_assert!(CODES.contains(&finding.code));
            for span in &finding.evidence {
                let field = match span.field {
                    Field::Title => &entry.title,
                    Field::Synopsis => &entry.synopsis,
                    Field::Statement => &entry.statement,
                    Field::Tag(n) => &entry.tags[n],
                };
                let chars: Vec<char> = field.chars().collect();
                prop_assert!(span.start < span.end && span.end <= chars.len());
                prop_assert_eq!(chars[span.start..span.end].iter().collect::<String>(), span.text.clone());
            }
        }
        let line = serde_json::to_string(&check).unwrap();
        prop_assert!(!line.contains('\n'));
    }

    #[test]
    fn the_order_of_words_does_not_change_the_lexical_score(words in prop::collection::vec("(river|boat|road|dust|ferry|heat|rowing)", 1..8), seed in 0usize..100) {
        let mut shuffled = words.clone();
        shuffled.rotate_left(seed % words.len());
        let score = |words: &[String]| check(&prepared(), &text("", &words.join(" "))).relevance.score;
        prop_assert!((score(&words) - score(&shuffled)).abs() < 1e-12);
    }

    #[test]
    fn case_width_and_invisible_characters_do_not_change_the_answer(words in prop::collection::vec("(river|boat|road|спорт|лодка|渔船|casino)", 1..8)) {
        let plain = words.join(" ");
        let wide: String = plain.chars().map(|c| if c.is_ascii_lowercase() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c }).collect();
        let hidden: String = plain.chars().flat_map(|c| [c, '\u{200b}']).collect();
        let answer = |synopsis: &str| {
            let check = check(&prepared(), &text("", synopsis));
            (check.relevance.keywords.clone(), check.relevance.band, codes(&check))
        };
        prop_assert_eq!(answer(&plain), answer(&wide));
        prop_assert_eq!(answer(&plain), answer(&hidden));
        let loud = check(&prepared(), &text("", &plain.to_uppercase())).relevance;
        prop_assert_eq!((loud.keywords, loud.band), (answer(&plain).0, answer(&plain).1));
    }
}
