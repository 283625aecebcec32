//! Who gets which award. Equal scores at the last place of a quota are told apart by the ranking's tie-breaks; whom these
//! leave equal is never decided here, but given back. Awards of the audience go by its points in the same way, without
//! tie-breaks: these are the jury's.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::tiebreak::{Deciders, Precedence};
use super::{Award, Basis};
use crate::accounts::Account;
use crate::contests::{Category, Stream};
use crate::db::Id;
use crate::entries::Entry;

/// What holds for all awards of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Below this, in thousandths of a point, the jury awards nothing.
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
    /// Points of the audience, in thousandths; none where nobody voted for it.
    pub audience: Option<i32>,
}

/// What places of an award go by, and whoever is equal in it is equal: points, then what tells equal points apart.
type Merit<'a> = (i32, &'a Deciders);

/// Nothing tells equal points of the audience apart.
static EQUAL: Deciders = Deciders(Vec::new());

impl Candidate {
    /// None where it can have no award of this basis.
    fn merit(&self, basis: Basis, rules: Rules) -> Option<Merit<'_>> {
        match basis {
            Basis::Jury => rules
                .minimum
                .is_none_or(|minimum| self.score >= minimum)
                .then_some((self.score, &self.deciders)),
            Basis::Audience => self.audience.map(|points| (points, &EQUAL)),
        }
    }
}

/// A candidate for awards of one basis.
#[derive(Clone, Copy)]
struct Contender<'a> {
    who: &'a Candidate,
    merit: Merit<'a>,
}

impl<'a> Contender<'a> {
    /// All of them, the best first.
    fn all(candidates: &'a [Candidate], basis: Basis, rules: Rules) -> Vec<Self> {
        let mut all: Vec<Self> = candidates
            .iter()
            .filter_map(|who| {
                let merit = who.merit(basis, rules)?;
                Some(Self { who, merit })
            })
            .collect();
        all.sort_by(|a, b| (b.merit, a.who.entry).cmp(&(a.merit, b.who.entry)));
        all
    }

    fn is_among(self, award: &Award) -> bool {
        award.stream_id.is_none_or(|only| only == self.who.stream)
            && (award.category_id.is_none() || award.category_id == self.who.category)
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
    let by_jury = Contender::all(candidates, Basis::Jury, rules);
    let by_audience = Contender::all(candidates, Basis::Audience, rules);
    let mut authors = Authors::default();
    awards
        .iter()
        .map(|award| {
            let best_first = match award.basis {
                Basis::Jury => &by_jury,
                Basis::Audience => &by_audience,
            };
            let pool: Vec<Contender> = best_first
                .iter()
                .copied()
                .filter(|c| c.is_among(award))
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
    pool: &[Contender],
    rules: Rules,
    decision: Option<&Decision>,
    authors: &mut Authors,
) -> Share {
    let free: Vec<Contender> = pool
        .iter()
        .copied()
        .filter(|c| !(rules.one_per_author && authors.placed.contains(&c.who.author)))
        .collect();
    let mut share = give(award, pool, rules, decision, authors);
    share.name_tie_breaks(&free, rules.one_per_author);
    share
}

fn give(
    award: &Award,
    pool: &[Contender],
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
        let merit = below[0].merit;
        let size = below.iter().take_while(|c| c.merit == merit).count();
        let equal: Vec<Contender> = below[..size]
            .iter()
            .copied()
            .filter(|c| !(one && authors.placed.contains(&c.who.author)))
            .collect();
        if one
            && equal
                .iter()
                .any(|c| authors.pending.contains(&c.who.author))
        {
            share.open = Open::Waits;
            authors.may_get(below, left);
            return share;
        }
        let distinct = equal
            .iter()
            .map(|c| c.who.author)
            .collect::<HashSet<_>>()
            .len();
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
                        tied: equal.iter().map(|c| c.who.entry).collect(),
                    };
                    if one {
                        authors.may_get(below, left);
                    }
                    return share;
                }
            }
        };
        left -= chosen.len();
        authors.placed.extend(chosen.iter().map(|c| c.who.author));
        share.placed.extend(chosen.iter().map(|c| c.who.entry));
        below = &below[size..];
    }
    share.vacant = usize::try_from(award.quota).unwrap_or(0) - share.placed.len();
    share
}

/// Whom of the tied a decision chose, when it fits: no author twice, not more than there are places, and fewer
/// only when it says that the rest stays vacant. One award may have several ties, all in one decision.
fn accept<'a>(
    decision: &Decision,
    equal: &[Contender<'a>],
    places: usize,
    one: bool,
) -> Option<Vec<Contender<'a>>> {
    let chosen: Vec<Contender> = equal
        .iter()
        .copied()
        .filter(|c| decision.chosen.contains(&c.who.entry))
        .collect();
    let authors: HashSet<Id<Account>> = chosen.iter().map(|c| c.who.author).collect();
    let fits = (!one || authors.len() == chosen.len())
        && (chosen.len() == places || chosen.len() < places && decision.rest_vacant);
    fits.then_some(chosen)
}

impl Share {
    /// Notes the part of a decision that was needed.
    fn decide(&mut self, award: &Award, chosen: &[Contender], decision: Option<&Decision>) {
        let taken = self.decision.get_or_insert_with(|| Decision {
            award: award.id,
            chosen: Vec::new(),
            rest_vacant: decision.is_some_and(|d| d.rest_vacant),
        });
        taken.chosen.extend(chosen.iter().map(|c| c.who.entry));
    }

    /// Notes whom a tie-break gave a place: another with the same score has none, for want of places or because it is the
    /// same author's. `free` are those that the award could have gone to, the best first. Nothing is said while it waits.
    fn name_tie_breaks(&mut self, free: &[Contender], one: bool) {
        if self.open == Open::Waits {
            return;
        }
        let placed: HashSet<Id<Entry>> = self.placed.iter().copied().collect();
        let winners = free.iter().filter(|c| placed.contains(&c.who.entry));
        let authors: HashSet<Id<Account>> = winners.map(|c| c.who.author).collect();
        for equal in free.chunk_by(|a, b| a.merit.0 == b.merit.0) {
            let (winners, others): (Vec<Contender>, Vec<Contender>) =
                equal.iter().partition(|c| placed.contains(&c.who.entry));
            for winner in winners {
                let mut behind = others.iter().filter(|c| c.merit.1 <= winner.merit.1);
                let for_want = |c: &&Contender| !one || !authors.contains(&c.who.author);
                let of_own = |c: &&Contender| one && c.who.author == winner.who.author;
                let rival = behind
                    .clone()
                    .find(for_want)
                    .or_else(|| behind.find(of_own));
                // Over one with the same figures a person decided.
                let won = rival.and_then(|c| Precedence::over(winner.merit.1, c.merit.1));
                self.preceded.extend(won.map(|won| (winner.who.entry, won)));
            }
        }
    }
}

impl Authors {
    /// Marks everyone whom `left` places could still reach, from the best of `below` on.
    fn may_get(&mut self, below: &[Contender], left: usize) {
        let mut sure = HashSet::new();
        for equal in below.chunk_by(|a, b| a.merit == b.merit) {
            for candidate in equal {
                if !self.placed.contains(&candidate.who.author)
                    && self.pending.insert(candidate.who.author)
                {
                    sure.insert(candidate.who.author);
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
