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
//! | `limits.subtitles`, `limits.subtitles_one_of` | fail | `missing`: list of languages |
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
mod engine;
mod evaluate;
mod fault;
mod finding;
mod index;
mod language;
mod lexical;
mod lexicon;
mod limits;
mod lines;
mod passages;
mod phrases;
mod prepared;
mod profile;
mod prohibited;
mod relevance;
mod rules;
mod semantic;
mod shingles;
mod sketch;
mod spam;
mod spoken;
mod squeeze;
mod text;
mod traces;
mod wordlists;
mod words;
mod written;

#[cfg(test)]
pub(super) mod tests;

use crate::words::{normalise, script};
pub use command::{check_lines, duplicate_pairs, evaluate};
pub use duplicates::{Kind as DuplicateKind, Match, Pair, findings as duplicate_findings};
pub use engine::{Check, check, check_in, check_with, check_words, relevance};
pub use evaluate::{Evaluation, Report, Row, Shares, auc};
pub use fault::{Fault, ProfileError};
pub use finding::{Field, Finding, Kind, Level, Span, Verdict};
pub use index::Index;
pub use language::{Language, detect, share};
pub use lines::CommandError;
pub use normalise::{NORMALISER, Normal};
pub use passages::{Stretches, shared};
pub use phrases::{Keywords, Sentences};
pub use prepared::{Prepared, Rules};
pub use profile::{Facet, Profile, Theme, Warning};
pub use relevance::{Band, Mode, Relevance};
pub use rules::{
    Duplicates, Limits, Pattern, Relevance as RelevanceRules, Required, Spam, Tier, Word,
};
pub use semantic::{Encoder, cosine, encoded};
pub use sketch::Sketch;
pub use spoken::Languages;
pub use text::{AiUse, Text};
pub use traces::{COMMON, Census, Holders, Traces, Weights};

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
    "limits.subtitles_one_of",
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
