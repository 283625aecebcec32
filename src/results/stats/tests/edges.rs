//! The ends of what can be computed: said in words, never as 0, NaN or certainty.

use super::super::Crossed;
use super::super::{
    Method, Missing, NotEstimable, RankOptions, Ties, home_advantage, pairwise, rank, reliability,
};
use super::{codes, complete, json, ranked};

fn scores(rows: &[&str]) -> String {
    format!("entry,judge,score\n{}\n", rows.join("\n"))
}

fn refusal(csv: &str) -> String {
    rank(
        RankOptions::default(),
        "x.csv",
        csv.as_bytes(),
        &mut Vec::new(),
    )
    .unwrap_err()
    .to_string()
}

fn fit(rows: &[&[f64]]) -> Result<Crossed, NotEstimable> {
    Crossed::fit(&complete(rows), &[])
}

#[test]
fn what_cannot_be_estimated_says_why() {
    assert_eq!(fit(&[&[1.0, 2.0]]).unwrap_err(), NotEstimable::OneEntry);
    assert_eq!(
        fit(&[&[1.0], &[2.0]]).unwrap_err(),
        NotEstimable::NoEntryTwice
    );
    assert_eq!(
        fit(&[&[5.0, 5.0], &[5.0, 5.0]]).unwrap_err(),
        NotEstimable::NoVariance
    );
}

#[test]
fn without_a_model_entries_are_ranked_by_the_mean_and_the_notes_say_so() {
    let report = ranked(&scores(&["a,J,1", "b,J,3"]), RankOptions::default());
    assert_eq!(report["crossed_model"]["status"], "not_estimable");
    assert!(report["crossed_model"]["entry"]["a"]["score"].is_null());
    let first = &report["ranking"][0];
    assert_eq!(
        (first["entry"].as_str(), first["score"].as_f64()),
        (Some("b"), Some(3.0))
    );
    assert!(first["p_top_k"].is_null() && first["lo"].is_null());
    let codes = codes(&report);
    assert!(
        codes.contains(&"not_estimable") && codes.contains(&"ranked_by_mean"),
        "{codes:?}"
    );
}

#[test]
fn without_a_difference_between_entries_every_order_is_as_likely() {
    let rows = ["a,x,1", "a,y,9", "b,x,9", "b,y,1", "c,x,4", "c,y,6"];
    let report = ranked(
        &scores(&rows),
        RankOptions {
            top: 1,
            ..RankOptions::default()
        },
    );
    assert_eq!(report["crossed_model"]["status"], "boundary");
    for row in report["ranking"].as_array().unwrap() {
        assert_eq!(row["rank"], 1);
        assert!((row["p_top_k"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!((&row["rank_lo"], &row["rank_hi"]), (&1.into(), &3.into()));
    }
}

#[test]
fn without_noise_scores_are_not_shrunk_and_nothing_is_claimed() {
    let model = fit(&[&[1.0, 1.5], &[2.0, 2.5], &[4.0, 4.5]]).unwrap();
    assert!(model.is_exact());
    for (effect, wanted) in model.entries.iter().zip([1.25, 2.25, 4.25]) {
        assert!((effect.score - wanted).abs() < 1e-6);
    }
    assert_eq!((model.var_residual, model.criterion), (0.0, None));
    let agreed = fit(&[&[1.0, 1.0], &[2.0, 2.0], &[4.0, 4.0]]).unwrap();
    assert_eq!(agreed.error(&agreed.entries[0]), None);
}

#[test]
fn groups_that_no_judge_links_have_ranks_of_their_own_and_a_label() {
    let rows = [
        "a,x,1", "a,y,2", "b,x,4", "b,y,3", "p,u,6", "p,v,5", "q,u,8", "q,v,9",
    ];
    let report = ranked(&scores(&rows), RankOptions::default());
    assert_eq!(report["components"].as_array().unwrap().len(), 2);
    let firsts = report["ranking"].as_array().unwrap().iter();
    assert_eq!(firsts.filter(|row| row["rank"] == 1).count(), 2);
    let notes = report["notes"].as_array().unwrap();
    let label = notes
        .iter()
        .find(|note| note["code"] == "disconnected")
        .unwrap();
    assert!(
        label["message"]
            .as_str()
            .unwrap()
            .contains("equally strict on average")
    );
    assert_eq!(label["subjects"], serde_json::json!(["a", "p"]));
}

#[test]
fn a_bad_row_is_named_with_file_line_and_column() {
    assert_eq!(
        refusal(&scores(&["a,J,1", "b,J,2", "a,J,1"])),
        "x.csv:4:3: \"J\" scored \"a\" twice, first in line 2"
    );
    assert!(refusal(&scores(&["a,J,NaN"])).starts_with("x.csv:2:5: "));
    assert!(refusal(&scores(&["a,J,1e999"])).starts_with("x.csv:2:5: "));
    assert!(refusal(&scores(&["a,,1"])).starts_with("x.csv:2:3: the judge has no name"));
    assert_eq!(
        refusal("entry,judge\na,b\n"),
        "x.csv:1:1: there is no column \"score\""
    );
    assert!(refusal("entry,judge,score\n").ends_with("there are no scores"));
}

#[test]
fn a_ballot_without_a_criterion_does_not_count_or_is_stretched() {
    let csv = "entry,judge,criterion,weight,score\n\
        a,x,idea,0.3,8\na,x,craft,0.7,6\na,y,idea,0.3,4\na,y,craft,0.7,\nb,x,idea,0.3,1\nb,x,craft,0.7,2\n\
        b,y,idea,0.3,3\nb,y,craft,0.7,3\n";
    let dropped = ranked(csv, RankOptions::default());
    assert_eq!(dropped["n_scores"], 3);
    assert_eq!(dropped["aggregates"]["mean"]["a"], 6.6);
    assert!(codes(&dropped).contains(&"incomplete_ballots"));
    let missing = Missing::Renormalise;
    let stretched = ranked(
        csv,
        RankOptions {
            missing,
            ..RankOptions::default()
        },
    );
    assert_eq!(stretched["aggregates"]["mean"]["a"], 5.3);
    assert!(codes(&stretched).contains(&"renormalised_ballots"));
}

#[test]
fn the_same_seed_gives_the_same_figures_and_every_method_answers() {
    let rows: Vec<String> = (0..6)
        .flat_map(|e| (0..3).map(move |j| format!("作品{e},Жюри{j},{}", (e * 7 + j * 3) % 5 + e)))
        .collect();
    let csv = scores(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    for method in [
        Method::Crossed,
        Method::Mean,
        Method::Trimmed,
        Method::Z,
        Method::Weighted,
    ] {
        let options = RankOptions {
            method,
            top: 2,
            ..RankOptions::default()
        };
        let report = ranked(&csv, options);
        assert_eq!(report, ranked(&csv, options));
        assert_eq!(report["method"], method.code());
        assert_eq!(report["ranking"][0]["rank"], 1);
        assert_eq!(
            report["weighted_model"].is_object(),
            method == Method::Weighted
        );
    }
}

#[test]
fn reliability_that_is_undefined_is_null_with_its_reason() {
    let report = json(&scores(&["a,J,1", "b,J,3"]), |input, out| {
        reliability("x.csv", input, out)
    });
    assert!(report["icc"]["ICC(2,1)"]["icc"].is_null());
    assert!(
        report["krippendorff_alpha"]["interval"].is_null() && report["kendall_w"]["W"].is_null()
    );
    let codes = codes(&report);
    for code in [
        "icc_undefined",
        "alpha_undefined",
        "kendall_undefined",
        "too_few_ballots",
    ] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

/// Entries and judges by country, and how much judges of a country give their own beyond noise that is the same everywhere.
fn countries(judges: &[&str], entries: &[&str]) -> String {
    let mut csv = String::from("entry,judge,score,judge_country,entry_country\n");
    for entry in 0..30 {
        for (judge, country) in judges.iter().enumerate() {
            let own = entries[entry % entries.len()];
            let noise =
                f64::from((entry * 37 + judge * 101 + entry * judge * 13) as u32 % 97) / 97.0;
            let score = 5.0 + noise + if *country == own { 1.0 } else { 0.0 };
            csv.push_str(&format!("e{entry},j{judge},{score},{country},{own}\n"));
        }
    }
    csv
}

#[test]
fn with_two_countries_nobody_is_named() {
    let csv = countries(&["CN", "CN", "RU", "RU"], &["CN", "RU"]);
    let report = json(&csv, |input, out| home_advantage(1, "x.csv", input, out));
    assert_eq!(report["identified"], "sum");
    assert!(report["by_country"].is_null());
    assert!((report["two_country"]["mean_bias"].as_f64().unwrap() - 1.0).abs() < 0.3);
    assert!(report["permutation_p"].as_f64().unwrap() < 0.01);
    assert!(codes(&report).contains(&"cannot_say_whose"));
}

#[test]
fn with_neutral_judges_each_country_has_its_own_figure() {
    let csv = countries(&["CN", "RU", "KZ", "CN", "RU", "KZ"], &["CN", "RU"]);
    let report = json(&csv, |input, out| home_advantage(1, "x.csv", input, out));
    assert_eq!(report["identified"], "each");
    assert!(report["by_country"]["CN"]["estimate"].is_f64());
    assert!(report["two_country"].is_null());
}

#[test]
fn an_undefeated_item_has_no_best_ability_but_one_with_a_prior() {
    let csv = "item_a,item_b,wins_a,wins_b,ties\na,b,3,0,0\nb,c,2,1,0\n";
    let report = json(csv, |input, out| {
        pairwise(Ties::Half, false, "x.csv", input, out)
    });
    assert_eq!(report["strongly_connected"], false);
    assert!(report["ability"]["a"].is_null() && report["se"]["a"].is_null());
    assert!(report["map"]["a"].as_f64().unwrap() > 0.0);
    assert_eq!(report["components"], serde_json::json!([["a"], ["b", "c"]]));
    assert_eq!(report["ranking"][0]["item"], "a");
}

#[test]
fn a_judge_who_votes_against_all_counts_less() {
    let mut csv = String::from("judge,item_a,item_b,winner\n");
    for judge in ["j", "k", "l"] {
        for (a, b) in [
            ("a", "b"),
            ("b", "c"),
            ("a", "c"),
            ("c", "d"),
            ("b", "d"),
            ("a", "d"),
        ] {
            csv.push_str(&format!("{judge},{a},{b},{a}\n"));
        }
    }
    for (a, b) in [
        ("a", "b"),
        ("b", "c"),
        ("a", "c"),
        ("c", "d"),
        ("b", "d"),
        ("a", "d"),
    ] {
        csv.push_str(&format!("m,{a},{b},{b}\n"));
    }
    let report = json(&csv, |input, out| {
        pairwise(Ties::Half, true, "x.csv", input, out)
    });
    let slope = |judge: &str| {
        report["judge_weighted"]["judge"][judge]["slope"]
            .as_f64()
            .unwrap()
    };
    assert!(slope("m") < slope("j") - 0.2);
    assert!((slope("j") - slope("k")).abs() < 1e-9);
    let best = report["ranking"][0]["item"].as_str();
    assert_eq!(best, Some("a"));
}
