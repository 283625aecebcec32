//! People who can sign in: accounts, their sessions, and the links that are mailed to them.

pub mod forms;
pub mod pages;
pub mod passwords;
pub mod store;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::db::{Id, Moment, text_enum};
use crate::i18n::{Country, Locale};
use crate::mail::Recipient;
use crate::schema::{accounts, sessions};
use crate::web::form::Problem;

/// A person who can sign in.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: Id<Account>,
    pub email: Email,
    pub email_confirmed_at: Option<Moment>,
    /// The name as its owner writes it.
    pub native_name: String,
    /// The same name in Latin letters, for juries and certificates abroad.
    pub latin_name: String,
    pub country: Country,
    /// School, studio or employer; may be empty. Judges never score work of their own organisation.
    pub organisation: String,
    pub locale: Locale,
    /// Administrators run the whole site, not one contest.
    pub administrator_since: Option<Moment>,
    pub created_at: Moment,
}

impl Account {
    pub fn is_administrator(&self) -> bool {
        self.administrator_since.is_some()
    }

    /// The name for a reader of `locale`: the Latin form for whoever may not read the native one.
    pub fn name(&self, locale: impl Into<Locale>) -> &str {
        let own = matches!(
            (locale.into(), self.country.code()),
            (Locale::Zh, "CN") | (Locale::Ru, "RU")
        );
        if own || self.latin_name.is_empty() {
            &self.native_name
        } else {
            &self.latin_name
        }
    }
}

impl From<&Account> for Recipient {
    fn from(account: &Account) -> Self {
        Self {
            account: Some(account.id.cast()),
            address: account.email.to_string(),
            name: account.native_name.clone(),
            locale: account.locale,
        }
    }
}

/// A browser in which an account is signed in.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: Id<Session>,
    pub account_id: Id<Account>,
    pub user_agent: String,
    pub address: String,
    pub created_at: Moment,
    pub last_seen_at: Moment,
    pub expires_at: Moment,
}

text_enum! {
    /// What a mailed link does, once.
    pub enum LinkPurpose ("link") {
        /// Makes the first administrator of an empty installation.
        SetUp = "set-up",
        ConfirmEmail = "confirm-email",
        ChangeEmail = "change-email",
        ResetPassword = "reset-password",
    }
}

impl LinkPurpose {
    pub fn lifetime(self) -> chrono::TimeDelta {
        match self {
            Self::SetUp | Self::ConfirmEmail => chrono::TimeDelta::days(7),
            Self::ChangeEmail => chrono::TimeDelta::days(1),
            Self::ResetPassword => chrono::TimeDelta::hours(2),
        }
    }
}

/// An e-mail address, lower case.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Email(String);

impl Email {
    /// Whether mail would go there only the confirmation can tell; this refuses what cannot be an address.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err("field-required".into());
        }
        let fits = text.len() <= 254
            && text.is_ascii()
            && text.parse::<lettre::Address>().is_ok()
            && text
                .split_once('@')
                .is_some_and(|(_, domain)| domain.contains('.') || domain == "localhost");
        if fits {
            Ok(Self(text))
        } else {
            Err("field-email".into())
        }
    }

    /// The part after the @.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for Email
where
    str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
{
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, DB>,
    ) -> diesel::serialize::Result {
        self.0.as_str().to_sql(out)
    }
}

impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB>
    for Email
where
    String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        String::from_sql(bytes).map(Self)
    }
}

/// 32 random bytes that open something: a session, a mailed link. Only their SHA-256 is stored.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    pub fn new() -> crate::error::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(anyhow::Error::from)?;
        Ok(Self(bytes))
    }

    /// Reads the text of a cookie or a link; anything else opens nothing.
    pub fn parse(text: &str) -> Option<Self> {
        hex::decode(text).ok()?.try_into().ok().map(Self)
    }

    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// A new password: 10 to 200 characters, and not a handful repeated.
pub fn check_password(text: &str) -> Result<String, Problem> {
    let length = text.chars().count();
    let distinct = text.chars().collect::<std::collections::HashSet<_>>().len();
    match length {
        0 => Err("field-required".into()),
        1..10 => Err(Problem::new("field-password-short").arg("min", 10)),
        201.. => Err(Problem::new("field-too-long")
            .arg("max", 200)
            .arg("length", length as i64)),
        _ if distinct < 5 => Err("field-password-simple".into()),
        _ if text.contains('\u{FFFD}') => Err("field-characters".into()),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_lower_case_and_has_a_domain() {
        assert_eq!(
            Email::parse(" Li.Wei@Example.CN ").map(|e| e.to_string()),
            Ok("li.wei@example.cn".into())
        );
        for wrong in [
            "",
            "li",
            "li@",
            "@example.cn",
            "a b@example.cn",
            "a@b",
            "李@example.cn",
        ] {
            assert!(Email::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_long_and_not_one_letter() {
        assert!(check_password("correct horse").is_ok());
        assert!(check_password("热力生活共向未来二零二三").is_ok());
        assert!(check_password("short").is_err());
        assert!(check_password("aaaaaaaaaaaaaa").is_err());
    }
}
