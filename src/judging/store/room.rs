//! How a round's judges work, beside what they score.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::events::Event;
use crate::judging::Round;
use crate::judging::forms::RoomSettings;
use crate::schema::rounds;

impl Round {
    /// Changes how the judges of the round work; in any state, since none of it touches a score.
    pub fn set_room(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &RoomSettings,
        now: Moment,
    ) -> Result<()> {
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
                "old": { "watch_warning": self.watch_warning, "discussion": self.discussion },
                "new": { "watch_warning": new.watch_warning, "discussion": new.discussion },
            }))
            .record(conn, now)
    }
}
