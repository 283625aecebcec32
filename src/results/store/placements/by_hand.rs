//! Awards changed by hand: one entry loses its place, or another gets it.

use diesel::prelude::*;

use super::{Grounds, votes_now};
use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::audience;
use crate::results::forms::Gift;
use crate::results::store::counts;
use crate::results::{Award, Parameters, Placement, Ranking, RankingState};
use crate::schema::{entries, placements, ranking_rows, rankings};

impl Ranking {
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
        let entry: Id<Entry> = placements::table
            .filter(placements::id.eq(placement))
            .filter(placements::ranking_id.eq(self.id))
            .filter(placements::award_id.eq(award.id))
            .select(placements::entry_id)
            .first(conn)?;
        diesel::delete(placements::table.filter(placements::id.eq(placement))).execute(conn)?;
        Event::new("ranking", self.id, "award-withheld")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .with(serde_json::json!({ "award": award.code, "entry": entry }))
            .record(conn, now)
    }

    /// Gives an award to the ranked entry of this number. Its stream, category, quota and the rule of one award
    /// an author hold here too, and that nobody has an award of the audience without a vote; the minimum score does not: that
    /// is what a person may decide.
    pub fn give(
        &self,
        conn: &mut Conn,
        by: &Account,
        award: &Award,
        gift: &Gift,
        now: Moment,
    ) -> Result<()> {
        self.hold(conn)?;
        let found: Option<Entry> = ranking_rows::table
            .inner_join(entries::table)
            .filter(ranking_rows::ranking_id.eq(self.id))
            .filter(entries::number.eq(gift.number))
            .filter(entries::state.eq(State::Accepted))
            .select(Entry::as_select())
            .first(conn)
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
        let placed: Vec<(Id<Award>, Id<Entry>, Id<Account>)> = placements::table
            .inner_join(entries::table)
            .filter(placements::ranking_id.eq(self.id))
            .select((
                placements::award_id,
                placements::entry_id,
                entries::creator_id,
            ))
            .load(conn)?;
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
        let grounds = self.grounds(conn, award, entry.id)?;
        self.place(conn, by, (award.id, entry.id), grounds, now)?;
        Event::new("ranking", self.id, "award-given")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&gift.reason)
            .with(serde_json::json!({ "award": award.code, "entry": entry.id }))
            .record(conn, now)
    }

    /// What an entry would have the award by that it is given by hand. Where the audience's awards were added after the others
    /// were given out, its votes are noted now.
    fn grounds(&self, conn: &mut Conn, award: &Award, entry: Id<Entry>) -> Result<Grounds> {
        if !award.is_by_audience() {
            return Ok(Grounds::default());
        }
        let points = audience::points(&counts(conn, self.contest_id)?);
        let Some(points) = points.get(&entry) else {
            return Err(Error::Conflict("error-entry-without-votes"));
        };
        if self.parameters.audience.is_none() {
            let audience = Some(votes_now(conn, self)?);
            let parameters = Parameters {
                audience,
                ..(*self.parameters).clone()
            };
            self.set_parameters(conn, parameters)?;
        }
        Ok(Grounds {
            audience: Some(*points),
            ..Grounds::default()
        })
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
