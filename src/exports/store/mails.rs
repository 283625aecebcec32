//! The outbox, of one contest or of the whole site.

use diesel::prelude::*;

use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::events::Anything;
use crate::mail::{Mail, MailState};
use crate::schema::mails;
use crate::web::paging::{LIMIT, Paged};

/// A mail as its senders see it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Outgoing {
    pub id: Id<Mail>,
    pub address: String,
    pub subject: String,
    pub state: MailState,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub queued_at: Moment,
    pub sent_at: Option<Moment>,
}

impl Outgoing {
    pub fn failed(&self) -> bool {
        self.state == MailState::Failed
    }
}

/// Whose mails: those of a contest, or all.
pub type Whose = Option<Id<Contest>>;

/// The outbox, the newest mail first.
pub fn list(
    conn: &mut Conn,
    whose: Whose,
    state: Option<MailState>,
    after: Option<Id<Mail>>,
) -> Result<Paged<Outgoing>> {
    let mut query = mails::table.into_boxed();
    if let Some(contest) = whose {
        query = query.filter(mails::contest_id.eq(Some(contest.cast::<Anything>())));
    }
    if let Some(state) = state {
        query = query.filter(mails::state.eq(state));
    }
    if let Some(after) = after {
        query = query.filter(mails::id.lt(after));
    }
    let rows = query
        .order(mails::id.desc())
        .limit(LIMIT)
        .select(Outgoing::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |mail: &Outgoing| mail.id))
}

/// One mail and its body; another contest's is not found.
pub fn find(conn: &mut Conn, whose: Whose, id: Id<Mail>) -> Result<(Outgoing, String)> {
    let mut query = mails::table.filter(mails::id.eq(id)).into_boxed();
    if let Some(contest) = whose {
        query = query.filter(mails::contest_id.eq(Some(contest.cast::<Anything>())));
    }
    Ok(query
        .select((Outgoing::as_select(), mails::body))
        .first(conn)?)
}
