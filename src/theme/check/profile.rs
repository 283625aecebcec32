//! A theme profile: the rules that an organiser writes and publishes, as TOML, with the defaults of the theme check.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::normalise::NORMALISER;
use super::phrases::{Keywords, Sentences};
use super::rules::{Duplicates, Limits, Pattern, Relevance, Spam, Word};
use super::wordlists;

/// The organiser's rules for one theme. Unknown keys are errors; what is absent has its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What the theme is called.
    pub theme: Theme,
    /// Single words (or short phrases) of the theme.
    #[serde(default)]
    pub keywords: Keywords,
    /// Sides of the theme, a sentence or two each.
    #[serde(default, rename = "facet")]
    pub facets: Vec<Facet>,
    /// Weights and thresholds of relevance.
    #[serde(default)]
    pub relevance: Relevance,
    /// Numbers and declarations that the rules of the contest fix.
    #[serde(default)]
    pub limits: Limits,
    /// The organiser's own prohibited, doubtful and allowed words, beside the built-in ones.
    #[serde(default, rename = "word")]
    pub words: Vec<Word>,
    /// Contact data and advertising.
    #[serde(default)]
    pub spam: Spam,
    /// When two entries are called the same work.
    #[serde(default)]
    pub duplicates: Duplicates,
}

/// The theme's identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// A short name in Latin letters, unique among the profiles of a site.
    pub id: String,
    /// Counted up with each published change, from 1.
    #[serde(default = "one")]
    pub version: u32,
    /// The theme as it is announced.
    #[serde(default)]
    pub name: Sentences,
}

/// One side of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facet {
    /// A short name, unique in the profile.
    pub id: String,
    /// What creators see it called.
    #[serde(default)]
    pub label: Sentences,
    /// What it is about; any subset of languages serves all three.
    #[serde(default)]
    pub text: Sentences,
}

fn one() -> u32 {
    1
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Line of the file from 1; 0 when the whole profile is meant.
    pub line: usize,
    /// Column in characters from 1; 0 when the whole profile is meant.
    pub column: usize,
    /// What is wrong, naming the key.
    pub message: String,
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ProfileError {}

/// Something that an organiser should know about a profile that can be used: a code and what its text is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// `profile.facet_without_text`, `profile.no_facets`, `profile.few_keywords`, `profile.facets_close`.
    pub code: &'static str,
    /// The facets or the language meant.
    pub subjects: Vec<String>,
}

impl Profile {
    /// Keywords that one language needs if it has any.
    pub const KEYWORDS: usize = 12;

    /// Reads a profile from TOML.
    ///
    /// # Errors
    /// Bad TOML, an unknown key, a wrong type, or values that contradict each other, with line and column.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        let toml = toml.strip_prefix('\u{feff}').unwrap_or(toml);
        let profile: Profile = toml::from_str(toml).map_err(|error| {
            let before = error
                .span()
                .and_then(|span| toml.get(..span.start))
                .unwrap_or_default();
            let last = before.rsplit('\n').next().unwrap_or_default();
            ProfileError {
                line: before.matches('\n').count() + 1,
                column: last.chars().count() + 1,
                message: error.message().to_owned(),
            }
        })?;
        profile.consistent().map_err(|message| ProfileError {
            line: 0,
            column: 0,
            message,
        })?;
        Ok(profile)
    }

    fn consistent(&self) -> Result<(), String> {
        if self.theme.id.trim().is_empty() {
            return Err("theme.id is empty".to_owned());
        }
        let mut ids = BTreeSet::new();
        for facet in &self.facets {
            if facet.id.trim().is_empty() {
                return Err("a facet has an empty id".to_owned());
            }
            if !ids.insert(facet.id.as_str()) {
                return Err(format!("the facet id `{}` is used twice", facet.id));
            }
        }
        let relevance = &self.relevance;
        for (name, lo, hi) in [
            ("relevance.lo", relevance.lo, relevance.hi),
            (
                "relevance.lexical_lo",
                relevance.lexical_lo,
                relevance.lexical_hi,
            ),
        ] {
            if !(lo.is_finite() && hi.is_finite() && lo <= hi) {
                return Err(format!("{name} must not be above its hi"));
            }
        }
        for (name, value) in [
            ("limits.tolerance", self.limits.tolerance),
            ("duplicates.threshold", self.duplicates.threshold),
            ("duplicates.translation", self.duplicates.translation),
        ] {
            if !(0.0..=1.0).contains(&value) {
                return Err(format!("{name} must be between 0 and 1"));
            }
        }
        for (name, value) in [
            ("relevance.keyword_weight", relevance.keyword_weight),
            ("relevance.keyword_cap", relevance.keyword_cap),
        ] {
            if !(value.is_finite() && value >= 0.0) {
                return Err(format!("{name} must be zero or more"));
            }
        }
        if relevance.top_sentences == 0 || relevance.top_keywords == 0 {
            return Err(
                "relevance.top_sentences and relevance.top_keywords must be at least 1".to_owned(),
            );
        }
        if self.words.iter().any(|word| matches!(&word.pattern, Pattern::Text(text) | Pattern::Stem(text) if text.trim().is_empty())) {
            return Err("a word is empty".to_owned());
        }
        Ok(())
    }

    /// Whether it says nothing about a theme, so that relevance has nothing to compare with.
    pub fn is_silent(&self) -> bool {
        self.facets.is_empty() && self.keywords.all().next().is_none()
    }

    /// What an organiser should mend: facets without text, no facets, too few keywords.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for facet in self
            .facets
            .iter()
            .filter(|facet| facet.text.all().next().is_none())
        {
            warnings.push(Warning {
                code: "profile.facet_without_text",
                subjects: vec![facet.id.clone()],
            });
        }
        if self.facets.is_empty() {
            warnings.push(Warning {
                code: "profile.no_facets",
                subjects: Vec::new(),
            });
        }
        let few = |words: &[String]| words.len() < Self::KEYWORDS;
        let all = [
            ("zh", &self.keywords.zh),
            ("ru", &self.keywords.ru),
            ("en", &self.keywords.en),
        ];
        let none = all.iter().all(|(_, words)| words.is_empty());
        for (language, words) in all {
            if few(words) && (none || !words.is_empty()) {
                warnings.push(Warning {
                    code: "profile.few_keywords",
                    subjects: vec![language.to_owned()],
                });
            }
        }
        warnings
    }

    /// SHA-256, hexadecimal, of everything that decides a check: these rules (without id and version), the built-in
    /// word lists, the normaliser and, if one is used, the encoder.
    pub fn sha256(&self, encoder: Option<&str>) -> String {
        let rules = (
            &self.theme.name,
            &self.keywords,
            &self.facets,
            &self.relevance,
            &self.limits,
            &self.words,
            &self.spam,
            &self.duplicates,
        );
        let canonical = serde_json::to_vec(&(rules, NORMALISER, wordlists::digest(), encoder))
            .unwrap_or_default();
        hex::encode(Sha256::digest(canonical))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "[theme]\nid = \"rivers\"\nversion = 3\n[keywords]\nen = [\"river\"]\n[[facet]]\nid = \"boats\"\n";

    #[test]
    fn what_is_absent_has_its_default() {
        let profile = Profile::parse("[theme]\nid = \"rivers\"\n").unwrap();
        assert_eq!(
            (
                profile.theme.version,
                profile.relevance,
                profile.limits.clone()
            ),
            (1, Relevance::default(), Limits::default())
        );
        assert_eq!(
            (
                profile.relevance.hi,
                profile.relevance.lo,
                profile.duplicates.threshold
            ),
            (0.21, 0.13, 0.60)
        );
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        for (toml, key, line) in [
            ("[theme]\nid = \"a\"\ncolour = 1\n", "colour", 3),
            (
                "[theme]\nid = \"a\"\n[relevance]\n\nhigh = 1.0\n",
                "high",
                5,
            ),
            (
                "[theme]\nid = \"a\"\n[[facet]]\nid = \"b\"\n[facet.text]\nfr = \"x\"\n",
                "fr",
                6,
            ),
            (
                "[theme]\nid = \"a\"\n[[word]]\ntier = \"block\"\ntext = \"x\"\nlevel = 2\n",
                "level",
                3,
            ),
        ] {
            let error = Profile::parse(toml).unwrap_err();
            assert!(error.message.contains(key), "{error}");
            assert!(error.line >= line && error.line <= line + 3, "{error}");
        }
    }

    #[test]
    fn contradictions_are_refused() {
        for rules in [
            "[relevance]\nhi = 0.1\nlo = 0.2\n",
            "[[facet]]\nid = \"a\"\n[[facet]]\nid = \"a\"\n",
            "[[word]]\ntier = \"warn\"\n",
            "[[word]]\ntier = \"warn\"\ntext = \"a\"\nstem = \"b\"\n",
            "[limits]\ntolerance = 7.0\n",
        ] {
            assert!(
                Profile::parse(&format!("[theme]\nid = \"a\"\n{rules}")).is_err(),
                "{rules}"
            );
        }
    }

    #[test]
    fn the_digest_follows_the_rules_and_not_the_version() {
        let profile = Profile::parse(SMALL).unwrap();
        let later = Profile::parse(&SMALL.replace("version = 3", "version = 4")).unwrap();
        let other = Profile::parse(&SMALL.replace("\"river\"", "\"rivers\"")).unwrap();
        assert_eq!(profile.sha256(None), later.sha256(None));
        assert_ne!(profile.sha256(None), other.sha256(None));
        assert_ne!(profile.sha256(None), profile.sha256(Some("model")));
        assert_eq!(profile.sha256(None).len(), 64);
    }

    #[test]
    fn defaults_written_out_are_the_same_rules() {
        let spelt = format!("{SMALL}[relevance]\nhi = 0.21\n[limits]\nsynopsis_short = 120\n");
        assert_eq!(
            Profile::parse(&spelt).unwrap().sha256(None),
            Profile::parse(SMALL).unwrap().sha256(None)
        );
    }

    #[test]
    fn an_organiser_hears_of_empty_facets_and_thin_keywords() {
        let codes: Vec<_> = Profile::parse(SMALL)
            .unwrap()
            .warnings()
            .into_iter()
            .map(|warning| warning.code)
            .collect();
        assert_eq!(
            codes,
            ["profile.facet_without_text", "profile.few_keywords"]
        );
    }
}
