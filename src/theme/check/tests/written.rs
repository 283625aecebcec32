//! Promises about a profile that is written as a file.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

const LANGUAGES: [Language; 4] = [Language::Zh, Language::Ru, Language::En, Language::Other];

/// Words as anybody may have put them into a file.
fn phrase() -> BoxedStrategy<String> {
    prop_oneof![
        "[a-zа-яё热力生活 ]{1,12}[a-z]",
        "[\\PC\\n\\t\"\\\\\u{7f}\u{85}\u{202e}\u{1f600}]{0,6}x",
    ]
    .boxed()
}

fn some_sentences(phrase: &BoxedStrategy<String>) -> impl Strategy<Value = Sentences> + use<> {
    let part = || option::of(phrase.clone());
    (part(), part(), part()).prop_map(|(zh, ru, en)| Sentences { zh, ru, en })
}

fn some_keywords(phrase: &BoxedStrategy<String>) -> impl Strategy<Value = Keywords> + use<> {
    let part = || vec(phrase.clone(), 0..4);
    (part(), part(), part()).prop_map(|(zh, ru, en)| Keywords { zh, ru, en })
}

fn some_words(phrase: &BoxedStrategy<String>) -> impl Strategy<Value = Vec<Word>> + use<> {
    let tier = select(vec![Tier::Block, Tier::Warn, Tier::Allow]);
    let lang = option::of(select(LANGUAGES.to_vec()));
    let word = (tier, lang, phrase.clone(), any::<bool>()).prop_map(|(tier, lang, text, stem)| {
        let pattern = if stem {
            Pattern::Stem(text)
        } else {
            Pattern::Text(text)
        };
        Word {
            tier,
            lang,
            pattern,
        }
    });
    vec(word, 0..4)
}

fn some_relevance() -> impl Strategy<Value = RelevanceRules> {
    let bands = || (-1.0..1.0_f64, 0.0..1.0_f64);
    let usual = RelevanceRules::default();
    prop_oneof![
        Just(usual),
        (
            bands(),
            bands(),
            0.0..1e9_f64,
            0.0..1e-7_f64,
            1..99_usize,
            1..99_usize
        )
            .prop_map(
                |(bands, words, keyword_weight, keyword_cap, top_sentences, top_keywords)| {
                    RelevanceRules {
                        lo: bands.0,
                        hi: bands.0 + bands.1,
                        keyword_weight,
                        keyword_cap,
                        top_sentences,
                        top_keywords,
                        lexical_lo: words.0,
                        lexical_hi: words.0 + words.1,
                    }
                }
            ),
    ]
}

fn some_limits() -> impl Strategy<Value = Limits> {
    let fields = vec![
        Required::Title,
        Required::Synopsis,
        Required::Statement,
        Required::Tags,
    ];
    let lists = (
        subsequence(fields, 0..=4),
        subsequence(LANGUAGES.to_vec(), 0..=4),
        subsequence(LANGUAGES.to_vec(), 0..=4),
    );
    let video = (
        option::of(0.0..1e4_f64),
        option::of(0.0..1e4_f64),
        option::of(0..(1_u64 << 50)),
        option::of(any::<u32>()),
        option::of(any::<u32>()),
    );
    let lengths = (
        vec(option::of(0..9999_usize), 5),
        0..99_usize,
        0..99_usize,
        option::of(any::<u32>()),
    );
    let rest = (
        option::of(0..9999_u16),
        select(vec![AiUse::None, AiUse::Assisted, AiUse::Generated]),
        0.0..=1.0_f64,
    );
    (lists, video, lengths, rest).prop_map(|(lists, video, lengths, rest)| {
        let first = chrono::NaiveDate::from_ymd_opt(2001, 1, 1);
        Limits {
            required: lists.0,
            languages: lists.1,
            subtitles: lists.2,
            subtitles_one_of: Vec::new(),
            duration_min_s: video.0,
            duration_max_s: video.1,
            size_max_bytes: video.2,
            long_side_min: video.3,
            short_side_min: video.4,
            title_max: lengths.0[0],
            synopsis_min: lengths.0[1],
            synopsis_max: lengths.0[2],
            statement_max: lengths.0[3],
            tags_max: lengths.0[4],
            synopsis_short_zh: lengths.1,
            synopsis_short: lengths.2,
            entries_max: lengths.3,
            made_since: rest
                .0
                .and_then(|days| first?.checked_add_days(chrono::Days::new(days.into()))),
            ai: rest.1,
            tolerance: rest.2,
        }
    })
}

/// Profiles of all kinds whose words are such phrases.
pub(crate) fn profiles(phrase: BoxedStrategy<String>) -> impl Strategy<Value = Profile> {
    let sentences = || some_sentences(&phrase);
    let facets = vec((sentences(), sentences()), 0..4);
    let terms = some_keywords(&phrase);
    let spam = (1..9_usize, terms, vec(phrase.clone(), 0..3));
    let theme = (phrase.clone(), 1..5_u32, sentences());
    let copies = (0.0..=1.0_f64, 0.0..=1.0_f64);
    let rules = (some_relevance(), some_limits(), some_words(&phrase));
    (theme, some_keywords(&phrase), facets, rules, spam, copies).prop_map(
        |(theme, keywords, facets, rules, spam, copies)| Profile {
            theme: Theme {
                id: theme.0,
                version: theme.1,
                name: theme.2,
            },
            keywords,
            facets: facets
                .into_iter()
                .enumerate()
                .map(|(at, (label, text))| Facet {
                    id: format!("side \"{at}\""),
                    label,
                    text,
                })
                .collect(),
            relevance: rules.0,
            limits: rules.1,
            words: rules.2,
            spam: Spam {
                adverts: spam.0,
                terms: spam.1,
                not_terms: spam.2,
            },
            duplicates: Duplicates {
                threshold: copies.0,
                translation: copies.1,
            },
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same_profile(profile in profiles(phrase())) {
        let toml = profile.to_toml();
        let read = Profile::parse(&toml);
        prop_assert_eq!(read.as_ref(), Ok(&profile), "{}", toml);
    }
}

#[test]
fn what_has_its_default_is_not_written() {
    let profile = Profile::parse("[theme]\nid = \"a\"\n[relevance]\nhi = 0.21\n").unwrap();
    assert_eq!(profile.to_toml(), "[theme]\nid = \"a\"\n");
}

#[test]
fn a_profile_is_written_as_an_organiser_would_write_it() {
    let toml = "[theme]\nid = \"rivers\"\nversion = 2\n\n[theme.name]\nru = \"Река\"\n\n\
        [keywords]\nen = [\"river\", \"boat\"]\n\n[[facet]]\nid = \"work\"\n\n\
        [facet.text]\nen = \"Ferrymen.\"\n\n[relevance]\nhi = 0.3\n\n[limits]\ntags_max = 5\n\n\
        [[word]]\ntier = \"block\"\nlang = \"ru\"\nstem = \"казино\"\n\n\
        [spam]\nadverts = 3\n\n[spam.terms]\nen = [\"sale\"]\n\n[duplicates]\nthreshold = 0.7\n";
    assert_eq!(Profile::parse(toml).unwrap().to_toml(), toml);
}
