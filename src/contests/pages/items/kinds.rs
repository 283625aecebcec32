//! The four kinds of items.

use super::{Item, Words};
use crate::accounts::Account;
use crate::contests::forms::{
    self, CategoryDetails, DeclarationDetails, QuestionDetails, StreamDetails,
};
use crate::contests::store::Left;
use crate::contests::{Category, Contest, DeclarationText, Question, Stream, Way};
use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::web::{FieldErrors, Form, Page};

/// What is the same for every kind but for the names of the noun's verbs and forms.
macro_rules! item {
    ($details:ty, $section:literal, $list:ident, $form:ident, $filled:ident, $add:ident, $change:ident, $move:ident) => {
        type Details = $details;
        const SECTION: &'static str = $section;

        fn id(&self) -> Id<Self> {
            self.id
        }
        fn list(contest: &Contest, conn: &mut Conn) -> Result<Vec<Self>> {
            contest.$list(conn)
        }
        fn parse(form: &Form) -> std::result::Result<$details, FieldErrors> {
            forms::$form(form)
        }
        fn filled(&self) -> Form {
            forms::$filled(self)
        }
        fn add(
            to: &mut Contest,
            conn: &mut Conn,
            by: &Account,
            details: &$details,
            now: Moment,
        ) -> Result<()> {
            to.$add(conn, by, details, now).map(|_| ())
        }
        fn change(
            &self,
            of: &mut Contest,
            conn: &mut Conn,
            by: &Account,
            details: &$details,
            now: Moment,
        ) -> Result<()> {
            of.$change(conn, by, self, details, now).map(|_| ())
        }
        fn shift(
            of: &mut Contest,
            conn: &mut Conn,
            by: &Account,
            id: Id<Self>,
            way: Way,
            now: Moment,
        ) -> Result<()> {
            of.$move(conn, by, id, way, now)
        }
    };
}

impl Item for Stream {
    item!(
        StreamDetails,
        "streams",
        streams,
        stream,
        stream_filled,
        add_stream,
        update_stream,
        move_stream
    );

    const WORDS: Words = Words {
        title: "console-streams",
        lead: "streams-lead",
        empty: "streams-empty",
        new: "stream-new",
        edit: "stream-edit",
        removal: "stream-removal",
        removal_means: "stream-removal-means",
    };

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
    item!(
        CategoryDetails,
        "categories",
        categories,
        category,
        category_filled,
        add_category,
        update_category,
        move_category
    );

    const WORDS: Words = Words {
        title: "console-categories",
        lead: "categories-lead",
        empty: "categories-empty",
        new: "category-new",
        edit: "category-edit",
        removal: "category-removal",
        removal_means: "category-removal-means",
    };

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
    item!(
        QuestionDetails,
        "questions",
        questions,
        question,
        question_filled,
        add_question,
        update_question,
        move_question
    );

    const WORDS: Words = Words {
        title: "console-questions",
        lead: "questions-lead",
        empty: "questions-empty",
        new: "question-new",
        edit: "question-edit",
        removal: "question-removal",
        removal_means: "question-removal-means",
    };

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
    item!(
        DeclarationDetails,
        "declarations",
        declaration_texts,
        declaration,
        declaration_filled,
        add_declaration,
        revise_declaration,
        move_declaration
    );

    const WORDS: Words = Words {
        title: "console-declarations",
        lead: "declarations-lead",
        empty: "declarations-empty",
        new: "declaration-new",
        edit: "declaration-edit",
        removal: "declaration-removal",
        removal_means: "declaration-removal-means",
    };

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
