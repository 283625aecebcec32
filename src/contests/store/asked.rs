//! SQL of a contest's own questions and of the texts that creators declare.

use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use super::setup::changes;
use crate::accounts::Account;
use crate::contests::forms::{DeclarationDetails, QuestionDetails};
use crate::contests::{Contest, DeclarationText, Question};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::schema::{declaration_texts, entries, questions};

/// How a question left the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nobody had answered it: it is gone.
    Removed,
    /// It was answered: it is no longer asked, and its answers stay.
    Retired,
}

impl Question {
    /// Whether an entry holds an answer to it, which `Content` keeps by the question's code.
    fn is_answered(&self, conn: &mut Conn) -> Result<bool> {
        // Codes are letters, digits and hyphens: none means anything to LIKE.
        let pattern = format!("%\"{}\":\"%", self.code);
        Ok(diesel::select(exists(
            entries::table.filter(
                entries::contest_id
                    .eq(self.contest_id)
                    .and(entries::content.like(pattern)),
            ),
        ))
        .get_result(conn)?)
    }
}

impl From<&Question> for QuestionDetails {
    fn from(question: &Question) -> Self {
        Self {
            code: question.code.clone(),
            kind: question.kind,
            required: question.required,
            category: question.category_id,
            label: question.label.clone().into_inner(),
            help: question.help.clone().into_inner(),
            choices: question.choices.clone().into_inner(),
        }
    }
}

impl Contest {
    /// A question belongs to a category of its own contest.
    fn check_category(&self, conn: &mut Conn, details: &QuestionDetails) -> Result<()> {
        match details.category {
            Some(id) if !self.categories(conn)?.iter().any(|c| c.id == id) => {
                Err(Error::Conflict("error-category-gone"))
            }
            _ => Ok(()),
        }
    }

    /// Adds a question at the end. A taken code, also that of a retired question, is a conflict.
    pub fn add_question(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        details: &QuestionDetails,
        now: Moment,
    ) -> Result<Id<Question>> {
        self.advance(conn, now)?;
        self.check_category(conn, details)?;
        let id = Id::<Question>::new();
        diesel::insert_into(questions::table)
            .values((
                questions::id.eq(id),
                questions::contest_id.eq(self.id),
                questions::category_id.eq(details.category),
                questions::position.eq(self.question_place(conn)?),
                questions::code.eq(&details.code),
                questions::kind.eq(details.kind),
                questions::required.eq(details.required),
                questions::label.eq(Json::new(details.label.clone())),
                questions::help.eq(Json::new(details.help.clone())),
                questions::choices.eq(Json::new(details.choices.clone())),
            ))
            .execute(conn)?;
        Event::new("question", id, "added")
            .by(by.id)
            .in_contest(self.id)
            .with(details)
            .record(conn, now)?;
        Ok(id)
    }

    /// Changes a question. Once it was answered its code and kind stay, since answers are kept by them.
    pub fn update_question(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        question: &Question,
        details: &QuestionDetails,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        self.check_category(conn, details)?;
        let rewritten = details.code != question.code || details.kind != question.kind;
        if rewritten && question.is_answered(conn)? {
            return Err(Error::Conflict("error-question-answered"));
        }
        let changed = diesel::update(
            questions::table.filter(
                questions::id
                    .eq(question.id)
                    .and(questions::contest_id.eq(self.id))
                    .and(questions::retired_at.is_null()),
            ),
        )
        .set((
            questions::category_id.eq(details.category),
            questions::code.eq(&details.code),
            questions::kind.eq(details.kind),
            questions::required.eq(details.required),
            questions::label.eq(Json::new(details.label.clone())),
            questions::help.eq(Json::new(details.help.clone())),
            questions::choices.eq(Json::new(details.choices.clone())),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::NotFound);
        }
        Event::new("question", question.id, "changed")
            .by(by.id)
            .in_contest(self.id)
            .with(changes(&QuestionDetails::from(question), details))
            .record(conn, now)
    }

    /// Takes a question out of the form: for good while nobody has answered it, else it is retired.
    pub fn remove_question(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        question: &Question,
        now: Moment,
    ) -> Result<Left> {
        self.advance(conn, now)?;
        let asked = questions::table.filter(
            questions::id
                .eq(question.id)
                .and(questions::contest_id.eq(self.id))
                .and(questions::retired_at.is_null()),
        );
        let (done, left, action) = if question.is_answered(conn)? {
            let done = diesel::update(asked)
                .set(questions::retired_at.eq(Some(now)))
                .execute(conn)?;
            (done, Left::Retired, "retired")
        } else {
            (
                diesel::delete(asked).execute(conn)?,
                Left::Removed,
                "removed",
            )
        };
        if done != 1 {
            return Err(Error::NotFound);
        }
        Event::new("question", question.id, action)
            .by(by.id)
            .in_contest(self.id)
            .with(json!({ "code": question.code, "label": *question.label }))
            .record(conn, now)?;
        Ok(left)
    }

    /// Adds a declaration at the end, in its first version.
    pub fn add_declaration(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        details: &DeclarationDetails,
        now: Moment,
    ) -> Result<Id<DeclarationText>> {
        self.advance(conn, now)?;
        let place = self.declaration_place(conn)?;
        let id = self.insert_declaration(conn, details, place, 1, now)?;
        Event::new("declaration", id, "added")
            .by(by.id)
            .in_contest(self.id)
            .with(details)
            .record(conn, now)?;
        Ok(id)
    }

    fn insert_declaration(
        &self,
        conn: &mut Conn,
        details: &DeclarationDetails,
        position: i32,
        version: i32,
        now: Moment,
    ) -> Result<Id<DeclarationText>> {
        let id = Id::<DeclarationText>::new();
        diesel::insert_into(declaration_texts::table)
            .values((
                declaration_texts::id.eq(id),
                declaration_texts::contest_id.eq(self.id),
                declaration_texts::position.eq(position),
                declaration_texts::code.eq(&details.code),
                declaration_texts::version.eq(version),
                declaration_texts::required.eq(details.required),
                declaration_texts::applies_to.eq(details.applies_to),
                declaration_texts::text.eq(Json::new(details.text.clone())),
                declaration_texts::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(id)
    }

    /// Asks for a declaration in new words: a new row, since what was ticked must stay readable. Its code stays.
    pub fn revise_declaration(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        old: &DeclarationText,
        details: &DeclarationDetails,
        now: Moment,
    ) -> Result<()> {
        self.retire(conn, old, now)?;
        let details = DeclarationDetails {
            code: old.code.clone(),
            ..details.clone()
        };
        let id = self.insert_declaration(conn, &details, old.position, old.version + 1, now)?;
        let before = DeclarationDetails {
            code: old.code.clone(),
            required: old.required,
            applies_to: old.applies_to,
            text: old.text.clone().into_inner(),
        };
        Event::new("declaration", id, "revised")
            .by(by.id)
            .in_contest(self.id)
            .with(changes(&before, &details))
            .record(conn, now)
    }

    /// No longer asks for a declaration. What was declared stays.
    pub fn retire_declaration(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        declaration: &DeclarationText,
        now: Moment,
    ) -> Result<()> {
        self.retire(conn, declaration, now)?;
        Event::new("declaration", declaration.id, "retired")
            .by(by.id)
            .in_contest(self.id)
            .with(json!({ "code": declaration.code, "version": declaration.version }))
            .record(conn, now)
    }

    fn retire(&mut self, conn: &mut Conn, old: &DeclarationText, now: Moment) -> Result<()> {
        self.advance(conn, now)?;
        let retired = diesel::update(
            declaration_texts::table.filter(
                declaration_texts::id
                    .eq(old.id)
                    .and(declaration_texts::contest_id.eq(self.id))
                    .and(declaration_texts::retired_at.is_null()),
            ),
        )
        .set(declaration_texts::retired_at.eq(Some(now)))
        .execute(conn)?;
        if retired == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
