//! Forms of a contest's team: invitations, and what its members can work with.

use super::languages;
use crate::accounts::Email;
use crate::contests::{Category, Grant, Role};
use crate::db::Id;
use crate::i18n::{Language, Locale};
use crate::web::{FieldErrors, Form};

/// A role about to be offered by mail.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub email: Email,
    pub role: Role,
    pub languages: Vec<Language>,
    /// The language of the mail.
    pub locale: Locale,
}

/// What somebody of the team can work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skills {
    pub languages: Vec<Language>,
    /// Of a judge: the categories that they would rather judge; empty for any.
    pub categories: Vec<Id<Category>>,
}

pub fn invitation(form: &Form) -> Result<NewInvitation, FieldErrors> {
    let mut f = form.fields();
    let email = f.parse("email", Email::parse);
    let role = f.choice("role", Role::parse);
    let languages = languages(&mut f, "languages");
    let locale = f.choice("locale", Locale::parse);
    f.finish(|| {
        Some(NewInvitation {
            email: email?,
            role: role?,
            languages: languages?,
            locale: locale?,
        })
    })
}

/// `categories` are the contest's.
pub fn skills(form: &Form, categories: &[Category]) -> Result<Skills, FieldErrors> {
    let mut f = form.fields();
    let languages = languages(&mut f, "languages");
    let chosen: Vec<&str> = form.all("categories").collect();
    let is_chosen = |category: &&Category| chosen.contains(&category.id.to_string().as_str());
    let known: Vec<_> = categories
        .iter()
        .filter(is_chosen)
        .map(|each| each.id)
        .collect();
    if known.len()
        < chosen
            .iter()
            .collect::<std::collections::HashSet<_>>()
            .len()
    {
        f.refuse("categories", "field-choice");
    }
    f.finish(|| {
        Some(Skills {
            languages: languages?,
            categories: known,
        })
    })
}

pub fn filled_skills(grant: &Grant) -> Form {
    let form = Form::new();
    let form = grant
        .languages
        .iter()
        .fold(form, |form, each| form.with("languages", each));
    let chosen = grant.categories.iter();
    chosen.fold(form, |form, each| form.with("categories", each))
}
