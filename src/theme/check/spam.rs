//! Check 5: contact data and advertising. One contact is a request to remove it; together with an advert it is a review.

use std::collections::BTreeSet;

use aho_corasick::BuildError;

use super::contacts::contacts;
use super::finding::{Finding, Kind, Level, Span};
use super::lexicon::Lexicon;
use super::normalise::Normal;
use super::rules::Spam as Rules;
use super::text::Reading;
use super::wordlists::ADVERTS;
use super::words::Stems;

/// The advert terms of a profile, ready to search.
pub(super) struct Spam {
    terms: Vec<String>,
    lexicon: Lexicon,
    adverts: usize,
}

impl Spam {
    pub fn new(stems: &Stems, rules: &Rules) -> Result<Self, BuildError> {
        let freed: BTreeSet<String> = rules
            .not_terms
            .iter()
            .map(|term| Normal::of(term).text().to_owned())
            .collect();
        let own = rules.terms.all().map(|(_, term)| term);
        let terms: BTreeSet<String> = own
            .chain(ADVERTS.iter().copied())
            .map(|term| Normal::of(term).text().to_owned())
            .filter(|term| !freed.contains(term))
            .collect();
        let terms: Vec<String> = terms.into_iter().collect();
        let lexicon = Lexicon::new(stems, terms.iter().map(String::as_str).enumerate())?;
        Ok(Spam {
            terms,
            lexicon,
            adverts: rules.adverts.max(1),
        })
    }

    pub fn check(&self, reading: &Reading<'_>) -> Vec<Finding> {
        let mut kinds = BTreeSet::new();
        let mut terms = BTreeSet::new();
        let mut contact_spans: Vec<Span> = Vec::new();
        let mut advert_spans: Vec<Span> = Vec::new();
        for source in &reading.sources {
            let text = source.normal.text();
            for (kind, range) in contacts(text).into_iter().take(Finding::SPANS) {
                kinds.insert(kind.code());
                contact_spans.extend(source.span(range));
            }
            for (term, range) in self.lexicon.find(text, &source.words) {
                let new = terms.insert(term);
                if new || advert_spans.len() < Finding::SPANS {
                    advert_spans.extend(source.span(range));
                }
            }
        }
        let terms: Vec<&str> = terms
            .into_iter()
            .filter_map(|term| self.terms.get(term))
            .map(String::as_str)
            .collect();
        let kinds: Vec<&str> = kinds.into_iter().collect();
        let finding = match (kinds.is_empty(), terms.len()) {
            (true, 0) => return Vec::new(),
            (false, 0) => {
                Finding::new(Kind::Spam, Level::Warn, "spam.contact").with("contacts", kinds)
            }
            (false, _) => Finding::new(Kind::Spam, Level::Review, "spam.advert_and_contact")
                .with("contacts", kinds)
                .with("terms", terms),
            (true, n) if n >= self.adverts => {
                Finding::new(Kind::Spam, Level::Review, "spam.adverts").with("terms", terms)
            }
            (true, _) => Finding::new(Kind::Spam, Level::Info, "spam.advert").with("terms", terms),
        };
        contact_spans.append(&mut advert_spans);
        vec![finding.seen_at(contact_spans)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    fn found(rules: &Rules, synopsis: &str) -> Vec<(&'static str, Level)> {
        let stems = Stems::default();
        let text = Text {
            id: "1".into(),
            synopsis: synopsis.into(),
            ..Text::default()
        };
        let findings = Spam::new(&stems, rules)
            .unwrap()
            .check(&Reading::of(&text, &stems));
        findings
            .into_iter()
            .map(|finding| (finding.code, finding.level))
            .collect()
    }

    #[test]
    fn one_sign_is_a_request_and_two_are_a_review() {
        let rules = Rules::default();
        for (synopsis, expected) in [
            ("A film about my village", &[][..]),
            (
                "Ask me at anna@example.com",
                &[("spam.contact", Level::Warn)],
            ),
            ("Большая распродажа яблок", &[("spam.advert", Level::Info)]),
            (
                "Распродажа! Скидки всем",
                &[("spam.adverts", Level::Review)],
            ),
            (
                "Скидка, тел. 8 912 000-00-00",
                &[("spam.advert_and_contact", Level::Review)],
            ),
            ("全场打折，限时", &[("spam.adverts", Level::Review)]),
            (
                "优惠多多，微信 abc12345",
                &[("spam.advert_and_contact", Level::Review)],
            ),
            (
                "Special offer, order now",
                &[("spam.adverts", Level::Review)],
            ),
        ] {
            assert_eq!(found(&rules, synopsis), expected, "{synopsis}");
        }
    }

    #[test]
    fn an_organiser_adds_and_frees_terms() {
        let mut rules = Rules {
            not_terms: vec!["Скидка".into()],
            ..Rules::default()
        };
        assert_eq!(found(&rules, "Скидка"), []);
        rules.terms.en.push("franchise".into());
        assert_eq!(
            found(&rules, "our franchises"),
            [("spam.advert", Level::Info)]
        );
    }
}
