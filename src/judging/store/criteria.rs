//! The criteria of a round.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::forms::CriterionText;
use crate::judging::{Criterion, Round};
use crate::schema::{criteria, rounds, score_logs, scores};

impl Criterion {
    /// A criterion of this contest with its round; another contest's is not found. One statement.
    pub fn of(conn: &mut Conn, contest: &Contest, id: Id<Self>) -> Result<(Round, Self)> {
        Ok(criteria::table
            .inner_join(rounds::table)
            .filter(criteria::id.eq(id).and(rounds::contest_id.eq(contest.id)))
            .select((Round::as_select(), Self::as_select()))
            .first(conn)?)
    }
}

impl Round {
    pub fn criteria(&self, conn: &mut Conn) -> Result<Vec<Criterion>> {
        Ok(criteria::table
            .filter(criteria::round_id.eq(self.id))
            .order((criteria::position, criteria::id))
            .select(Criterion::as_select())
            .load(conn)?)
    }

    /// A criterion of this round; another's is not found.
    pub fn criterion(&self, conn: &mut Conn, id: Id<Criterion>) -> Result<Criterion> {
        Ok(criteria::table
            .filter(criteria::id.eq(id).and(criteria::round_id.eq(self.id)))
            .select(Criterion::as_select())
            .first(conn)?)
    }

    /// Whether any judge has given points, or the score log has begun with these weights: from then on only texts
    /// change.
    pub fn has_scores(&self, conn: &mut Conn) -> Result<bool> {
        let given = scores::table
            .inner_join(criteria::table)
            .filter(criteria::round_id.eq(self.id));
        let logged = score_logs::table.filter(score_logs::round_id.eq(self.id));
        Ok(diesel::select(exists(given).or(exists(logged))).get_result(conn)?)
    }

    /// Whether only the texts of its criteria may change: there are scores, or they come with the round's format.
    pub fn has_settled_criteria(&self, conn: &mut Conn) -> Result<bool> {
        Ok(!self.format.has_own_criteria() || self.has_scores(conn)?)
    }

    /// Refuses a turn among the tie-breaks that another criterion of the round has.
    fn free_turn(&self, conn: &mut Conn, turn: i32, of: Option<Id<Criterion>>) -> Result<()> {
        let mut others = self.criteria(conn)?.into_iter();
        if turn > 0 && others.any(|other| other.tie_order == turn && Some(other.id) != of) {
            return Err(Error::Conflict("error-tie-order-taken"));
        }
        Ok(())
    }

    fn still_unscored(&self, conn: &mut Conn) -> Result<()> {
        if self.has_scores(conn)? {
            return Err(Error::Conflict("error-criteria-in-use"));
        }
        if !self.format.has_own_criteria() {
            return Err(Error::Conflict("error-criteria-of-format"));
        }
        Ok(())
    }

    /// Adds a criterion at the end. A taken code is a conflict, as is a round that was scored.
    pub fn add_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &CriterionText,
        now: Moment,
    ) -> Result<Criterion> {
        self.still_unscored(conn)?;
        self.free_turn(conn, new.tie_order, None)?;
        let id = self.put_criterion(conn, by, new, now)?;
        self.criterion(conn, id)
    }

    pub(super) fn put_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &CriterionText,
        now: Moment,
    ) -> Result<Id<Criterion>> {
        let last: Option<i32> = criteria::table
            .filter(criteria::round_id.eq(self.id))
            .select(diesel::dsl::max(criteria::position))
            .first(conn)?;
        let id = Id::<Criterion>::new();
        diesel::insert_into(criteria::table)
            .values((
                criteria::id.eq(id),
                criteria::round_id.eq(self.id),
                criteria::position.eq(last.unwrap_or(0) + 1),
                criteria::code.eq(&new.code),
                criteria::name.eq(Json::new(new.name.clone())),
                criteria::help.eq(Json::new(new.help.clone())),
                criteria::weight.eq(new.weight),
                criteria::scale_min.eq(new.scale_min),
                criteria::scale_max.eq(new.scale_max),
                criteria::step.eq(new.step),
                criteria::levels.eq(Json::new(new.levels.clone())),
                criteria::tie_order.eq(new.tie_order),
            ))
            .execute(conn)?;
        Event::new("criterion", id, "created")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "code": new.code, "weight": new.weight, "tie_order": new.tie_order }))
            .record(conn, now)?;
        Ok(id)
    }

    /// Changes a criterion: once there are scores, its texts only.
    pub fn change_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        old: &Criterion,
        new: &CriterionText,
        now: Moment,
    ) -> Result<()> {
        let same = (old.weight, old.scale_min, old.scale_max, old.step)
            == (new.weight, new.scale_min, new.scale_max, new.step)
            && (&old.code, old.tie_order) == (&new.code, new.tie_order);
        if !same {
            self.still_unscored(conn)?;
            self.free_turn(conn, new.tie_order, Some(old.id))?;
        }
        let changed = diesel::update(criteria::table.filter(criteria::id.eq(old.id)))
            .set((
                criteria::code.eq(&new.code),
                criteria::name.eq(Json::new(new.name.clone())),
                criteria::help.eq(Json::new(new.help.clone())),
                criteria::weight.eq(new.weight),
                criteria::scale_min.eq(new.scale_min),
                criteria::scale_max.eq(new.scale_max),
                criteria::step.eq(new.step),
                criteria::levels.eq(Json::new(new.levels.clone())),
                criteria::tie_order.eq(new.tie_order),
            ))
            .execute(conn)?;
        if changed != 1 {
            return Err(Error::NotFound);
        }
        Event::new("criterion", old.id, "changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "old": { "code": old.code, "weight": old.weight, "min": old.scale_min, "max": old.scale_max, "step": old.step, "tie_order": old.tie_order },
                "new": { "code": new.code, "weight": new.weight, "min": new.scale_min, "max": new.scale_max, "step": new.step, "tie_order": new.tie_order },
            }))
            .record(conn, now)
    }

    /// Moves a criterion one place up, or down; at the end of the list nothing happens.
    pub fn move_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        id: Id<Criterion>,
        up: bool,
        now: Moment,
    ) -> Result<()> {
        let all = self.criteria(conn)?;
        let at = all
            .iter()
            .position(|each| each.id == id)
            .ok_or(Error::NotFound)?;
        let other = if up { at.checked_sub(1) } else { Some(at + 1) };
        let Some(other) = other.and_then(|other| all.get(other)) else {
            return Ok(());
        };
        for (criterion, position) in [(all[at].id, other.position), (other.id, all[at].position)] {
            diesel::update(criteria::table.filter(criteria::id.eq(criterion)))
                .set(criteria::position.eq(position))
                .execute(conn)?;
        }
        Event::new("criterion", id, "moved")
            .by(by.id)
            .in_contest(self.contest_id)
            .record(conn, now)
    }

    /// Deletes a criterion that nobody has scored by.
    pub fn delete_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        criterion: &Criterion,
        now: Moment,
    ) -> Result<()> {
        self.still_unscored(conn)?;
        self.drop_criterion(conn, by, criterion, now)
    }

    pub(super) fn drop_criterion(
        &self,
        conn: &mut Conn,
        by: &Account,
        criterion: &Criterion,
        now: Moment,
    ) -> Result<()> {
        let deleted = diesel::delete(
            criteria::table.filter(
                criteria::id
                    .eq(criterion.id)
                    .and(criteria::round_id.eq(self.id)),
            ),
        )
        .execute(conn)?;
        if deleted != 1 {
            return Err(Error::NotFound);
        }
        Event::new("criterion", criterion.id, "deleted")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "code": criterion.code, "weight": criterion.weight }))
            .record(conn, now)
    }
}
