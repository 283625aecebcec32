//! Placements: who has which award on a ranking.

mod by_hand;
mod proposal;

use diesel::prelude::*;

use super::sources;
use crate::accounts::Account;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Locale;
use crate::results::allotment::{Decision, Rules};
use crate::results::audience::{Audience, Counted, audience_text};
use crate::results::tiebreak::Precedence;
use crate::results::{Award, Parameters, Placement, Ranking, points_text};
use crate::schema::{accounts, awards, entries, placements, ranking_rows};

pub use proposal::{Named, Points, Proposal};

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
    /// Points of the audience that it has the award by, in thousandths; none where it is the jury's.
    pub audience: Option<i32>,
    /// How a tie-break gave it the place and not an equal score; none where that was not needed, or a person gave it.
    pub preceded: Option<Precedence>,
    /// The code of its certificate, once results were final.
    pub certificate: Option<String>,
}

impl Winner {
    /// What it has the award by: "8.667", "audience 87.500".
    pub fn figure(&self, locale: Locale) -> String {
        match self.audience {
            Some(points) => audience_text(points, locale),
            None => points_text(self.score, locale),
        }
    }
}

type Standing = (
    Option<Id<Placement>>,
    (Option<i32>, Option<i32>, Option<i32>),
    Option<Json<Precedence>>,
    Option<String>,
);

/// All awards of the ranking's contest in their order, each with its winners. One statement.
pub fn honours(conn: &mut Conn, ranking: &Ranking) -> Result<Vec<Honour>> {
    let rows: Vec<(Award, Option<Entry>, Option<Account>, Standing)> = awards::table
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
            placements::audience.desc(),
            ranking_rows::score.desc(),
            entries::number,
        ))
        .select((
            Award::as_select(),
            Option::<Entry>::as_select(),
            Option::<Account>::as_select(),
            (
                placements::id.nullable(),
                (
                    ranking_rows::score.nullable(),
                    ranking_rows::rank.nullable(),
                    placements::audience.nullable(),
                ),
                placements::tie_break.nullable(),
                placements::certificate.nullable(),
            ),
        ))
        .load(conn)?;
    let mut honours: Vec<Honour> = Vec::new();
    for (award, entry, creator, standing) in rows {
        let (placement, (score, rank, audience), preceded, certificate) = standing;
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
                audience,
                preceded: preceded.map(Json::into_inner),
                certificate,
            });
        }
    }
    Ok(honours)
}

/// What an entry has a place by, besides its score.
#[derive(Clone, Copy, Default)]
struct Grounds {
    preceded: Option<Precedence>,
    /// Points of the audience, where the award is its.
    audience: Option<i32>,
}

/// The votes that awards are given by now. One statement.
fn votes_now(conn: &mut Conn, ranking: &Ranking) -> Result<Audience> {
    let counted = sources(conn, ranking.contest_id)?
        .into_iter()
        .map(|(source, _)| Counted {
            name: source.name,
            on: *source.counted_on,
        });
    Ok(Audience {
        sources: counted.collect(),
        outdated: false,
    })
}

impl Ranking {
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
        let audience = match proposal.awards.iter().any(Award::is_by_audience) {
            true => Some(votes_now(conn, self)?),
            false => None,
        };
        self.set_parameters(
            conn,
            Parameters {
                awarded: true,
                rules,
                audience: audience.clone(),
                ..(*self.parameters).clone()
            },
        )?;
        diesel::delete(placements::table.filter(placements::ranking_id.eq(self.id)))
            .execute(conn)?;
        for (award, share) in proposal.awards.iter().zip(&proposal.shares) {
            for entry in &share.placed {
                let mut preceded = share.preceded.iter();
                let points = proposal.audience.of(*entry);
                let grounds = Grounds {
                    preceded: preceded.find(|(id, _)| id == entry).map(|(_, won)| *won),
                    audience: points.filter(|_| award.is_by_audience()),
                };
                self.place(conn, by, (award.id, *entry), grounds, now)?;
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
                "votes": audience.map(|given| given.sources),
            }))
            .record(conn, now)?;
        Ok(proposal)
    }

    fn place(
        &self,
        conn: &mut Conn,
        by: &Account,
        (award, entry): (Id<Award>, Id<Entry>),
        grounds: Grounds,
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
                placements::tie_break.eq(grounds.preceded.map(Json::new)),
                placements::audience.eq(grounds.audience),
            ))
            .execute(conn)?;
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
