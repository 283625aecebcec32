//! What other quotas and another minimum would give, beside what the kept ones give: on paper, nothing is written.

use super::{Named, Points, awards};
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::results::allotment::{Share, allot};
use crate::results::forms::trials::Trial;
use crate::results::{Award, Ranking};

/// The awards given out on paper twice: as they are kept, and as tried. Ties that an admin would decide are open in both.
pub struct WhatIf {
    /// As they are kept.
    pub awards: Vec<Award>,
    /// By award: what comes of the kept quotas and rules.
    pub now: Vec<Share>,
    /// By award: what would come of those that are tried.
    pub then: Vec<Share>,
    pub named: Vec<Named>,
    /// Points of the audience, where an award goes by them.
    pub audience: Points,
}

impl Ranking {
    /// The contest's awards, to be tried with other quotas. One statement.
    pub fn awards(&self, conn: &mut Conn) -> Result<Vec<Award>> {
        awards(conn, self.contest_id)
    }

    /// Tries other quotas and rules. Two statements, and a third where an award is the audience's.
    pub fn what_if(&self, conn: &mut Conn, awards: Vec<Award>, trial: &Trial) -> Result<WhatIf> {
        let candidates = self.candidates(conn, &awards)?;
        let tried: Vec<Award> = awards
            .iter()
            .map(|award| Award {
                quota: quota(trial, award.id).unwrap_or(award.quota),
                ..award.clone()
            })
            .collect();
        let now = allot(&awards, &candidates, self.parameters.rules, &[]);
        let then = allot(&tried, &candidates, trial.rules, &[]);
        let named = self.named_by(conn, now.iter().chain(&then))?;
        Ok(WhatIf {
            awards,
            now,
            then,
            named,
            audience: Points::among(&candidates),
        })
    }
}

fn quota(trial: &Trial, award: Id<Award>) -> Option<i32> {
    let mut quotas = trial.quotas.iter();
    quotas.find(|(id, _)| *id == award).map(|(_, quota)| *quota)
}
