//! How well relevance tells on-theme from off-theme texts: areas under the curve and shares of the bands, per theme and language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::language::Language;
use super::relevance::{Band, Mode};

/// Area under the ROC curve by the Mann-Whitney statistic: the chance that a positive scores above a negative, ties
/// counting half (Hanley & McNeil 1982). `None` without both kinds or with a score that is no number.
pub fn auc(positive: &[f64], negative: &[f64]) -> Option<f64> {
    if positive.is_empty()
        || negative.is_empty()
        || positive.iter().chain(negative).any(|score| score.is_nan())
    {
        return None;
    }
    let mut all: Vec<(f64, bool)> = positive
        .iter()
        .map(|s| (*s, true))
        .chain(negative.iter().map(|s| (*s, false)))
        .collect();
    all.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let (mut rank_sum, mut at) = (0.0, 0);
    while at < all.len() {
        let ties = all[at..]
            .iter()
            .take_while(|(score, _)| *score == all[at].0)
            .count();
        let rank = at as f64 + (ties as f64 + 1.0) / 2.0;
        rank_sum += rank
            * all[at..at + ties]
                .iter()
                .filter(|(_, is_positive)| *is_positive)
                .count() as f64;
        at += ties;
    }
    let (p, n) = (positive.len() as f64, negative.len() as f64);
    Some((rank_sum - p * (p + 1.0) / 2.0) / (p * n))
}

/// Shares (0 to 1) of the texts of one label in each band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shares {
    /// How many texts.
    pub n: usize,
    /// On the theme.
    pub on: f64,
    /// Unclear.
    pub unclear: f64,
    /// Not recognised.
    pub off: f64,
}

/// The figures of one theme in one language, or of several together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The profile's id, `all` for the summary.
    pub theme: String,
    /// The language, `None` for all.
    pub lang: Option<Language>,
    /// Area under the ROC curve; a summary is the mean of the rows it sums up. `null` if a label is missing.
    pub auc: Option<f64>,
    /// Texts that are on the theme, label 1.
    pub on_theme: Option<Shares>,
    /// Texts that are off the theme, label 0.
    pub off_theme: Option<Shares>,
}

/// The whole answer of an evaluation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What the scores were made from; `None` without any row.
    pub mode: Option<Mode>,
    /// One row a theme and language, by theme in the order given.
    pub rows: Vec<Row>,
    /// One row a language over all themes.
    pub languages: Vec<Row>,
    /// All together; its area is the mean over the languages.
    pub mean: Row,
}

#[derive(Default, Clone)]
struct Scores {
    positive: Vec<(f64, Band)>,
    negative: Vec<(f64, Band)>,
}

impl Scores {
    fn shares(of: &[(f64, Band)]) -> Option<Shares> {
        let n = of.len();
        let share = |band| of.iter().filter(|(_, b)| *b == band).count() as f64 / n as f64;
        (n > 0).then(|| Shares {
            n,
            on: share(Band::On),
            unclear: share(Band::Unclear),
            off: share(Band::Off),
        })
    }

    fn row(&self, theme: &str, lang: Option<Language>) -> Row {
        let only = |of: &[(f64, Band)]| of.iter().map(|(score, _)| *score).collect::<Vec<_>>();
        Row {
            theme: theme.to_owned(),
            lang,
            auc: auc(&only(&self.positive), &only(&self.negative)),
            on_theme: Self::shares(&self.positive),
            off_theme: Self::shares(&self.negative),
        }
    }

    fn extend(&mut self, other: &Scores) {
        self.positive.extend_from_slice(&other.positive);
        self.negative.extend_from_slice(&other.negative);
    }
}

/// Collects labelled scores.
#[derive(Default)]
pub struct Evaluation {
    mode: Option<Mode>,
    scores: BTreeMap<(usize, Language), Scores>,
}

impl Evaluation {
    /// Adds one text: the place of its theme among the profiles, its language, its label and what the check said.
    pub fn add(
        &mut self,
        theme: usize,
        language: Language,
        on_theme: bool,
        score: f64,
        band: Band,
        mode: Mode,
    ) {
        self.mode = Some(mode);
        let scores = self.scores.entry((theme, language)).or_default();
        let list = if on_theme {
            &mut scores.positive
        } else {
            &mut scores.negative
        };
        list.push((score, band));
    }

    /// The figures; `themes` are the ids of the profiles in the order given.
    pub fn report(&self, themes: &[&str]) -> Report {
        let rows: Vec<Row> = self
            .scores
            .iter()
            .map(|((theme, language), scores)| {
                scores.row(themes.get(*theme).copied().unwrap_or("?"), Some(*language))
            })
            .collect();
        let mut by_language: BTreeMap<Language, Scores> = BTreeMap::new();
        let mut all = Scores::default();
        for ((_, language), scores) in &self.scores {
            by_language.entry(*language).or_default().extend(scores);
            all.extend(scores);
        }
        let mean = |values: Vec<f64>| {
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let languages: Vec<Row> = by_language
            .iter()
            .map(|(language, scores)| {
                let auc = mean(
                    rows.iter()
                        .filter(|row| row.lang == Some(*language))
                        .filter_map(|row| row.auc)
                        .collect(),
                );
                Row {
                    auc,
                    ..scores.row("all", Some(*language))
                }
            })
            .collect();
        let auc = mean(languages.iter().filter_map(|row| row.auc).collect());
        Report {
            mode: self.mode,
            rows,
            languages,
            mean: Row {
                auc,
                ..all.row("all", None)
            },
        }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let figure =
            |value: Option<f64>| value.map_or("    -".to_owned(), |value| format!("{value:5.3}"));
        let shares = |shares: &Option<Shares>| match shares {
            Some(s) => format!("{:>5} {:5.3} {:5.3} {:5.3}", s.n, s.on, s.unclear, s.off),
            None => format!("{:>5} {:>5} {:>5} {:>5}", 0, "-", "-", "-"),
        };
        let theme = |row: &Row| row.theme.chars().take(24).collect::<String>();
        writeln!(
            f,
            "{:24} {:5} {:>5}  {:>5} {:>5} {:>5} {:>5}  {:>5} {:>5} {:>5} {:>5}",
            "theme", "lang", "auc", "label 1", "on", "uncl", "off", "label 0", "on", "uncl", "off"
        )?;
        for row in self.rows.iter().chain(&self.languages).chain([&self.mean]) {
            let lang = row.lang.map_or("all", Language::code);
            writeln!(
                f,
                "{:24} {:5} {}  {:>7}  {:>7}",
                theme(row),
                lang,
                figure(row.auc),
                shares(&row.on_theme),
                shares(&row.off_theme)
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_area_of_known_samples() {
        assert_eq!(auc(&[2.0, 3.0], &[0.0, 1.0]), Some(1.0));
        assert_eq!(auc(&[0.0], &[1.0]), Some(0.0));
        assert_eq!(auc(&[1.0, 1.0], &[1.0]), Some(0.5));
        assert_eq!(auc(&[0.4, 0.8, 0.35], &[0.1, 0.4]), Some(4.5 / 6.0));
        assert_eq!(auc(&[], &[1.0]), None);
        assert_eq!(auc(&[f64::NAN], &[1.0]), None);
    }

    #[test]
    fn the_mean_is_over_languages_of_means_over_themes() {
        let mut evaluation = Evaluation::default();
        let mut add = |theme, language, label, score| {
            evaluation.add(theme, language, label, score, Band::On, Mode::Lexical)
        };
        add(0, Language::Zh, true, 1.0);
        add(0, Language::Zh, false, 0.0);
        add(1, Language::Zh, true, 0.0);
        add(1, Language::Zh, false, 1.0);
        add(0, Language::Ru, true, 1.0);
        add(0, Language::Ru, false, 0.0);
        let report = evaluation.report(&["a", "b"]);
        assert_eq!(
            report
                .languages
                .iter()
                .map(|row| row.auc)
                .collect::<Vec<_>>(),
            [Some(0.5), Some(1.0)]
        );
        assert_eq!(report.mean.auc, Some(0.75));
        assert_eq!(report.rows[1].theme, "a");
        assert!(report.to_string().contains("0.750"));
    }

    proptest! {
        #[test]
        fn the_area_is_the_share_of_pairs_in_order(a in prop::collection::vec(0u8..6, 1..12), b in prop::collection::vec(0u8..6, 1..12)) {
            let float = |values: &[u8]| values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
            let (a, b) = (float(&a), float(&b));
            let wins: f64 = a.iter().flat_map(|x| b.iter().map(move |y| if x > y { 1.0 } else if x == y { 0.5 } else { 0.0 })).sum();
            let area = auc(&a, &b).unwrap();
            prop_assert!((area - wins / (a.len() * b.len()) as f64).abs() < 1e-12);
            prop_assert!((area + auc(&b, &a).unwrap() - 1.0).abs() < 1e-12);
        }
    }
}
