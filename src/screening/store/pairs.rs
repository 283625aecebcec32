//! Pairs of entries that may be the same work: the list, two side by side, the decision.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Content, Entry, Metadata, State, number_text};
use crate::error::{Error, Result};
use crate::events::{Anything, Event};
use crate::i18n::{Language, Locale, Trilingual};
use crate::media::Media;
use crate::schema::{accounts, contests, entries, events, streams, theme_pairs};
use crate::screening::NewPairDecision;
use crate::theme::{Pair, PairDecision, ThemeCheck};
use crate::web::paging::{LIMIT, Paged};

/// Pairs of one entry that its page names.
const NAMED: i64 = 20;
/// Decisions on one pair that are shown.
const LINES: i64 = 50;

/// One entry of a pair, as a screener of the contest may see it.
#[derive(Clone, Debug)]
pub struct Side {
    pub entry: Id<Entry>,
    /// `CN-0042`.
    pub number: String,
    pub title: String,
    pub original: Locale,
    pub texts: BTreeMap<Locale, Metadata>,
    pub place: Place,
    contest: Id<Contest>,
    creator: Id<Account>,
}

/// Where an entry was submitted. Of another contest's entry a screener sees no more than this and its words.
#[derive(Clone, Debug)]
pub enum Place {
    Here(Box<Facts>),
    Elsewhere { contest: Trilingual, year: i32 },
}

/// What is known of an entry of the screener's own contest.
#[derive(Clone, Debug)]
pub struct Facts {
    pub state: State,
    pub video: Option<Id<Media>>,
    pub poster: Option<Id<Media>>,
    pub link_url: String,
    pub submitted_at: Option<Moment>,
    pub made_on: Option<chrono::NaiveDate>,
    pub duration_s: Option<i32>,
    pub spoken: Vec<Language>,
}

impl Side {
    /// The title in the reader's language when there is one.
    pub fn title_for(&self, locale: impl Into<Locale>) -> &str {
        let text = self.texts.get(&locale.into());
        let text = text.filter(|text| !text.title.is_empty());
        text.map_or(self.title.as_str(), |text| text.title.as_str())
    }
}

/// A pair with its earlier and its later entry.
#[derive(Clone, Debug)]
pub struct Couple {
    pub pair: Pair,
    pub first: Side,
    pub second: Side,
}

impl Couple {
    pub fn same_creator(&self) -> bool {
        self.first.creator == self.second.creator
    }

    /// Whether one of the works is this account's.
    pub fn is_by(&self, account: Id<Account>) -> bool {
        [self.first.creator, self.second.creator].contains(&account)
    }

    /// The entry that is not `entry`.
    pub fn other(&self, entry: &Id<Entry>) -> &Side {
        match self.first.entry == *entry {
            true => &self.second,
            false => &self.first,
        }
    }
}

/// A decision that was taken on a pair, the last one or one before.
#[derive(Clone, Debug)]
pub struct Settled {
    /// See [`PairDecision`].
    pub decision: Option<PairDecision>,
    pub reason: String,
    pub at: Moment,
    pub by: Option<String>,
}

type SideRow = (
    Id<Entry>,
    Id<Contest>,
    Id<Account>,
    String,
    Option<i32>,
    State,
    Locale,
    String,
    Json<Content>,
    (
        Option<Id<Media>>,
        Option<Id<Media>>,
        String,
        Option<i32>,
        Option<Moment>,
    ),
    (Json<Trilingual>, Option<Moment>, Moment),
);

fn side(row: SideRow, home: Id<Contest>) -> Side {
    let (entry, contest, creator, code, number, state, original, title, content, files, place) =
        row;
    let (video, poster, link_url, duration_s, submitted_at) = files;
    let (name, opens_at, created_at) = place;
    let content = content.into_inner();
    let year = opens_at.unwrap_or(created_at).utc();
    Side {
        entry,
        number: number_text(&code, number.unwrap_or_default()),
        title,
        original,
        place: match contest == home {
            true => Place::Here(Box::new(Facts {
                state,
                video,
                poster,
                link_url,
                submitted_at,
                made_on: content.made_on,
                duration_s,
                spoken: content.spoken,
            })),
            false => Place::Elsewhere {
                contest: name.into_inner(),
                year: chrono::Datelike::year(&year),
            },
        },
        texts: content.texts,
        contest,
        creator,
    }
}

/// Pairs with their entries, two rows a pair.
macro_rules! sides {
    () => {
        theme_pairs::table
            .inner_join(
                entries::table.on(entries::id
                    .eq(theme_pairs::first_id)
                    .or(entries::id.eq(theme_pairs::second_id))),
            )
            .inner_join(streams::table.on(streams::id.eq(entries::stream_id)))
            .inner_join(contests::table.on(contests::id.eq(entries::contest_id)))
    };
}

macro_rules! side {
    () => {
        (
            Pair::as_select(),
            (
                entries::id,
                entries::contest_id,
                entries::creator_id,
                streams::code,
                entries::number,
                entries::state,
                entries::original_locale,
                entries::title,
                entries::content,
                (
                    entries::video_id,
                    entries::poster_id,
                    entries::link_url,
                    entries::duration_s,
                    entries::submitted_at,
                ),
                (contests::name, contests::opens_at, contests::created_at),
            ),
        )
    };
}

/// What the rows of [`sides`] say to a screener of `home`, in their order.
fn couples(rows: Vec<(Pair, SideRow)>, home: Id<Contest>) -> Vec<Couple> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut sides: HashMap<Id<Entry>, Side> = HashMap::new();
    for (pair, row) in rows {
        sides.insert(row.0, side(row, home));
        if pairs.last().is_none_or(|last| last.id != pair.id) {
            pairs.push(pair);
        }
    }
    let couple = |pair: Pair| {
        Some(Couple {
            first: sides.get(&pair.first_id)?.clone(),
            second: sides.get(&pair.second_id)?.clone(),
            pair,
        })
    };
    pairs.into_iter().filter_map(couple).collect()
}

diesel::alias!(entries as counted: Counted);

/// Whether an entry of a pair counts: it is neither a draft again nor withdrawn.
macro_rules! counts {
    ($column:expr) => {
        exists(
            counted
                .filter(counted.field(entries::id).eq($column))
                .filter(
                    counted
                        .field(entries::state)
                        .ne_all([State::Draft, State::Withdrawn]),
                ),
        )
    };
}

/// The pairs of a contest that nobody decided, the newest first. One statement.
pub fn undecided(conn: &mut Conn, contest: Id<Contest>, after: &str) -> Result<Paged<Couple>> {
    let mut query = sides!()
        .filter(theme_pairs::contest_id.eq(contest))
        .filter(theme_pairs::decision.is_null())
        .filter(counts!(theme_pairs::first_id))
        .filter(counts!(theme_pairs::second_id))
        .into_boxed();
    if let Ok(after) = after.parse::<Id<Pair>>() {
        query = query.filter(theme_pairs::id.lt(after));
    }
    let rows: Vec<(Pair, SideRow)> = query
        .order(theme_pairs::id.desc())
        .limit(2 * LIMIT)
        .select(side!())
        .load(conn)?;
    Ok(Paged::new(couples(rows, contest), |couple| couple.pair.id))
}

/// The pairs of an entry that this contest's screeners decide, the most alike first. One statement.
pub(super) fn of_entry(
    conn: &mut Conn,
    contest: Id<Contest>,
    entry: Id<Entry>,
) -> Result<Vec<Couple>> {
    let rows: Vec<(Pair, SideRow)> = sides!()
        .filter(theme_pairs::contest_id.eq(contest))
        .filter(
            theme_pairs::first_id
                .eq(entry)
                .or(theme_pairs::second_id.eq(entry)),
        )
        .filter(counts!(theme_pairs::first_id))
        .filter(counts!(theme_pairs::second_id))
        .order((theme_pairs::score.desc(), theme_pairs::id))
        .limit(2 * NAMED)
        .select(side!())
        .load(conn)?;
    Ok(couples(rows, contest))
}

fn couple_in(conn: &mut Conn, contest: Id<Contest>, id: Id<Pair>) -> Result<Couple> {
    let rows: Vec<(Pair, SideRow)> = sides!()
        .filter(theme_pairs::id.eq(id))
        .filter(theme_pairs::contest_id.eq(contest))
        .select(side!())
        .load(conn)?;
    couples(rows, contest).pop().ok_or(Error::NotFound)
}

/// A pair of the contest, and the decisions on it, the newest first. Two statements.
///
/// # Errors
/// Not found when other screeners decide it.
pub fn couple(
    conn: &mut Conn,
    contest: Id<Contest>,
    id: Id<Pair>,
) -> Result<(Couple, Vec<Settled>)> {
    let couple = couple_in(conn, contest, id)?;
    let actor = events::actor_id.eq(accounts::id.nullable());
    let rows: Vec<(String, String, Moment, Option<String>)> = events::table
        .left_join(accounts::table.on(actor))
        .filter(events::subject_id.eq(id.cast::<Anything>()))
        .order(events::id.desc())
        .limit(LINES)
        .select((
            events::action,
            events::reason,
            events::at,
            accounts::native_name.nullable(),
        ))
        .load(conn)?;
    let settled = rows.into_iter().map(|(action, reason, at, by)| Settled {
        decision: PairDecision::parse(&action),
        reason,
        at,
        by,
    });
    Ok((couple, settled.collect()))
}

/// Decides on a pair, or decides anew. It is told on the timelines of both entries, and what the queue says of them
/// changes with it.
///
/// # Errors
/// Not found when other screeners decide it. A conflict when one of the works is the screener's own, or somebody decided
/// since it was looked at.
pub fn decide_pair(
    conn: &mut Conn,
    contest: &Contest,
    screener: &Account,
    id: Id<Pair>,
    new: &NewPairDecision,
    now: Moment,
) -> Result<()> {
    let couple = couple_in(conn, contest.id, id)?;
    if couple.is_by(screener.id) {
        return Err(Error::Conflict("error-screening-own"));
    }
    let Couple { first, second, .. } = couple;
    let decided = diesel::update(
        theme_pairs::table
            .filter(theme_pairs::id.eq(id))
            .filter(theme_pairs::version.eq(new.version)),
    )
    .set((
        theme_pairs::decision.eq(Some(new.decision)),
        theme_pairs::reason.eq(&new.reason),
        theme_pairs::decided_by.eq(Some(screener.id)),
        theme_pairs::decided_at.eq(Some(now)),
        theme_pairs::version.eq(new.version + 1),
    ))
    .execute(conn)?;
    if decided == 0 {
        return Err(Error::Conflict("error-pair-decided"));
    }
    Event::new("pair", id, new.decision.as_str())
        .by(screener.id)
        .in_contest(contest.id)
        .because(&new.reason)
        .record(conn, now)?;
    let action = match new.decision {
        PairDecision::Same => "pair-same",
        PairDecision::Series => "pair-series",
        PairDecision::Different => "pair-different",
    };
    for (side, other) in [(&first, &second), (&second, &first)] {
        Event::new("entry", side.entry, action)
            .by(screener.id)
            .in_contest(side.contest)
            .because(&new.reason)
            .with(serde_json::json!({ "pair": id, "other": other.entry }))
            .record(conn, now)?;
        ThemeCheck::restate(conn, side.entry, other.entry, new.decision.is_heard(), now)?;
    }
    Ok(())
}
