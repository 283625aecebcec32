//! What giving out the awards would come to, on paper.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Stream;
use crate::db::{Conn, Id, Json};
use crate::entries::{Entry, State};
use crate::error::Result;
use crate::i18n::Locale;
use crate::results::allotment::{self, Candidate, Decision, Open, Rules, Share};
use crate::results::audience::{self, audience_text};
use crate::results::store::{EntryOfRow, awards, counts};
use crate::results::tiebreak::Deciders;
use crate::results::{Award, Basis, Ranking, points_text};
use crate::schema::{accounts, entries, ranking_rows, streams};

/// An entry that a proposal names.
pub struct Named {
    pub entry: EntryOfRow,
    pub creator: Account,
    pub stream: Stream,
    /// Thousandths of a point.
    pub score: i32,
}

/// What giving out the awards would come to, before anything is written.
pub struct Proposal {
    pub awards: Vec<Award>,
    pub shares: Vec<Share>,
    /// Points of the audience, of the ranking's entries that have any; empty where no award goes by them.
    pub audience: Points,
}

/// Points of the audience by entry, in thousandths.
#[derive(Debug, Default)]
pub struct Points(BTreeMap<Id<Entry>, i32>);

impl Points {
    pub(in crate::results::store) fn among(candidates: &[Candidate]) -> Self {
        let voted = candidates.iter();
        Self(voted.filter_map(|c| Some((c.entry, c.audience?))).collect())
    }

    pub fn of(&self, entry: Id<Entry>) -> Option<i32> {
        self.0.get(&entry).copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What an entry has or would have the award by: "8.667" of its score, "audience 87.500".
    pub fn figure(&self, award: &Award, named: &Named, locale: Locale) -> String {
        match award.basis {
            Basis::Jury => points_text(named.score, locale),
            Basis::Audience => {
                let points = self.of(named.entry.id);
                audience_text(points.unwrap_or_default(), locale)
            }
        }
    }
}

impl Proposal {
    /// Whether every place is given or left vacant.
    pub fn is_decided(&self) -> bool {
        self.shares.iter().all(|share| share.open == Open::Nothing)
    }

    /// Whether an award is the audience's, and it voted for none of the ranking's entries.
    pub fn lacks_votes(&self) -> bool {
        self.audience.is_empty() && self.awards.iter().any(Award::is_by_audience)
    }

    /// What an admin sees and confirms, in few letters: another ranking, award or decision gives another, and so do other votes.
    pub fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for share in &self.shares {
            hash.update(share.award.as_bytes());
            for entry in &share.placed {
                hash.update(entry.as_bytes());
            }
            hash.update([0; 16]);
        }
        for (entry, points) in &self.audience.0 {
            hash.update(entry.as_bytes());
            hash.update(points.to_be_bytes());
        }
        hex::encode(&hash.finalize()[..8])
    }
}

impl Ranking {
    /// Gives out the contest's awards on paper. Withdrawn and disqualified entries get none. Two statements, and a third where
    /// an award is the audience's.
    pub fn propose(
        &self,
        conn: &mut Conn,
        rules: Rules,
        decisions: &[Decision],
    ) -> Result<Proposal> {
        let awards = awards(conn, self.contest_id)?;
        let candidates = self.candidates(conn, &awards)?;
        let shares = allotment::allot(&awards, &candidates, rules, decisions);
        Ok(Proposal {
            awards,
            shares,
            audience: Points::among(&candidates),
        })
    }

    /// The ranked entries that may get these awards: neither withdrawn nor disqualified. One statement, and another where an
    /// award is the audience's.
    pub(in crate::results::store) fn candidates(
        &self,
        conn: &mut Conn,
        awards: &[Award],
    ) -> Result<Vec<Candidate>> {
        let points = if awards.iter().any(Award::is_by_audience) {
            audience::points(&counts(conn, self.contest_id)?)
        } else {
            HashMap::new()
        };
        let rows: Vec<(_, _, _, _, i32, Option<Json<Deciders>>)> = ranking_rows::table
            .inner_join(entries::table)
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(entries::state.eq(State::Accepted))
            .select((
                entries::id,
                entries::creator_id,
                ranking_rows::stream_id,
                ranking_rows::category_id,
                ranking_rows::score,
                ranking_rows::deciders,
            ))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(
                |(entry, author, stream, category, score, deciders)| Candidate {
                    entry,
                    author,
                    stream,
                    category,
                    score,
                    deciders: deciders.map_or_else(Deciders::default, Json::into_inner),
                    audience: points.get(&entry).copied(),
                },
            )
            .collect())
    }

    /// The entries that a proposal names, for its page. One statement.
    pub fn named_in(&self, conn: &mut Conn, proposal: &Proposal) -> Result<Vec<Named>> {
        self.named_by(conn, proposal.shares.iter())
    }

    /// The entries that have a place in these shares, or are tied for one. One statement.
    pub(in crate::results::store) fn named_by<'a>(
        &self,
        conn: &mut Conn,
        shares: impl Iterator<Item = &'a Share>,
    ) -> Result<Vec<Named>> {
        let ids: Vec<Id<Entry>> = shares
            .flat_map(|share| {
                let tied: &[Id<Entry>] = match &share.open {
                    Open::Tie { tied, .. } => tied,
                    _ => &[],
                };
                share.placed.iter().chain(tied).copied()
            })
            .collect();
        let rows: Vec<(EntryOfRow, Account, Stream, i32)> = ranking_rows::table
            .inner_join(
                entries::table
                    .inner_join(accounts::table)
                    .inner_join(streams::table),
            )
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(ranking_rows::entry_id.eq_any(&ids))
            .select((
                EntryOfRow::as_select(),
                Account::as_select(),
                Stream::as_select(),
                ranking_rows::score,
            ))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|(entry, creator, stream, score)| Named {
                entry,
                creator,
                stream,
                score,
            })
            .collect())
    }
}
