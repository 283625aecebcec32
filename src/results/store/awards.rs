//! Awards: what there is to win, and in which order it is given out.

use diesel::dsl::{count_star, exists, max};
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::Moment;
use crate::db::{Conn, Id, Json};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::Award;
use crate::results::forms::NewAward;
use crate::schema::{awards, placements};

/// The contest's awards in the order in which they are given out; also the public's list of prizes.
pub fn awards(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<Award>> {
    Ok(awards::table
        .filter(awards::contest_id.eq(contest))
        .order((awards::position, awards::id))
        .select(Award::as_select())
        .load(conn)?)
}

impl Award {
    /// An award of this contest; another contest's is not found.
    pub fn find(conn: &mut Conn, contest: &Contest, id: Id<Award>) -> Result<Self> {
        Ok(awards::table
            .filter(awards::id.eq(id))
            .filter(awards::contest_id.eq(contest.id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Adds an award at the end of the contest's list. A code that is taken is a conflict.
    pub fn add(
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        new: &NewAward,
        now: Moment,
    ) -> Result<Id<Award>> {
        let id = Id::<Award>::new();
        let found: Option<i32> = awards::table
            .filter(awards::contest_id.eq(contest.id))
            .select(max(awards::position))
            .first(conn)?;
        let last = found.unwrap_or(0);
        diesel::insert_into(awards::table)
            .values((
                awards::id.eq(id),
                awards::contest_id.eq(contest.id),
                awards::position.eq(last + 1),
                awards::code.eq(&new.code),
                awards::name.eq(Json::new(new.name.clone())),
                awards::description.eq(Json::new(new.description.clone())),
                awards::quota.eq(new.quota),
                awards::stream_id.eq(new.stream),
                awards::category_id.eq(new.category),
                awards::version.eq(1),
                awards::basis.eq(new.basis),
            ))
            .execute(conn)?;
        Event::new("award", id, "added")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({
                "code": new.code,
                "quota": new.quota,
                "basis": new.basis,
            }))
            .record(conn, now)?;
        Ok(id)
    }

    /// Changes an award, if it is still the one that the form was filled from. One that was given keeps its
    /// stream, category and basis, and a quota that its winners fit in.
    pub fn change(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &NewAward,
        version: i32,
        now: Moment,
    ) -> Result<()> {
        let winners = self.most_winners(conn)?;
        let (is, becomes) = (
            (self.stream_id, self.category_id, self.basis),
            (new.stream, new.category, new.basis),
        );
        let moved = is != becomes;
        if winners > 0 && (moved || i64::from(new.quota) < winners) {
            return Err(Error::Conflict("error-award-placed"));
        }
        let changed = diesel::update(
            awards::table
                .filter(awards::id.eq(self.id))
                .filter(awards::version.eq(version)),
        )
        .set((
            awards::code.eq(&new.code),
            awards::name.eq(Json::new(new.name.clone())),
            awards::description.eq(Json::new(new.description.clone())),
            awards::quota.eq(new.quota),
            awards::stream_id.eq(new.stream),
            awards::category_id.eq(new.category),
            awards::version.eq(version + 1),
            awards::basis.eq(new.basis),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-award-changed"));
        }
        Event::new("award", self.id, "changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "code": [&self.code, &new.code],
                "quota": [self.quota, new.quota],
                "basis": [self.basis, new.basis],
            }))
            .record(conn, now)
    }

    /// Moves the award one place up or down in the order of giving out.
    pub fn shift(&self, conn: &mut Conn, by: &Account, up: bool, now: Moment) -> Result<()> {
        let mut all = awards(conn, self.contest_id)?;
        let Some(here) = all.iter().position(|award| award.id == self.id) else {
            return Err(Error::NotFound);
        };
        let there = if up { here.wrapping_sub(1) } else { here + 1 };
        if there >= all.len() {
            return Ok(());
        }
        all.swap(here, there);
        for (position, award) in (1..).zip(&all) {
            if award.position != position {
                diesel::update(awards::table.filter(awards::id.eq(award.id)))
                    .set(awards::position.eq(position))
                    .execute(conn)?;
            }
        }
        Event::new("award", self.id, "moved")
            .by(by.id)
            .in_contest(self.contest_id)
            .record(conn, now)
    }

    /// Removes an award that nobody was ever given.
    pub fn delete(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        if self.is_placed(conn)? {
            return Err(Error::Conflict("error-award-placed"));
        }
        let gone = diesel::delete(awards::table.filter(awards::id.eq(self.id))).execute(conn)?;
        if gone != 1 {
            return Err(Error::NotFound);
        }
        Event::new("award", self.id, "deleted")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "code": self.code }))
            .record(conn, now)
    }

    /// Whether any ranking gives it to somebody.
    pub fn is_placed(&self, conn: &mut Conn) -> Result<bool> {
        Ok(diesel::select(exists(
            placements::table.filter(placements::award_id.eq(self.id)),
        ))
        .get_result(conn)?)
    }

    /// How many have it in the ranking that gives it to the most.
    fn most_winners(&self, conn: &mut Conn) -> Result<i64> {
        let counts: Vec<i64> = placements::table
            .filter(placements::award_id.eq(self.id))
            .group_by(placements::ranking_id)
            .select(count_star())
            .load(conn)?;
        Ok(counts.into_iter().max().unwrap_or(0))
    }
}
