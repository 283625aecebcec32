//! The contest file: a whole set-up as TOML.

use crate::accounts::Account;
use crate::contests::Contest;
use crate::contests::forms::{NewContest, Start};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::i18n::Trilingual;

/// The set-up of the China-Russia Short Video Competition, for new contests to begin with.
pub const TEMPLATE: &str = include_str!("../demo/content/contest.toml");

/// Makes a contest with the name of the file.
pub fn import(
    conn: &mut Conn,
    toml: &str,
    slug: &str,
    account: &Account,
    now: Moment,
) -> Result<Contest> {
    let named = |language: &str| {
        let line = toml
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{language} = \"")));
        line.unwrap_or_default().trim_end_matches('"').to_owned()
    };
    let new = NewContest {
        slug: slug.to_owned(),
        name: Trilingual::new(&named("zh"), &named("ru"), &named("en")),
        start: Start::Template,
    };
    Contest::create(conn, account, &new, now)
}
