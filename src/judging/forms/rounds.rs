//! Forms of rounds: settings, which entries they take, panels.

use chrono::{LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use super::number;
use crate::accounts::Account;
use crate::contests::{Category, Stream};
use crate::db::{Id, Moment};
use crate::i18n::Trilingual;
use crate::judging::{Competence, CutRule, Format, Round, Source, weight_text};
use crate::web::{FieldErrors, Fields, Form};

/// How often a judge is to compare each of their entries, unless the organiser says otherwise.
const COMPARISONS_EACH: i32 = 4;

/// What is set of a round.
#[derive(Clone, Debug, Default)]
pub struct RoundSettings {
    pub name: Trilingual,
    pub judges_per_entry: i32,
    pub cut_rule: CutRule,
    /// How many of each stream and category go through; 0 is all.
    pub cut: i32,
    /// Thousandths of a point.
    pub cut_threshold: i32,
    /// Whether among equals who submitted first goes before, once the criteria that are asked leave them equal.
    pub tie_earlier: bool,
    pub closes_at: Option<Moment>,
    /// None leaves it as it is: it is settled once the round is open.
    pub scope: Option<Scope>,
    /// None leaves it as it is: it is settled once the round is open.
    pub format: Option<Format>,
    /// How often a judge is to compare each of their entries. None leaves it as it is: nothing is compared.
    pub comparisons_each: Option<i32>,
}

/// What a round's draw is held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawSettings {
    pub seed: i64,
    pub min_per_country: i32,
    pub competence: Competence,
    pub max_load: Option<i32>,
    /// Percent.
    pub weight: i32,
}

/// Which entries a round takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub source: Source,
    /// The rounds that entries must have come through, where they must.
    pub earlier: Vec<Id<Round>>,
    pub stream: Option<Id<Stream>>,
    pub category: Option<Id<Category>>,
}

/// A round to be made.
#[derive(Clone, Debug, Default)]
pub struct NewRound {
    pub settings: RoundSettings,
    /// The round whose criteria it begins with.
    pub criteria_from: Option<Id<Round>>,
}

/// One judge chosen for the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelChoice {
    pub judge: Id<Account>,
    pub max_load: Option<i32>,
}

/// An id, or nothing when left empty.
fn optional_id<T>(f: &mut Fields<'_>, name: &str) -> Option<Option<Id<T>>> {
    f.parse(name, |text| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "field-choice"),
    })
}

fn scope(f: &mut Fields<'_>) -> Option<Scope> {
    let source = f.choice("source", Source::parse);
    let stream = optional_id(f, "stream");
    let category = optional_id(f, "category");
    let named: Vec<_> = f.form().all("earlier").map(str::parse).collect();
    let earlier: Result<Vec<Id<Round>>, _> = named.into_iter().collect();
    let earlier = earlier
        .map_err(|_| f.refuse("earlier", "field-choice"))
        .ok();
    let source = source?;
    let earlier = match source {
        Source::Accepted | Source::Chosen => Vec::new(),
        Source::Through => earlier?,
    };
    if source == Source::Through && earlier.is_empty() {
        f.refuse("earlier", "field-earlier-round");
        return None;
    }
    Some(Scope {
        source,
        earlier,
        stream: stream?,
        category: category?,
    })
}

fn settings(f: &mut Fields<'_>, zone: Tz) -> Option<RoundSettings> {
    let name = f.trilingual("name", 1, 60);
    let judges = f.whole("judges_per_entry", 1, 15);
    let rule = match f.form().get("cut_rule") {
        "" => Some(CutRule::Places),
        _ => f.choice("cut_rule", CutRule::parse),
    };
    // Of the two numbers only the one that the rule asks for has to be there.
    let cut = match rule {
        Some(CutRule::Places) | None => f.whole("cut", 0, 10_000),
        Some(_) => Some(0),
    };
    let threshold = match rule {
        Some(CutRule::Threshold) => number(f, "cut_threshold", 2, 0, 10_000),
        _ => Some(0),
    };
    let tie_earlier = f.ticked("tie_earlier");
    let closes_at = f.parse("closes_at", |text| {
        if text.is_empty() {
            return Ok(None);
        }
        let typed =
            NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| "field-date-time")?;
        match zone.from_local_datetime(&typed) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(Some(at.to_utc().into())),
            LocalResult::None => Err("field-date-time"),
        }
    });
    let scope = if f.form().contains("source") {
        Some(scope(f)?)
    } else {
        None
    };
    let format = match f.form().get("format") {
        "" => Some(None),
        _ => f.choice("format", Format::parse).map(Some),
    };
    let is_of_votes = format.flatten() == Some(Format::Votes);
    if rule.is_some_and(|rule| rule.consensus().is_some()) && !is_of_votes {
        f.refuse("cut_rule", "field-needs-votes");
    }
    // Of no interest in other rounds, where the field may be there all the same.
    let compares = match f.form().get("format") {
        "" => f.form().contains("comparisons_each"),
        format => format == Format::Pairs.as_str(),
    };
    let each = match compares {
        true => f.whole("comparisons_each", 1, 20).map(Some),
        false => Some(None),
    };
    Some(RoundSettings {
        name: name?,
        judges_per_entry: i32::try_from(judges?).ok()?,
        cut_rule: rule?,
        cut: i32::try_from(cut?).ok()?,
        // Typed in hundredths.
        cut_threshold: threshold? * 10,
        tie_earlier,
        closes_at: closes_at?,
        scope,
        format: format?,
        comparisons_each: each?.and_then(|each| i32::try_from(each).ok()),
    })
}

/// A round's settings; its end is typed on the clocks of `zone`.
pub fn round(form: &Form, zone: Tz) -> Result<RoundSettings, FieldErrors> {
    let mut f = form.fields();
    let settings = settings(&mut f, zone);
    f.finish(|| settings)
}

/// A new round: its settings and the round whose criteria it copies.
pub fn new_round(form: &Form, zone: Tz) -> Result<NewRound, FieldErrors> {
    let mut f = form.fields();
    let criteria_from = optional_id(&mut f, "criteria_from");
    let settings = settings(&mut f, zone);
    f.finish(|| {
        Some(NewRound {
            settings: settings?,
            criteria_from: criteria_from?,
        })
    })
}

/// The form of a round that is not there yet: it takes what came through the last of `rounds`, by its criteria.
pub fn unfilled_round(rounds: &[Round]) -> Form {
    let form = Form::new()
        .with("judges_per_entry", 3)
        .with("format", Format::Scorecard)
        .with("comparisons_each", COMPARISONS_EACH)
        .with("cut_rule", CutRule::Places)
        .with("cut", 0);
    let form = match rounds.last() {
        Some(last) if last.tie_earlier => form.with("tie_earlier", "on"),
        _ => form,
    };
    match rounds.last() {
        Some(last) => form
            .with("source", Source::Through)
            .with("earlier", last.id)
            .with("criteria_from", last.id),
        None => form.with("source", Source::Accepted),
    }
}

/// A round's form, filled in; `earlier` are the rounds that it takes entries from.
pub fn filled_round(round: &Round, earlier: &[Id<Round>], zone: Tz) -> Form {
    let closes_at = round.closes_at.map_or_else(String::new, |at| {
        at.in_zone(zone).format("%Y-%m-%dT%H:%M").to_string()
    });
    let optional = |id: Option<String>| id.unwrap_or_default();
    let form = Form::new()
        .with_trilingual("name", &round.name)
        .with("judges_per_entry", round.judges_per_entry)
        .with("format", round.format)
        .with("comparisons_each", round.comparisons_each)
        .with("cut_rule", round.cut_rule)
        .with("cut", round.cut)
        .with("cut_threshold", weight_text(&(round.cut_threshold / 10)))
        .with("closes_at", closes_at)
        .with("source", round.source)
        .with("stream", optional(round.stream_id.map(|id| id.to_string())))
        .with(
            "category",
            optional(round.category_id.map(|id| id.to_string())),
        );
    let form = match round.tie_earlier {
        true => form.with("tie_earlier", "on"),
        false => form,
    };
    earlier
        .iter()
        .fold(form, |form, id| form.with("earlier", id))
}

/// What a draw is held to. `countries` share the places of an entry, so their judges must fit into it.
pub fn draw_settings(
    form: &Form,
    round: &Round,
    countries: usize,
) -> Result<DrawSettings, FieldErrors> {
    let mut f = form.fields();
    let seed = f.whole("seed", 0, i64::from(u32::MAX));
    let most = i64::from(round.judges_per_entry) / i64::try_from(countries.max(1)).unwrap_or(1);
    let per_country = f.whole("min_per_country", 0, most);
    let competence = f.choice("competence", Competence::parse);
    let max_load = f.optional_whole("max_load", 1, 10_000);
    let weight = f.whole("weight", 0, 100);
    f.finish(|| {
        Some(DrawSettings {
            seed: seed?,
            min_per_country: i32::try_from(per_country?).ok()?,
            competence: competence?,
            max_load: match max_load? {
                Some(most) => Some(i32::try_from(most).ok()?),
                None => None,
            },
            weight: i32::try_from(weight?).ok()?,
        })
    })
}

/// The form of a round's draw, filled in.
pub fn filled_draw(round: &Round) -> Form {
    let most = round.max_load.map(|most| most.to_string());
    Form::new()
        .with("seed", round.seed)
        .with("min_per_country", round.min_per_country)
        .with("competence", round.competence)
        .with("max_load", most.unwrap_or_default())
        .with("weight", round.weight)
}

/// The ticked judges, each with the most that they take on, if it is said.
pub fn panel(form: &Form) -> Result<Vec<PanelChoice>, FieldErrors> {
    let mut f = form.fields();
    let mut chosen: Vec<PanelChoice> = Vec::new();
    for text in form.all("judge") {
        let Ok(judge) = text.parse::<Id<Account>>() else {
            f.refuse("judge", "field-choice");
            continue;
        };
        let max_load = f.optional_whole(&format!("max_load.{judge}"), 0, 10_000);
        if let Some(max_load) = max_load
            && chosen.iter().all(|each| each.judge != judge)
        {
            chosen.push(PanelChoice {
                judge,
                max_load: max_load.and_then(|most| i32::try_from(most).ok()),
            });
        }
    }
    f.finish(|| Some(chosen))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    fn typed() -> Form {
        Form::new()
            .with("name.en", "Final")
            .with("judges_per_entry", 4)
            .with("cut_rule", "threshold")
            .with("cut_threshold", "7,25")
    }

    #[test]
    fn a_threshold_is_typed_in_points_and_needs_no_places() {
        let read = round(&typed(), Tz::UTC).expect("settings");
        assert_eq!((read.cut, read.cut_threshold), (0, 7_250));
        assert_eq!(read.scope, None, "a form without it leaves it");
    }

    #[test]
    fn judges_can_only_agree_where_they_vote() {
        let form = Form::new()
            .with("name.en", "First look")
            .with("judges_per_entry", 3)
            .with("cut_rule", "unopposed");
        for format in ["", "scorecard", "order", "pairs"] {
            let errors = round(&form.clone().with("format", format), Tz::UTC).expect_err(format);
            assert!(errors.get("cut_rule").is_some(), "{format}");
        }
        let read = round(&form.with("format", "votes"), Tz::UTC).expect("settings");
        assert_eq!(read.cut_rule, CutRule::Unopposed);
    }

    #[test]
    fn how_often_entries_are_compared_is_asked_of_rounds_of_pairs_only() {
        let form = typed().with("format", "pairs");
        let errors = round(&form, Tz::UTC).expect_err("no number");
        assert!(errors.get("comparisons_each").is_some());
        let read = |format, each| {
            let form = typed()
                .with("format", format)
                .with("comparisons_each", each);
            round(&form, Tz::UTC).map(|read| read.comparisons_each).ok()
        };
        assert_eq!(read("pairs", "6"), Some(Some(6)));
        assert_eq!(read("pairs", "21"), None);
        assert_eq!(read("order", "nonsense"), Some(None));
    }

    #[test]
    fn a_round_of_those_who_came_through_names_the_rounds_they_came_through() {
        let form = typed().with("source", "through");
        let errors = round(&form, Tz::UTC).expect_err("no earlier round");
        assert!(errors.get("earlier").is_some());
        let earlier = Id::<Round>::new();
        let read = round(&form.with("earlier", earlier), Tz::UTC).expect("settings");
        assert_eq!(read.scope.map(|scope| scope.earlier), Some(vec![earlier]));
    }
}
