//! Pairs of entries that are the same work, or may be: found by checks, kept for people to decide once.

use std::collections::HashSet;

use diesel::prelude::*;

use super::copies::Copy;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment, on_each};
use crate::entries::Entry;
use crate::error::Result;
use crate::schema::theme_pairs;
use crate::theme::{Pair, PairDecision, PairKind, ThemeCheck};

/// Two entries in the order in which they were begun.
pub(super) fn ordered(one: Id<Entry>, other: Id<Entry>) -> (Id<Entry>, Id<Entry>) {
    (one.min(other), one.max(other))
}

/// The pairs of these entries of which a person said that they are not the same work.
pub(super) fn apart(conn: &mut Conn, ids: &[Id<Entry>]) -> Result<HashSet<(Id<Entry>, Id<Entry>)>> {
    let pairs: Vec<(Id<Entry>, Id<Entry>)> = theme_pairs::table
        .filter(
            theme_pairs::first_id
                .eq_any(ids)
                .or(theme_pairs::second_id.eq_any(ids)),
        )
        .filter(theme_pairs::decision.eq_any([PairDecision::Series, PairDecision::Different]))
        .select((theme_pairs::first_id, theme_pairs::second_id))
        .load(conn)?;
    Ok(pairs.into_iter().collect())
}

/// Keeps what a check of an entry of `contest` found. A pair that is known gets the kind and the likeness that it has
/// now; what was decided stays.
pub(super) fn found(
    conn: &mut Conn,
    check: &ThemeCheck,
    contest: Id<Contest>,
    copies: &[Copy],
    now: Moment,
) -> Result<()> {
    for copy in copies {
        let (first, second) = ordered(check.entry_id, copy.entry);
        let contest = match second == check.entry_id {
            true => contest,
            false => copy.contest,
        };
        let kind = PairKind::from(copy.found.kind);
        let score = (copy.found.score * 1000.0).floor() as i32;
        let row = (
            theme_pairs::id.eq(Id::<Pair>::new()),
            theme_pairs::first_id.eq(first),
            theme_pairs::second_id.eq(second),
            theme_pairs::contest_id.eq(contest),
            theme_pairs::kind.eq(kind),
            theme_pairs::score.eq(score),
            theme_pairs::check_id.eq(check.id),
            theme_pairs::found_at.eq(now),
            theme_pairs::reason.eq(""),
            theme_pairs::version.eq(0),
        );
        on_each!(conn, |c| diesel::insert_into(theme_pairs::table)
            .values(row)
            .on_conflict((theme_pairs::first_id, theme_pairs::second_id))
            .do_update()
            .set((theme_pairs::kind.eq(kind), theme_pairs::score.eq(score)))
            .execute(c))?;
    }
    Ok(())
}
