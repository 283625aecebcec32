//! How a round's judges work, beside what they score.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Conn, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::forms::RoomSettings;
use crate::judging::{Hidden, Round, RoundState};
use crate::schema::rounds;

impl Round {
    /// Changes how the judges of the round work; in any state, since none of it touches a score. Only what they are not
    /// told is settled once the round is open.
    pub fn set_room(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &RoomSettings,
        now: Moment,
    ) -> Result<()> {
        if let Some(blind) = &new.blind {
            self.set_blind(conn, blind)?;
        }
        diesel::update(rounds::table.filter(rounds::id.eq(self.id)))
            .set((
                rounds::watch_warning.eq(new.watch_warning),
                rounds::discussion.eq(new.discussion),
            ))
            .execute(conn)?;
        Event::new("round", self.id, "room-changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "old": { "watch_warning": self.watch_warning, "discussion": self.discussion, "blind": *self.blind },
                "new": { "watch_warning": new.watch_warning, "discussion": new.discussion, "blind": new.blind.as_ref().unwrap_or(&self.blind) },
            }))
            .record(conn, now)
    }

    fn set_blind(&self, conn: &mut Conn, blind: &[Hidden]) -> Result<()> {
        let planned = rounds::id
            .eq(self.id)
            .and(rounds::state.eq(RoundState::Planned));
        let changed = diesel::update(rounds::table.filter(planned))
            .set(rounds::blind.eq(Json::new(blind.to_vec())))
            .execute(conn)?;
        match changed {
            1 => Ok(()),
            _ => Err(Error::Conflict("error-round-state")),
        }
    }
}
