//! What the lists read: the queue, the decisions, all entries of a contest.

use diesel::prelude::*;

use crate::accounts::{Account, Email};
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::search::Reach;
use crate::entries::store::{Found, only_found};
use crate::entries::{Entry, State, number_text};
use crate::error::Result;
use crate::i18n::{Country, Locale, Trilingual};
use crate::schema::{accounts, entries, screening_queue, screenings, streams, theme_checks};
use crate::screening::Screening;
use crate::screening::forms::Filters;
use crate::theme::{Band, Outcome, Verdict};
use crate::web::paging::{Cursor, LIMIT, Paged};

/// An entry as lists name it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct Brief {
    pub id: Id<Entry>,
    pub number: Option<i32>,
    pub state: State,
    pub version: i32,
    pub stream_id: Id<Stream>,
    pub category_id: Option<Id<Category>>,
    pub original_locale: Locale,
    pub title: String,
    pub titles: Json<Trilingual>,
    pub submitted_at: Option<Moment>,
    pub started_at: Moment,
}

impl Brief {
    /// The title in the reader's language when there is one.
    pub fn title_for(&self, locale: impl Into<Locale>) -> &str {
        self.titles
            .or_original(locale.into(), self.original_locale)
            .map_or(self.title.as_str(), |(_, title)| title)
    }

    /// `CN-0042`; a draft has none yet.
    pub fn number_in(&self, streams: &[Stream]) -> String {
        let code = streams
            .iter()
            .find(|stream| stream.id == self.stream_id)
            .map_or("", |stream| stream.code.as_str());
        self.number
            .map(|number| number_text(code, number))
            .unwrap_or_default()
    }

    /// As it is ticked: with the version that is shown.
    pub fn ticked(&self) -> String {
        format!("{}:{}", self.id, self.version)
    }
}

/// What the theme check says of an entry in a list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_checks)]
pub struct Advice {
    pub verdict: Verdict,
    pub band: Band,
    pub reasons: Json<Outcome>,
}

/// Who holds an entry of the queue.
#[derive(Clone, Debug)]
pub struct ClaimedBy {
    pub id: Id<Account>,
    pub native_name: String,
    pub until: Moment,
}

/// An entry that waits for a decision.
#[derive(Clone, Debug)]
pub struct QueueRow {
    pub entry: Brief,
    pub check: Option<Advice>,
    /// Who holds it now; nobody once their time is up.
    pub claim: Option<ClaimedBy>,
}

/// An entry with a decision.
#[derive(Clone, Debug)]
pub struct Decided {
    pub entry: Brief,
    pub screening: Screening,
    pub by: String,
}

/// An entry of the admin's list.
#[derive(Clone, Debug)]
pub struct EntryRow {
    pub entry: Brief,
    pub creator: String,
    pub email: Email,
    pub country: Country,
}

/// The filters that are about the entry itself. `$of` is the list's column of the contest, `$entry` that of the entry.
macro_rules! filter_entries {
    ($query:ident, $filters:expr, $found:expr, $of:path = $contest:expr, $entry:path) => {
        $query = $query.filter($of.eq($contest));
        if let Some(stream) = $filters.stream {
            $query = $query.filter(entries::stream_id.eq(stream));
        }
        if let Some(category) = $filters.category {
            $query = $query.filter(entries::category_id.eq(Some(category)));
        }
        if let Some(found) = &$found {
            only_found!($query, found, $entry);
        }
    };
}

/// The filters that are about the check.
macro_rules! filter_checks {
    ($query:ident, $filters:expr) => {
        if let Some(verdict) = $filters.verdict {
            $query = $query.filter(theme_checks::verdict.eq(verdict));
        }
        if let Some(band) = $filters.band {
            $query = $query.filter(theme_checks::band.eq(band));
        }
        if let Some(area) = $filters.found {
            $query = $query.filter(theme_checks::found.like(format!("% {area} %")));
        }
    };
}

/// What the words of the search find.
fn look_up(
    conn: &mut Conn,
    contest: Id<Contest>,
    filters: &Filters,
    reach: Reach,
) -> Result<Option<Found>> {
    let sought = filters.sought.as_ref();
    sought
        .map(|sought| Found::new(conn, contest, sought, reach))
        .transpose()
}

type Waiting = (
    Brief,
    i32,
    Option<Id<Account>>,
    Option<Moment>,
    Option<String>,
    Option<Advice>,
);

/// The queue, those that need a person most first.
pub fn waiting(
    conn: &mut Conn,
    contest: Id<Contest>,
    filters: &Filters,
    now: Moment,
) -> Result<Paged<QueueRow>> {
    let found = look_up(conn, contest, filters, Reach::Texts)?;
    let mut query = screening_queue::table
        .inner_join(entries::table)
        .left_join(accounts::table.on(screening_queue::claimed_by.eq(accounts::id.nullable())))
        .left_join(
            theme_checks::table.on(screening_queue::check_id.eq(theme_checks::id.nullable())),
        )
        .into_boxed();
    filter_entries!(
        query,
        filters,
        found,
        screening_queue::contest_id = contest,
        screening_queue::entry_id
    );
    filter_checks!(query, filters);
    if let Ok(Cursor(attention, entry)) = filters.after.parse::<Cursor<i32, Id<Entry>>>() {
        query = query.filter(
            screening_queue::attention
                .lt(attention)
                .or(screening_queue::attention
                    .eq(attention)
                    .and(screening_queue::entry_id.gt(entry))),
        );
    }
    let rows: Vec<Waiting> = query
        .order((
            screening_queue::attention.desc(),
            screening_queue::entry_id.asc(),
        ))
        .limit(LIMIT)
        .select((
            Brief::as_select(),
            screening_queue::attention,
            screening_queue::claimed_by,
            screening_queue::claimed_until,
            accounts::native_name.nullable(),
            Option::<Advice>::as_select(),
        ))
        .load(conn)?;
    let page = Paged::new(rows, |row| Cursor(row.1, row.0.id));
    Ok(page.map(|(entry, _, by, until, name, check)| QueueRow {
        entry,
        check,
        claim: match (by, until, name) {
            (Some(id), Some(until), Some(native_name)) if until > now => Some(ClaimedBy {
                id,
                native_name,
                until,
            }),
            _ => None,
        },
    }))
}

/// The decisions of a contest, or of one screener, the newest first.
pub fn decided(
    conn: &mut Conn,
    contest: Id<Contest>,
    screener: Option<Id<Account>>,
    filters: &Filters,
) -> Result<Paged<Decided>> {
    let found = look_up(conn, contest, filters, Reach::Texts)?;
    let mut query = screenings::table
        .inner_join(entries::table)
        .inner_join(accounts::table.on(screenings::decided_by.eq(accounts::id)))
        .left_join(theme_checks::table.on(screenings::check_id.eq(theme_checks::id.nullable())))
        .into_boxed();
    if let Some(screener) = screener {
        query = query.filter(screenings::decided_by.eq(screener));
    }
    filter_entries!(
        query,
        filters,
        found,
        entries::contest_id = contest,
        screenings::entry_id
    );
    filter_checks!(query, filters);
    if let Ok(after) = filters.after.parse::<Id<Screening>>() {
        query = query.filter(screenings::id.lt(after));
    }
    let rows: Vec<(Brief, Screening, String)> = query
        .order(screenings::id.desc())
        .limit(LIMIT)
        .select((
            Brief::as_select(),
            Screening::as_select(),
            accounts::native_name,
        ))
        .load(conn)?;
    let page = Paged::new(rows, |row| row.1.id);
    Ok(page.map(|(entry, screening, by)| Decided {
        entry,
        screening,
        by,
    }))
}

/// Every entry of a contest, drafts too, the newest first.
pub fn all_entries(
    conn: &mut Conn,
    contest: Id<Contest>,
    filters: &Filters,
) -> Result<Paged<EntryRow>> {
    let found = look_up(conn, contest, filters, Reach::Creators)?;
    let mut query = entries::table.inner_join(accounts::table).into_boxed();
    filter_entries!(
        query,
        filters,
        found,
        entries::contest_id = contest,
        entries::id
    );
    if let Some(state) = filters.state {
        query = query.filter(entries::state.eq(state));
    }
    if let Ok(after) = filters.after.parse::<Id<Entry>>() {
        query = query.filter(entries::id.lt(after));
    }
    let rows: Vec<(Brief, String, Email, Country)> = query
        .order(entries::id.desc())
        .limit(LIMIT)
        .select((
            Brief::as_select(),
            accounts::native_name,
            accounts::email,
            accounts::country,
        ))
        .load(conn)?;
    let page = Paged::new(rows, |row| row.0.id);
    Ok(page.map(|(entry, creator, email, country)| EntryRow {
        entry,
        creator,
        email,
        country,
    }))
}

/// These entries of the contest, in the order of their numbers; drafts are none of a screener's business.
pub fn briefs(conn: &mut Conn, contest: &Contest, ids: &[Id<Entry>]) -> Result<Vec<Brief>> {
    Ok(entries::table
        .inner_join(streams::table)
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::state.ne(State::Draft))
        .filter(entries::id.eq_any(ids))
        .order((streams::position, entries::number))
        .select(Brief::as_select())
        .load(conn)?)
}
