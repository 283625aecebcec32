//! Tricks that creators try, and words that only look like one. The cases are in `words.txt`, beside this file.

use std::collections::BTreeMap;

use super::super::*;
use super::{GOOD, codes, prepared, text};

const WORDS: &str = include_str!("words.txt");

/// What tells that a word list or the contact scan found something.
const FOUND: &[&str] = &[
    "prohibited.blocked",
    "prohibited.doubtful",
    "spam.contact",
    "spam.advert_and_contact",
];

fn cases() -> impl Iterator<Item = [&'static str; 4]> {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.try_into().unwrap()
    })
}

#[test]
fn listed_words_and_contacts_are_found_and_their_neighbours_are_not() {
    let prepared = prepared();
    let mut wrong = Vec::new();
    for [language, sign, subject, words] in cases() {
        let said = codes(&check(&prepared, &text(words, "")));
        let expected: &[&str] = if subject == "contact" {
            &FOUND[2..]
        } else {
            &FOUND[..2]
        };
        let right = match sign {
            "+" => said.iter().any(|code| expected.contains(code)),
            _ => !said.iter().any(|code| FOUND.contains(code)),
        };
        if !right {
            wrong.push(format!("{language} {sign} {words}: {said:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_language_has_forty_hits_and_forty_near_misses() {
    let mut counts: BTreeMap<[&str; 2], usize> = BTreeMap::new();
    for [language, sign, ..] in cases() {
        *counts.entry([language, sign]).or_default() += 1;
    }
    assert_eq!(counts.len(), 6);
    assert!(counts.values().all(|count| *count >= 40), "{counts:?}");
}

/// The same words in disguise are the same to the check: they neither hide a listed word nor make one.
#[test]
fn a_disguise_neither_helps_nor_harms() {
    let hidden = |words: &str| -> String { words.chars().flat_map(|c| [c, '\u{200b}']).collect() };
    let wide = |words: &str| -> String {
        let widen = |c: char| match c {
            'a'..='z' | 'A'..='Z' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => c,
        };
        words.chars().map(widen).collect()
    };
    let prepared = prepared();
    for words in [
        "Best online casino",
        "Лучшее казино города",
        "网上赌博害了他",
        "Scunthorpe United",
        "妈妈的味道",
    ] {
        let plain = codes(&check(&prepared, &text(words, GOOD)));
        for disguised in [hidden(words), wide(words)] {
            let said = codes(&check(&prepared, &text(&disguised, GOOD)));
            let listed = |codes: &[&str]| codes.contains(&"prohibited.ok");
            assert_eq!(listed(&said), listed(&plain), "{disguised}");
        }
    }
    for disguised in [
        "網上賭博害了他",
        "網🎰上🎰賭🎰博",
        "Лучшee кaзинo",
        "к_а_з_и_н_о",
        "Best online cаsinо",
    ] {
        let said = codes(&check(&prepared, &text(disguised, GOOD)));
        assert!(!said.contains(&"prohibited.ok"), "{disguised}");
    }
}

#[test]
fn a_pasted_signature_is_asked_away_and_does_not_count_as_the_theme() {
    let signature = "Rain on the roof.\n--\nAnna Petrova\nCamera assistant\ntel. +7 912 000-00-00\nanna@example.com\nwww.example.com\nSent from my phone";
    let check = check(&prepared(), &text("Rain", signature));
    assert!(codes(&check).contains(&"spam.contact"));
    assert_ne!(check.relevance.band, Band::On);
}

#[test]
fn mixed_scripts_are_answered_in_the_language_of_most_words() {
    let said = |title: &str, synopsis: &str| {
        let check = check(&prepared(), &text(title, synopsis));
        (check.language.synopsis, check.verdict)
    };
    let russian = "Мы с моим дедом ловим рыбу на реке Амур и слушаем радио Lo-Fi, 河边很安静.";
    assert_eq!(said("Река и 河", russian).0, Language::Ru);
    assert_eq!(
        said(
            "我爱 river",
            "我们在黑龙江边划船，唱 Катюша，很 happy 的一天"
        )
        .0,
        Language::Zh
    );
    assert_eq!(said("αβγ", "λόγος καὶ ποταμός").1, Verdict::Review);
}

#[test]
fn nothing_and_nearly_nothing_is_answered() {
    for (title, synopsis, verdict) in [
        ("", "", Verdict::Fail),
        ("🎬", "", Verdict::Fail),
        ("🎬", "🎬", Verdict::Review),
        ("\u{200b}", "\u{feff}", Verdict::Fail),
        ("\u{3000}", " \n\t", Verdict::Fail),
        ("…", "!!!", Verdict::Review),
    ] {
        let check = check(&prepared(), &text(title, synopsis));
        assert_eq!(check.verdict, verdict, "{title:?} {synopsis:?}");
        assert_ne!(check.relevance.band, Band::On);
    }
}

#[test]
fn stuffing_of_any_kind_is_never_on_the_theme() {
    let list = "river boat fisherman pier bridge ferry shore stream lake swimming fishing rowing";
    let zh = "河流 渔船 渡口 渔民 水乡 码头 龙舟 江水 桥梁 湖泊 游泳 垂钓";
    let ru = "река лодка рыбак причал мост паром берег течение озеро плыть рыбалка гребля";
    for stuffed in [
        list,
        zh,
        ru,
        &list.replace(' ', ", "),
        &list.to_uppercase(),
        &format!("{list} {list} {list}"),
    ] {
        let check = check(&prepared(), &text("Watch this", stuffed));
        assert_ne!(check.relevance.band, Band::On, "{stuffed}");
        assert!(codes(&check).contains(&"relevance.stuffing"), "{stuffed}");
    }
}

/// With the encoder in the program: none of the tricks passes as a work on the theme, and each is answered in time.
#[cfg(feature = "encoder")]
#[test]
fn the_encoder_is_not_taken_in_and_not_held_up() {
    use super::super::super::encoder;
    use std::time::{Duration, Instant};

    let profile = prepared().profile().clone();
    let prepared = Prepared::with_encoder(profile, encoder::shared().unwrap()).unwrap();
    let on = |title: &str, synopsis: &str| {
        let started = Instant::now();
        let check = check(&prepared, &text(title, synopsis));
        assert!(started.elapsed() < Duration::from_secs(5), "{title}");
        assert_eq!(check.relevance.mode, Mode::Encoder);
        check.relevance.band == Band::On
    };
    assert!(on("The ferryman's river", GOOD));
    assert!(on(
        "Паромщик",
        "Каждое утро старый рыбак перевозит детей через реку на своей лодке, и они машут ему с другого берега."
    ));
    assert!(on(
        "摆渡人",
        "每天清晨，老渔民划着小船把孩子们送过江去上学，孩子们在对岸的渡口向他挥手。"
    ));
    let list = "river boat fisherman pier bridge ferry shore stream lake swimming fishing rowing";
    let word = "река".repeat(2_500);
    let letters = "𝓇".repeat(10_000);
    for (title, synopsis) in [
        ("Watch this", list),
        ("", ""),
        ("🎬", "🎬"),
        ("\u{200b}", "\u{200d}\u{200d}"),
        (
            "Desert roads",
            "A lorry driver tells of dust and heat on an endless road.",
        ),
        ("手机评测", "新手机的相机、电池和价格对比，看完再买不后悔。"),
        (
            "Обзор телефона",
            "Камера, батарея и цена новой модели: стоит ли покупать.",
        ),
        (&letters, &letters),
        (&word, "Обзор телефона"),
    ] {
        let end = synopsis.chars().take(40).collect::<String>();
        assert!(
            !on(title, synopsis),
            "{} {end}",
            title.chars().take(40).collect::<String>()
        );
    }
}
