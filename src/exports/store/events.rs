//! The audit trail of a contest, as a table and as a list.

use diesel::prelude::*;

use super::{BATCH, Rows};
use crate::accounts::{Account, Email};
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::events::Anything;
use crate::exports::{Cell, Column, Row, names, row};
use crate::schema::{accounts, events};
use crate::web::paging::{LIMIT, Paged};

/// One line of the audit trail.
#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
pub struct EventRow {
    pub id: Id<Anything>,
    pub actor_id: Option<Id<Anything>>,
    pub subject_kind: String,
    pub subject_id: Id<Anything>,
    pub action: String,
    pub reason: String,
    pub detail: String,
    pub at: Moment,
}

/// Who did it; nobody is the program itself.
#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Actor {
    pub id: Id<Account>,
    pub email: Email,
    pub native_name: String,
}

type Line = (EventRow, Option<Actor>);

/// Lines of one contest with their actors.
macro_rules! trail {
    ($contest:expr) => {
        events::table
            .left_join(accounts::table.on(events::actor_id.eq(accounts::id.nullable())))
            .filter(events::contest_id.eq(Some($contest.cast::<Anything>())))
            .select((EventRow::as_select(), Option::<Actor>::as_select()))
            .into_boxed()
    };
}

const COLUMNS: &[Column<Line>] = &[
    ("event_id", |(event, _)| event.id.into()),
    ("at", |(event, _)| event.at.into()),
    ("actor_id", |(event, _)| {
        Cell::optional(event.actor_id, Cell::from)
    }),
    ("actor_name", |(_, actor)| {
        Cell::optional(actor.as_ref(), |actor| Cell::text(&actor.native_name))
    }),
    ("actor_email", |(_, actor)| {
        Cell::optional(actor.as_ref(), |actor| Cell::text(&actor.email))
    }),
    ("subject_kind", |(event, _)| Cell::text(&event.subject_kind)),
    ("subject_id", |(event, _)| event.subject_id.into()),
    ("action", |(event, _)| Cell::text(&event.action)),
    ("reason", |(event, _)| Cell::text(&event.reason)),
    ("detail", |(event, _)| Cell::text(&event.detail)),
];

/// The whole trail, the oldest line first.
pub struct Trail {
    contest: Id<Contest>,
    after: Option<Id<Anything>>,
    over: bool,
}

impl Trail {
    pub fn open(contest: &Contest) -> Self {
        Self {
            contest: contest.id,
            after: None,
            over: false,
        }
    }
}

impl Rows for Trail {
    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        if self.over {
            return Ok(None);
        }
        let mut query = trail!(self.contest);
        if let Some(after) = self.after {
            query = query.filter(events::id.gt(after));
        }
        let found: Vec<Line> = query.order(events::id).limit(BATCH as i64).load(conn)?;
        self.over = found.len() < BATCH;
        self.after = found.last().map(|(event, _)| event.id);
        Ok(Some(found.iter().map(|line| row(COLUMNS, line)).collect()))
    }
}

/// Which lines the list shows.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    pub actor: Option<Id<Anything>>,
    /// `entry`
    pub kind: Option<String>,
    /// `entry-withdrawn`: a kind and an action, as their text key ends.
    pub action: Option<String>,
    pub after: Option<Id<Anything>>,
}

/// Lines of a contest's trail, the newest first.
pub fn list(
    conn: &mut Conn,
    contest: Id<Contest>,
    filter: EventFilter,
) -> Result<Paged<(EventRow, Option<Actor>)>> {
    let mut query = trail!(contest);
    if let Some(actor) = filter.actor {
        query = query.filter(events::actor_id.eq(Some(actor)));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(events::subject_kind.eq(kind));
    }
    if let Some(action) = filter.action {
        let whole = events::subject_kind.concat("-").concat(events::action);
        query = query.filter(whole.eq(action));
    }
    if let Some(after) = filter.after {
        query = query.filter(events::id.lt(after));
    }
    let rows = query.order(events::id.desc()).limit(LIMIT).load(conn)?;
    Ok(Paged::new(rows, |(event, _): &Line| event.id))
}
