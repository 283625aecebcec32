//! How rounds are ranked.

use super::stats;
use crate::db::text_enum;
use crate::judging::Format;

text_enum! {
    /// How a round's ballots become an order of its entries.
    pub enum Method ("ranking-method") {
        /// Entries and judges' leniency in one model. The default.
        Crossed = "crossed",
        /// The mean over the judges who scored the entry.
        Mean = "mean",
        /// The mean without the highest and the lowest.
        Trimmed = "trimmed",
        /// The middle score.
        Median = "median",
        /// Each judge's scores beside that judge's own mean and spread.
        ZScore = "z",
        /// Judges weighed by how much their scores tell.
        Weighted = "weighted",
        /// Whom judges put above whom, by Bradley and Terry's model.
        Pairs = "pairs",
    }
}

impl Method {
    /// What a round in which judges are asked this may be ranked by; the first is what it is ranked by unless somebody
    /// chose otherwise. Who only said which of several is better gave no points to be averaged.
    pub fn of(format: Format) -> &'static [Self] {
        match format {
            Format::Scorecard => &[
                Self::Crossed,
                Self::Mean,
                Self::Trimmed,
                Self::Median,
                Self::ZScore,
                Self::Weighted,
            ],
            // The share of yes, with a maybe as half of one.
            Format::Votes => &[
                Self::Mean,
                Self::Crossed,
                Self::Trimmed,
                Self::Median,
                Self::ZScore,
                Self::Weighted,
            ],
            Format::Order | Format::Pairs => &[Self::Pairs],
        }
    }

    pub fn default_of(format: Format) -> Self {
        Self::of(format).first().copied().unwrap_or(Self::Crossed)
    }

    /// The methods that read the same ballots in another way.
    pub fn alternatives(self) -> impl Iterator<Item = Self> {
        let others = Self::ALL.iter().copied();
        others
            .filter(move |other| *other != self && (*other == Self::Pairs) == (self == Self::Pairs))
    }

    /// The key of its description for the public.
    pub fn words(self) -> &'static str {
        match self {
            Self::Crossed => "results-method-crossed",
            Self::Mean => "results-method-mean",
            Self::Trimmed => "results-method-trimmed",
            Self::Median => "results-method-median",
            Self::ZScore => "results-method-z",
            Self::Weighted => "results-method-weighted",
            Self::Pairs => "results-method-pairs",
        }
    }

    /// Its name in the statistics of points; none of comparisons.
    pub fn engine(self) -> Option<stats::Method> {
        match self {
            Self::Crossed => Some(stats::Method::Crossed),
            Self::Mean => Some(stats::Method::Mean),
            Self::Trimmed => Some(stats::Method::Trimmed),
            Self::Median => Some(stats::Method::Median),
            Self::ZScore => Some(stats::Method::Z),
            Self::Weighted => Some(stats::Method::Weighted),
            Self::Pairs => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_round_has_a_method_that_reads_what_its_judges_give() {
        for format in Format::ALL {
            let methods = Method::of(*format);
            assert!(methods.contains(&Method::default_of(*format)));
            for method in methods {
                assert_eq!(method.engine().is_some(), format.is_on_scorecard());
                let others: BTreeSet<Method> = method.alternatives().collect();
                let all = methods.iter().copied();
                let rest: BTreeSet<Method> = all.filter(|other| other != method).collect();
                assert_eq!(rest, others);
            }
        }
    }
}
