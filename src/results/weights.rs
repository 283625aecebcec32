//! Other weights of a round's criteria, tried after scoring. Ballots and the score log stay as they are: only what a ranking
//! makes of the points differs.

use serde::{Deserialize, Serialize};

use crate::db::{Id, Moment};
use crate::i18n::Trilingual;
use crate::judging::{Criterion, total};

/// The weights that a ranking was computed with in place of the round's own: printed with the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reweighing {
    /// Every criterion of the round, in its order.
    pub criteria: Vec<Weighed>,
    pub reason: String,
    pub at: Moment,
}

/// A criterion with both of its weights, in hundredths of a percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    pub id: Id<Criterion>,
    pub code: String,
    pub name: Trilingual,
    /// By which judges scored.
    pub was: i32,
    pub weight: i32,
}

impl Weighed {
    /// A criterion with the weight by which judges scored.
    pub fn own(criterion: &Criterion) -> Self {
        Self {
            id: criterion.id,
            code: criterion.code.clone(),
            name: (*criterion.name).clone(),
            was: criterion.weight,
            weight: criterion.weight,
        }
    }
}

impl Reweighing {
    /// Whether any criterion weighs otherwise than judges scored by.
    pub fn differs(&self) -> bool {
        self.criteria.iter().any(|each| each.weight != each.was)
    }

    /// A ballot's total by these weights, in thousandths of a point; none while a criterion that weighs something lacks its
    /// points. `given` are tenths of a point by criterion.
    pub fn total<'a>(
        &self,
        given: impl Iterator<Item = &'a (Id<Criterion>, i32)> + Clone,
    ) -> Option<i32> {
        let weighing = self.criteria.iter().filter(|each| each.weight > 0);
        total(weighing.map(|each| {
            let own = given.clone().find(|(criterion, _)| *criterion == each.id);
            (each.weight, own.map(|(_, points)| *points))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_follows_the_weights_and_one_of_nothing_needs_no_points() {
        let named = |code: &str, was, weight| Weighed {
            id: Id::new(),
            code: code.to_owned(),
            name: Trilingual::default(),
            was,
            weight,
        };
        let mut it = Reweighing {
            criteria: vec![named("theme", 6000, 2500), named("craft", 4000, 7500)],
            reason: String::new(),
            at: Moment::from(chrono::DateTime::UNIX_EPOCH),
        };
        let (theme, craft) = (it.criteria[0].id, it.criteria[1].id);
        assert_eq!(it.total([(theme, 80), (craft, 65)].iter()), Some(6875));
        let one = [(theme, 80)];
        assert_eq!(it.total(one.iter()), None);
        it.criteria[0].weight = 10_000;
        it.criteria[1].weight = 0;
        assert_eq!(it.total(one.iter()), Some(8000));
        assert!(it.differs());
    }
}
