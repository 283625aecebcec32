//! What the ballots can tell: each country's bias, or only their sum.
//!
//! With two countries and no neutral judges or entries, the columns (1, home of A, home of B, entry's country, judge's country) have rank 4
//! of 5: a Chinese jury that favours China looks the same as Chinese entries that are better. A model without the countries' own columns
//! would split the sum all the same, and accuse someone falsely.

use super::super::ballots::Ballots;
use super::super::crossed::{Crossed, Estimate};
use super::super::sheet::Sheet;
use super::TwoCountry;

/// How far home advantage can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// Each country's own.
    Each,
    /// Only the sum (or mean) over countries: cannot say whose.
    Sum,
}

/// Fixed-effect columns, a value a ballot.
pub struct Designs {
    /// What can be told; none without ballots both at home and away.
    pub identified: Option<Identified>,
    /// Columns of the countries themselves, none that follows from the others.
    countries: Vec<Vec<f64>>,
    /// Home columns by country of judges.
    homes: Vec<(usize, Vec<f64>)>,
    two: bool,
}

/// Columns that do not follow from one another, by Gram and Schmidt over the kinds of ballots.
#[derive(Default)]
struct Basis {
    columns: Vec<Vec<f64>>,
}

impl Basis {
    /// Takes a column in, unless it follows from those that are there.
    fn add(&mut self, column: &[f64]) -> bool {
        let norm = |column: &[f64]| column.iter().map(|x| x * x).sum::<f64>().sqrt();
        let mut rest = column.to_vec();
        for _ in 0..2 {
            for known in &self.columns {
                let along: f64 = known.iter().zip(&rest).map(|(a, b)| a * b).sum();
                for (value, known) in rest.iter_mut().zip(known) {
                    *value -= along * known;
                }
            }
        }
        let length = norm(&rest);
        if length <= 1e-9 * norm(column).max(f64::MIN_POSITIVE) {
            return false;
        }
        rest.iter_mut().for_each(|value| *value /= length);
        self.columns.push(rest);
        true
    }
}

impl Designs {
    /// The columns of a sheet.
    pub fn of(sheet: &Sheet, home: &[f64]) -> Self {
        let rows = sheet.ballots.rows();
        let kind = |place: usize| {
            let ballot = rows[place];
            (
                sheet.entry_country[ballot.entry],
                sheet.judge_country[ballot.judge],
            )
        };
        let kinds: std::collections::BTreeSet<_> = (0..rows.len()).map(kind).collect();
        type Kind = (Option<usize>, Option<usize>);
        let over_kinds = |value: &dyn Fn(Kind) -> bool| -> Vec<f64> {
            kinds
                .iter()
                .map(|kind| f64::from(u8::from(value(*kind))))
                .collect()
        };
        let over_ballots = |value: &dyn Fn(Kind) -> bool| -> Vec<f64> {
            (0..rows.len())
                .map(|place| f64::from(u8::from(value(kind(place)))))
                .collect()
        };
        let mut basis = Basis::default();
        basis.add(&vec![1.0; kinds.len()]);
        let mut countries = Vec::new();
        for country in 0..sheet.countries.len() {
            let of_entry = |kind: Kind| kind.0 == Some(country);
            let of_judge = |kind: Kind| kind.1 == Some(country);
            for is in [&of_entry as &dyn Fn(Kind) -> bool, &of_judge] {
                if basis.add(&over_kinds(is)) {
                    countries.push(over_ballots(is));
                }
            }
        }
        let any_home = |kind: Kind| kind.0.is_some() && kind.0 == kind.1;
        let sum = Basis {
            columns: basis.columns.clone(),
        }
        .add(&over_kinds(&any_home));
        let mut each = true;
        let mut homes = Vec::new();
        for country in 0..sheet.countries.len() {
            let at_home = |kind: Kind| kind == (Some(country), Some(country));
            if over_kinds(&at_home).contains(&1.0) {
                each &= basis.add(&over_kinds(&at_home));
                homes.push((country, over_ballots(&at_home)));
            }
        }
        let known = home.contains(&1.0) && home.contains(&0.0);
        let identified = match (known, each, sum) {
            (true, true, _) => Some(Identified::Each),
            (true, false, true) => Some(Identified::Sum),
            _ => None,
        };
        let all = |countries: &[Option<usize>]| {
            countries.iter().all(Option::is_some)
                && (0..sheet.countries.len()).all(|country| countries.contains(&Some(country)))
        };
        Self {
            identified,
            countries,
            homes,
            two: sheet.countries.len() == 2
                && all(&sheet.entry_country)
                && all(&sheet.judge_country),
        }
    }

    /// Each country's own home advantage, given the countries' own means.
    pub fn each(&self, ballots: &Ballots) -> Option<Vec<(usize, Estimate)>> {
        let homes = self.homes.iter().map(|(_, column)| column.as_slice());
        let columns: Vec<&[f64]> = self
            .countries
            .iter()
            .map(Vec::as_slice)
            .chain(homes)
            .collect();
        let model = Crossed::fit(ballots, &columns)
            .ok()
            .filter(|model| !model.is_exact())?;
        let estimates = &model.fixed[self.countries.len()..];
        Some(
            self.homes
                .iter()
                .map(|(country, _)| *country)
                .zip(estimates.iter().copied())
                .collect(),
        )
    }

    /// With exactly two countries, both with judges and entries: twice the home effect given both countries' means.
    pub fn two_countries(&self, ballots: &Ballots, home: &[f64]) -> Option<TwoCountry> {
        if !self.two || self.identified.is_none() {
            return None;
        }
        let columns: Vec<&[f64]> = std::iter::once(home)
            .chain(self.countries.iter().map(Vec::as_slice))
            .collect();
        let model = Crossed::fit(ballots, &columns)
            .ok()
            .filter(|model| !model.is_exact())?;
        let Estimate { estimate, se } = *model.fixed.first()?;
        Some(TwoCountry {
            did: 2.0 * estimate,
            se: 2.0 * se,
            mean_bias: estimate,
        })
    }
}
