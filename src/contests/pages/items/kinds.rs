//! The four kinds of items.

use super::{Add, Change, Item, Parse, Shift, Words};
use crate::accounts::Account;
use crate::contests::forms::{
    self, CategoryDetails, DeclarationDetails, QuestionDetails, StreamDetails,
};
use crate::contests::store::Left;
use crate::contests::{Category, Contest, DeclarationText, Question, Stream};
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::web::{Form, Page};

impl Item for Stream {
    type Details = StreamDetails;
    const SECTION: &'static str = "streams";
    const LIST: fn(&Contest, &mut Conn) -> Result<Vec<Self>> = Contest::streams;
    const PARSE: Parse<StreamDetails> = forms::stream;
    const FILLED: fn(&Self) -> Form = forms::stream_filled;
    const ADD: Add<Self> = Contest::add_stream;
    const CHANGE: Change<Self> = Contest::update_stream;
    const SHIFT: Shift<Self> = Contest::move_stream;

    const WORDS: Words = Words {
        title: "console-streams",
        lead: "streams-lead",
        empty: "streams-empty",
        new: "stream-new",
        edit: "stream-edit",
        removal: "stream-removal",
        removal_means: "stream-removal-means",
    };

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn name(&self, page: &Page) -> String {
        page.tri(&self.name).to_owned()
    }

    fn notes(&self, page: &Page) -> Vec<String> {
        let countries: Vec<&str> = self.countries.iter().map(|c| c.name(page.locale)).collect();
        let countries = if countries.is_empty() {
            page.t("stream-all-others").into_owned()
        } else {
            countries.join(", ")
        };
        vec![self.code.clone(), countries]
    }

    fn blank() -> Form {
        Form::new()
    }

    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str> {
        from.remove_stream(conn, by, self, now)?;
        Ok("flash-removed")
    }
}

impl Item for Category {
    type Details = CategoryDetails;
    const SECTION: &'static str = "categories";
    const LIST: fn(&Contest, &mut Conn) -> Result<Vec<Self>> = Contest::categories;
    const PARSE: Parse<CategoryDetails> = forms::category;
    const FILLED: fn(&Self) -> Form = forms::category_filled;
    const ADD: Add<Self> = Contest::add_category;
    const CHANGE: Change<Self> = Contest::update_category;
    const SHIFT: Shift<Self> = Contest::move_category;

    const WORDS: Words = Words {
        title: "console-categories",
        lead: "categories-lead",
        empty: "categories-empty",
        new: "category-new",
        edit: "category-edit",
        removal: "category-removal",
        removal_means: "category-removal-means",
    };

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn name(&self, page: &Page) -> String {
        page.tri(&self.name).to_owned()
    }

    fn notes(&self, page: &Page) -> Vec<String> {
        vec![self.code.clone(), page.tri(&self.description).to_owned()]
    }

    fn blank() -> Form {
        Form::new()
    }

    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str> {
        from.remove_category(conn, by, self, now)?;
        Ok("flash-removed")
    }
}

impl Item for Question {
    type Details = QuestionDetails;
    const SECTION: &'static str = "questions";
    const LIST: fn(&Contest, &mut Conn) -> Result<Vec<Self>> = Contest::questions;
    const PARSE: Parse<QuestionDetails> = forms::question;
    const FILLED: fn(&Self) -> Form = forms::question_filled;
    const ADD: Add<Self> = Contest::add_question;
    const CHANGE: Change<Self> = Contest::update_question;
    const SHIFT: Shift<Self> = Contest::move_question;

    const WORDS: Words = Words {
        title: "console-questions",
        lead: "questions-lead",
        empty: "questions-empty",
        new: "question-new",
        edit: "question-edit",
        removal: "question-removal",
        removal_means: "question-removal-means",
    };

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn name(&self, page: &Page) -> String {
        page.tri(&self.label).to_owned()
    }

    fn notes(&self, page: &Page) -> Vec<String> {
        let mut notes = vec![self.code.clone(), page.t(self.kind.key()).into_owned()];
        notes.push(page.t(asked(self.required)).into_owned());
        if self.category_id.is_some() {
            notes.push(page.t("question-one-category").into_owned());
        }
        notes
    }

    fn blank() -> Form {
        Form::new().with("kind", "text")
    }

    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str> {
        Ok(match from.remove_question(conn, by, self, now)? {
            Left::Removed => "flash-removed",
            Left::Retired => "flash-question-retired",
        })
    }
}

impl Item for DeclarationText {
    type Details = DeclarationDetails;
    const SECTION: &'static str = "declarations";
    const LIST: fn(&Contest, &mut Conn) -> Result<Vec<Self>> = Contest::declaration_texts;
    const PARSE: Parse<DeclarationDetails> = forms::declaration;
    const FILLED: fn(&Self) -> Form = forms::declaration_filled;
    const ADD: Add<Self> = Contest::add_declaration;
    const CHANGE: Change<Self> = Contest::revise_declaration;
    const SHIFT: Shift<Self> = Contest::move_declaration;

    const WORDS: Words = Words {
        title: "console-declarations",
        lead: "declarations-lead",
        empty: "declarations-empty",
        new: "declaration-new",
        edit: "declaration-edit",
        removal: "declaration-removal",
        removal_means: "declaration-removal-means",
    };

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn name(&self, page: &Page) -> String {
        self.code.clone() + " · " + &page.t1("declaration-version", "n", self.version)
    }

    fn notes(&self, page: &Page) -> Vec<String> {
        vec![
            page.t(asked(self.required)).into_owned(),
            page.t(self.applies_to.key()).into_owned(),
            page.tri(&self.text).to_owned(),
        ]
    }

    fn blank() -> Form {
        Form::new()
            .with("required", "on")
            .with("applies_to", "everyone")
    }

    fn remove(
        &self,
        from: &mut Contest,
        conn: &mut Conn,
        by: &Account,
        now: Moment,
    ) -> Result<&'static str> {
        from.retire_declaration(conn, by, self, now)?;
        Ok("flash-declaration-retired")
    }
}

fn asked(required: bool) -> &'static str {
    if required {
        "required-yes"
    } else {
        "required-no"
    }
}
