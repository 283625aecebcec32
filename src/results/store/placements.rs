//! Placements: who has which award on a ranking.

use diesel::prelude::*;

use super::EntryOfRow;
use crate::accounts::Account;
use crate::contests::Stream;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::allotment::{self, Candidate, Decision, Open, Rules, Share};
use crate::results::forms::Gift;
use crate::results::tiebreak::{Deciders, Precedence};
use crate::results::{Award, Parameters, Placement, Ranking, RankingState};
use crate::schema::{accounts, awards, entries, placements, ranking_rows, rankings, streams};

/// An award with those who have it.
#[derive(Clone, Debug)]
pub struct Honour {
    pub award: Award,
    pub winners: Vec<Winner>,
}

impl Honour {
    /// Places that nobody has.
    pub fn vacant(&self) -> usize {
        usize::try_from(self.award.quota)
            .unwrap_or(0)
            .saturating_sub(self.winners.len())
    }
}

/// An entry that has an award, with who made it.
#[derive(Clone, Debug)]
pub struct Winner {
    pub placement: Id<Placement>,
    pub entry: Entry,
    pub creator: Account,
    /// Thousandths of a point.
    pub score: i32,
    pub rank: i32,
    /// How a tie-break gave it the place and not an equal score; none where that was not needed, or a person gave it.
    pub preceded: Option<Precedence>,
    /// The code of its certificate, once results were final.
    pub certificate: Option<String>,
}

type Standing = (
    Option<Id<Placement>>,
    Option<i32>,
    Option<i32>,
    Option<Json<Precedence>>,
    Option<String>,
);

/// All awards of the ranking's contest in their order, each with its winners. One statement.
pub fn honours(conn: &mut Conn, ranking: &Ranking) -> Result<Vec<Honour>> {
    let rows = awards::table
        .left_join(
            placements::table.on(placements::award_id
                .eq(awards::id)
                .and(placements::ranking_id.eq(ranking.id))),
        )
        .left_join(entries::table.on(entries::id.eq(placements::entry_id)))
        .left_join(accounts::table.on(accounts::id.eq(entries::creator_id)))
        .left_join(
            ranking_rows::table.on(ranking_rows::entry_id
                .eq(entries::id)
                .and(ranking_rows::ranking_id.eq(ranking.id))),
        )
        .filter(awards::contest_id.eq(ranking.contest_id))
        .order((
            awards::position,
            awards::id,
            ranking_rows::score.desc(),
            entries::number,
        ))
        .select((
            Award::as_select(),
            Option::<Entry>::as_select(),
            Option::<Account>::as_select(),
            (
                placements::id.nullable(),
                ranking_rows::score.nullable(),
                ranking_rows::rank.nullable(),
                placements::tie_break.nullable(),
                placements::certificate.nullable(),
            ),
        ))
        .load::<(Award, Option<Entry>, Option<Account>, Standing)>(conn)?;
    let mut honours: Vec<Honour> = Vec::new();
    for (award, entry, creator, standing) in rows {
        let (placement, score, rank, preceded, certificate) = standing;
        if honours.last().is_none_or(|last| last.award.id != award.id) {
            honours.push(Honour {
                award,
                winners: Vec::new(),
            });
        }
        if let (Some(honour), Some(entry), Some(creator), Some(placement)) =
            (honours.last_mut(), entry, creator, placement)
        {
            honour.winners.push(Winner {
                placement,
                entry,
                creator,
                score: score.unwrap_or_default(),
                rank: rank.unwrap_or_default(),
                preceded: preceded.map(Json::into_inner),
                certificate,
            });
        }
    }
    Ok(honours)
}

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
}

impl Proposal {
    /// Whether every place is given or left vacant.
    pub fn is_decided(&self) -> bool {
        self.shares.iter().all(|share| share.open == Open::Nothing)
    }

    /// What an admin sees and confirms, in few letters: another ranking, award or decision gives another.
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
        hex::encode(&hash.finalize()[..8])
    }
}

impl Ranking {
    /// Gives out the contest's awards on paper. Withdrawn and disqualified entries get none. Two statements.
    pub fn propose(
        &self,
        conn: &mut Conn,
        rules: Rules,
        decisions: &[Decision],
    ) -> Result<Proposal> {
        let awards = super::awards(conn, self.contest_id)?;
        let candidates = self.candidates(conn)?;
        let shares = allotment::allot(&awards, &candidates, rules, decisions);
        Ok(Proposal { awards, shares })
    }

    /// The ranked entries that may get awards: neither withdrawn nor disqualified. One statement.
    pub(super) fn candidates(&self, conn: &mut Conn) -> Result<Vec<Candidate>> {
        Ok(ranking_rows::table
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
            .load::<(_, _, _, _, i32, Option<Json<Deciders>>)>(conn)?
            .into_iter()
            .map(
                |(entry, author, stream, category, score, deciders)| Candidate {
                    entry,
                    author,
                    stream,
                    category,
                    score,
                    deciders: deciders.map_or_else(Deciders::default, Json::into_inner),
                },
            )
            .collect())
    }

    /// The entries that a proposal names, for its page. One statement.
    pub fn named_in(&self, conn: &mut Conn, proposal: &Proposal) -> Result<Vec<Named>> {
        self.named_by(conn, proposal.shares.iter())
    }

    /// The entries that have a place in these shares, or are tied for one. One statement.
    pub(super) fn named_by<'a>(
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
        Ok(ranking_rows::table
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
            .load::<(EntryOfRow, Account, Stream, i32)>(conn)?
            .into_iter()
            .map(|(entry, creator, stream, score)| Named {
                entry,
                creator,
                stream,
                score,
            })
            .collect())
    }

    /// Gives out the awards: what was given out on this ranking before is replaced. Refused while a tie is
    /// undecided, on a preview, and once the ranking is public.
    pub fn give_awards(
        &self,
        conn: &mut Conn,
        by: &Account,
        rules: Rules,
        decisions: &[Decision],
        reason: &str,
        now: Moment,
    ) -> Result<Proposal> {
        if self.parameters.preview {
            return Err(Error::Conflict("error-ranking-preview"));
        }
        let proposal = self.propose(conn, rules, decisions)?;
        if !proposal.is_decided() {
            return Err(Error::Conflict("error-awards-undecided"));
        }
        self.set_parameters(
            conn,
            Parameters {
                awarded: true,
                rules,
                ..(*self.parameters).clone()
            },
        )?;
        diesel::delete(placements::table.filter(placements::ranking_id.eq(self.id)))
            .execute(conn)?;
        for share in &proposal.shares {
            for entry in &share.placed {
                let mut preceded = share.preceded.iter();
                let preceded = preceded.find(|(id, _)| id == entry).map(|(_, won)| *won);
                self.place(conn, by, (share.award, *entry), preceded, now)?;
            }
        }
        let given: Vec<_> = proposal
            .shares
            .iter()
            .map(|share| (share.award, &share.placed))
            .collect();
        let code = |won: &Precedence| {
            let tie_break = self.parameters.tie_break(won.tie_break);
            tie_break.map_or("", |each| each.code())
        };
        let by_tie_break: Vec<_> = proposal
            .shares
            .iter()
            .flat_map(|share| &share.preceded)
            .map(|(entry, won)| (entry, code(won)))
            .collect();
        Event::new("ranking", self.id, "awards-given")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .with(serde_json::json!({
                "rules": rules,
                "decisions": decisions,
                "given": given,
                "tie_breaks": self.parameters.tie_break_codes(),
                "by_tie_break": by_tie_break,
            }))
            .record(conn, now)?;
        Ok(proposal)
    }

    fn place(
        &self,
        conn: &mut Conn,
        by: &Account,
        (award, entry): (Id<Award>, Id<Entry>),
        preceded: Option<Precedence>,
        now: Moment,
    ) -> Result<()> {
        diesel::insert_into(placements::table)
            .values((
                placements::id.eq(Id::<Placement>::new()),
                placements::award_id.eq(award),
                placements::entry_id.eq(entry),
                placements::ranking_id.eq(self.id),
                placements::given_by.eq(by.id),
                placements::given_at.eq(now),
                placements::tie_break.eq(preceded.map(Json::new)),
            ))
            .execute(conn)?;
        Ok(())
    }

    /// Takes a place in an award away from an entry; it stays vacant until somebody is given it.
    pub fn withhold(
        &self,
        conn: &mut Conn,
        by: &Account,
        award: &Award,
        placement: Id<Placement>,
        reason: &str,
        now: Moment,
    ) -> Result<()> {
        self.hold(conn)?;
        let entry = placements::table
            .filter(placements::id.eq(placement))
            .filter(placements::ranking_id.eq(self.id))
            .filter(placements::award_id.eq(award.id))
            .select(placements::entry_id)
            .first::<Id<Entry>>(conn)?;
        diesel::delete(placements::table.filter(placements::id.eq(placement))).execute(conn)?;
        Event::new("ranking", self.id, "award-withheld")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .with(serde_json::json!({ "award": award.code, "entry": entry }))
            .record(conn, now)
    }

    /// Gives an award to the ranked entry of this number. Its stream, category, quota and the rule of one award
    /// an author hold here too; the minimum score does not: that is what a person may decide.
    pub fn give(
        &self,
        conn: &mut Conn,
        by: &Account,
        award: &Award,
        gift: &Gift,
        now: Moment,
    ) -> Result<()> {
        self.hold(conn)?;
        let found = ranking_rows::table
            .inner_join(entries::table)
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(entries::number.eq(gift.number))
            .filter(entries::state.eq(State::Accepted))
            .select(Entry::as_select())
            .first::<Entry>(conn)
            .optional()?;
        let Some(entry) = found else {
            return Err(Error::Conflict("error-entry-not-ranked"));
        };
        let fits = award
            .stream_id
            .is_none_or(|stream| stream == entry.stream_id)
            && (award.category_id.is_none() || award.category_id == entry.category_id);
        if !fits {
            return Err(Error::Conflict("error-award-not-for-it"));
        }
        let placed = placements::table
            .inner_join(entries::table)
            .filter(placements::ranking_id.eq(self.id))
            .select((
                placements::award_id,
                placements::entry_id,
                entries::creator_id,
            ))
            .load::<(Id<Award>, Id<Entry>, Id<Account>)>(conn)?;
        let of_award = placed.iter().filter(|row| row.0 == award.id);
        if of_award.clone().any(|row| row.1 == entry.id) {
            return Err(Error::Conflict("error-already-there"));
        }
        if of_award.count() >= usize::try_from(award.quota).unwrap_or(0) {
            return Err(Error::Conflict("error-award-full"));
        }
        if self.parameters.rules.one_per_author
            && placed.iter().any(|row| row.2 == entry.creator_id)
        {
            return Err(Error::Conflict("error-author-has-award"));
        }
        self.place(conn, by, (award.id, entry.id), None, now)?;
        Event::new("ranking", self.id, "award-given")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&gift.reason)
            .with(serde_json::json!({ "award": award.code, "entry": entry.id }))
            .record(conn, now)
    }

    /// Refuses unless awards were given out and the ranking is not public; keeps it so until the commit.
    fn hold(&self, conn: &mut Conn) -> Result<()> {
        let held = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Computed)),
        )
        .set(rankings::state.eq(RankingState::Computed))
        .execute(conn)?;
        if held != 1 {
            return Err(Error::Conflict("error-ranking-public"));
        }
        if !self.parameters.awarded {
            return Err(Error::Conflict("error-awards-first"));
        }
        Ok(())
    }
}

impl Ranking {
    /// One award of the contest with those who have it on this ranking.
    pub fn honour(&self, conn: &mut Conn, award: Id<Award>) -> Result<Honour> {
        honours(conn, self)?
            .into_iter()
            .find(|honour| honour.award.id == award)
            .ok_or(Error::NotFound)
    }
}
