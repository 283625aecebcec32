//! Forms of contests: the first lines of a new one, its texts, windows and entry rules.
//! The forms of what a contest has several of are in `forms/items.rs`, those of its team in `forms/team.rs`.

mod items;
mod team;

use chrono::offset::LocalResult;
use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::Tz;

pub use items::{
    CategoryDetails, DeclarationDetails, QuestionDetails, StreamDetails, category, category_filled,
    declaration, declaration_filled, question, question_filled, stream, stream_filled,
};
pub use team::{NewInvitation, Skills, filled_skills, invitation, skills};

use super::{AiPolicy, Contest, EntryRules, Prose, SubtitleRule};
use crate::db::{Moment, text_enum};
use crate::i18n::{Language, Trilingual};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

text_enum! {
    /// What a new contest begins with.
    pub enum Start ("contest-start") {
        Template = "template",
        Blank = "blank",
    }
}

/// A contest about to be made.
#[derive(Clone, Debug)]
pub struct NewContest {
    pub slug: String,
    /// May be empty when it begins with the template, which has a name.
    pub name: Trilingual,
    pub start: Start,
}

/// What the public reads.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Texts {
    pub name: Trilingual,
    pub theme: Trilingual,
    /// Markdown.
    pub call: Trilingual,
    /// Markdown.
    pub rules: Trilingual,
}

impl Texts {
    /// The texts as they are now.
    pub fn of(contest: &Contest, prose: Prose) -> Self {
        Self {
            name: contest.name.clone().into_inner(),
            theme: contest.theme.clone().into_inner(),
            call: prose.call.into_inner(),
            rules: prose.rules.into_inner(),
        }
    }
}

/// When the call is open, and the zone in which that was typed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Windows {
    pub zone: String,
    pub opens_at: Option<Moment>,
    pub closes_at: Option<Moment>,
    pub grace_minutes: i32,
}

impl From<&Contest> for Windows {
    fn from(contest: &Contest) -> Self {
        Self {
            zone: contest.zone.clone(),
            opens_at: contest.opens_at,
            closes_at: contest.closes_at,
            grace_minutes: contest.grace_minutes,
        }
    }
}

/// The version of the set-up that a form was filled in from; none at all is older than any.
pub fn version(form: &Form) -> i32 {
    form.get("version").parse().unwrap_or_default()
}

/// A name in addresses: lower-case letters, digits, and hyphens between them.
fn slug(text: &str, max: usize) -> Result<String, Problem> {
    let fits = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
        && !text.ends_with('-');
    match text.len() {
        0 => Err("field-required".into()),
        _ if !fits => Err("field-slug".into()),
        length if length > max => Err(Problem::new("field-too-long")
            .arg("max", max as i64)
            .arg("length", length as i64)),
        _ => Ok(text.to_owned()),
    }
}

pub fn new_contest(form: &Form) -> Result<NewContest, FieldErrors> {
    let mut f = form.fields();
    let slug = f.parse("slug", |text| match slug(text, 40)?.as_str() {
        // The addresses of the pages that make contests.
        "new" | "import" => Err(Problem::new("field-slug-taken")),
        slug => Ok(slug.to_owned()),
    });
    let start = f.choice("start", Start::parse);
    let name = f.trilingual("name", usize::from(start != Some(Start::Template)), 120);
    f.finish(|| {
        Some(NewContest {
            slug: slug?,
            name: name?,
            start: start?,
        })
    })
}

pub fn texts(form: &Form) -> Result<Texts, FieldErrors> {
    let mut f = form.fields();
    let name = f.trilingual("name", 1, 120);
    let theme = f.trilingual("theme", 0, 200);
    let call = f.trilingual("call", 0, 20_000);
    let rules = f.trilingual("rules", 0, 40_000);
    f.finish(|| {
        Some(Texts {
            name: name?,
            theme: theme?,
            call: call?,
            rules: rules?,
        })
    })
}

pub fn texts_filled(texts: &Texts) -> Form {
    Form::new()
        .with_trilingual("name", &texts.name)
        .with_trilingual("theme", &texts.theme)
        .with_trilingual("call", &texts.call)
        .with_trilingual("rules", &texts.rules)
}

/// The zones on offer: those of the contest's countries, then every city's.
pub fn zones() -> Vec<&'static str> {
    let first = ["Asia/Shanghai", "Europe/Moscow", "UTC"];
    let others = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| name.contains('/') && !name.starts_with("Etc/") && !first.contains(name));
    first.into_iter().chain(others).collect()
}

/// Which of two instants an ambiguous local time means, when clocks go back.
#[derive(Clone, Copy)]
enum Ambiguous {
    First,
    /// A deadline: in doubt later, to the creators' advantage.
    Second,
}

/// A local time as browsers send it, `2023-08-31T23:59`, on the clocks of `zone`.
fn local_time(text: &str, zone: Tz, doubt: Ambiguous) -> Result<Option<Moment>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let typed = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
        .ok()
        .filter(|at| (2000..2100).contains(&chrono::Datelike::year(at)))
        .ok_or("field-date-time")?;
    let at = match (zone.from_local_datetime(&typed), doubt) {
        (LocalResult::Single(at), _)
        | (LocalResult::Ambiguous(at, _), Ambiguous::First)
        | (LocalResult::Ambiguous(_, at), Ambiguous::Second) => at,
        (LocalResult::None, _) => return Err("field-time-gap".into()),
    };
    Ok(Some(at.to_utc().into()))
}

pub fn windows(form: &Form) -> Result<Windows, FieldErrors> {
    let mut f = form.fields();
    let zone = f.choice("zone", |name| {
        zones().contains(&name).then(|| name.parse::<Tz>().ok())?
    });
    let reading = zone.unwrap_or(Tz::UTC);
    let opens = f.parse("opens_at", |t| local_time(t, reading, Ambiguous::First));
    let closes = f.parse("closes_at", |t| local_time(t, reading, Ambiguous::Second));
    if let (Some(Some(opens)), Some(Some(closes))) = (opens, closes)
        && closes <= opens
    {
        f.refuse("closes_at", "field-window-order");
    }
    let grace = f.whole("grace_minutes", 0, 1440);
    f.finish(|| {
        Some(Windows {
            zone: zone?.name().to_owned(),
            opens_at: opens?,
            closes_at: closes?,
            grace_minutes: grace? as i32,
        })
    })
}

pub fn windows_filled(contest: &Contest) -> Form {
    let local = |at: Option<Moment>| {
        at.map(|at| {
            at.in_zone(contest.tz())
                .format("%Y-%m-%dT%H:%M")
                .to_string()
        })
        .unwrap_or_default()
    };
    Form::new()
        .with("zone", contest.tz().name())
        .with("opens_at", local(contest.opens_at))
        .with("closes_at", local(contest.closes_at))
        .with("grace_minutes", contest.grace_minutes)
}

/// A limit that may be left empty: no rule.
fn limit(f: &mut Fields<'_>, name: &str, max: i64) -> Option<Option<i32>> {
    Some(f.optional_whole(name, 1, max)?.map(|n| n as i32))
}

/// The languages that are ticked.
fn languages(f: &mut Fields<'_>, name: &str) -> Option<Vec<Language>> {
    let codes: Vec<&str> = f.form().all(name).collect();
    let found: Option<Vec<Language>> = codes.into_iter().map(Language::parse).collect();
    if found.is_none() {
        f.refuse(name, "field-choice");
    }
    found.map(|mut all| {
        let mut seen = std::collections::HashSet::new();
        all.retain(|language| seen.insert(*language));
        all
    })
}

/// Of two limits, the lower may not be over the higher.
fn in_order(f: &mut Fields<'_>, name: &str, low: Option<Option<i32>>, high: Option<Option<i32>>) {
    if let (Some(Some(low)), Some(Some(high))) = (low, high)
        && high < low
    {
        f.refuse(
            name,
            Problem::new("field-below-minimum").arg("min", low as i64),
        );
    }
}

pub fn entry_rules(form: &Form) -> Result<EntryRules, FieldErrors> {
    let mut f = form.fields();
    let duration_min_s = limit(&mut f, "duration_min_s", 86_400);
    let duration_max_s = limit(&mut f, "duration_max_s", 86_400);
    in_order(&mut f, "duration_max_s", duration_min_s, duration_max_s);
    let title_max = f.whole("title_max", 5, 500);
    let synopsis_min = f.whole("synopsis_min", 0, 20_000);
    let synopsis_max = f.whole("synopsis_max", 1, 20_000);
    let some = |n: Option<i64>| n.map(|n| Some(n as i32));
    in_order(
        &mut f,
        "synopsis_max",
        some(synopsis_min),
        some(synopsis_max),
    );
    let entries_per_person = limit(&mut f, "entries_per_person", 1000);
    let subtitles = f.choice("subtitles", SubtitleRule::parse);
    let subtitle_languages = languages(&mut f, "subtitle_languages");
    if matches!(subtitles, Some(SubtitleRule::One | SubtitleRule::All))
        && subtitle_languages.as_ref().is_some_and(Vec::is_empty)
    {
        f.refuse("subtitle_languages", "field-subtitle-languages");
    }
    let made_since = f.optional_date("made_since");
    let ai_policy = f.choice("ai_policy", AiPolicy::parse);
    let minimum_age = limit(&mut f, "minimum_age", 120);
    let maximum_age = limit(&mut f, "maximum_age", 120);
    in_order(&mut f, "maximum_age", minimum_age, maximum_age);
    let guardian_under = limit(&mut f, "guardian_under", 120);
    let upload_max_mb = f.whole("upload_max_mb", 1, 10_000);
    let links = f.ticked("links");
    f.finish(|| {
        Some(EntryRules {
            duration_min_s: duration_min_s?,
            duration_max_s: duration_max_s?,
            title_max: title_max? as i32,
            synopsis_min: synopsis_min? as i32,
            synopsis_max: synopsis_max? as i32,
            entries_per_person: entries_per_person?,
            subtitles: subtitles?,
            subtitle_languages: subtitle_languages?,
            made_since: made_since?,
            ai_policy: ai_policy?,
            minimum_age: minimum_age?,
            maximum_age: maximum_age?,
            guardian_under: guardian_under?,
            upload_max_mb: upload_max_mb? as i32,
            links,
        })
    })
}

pub fn entry_rules_filled(contest: &Contest) -> Form {
    let rules = &contest.entry_rules;
    let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let mut form = Form::new()
        .with("duration_min_s", number(rules.duration_min_s))
        .with("duration_max_s", number(rules.duration_max_s))
        .with("title_max", rules.title_max)
        .with("synopsis_min", rules.synopsis_min)
        .with("synopsis_max", rules.synopsis_max)
        .with("entries_per_person", number(rules.entries_per_person))
        .with("subtitles", rules.subtitles)
        .with("made_since", day(rules.made_since))
        .with("ai_policy", rules.ai_policy)
        .with("minimum_age", number(rules.minimum_age))
        .with("maximum_age", number(rules.maximum_age))
        .with("guardian_under", number(rules.guardian_under))
        .with("upload_max_mb", rules.upload_max_mb);
    for language in &rules.subtitle_languages {
        form = form.with("subtitle_languages", language);
    }
    if rules.links {
        form = form.with("links", "on");
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(zone: &str, text: &str) -> Result<String, FieldErrors> {
        let form = Form::new()
            .with("zone", zone)
            .with("opens_at", text)
            .with("grace_minutes", 15);
        windows(&form).map(|w| w.opens_at.map(Moment::iso).unwrap_or_default())
    }

    #[test]
    fn a_local_time_is_an_instant_of_its_zone() {
        assert_eq!(
            opens("Asia/Shanghai", "2023-08-31T23:59").as_deref(),
            Ok("2023-08-31T15:59:00Z")
        );
        assert_eq!(
            opens("Europe/Moscow", "2023-08-31T23:59").as_deref(),
            Ok("2023-08-31T20:59:00Z")
        );
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_refused_and_one_they_repeat_is_the_first() {
        let gap = opens("Europe/Berlin", "2023-03-26T02:30");
        let problem = gap
            .err()
            .and_then(|errors| errors.get("opens_at").map(|p| p.key));
        assert_eq!(problem, Some("field-time-gap"));
        assert_eq!(
            opens("Europe/Berlin", "2023-10-29T02:30").as_deref(),
            Ok("2023-10-29T00:30:00Z")
        );
    }

    #[test]
    fn a_deadline_in_doubt_is_the_later_one() {
        let form = Form::new()
            .with("zone", "Europe/Berlin")
            .with("closes_at", "2023-10-29T02:30")
            .with("grace_minutes", 0);
        let closes = windows(&form).map(|w| w.closes_at.map(Moment::iso));
        assert_eq!(closes, Ok(Some("2023-10-29T01:30:00Z".to_owned())));
    }
}
