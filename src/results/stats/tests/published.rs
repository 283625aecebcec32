//! Figures that are published, with their sources.

use super::super::pairwise::Comparison;
use super::super::{Alphas, Comparisons, Concordance, Crossed, Iccs, Pairwise, Status, Ties};
use super::{Ballot, Ballots, complete};

fn close(found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "{found} is not {wanted}");
}

/// Shrout and Fleiss (1979), *Psychological Bulletin* 86:420, table 2: six targets, four judges.
fn shrout_and_fleiss() -> Ballots {
    complete(&[
        &[9.0, 2.0, 5.0, 8.0],
        &[6.0, 1.0, 3.0, 2.0],
        &[8.0, 4.0, 6.0, 8.0],
        &[7.0, 1.0, 2.0, 6.0],
        &[10.0, 5.0, 6.0, 9.0],
        &[6.0, 2.0, 4.0, 7.0],
    ])
}

#[test]
fn intraclass_correlations_are_those_of_shrout_and_fleiss() {
    let found = Iccs::of(&shrout_and_fleiss(), None).unwrap();
    let all = found.single.iter().chain(&found.mean);
    for (icc, wanted) in all.zip([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]) {
        close(icc.icc.unwrap(), wanted, 0.005);
    }
    // Their intervals as R's psych 2.2.9 prints them.
    for (icc, lower, upper) in [
        (found.single[0], -0.132_932_3, 0.722_560_1),
        (found.single[1], 0.018_786_51, 0.761_084_4),
        (found.single[2], 0.342_464_8, 0.945_858_3),
        (found.mean[1], 0.071_136_82, 0.927_232_0),
    ] {
        close(icc.lower.unwrap(), lower, 1e-6);
        close(icc.upper.unwrap(), upper, 1e-6);
    }
}

#[test]
fn a_complete_table_has_the_variances_of_its_mean_squares() {
    // Balanced and inside the boundary, REML is analysis of variance: MSE, (MSB − MSE)/k, (MSJ − MSE)/n.
    let model = Crossed::fit(&shrout_and_fleiss(), &[]).unwrap();
    assert_eq!(model.status, Status::Ok);
    let (between, judges, error) = (11.241_666_666_667, 32.486_111_111_111, 1.019_444_444_444);
    close(model.var_residual, error, 1e-6);
    close(model.var_entry, (between - error) / 4.0, 1e-6);
    close(model.var_judge.unwrap(), (judges - error) / 6.0, 1e-6);
    // lme4 1.1-31.
    close(model.criterion.unwrap(), 91.278_667_116_662, 1e-6);
    close(model.entries[0].cond_sd, 0.719_100_168, 1e-6);
    close(model.entries[0].pev_sd, 1.243_668_924, 1e-6);
}

#[test]
fn penicillin_is_fitted_as_lme4_does() {
    // Davies and Goldsmith (1972), 24 plates, 6 samples: diameters of zones, mm. Bates et al. (2015).
    let plates: [[u8; 6]; 24] = [
        [27, 23, 26, 23, 23, 21],
        [27, 23, 26, 23, 23, 21],
        [25, 21, 25, 24, 24, 20],
        [26, 23, 25, 23, 23, 20],
        [25, 22, 26, 22, 23, 20],
        [24, 22, 25, 23, 22, 19],
        [24, 20, 23, 21, 22, 19],
        [26, 22, 26, 24, 24, 21],
        [24, 21, 24, 22, 22, 20],
        [24, 21, 24, 23, 22, 19],
        [26, 23, 26, 24, 24, 21],
        [25, 22, 26, 24, 24, 20],
        [26, 24, 26, 24, 25, 22],
        [26, 23, 26, 23, 23, 20],
        [26, 23, 25, 24, 24, 22],
        [25, 22, 25, 23, 23, 20],
        [25, 21, 24, 23, 23, 20],
        [25, 22, 24, 23, 23, 19],
        [24, 21, 23, 21, 21, 19],
        [26, 23, 26, 24, 24, 21],
        [25, 21, 24, 22, 22, 18],
        [25, 22, 25, 22, 22, 20],
        [24, 21, 24, 22, 24, 19],
        [24, 21, 24, 22, 21, 18],
    ];
    let rows: Vec<Vec<f64>> = plates
        .iter()
        .map(|row| row.map(f64::from).to_vec())
        .collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let model = Crossed::fit(&complete(&rows), &[]).unwrap();
    close(model.intercept.estimate, 22.9722, 5e-5);
    close(model.intercept.se, 0.8086, 5e-5);
    close(model.var_entry.sqrt(), 0.8467, 5e-5);
    close(model.var_judge.unwrap().sqrt(), 1.9316, 5e-5);
    close(model.var_residual.sqrt(), 0.5499, 5e-5);
    close(model.criterion.unwrap(), 330.8606, 5e-5);
}

#[test]
fn alpha_is_that_of_krippendorff_with_gaps() {
    // Krippendorff (2011), four observers, twelve units, missing data; 0 stands for a gap.
    let observers: [[u8; 12]; 4] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    let rows = observers.iter().enumerate().flat_map(|(judge, row)| {
        let given = row.iter().enumerate().filter(|(_, score)| **score > 0);
        given.map(move |(entry, score)| Ballot {
            entry,
            judge,
            score: f64::from(*score),
            weight: 1.0,
        })
    });
    let found = Alphas::of(&Ballots::new(12, 4, rows.collect()).unwrap());
    close(found.nominal.unwrap(), 0.743, 0.0005);
    close(found.ordinal.unwrap(), 0.815, 0.0005);
    close(found.interval.unwrap(), 0.849, 0.0005);
    close(found.ratio.unwrap(), 0.797, 0.0005);
    assert_eq!(found.pairable, 40);
}

#[test]
fn alpha_of_a_complete_table_divides_by_the_judges_less_one() {
    // A package in wide use forgets that and finds .1226.
    let found = Alphas::of(&shrout_and_fleiss());
    close(found.interval.unwrap(), 0.147_307_850_4, 1e-9);
}

#[test]
fn concordance_is_corrected_for_ties() {
    let found = Concordance::of(&shrout_and_fleiss()).unwrap();
    close(found.w, 0.887_037_037_037, 1e-9);
    close(found.chi_square, 17.740_740_740_741, 1e-9);
    close(found.p, 0.003_289_509_243_68, 1e-9);
}

#[test]
fn journals_have_the_abilities_of_turner_and_firth() {
    // Citations between four statistics journals; the BradleyTerry2 vignette.
    let names = ["Biometrika", "Comm Statist", "JASA", "JRSS-B"];
    let rows = [
        (0, 1, 730.0, 33.0),
        (0, 2, 498.0, 320.0),
        (0, 3, 221.0, 284.0),
        (1, 2, 68.0, 813.0),
        (1, 3, 17.0, 276.0),
        (2, 3, 142.0, 325.0),
    ];
    let comparisons = Comparisons {
        items: names.map(str::to_owned).to_vec(),
        judges: Vec::new(),
        rows: rows
            .map(|(a, b, wins_a, wins_b)| Comparison {
                judge: None,
                a,
                b,
                wins_a,
                wins_b,
                ties: 0.0,
            })
            .to_vec(),
    };
    for ties in [Ties::Half, Ties::Davidson] {
        let fit = Pairwise::of(&comparisons, ties, false).fit.unwrap();
        for (ability, wanted) in fit.abilities.iter().zip([0.0, -2.94907, -0.47957, 0.26895]) {
            close(ability - fit.abilities[0], wanted, 5e-6);
        }
        close(fit.abilities.iter().sum(), 0.0, 1e-12);
        close(fit.log_likelihood.unwrap(), -1_622.889_808_8, 1e-6);
        close(fit.se[0].unwrap(), 0.043_330_468_7, 1e-8);
    }
}
