//! SQL of contests: finding them and what they have. Changes are in `store/`.

mod asked;
mod items;
mod lists;
mod setup;
mod team;

use diesel::dsl::exists;
use diesel::prelude::*;

pub use asked::Left;
pub use lists::{Listed, Workplace, open_to_all, workplaces};

use super::{Category, Contest, DeclarationText, Prose, Question, Role, Stream};
use crate::accounts::Account;
use crate::db::{Conn, Id};
use crate::error::{Error, Result};
use crate::schema::{
    categories, contest_prose, contests, declaration_texts, questions, roles, streams,
};

impl Contest {
    pub fn find(conn: &mut Conn, id: Id<Contest>) -> Result<Self> {
        Ok(contests::table
            .filter(contests::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The contest of this name, published or not.
    pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Self> {
        Ok(contests::table
            .filter(contests::slug.eq(slug))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The contest of this name, and whether the account has `role` in it. One statement.
    pub fn with_role(
        conn: &mut Conn,
        slug: &str,
        account: &Account,
        role: Role,
    ) -> Result<(Self, bool)> {
        let has = exists(
            roles::table
                .filter(roles::contest_id.eq(contests::id))
                .filter(roles::account_id.eq(account.id))
                .filter(roles::role.eq(role)),
        );
        Ok(contests::table
            .filter(contests::slug.eq(slug))
            .select((Self::as_select(), has))
            .first(conn)?)
    }

    /// A published contest, for everyone; an unpublished one is not found.
    pub fn published(conn: &mut Conn, slug: &str) -> Result<Self> {
        Ok(contests::table
            .filter(
                contests::slug
                    .eq(slug)
                    .and(contests::published_at.is_not_null()),
            )
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The contest for a visitor, and whether they are one of its admins, who alone see it before it is
    /// published.
    pub fn seen_by(conn: &mut Conn, slug: &str, visitor: Option<&Account>) -> Result<(Self, bool)> {
        let (contest, admin) = match visitor {
            Some(account) => {
                let (contest, has) = Self::with_role(conn, slug, account, Role::Admin)?;
                (contest, has || account.is_administrator())
            }
            None => (Self::by_slug(conn, slug)?, false),
        };
        if contest.published_at.is_none() && !admin {
            return Err(Error::NotFound);
        }
        Ok((contest, admin))
    }

    /// Its call and its rules.
    pub fn prose(&self, conn: &mut Conn) -> Result<Prose> {
        Ok(contest_prose::table
            .filter(contest_prose::contest_id.eq(self.id))
            .select(Prose::as_select())
            .first(conn)?)
    }

    pub fn streams(&self, conn: &mut Conn) -> Result<Vec<Stream>> {
        Ok(streams::table
            .filter(streams::contest_id.eq(self.id))
            .order((streams::position, streams::id))
            .select(Stream::as_select())
            .load(conn)?)
    }

    pub fn categories(&self, conn: &mut Conn) -> Result<Vec<Category>> {
        Ok(categories::table
            .filter(categories::contest_id.eq(self.id))
            .order((categories::position, categories::id))
            .select(Category::as_select())
            .load(conn)?)
    }

    /// The questions asked now.
    pub fn questions(&self, conn: &mut Conn) -> Result<Vec<Question>> {
        Ok(questions::table
            .filter(
                questions::contest_id
                    .eq(self.id)
                    .and(questions::retired_at.is_null()),
            )
            .order((questions::position, questions::id))
            .select(Question::as_select())
            .load(conn)?)
    }

    /// The declarations asked now, each in its current version.
    pub fn declaration_texts(&self, conn: &mut Conn) -> Result<Vec<DeclarationText>> {
        Ok(declaration_texts::table
            .filter(
                declaration_texts::contest_id
                    .eq(self.id)
                    .and(declaration_texts::retired_at.is_null()),
            )
            .order((declaration_texts::position, declaration_texts::id))
            .select(DeclarationText::as_select())
            .load(conn)?)
    }
}
