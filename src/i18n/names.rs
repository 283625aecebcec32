//! Names of countries and languages in the three languages, from Unicode CLDR 47.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Locale;

type Table = HashMap<&'static str, [&'static str; 3]>;

static COUNTRIES: LazyLock<Table> = LazyLock::new(|| table(include_str!("countries.tsv")));
static LANGUAGES: LazyLock<Table> = LazyLock::new(|| table(include_str!("languages.tsv")));

/// Languages in the order of the file: those of the contest first.
static LANGUAGE_ORDER: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("languages.tsv")
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect()
});

fn table(text: &'static str) -> Table {
    text.lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((
                columns.next()?,
                [columns.next()?, columns.next()?, columns.next()?],
            ))
        })
        .collect()
}

fn named(names: &[&'static str; 3], locale: Locale) -> &'static str {
    match locale {
        Locale::Zh => names[0],
        Locale::Ru => names[1],
        Locale::En => names[2],
    }
}

macro_rules! code {
    ($(#[$meta:meta])* $name:ident, $table:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub struct $name(&'static str);

        impl $name {
            /// Only what is in the table is one.
            pub fn parse(code: &str) -> Option<Self> {
                $table.get_key_value(code).map(|(code, _)| Self(code))
            }

            pub fn code(self) -> &'static str {
                self.0
            }

            pub fn name(self, locale: impl Into<Locale>) -> &'static str {
                $table.get(self.0).map_or(self.0, |names| named(names, locale.into()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                Self::parse(&code).ok_or_else(|| D::Error::custom(format!("unknown code {code}")))
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let code = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                Self::parse(&code).ok_or_else(|| format!("unknown code {code}").into())
            }
        }
    };
}

code!(
    /// A country or region, by its ISO 3166 code.
    Country, COUNTRIES
);
code!(
    /// A language that a work may be in, by its ISO 639 code.
    Language, LANGUAGES
);

impl Country {
    /// All of them, China and Russia first, the others by name.
    pub fn all(locale: Locale) -> Vec<Self> {
        let mut all: Vec<Self> = COUNTRIES.keys().map(|code| Self(code)).collect();
        all.sort_by_key(|c| (!matches!(c.0, "CN" | "RU"), c.name(locale)));
        all
    }
}

impl Language {
    /// Chinese, Russian and English, then the others.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGE_ORDER.iter().map(|code| Self(code))
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        Self(locale.as_str())
    }
}
