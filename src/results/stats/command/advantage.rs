//! `results home-advantage`: whether judges favour their own country, and what cannot be said.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::super::home::{HomeAdvantage, Identified};
use super::super::note::{Note, named};
use super::super::sheet::{Missing, Sheet};
use super::super::table::Table;
use super::models::Estimated;
use super::{CommandError, Named, write_report};

#[derive(Default, Serialize)]
struct MixedRow {
    home: Option<f64>,
    se: Option<f64>,
    t: Option<f64>,
    p: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
}

#[derive(Serialize)]
struct JudgeRow {
    estimate: Option<f64>,
    p_holm: Option<f64>,
}

#[derive(Serialize)]
struct TwoRow {
    did: f64,
    se: f64,
    mean_bias: f64,
}

#[derive(Serialize)]
struct Report<'a> {
    mixed_model: MixedRow,
    same_country_mean_dev: Option<f64>,
    other_country_mean_dev: Option<f64>,
    preference: Option<f64>,
    welch_t: Option<f64>,
    by_country: Option<BTreeMap<&'a str, Estimated>>,
    judges: Named<'a, JudgeRow>,
    two_country: Option<TwoRow>,
    identified: Option<&'static str>,
    permutation_p: Option<f64>,
    seed: u64,
    notes: Vec<Note>,
}

/// Says what a table of scores with countries shows of home advantage.
///
/// # Errors
/// The table is not one of scores with both countries. Writing failed.
pub fn home_advantage(
    seed: u64,
    file: &str,
    input: &[u8],
    output: &mut dyn Write,
) -> Result<(), CommandError> {
    let table = Table::parse(file, input)?;
    table.needed("judge_country")?;
    table.needed("entry_country")?;
    let mut sheet = Sheet::read(&table, Missing::Drop)?;
    let mut notes = std::mem::take(&mut sheet.notes);
    let found = HomeAdvantage::of(&sheet, seed);
    notes.extend(remarks(&sheet, &found));
    let judges = found.judges.iter().map(|judge| JudgeRow {
        estimate: judge.estimate,
        p_holm: judge.p_holm,
    });
    write_report(
        output,
        &Report {
            mixed_model: found
                .mixed
                .map_or_else(MixedRow::default, |mixed| MixedRow {
                    home: Some(mixed.home),
                    se: Some(mixed.se),
                    t: Some(mixed.t),
                    p: Some(mixed.p),
                    lo: Some(mixed.low),
                    hi: Some(mixed.high),
                }),
            same_country_mean_dev: found.same,
            other_country_mean_dev: found.other,
            preference: found.preference(),
            welch_t: found.welch_t,
            by_country: found.by_country.as_ref().map(|rows| {
                let rows = rows.iter().map(|(country, estimate)| {
                    let Estimated { estimate, se } = Estimated {
                        estimate: estimate.estimate,
                        se: estimate.se,
                    };
                    (
                        sheet.countries[*country].as_str(),
                        Estimated { estimate, se },
                    )
                });
                rows.collect()
            }),
            judges: Named::new(&sheet.judges, judges),
            two_country: found.two_country.map(|two| TwoRow {
                did: two.did,
                se: two.se,
                mean_bias: two.mean_bias,
            }),
            identified: found.identified.map(|identified| match identified {
                Identified::Each => "each",
                Identified::Sum => "sum",
            }),
            permutation_p: found.permutation_p,
            seed,
            notes,
        },
    )
}

fn remarks(sheet: &Sheet, found: &HomeAdvantage) -> Vec<Note> {
    let mut notes = Vec::new();
    match found.identified {
        None => notes.push(Note::new(
            "not_identified",
            "home advantage cannot be told: ballots at home and away are missing, or they follow from the countries themselves",
        )),
        Some(Identified::Sum) => notes.push(Note::new(
            "cannot_say_whose",
            "only the sum (or mean) of the countries' biases can be told, not each: we cannot say whose. A country's judges that favour it look \
             the same as a country whose entries are better. Neutral judges or entries would tell",
        )),
        Some(Identified::Each) if found.by_country.is_none() => notes.push(Note::new(
            "no_country_estimates",
            "each country's own could be told apart, but the ballots are too few for the model",
        )),
        Some(Identified::Each) => {}
    }
    match (&found.mixed, found.identified) {
        (Some(_), _) => notes.push(Note::new(
            "wald",
            "t, p and the interval are Wald's (normal); under 60 entries an audit can only say \"unclear\"",
        )),
        (None, _) => notes.push(Note::new(
            "no_mixed_model",
            "the crossed model with a home term cannot be fitted to these ballots",
        )),
    }
    if found.two_country.is_none() {
        notes.push(Note::new(
            "not_two_countries",
            "the difference of differences needs exactly two countries, each with judges and entries",
        ));
    }
    let without = |sheet: &Sheet, countries: &[Option<usize>], names: &[String]| -> Vec<String> {
        debug_assert!(sheet.has_countries);
        named(names, countries.iter().map(Option::is_none))
            .map(str::to_owned)
            .collect()
    };
    let mut nowhere = without(sheet, &sheet.entry_country, &sheet.entries);
    nowhere.extend(without(sheet, &sheet.judge_country, &sheet.judges));
    if !nowhere.is_empty() {
        notes.push(Note::on(
            "no_country",
            "these have no country: their ballots count as away",
            nowhere,
        ));
    }
    let untested = found.judges.iter().map(|judge| judge.p_holm.is_none());
    if untested.clone().any(|is| is) {
        notes.push(Note::on(
            "judges_not_tested",
            "these judges have fewer than two ballots at home or away, or ballots without spread: there is no test",
            named(&sheet.judges, untested),
        ));
    }
    if found.same.is_none() || found.other.is_none() || found.welch_t.is_none() {
        notes.push(Note::new(
            "no_preference",
            "there are too few ballots at home or away on entries with another judge to compare them",
        ));
    }
    if found.permutation_p.is_none() {
        notes.push(Note::new(
            "no_permutation",
            "no judge scored both at home and away, or the crossed model cannot be fitted",
        ));
    }
    notes
}
