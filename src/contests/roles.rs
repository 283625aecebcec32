//! Who may do what in one contest. Authority is a type: a handler that takes an [`Admin`] runs for admins of
//! the contest in its address and answers 404 to everyone else.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::Contest;
use crate::accounts::{Account, Email};
use crate::app::App;
use crate::db::{Conn, Id, Json, Moment, text_enum};
use crate::error::{Error, Result};
use crate::i18n::{Language, Locale};
use crate::schema::{contests, invitations, roles};
use crate::web::session;

text_enum! {
    /// What an account may do in one contest. A creator needs no role.
    pub enum Role ("role") {
        Admin = "admin",
        Screener = "screener",
        Judge = "judge",
    }
}

/// A role that somebody has in a contest.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = roles)]
pub struct Grant {
    pub id: Id<Role>,
    pub contest_id: Id<Contest>,
    pub account_id: Id<Account>,
    pub role: Role,
    /// In which they can watch and read.
    pub languages: Json<Vec<Language>>,
    pub granted_at: Moment,
}

/// A role on offer, by mail, to whoever holds the link.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    pub id: Id<Invitation>,
    pub contest_id: Id<Contest>,
    pub email: Email,
    pub role: Role,
    pub languages: Json<Vec<Language>>,
    /// The language of the mail.
    pub locale: Locale,
    pub invited_by: Id<Account>,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub accepted_at: Option<Moment>,
    pub withdrawn_at: Option<Moment>,
}

text_enum! {
    /// What became of an invitation: what its columns and the clock say.
    pub enum InvitationState ("invitation-state") {
        Open = "open",
        Accepted = "accepted",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

impl Invitation {
    /// How many days its link works.
    pub const DAYS: i64 = 14;

    pub fn state(&self, now: Moment) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.withdrawn_at.is_some() {
            InvitationState::Withdrawn
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }
}

macro_rules! authority {
    ($(#[$meta:meta])* $name:ident, $role:expr, $administrators:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            pub account: Account,
            pub contest: Contest,
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

            fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
                let found = find(req, $role, $administrators);
                Box::pin(async move {
                    let (account, contest) = found.await?;
                    Ok(Self { account, contest })
                })
            }
        }
    };
}

authority!(
    /// Sets a contest up and runs it. The site's administrators are admins of every contest.
    Admin, Role::Admin, true
);
authority!(
    /// Decides on entries before judging.
    Screener, Role::Screener, false
);
authority!(
    /// Scores entries. Administrators are not judges: organisers stay off the jury.
    Judge, Role::Judge, false
);

/// The contest named `{contest}` in the address, for a visitor with `role` in it.
fn find(
    req: &HttpRequest,
    role: Role,
    administrators: bool,
) -> impl Future<Output = Result<(Account, Contest)>> + 'static {
    let signed_in = session::signed_in(req);
    let slug = req.match_info().get("contest").map(ToOwned::to_owned);
    let app = req.app_data::<web::Data<App>>().cloned();
    async move {
        let account = signed_in?.account;
        let (Some(slug), Some(app)) = (slug, app) else {
            return Err(Error::NotFound);
        };
        app.db
            .read(move |conn| {
                let contest = Contest::by_slug(conn, &slug)?;
                let has = account.is_administrator() && administrators
                    || has_role(conn, &account, &contest, role)?;
                if has {
                    Ok((account, contest))
                } else {
                    Err(Error::NotFound)
                }
            })
            .await
    }
}

/// Whether the account has `role` in the contest.
pub fn has_role(conn: &mut Conn, account: &Account, contest: &Contest, role: Role) -> Result<bool> {
    Ok(diesel::select(exists(
        roles::table
            .filter(roles::contest_id.eq(contest.id))
            .filter(roles::account_id.eq(account.id))
            .filter(roles::role.eq(role)),
    ))
    .get_result(conn)?)
}

impl Contest {
    /// The contest of this name, published or not.
    pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Self> {
        Ok(contests::table
            .filter(contests::slug.eq(slug))
            .select(Self::as_select())
            .first(conn)?)
    }
}
