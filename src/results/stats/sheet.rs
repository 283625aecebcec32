//! From rows of scores to ballots: criteria weighed, incomplete ballots left out, duplicates refused.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ballots::{Ballot, Ballots};
use super::decimal::Decimal;
use super::note::Note;
use super::table::{Field, InputError, Table};

/// The largest score that is read: its square still is a number.
const LARGEST: f64 = 1e100;

/// What becomes of a ballot that lacks a criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// It is incomplete and does not count.
    #[default]
    Drop,
    /// The weights of the criteria that are there are stretched to 1.
    Renormalise,
}

/// Ballots and the names of who they are about.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Entries with a ballot that counts, in the order of their names.
    pub entries: Vec<String>,
    /// Judges with one, in the order of their names.
    pub judges: Vec<String>,
    /// Countries, in the order of their names; none where there is no such column.
    pub countries: Vec<String>,
    /// By entry, its country's place.
    pub entry_country: Vec<Option<usize>>,
    /// By judge.
    pub judge_country: Vec<Option<usize>>,
    /// Whether both columns of countries were there.
    pub has_countries: bool,
    /// The ballots that count.
    pub ballots: Ballots,
    /// What was left out, and by which rule.
    pub notes: Vec<Note>,
}

/// Places of the columns.
struct Columns {
    entry: usize,
    judge: usize,
    score: usize,
    criterion: Option<usize>,
    weight: Option<usize>,
    entry_country: Option<usize>,
    judge_country: Option<usize>,
}

/// One judge's rows on one entry.
#[derive(Default)]
struct Draft<'t> {
    /// By criterion; none where the score is empty.
    scores: Vec<(&'t str, Option<Value<'t>>)>,
    weight: Option<f64>,
    line: usize,
}

/// A score as it was written, and as a number.
#[derive(Clone, Copy)]
struct Value<'t> {
    text: &'t str,
    number: f64,
    line: usize,
    column: usize,
}

impl Sheet {
    /// Reads a table of scores.
    ///
    /// # Errors
    /// A column or name that is missing, a score that is no number, a ballot or criterion twice, weights or countries that disagree.
    pub fn read(table: &Table<'_>, missing: Missing) -> Result<Self, InputError> {
        let columns = Columns {
            entry: table.needed("entry")?,
            judge: table.needed("judge")?,
            score: table.needed("score")?,
            criterion: table.column("criterion"),
            weight: table.column("weight"),
            entry_country: table.column("entry_country"),
            judge_country: table.column("judge_country"),
        };
        let mut drafts: BTreeMap<(&str, &str), Draft<'_>> = BTreeMap::new();
        let mut weights: BTreeMap<&str, Decimal> = BTreeMap::new();
        let mut countries = [HashMap::new(), HashMap::new()];
        for row in table.rows() {
            let entry = name(table, &row[columns.entry], "entry")?;
            let judge = name(table, &row[columns.judge], "judge")?;
            for (known, who, place) in [
                (0, entry, columns.entry_country),
                (1, judge, columns.judge_country),
            ] {
                if let Some(place) = place {
                    same_country(table, &mut countries[known], who, &row[place])?;
                }
            }
            let score = &row[columns.score];
            let draft = drafts.entry((entry, judge)).or_default();
            let criterion = columns.criterion.map(|place| &row[place]);
            let key = match criterion {
                Some(field) => name(table, field, "criterion")?,
                None => "",
            };
            if draft.scores.iter().any(|(criterion, _)| *criterion == key) {
                let what = criterion.map_or(String::new(), |field| format!(" in {:?}", field.text));
                let message = format!(
                    "{judge:?} scored {entry:?}{what} twice, first in line {}",
                    draft.line
                );
                return Err(table.bad(&row[columns.judge], message));
            }
            if draft.line == 0 {
                draft.line = score.line;
            }
            draft.scores.reserve_exact(1);
            draft.scores.push((key, value(table, score)?));
            match (columns.weight.map(|place| &row[place]), criterion) {
                (Some(field), Some(_)) => criterion_weight(table, &mut weights, key, field)?,
                (Some(field), None) => draft.weight = Some(ballot_weight(table, field)?),
                (None, _) => {
                    weights.entry(key).or_insert(one());
                }
            }
        }
        if drafts.is_empty() {
            return Err(table.error(1, 1, "there are no scores"));
        }
        let scored = Scored::of(
            table,
            &drafts,
            &weights,
            missing,
            columns.criterion.is_some(),
        )?;
        scored.sheet(table, &drafts, &countries, &columns)
    }

    /// For each ballot 1 where judge and entry have the same country, else 0. Without a country of either it is 0.
    pub fn home(&self) -> Vec<f64> {
        self.ballots
            .rows()
            .iter()
            .map(|ballot| {
                let judge = self.judge_country[ballot.judge];
                let same = judge.is_some() && judge == self.entry_country[ballot.entry];
                f64::from(u8::from(same))
            })
            .collect()
    }
}

/// Ballots that count, and those that do not.
struct Scored<'t> {
    ballots: Vec<(&'t str, &'t str, f64, f64)>,
    incomplete: Vec<String>,
    stretched: Vec<String>,
    weighted: bool,
}

impl<'t> Scored<'t> {
    fn of(
        table: &Table<'_>,
        drafts: &BTreeMap<(&'t str, &'t str), Draft<'_>>,
        weights: &BTreeMap<&str, Decimal>,
        missing: Missing,
        criteria: bool,
    ) -> Result<Self, InputError> {
        let mut scored = Self {
            ballots: Vec::with_capacity(drafts.len()),
            incomplete: Vec::new(),
            stretched: Vec::new(),
            weighted: false,
        };
        for ((entry, judge), draft) in drafts {
            let there: Vec<(&str, Value<'_>)> = draft
                .scores
                .iter()
                .filter_map(|(criterion, value)| Some((*criterion, (*value)?)))
                .collect();
            let wanted = if criteria { weights.len() } else { 1 };
            let lacking = there.len() < wanted;
            let name = || format!("{entry} / {judge}");
            if there.is_empty() || lacking && missing == Missing::Drop {
                scored.incomplete.push(name());
                continue;
            }
            let score = if criteria {
                let Some(score) = weigh(table, &there, weights)? else {
                    scored.incomplete.push(name());
                    continue;
                };
                score
            } else {
                there[0].1.number
            };
            if lacking {
                scored.stretched.push(name());
            }
            let weight = draft.weight.unwrap_or(1.0);
            scored.weighted |= weight != 1.0;
            scored.ballots.push((*entry, *judge, score, weight));
        }
        if scored.ballots.is_empty() {
            return Err(table.error(1, 1, "no ballot is complete"));
        }
        Ok(scored)
    }

    fn sheet(
        self,
        table: &Table<'_>,
        drafts: &BTreeMap<(&str, &str), Draft<'_>>,
        countries: &[HashMap<&str, String>; 2],
        columns: &Columns,
    ) -> Result<Sheet, InputError> {
        let entries: BTreeSet<&str> = self.ballots.iter().map(|ballot| ballot.0).collect();
        let judges: BTreeSet<&str> = self.ballots.iter().map(|ballot| ballot.1).collect();
        let places = |names: &BTreeSet<&'t str>| -> HashMap<&'t str, usize> {
            names
                .iter()
                .enumerate()
                .map(|(at, name)| (*name, at))
                .collect()
        };
        let (entry_places, judge_places) = (places(&entries), places(&judges));
        let rows = self
            .ballots
            .iter()
            .map(|(entry, judge, score, weight)| Ballot {
                entry: entry_places[entry],
                judge: judge_places[judge],
                score: *score,
                weight: *weight,
            })
            .collect();
        let ballots = Ballots::new(entries.len(), judges.len(), rows)
            .map_err(|_| table.error(1, 1, "a judge scored an entry twice"))?;
        let known: BTreeSet<&str> = countries
            .iter()
            .flat_map(|of| of.values().map(String::as_str))
            .filter(|country| !country.is_empty())
            .collect();
        let country_places = places_of(&known);
        let of = |names: &BTreeSet<&str>, side: usize| -> Vec<Option<usize>> {
            names
                .iter()
                .map(|name| {
                    country_places
                        .get(countries[side].get(name)?.as_str())
                        .copied()
                })
                .collect()
        };
        let (entry_country, judge_country) = (of(&entries, 0), of(&judges, 1));
        let has_countries = columns.entry_country.is_some() && columns.judge_country.is_some();
        let mut notes = self.notes();
        let without: BTreeSet<&str> = drafts
            .keys()
            .map(|(entry, _)| *entry)
            .filter(|entry| !entries.contains(entry))
            .collect();
        if !without.is_empty() {
            notes.push(Note::on(
                "no_ballots",
                "no ballot of these entries counts: they have no score and no rank",
                without,
            ));
        }
        let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
        Ok(Sheet {
            countries: owned(known),
            entries: owned(entries),
            judges: owned(judges),
            entry_country,
            judge_country,
            has_countries,
            ballots,
            notes,
        })
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if !self.incomplete.is_empty() {
            notes.push(Note::on(
                "incomplete_ballots",
                "these ballots (entry / judge) lack a criterion or a score and do not count",
                &self.incomplete,
            ));
        }
        if !self.stretched.is_empty() {
            notes.push(Note::on(
                "renormalised_ballots",
                "these ballots (entry / judge) lack a criterion; the weights of their others were stretched to 1",
                &self.stretched,
            ));
        }
        if self.weighted {
            notes.push(Note::new(
                "ballot_weights",
                "the crossed model counts each ballot by its weight; means count all alike",
            ));
        }
        notes
    }
}

fn places_of<'t>(names: &BTreeSet<&'t str>) -> HashMap<&'t str, usize> {
    names
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, at))
        .collect()
}

fn one() -> Decimal {
    Decimal::parse("1").unwrap_or(Decimal::ZERO)
}

fn name<'t>(table: &Table<'_>, field: &'t Field<'_>, what: &str) -> Result<&'t str, InputError> {
    if field.text.is_empty() {
        return Err(table.bad(field, format!("the {what} has no name")));
    }
    Ok(&field.text)
}

fn number(table: &Table<'_>, field: &Field<'_>, what: &str) -> Result<f64, InputError> {
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
    };
    let number: f64 = Some(field.text.as_ref())
        .filter(|text| plain(text))
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| {
            table.bad(
                field,
                format!("the {what} {:?} is not a number such as 8.5", field.text),
            )
        })?;
    if number.abs() > LARGEST {
        return Err(table.bad(field, format!("the {what} {:?} is too large", field.text)));
    }
    Ok(number)
}

fn value<'t>(table: &Table<'_>, field: &'t Field<'_>) -> Result<Option<Value<'t>>, InputError> {
    if field.text.is_empty() {
        return Ok(None);
    }
    Ok(Some(Value {
        text: &field.text,
        number: number(table, field, "score")?,
        line: field.line,
        column: field.column,
    }))
}

fn ballot_weight(table: &Table<'_>, field: &Field<'_>) -> Result<f64, InputError> {
    let weight = number(table, field, "weight")?;
    if weight > 0.0 {
        Ok(weight)
    } else {
        Err(table.bad(field, "a ballot's weight is above 0"))
    }
}

fn criterion_weight<'t>(
    table: &Table<'_>,
    weights: &mut BTreeMap<&'t str, Decimal>,
    criterion: &'t str,
    field: &Field<'_>,
) -> Result<(), InputError> {
    let weight = Decimal::parse(&field.text).ok_or_else(|| {
        let message = format!(
            "the weight {:?} is not a number of up to 15 digits",
            field.text
        );
        table.bad(field, message)
    })?;
    if weight.is_negative() {
        return Err(table.bad(field, "a criterion's weight is not below 0"));
    }
    match weights.insert(criterion, weight) {
        Some(before) if before != weight => Err(table.bad(
            field,
            format!("the criterion {criterion:?} has another weight further up"),
        )),
        _ => Ok(()),
    }
}

/// Σ w x / Σ w in exact decimals, rounded once; none if the weights of what is there add up to 0.
fn weigh(
    table: &Table<'_>,
    scores: &[(&str, Value<'_>)],
    weights: &BTreeMap<&str, Decimal>,
) -> Result<Option<f64>, InputError> {
    let mut sum = Decimal::ZERO;
    let mut total = Decimal::ZERO;
    for (criterion, value) in scores {
        let weight = weights.get(criterion).copied().unwrap_or(Decimal::ZERO);
        let part = Decimal::parse(value.text)
            .and_then(|exact| exact.times(weight))
            .and_then(|part| Some((sum.plus(part)?, total.plus(weight)?)));
        (sum, total) = part.ok_or_else(|| {
            let message =
                "the score has too many digits to be added exactly (15 at most, no exponent)";
            table.error(value.line, value.column, message)
        })?;
    }
    Ok(if total.is_positive() {
        sum.over(total)
    } else {
        None
    })
}

fn same_country<'t>(
    table: &Table<'_>,
    known: &mut HashMap<&'t str, String>,
    who: &'t str,
    field: &Field<'_>,
) -> Result<(), InputError> {
    match known.get(who) {
        Some(country) if *country != field.text => Err(table.bad(
            field,
            format!(
                "{who:?} is of {:?} here and of {country:?} further up",
                field.text
            ),
        )),
        Some(_) => Ok(()),
        None => {
            known.insert(who, field.text.clone().into_owned());
            Ok(())
        }
    }
}
