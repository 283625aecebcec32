//! The folder that `judging assign` reads: `docs/judging.md` describes its files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::problem::{Entry, Judge, Problem, Rules};
use super::table::{Record, Table};

/// A read folder: the problem, with what its places stand for. Entries and judges are in the order of their names,
/// so that the order of lines means nothing.
pub struct Folder {
    pub problem: Problem,
    pub entries: Vec<String>,
    pub judges: Vec<String>,
    /// Whether an assignment in force was given.
    pub repairs: bool,
    /// Pairs in force whose judge is not there any more.
    pub departed: u64,
    /// What was ignored, with file and line.
    pub warnings: Vec<String>,
}

/// `params.json`.
#[derive(Deserialize)]
struct Parameters {
    k: usize,
    #[serde(default)]
    min_per_country: usize,
    #[serde(default)]
    min_load: u64,
    max_load: Option<u64>,
    max_load_all: Option<u64>,
    #[serde(default)]
    seed: u64,
    /// The countries that the rule is about, when they are not all that judges and entries have.
    countries: Option<Vec<String>>,
}

impl Parameters {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
        let text = text.trim_start_matches('\u{FEFF}');
        let parameters: Self = serde_json::from_str(text).with_context(|| name.clone())?;
        if parameters.k == 0 {
            bail!("{name}: k: an entry needs at least one judge");
        }
        Ok(parameters)
    }
}

/// Names in order, each with its line where a file has one.
type Roster<'a> = BTreeMap<&'a str, Option<Record<'a>>>;

/// All names of a file; or, when `only` says which there are, what the file knows of those.
fn roster<'a>(
    table: Option<&'a Table>,
    column: &str,
    only: Option<BTreeSet<&'a str>>,
) -> anyhow::Result<Roster<'a>> {
    let all = only.is_none();
    let names = only.into_iter().flatten();
    let mut roster: Roster<'a> = names.map(|name| (name, None)).collect();
    let Some(table) = table else {
        return Ok(roster);
    };
    table.require(&[column])?;
    for record in table.records() {
        let name = record.id(column)?;
        match roster.get_mut(name) {
            Some(Some(_)) => return Err(record.wrong(column, &format!("{name} is there twice"))),
            Some(known) => *known = Some(record),
            None if all => {
                roster.insert(name, Some(record));
            }
            None => {}
        }
    }
    Ok(roster)
}

/// The affinity column of a category.
fn affinity_of(category: &str) -> String {
    format!("aff_{category}")
}

fn entry(record: Option<Record<'_>>, categories: &[&str]) -> Entry {
    let Some(record) = record else {
        return Entry::default();
    };
    let mut languages = record.list("language");
    let subtitles = record.list("subtitles").into_iter();
    languages.extend(subtitles.filter(|code| code != "none"));
    Entry {
        languages,
        institution: record.text("institution").to_owned(),
        category: categories.binary_search(&record.text("category")).ok(),
        ..Entry::default()
    }
}

fn judge(record: Option<Record<'_>>, categories: &[&str]) -> anyhow::Result<Judge> {
    let Some(record) = record else {
        return Ok(Judge::default());
    };
    let affinities = categories
        .iter()
        .map(|category| Ok(record.decimal(&affinity_of(category))?.unwrap_or(0.0)))
        .collect::<anyhow::Result<_>>()?;
    Ok(Judge {
        country: record.text("country").to_owned(),
        languages: record.list("languages"),
        institution: record.text("institution").to_owned(),
        max_load: record.number("max_load", "a number of entries")?,
        carries: 0,
        affinities,
    })
}

impl Folder {
    /// Reads and checks everything. Lines about judges or entries that are not there are ignored with a warning:
    /// who has left may still be named in the conflicts and in the assignment in force.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let optional = |name: &str| Table::read(&folder.join(name));
        let parameters = Parameters::read(&folder.join("params.json"))?;
        let affinity = optional("affinity.csv")?;
        let needed = |name: &str, columns: &[&str]| {
            let table = optional(name)?;
            match &table {
                Some(table) if affinity.is_none() => table.require(columns)?,
                None if affinity.is_none() => {
                    bail!("{}: there is no such file", folder.join(name).display())
                }
                _ => {}
            }
            Ok(table)
        };
        let entries = needed("entries.csv", &["entry", "country", "language"])?;
        let judges = needed("judges.csv", &["judge", "country", "languages"])?;
        let only = |column: &str| {
            let Some(affinity) = &affinity else {
                return Ok(None);
            };
            affinity.require(&["judge", "entry", "affinity"])?;
            let names = affinity.records().map(|record| record.id(column));
            names.collect::<anyhow::Result<BTreeSet<&str>>>().map(Some)
        };
        let entries = roster(entries.as_ref(), "entry", only("entry")?)?;
        let judges = roster(judges.as_ref(), "judge", only("judge")?)?;

        let mut found = Self::of(&parameters, &entries, &judges)?;
        found.problem.rules.competence = affinity.is_none();
        if let Some(affinity) = &affinity {
            found.take_pairs(affinity, |entry, judge, record| {
                let number = record.decimal("affinity")?.unwrap_or(0.0);
                entry.bids.push((judge, number));
                Ok(())
            })?;
            let all = found.problem.entries.iter().flat_map(|entry| &entry.bids);
            let most = all.fold(0.0, |most, (_, number)| number.abs().max(most));
            found.problem.unit = if most > 0.0 { most } else { 1.0 };
        }
        if let Some(conflicts) = optional("conflicts.csv")? {
            found.take_pairs(&conflicts, |entry, judge, _| {
                entry.conflicts.push(judge);
                Ok(())
            })?;
        }
        if let Some(bids) = optional("bids.csv")? {
            bids.require(&["bid"])?;
            found.take_pairs(&bids, |entry, judge, record| {
                let bid = record.decimal("bid")?.unwrap_or(0.0);
                entry.bids.push((judge, bid));
                Ok(())
            })?;
        }
        if let Some(previous) = optional("previous_assignment.csv")? {
            found.repairs = true;
            found.departed = found.take_pairs(&previous, |entry, judge, record| {
                if entry.previous.contains(&judge) {
                    return Err(record.wrong("judge", "has this entry twice"));
                }
                entry.previous.push(judge);
                Ok(())
            })?;
        }
        Ok(found)
    }

    fn of(
        parameters: &Parameters,
        entries: &Roster<'_>,
        judges: &Roster<'_>,
    ) -> anyhow::Result<Self> {
        let text = |column| {
            entries
                .values()
                .flatten()
                .map(move |record| record.text(column))
        };
        let categories: BTreeSet<&str> = text("category").filter(|name| !name.is_empty()).collect();
        let categories: Vec<&str> = categories.into_iter().collect();
        let mut warnings = Vec::new();
        for category in &categories {
            let column = affinity_of(category);
            let missing = |record: &&Record<'_>| !record.has(&column);
            if let Some(record) = judges.values().flatten().next().filter(missing) {
                warnings.push(record.at(&column, "is not there: affinity 0 is taken"));
            }
        }
        let home = judges
            .values()
            .flatten()
            .map(|record| record.text("country"));
        let countries: BTreeSet<&str> = home
            .chain(text("country"))
            .filter(|c| !c.is_empty())
            .collect();
        let countries = countries.into_iter().map(str::to_owned).collect();
        let countries = parameters.countries.clone().unwrap_or(countries);
        let limits = [parameters.max_load, parameters.max_load_all];
        let rules = Rules {
            per_entry: parameters.k,
            per_country: parameters.min_per_country,
            countries: if parameters.min_per_country == 0 {
                Vec::new()
            } else {
                countries
            },
            min_load: parameters.min_load,
            max_load: limits.into_iter().flatten().min(),
            competence: true,
            vacancies: false,
        };
        let all = judges.values().map(|record| judge(*record, &categories));
        let problem = Problem {
            judges: all.collect::<anyhow::Result<_>>()?,
            entries: entries
                .values()
                .map(|record| entry(*record, &categories))
                .collect(),
            rules,
            weight: 1.0,
            unit: 100.0,
            seed: parameters.seed,
        };
        let names = |roster: &Roster<'_>| roster.keys().map(|name| (*name).to_owned()).collect();
        Ok(Self {
            problem,
            entries: names(entries),
            judges: names(judges),
            repairs: false,
            departed: 0,
            warnings,
        })
    }

    /// Gives each line of a file with pairs to `take`. Says how many have an entry that is there, but no judge.
    fn take_pairs(
        &mut self,
        table: &Table,
        mut take: impl FnMut(&mut Entry, usize, Record<'_>) -> anyhow::Result<()>,
    ) -> anyhow::Result<u64> {
        let mut departed = 0;
        table.require(&["judge", "entry"])?;
        let places = |names: &[String]| -> HashMap<String, usize> {
            names.iter().cloned().zip(0..).collect()
        };
        let (entries, judges) = (places(&self.entries), places(&self.judges));
        for record in table.records() {
            let judge = judges.get(record.id("judge")?);
            let entry = entries.get(record.id("entry")?);
            match (entry, judge) {
                (Some(entry), Some(judge)) => {
                    take(&mut self.problem.entries[*entry], *judge, record)?;
                }
                (None, _) => self
                    .warnings
                    .push(record.at("entry", "there is no such entry: ignored")),
                (_, None) => {
                    departed += 1;
                    self.warnings
                        .push(record.at("judge", "there is no such judge: ignored"));
                }
            }
        }
        Ok(departed)
    }
}
