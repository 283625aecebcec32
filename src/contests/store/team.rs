//! SQL of a contest's team: roles, and invitations to them.

use chrono::TimeDelta;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use crate::accounts::{Account, Token};
use crate::contests::forms::{NewInvitation, Skills};
use crate::contests::{Category, Contest, Grant, Invitation, Role};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Language;
use crate::mail::{Letter, Recipient};
use crate::schema::{accounts, contests, invitations, roles};
use crate::urls;
use crate::web::paging::{LIMIT, Paged};

impl Contest {
    /// Gives `to` a role, or, when they have it, the languages in which they work in it.
    pub fn grant(
        &self,
        conn: &mut Conn,
        by: Id<Account>,
        to: Id<Account>,
        role: Role,
        languages: &[Language],
        now: Moment,
    ) -> Result<()> {
        let spoken = Json::new(languages.to_vec());
        let held = roles::table.filter(
            roles::contest_id
                .eq(self.id)
                .and(roles::account_id.eq(to))
                .and(roles::role.eq(role)),
        );
        let before: Option<Json<Vec<Language>>> =
            held.select(roles::languages).first(conn).optional()?;
        match before {
            Some(before) if before == spoken => return Ok(()),
            Some(_) => {
                diesel::update(held)
                    .set(roles::languages.eq(spoken))
                    .execute(conn)?;
            }
            None => {
                diesel::insert_into(roles::table)
                    .values((
                        roles::id.eq(Id::<Role>::new()),
                        roles::contest_id.eq(self.id),
                        roles::account_id.eq(to),
                        roles::role.eq(role),
                        roles::languages.eq(spoken),
                        roles::granted_by.eq(Some(by)),
                        roles::granted_at.eq(now),
                    ))
                    .execute(conn)?;
            }
        }
        Event::new("role", to, "granted")
            .by(by)
            .in_contest(self.id)
            .with(json!({ "role": role, "languages": languages }))
            .record(conn, now)
    }

    /// Says what somebody with a role can work with.
    pub fn equip(
        &self,
        conn: &mut Conn,
        by: &Account,
        grant: &Grant,
        skills: &Skills,
        now: Moment,
    ) -> Result<()> {
        let changed = diesel::update(
            roles::table.filter(roles::contest_id.eq(self.id).and(roles::id.eq(grant.id))),
        )
        .set((
            roles::languages.eq(Json::new(skills.languages.clone())),
            roles::categories.eq(Json::new(skills.categories.clone())),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::NotFound);
        }
        Event::new("role", grant.account_id, "equipped")
            .by(by.id)
            .in_contest(self.id)
            .with(json!({
                "role": grant.role,
                "languages": [grant.languages.to_vec(), skills.languages.clone()],
                "categories": skills.categories,
            }))
            .record(conn, now)
    }

    /// Takes a category that is no more from what judges would rather judge.
    pub(super) fn forget_category(&self, conn: &mut Conn, gone: &Category) -> Result<()> {
        let naming: Vec<Grant> = roles::table
            .filter(roles::contest_id.eq(self.id))
            .filter(roles::role.eq(Role::Judge))
            .select(Grant::as_select())
            .load(conn)?;
        for grant in naming
            .iter()
            .filter(|each| each.categories.contains(&gone.id))
        {
            let left: Vec<_> = grant
                .categories
                .iter()
                .copied()
                .filter(|id| *id != gone.id)
                .collect();
            diesel::update(roles::table.filter(roles::id.eq(grant.id)))
                .set(roles::categories.eq(Json::new(left)))
                .execute(conn)?;
        }
        Ok(())
    }

    /// Who has which role, those who got it first first.
    pub fn members(
        &self,
        conn: &mut Conn,
        after: Option<Id<Role>>,
    ) -> Result<Paged<(Grant, Account)>> {
        let mut query = roles::table
            .inner_join(accounts::table)
            .filter(roles::contest_id.eq(self.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(roles::id.gt(after));
        }
        let rows = query
            .order(roles::id)
            .limit(LIMIT)
            .select((Grant::as_select(), Account::as_select()))
            .load(conn)?;
        Ok(Paged::new(rows, |(grant, _)| grant.id))
    }

    /// One role of this contest, with who has it.
    pub fn member(&self, conn: &mut Conn, id: Id<Role>) -> Result<(Grant, Account)> {
        Ok(roles::table
            .inner_join(accounts::table)
            .filter(roles::contest_id.eq(self.id).and(roles::id.eq(id)))
            .select((Grant::as_select(), Account::as_select()))
            .first(conn)?)
    }

    /// Its admins, by name. One statement.
    pub fn admins(&self, conn: &mut Conn) -> Result<Vec<Account>> {
        Ok(roles::table
            .inner_join(accounts::table)
            .filter(
                roles::contest_id
                    .eq(self.id)
                    .and(roles::role.eq(Role::Admin)),
            )
            .order((accounts::latin_name, accounts::id))
            .select(Account::as_select())
            .load(conn)?)
    }

    /// Takes a role back. A contest keeps its last admin.
    pub fn remove_role(
        &self,
        conn: &mut Conn,
        by: &Account,
        id: Id<Role>,
        now: Moment,
    ) -> Result<()> {
        // Holds the contest's row, so that two admins cannot remove each other at once.
        diesel::update(contests::table.filter(contests::id.eq(self.id)))
            .set(contests::updated_at.eq(now))
            .execute(conn)?;
        let (grant, account) = self.member(conn, id)?;
        if grant.role == Role::Admin {
            let admins: i64 = roles::table
                .filter(
                    roles::contest_id
                        .eq(self.id)
                        .and(roles::role.eq(Role::Admin)),
                )
                .count()
                .get_result(conn)?;
            if admins <= 1 {
                return Err(Error::Conflict("error-last-admin"));
            }
        }
        diesel::delete(roles::table.filter(roles::id.eq(id))).execute(conn)?;
        Event::new("role", account.id, "removed")
            .by(by.id)
            .in_contest(self.id)
            .with(json!({ "role": grant.role }))
            .record(conn, now)
    }

    /// Offers a role by mail. Somebody who has it, or an offer of it that is open, is a conflict.
    pub fn invite(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &NewInvitation,
        base_url: &str,
        now: Moment,
    ) -> Result<Invitation> {
        let open = exists(
            invitations::table.filter(
                invitations::contest_id
                    .eq(self.id)
                    .and(invitations::email.eq(&new.email))
                    .and(invitations::role.eq(new.role))
                    .and(invitations::accepted_at.is_null())
                    .and(invitations::withdrawn_at.is_null())
                    .and(invitations::expires_at.gt(now)),
            ),
        );
        let held = exists(
            roles::table.inner_join(accounts::table).filter(
                roles::contest_id
                    .eq(self.id)
                    .and(roles::role.eq(new.role))
                    .and(accounts::email.eq(&new.email)),
            ),
        );
        let (open, held): (bool, bool) = diesel::select((open, held)).get_result(conn)?;
        if open {
            return Err(Error::Conflict("error-invited-already"));
        }
        if held {
            return Err(Error::Conflict("error-has-role"));
        }
        let (id, token) = (Id::<Invitation>::new(), Token::new()?);
        diesel::insert_into(invitations::table)
            .values((
                invitations::id.eq(id),
                invitations::contest_id.eq(self.id),
                invitations::email.eq(&new.email),
                invitations::role.eq(new.role),
                invitations::languages.eq(Json::new(new.languages.clone())),
                invitations::locale.eq(new.locale),
                invitations::token_hash.eq(token.hash()),
                invitations::invited_by.eq(by.id),
                invitations::created_at.eq(now),
                invitations::expires_at.eq(now.plus(TimeDelta::days(Invitation::DAYS))),
            ))
            .execute(conn)?;
        let invitation = self.invitation(conn, id)?;
        invitation.mail(conn, self, by, &token, base_url, now)?;
        invitation.event("sent", by, conn, now)?;
        Ok(invitation)
    }

    /// The invitations to this contest's team, the newest first.
    pub fn invitations(
        &self,
        conn: &mut Conn,
        after: Option<Id<Invitation>>,
    ) -> Result<Paged<Invitation>> {
        let mut query = invitations::table
            .filter(invitations::contest_id.eq(self.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(invitations::id.lt(after));
        }
        let rows = query
            .order(invitations::id.desc())
            .limit(LIMIT)
            .select(Invitation::as_select())
            .load(conn)?;
        Ok(Paged::new(rows, |invitation| invitation.id))
    }

    pub fn invitation(&self, conn: &mut Conn, id: Id<Invitation>) -> Result<Invitation> {
        Ok(invitations::table
            .filter(
                invitations::contest_id
                    .eq(self.id)
                    .and(invitations::id.eq(id)),
            )
            .select(Invitation::as_select())
            .first(conn)?)
    }
}

impl Invitation {
    /// What the link's token offers, whatever became of it, and by whom it was offered.
    pub fn by_token(conn: &mut Conn, token: &Token) -> Result<(Self, Contest, Account)> {
        Ok(invitations::table
            .inner_join(contests::table)
            .inner_join(accounts::table)
            .filter(invitations::token_hash.eq(token.hash()))
            .select((
                Self::as_select(),
                Contest::as_select(),
                Account::as_select(),
            ))
            .first(conn)?)
    }

    fn mail(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        token: &Token,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let known = Account::by_email(conn, &self.email)?;
        let to = Recipient {
            account: known.as_ref().map(|account| account.id.cast()),
            address: self.email.to_string(),
            name: known.map_or_else(|| self.email.to_string(), |account| account.native_name),
            locale: self.locale,
        };
        Letter::new("invitation")
            .in_contest(contest.id)
            .arg("contest", contest.name.in_locale(self.locale).to_owned())
            .arg("role", self.locale.t(self.role.key()))
            .arg("inviter", by.name(self.locale).to_owned())
            .arg("days", Self::DAYS)
            .arg("link", format!("{base_url}{}", urls::invitation(token)))
            .queue(conn, &to, now)
    }

    fn event(
        &self,
        action: &'static str,
        by: &Account,
        conn: &mut Conn,
        now: Moment,
    ) -> Result<()> {
        Event::new("invitation", self.id, action)
            .by(by.id)
            .in_contest(self.contest_id)
            .with(json!({ "email": self.email.as_str(), "role": self.role }))
            .record(conn, now)
    }

    /// Mails a new link for as long as a first one; the old link stops working.
    pub fn send_again(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let token = Token::new()?;
        let changed = diesel::update(
            invitations::table.filter(
                invitations::id
                    .eq(self.id)
                    .and(invitations::accepted_at.is_null())
                    .and(invitations::withdrawn_at.is_null()),
            ),
        )
        .set((
            invitations::token_hash.eq(token.hash()),
            invitations::expires_at.eq(now.plus(TimeDelta::days(Self::DAYS))),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-invitation-closed"));
        }
        self.mail(conn, contest, by, &token, base_url, now)?;
        self.event("sent-again", by, conn, now)
    }

    /// Takes the offer back: its link no longer gives the role.
    pub fn withdraw(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let changed = diesel::update(
            invitations::table.filter(
                invitations::id
                    .eq(self.id)
                    .and(invitations::accepted_at.is_null())
                    .and(invitations::withdrawn_at.is_null()),
            ),
        )
        .set(invitations::withdrawn_at.eq(Some(now)))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-invitation-closed"));
        }
        self.event("withdrawn", by, conn, now)
    }

    /// Gives the role to `account`, whatever its address: holding the link is what counts. Once, and in time.
    pub fn accept(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        account: &Account,
        now: Moment,
    ) -> Result<()> {
        let accepted = diesel::update(
            invitations::table.filter(
                invitations::id
                    .eq(self.id)
                    .and(invitations::accepted_at.is_null())
                    .and(invitations::withdrawn_at.is_null())
                    .and(invitations::expires_at.gt(now)),
            ),
        )
        .set((
            invitations::accepted_at.eq(Some(now)),
            invitations::accepted_by.eq(Some(account.id)),
        ))
        .execute(conn)?;
        if accepted != 1 {
            return Err(Error::Conflict("error-invitation-closed"));
        }
        contest.grant(
            conn,
            self.invited_by,
            account.id,
            self.role,
            &self.languages,
            now,
        )?;
        self.event("accepted", account, conn, now)
    }
}
