//! The theme check: reads an entry's words in Chinese, Russian or English against a theme's profile and says what is
//! missing, what breaks a rule, what a person should look at and how close the work is to the theme, with its evidence.
//! It advises; a person decides. Pure functions: no database, no network, no files.
//!
//! Seven checks run in order. Each yields findings; the verdict is the worst level. A check without anything to say
//! yields its `ok` finding (limits, for instance, `limits.ok`). Duplicates need the other entries and run apart, see
//! [`Index`] and [`duplicate_findings`].
//!
//! Without an encoder relevance is computed in **lexical mode**, with thresholds of its own: keywords in any inflection,
//! forms related to them and the words of the facets. A mere list of keywords is never *on*, in either mode.
//!
//! | code | level | parameters |
//! |---|---|---|
//! | `completeness.ok` | ok | |
//! | `completeness.missing` | fail | `field`: title, synopsis, statement or tags |
//! | `completeness.no_words` | warn | `field`: title or synopsis |
//! | `completeness.short_synopsis` | warn | `have`, `want`: characters |
//! | `completeness.synopsis_repeats_title` | warn | |
//! | `limits.ok` | ok | |
//! | `limits.duration`, `limits.size`, `limits.resolution`, `limits.characters` | fail, or review inside the tolerance | `what`: duration_s, size_bytes, long_side, short_side, title, synopsis or statement; `side`: min or max; `have`, `limit`: numbers |
//! | `limits.tags`, `limits.entries` | fail | `have`, `limit`: numbers |
//! | `limits.made_since` | fail | `have`, `limit`: days, YYYY-MM-DD |
//! | `limits.ai` | fail | `have`, `limit`: none, assisted or generated |
//! | `limits.subtitles` | fail | `missing`: list of languages |
//! | `language.ok` | ok | `title`, `synopsis`: languages |
//! | `language.declared_differs` | review | `field`: title or synopsis; `declared`, `found`: languages |
//! | `language.not_accepted` | review | `found`: language |
//! | `language.mixed` | warn | `expected`: language; `percent` of the synopsis in its script |
//! | `language.title_differs` | info | `title`, `synopsis`: languages |
//! | `prohibited.ok` | ok | |
//! | `prohibited.blocked` | review | `words`: list; `disguised`: true or false |
//! | `prohibited.doubtful` | warn | `words`: list; `disguised`: true or false |
//! | `spam.ok` | ok | |
//! | `spam.contact` | warn | `contacts`: list of email, url, phone, wechat, qq, handle |
//! | `spam.advert` | info | `terms`: list |
//! | `spam.adverts` | review | `terms`: list |
//! | `spam.advert_and_contact` | review | `contacts`, `terms`: lists |
//! | `duplicates.same_file` | fail | `other`: id; `percent` |
//! | `duplicates.identical` | fail | `other`: id; `percent` (by the same creator) |
//! | `duplicates.identical_by_another` | review | `other`: id; `percent` |
//! | `duplicates.similar` | review | `other`: id; `percent` |
//! | `duplicates.translation` | review | `other`: id; `percent` |
//! | `duplicates.series` | info | `other`: id; `percent` |
//! | `relevance.on` | ok | `facet`: id or null; `keywords`, `suggestions`: lists |
//! | `relevance.unclear`, `relevance.off` | review | the same |
//! | `relevance.stuffing` | warn | `hits` within `tokens` |
//!
//! Languages are `zh`, `ru`, `en`, `other`, `none`. Profiles warn with `profile.facet_without_text`, `profile.no_facets`,
//! `profile.few_keywords` and `profile.facets_close`, see [`Warning`].

mod command;
mod completeness;
mod contacts;
mod duplicates;
mod evaluate;
mod finding;
mod index;
mod language;
mod lexical;
mod lexicon;
mod limits;
mod lines;
mod normalise;
mod prepared;
mod profile;
mod prohibited;
mod relevance;
mod rules;
mod script;
mod semantic;
mod shingles;
mod spam;
mod squeeze;
mod text;
mod wordlists;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use command::{check_lines, duplicate_pairs, evaluate};
pub use duplicates::{Kind as DuplicateKind, Match, Pair, findings as duplicate_findings};
pub use evaluate::{Evaluation, Report, Row, Shares, auc};
pub use finding::{Field, Finding, Kind, Level, Span, Verdict};
pub use index::Index;
pub use language::{Language, Languages, detect, share};
pub use lines::CommandError;
pub use normalise::{NORMALISER, Normal};
pub use prepared::{Prepared, Rules};
pub use profile::{Facet, Keywords, Profile, ProfileError, Sentences, Theme, Warning};
pub use relevance::{Band, Mode, Relevance};
pub use rules::{
    Duplicates, Limits, Pattern, Relevance as RelevanceRules, Required, Spam, Tier, Word,
};
pub use semantic::Encoder;
pub use text::{AiUse, Text};

/// Every code that a finding or a profile's warning may carry; each has a text in every language.
pub const CODES: &[&str] = &[
    "completeness.ok",
    "completeness.missing",
    "completeness.no_words",
    "completeness.short_synopsis",
    "completeness.synopsis_repeats_title",
    "limits.ok",
    "limits.duration",
    "limits.size",
    "limits.resolution",
    "limits.characters",
    "limits.tags",
    "limits.entries",
    "limits.made_since",
    "limits.ai",
    "limits.subtitles",
    "language.ok",
    "language.declared_differs",
    "language.not_accepted",
    "language.mixed",
    "language.title_differs",
    "prohibited.ok",
    "prohibited.blocked",
    "prohibited.doubtful",
    "spam.ok",
    "spam.contact",
    "spam.advert",
    "spam.adverts",
    "spam.advert_and_contact",
    "duplicates.same_file",
    "duplicates.identical",
    "duplicates.identical_by_another",
    "duplicates.similar",
    "duplicates.translation",
    "duplicates.series",
    "relevance.on",
    "relevance.unclear",
    "relevance.off",
    "relevance.stuffing",
    "profile.facet_without_text",
    "profile.no_facets",
    "profile.few_keywords",
    "profile.facets_close",
];

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
    let reading = text::Reading::of(text, &profile.stems);
    let mut findings = profile.prohibited.check(&profile.stems, &reading);
    findings.extend(profile.spam.check(&reading));
    findings
}

fn verdict(findings: &[Finding]) -> Verdict {
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
    let limits = &profile.profile.limits;
    let reading = text::Reading::of(text, &profile.stems);
    let found = language::languages(text);
    let spoken = language::spoken(text, found);
    let (relevance, relevance_findings) = relevance::check(profile, &reading, spoken, vector);
    let ok = |kind, code| Finding::new(kind, Level::Ok, code);
    let checks = [
        (
            completeness::check(limits, text, &reading, spoken),
            ok(Kind::Completeness, "completeness.ok"),
        ),
        (limits::check(limits, text), ok(Kind::Limits, "limits.ok")),
        (
            language::check(limits, text, &reading, found),
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
