//! The files of a round's draw as the command reads them, so that anyone can repeat it. `docs/judging.md`, "A public draw".

use std::collections::HashMap;
use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::eligibility::{Bar, Eligibility};
use super::given::Draw;
use super::problem::Problem;
use super::statement::{NONE_NEEDED, stated};
use crate::db::Id;
use crate::entries::Entry;

/// A ZIP with the folder that `shortlist judging assign` reads. The seed is not in it: it may be drawn after the files are
/// published. Judges are named J1, J2 and so on, in the order of the panel.
#[derive(Clone, Debug)]
pub struct DrawFiles {
    pub bytes: Vec<u8>,
    /// SHA-256 of the ZIP, in hexadecimal. The same draw has the same files, byte for byte.
    pub digest: String,
}

/// Why the files were not written.
#[derive(Debug, thiserror::Error)]
pub enum DrawFilesError {
    #[error("{0}")]
    Csv(#[from] csv::Error),
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

type Files = Vec<(&'static str, Vec<u8>)>;

/// The name of a judge in these files: `J07` of twelve.
pub fn code(at: usize, judges: usize) -> String {
    let digits = judges.to_string().len();
    format!("J{:0digits$}", at + 1)
}

impl DrawFiles {
    /// The files of a draw that is a round's first, with the numbers of its entries; none of a later one, which depends on
    /// what judges have done since.
    pub fn of(
        draw: &Draw,
        numbers: &HashMap<Id<Entry>, String>,
    ) -> Result<Option<Self>, DrawFilesError> {
        if !draw.existing.is_empty() || !draw.fewer.is_empty() {
            return Ok(None);
        }
        let (problem, _) = stated(draw);
        let names: Vec<&str> = draw
            .works
            .iter()
            .map(|work| numbers.get(&work.entry).map_or("", String::as_str))
            .collect();
        let files: Files = vec![
            ("README.txt", readme(draw).into_bytes()),
            ("entries.csv", entries(&problem, &names)?),
            ("judges.csv", judges(&problem)?),
            ("conflicts.csv", conflicts(&problem, &names)?),
            ("params.json", parameters(&problem)?),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, bytes) in files {
            zip.start_file(name, options)?;
            zip.write_all(&bytes)?;
        }
        let bytes = zip.finish()?.into_inner();
        Ok(Some(Self {
            digest: hex::encode(Sha256::digest(&bytes)),
            bytes,
        }))
    }
}

fn readme(draw: &Draw) -> String {
    let command = format!(
        "    shortlist judging assign FOLDER --seed SEED --weight {}",
        draw.parameters.weight
    );
    format!(
        "\
All that the draw of the judges depends on, but for the seed. Unpacked into a folder, this gives the same pairs:
{command}
Entries have their numbers, judges stand-ins for their names.

评委分配所依据的全部数据，仅缺随机种子。解压到文件夹后，以下命令得到相同的分配：
{command}
作品以编号表示，评委以代号表示。

Всё, от чего зависит жеребьёвка судей, кроме зерна. Распакуйте в папку, и команда даст те же пары:
{command}
Работы названы номерами, судьи — условными именами.
"
    )
}

/// The name of an engine's category.
fn category(at: usize) -> String {
    format!("c{at:06}")
}

/// Nobody's language counts where it is no rule.
fn listed(problem: &Problem, languages: &[String]) -> String {
    match problem.rules.competence {
        true => languages.join(";"),
        false => NONE_NEEDED.to_owned(),
    }
}

fn entries(problem: &Problem, names: &[&str]) -> Result<Vec<u8>, DrawFilesError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["entry", "country", "language", "subtitles", "category"])?;
    for (entry, name) in problem.entries.iter().zip(names) {
        let languages = listed(problem, &entry.languages);
        let category = entry.category.map(category).unwrap_or_default();
        out.write_record([*name, "", &languages, "none", &category])?;
    }
    finished(out)
}

fn judges(problem: &Problem) -> Result<Vec<u8>, DrawFilesError> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let categories = problem
        .judges
        .first()
        .map_or(0, |judge| judge.affinities.len());
    let heads = ["judge", "country", "languages", "max_load"].map(str::to_owned);
    let affinities = (0..categories).map(|at| format!("aff_{}", category(at)));
    out.write_record(heads.into_iter().chain(affinities))?;
    for (at, judge) in problem.judges.iter().enumerate() {
        let most = judge.max_load.map(|most| most.to_string());
        let heads = [
            code(at, problem.judges.len()),
            judge.country.clone(),
            listed(problem, &judge.languages),
            most.unwrap_or_default(),
        ];
        let affinities = judge.affinities.iter().map(f64::to_string);
        out.write_record(heads.into_iter().chain(affinities))?;
    }
    finished(out)
}

/// Every pair that may not be, whatever for: who is of which institution is nobody's business.
fn conflicts(problem: &Problem, names: &[&str]) -> Result<Vec<u8>, DrawFilesError> {
    let eligibility = Eligibility::new(problem);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["judge", "entry"])?;
    for (entry, name) in names.iter().enumerate() {
        for judge in 0..problem.judges.len() {
            let bar = eligibility.bar(entry, judge);
            if matches!(bar, Some(Bar::Conflict | Bar::Institution)) {
                out.write_record([&code(judge, problem.judges.len()), *name])?;
            }
        }
    }
    finished(out)
}

fn parameters(problem: &Problem) -> Result<Vec<u8>, DrawFilesError> {
    let rules = &problem.rules;
    let mut out = serde_json::to_vec_pretty(&serde_json::json!({
        "k": rules.per_entry,
        "min_per_country": rules.per_country,
        "max_load": rules.max_load,
        "countries": rules.countries,
    }))?;
    out.push(b'\n');
    Ok(out)
}

fn finished(out: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, DrawFilesError> {
    Ok(out.into_inner().map_err(|error| error.into_error())?)
}
