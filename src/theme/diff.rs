//! What changes from one profile to another, as an organiser reads it. Defaults count as written out.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::check::{Facet, Pattern, Profile, Tier, Word};
use super::numbers;
use super::outcome::trilingual;
use crate::i18n::{Locale, Trilingual};

/// Everything in which two profiles differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    pub keywords: Vec<(Locale, Words)>,
    pub facets: Vec<FacetChange>,
    /// Listed words by the text key of their tier.
    pub words: Vec<(&'static str, Words)>,
    /// All the rest by its name in the file: `relevance.hi`, `theme.name.ru`.
    pub settings: Vec<Change>,
}

/// Words that came and words that went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

/// One value; None where it was not, or is not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    /// The text key of what people call it, if it is one of the numbers that have a field.
    pub fn label(&self) -> Option<&'static str> {
        let label = numbers::named(&self.name)?.label;
        (!label.is_empty()).then_some(label)
    }
}

/// A side of the theme that came, went or is described otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetChange {
    pub label: Trilingual,
    pub kind: FacetKind,
    pub changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKind {
    Added,
    Removed,
    Changed,
}

impl FacetKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "theme-facet-added",
            Self::Removed => "theme-facet-removed",
            Self::Changed => "theme-facet-changed",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Added => "good",
            Self::Removed => "bad",
            Self::Changed => "info",
        }
    }
}

/// The tiers of listed words and what they are called.
pub const TIERS: [(Tier, &str); 3] = [
    (Tier::Block, "theme-tier-block"),
    (Tier::Warn, "theme-tier-warn"),
    (Tier::Allow, "theme-tier-allow"),
];

/// A listed word as people read it: a stem ends in an ellipsis.
pub fn spelt(word: &Word) -> String {
    match &word.pattern {
        Pattern::Text(text) => text.clone(),
        Pattern::Stem(stem) => format!("{stem}…"),
    }
}

impl Words {
    fn between(before: &[String], after: &[String]) -> Self {
        let less = |from: &[String], what: &[String]| -> Vec<String> {
            let gone = from.iter().filter(|word| !what.contains(word));
            gone.cloned().collect()
        };
        Self {
            added: less(after, before),
            removed: less(before, after),
        }
    }

    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl Diff {
    pub fn between(before: &Profile, after: &Profile) -> Self {
        let languages = [
            (Locale::Zh, &before.keywords.zh, &after.keywords.zh),
            (Locale::Ru, &before.keywords.ru, &after.keywords.ru),
            (Locale::En, &before.keywords.en, &after.keywords.en),
        ];
        let listed = |profile: &Profile, tier: Tier| -> Vec<String> {
            let words = profile.words.iter().filter(|word| word.tier == tier);
            words.map(spelt).collect()
        };
        Self {
            keywords: languages
                .into_iter()
                .map(|(locale, before, after)| (locale, Words::between(before, after)))
                .filter(|(_, words)| !words.is_empty())
                .collect(),
            facets: facets(&before.facets, &after.facets),
            words: TIERS
                .into_iter()
                .map(|(tier, key)| {
                    let words = Words::between(&listed(before, tier), &listed(after, tier));
                    (key, words)
                })
                .filter(|(_, words)| !words.is_empty())
                .collect(),
            settings: changes(&settings(before), &settings(after)),
        }
    }

    /// Whether both say the same, but for the order in which they say it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they differ in when two entries are called the same work.
    pub fn changes_duplicates(&self) -> bool {
        let mut names = self.settings.iter().map(|change| change.name.as_str());
        names.any(|name| name.starts_with("duplicates."))
    }
}

fn facets(before: &[Facet], after: &[Facet]) -> Vec<FacetChange> {
    let of = |facets: &[Facet], id: &str| facets.iter().find(|facet| facet.id == id).cloned();
    let ids = before.iter().chain(after).map(|facet| facet.id.as_str());
    let mut seen: Vec<&str> = Vec::new();
    let mut changed = Vec::new();
    for id in ids {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let (old, new) = (of(before, id), of(after, id));
        let kind = match (&old, &new) {
            (None, _) => FacetKind::Added,
            (_, None) => FacetKind::Removed,
            _ => FacetKind::Changed,
        };
        let values = |facet: &Option<Facet>| facet.as_ref().map(flat).unwrap_or_default();
        let changes = changes(&values(&old), &values(&new));
        let same = kind == FacetKind::Changed && changes.is_empty();
        let Some(facet) = new.or(old).filter(|_| !same) else {
            continue;
        };
        changed.push(FacetChange {
            label: trilingual(&facet.label, &facet.id),
            kind,
            changes,
        });
    }
    changed
}

type Values = BTreeMap<String, String>;

/// What has no list of its own on the page.
fn settings(profile: &Profile) -> Values {
    let apart = ["keywords.", "facet.", "word."];
    let mut values = flat(profile);
    values.retain(|name, _| {
        name != "theme.version" && !apart.iter().any(|start| name.starts_with(start))
    });
    values
}

/// Every value by its name in the file; what is not set is left out.
fn flat(of: &impl Serialize) -> Values {
    let mut values = Values::new();
    if let Ok(value) = serde_json::to_value(of) {
        walk("", &value, &mut values);
    }
    values
}

fn walk(name: &str, value: &Value, into: &mut Values) {
    let text = match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                let name = match name {
                    "" => part.clone(),
                    _ => format!("{name}.{part}"),
                };
                walk(&name, value, into);
            }
            return;
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (at, item) in items.iter().enumerate() {
                walk(&format!("{name}.{at}"), item, into);
            }
            return;
        }
        Value::Array(items) => items.iter().map(leaf).collect::<Vec<_>>().join(", "),
        other => leaf(other),
    };
    if !text.is_empty() {
        into.insert(name.to_owned(), text);
    }
}

fn leaf(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn changes(before: &Values, after: &Values) -> Vec<Change> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .filter(|name| *name != "id")
        .map(|name| Change {
            name: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "[theme]\nid = \"a\"\nversion = 1\n[keywords]\nen = [\"river\", \"boat\"]\n\
        [[facet]]\nid = \"x\"\n[facet.text]\nen = \"Boats.\"\n[[facet]]\nid = \"y\"\n\
        [[word]]\ntier = \"block\"\ntext = \"casino\"\n[limits]\ntitle_max = 40\n";

    fn diff(before: &str, after: &str) -> Diff {
        Diff::between(
            &Profile::parse(before).unwrap(),
            &Profile::parse(after).unwrap(),
        )
    }

    #[test]
    fn the_same_rules_differ_in_nothing_whatever_their_version() {
        let later = BEFORE.replace("version = 1", "version = 9");
        let spelt = format!("{later}[relevance]\n");
        assert!(diff(BEFORE, &spelt).is_empty());
    }

    #[test]
    fn words_come_and_go_by_language_and_by_tier() {
        let after = BEFORE
            .replace("\"boat\"", "\"ship\"")
            .replace("text = \"casino\"", "stem = \"roulett\"");
        let diff = diff(BEFORE, &after);
        let (locale, words) = &diff.keywords[0];
        assert_eq!(*locale, Locale::En);
        assert_eq!(
            (&words.added[..], &words.removed[..]),
            (&["ship".to_owned()][..], &["boat".to_owned()][..])
        );
        let (tier, words) = &diff.words[0];
        assert_eq!(
            (*tier, words.added[0].as_str()),
            ("theme-tier-block", "roulett…")
        );
        assert!(diff.settings.is_empty() && diff.facets.is_empty());
    }

    #[test]
    fn sides_of_the_theme_are_matched_by_their_names() {
        let after = BEFORE
            .replace("Boats.", "Boats and rafts.")
            .replace("id = \"y\"", "id = \"z\"\n[facet.text]\nen = \"Shores.\"");
        let kinds: Vec<_> = diff(BEFORE, &after)
            .facets
            .into_iter()
            .map(|facet| (facet.kind, facet.changes.len()))
            .collect();
        assert_eq!(
            kinds,
            [
                (FacetKind::Changed, 1),
                (FacetKind::Removed, 0),
                (FacetKind::Added, 1)
            ]
        );
    }

    #[test]
    fn thresholds_and_limits_are_named_as_in_the_file() {
        let after = format!(
            "{}synopsis_min = 9\n[duplicates]\nthreshold = 0.7\n",
            BEFORE.replace("title_max = 40", "")
        );
        let diff = diff(BEFORE, &after);
        let seen: Vec<_> = diff
            .settings
            .iter()
            .map(|c| (c.name.as_str(), c.before.as_deref(), c.after.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                ("duplicates.threshold", Some("0.6"), Some("0.7")),
                ("limits.synopsis_min", None, Some("9")),
                ("limits.title_max", Some("40"), None),
            ]
        );
        let labels: Vec<_> = diff.settings.iter().map(Change::label).collect();
        assert_eq!(labels, [Some("theme-number-copy"), None, None]);
        assert!(diff.changes_duplicates());
    }
}
