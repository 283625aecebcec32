//! What has to be said beside a ranking.

use super::super::analysis::{Analysis, Method};
use super::super::chances::FEWEST;
use super::super::connectivity::bridges;
use super::super::crossed::Crossed;
use super::super::note::{Note, named};
use super::super::sheet::Sheet;
use super::options::RankOptions;
use super::reason;

/// Everything that has to be said of a ranking by `options`, in English, with who it is about.
pub fn of(sheet: &Sheet, fitted: &Analysis, options: RankOptions) -> Vec<Note> {
    let mut notes = Vec::new();
    design(sheet, fitted, &mut notes);
    match &fitted.crossed {
        Err(error) => notes.push(Note::new(
            "not_estimable",
            format!("the crossed model cannot be fitted: {}", reason(*error)),
        )),
        Ok(model) => variances(sheet, model, &mut notes),
    }
    if let Some(Err(error)) = &fitted.weighted {
        notes.push(Note::new(
            "weighted_not_estimable",
            format!(
                "the judge-weighted model cannot be fitted: {}",
                reason(*error)
            ),
        ));
    }
    method(sheet, fitted, options, &mut notes);
    if options.home && !fitted.home {
        notes.push(Note::new(
            "no_home_term",
            "the ballots are all at home or all away: home advantage cannot be estimated, and the model has no term for it",
        ));
    }
    if options.draws.is_some_and(|draws| draws < FEWEST) {
        notes.push(Note::new(
            "draws_raised",
            format!("chances rest on at least {FEWEST} draws"),
        ));
    }
    if options.top > sheet.entries.len() {
        notes.push(Note::new(
            "fewer_entries_than_top",
            "there are fewer entries than places asked about: each is among them",
        ));
    }
    notes
}

/// What follows from who scored whom.
fn design(sheet: &Sheet, fitted: &Analysis, notes: &mut Vec<Note>) {
    let ballots = &sheet.ballots;
    let count = fitted.components.count();
    if count > 1 {
        let firsts = fitted.components.entries();
        notes.push(Note::on(
            "disconnected",
            format!(
                "no judge links {count} groups of entries; the first entry of each is named. Ranks are within a group. \
                 Scores, chances and expected ranks across groups assume that the groups' judges are equally strict on average"
            ),
            firsts.iter().filter_map(|group| Some(sheet.entries[*group.first()?].as_str())),
        ));
    }
    let bridges = bridges(ballots);
    if !bridges.is_empty() {
        notes.push(Note::on(
            "bridges",
            "groups of entries are compared by these single ballots (entry / judge) alone",
            bridges.iter().map(|place| {
                let ballot = ballots.rows()[*place];
                format!(
                    "{} / {}",
                    sheet.entries[ballot.entry], sheet.judges[ballot.judge]
                )
            }),
        ));
    }
    let counts = |least: usize| {
        (0..ballots.entries()).map(move |entry| ballots.of_entry(entry).len() < least)
    };
    if counts(2).any(|few| few) {
        notes.push(Note::on(
            "single_score",
            "these entries have one score: it is worth little by itself",
            named(&sheet.entries, counts(2)),
        ));
    }
    if counts(3).any(|few| few) {
        notes.push(Note::on(
            "no_trimmed_mean",
            "these entries have fewer than three scores, so that nothing is left after the highest and the lowest",
            named(&sheet.entries, counts(3)),
        ));
    }
    let flags = &fitted.aggregates.no_spread;
    if flags.contains(&true) {
        notes.push(Note::on(
            "no_spread",
            "these judges gave one score, or the same to all: their ballots count 0 in z-scores",
            named(&sheet.judges, flags.iter().copied()),
        ));
    }
    if fitted.aggregates.grand_sd.is_none() {
        notes.push(Note::new(
            "one_score",
            "there is one score only: it has no spread",
        ));
    }
}

/// What the fitted variances say.
fn variances(sheet: &Sheet, model: &Crossed, notes: &mut Vec<Note>) {
    if model.is_exact() {
        notes.push(Note::new(
            "no_noise",
            "entries and judges explain every score, so that nothing tells how noisy they are: scores are not shrunk, and there \
             are no chances, no intervals of ranks and no conditional standard deviations",
        ));
        if model.criterion.is_none() {
            notes.push(Note::new(
                "no_criterion",
                "without noise the restricted likelihood has no bound",
            ));
        }
    } else {
        notes.push(Note::new(
            "plug_in",
            "intervals and chances take the variances as known; with few entries or judges they are too narrow",
        ));
    }
    if model.var_entry == 0.0 {
        notes.push(Note::new(
            "no_entry_difference",
            "the variance between entries is 0: the ballots show no difference between them, and every order is as likely",
        ));
    }
    match model.var_judge {
        None => notes.push(Note::on(
            "judge_not_separable",
            "each judge scored one entry: leniency cannot be told from noise",
            &sheet.judges,
        )),
        Some(0.0) => notes.push(Note::new(
            "no_judge_difference",
            "the variance between judges is 0: the ballots show no difference in leniency",
        )),
        Some(_) => {}
    }
}

/// What the chosen method assumes or cannot say.
fn method(sheet: &Sheet, fitted: &Analysis, options: RankOptions, notes: &mut Vec<Note>) {
    let fallen_back = fitted.fell_back();
    if fallen_back {
        notes.push(Note::new(
            "ranked_by_mean",
            "ranks and scores are those of the plain mean, since the model cannot be fitted; chances and intervals are not given",
        ));
    }
    match options.method {
        Method::Mean | Method::Trimmed | Method::Median | Method::Z => notes.push(Note::new(
            "no_uncertainty",
            "this method says nothing of how sure a rank is: intervals and chances are given by crossed and weighted",
        )),
        Method::Weighted if sheet.judges.len() < 20 && !fallen_back => notes.push(Note::new(
            "few_judges",
            "with fewer than twenty judges the judge-weighted model is sampled, from the seed",
        )),
        Method::Weighted | Method::Crossed => {}
    }
    if options.method == Method::Z {
        notes.push(Note::new(
            "equal_samples",
            "z-scores assume that each judge saw an equally good sample of entries",
        ));
    }
    if options.method == Method::Weighted {
        notes.push(Note::new(
            "weighs_judges",
            "judges count by how much they agree with the others, which silences a minority's taste: choose this before scores are opened",
        ));
    }
}
