//! What a run computes from, read from the database in one snapshot.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Moment};
use crate::entries::{Entry, number_text};
use crate::error::Result;
use crate::i18n::{Country, Locale, Trilingual};
use crate::judging::pairs::{Comparison, share};
use crate::judging::store::{comparisons_of, takes};
use crate::judging::{Ballot, Format};
use crate::results::run::bundle::{Bundle, Parameters as BundleParameters};
use crate::results::run::study::Study;
use crate::results::run::{Assessor, Contender, Duel, Mark, Plan, Ranked, Record, TOP};
use crate::results::store::{awards, judges};
use crate::results::tiebreak::Deciders;

use super::ties::Figures;
use super::{Outcome, reweighing};
use crate::results::{MethodChange, Ranking, RankingState, RoundSummary};
use crate::schema::{accounts, assignments, ballots, entries, rankings, recusals, rounds};

/// A stream, and a category of it.
pub(super) type Group = (Id<Stream>, Option<Id<Category>>);

/// A round's ballots as they were at one moment, ready to be ranked.
pub struct Reading {
    pub(super) ranking: Ranking,
    pub(super) round: RoundSummary,
    contest: Contest,
    record: Record,
    /// By entry of the record.
    pub(super) entries: Vec<Id<Entry>>,
    /// By entry of the record, where it is ranked.
    pub(super) groups: Vec<Group>,
    /// By judge of the record.
    pub(super) judges: Vec<Id<Account>>,
    /// Places of each stream that the jury's awards go to, by its code.
    ranges: BTreeMap<String, i32>,
    pub(super) changes: Vec<MethodChange>,
    pub(super) dropped: i64,
    pub(super) read_at: Moment,
}

/// Reads what an ordered ranking is computed from; none once it is computed or dropped.
pub fn read(conn: &mut Conn, id: Id<Ranking>, now: Moment) -> Result<Option<Reading>> {
    let found: Option<(Ranking, RoundSummary)> = rankings::table
        .inner_join(rounds::table)
        .filter(rankings::id.eq(id))
        .filter(rankings::state.eq(RankingState::Computing))
        .select((Ranking::as_select(), RoundSummary::as_select()))
        .first(conn)
        .optional()?;
    let Some((ranking, round)) = found else {
        return Ok(None);
    };
    let contest = Contest::find(conn, round.contest_id)?;
    let seed = round.seed.cast_unsigned();
    let chosen = round.method(conn)?;
    let (entries, groups, contenders) = field(conn, &contest, &round)?;
    let out = judges::left_out(conn, round.id)?;
    let given = Given::of(conn, &ranking, &round, &entries)?;
    let (judges, assessors, dropped) = panel(&given, &round, seed, &out);
    let (marks, duels, ballots) = given.counted(&entries, &judges);
    let tie_breaks = ranking.parameters.tie_breaks.clone();
    let deciders =
        Figures::of(conn, &contest, &round, &tie_breaks)?.deciders(&entries, ballots.into_iter());
    let mut ranges = BTreeMap::new();
    let awards = awards(conn, contest.id)?;
    for stream in contest.streams(conn)? {
        let own = awards
            .iter()
            .filter(|award| !award.is_by_audience())
            .filter(|award| award.stream_id.is_none_or(|only| only == stream.id));
        let quotas: i32 = own.map(|award| award.quota).sum();
        ranges.insert(stream.code, if quotas > 0 { quotas } else { TOP });
    }
    Ok(Some(Reading {
        record: Record {
            entries: contenders,
            judges: assessors,
            marks,
            duels,
            tie_breaks,
            deciders,
            plan: Plan {
                method: ranking.method,
                seed,
                cut: round.cut,
                cut_rule: round.cut_rule,
                cut_threshold: round.cut_threshold,
            },
        },
        changes: chosen.changes,
        ranking,
        round,
        contest,
        entries,
        groups,
        judges,
        ranges,
        dropped,
        read_at: now,
    }))
}

impl Reading {
    pub(super) fn plan(&self) -> Plan {
        self.record.plan
    }

    /// What the tie-breaks compare of an entry, by its place in the record; none where there are no tie-breaks.
    pub(super) fn deciders(&self, entry: usize) -> Option<&Deciders> {
        self.record.deciders.get(entry)
    }

    /// Ranks: busy for a while.
    pub fn rank(self) -> Result<Outcome> {
        let Some(ranked) = self.record.rank() else {
            return Ok(Outcome::empty(self));
        };
        let name = |text: &Trilingual| text.in_locale(Locale::En).to_owned();
        let parameters = BundleParameters::new(
            &self.record,
            &ranked,
            &name(&self.contest.name),
            &name(&self.round.name),
            &self.read_at.iso(),
        )
        .weighing(self.ranking.parameters.weights.as_ref());
        let bundle = Bundle::write(&self.record, &ranked, &parameters)?;
        Ok(Outcome::new(self, ranked, bundle))
    }

    /// Studies judges and places: busy for longer.
    pub(super) fn study(&self, ranked: &Ranked) -> Study {
        let range = |stream: &str| self.ranges.get(stream).copied().unwrap_or(TOP);
        let mut study = self.record.study(ranked, range);
        let names: HashMap<&str, Id<Entry>> = self
            .record
            .entries
            .iter()
            .zip(&self.entries)
            .map(|(entry, id)| (entry.name.as_str(), *id))
            .collect();
        for place in &mut study.places {
            place.entry = names.get(place.name.as_str()).copied();
        }
        let seats: HashMap<&str, Id<Account>> = self
            .record
            .judges
            .iter()
            .zip(&self.judges)
            .map(|(judge, id)| (judge.name.as_str(), *id))
            .collect();
        for judge in &mut study.judges {
            judge.account = seats.get(judge.name.as_str()).copied();
        }
        study
    }
}

type Contenders = (Vec<Id<Entry>>, Vec<Group>, Vec<Contender>);

/// The entries that the round takes, by number.
fn field(conn: &mut Conn, contest: &Contest, round: &RoundSummary) -> Result<Contenders> {
    type Taken = (
        Id<Entry>,
        Option<i32>,
        Id<Stream>,
        Option<Id<Category>>,
        Country,
    );
    let rows: Vec<Taken> = entries::table
        .inner_join(accounts::table)
        .filter(entries::contest_id.eq(contest.id))
        .filter(exists(takes(round.id.cast())))
        .select((
            entries::id,
            entries::number,
            entries::stream_id,
            entries::category_id,
            accounts::country,
        ))
        .load(conn)?;
    let (streams, categories) = (contest.streams(conn)?, contest.categories(conn)?);
    let mut all: Vec<(Contender, Id<Entry>, Group)> = rows
        .into_iter()
        .map(|(id, number, stream, category, country)| {
            let group = (stream, category);
            let stream = streams.iter().find(|each| each.id == stream);
            let category = categories.iter().find(|each| Some(each.id) == category);
            let stream = stream.map_or("", |stream| stream.code.as_str());
            let entry = Contender {
                name: number_text(stream, number.unwrap_or_default()),
                stream: stream.to_owned(),
                category: category.map_or_else(String::new, |each| each.code.clone()),
                country: country.code().to_owned(),
            };
            (entry, id, group)
        })
        .collect();
    all.sort_by(|(a, ..), (b, ..)| a.name.cmp(&b.name));
    let ids = all.iter().map(|(_, id, _)| *id).collect();
    let groups = all.iter().map(|(.., group)| *group).collect();
    let contenders = all.into_iter().map(|(entry, ..)| entry).collect();
    Ok((ids, groups, contenders))
}

struct Total {
    entry: Id<Entry>,
    judge: Id<Account>,
    total: i32,
    ballot: Option<Id<Ballot>>,
}

/// What judges gave the entries of a round, whoever of them counts.
#[derive(Default)]
struct Given {
    judges: HashMap<Id<Account>, Country>,
    /// Totals of ballots in thousandths of a point, or shares of comparisons won, which are no ballots.
    totals: Vec<Total>,
    comparisons: Vec<Comparison>,
}

impl Given {
    fn of(
        conn: &mut Conn,
        ranking: &Ranking,
        round: &RoundSummary,
        entries: &[Id<Entry>],
    ) -> Result<Self> {
        match round.format {
            Format::Pairs => Self::compared(conn, round, entries),
            _ => Self::submitted(conn, ranking, round),
        }
    }

    /// The ballots that are submitted, of judges who did not step back; with other weights, if the ranking has them.
    fn submitted(conn: &mut Conn, ranking: &Ranking, round: &RoundSummary) -> Result<Self> {
        type Submitted = (Id<Entry>, Id<Account>, Country, (Id<Ballot>, Option<i32>));
        let rows: Vec<Submitted> = ballots::table
            .inner_join(assignments::table.inner_join(accounts::table))
            .filter(assignments::round_id.eq(round.id))
            .filter(assignments::state.ne("recused"))
            .filter(not(exists(
                recusals::table.filter(recusals::assignment_id.eq(assignments::id)),
            )))
            .filter(ballots::state.eq("submitted"))
            .select((
                assignments::entry_id,
                assignments::judge_id,
                accounts::country,
                (ballots::id, ballots::total),
            ))
            .load(conn)?;
        let reweighed = match &ranking.parameters.weights {
            Some(weights) => Some(reweighing::totals(conn, round.id, weights)?),
            None => None,
        };
        let mut given = Self::default();
        for (entry, judge, country, (ballot, total)) in rows {
            let total = match &reweighed {
                Some(totals) => totals.get(&ballot).copied(),
                None => total,
            };
            given.judges.insert(judge, country);
            given.totals.extend(total.map(|total| Total {
                entry,
                judge,
                total,
                ballot: Some(ballot),
            }));
        }
        Ok(given)
    }

    /// The comparisons of these entries, and the share of them that each won with each judge.
    fn compared(conn: &mut Conn, round: &RoundSummary, entries: &[Id<Entry>]) -> Result<Self> {
        let known: HashSet<Id<Entry>> = entries.iter().copied().collect();
        let mut comparisons = comparisons_of(conn, round.id.cast(), None)?;
        comparisons.retain(|each| known.contains(&each.entry_a) && known.contains(&each.entry_b));
        let mut sums: BTreeMap<(Id<Entry>, Id<Account>), (i32, i32)> = BTreeMap::new();
        for each in &comparisons {
            for (entry, halves) in each.halves() {
                let sum = sums.entry((entry, each.judge_id)).or_default();
                sum.0 += halves;
                sum.1 += 1;
            }
        }
        let ids: HashSet<Id<Account>> = comparisons.iter().map(|each| each.judge_id).collect();
        let judges: Vec<(Id<Account>, Country)> = accounts::table
            .filter(accounts::id.eq_any(ids))
            .select((accounts::id, accounts::country))
            .load(conn)?;
        Ok(Self {
            judges: judges.into_iter().collect(),
            totals: sums
                .into_iter()
                .filter_map(|((entry, judge), (halves, count))| {
                    Some(Total {
                        entry,
                        judge,
                        total: share(halves, count)?,
                        ballot: None,
                    })
                })
                .collect(),
            comparisons,
        })
    }

    /// What counts of it, by places of the record: of these judges and entries. And which ballots count, with their entries.
    fn counted(self, entries: &[Id<Entry>], judges: &[Id<Account>]) -> Counted {
        let places: HashMap<Id<Entry>, usize> = (entries.iter().copied()).zip(0..).collect();
        let seats: HashMap<Id<Account>, usize> = (judges.iter().copied()).zip(0..).collect();
        let marks = self.totals.into_iter().filter_map(|each| {
            let mark = Mark {
                entry: *places.get(&each.entry)?,
                judge: *seats.get(&each.judge)?,
                total: each.total,
            };
            Some((mark, each.ballot.map(|ballot| (mark.entry, ballot))))
        });
        let (marks, ballots): (Vec<Mark>, Vec<_>) = marks.unzip();
        let duels = self.comparisons.iter().filter_map(|each| {
            let (a, b) = (*places.get(&each.entry_a)?, *places.get(&each.entry_b)?);
            let halves = each.winner.halves_for_a();
            Some(Duel {
                judge: *seats.get(&each.judge_id)?,
                a: a.min(b),
                b: a.max(b),
                halves: if a < b { halves } else { 2 - halves },
            })
        });
        (
            marks,
            duels.collect(),
            ballots.into_iter().flatten().collect(),
        )
    }
}

type Counted = (Vec<Mark>, Vec<Duel>, Vec<(usize, Id<Ballot>)>);

/// The judges of whom something counts, under pseudonyms, and how many were left out.
fn panel(
    given: &Given,
    round: &RoundSummary,
    seed: u64,
    out: &HashSet<Id<Account>>,
) -> (Vec<Id<Account>>, Vec<Assessor>, i64) {
    let drawn = |judge: Id<Account>| -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(round.id.as_bytes());
        hash.update(judge.as_bytes());
        hash.finalize().into()
    };
    let seats: BTreeMap<[u8; 32], (Id<Account>, Country)> = given
        .judges
        .iter()
        .map(|(judge, country)| (drawn(*judge), (*judge, *country)))
        .collect();
    let digits = seats.len().to_string().len().max(2);
    // Judges who are left out keep their pseudonym: the others' stay the same.
    let named = seats.into_values().enumerate();
    let (mut judges, mut assessors, mut dropped) = (Vec::new(), Vec::new(), 0);
    for (n, (judge, country)) in named {
        if out.contains(&judge) {
            dropped += 1;
            continue;
        }
        judges.push(judge);
        assessors.push(Assessor {
            name: format!("J{:0digits$}", n + 1),
            country: country.code().to_owned(),
        });
    }
    (judges, assessors, dropped)
}
