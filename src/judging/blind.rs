//! What the judges of a round are not told about an entry.

use crate::accounts::Account;
use crate::db::text_enum;
use crate::entries::Credit;

text_enum! {
    /// One thing that a round may keep from its judges.
    pub enum Hidden ("blind") {
        /// Name, organisation and country.
        Creator = "creator",
        Credits = "credits",
        /// How the film shows the theme, in the creator's words.
        Statement = "statement",
        /// What was made by artificial intelligence.
        Ai = "ai",
    }
}

/// Who made an entry, for the judges of a round that is not blind to it. There is no other way for a judge's page to name
/// anyone.
#[derive(Clone, Debug, Default)]
pub struct Makers {
    pub creator: Option<Account>,
    pub credits: Vec<Credit>,
}

/// What a round is blind to unless its organiser says otherwise.
pub fn usual() -> Vec<Hidden> {
    vec![Hidden::Creator, Hidden::Credits]
}
