//! Forms of results: awards, their giving out, the cut, publication.

pub mod audience;
pub mod notices;
pub mod objections;
pub mod trials;
pub mod weights;

use chrono::{LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::allotment::{Decision, Rules};
use super::{Award, Basis, JudgeDecision, Method, Placement, RoundSummary};
use crate::contests::{Category, Contest, Stream};
use crate::db::{Id, Moment};
use crate::entries::Entry;
use crate::i18n::Trilingual;
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

const REASON_MAX: usize = 500;
/// Objections are taken no longer than this.
const OBJECTION_DAYS_MAX: i64 = 60;

/// An award as an admin describes it.
#[derive(Clone, Debug)]
pub struct NewAward {
    pub code: String,
    pub name: Trilingual,
    pub description: Trilingual,
    pub quota: i32,
    pub stream: Option<Id<Stream>>,
    pub category: Option<Id<Category>>,
    pub basis: Basis,
}

/// How and until when objections are taken, and what is shown.
#[derive(Clone, Debug)]
pub struct Publication {
    pub objections_until: Moment,
    pub objections: Trilingual,
    pub show_scores: bool,
    /// Whether creators see the means and notes of their own entries once results are final.
    pub feedback: bool,
}

/// What an admin said to the proposed awards.
#[derive(Clone, Debug)]
pub struct Giving {
    pub rules: Rules,
    pub decisions: Vec<Decision>,
    /// Why ties were decided so; only asked for where there were any.
    pub reason: String,
    /// What was on the page that is confirmed; empty while looking only.
    pub confirmed: String,
}

/// Which of the tied go through.
#[derive(Clone, Debug)]
pub struct CutDecision {
    pub through: Vec<Id<Entry>>,
    pub reason: String,
}

/// What an admin ticked on a page of an earlier round's entries.
#[derive(Clone, Debug)]
pub struct Ticks {
    /// All entries on that page.
    pub shown: Vec<Id<Entry>>,
    pub through: Vec<Id<Entry>>,
    pub reason: String,
}

/// The method chosen for a round.
#[derive(Clone, Debug)]
pub struct MethodChoice {
    pub method: Method,
    /// Why, once scores came in; printed with the results.
    pub reason: String,
    /// The version that the form was filled from; 0 before anybody chose.
    pub version: i32,
}

/// What becomes of a judge's ballots.
#[derive(Clone, Debug)]
pub struct JudgeChoice {
    pub decision: JudgeDecision,
    pub reason: String,
}

/// An award given by hand.
#[derive(Clone, Debug)]
pub struct Gift {
    /// The entry's number in its contest.
    pub number: i32,
    pub reason: String,
}

/// Reads an award; its stream and category are the contest's own.
pub fn award(
    form: &Form,
    streams: &[Stream],
    categories: &[Category],
) -> Result<NewAward, FieldErrors> {
    let mut f = form.fields();
    let code = f.parse("code", code);
    let name = f.trilingual("name", 1, 120);
    let description = f.trilingual("description", 0, 600);
    let quota = f.whole("quota", 1, 1000);
    let stream = one_of(&mut f, "stream", streams.iter().map(|stream| stream.id));
    let category = one_of(&mut f, "category", categories.iter().map(|each| each.id));
    let basis = f.parse("basis", |text| match text {
        "" => Ok(Basis::default()),
        text => Basis::parse(text).ok_or("field-choice"),
    });
    f.finish(|| {
        Some(NewAward {
            code: code?,
            name: name?,
            description: description?,
            quota: i32::try_from(quota?).ok()?,
            stream: stream?,
            category: category?,
            basis: basis?,
        })
    })
}

/// An award as stored, to be changed.
pub fn filled(award: &Award) -> Form {
    let or_all = |id: Option<String>| id.unwrap_or_default();
    Form::new()
        .with("code", &award.code)
        .with_trilingual("name", &award.name)
        .with_trilingual("description", &award.description)
        .with("quota", award.quota)
        .with("basis", award.basis)
        .with("stream", or_all(award.stream_id.map(|id| id.to_string())))
        .with(
            "category",
            or_all(award.category_id.map(|id| id.to_string())),
        )
        .with("version", award.version)
}

/// The version of the row that a form was filled from; a form without one is stale.
pub fn version(form: &Form) -> i32 {
    form.get("version").parse().unwrap_or(0)
}

pub fn round(form: &Form) -> Result<Id<RoundSummary>, FieldErrors> {
    let mut f = form.fields();
    let round = f.choice("round", |text| text.parse().ok());
    f.finish(|| round)
}

/// Reads the method of a round, one of `methods`; once scores came in, the reason must be there.
pub fn method(form: &Form, late: bool, methods: &[Method]) -> Result<MethodChoice, FieldErrors> {
    let mut f = form.fields();
    let on_offer = |text: &str| Method::parse(text).filter(|method| methods.contains(method));
    let method = f.choice("method", on_offer);
    let reason = f.text("reason", usize::from(late), REASON_MAX);
    f.finish(|| {
        Some(MethodChoice {
            method: method?,
            reason: reason?,
            version: version(form),
        })
    })
}

/// Reads what is decided of a judge's ballots, and why.
pub fn judge(form: &Form) -> Result<JudgeChoice, FieldErrors> {
    let mut f = form.fields();
    let decision = f.choice("decision", JudgeDecision::parse);
    let reason = f.text("reason", 3, REASON_MAX);
    f.finish(|| {
        Some(JudgeChoice {
            decision: decision?,
            reason: reason?,
        })
    })
}

pub fn giving(form: &Form, awards: &[Award]) -> Result<Giving, FieldErrors> {
    let mut f = form.fields();
    let minimum = f.parse("minimum", |text| match text {
        "" => Ok(None),
        text => thousandths(text).map(Some),
    });
    let one_per_author = f.ticked("one_per_author");
    let decisions = decisions(form, awards);
    let reason = f.text("reason", 0, REASON_MAX);
    let confirmed = form.get("confirmed").to_owned();
    if !confirmed.is_empty()
        && !decisions.is_empty()
        && reason.as_ref().is_some_and(String::is_empty)
    {
        f.refuse("reason", "field-required");
    }
    f.finish(|| {
        Some(Giving {
            rules: Rules {
                minimum: minimum?,
                one_per_author,
            },
            decisions,
            reason: reason?,
            confirmed,
        })
    })
}

/// The names of the fields in which a tie of `award` is decided: the chosen, and whether the rest stays vacant.
pub fn decision_fields(award: Id<Award>) -> (String, String) {
    (format!("pick.{award}"), format!("vacant.{award}"))
}

/// What a form decides of the ties of `awards`.
pub fn decisions(form: &Form, awards: &[Award]) -> Vec<Decision> {
    awards
        .iter()
        .filter_map(|award| decision(form, award))
        .collect()
}

fn decision(form: &Form, award: &Award) -> Option<Decision> {
    let (pick, vacant) = decision_fields(award.id);
    let chosen: Vec<Id<Entry>> = form.all(&pick).filter_map(|id| id.parse().ok()).collect();
    let rest_vacant = form.contains(&vacant);
    (!chosen.is_empty() || rest_vacant).then_some(Decision {
        award: award.id,
        chosen,
        rest_vacant,
    })
}

pub fn cut(form: &Form) -> Result<CutDecision, FieldErrors> {
    let mut f = form.fields();
    let through = form
        .all("through")
        .filter_map(|id| id.parse().ok())
        .collect();
    let reason = f.text("reason", 1, REASON_MAX);
    f.finish(|| {
        Some(CutDecision {
            through,
            reason: reason?,
        })
    })
}

pub fn ticks(form: &Form) -> Result<Ticks, FieldErrors> {
    let mut f = form.fields();
    let ids = |name| form.all(name).filter_map(|id| id.parse().ok()).collect();
    let (shown, through) = (ids("shown"), ids("through"));
    let reason = f.text("reason", 0, REASON_MAX);
    f.finish(|| {
        Some(Ticks {
            shown,
            through,
            reason: reason?,
        })
    })
}

pub fn gift(form: &Form) -> Result<Gift, FieldErrors> {
    let mut f = form.fields();
    let number = f.parse("number", entry_number);
    let reason = f.text("gift_reason", 1, REASON_MAX);
    f.finish(|| {
        Some(Gift {
            number: number?,
            reason: reason?,
        })
    })
}

/// The placement that is withheld, and why.
pub fn withholding(form: &Form) -> Result<(Id<Placement>, String), FieldErrors> {
    let mut f = form.fields();
    let placement = f.choice("placement", |text| text.parse().ok());
    let reason = f.text("reason", 1, REASON_MAX);
    f.finish(|| Some((placement?, reason?)))
}

pub fn reason(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let reason = f.text("reason", 1, REASON_MAX);
    f.finish(|| reason)
}

pub fn publication(
    form: &Form,
    contest: &Contest,
    now: Moment,
) -> Result<Publication, FieldErrors> {
    let mut f = form.fields();
    let objections_until = f.parse("objections_until", |text| {
        let until = local_time(text, contest.tz())?;
        match until.since(now) {
            span if span <= TimeDelta::zero() => Err(Problem::new("field-deadline-past")),
            span if span > TimeDelta::days(OBJECTION_DAYS_MAX) => {
                Err(Problem::new("field-deadline-far").arg("days", OBJECTION_DAYS_MAX))
            }
            _ => Ok(until),
        }
    });
    let objections = f.trilingual("objections", 1, 300);
    let show_scores = f.ticked("show_scores");
    let feedback = f.ticked("feedback");
    f.finish(|| {
        Some(Publication {
            objections_until: objections_until?,
            objections: objections?,
            show_scores,
            feedback,
        })
    })
}

/// One of the contest's own, or nothing for all of them.
fn one_of<T>(
    f: &mut Fields<'_>,
    name: &str,
    mut own: impl Iterator<Item = Id<T>>,
) -> Option<Option<Id<T>>> {
    f.parse(name, |text| match text {
        "" => Ok(None),
        text => own
            .find(|id| id.to_string() == text)
            .map(Some)
            .ok_or("field-choice"),
    })
}

/// Lower-case letters, digits and hyphens.
fn code(text: &str) -> Result<String, Problem> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match text.chars().count() {
        0 => Err("field-required".into()),
        length @ 41.. => Err(Problem::new("field-too-long")
            .arg("max", 40)
            .arg("length", length as i64)),
        _ if text.chars().all(plain) => Ok(text.to_owned()),
        _ => Err("field-award-code".into()),
    }
}

/// `8.5` or `8,5` points as 8500 thousandths.
fn thousandths(text: &str) -> Result<i32, &'static str> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str, max| t.len() <= max && t.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(whole, 5) || !digits(part, 3) {
        return Err("field-minimum-points");
    }
    format!("{whole}{part:0<3}")
        .parse()
        .map_err(|_| "field-minimum-points")
}

/// `CN-0042`, or the bare number.
fn entry_number(text: &str) -> Result<i32, &'static str> {
    let digits = text.rsplit('-').next().unwrap_or_default();
    match digits.parse::<i32>() {
        Ok(number) if number > 0 => Ok(number),
        _ if text.is_empty() => Err("field-required"),
        _ => Err("field-entry-number"),
    }
}

/// A time as browsers send it, `2023-08-31T23:59`, on the clocks of `zone`.
fn local_time(text: &str, zone: Tz) -> Result<Moment, Problem> {
    if text.is_empty() {
        return Err("field-required".into());
    }
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .map_err(|_| Problem::new("field-deadline"))?;
    match zone.from_local_datetime(&naive) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.to_utc().into()),
        LocalResult::None => Err("field-deadline".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_with_a_point_or_a_comma() {
        assert_eq!(thousandths("8"), Ok(8000));
        assert_eq!(thousandths("8.5"), Ok(8500));
        assert_eq!(thousandths("6,667"), Ok(6667));
        for wrong in ["", "-1", "8.5555", "eight", "1e3", ".", "999999", "８"] {
            assert!(thousandths(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_entry_is_named_by_its_number() {
        assert_eq!(entry_number("CN-0042"), Ok(42));
        assert_eq!(entry_number("42"), Ok(42));
        assert!(entry_number("CN-").is_err() && entry_number("0").is_err());
    }

    #[test]
    fn a_deadline_is_read_on_the_contests_clocks() {
        let at = local_time("2023-05-08T23:59", Tz::Asia__Shanghai).unwrap();
        assert_eq!(at.iso(), "2023-05-08T15:59:00Z");
        assert!(local_time("tomorrow", Tz::UTC).is_err());
    }
}
