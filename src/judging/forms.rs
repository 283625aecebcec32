//! Forms of judging: criteria, rounds, panels, scores, recusals.

mod built_in;
mod conflicts;
mod discussion;
mod notes;
mod order;
mod pairs;
mod picks;
mod room;
mod rounds;

use super::{Criterion, Level, RecusalReason, WHOLE, points_text, weight_text};
use crate::accounts::Account;
use crate::db::Id;
use crate::i18n::Trilingual;
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

pub use built_in::of_format;
pub use conflicts::{ConflictDecision, NotedConflict, conflict_decision, declared, noted, tie};
pub use discussion::{remark, unfilled_remark};
pub use notes::{Written, filled_note, note, note_id, unfilled_note};
pub use order::{GivenOrder, filled_order, order, place_field, typed_places};
pub use pairs::{GivenAnswer, Side, answer};
pub use picks::{filled_picks, picks, unknown};
pub use room::{RoomSettings, filled_room, room};
pub use rounds::{
    DrawSettings, NewRound, PanelChoice, RoundSettings, Scope, draw_settings, filled_draw,
    filled_round, new_round, panel, round, unfilled_round,
};

/// A criterion as an organiser writes it.
#[derive(Clone, Debug)]
pub struct CriterionText {
    pub code: String,
    pub name: Trilingual,
    pub help: Trilingual,
    /// Hundredths of a percent.
    pub weight: i32,
    /// Tenths of a point, as the step.
    pub scale_min: i32,
    pub scale_max: i32,
    pub step: i32,
    pub levels: Vec<Level>,
    /// Its turn to decide between equal scores, from 1; 0 is not asked.
    pub tie_order: i32,
}

/// What a judge gave: some or all points, in tenths, by the criterion's code.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub points: Vec<(String, i32)>,
    pub note: Option<String>,
    /// The ballot's version that the page showed; saves that only add need none.
    pub version: Option<i32>,
    /// Why a submitted ballot is changed; empty where nobody asks.
    pub reason: String,
}

/// Reads `7.5` or `7,5` as 75 with one digit after the point; None for anything else.
fn decimal(text: &str, digits: usize) -> Option<i32> {
    let text = text.replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let fits = !whole.is_empty()
        && whole.len() <= 6
        && rest.len() <= digits
        && (whole.to_owned() + rest)
            .bytes()
            .all(|b| b.is_ascii_digit());
    if !fits {
        return None;
    }
    format!("{whole}{rest:0<digits$}").parse().ok()
}

/// A weight in percent, as hundredths of a percent; one of nothing may be given where `least` is 0.
pub fn weight(f: &mut Fields<'_>, name: &str, least: i32) -> Option<i32> {
    number(f, name, 2, least, WHOLE)
}

fn number(f: &mut Fields<'_>, name: &str, digits: usize, min: i32, max: i32) -> Option<i32> {
    let shown = |value: &i32| match digits {
        1 => points_text(value),
        _ => weight_text(value),
    };
    f.parse(name, |text| match decimal(text, digits) {
        Some(value) if (min..=max).contains(&value) => Ok(value),
        Some(_) => Err(Problem::new("field-decimal-range")
            .arg("min", shown(&min))
            .arg("max", shown(&max))),
        None if text.is_empty() => Err(Problem::new("field-required")),
        None => Err(Problem::new("field-decimal").arg("digits", digits as i64)),
    })
}

/// The most points that a scale may have, in tenths.
const MOST: i32 = 1_000;

/// A criterion. Once there are scores, `kept` is what stays as it is: all but the texts.
pub fn criterion(form: &Form, kept: Option<&Criterion>) -> Result<CriterionText, FieldErrors> {
    let mut f = form.fields();
    let name = f.trilingual("name", 1, 60);
    let help = f.trilingual("help", 0, 600);
    let (code, weight, scale, turn) = match kept {
        Some(old) => (
            Some(old.code.clone()),
            Some(old.weight),
            Some((old.scale_min, old.scale_max, old.step)),
            Some(old.tie_order),
        ),
        None => (
            code(&mut f),
            weight(&mut f, "weight", 1),
            scale(&mut f),
            turn(&mut f),
        ),
    };
    let levels = levels(&mut f, scale);
    f.finish(|| {
        let (scale_min, scale_max, step) = scale?;
        Some(CriterionText {
            code: code?,
            name: name?,
            help: help?,
            weight: weight?,
            scale_min,
            scale_max,
            step,
            levels: levels?,
            tie_order: turn?,
        })
    })
}

/// The most criteria that may be asked between equals.
pub const MOST_TURNS: i32 = 20;

/// A turn among the tie-breaks; left empty, the criterion is not asked.
fn turn(f: &mut Fields<'_>) -> Option<i32> {
    let turn = f.optional_whole("tie_order", 0, i64::from(MOST_TURNS))?;
    i32::try_from(turn.unwrap_or(0)).ok()
}

fn code(f: &mut Fields<'_>) -> Option<String> {
    let code = f.line("code", 1, 30)?;
    let fits = code
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !fits {
        f.refuse("code", "field-code");
        return None;
    }
    Some(code)
}

fn scale(f: &mut Fields<'_>) -> Option<(i32, i32, i32)> {
    let min = number(f, "scale_min", 1, 0, MOST);
    let max = number(f, "scale_max", 1, 0, MOST);
    let step = number(f, "step", 1, 1, MOST);
    let (min, max, step) = (min?, max?, step?);
    if max <= min {
        f.refuse("scale_max", "field-scale-order");
        return None;
    }
    if (max - min) % step != 0 {
        f.refuse("step", "field-scale-step");
        return None;
    }
    Some((min, max, step))
}

/// Lines `points | zh | ru | en`.
fn levels(f: &mut Fields<'_>, scale: Option<(i32, i32, i32)>) -> Option<Vec<Level>> {
    let text = f.text("levels", 0, 4_000)?;
    let mut levels: Vec<Level> = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let mut parts = line.split('|').map(str::trim);
        let points = parts.next().and_then(|points| decimal(points, 1));
        let texts: Vec<&str> = parts.collect();
        let on_scale = |points: &i32| {
            scale.is_none_or(|(min, max, step)| {
                (min..=max).contains(points) && (points - min) % step == 0
            })
        };
        let level = match (points.filter(on_scale), texts.as_slice()) {
            (Some(points), [zh, ru, en]) if levels.iter().all(|l| l.points != points) => Level {
                points,
                label: Trilingual::new(zh, ru, en),
            },
            _ => {
                f.refuse(
                    "levels",
                    Problem::new("field-level").arg("line", at as i64 + 1),
                );
                return None;
            }
        };
        levels.push(level);
    }
    levels.sort_by_key(|level| level.points);
    Some(levels)
}

/// The form of a new criterion: from 1 to 10 in whole points.
pub fn new_criterion() -> Form {
    Form::new()
        .with("scale_min", 1)
        .with("scale_max", 10)
        .with("step", 1)
}

/// A criterion's form, filled in.
pub fn filled(criterion: &Criterion) -> Form {
    let levels: Vec<String> = criterion
        .levels
        .iter()
        .map(|level| {
            let label = &level.label;
            format!(
                "{} | {} | {} | {}",
                points_text(&level.points),
                label.zh,
                label.ru,
                label.en
            )
        })
        .collect();
    Form::new()
        .with("code", &criterion.code)
        .with_trilingual("name", &criterion.name)
        .with_trilingual("help", &criterion.help)
        .with("weight", weight_text(&criterion.weight))
        .with("scale_min", points_text(&criterion.scale_min))
        .with("scale_max", points_text(&criterion.scale_max))
        .with("step", points_text(&criterion.step))
        .with("levels", levels.join("\n"))
        .with("tie_order", turn_text(&criterion.tie_order))
}

/// A turn among the tie-breaks as it is typed: nothing for a criterion that is not asked.
pub fn turn_text(turn: &i32) -> String {
    match turn {
        0 => String::new(),
        turn => turn.to_string(),
    }
}

/// Points that were given, the note, and the version that the page showed.
pub fn scores(form: &Form) -> Result<Given, FieldErrors> {
    let mut f = form.fields();
    let mut points = Vec::new();
    for name in form.names() {
        let Some(code) = name.strip_prefix("points.") else {
            continue;
        };
        if form.get(name).trim().is_empty() || points.iter().any(|(each, _)| each == code) {
            continue;
        }
        let given = f.parse(name, |text| decimal(text, 1).ok_or("field-points-number"));
        points.extend(given.map(|given| (code.to_owned(), given)));
    }
    let note = if form.contains("note") {
        f.text("note", 0, 4_000).map(Some)
    } else {
        Some(None)
    };
    let version = f.optional_whole("version", 0, i64::from(i32::MAX));
    let reason = f.text("reason", 0, 500);
    f.finish(|| {
        Some(Given {
            reason: reason?,
            points,
            note: note?,
            version: version?.and_then(|v| i32::try_from(v).ok()),
        })
    })
}

/// Why a judge steps back.
pub fn recusal(form: &Form) -> Result<(RecusalReason, String), FieldErrors> {
    let mut f = form.fields();
    let reason = f.choice("reason", |word| {
        RecusalReason::choices().find(|each| each.as_str() == word)
    });
    let least = usize::from(reason == Some(RecusalReason::Other));
    let note = f.text("note", least, 500);
    f.finish(|| Some((reason?, note?)))
}

/// Why a round is opened again.
pub fn reason(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let reason = f.text("reason", 3, 500);
    f.finish(|| reason)
}

/// How many ballots are enough for an entry when a round is closed; by default as many as were `planned`.
pub fn enough(form: &Form, planned: i32) -> Result<i64, FieldErrors> {
    let mut f = form.fields();
    let least = f.optional_whole("minimum", 1, 100);
    f.finish(|| Some(least?.unwrap_or(i64::from(planned))))
}

/// The judges that were ticked; what is no id is nobody.
pub fn judges(form: &Form) -> Vec<Id<Account>> {
    form.all("judge")
        .filter_map(|text| text.parse().ok())
        .collect()
}

/// The scorecard's fields with what is stored.
pub fn filled_scores<'a>(
    lines: impl IntoIterator<Item = (&'a str, Option<i32>)>,
    note: &str,
    version: i32,
) -> Form {
    lines
        .into_iter()
        .filter_map(|(code, points)| Some((code, points?)))
        .fold(Form::new(), |form, (code, points)| {
            form.with(&format!("points.{code}"), points_text(&points))
        })
        .with("note", note)
        .with("version", version)
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn decimals_are_read_exactly_with_either_mark() {
        assert_eq!(decimal("7.5", 1), Some(75));
        assert_eq!(decimal("7,5", 1), Some(75));
        assert_eq!(decimal("7", 1), Some(70));
        assert_eq!(decimal("33.33", 2), Some(3333));
        for wrong in ["", ".5", "7.55", "-1", "1e3", "７", "1.2.3", "99999999"] {
            assert_eq!(decimal(wrong, 1), None, "{wrong}");
        }
    }

    #[test]
    fn a_turn_among_the_tie_breaks_is_a_number_or_left_empty() {
        let read = |turn: &str| {
            let form = new_criterion()
                .with("code", "theme")
                .with("name.en", "Theme")
                .with("weight", "25")
                .with("tie_order", turn);
            criterion(&form, None)
        };
        for (typed, turn) in [("", 0), ("0", 0), ("1", 1), ("20", 20)] {
            assert_eq!(read(typed).expect("a criterion").tie_order, turn);
        }
        for wrong in ["-1", "21", "first", "1.5"] {
            let errors = read(wrong).expect_err(wrong);
            assert!(errors.get("tie_order").is_some(), "{wrong}");
        }
    }

    #[test]
    fn levels_are_lines_of_points_and_three_labels() {
        let form = new_criterion()
            .with("code", "theme")
            .with("name.en", "Theme")
            .with("weight", "25")
            .with("levels", "10 | 优 | Отлично | Excellent\n1|差|Плохо|Poor");
        let read = criterion(&form, None).expect("a criterion");
        assert_eq!(
            (read.weight, read.levels.len(), read.levels[0].points),
            (2500, 2, 10)
        );
        assert_eq!(read.levels[1].label.get(Locale::Ru), "Отлично");
        let twice = Form::new()
            .with("name.en", "Theme")
            .with("levels", "11 | a | b | c");
        let kept = criterion(&form, None).map(|_| ());
        assert!(kept.is_ok() && criterion(&twice, None).is_err());
    }
}
