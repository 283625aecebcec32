//! Check 2: the numbers and declarations that the rules fix. A limit missed by little is a question for a person.

use super::finding::{Field, Finding, Kind, Level};
use super::rules::Limits;
use super::text::{AiUse, Text};

pub(super) fn check(limits: &Limits, text: &Text) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut measure = |code, name: &str, have: Option<f64>, min: Option<f64>, max: Option<f64>| {
        let Some(have) = have.filter(|have| have.is_finite()) else {
            return;
        };
        for (limit, side) in [(min, Side::Least), (max, Side::Most)] {
            let Some(limit) = limit else { continue };
            if let Some(level) = side.judge(have, limit, limits.tolerance) {
                findings.push(
                    Finding::new(Kind::Limits, level, code)
                        .with("what", name)
                        .with("side", side.name())
                        .with("have", number(have))
                        .with("limit", number(limit)),
                );
            }
        }
    };
    measure(
        "limits.duration",
        "duration_s",
        text.duration_s,
        limits.duration_min_s,
        limits.duration_max_s,
    );
    measure(
        "limits.size",
        "size_bytes",
        text.size_bytes.map(|size| size as f64),
        None,
        limits.size_max_bytes.map(|size| size as f64),
    );
    if let (Some(width), Some(height)) = (text.width, text.height) {
        let (long, short) = (f64::from(width.max(height)), f64::from(width.min(height)));
        measure(
            "limits.resolution",
            "long_side",
            Some(long),
            limits.long_side_min.map(f64::from),
            None,
        );
        measure(
            "limits.resolution",
            "short_side",
            Some(short),
            limits.short_side_min.map(f64::from),
            None,
        );
    }
    let length =
        |field: &str| Some(field.trim().chars().count() as f64).filter(|length| *length > 0.0);
    let bound = |limit: Option<usize>| limit.map(|limit| limit as f64);
    for (field, words, min, max) in [
        (Field::Title, &text.title, None, limits.title_max),
        (
            Field::Synopsis,
            &text.synopsis,
            limits.synopsis_min,
            limits.synopsis_max,
        ),
        (
            Field::Statement,
            &text.statement,
            None,
            limits.statement_max,
        ),
    ] {
        measure(
            "limits.characters",
            &field.to_string(),
            length(words),
            bound(min),
            bound(max),
        );
    }
    let exact = |code, have: serde_json::Value, limit: serde_json::Value| {
        Finding::new(Kind::Limits, Level::Fail, code)
            .with("have", have)
            .with("limit", limit)
    };
    if let Some(max) = limits.tags_max.filter(|max| text.tags.len() > *max) {
        findings.push(exact("limits.tags", text.tags.len().into(), max.into()));
    }
    if let (Some(have), Some(max)) = (text.entries, limits.entries_max)
        && have > max
    {
        findings.push(exact("limits.entries", have.into(), max.into()));
    }
    if let (Some(made), Some(since)) = (text.made_on, limits.made_since)
        && made < since
    {
        findings.push(exact(
            "limits.made_since",
            made.to_string().into(),
            since.to_string().into(),
        ));
    }
    if let Some(have) = text
        .ai
        .filter(|have| *have > limits.ai && *have != AiUse::None)
    {
        findings.push(exact(
            "limits.ai",
            have.code().into(),
            limits.ai.code().into(),
        ));
    }
    if let Some(have) = &text.subtitles {
        let missing: Vec<&str> = limits
            .subtitles
            .iter()
            .filter(|wanted| !have.contains(wanted))
            .map(|wanted| wanted.code())
            .collect();
        if !missing.is_empty() {
            findings.push(
                Finding::new(Kind::Limits, Level::Fail, "limits.subtitles")
                    .with("missing", missing),
            );
        }
        let one_of = &limits.subtitles_one_of;
        if !one_of.is_empty() && !one_of.iter().any(|wanted| have.contains(wanted)) {
            let wanted: Vec<&str> = one_of.iter().map(|language| language.code()).collect();
            findings.push(
                Finding::new(Kind::Limits, Level::Fail, "limits.subtitles_one_of")
                    .with("missing", wanted),
            );
        }
    }
    findings
}

#[derive(Clone, Copy)]
enum Side {
    Least,
    Most,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Least => "min",
            Side::Most => "max",
        }
    }

    /// `None` inside the limit, `Review` inside the tolerance, else `Fail`.
    fn judge(self, have: f64, limit: f64, tolerance: f64) -> Option<Level> {
        let (inside, near) = match self {
            Side::Least => (have >= limit, have >= limit * (1.0 - tolerance)),
            Side::Most => (have <= limit, have <= limit * (1.0 + tolerance)),
        };
        match (inside, near) {
            (true, _) => None,
            (false, true) => Some(Level::Review),
            (false, false) => Some(Level::Fail),
        }
    }
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> serde_json::Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        (value as i64).into()
    } else {
        value.into()
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;

    fn level(limits: Limits, text: Text) -> Vec<(&'static str, Level)> {
        check(&limits, &text)
            .into_iter()
            .map(|finding| (finding.code, finding.level))
            .collect()
    }

    fn duration(seconds: f64) -> Vec<(&'static str, Level)> {
        let limits = Limits {
            duration_min_s: Some(20.0),
            duration_max_s: Some(300.0),
            ..Limits::default()
        };
        level(
            limits,
            Text {
                duration_s: Some(seconds),
                ..Text::default()
            },
        )
    }

    #[test]
    fn a_little_too_long_is_a_question_and_much_too_long_fails() {
        assert_eq!(duration(300.0), []);
        assert_eq!(duration(315.0), [("limits.duration", Level::Review)]);
        assert_eq!(duration(315.1), [("limits.duration", Level::Fail)]);
        assert_eq!(duration(19.0), [("limits.duration", Level::Review)]);
        assert_eq!(duration(18.9), [("limits.duration", Level::Fail)]);
        assert_eq!(duration(f64::NAN), []);
    }

    #[test]
    fn characters_are_unicode_characters() {
        let limits = || Limits {
            title_max: Some(4),
            ..Limits::default()
        };
        let titled = |title: &str| Text {
            title: title.into(),
            ..Text::default()
        };
        assert_eq!(level(limits(), titled("春天来了")), []);
        assert_eq!(
            level(limits(), titled("春天来了呀")),
            [("limits.characters", Level::Fail)]
        );
    }

    #[test]
    fn upright_and_lying_pictures_are_measured_alike() {
        let limits = || Limits {
            long_side_min: Some(1280),
            short_side_min: Some(720),
            ..Limits::default()
        };
        let sized = |width, height| Text {
            width: Some(width),
            height: Some(height),
            ..Text::default()
        };
        assert_eq!(level(limits(), sized(1280, 720)), []);
        assert_eq!(level(limits(), sized(720, 1280)), []);
        assert_eq!(
            level(limits(), sized(640, 360)),
            [("limits.resolution", Level::Fail); 2]
        );
    }

    #[test]
    fn counts_days_and_declarations_have_no_tolerance() {
        let limits = Limits {
            entries_max: Some(3),
            tags_max: Some(1),
            made_since: chrono::NaiveDate::from_ymd_opt(2023, 1, 1),
            ai: AiUse::Assisted,
            subtitles: vec![Language::En],
            ..Limits::default()
        };
        let text = Text {
            entries: Some(4),
            tags: vec!["a".into(), "b".into()],
            made_on: chrono::NaiveDate::from_ymd_opt(2022, 12, 31),
            ai: Some(AiUse::Generated),
            subtitles: Some(vec![Language::Zh]),
            ..Text::default()
        };
        let codes: Vec<_> = check(&limits, &text)
            .into_iter()
            .map(|finding| (finding.code, finding.level))
            .collect();
        let expected = [
            "limits.tags",
            "limits.entries",
            "limits.made_since",
            "limits.ai",
            "limits.subtitles",
        ];
        assert_eq!(codes, expected.map(|code| (code, Level::Fail)));
    }

    #[test]
    fn what_is_not_known_is_not_checked() {
        let limits = Limits {
            duration_max_s: Some(1.0),
            entries_max: Some(0),
            subtitles: vec![Language::Ru],
            ..Limits::default()
        };
        assert_eq!(level(limits, Text::default()), []);
    }
}
