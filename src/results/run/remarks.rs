//! What has to be said beside a ranking, as the pages say it in three languages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::abilities::Abilities;
use super::fitted::Fitted;
use super::{Field, Record};
use crate::db::text_enum;
use crate::results::Method;
use crate::results::stats::{RankOptions, rank_notes};

/// Names that a remark gives; of more it gives the number.
const NAMED: usize = 12;

text_enum! {
    /// What kind of remark.
    pub enum RemarkKind ("ranking-remark") {
        /// Groups of a stream's entries that no judge links.
        Disconnected = "disconnected",
        /// Groups that one ballot alone links.
        Bridges = "bridges",
        SingleScore = "single-score",
        /// Fewer than three ballots: no trimmed mean, no place.
        NoTrimmedMean = "no-trimmed-mean",
        /// Judges whose scores are all alike count nothing in z-scores.
        NoSpread = "no-spread",
        NotEstimable = "not-estimable",
        WeightedNotEstimable = "weighted-not-estimable",
        RankedByMean = "ranked-by-mean",
        NoNoise = "no-noise",
        PlugIn = "plug-in",
        NoEntryDifference = "no-entry-difference",
        NoJudgeDifference = "no-judge-difference",
        JudgeNotSeparable = "judge-not-separable",
        NoUncertainty = "no-uncertainty",
        FewJudges = "few-judges",
        EqualSamples = "equal-samples",
        WeighsJudges = "weighs-judges",
        /// Entries of rankings by comparisons that always won, always lost, or only against some.
        NoMaximum = "no-maximum",
    }
}

/// A remark on a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub kind: RemarkKind,
    /// How many entries, judges or groups it is about.
    pub n: i64,
    /// The first of them, by number or pseudonym.
    pub names: Vec<String>,
}

impl Remark {
    fn new(kind: RemarkKind, names: impl IntoIterator<Item = String>) -> Self {
        let all: Vec<String> = names.into_iter().collect();
        Self {
            kind,
            n: all.len() as i64,
            names: all.into_iter().take(NAMED).collect(),
        }
    }
}

/// The remarks on a run, those that bear on its method.
pub(super) fn of(record: &Record, field: &Field, fitted: &Fitted) -> Vec<Remark> {
    let analysis = match fitted {
        Fitted::Points(analysis) => analysis,
        Fitted::Pairs(abilities) => return of_pairs(record, field, abilities),
    };
    let options = RankOptions {
        method: analysis.method,
        seed: record.plan.seed,
        ..RankOptions::default()
    };
    let apart = disconnected(record, field, &analysis.components.of_entry);
    let said = rank_notes(&field.sheet, analysis, options).into_iter();
    let others = said.filter_map(|note| {
        let kind = RemarkKind::parse(&note.code.replace('_', "-"))?;
        bears_on(kind, record.plan.method).then(|| Remark::new(kind, note.subjects))
    });
    apart.into_iter().chain(others).collect()
}

/// The remarks on a ranking by comparisons.
fn of_pairs(record: &Record, field: &Field, abilities: &Abilities) -> Vec<Remark> {
    let name = |at: &usize| record.entries[field.entries[*at]].name.clone();
    let apart = Remark::new(RemarkKind::NoMaximum, abilities.apart.iter().map(name));
    disconnected(record, field, &abilities.groups)
        .into_iter()
        .chain(Some(apart).filter(|remark| remark.n > 0))
        .collect()
}

fn bears_on(kind: RemarkKind, method: Method) -> bool {
    use RemarkKind::*;
    match kind {
        // Streams are ranked apart: what counts is said stream by stream.
        Disconnected => false,
        NoTrimmedMean => method == Method::Trimmed,
        NoSpread => method == Method::ZScore,
        NotEstimable | NoNoise | PlugIn | NoEntryDifference | NoJudgeDifference
        | JudgeNotSeparable => method == Method::Crossed,
        Bridges => method != Method::Mean && method != Method::Median && method != Method::Trimmed,
        _ => true,
    }
}

/// Streams whose entries fall into groups that no judge links: the first entry of each group. `of_entry` says which
/// group an entry of the field is in.
fn disconnected(record: &Record, field: &Field, of_entry: &[usize]) -> Option<Remark> {
    let mut groups: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut firsts: BTreeMap<(&str, usize), &str> = BTreeMap::new();
    for (at, place) in field.entries.iter().enumerate() {
        let entry = &record.entries[*place];
        let group = of_entry[at];
        groups.entry(&entry.stream).or_default().insert(group);
        firsts.entry((&entry.stream, group)).or_insert(&entry.name);
    }
    let names = firsts
        .into_iter()
        .filter(|((stream, _), _)| groups[stream].len() > 1)
        .map(|(_, name)| name.to_owned());
    Some(Remark::new(RemarkKind::Disconnected, names)).filter(|remark| remark.n > 0)
}
