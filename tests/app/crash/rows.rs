//! What is stored, and whether any of it is half of a transaction.

use std::collections::{BTreeMap, BTreeSet};

use diesel::SqliteConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shortlist::accounts::Account;
use shortlist::contests::Contest;
use shortlist::db::{Conn, Id, Json};
use shortlist::entries::receipts::Receipt;
use shortlist::entries::{Entry, State, VersionKind};
use shortlist::error::Result;
use shortlist::events::Anything;
use shortlist::jobs::Job;
use shortlist::judging::{Assignment, Ballot, BallotState, Criterion, total};
use shortlist::schema::{
    assignments, ballots, contests, criteria, declarations, entries, entry_versions, events, jobs,
    mails, receipts, rounds, scores, screening_queue,
};

use super::clients::{Card, Film};
use super::scene::by;

/// Points of a ballot for a criterion, in tenths.
type Score = (Id<Ballot>, Id<Criterion>, i32);

/// Everything that the clients may have changed, in one snapshot.
pub struct Rows {
    last_number: i32,
    films: Vec<Entry>,
    cards: Vec<Balloted>,
    weights: BTreeMap<Id<Criterion>, (String, i32)>,
    scores: BTreeMap<Id<Ballot>, Vec<Score>>,
    /// How often each happened: `submitted` of an entry, say.
    events: BTreeMap<(Id<Anything>, String), usize>,
    /// The total in the newest event of a ballot.
    told: BTreeMap<Id<Anything>, Option<i64>>,
    receipts: BTreeMap<Id<Entry>, usize>,
    declared: BTreeMap<Id<Entry>, usize>,
    kept: BTreeMap<Id<Entry>, usize>,
    queued: BTreeMap<Id<Entry>, usize>,
    /// Of each entry, the checks that are planned.
    checks: BTreeMap<Id<Anything>, usize>,
    mails: BTreeSet<Id<Anything>>,
    deliveries: BTreeSet<Id<Anything>>,
    receipt_mails: usize,
}

#[derive(Queryable)]
struct Balloted {
    judge: Id<Account>,
    ballot: Id<Ballot>,
    assignment: Id<Assignment>,
    state: BallotState,
    total: Option<i32>,
    version: i32,
}

fn counted<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

impl Rows {
    pub fn load(conn: &mut Conn, contest: &Contest) -> Result<Self> {
        let films = entries::table
            .filter(entries::contest_id.eq(contest.id))
            .filter(entries::state.ne(State::Accepted))
            .order(entries::id)
            .select(Entry::as_select())
            .load(conn)?;
        let cards = ballots::table
            .inner_join(assignments::table)
            .select((
                assignments::judge_id,
                ballots::id,
                assignments::id,
                ballots::state,
                ballots::total,
                ballots::version,
            ))
            .load::<Balloted>(conn)?;
        let weights = criteria::table
            .inner_join(rounds::table)
            .filter(rounds::contest_id.eq(contest.id))
            .select((criteria::id, criteria::code, criteria::weight))
            .load::<(Id<Criterion>, String, i32)>(conn)?;
        let scores = scores::table
            .select((scores::ballot_id, scores::criterion_id, scores::points))
            .load::<(Id<Ballot>, Id<Criterion>, i32)>(conn)?;
        let happened = events::table
            .filter(events::subject_kind.eq_any(["entry", "ballot"]))
            .order(events::id)
            .select((events::subject_id, events::action, events::detail))
            .load::<(Id<Anything>, String, String)>(conn)?;
        let checks = jobs::table
            .filter(jobs::kind.eq("check-theme"))
            .select(jobs::payload)
            .load::<Json<Job>>(conn)?;
        let deliveries = jobs::table
            .filter(jobs::kind.eq("deliver-mail"))
            .select(jobs::payload)
            .load::<Json<Job>>(conn)?;
        let mails = mails::table
            .select((mails::id, mails::kind))
            .load::<(Id<Anything>, String)>(conn)?;
        Ok(Self {
            last_number: contests::table
                .filter(contests::id.eq(contest.id))
                .select(contests::last_number)
                .first(conn)?,
            films,
            cards,
            weights: weights
                .into_iter()
                .map(|(id, code, weight)| (id, (code, weight)))
                .collect(),
            scores: by(scores, |(ballot, ..)| *ballot),
            told: happened
                .iter()
                .map(|(subject, _, detail)| (*subject, total_in(detail)))
                .collect(),
            events: counted(happened.into_iter().map(|(id, action, _)| (id, action))),
            receipts: counted(
                receipts::table
                    .select(receipts::entry_id)
                    .load::<Id<Entry>>(conn)?,
            ),
            declared: counted(
                declarations::table
                    .select(declarations::entry_id)
                    .load::<Id<Entry>>(conn)?,
            ),
            kept: counted(
                entry_versions::table
                    .filter(entry_versions::kind.eq(VersionKind::Submission))
                    .select(entry_versions::entry_id)
                    .load::<Id<Entry>>(conn)?,
            ),
            queued: counted(
                screening_queue::table
                    .select(screening_queue::entry_id)
                    .load::<Id<Entry>>(conn)?,
            ),
            checks: counted(checks.into_iter().filter_map(|job| match *job {
                Job::CheckTheme { entry } => Some(entry),
                _ => None,
            })),
            receipt_mails: mails
                .iter()
                .filter(|(_, kind)| kind == "entry-submitted")
                .count(),
            mails: mails.into_iter().map(|(id, _)| id).collect(),
            deliveries: deliveries
                .into_iter()
                .filter_map(|job| match *job {
                    Job::DeliverMail { mail } => Some(mail),
                    _ => None,
                })
                .collect(),
        })
    }

    pub fn films_of(&self, creator: Id<Account>) -> BTreeMap<Id<Entry>, Film> {
        self.films
            .iter()
            .filter(|entry| entry.creator_id == creator)
            .map(|entry| {
                let film = Film {
                    title: entry.title.clone(),
                    version: entry.version,
                    submissions: self.receipts.get(&entry.id).map_or(0, |n| *n as i64),
                };
                (entry.id, film)
            })
            .collect()
    }

    pub fn cards_of(&self, judge: Id<Account>) -> BTreeMap<Id<Assignment>, Card> {
        self.cards
            .iter()
            .filter(|row| row.judge == judge)
            .map(|row| {
                let card = Card {
                    version: row.version,
                    theme: self.points(row.ballot, "theme"),
                    craft: self.points(row.ballot, "craft"),
                    submitted: row.state == BallotState::Submitted,
                };
                (row.assignment, card)
            })
            .collect()
    }

    fn points(&self, ballot: Id<Ballot>, code: &str) -> Option<i32> {
        let given = self.scores.get(&ballot)?;
        let of_code =
            |(_, criterion, _): &&(_, Id<Criterion>, _)| self.weights[criterion].0 == code;
        given.iter().find(of_code).map(|(.., points)| *points)
    }

    /// What is there without what belongs to it. Nothing, whenever the process ended.
    pub fn halves(&self) -> Vec<String> {
        let mut halves = Vec::new();
        for entry in &self.films {
            self.halves_of_film(entry, &mut halves);
        }
        for row in &self.cards {
            self.halves_of_card(row, &mut halves);
        }
        let mut numbers: Vec<i32> = self.films.iter().filter_map(|e| e.number).collect();
        numbers.sort_unstable();
        let first = self.last_number - numbers.len() as i32;
        let expected: Vec<i32> = (first + 1..=self.last_number).collect();
        if numbers != expected {
            halves.push(format!("numbers {numbers:?} up to {}", self.last_number));
        }
        if self.mails != self.deliveries {
            halves.push("mails and their jobs are not the same".to_owned());
        }
        let submissions: usize = self.receipts.values().sum();
        if self.receipt_mails != submissions {
            halves.push(format!(
                "{} mails of {submissions} receipts",
                self.receipt_mails
            ));
        }
        halves
    }

    fn halves_of_film(&self, entry: &Entry, halves: &mut Vec<String>) {
        let id = entry.id;
        let of = |counts: &BTreeMap<Id<Entry>, usize>| counts.get(&id).copied().unwrap_or(0);
        let happened = |action: &str| self.happened(id.cast(), action);
        let checks = self.checks.get(&id.cast()).copied().unwrap_or(0);
        let submissions = of(&self.receipts);
        let once = usize::from(submissions > 0);
        let is_submitted = entry.state == State::Submitted;
        let submitted = [
            ("state", usize::from(is_submitted), once),
            ("number", usize::from(entry.number.is_some()), once),
            ("hash", usize::from(entry.content_hash.is_some()), once),
            ("time", usize::from(entry.submitted_at.is_some()), once),
            ("declarations", of(&self.declared), once),
            ("queue", of(&self.queued), once),
            ("versions", of(&self.kept), submissions),
            ("started", happened("started"), 1),
            ("submitted", happened("submitted"), once),
            ("resubmitted", happened("resubmitted"), submissions - once),
            ("planned checks", checks, once),
        ];
        for (what, is, should) in submitted {
            if is != should {
                halves.push(format!("entry {id}: {what} {is}, not {should}"));
            }
        }
    }

    fn halves_of_card(&self, row: &Balloted, halves: &mut Vec<String>) {
        let given = self.scores.get(&row.ballot).cloned().unwrap_or_default();
        let points = |id: &Id<Criterion>| {
            let found = given.iter().find(|(_, criterion, _)| criterion == id);
            found.map(|(.., points)| *points)
        };
        let right = total(
            self.weights
                .iter()
                .map(|(id, (_, weight))| (*weight, points(id))),
        );
        if row.total != right || given.is_empty() {
            let total = row.total;
            halves.push(format!("ballot {}: {total:?} of {given:?}", row.ballot));
        }
        let ballot = row.ballot.cast();
        let submitted = self.happened(ballot, "submitted");
        if submitted != usize::from(row.state == BallotState::Submitted) {
            halves.push(format!("ballot {ballot}: {submitted} times submitted"));
        }
        if let Some(told) = self.told.get(&ballot)
            && *told != row.total.map(i64::from)
        {
            halves.push(format!("ballot {ballot}: {:?}, told {told:?}", row.total));
        }
    }

    fn happened(&self, subject: Id<Anything>, action: &str) -> usize {
        let key = (subject, action.to_owned());
        self.events.get(&key).copied().unwrap_or(0)
    }
}

fn total_in(detail: &str) -> Option<i64> {
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap();
    let total = &detail["total"];
    total.as_i64().or_else(|| detail["new"]["total"].as_i64())
}

/// Receipts that are not genuine, or whose newest does not say what its entry is.
pub fn receipts(conn: &mut Conn) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let all = receipts::table
        .order(receipts::id)
        .select(Receipt::as_select())
        .load(conn)?;
    for receipt in &all {
        if receipt.file(conn)?.is_genuine(None) != Some(true) {
            wrong.push(format!("{} is not genuine", receipt.code));
        }
    }
    for (id, of_entry) in by(all, |receipt| receipt.entry_id) {
        let entry = Entry::find(conn, id)?;
        let says = of_entry.last().unwrap().says()?;
        let number = format!("{:04}", entry.number.unwrap_or(0));
        let hash = hex::encode(entry.content_hash.as_deref().unwrap_or_default());
        if says.title != entry.title
            || says.content_sha256 != hash
            || !says.entry_number.ends_with(&number)
        {
            wrong.push(format!("{says:?} of {entry:?}"));
        }
    }
    Ok(wrong)
}

/// What SQLite itself says of its file.
pub fn check_file(conn: &mut SqliteConnection) {
    #[derive(QueryableByName)]
    struct Said {
        #[diesel(sql_type = Text)]
        said: String,
    }
    for (query, right) in [
        (
            "SELECT integrity_check AS said FROM pragma_integrity_check",
            Some("ok"),
        ),
        (
            "SELECT \"table\" || ' ' || rowid AS said FROM pragma_foreign_key_check",
            None,
        ),
    ] {
        let said = diesel::sql_query(query).load::<Said>(conn).unwrap();
        let said: Vec<&str> = said.iter().map(|line| line.said.as_str()).collect();
        let right: Vec<&str> = right.into_iter().collect();
        assert_eq!(said, right, "{query}");
    }
}
