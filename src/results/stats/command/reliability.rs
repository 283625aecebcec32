//! `results reliability`: how far the judges agree, and each beside the others.

use std::io::Write;

use serde::Serialize;

use super::super::crossed::Crossed;
use super::super::note::{Note, named};
use super::super::reliability::{
    AlphaInterval, Alphas, BOOTSTRAP, Concordance, Flag, Icc, IccUndefined, Iccs, JudgeFigures,
    KendallUndefined, diagnose,
};
use super::super::sheet::{Missing, Sheet};
use super::super::table::Table;
use super::{CommandError, Named, reason, write_report};

#[derive(Default, Serialize)]
struct IccRow {
    icc: Option<f64>,
    #[serde(rename = "F")]
    f: Option<f64>,
    df1: Option<f64>,
    df2: Option<f64>,
    p: Option<f64>,
    lower95: Option<f64>,
    upper95: Option<f64>,
}

impl From<Icc> for IccRow {
    fn from(icc: Icc) -> Self {
        Self {
            icc: icc.icc,
            f: icc.f,
            df1: icc.df1,
            df2: icc.df2,
            p: icc.p,
            lower95: icc.lower,
            upper95: icc.upper,
        }
    }
}

#[derive(Default, Serialize)]
struct IccReport {
    #[serde(rename = "ICC(1,1)")]
    one: IccRow,
    #[serde(rename = "ICC(2,1)")]
    two: IccRow,
    #[serde(rename = "ICC(3,1)")]
    three: IccRow,
    #[serde(rename = "ICC(1,k)")]
    one_mean: IccRow,
    #[serde(rename = "ICC(2,k)")]
    two_mean: IccRow,
    #[serde(rename = "ICC(3,k)")]
    three_mean: IccRow,
}

#[derive(Serialize)]
struct AlphaReport {
    nominal: Option<f64>,
    ordinal: Option<f64>,
    interval: Option<f64>,
    ratio: Option<f64>,
}

/// The ends of interval alpha, and how they came about.
#[derive(Serialize)]
struct AlphaEnds {
    level: &'static str,
    lower95: f64,
    upper95: f64,
    method: &'static str,
    draws: usize,
    seed: u64,
}

#[derive(Default, Serialize)]
struct KendallReport {
    #[serde(rename = "W")]
    w: Option<f64>,
    chisq: Option<f64>,
    df: Option<f64>,
    p: Option<f64>,
}

#[derive(Serialize)]
struct JudgeRow {
    n: usize,
    mean: f64,
    sd: Option<f64>,
    mean_dev_from_others: Option<f64>,
    outfit_ms: Option<f64>,
    corr_with_others: Option<f64>,
    flag: Option<&'static str>,
}

#[derive(Serialize)]
struct Report<'a> {
    icc: IccReport,
    krippendorff_alpha: AlphaReport,
    krippendorff_alpha_interval95: Option<AlphaEnds>,
    kendall_w: KendallReport,
    judges: Named<'a, JudgeRow>,
    notes: Vec<Note>,
}

/// Says how far the judges of a table of scores agree.
///
/// # Errors
/// The table is not one of scores. Writing failed.
pub fn reliability(file: &str, input: &[u8], output: &mut dyn Write) -> Result<(), CommandError> {
    let table = Table::parse(file, input)?;
    let mut sheet = Sheet::read(&table, Missing::Drop)?;
    let mut notes = std::mem::take(&mut sheet.notes);
    let model = Crossed::fit(&sheet.ballots, &[]);
    if let Err(error) = &model {
        notes.push(Note::new(
            "not_estimable",
            format!(
                "the crossed model cannot be fitted, and there is no outfit and no leniency: {}",
                reason(*error)
            ),
        ));
    }
    let model = model.ok();
    if model.as_ref().is_some_and(Crossed::is_exact) {
        notes.push(Note::new(
            "no_noise",
            "entries and judges explain every score: outfit is undefined",
        ));
    }
    let icc = iccs(&sheet, model.as_ref(), &mut notes);
    let alphas = alphas(&sheet, &mut notes);
    let ends = alpha_ends(&sheet, &alphas, &mut notes);
    let kendall = concordance(&sheet, &mut notes);
    let judges = diagnose(&sheet.ballots, model.as_ref());
    judge_notes(&sheet, &judges, &mut notes);
    let rows = judges.into_iter().map(|judge| JudgeRow {
        n: judge.n,
        mean: judge.mean,
        sd: judge.sd,
        mean_dev_from_others: judge.deviation,
        outfit_ms: judge.outfit,
        corr_with_others: judge.correlation,
        flag: judge.flag.map(Flag::code),
    });
    write_report(
        output,
        &Report {
            icc,
            krippendorff_alpha: alphas,
            krippendorff_alpha_interval95: ends,
            kendall_w: kendall,
            judges: Named::new(&sheet.judges, rows),
            notes,
        },
    )
}

fn iccs(sheet: &Sheet, model: Option<&Crossed>, notes: &mut Vec<Note>) -> IccReport {
    let found = match Iccs::of(&sheet.ballots, model) {
        Ok(found) => found,
        Err(error) => {
            let why = match error {
                IccUndefined::TooFew => "fewer than two entries or two judges",
                IccUndefined::NoVariance => "all scores are equal",
                IccUndefined::NoModel => {
                    "the table has gaps, and the crossed model cannot be fitted"
                }
            };
            let message = format!("intraclass correlations are undefined: {why}");
            notes.push(Note::new("icc_undefined", message));
            return IccReport::default();
        }
    };
    if found.complete {
        if found.single[2].f == Some(0.0) {
            notes.push(Note::new(
                "icc_no_difference",
                "all entries have the same mean: F is 0, and intervals are undefined",
            ));
        }
        if found.single[2].f.is_none() || found.single[0].f.is_none() {
            notes.push(Note::new(
                "icc_no_noise",
                "judges agree without any noise: F and the intervals of the coefficients that divide by it are undefined",
            ));
        }
    } else {
        notes.push(Note::new(
            "icc_incomplete",
            format!(
                "not every judge scored every entry: ICC(2,·) and ICC(3,·) are agreement and consistency from the variances of the \
                 crossed model, of one judge and of k = {} judges (harmonic mean of scores per entry); ICC(1,·), F and intervals \
                 are defined for complete tables only",
                found.k
            ),
        ));
    }
    let [one, two, three] = found.single.map(IccRow::from);
    let [one_mean, two_mean, three_mean] = found.mean.map(IccRow::from);
    IccReport {
        one,
        two,
        three,
        one_mean,
        two_mean,
        three_mean,
    }
}

fn alphas(sheet: &Sheet, notes: &mut Vec<Note>) -> AlphaReport {
    let found = Alphas::of(&sheet.ballots);
    if found.pairable == 0 {
        notes.push(Note::new(
            "alpha_undefined",
            "Krippendorff's alpha is undefined: no entry has two scores",
        ));
    } else if found.interval.is_none() {
        notes.push(Note::new(
            "alpha_undefined",
            "Krippendorff's alpha is undefined: all pairable scores are equal",
        ));
    } else if found.ratio.is_none() {
        notes.push(Note::new(
            "ratio_undefined",
            "ratio alpha is undefined with scores below 0, and not computed beyond 30,000 different ones",
        ));
    }
    AlphaReport {
        nominal: found.nominal,
        ordinal: found.ordinal,
        interval: found.interval,
        ratio: found.ratio,
    }
}

/// The seed of the draws: the command takes none, so that a table has one answer.
const SEED: u64 = 1;

fn alpha_ends(sheet: &Sheet, alphas: &AlphaReport, notes: &mut Vec<Note>) -> Option<AlphaEnds> {
    alphas.interval?;
    let Some(found) = AlphaInterval::of(&sheet.ballots, SEED) else {
        notes.push(Note::new(
            "alpha_no_interval",
            "interval alpha has no 95 % interval: fewer than ten entries have two scores, or too many draws of entries have no spread",
        ));
        return None;
    };
    notes.push(Note::new(
        "alpha_bootstrap",
        format!(
            "the 95 % interval of interval alpha is a percentile bootstrap: {BOOTSTRAP} draws of the entries with replacement, \
             seed {SEED}. It says how far alpha depends on these entries, and takes the judges as they are",
        ),
    ));
    Some(AlphaEnds {
        level: "interval",
        lower95: found.low,
        upper95: found.high,
        method: "bootstrap over entries, percentiles",
        draws: found.draws,
        seed: SEED,
    })
}

fn concordance(sheet: &Sheet, notes: &mut Vec<Note>) -> KendallReport {
    match Concordance::of(&sheet.ballots) {
        Ok(found) => KendallReport {
            w: Some(found.w),
            chisq: Some(found.chi_square),
            df: Some(found.df),
            p: Some(found.p),
        },
        Err(error) => {
            let why = match error {
                KendallUndefined::Incomplete => {
                    "not every judge scored every entry; see ordinal alpha"
                }
                KendallUndefined::TooFew => "fewer than two judges or two entries",
                KendallUndefined::AllTied => "each judge gave all entries the same score",
            };
            let message = format!("Kendall's W is undefined: {why}");
            notes.push(Note::new("kendall_undefined", message));
            KendallReport::default()
        }
    }
}

/// What the flags mean, with their judges; and whose figures are missing.
fn judge_notes(sheet: &Sheet, judges: &[JudgeFigures], notes: &mut Vec<Note>) {
    for (flag, words) in [
        (Flag::ZeroSpread, "gave all entries the same score"),
        (Flag::TooFewBallots, "have too few ballots to tell"),
        (
            Flag::DiffersFromPanel,
            "differ from the panel: their scores hardly go with those of the others. A person should look",
        ),
        (
            Flag::PleaseLook,
            "may differ from the panel, over too few ballots to say so. Please look",
        ),
        (Flag::Lenient, "give more than the panel, beyond chance"),
        (Flag::Strict, "give less than the panel, beyond chance"),
    ] {
        let flags = judges.iter().map(|judge| judge.flag == Some(flag));
        if flags.clone().any(|is| is) {
            let message = format!("these judges {words}");
            notes.push(Note::on(flag.code(), message, named(&sheet.judges, flags)));
        }
    }
    let missing = judges.iter().map(|judge| judge.correlation.is_none());
    if missing.clone().any(|is| is) {
        notes.push(Note::on(
            "no_correlation",
            "these judges share fewer than three entries with others, or one side has no spread: there is no correlation",
            named(&sheet.judges, missing),
        ));
    }
    let alone = judges.iter().map(|judge| judge.deviation.is_none());
    if alone.clone().any(|is| is) {
        notes.push(Note::on(
            "no_others",
            "nobody else scored these judges' entries: there is no deviation from others",
            named(&sheet.judges, alone),
        ));
    }
    let single = judges.iter().map(|judge| judge.sd.is_none());
    if single.clone().any(|is| is) {
        notes.push(Note::on(
            "single_ballot",
            "these judges have one ballot: it has no spread",
            named(&sheet.judges, single),
        ));
    }
}
