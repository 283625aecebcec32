//! Certificates: each award of final results has a code that anyone can check.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::results::certificates::Code;
use crate::results::{Award, Placement, Ranking, RankingState};
use crate::schema::{accounts, awards, contests, entries, placements, rankings, streams};

/// What a certificate says, as the database knows it.
#[derive(Clone, Debug)]
pub struct Certified {
    pub contest: Contest,
    pub award: Award,
    pub entry: Entry,
    pub creator: Account,
    pub stream: Stream,
    /// When the results became final.
    pub final_at: Option<Moment>,
}

impl Ranking {
    /// Gives every placement a code, the same one for ever.
    pub(super) fn certify(&self, conn: &mut Conn) -> Result<()> {
        let without: Vec<Id<Placement>> = placements::table
            .filter(placements::ranking_id.eq(self.id))
            .filter(placements::certificate.is_null())
            .select(placements::id)
            .load(conn)?;
        for placement in without {
            diesel::update(placements::table.filter(placements::id.eq(placement)))
                .set(placements::certificate.eq(Some(Code::draw()?.to_string())))
                .execute(conn)?;
        }
        Ok(())
    }
}

/// The award that a code stands for, while its results are final; none if there is no such certificate, or no longer. One statement.
pub fn certified(conn: &mut Conn, code: &Code) -> Result<Option<Certified>> {
    let found: Option<(Contest, Award, Entry, Account, Stream, Option<Moment>)> = placements::table
        .inner_join(awards::table)
        .inner_join(rankings::table.inner_join(contests::table))
        .inner_join(
            entries::table
                .inner_join(accounts::table)
                .inner_join(streams::table),
        )
        .filter(placements::certificate.eq(code.to_string()))
        .filter(rankings::state.eq(RankingState::Final))
        .select((
            Contest::as_select(),
            Award::as_select(),
            Entry::as_select(),
            Account::as_select(),
            Stream::as_select(),
            rankings::final_at,
        ))
        .first(conn)
        .optional()?;
    Ok(found.map(
        |(contest, award, entry, creator, stream, final_at)| Certified {
            contest,
            award,
            entry,
            creator,
            stream,
            final_at,
        },
    ))
}
