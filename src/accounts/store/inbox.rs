//! The mails that the program sent to an account, as their recipient reads them.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Anything;
use crate::mail::{Mail, MailState};
use crate::schema::mails;
use crate::web::paging::{LIMIT, Paged};

/// A mail as its recipient sees it, whether it arrived or not.
#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Received {
    pub id: Id<Mail>,
    pub subject: String,
    pub body: String,
    pub state: MailState,
    pub queued_at: Moment,
    pub read_at: Option<Moment>,
}

impl Received {
    /// The account's mails, newest first, from after one of them.
    pub fn list(
        conn: &mut Conn,
        account: &Account,
        after: Option<Id<Mail>>,
    ) -> Result<Paged<Self>> {
        let mut query = mails::table
            .filter(mails::account_id.eq(account.id.cast::<Anything>()))
            .filter(mails::state.ne(MailState::Held))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(mails::id.lt(after));
        }
        let rows = query
            .order(mails::id.desc())
            .limit(LIMIT)
            .select(Self::as_select())
            .load(conn)?;
        Ok(Paged::new(rows, |mail| mail.id))
    }

    /// A mail of the account's own; anyone else's is not found.
    pub fn of(conn: &mut Conn, account: &Account, id: Id<Mail>) -> Result<Self> {
        Ok(mails::table
            .filter(mails::id.eq(id))
            .filter(mails::account_id.eq(account.id.cast::<Anything>()))
            .filter(mails::state.ne(MailState::Held))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Notes that the account has read it.
    pub fn mark_read(conn: &mut Conn, account: &Account, id: Id<Mail>, now: Moment) -> Result<()> {
        let own = mails::table
            .filter(mails::id.eq(id))
            .filter(mails::account_id.eq(account.id.cast::<Anything>()))
            .filter(mails::state.ne(MailState::Held));
        let marked = diesel::update(own)
            .set(mails::read_at.eq(Some(now)))
            .execute(conn)?;
        if marked == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
