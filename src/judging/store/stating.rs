//! From stored entries, judges and conflicts to what a draw starts from.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::detecting::{Findings, bound, decided};
use super::field::takes;
use crate::accounts::{Account, Email};
use crate::contests::{Category, Role, Stream};
use crate::db::{Conn, Id, Json};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::judging::assign::{Draw, Existing, Hold, Panellist, Parameters, Work, organisation};
use crate::judging::conflicts::{Authored, Bound, family, found};
use crate::judging::{AssignmentState, Ballot, Competence, Round};
use crate::schema::{
    accounts, assignments, ballots, entries, judge_ties, panelists, roles, streams,
};

/// The languages of an entry, without the rest of what its creator typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Heard {
    spoken: Vec<Language>,
    subtitles: Vec<Language>,
}

/// What a draw starts from, with what a page says beside it.
pub(super) struct Stated {
    pub draw: Draw,
    pub judges: Vec<Account>,
    /// Number and title.
    pub titles: HashMap<Id<Entry>, String>,
    pub numbers: HashMap<Id<Entry>, String>,
    pub streams: Vec<Stream>,
    pub findings: Findings,
    /// Pairs that are live and in which nothing is scored yet.
    pub untouched: HashSet<(Id<Entry>, Id<Account>)>,
}

/// Names all that a draw is computed from: a plan is stored only while this is what it was.
pub(super) fn stamp(draw: &Draw) -> Result<String> {
    let text = serde_json::to_vec(draw).map_err(|error| Error::Internal(error.into()))?;
    Ok(hex::encode(Sha256::digest(text)))
}

/// Organisations, folded, that each judge declared a tie to.
type Ties = HashMap<Id<Account>, Vec<String>>;

type Written = (
    Id<Entry>,
    Option<i32>,
    Id<Stream>,
    String,
    Json<Heard>,
    Id<Account>,
    String,
    Email,
    Option<Id<Category>>,
);

/// A judge of the panel as the contest knows them.
struct Seated {
    account: Account,
    languages: Vec<Language>,
    categories: Vec<Id<Category>>,
    max_load: Option<i32>,
}

type Paired = (
    Id<Entry>,
    Id<Account>,
    AssignmentState,
    State,
    Option<Id<Ballot>>,
);

impl Round {
    /// With all entries of the round, or with these alone: of a whole contest's texts none is read for one entry. What
    /// judges have already is all there in any case. Five statements.
    pub(super) fn stated(&self, conn: &mut Conn, only: Option<&[Id<Entry>]>) -> Result<Stated> {
        let streams: Vec<Stream> = streams::table
            .filter(streams::contest_id.eq(self.contest_id))
            .order((streams::position, streams::id))
            .select(Stream::as_select())
            .load(conn)?;
        let mut written = entries::table
            .inner_join(accounts::table)
            .filter(entries::contest_id.eq(self.contest_id))
            .filter(exists(takes(self.id)))
            .into_boxed();
        if let Some(only) = only {
            written = written.filter(entries::id.eq_any(only));
        }
        let mut written: Vec<Written> = written
            .select((
                entries::id,
                entries::number,
                entries::stream_id,
                entries::title,
                entries::content,
                entries::creator_id,
                accounts::organisation,
                accounts::email,
                entries::category_id,
            ))
            .load(conn)?;
        let number = |row: &Written| {
            let stream = streams.iter().find(|each| each.id == row.2);
            number_text(stream.map_or("", |each| &each.code), row.1.unwrap_or(0))
        };
        // In the order of their numbers as text, like the files of a public draw.
        written.sort_by_cached_key(|row| (number(row), row.0));
        let numbers: HashMap<Id<Entry>, String> =
            written.iter().map(|row| (row.0, number(row))).collect();
        let (panel, ties) = self.panel(conn)?;
        let paired: Vec<Paired> = assignments::table
            .inner_join(entries::table)
            .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
            .filter(assignments::round_id.eq(self.id))
            .order(assignments::id)
            .select((
                assignments::entry_id,
                assignments::judge_id,
                assignments::state,
                entries::state,
                ballots::id.nullable(),
            ))
            .load(conn)?;
        let judges: Vec<Bound> = panel
            .iter()
            .map(|seated| bound(&seated.account, ties.get(&seated.account.id)))
            .collect();
        let authored: Vec<Authored> = written.iter().map(authored).collect();
        let findings = Findings {
            found: found(&judges, &authored),
            decided: decided(conn, self.contest_id)?,
        };
        let titles = written.iter();
        let titles = titles.map(|row| (row.0, format!("{} {}", numbers[&row.0], row.3)));
        Ok(Stated {
            titles: titles.collect(),
            numbers,
            untouched: paired
                .iter()
                .filter(|(.., ballot)| ballot.is_none())
                .filter(|(_, _, state, of, _)| state.is_live() && *of == State::Accepted)
                .map(|(entry, judge, ..)| (*entry, *judge))
                .collect(),
            draw: Draw {
                works: written.into_iter().map(work).collect(),
                panel: panel
                    .iter()
                    .map(|seated| panellist(seated, &streams))
                    .collect(),
                existing: paired.iter().map(existing).collect(),
                barred: barred(&findings),
                waived: findings
                    .dismissed()
                    .map(|(judge, entry)| (entry, judge))
                    .collect(),
                // In a calibration everybody scores everything.
                per_entry: match self.calibration {
                    true => panel.len(),
                    false => usize::try_from(self.judges_per_entry).unwrap_or(0),
                },
                fewer: BTreeMap::new(),
                parameters: self.parameters(&streams),
                seed: self.seed.unsigned_abs(),
            },
            judges: panel.into_iter().map(|seated| seated.account).collect(),
            streams,
            findings,
        })
    }

    /// The panel by name, and the ties that its judges declared. One statement.
    fn panel(&self, conn: &mut Conn) -> Result<(Vec<Seated>, Ties)> {
        type Row = (
            Account,
            Json<Vec<Language>>,
            Json<Vec<Id<Category>>>,
            Option<i32>,
            Option<String>,
        );
        let rows: Vec<Row> = panelists::table
            .inner_join(accounts::table.inner_join(roles::table))
            .left_join(
                judge_ties::table.on(judge_ties::judge_id
                    .eq(panelists::account_id)
                    .and(judge_ties::contest_id.eq(self.contest_id))),
            )
            .filter(
                panelists::round_id
                    .eq(self.id)
                    .and(roles::contest_id.eq(self.contest_id))
                    .and(roles::role.eq(Role::Judge)),
            )
            .order((accounts::latin_name, accounts::id))
            .select((
                Account::as_select(),
                roles::languages,
                roles::categories,
                panelists::max_load,
                judge_ties::folded.nullable(),
            ))
            .load(conn)?;
        let mut panel: Vec<Seated> = Vec::new();
        let mut ties = Ties::new();
        for (account, languages, categories, max_load, tie) in rows {
            ties.entry(account.id).or_default().extend(tie);
            if panel
                .last()
                .is_none_or(|last| last.account.id != account.id)
            {
                panel.push(Seated {
                    account,
                    languages: languages.into_inner(),
                    categories: categories.into_inner(),
                    max_load,
                });
            }
        }
        Ok((panel, ties))
    }

    fn parameters(&self, streams: &[Stream]) -> Parameters {
        let named = streams.iter().filter(|each| !each.countries.is_empty());
        Parameters {
            per_country: usize::try_from(self.min_per_country).unwrap_or(0),
            countries: named.map(|each| each.code.clone()).collect(),
            competence: self.competence == Competence::Rule,
            max_load: self.max_load.and_then(|most| usize::try_from(most).ok()),
            weight: f64::from(self.weight) / 100.0,
        }
    }
}

/// In a fixed order, since a draw depends on all that it is told.
fn barred(findings: &Findings) -> Vec<(Id<Entry>, Id<Account>)> {
    let mut barred: Vec<_> = findings
        .barred()
        .into_iter()
        .map(|(judge, entry)| (entry, judge))
        .collect();
    barred.sort_unstable();
    barred
}

fn authored(row: &Written) -> Authored {
    Authored {
        entry: row.0,
        creator: row.5,
        organisation: organisation(&row.6),
        domain: family(row.7.domain()),
    }
}

fn work((entry, _, _, _, heard, creator, of, _, category): Written) -> Work {
    let heard = heard.into_inner();
    Work {
        entry,
        creator,
        organisation: organisation(&of),
        languages: [heard.spoken, heard.subtitles].concat(),
        category,
    }
}

fn panellist(seated: &Seated, streams: &[Stream]) -> Panellist {
    let account = &seated.account;
    let home = streams
        .iter()
        .find(|stream| stream.countries.contains(&account.country));
    Panellist {
        account: account.id,
        organisation: organisation(&account.organisation),
        country: home.map_or_else(String::new, |stream| stream.code.clone()),
        languages: seated.languages.clone(),
        categories: seated.categories.clone(),
        max_load: seated
            .max_load
            .map(|most| usize::try_from(most).unwrap_or(0)),
    }
}

fn existing((entry, judge, state, of, _): &Paired) -> Existing {
    Existing {
        entry: *entry,
        judge: *judge,
        hold: if state.is_live() && *of == State::Accepted {
            Hold::Kept
        } else {
            Hold::Gone
        },
    }
}
