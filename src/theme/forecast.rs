//! What a profile says of the entries that are there, against what their last checks said.

use serde::{Deserialize, Serialize};

use super::check::{Mode, RelevanceRules};
use super::{Band, Outcome, Verdict};
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Locale;

/// Entries that are named beside each threshold.
pub const NEAREST: usize = 10;

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Standing {
    pub verdict: Verdict,
    pub band: Band,
}

/// How many entries come from one standing to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// None for entries that were not checked as they are now.
    pub from: Option<Standing>,
    pub to: Standing,
    pub entries: i32,
}

impl Move {
    /// Whether it is a change of what was said before.
    pub fn is_change(&self) -> bool {
        self.from.is_some_and(|from| from != self.to)
    }
}

/// An entry as a list names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: Id<Entry>,
    /// `CN-0042`.
    pub number: String,
    pub title: String,
    pub locale: Locale,
}

/// An entry near a threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Near {
    pub entry: Named,
    pub score: f64,
    /// How far from the threshold.
    pub apart: f64,
    pub before: Option<Band>,
    pub after: Band,
}

/// What many entries came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    pub moves: Vec<Move>,
    /// Nearest to the threshold of "on theme", the nearest first.
    pub hi: Vec<Near>,
    /// Nearest to the threshold of "not recognised".
    pub lo: Vec<Near>,
}

fn nearest(list: &mut Vec<Near>, near: Near) {
    list.push(near);
    list.sort_by(|a, b| {
        a.apart
            .total_cmp(&b.apart)
            .then(a.entry.id.cmp(&b.entry.id))
    });
    list.truncate(NEAREST);
}

impl Forecast {
    /// Counts one entry.
    pub fn add(
        &mut self,
        entry: &Named,
        before: Option<Standing>,
        outcome: &Outcome,
        rules: &RelevanceRules,
    ) {
        let to = outcome.standing();
        let same = |each: &&mut Move| each.from == before && each.to == to;
        match self.moves.iter_mut().find(same) {
            Some(known) => known.entries += 1,
            None => self.moves.push(Move {
                from: before,
                to,
                entries: 1,
            }),
        }
        self.moves.sort_by_key(|each| (each.from, each.to));
        if outcome.band == Band::Silent {
            return;
        }
        let (hi, lo) = match outcome.mode {
            Mode::Lexical => (rules.lexical_hi, rules.lexical_lo),
            Mode::Encoder => (rules.hi, rules.lo),
        };
        let near = |threshold: f64| Near {
            entry: entry.clone(),
            score: outcome.score,
            apart: (outcome.score - threshold).abs(),
            before: before.map(|before| before.band),
            after: outcome.band,
        };
        nearest(&mut self.hi, near(hi));
        nearest(&mut self.lo, near(lo));
    }

    /// Entries looked at.
    pub fn entries(&self) -> i32 {
        self.moves.iter().map(|each| each.entries).sum()
    }

    /// The moves that change what was said before, the largest first.
    pub fn changes(&self) -> Vec<Move> {
        let mut changes: Vec<Move> = self.moves.iter().copied().filter(Move::is_change).collect();
        changes.sort_by_key(|each| std::cmp::Reverse(each.entries));
        changes
    }

    /// Entries of which something else would be said.
    pub fn changed(&self) -> i32 {
        self.changes().iter().map(|each| each.entries).sum()
    }

    /// Entries that were not checked as they are now.
    pub fn new_entries(&self) -> i32 {
        let new = self.moves.iter().filter(|each| each.from.is_none());
        new.map(|each| each.entries).sum()
    }
}

impl Outcome {
    pub fn standing(&self) -> Standing {
        Standing {
            verdict: self.verdict,
            band: self.band,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::check::{Prepared, Profile, Text, check};

    fn outcome(score: f64, band: Band) -> Outcome {
        let prepared = Prepared::new(Profile::parse("[theme]\nid = \"a\"\n").unwrap()).unwrap();
        let checked = check(&prepared, &Text::default());
        Outcome {
            score,
            band,
            mode: Mode::Lexical,
            verdict: Verdict::Pass,
            ..Outcome::new(&checked, &prepared, Locale::En)
        }
    }

    fn named(n: u128) -> Named {
        Named {
            id: Id::from(uuid::Uuid::from_u128(n)),
            number: format!("CN-{n:04}"),
            title: "Rain".to_owned(),
            locale: Locale::En,
        }
    }

    #[test]
    fn changes_are_counted_by_where_they_come_from_and_lead_to() {
        let rules = RelevanceRules::default();
        let (mut forecast, pass) = (Forecast::default(), Verdict::Pass);
        let on = |band| Standing {
            verdict: pass,
            band,
        };
        forecast.add(
            &named(1),
            Some(on(Band::Unclear)),
            &outcome(0.5, Band::On),
            &rules,
        );
        forecast.add(
            &named(2),
            Some(on(Band::Unclear)),
            &outcome(0.5, Band::On),
            &rules,
        );
        forecast.add(
            &named(3),
            Some(on(Band::On)),
            &outcome(0.5, Band::On),
            &rules,
        );
        forecast.add(&named(4), None, &outcome(0.1, Band::Off), &rules);
        assert_eq!(
            (
                forecast.entries(),
                forecast.changed(),
                forecast.new_entries()
            ),
            (4, 2, 1)
        );
        assert_eq!(forecast.changes().len(), 1);
    }

    #[test]
    fn the_ten_nearest_to_each_threshold_are_kept_the_nearest_first() {
        let rules = RelevanceRules::default();
        let mut forecast = Forecast::default();
        for n in 0..40_u32 {
            let score = f64::from(n) / 40.0;
            forecast.add(
                &named(n.into()),
                None,
                &outcome(score, Band::Unclear),
                &rules,
            );
        }
        assert_eq!((forecast.hi.len(), forecast.lo.len()), (NEAREST, NEAREST));
        let apart = |list: &[Near]| list.windows(2).all(|pair| pair[0].apart <= pair[1].apart);
        assert!(apart(&forecast.hi) && apart(&forecast.lo));
        assert!((forecast.hi[0].score - rules.lexical_hi).abs() <= 0.0126);
        assert!((forecast.lo[0].score - rules.lexical_lo).abs() <= 0.0126);
    }

    #[test]
    fn a_profile_that_says_nothing_of_the_theme_has_no_thresholds() {
        let mut forecast = Forecast::default();
        forecast.add(
            &named(1),
            None,
            &outcome(0.0, Band::Silent),
            &RelevanceRules::default(),
        );
        assert!(forecast.hi.is_empty() && forecast.lo.is_empty());
    }
}
