//! The fields of a profile: read from what was typed, and filled from a profile.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::facets::{self, rows};
use super::lists::{LANGUAGES, REQUIRED, WORDS, keywords, keywords_filled, words, words_filled};
use super::{PROFILE_MAX, fault_beside};
use crate::i18n::{Locale, Trilingual};
use crate::theme::NewProfile;
use crate::theme::check::{AiUse, Facet, Fault, Profile, Sentences};
use crate::theme::numbers::{self, BANDS, Number};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

/// The longest name of a theme and of a side, and the longest sentence on a side, characters.
const NAME: usize = 200;
const LABEL: usize = 80;
const TEXT: usize = 600;

/// A profile as far as its fields can be used.
pub struct Draft {
    pub profile: Profile,
    /// Of each facet in the profile, the row of the form that it was typed into.
    pub rows: Vec<usize>,
    /// Numbers that cannot be read.
    unread: Vec<&'static str>,
}

/// The profile that was typed, and the version that it is to replace; 0 when there is none.
pub fn edited(form: &Form) -> Result<(NewProfile, i64), FieldErrors> {
    let mut f = form.fields();
    let version = f.whole("version", 0, i64::from(i32::MAX) - 1);
    let Draft {
        mut profile,
        unread,
        ..
    } = read(&mut f);
    for fault in profile.faults() {
        let known = matches!(&fault, Fault::Crossed { lo, hi } if unread.contains(lo) || unread.contains(hi));
        if !known {
            let (place, problem) = fault_beside(&fault);
            f.refuse(place, problem);
        }
    }
    profile.theme.version = u32::try_from(version.unwrap_or_default())
        .unwrap_or_default()
        .saturating_add(1);
    let toml = profile.to_toml();
    if toml.chars().count() > PROFILE_MAX {
        let problem = Problem::new("field-theme-profile-long").arg("max", PROFILE_MAX as i64);
        f.refuse("words", problem);
    }
    // What is published is what can be read again, as it comes back from a page.
    let new = NewProfile::parse(toml.trim_end())
        .map_err(|error| {
            let (place, problem) = fault_beside(&error.fault);
            f.refuse(place, problem);
        })
        .ok();
    f.finish(|| Some((new?, version?)))
}

/// What was typed, whatever is wrong with it: to say what should be mended.
pub fn draft(form: &Form) -> Draft {
    read(&mut form.fields())
}

fn read(f: &mut Fields<'_>) -> Draft {
    let mut profile = Profile::silent("");
    if let Some(id) = f.line("theme.id", 1, NAME) {
        profile.theme.id = id;
    }
    if let Some(name) = f.trilingual("theme.name", 0, NAME) {
        profile.theme.name = sentences(name);
    }
    let mut draft = Draft {
        profile,
        rows: Vec::new(),
        unread: Vec::new(),
    };
    sides(f, &mut draft);
    let profile = &mut draft.profile;
    profile.keywords = keywords(f, "keywords");
    profile.words = words(f);
    profile.spam.terms = keywords(f, "spam.terms");
    profile.spam.not_terms = super::lists::list(f, "spam.not_terms", &['\n']);
    for number in numbers::all() {
        match number_of(f, number) {
            Some(Some(value)) => number.set(profile, value),
            Some(None) => {}
            None => draft.unread.push(number.name),
        }
    }
    limits(f, profile);
    draft
}

/// Sides that were ticked away or left blank are not there.
fn sides(f: &mut Fields<'_>, draft: &mut Draft) {
    let rows = rows(f.form());
    if rows.len() > facets::MOST {
        let problem = Problem::new("field-theme-facets-many").arg("max", facets::MOST as i64);
        f.refuse("facets", problem);
    }
    let ids = rows
        .iter()
        .map(|row| f.form().get(&format!("facet.{row}.id")));
    let mut taken: BTreeSet<String> = ids.map(|id| id.trim().to_owned()).collect();
    for row in rows.into_iter().take(facets::MOST) {
        let field = |part: &str| format!("facet.{row}.{part}");
        if f.ticked(&field("remove")) {
            continue;
        }
        let id = f.line(&field("id"), 0, NAME).unwrap_or_default();
        let label = f.trilingual(&field("label"), 0, LABEL);
        let text = f.trilingual(&field("text"), 0, TEXT);
        let (label, text) = (label.unwrap_or_default(), text.unwrap_or_default());
        if label.is_empty() && text.is_empty() {
            continue;
        }
        let id = match id.is_empty() {
            true => free_id(&label.en, &taken),
            false => id,
        };
        taken.insert(id.clone());
        draft.profile.facets.push(Facet {
            id,
            label: sentences(label),
            text: sentences(text),
        });
        draft.rows.push(row);
    }
}

/// A short name for a new side: its English label in small letters, or `side`, with a number if that is taken.
fn free_id(label: &str, taken: &BTreeSet<String>) -> String {
    let letters = label
        .to_ascii_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let mut id = letters.split_whitespace().collect::<Vec<_>>().join("-");
    id.truncate(40);
    if id.is_empty() {
        "side".clone_into(&mut id);
    }
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone())
        .chain(numbered)
        .find(|id| !taken.contains(id))
        .unwrap_or(id)
}

/// A number, or nothing where its default holds; `None` for what is none. A comma is taken for a point.
fn number_of(f: &mut Fields<'_>, number: &Number) -> Option<Option<f64>> {
    let required = BANDS.iter().any(|band| band.name == number.name);
    f.parse(number.name, |typed| {
        let typed: String = typed.nfkc().collect();
        let typed = typed.trim().replace(',', ".").replace('\u{2212}', "-");
        if typed.is_empty() {
            return match required {
                true => Err(Problem::new("field-required")),
                false => Ok(None),
            };
        }
        let value: f64 = typed
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
            .ok_or(Problem::new(if number.whole {
                "field-number"
            } else {
                "field-theme-number"
            }))?;
        if !(number.least..=number.most).contains(&value) {
            return Err(Problem::new("field-range")
                .arg("min", number.least)
                .arg("max", number.most));
        }
        if number.whole && value.fract() != 0.0 {
            return Err(Problem::new("field-number"));
        }
        Ok(Some(value))
    })
}

fn limits(f: &mut Fields<'_>, profile: &mut Profile) {
    let limits = &mut profile.limits;
    let form = f.form();
    limits.required = REQUIRED
        .iter()
        .map(|(required, _)| *required)
        .filter(|required| form.has("limits.required", required.code()))
        .collect();
    let ticked = |name: &str| {
        let languages = LANGUAGES.iter().copied();
        languages
            .filter(|language| form.has(name, language.code()))
            .collect()
    };
    limits.languages = ticked("limits.languages");
    limits.subtitles = ticked("limits.subtitles");
    if let Some(day) = f.optional_date("limits.made_since") {
        limits.made_since = day;
    }
    let uses = [AiUse::None, AiUse::Assisted, AiUse::Generated];
    if let Some(ai) = f.choice("limits.ai", |code| {
        uses.into_iter().find(|each| each.code() == code)
    }) {
        limits.ai = ai;
    }
}

fn sentences(text: Trilingual) -> Sentences {
    let part = |text: String| (!text.is_empty()).then_some(text);
    Sentences {
        zh: part(text.zh),
        ru: part(text.ru),
        en: part(text.en),
    }
}

/// The fields as a profile fills them; `version` is the one in force, 0 for none.
pub fn filled(profile: &Profile, version: i32) -> Form {
    let mut form = Form::new()
        .with("version", version)
        .with("theme.id", &profile.theme.id);
    form = with_sentences(form, "theme.name", &profile.theme.name);
    for (row, facet) in profile.facets.iter().enumerate() {
        form = form.with(&format!("facet.{row}.id"), &facet.id);
        form = with_sentences(form, &format!("facet.{row}.label"), &facet.label);
        form = with_sentences(form, &format!("facet.{row}.text"), &facet.text);
    }
    if profile.facets.is_empty() {
        form = facets::blank(form, 0);
    }
    form = keywords_filled(form, "keywords", &profile.keywords);
    for (tier, _, _) in WORDS {
        form = words_filled(form, *tier, &profile.words);
    }
    form = keywords_filled(form, "spam.terms", &profile.spam.terms);
    form = form.with("spam.not_terms", profile.spam.not_terms.join("\n"));
    for number in numbers::all() {
        let always = BANDS.iter().any(|band| band.name == number.name);
        let value = number.of(profile).map(|value| value.to_string());
        let said = value.filter(|value| always || number.usual().as_ref() != Some(value));
        form = form.with(number.name, said.unwrap_or_default());
    }
    let limits = &profile.limits;
    for required in &limits.required {
        form = form.with("limits.required", required.code());
    }
    for language in &limits.languages {
        form = form.with("limits.languages", language.code());
    }
    for language in &limits.subtitles {
        form = form.with("limits.subtitles", language.code());
    }
    let day = limits.made_since.map(|day| day.to_string());
    form.with("limits.made_since", day.unwrap_or_default())
        .with("limits.ai", limits.ai.code())
}

fn with_sentences(form: Form, name: &str, text: &Sentences) -> Form {
    let parts = [
        (Locale::Zh, &text.zh),
        (Locale::Ru, &text.ru),
        (Locale::En, &text.en),
    ];
    parts.into_iter().fold(form, |form, (locale, part)| {
        form.with(
            &format!("{name}.{locale}"),
            part.as_deref().unwrap_or_default(),
        )
    })
}
