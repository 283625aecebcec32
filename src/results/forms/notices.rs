//! Forms of decision mails: their texts, and what a preparation was looked at for.

use crate::db::Id;
use crate::i18n::{Locale, Trilingual};
use crate::results::Ranking;
use crate::results::notices::{NoticeText, unknown_placeholder};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Fields, Form};

const SUBJECT_MAX: usize = 200;
const BODY_MAX: usize = 4000;

/// The text of the mails of one verdict, as an organiser writes it.
#[derive(Clone, Debug)]
pub struct NewText {
    pub subject: Trilingual,
    pub body: Trilingual,
    /// The version that the form was filled from.
    pub version: i32,
}

/// Reads a text: in all three languages, since each creator reads their own.
pub fn text(form: &Form) -> Result<NewText, FieldErrors> {
    let mut f = form.fields();
    let subject = in_three(&mut f, "subject", SUBJECT_MAX, true);
    let body = in_three(&mut f, "body", BODY_MAX, false);
    f.finish(|| {
        Some(NewText {
            subject: subject?,
            body: body?,
            version: super::version(form),
        })
    })
}

fn in_three(f: &mut Fields<'_>, name: &str, max: usize, one_line: bool) -> Option<Trilingual> {
    let mut text = Trilingual::default();
    let mut whole = true;
    for locale in Locale::ALL {
        let field = format!("{name}.{locale}");
        let part = if one_line {
            f.line(&field, 1, max)
        } else {
            f.text(&field, 1, max)
        };
        match part {
            Some(part) => {
                if let Some(found) = unknown_placeholder(&part) {
                    f.refuse(
                        &field,
                        Problem::new("field-placeholder").arg("found", found),
                    );
                    whole = false;
                }
                text.set(*locale, part);
            }
            None => whole = false,
        }
    }
    whole.then_some(text)
}

/// A text as stored, to be changed.
pub fn filled(text: &NoticeText) -> Form {
    Form::new()
        .with_trilingual("subject", &text.subject)
        .with_trilingual("body", &text.body)
        .with("version", text.version)
}

/// The results that the mails were looked at for.
pub fn preparation(form: &Form) -> Result<Id<Ranking>, FieldErrors> {
    let mut f = form.fields();
    let ranking = f.choice("ranking", |text| text.parse().ok());
    f.finish(|| ranking)
}
