//! The published bundle: all that a ranking was computed from, and the ranking, so that anyone can compute it anew.
//!
//! A ZIP of plain files: `scores.csv` (also read by `shortlist results rank`), `entries.csv`, `ranking.csv`,
//! `parameters.json`, of a round of pairs `comparisons.csv` (also read by `shortlist results pairwise`), where there are
//! tie-breaks `ties.csv`, `SHA256SUMS` over these, and `README.txt`. Judges have pseudonyms. The same run gives the same bytes.
//! Where it is kept, `signature.json` is added.

mod read;
mod seal;
mod tables;
mod ties;

use std::io::{Cursor, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Plan, Ranked, Record};
use crate::judging::{TieBreak, weight_text};
use crate::results::weights::{Reweighing, Weighed};

pub use read::{Verdict, verify};
pub use seal::{Confirmed, ConfirmedLog, Seal};

/// The largest file that is unpacked.
const LARGEST: u64 = 1 << 30;
/// The form of the files; a reader refuses one that it does not know.
const FORMAT: u32 = 1;
const COMPARISONS: &str = "comparisons.csv";
const SCORES: &str = "scores.csv";
const ENTRIES: &str = "entries.csv";
const RANKING: &str = "ranking.csv";
const PARAMETERS: &str = "parameters.json";
const TIES: &str = "ties.csv";
const SUMS: &str = "SHA256SUMS";
/// The files that the sums are over, in their order; [`COMPARISONS`] comes first and [`TIES`] last where there are any.
const SUMMED: [&str; 4] = [ENTRIES, PARAMETERS, RANKING, SCORES];

const README: &str = "\
This is the record of a published ranking. Judges have pseudonyms; scores and rules are as they were used.
To compute it anew, without a network or a database:
    shortlist results verify FILE.zip
The same command checks signature.json: which installation stands for these files.
scores.csv can also be read by `shortlist results rank scores.csv`, a spreadsheet or any statistics program.

这是一份已公布排名的完整记录。评委以代号表示，评分与规则均为实际所用。
无需联网或数据库即可重新计算：
    shortlist results verify 文件.zip
该命令同时核对 signature.json，即由哪个站点为这些文件签名。

Это запись опубликованного рейтинга. Судьи под псевдонимами; оценки и правила — те, что применялись.
Пересчитать без сети и базы данных:
    shortlist results verify ФАЙЛ.zip
Та же команда проверяет signature.json: какая площадка подписала эти файлы.
";

/// What is added where there are tie-breaks.
const README_TIES: &str = "
ties.csv has what decides between equal scores at the line of the cut, in the order of its columns: means of criteria in
points, then the time of the first submission (UTC). ranking.csv names what decided in its last column.

ties.csv 是晋级线上得分相同时的判定依据，按列的先后逐项比较：各项标准的平均分，然后是首次提交时间（UTC）。
ranking.csv 最后一列写明由哪一项判定。

В ties.csv то, что решает при равных баллах на границе, в порядке столбцов: средние по критериям в баллах, затем время
первой подачи (UTC). В последнем столбце ranking.csv названо, что решило.
";

/// What went wrong with a bundle.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It cannot be written or unpacked.
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Csv(#[from] csv::Error),
    #[error("parameters.json: {0}")]
    Json(#[from] serde_json::Error),
    /// It is no bundle, or one that this program does not know; says which file and why.
    #[error("{file}: {message}")]
    Content { file: &'static str, message: String },
}

impl BundleError {
    fn content(file: &'static str, message: impl Into<String>) -> Self {
        Self::Content {
            file,
            message: message.into(),
        }
    }
}

/// `parameters.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    format: u32,
    /// Where the ranking was published.
    pub contest: String,
    pub round: String,
    #[serde(flatten)]
    pub plan: Plan,
    /// The weights of the criteria behind the totals, where they were changed after scoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reweighed: Option<Reweighed>,
    /// What decides between equal scores, in its order: the columns of `ties.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tie_breaks: Vec<TieBreak>,
    /// Joint draws that chances rest on; 0 where there are none.
    pub draws: i32,
    /// The program that computed it, and its version.
    pub program: String,
    /// UTC.
    pub computed_at: String,
}

impl Parameters {
    /// The parameters of a run of this program.
    pub fn new(record: &Record, ranked: &Ranked, contest: &str, round: &str, at: &str) -> Self {
        Self {
            format: FORMAT,
            contest: contest.to_owned(),
            round: round.to_owned(),
            plan: record.plan,
            reweighed: None,
            tie_breaks: record.tie_breaks.clone(),
            draws: ranked.draws,
            program: program(),
            computed_at: at.to_owned(),
        }
    }

    /// With the weights that the totals are made with, where they are not those that judges scored by.
    pub fn weighing(self, weights: Option<&Reweighing>) -> Self {
        let named = |each: &Weighed| CriterionWeight {
            criterion: each.code.clone(),
            was: weight_text(&each.was),
            weight: weight_text(&each.weight),
        };
        Self {
            reweighed: weights.map(|it| Reweighed {
                criteria: it.criteria.iter().map(named).collect(),
                reason: it.reason.clone(),
                at: it.at.iso(),
            }),
            ..self
        }
    }
}

/// Weights that were changed after scoring, in percent, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reweighed {
    pub criteria: Vec<CriterionWeight>,
    pub reason: String,
    /// UTC.
    pub at: String,
}

/// A criterion with both of its weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionWeight {
    pub criterion: String,
    /// By which judges scored.
    pub was: String,
    /// That the totals are made with.
    pub weight: String,
}

/// This program and its version, as results name it.
pub fn program() -> String {
    concat!("shortlist ", env!("CARGO_PKG_VERSION")).to_owned()
}

/// A bundle and its digest.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub bytes: Vec<u8>,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
}

impl Bundle {
    /// Writes a run down.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn write(
        record: &Record,
        ranked: &Ranked,
        parameters: &Parameters,
    ) -> Result<Self, BundleError> {
        let mut json = serde_json::to_vec_pretty(parameters)?;
        json.push(b'\n');
        let comparisons = match record.duels.is_empty() {
            true => None,
            false => Some((COMPARISONS, tables::comparisons(record)?)),
        };
        let files = [
            (ENTRIES, tables::entries(record)?),
            (PARAMETERS, json),
            (RANKING, tables::ranking(record, ranked)?),
            (SCORES, tables::scores(record)?),
        ];
        let (ties, readme) = match record.tie_breaks.is_empty() {
            true => (None, README.to_owned()),
            false => (
                Some((TIES, ties::write(record)?)),
                README.to_owned() + README_TIES,
            ),
        };
        let files: Vec<_> = comparisons.into_iter().chain(files).chain(ties).collect();
        let sums: String = files
            .iter()
            .map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)))
            .collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let about = [("README.txt", readme.as_bytes()), (SUMS, sums.as_bytes())];
        let files = files.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
        for (name, bytes) in about.into_iter().chain(files) {
            zip.start_file(name, options())?;
            zip.write_all(bytes)?;
        }
        Ok(Self::of(zip.finish()?.into_inner()))
    }

    fn of(bytes: Vec<u8>) -> Self {
        Self {
            digest: sha256(&bytes),
            bytes,
        }
    }
}

/// How every file is packed: without a time, so that the same content gives the same bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
