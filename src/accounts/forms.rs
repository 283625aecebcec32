//! Forms of accounts: sign-up, profile, passwords, addresses.

use super::{Account, Email, check_password};
use crate::i18n::{Country, Locale};
use crate::web::{FieldErrors, Fields, Form};

/// What a person says of themselves.
#[derive(Clone, Debug)]
pub struct Profile {
    pub native_name: String,
    pub latin_name: String,
    pub country: Country,
    pub organisation: String,
    pub locale: Locale,
}

/// A sign-up, ready to be stored once the password is hashed.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: Email,
    pub password: String,
    pub profile: Profile,
}

fn profile(f: &mut Fields<'_>) -> Option<Profile> {
    let native_name = f.line("native_name", 1, 80);
    let latin_name = latin_name(f);
    let country = f.choice("country", Country::parse);
    let organisation = f.line("organisation", 0, 120);
    let locale = f.choice("locale", Locale::parse);
    Some(Profile {
        native_name: native_name?,
        latin_name: latin_name?,
        country: country?,
        organisation: organisation?,
        locale: locale?,
    })
}

/// Letters that every jury and printer can read.
fn latin_name(f: &mut Fields<'_>) -> Option<String> {
    let name = f.line("latin_name", 1, 80)?;
    let latin = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}') || " .'’-".contains(c)
    };
    if !name.chars().all(latin) {
        f.refuse("latin_name", "field-latin");
        return None;
    }
    Some(name)
}

/// The sign-up form; the set-up page has the same fields.
pub fn sign_up(form: &Form) -> Result<NewAccount, FieldErrors> {
    let mut f = form.fields();
    let email = f.parse("email", Email::parse);
    let password = new_password(&mut f);
    let profile = profile(&mut f);
    f.finish(|| {
        Some(NewAccount {
            email: email?,
            password: password?,
            profile: profile?,
        })
    })
}

/// The account page.
pub fn account(form: &Form) -> Result<Profile, FieldErrors> {
    let mut f = form.fields();
    let profile = profile(&mut f);
    f.finish(|| profile)
}

/// The account page, filled in.
pub fn filled(account: &Account) -> Form {
    Form::new()
        .with("native_name", &account.native_name)
        .with("latin_name", &account.latin_name)
        .with("country", account.country)
        .with("organisation", &account.organisation)
        .with("locale", account.locale)
}

fn new_password(f: &mut Fields<'_>) -> Option<String> {
    // Passwords are not trimmed: a space may be part of one.
    match check_password(f.form().get("password")) {
        Ok(password) => Some(password),
        Err(problem) => {
            f.refuse("password", problem);
            None
        }
    }
}

/// A new password alone, from a mailed link.
pub fn password(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let password = new_password(&mut f);
    f.finish(|| password)
}

/// An address alone.
pub fn email(form: &Form) -> Result<Email, FieldErrors> {
    let mut f = form.fields();
    let email = f.parse("email", Email::parse);
    f.finish(|| email)
}
