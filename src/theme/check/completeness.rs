//! Check 1: the required fields are there, and the synopsis says more than the title.

use super::finding::{Field, Finding, Kind, Level};
use super::language::Language;
use super::normalise::is_invisible;
use super::rules::{Limits, Required};
use super::text::{Reading, Text};

pub(super) fn check(
    limits: &Limits,
    text: &Text,
    reading: &Reading<'_>,
    spoken: Language,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for required in &limits.required {
        let (name, missing) = match required {
            Required::Title => ("title", is_blank(reading, Field::Title)),
            Required::Synopsis => ("synopsis", is_blank(reading, Field::Synopsis)),
            Required::Statement => ("statement", is_blank(reading, Field::Statement)),
            Required::Tags => ("tags", text.tags.iter().all(|tag| tag.trim().is_empty())),
        };
        if missing {
            findings.push(
                Finding::new(Kind::Completeness, Level::Fail, "completeness.missing")
                    .with("field", name),
            );
        }
    }
    for field in [Field::Title, Field::Synopsis] {
        if let Some(source) = reading
            .field(field)
            .filter(|source| !source.normal.text().is_empty())
            && source.words.is_empty()
        {
            let whole = source.span(0..source.normal.text().len());
            findings.push(
                Finding::new(Kind::Completeness, Level::Warn, "completeness.no_words")
                    .with("field", field.to_string())
                    .seen_at(whole.into_iter().collect()),
            );
        }
    }
    let Some(synopsis) = reading
        .field(Field::Synopsis)
        .filter(|source| !source.words.is_empty())
    else {
        return findings;
    };
    if reading
        .field(Field::Title)
        .is_some_and(|title| title.normal.bare() == synopsis.normal.bare())
    {
        findings.push(Finding::new(
            Kind::Completeness,
            Level::Warn,
            "completeness.synopsis_repeats_title",
        ));
    }
    let have = text
        .synopsis
        .trim()
        .chars()
        .filter(|c| !is_invisible(*c))
        .count();
    let want = if spoken == Language::Zh {
        limits.synopsis_short_zh
    } else {
        limits.synopsis_short
    };
    if have < want {
        findings.push(
            Finding::new(
                Kind::Completeness,
                Level::Warn,
                "completeness.short_synopsis",
            )
            .with("have", have)
            .with("want", want),
        );
    }
    findings
}

/// Invisible characters alone fill no field.
fn is_blank(reading: &Reading<'_>, field: Field) -> bool {
    reading
        .field(field)
        .is_none_or(|source| source.normal.text().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::words::Stems;
    use super::*;

    fn codes(title: &str, synopsis: &str, spoken: Language) -> Vec<(&'static str, Level)> {
        let text = Text {
            id: "1".into(),
            title: title.into(),
            synopsis: synopsis.into(),
            ..Text::default()
        };
        let stems = Stems::default();
        check(
            &Limits::default(),
            &text,
            &Reading::of(&text, &stems),
            spoken,
        )
        .into_iter()
        .map(|f| (f.code, f.level))
        .collect()
    }

    #[test]
    fn a_missing_field_fails_and_blanks_do_not_fill_it() {
        assert_eq!(
            codes("", "", Language::None),
            [("completeness.missing", Level::Fail); 2]
        );
        assert_eq!(
            codes("Река", " \u{200b}\u{3000}", Language::Ru),
            [("completeness.missing", Level::Fail)]
        );
    }

    #[test]
    fn an_emoji_is_no_title_but_no_reason_to_fail_either() {
        let long = "word ".repeat(40);
        assert_eq!(
            codes("🎬", &long, Language::En),
            [("completeness.no_words", Level::Warn)]
        );
    }

    #[test]
    fn short_is_measured_by_language() {
        let forty = "村".repeat(40);
        assert_eq!(codes("春天", &forty, Language::Zh), []);
        assert_eq!(
            codes("春天", &forty[3..], Language::Zh),
            [("completeness.short_synopsis", Level::Warn)]
        );
        assert_eq!(
            codes("Spring", &"a".repeat(119), Language::En),
            [("completeness.short_synopsis", Level::Warn)]
        );
        assert_eq!(codes("Spring", &"a".repeat(120), Language::En), []);
    }

    #[test]
    fn a_synopsis_that_repeats_the_title_is_called_out() {
        let found = codes("Our river", "our river!!!", Language::En);
        assert_eq!(found[0].0, "completeness.synopsis_repeats_title");
    }
}
