//! SQL of contests.

use diesel::prelude::*;

use super::{Category, Contest, DeclarationText, Question, Stream};
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::schema::{categories, contests, declaration_texts, questions, streams};

impl Contest {
    pub fn find(conn: &mut Conn, id: Id<Contest>) -> Result<Self> {
        Ok(contests::table
            .filter(contests::id.eq(id))
            .select(Self::as_select())
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

    pub fn streams(&self, conn: &mut Conn) -> Result<Vec<Stream>> {
        Ok(streams::table
            .filter(streams::contest_id.eq(self.id))
            .order(streams::position)
            .select(Stream::as_select())
            .load(conn)?)
    }

    pub fn categories(&self, conn: &mut Conn) -> Result<Vec<Category>> {
        Ok(categories::table
            .filter(categories::contest_id.eq(self.id))
            .order(categories::position)
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
            .order(questions::position)
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
            .order(declaration_texts::position)
            .select(DeclarationText::as_select())
            .load(conn)?)
    }
}
