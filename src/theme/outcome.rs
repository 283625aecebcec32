//! What a check said, as it is kept and told: findings as sentences, evidence as highlights, the order of the queue.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::check::{self, Check, Finding, Kind, Level, Mode, Prepared, Sentences};
use super::{Area, Band, Taught, Verdict};
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::{Locale, Trilingual};

/// Reasons that a list gives for looking at an entry.
const REASONS: usize = 3;

/// What a check said, complete enough to be read without the profile that it was made with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub verdict: Verdict,
    pub band: Band,
    pub score: f64,
    /// What the score was made from. Checks older than the encoder do not say it.
    #[serde(default = "words_alone")]
    pub mode: Mode,
    /// The nearest facet.
    pub facet: Option<String>,
    pub facets: Vec<Nearness>,
    /// Keywords found, in the organiser's spelling.
    pub keywords: Vec<String>,
    /// Up to three keywords that the entry does not use.
    pub suggestions: Vec<String>,
    pub notes: Vec<Note>,
    /// Version and digest of the profile.
    pub profile_version: u32,
    pub profile_sha256: String,
    /// The layer that was on; none of older checks.
    #[serde(default)]
    pub layer: Option<Taught>,
}

/// How near an entry is to one facet: words in common, or a cosine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nearness {
    pub id: String,
    pub label: Trilingual,
    pub value: f64,
}

impl Nearness {
    /// A whole number of words, or a cosine with two digits.
    pub fn figure(&self) -> String {
        if self.value.fract() == 0.0 {
            format!("{:.0}", self.value)
        } else {
            format!("{:.2}", self.value)
        }
    }
}

/// A finding as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub area: Area,
    pub level: Level,
    pub code: String,
    pub params: BTreeMap<String, Value>,
    /// The language of the text in which it was found.
    pub locale: Locale,
    pub marks: Vec<Mark>,
}

/// A stretch of one field of one language, in characters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub field: String,
    pub start: usize,
    pub end: usize,
}

/// A piece of a text, highlighted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub marked: bool,
}

pub(super) fn trilingual(sentences: &Sentences, otherwise: &str) -> Trilingual {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let text = Trilingual {
        zh: part(&sentences.zh),
        ru: part(&sentences.ru),
        en: part(&sentences.en),
    };
    if text.is_empty() {
        Trilingual::new(otherwise, otherwise, otherwise)
    } else {
        text
    }
}

fn words_alone() -> Mode {
    Mode::Lexical
}

impl Outcome {
    /// Keeps what `check` said about the text in `locale`. A profile without facets and keywords has no opinion on
    /// relevance.
    pub fn new(check: &Check, prepared: &Prepared, locale: Locale) -> Self {
        let profile = prepared.profile();
        let silent = profile.is_silent();
        let facets = profile
            .facets
            .iter()
            .zip(&check.relevance.facets)
            .map(|(facet, value)| Nearness {
                id: facet.id.clone(),
                label: trilingual(&facet.label, &facet.id),
                value: *value,
            })
            .collect();
        let mut outcome = Self {
            verdict: Verdict::Pass,
            band: match check.relevance.band {
                _ if silent => Band::Silent,
                check::Band::On => Band::On,
                check::Band::Unclear => Band::Unclear,
                check::Band::Off => Band::Off,
            },
            score: check.relevance.score,
            mode: check.relevance.mode,
            facet: check.relevance.facet.clone(),
            facets,
            keywords: check.relevance.keywords.clone(),
            suggestions: check.relevance.suggestions.clone(),
            notes: Vec::new(),
            profile_version: check.profile.version,
            profile_sha256: check.profile.sha256.clone(),
            layer: None,
        };
        outcome.add(&check.findings, locale, |finding| {
            !(silent && finding.check == Kind::Relevance)
        });
        outcome
    }

    /// Adds the findings that `keep` lets through, seen in the text in `locale`.
    pub fn add(&mut self, findings: &[Finding], locale: Locale, keep: impl Fn(&Finding) -> bool) {
        self.notes
            .extend(findings.iter().filter(|f| keep(f)).map(|finding| {
                Note {
                    area: finding.check.into(),
                    level: finding.level,
                    code: finding.code.to_owned(),
                    params: finding.params.clone(),
                    locale,
                    marks: finding
                        .evidence
                        .iter()
                        .map(|span| Mark {
                            field: span.field.to_string(),
                            start: span.start,
                            end: span.end,
                        })
                        .collect(),
                }
            }));
        self.settle();
    }

    /// Adds findings of an earlier check that still hold.
    pub fn keep(&mut self, notes: Vec<Note>) {
        self.notes.extend(notes);
        self.settle();
    }

    /// Leaves findings out that do not hold any more.
    pub fn drop(&mut self, out: impl Fn(&Note) -> bool) {
        self.notes.retain(|note| !out(note));
        self.settle();
    }

    fn settle(&mut self) {
        let worst = self.notes.iter().map(|note| note.level).max();
        self.verdict = match worst.unwrap_or(Level::Ok) {
            Level::Fail => Verdict::Fail,
            Level::Review => Verdict::Review,
            Level::Ok | Level::Info | Level::Warn => Verdict::Pass,
        };
    }

    /// How much a person is needed, for the order of the queue: prohibited words first, then broken rules,
    /// copies, advertising, language, limits, relevance; more findings first among equals.
    pub fn attention(&self) -> i32 {
        let asking: Vec<&Note> = self.asking().collect();
        let worst = asking.iter().map(|note| note.weight()).max().unwrap_or(0);
        let warnings = self.notes.iter().filter(|n| n.level == Level::Warn).count();
        worst + (asking.len().min(9) * 10 + warnings.min(9)) as i32
    }

    /// The findings for which a person should look.
    pub fn asking(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.level >= Level::Review)
    }

    /// Why a person should look, in words; the first three reasons.
    pub fn why(&self, locale: impl Into<Locale>) -> Vec<String> {
        let locale = locale.into();
        let mut notes: Vec<&Note> = self.asking().collect();
        notes.sort_by_key(|note| std::cmp::Reverse(note.weight()));
        let sentences = notes.into_iter().map(|note| self.sentence(note, locale));
        sentences.take(REASONS).collect()
    }

    /// Of this only what [`Outcome::why`] says, for the column that the queue reads.
    pub fn reasons(&self) -> Self {
        let mut notes: Vec<&Note> = self.asking().collect();
        notes.sort_by_key(|note| std::cmp::Reverse(note.weight()));
        let nearest = |facet: &&Nearness| Some(facet.id.as_str()) == self.facet.as_deref();
        Self {
            facet: self.facet.clone(),
            facets: self.facets.iter().filter(nearest).cloned().collect(),
            keywords: Vec::new(),
            suggestions: Vec::new(),
            notes: notes
                .into_iter()
                .take(REASONS)
                .map(|note| Note {
                    marks: Vec::new(),
                    ..note.clone()
                })
                .collect(),
            profile_sha256: String::new(),
            ..self.clone()
        }
    }

    /// Whether closeness to the theme was judged by words alone, which people should know.
    pub fn by_words_alone(&self) -> bool {
        self.mode == Mode::Lexical && self.band != Band::Silent
    }

    /// What the layer that was on did, in words, for people who decide.
    pub fn taught(&self, locale: impl Into<Locale>) -> Option<String> {
        Some(self.layer.as_ref()?.sentence(self.score, locale))
    }

    /// The class of the verdict's badge.
    pub fn tone(&self) -> &'static str {
        match self.verdict {
            Verdict::Pass => "good",
            Verdict::Review => "warn",
            Verdict::Fail => "bad",
        }
    }

    /// The largest of [`Outcome::facets`], for their bars.
    pub fn nearest_value(&self) -> f64 {
        self.facets.iter().map(|f| f.value).fold(0.01, f64::max)
    }

    /// Everything worth saying, the gravest first.
    pub fn said(&self) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.notes.iter().filter(|n| n.level > Level::Ok).collect();
        notes.sort_by_key(|note| std::cmp::Reverse(note.level));
        notes
    }

    /// The areas of [`Outcome::asking`] between spaces, for the queue's filter.
    pub fn found(&self) -> String {
        let mut words: Vec<&str> = self.asking().map(|note| note.area.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        format!(" {} ", words.join(" "))
    }

    /// What the nearest facet is called.
    pub fn facet_label(&self) -> Option<&Trilingual> {
        let nearest = self.facet.as_deref()?;
        let facet = self.facets.iter().find(|facet| facet.id == nearest)?;
        Some(&facet.label)
    }

    /// The sentence of a finding.
    pub fn sentence(&self, note: &Note, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let args: Vec<(&'static str, FluentValue<'static>)> = PARAMETERS
            .iter()
            .filter_map(|name| Some((*name, self.argument(note, name, locale)?)))
            .collect();
        locale.t_with(&note.key(), &args).into_owned()
    }

    fn argument(&self, note: &Note, name: &str, locale: Locale) -> Option<FluentValue<'static>> {
        let named =
            |kind: &str, word: &str| locale.t(&format!("finding-{kind}-{word}")).into_owned();
        let value = note.params.get(name)?;
        Some(match (name, value) {
            ("facet", _) => match self.facet_label() {
                Some(label) => label.in_locale(locale).to_owned().into(),
                None => "".into(),
            },
            ("declared" | "found" | "expected" | "title" | "synopsis", Value::String(word)) => {
                named("language", word).into()
            }
            ("have" | "limit", Value::Number(bytes))
                if note.params.get("what").is_some_and(|w| w == "size_bytes") =>
            {
                ((bytes.as_f64().unwrap_or_default() / 1e5).ceil() / 10.0).into()
            }
            (_, Value::Array(items)) => {
                let words: Vec<String> = items
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|word| match name {
                        "contacts" => named("contact", word),
                        "missing" => named("language", word),
                        _ => word.to_owned(),
                    })
                    .collect();
                words.join(locale.comma()).into()
            }
            (_, Value::Number(number)) => number.as_f64().unwrap_or_default().into(),
            (_, Value::String(text)) => text.clone().into(),
            (_, other) => other.to_string().into(),
        })
    }

    /// The stretches of `field` in `locale` that findings of at least `level` point at.
    pub fn marks(&self, field: &str, locale: Locale, level: Level) -> Vec<(usize, usize)> {
        self.notes
            .iter()
            .filter(|note| note.locale == locale && note.level >= level)
            .flat_map(|note| &note.marks)
            .filter(|mark| mark.field == field)
            .map(|mark| (mark.start, mark.end))
            .collect()
    }
}

/// The variables of the texts `finding-…`.
const PARAMETERS: &[&str] = &[
    "field",
    "what",
    "side",
    "have",
    "want",
    "limit",
    "missing",
    "title",
    "synopsis",
    "declared",
    "found",
    "expected",
    "percent",
    "words",
    "disguised",
    "contacts",
    "terms",
    "facet",
    "keywords",
    "suggestions",
    "hits",
    "tokens",
];

impl Note {
    /// The key of its text.
    pub fn key(&self) -> String {
        format!("finding-{}", self.code.replace(['.', '_'], "-"))
    }

    /// The entry that this one is like.
    pub fn other(&self) -> Option<Id<Entry>> {
        self.params.get("other")?.as_str()?.parse().ok()
    }

    /// The class of its badge.
    pub fn tone(&self) -> &'static str {
        match self.level {
            Level::Fail => "bad",
            Level::Review | Level::Warn => "warn",
            Level::Info => "info",
            Level::Ok => "good",
        }
    }

    fn weight(&self) -> i32 {
        match (self.area, self.level) {
            (Area::Prohibited, _) => 9000,
            (_, Level::Fail) => 8000,
            (Area::Duplicates, _) => 7000,
            (Area::Spam, _) => 6000,
            (Area::Language, _) => 5000,
            (Area::Completeness | Area::Limits, _) => 4000,
            (Area::Relevance, _) if self.code == "relevance.off" => 3000,
            (Area::Relevance, _) => 2000,
        }
    }
}

/// Cuts `text` at the marks, which may overlap and are counted in characters.
pub fn segments(text: &str, marks: &[(usize, usize)]) -> Vec<Segment> {
    let mut pieces: Vec<Segment> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let marked = marks
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at));
        match pieces.last_mut().filter(|piece| piece.marked == marked) {
            Some(piece) => piece.text.push(c),
            None => pieces.push(Segment {
                text: c.to_string(),
                marked,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
