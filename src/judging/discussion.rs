//! What the judges of an entry say about it once their ballots are in.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Id, Moment, text_enum};
use crate::schema::remarks;

text_enum! {
    /// Whether the judges of an entry talk about it after they have scored it.
    #[derive(Default)]
    pub enum Discussion ("discussion") {
        #[default]
        Off = "off",
        /// Each judge from the submission of their own ballot on; a change of it then needs a reason.
        On = "on",
    }
}

/// The most characters of a remark.
pub const LONGEST: usize = 2_000;

/// The most remarks on one entry in a round.
pub const MOST: i64 = 500;

/// One thing said about an entry in a round. It is never changed and never taken back.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = remarks)]
pub struct Remark {
    /// Made by the page that it was written on: one that is sent twice is one remark.
    pub id: Id<Remark>,
    pub account_id: Id<Account>,
    pub at: Moment,
    pub text: String,
}

/// Who speaks, as judges are told it: numbers in the order of first words, never names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Who reads it.
    Reader,
    Judge(usize),
    Organiser,
}

/// One thing said, as a judge reads it: there is no name in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub voice: Voice,
    pub text: String,
    pub at: Moment,
}

/// Who speaks in each of these remarks, for `reader`: by author, and whether that is one of the judges.
pub fn voices(authors: &[(Id<Account>, bool)], reader: Id<Account>) -> Vec<Voice> {
    let mut met: Vec<Id<Account>> = Vec::new();
    authors
        .iter()
        .map(|(author, is_judge)| {
            if *author == reader {
                return Voice::Reader;
            }
            if !is_judge {
                return Voice::Organiser;
            }
            let known = met.iter().position(|each| each == author);
            let place = known.unwrap_or_else(|| {
                met.push(*author);
                met.len() - 1
            });
            Voice::Judge(place + 1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_keeps_their_number_and_gets_no_name() {
        let [me, one, two, boss] = [(); 4].map(|()| Id::<Account>::new());
        let authors = [
            (two, true),
            (me, true),
            (boss, false),
            (one, true),
            (two, true),
        ];
        assert_eq!(
            voices(&authors, me),
            [
                Voice::Judge(1),
                Voice::Reader,
                Voice::Organiser,
                Voice::Judge(2),
                Voice::Judge(1)
            ]
        );
    }
}
