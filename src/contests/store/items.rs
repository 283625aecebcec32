//! SQL of streams and categories, and of the order of everything that a contest has several of.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use super::setup::changes;
use crate::accounts::Account;
use crate::contests::forms::{CategoryDetails, StreamDetails};
use crate::contests::{Category, Contest, DeclarationText, Question, Stream, Way};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::schema::{categories, declaration_texts, questions, streams};

/// The verb that moves one row of a contest's list one step, and the place of a new row at its end.
macro_rules! ordered {
    ($(#[$meta:meta])* $move:ident, $place:ident, $table:ident, $noun:ty, $kind:literal $(, $live:expr)?) => {
        impl Contest {
            $(#[$meta])*
            pub fn $move(
                &mut self,
                conn: &mut Conn,
                by: &Account,
                id: Id<$noun>,
                way: Way,
                now: Moment,
            ) -> Result<()> {
                let rows: Vec<(Id<$noun>, i32)> = $table::table
                    .filter($table::contest_id.eq(self.id))
                    $(.filter($live))?
                    .order(($table::position, $table::id))
                    .select(($table::id, $table::position))
                    .load(conn)?;
                let here = rows
                    .iter()
                    .position(|(each, _)| *each == id)
                    .ok_or(Error::NotFound)?;
                let there = match way {
                    Way::Up => here.checked_sub(1),
                    Way::Down => Some(here + 1).filter(|next| *next < rows.len()),
                };
                let Some(there) = there else {
                    return Ok(());
                };
                self.advance(conn, now)?;
                let ((moved, from), (other, to)) = (rows[here], rows[there]);
                for (row, position) in [(moved, to), (other, from)] {
                    diesel::update($table::table.filter($table::id.eq(row)))
                        .set($table::position.eq(position))
                        .execute(conn)?;
                }
                Event::new($kind, id, "moved")
                    .by(by.id)
                    .in_contest(self.id)
                    .with(serde_json::json!({ "old": from, "new": to }))
                    .record(conn, now)
            }

            pub(super) fn $place(&self, conn: &mut Conn) -> Result<i32> {
                let last: Option<i32> = $table::table
                    .filter($table::contest_id.eq(self.id))
                    .order($table::position.desc())
                    .select($table::position)
                    .first(conn)
                    .optional()?;
                Ok(last.unwrap_or_default() + 1)
            }
        }
    };
}

ordered!(
    /// Moves a stream one step; at the end of the list it stays.
    move_stream, stream_place, streams, Stream, "stream"
);
ordered!(
    /// Moves a category one step; at the end of the list it stays.
    move_category, category_place, categories, Category, "category"
);
ordered!(
    /// Moves a question one step among those that are asked.
    move_question, question_place, questions, Question, "question", questions::retired_at.is_null()
);
ordered!(
    /// Moves a declaration one step among those that are asked.
    move_declaration, declaration_place, declaration_texts, DeclarationText, "declaration",
    declaration_texts::retired_at.is_null()
);

/// What other rows point to stays: `key` says so.
fn unless_used(outcome: QueryResult<usize>, key: &'static str) -> Result<()> {
    match outcome {
        Ok(1) => Ok(()),
        Ok(_) => Err(Error::NotFound),
        Err(DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
            Err(Error::Conflict(key))
        }
        Err(error) => Err(error.into()),
    }
}

impl Contest {
    /// A country is in one stream, and one stream at most takes the countries that no other names.
    fn check_countries(
        &self,
        conn: &mut Conn,
        details: &StreamDetails,
        except: Option<Id<Stream>>,
    ) -> Result<()> {
        for other in self.streams(conn)? {
            if Some(other.id) == except {
                continue;
            }
            if other.countries.is_empty() && details.countries.is_empty() {
                return Err(Error::Conflict("error-open-stream-taken"));
            }
            if details
                .countries
                .iter()
                .any(|c| other.countries.contains(c))
            {
                return Err(Error::Conflict("error-country-taken"));
            }
        }
        Ok(())
    }

    /// Adds a stream at the end. A taken code or country is a conflict.
    pub fn add_stream(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        details: &StreamDetails,
        now: Moment,
    ) -> Result<Id<Stream>> {
        self.advance(conn, now)?;
        self.check_countries(conn, details, None)?;
        let id = Id::<Stream>::new();
        diesel::insert_into(streams::table)
            .values((
                streams::id.eq(id),
                streams::contest_id.eq(self.id),
                streams::position.eq(self.stream_place(conn)?),
                streams::code.eq(&details.code),
                streams::name.eq(Json::new(details.name.clone())),
                streams::countries.eq(Json::new(details.countries.clone())),
            ))
            .execute(conn)?;
        Event::new("stream", id, "added")
            .by(by.id)
            .in_contest(self.id)
            .with(details)
            .record(conn, now)?;
        Ok(id)
    }

    pub fn update_stream(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        stream: &Stream,
        details: &StreamDetails,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        self.check_countries(conn, details, Some(stream.id))?;
        let old = StreamDetails {
            code: stream.code.clone(),
            name: stream.name.clone().into_inner(),
            countries: stream.countries.clone().into_inner(),
        };
        diesel::update(
            streams::table.filter(
                streams::id
                    .eq(stream.id)
                    .and(streams::contest_id.eq(self.id)),
            ),
        )
        .set((
            streams::code.eq(&details.code),
            streams::name.eq(Json::new(details.name.clone())),
            streams::countries.eq(Json::new(details.countries.clone())),
        ))
        .execute(conn)?;
        Event::new("stream", stream.id, "changed")
            .by(by.id)
            .in_contest(self.id)
            .with(changes(&old, details))
            .record(conn, now)
    }

    /// Removes a stream that nothing is in. A published contest keeps its last one.
    pub fn remove_stream(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        stream: &Stream,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        if self.published_at.is_some() && self.streams(conn)?.len() <= 1 {
            return Err(Error::Conflict("error-last-stream"));
        }
        let gone = diesel::delete(
            streams::table.filter(
                streams::id
                    .eq(stream.id)
                    .and(streams::contest_id.eq(self.id)),
            ),
        )
        .execute(conn);
        unless_used(gone, "error-stream-in-use")?;
        Event::new("stream", stream.id, "removed")
            .by(by.id)
            .in_contest(self.id)
            .with(serde_json::json!({ "code": stream.code, "name": *stream.name }))
            .record(conn, now)
    }

    /// Adds a category at the end. A taken code is a conflict.
    pub fn add_category(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        details: &CategoryDetails,
        now: Moment,
    ) -> Result<Id<Category>> {
        self.advance(conn, now)?;
        let id = Id::<Category>::new();
        diesel::insert_into(categories::table)
            .values((
                categories::id.eq(id),
                categories::contest_id.eq(self.id),
                categories::position.eq(self.category_place(conn)?),
                categories::code.eq(&details.code),
                categories::name.eq(Json::new(details.name.clone())),
                categories::description.eq(Json::new(details.description.clone())),
            ))
            .execute(conn)?;
        Event::new("category", id, "added")
            .by(by.id)
            .in_contest(self.id)
            .with(details)
            .record(conn, now)?;
        Ok(id)
    }

    pub fn update_category(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        category: &Category,
        details: &CategoryDetails,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        let old = CategoryDetails {
            code: category.code.clone(),
            name: category.name.clone().into_inner(),
            description: category.description.clone().into_inner(),
        };
        diesel::update(
            categories::table.filter(
                categories::id
                    .eq(category.id)
                    .and(categories::contest_id.eq(self.id)),
            ),
        )
        .set((
            categories::code.eq(&details.code),
            categories::name.eq(Json::new(details.name.clone())),
            categories::description.eq(Json::new(details.description.clone())),
        ))
        .execute(conn)?;
        Event::new("category", category.id, "changed")
            .by(by.id)
            .in_contest(self.id)
            .with(changes(&old, details))
            .record(conn, now)
    }

    /// Removes a category that no entry, question or award is in.
    pub fn remove_category(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        category: &Category,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        let gone = diesel::delete(
            categories::table.filter(
                categories::id
                    .eq(category.id)
                    .and(categories::contest_id.eq(self.id)),
            ),
        )
        .execute(conn);
        unless_used(gone, "error-category-in-use")?;
        self.forget_category(conn, category)?;
        Event::new("category", category.id, "removed")
            .by(by.id)
            .in_contest(self.id)
            .with(serde_json::json!({ "code": category.code, "name": *category.name }))
            .record(conn, now)
    }
}
