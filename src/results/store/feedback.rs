//! What a creator learns of an entry once results are final: means, and never who gave what.

use std::collections::{BTreeMap, HashSet};

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::published;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::i18n::Trilingual;
use crate::judging::notes::{CreatorNote, Note};
use crate::judging::{AssignmentState, BallotState, Format};
use crate::results::{JudgeDecision, RoundSummary};
use crate::schema::{
    assignments, ballots, criteria, entries, judge_decisions, recusals, rounds, scores,
};

/// Fewer ballots than this say nothing: a mean of one is that judge's own score.
const LEAST_BALLOTS: usize = 2;

/// The means of one entry, round by round.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// In the order in which they were held; those with too few ballots are left out.
    pub rounds: Vec<RoundFeedback>,
    /// What judges noted for the creator, in the order of the film.
    pub notes: Vec<CreatorNote>,
}

/// What the judges of one round gave an entry, on average.
#[derive(Clone, Debug)]
pub struct RoundFeedback {
    pub name: Json<Trilingual>,
    /// How many ballots the means are of.
    pub ballots: usize,
    pub criteria: Vec<CriterionMean>,
}

/// The mean of one criterion.
#[derive(Clone, Debug)]
pub struct CriterionMean {
    pub name: Json<Trilingual>,
    /// Thousandths of a point.
    pub mean: i32,
    /// The ends of the scale, in thousandths of a point.
    pub least: i32,
    pub most: i32,
}

type Given = (
    (i32, Id<RoundSummary>, Json<Trilingual>),
    (i32, Json<Trilingual>, i32, i32),
    Id<Account>,
    i32,
    Option<JudgeDecision>,
);

impl Feedback {
    /// The feedback on an accepted entry, if the final results of its contest allow it. Every round that is closed counts, with the
    /// ballots that its ranking counts: submitted, of judges who did not step back and were not left out. Three statements.
    pub fn on(conn: &mut Conn, contest: Id<Contest>, entry: Id<Entry>) -> Result<Option<Self>> {
        let public = published(conn, contest)?;
        if !public.is_some_and(|public| public.ranking.tells_creators()) {
            return Ok(None);
        }
        let stepped_back = recusals::table.filter(recusals::assignment_id.eq(assignments::id));
        // The latest decision on a judge's ballots holds.
        let decided = judge_decisions::table
            .filter(judge_decisions::round_id.eq(assignments::round_id))
            .filter(judge_decisions::judge_id.eq(assignments::judge_id))
            .order(judge_decisions::id.desc())
            .limit(1)
            .select(judge_decisions::decision);
        let given: Vec<Given> = scores::table
            .inner_join(ballots::table.inner_join(assignments::table.inner_join(entries::table)))
            .inner_join(criteria::table.inner_join(rounds::table))
            .filter(assignments::entry_id.eq(entry))
            .filter(entries::contest_id.eq(contest))
            .filter(entries::state.eq(State::Accepted))
            .filter(assignments::state.ne(AssignmentState::Recused))
            .filter(not(exists(stepped_back)))
            .filter(ballots::state.eq(BallotState::Submitted))
            .filter(rounds::state.eq("closed"))
            // How many entries of a judge stand behind one is no mark for it.
            .filter(rounds::format.ne(Format::Order))
            .select((
                (rounds::position, rounds::id, rounds::name),
                (
                    criteria::position,
                    criteria::name,
                    criteria::scale_min,
                    criteria::scale_max,
                ),
                assignments::judge_id,
                scores::points,
                decided.single_value(),
            ))
            .load(conn)?;
        let counted = given
            .into_iter()
            .filter(|row| row.4 != Some(JudgeDecision::Drop))
            .collect();
        Ok(Some(Self {
            rounds: means(counted),
            notes: Note::for_creator(conn, entry)?,
        }))
    }
}

/// The means of what was given, by round and criterion.
fn means(given: Vec<Given>) -> Vec<RoundFeedback> {
    let mut rounds: BTreeMap<(i32, Id<RoundSummary>), Vec<Given>> = BTreeMap::new();
    for row in given {
        rounds.entry((row.0.0, row.0.1)).or_default().push(row);
    }
    rounds.into_values().filter_map(round_means).collect()
}

fn round_means(given: Vec<Given>) -> Option<RoundFeedback> {
    let judges: HashSet<Id<Account>> = given.iter().map(|row| row.2).collect();
    let name = given.first()?.0.2.clone();
    let mut criteria: BTreeMap<i32, Vec<Given>> = BTreeMap::new();
    for row in given {
        criteria.entry(row.1.0).or_default().push(row);
    }
    let criteria = criteria
        .into_values()
        .filter(|rows| rows.len() >= LEAST_BALLOTS)
        .filter_map(|rows| {
            let (_, name, least, most) = rows.first()?.1.clone();
            Some(CriterionMean {
                name,
                mean: mean(rows.iter().map(|row| row.3)),
                least: least * 100,
                most: most * 100,
            })
        })
        .collect();
    (judges.len() >= LEAST_BALLOTS).then_some(RoundFeedback {
        name,
        ballots: judges.len(),
        criteria,
    })
}

/// The mean of points in tenths, in thousandths of a point, rounded half up.
fn mean(points: impl Iterator<Item = i32>) -> i32 {
    let (sum, count) = points.fold((0_i64, 0_i64), |(sum, count), points| {
        (sum + i64::from(points), count + 1)
    });
    if count == 0 {
        return 0;
    }
    let rounded = (sum * 200 + count).div_euclid(2 * count);
    i32::try_from(rounded).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_of_tenths_is_exact_to_the_thousandth() {
        assert_eq!(mean([70, 90, 60, 50, 60].into_iter()), 6600);
        assert_eq!(mean([70, 75, 80].into_iter()), 7500);
        assert_eq!(mean([10, 10, 11].into_iter()), 1033);
        assert_eq!(mean([-5, -5].into_iter()), -500);
    }
}
