//! A theme profile: the rules that an organiser writes and publishes, as TOML, with the defaults of the theme check.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault::{Fault, ProfileError};
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

    /// A profile of which only the theme's id is known.
    pub fn silent(id: &str) -> Self {
        Self {
            theme: Theme {
                id: id.to_owned(),
                version: one(),
                name: Sentences::default(),
            },
            keywords: Keywords::default(),
            facets: Vec::new(),
            relevance: Relevance::default(),
            limits: Limits::default(),
            words: Vec::new(),
            spam: Spam::default(),
            duplicates: Duplicates::default(),
        }
    }

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
                fault: Fault::read(error.message()),
            }
        })?;
        match profile.faults().into_iter().next() {
            Some(fault) => Err(ProfileError::of(fault)),
            None => Ok(profile),
        }
    }

    /// Everything in which it contradicts itself: each is enough for it not to be used.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.theme.id.trim().is_empty() {
            faults.push(Fault::NoId);
        }
        let mut ids = BTreeSet::new();
        for facet in &self.facets {
            if facet.id.trim().is_empty() {
                faults.push(Fault::FacetWithoutId);
            } else if !ids.insert(facet.id.as_str()) {
                faults.push(Fault::FacetTwice(facet.id.clone()));
            }
        }
        let blank = |word: &Word| match &word.pattern {
            Pattern::Text(text) | Pattern::Stem(text) => text.trim().is_empty(),
        };
        if self.words.iter().any(blank) {
            faults.push(Fault::EmptyWord);
        }
        faults.extend(self.relevance.faults());
        let shares = [
            ("limits.tolerance", self.limits.tolerance),
            ("duplicates.threshold", self.duplicates.threshold),
            ("duplicates.translation", self.duplicates.translation),
        ];
        let outside = shares
            .into_iter()
            .filter(|(_, value)| !(0.0..=1.0).contains(value));
        faults.extend(outside.map(|(name, _)| Fault::Number {
            name,
            least: 0.0,
            most: Some(1.0),
        }));
        faults
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
            assert_eq!(error.fault, Fault::UnknownKey(key.to_owned()), "{error}");
            assert!(error.line >= line && error.line <= line + 3, "{error}");
        }
    }

    #[test]
    fn contradictions_are_refused_by_their_names() {
        let number = |name, least, most| Fault::Number { name, least, most };
        for (rules, fault) in [
            (
                "[relevance]\nhi = 0.1\nlo = 0.2\n",
                Fault::Crossed {
                    lo: "relevance.lo",
                    hi: "relevance.hi",
                },
            ),
            (
                "[[facet]]\nid = \"a\"\n[[facet]]\nid = \"a\"\n",
                Fault::FacetTwice("a".to_owned()),
            ),
            ("[[facet]]\nid = \" \"\n", Fault::FacetWithoutId),
            ("[[word]]\ntier = \"warn\"\n", Fault::TextOrStem),
            (
                "[[word]]\ntier = \"warn\"\ntext = \"a\"\nstem = \"b\"\n",
                Fault::TextOrStem,
            ),
            (
                "[[word]]\ntier = \"warn\"\ntext = \" \"\n",
                Fault::EmptyWord,
            ),
            (
                "[[word]]\ntext = \"a\"\n",
                Fault::MissingKey("tier".to_owned()),
            ),
            (
                "[limits]\ntolerance = 7.0\n",
                number("limits.tolerance", 0.0, Some(1.0)),
            ),
            (
                "[relevance]\nkeyword_cap = -1\n",
                number("relevance.keyword_cap", 0.0, None),
            ),
            (
                "[relevance]\ntop_keywords = 0\n",
                number("relevance.top_keywords", 1.0, None),
            ),
        ] {
            let error = Profile::parse(&format!("[theme]\nid = \"a\"\n{rules}")).unwrap_err();
            assert_eq!(error.fault, fault, "{rules}");
        }
    }

    #[test]
    fn all_contradictions_are_found_at_once() {
        let mut profile = Profile::parse(SMALL).unwrap();
        profile.theme.id.clear();
        profile.facets.push(profile.facets[0].clone());
        profile.relevance.lo = f64::NAN;
        profile.duplicates.translation = 1.5;
        assert_eq!(profile.faults().len(), 4, "{:?}", profile.faults());
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
