//! SQL of the search of lists: filing entries under their terms, and looking terms up.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Moment, on_each};
use crate::entries::search::{Reach, Sought, Word, creator_terms, text_terms};
use crate::entries::{Draft, Entry};
use crate::error::Result;
use crate::jobs::Job;
use crate::schema::{accounts, entries, entry_terms, streams};

/// Rows that one statement inserts: each has four values, and SQLite takes 32,766.
const ROWS: usize = 1_000;
/// Entries that one job files.
const BATCH: i64 = 100;
/// Entries with a word up to which a search begins with them; with more it goes through the list in its order, where
/// a page is soon full.
const FEW: usize = 1_000;

#[derive(Insertable)]
#[diesel(table_name = entry_terms)]
struct Filed<'a> {
    contest_id: Id<Contest>,
    term: &'a str,
    entry_id: Id<Entry>,
    of_creator: bool,
}

/// Replaces the terms of one kind. The caller holds the entry's row, so that two of these do not mix.
fn replace(
    conn: &mut Conn,
    contest: Id<Contest>,
    entry: Id<Entry>,
    of_creator: bool,
    terms: &BTreeSet<String>,
) -> Result<()> {
    diesel::delete(
        entry_terms::table
            .filter(entry_terms::entry_id.eq(entry))
            .filter(entry_terms::of_creator.eq(of_creator)),
    )
    .execute(conn)?;
    let rows: Vec<Filed<'_>> = terms
        .iter()
        .map(|term| Filed {
            contest_id: contest,
            term,
            entry_id: entry,
            of_creator,
        })
        .collect();
    for rows in rows.chunks(ROWS) {
        on_each!(conn, |c| diesel::insert_into(entry_terms::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
}

impl Entry {
    /// Files the entry under the words of a draft, in place of those before.
    pub(super) fn file_texts(&self, conn: &mut Conn, draft: &Draft) -> Result<()> {
        replace(conn, self.contest_id, self.id, false, &text_terms(draft))
    }

    /// Files the entry under its creator's names and address, for admins.
    pub(super) fn file_creator(&self, conn: &mut Conn, creator: &Account) -> Result<()> {
        replace(
            conn,
            self.contest_id,
            self.id,
            true,
            &creator_terms(creator),
        )
    }

    /// Files the entry as it is now, in place of whatever it was filed under.
    pub fn file(&self, conn: &mut Conn, creator: &Account) -> Result<()> {
        self.file_texts(conn, &self.draft())?;
        self.file_creator(conn, creator)
    }

    /// Files all entries of a creator anew: their names or their address changed.
    pub fn file_creators(conn: &mut Conn, creator: Id<Account>) -> Result<()> {
        let mine = entries::table.filter(entries::creator_id.eq(creator));
        diesel::update(mine)
            .set(entries::version.eq(entries::version))
            .execute(conn)?;
        let creator = Account::find(conn, creator)?;
        let all: Vec<(Id<Entry>, Id<Contest>)> =
            mine.select((entries::id, entries::contest_id)).load(conn)?;
        let terms = creator_terms(&creator);
        for (entry, contest) in all {
            replace(conn, contest, entry, true, &terms)?;
        }
        Ok(())
    }
}

/// Files the next entries after `after`, as they are now, and queues the job for those after them. Two of these at
/// once, or one beside a save, leave what is right: the rows are held before they are read.
pub fn file_next(conn: &mut Conn, after: Option<Id<Entry>>, now: Moment) -> Result<()> {
    let mut query = entries::table.into_boxed();
    if let Some(after) = after {
        query = query.filter(entries::id.gt(after));
    }
    let ids: Vec<Id<Entry>> = query
        .order(entries::id)
        .limit(BATCH)
        .select(entries::id)
        .load(conn)?;
    let Some(last) = ids.last() else {
        return Ok(());
    };
    diesel::update(entries::table.filter(entries::id.eq_any(&ids)))
        .set(entries::version.eq(entries::version))
        .execute(conn)?;
    let held: Vec<(Entry, Account)> = entries::table
        .inner_join(accounts::table)
        .filter(entries::id.eq_any(&ids))
        .select((Entry::as_select(), Account::as_select()))
        .load(conn)?;
    for (entry, creator) in held {
        entry.file(conn, &creator)?;
    }
    Job::FileEntries {
        after: Some(last.cast()),
    }
    .enqueue(conn, now)
}

/// What a list filters by: see [`only_found!`].
pub struct Found {
    /// The entries with the rarest of the words, when they are few.
    pub few: Option<Vec<Id<Entry>>>,
    /// What an entry must have besides.
    pub words: Vec<Word>,
    /// The entry whose number was typed: it belongs in the list without any of the words.
    pub numbered: Id<Entry>,
    pub of_creator: &'static [bool],
}

impl Found {
    /// Looks up what was typed, in at most three statements: the number, and the entries that have the longest word or
    /// the first, if they are few.
    pub fn new(
        conn: &mut Conn,
        contest: Id<Contest>,
        sought: &Sought,
        reach: Reach,
    ) -> Result<Self> {
        let numbered = match &sought.number {
            Some(number) => {
                let there: Option<(Id<Entry>, Stream)> = entries::table
                    .inner_join(streams::table)
                    .filter(entries::contest_id.eq(contest))
                    .filter(entries::number.eq(Some(number.number)))
                    .select((entries::id, Stream::as_select()))
                    .first(conn)
                    .optional()?;
                there
                    .filter(|(_, stream)| number.fits(stream))
                    .map(|(id, _)| id)
            }
            None => None,
        };
        let mut found = Self {
            few: None,
            words: sought.words.clone(),
            numbered: numbered.unwrap_or_default(),
            of_creator: reach.of_creator(),
        };
        if found.words.is_empty() {
            found.few = Some(Vec::new());
        }
        // The longest is likely the rarest; in an e-mail address it is the first.
        let letters = |nth: &usize| found.words[*nth].term.chars().count();
        let longest = (0..found.words.len()).max_by_key(letters);
        let asked: BTreeSet<usize> = longest.into_iter().chain([0]).collect();
        for nth in asked
            .into_iter()
            .rev()
            .filter(|nth| *nth < found.words.len())
        {
            if let Some(few) = found.few_with(conn, contest, &found.words[nth])? {
                found.few = Some(few);
                found.words.remove(nth);
                break;
            }
        }
        if let (Some(few), Some(numbered)) = (&mut found.few, numbered) {
            few.push(numbered);
        }
        Ok(found)
    }

    /// The entries of a contest that have a word, unless they are many.
    fn few_with(
        &self,
        conn: &mut Conn,
        contest: Id<Contest>,
        word: &Word,
    ) -> Result<Option<Vec<Id<Entry>>>> {
        let mut few = BTreeSet::new();
        for (from, to) in word.ranges() {
            let ids: Vec<Id<Entry>> = entry_terms::table
                .filter(entry_terms::contest_id.eq(contest))
                .filter(entry_terms::term.between(from, to))
                .filter(entry_terms::of_creator.eq_any(self.of_creator))
                .select(entry_terms::entry_id)
                .limit(FEW as i64 + 1)
                .load(conn)?;
            let many = ids.len() > FEW;
            few.extend(ids);
            if many {
                return Ok(None);
            }
        }
        Ok(Some(few.into_iter().collect()))
    }
}

/// Leaves what was [`Found`] in a query of a list, by the column that has the entry's id.
macro_rules! only_found {
    ($query:ident, $found:expr, $entry:path) => {
        if let Some(few) = &$found.few {
            $query = $query.filter($entry.eq_any(few.clone()));
        }
        for word in &$found.words {
            $query = $query.filter(
                $entry.eq($found.numbered).or(diesel::dsl::exists(
                    $crate::schema::entry_terms::table
                        .filter($crate::schema::entry_terms::entry_id.eq($entry))
                        .filter($crate::schema::entry_terms::of_creator.eq_any($found.of_creator))
                        .filter(
                            $crate::schema::entry_terms::term
                                .eq(word.term.clone())
                                .or($crate::schema::entry_terms::term
                                    .between(word.from.clone(), word.to.clone())),
                        ),
                )),
            );
        }
    };
}
pub(crate) use only_found;
