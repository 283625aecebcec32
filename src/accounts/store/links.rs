//! SQL of mailed links: made, found, used once.

use diesel::prelude::*;

use crate::accounts::{Account, LinkPurpose, Token};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::schema::{accounts, one_time_links};

/// The link that makes the first administrator; every earlier one stops working.
pub fn set_up_link(conn: &mut Conn, now: Moment) -> Result<Token> {
    diesel::delete(one_time_links::table.filter(one_time_links::purpose.eq(LinkPurpose::SetUp)))
        .execute(conn)?;
    new_link(conn, LinkPurpose::SetUp, None, "", now)
}

pub(super) fn new_link(
    conn: &mut Conn,
    purpose: LinkPurpose,
    account: Option<Id<Account>>,
    email: &str,
    now: Moment,
) -> Result<Token> {
    let token = Token::new()?;
    diesel::insert_into(one_time_links::table)
        .values((
            one_time_links::id.eq(Id::<Link>::new()),
            one_time_links::token_hash.eq(token.hash()),
            one_time_links::purpose.eq(purpose),
            one_time_links::account_id.eq(account),
            one_time_links::email.eq(email),
            one_time_links::created_at.eq(now),
            one_time_links::expires_at.eq(now.plus(purpose.lifetime())),
        ))
        .execute(conn)?;
    Ok(token)
}

/// A mailed link that still works.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = one_time_links)]
pub struct Link {
    pub id: Id<Link>,
    pub purpose: LinkPurpose,
    pub account_id: Option<Id<Account>>,
    pub email: String,
}

impl Link {
    /// What the link's token opens; a used, expired or unknown one is not found.
    pub fn find(
        conn: &mut Conn,
        token: &Token,
        purposes: &[LinkPurpose],
        now: Moment,
    ) -> Result<Self> {
        Ok(one_time_links::table
            .filter(one_time_links::token_hash.eq(token.hash()))
            .filter(one_time_links::purpose.eq_any(purposes.to_vec()))
            .filter(one_time_links::used_at.is_null())
            .filter(one_time_links::expires_at.gt(now))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Uses the link up; of two at once, one wins.
    pub fn use_up(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        let used = diesel::update(
            one_time_links::table.filter(
                one_time_links::id
                    .eq(self.id)
                    .and(one_time_links::used_at.is_null()),
            ),
        )
        .set(one_time_links::used_at.eq(Some(now)))
        .execute(conn)?;
        if used == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// The account that the link was mailed to.
    pub fn account(&self, conn: &mut Conn) -> Result<Account> {
        Account::find(conn, self.account_id.ok_or(Error::NotFound)?)
    }

    /// Confirms the address that the link was mailed to, which may be a new one of the account.
    pub fn confirm_email(&self, conn: &mut Conn, now: Moment) -> Result<Account> {
        self.use_up(conn, now)?;
        let account = self.account(conn)?;
        diesel::update(accounts::table.filter(accounts::id.eq(account.id)))
            .set((
                accounts::email.eq(&self.email),
                accounts::email_confirmed_at.eq(Some(now)),
                accounts::updated_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("account", account.id, "email-confirmed")
            .by(account.id)
            .record(conn, now)?;
        Account::find(conn, account.id)
    }
}
