//! Check 4: the word lists, built-in and the organiser's own, seen through disguises.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError};

use super::finding::{Finding, Kind, Level, Span};
use super::normalise::Normal;
use super::rules::{Pattern, Tier, Word as Rule};
use super::script::{Script, script};
use super::squeeze::squeezed;
use super::text::Reading;
use super::wordlists::PROHIBITED;
use super::words::{Stems, Word, bounded};

struct Entry {
    tier: Tier,
    text: String,
    whole: bool,
}

/// The word lists of a profile, ready to search.
pub(super) struct Prohibited {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
    /// Inflections: the stem of a word of the list, and its entry.
    stems: HashMap<String, Vec<usize>>,
}

impl Prohibited {
    pub fn new(stems: &Stems, rules: &[Rule]) -> Result<Self, BuildError> {
        let own = rules.iter().map(|rule| match &rule.pattern {
            Pattern::Text(text) => (rule.tier, text.as_str(), false),
            Pattern::Stem(text) => (rule.tier, text.as_str(), true),
        });
        let built_in = PROHIBITED
            .iter()
            .map(|listed| (listed.tier, listed.text, listed.stem));
        let mut entries: Vec<Entry> = Vec::new();
        let mut inflected: HashMap<String, Vec<usize>> = HashMap::new();
        for (tier, text, stem) in own.chain(built_in) {
            let text = Normal::of(text).text().to_owned();
            if text.is_empty() {
                continue;
            }
            if stem
                && let [word] = stems.words(&text).as_slice()
                && !word.han
            {
                inflected
                    .entry(word.stem.clone())
                    .or_default()
                    .push(entries.len());
            }
            entries.push(Entry {
                tier,
                text,
                whole: !stem,
            });
        }
        let automaton = AhoCorasick::new(entries.iter().map(|entry| entry.text.as_str()))?;
        Ok(Prohibited {
            automaton,
            entries,
            stems: inflected,
        })
    }

    /// Entries and bytes of a view, without those inside an allowed word.
    fn hits(&self, text: &str, words: &[Word]) -> Vec<(usize, Range<usize>)> {
        let mut hits: Vec<(usize, Range<usize>)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let number = hit.pattern().as_usize();
            if self
                .entries
                .get(number)
                .is_some_and(|entry| bounded(text, &hit.range(), entry.whole))
            {
                hits.push((number, hit.range()));
            }
        }
        for word in words.iter().filter(|word| !word.han) {
            for &number in self.stems.get(&word.stem).into_iter().flatten() {
                hits.push((number, word.range.clone()));
            }
        }
        let tier = |number: usize| self.entries.get(number).map(|entry| entry.tier);
        let allowed: Vec<Range<usize>> = hits
            .iter()
            .filter(|(number, _)| tier(*number) == Some(Tier::Allow))
            .map(|(_, range)| range.clone())
            .collect();
        hits.retain(|(number, range)| {
            tier(*number) != Some(Tier::Allow)
                && !allowed
                    .iter()
                    .any(|free| free.start <= range.start && range.end <= free.end)
        });
        hits
    }

    pub fn check(&self, stems: &Stems, reading: &Reading<'_>) -> Vec<Finding> {
        let mut block = Tally::default();
        let mut warn = Tally::default();
        for source in &reading.sources {
            let mut note = |view: &Normal, words: &[Word], disguised: bool| {
                for (number, range) in self.hits(view.text(), words) {
                    let Some(entry) = self.entries.get(number) else {
                        continue;
                    };
                    let tally = if entry.tier == Tier::Block {
                        &mut block
                    } else {
                        &mut warn
                    };
                    if let Some(span) = source.span_of(view, range) {
                        tally.add(&entry.text, span, disguised);
                    }
                }
            };
            note(&source.normal, &source.words, false);
            if let Some(view) = squeezed(&source.normal) {
                note(&view, &stems.words(view.text()), true);
            }
        }
        [
            (block, Level::Review, "prohibited.blocked"),
            (warn, Level::Warn, "prohibited.doubtful"),
        ]
        .into_iter()
        .filter_map(|(tally, level, code)| tally.finding(level, code))
        .collect()
    }
}

#[derive(Default)]
struct Tally {
    words: BTreeSet<String>,
    spans: Vec<Span>,
    disguised: bool,
}

impl Tally {
    fn add(&mut self, word: &str, span: Span, second_view: bool) {
        let known = self.spans.iter().any(|seen| {
            seen.field == span.field && seen.start <= span.start && span.end <= seen.end
        });
        if known {
            self.words.insert(word.to_owned());
            return;
        }
        let mixed = |text: &str| {
            text.chars().any(|c| script(c) == Script::Latin)
                && text.chars().any(|c| script(c) == Script::Cyrillic)
        };
        self.disguised |= second_view || mixed(&span.text);
        self.words.insert(word.to_owned());
        if self.spans.len() < Finding::SPANS {
            self.spans.push(span);
        }
    }

    fn finding(self, level: Level, code: &'static str) -> Option<Finding> {
        if self.words.is_empty() {
            return None;
        }
        let words: Vec<String> = self.words.into_iter().collect();
        Some(
            Finding::new(Kind::Prohibited, level, code)
                .with("words", words)
                .with("disguised", self.disguised)
                .seen_at(self.spans),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    fn found(rules: &[Rule], title: &str) -> Vec<Finding> {
        let stems = Stems::default();
        let text = Text {
            id: "1".into(),
            title: title.into(),
            ..Text::default()
        };
        Prohibited::new(&stems, rules)
            .unwrap()
            .check(&stems, &Reading::of(&text, &stems))
    }

    fn rule(tier: Tier, pattern: Pattern) -> Rule {
        Rule {
            tier,
            lang: None,
            pattern,
        }
    }

    #[test]
    fn a_blocked_word_is_seen_through_every_disguise() {
        for title in [
            "лучшее казино города",
            "КАЗИНО",
            "kaзинo",
            "к а з и н о",
            "ка\u{200b}зи\u{200d}но",
            "к🎰а🎰з🎰и🎰н🎰о",
            "ка-зи-но",
            "кааазинооо",
            "网上赌博",
            "赌 博",
            "賭博",
            "赌🎲博",
            "ｆｕｃｋ",
            "f.u.c.k",
            "fuuuck",
            "𝐟𝐮𝐜𝐤",
            "ка3ин0",
        ] {
            let findings = found(&[], title);
            assert_eq!(
                findings.first().map(|f| (f.code, f.level)),
                Some(("prohibited.blocked", Level::Review)),
                "{title}"
            );
            assert!(!findings[0].evidence.is_empty(), "{title}");
        }
    }

    #[test]
    fn harmless_words_that_contain_a_listed_one_are_free() {
        for title in [
            "妈妈的味道",
            "姑妈的故事",
            "我妈的菜园",
            "广播体操你会吗",
            "远离赌博",
            "Scunthorpe United",
            "героиня труда",
            "Подстрахуй друга",
            "ребята",
            "требуха",
            "Употребляйте витамины",
            "колебания маятника",
            "хлебали суп",
            "рассказ о мандарине",
            "cocktail of Sussex",
            "class assassin",
            "小学生体操你追我赶",
        ] {
            assert_eq!(found(&[], title), [], "{title}");
        }
    }

    #[test]
    fn an_organisers_words_add_to_the_list_and_free_from_it() {
        let rules = [
            rule(Tier::Block, Pattern::Stem("ставка".into())),
            rule(Tier::Warn, Pattern::Text("rival brand".into())),
        ];
        assert_eq!(
            found(&rules, "Высокими ставками")[0].code,
            "prohibited.blocked"
        );
        assert_eq!(found(&rules, "A rival-brand day"), []);
        assert_eq!(
            found(&rules, "A RIVAL  BRAND day")[0].code,
            "prohibited.doubtful"
        );
        assert_eq!(
            found(
                &[rule(Tier::Allow, Pattern::Text("casino royale".into()))],
                "Casino Royale"
            ),
            []
        );
    }

    #[test]
    fn the_evidence_is_the_creators_own_spelling() {
        let finding = found(&[], "Моё КA3ИНО тут").remove(0);
        assert_eq!(finding.evidence.len(), 1);
        assert_eq!(
            (
                finding.evidence[0].start,
                finding.evidence[0].end,
                finding.evidence[0].text.as_str()
            ),
            (4, 10, "КA3ИНО")
        );
        assert_eq!(finding.params["disguised"], true);
        assert_eq!(finding.params["words"], serde_json::json!(["казино"]));
    }
}
