//! What the page of one entry reads: for a screener, and with the creator for an admin.

use diesel::prelude::*;

use super::lessons::{Nearest, nearest};
use super::lists::ClaimedBy;
use super::pairs::{self, Couple};
use crate::accounts::Account;
use crate::contests::{Category, Contest, DeclarationText, Question, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Anything;
use crate::i18n::{Locale, Trilingual};
use crate::schema::{
    accounts, categories, declaration_texts, declarations, entries, events, screening_queue,
    screenings, streams, theme_checks, theme_profiles, theme_vectors,
};
use crate::screening::Screening;
use crate::theme::{ThemeCheck, Verdict};

/// Lines of an entry's history that are shown.
const LINES: i64 = 200;

/// Everything that is decided from.
pub struct Dossier {
    pub entry: Entry,
    pub stream: Stream,
    pub category: Option<Category>,
    /// Who holds it at this moment.
    pub claim: Option<ClaimedBy>,
    /// Whether it waits in the queue.
    pub waiting: bool,
    pub check: Option<ThemeCheck>,
    pub declarations: Vec<Given>,
    /// What the contest asks besides, for the answers.
    pub questions: Vec<Question>,
    /// The newest first.
    pub history: Vec<History>,
    /// Works that may be the same.
    pub pairs: Vec<Couple>,
    /// Decided entries that are most alike, for a screener.
    pub nearest: Nearest,
}

/// A declaration that was given.
#[derive(Clone, Debug)]
pub struct Given {
    pub text: Json<Trilingual>,
    pub version: i32,
    pub given_at: Moment,
}

/// An earlier decision.
#[derive(Clone, Debug)]
pub struct History {
    pub screening: Screening,
    pub by: String,
}

/// A line of the audit trail.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: String,
    pub action: String,
    pub reason: String,
    pub at: Moment,
    pub by: Option<String>,
    /// A theme check: the version of the profile, and what it came to.
    pub checked: Option<(i32, Verdict)>,
}

impl Line {
    /// The key of its text.
    pub fn key(&self) -> String {
        format!("event-{}-{}", self.kind, self.action)
    }
}

impl Dossier {
    /// When the work was finished.
    pub fn made_on(&self, locale: impl Into<Locale>) -> Option<String> {
        let day = self.entry.content.made_on?;
        Some(locale.into().date(day))
    }

    /// When its creator was born, where the contest asks.
    pub fn born_on(&self, locale: impl Into<Locale>) -> Option<String> {
        let day = self.entry.content.born_on?;
        Some(locale.into().date(day))
    }

    /// `CN-0042`; a draft has none yet.
    pub fn number(&self) -> String {
        self.entry
            .number
            .map(|number| number_text(&self.stream.code, number))
            .unwrap_or_default()
    }
}

type Queued = (
    Option<Id<Entry>>,
    Option<Id<Account>>,
    Option<Moment>,
    Option<String>,
);

fn claim_of(queued: &Queued, now: Moment) -> Option<ClaimedBy> {
    match queued {
        (_, Some(id), Some(until), Some(name)) if *until > now => Some(ClaimedBy {
            id: *id,
            native_name: name.clone(),
            until: *until,
        }),
        _ => None,
    }
}

/// An entry of the contest for a screener; drafts are not found.
pub fn dossier(
    conn: &mut Conn,
    contest: &Contest,
    entry: Id<Entry>,
    now: Moment,
) -> Result<Dossier> {
    type Row = (
        Entry,
        Stream,
        Option<Category>,
        Queued,
        Option<ThemeCheck>,
        Option<Vec<u8>>,
        Option<Vec<u8>>,
    );
    let (entry, stream, category, queued, check, encoder, vector): Row = entries::table
        .inner_join(streams::table)
        .left_join(categories::table)
        .left_join(screening_queue::table)
        .left_join(accounts::table.on(screening_queue::claimed_by.eq(accounts::id.nullable())))
        .left_join(
            theme_checks::table.on(screening_queue::check_id.eq(theme_checks::id.nullable())),
        )
        .left_join(
            theme_vectors::table.on(theme_vectors::entry_id
                .eq(entries::id)
                .and(theme_vectors::entry_version.eq(entries::version))),
        )
        .filter(entries::id.eq(entry))
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::state.ne(State::Draft))
        .select((
            Entry::as_select(),
            Stream::as_select(),
            Option::<Category>::as_select(),
            (
                screening_queue::entry_id.nullable(),
                screening_queue::claimed_by.nullable(),
                screening_queue::claimed_until.nullable(),
                accounts::native_name.nullable(),
            ),
            Option::<ThemeCheck>::as_select(),
            theme_vectors::encoder.nullable(),
            theme_vectors::vector.nullable(),
        ))
        .first(conn)?;
    let (history, checked) = history(conn, entry.id)?;
    let check = check.or(checked);
    Ok(Dossier {
        declarations: given(conn, entry.id)?,
        questions: contest.questions(conn)?,
        nearest: nearest(conn, &entry, encoder.zip(vector))?,
        pairs: pairs::of_entry(conn, contest.id, entry.id)?,
        claim: claim_of(&queued, now),
        waiting: queued.0.is_some(),
        entry,
        stream,
        category,
        check,
        history,
    })
}

/// An entry of the contest for an admin, with its creator and all that was done to it.
pub fn admin_dossier(
    conn: &mut Conn,
    contest: &Contest,
    entry: Id<Entry>,
) -> Result<(Dossier, Account, Vec<Line>)> {
    type Row = (
        Entry,
        Stream,
        Account,
        Option<Category>,
        Option<Id<Entry>>,
        Option<ThemeCheck>,
    );
    let (entry, stream, creator, category, queued, check): Row = entries::table
        .inner_join(streams::table)
        .inner_join(accounts::table)
        .left_join(categories::table)
        .left_join(screening_queue::table)
        .left_join(
            theme_checks::table.on(screening_queue::check_id.eq(theme_checks::id.nullable())),
        )
        .filter(entries::id.eq(entry))
        .filter(entries::contest_id.eq(contest.id))
        .select((
            Entry::as_select(),
            Stream::as_select(),
            Account::as_select(),
            Option::<Category>::as_select(),
            screening_queue::entry_id.nullable(),
            Option::<ThemeCheck>::as_select(),
        ))
        .first(conn)?;
    let (history, checked) = history(conn, entry.id)?;
    let lines = lines(conn, entry.id)?;
    let dossier = Dossier {
        declarations: given(conn, entry.id)?,
        questions: contest.questions(conn)?,
        nearest: Nearest::default(),
        pairs: Vec::new(),
        claim: None,
        waiting: queued.is_some(),
        check: check.or(checked),
        entry,
        stream,
        category,
        history,
    };
    Ok((dossier, creator, lines))
}

/// An entry of the contest, for an admin's verbs.
pub fn entry_in(conn: &mut Conn, contest: &Contest, entry: Id<Entry>) -> Result<Entry> {
    let entry = Entry::find(conn, entry)?;
    if entry.contest_id == contest.id {
        Ok(entry)
    } else {
        Err(Error::NotFound)
    }
}

fn history(conn: &mut Conn, entry: Id<Entry>) -> Result<(Vec<History>, Option<ThemeCheck>)> {
    let rows: Vec<(Screening, String, Option<ThemeCheck>)> = screenings::table
        .inner_join(accounts::table.on(screenings::decided_by.eq(accounts::id)))
        .left_join(theme_checks::table.on(screenings::check_id.eq(theme_checks::id.nullable())))
        .filter(screenings::entry_id.eq(entry))
        .order(screenings::id.desc())
        .limit(LINES)
        .select((
            Screening::as_select(),
            accounts::native_name,
            Option::<ThemeCheck>::as_select(),
        ))
        .load(conn)?;
    let check = rows.iter().find_map(|(_, _, check)| check.clone());
    let history = rows
        .into_iter()
        .map(|(screening, by, _)| History { screening, by })
        .collect();
    Ok((history, check))
}

fn given(conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<Given>> {
    let rows: Vec<(DeclarationText, Moment)> = declarations::table
        .inner_join(declaration_texts::table)
        .filter(declarations::entry_id.eq(entry))
        .order(declaration_texts::position)
        .select((DeclarationText::as_select(), declarations::given_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(text, given_at)| Given {
            text: text.text,
            version: text.version,
            given_at,
        })
        .collect())
}

/// What was done to an entry and how it was checked, the newest first. Two statements.
fn lines(conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<Line>> {
    type Row = (String, String, String, Moment, Option<String>);
    let actor = events::actor_id.eq(accounts::id.nullable());
    let rows: Vec<Row> = events::table
        .left_join(accounts::table.on(actor))
        .filter(events::subject_id.eq(entry.cast::<Anything>()))
        .order(events::id.desc())
        .limit(LINES)
        .select((
            events::subject_kind,
            events::action,
            events::reason,
            events::at,
            accounts::native_name.nullable(),
        ))
        .load(conn)?;
    let checks: Vec<(i32, Verdict, Moment)> = theme_checks::table
        .inner_join(theme_profiles::table)
        .filter(theme_checks::entry_id.eq(entry))
        .order(theme_checks::id.desc())
        .limit(LINES)
        .select((
            theme_profiles::version,
            theme_checks::verdict,
            theme_checks::checked_at,
        ))
        .load(conn)?;
    let events = rows.into_iter().map(|(kind, action, reason, at, by)| Line {
        kind,
        action,
        reason,
        at,
        by,
        checked: None,
    });
    let checks = checks.into_iter().map(|(version, verdict, at)| Line {
        kind: "check".to_owned(),
        action: verdict.to_string(),
        reason: String::new(),
        at,
        by: None,
        checked: Some((version, verdict)),
    });
    let mut lines: Vec<Line> = checks.chain(events).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(lines)
}
