//! The seven checks in their order, over one entry.

use serde::Serialize;

use super::finding::{Finding, Kind, Level, Verdict};
use super::prepared::{Prepared, Rules};
use super::relevance::{self, Relevance};
use super::rules::Limits;
use super::spoken::{self, Languages};
use super::text::{Reading, Text};
use super::{completeness, limits};
use crate::theme::learned::Layer;

/// The answer of a theme check over one entry. Its JSON form is one output line of `shortlist theme check`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
    /// The entry's identifier.
    pub id: String,
    /// The worst level among the findings.
    pub verdict: Verdict,
    /// Closeness to the theme.
    pub relevance: Relevance,
    /// The languages found.
    pub language: Languages,
    /// What each check has to say, in the order of the checks.
    pub findings: Vec<Finding>,
    /// The rules it was checked by.
    pub profile: Rules,
}

impl Check {
    /// Adds findings made elsewhere, those about duplicates, and worsens the verdict if they ask for it.
    pub fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.findings.sort_by_key(|finding| finding.check);
        self.verdict = verdict(&self.findings);
    }
}

/// Prohibited words, contact data and advertising alone: what matters in the other languages of an entry. Nothing to
/// say yields no finding.
pub fn check_words(profile: &Prepared, text: &Text) -> Vec<Finding> {
    let reading = Reading::of(text, &profile.stems);
    let mut findings = profile.prohibited.check(&profile.stems, &reading);
    findings.extend(profile.spam.check(&reading));
    findings
}

pub(super) fn verdict(findings: &[Finding]) -> Verdict {
    findings
        .iter()
        .map(|finding| Verdict::from(finding.level))
        .max()
        .unwrap_or(Verdict::Pass)
}

/// Checks one entry. Always answers, in time linear in the length of the texts, of which the first 20,000 characters
/// a field are read.
pub fn check(profile: &Prepared, text: &Text) -> Check {
    check_with(profile, text, profile.vector(text).as_deref())
}

/// Checks one entry whose vector is known, see [`Prepared::vectors`]. Without a vector relevance is in lexical mode.
pub fn check_with(profile: &Prepared, text: &Text, vector: Option<&[f32]>) -> Check {
    check_in(profile, &profile.profile.limits, text, vector, None)
}

/// Closeness to the theme alone, without any layer.
pub fn relevance(profile: &Prepared, text: &Text, vector: Option<&[f32]>) -> Relevance {
    let reading = Reading::of(text, &profile.stems);
    let language = spoken::spoken(text, spoken::languages(text));
    relevance::check(profile, &reading, language, vector, None).0
}

/// Checks one entry as [`check_with`] does, in a contest: by its limits instead of the profile's, and with a layer that
/// learned from decisions over R. The layer may move an entry between *on*, *unclear* and *off*, that is between pass
/// and review; it never makes one fail.
pub fn check_in(
    profile: &Prepared,
    limits: &Limits,
    text: &Text,
    vector: Option<&[f32]>,
    layer: Option<&Layer>,
) -> Check {
    let reading = Reading::of(text, &profile.stems);
    let found = spoken::languages(text);
    let language = spoken::spoken(text, found);
    let (relevance, relevance_findings) =
        relevance::check(profile, &reading, language, vector, layer);
    let ok = |kind, code| Finding::new(kind, Level::Ok, code);
    let checks = [
        (
            completeness::check(limits, text, &reading, language),
            ok(Kind::Completeness, "completeness.ok"),
        ),
        (limits::check(limits, text), ok(Kind::Limits, "limits.ok")),
        (
            spoken::check(limits, text, &reading, found),
            ok(Kind::Language, "language.ok")
                .with("title", found.title.code())
                .with("synopsis", found.synopsis.code()),
        ),
        (
            profile.prohibited.check(&profile.stems, &reading),
            ok(Kind::Prohibited, "prohibited.ok"),
        ),
        (profile.spam.check(&reading), ok(Kind::Spam, "spam.ok")),
        (relevance_findings, ok(Kind::Relevance, "relevance.on")),
    ];
    let findings: Vec<Finding> = checks
        .into_iter()
        .flat_map(|(found, ok)| if found.is_empty() { vec![ok] } else { found })
        .collect();
    Check {
        id: text.id.clone(),
        verdict: verdict(&findings),
        relevance,
        language: found,
        findings,
        profile: profile.rules.clone(),
    }
}
