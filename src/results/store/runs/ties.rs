//! What a run's tie-breaks compare, read from scores and receipts.

use std::collections::HashMap;

use diesel::dsl::min;
use diesel::prelude::*;

use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::judging::{Ballot, Criterion, Round, TieBreak};
use crate::results::RoundSummary;
use crate::results::ranking::mean;
use crate::results::tiebreak::Deciders;
use crate::schema::{criteria, entries, receipts, scores};

/// The tie-breaks of a round as they are now. One statement.
pub(super) fn tie_breaks(conn: &mut Conn, round: &RoundSummary) -> Result<Vec<TieBreak>> {
    let criteria = criteria::table
        .filter(criteria::round_id.eq(round.id.cast::<Round>()))
        .filter(criteria::tie_order.gt(0))
        .select(Criterion::as_select())
        .load(conn)?;
    Ok(TieBreak::of(&criteria, round.tie_earlier))
}

/// Points in tenths by ballot and tie-break, and when entries were submitted first. Nothing where nobody asks.
#[derive(Default)]
pub(super) struct Figures {
    tie_breaks: Vec<TieBreak>,
    /// By ballot: the place of a tie-break, and the points.
    points: HashMap<Id<Ballot>, Vec<(usize, i32)>>,
    first: HashMap<Id<Entry>, Moment>,
}

impl Figures {
    /// Of a round's ballots and entries. At most two statements.
    pub(super) fn of(
        conn: &mut Conn,
        contest: &Contest,
        round: &RoundSummary,
        tie_breaks: &[TieBreak],
    ) -> Result<Self> {
        let mut figures = Self {
            tie_breaks: tie_breaks.to_vec(),
            ..Self::default()
        };
        let codes: HashMap<&str, usize> = (tie_breaks.iter().zip(0..))
            .filter(|(each, _)| **each != TieBreak::Submitted)
            .map(|(each, at)| (each.code(), at))
            .collect();
        if !codes.is_empty() {
            let given: Vec<(Id<Ballot>, String, i32)> = scores::table
                .inner_join(criteria::table)
                .filter(criteria::round_id.eq(round.id.cast::<Round>()))
                .filter(criteria::code.eq_any(codes.keys().copied()))
                .select((scores::ballot_id, criteria::code, scores::points))
                .load(conn)?;
            for (ballot, code, points) in given {
                if let Some(at) = codes.get(code.as_str()) {
                    let of = figures.points.entry(ballot).or_default();
                    of.push((*at, points));
                }
            }
        }
        if tie_breaks.contains(&TieBreak::Submitted) {
            // A later submission moves the entry's own time; its receipts stay.
            let first: Vec<(Id<Entry>, Option<Moment>)> = receipts::table
                .inner_join(entries::table)
                .filter(entries::contest_id.eq(contest.id))
                .group_by(receipts::entry_id)
                .select((receipts::entry_id, min(receipts::issued_at)))
                .load(conn)?;
            let known = first.into_iter();
            figures.first = known.filter_map(|(entry, at)| Some((entry, at?))).collect();
        }
        Ok(figures)
    }

    /// What the tie-breaks compare of these entries, given the ballots that count; empty where there are none.
    pub(super) fn deciders(
        &self,
        entries: &[Id<Entry>],
        counted: impl Iterator<Item = (usize, Id<Ballot>)>,
    ) -> Vec<Deciders> {
        if self.tie_breaks.is_empty() {
            return Vec::new();
        }
        let mut sums = vec![vec![(0_i64, 0_i32); self.tie_breaks.len()]; entries.len()];
        for (entry, ballot) in counted {
            for (at, points) in self.points.get(&ballot).into_iter().flatten() {
                let sum = &mut sums[entry][*at];
                sum.0 += i64::from(*points) * 100;
                sum.1 += 1;
            }
        }
        let figure = |entry: &Id<Entry>, tie_break: &TieBreak, sum: (i64, i32)| match tie_break {
            TieBreak::Criterion { .. } => mean(sum.0, sum.1).map(i64::from),
            TieBreak::Submitted => self.first.get(entry).map(|at| -at.utc().timestamp()),
        };
        let own = |(entry, sums): (&Id<Entry>, Vec<(i64, i32)>)| {
            let all = self.tie_breaks.iter().zip(sums);
            Deciders(all.map(|(each, sum)| figure(entry, each, sum)).collect())
        };
        entries.iter().zip(sums).map(own).collect()
    }
}
