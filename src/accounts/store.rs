//! SQL of accounts: finding them, changing them, signing in and out.

mod inbox;
mod limits;
mod links;

use chrono::TimeDelta;
use diesel::dsl::exists;
use diesel::prelude::*;

pub use inbox::Received;
pub use limits::{attempt, forget_attempts};
use links::new_link;
pub use links::{Link, set_up_link};

use super::forms::NewAccount;
use super::{Account, Email, LinkPurpose, Session, Token};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Locale;
use crate::mail::{Letter, MailState, Recipient};
use crate::schema::{accounts, attempts, mails, one_time_links, roles, sessions};
use crate::urls;

/// How long a session lasts without being used.
pub const SESSION_DAYS: i64 = 30;

/// The session of a request with what the frame of a page shows of its account.
pub struct Visit {
    pub session: Session,
    pub account: Account,
    pub works: bool,
    pub unread: bool,
}

/// The visit that a cookie's hash opens, unless it has expired. One statement.
pub fn visit(conn: &mut Conn, token_hash: &[u8], now: Moment) -> Result<Option<Visit>> {
    let works = exists(roles::table.filter(roles::account_id.eq(accounts::id)));
    let unread = exists(
        mails::table.filter(
            mails::account_id
                .eq(accounts::id.nullable())
                .and(mails::read_at.is_null())
                .and(mails::state.ne(MailState::Held)),
        ),
    );
    let found: Option<(Session, Account, bool, bool)> = sessions::table
        .inner_join(accounts::table)
        .filter(
            sessions::token_hash
                .eq(token_hash)
                .and(sessions::expires_at.gt(now)),
        )
        .select((Session::as_select(), Account::as_select(), works, unread))
        .first(conn)
        .optional()?;
    Ok(found.map(|(session, account, works, unread)| Visit {
        session,
        account,
        works,
        unread,
    }))
}

/// Notes that a session is in use.
pub fn touch(conn: &mut Conn, session: Id<Session>, now: Moment) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::id.eq(session)))
        .set((
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now.plus(TimeDelta::days(SESSION_DAYS))),
        ))
        .execute(conn)?;
    Ok(())
}

impl Account {
    pub fn find(conn: &mut Conn, id: Id<Account>) -> Result<Self> {
        Ok(accounts::table
            .filter(accounts::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Whether somebody asked them to work on a contest.
    pub fn works(&self, conn: &mut Conn) -> Result<bool> {
        let roles = roles::table.filter(roles::account_id.eq(self.id));
        Ok(diesel::select(exists(roles)).get_result(conn)?)
    }

    pub fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Self>> {
        Ok(accounts::table
            .filter(accounts::email.eq(email))
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    /// The account and its password hash, for signing in.
    pub fn with_password(conn: &mut Conn, email: &Email) -> Result<Option<(Self, String)>> {
        Ok(accounts::table
            .filter(accounts::email.eq(email))
            .select((Self::as_select(), accounts::password_hash))
            .first(conn)
            .optional()?)
    }

    /// Creates an account whose address is still to be confirmed. A taken address is a conflict.
    pub fn create(
        conn: &mut Conn,
        new: &NewAccount,
        password_hash: &str,
        now: Moment,
    ) -> Result<Self> {
        let id = Id::<Account>::new();
        diesel::insert_into(accounts::table)
            .values((
                accounts::id.eq(id),
                accounts::email.eq(&new.email),
                accounts::password_hash.eq(password_hash),
                accounts::native_name.eq(&new.profile.native_name),
                accounts::latin_name.eq(&new.profile.latin_name),
                accounts::country.eq(new.profile.country),
                accounts::organisation.eq(&new.profile.organisation),
                accounts::locale.eq(new.profile.locale),
                accounts::created_at.eq(now),
                accounts::updated_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("account", id, "created")
            .by(id)
            .record(conn, now)?;
        Self::find(conn, id)
    }

    /// Makes the account an administrator of the whole site.
    pub fn make_administrator(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        diesel::update(accounts::table.filter(accounts::id.eq(self.id)))
            .set((
                accounts::administrator_since.eq(Some(now)),
                accounts::email_confirmed_at.eq(Some(now)),
            ))
            .execute(conn)?;
        Event::new("account", self.id, "made-administrator")
            .by(self.id)
            .record(conn, now)
    }

    /// Takes the address as proved: by whoever runs the program, without a mailed link.
    pub fn confirm(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        diesel::update(accounts::table.filter(accounts::id.eq(self.id)))
            .set(accounts::email_confirmed_at.eq(Some(now)))
            .execute(conn)?;
        Event::new("account", self.id, "email-confirmed").record(conn, now)
    }

    /// Whether there is an administrator: an installation without one prints a set-up link.
    pub fn any_administrator(conn: &mut Conn) -> Result<bool> {
        Ok(diesel::select(exists(
            accounts::table.filter(accounts::administrator_since.is_not_null()),
        ))
        .get_result(conn)?)
    }

    pub fn update_profile(
        &self,
        conn: &mut Conn,
        profile: &super::forms::Profile,
        now: Moment,
    ) -> Result<()> {
        diesel::update(accounts::table.filter(accounts::id.eq(self.id)))
            .set((
                accounts::native_name.eq(&profile.native_name),
                accounts::latin_name.eq(&profile.latin_name),
                accounts::country.eq(profile.country),
                accounts::organisation.eq(&profile.organisation),
                accounts::locale.eq(profile.locale),
                accounts::updated_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("account", self.id, "profile-changed")
            .by(self.id)
            .record(conn, now)
    }

    pub fn speak(&self, conn: &mut Conn, locale: Locale, now: Moment) -> Result<()> {
        diesel::update(accounts::table.filter(accounts::id.eq(self.id)))
            .set((accounts::locale.eq(locale), accounts::updated_at.eq(now)))
            .execute(conn)?;
        Ok(())
    }

    /// Sets a new password, ends every session and tells the owner.
    pub fn change_password(&self, conn: &mut Conn, password_hash: &str, now: Moment) -> Result<()> {
        diesel::update(accounts::table.filter(accounts::id.eq(self.id)))
            .set((
                accounts::password_hash.eq(password_hash),
                accounts::updated_at.eq(now),
            ))
            .execute(conn)?;
        diesel::delete(sessions::table.filter(sessions::account_id.eq(self.id))).execute(conn)?;
        Event::new("account", self.id, "password-changed")
            .by(self.id)
            .record(conn, now)?;
        Letter::new("password-changed").queue(conn, &self.into(), now)
    }

    /// Begins a session. The token goes into the cookie and is stored nowhere else.
    pub fn sign_in(
        &self,
        conn: &mut Conn,
        token: &Token,
        user_agent: &str,
        address: &str,
        now: Moment,
    ) -> Result<()> {
        diesel::delete(
            sessions::table.filter(
                sessions::account_id
                    .eq(self.id)
                    .and(sessions::expires_at.le(now)),
            ),
        )
        .execute(conn)?;
        diesel::insert_into(sessions::table)
            .values((
                sessions::id.eq(Id::<Session>::new()),
                sessions::token_hash.eq(token.hash()),
                sessions::account_id.eq(self.id),
                sessions::user_agent.eq(user_agent.chars().take(200).collect::<String>()),
                sessions::address.eq(address),
                sessions::created_at.eq(now),
                sessions::last_seen_at.eq(now),
                sessions::expires_at.eq(now.plus(TimeDelta::days(SESSION_DAYS))),
            ))
            .execute(conn)?;
        Event::new("account", self.id, "signed-in")
            .by(self.id)
            .record(conn, now)
    }

    /// Where the account is signed in, the newest first.
    pub fn sessions(&self, conn: &mut Conn, now: Moment) -> Result<Vec<Session>> {
        Ok(sessions::table
            .filter(
                sessions::account_id
                    .eq(self.id)
                    .and(sessions::expires_at.gt(now)),
            )
            .order(sessions::id.desc())
            .limit(100)
            .select(Session::as_select())
            .load(conn)?)
    }

    /// Ends one session of this account; somebody else's is not found.
    pub fn end_session(&self, conn: &mut Conn, id: Id<Session>, now: Moment) -> Result<()> {
        let ended = diesel::delete(
            sessions::table.filter(sessions::id.eq(id).and(sessions::account_id.eq(self.id))),
        )
        .execute(conn)?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        Event::new("account", self.id, "session-ended")
            .by(self.id)
            .record(conn, now)
    }

    /// Ends every session but the one in use.
    pub fn end_other_sessions(
        &self,
        conn: &mut Conn,
        keep: Id<Session>,
        now: Moment,
    ) -> Result<()> {
        diesel::delete(
            sessions::table.filter(sessions::account_id.eq(self.id).and(sessions::id.ne(keep))),
        )
        .execute(conn)?;
        Event::new("account", self.id, "other-sessions-ended")
            .by(self.id)
            .record(conn, now)
    }

    /// Mails the link that confirms this account's address.
    pub fn send_confirmation(&self, conn: &mut Conn, base_url: &str, now: Moment) -> Result<()> {
        let token = self.link(conn, LinkPurpose::ConfirmEmail, &self.email, now)?;
        Letter::new("confirm-email")
            .arg("link", format!("{base_url}{}", urls::confirm_link(token)))
            .queue(conn, &self.into(), now)
    }

    /// Mails the link that makes `email` this account's address: to the new address, and a word to the old one.
    pub fn send_email_change(
        &self,
        conn: &mut Conn,
        email: &Email,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let token = self.link(conn, LinkPurpose::ChangeEmail, email, now)?;
        let there = Recipient {
            address: email.to_string(),
            ..self.into()
        };
        Letter::new("change-email")
            .arg("link", format!("{base_url}{}", urls::confirm_link(token)))
            .queue(conn, &there, now)?;
        Letter::new("email-changing")
            .arg("email", email.to_string())
            .queue(conn, &self.into(), now)?;
        Event::new("account", self.id, "email-change-asked")
            .by(self.id)
            .record(conn, now)
    }

    /// Mails the link that sets a new password.
    pub fn send_password_link(&self, conn: &mut Conn, base_url: &str, now: Moment) -> Result<()> {
        let token = self.password_link(conn, now)?;
        Letter::new("reset-password")
            .arg("link", format!("{base_url}{}", urls::password_link(token)))
            .queue(conn, &self.into(), now)
    }

    /// The key of a link that sets a new password.
    pub fn password_link(&self, conn: &mut Conn, now: Moment) -> Result<Token> {
        self.link(conn, LinkPurpose::ResetPassword, &self.email, now)
    }

    fn link(
        &self,
        conn: &mut Conn,
        purpose: LinkPurpose,
        email: &Email,
        now: Moment,
    ) -> Result<Token> {
        // An earlier link for the same thing no longer works.
        diesel::update(
            one_time_links::table.filter(
                one_time_links::account_id
                    .eq(self.id)
                    .and(one_time_links::purpose.eq(purpose))
                    .and(one_time_links::used_at.is_null()),
            ),
        )
        .set(one_time_links::used_at.eq(Some(now)))
        .execute(conn)?;
        new_link(conn, purpose, Some(self.id), email.as_str(), now)
    }
}

/// Deletes sessions, links and counted attempts that no longer mean anything.
pub fn forget_expired(conn: &mut Conn, now: Moment) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)?;
    let month_ago = now.minus(TimeDelta::days(30));
    diesel::delete(one_time_links::table.filter(one_time_links::expires_at.le(month_ago)))
        .execute(conn)?;
    diesel::delete(attempts::table.filter(attempts::at.le(month_ago))).execute(conn)?;
    Ok(())
}

/// Ends a session by its cookie.
pub fn sign_out(
    conn: &mut Conn,
    session: Id<Session>,
    account: Id<Account>,
    now: Moment,
) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::id.eq(session))).execute(conn)?;
    Event::new("account", account, "signed-out")
        .by(account)
        .record(conn, now)
}
