//! Who gets which award. Equal scores at the last place of a quota are told apart by the ranking's tie-breaks; whom these
//! leave equal is never decided here, but given back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Award;
use super::tiebreak::{Deciders, Precedence};
use crate::accounts::Account;
use crate::contests::{Category, Stream};
use crate::db::Id;
use crate::entries::Entry;

/// What holds for all awards of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Below this, in thousandths of a point, nothing is awarded.
    pub minimum: Option<i32>,
    /// An author gets one award, the highest in the order of awards; lower ones go to the next.
    pub one_per_author: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            minimum: None,
            one_per_author: true,
        }
    }
}

/// An entry that may get awards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub entry: Id<Entry>,
    pub author: Id<Account>,
    pub stream: Id<Stream>,
    pub category: Option<Id<Category>>,
    /// Thousandths of a point.
    pub score: i32,
    /// What tells it from others with this score.
    pub deciders: Deciders,
}

impl Candidate {
    /// What places go by; whoever is equal in it is equal.
    fn merit(&self) -> (i32, &Deciders) {
        (self.score, &self.deciders)
    }
}

/// How an admin decided the ties of an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub award: Id<Award>,
    pub chosen: Vec<Id<Entry>>,
    /// Places that nobody was chosen for stay empty.
    pub rest_vacant: bool,
}

/// What keeps an award from being given out whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    Nothing,
    /// More equal scores than places: an admin chooses.
    Tie {
        places: usize,
        tied: Vec<Id<Entry>>,
    },
    /// It depends on a tie of an earlier award.
    Waits,
}

/// What one award comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub award: Id<Award>,
    /// Who has it for certain, the best first.
    pub placed: Vec<Id<Entry>>,
    pub open: Open,
    /// Of the placed, those to whom a tie-break gave their place and not to an equal score.
    pub preceded: Vec<(Id<Entry>, Precedence)>,
    /// What was decided, where it was needed.
    pub decision: Option<Decision>,
    /// Places that stay empty; 0 while something is open.
    pub vacant: usize,
}

/// Goes through `awards` in their order and gives each to the best of those whom it is for.
///
/// Where a tie is undecided the authors who might still get the award are pending: a later award that comes to
/// one of them waits. So nobody who is placed here loses it by whatever is decided afterwards.
pub fn allot(
    awards: &[Award],
    candidates: &[Candidate],
    rules: Rules,
    decisions: &[Decision],
) -> Vec<Share> {
    let mut best_first: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| rules.minimum.is_none_or(|minimum| c.score >= minimum))
        .collect();
    best_first.sort_by(|a, b| (b.merit(), a.entry).cmp(&(a.merit(), b.entry)));
    let mut authors = Authors::default();
    awards
        .iter()
        .map(|award| {
            let pool: Vec<&Candidate> = best_first
                .iter()
                .copied()
                .filter(|c| award.stream_id.is_none_or(|stream| stream == c.stream))
                .filter(|c| award.category_id.is_none() || award.category_id == c.category)
                .collect();
            let decision = decisions.iter().find(|d| d.award == award.id);
            share(award, &pool, rules, decision, &mut authors)
        })
        .collect()
}

/// The authors who have an award, and those who may get one by a decision still to be taken.
#[derive(Default)]
struct Authors {
    placed: HashSet<Id<Account>>,
    pending: HashSet<Id<Account>>,
}

fn share(
    award: &Award,
    pool: &[&Candidate],
    rules: Rules,
    decision: Option<&Decision>,
    authors: &mut Authors,
) -> Share {
    let free: Vec<&Candidate> = pool
        .iter()
        .copied()
        .filter(|c| !(rules.one_per_author && authors.placed.contains(&c.author)))
        .collect();
    let mut share = give(award, pool, rules, decision, authors);
    share.name_tie_breaks(&free, rules.one_per_author);
    share
}

fn give(
    award: &Award,
    pool: &[&Candidate],
    rules: Rules,
    decision: Option<&Decision>,
    authors: &mut Authors,
) -> Share {
    let one = rules.one_per_author;
    let mut share = Share {
        award: award.id,
        placed: Vec::new(),
        open: Open::Nothing,
        preceded: Vec::new(),
        decision: None,
        vacant: 0,
    };
    let mut left = usize::try_from(award.quota).unwrap_or(0);
    let mut below = pool;
    while left > 0 && !below.is_empty() {
        let merit = below[0].merit();
        let size = below.iter().take_while(|c| c.merit() == merit).count();
        let equal: Vec<&Candidate> = below[..size]
            .iter()
            .copied()
            .filter(|c| !(one && authors.placed.contains(&c.author)))
            .collect();
        if one && equal.iter().any(|c| authors.pending.contains(&c.author)) {
            share.open = Open::Waits;
            authors.may_get(below, left);
            return share;
        }
        let distinct = equal.iter().map(|c| c.author).collect::<HashSet<_>>().len();
        let takers = if one { distinct } else { equal.len() };
        let chosen = if equal.len() <= left && takers == equal.len() {
            equal
        } else {
            let places = left.min(takers);
            match decision.and_then(|d| accept(d, &equal, places, one)) {
                Some(chosen) => {
                    share.decide(award, &chosen, decision);
                    if chosen.len() < places {
                        left = chosen.len();
                    }
                    chosen
                }
                None => {
                    share.open = Open::Tie {
                        places,
                        tied: equal.iter().map(|c| c.entry).collect(),
                    };
                    if one {
                        authors.may_get(below, left);
                    }
                    return share;
                }
            }
        };
        left -= chosen.len();
        authors.placed.extend(chosen.iter().map(|c| c.author));
        share.placed.extend(chosen.iter().map(|c| c.entry));
        below = &below[size..];
    }
    share.vacant = usize::try_from(award.quota).unwrap_or(0) - share.placed.len();
    share
}

/// Whom of the tied a decision chose, when it fits: no author twice, not more than there are places, and fewer
/// only when it says that the rest stays vacant. One award may have several ties, all in one decision.
fn accept<'a>(
    decision: &Decision,
    equal: &[&'a Candidate],
    places: usize,
    one: bool,
) -> Option<Vec<&'a Candidate>> {
    let chosen: Vec<&Candidate> = equal
        .iter()
        .copied()
        .filter(|c| decision.chosen.contains(&c.entry))
        .collect();
    let authors: HashSet<Id<Account>> = chosen.iter().map(|c| c.author).collect();
    let fits = (!one || authors.len() == chosen.len())
        && (chosen.len() == places || chosen.len() < places && decision.rest_vacant);
    fits.then_some(chosen)
}

impl Share {
    /// Notes the part of a decision that was needed.
    fn decide(&mut self, award: &Award, chosen: &[&Candidate], decision: Option<&Decision>) {
        let taken = self.decision.get_or_insert_with(|| Decision {
            award: award.id,
            chosen: Vec::new(),
            rest_vacant: decision.is_some_and(|d| d.rest_vacant),
        });
        taken.chosen.extend(chosen.iter().map(|c| c.entry));
    }

    /// Notes whom a tie-break gave a place: another with the same score has none, for want of places or because it is the
    /// same author's. `free` are those that the award could have gone to, the best first. Nothing is said while it waits.
    fn name_tie_breaks(&mut self, free: &[&Candidate], one: bool) {
        if self.open == Open::Waits {
            return;
        }
        let placed: HashSet<Id<Entry>> = self.placed.iter().copied().collect();
        let winners = free.iter().filter(|c| placed.contains(&c.entry));
        let authors: HashSet<Id<Account>> = winners.map(|c| c.author).collect();
        for equal in free.chunk_by(|a, b| a.score == b.score) {
            let (winners, others): (Vec<&Candidate>, Vec<&Candidate>) =
                equal.iter().partition(|c| placed.contains(&c.entry));
            for winner in winners {
                let mut behind = others.iter().filter(|c| c.deciders <= winner.deciders);
                let for_want = |c: &&&Candidate| !one || !authors.contains(&c.author);
                let of_own = |c: &&&Candidate| one && c.author == winner.author;
                let rival = behind
                    .clone()
                    .find(for_want)
                    .or_else(|| behind.find(of_own));
                // Over one with the same figures a person decided.
                let won = rival.and_then(|c| Precedence::over(&winner.deciders, &c.deciders));
                self.preceded.extend(won.map(|won| (winner.entry, won)));
            }
        }
    }
}

impl Authors {
    /// Marks everyone whom `left` places could still reach, from the best of `below` on.
    fn may_get(&mut self, below: &[&Candidate], left: usize) {
        let mut sure = HashSet::new();
        for equal in below.chunk_by(|a, b| a.merit() == b.merit()) {
            for candidate in equal {
                if !self.placed.contains(&candidate.author) && self.pending.insert(candidate.author)
                {
                    sure.insert(candidate.author);
                }
            }
            if sure.len() >= left {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests;
