//! What `judging assign` writes: the pairs, and the report in words and figures.

use std::io::Write;

use serde::Serialize;

use super::blocking::{Block, Rule};
use super::figures::Figures;
use super::folder::Folder;
use super::problem::{Answer, Assignment, Problem};

/// Of many entries or judges, messages name so many.
const NAMED: usize = 5;

/// The report, as `--report` writes it. What is undefined is null, with its reason in `notes`.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    pub status: &'static str,
    pub load_min: Option<u64>,
    pub load_max: Option<u64>,
    pub total_affinity: Option<f64>,
    pub min_entry_affinity: Option<f64>,
    /// Pairs of the assignment in force that are not kept, those of judges who left included.
    pub changed_pairs: Option<u64>,
    pub judge_graph_components: Option<usize>,
    pub mean_contrast_variance: Option<f64>,
    pub seed: u64,
    pub weight: f64,
    pub seconds: f64,
    pub blocking: Vec<Blocking>,
    pub notes: Vec<Note>,
}

/// One thing that stands in the way of any assignment.
#[derive(Debug, Serialize)]
pub struct Blocking {
    pub entries: Vec<String>,
    pub rule: &'static str,
    pub needs: u64,
    pub has: u64,
    pub fix: String,
    pub country: Option<String>,
    pub judges: Vec<String>,
}

/// Why a figure is null.
#[derive(Debug, Serialize)]
pub struct Note {
    pub code: &'static str,
    pub message: String,
    pub subjects: Vec<String>,
}

impl Report {
    /// Describes an answer that took `seconds` to find.
    pub fn new(folder: &Folder, answer: &Answer, seconds: f64) -> Self {
        let problem = &folder.problem;
        let report = Self {
            seed: problem.seed,
            weight: problem.weight,
            seconds,
            ..Self::default()
        };
        match answer {
            Answer::Assigned(assignment) => report.assigned(folder, assignment),
            Answer::Blocked(blocks) => Self {
                status: "infeasible",
                blocking: blocks
                    .iter()
                    .map(|block| Words { folder, block }.blocking())
                    .collect(),
                notes: vec![Note {
                    code: "infeasible",
                    message: "no assignment keeps all rules: there are no figures".to_owned(),
                    subjects: Vec::new(),
                }],
                ..report
            },
        }
    }

    fn assigned(self, folder: &Folder, assignment: &Assignment) -> Self {
        let figures = Figures::of(&folder.problem, assignment);
        let mut notes = Vec::new();
        let idle = assignment
            .loads
            .iter()
            .zip(&folder.judges)
            .filter(|(load, _)| **load == 0);
        let idle: Vec<String> = idle.map(|(_, name)| name.clone()).collect();
        if figures.contrast.is_none() {
            notes.push(Note {
                code: "contrast-undefined",
                message: "judges who share no entries, not even through others, cannot be compared"
                    .to_owned(),
                subjects: Vec::new(),
            });
        }
        if !idle.is_empty() {
            notes.push(Note {
                code: "idle-judges",
                message: "these judges have no entry and are not among the compared".to_owned(),
                subjects: idle,
            });
        }
        if !folder.repairs {
            notes.push(Note {
                code: "nothing-in-force",
                message: "changed_pairs: no assignment in force was given".to_owned(),
                subjects: Vec::new(),
            });
        }
        Self {
            status: "optimal",
            load_min: Some(figures.load_min),
            load_max: Some(figures.load_max),
            total_affinity: Some(figures.total_affinity),
            min_entry_affinity: figures.min_entry_affinity,
            changed_pairs: folder
                .repairs
                .then_some(assignment.changed + folder.departed),
            judge_graph_components: Some(figures.components),
            mean_contrast_variance: figures.contrast,
            notes,
            ..self
        }
    }
}

/// Writes `entry,judge`, by entry and then judge.
pub fn write_pairs(
    folder: &Folder,
    assignment: &Assignment,
    out: impl Write,
) -> anyhow::Result<()> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(["entry", "judge"])?;
    for (entry, panel) in folder.entries.iter().zip(&assignment.panels) {
        for judge in panel {
            csv.write_record([entry, &folder.judges[*judge]])?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// A block in words.
struct Words<'a> {
    folder: &'a Folder,
    block: &'a Block,
}

fn listed(names: &[String]) -> String {
    let shown = names
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn either(names: &[String]) -> String {
    names.join(" or ")
}

impl Words<'_> {
    fn problem(&self) -> &Problem {
        &self.folder.problem
    }

    fn entries(&self) -> Vec<String> {
        let name = |at: &usize| self.folder.entries[*at].clone();
        self.block.entries.iter().map(name).collect()
    }

    fn judges(&self) -> Vec<String> {
        let name = |at: &usize| self.folder.judges[*at].clone();
        self.block.judges.iter().map(name).collect()
    }

    fn country(&self) -> Option<&String> {
        self.block
            .country
            .and_then(|at| self.problem().rules.countries.get(at))
    }

    fn blocking(&self) -> Blocking {
        let rule = match self.block.rule {
            Rule::PerEntry => "k",
            Rule::Country => "country",
            Rule::Language => "language",
            Rule::Institution => "institution",
            Rule::Conflict => "conflict",
            Rule::MaxLoad => "max_load",
            Rule::MinLoad => "min_load",
        };
        Blocking {
            entries: self.entries(),
            rule,
            needs: self.block.needs,
            has: self.block.has,
            fix: self.fix(),
            country: self.country().cloned(),
            judges: self.judges(),
        }
    }

    /// How many judges are lacking, of which country.
    fn more_judges(&self) -> String {
        let lacking = self.block.needs.saturating_sub(self.block.has);
        let of = self
            .country()
            .map(|c| format!(" from {c}"))
            .unwrap_or_default();
        match lacking {
            1 => format!("one more judge{of}"),
            more => format!("{more} more judges{of}"),
        }
    }

    fn fix(&self) -> String {
        let block = self.block;
        let lacking = block.needs.saturating_sub(block.has);
        let (entries, judges) = (listed(&self.entries()), listed(&self.judges()));
        let spoken: Vec<String> = block
            .entries
            .first()
            .map(|at| self.problem().entries[*at].languages.clone())
            .unwrap_or_default();
        match block.rule {
            Rule::Country if block.country.is_none() => format!(
                "lower min_per_country, or raise k to {}: the countries' places are more than an entry has",
                block.needs
            ),
            Rule::PerEntry | Rule::Country => format!(
                "find {} who may score {entries}, or lower the number that is asked to {}",
                self.more_judges(),
                block.has
            ),
            Rule::Language if block.languages.is_empty() => {
                format!("find {} who know {}", self.more_judges(), either(&spoken))
            }
            Rule::Language => format!(
                "add subtitles in {} to {entries}, or find {} with {}",
                either(&block.languages),
                self.more_judges(),
                either(&spoken)
            ),
            Rule::Institution => {
                format!(
                    "find {} from another institution than that of {entries}",
                    self.more_judges()
                )
            }
            Rule::Conflict => format!(
                "find {} without a conflict with {entries}, or lift {lacking} of the conflicts of {judges}",
                self.more_judges()
            ),
            Rule::MaxLoad => {
                let who = match block.because {
                    Some(Rule::Language) => format!("who know {} and ", either(&block.languages)),
                    Some(Rule::Country) => "from their country who ".to_owned(),
                    Some(Rule::Institution) => "from other institutions who ".to_owned(),
                    Some(Rule::Conflict) => "without conflicts who ".to_owned(),
                    _ => "who ".to_owned(),
                };
                format!(
                    "raise the largest loads of {judges} by {lacking} altogether, or find judges {who}can take {lacking} of the {} entries",
                    block.entries.len()
                )
            }
            Rule::MinLoad if block.because.is_some() => format!(
                "lower min_load to {}, or raise the largest loads of {judges} to {}",
                block.possible.unwrap_or(0),
                block.needs
            ),
            Rule::MinLoad => format!(
                "lower min_load to {}: there is no more for {judges}",
                block.possible.unwrap_or(0)
            ),
        }
    }
}
